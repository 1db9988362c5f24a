use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use outside_in::advice::{Assessed, Explanation, what_if};
use outside_in::answers::{Reading, SetAnswer, read_change};
use outside_in::framework::Framework;
use outside_in::report::View;
use outside_in::report::explain::{self, Extent};

use super::args::DEFAULT_SHEET;
use super::{Common, Exit, Failure, Forms, OutputForm, args, inputs, output};

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The answer sheet, or `-` for standard input
    #[arg(value_name = "SHEET", default_value = DEFAULT_SHEET)]
    sheet: PathBuf,
    /// Explain this stage [default: the next one]
    #[arg(long, value_name = "STAGE", conflicts_with = "all")]
    stage: Option<String>,
    /// Leave nothing out: every stage, answer, note and source
    #[arg(long)]
    all: bool,
    /// Show the sources too
    #[arg(long)]
    sources: bool,
    /// What if: another answer, such as `coding=2`, `coding=unknown` or `coding.evidence=a letter`; a title works
    /// in place of the id; repeatable
    #[arg(long, value_name = "ID=VALUE")]
    set: Vec<String>,
    #[command(flatten)]
    forms: Forms,
}

impl Default for ExplainArgs {
    fn default() -> Self {
        let forms = Forms { format: OutputForm::Text, from: None };
        Self { sheet: DEFAULT_SHEET.into(), stage: None, all: false, sources: false, set: Vec::new(), forms }
    }
}

pub(super) fn run(args: &ExplainArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let stage = args.stage.as_ref().map(|id| args::stage(&framework, id)).transpose()?;
    let extent = Extent { all: args.all, sources: args.sources };
    let changes = changes(&args.set, &framework)?;
    let (input, reading) = inputs::one(&args.sheet, args.forms.from, &framework, common)?;
    let assessed = Assessed::new(&framework, reading, common.as_of);
    let after = (!changes.is_empty()).then(|| what_if(&framework, &assessed, &changes));
    let lang = common.lang;
    let stage = stage.or(assessed.assessment.next_stage);
    let explanation = || Explanation::of_stage(&framework, &assessed, stage);
    let text = match (args.forms.format, &after) {
        (OutputForm::Json, after) => explain::json(&explanation(), &input, after.as_ref(), lang)?,
        (_, None) => explain::terminal(&explanation(), extent, lang, common.terminal()),
        (_, Some(after)) => {
            let view = View { framework: &framework, assessed: &assessed, lang };
            explain::what_if(&view, &changes, after, common.terminal())
        }
    };
    output::result(&text)?;
    common.diagnostics(assessed.told_answers());
    Ok(if assessed.has_bad_answers() { Exit::Found } else { Exit::Good })
}

/// The short result at the end of the questionnaire.
pub(super) fn summarize(framework: &Framework, reading: Reading, common: &Common) -> anyhow::Result<Exit> {
    let assessed = Assessed::new(framework, reading, common.as_of);
    let explanation = Explanation::new(framework, &assessed);
    output::result(&explain::summary(&explanation, common.lang, common.terminal()))
}

pub(super) fn show_as_of(
    as_of: Date,
    framework: &Framework,
    reading: Reading,
    common: &Common,
) -> anyhow::Result<Exit> {
    let assessed = Assessed::new(framework, reading, as_of);
    let explanation = Explanation::new(framework, &assessed);
    output::result(&explain::terminal(&explanation, Extent::default(), common.lang, common.terminal()))
}

fn changes(set: &[String], framework: &Framework) -> Result<Vec<SetAnswer>, Failure> {
    let (mut changes, mut wrong) = (Vec::new(), Vec::new());
    for text in set {
        match read_change(text, framework) {
            Ok(change) => changes.push(change),
            Err(problem) => wrong.push(*problem),
        }
    }
    if wrong.is_empty() { Ok(changes) } else { Err(wrong.into()) }
}
