use clap::{Arg, ArgAction, ArgMatches, CommandFactory, Parser, Subcommand};
use outside_in::text::Lang;

use super::args::CommonArgs;
use super::{
    assess, calibrate, check, compare, completions, explain, framework, man, plan, questions, report, schema,
    score, template, test,
};
use super::{cli_ja, help, help_examples};

/// Judge how ready a health technology is to come to the United States together with Mayo Clinic.
#[derive(Debug, Parser)]
#[command(name = "outside-in", version, about)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(super) common: CommonArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer the guided questionnaire; it saves every answer and resumes where you left off
    Assess(assess::AssessArgs),
    /// Score one or many answer sheets
    Score(score::ScoreArgs),
    /// Explain a result: where it stands, why, and what to do next
    Explain(explain::ExplainArgs),
    /// Find the cheapest way to the next stage, or the farthest within a budget
    Plan(plan::PlanArgs),
    /// Write the report of a sheet, or of many: one page to open, print or send
    Report(report::ReportArgs),
    /// Compare an old and a new sheet, or those of several raters
    Compare(compare::CompareArgs),
    /// Measure a framework's cut scores, gates and criteria against its cases
    Calibrate(calibrate::CalibrateArgs),
    /// Print the open questions of a sheet, with all texts, as JSON: for assistants and other programs
    Questions(questions::QuestionsArgs),
    /// Write an empty answer sheet to hand out, or convert filled ones
    Template(template::TemplateArgs),
    /// Run a framework's own tests and see what they exercise
    Test(test::TestArgs),
    /// Check frameworks, rubrics and answer sheets, and say what is wrong where
    Check(check::CheckArgs),
    /// Show, start, import, copy or compare frameworks
    Framework(framework::FrameworkArgs),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(schema::SchemaArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page of the program or of a command
    Man(man::ManArgs),
}

/// The command line with help in the user's language; [`help::page`] finishes its pages.
pub(super) fn command(lang: Lang) -> clap::Command {
    let command = help_examples::add(Cli::command(), lang);
    match lang {
        Lang::En | Lang::Other(_) => command.term_width(help::columns()),
        Lang::Ja => cli_ja::translate(with_own_help(command)),
    }
}

/// For `help COMMAND`, the equivalent call with `--help`.
pub(super) fn asked_for_help(mut matches: &ArgMatches) -> Option<Vec<String>> {
    let mut call = vec!["outside-in".to_owned()];
    while let Some((name, inner)) = matches.subcommand() {
        if name == "help" {
            call.extend(inner.get_many::<String>("command").into_iter().flatten().cloned());
            call.push("--help".to_owned());
            return Some(call);
        }
        call.push(name.to_owned());
        matches = inner;
    }
    None
}

/// Replaces clap's help and version by arguments of our own, whose texts can be translated.
fn with_own_help(command: clap::Command) -> clap::Command {
    command
        .propagate_version(false)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .mut_subcommand("framework", |framework| framework.subcommand(help_command()))
        .subcommand(help_command())
}

fn help_command() -> clap::Command {
    clap::Command::new("help").arg(Arg::new("command").value_name("COMMAND").num_args(0..))
}
