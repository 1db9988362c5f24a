//! The tests that see the program from outside: as a process, on a terminal, and as a library with laws.
#![allow(missing_docs, reason = "tests are named by what they show")]

mod commands;
mod docs;
mod drafts;
mod examples;
mod faults;
mod framework_tests;
mod interview;
mod laws;
mod oracle;
mod pages;
mod plain;
mod process;
mod pty;
mod random;
mod support;
mod terminal;
mod tidy;
