use super::edition::CohortEdition;
use crate::advice::{GateSummary, StageSummary};
use crate::report::svg;
use crate::text::{Label, say};

/// The most gates named on the first page.
const NAMED: usize = 5;

impl CohortEdition<'_> {
    /// The gates that hold back most companies, over all stages.
    pub(super) fn most(&self) -> String {
        let gates = self.view.cohort.holding_gates();
        let body = if gates.is_empty() {
            let none = Label("No gate holds anyone back.", "満たされていない必須条件はありません。");
            format!("<p class=\"empty\">{}</p>", self.say(none))
        } else {
            let items: String =
                gates.iter().take(NAMED).map(|(stage, gate)| self.blocking(stage, gate)).collect();
            format!("<ul class=\"blocks\">{items}</ul>") + &self.more_gates(gates.len().saturating_sub(NAMED))
        };
        let title = Label("What blocks most", "最も多くの障害になっているもの");
        self.part_of_page_one("holds", "most", title, &body)
    }

    fn blocking(&self, stage: &StageSummary, gate: &GateSummary) -> String {
        let GateSummary { failed, open, unproven, .. } = *gate;
        let (all, holding) = (stage.assessed, gate.holding());
        let bar = svg::mini_of([stage.passing(gate), unproven, open], all);
        let counts = [
            (failed, say!("not met {failed}", "未達 {failed}件")),
            (open, say!("open {open}", "未確定 {open}件")),
            (unproven, say!("unproven {unproven}", "根拠不足 {unproven}件")),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.to(self.lang()));
        let (counts, number) = (self.lang().list(counts), stage.stage.get() + 1);
        let (name, held) = (self.gate(gate.gate), self.some_of(holding, all));
        let stage = self.words.stage(stage.stage);
        let tag = self
            .say(say!("Gate of {number} {stage}: {counts}", "段階{number}「{stage}」の必須条件。{counts}"));
        format!(
            "<li class=\"gate\"><p class=\"what\"><b>{name}</b> <span class=\"cost\">{held}</span></p>{bar}<p class=\"tag\">{tag}</p></li>"
        )
    }

    fn more_gates(&self, more: usize) -> String {
        if more == 0 {
            return String::new();
        }
        self.more("blocks", say!("{more} more, by stage", "ほか{more}件（段階別）"))
    }
}
