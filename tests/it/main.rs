//! The tests that see the program from outside: as a process, on a terminal, and as a library with laws.
#![allow(missing_docs, reason = "tests are named by what they show")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "tests write texts the short way")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod advice;
mod authors;
mod batch;
mod built_in;
mod calibrate;
mod check;
mod cohort;
mod cohort_command;
mod commands;
mod compare;
mod compare_command;
mod completions;
mod docs;
mod drafts;
mod examples;
mod faults;
mod faulty_frameworks;
mod findings;
mod format;
mod framework_tests;
mod interview;
mod laws;
mod layout;
mod mistakes;
mod oracle;
mod outlook;
mod own_results;
mod pages;
mod plain;
mod plans;
mod process;
mod progress;
mod pty;
mod random;
mod raters;
mod reachability;
mod returns;
mod rules;
mod sarif;
mod schema;
mod score_forms;
mod selection;
mod snapshots;
mod source;
mod support;
mod table_laws;
mod tables;
mod template;
mod terminal;
mod text;
mod tidy;
mod usage;
mod writing;
