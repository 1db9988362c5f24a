//! The tests that see the program from outside: as a process, on a terminal, and as a library with laws.
#![allow(missing_docs, reason = "tests are named by what they show")]

mod commands;
mod docs;
mod drafts;
mod examples;
mod faults;
mod framework_tests;
mod laws;
mod oracle;
mod pages;
mod process;
mod random;
mod tidy;
