//! All integration tests in one binary, which is linked once.

mod interview;
mod plain;
mod pty;
mod support;
mod terminal;
