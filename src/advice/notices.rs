use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, Clause, Conflict, Criterion, CriterionIx, FactIx, Framework, LanguageIx};
use crate::scoring::{Expired, State, expired};
use crate::source::{Diagnostic, codes};
use crate::text::{Bilingual, Lang, count, say};

/// What scoring can find odd about a sheet; the wording is the same for every sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Oddity {
    FutureSheet(Date),
    OpenFact(FactIx),
    FutureAnswer(CriterionIx, Date),
    FutureEvidence(CriterionIx, Date, bool),
    Skipped(CriterionIx),
    Expired(CriterionIx, Expired),
    Proposed(CriterionIx, String),
    Conflict(usize, Vec<HoldingClause>),
}

/// The notices of a framework on a day, each worded once and shared by all sheets that have it.
#[derive(Debug)]
pub(crate) struct NoticeBook<'f> {
    framework: &'f Framework,
    as_of: Date,
    known: BTreeMap<Oddity, Arc<Diagnostic>>,
}

/// How many notices are cached; only those with dates can become that many.
const REMEMBERED: usize = 10_000;

impl<'f> NoticeBook<'f> {
    pub(crate) fn new(framework: &'f Framework, as_of: Date) -> Self {
        Self { framework, as_of, known: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, sheet: &AnswerSheet, states: &[State], out: &mut Vec<Arc<Diagnostic>>) {
        let (framework, as_of) = (self.framework, self.as_of);
        if let Some(date) = sheet.date.filter(|date| *date > as_of) {
            out.push(self.notice(Oddity::FutureSheet(date)));
        }
        for fact in open_facts(framework, sheet) {
            out.push(self.notice(Oddity::OpenFact(fact)));
        }
        for criterion in framework.criterion_indices() {
            let answer = sheet.answer(criterion);
            let state = states[criterion.get()];
            if let Some(date) = answer.date.filter(|date| *date > as_of) {
                out.push(self.notice_at(Oddity::FutureAnswer(criterion, date), sheet, answer));
            }
            let claimed = answer.evidence.iter().filter(|_| state.level().is_some());
            let times = claimed.filter(|own| own.proves()).filter_map(|own| own.time_after(as_of));
            if let Some((date, proves_nothing)) = times.max_by_key(|(date, nothing)| (*nothing, *date)) {
                let oddity = Oddity::FutureEvidence(criterion, date, proves_nothing);
                out.push(self.notice_at(oddity, sheet, answer));
            }
            if state == State::Skipped && answer.reply != Reply::Unanswered {
                out.push(self.notice_at(Oddity::Skipped(criterion), sheet, answer));
            }
            if let (Some(proposal), true) = (&answer.proposal, state.is_proposed()) {
                out.push(self.notice_at(Oddity::Proposed(criterion, proposal.in_short().by), sheet, answer));
            }
            if state == State::Unknown
                && let Some(expired) = expired(framework, sheet, criterion, as_of)
            {
                out.push(self.notice_at(Oddity::Expired(criterion, expired), sheet, answer));
            }
        }
        for (position, conflict) in framework.conflicts().iter().enumerate() {
            if let Some(held) = clash(sheet, states, conflict) {
                out.push(self.notice(Oddity::Conflict(position, held)));
            }
        }
    }

    fn notice(&mut self, oddity: Oddity) -> Arc<Diagnostic> {
        if let Some(known) = self.known.get(&oddity) {
            return Arc::clone(known);
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let notice = Arc::new(in_words(self.framework, &oddity, self.as_of));
        self.known.insert(oddity, Arc::clone(&notice));
        notice
    }

    /// A notice about an answer, with its place if the sheet knows where it was read.
    fn notice_at(&mut self, oddity: Oddity, sheet: &AnswerSheet, answer: &Answer) -> Arc<Diagnostic> {
        let notice = self.notice(oddity);
        match (sheet.file(), &answer.span) {
            (Some(file), Some(span)) => Arc::new(Diagnostic::clone(&notice).at(file, span.clone())),
            _ => notice,
        }
    }
}

fn in_words(framework: &Framework, oddity: &Oddity, as_of: Date) -> Diagnostic {
    let key = |criterion: CriterionIx| format!("answers.{}", framework[criterion].id);
    match oddity {
        Oddity::FutureSheet(date) => future_date(*date, as_of).key("date"),
        Oddity::OpenFact(fact) => open_fact(framework, *fact),
        Oddity::FutureAnswer(criterion, date) => future_date(*date, as_of).key(key(*criterion)),
        Oddity::FutureEvidence(criterion, date, proves_nothing) => {
            future_evidence(&framework[*criterion], *date, as_of, *proves_nothing).key(key(*criterion))
        }
        Oddity::Skipped(criterion) => skipped_answer(&framework[*criterion]).key(key(*criterion)),
        Oddity::Expired(criterion, expired) => {
            stale_answer(&framework[*criterion], *expired).key(key(*criterion))
        }
        Oddity::Proposed(criterion, by) => {
            unconfirmed_proposal(&framework[*criterion], by).key(key(*criterion))
        }
        Oddity::Conflict(index, held) => conflict_notice(framework, &framework.conflicts()[*index], held),
    }
}

/// The framework's conflicts that this sheet has, each by its position, with both answers in words.
pub fn conflicts(framework: &Framework, sheet: &AnswerSheet, states: &[State]) -> Vec<(usize, Diagnostic)> {
    let all = framework.conflicts().iter().enumerate();
    let holding = all.filter_map(|(position, conflict)| {
        let held = clash(sheet, states, conflict)?;
        Some((position, conflict_notice(framework, conflict, &held)))
    });
    holding.collect()
}

fn skipped_answer(Criterion { id, .. }: &Criterion) -> Diagnostic {
    let message = say!(
        "`{id}` is answered, but the facts say that it does not apply",
        "`{id}` に回答がありますが、前提項目の回答により対象外です"
    );
    Diagnostic::new(codes::SKIPPED_ANSWER, message)
}

fn stale_answer(Criterion { id, valid_days, .. }: &Criterion, expired: Expired) -> Diagnostic {
    let (days, date) = (valid_days.unwrap_or_default(), expired.date);
    let days_en = count(days, "day");
    let was = match expired.level {
        Some(level) => say!("level {level}", "レベル{level}"),
        None => say!("does not apply", "該当しない"),
    };
    let Bilingual { en, ja } = was;
    let message = say!(
        "the answer to `{id}` ({en}, {date}) has expired: it counts for {days_en}",
        "`{id}` の回答（{ja}、{date}）は期限切れです（有効期間は{days}日）"
    );
    let help = say!("answer it again", "もう一度回答してください。");
    Diagnostic::new(codes::STALE_ANSWER, message).help(help)
}

fn unconfirmed_proposal(Criterion { id, .. }: &Criterion, by: &str) -> Diagnostic {
    let message = say!(
        "`{id}` is proposed by {by}, and nobody has confirmed it: nothing of it counts as proven",
        "`{id}` は「{by}」による提案で、まだ確認されていないため、「根拠あり」には数えません"
    );
    let help = say!(
        "go through it with `outside-in assess`, or remove `proposed_by`, `quote` and `place` if it is true",
        "`outside-in assess` で確認するか、正しければ `proposed_by`、`quote`、`place` を削除してください。"
    );
    Diagnostic::new(codes::UNCONFIRMED_PROPOSAL, message).help(help)
}

fn future_date(date: Date, as_of: Date) -> Diagnostic {
    let message = say!("the date {date} is after {as_of}", "日付 {date} が採点の基準日 {as_of} より後です");
    Diagnostic::new(codes::FUTURE_DATE, message)
}

fn future_evidence(
    Criterion { id, .. }: &Criterion,
    date: Date,
    as_of: Date,
    proves_nothing: bool,
) -> Diagnostic {
    let message = if proves_nothing {
        say!(
            "the evidence of `{id}` is still to come: {date} is after {as_of}, so it proves nothing",
            "`{id}` の根拠資料は採点の基準日 {as_of} より後（{date}）の予定のため、根拠とはみなしません"
        )
    } else {
        say!(
            "the evidence of `{id}` is dated {date}, after {as_of}",
            "`{id}` の根拠資料の日付 {date} が採点の基準日 {as_of} より後です"
        )
    };
    let help = if proves_nothing {
        say!("name it when it exists; until then leave it out", "資料ができてから記入してください。")
    } else {
        say!(
            "it counts; if it does not exist today, leave it out",
            "根拠として数えました。現時点で存在しない資料であれば、外してください。"
        )
    };
    Diagnostic::new(codes::FUTURE_DATE, message).help(help)
}

/// The facts that are not given although one of their choices would exclude some criterion.
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

/// What satisfies each clause of a conflict, if all are satisfied.
fn clash(sheet: &AnswerSheet, states: &[State], conflict: &Conflict) -> Option<Vec<HoldingClause>> {
    let holding = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => {
            let level = states[criterion.get()].level().filter(|level| levels.contains(level))?;
            Some(HoldingClause::Level(*criterion, level))
        }
        Clause::Choices(fact, choices) => {
            let given = choices.iter().find(|choice| sheet.fact(*fact).contains(choice))?;
            Some(HoldingClause::Choice(*fact, *given))
        }
    };
    // Few hold, and only those need an allocation.
    let all_hold = conflict.when.iter().all(|clause| holding(clause).is_some());
    all_hold.then(|| conflict.when.iter().filter_map(holding).collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HoldingClause {
    Level(CriterionIx, u8),
    Choice(FactIx, ChoiceIx),
}

fn conflict_notice(framework: &Framework, conflict: &Conflict, held: &[HoldingClause]) -> Diagnostic {
    let part = |held: &HoldingClause| match *held {
        HoldingClause::Level(criterion, level) => {
            let id = &framework[criterion].id;
            say!("{id}: level {level}", "{id}：レベル{level}")
        }
        HoldingClause::Choice(fact, choice) => {
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
        HoldingClause::Level(criterion, _) => Some(format!("answers.{}", framework[*criterion].id)),
        HoldingClause::Choice(..) => None,
    });
    match first {
        Some(key) => notice.key(key),
        None => notice,
    }
}
