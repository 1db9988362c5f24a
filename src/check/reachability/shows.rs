use super::sheet::ExampleSheet;
use super::{Finding, FindingKind};
use crate::framework::{CriterionIx, Framework, StageIx, Verdict};
use crate::scoring::{GateStatus, StageScale, State, stage_result};

/// What an example is to show: a finding, by the ordinary scoring. A finding about no stage has nothing to show.
pub(super) struct Point<'f, 'a> {
    framework: &'f Framework,
    finding: &'a Finding,
    /// The other stages are of no matter, and a sheet is scored many times until it is small.
    stage: Option<(StageIx, StageScale<'f>)>,
}

impl<'f, 'a> Point<'f, 'a> {
    pub(super) fn new(framework: &'f Framework, finding: &'a Finding) -> Self {
        let stage = finding.stage.map(|stage| (stage, StageScale::new(framework, stage)));
        Self { framework, finding, stage }
    }

    /// Whether an example shows it.
    pub(super) fn shows(&self, example: &ExampleSheet<'_>) -> bool {
        let Some((stage, scale)) = &self.stage else { return false };
        let (framework, finding, states) = (self.framework, self.finding, example.states());
        let is = |verdict| scale.verdict(|criterion| states[criterion.get()]) == verdict;
        let gate = || finding.criterion.and_then(|own| scale.gate_status(own, states[own.get()]));
        match finding.kind {
            FindingKind::StageOutOfReach => !is(Verdict::Ready),
            FindingKind::GateNeverPasses => gate().is_some_and(|status| status != GateStatus::Passed),
            FindingKind::LowestIsReady => example.is_at_lowest() && is(Verdict::Ready),
            FindingKind::GateNeverDecides => {
                let result = stage_result(framework, states, *stage);
                let short =
                    result.points.score * 100 < u64::from(framework[*stage].ready_at) * result.points.max;
                gate() == Some(GateStatus::Failed) && (short || result.verdict == Verdict::NotAssessed)
            }
            FindingKind::StageLeftEmpty => {
                is(Verdict::NotAssessed) && !self.says_not_applicable(*stage, states)
            }
            FindingKind::StageEmptied => is(Verdict::NotAssessed) && self.says_not_applicable(*stage, states),
            FindingKind::DominantCriterion => {
                let result = stage_result(framework, states, *stage);
                let own = result.criteria.iter().find(|own| Some(own.criterion) == finding.criterion);
                own.is_some_and(|own| {
                    let share = (own.points.max * 100).checked_div(result.points.max).unwrap_or(0);
                    let alone = own.points.score == own.points.max && own.points.score == result.points.score;
                    alone && finding.share.map(u64::from) == Some(share)
                })
            }
            FindingKind::GateEscaped => gate() == Some(GateStatus::Waived) && self.is_ready(example),
            FindingKind::NotApplicablePays => self.is_ready(example) && self.needs(example),
            FindingKind::BandOutOfReach | FindingKind::CriterionWithoutEffect | FindingKind::Capped => false,
        }
    }

    /// Whether an example is ready with the criterion of the finding said not to apply.
    pub(super) fn is_ready(&self, example: &ExampleSheet<'_>) -> bool {
        let states = example.states();
        let (Some(own), Some((_, scale))) = (self.finding.criterion, &self.stage) else { return false };
        states[own.get()] == State::NotApplicable
            && scale.verdict(|criterion| states[criterion.get()]) == Verdict::Ready
    }

    /// Whether it is not ready with that criterion at the lowest level.
    fn needs(&self, example: &ExampleSheet<'_>) -> bool {
        let lowest = State::at(0);
        let states = example.states();
        let state = |criterion: CriterionIx| match self.finding.criterion {
            Some(own) if own == criterion => lowest,
            _ => states[criterion.get()],
        };
        self.stage.as_ref().is_some_and(|(_, scale)| scale.verdict(state) != Verdict::Ready)
    }

    /// Whether a criterion with weight on the stage is said not to apply.
    fn says_not_applicable(&self, stage: StageIx, states: &[State]) -> bool {
        let said = |c: &CriterionIx| states[c.get()] == State::NotApplicable;
        self.framework.criterion_indices().any(|c| said(&c) && self.framework[c].weight(stage) > 0)
    }
}
