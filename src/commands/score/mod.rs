mod cohort;
mod form;
mod rendering;
mod require;
mod select;

use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::answers::Form;
use outside_in::batch::{self, Line, Outcome, Settings};
use outside_in::text::say;

use self::form::Pieces;
use self::rendering::Rendering;
use self::select::SelectArgs;
use super::inputs::Jobs;
use super::progress::Progress;
use super::{Common, Content, Destination, Exit, IfTaken, OutputForm, args, names_of, read_forms};

#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// Answer sheets: files, directories, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<PathBuf>,
    /// Form of the result [default: by the ending of -o, else table]
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Scores))]
    format: Option<OutputForm>,
    /// Write the result to this file, in full or not at all; an input is never overwritten
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Form of the input, if its name does not tell
    #[arg(long, value_name = "FORM", value_parser = read_forms())]
    from: Option<Form>,
    #[command(flatten)]
    select: SelectArgs,
    /// Fail (exit code 1) unless there is a sheet and every one has reached this stage, including those that
    /// --filter leaves out
    #[arg(long, value_name = "STAGE")]
    require: Option<String>,
    /// Write out the rubrics too (table), every criterion and the rubrics of each stage (JSON and NDJSON)
    #[arg(long)]
    detail: bool,
    /// Write out the three greatest losses of each stage too (CSV; JSON and NDJSON always have them)
    #[arg(long)]
    losses: bool,
    /// How many threads work at once (default: one for each core, up to 8)
    #[arg(long, value_name = "N", value_parser = args::threads)]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    cohort: cohort::CohortArgs,
}

/// JSON, NDJSON and CSV are written while input is still being read; forms that need all companies at once keep them.
pub(super) fn run(args: &ScoreArgs, common: &Common) -> anyhow::Result<Exit> {
    let target = Destination::of(args.output.as_deref(), IfTaken::Replace);
    let form = form::choose(args.format, &target)?;
    form::check_options(form, args.detail, args.losses)?;
    let framework = common.load_framework()?;
    let required = args.require.as_deref().map(|id| args::stage(&framework, id)).transpose()?;
    let selection = args.select.read(&framework)?;
    let together = cohort::asked(&args.cohort, form, &framework)?;
    let each_alone = selection.is_everything() && together.is_none();
    let streamed = form::streamed(form, args.losses).filter(|_| each_alone);
    let kept = match form {
        OutputForm::Table if each_alone => batch::ResultForm::Brief,
        _ => batch::ResultForm::Kept,
    };
    let settings = Settings {
        as_of: common.as_of,
        lang: common.lang,
        form: streamed.unwrap_or(kept),
        require: required,
        detail: args.detail,
    };
    let jobs = Jobs::new(&args.inputs, args.from, common);
    let named = || args.inputs.iter().map(PathBuf::as_path);
    if streamed.is_some() {
        target.spare(named().chain(jobs.files()))?;
    }
    let mut sink = streamed.map(|_| target.open()).transpose()?;
    let mut pieces = Pieces::of(settings.form);
    if let Some(sink) = &mut sink {
        sink.write(&pieces.begin(&framework))?;
    }
    let mut progress =
        Progress::new(common.lang, |count| say!("scoring sheets: {count}", "回答シートを採点中：{count}"));
    let mut total = Outcome::default();
    let mut hidden = 0;
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        if let Some(sink) = &mut sink {
            sink.write(pieces.next(&outcome.bytes))?;
            outcome.bytes.clear();
        }
        progress.steps(outcome.scored + outcome.refused);
        total.append(outcome);
        if settings.form == batch::ResultForm::Brief {
            hidden += total.kept.len().saturating_sub(MOST_SHOWN);
            total.kept.truncate(MOST_SHOWN);
        }
        Ok(())
    };
    batch::score(&framework, settings, threads(args.threads), jobs, hand_on)?;
    progress.clear();
    let lines = std::mem::take(&mut total.kept);
    let shown = select::select(&selection, &lines);
    if let Some(mut sink) = sink {
        sink.write(&pieces.end(lines.iter(), common.lang))?;
        sink.finish()?;
    } else {
        target.spare(named().chain(lines.iter().map(|line| Path::new(&line.input().path))))?;
        let (framework, lines, target) = (&framework, &*shown, &target);
        let result = Rendering { framework, lines, settings, args, target, common };
        target.write(&result.bytes(form, together.as_ref())?)?;
    }
    if hidden > 0 {
        common.note(&say!(
            "the table shows the first {MOST_SHOWN} of the inputs; {hidden} more are left out: `--format csv` writes all",
            "表に示したのは最初の{MOST_SHOWN}件です。残りの{hidden}件を含むすべての結果は `--format csv` で書き出せます"
        ));
    }
    total.problems.append(&mut std::mem::take(&mut total.repeated));
    common.problems(&total.problems);
    let refused = |line: &&Line| matches!(line, Line::Refused(..));
    if total.scored + total.refused == 0 {
        common.note(&say!("no answer sheet was found", "回答シートが見つかりませんでした"));
    } else if streamed.is_none() && total.scored > 0 && shown.iter().all(refused) {
        common.note(&say!("no sheet matches the filter", "条件（--filter）に合う回答シートはありません"));
    }
    // Companies left out of the result count, too.
    let reached = required.is_none_or(|stage| require::judge(stage, &framework, &total, common));
    if total.unreadable {
        return Ok(Exit::Unreadable);
    }
    Ok(if reached && total.refused + total.wrong == 0 && !total.misread { Exit::Good } else { Exit::Found })
}

/// Nobody reads a longer table, which would have to be kept in memory.
const MOST_SHOWN: usize = 20_000;

/// More threads would only wait for input.
const MOST_THREADS: usize = 8;

/// The number asked for, at most four per core.
fn threads(wanted: Option<NonZero<usize>>) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    wanted.map_or(cores.min(MOST_THREADS), |wanted| wanted.get().min(4 * cores))
}
