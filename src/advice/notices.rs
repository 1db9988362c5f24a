use jiff::civil::Date;

use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{Clause, Conflict, CriterionIx, FactIx, Framework, LanguageIx};
use crate::say;
use crate::scoring::State;
use crate::source::{Diagnostic, codes};
use crate::text::{Lang, Say};

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
    let id = &criterion.id;
    let mut out = Vec::new();
    if let Some(date) = answer.date.filter(|date| *date > as_of) {
        out.push(future_date(date, as_of));
    }
    match (&answer.reply, state) {
        (Reply::Unanswered, _) => {}
        (_, State::Skipped) => {
            let message = say!(
                "`{id}` is answered, but the facts say that it does not apply",
                "`{id}` に回答がありますが、前提項目の回答により対象外です"
            );
            out.push(Diagnostic::new(codes::SKIPPED_ANSWER, message));
        }
        (Reply::Level(_) | Reply::NotApplicable(_), State::Unknown) => {
            let days = criterion.valid_days.unwrap_or_default();
            let message = say!(
                "the answer to `{id}` is older than {days} days and counts as unknown",
                "`{id}` の回答は有効期間の{days}日を過ぎているため、「わからない」として扱いました"
            );
            let help = say!("answer it again", "もう一度回答してください。");
            out.push(Diagnostic::new(codes::STALE_ANSWER, message).help(help));
        }
        _ => {}
    }
    out
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

fn open_fact(framework: &Framework, fact: FactIx) -> Diagnostic {
    let id = &framework[fact].id;
    let message = say!(
        "`{id}` is not given: everything that depends on it is asked and scored",
        "`{id}` が未回答のため、関係する評価項目をすべて採点に含めました"
    );
    Diagnostic::new(codes::OPEN_FACT, message).key(format!("facts.{id}"))
}

fn clash(
    framework: &Framework,
    sheet: &AnswerSheet,
    states: &[State],
    conflict: &Conflict,
) -> Option<Diagnostic> {
    let mut parts: Vec<Say> = Vec::new();
    let mut key = None;
    for clause in &conflict.when {
        match clause {
            Clause::Levels(criterion, levels) => {
                let level = states[criterion.get()].level().filter(|level| levels.contains(level))?;
                let id = &framework[*criterion].id;
                key.get_or_insert_with(|| format!("answers.{id}"));
                parts.push(say!("{id}: level {level}", "{id}：レベル{level}"));
            }
            Clause::Choices(fact, choices) => {
                let given = sheet.fact(*fact).iter().find(|choice| choices.contains(choice))?;
                let (id, choice) = (&framework[*fact].id, &framework[*fact].choices[given.get()].id);
                parts.push(say!("{id}: {choice}", "{id}：{choice}"));
            }
        }
    }
    let says = |lang: Lang, language: LanguageIx| {
        let list: Vec<_> = parts.iter().map(|part| part.to(lang)).collect();
        let text = conflict.says.to(language);
        lang.of(format!("{text} ({})", list.join(", ")), format!("{text}（{}）", list.join("、")))
    };
    let message = Say {
        en: says(Lang::En, framework.language(Lang::En)),
        ja: says(Lang::Ja, framework.language(Lang::Ja)),
    };
    let notice = Diagnostic::new(codes::CONFLICT, message);
    Some(match key {
        Some(key) => notice.key(key),
        None => notice,
    })
}
