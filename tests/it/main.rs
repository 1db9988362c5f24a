//! All integration tests in one binary, which is linked once.

#![allow(clippy::expect_used, clippy::unwrap_used)]

mod interview;
mod plain;
mod pty;
mod support;
mod terminal;
