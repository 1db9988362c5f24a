//! Writers of results from ready-made pieces.

mod ndjson;

pub(super) use ndjson::Ndjson;
