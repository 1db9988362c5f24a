use std::borrow::Cow;

use super::{Cause, PointsChange, Side};
use crate::answers::{Answer, AnswerSheet};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework, StageIx};
use crate::scoring::{Assessment, Points, State};

/// A criterion for which something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CriterionChange {
    /// The criterion in the old framework, if it is there, perhaps under an old id.
    pub old: Option<CriterionIx>,
    /// The criterion in the new framework, if it is there.
    pub new: Option<CriterionIx>,
    /// Its state before.
    pub old_state: Option<State>,
    /// Its state now.
    pub new_state: Option<State>,
    /// New evidence.
    pub evidence_added: Vec<String>,
    /// Evidence that is no longer given.
    pub evidence_gone: Vec<String>,
    /// What changed its state or its points at a stage; empty if the change has no effect.
    pub causes: Vec<Cause>,
    /// The change of its points at each stage where they changed.
    pub stages: Vec<CriterionStage>,
}

/// The change of a criterion's points at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CriterionStage {
    /// The stage, as a position in [`super::Comparison::stages`].
    pub stage: usize,
    /// The difference.
    pub change: PointsChange,
}

type StagePair = (Option<StageIx>, Option<StageIx>);

pub(super) fn criteria(
    old: Side<'_>,
    carried: &AnswerSheet,
    new: Side<'_>,
    chain: &[Cow<'_, Assessment>; 6],
    stages: &[StagePair],
) -> Vec<CriterionChange> {
    let of_new = new.framework.criterion_indices();
    let pairs: Vec<_> = of_new.map(|now| (before(old.framework, new.framework, now), Some(now))).collect();
    let kept = |index: CriterionIx| pairs.iter().any(|(before, _)| *before == Some(index));
    let gone = old.framework.criterion_indices().filter(|index| !kept(*index));
    let gone: Vec<_> = gone.map(|index| (Some(index), None)).collect();
    let none = Answer::default();
    let mut out = Vec::new();
    for (before, now) in pairs.into_iter().chain(gone) {
        let old_answer = before.map_or(&none, |index| old.assessed.sheet.answer(index));
        let new_answer = now.map_or(&none, |index| new.assessed.sheet.answer(index));
        let seen: [CriterionAt; 6] = std::array::from_fn(|position| {
            let (criterion, stage): (_, fn(&StagePair) -> Option<StageIx>) =
                if position == 0 { (before, |pair| pair.0) } else { (now, |pair| pair.1) };
            CriterionAt::new(&chain[position], criterion, stages.iter().map(stage))
        });
        let change = |stage: usize| {
            let points = |position: usize| seen[position].points[stage].unwrap_or_default();
            CriterionStage { stage, change: PointsChange::between(points(0), points(5)) }
        };
        let change = CriterionChange {
            old: before,
            new: now,
            old_state: seen[0].state,
            new_state: seen[5].state,
            evidence_added: only_in(new_answer, old_answer),
            evidence_gone: only_in(old_answer, new_answer),
            causes: Cause::ALL
                .into_iter()
                .filter(|cause| seen[*cause as usize] != seen[*cause as usize + 1])
                .collect(),
            stages: (0..stages.len())
                .map(change)
                .filter(|one| one.change != PointsChange::default())
                .collect(),
        };
        let answered_otherwise =
            now.is_some_and(|index| carried.answer(index).reply != new.assessed.sheet.answer(index).reply);
        if answered_otherwise || change.is_visible() {
            out.push(change);
        }
    }
    out
}

impl CriterionChange {
    fn is_visible(&self) -> bool {
        let evidence = !self.evidence_added.is_empty() || !self.evidence_gone.is_empty();
        evidence || !self.causes.is_empty() || self.old.is_none() || self.new.is_none()
    }
}

/// What an assessment says about one criterion; empty if its framework has no such criterion.
#[derive(PartialEq)]
struct CriterionAt {
    state: Option<State>,
    /// What it contributes to each stage; none if it has no weight there.
    points: Vec<Option<Points>>,
}

impl CriterionAt {
    fn new(
        assessment: &Assessment,
        criterion: Option<CriterionIx>,
        stages: impl Iterator<Item = Option<StageIx>>,
    ) -> Self {
        let points = |stage: Option<StageIx>| {
            let all = &assessment.stages[stage?.get()].criteria;
            all.iter().find(|own| Some(own.criterion) == criterion).map(|own| own.points)
        };
        Self {
            state: criterion.map(|index| assessment.states[index.get()]),
            points: stages.map(points).collect(),
        }
    }
}

/// The criterion of the old framework that became this new one: the one with its id, or with one of its old ids.
fn before(old: &Framework, new: &Framework, criterion: CriterionIx) -> Option<CriterionIx> {
    let criterion = &new[criterion];
    let ids = std::iter::once(&criterion.id).chain(&criterion.renamed_from);
    let find = |id: &String| {
        let position = old.criteria().iter().position(|one| one.id == *id)?;
        Some(CriterionIx::new(position))
    };
    ids.into_iter().find_map(find)
}

fn only_in(one: &Answer, other: &Answer) -> Vec<String> {
    one.evidence.iter().filter(|own| !other.evidence.contains(own)).map(ToString::to_string).collect()
}

/// A fact whose choices changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FactChange {
    /// The fact, in the new framework.
    pub fact: FactIx,
    /// The choices before, in the order of the framework; none if it was not given.
    pub old: Vec<ChoiceIx>,
    /// The choices now.
    pub new: Vec<ChoiceIx>,
}

/// The facts that changed; the order of their choices does not matter.
pub(super) fn facts(framework: &Framework, old: &AnswerSheet, new: &AnswerSheet) -> Vec<FactChange> {
    let sorted = |sheet: &AnswerSheet, fact: FactIx| {
        let mut choices = sheet.fact(fact).to_vec();
        choices.sort_unstable();
        choices
    };
    framework
        .fact_indices()
        .map(|fact| FactChange { fact, old: sorted(old, fact), new: sorted(new, fact) })
        .filter(|change| change.old != change.new)
        .collect()
}
