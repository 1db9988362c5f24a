use super::terminal::ExplanationPage;
use crate::advice::StageExplanation;
use crate::framework::{CriterionIx, StageIx, Verdict};
use crate::report::words;
use crate::scoring::{CriterionPoints, GateResult, GateStatus, State};
use crate::text::{Bilingual, Label, say};

/// The lines of a gate that is told in full.
const WHOLE_GATE: usize = 2;

impl ExplanationPage<'_> {
    /// What keeps a stage from ready, gates first, in `most` lines below the heading.
    pub(super) fn holds_back(&mut self, stage: &StageExplanation<'_>, most: usize) {
        let result = stage.result;
        let (name, proven, needed) = (self.text.stage(result.stage), result.proven(), self.ready_at(result));
        let (is_ready, why) = (result.verdict == Verdict::Ready, verdict_of(stage));
        self.page.heading(if is_ready {
            say!(
                "{name}: ready ({proven} proven, {needed} needed)",
                "{name}：準備完了（根拠あり {proven}、基準 {needed}）"
            )
        } else {
            say!(
                "What holds {name} back ({proven} proven, {needed} needed)",
                "「{name}」の妨げになっているもの（根拠あり {proven}、基準 {needed}）"
            )
        });
        let mut left = most;
        if !is_ready {
            self.page.paragraph(why);
            left = left.saturating_sub(1);
        }
        if let Some(means) =
            self.text.framework[result.stage].ready_means.as_ref().filter(|_| self.extent.all)
        {
            self.page.paragraph(words::ready_means(self.text.of(means)));
        }
        let gates: Vec<GateResult> = stage.obstacles.gates().copied().collect();
        let in_full = self.extent.all || gates.len() * WHOLE_GATE <= left;
        for gate in gates.iter().take(left) {
            self.gate(result.stage, *gate, in_full);
        }
        left = left.saturating_sub(gates.len() * if in_full { WHOLE_GATE } else { 1 });
        let lost = self.losses_of(stage);
        let others = lost.iter().filter(|own| gates.iter().all(|gate| gate.criterion != own.criterion));
        for loss in others.take(left) {
            self.loss(stage, loss);
        }
    }

    /// The gate, the level now and the level it needs.
    fn gate(&mut self, stage: StageIx, gate: GateResult, in_full: bool) {
        let (name, must) = (self.text.criterion(gate.criterion), gate.at_least);
        let needed = self.text.level(gate.criterion, must);
        let Bilingual { en, ja } = self.state(gate.criterion);
        let text = say!("{name}: {en}, needs level {must}", "{name}：{ja}（レベル{must}が必要）");
        let paint = self.page.terminal.paint;
        let style = |line: &str| match gate.status {
            GateStatus::Failed => paint.bad(line),
            _ => paint.warn(line),
        };
        if in_full {
            self.tell_styled("  ! ", text, style);
            self.tell("    ", say!("Needed: {needed}", "必要：{needed}"));
        } else {
            let Bilingual { en, ja } = text;
            self.page.styled_line("  ! ", say!("{en}: {needed}", "{ja}：{needed}"), style);
        }
        let reason = self.text.framework.gates_of(stage).find(|own| own.criterion == gate.criterion);
        if let Some(because) = reason.and_then(|gate| gate.because.as_ref()).filter(|_| self.extent.all) {
            let because = self.text.of(because);
            self.page.detail(say!("Why: {because}", "理由：{because}"));
        }
        self.trace_if_asked(gate.criterion);
    }

    /// What lost points, without what is only open: nobody knows yet whether that is a loss.
    fn losses_of<'s>(&self, stage: &'s StageExplanation<'_>) -> Vec<&'s CriterionPoints> {
        let states = &self.explanation.assessed.assessment.states;
        let losses = stage.obstacles.losses.iter().copied();
        losses.filter(|own| !states[own.criterion.get()].is_open()).collect()
    }

    fn loss(&mut self, stage: &StageExplanation<'_>, loss: &CriterionPoints) {
        let share = stage.result.percent(loss.points.lost());
        let name = self.text.criterion(loss.criterion);
        let Bilingual { en, ja } = self.state(loss.criterion);
        self.tell(
            "  - ",
            say!("{name}: {en}, {share} of 100 points lost", "{name}：{ja}、100点中{share}点の失点"),
        );
        self.trace_if_asked(loss.criterion);
    }

    /// What counts of an answer, in a few words.
    pub(super) fn state(&self, criterion: CriterionIx) -> Bilingual {
        let assessed = self.explanation.assessed;
        if let Some(expired) = assessed.expired(self.text.framework, criterion) {
            return words::expired(expired);
        }
        match assessed.assessment.states[criterion.get()] {
            State::Level { claimed, proven } if proven < claimed => {
                say!("level {claimed} claimed, {proven} proven", "回答はレベル{claimed}、根拠は{proven}まで")
            }
            State::Level { claimed, .. } => say!("level {claimed}", "レベル{claimed}"),
            State::NotApplicable if self.text.framework[criterion].met_if_not_applicable => {
                say!("does not apply, which counts as met", "該当しない（満たしたものとして数える）")
            }
            other => words::state(other).into(),
        }
    }
}

/// Why a stage is not ready, in one line.
fn verdict_of(stage: &StageExplanation<'_>) -> Label {
    let StageExplanation { result, obstacles, .. } = stage;
    match result.verdict {
        _ if obstacles.only_gates => Label(
            "The points suffice; only a gate is in the way.",
            "得点は足りています。妨げは必須条件だけです。",
        ),
        Verdict::NotReady if obstacles.without_gates != Verdict::NotReady => {
            Label("Not ready because a gate is not met.", "必須条件を満たしていません。")
        }
        Verdict::NotReady if result.points.score == result.points.possible => {
            Label("Not ready: the points fall short.", "得点が基準に届きません。")
        }
        Verdict::NotReady => Label(
            "Not ready, even with the best open answers.",
            "未回答・不明の項目がすべて最良でも、得点が基準に届きません。",
        ),
        Verdict::Unproven => Label(
            "Ready if your claims are true, but they are not proven.",
            "回答どおりなら準備完了ですが、根拠資料が足りません。",
        ),
        Verdict::Open => Label("The open answers decide.", "未回答・不明の項目しだいで決まります。"),
        Verdict::NotAssessed => Label("No criterion applies to it.", "該当する評価項目がありません。"),
        Verdict::Ready => Label("Ready on what is proven.", "根拠資料のある回答だけで基準に達しています。"),
    }
}
