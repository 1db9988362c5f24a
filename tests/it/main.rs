//! Tests of the library and the program as they are seen from outside.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    clippy::similar_names,
    reason = "tests write texts the short way, and call a state a state and a stage a stage"
)]

mod drafts;
mod laws;
mod oracle;
mod random;
