use crate::answers::AnswerSheet;
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework, GateIx, StageIx};
use crate::source::Code;
use crate::text::{Bilingual, say};

/// What can be wrong with the space of all sheets. A *combination* gives or omits facts; a criterion *counts* if it
/// applies under it and is not answered with "does not apply". Claims come with their evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FindingKind {
    /// A stage that no sheet makes ready: one without weights, in a framework that loads. The example has every answer
    /// at the top.
    StageOutOfReach,
    /// A gate that no sheet passes: its criteria never apply, or have no such level. Loading refuses both.
    GateNeverPasses,
    /// A stage that is ready with every criterion at its lowest level. Loading refuses what leads to it.
    LowestIsReady,
    /// A gate that never decides: no sheet fails it and still reaches `ready_at`. The example is the best one that
    /// fails it.
    GateNeverDecides,
    /// A weighted stage on which no criterion applies under some combination, so that no later one can be `reached`.
    StageLeftEmpty,
    /// A band that no stage's score falls into, under any combination and answers.
    BandOutOfReach,
    /// A criterion without a gate or a programme that needs it, whose level changes no verdict: no other answers pass
    /// the other gates and reach `ready_at` with it at the top, but not at the lowest level.
    CriterionWithoutEffect,
    /// A criterion with more than [`super::Limits::share`] percent of a stage; the example has the greatest share.
    DominantCriterion,
    /// A gate that "does not apply" escapes: a sheet is ready with it for all applicable criteria of the gate, but not
    /// with the levels below the gate.
    GateEscaped,
    /// A stage whose criteria may all be answered with "does not apply" under some combination.
    StageEmptied,
    /// A criterion without a gate where a sheet is ready with "does not apply", but not with the lowest level.
    NotApplicablePays,
    /// Not a fault: the space of a stage is too large, so findings may be missing and shares may be greater.
    Capped,
}

impl FindingKind {
    /// The code under which it is reported.
    pub fn code(self) -> Code {
        CODES[self as usize]
    }
}

pub(in crate::check) const CODES: [Code; 12] = [
    Code::error("S201", "stage-out-of-reach"),
    Code::error("S202", "gate-never-passes"),
    Code::error("S203", "lowest-is-ready"),
    Code::warning("S204", "gate-never-decides"),
    Code::warning("S205", "stage-left-empty"),
    Code::warning("S206", "band-out-of-reach"),
    Code::warning("S207", "criterion-without-effect"),
    Code::info("S208", "dominant-criterion"),
    Code::warning("S209", "gate-escaped"),
    Code::warning("S210", "stage-emptied"),
    Code::info("S211", "not-applicable-pays"),
    Code::info("S212", "space-capped"),
];

/// Choices of facts; facts that are not listed are not given.
pub type Combination = Vec<(FactIx, Vec<ChoiceIx>)>;

/// One problem with the space of all sheets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// The stage that it is about.
    pub stage: Option<StageIx>,
    /// The gate that it is about.
    pub gate: Option<GateIx>,
    /// The criterion that it is about, including the single one of a gate.
    pub criterion: Option<CriterionIx>,
    /// The band that it is about, as a position in the framework's bands.
    pub band: Option<usize>,
    /// The facts given in the example.
    pub facts: Combination,
    /// The share of a dominant criterion in whole percent.
    pub share: Option<u32>,
    /// An example, if a sheet can demonstrate it; as small as possible, except for the two kinds whose example is the
    /// best of all.
    pub sheet: Option<AnswerSheet>,
    /// Whether the space was too large to be searched completely.
    pub capped: bool,
}

impl Finding {
    pub(super) fn of(kind: FindingKind) -> Self {
        let (facts, capped) = (Vec::new(), kind == FindingKind::Capped);
        Self {
            kind,
            stage: None,
            gate: None,
            criterion: None,
            band: None,
            facts,
            share: None,
            sheet: None,
            capped,
        }
    }

    /// What is wrong, without a full stop.
    pub fn message(&self, framework: &Framework) -> Bilingual {
        let stage = self.stage.map_or("", |stage| &framework[stage].id);
        let criterion = self.criterion.map_or("", |criterion| &framework[criterion].id);
        let gate = self.gate.map_or("", |gate| framework[gate].name(framework));
        let band = self.band.map_or("", |band| &framework.bands()[band].id);
        let facts = self.facts_text(framework);
        let (with, with_ja) = if facts.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(" with {facts}"), format!("（{facts} の場合）"))
        };
        let share = self.share.unwrap_or(0);
        match self.kind {
            FindingKind::StageOutOfReach => say!(
                "no answers make the stage `{stage}` ready",
                "どのように回答しても、段階 `{stage}` は準備完了になりません"
            ),
            FindingKind::GateNeverPasses => say!(
                "no answers pass the gate of `{gate}` for `{stage}`",
                "どのように回答しても、段階 `{stage}` の必須条件 `{gate}` を満たせません"
            ),
            FindingKind::LowestIsReady => say!(
                "the stage `{stage}` is ready with every answer at the lowest level{with}",
                "すべての回答が最低レベルでも、段階 `{stage}` が準備完了になります{with_ja}"
            ),
            FindingKind::GateNeverDecides => say!(
                "the gate of `{gate}` for `{stage}` never decides: who fails it is short of points anyway",
                "段階 `{stage}` の必須条件 `{gate}` は判定に影響しません。満たさない場合は点数も必ず不足します"
            ),
            FindingKind::StageLeftEmpty => say!(
                "no criterion is left for the stage `{stage}`{with}",
                "段階 `{stage}` の評価項目が1つも残りません{with_ja}"
            ),
            FindingKind::BandOutOfReach => {
                say!("no score falls into the band `{band}`", "区分 `{band}` に入る点数がありません")
            }
            FindingKind::CriterionWithoutEffect => say!(
                "the criterion `{criterion}` can change no verdict and no gate",
                "評価項目 `{criterion}` は、どの判定にも必須条件にも影響しません"
            ),
            FindingKind::DominantCriterion => say!(
                "`{criterion}` alone carries {share} % of the stage `{stage}`{with}",
                "`{criterion}` だけで段階 `{stage}` の {share} % を占めます{with_ja}"
            ),
            FindingKind::GateEscaped => say!(
                "\"does not apply\" escapes the gate of `{gate}` for `{stage}`",
                "「該当しない」と答えると、段階 `{stage}` の必須条件 `{gate}` を免れます"
            ),
            FindingKind::StageEmptied => say!(
                "\"does not apply\" can leave the stage `{stage}` without a criterion{with}",
                "「該当しない」と答えるだけで、段階 `{stage}` の評価項目がなくなります{with_ja}"
            ),
            FindingKind::NotApplicablePays => say!(
                "\"does not apply\" to `{criterion}` can make `{stage}` ready where the lowest level does not",
                "`{criterion}` を「該当しない」とすると、最低レベルでは届かない段階 `{stage}` が準備完了になり得ます"
            ),
            FindingKind::Capped => {
                say!(
                    "there are too many cases to look at all of them",
                    "場合の数が多すぎるため、一部だけを調べました"
                )
            }
        }
    }

    /// What to do.
    pub fn help(&self) -> Bilingual {
        match self.kind {
            FindingKind::StageOutOfReach => {
                say!("give criteria a weight on it", "この段階に重みを持つ評価項目を加えてください。")
            }
            FindingKind::GateNeverPasses => {
                say!(
                    "lower `at_least`, or remove the gate",
                    "`at_least` を下げるか、必須条件を外してください。"
                )
            }
            FindingKind::LowestIsReady => say!(
                "raise `ready_at`, or let the lowest level be worth 0",
                "`ready_at` を上げるか、最低レベルの値を 0 にしてください。"
            ),
            FindingKind::GateNeverDecides => say!(
                "raise `at_least`, lower the weight of the criterion, or remove the gate",
                "`at_least` を上げるか、評価項目の重みを下げるか、必須条件を外してください。"
            ),
            FindingKind::StageLeftEmpty => say!(
                "let a criterion of the stage apply to everyone; a stage that is not assessed ends what is reached",
                "条件のない評価項目を1つは置いてください。評価されない段階があると、その先に到達できません。"
            ),
            FindingKind::BandOutOfReach => say!(
                "move or remove the band, or use more levels or criteria",
                "区分の境を動かすか外す、またはレベルや評価項目を増やしてください。"
            ),
            FindingKind::CriterionWithoutEffect => say!(
                "raise its weight, give it a gate, or remove it",
                "重みを上げるか、必須条件にするか、評価項目を外してください。"
            ),
            FindingKind::DominantCriterion => say!(
                "lower its weight, or let more criteria apply there",
                "重みを下げるか、その場合に当てはまる評価項目を増やしてください。"
            ),
            FindingKind::GateEscaped => say!(
                "say with `applies_if` whom it concerns instead of `may_not_apply`",
                "`may_not_apply` ではなく、対象を `applies_if` で定めてください。"
            ),
            FindingKind::StageEmptied => say!(
                "leave the stage a criterion that everyone must answer",
                "必ず回答する評価項目を、この段階に残してください。"
            ),
            FindingKind::NotApplicablePays => say!(
                "use `applies_if` where facts can tell whom it concerns",
                "対象を前提項目で判断できる場合は、`applies_if` を使ってください。"
            ),
            FindingKind::Capped => say!(
                "findings may be missing; fewer facts tied together in conditions help",
                "見つからなかった問題があるかもしれません。条件で組み合わせる前提項目を減らしてください。"
            ),
        }
    }

    fn facts_text(&self, framework: &Framework) -> String {
        let text = |(fact, choices): &(FactIx, Vec<ChoiceIx>)| {
            let fact = &framework[*fact];
            format!("{} = {:?}", fact.id, fact.choice_ids(choices))
        };
        self.facts.iter().map(text).collect::<Vec<_>>().join(", ")
    }
}
