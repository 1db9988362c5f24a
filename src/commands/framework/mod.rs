mod create;
mod dialog;
mod diff;
mod import;
mod starter;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use outside_in::report::framework;
use outside_in::text::{say, wrap_hanging};

use self::starter::Starter;
use super::{Common, Content, Exit, OutputForm, names_of, output};

#[derive(Args, Debug)]
pub(crate) struct FrameworkArgs {
    #[command(subcommand)]
    command: FrameworkCommand,
}

#[derive(Debug, Subcommand)]
enum FrameworkCommand {
    /// Name the framework in use: the built-in one, or the one of `--framework`
    List,
    /// Print the whole framework, to read or to print
    Show {
        /// Form of the result
        #[arg(long, value_name = "FORM", value_parser = names_of(Content::Book), default_value = "text")]
        format: OutputForm,
    },
    /// Start a framework of your own: a small one with comments and tests, in the languages of `--lang`, such as `en,ja`
    New {
        /// The directory; it must not exist yet, or be empty [default: asked at a terminal]
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
    /// Make a framework from a table of criteria, such as a spreadsheet; the order of its languages is that of `--lang`
    Import(import::ImportArgs),
    /// Copy the files of the built-in framework, its tests and cases too, into a new directory
    Export {
        /// The directory; it must not exist yet, or be empty
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
    /// Show what changed between two frameworks, and which version bump that calls for
    Diff(diff::DiffArgs),
}

impl FrameworkArgs {
    /// Whether it writes texts, which may be in several languages.
    pub(super) fn takes_languages(&self) -> bool {
        matches!(self.command, FrameworkCommand::New { .. } | FrameworkCommand::Import(_))
    }
}

pub(super) fn run(args: &FrameworkArgs, common: &Common) -> anyhow::Result<Exit> {
    match &args.command {
        FrameworkCommand::List => list(common),
        FrameworkCommand::Show { format } => show(*format, common),
        FrameworkCommand::New { directory: Some(directory) } => {
            create::new(directory, &Starter::of(common)?, common)
        }
        FrameworkCommand::New { directory: None } => match dialog::ask(common)? {
            Ok((directory, starter)) => create::new(&directory, &starter, common),
            Err(signal) => Ok(Exit::Ended(signal)),
        },
        FrameworkCommand::Import(args) => import::run(args, common),
        FrameworkCommand::Export { directory } => create::export(directory, common),
        FrameworkCommand::Diff(args) => diff::run(args, common),
    }
}

fn list(common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let (id, version, count) = (framework.id(), framework.version(), framework.criteria().len());
    let title = framework.title().to(framework.language(common.lang));
    let languages = framework.languages().join(", ");
    let line = say!(
        "{id} {version}: {title} ({count} criteria; {languages})",
        "{id} {version}：{title}（評価項目{count}件、言語は {languages}）"
    );
    let line = outside_in::text::clean(line.to(common.lang));
    output::result(&(wrap_hanging(&line, common.findings().columns, "", "  ").join("\n") + "\n"))
}

fn show(format: OutputForm, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let book = framework::book(&framework, common.lang);
    output::result(&match format {
        OutputForm::Markdown => framework::markdown(&book),
        OutputForm::Html => framework::html(&book),
        _ => framework::terminal(&book, common.terminal()),
    })
}
