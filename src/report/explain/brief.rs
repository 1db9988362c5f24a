use super::steps::FIRST;
use super::terminal::ExplanationPage;
use crate::advice::{FitStatus, PlanStatus};
use crate::framework::CriterionIx;
use crate::report::words;
use crate::scoring::RubricPoints;
use crate::source::codes;
use crate::text::{Bilingual, Label, clean, count, say, wrap};

/// The number of strengths shown, and the number if there is much else to say.
const STRENGTHS: (usize, usize) = (3, 2);

/// The lines of a disclaimer.
const DISCLAIMER: usize = 2;

impl ExplanationPage<'_> {
    /// What fits a screen and a half, below the stages.
    pub(super) fn in_short(&mut self) {
        let counts = self.counts();
        let asks = self.explanation.focus().is_some_and(|stage| !stage.questions.is_empty());
        let plan = self.explanation.plan.as_ref();
        let warns = plan.is_some_and(|plan| plan.status == PlanStatus::BestFound);
        let room = self.allotted.rest.saturating_sub(counts.len() + usize::from(asks) + usize::from(warns));
        let shown = if room > 2 * STRENGTHS.0 { STRENGTHS.0 } else { STRENGTHS.1 };
        if let Some(stage) = self.explanation.focus() {
            self.holds_back(stage, room.saturating_sub(shown));
        }
        self.next_steps(FIRST);
        self.profile_in_short();
        self.strengths(shown);
        self.page.gap();
        for text in counts {
            self.page.line("* ", text);
        }
        self.page.paragraph(Label(
            "More: --all for everything, --sources for sources, outside-in plan for a plan.",
            "詳しくは：--all ですべて、--sources で出典、outside-in plan で計画を表示します。",
        ));
    }

    fn profile_in_short(&mut self) {
        self.page.heading(words::PROFILE);
        let own = |own: &RubricPoints| {
            let [proven, ..] = words::percents(Some(*own));
            format!("{} {proven}", self.text.rubric(own.rubric))
        };
        let list = self.text.lang.list(self.explanation.assessed.assessment.profile.iter().map(own));
        self.page.paragraph(say!("Percent proven: {list}.", "根拠のある得点率（%）：{list}。"));
    }

    /// What is proven at a high level, with the evidence.
    pub(super) fn strengths(&mut self, most: usize) {
        self.page.heading(Label("Strengths, with their evidence", "強みと、その根拠資料"));
        if self.explanation.strengths.is_empty() {
            self.page.line(
                "",
                Label(
                    "None yet: no high level has evidence.",
                    "まだありません。根拠資料のある高いレベルの回答がないためです。",
                ),
            );
        }
        let assessed = self.explanation.assessed;
        for own in self.explanation.strengths.iter().take(most) {
            let level = assessed.assessment.states[own.get()].proven().unwrap_or(0);
            let evidence = self.text.lang.list(&assessed.sheet.answer(*own).evidence);
            let name = self.text.criterion(*own);
            self.tell(
                "  + ",
                say!("{name}, level {level}: {evidence}", "{name}（レベル{level}）：{evidence}"),
            );
        }
    }

    /// A line for each other kind of remark; `--all` shows them in full.
    fn counts(&self) -> Vec<Bilingual> {
        let explanation = self.explanation;
        let stages: Vec<_> = explanation.stages.iter().collect();
        let (mut claims, open) = (explanation.unproven(&stages), explanation.open());
        let state = |own: &CriterionIx| explanation.assessed.assessment.states[own.get()];
        claims.retain(|own| !state(own).is_proposed());
        let all = self.text.framework.criterion_indices();
        let proposed: Vec<CriterionIx> = all.filter(|own| state(own).is_proposed()).collect();
        let expired: Vec<CriterionIx> = explanation.expired.iter().map(|(own, _)| *own).collect();
        let (conflicts, notices) = (explanation.conflicts.len(), self.other_notices());
        let fitting = explanation.programmes.iter().filter(|fit| fit.status == FitStatus::Fits);
        let fitting: Vec<&str> = fitting.map(|fit| self.text.of(&fit.programme.title)).collect();
        let mut out = Vec::new();
        if !claims.is_empty() {
            let (number, names) = (claims.len(), self.names(claims));
            let claims = count(number, "claim");
            out.push(say!("{claims} without proof: {names}", "根拠資料のない回答{number}件：{names}"));
        }
        if !proposed.is_empty() {
            let (number, names) = (proposed.len(), self.names(proposed));
            out.push(say!(
                "{number} proposed, not confirmed (go through them with assess): {names}",
                "未確認の提案{number}件（assess で確認）：{names}"
            ));
        }
        if !open.is_empty() {
            let (number, names) = (open.len(), self.names(open));
            out.push(say!(
                "{number} open (answer them with assess): {names}",
                "未回答・不明{number}件（assess で回答）：{names}"
            ));
        }
        if !expired.is_empty() {
            let number = expired.len();
            let list: Vec<Bilingual> =
                explanation.expired.iter().map(|(own, _)| self.named_state(*own)).collect();
            let list = self.text.lang.list(list.iter().map(|one| one.to(self.text.lang)));
            out.push(say!("{number} to answer again: {list}", "再回答が必要{number}件：{list}"));
        }
        if let Some(first) = explanation.conflicts.first() {
            let (number, Bilingual { en, ja }) = (count(conflicts, "contradiction"), &first.message);
            out.push(say!("{number}: {en}", "矛盾する回答{conflicts}件：{ja}"));
        }
        if notices > 0 {
            let number = count(notices, "other notice");
            out.push(say!("{number} about the answer sheet", "回答シートへのその他の指摘{notices}件"));
        }
        if !fitting.is_empty() {
            let (number, list) = (count(fitting.len(), "way"), self.text.lang.list(&fitting));
            let fitting = fitting.len();
            out.push(say!(
                "{number} in that may fit now: {list}",
                "現時点で対象になりうる入口{fitting}件：{list}"
            ));
        }
        out
    }

    fn named_state(&self, criterion: CriterionIx) -> Bilingual {
        let (name, Bilingual { en, ja }) = (self.text.criterion(criterion), self.state(criterion));
        say!("{name} {en}", "{name} {ja}")
    }

    /// The notices without a count of their own.
    fn other_notices(&self) -> usize {
        let counted = [codes::STALE_ANSWER.id, codes::CONFLICT.id, codes::UNCONFIRMED_PROPOSAL.id];
        let notices = self.explanation.assessed.notices.iter();
        notices.filter(|notice| !counted.contains(&notice.code.id)).count()
    }

    /// The page, ending in the first lines of the disclaimer.
    pub(super) fn finish_in_short(mut self) -> String {
        if let Some(disclaimer) = self.text.framework.disclaimer() {
            if self.extent.sources {
                self.page.gap();
            }
            let text = clean(self.text.of(disclaimer));
            let lines = wrap(&text, self.page.terminal.columns);
            let paint = self.page.terminal.paint;
            for (position, line) in lines.iter().take(DISCLAIMER).enumerate() {
                let is_cut = position + 1 == DISCLAIMER && lines.len() > DISCLAIMER;
                let line = if is_cut { format!("{line}…") } else { line.clone() };
                self.page.styled_line("", line, |line| paint.dim(line));
            }
        }
        self.page.finish()
    }
}
