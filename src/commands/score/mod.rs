mod cohort;
mod json;
mod table;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use outside_in::advice::Assessed;
use outside_in::answers::Form;
use outside_in::framework::StageIx;
use outside_in::report::Input;
use outside_in::source::Diagnostic;

use super::common::Common;
use super::exit::Exit;
use super::forms::InputForm;
use super::inputs::{self, Given};
use super::output;

/// Arguments of `score`.
#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Answer sheets: files, directories, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ResultForm::Table)]
    format: ResultForm,
    /// Form of the input, where its name does not tell
    #[arg(long, value_name = "FORM", value_enum)]
    from: Option<InputForm>,
    /// Fail (exit code 1) unless every company has reached this stage
    #[arg(long, value_name = "STAGE")]
    require: Option<String>,
    /// Write out every criterion too (JSON and NDJSON)
    #[arg(long)]
    detail: bool,
    #[command(flatten)]
    cohort: cohort::CohortArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ResultForm {
    Table,
    Json,
    Ndjson,
}

/// One line of the result.
enum Line {
    Scored(Input, Box<Assessed>),
    Refused(Input, Vec<Diagnostic>),
}

/// Runs `score`.
pub(super) fn run(args: &ScoreArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let required = args.require.as_deref().map(|id| common.stage(&framework, id)).transpose()?;
    let together = cohort::asked(&args.cohort, args.format, &framework, common)?;
    let inputs = inputs::read(&args.inputs, args.from.map(Form::from), &framework, common);
    let assess = |Given { input, read }: Given| match read {
        Ok(reading) => Line::Scored(input, Box::new(Assessed::new(&framework, reading, common.as_of))),
        Err(reasons) => Line::Refused(input, reasons),
    };
    let unreadable = inputs.unreadable;
    let lines: Vec<Line> = inputs.given.into_iter().map(assess).collect();
    let text = match args.format {
        _ if let Some(asked) = &together => cohort::text(&framework, &lines, asked, common)?,
        ResultForm::Table => table::table(&framework, &lines, common),
        ResultForm::Json => json::json(&framework, &lines, args.detail, common)?,
        ResultForm::Ndjson => json::ndjson(&framework, &lines, args.detail, common)?,
    };
    output::result(&text)?;
    tell(&lines, common);
    if unreadable {
        return Err(super::exit::AlreadyTold.into());
    }
    Ok(if lines.iter().all(|line| line.is_good(required)) { Exit::Good } else { Exit::Found })
}

impl Line {
    fn is_good(&self, required: Option<StageIx>) -> bool {
        match self {
            Self::Refused(..) => false,
            Self::Scored(_, assessed) => {
                let reached = required.is_none_or(|stage| assessed.assessment.reached > stage.get());
                reached && !assessed.has_bad_answers()
            }
        }
    }
}

/// Shows on stderr what was refused and which answers were left out.
fn tell(lines: &[Line], common: &Common) {
    let refused = lines.iter().flat_map(|line| match line {
        Line::Refused(_, reasons) => reasons.iter().collect::<Vec<_>>(),
        Line::Scored(_, assessed) => assessed.notices.iter().filter(|notice| notice.is_error()).collect(),
    });
    output::diagnostics(common, refused);
}
