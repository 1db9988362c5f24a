use clap::{Args, ValueEnum};
use outside_in::say;
use outside_in::schema::{self, Kind};

use super::common::Common;
use super::exit::{Exit, Failure};
use super::output;

/// Arguments of `schema`.
#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// The kind of file
    #[arg(value_name = "KIND", value_enum)]
    kind: FileKind,
    /// Only the facts and criteria of the framework in use, with their questions (for `answers`)
    #[arg(long)]
    exact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FileKind {
    Framework,
    Rubric,
    Programmes,
    Answers,
    Assessment,
}

/// Runs `schema`.
pub(super) fn run(args: &SchemaArgs, common: &Common) -> anyhow::Result<Exit> {
    let schema = if !args.exact {
        schema::schema(args.kind.into())
    } else if args.kind == FileKind::Answers {
        schema::exact_answers(&common.load_framework()?, common.lang)
    } else {
        let message = say!(
            "--exact goes with `answers` only: the other files have the same shape in every framework",
            "--exact は `answers` でのみ使えます（ほかのファイルの形は、どのフレームワークでも同じです）"
        );
        anyhow::bail!(Failure::new(message));
    };
    output::result(&schema::to_text(&schema)?)?;
    Ok(Exit::Good)
}

impl From<FileKind> for Kind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Framework => Self::Framework,
            FileKind::Rubric => Self::Rubric,
            FileKind::Programmes => Self::Programmes,
            FileKind::Answers => Self::Answers,
            FileKind::Assessment => Self::Assessment,
        }
    }
}
