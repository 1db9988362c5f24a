//! Writers of results from ready-made pieces.

mod csv;
mod ndjson;
mod page;

pub(super) use csv::Csv;
pub(super) use ndjson::Ndjson;
pub(super) use page::Page;
