use std::path::PathBuf;

use outside_in::batch::{self, Outcome, Problems, Settings};
use outside_in::framework::Framework;
use outside_in::report::assessment::csv;
use outside_in::say;

use super::ScoreArgs;
use super::require::RequiredStage;
use crate::commands::common::Common;
use crate::commands::destination::Destination;
use crate::commands::exit::Exit;
use crate::commands::inputs::Jobs;
use crate::commands::output;
use crate::commands::progress::Progress;

/// Scores in constant memory: whatever has been read is written before much more is read.
pub(super) fn run(
    args: &ScoreArgs,
    framework: &Framework,
    required: Option<RequiredStage<'_>>,
    form: batch::ResultForm,
    target: &Destination,
    common: &Common,
) -> anyhow::Result<Exit> {
    let require = required.map(|required| required.stage);
    let settings =
        Settings { as_of: common.as_of, lang: common.lang, form, require, detail: args.detail, quick: true };
    let jobs = Jobs::new(&args.inputs, args.from, common);
    target.spare(args.inputs.iter().map(PathBuf::as_path).chain(jobs.files()))?;
    let mut sink = target.open()?;
    if let batch::ResultForm::Csv { losses } = form {
        sink.write(csv::header(framework, losses).as_bytes())?;
    }
    let mut progress = Progress::new(common.lang, None, |count| {
        say!("scoring sheets: {count}", "回答シートを採点中：{count}")
    });
    let mut problems = Problems::default();
    let (mut scored, mut short, mut wrong, mut unreadable) = (0, 0, 0, false);
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        sink.write(outcome.bytes())?;
        progress.steps(outcome.scored + outcome.refused);
        problems.append(&mut outcome.problems);
        scored += outcome.scored;
        short += outcome.short;
        wrong += outcome.refused + outcome.wrong;
        unreadable |= outcome.unreadable;
        Ok(())
    };
    let threads = args.threads.map_or_else(available, std::num::NonZero::get);
    batch::score(framework, settings, threads, jobs, hand_on)?;
    progress.clear();
    sink.finish()?;
    output::problems(common, &problems);
    if scored + wrong == 0 {
        output::no_sheets(common);
    }
    let reached = required.is_none_or(|required| required.judge(scored, short, &[], common));
    if unreadable {
        return Ok(Exit::Unreadable);
    }
    Ok(if reached && wrong == 0 { Exit::Good } else { Exit::Found })
}

/// More threads than this only wait for the input.
const MOST_THREADS: usize = 8;

fn available() -> usize {
    std::thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS))
}
