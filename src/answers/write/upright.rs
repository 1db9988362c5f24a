//! A table of one company with a question a row: what each of its rows holds.

use super::csv::{mark, row, text};
use super::guide;
use crate::answers::words::FACTS;
use crate::answers::{
    AnswerSheet, Column, DATE, EVIDENCE, HeaderKey, NOTE, PLACE, PROPOSED_BY, ProposalPart, QUOTE,
};
use crate::framework::{Choice, CriterionIx, Framework};
use crate::text::{Label, Lang, say};

/// The headings of its columns; the last three are only there for a sheet with proposals.
pub(super) const HEAD: [&str; 9] =
    ["id", "question", "answer", EVIDENCE, NOTE, DATE, PROPOSED_BY, QUOTE, PLACE];

/// How many columns the table of a sheet has.
pub(super) fn width(framework: &Framework, sheet: &AnswerSheet) -> usize {
    let mut all = framework.criterion_indices();
    let is_proposed = all.any(|criterion| sheet.answer(criterion).proposal.is_some());
    if is_proposed { HEAD.len() } else { HEAD.len() - ProposalPart::ALL.len() }
}

/// A row of the table.
pub(super) enum UprightRow {
    /// What the rows below it are about.
    Title(String),
    /// One to fill in.
    Asked(AskedRow),
}

pub(super) struct AskedRow {
    /// What is answered.
    pub(super) column: Column,
    pub(super) question: String,
    /// What may be answered, in lines; nothing if it may be anything.
    pub(super) choices: String,
}

impl AskedRow {
    /// What the columns behind the answer hold; nothing where they do not belong.
    pub(super) fn beside(&self) -> [Option<Column>; HEAD.len() - 3] {
        let Column::Reply(at) = self.column else { return Default::default() };
        let [by, quote, place] = ProposalPart::ALL.map(|part| Column::Proposal(at, part));
        [Column::Evidence(at), Column::Note(at), Column::ReplyDate(at), by, quote, place].map(Some)
    }

    /// The question, and below it what may be answered.
    pub(super) fn asks(&self) -> String {
        if self.choices.is_empty() {
            return self.question.clone();
        }
        format!("{}\n{}", self.question, self.choices)
    }
}

/// All rows below the header: who it is, the facts, the criteria by their rubrics, and what the table is of.
pub(super) fn rows(framework: &Framework, lang: Lang) -> Vec<UprightRow> {
    let asked = |column, question, choices| UprightRow::Asked(AskedRow { column, question, choices });
    let key = |key| {
        let column = Column::Header(key);
        asked(column, column.question(framework, lang), String::new())
    };
    let language = framework.language(lang);
    let keys = [HeaderKey::Subject, HeaderKey::Reference, HeaderKey::Date, HeaderKey::Respondent];
    let mut rows: Vec<UprightRow> = keys.map(key).into();
    if !framework.facts().is_empty() {
        rows.push(UprightRow::Title(FACTS.to(lang).to_owned()));
    }
    for fact in framework.fact_indices() {
        let column = Column::Fact(fact);
        let choice = |choice: &Choice| format!("{}{}{}", choice.id, lang.colon(), choice.label.to(language));
        let choices: Vec<String> = framework[fact].choices.iter().map(choice).collect();
        rows.push(asked(column, column.question(framework, lang), choices.join("\n")));
    }
    for rubric in framework.rubric_indices() {
        rows.push(UprightRow::Title(framework[rubric].title.to(language).to_owned()));
        for criterion in &framework[rubric].criteria {
            let column = Column::Reply(*criterion);
            rows.push(asked(column, column.question(framework, lang), levels(framework, *criterion, lang)));
        }
    }
    rows.extend(OF.map(|(key, label)| {
        asked(Column::Header(key), label.to(lang).to_owned(), LEAVE.to(lang).to_owned())
    }));
    rows
}

/// What the table itself says it is of.
const OF: [(HeaderKey, Label); 2] = [
    (HeaderKey::Framework, Label("Framework", "フレームワーク")),
    (HeaderKey::Version, Label("Version", "バージョン")),
];
const LEAVE: Label = Label("(leave as it is)", "（変更不要）");

/// What each level means, and what else to know for an answer.
fn levels(framework: &Framework, index: CriterionIx, lang: Lang) -> String {
    let (criterion, language) = (&framework[index], framework.language(lang));
    let levels = criterion.levels.iter().enumerate();
    let mut lines: Vec<String> = levels
        .map(|(number, level)| format!("{number}{}{}", lang.colon(), level.says.to(language)))
        .collect();
    lines.extend(criterion.evidence_from.map(|from| {
        say!("Evidence is needed from level {from}.", "レベル{from}以上では根拠資料が必要です。")
            .into_text(lang)
    }));
    lines.extend(guide::applies(framework, &criterion.condition, lang));
    lines.extend(criterion.may_not_apply.then(|| guide::MAY_NOT_APPLY.to(lang).to_owned()));
    lines.join("\n")
}

/// The sheet as CSV with a question a row, and with a byte order mark, as in [`super::csv()`].
pub fn upright_csv(framework: &Framework, sheet: &AnswerSheet, lang: Lang) -> String {
    let mut out = mark();
    let width = width(framework, sheet);
    row(&mut out, HEAD.map(str::to_owned).into_iter().take(width));
    let cell = |column: Column| text(framework, &column.cell(framework, sheet));
    for asked in rows(framework, lang) {
        let cells = match asked {
            UprightRow::Title(title) => {
                let blank = <[String; HEAD.len() - 3]>::default();
                [String::new(), title, String::new()].into_iter().chain(blank)
            }
            UprightRow::Asked(asked) => {
                let own = [asked.column.name(framework), asked.asks(), cell(asked.column)];
                own.into_iter().chain(asked.beside().map(|column| column.map(cell).unwrap_or_default()))
            }
        };
        row(&mut out, cells.take(width));
    }
    String::from_utf8(out).unwrap_or_default()
}
