use clap::Args;
use outside_in::schema::{self, SchemaKind};
use outside_in::text::say;

use super::forms::one_of;
use super::{Common, Exit, Failure, output};

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// The kind of file
    #[arg(value_name = "KIND", value_parser = one_of(SchemaKind::ALL.map(|kind| (kind.name(), kind))))]
    kind: SchemaKind,
    /// Only the facts and criteria of the framework in use, with their questions (for `answers`)
    #[arg(long)]
    exact: bool,
}

pub(super) fn run(args: &SchemaArgs, common: &Common) -> anyhow::Result<Exit> {
    let schema = if !args.exact {
        schema::schema(args.kind)
    } else if args.kind == SchemaKind::Answers {
        schema::exact_answers(&common.load_framework()?, common.lang)
    } else {
        anyhow::bail!(Failure::new(say!(
            "--exact goes with `answers` only: the other files have the same shape in every framework",
            "--exact は `answers` でのみ使えます（ほかのファイルの形は、どのフレームワークでも同じです）"
        )));
    };
    output::result(&schema::to_text(&schema)?)
}
