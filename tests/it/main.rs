//! The tests that see the program from outside: as a process, on a terminal, and as a library with laws.
#![allow(missing_docs, reason = "tests are named by what they show")]

mod advice;
mod commands;
mod docs;
mod drafts;
mod faults;
mod laws;
mod oracle;
mod outlook;
mod pages;
mod plans;
mod process;
mod random;
mod tidy;
