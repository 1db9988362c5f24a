use std::fmt::Write as _;

use jiff::civil::{Date, date};
use toml_edit::{Array, InlineTable, Value};

use super::Combination;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx, Framework};
use crate::scoring::{State, state, states};

/// What stands for evidence and for a reason in a sheet that is made up.
const STAND_IN: &str = "example";
/// Sheets that are made up have no dates, so that the day of scoring is of no matter.
const ANY_DAY: Date = date(2000, 1, 1);

/// A sheet in the making.
pub(super) struct Example<'f> {
    framework: &'f Framework,
    /// The facts that it gives.
    pub(super) facts: Combination,
    /// The criteria that it answers, in the order in which they were named.
    answered: Vec<CriterionIx>,
    /// The same to be scored; here a fact that was taken away is unknown.
    sheet: AnswerSheet,
    /// The states of all criteria.
    states: Vec<State>,
}

impl<'f> Example<'f> {
    /// Only facts.
    pub(super) fn of(framework: &'f Framework, facts: Combination) -> Self {
        let mut sheet = AnswerSheet::empty(framework);
        for (fact, choices) in &facts {
            sheet.set_fact(*fact, choices.clone());
        }
        let states = states(framework, &sheet, ANY_DAY);
        Self { framework, facts, answered: Vec::new(), sheet, states }
    }

    /// The same with one more answer: a proven level, or "does not apply".
    pub(super) fn answer(&mut self, criterion: CriterionIx, level: Option<usize>) {
        let own = &self.framework[criterion];
        let top = own.top();
        let answer = match level {
            None => Answer::new(Reply::NotApplicable(STAND_IN.to_owned())),
            Some(level) => {
                let level = u8::try_from(level).unwrap_or(top).min(top);
                let evidence = own.needs_evidence(level).then(|| STAND_IN.to_owned());
                Answer { evidence: evidence.into_iter().collect(), ..Answer::new(Reply::Level(level)) }
            }
        };
        self.answered.retain(|other| *other != criterion);
        self.answered.push(criterion);
        self.set_answer(criterion, answer);
    }

    /// What it answers.
    pub(super) fn replies(&self) -> impl Iterator<Item = &Reply> {
        let replies = self.answered.iter().map(|criterion| &self.sheet.answer(*criterion).reply);
        replies.filter(|reply| **reply != Reply::Unanswered)
    }

    /// The sheet that it stands for.
    pub(super) fn sheet(&self) -> AnswerSheet {
        let mut sheet = Self::of(self.framework, self.facts.clone()).sheet;
        for criterion in &self.answered {
            sheet.set_answer(*criterion, self.sheet.answer(*criterion).clone());
        }
        sheet
    }

    /// The states of all criteria.
    pub(super) fn states(&self) -> &[State] {
        &self.states
    }

    /// An answer changes the state of its criterion alone.
    fn set_answer(&mut self, criterion: CriterionIx, answer: Answer) {
        self.sheet.set_answer(criterion, answer);
        self.states[criterion.get()] = state(self.framework, &self.sheet, criterion, ANY_DAY);
    }

    fn set_fact(&mut self, fact: FactIx, choices: Vec<ChoiceIx>) {
        self.sheet.set_fact(fact, choices);
        self.states = states(self.framework, &self.sheet, ANY_DAY);
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
        for at in (0..self.answered.len()).rev() {
            if self.says(at, Answer::default(), shows) {
                self.answered.remove(at);
                smaller = true;
                continue;
            }
            let own = self.sheet.answer(self.answered[at]).clone();
            let bare = Answer::new(own.reply.clone());
            let is_bare = own.evidence.is_empty();
            let own = if !is_bare && self.says(at, bare.clone(), shows) { bare } else { own };
            smaller |= !is_bare && own.evidence.is_empty();
            if let Reply::Level(level) = own.reply {
                let lower = |lower| Answer { reply: Reply::Level(lower), ..own.clone() };
                smaller |= (0..level).any(|level| self.says(at, lower(level), shows));
            }
        }
        smaller
    }

    /// Gives a fact these choices, if that shows it too.
    fn gives(&mut self, at: usize, choices: Vec<ChoiceIx>, shows: &impl Fn(&Self) -> bool) -> bool {
        let (fact, old) = self.facts[at].clone();
        self.set_fact(fact, choices.clone());
        let good = shows(self);
        if good {
            self.facts[at].1 = choices;
        } else {
            self.set_fact(fact, old);
        }
        good
    }

    /// Gives a criterion this answer, if that shows it too.
    fn says(&mut self, at: usize, answer: Answer, shows: &impl Fn(&Self) -> bool) -> bool {
        let criterion = self.answered[at];
        let old = self.sheet.answer(criterion).clone();
        self.set_answer(criterion, answer);
        let good = shows(self);
        if !good {
            self.set_answer(criterion, old);
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
