use outside_in::batch::{self, Outcome, Problems, Settings};
use outside_in::framework::{Framework, StageIx};
use outside_in::report::csv;
use outside_in::say;

use super::ScoreArgs;
use crate::commands::common::Common;
use crate::commands::exit::{AlreadyTold, Exit};
use crate::commands::inputs::Jobs;
use crate::commands::output;
use crate::commands::progress::Progress;
use crate::commands::target::Target;

/// Scores in constant memory: whatever has been read is written before much more is read.
pub(super) fn run(
    args: &ScoreArgs,
    framework: &Framework,
    require: Option<StageIx>,
    form: batch::ResultForm,
    target: &Target,
    common: &Common,
) -> anyhow::Result<Exit> {
    let settings =
        Settings { as_of: common.as_of, lang: common.lang, form, require, detail: args.detail, quick: true };
    let jobs = Jobs::new(&args.inputs, args.from.map(Into::into), common);
    target.spare(jobs.files(), common)?;
    let mut sink = target.open(common)?;
    if let batch::ResultForm::Csv { losses } = form {
        sink.write(csv::header(framework, losses).as_bytes(), common)?;
    }
    let mut progress = Progress::new(common.lang, None, |count| {
        say!("scoring sheets: {count}", "回答シートを採点中：{count}")
    });
    let mut problems = Problems::default();
    let (mut any, mut all_good, mut unreadable) = (false, true, false);
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        sink.write(outcome.bytes(), common)?;
        any |= outcome.scored + outcome.refused > 0;
        progress.steps(outcome.scored + outcome.refused);
        problems.append(&mut outcome.problems);
        all_good &= outcome.refused + outcome.short + outcome.wrong == 0;
        unreadable |= outcome.unreadable;
        Ok(())
    };
    let threads = args.threads.map_or_else(available, std::num::NonZero::get);
    batch::score(framework, settings, threads, jobs, hand_on)?;
    progress.clear();
    sink.finish(common)?;
    output::problems(common, &problems);
    if !any {
        output::no_sheets(common);
    }
    if unreadable {
        return Err(AlreadyTold.into());
    }
    Ok(if all_good { Exit::Good } else { Exit::Found })
}

/// More threads than this only wait for the input.
const MOST_THREADS: usize = 8;

fn available() -> usize {
    std::thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS))
}
