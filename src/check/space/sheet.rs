use std::fmt::Write as _;

use jiff::civil::{Date, date};
use toml_edit::{Array, InlineTable, Value};

use super::Combination;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{Choose, CriterionIx, FactIx, Framework};
use crate::scoring::{State, states};

/// What stands for evidence and for a reason in a sheet that is made up.
const STAND_IN: &str = "example";
/// Sheets that are made up have no dates, so that the day of scoring is of no matter.
const ANY_DAY: Date = date(2000, 1, 1);

/// A sheet in the making.
#[derive(Clone)]
pub(super) struct Example {
    pub(super) facts: Combination,
    pub(super) answers: Vec<(CriterionIx, Answer)>,
}

impl Example {
    /// Only facts.
    pub(super) fn of(facts: Combination) -> Self {
        Self { facts, answers: Vec::new() }
    }

    /// The same with one more answer: a proven level, or "does not apply".
    pub(super) fn answer(&mut self, framework: &Framework, criterion: CriterionIx, level: Option<usize>) {
        let top = framework[criterion].top();
        let answer = match level {
            None => Answer::new(Reply::NotApplicable(STAND_IN.to_owned())),
            Some(level) => {
                let level = u8::try_from(level).unwrap_or(top).min(top);
                let evidence = framework[criterion].needs_evidence(level).then(|| STAND_IN.to_owned());
                Answer { evidence: evidence.into_iter().collect(), ..Answer::new(Reply::Level(level)) }
            }
        };
        self.answers.retain(|(other, _)| *other != criterion);
        self.answers.push((criterion, answer));
    }

    pub(super) fn sheet(&self, framework: &Framework) -> AnswerSheet {
        let mut sheet = AnswerSheet::empty(framework);
        for (fact, choices) in &self.facts {
            sheet.set_fact(*fact, choices.clone());
        }
        for (criterion, answer) in &self.answers {
            sheet.set_answer(*criterion, answer.clone());
        }
        sheet
    }

    pub(super) fn states(&self, framework: &Framework) -> Vec<State> {
        states(framework, &self.sheet(framework), ANY_DAY)
    }

    /// Takes away and lowers whatever the example shows its point without.
    pub(super) fn shrink(&mut self, shows: impl Fn(&Self) -> bool) {
        while self.step(&shows) {}
    }

    fn step(&mut self, shows: impl Fn(&Self) -> bool) -> bool {
        let mut smaller = false;
        let mut attempt = |own: &mut Self, change: &dyn Fn(&mut Self)| {
            let mut other = own.clone();
            change(&mut other);
            let good = shows(&other);
            if good {
                *own = other;
                smaller = true;
            }
            good
        };
        for at in (0..self.facts.len()).rev() {
            if attempt(self, &|own| drop(own.facts.remove(at))) {
                continue;
            }
            for choice in self.facts[at].1.clone() {
                if self.facts[at].1.len() > 1 {
                    attempt(self, &|own| own.facts[at].1.retain(|other| *other != choice));
                }
            }
        }
        for at in (0..self.answers.len()).rev() {
            if attempt(self, &|own| drop(own.answers.remove(at))) {
                continue;
            }
            if !self.answers[at].1.evidence.is_empty() {
                attempt(self, &|own| own.answers[at].1.evidence.clear());
            }
            if let Reply::Level(level) = self.answers[at].1.reply {
                (0..level).any(|lower| attempt(self, &|own| own.answers[at].1.reply = Reply::Level(lower)));
            }
        }
        smaller
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
