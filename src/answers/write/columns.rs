use jiff::civil::Date;

use super::guide;
use crate::answers::{Answer, AnswerSheet, Column, HeaderKey, ProposalPart, QUESTIONS, Reply, UNKNOWN};
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx, Framework};
use crate::text::{Lang, say};

/// The separator between several choices of a fact, and between several pieces of evidence.
const BETWEEN: &str = "; ";

/// The columns of a table of these sheets: always those of the sheet itself, of every fact, of every criterion, and
/// of the evidence for those that need some; other evidence, notes and dates where a sheet has them, or with `all`; who
/// proposes an answer, and by what, where a sheet has it.
pub fn columns(framework: &Framework, sheets: &[AnswerSheet], all: bool) -> Vec<Column> {
    // People fill in what comes first; the framework and its version are already there.
    let header = [
        HeaderKey::Subject,
        HeaderKey::Reference,
        HeaderKey::Date,
        HeaderKey::Respondent,
        HeaderKey::Framework,
        HeaderKey::Version,
    ];
    let mut columns: Vec<Column> = header.into_iter().map(Column::Header).collect();
    columns.extend(framework.fact_indices().map(Column::Fact));
    for criterion in framework.criterion_indices() {
        let any = |has: fn(&Answer) -> bool| all || sheets.iter().any(|sheet| has(sheet.answer(criterion)));
        columns.push(Column::Reply(criterion));
        if framework[criterion].evidence_from.is_some() || any(|answer| !answer.evidence.is_empty()) {
            columns.push(Column::Evidence(criterion));
        }
        if any(|answer| answer.note.is_some()) {
            columns.push(Column::Note(criterion));
        }
        if any(|answer| answer.date.is_some()) {
            columns.push(Column::ReplyDate(criterion));
        }
        columns.extend(
            ProposalPart::ALL
                .into_iter()
                .filter(|part| has_proposal(sheets, criterion, *part))
                .map(|part| Column::Proposal(criterion, part)),
        );
    }
    columns
}

fn has_proposal(sheets: &[AnswerSheet], criterion: CriterionIx, part: ProposalPart) -> bool {
    let proposal = |sheet: &AnswerSheet| sheet.answer(criterion).proposal.as_ref()?.part(part).cloned();
    sheets.iter().any(|sheet| proposal(sheet).is_some())
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WrittenCell {
    Empty,
    Text(String),
    Date(Date),
    /// The one choice of a fact.
    Choice(FactIx, ChoiceIx),
    Level(CriterionIx, u8),
}

impl WrittenCell {
    fn of(text: Option<&String>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.clone()))
    }

    fn of_date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

impl Column {
    /// The question under the name, for people; under `framework` the mark that this row holds questions.
    pub fn question(self, framework: &Framework, lang: Lang) -> String {
        let language = framework.language(lang);
        let of = |criterion: CriterionIx| framework[criterion].name(language);
        match self {
            Self::Header(HeaderKey::Subject) => guide::subject(framework, lang).into_text(lang),
            Self::Header(HeaderKey::Reference) => guide::REFERENCE.to(lang).to_owned(),
            Self::Header(HeaderKey::Date) => guide::DATE.to(lang).to_owned(),
            Self::Header(HeaderKey::Respondent) => guide::RESPONDENT.to(lang).to_owned(),
            Self::Header(HeaderKey::Framework) => QUESTIONS.to_owned(),
            Self::Header(HeaderKey::Version) => {
                let version = framework.version();
                say!("Version (these are the questions of {version})", "バージョン（この質問は {version}）")
                    .into_text(lang)
            }
            Self::Fact(fact) => {
                let question = framework[fact].question.to(language);
                match framework[fact].choose {
                    Choose::One => question.to_owned(),
                    Choose::Many => format!("{question}{}", guide::SEVERAL.to(lang)),
                }
            }
            Self::Reply(criterion) => framework[criterion].question.to(language).to_owned(),
            Self::Evidence(criterion) => {
                let name = of(criterion);
                match framework[criterion].evidence_from {
                    Some(from) => say!(
                        "{name}: evidence, needed from level {from}",
                        "{name}：根拠資料（レベル{from}以上で必要）"
                    ),
                    None => say!("{name}: evidence", "{name}：根拠資料"),
                }
                .into_text(lang)
            }
            Self::Note(criterion) => {
                let name = of(criterion);
                say!("{name}: note", "{name}：メモ").into_text(lang)
            }
            Self::ReplyDate(criterion) => {
                let name = of(criterion);
                say!("{name}: date, if other than in `date`", "{name}：回答日（date 列と異なる場合のみ）")
                    .into_text(lang)
            }
            Self::Proposal(criterion, part) => {
                let name = of(criterion);
                match part {
                    ProposalPart::By => {
                        say!("{name}: proposed by, until confirmed", "{name}：提案者（確認が済むまで）")
                    }
                    ProposalPart::Quote => say!("{name}: quote", "{name}：引用"),
                    ProposalPart::Place => say!("{name}: place of the quote", "{name}：引用箇所"),
                }
                .into_text(lang)
            }
        }
    }

    pub(super) fn cell(self, framework: &Framework, sheet: &AnswerSheet) -> WrittenCell {
        match self {
            Self::Header(HeaderKey::Subject) => WrittenCell::of(sheet.subject.as_ref()),
            Self::Header(HeaderKey::Reference) => WrittenCell::of(sheet.reference.as_ref()),
            Self::Header(HeaderKey::Date) => WrittenCell::of_date(sheet.date),
            Self::Header(HeaderKey::Respondent) => WrittenCell::of(sheet.respondent.as_ref()),
            // A row is never empty, for a reader would skip it.
            Self::Header(HeaderKey::Framework) => WrittenCell::Text(framework.id().to_owned()),
            Self::Header(HeaderKey::Version) => WrittenCell::of(sheet.version.as_ref()),
            Self::Fact(fact) => fact_cell(framework, fact, sheet),
            Self::Reply(criterion) => match &sheet.answer(criterion).reply {
                Reply::Unanswered => WrittenCell::Empty,
                Reply::Unknown => WrittenCell::Text(UNKNOWN.to_owned()),
                Reply::Level(level) => WrittenCell::Level(criterion, *level),
                Reply::NotApplicable(reason) => WrittenCell::Text(format!("na: {reason}")),
            },
            Self::Evidence(criterion) => match sheet.answer(criterion).evidence.as_slice() {
                [] => WrittenCell::Empty,
                texts => WrittenCell::Text(texts.join(BETWEEN)),
            },
            Self::Note(criterion) => WrittenCell::of(sheet.answer(criterion).note.as_ref()),
            Self::ReplyDate(criterion) => WrittenCell::of_date(sheet.answer(criterion).date),
            Self::Proposal(criterion, part) => {
                let proposal = sheet.answer(criterion).proposal.as_ref();
                WrittenCell::of(proposal.and_then(|proposal| proposal.part(part)))
            }
        }
    }
}

fn fact_cell(framework: &Framework, fact: FactIx, sheet: &AnswerSheet) -> WrittenCell {
    match sheet.fact(fact) {
        [] if sheet.fact_is_answered(fact) => WrittenCell::Text(UNKNOWN.to_owned()),
        [] => WrittenCell::Empty,
        [one] if framework[fact].choose == Choose::One => WrittenCell::Choice(fact, *one),
        many => WrittenCell::Text(framework[fact].choice_ids(many).join(BETWEEN)),
    }
}
