//! The command line: parse, run, exit code.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run()
}
