use crate::answers::AnswerSheet;
use crate::framework::{ChoiceIx, CriterionIx, FactIx, StageIx};
use crate::source::Code;

/// What can be wrong with the space of all sheets.
///
/// In all of them a *combination* is one way to give facts (also to leave them out), and a criterion *counts* if it
/// applies under the combination and is not said not to apply. A claim stands with its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// A stage that no sheet makes ready: under no combination does a criterion with weight on it count while
    /// the best levels reach `ready_at` and all gates pass. In a framework that loads, values end at 100 and no
    /// gate asks for more than the top, so this is a stage on which no criterion has weight. The sheet has
    /// every answer at the top.
    StageOutOfReach,
    /// A gate that no sheet passes: its criterion never applies, or has no such level. Loading refuses both
    /// today; the rule keeps watch should the format grow.
    GateNeverPasses,
    /// A stage that is ready under some combination with every criterion at its lowest level. Loading refuses
    /// what leads to it today (values start at 0, `ready_at` and `at_least` at 1); the rule keeps watch.
    LowestIsReady,
    /// A gate that never decides: no sheet fails it and still reaches `ready_at` of its stage, whatever the
    /// other answers, so that the verdicts would be the same without it. A gate that never fails is one of
    /// these. The sheet is the best one that fails the gate, and is still short of points.
    GateNeverDecides,
    /// A stage on which some criterion has weight, but none applies under some combination: it is then
    /// `not-assessed`, and no later stage can be `reached`. The sheet gives the fewest facts that do it.
    StageLeftEmpty,
    /// A band that the score of no stage falls into, under any combination and answers.
    BandOutOfReach,
    /// A criterion without a gate that no programme needs, and whose level changes no verdict of any stage:
    /// under no combination do other answers exist, with every other gate passed, that reach `ready_at` with it
    /// at the top but not with it at the lowest level. Where those do not exist no other pair of levels, claimed,
    /// proven or open, changes a verdict either, for each verdict is such a comparison.
    CriterionWithoutEffect,
    /// A criterion that carries more than [`super::Limits::share`] whole percent of a stage under some
    /// combination, every other criterion that applies being counted. The sheet shows the greatest such share:
    /// the score that the criterion gives alone.
    DominantCriterion,
    /// A gate on a criterion that may be said not to apply: some sheet is ready with "does not apply" there,
    /// whereas with the level below the gate it is not.
    GateEscaped,
    /// A stage that "does not apply" can empty: under some combination criteria with weight on it apply, and
    /// each of them may be said not to apply. The sheet says so of all of them.
    StageEmptied,
    /// A criterion without a gate on the stage for which "does not apply" can pay: some sheet is ready with it,
    /// but not with the criterion at the lowest level and all else equal.
    NotApplicablePays,
    /// Not a fault: the space of a stage is too large for the limits, so that findings may be missing, and the
    /// greatest share may be greater. Nothing is reported then that only the whole space could show.
    Capped,
}

impl FindingKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::StageOutOfReach,
        Self::GateNeverPasses,
        Self::LowestIsReady,
        Self::GateNeverDecides,
        Self::StageLeftEmpty,
        Self::BandOutOfReach,
        Self::CriterionWithoutEffect,
        Self::DominantCriterion,
        Self::GateEscaped,
        Self::StageEmptied,
        Self::NotApplicablePays,
        Self::Capped,
    ];

    /// The code that it is reported under.
    pub fn code(self) -> Code {
        match self {
            Self::StageOutOfReach => Code::error("S201", "stage-out-of-reach"),
            Self::GateNeverPasses => Code::error("S202", "gate-never-passes"),
            Self::LowestIsReady => Code::error("S203", "lowest-is-ready"),
            Self::GateNeverDecides => Code::warning("S204", "gate-never-decides"),
            Self::StageLeftEmpty => Code::warning("S205", "stage-left-empty"),
            Self::BandOutOfReach => Code::warning("S206", "band-out-of-reach"),
            Self::CriterionWithoutEffect => Code::warning("S207", "criterion-without-effect"),
            Self::DominantCriterion => Code::info("S208", "dominant-criterion"),
            Self::GateEscaped => Code::warning("S209", "gate-escaped"),
            Self::StageEmptied => Code::warning("S210", "stage-emptied"),
            Self::NotApplicablePays => Code::info("S211", "not-applicable-pays"),
            Self::Capped => Code::info("S212", "space-capped"),
        }
    }
}

/// Choices of facts; a fact that is not named is not given.
pub type Combination = Vec<(FactIx, Vec<ChoiceIx>)>;

/// One thing that is wrong with the space of all sheets.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// The stage that it is about; a gate is a stage and a criterion.
    pub stage: Option<StageIx>,
    /// The criterion that it is about.
    pub criterion: Option<CriterionIx>,
    /// The band that it is about, as a position in the framework's bands.
    pub band: Option<usize>,
    /// The facts that the sheet gives.
    pub facts: Combination,
    /// The share in whole percent, of a criterion that carries too much.
    pub share: Option<u32>,
    /// A sheet that shows it, where one can. No fact, answer or piece of evidence can be taken from it, and no level
    /// lowered alone, but for the two kinds whose sheet is the best of all.
    pub sheet: Option<AnswerSheet>,
    /// Whether the space was too large to look at all of it.
    pub capped: bool,
}

impl Finding {
    /// A finding about nothing yet.
    pub(super) fn of(kind: FindingKind) -> Self {
        let (facts, capped) = (Vec::new(), kind == FindingKind::Capped);
        Self { kind, stage: None, criterion: None, band: None, facts, share: None, sheet: None, capped }
    }
}
