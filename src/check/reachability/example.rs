use std::cmp::Reverse;

use jiff::civil::{Date, date};

use super::analysis::Shown;
use super::stage::StageSpace;
use super::steps::Steps;
use super::{Combination, Finding, FindingKind};
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework, GateIx, GateMember, StageIx, Verdict};
use crate::scoring::{
    Assessment, GateStatus, StageScale, State, gate_statuses, score, stage_result, state, states,
};

const STAND_IN: &str = "example";
/// Generated sheets have no dates, so the day of scoring does not matter.
const ANY_DAY: Date = date(2000, 1, 1);

/// A sheet under construction, with the states that scoring gives it.
pub(super) struct ExampleSheet<'f> {
    framework: &'f Framework,
    sheet: AnswerSheet,
    facts: Vec<FactIx>,
    /// The criteria that it answers, in the order in which they were added.
    criteria: Vec<CriterionIx>,
    states: Vec<State>,
}

impl<'f> ExampleSheet<'f> {
    pub(super) fn of(framework: &'f Framework, facts: Combination) -> Self {
        let mut sheet = AnswerSheet::empty(framework);
        let given = facts.iter().map(|(fact, _)| *fact).collect();
        for (fact, choices) in facts {
            sheet.set_fact(fact, choices);
        }
        let states = states(framework, &sheet, ANY_DAY);
        Self { framework, sheet, facts: given, criteria: Vec::new(), states }
    }

    /// A sheet for a result of the analysis, the heaviest answers first.
    pub(super) fn showing(framework: &'f Framework, space: &StageSpace, shown: &Shown<'_>) -> Self {
        let facts = shown.alternatives.iter().flat_map(|a| a.facts.clone()).collect();
        let mut example = Self::of(framework, facts);
        let mut answers = shown.answers.clone();
        answers.sort_by_key(|(item, _)| (Reverse(space.items[*item].weight), *item));
        for (item, level) in answers {
            example.answer(space.items[item].criterion, level);
        }
        example
    }

    /// Its assessment under a framework with the same criteria and facts.
    pub(super) fn assessment(&self, framework: &Framework) -> Assessment {
        score(framework, &self.sheet, ANY_DAY)
    }

    pub(super) fn answer(&mut self, criterion: CriterionIx, level: Option<usize>) {
        let own = &self.framework[criterion];
        let answer = match level.map(|level| u8::try_from(level).unwrap_or(own.top()).min(own.top())) {
            Some(level) if own.needs_evidence(level) => {
                Answer { evidence: vec![STAND_IN.into()], ..Answer::new(Reply::Level(level)) }
            }
            Some(level) => Answer::new(Reply::Level(level)),
            None => Answer::new(Reply::NotApplicable(STAND_IN.to_owned())),
        };
        self.criteria.retain(|other| *other != criterion);
        self.criteria.push(criterion);
        self.set(criterion, answer);
    }

    pub(super) fn sheet(&self) -> AnswerSheet {
        let mut sheet = AnswerSheet::empty(self.framework);
        sheet.version = Some(self.framework.version().to_owned());
        for (fact, choices) in self.combination() {
            sheet.set_fact(fact, choices);
        }
        for criterion in &self.criteria {
            sheet.set_answer(*criterion, self.sheet.answer(*criterion).clone());
        }
        sheet
    }

    pub(super) fn combination(&self) -> Combination {
        let mut facts: Combination =
            self.facts.iter().map(|fact| (*fact, self.sheet.fact(*fact).to_vec())).collect();
        facts.sort();
        facts
    }

    /// Removes and lowers whatever is not needed to demonstrate the finding, as long as steps are left.
    pub(super) fn shrink(&mut self, steps: &Steps, shows: impl Fn(&Self) -> bool) {
        let cost = self.framework.criteria().len();
        let shows = |example: &Self| steps.take(cost) && shows(example);
        while self.step(&shows) {}
    }

    fn step(&mut self, shows: &impl Fn(&Self) -> bool) -> bool {
        let mut smaller = false;
        for at in (0..self.facts.len()).rev() {
            let fact = self.facts[at];
            if self.gives(fact, Vec::new(), shows) {
                self.facts.remove(at);
                smaller = true;
                continue;
            }
            for choice in self.sheet.fact(fact).to_vec() {
                let given = self.sheet.fact(fact).iter().copied();
                let fewer: Vec<_> = given.filter(|own| *own != choice).collect();
                smaller |= !fewer.is_empty() && self.gives(fact, fewer, shows);
            }
        }
        for at in (0..self.criteria.len()).rev() {
            let criterion = self.criteria[at];
            if self.says(criterion, Answer::default(), shows) {
                self.criteria.remove(at);
                smaller = true;
                continue;
            }
            let mut own = self.sheet.answer(criterion).clone();
            let bare = Answer { evidence: Vec::new(), ..own.clone() };
            if !own.evidence.is_empty() && self.says(criterion, bare.clone(), shows) {
                own = bare;
                smaller = true;
            }
            let Reply::Level(top) = own.reply else { continue };
            let mut lower = (0..top).map(|level| Answer { reply: Reply::Level(level), ..own.clone() });
            smaller |= lower.any(|lower| self.says(criterion, lower, shows));
        }
        smaller
    }

    fn gives(&mut self, fact: FactIx, choices: Vec<ChoiceIx>, shows: &impl Fn(&Self) -> bool) -> bool {
        let old = self.sheet.fact(fact).to_vec();
        self.sheet.set_fact(fact, choices);
        let new_states = states(self.framework, &self.sheet, ANY_DAY);
        let old_states = std::mem::replace(&mut self.states, new_states);
        let good = shows(self);
        if !good {
            self.sheet.set_fact(fact, old);
            self.states = old_states;
        }
        good
    }

    fn says(&mut self, criterion: CriterionIx, answer: Answer, shows: &impl Fn(&Self) -> bool) -> bool {
        let old = self.sheet.answer(criterion).clone();
        self.set(criterion, answer);
        let good = shows(self);
        if !good {
            self.set(criterion, old);
        }
        good
    }

    /// Sets an answer, which changes only the state of its criterion.
    fn set(&mut self, criterion: CriterionIx, answer: Answer) {
        self.sheet.set_answer(criterion, answer);
        self.states[criterion.get()] = state(self.framework, &self.sheet, criterion, ANY_DAY);
    }

    fn state(&self, criterion: CriterionIx) -> State {
        self.states[criterion.get()]
    }
}

/// What an example must demonstrate: a finding, by ordinary scoring. A finding without a stage needs no demonstration.
pub(super) struct Point<'f, 'a> {
    framework: &'f Framework,
    finding: &'a Finding,
    /// Only the finding's own stage matters, and an example is scored many times while it shrinks.
    stage: Option<(StageIx, StageScale<'f>)>,
}

impl<'f, 'a> Point<'f, 'a> {
    pub(super) fn new(framework: &'f Framework, finding: &'a Finding) -> Self {
        let stage = finding.stage.map(|stage| (stage, StageScale::new(framework, stage)));
        Self { framework, finding, stage }
    }

    pub(super) fn shows(&self, example: &ExampleSheet<'_>) -> bool {
        let Some((stage, scale)) = &self.stage else { return false };
        let (finding, stage) = (self.finding, *stage);
        let is = |verdict| scale.verdict(|criterion| example.state(criterion)) == verdict;
        let gate = || finding.gate.map(|gate| self.gate_status(gate, example));
        let result = || stage_result(self.framework, &example.states, stage);
        match finding.kind {
            FindingKind::StageOutOfReach => !is(Verdict::Ready),
            FindingKind::GateNeverPasses => gate().is_some_and(|status| status != GateStatus::Passed),
            FindingKind::LowestIsReady => {
                let reply = |own: &CriterionIx| &example.sheet.answer(*own).reply;
                let lowest = |own| matches!(reply(own), Reply::Unanswered | Reply::Level(0));
                example.criteria.iter().all(lowest) && is(Verdict::Ready)
            }
            FindingKind::GateNeverDecides => {
                let (points, ready_at) = (result().points, u64::from(self.framework[stage].ready_at));
                let short = points.score * 100 < ready_at * points.max;
                gate() == Some(GateStatus::Failed) && (short || is(Verdict::NotAssessed))
            }
            FindingKind::StageLeftEmpty => is(Verdict::NotAssessed) && !self.is_emptied(stage, example),
            FindingKind::StageEmptied => is(Verdict::NotAssessed) && self.is_emptied(stage, example),
            FindingKind::DominantCriterion => {
                let result = result();
                let own = result.criteria.iter().find(|own| Some(own.criterion) == finding.criterion);
                own.is_some_and(|own| {
                    let share = (own.points.max * 100).checked_div(result.points.max).unwrap_or(0);
                    let alone = own.points.score == own.points.max && own.points.score == result.points.score;
                    alone && finding.share.map(u64::from) == Some(share)
                })
            }
            FindingKind::GateEscaped => is(Verdict::Ready) && self.is_escaped(example),
            FindingKind::NotApplicablePays => self.is_ready(example) && !self.is_ready_at_lowest(example),
            FindingKind::BandOutOfReach | FindingKind::CriterionWithoutEffect | FindingKind::Capped => false,
        }
    }

    fn gate_status(&self, gate: GateIx, example: &ExampleSheet<'_>) -> GateStatus {
        let [claimed, _] = gate_statuses(&self.framework[gate], |criterion| example.state(criterion));
        claimed
    }

    /// Whether "does not apply" waives the gate of the finding.
    fn is_escaped(&self, example: &ExampleSheet<'_>) -> bool {
        let Some(gate) = self.finding.gate else { return false };
        let said = |own: &GateMember| {
            example.state(own.criterion) == State::NotApplicable
                && !self.framework[own.criterion].met_if_not_applicable
        };
        self.gate_status(gate, example) == GateStatus::Waived && self.framework[gate].members.iter().any(said)
    }

    /// Whether an example is ready with "does not apply" to the criterion of the finding.
    pub(super) fn is_ready(&self, example: &ExampleSheet<'_>) -> bool {
        let (Some(own), Some((_, scale))) = (self.finding.criterion, &self.stage) else { return false };
        let verdict = scale.verdict(|criterion| example.state(criterion));
        example.state(own) == State::NotApplicable && verdict == Verdict::Ready
    }

    fn is_ready_at_lowest(&self, example: &ExampleSheet<'_>) -> bool {
        let state = |criterion: CriterionIx| match self.finding.criterion {
            Some(own) if own == criterion => State::at(0),
            _ => example.state(criterion),
        };
        self.stage.as_ref().is_some_and(|(_, scale)| scale.verdict(state) == Verdict::Ready)
    }

    fn is_emptied(&self, stage: StageIx, example: &ExampleSheet<'_>) -> bool {
        let weighty = |own: &CriterionIx| self.framework[*own].weight(stage) > 0;
        let mut all = self.framework.criterion_indices().filter(weighty);
        all.any(|own| example.state(own) == State::NotApplicable)
    }
}
