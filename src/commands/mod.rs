//! One file per command: arguments in, exit code out. Only here are the clock, the terminal and the
//! environment asked.

mod assess;
mod cli;
mod common;
mod exit;
mod explain;
mod output;
mod score;

use std::process::ExitCode;

use clap::FromArgMatches;

use self::cli::{Cli, Command};
use self::common::Common;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let lang = common::language_of(std::env::args_os());
    let matches = cli::command(lang).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let common = Common::new(&cli.common, lang);
    let result = match cli.command {
        Some(Command::Assess(args)) => assess::run(&args, &common),
        Some(Command::Score(args)) => score::run(&args, &common),
        Some(Command::Explain(args)) => explain::run(&args, &common),
        None => assess::run_without_arguments(&common),
    };
    exit::code(result, &common)
}
