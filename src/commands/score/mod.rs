mod cohort;
mod csv;
mod form;
mod json;
mod require;
mod select;
mod stream;
mod table;
mod xlsx;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::Assessed;
use outside_in::answers::Form;
use outside_in::batch::Problems;
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::say;
use outside_in::source::Diagnostic;

use self::require::RequiredStage;
use self::select::SelectArgs;
use super::common::Common;
use super::destination::{Destination, IfTaken};
use super::exit::Exit;
use super::forms::{Content, OutputForm, names_of, sheet_forms};
use super::inputs::{self, Given};
use super::progress::Progress;
use super::{args, output};

/// Arguments of `score`.
#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Answer sheets: files, directories, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// Form of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Scores))]
    format: Option<OutputForm>,
    /// Write the result to this file, whole or not at all; an input is never overwritten
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the input, where its name does not tell
    #[arg(long, value_name = "FORM", value_parser = sheet_forms())]
    from: Option<Form>,
    #[command(flatten)]
    select: SelectArgs,
    /// Fail (exit code 1) unless there is a company and every one has reached this stage, also those that --filter
    /// leaves out
    #[arg(long, value_name = "STAGE")]
    require: Option<String>,
    /// Write out every criterion too (JSON and NDJSON)
    #[arg(long)]
    detail: bool,
    /// Write out the three greatest losses of each stage too (CSV; JSON and NDJSON always have them)
    #[arg(long)]
    losses: bool,
    /// How many threads work at once (default: one for each core, up to 8)
    #[arg(long, value_name = "N", value_parser = args::threads)]
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
    let target = Destination::of(args.output.as_deref(), IfTaken::Replace);
    let form = form::choose(args.format, &target)?;
    form::check_options(form, args.detail, args.losses)?;
    let framework = common.load_framework()?;
    let required = args.require.as_deref().map(|id| args::stage(&framework, id)).transpose()?;
    let required = required.map(|stage| RequiredStage { stage, id: &framework[stage].id });
    let selection = args.select.read(&framework)?;
    let together = cohort::asked(&args.cohort, form, &framework)?;
    if let Some(form) =
        form::streamed(form, args.losses).filter(|_| selection.is_everything() && together.is_none())
    {
        return stream::run(args, &framework, required, form, &target, common);
    }
    let inputs = inputs::read_quietly(&args.inputs, args.from, &framework, common);
    let paths = args.inputs.iter().map(PathBuf::as_path);
    target.spare(paths.chain(inputs.given.iter().map(|given| Path::new(&given.input.path))))?;
    let (unreadable, notices) = (inputs.unreadable, inputs.notices);
    let lines = scored(inputs.given, &framework, common);
    let shown = select::select(&selection, &lines);
    let bytes = match (form, &together) {
        (_, Some(asked)) => cohort::text(&framework, &shown, asked, &target, common)?.into_bytes(),
        (OutputForm::Json, None) => json::json(&framework, &shown, args.detail, common)?.into_bytes(),
        (OutputForm::Ndjson, None) => json::ndjson(&framework, &shown, args.detail, common)?.into_bytes(),
        (OutputForm::Csv, None) => csv::csv(&framework, &shown, args.losses, common).into_bytes(),
        (OutputForm::Xlsx, None) => xlsx::xlsx(&framework, &shown, common)?,
        (_, None) => table::table(&framework, &shown, &target, common).into_bytes(),
    };
    target.write(&bytes)?;
    tell(&notices, &lines, common);
    let scored = || lines.iter().filter_map(Line::scored);
    if lines.is_empty() {
        output::no_sheets(common);
    } else if scored().next().is_some() && !shown.iter().any(|line| line.scored().is_some()) {
        let text = say!("no company fits the filter", "条件（--filter）に合う企業はありません");
        output::say(text.to(common.lang));
    }
    // What is left out of the result is judged all the same.
    let reached = required.is_none_or(|required| {
        let short = scored().filter(|(_, assessed)| assessed.assessment.reached <= required.stage.get());
        let short: Vec<Cow<'_, str>> =
            short.map(|(input, assessed)| input.name_of(&assessed.sheet)).collect();
        required.judge(scored().count(), short.len(), &short, common)
    });
    if unreadable {
        return Ok(Exit::Unreadable);
    }
    Ok(if reached && lines.iter().all(Line::is_good) { Exit::Good } else { Exit::Found })
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
    fn scored(&self) -> Option<(&Input, &Assessed)> {
        match self {
            Self::Refused(..) => None,
            Self::Scored(input, assessed) => Some((input, assessed)),
        }
    }

    /// Whether nothing of it was left out.
    fn is_good(&self) -> bool {
        self.scored().is_some_and(|(_, assessed)| !assessed.has_bad_answers())
    }
}

/// Shows on stderr what is odd about files, what was refused and what was left out; a key that nothing reads once a
/// file.
fn tell(notices: &[Diagnostic], lines: &[Line], common: &Common) {
    let mut problems = Problems::default();
    problems.extend(notices.iter().cloned());
    for line in lines {
        match line {
            Line::Refused(_, reasons) => problems.extend(reasons.iter().cloned()),
            Line::Scored(input, assessed) => problems.of_sheet(&input.path, &assessed.notices),
        }
    }
    output::problems(common, &problems);
}
