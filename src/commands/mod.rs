//! One file per command: arguments in, exit code out. Only here are the clock, the terminal and the
//! environment asked.

mod assess;
mod check;
mod cli;
mod cli_ja;
mod common;
mod compare;
mod completions;
mod exit;
mod explain;
mod forms;
mod framework;
mod inputs;
mod man;
mod output;
mod plan;
mod progress;
mod schema;
mod score;
mod target;
mod template;
mod test;

use std::process::ExitCode;

use clap::FromArgMatches;

use self::cli::{Cli, Command};
use self::common::Common;

/// The exit code of a bug.
const BUG: u8 = 3;

/// Runs the program. A panic is a bug, and is told as one.
pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        output::say(&format!(
            "outside-in: this is a bug, please report it (バグです。報告をお願いします)\n{info}"
        ));
    }));
    std::panic::catch_unwind(run_command).unwrap_or(ExitCode::from(BUG))
}

fn run_command() -> ExitCode {
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
        Some(Command::Plan(args)) => plan::run(&args, &common),
        Some(Command::Compare(args)) => compare::run(&args, &common),
        Some(Command::Template(args)) => template::run(&args, &common),
        Some(Command::Test(args)) => test::run(&args, &common),
        Some(Command::Check(args)) => check::run(&args, &common),
        Some(Command::Framework(args)) => framework::run(&args, &common),
        Some(Command::Schema(args)) => schema::run(&args, &common),
        Some(Command::Completions(args)) => completions::run(&args, &common),
        Some(Command::Man) => man::run(&common),
        None => assess::run_without_arguments(&common),
    };
    exit::code(result, &common)
}
