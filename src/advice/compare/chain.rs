use std::borrow::Cow;

use jiff::civil::Date;

use super::Side;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{CriterionIx, Framework};
use crate::scoring::{Assessment, score};

/// The old assessment, then one after each cause; the last is the new assessment.
pub(super) fn chain<'a>(old: Side<'a>, carried: &AnswerSheet, new: Side<'a>) -> [Cow<'a, Assessment>; 6] {
    let framework = new.framework;
    let sheet = &new.assessed.sheet;
    let (from, to) = (old.assessed.as_of, new.assessed.as_of);
    let mut other_facts = carried.clone();
    for fact in framework.fact_indices() {
        other_facts.set_fact(fact, sheet.fact(fact).to_vec());
    }
    let aged = with_answers(framework, &other_facts, |criterion| Answer {
        date: date_now(carried, sheet, criterion),
        ..carried.answer(criterion).clone()
    });
    let answered = with_answers(framework, &aged, |criterion| Answer {
        reply: sheet.answer(criterion).reply.clone(),
        ..aged.answer(criterion).clone()
    });
    let scored = |sheet: &AnswerSheet, day: Date| Cow::Owned(score(framework, sheet, day));
    [
        Cow::Borrowed(&old.assessed.assessment),
        scored(carried, from),
        scored(&other_facts, from),
        scored(&aged, to),
        scored(&answered, to),
        Cow::Borrowed(&new.assessed.assessment),
    ]
}

/// The sheet with other answers. They carry their own dates, so the date of the sheet must no longer count.
fn with_answers(
    framework: &Framework,
    sheet: &AnswerSheet,
    answer: impl Fn(CriterionIx) -> Answer,
) -> AnswerSheet {
    let mut other = sheet.clone();
    other.date = None;
    for criterion in framework.criterion_indices() {
        other.set_answer(criterion, answer(criterion));
    }
    other
}

/// The new date of an answer if it was given again, even if unchanged; its old one if it is missing now.
fn date_now(old: &AnswerSheet, new: &AnswerSheet, criterion: CriterionIx) -> Option<Date> {
    let sheet = if new.answer(criterion).reply == Reply::Unanswered { old } else { new };
    sheet.answer(criterion).date.or(sheet.date)
}
