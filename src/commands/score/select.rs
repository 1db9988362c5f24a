use clap::Args;
use outside_in::batch::Line;
use outside_in::framework::Framework;
use outside_in::report::select::Selection;

use crate::commands::Failure;

/// Arguments that choose what is shown.
#[derive(Args, Debug)]
pub(super) struct SelectArgs {
    /// Show only sheets for which this holds, such as `reached<2`, `STAGE.verdict=open`, `STAGE.score>=50`,
    /// `FACT=CHOICE` or `subject~name`; repeatable, then all must hold
    ///
    /// Names: subject, ref, date, input, reached, `next_stage`, STAGE.verdict, STAGE.score, STAGE.proven,
    /// STAGE.possible, and facts as FACT or facts.FACT. Verdicts from low to high: not-assessed, not-ready, open,
    /// unproven, ready. An empty value after = or != means not given. Refused inputs are always reported.
    #[arg(long, value_name = "EXPR")]
    filter: Vec<String>,
    /// Sort by these keys, `-` before a key for descending order, such as `--sort=-reached,subject`
    ///
    /// Keys: subject, ref, date, input, reached, `next_stage`, STAGE.verdict, STAGE.score, STAGE.proven,
    /// STAGE.possible, and facts. Ties stay in the order of the inputs; missing values come last, and refused inputs
    /// after all others.
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true)]
    sort: Option<String>,
}

impl SelectArgs {
    pub(super) fn read(&self, framework: &Framework) -> Result<Selection, Failure> {
        let selection = Selection::read(&self.filter, self.sort.as_deref(), framework);
        selection.map_err(|error| Failure::new(error.say()))
    }
}

/// The selected lines in the selected order. Refusals are always kept.
pub(super) fn select<'a>(selection: &Selection, lines: &'a [Line]) -> Vec<&'a Line> {
    let kept = |line: &&Line| match line {
        Line::Scored(input, assessed) => selection.keeps(input, assessed),
        Line::Refused(..) => true,
    };
    let mut lines: Vec<&Line> = lines.iter().filter(kept).collect();
    if selection.sorts() {
        lines.sort_by(|one, other| match (one, other) {
            (Line::Scored(one, assessed), Line::Scored(other, other_assessed)) => {
                selection.order((one, assessed), (other, other_assessed))
            }
            _ => matches!(one, Line::Refused(..)).cmp(&matches!(other, Line::Refused(..))),
        });
    }
    lines
}
