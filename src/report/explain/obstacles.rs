use super::terminal::ExplanationPage;
use crate::advice::{GateStanding, StageExplanation};
use crate::framework::{CriterionIx, GateMember, Verdict};
use crate::report::words;
use crate::scoring::{CriterionPoints, GateResult, GateStatus, State};
use crate::text::{Bilingual, Label, say};

/// The lines of a gate that is shown in full.
const WHOLE_GATE: usize = 2;

impl ExplanationPage<'_> {
    /// What keeps a stage from being ready, gates first, in `most` lines below the heading.
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
        let framework = self.text.framework;
        let whole: usize =
            gates.iter().map(|gate| WHOLE_GATE.max(framework[gate.gate].members.len() + 1)).sum();
        let in_full = self.extent.all || whole <= left;
        for gate in gates.iter().take(left) {
            self.gate(*gate, in_full);
        }
        left = left.saturating_sub(if in_full { whole } else { gates.len() });
        let lost = self.losses_of(stage);
        let is_named = |own: &CriterionPoints| {
            gates.iter().any(|gate| framework[gate.gate].member(own.criterion).is_some())
        };
        let others = lost.iter().filter(|own| !is_named(own));
        for loss in others.take(left) {
            self.loss(stage, loss);
        }
    }

    /// A gate: what it needs and what there is.
    fn gate(&mut self, gate: GateResult, in_full: bool) {
        let own = &self.text.framework[gate.gate];
        match own.only() {
            Some(only) => self.plain_gate(gate, only, in_full),
            None => self.gate_of_several(gate, in_full),
        }
        if let Some(because) = own.because.as_ref().filter(|_| self.extent.all) {
            let because = self.text.of(because);
            self.page.detail(say!("Why: {because}", "理由：{because}"));
        }
        for member in &own.members {
            self.trace_if_asked(member.criterion);
        }
    }

    /// The current level and the level needed.
    fn plain_gate(&mut self, gate: GateResult, only: GateMember, in_full: bool) {
        let (name, must) = (self.text.criterion(only.criterion), only.at_least);
        let needed = self.text.level(only.criterion, must);
        let Bilingual { en, ja } = self.state(only.criterion);
        let text = say!("{name}: {en}, needs level {must}", "{name}：{ja}（レベル{must}が必要）");
        let style = self.style_of(gate);
        if in_full {
            self.tell_styled("  ! ", text, style);
            self.tell("    ", say!("Needed: {needed}", "必要：{needed}"));
        } else {
            let Bilingual { en, ja } = text;
            self.page.styled_line("  ! ", say!("{en}: {needed}", "{ja}：{needed}"), style);
        }
    }

    /// How many criteria are missing, and the state of each.
    fn gate_of_several(&mut self, gate: GateResult, in_full: bool) {
        let states = &self.explanation.assessed.assessment.states;
        let standing = GateStanding::of(self.text.framework, gate, states);
        let style = self.style_of(gate);
        let text = words::gate_standing(&standing);
        if !in_full {
            let names = self.names(standing.members.iter().map(|(member, _)| member.criterion));
            let Bilingual { en, ja } = text;
            self.page.styled_line("  ! ", say!("{en}: {names}", "{ja}：{names}"), style);
            return;
        }
        self.tell_styled("  ! ", text, style);
        for (member, reached) in &standing.members {
            let name = self.text.criterion(member.criterion);
            let Bilingual { en, ja } = self.state(member.criterion);
            let Bilingual { en: needs, ja: needs_ja } =
                words::needed_of(*member, *reached, states[member.criterion.get()]);
            self.tell("    ", say!("{name}: {en}{needs}", "{name}：{ja}{needs_ja}"));
        }
    }

    fn style_of(&self, gate: GateResult) -> impl Fn(&str) -> String + use<> {
        let paint = self.page.terminal.paint;
        move |line| match gate.status {
            GateStatus::Failed => paint.bad(line),
            _ => paint.warn(line),
        }
    }

    /// What lost points, except open answers, which may turn out not to be losses.
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

    /// The state of an answer, in a few words.
    pub(super) fn state(&self, criterion: CriterionIx) -> Bilingual {
        let assessed = self.explanation.assessed;
        if let Some(expired) = assessed.expired(self.text.framework, criterion) {
            return words::expired(expired);
        }
        match assessed.assessment.states[criterion.get()] {
            State::Level { claimed, proposed: true, .. } => words::proposed(claimed),
            State::Level { claimed, proven, .. } if proven < claimed => {
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
            "回答どおりなら準備完了ですが、実証されていない回答があります。",
        ),
        Verdict::Open => Label("The open answers decide.", "未回答・不明の項目しだいで決まります。"),
        Verdict::NotAssessed => Label("No criterion applies to it.", "該当する評価項目がありません。"),
        Verdict::Ready => Label("Ready on what is proven.", "根拠資料のある回答だけで基準に達しています。"),
    }
}
