use std::path::PathBuf;

use clap::Args;
use outside_in::advice::Assessed;
use outside_in::answers::{AnswerSheet, Form, Reading};
use outside_in::report::questions;

use super::forms::{Content, names_of, read_forms};
use super::{Common, Exit, OutputForm, inputs, output};

#[derive(Args, Debug)]
pub(crate) struct QuestionsArgs {
    /// The answer sheet, or `-` for standard input [default: none, so that all is open]
    #[arg(value_name = "SHEET")]
    sheet: Option<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Questions), default_value = "json")]
    format: OutputForm,
    /// Form of the input, if its name does not tell
    #[arg(long, value_name = "FORM", value_parser = read_forms())]
    from: Option<Form>,
}

pub(super) fn run(args: &QuestionsArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let (input, reading) = match &args.sheet {
        Some(sheet) => {
            let (input, reading) = inputs::one(sheet, args.from, &framework, common)?;
            (Some(input), reading)
        }
        None => (None, Reading { sheet: AnswerSheet::empty(&framework), notices: Vec::new() }),
    };
    let assessed = Assessed::new(&framework, reading, common.as_of);
    // The texts are for programs: all languages, unless `--lang` asks for one.
    let lang = common.lang_asked.as_ref().map(|_| common.lang);
    output::result(&questions::json(&framework, &assessed, input.as_ref(), lang)?)?;
    common.diagnostics(assessed.told_answers());
    Ok(if assessed.has_bad_answers() { Exit::Found } else { Exit::Good })
}
