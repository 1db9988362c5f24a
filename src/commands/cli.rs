use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use outside_in::text::Lang;

use super::{assess::AssessArgs, explain::ExplainArgs, score::ScoreArgs};

/// Judge how ready a health technology is to come to the United States together with Mayo Clinic.
#[derive(Debug, Parser)]
#[command(name = "outside-in", version, about, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Debug)]
pub(super) struct CommonArgs {
    /// Use the framework in this directory instead of the built-in one
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) framework: Option<PathBuf>,
    /// Language of the interface [default: from the locale]
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    #[expect(dead_code, reason = "looked up before the arguments are parsed")]
    lang: Option<Language>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Score as on this day [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    En,
    Ja,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer the guided questionnaire; it saves every answer and goes on where you stopped
    Assess(AssessArgs),
    /// Score one or many answer sheets
    Score(ScoreArgs),
    /// Explain one company's result: where it stands, why, and what to do next
    Explain(ExplainArgs),
}

/// The command line, its help in the user's language.
pub(super) fn command(_lang: Lang) -> clap::Command {
    Cli::command()
}
