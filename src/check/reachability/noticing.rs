//! Finds sheets that detect a mutation of a framework by a different result.

use super::Limits;
use super::example::ExampleSheet;
use super::stage::{Alternative, StageSpace};
use super::steps::Steps;
use super::totals::{Answers, Totals};
use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, Framework, GateIx, Mutant, StageIx};
use crate::scoring::{Assessment, GateResult, GateStatus, Percent};

/// Whether a sheet detects a mutation.
#[derive(Clone, Debug)]
pub(in crate::check) enum Noticing {
    /// This one does, and it cannot be reduced; with what differs.
    By(Box<AnswerSheet>, Vec<ResultChange>),
    /// None does.
    Nobody,
    /// None was found, and there are too many to try them all.
    Unknown,
}

/// A part of the result that a test can expect and that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultChange {
    /// Its key under `[expect]`.
    pub path: String,
    /// What it is.
    pub was: String,
    /// What it is with the change.
    pub is: String,
}

/// The parts of a result, the most important first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResultPart {
    Verdicts,
    Scores,
    Gates,
}

const PARTS: [ResultPart; 3] = [ResultPart::Verdicts, ResultPart::Scores, ResultPart::Gates];

/// Looks for a sheet that detects a mutation: preferably by a verdict, else by a score or a gate.
pub(in crate::check) fn noticing(framework: &Framework, change: Mutant) -> Noticing {
    let limits = Limits::default();
    let changed = framework.with(change);
    let steps = Steps::new(limits.steps / 100);
    let search = NoticeSearch { framework, changed: &changed, steps: &steps };
    let about = |criterion: CriterionIx| {
        let stages = framework[criterion].weights.iter().map(|(stage, _)| *stage);
        stages.collect::<Vec<_>>()
    };
    let mut complete = true;
    let mut try_stage = |stage: StageIx| -> Option<ExampleSheet<'_>> {
        let space = StageSpace::new(framework, stage, limits.combinations, &steps);
        complete &= !space.capped;
        let found = match change {
            Mutant::ReadyAt(_, to) => search.threshold(&space, to),
            Mutant::Weight(criterion, ..) | Mutant::SwappedValues(criterion, _) => {
                search.points(&space, criterion, true)
            }
            Mutant::NoCondition(criterion) => search.points(&space, criterion, false),
            Mutant::NoGate(_) | Mutant::GateLevel(..) | Mutant::GateCount(..) => Ok(None),
        };
        complete &= found.is_ok();
        found.ok().flatten()
    };
    let found = match change {
        Mutant::ReadyAt(stage, _) | Mutant::Weight(_, stage, _) => try_stage(stage),
        Mutant::SwappedValues(criterion, _) | Mutant::NoCondition(criterion) => {
            about(criterion).into_iter().find_map(try_stage)
        }
        Mutant::NoGate(gate) | Mutant::GateLevel(gate, ..) | Mutant::GateCount(gate, _) => {
            Some(search.gate(gate, change))
        }
    };
    match found {
        Some(example) => search.smallest(example),
        None if complete => Noticing::Nobody,
        None => Noticing::Unknown,
    }
}

/// There are more sheets than steps to try them.
struct TooMany;

struct NoticeSearch<'f, 's> {
    framework: &'f Framework,
    changed: &'f Framework,
    steps: &'s Steps,
}

impl<'f> NoticeSearch<'f, '_> {
    /// A sheet that is ready by only one of the two thresholds; `None` if that cannot be determined.
    fn threshold(&self, space: &StageSpace, to: u8) -> Result<Option<ExampleSheet<'f>>, TooMany> {
        let ways = space.ways().ok_or(TooMany)?;
        let (low, high) = (space.ready_at.min(to.into()), space.ready_at.max(to.into()));
        let between = |weight: i64, worth: i64| worth >= low * weight && worth < high * weight;
        for way in &ways {
            let may_be = |group: usize, alternative: &Alternative| {
                let here = way.musts.iter().filter(|item| space.home(**item) == Some(group));
                here.into_iter().all(|item| alternative.has(*item))
            };
            let totals = Totals::new(space, Answers::Passing(way), may_be, self.steps).ok_or(TooMany)?;
            if let Some(shown) = totals.find(between) {
                return Ok(Some(ExampleSheet::showing(self.framework, space, &shown)));
            }
        }
        Ok(None)
    }

    /// A sheet with a different score where a criterion counts differently: where it applies, or where it does not.
    fn points(
        &self,
        space: &StageSpace,
        criterion: CriterionIx,
        applies: bool,
    ) -> Result<Option<ExampleSheet<'f>>, TooMany> {
        let Some(item) = space.items.iter().position(|item| item.criterion == criterion) else {
            return Ok(None);
        };
        let home = space.home(item);
        let may_be =
            |group: usize, alternative: &Alternative| home != Some(group) || alternative.has(item) == applies;
        let totals = Totals::new(space, Answers::Without(item), may_be, self.steps).ok_or(TooMany)?;
        // The value of a level and its maximum; with swapped values, levels may exceed the top.
        let own = |framework: &Framework, level: usize| {
            let weight = i64::from(framework[criterion].weight(space.stage));
            let worth = |level: usize| weight * i64::from(framework[criterion].levels[level].value);
            (worth(space.items[item].top()), worth(level))
        };
        let shown = |whole: i64, part: i64| {
            let [whole, part] = [whole, part].map(|number| u64::try_from(number).unwrap_or(0));
            (whole > 0).then(|| Percent::of(part, whole))
        };
        // The top level first, because it is the least surprising.
        for level in (0..=space.items[item].top()).rev() {
            let is = own(self.changed, level);
            let was = if applies { own(self.framework, level) } else { (0, 0) };
            let differs = |weight: i64, worth: i64| {
                shown(100 * weight + was.0, worth + was.1) != shown(100 * weight + is.0, worth + is.1)
            };
            if let Some(mut found) = totals.find(differs) {
                found.answers.push((item, Some(level)));
                return Ok(Some(ExampleSheet::showing(self.framework, space, &found)));
            }
        }
        Ok(None)
    }

    /// A sheet on which a gate is passed only with the mutation, or only without it. No facts are given, so all of its
    /// criteria apply; just enough of them are at their levels that the changed one decides, and everything else is as
    /// good as possible.
    fn gate(&self, gate: GateIx, change: Mutant) -> ExampleSheet<'f> {
        let own = &self.framework[gate];
        let (passing, pivot) = match change {
            Mutant::GateLevel(_, member, to) => (own.count - 1, Some((member, to))),
            Mutant::GateCount(_, to) => (own.count.min(to), None),
            _ => (0, None),
        };
        let mut passing = passing;
        let mut example = ExampleSheet::of(self.framework, Vec::new());
        for criterion in self.framework.criterion_indices() {
            let level = match own.members.iter().position(|member| member.criterion == criterion) {
                Some(at) => match pivot {
                    Some((member, to)) if member == at => to.min(own.members[at].at_least),
                    _ if passing > 0 => {
                        passing -= 1;
                        self.framework[criterion].top()
                    }
                    _ => own.members[at].at_least - 1,
                },
                None if self.framework.bears_on(criterion, own.stage) => self.framework[criterion].top(),
                None => continue,
            };
            example.answer(criterion, Some(level.into()));
        }
        example
    }

    fn smallest(&self, mut example: ExampleSheet<'f>) -> Noticing {
        let Some(part) = PARTS.into_iter().find(|part| !self.changes(&example, *part).is_empty()) else {
            return Noticing::Unknown;
        };
        example.shrink(self.steps, |smaller| !self.changes(smaller, part).is_empty());
        Noticing::By(Box::new(example.sheet()), self.changes(&example, part))
    }

    /// How one part of a sheet's result differs with the mutation.
    fn changes(&self, example: &ExampleSheet<'_>, part: ResultPart) -> Vec<ResultChange> {
        let [was, is] = [self.framework, self.changed].map(|framework| example.assessment(framework));
        self.framework.stage_indices().flat_map(|stage| self.stage_changes(&was, &is, stage, part)).collect()
    }

    fn stage_changes(
        &self,
        was: &Assessment,
        is: &Assessment,
        stage: StageIx,
        part: ResultPart,
    ) -> Vec<ResultChange> {
        let id = &self.framework[stage].id;
        let [was, is] = [was, is].map(|result| &result.stages[stage.get()]);
        let change = |key: String, was: String, is: String| {
            (was != is).then(|| ResultChange { path: format!("stages.{id}.{key}"), was, is })
        };
        match part {
            ResultPart::Verdicts => {
                let [was, is] = [was, is].map(|result| result.verdict.id().to_owned());
                change("verdict".to_owned(), was, is).into_iter().collect()
            }
            ResultPart::Scores => {
                let [was, is] = [was, is].map(|result| result.score().to_string());
                change("score".to_owned(), was, is).into_iter().collect()
            }
            ResultPart::Gates => {
                let gate = |was: &GateResult| {
                    let now = is.gates.iter().find(|now| {
                        self.changed[now.gate].name(self.changed)
                            == self.framework[was.gate].name(self.framework)
                    });
                    let status = |status: GateStatus| status.id().to_owned();
                    let now = now.map_or_else(|| "none".to_owned(), |now| status(now.status));
                    change(
                        format!("gates.{}", self.framework[was.gate].name(self.framework)),
                        status(was.status),
                        now,
                    )
                };
                was.gates.iter().filter_map(gate).collect()
            }
        }
    }
}
