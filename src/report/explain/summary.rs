use super::steps::FIRST;
use super::tables::PROVEN_ALONE;
use super::terminal::{ExplanationPage, Extent, within};
use crate::advice::{Explanation, Plan, PlanStatus};
use crate::report::page::Terminal;
use crate::report::words;
use crate::text::{Bilingual, Lang, say};

/// The lines of a screen, minus those for keys.
const LINES: usize = 21;

const OBSTACLES: usize = 3;

/// An explanation on one screen: the state, the obstacles, the next steps, and the earliest date. It ends in a line
/// break.
pub fn summary(explanation: &Explanation<'_>, lang: Lang, terminal: Terminal) -> String {
    within(LINES, |allotted| {
        let page = ExplanationPage::new(explanation, Extent::default(), lang, terminal);
        summarized(ExplanationPage { allotted, ..page })
    })
}

fn summarized(mut out: ExplanationPage<'_>) -> String {
    let explanation = out.explanation;
    let (Bilingual { en, ja }, paint) = (out.reached(), out.page.terminal.paint);
    let name = out.page.name(explanation.assessed.sheet.subject.as_deref());
    out.page.styled_line("", say!("{en}: {name}", "{ja}：{name}"), |line| paint.bold(line));
    out.stages(PROVEN_ALONE);
    if let Some(stage) = explanation.focus() {
        let warns = explanation.plan.as_ref().is_some_and(|plan| plan.status == PlanStatus::BestFound);
        out.holds_back(stage, OBSTACLES - usize::from(warns));
    }
    out.next_steps(FIRST);
    if let Some(plan) = &explanation.plan {
        out.earliest(plan);
    }
    out.page.finish()
}

impl ExplanationPage<'_> {
    fn earliest(&mut self, plan: &Plan) {
        if !matches!(plan.status, PlanStatus::Optimal | PlanStatus::BestFound) {
            return;
        }
        let Bilingual { en, ja } = words::month(plan.earliest(self.explanation.assessed.as_of));
        self.page.paragraph(if plan.open_steps() > 0 {
            say!(
                "At the earliest {en} as things stand; answers may bring it closer.",
                "現時点の回答では、最短で{ja}。回答が増えれば早まることがあります。"
            )
        } else {
            say!(
                "At the earliest {en}, if all steps start now (waiting included).",
                "最短で{ja}（すべての手順にすぐ着手した場合。待ち時間を含む）。"
            )
        });
    }
}
