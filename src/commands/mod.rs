//! One file per command: arguments in, exit code out. Only this module uses the clock, the terminal and the
//! environment.

mod args;
mod assess;
mod calibrate;
mod check;
mod cli;
mod cli_ja;
mod clock;
mod common;
mod compare;
mod completions;
mod destination;
mod exit;
mod explain;
mod forms;
mod framework;
mod guess;
mod help;
mod help_examples;
mod inputs;
mod man;
mod output;
mod patterns;
mod plan;
mod progress;
mod questions;
mod report;
mod schema;
mod score;
mod signals;
mod start;
mod template;
mod test;
mod usage;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use outside_in::text::{Lang, say};

use self::args::CommonArgs;
use self::cli::{Cli, Command};
use self::common::Common;
use self::destination::{Destination, IfTaken, cannot_write};
use self::exit::{Exit, Failure};
use self::forms::{Content, Forms, OutputForm, names_of, read_forms, sheet_forms};

const BUG: u8 = 3;

pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        output::say(&format!(
            "outside-in: this is a bug, please report it (バグです。報告をお願いします)\n{info}"
        ));
    }));
    std::panic::catch_unwind(run_command).unwrap_or(ExitCode::from(BUG))
}

fn run_command() -> ExitCode {
    let given: Vec<OsString> = std::env::args_os().collect();
    let lang = args::language(&given);
    let cli = match parse(&given, lang) {
        Ok(cli) => cli,
        Err(error) => {
            let args = CommonArgs { framework: None, lang: None, color: args::color(&given), as_of: None };
            let common = Common::new(&args, lang);
            return exit::code(usage::page(error, &common), &common);
        }
    };
    let common = Common::new(&cli.common, lang);
    let checked = check_languages(cli.command.as_ref(), &common);
    if let Err(wrong) = checked.and_then(|()| check_clock(cli.command.as_ref(), &common)) {
        return exit::code(Err(wrong.into()), &common);
    }
    let result = match cli.command {
        Some(Command::Assess(args)) => assess::run(&args, &common),
        Some(Command::Score(args)) => score::run(&args, &common),
        Some(Command::Explain(args)) => explain::run(&args, &common),
        Some(Command::Plan(args)) => plan::run(&args, &common),
        Some(Command::Compare(args)) => compare::run(&args, &common),
        Some(Command::Report(args)) => report::run(&args, &common),
        Some(Command::Calibrate(args)) => calibrate::run(&args, &common),
        Some(Command::Questions(args)) => questions::run(&args, &common),
        Some(Command::Template(args)) => template::run(&args, &common),
        Some(Command::Test(args)) => test::run(&args, &common),
        Some(Command::Check(args)) => check::run(&args, &common),
        Some(Command::Framework(args)) => framework::run(&args, &common),
        Some(Command::Schema(args)) => schema::run(&args, &common),
        Some(Command::Completions(args)) => completions::run(&args, cli::command(lang)),
        Some(Command::Man(args)) => man::run(&args, cli::command(lang)),
        None if assess::has_terminal() => start::run(&common),
        None => usage::print_page(&cli::command(lang).render_help(), &common),
    };
    exit::code(result, &common)
}

/// Only new frameworks can have several languages.
fn check_languages(command: Option<&Command>, common: &Common) -> Result<(), Failure> {
    let list = common.lang_asked.as_deref().filter(|asked| asked.contains(','));
    if list.is_none() || matches!(command, Some(Command::Framework(args)) if args.takes_languages()) {
        return Ok(());
    }
    Err(Failure::new(say!(
        "--lang takes several languages for `framework new` and `framework import` alone; name one",
        "--lang に複数の言語を指定できるのは `framework new` と `framework import` だけです。1つだけ指定してください"
    )))
}

/// Every command that looks at the date needs one.
fn check_clock(command: Option<&Command>, common: &Common) -> Result<(), Failure> {
    match command {
        Some(Command::Schema(_) | Command::Completions(_) | Command::Man(_) | Command::Framework(_))
        | None => Ok(()),
        Some(_) => common.check_day(),
    }
}

/// Anything but a call of a command, such as a help page, comes as an error.
fn parse(args: &[OsString], lang: Lang) -> clap::error::Result<Cli> {
    let mut matches = cli::command(lang).try_get_matches_from(args)?;
    if let Some(asked) = cli::asked_for_help(&matches) {
        matches = cli::command(lang).try_get_matches_from(asked)?;
    }
    Cli::from_arg_matches(&matches)
}
