use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use outside_in::framework::built_in_files;
use outside_in::report::book;
use outside_in::say;

use super::common::Common;
use super::exit::{AlreadyTold, Exit};
use super::output;

/// Arguments of `framework`.
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
        #[arg(long, value_name = "FORM", value_enum, default_value_t = BookForm::Text)]
        format: BookForm,
    },
    /// Copy the files of the built-in framework into a new directory
    Export {
        /// The directory; it must not exist yet, or be empty
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum BookForm {
    Text,
    Md,
    Html,
}

/// Runs `framework`.
pub(super) fn run(args: &FrameworkArgs, common: &Common) -> anyhow::Result<Exit> {
    match &args.command {
        FrameworkCommand::List => list(common),
        FrameworkCommand::Show { format } => show(*format, common),
        FrameworkCommand::Export { directory } => export(directory, common),
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
    output::result(&format!("{}\n", outside_in::text::clean(line.to(common.lang))))?;
    Ok(Exit::Good)
}

fn show(format: BookForm, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let book = book::framework_book(&framework, common.lang);
    let text = match format {
        BookForm::Text => book::terminal(&book, common.terminal()),
        BookForm::Md => book::markdown(&book),
        BookForm::Html => book::html(&book)?,
    };
    output::result(&text)?;
    Ok(Exit::Good)
}

fn export(directory: &PathBuf, common: &Common) -> anyhow::Result<Exit> {
    let name = outside_in::text::clean(&directory.display().to_string());
    let occupied = std::fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        let message = say!("{name} is not empty", "{name} は空ではありません");
        output::problem(common, message.to(common.lang));
        return Err(AlreadyTold.into());
    }
    std::fs::create_dir_all(directory)?;
    for (file, text) in built_in_files() {
        std::fs::write(directory.join(file), text)?;
    }
    let message = say!(
        "copied to {name}; use it with --framework {name}",
        "{name} にコピーしました（--framework {name} で使えます）"
    );
    output::say(message.to(common.lang));
    Ok(Exit::Good)
}
