use std::io::Write;

use outside_in::batch::{self, Outcome, Problems, Settings};
use outside_in::framework::{Framework, StageIx};

use super::ScoreArgs;
use crate::commands::common::Common;
use crate::commands::exit::{AlreadyTold, Exit};
use crate::commands::{inputs, output};

/// Scores in constant memory: whatever has been read is written before much more is read.
pub(super) fn run(
    args: &ScoreArgs,
    framework: &Framework,
    require: Option<StageIx>,
    common: &Common,
) -> anyhow::Result<Exit> {
    let settings =
        Settings { as_of: common.as_of, lang: common.lang, require, detail: args.detail, quick: true };
    let mut jobs = inputs::jobs(&args.inputs, args.from.map(Into::into), common);
    let mut stdout = std::io::stdout();
    let mut problems = Problems::default();
    let (mut all_good, mut unreadable) = (true, false);
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        stdout.write_all(&outcome.bytes)?;
        stdout.flush()?;
        problems.append(&mut outcome.problems);
        all_good &= outcome.refused + outcome.short + outcome.wrong == 0;
        unreadable |= outcome.unreadable;
        Ok(())
    };
    let threads = args.threads.map_or_else(available, std::num::NonZero::get);
    batch::score(framework, settings, threads, &mut jobs, hand_on)?;
    output::problems(common, &problems);
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
