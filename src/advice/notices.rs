use jiff::civil::Date;

use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, Clause, Conflict, Criterion, CriterionIx, FactIx, Framework, LanguageIx};
use crate::say;
use crate::scoring::State;
use crate::source::{Diagnostic, codes};
use crate::text::{Bilingual, Lang};

/// What is odd about a sheet on a day: answers that no longer count, dates in the future, facts that could
/// still change what applies, answers that do not fit together.
pub(super) fn notices(
    framework: &Framework,
    sheet: &AnswerSheet,
    states: &[State],
    as_of: Date,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if let Some(date) = sheet.date.filter(|date| *date > as_of) {
        out.push(future_date(date, as_of).key("date"));
    }
    out.extend(open_facts(framework, sheet).map(|fact| open_fact(framework, fact)));
    for criterion in framework.criterion_indices() {
        let answer = sheet.answer(criterion);
        let id = &framework[criterion].id;
        let found = answer_notice(framework, sheet, criterion, states[criterion.get()], as_of);
        out.extend(found.into_iter().map(|notice| place(notice.key(format!("answers.{id}")), sheet, answer)));
    }
    out.extend(conflicts(framework, sheet, states).into_iter().map(|(_, notice)| notice));
    out
}

/// The conflicts of the framework that hold, each by its position, with both answers in words.
pub fn conflicts(framework: &Framework, sheet: &AnswerSheet, states: &[State]) -> Vec<(usize, Diagnostic)> {
    let all = framework.conflicts().iter().enumerate();
    all.filter_map(|(position, conflict)| Some((position, clash(framework, sheet, states, conflict)?)))
        .collect()
}

fn place(notice: Diagnostic, sheet: &AnswerSheet, answer: &Answer) -> Diagnostic {
    match (sheet.file(), &answer.span) {
        (Some(file), Some(span)) => notice.at(file, span.clone()),
        _ => notice,
    }
}

fn answer_notice(
    framework: &Framework,
    sheet: &AnswerSheet,
    index: CriterionIx,
    state: State,
    as_of: Date,
) -> Vec<Diagnostic> {
    let (criterion, answer) = (&framework[index], sheet.answer(index));
    let mut out = Vec::new();
    if let Some(date) = answer.date.filter(|date| *date > as_of) {
        out.push(future_date(date, as_of));
    }
    match (&answer.reply, state) {
        (Reply::Unanswered, _) => {}
        (_, State::Skipped) => out.push(skipped_answer(criterion)),
        (Reply::Level(_) | Reply::NotApplicable(_), State::Unknown) => out.push(stale_answer(criterion)),
        _ => {}
    }
    out
}

/// Says that an answer does not count because of the facts.
pub(crate) fn skipped_answer(Criterion { id, .. }: &Criterion) -> Diagnostic {
    let message = say!(
        "`{id}` is answered, but the facts say that it does not apply",
        "`{id}` に回答がありますが、前提項目の回答により対象外です"
    );
    Diagnostic::new(codes::SKIPPED_ANSWER, message)
}

/// Says that an answer is too old.
pub(crate) fn stale_answer(Criterion { id, valid_days, .. }: &Criterion) -> Diagnostic {
    let days = valid_days.unwrap_or_default();
    let message = say!(
        "the answer to `{id}` is older than {days} days and counts as unknown",
        "`{id}` の回答は有効期間の{days}日を過ぎているため、「わからない」として扱いました"
    );
    let help = say!("answer it again", "もう一度回答してください。");
    Diagnostic::new(codes::STALE_ANSWER, message).help(help)
}

fn future_date(date: Date, as_of: Date) -> Diagnostic {
    let message = say!("the date {date} is after {as_of}", "日付 {date} が採点の基準日 {as_of} より後です");
    Diagnostic::new(codes::FUTURE_DATE, message)
}

/// The facts that are not given although one of their choices would make some criterion drop out.
pub(super) fn open_facts<'a>(
    framework: &'a Framework,
    sheet: &'a AnswerSheet,
) -> impl Iterator<Item = FactIx> + 'a {
    framework.fact_indices().filter(|fact| sheet.fact(*fact).is_empty()).filter(|fact| {
        let choices = framework[*fact].choices.len();
        framework.criterion_indices().any(|criterion| {
            let mut clauses = framework[criterion].condition.0.iter();
            let uses = clauses.any(|(of, allowed)| of == fact && allowed.len() < choices);
            uses && sheet.applies(framework, criterion)
        })
    })
}

/// Says that a fact is not given although it matters.
pub(crate) fn open_fact(framework: &Framework, fact: FactIx) -> Diagnostic {
    let id = &framework[fact].id;
    let message = say!(
        "`{id}` is not given: everything that depends on it is asked and scored",
        "`{id}` が未回答のため、関係する評価項目をすべて採点に含めました"
    );
    Diagnostic::new(codes::OPEN_FACT, message).key(format!("facts.{id}"))
}

/// The notice of a conflict, if all its clauses hold.
fn clash(
    framework: &Framework,
    sheet: &AnswerSheet,
    states: &[State],
    conflict: &Conflict,
) -> Option<Diagnostic> {
    let holding = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => {
            let level = states[criterion.get()].level().filter(|level| levels.contains(level))?;
            Some(Held::Level(*criterion, level))
        }
        Clause::Choices(fact, choices) => {
            let given = choices.iter().find(|choice| sheet.fact(*fact).contains(choice))?;
            Some(Held::Choice(*fact, *given))
        }
    };
    let held: Vec<Held> = conflict.when.iter().map(holding).collect::<Option<_>>()?;
    Some(conflict_notice(framework, conflict, &held))
}

/// What makes one clause of a conflict hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Held {
    /// A criterion is at this level.
    Level(CriterionIx, u8),
    /// A fact has this choice.
    Choice(FactIx, ChoiceIx),
}

/// Says that answers do not fit together, and which.
pub(crate) fn conflict_notice(framework: &Framework, conflict: &Conflict, held: &[Held]) -> Diagnostic {
    let part = |held: &Held| match *held {
        Held::Level(criterion, level) => {
            let id = &framework[criterion].id;
            say!("{id}: level {level}", "{id}：レベル{level}")
        }
        Held::Choice(fact, choice) => {
            let (id, choice) = (&framework[fact].id, &framework[fact].choices[choice.get()].id);
            say!("{id}: {choice}", "{id}：{choice}")
        }
    };
    let parts: Vec<Bilingual> = held.iter().map(part).collect();
    let says = |lang: Lang, language: LanguageIx| {
        let list: Vec<_> = parts.iter().map(|part| part.to(lang)).collect();
        let text = conflict.says.to(language);
        lang.of(format!("{text} ({})", list.join(", ")), format!("{text}（{}）", list.join("、")))
    };
    let message = Bilingual {
        en: says(Lang::En, framework.language(Lang::En)),
        ja: says(Lang::Ja, framework.language(Lang::Ja)),
    };
    let notice = Diagnostic::new(codes::CONFLICT, message);
    let first = held.iter().find_map(|held| match held {
        Held::Level(criterion, _) => Some(format!("answers.{}", framework[*criterion].id)),
        Held::Choice(..) => None,
    });
    match first {
        Some(key) => notice.key(key),
        None => notice,
    }
}
