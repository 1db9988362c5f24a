//! Writers of results from ready-made pieces.

mod csv;
mod losses;
mod ndjson;
mod numbers;

pub(super) use csv::Csv;
pub(super) use ndjson::Ndjson;
