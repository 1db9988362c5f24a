mod cohort;
mod csv;
mod form;
mod json;
mod select;
mod stream;
mod table;
mod xlsx;

use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::Assessed;
use outside_in::answers::Form;
use outside_in::framework::{Framework, StageIx};
use outside_in::report::Input;
use outside_in::say;
use outside_in::source::Diagnostic;
use outside_in::text::Say;

use self::form::ResultForm;
use self::select::SelectArgs;
use super::common::Common;
use super::exit::Exit;
use super::forms::InputForm;
use super::inputs::{self, Given};
use super::output;
use super::progress::Progress;
use super::target::Target;
use super::values;

/// Arguments of `score`.
#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Answer sheets: files, directories, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// Form of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORM", value_enum)]
    format: Option<ResultForm>,
    /// Write the result to this file, whole or not at all; an input is never overwritten
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the input, where its name does not tell
    #[arg(long, value_name = "FORM", value_enum)]
    from: Option<InputForm>,
    #[command(flatten)]
    select: SelectArgs,
    /// Fail (exit code 1) unless every company has reached this stage, also those that --filter leaves out
    #[arg(long, value_name = "STAGE")]
    require: Option<String>,
    /// Write out every criterion too (JSON and NDJSON)
    #[arg(long)]
    detail: bool,
    /// Write out the three greatest losses of each stage too (CSV; JSON and NDJSON always have them)
    #[arg(long)]
    losses: bool,
    /// How many threads work at once (default: one for each core, up to 8)
    #[arg(long, value_name = "N", value_parser = values::threads)]
    threads: Option<std::num::NonZero<usize>>,
    #[command(flatten)]
    cohort: cohort::CohortArgs,
}

/// One line of the result.
enum Line {
    Scored(Input, Box<Assessed>),
    Refused(Input, Vec<Diagnostic>),
}

/// Runs `score`.
pub(super) fn run(args: &ScoreArgs, common: &Common) -> anyhow::Result<Exit> {
    let target = Target::of(args.output.as_deref());
    let form = form::choose(args.format, &target, common)?;
    if args.losses && matches!(form, ResultForm::Table | ResultForm::Xlsx) {
        return Err(output::fail(common, &losses_need_csv()));
    }
    let framework = common.load_framework()?;
    let required = args.require.as_deref().map(|id| common.stage(&framework, id)).transpose()?;
    let selection = args.select.read(&framework, common)?;
    let together = cohort::asked(&args.cohort, form, &framework, common)?;
    if let Some(form) = form.streamed(args.losses).filter(|_| selection.is_everything() && together.is_none())
    {
        return stream::run(args, &framework, required, form, &target, common);
    }
    let inputs = inputs::read(&args.inputs, args.from.map(Form::from), &framework, common);
    let paths = args.inputs.iter().map(PathBuf::as_path);
    target.spare(paths.chain(inputs.given.iter().map(|given| Path::new(&given.input.path))), common)?;
    let unreadable = inputs.unreadable;
    let lines = scored(inputs.given, &framework, common);
    let shown = select::select(&selection, &lines);
    let bytes = match (form, &together) {
        (_, Some(asked)) => cohort::text(&framework, &shown, asked, &target, common)?.into_bytes(),
        (ResultForm::Table, None) => table::table(&framework, &shown, &target, common).into_bytes(),
        (ResultForm::Json, None) => json::json(&framework, &shown, args.detail, common)?.into_bytes(),
        (ResultForm::Ndjson, None) => json::ndjson(&framework, &shown, args.detail, common)?.into_bytes(),
        (ResultForm::Csv, None) => csv::csv(&framework, &shown, args.losses, common).into_bytes(),
        (ResultForm::Xlsx, None) => xlsx::xlsx(&framework, &shown, common)?,
    };
    target.write(&bytes, common)?;
    tell(&lines, common);
    if lines.is_empty() {
        output::no_sheets(common);
    }
    if unreadable {
        return Err(super::exit::AlreadyTold.into());
    }
    // What is left out of the result is judged all the same.
    Ok(if lines.iter().all(|line| line.is_good(required)) { Exit::Good } else { Exit::Found })
}

fn losses_need_csv() -> Say {
    say!(
        "--losses is for CSV: add --format csv, or leave it out",
        "--losses は CSV でのみ使えます。--format csv を付けるか、--losses を外してください"
    )
}

fn scored(given: Vec<Given>, framework: &Framework, common: &Common) -> Vec<Line> {
    let mut progress =
        Progress::new(common.lang, Some(given.len()), |count| say!("scoring {count}", "採点中 {count}"));
    let assess = |Given { input, read }| {
        progress.step();
        match read {
            Ok(reading) => Line::Scored(input, Box::new(Assessed::new(framework, reading, common.as_of))),
            Err(reasons) => Line::Refused(input, reasons),
        }
    };
    given.into_iter().map(assess).collect()
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
    let wrong = lines.iter().flat_map(|line| match line {
        Line::Refused(_, reasons) => reasons.iter().collect::<Vec<_>>(),
        Line::Scored(_, assessed) => assessed.notices.iter().filter(|notice| notice.is_error()).collect(),
    });
    output::diagnostics(common, wrong);
}
