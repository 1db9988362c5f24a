use jiff::civil::{Date, date};

use super::Combination;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, CriterionIx, Framework};
use crate::scoring::{State, claim, states};

/// What stands for evidence and for a reason in a sheet that is made up.
const STAND_IN: &str = "example";
/// Sheets that are made up have no dates, so that the day of scoring is of no matter.
const ANY_DAY: Date = date(2000, 1, 1);

/// A sheet in the making.
pub(super) struct ExampleSheet<'f> {
    framework: &'f Framework,
    /// The facts that it gives.
    pub(super) facts: Combination,
    /// The criteria that it answers, in the order in which they were named; with nothing where an answer was taken away.
    answers: Vec<(CriterionIx, Option<GivenAnswer>)>,
    /// The states of all criteria.
    states: Vec<State>,
}

/// What is answered to a criterion, as far as it matters to scoring.
#[derive(Clone, Copy)]
struct GivenAnswer {
    /// No level is "does not apply".
    level: Option<u8>,
    evidence: bool,
}

impl<'f> ExampleSheet<'f> {
    /// Only facts.
    pub(super) fn of(framework: &'f Framework, facts: Combination) -> Self {
        let mut example = Self { framework, facts, answers: Vec::new(), states: Vec::new() };
        example.states = example.all_states();
        example
    }

    /// The same with one more answer: a proven level, or "does not apply".
    pub(super) fn answer(&mut self, criterion: CriterionIx, level: Option<usize>) {
        let own = &self.framework[criterion];
        let level = level.map(|level| u8::try_from(level).unwrap_or(own.top()).min(own.top()));
        let given =
            Some(GivenAnswer { level, evidence: level.is_some_and(|level| own.needs_evidence(level)) });
        self.answers.retain(|(other, _)| *other != criterion);
        self.answers.push((criterion, given));
        self.states[criterion.get()] = self.state(criterion, given);
    }

    /// Whether all that it answers is the lowest level.
    pub(super) fn is_at_lowest(&self) -> bool {
        self.answers.iter().filter_map(|(_, given)| *given).all(|given| given.level == Some(0))
    }

    /// The sheet that it stands for.
    pub(super) fn sheet(&self) -> AnswerSheet {
        let mut sheet = AnswerSheet::empty(self.framework);
        sheet.version = Some(self.framework.version().to_owned());
        for (fact, choices) in &self.facts {
            sheet.set_fact(*fact, choices.clone());
        }
        for (criterion, given) in &self.answers {
            let Some(GivenAnswer { level, evidence }) = given else { continue };
            let reply = level.map_or_else(|| Reply::NotApplicable(STAND_IN.to_owned()), Reply::Level);
            let evidence = evidence.then(|| STAND_IN.to_owned()).into_iter().collect();
            sheet.set_answer(*criterion, Answer { evidence, ..Answer::new(reply) });
        }
        debug_assert_eq!(self.states, states(self.framework, &sheet, ANY_DAY), "as any other sheet");
        sheet
    }

    /// The states of all criteria.
    pub(super) fn states(&self) -> &[State] {
        &self.states
    }

    fn all_states(&self) -> Vec<State> {
        let mut all: Vec<_> =
            self.framework.criterion_indices().map(|criterion| self.state(criterion, None)).collect();
        for (criterion, given) in &self.answers {
            all[criterion.get()] = self.state(*criterion, *given);
        }
        all
    }

    /// The state of a criterion to which this is answered: what `scoring` says of the sheet, without making one.
    fn state(&self, criterion: CriterionIx, given: Option<GivenAnswer>) -> State {
        let own = &self.framework[criterion];
        let choices = |fact| self.facts.iter().find(|(of, _)| *of == fact).map_or(&[][..], |(_, own)| own);
        if !own.condition.holds(choices) {
            return State::Skipped;
        }
        match given {
            None => State::Unanswered,
            Some(GivenAnswer { level: None, .. }) => State::NotApplicable,
            Some(GivenAnswer { level: Some(level), evidence }) => claim(own, level, evidence),
        }
    }

    /// Takes away and lowers whatever the example shows its point without.
    pub(super) fn shrink(&mut self, shows: impl Fn(&Self) -> bool) {
        while self.step(&shows) {}
    }

    fn step(&mut self, shows: &impl Fn(&Self) -> bool) -> bool {
        let mut smaller = false;
        for at in (0..self.facts.len()).rev() {
            if self.gives(at, Vec::new(), shows) {
                self.facts.remove(at);
                smaller = true;
                continue;
            }
            for choice in self.facts[at].1.clone() {
                let fewer: Vec<_> = self.facts[at].1.iter().copied().filter(|own| *own != choice).collect();
                smaller |= !fewer.is_empty() && self.gives(at, fewer, shows);
            }
        }
        for at in (0..self.answers.len()).rev() {
            if self.says(at, None, shows) {
                self.answers.remove(at);
                smaller = true;
                continue;
            }
            let Some(mut own) = self.answers[at].1 else { continue };
            let bare = GivenAnswer { evidence: false, ..own };
            if own.evidence && self.says(at, Some(bare), shows) {
                own = bare;
                smaller = true;
            }
            let mut lower =
                (0..own.level.unwrap_or(0)).map(|level| GivenAnswer { level: Some(level), ..own });
            smaller |= lower.any(|lower| self.says(at, Some(lower), shows));
        }
        smaller
    }

    /// Gives a fact these choices, if that shows it too.
    fn gives(&mut self, at: usize, choices: Vec<ChoiceIx>, shows: &impl Fn(&Self) -> bool) -> bool {
        let old_choices = std::mem::replace(&mut self.facts[at].1, choices);
        let states = self.all_states();
        let old_states = std::mem::replace(&mut self.states, states);
        let good = shows(self);
        if !good {
            self.facts[at].1 = old_choices;
            self.states = old_states;
        }
        good
    }

    /// Gives a criterion this answer, if that shows it too.
    fn says(&mut self, at: usize, given: Option<GivenAnswer>, shows: &impl Fn(&Self) -> bool) -> bool {
        // An answer changes the state of its criterion alone.
        let criterion = self.answers[at].0;
        let state = self.state(criterion, given);
        let old = std::mem::replace(&mut self.answers[at].1, given);
        let old_state = std::mem::replace(&mut self.states[criterion.get()], state);
        let good = shows(self);
        if !good {
            self.answers[at].1 = old;
            self.states[criterion.get()] = old_state;
        }
        good
    }
}
