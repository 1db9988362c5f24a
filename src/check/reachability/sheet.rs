use std::fmt::Write as _;

use jiff::civil::{Date, date};
use toml_edit::{Array, InlineTable, Value};

use super::Combination;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx, Framework};
use crate::scoring::{State, claim, states};

/// What stands for evidence and for a reason in a sheet that is made up.
const STAND_IN: &str = "example";
/// Sheets that are made up have no dates, so that the day of scoring is of no matter.
const ANY_DAY: Date = date(2000, 1, 1);

/// A sheet in the making.
pub(super) struct Example<'f> {
    framework: &'f Framework,
    /// The facts that it gives.
    pub(super) facts: Combination,
    /// The criteria that it answers, in the order in which they were named; with nothing where an answer was taken away.
    answers: Vec<(CriterionIx, Option<Given>)>,
    /// The states of all criteria.
    states: Vec<State>,
}

/// What is answered to a criterion, as far as it matters to scoring.
#[derive(Clone, Copy)]
struct Given {
    /// No level is "does not apply".
    level: Option<u8>,
    evidence: bool,
}

impl<'f> Example<'f> {
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
        let given = Some(Given { level, evidence: level.is_some_and(|level| own.needs_evidence(level)) });
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
        for (fact, choices) in &self.facts {
            sheet.set_fact(*fact, choices.clone());
        }
        for (criterion, given) in &self.answers {
            let Some(Given { level, evidence }) = given else { continue };
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
    fn state(&self, criterion: CriterionIx, given: Option<Given>) -> State {
        let own = &self.framework[criterion];
        let choices = |fact| self.facts.iter().find(|(of, _)| *of == fact).map_or(&[][..], |(_, own)| own);
        if !own.condition.holds(choices) {
            return State::Skipped;
        }
        match given {
            None => State::Unanswered,
            Some(Given { level: None, .. }) => State::NotApplicable,
            Some(Given { level: Some(level), evidence }) => claim(own, level, evidence),
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
            let bare = Given { evidence: false, ..own };
            if own.evidence && self.says(at, Some(bare), shows) {
                own = bare;
                smaller = true;
            }
            let mut lower = (0..own.level.unwrap_or(0)).map(|level| Given { level: Some(level), ..own });
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
    fn says(&mut self, at: usize, given: Option<Given>, shows: &impl Fn(&Self) -> bool) -> bool {
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

/// A sheet as the text of a TOML file: what it gives, in the order of the framework.
pub fn to_toml(framework: &Framework, sheet: &AnswerSheet) -> String {
    let mut out = String::new();
    let mut line = |key: &str, value: Value| {
        let _ = writeln!(out, "{key} = {}", value.decorated("", ""));
    };
    line("framework", framework.id().into());
    line("version", framework.version().into());
    for (key, text) in
        [("subject", &sheet.subject), ("ref", &sheet.reference), ("respondent", &sheet.respondent)]
    {
        if let Some(text) = text {
            line(key, text.as_str().into());
        }
    }
    if let Some(date) = sheet.date {
        line("date", date_value(date));
    }
    let given: Vec<_> = framework.fact_indices().filter(|fact| sheet.fact_is_answered(*fact)).collect();
    out.push_str(if given.is_empty() { "" } else { "\n[facts]\n" });
    for fact in given {
        let _ = writeln!(out, "{} = {}", framework[fact].id, fact_value(framework, sheet, fact));
    }
    out.push_str("\n[answers]\n");
    for criterion in framework.criterion_indices() {
        if let Some(value) = answer_value(sheet.answer(criterion)) {
            let _ = writeln!(out, "{} = {}", framework[criterion].id, value.decorated("", ""));
        }
    }
    out
}

fn fact_value(framework: &Framework, sheet: &AnswerSheet, fact: FactIx) -> Value {
    let ids = || sheet.fact(fact).iter().map(|choice| framework[fact].choices[choice.get()].id.as_str());
    match (framework[fact].choose, ids().next()) {
        (_, None) => "unknown".into(),
        (Choose::One, Some(id)) => id.into(),
        (Choose::Many, _) => Value::Array(ids().collect::<Array>()),
    }
}

fn answer_value(answer: &Answer) -> Option<Value> {
    let mut table = InlineTable::new();
    match &answer.reply {
        Reply::Unanswered => {}
        Reply::Unknown => drop(table.insert("level", "unknown".into())),
        Reply::Level(level) => drop(table.insert("level", i64::from(*level).into())),
        Reply::NotApplicable(reason) => drop(table.insert("not_applicable", reason.as_str().into())),
    }
    if !answer.evidence.is_empty() {
        table.insert("evidence", Value::Array(answer.evidence.iter().map(String::as_str).collect()));
    }
    if let Some(note) = &answer.note {
        table.insert("note", note.as_str().into());
    }
    if let Some(date) = answer.date {
        table.insert("date", date_value(date));
    }
    match (table.len(), table.get("level")) {
        (0, _) => None,
        (1, Some(level)) => Some(level.clone()),
        _ => Some(table.into()),
    }
}

fn date_value(date: Date) -> Value {
    // Every civil date is a date of TOML; should one not be, its text is still readable.
    date.to_string().parse::<toml_edit::Datetime>().map_or_else(|_| date.to_string().into(), Value::from)
}
