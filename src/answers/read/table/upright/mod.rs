//! Tables with a question a row, one or several for a company. They are turned into the row that the same company has in a
//! table of many, so that all that follows is the same; places stay where they are.

mod book;
mod file;
pub(super) mod reference;
mod roles;
mod whose;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use self::book::{Below, first_named, open_book, rows_of};
use self::file::UprightTables;
pub(super) use self::file::open_csv;
pub(super) use self::roles::ColumnRoles;
pub(in crate::answers::read) use self::roles::names_of_rows;
use super::heading::{Headings, Meaning};
use super::heading_words::says_evidence;
use super::row::{differ, longer_than, unused_comments};
use super::told::{contradiction, evidence_unread, line_name, same_name, surely_meant, unused};
use super::{Columns, are_answers, without_heading};
use crate::answers::read::reply::LevelTexts;
use crate::answers::{Column, EVIDENCE, HeaderKey};
use crate::framework::{Framework, Text};
use crate::source::{Cell, Diagnostic, MAX_LINE, Row, codes, column_letters};
use crate::text::{Bilingual, say, squeezed};

/// The most rows of one company. No framework asks nearly as much.
const MOST_ROWS: usize = 1 << 16;

/// A company as the one row of a table, what is odd about it, and the cells whose comments are the note of no answer.
#[derive(Debug)]
pub(super) struct Company {
    pub(super) columns: Columns,
    pub(super) row: Row<'static>,
    pub(super) notices: Vec<Diagnostic>,
    pub(super) comments: Vec<CommentPlace>,
}

/// The sheet and the cell of a comment.
pub(super) type CommentPlace = (String, String);

/// A header and the rows below it.
#[derive(Debug)]
struct Section {
    head: Row<'static>,
    roles: ColumnRoles,
    body: Vec<Row<'static>>,
}

/// A section with its rows that ask something, and what is odd about it.
struct ReadSection<'r> {
    section: &'r Section,
    asked: Vec<NamedRow<'r>>,
    notices: Vec<Diagnostic>,
}

/// A row of the table, which has a name and is not blank.
struct NamedRow<'r> {
    row: &'r Row<'r>,
    /// Its place among the rows below the header.
    at: usize,
    /// What names it.
    name: &'r Cell<'r>,
    text: &'r str,
    /// The answer; nothing too where there are several that differ.
    answer: Option<&'r Cell<'r>>,
    /// What the name means, and its id, perhaps an old one; nothing unless it is one thing.
    meaning: Option<(Meaning, String)>,
}

impl<'r> ReadSection<'r> {
    /// The reasons why it is refused are the error.
    fn of(section: &'r Section, headings: &Headings<'_>) -> Result<Self, Vec<Diagnostic>> {
        let Section { head, roles, body } = section;
        if !roles.twice.is_empty() {
            let head = Arc::new(head.clone());
            let cells = |(first, second): &(usize, usize)| Some((head.cell(*first)?, head.cell(*second)?));
            let twice = roles.twice.iter().filter_map(cells);
            return Err(twice.map(|(first, second)| same_name(&head, first, second)).collect());
        }
        if let Some(refusal) = of_several(head, roles, body, headings) {
            return Err(vec![refusal]);
        }
        let mut notices = unclear_answers(head, roles, body, headings);
        if roles.answers.is_empty() {
            return Err(if notices.is_empty() { vec![no_answer(head)] } else { notices });
        }
        let told: BTreeSet<String> = notices.iter().filter_map(|notice| notice.key.clone()).collect();
        notices.extend(unused_columns(head, roles, body, &told));
        let asked = asked(head, roles, body, headings, &mut notices);
        Ok(Self { section, asked, notices })
    }

    /// Whether anything is filled in but what a template says of itself.
    fn is_filled(&self) -> bool {
        const OWN: [HeaderKey; 2] = [HeaderKey::Framework, HeaderKey::Version];
        let is_own = |asked: &NamedRow<'_>| matches!(asked.meaning, Some((Meaning::Column(Column::Header(key)), _)) if OWN.contains(&key));
        let roles = &self.section.roles;
        self.asked.iter().any(|asked| {
            let beside = asked.meaning.is_some() || asked.answer.is_none();
            let is_answered = roles.answers.iter().any(|column| asked.row.cell(*column).is_some());
            !is_own(asked) && is_answered
                || beside && roles.beside().any(|(_, column)| asked.row.cell(column).is_some())
        })
    }
}

/// Reads a company from its sections. The reasons why it is refused are the error.
fn company(sections: Vec<ReadSection<'_>>, headings: &Headings<'_>) -> Result<Company, Vec<Diagnostic>> {
    let mut all: Vec<&Row<'_>> = Vec::new();
    for ReadSection { section, .. } in &sections {
        all.push(&section.head);
        all.extend(&section.body);
    }
    let length: usize = all.iter().map(|row| row.text().len() + 1).sum();
    if all.len() > MOST_ROWS || length > MAX_LINE {
        return Err(all.first().map(|head| too_long(head)).into_iter().collect());
    }
    let Some((file, begins)) = Row::together(&all) else { return Err(Vec::new()) };
    let (mut names, mut cells, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    let (mut places, mut beside_nothing, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut passed) = (Vec::new(), 0);
    for ReadSection { section, asked, notices: odd } in sections {
        notices.extend(odd);
        let asks: BTreeSet<usize> = asked.iter().map(|asked| asked.at).collect();
        let titles = section.body.iter().enumerate().filter(|(at, _)| !asks.contains(at));
        titles.for_each(|(_, row)| beside_nothing.extend(comment_places(row)));
        let (roles, first) = (&section.roles, passed + 1);
        rows.extend(asked.into_iter().map(move |asked| (roles, first + asked.at, asked)));
        passed += 1 + section.body.len();
    }
    for (roles, at, NamedRow { row, name, text, answer, meaning, .. }) in &rows {
        let begins = begins[*at];
        let moved = |cell: &Cell<'_>, column: usize| Cell {
            column,
            kind: cell.kind,
            text: Cow::Owned(cell.text.to_string()),
            span: begins + cell.span.start..begins + cell.span.end,
        };
        let at = names.len();
        names.push(Cell { text: Cow::Owned((*text).to_owned()), ..moved(name, at) });
        cells.extend(answer.map(|cell| moved(cell, at)));
        for ((column, comment), place) in row.comments().iter().zip(comment_places(row)) {
            if roles.answers.contains(column) {
                comments.push((at, comment.clone()));
                places.push((at, place));
            } else {
                beside_nothing.push(place);
            }
        }
        // Of a row that means nothing its answer is told.
        if meaning.is_none() && answer.is_some() {
            continue;
        }
        for (suffix, column) in roles.beside() {
            let Some(cell) = row.cell(column) else { continue };
            let of = match meaning {
                Some((Meaning::Column(Column::Reply(_)), id)) => id,
                _ => *text,
            };
            let at = names.len();
            names.push(Cell { text: Cow::Owned(format!("{of}.{suffix}")), ..moved(cell, at) });
            cells.push(moved(cell, at));
        }
    }
    let header = Arc::new(Row::turned(&file, names, Vec::new()));
    let row = Row::turned(&file, cells, comments);
    let (columns, more) = Columns::new(&header, headings, [row.clone()])?;
    notices.extend(more);
    let unused: BTreeSet<usize> = unused_comments(&columns, &row).collect();
    beside_nothing.extend(places.into_iter().filter(|(at, _)| unused.contains(at)).map(|(_, cell)| cell));
    Ok(Company { columns, row, notices, comments: beside_nothing })
}

/// The places of what is written beside the cells of a row.
fn comment_places(row: &Row<'_>) -> impl Iterator<Item = CommentPlace> {
    let place = |(column, _): &(usize, String)| {
        (row.sheet().unwrap_or_default().to_owned(), format!("{}{}", column_letters(*column), row.line()))
    };
    row.comments().iter().map(place)
}

/// The one answer in a row; an error if its columns of answers hold different ones.
fn answer<'r>(
    head: &Row<'_>,
    roles: &ColumnRoles,
    row: &'r Row<'_>,
    meaning: Option<&(Meaning, String)>,
    framework: &Framework,
) -> Result<Option<&'r Cell<'r>>, Box<Diagnostic>> {
    let mut filled = roles.answers.iter().filter_map(|column| row.cell(*column));
    let Some(first) = filled.next() else { return Ok(None) };
    let Some(second) = filled.next() else { return Ok(Some(first)) };
    let texts = match meaning {
        Some((Meaning::Column(Column::Reply(criterion)), _)) => Some(LevelTexts::of(&framework[*criterion])),
        _ => None,
    };
    match std::iter::once(second).chain(filled).find(|other| differ(first, other, texts.as_ref())) {
        Some(other) => Err(Box::new(contradiction(head, row, first, other))),
        None => Ok(Some(first)),
    }
}

/// The errors about columns that have answers, but a heading that does not say that they are those of today.
fn unclear_answers(
    head: &Row<'_>,
    roles: &ColumnRoles,
    body: &[Row<'_>],
    headings: &Headings<'_>,
) -> Vec<Diagnostic> {
    let framework = headings.framework();
    let name_of = |row: &Row<'_>| {
        let cell = row.cell(roles.id.or(roles.question)?)?;
        headings.column(first_line(&cell.text))
    };
    let holds_answers = |column: &usize| {
        let mut cells = body.iter().filter_map(|row| Some((row.cell(*column)?, name_of(row)?)));
        cells.any(|(cell, name)| {
            matches!(name, Column::Reply(_)) && are_answers(name, std::iter::once(cell), framework)
        })
    };
    let head = Arc::new(head.clone().into_owned());
    let unclear = roles.unclear.iter().filter(|column| holds_answers(column));
    let told = |cell: &Cell<'_>| {
        surely_meant(&head, cell, None).help(say!(
            "if these are the answers of today, name the column `answer`; if not, take it out",
            "現時点の回答であれば、見出しを `回答` にしてください。そうでなければ、この列を除いてください。"
        ))
    };
    unclear.filter_map(|column| head.cell(*column)).map(told).collect()
}

fn no_answer(head: &Row<'_>) -> Diagnostic {
    let message = say!("no column is named `answer`", "見出しが `回答` の列がありません");
    Diagnostic::new(codes::NO_ANSWERS, message).at(head.file(), 0..0)
}

/// The rows that ask something. A row without an id and without an answer is a title; what else cannot be used is told.
fn asked<'r>(
    head: &Row<'_>,
    roles: &ColumnRoles,
    body: &'r [Row<'r>],
    headings: &Headings<'_>,
    notices: &mut Vec<Diagnostic>,
) -> Vec<NamedRow<'r>> {
    let width = head.cells().last().map_or(0, |cell| cell.column + 1);
    let mut questions = None;
    let mut asked = Vec::new();
    for (at, row) in body.iter().enumerate() {
        if let Some(problem) = longer_than(width, row) {
            notices.push(problem);
            continue;
        }
        let answered = roles.answers().find_map(|column| row.cell(column));
        let id = roles.id.and_then(|column| row.cell(column));
        let question = roles.question.and_then(|column| row.cell(column));
        let name = match (id, question, answered) {
            (Some(id), ..) => id,
            (None, Some(question), Some(_)) => question,
            (None, None, Some(cell)) => {
                notices.push(nameless(row, cell));
                continue;
            }
            (None, _, None) => continue,
        };
        // Below a question a template says what may be answered.
        let text = if id.is_some() { name.text.trim() } else { first_line(&name.text) };
        let meaning = match headings.meanings(text).as_slice() {
            [one] => Some((one.meaning, one.id.clone())),
            _ => None,
        };
        if let (Some(_), Some(question), Some(_), Some((Meaning::Column(column), _))) =
            (id, question, answered, &meaning)
        {
            let questions = questions.get_or_insert_with(|| questions_of(headings.framework()));
            let asks = questions.get(&squeezed(first_line(&question.text)));
            if let Some(other) = asks.filter(|all| !all.contains(column)).and_then(|all| all.first()) {
                notices.push(asks_other(row, text, &other.name(headings.framework()), question));
                continue;
            }
        }
        let answer = match answer(head, roles, row, meaning.as_ref(), headings.framework()) {
            Ok(answer) => answer,
            Err(problem) => {
                notices.push(*problem);
                None
            }
        };
        asked.push(NamedRow { row, at, name, text, answer, meaning });
    }
    asked
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default().trim()
}

/// What every question of a framework asks for.
fn questions_of(framework: &Framework) -> BTreeMap<String, Vec<Column>> {
    let mut questions: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    let mut add = |question: &Text, column| {
        question.all().for_each(|text| questions.entry(squeezed(first_line(text))).or_default().push(column));
    };
    framework.fact_indices().for_each(|fact| add(&framework[fact].question, Column::Fact(fact)));
    framework.criterion_indices().for_each(|at| add(&framework[at].question, Column::Reply(at)));
    questions
}

/// The refusal of a table in which a column names several companies, or several who answer: it would be read as one sheet.
fn of_several(
    head: &Row<'_>,
    roles: &ColumnRoles,
    body: &[Row<'_>],
    headings: &Headings<'_>,
) -> Option<Diagnostic> {
    use HeaderKey::{Reference, Respondent, Subject};
    let is_name = |cell: &&Cell<'_>| {
        let column = headings.column(&cell.text);
        !roles.knows(cell.column) && matches!(column, Some(Column::Header(Subject | Reference | Respondent)))
    };
    let names = |column: usize| -> BTreeSet<String> {
        body.iter().filter_map(|row| row.cell(column)).map(|cell| squeezed(&cell.text)).collect()
    };
    let several = |cell: &&Cell<'_>| names(cell.column).iter().filter(|name| !name.is_empty()).count() > 1;
    let cell = head.cells().iter().filter(is_name).find(several)?;
    let name = cell.text.trim();
    let message = say!(
        "`{name}` names several here, but a table with a question a row holds the answers of one",
        "`{name}` の列に複数の名称がありますが、1行に1問の表に書けるのは1件の回答だけです"
    );
    let help = say!(
        "make a table with a company a row of it (`outside-in template --format csv` shows one), or a table for each",
        "1社を1行とする表（`outside-in template --format csv` の形）にするか、1件ごとに表を分けてください。"
    );
    Some(
        Diagnostic::new(codes::UNREAD_COLUMN, message)
            .help(help)
            .key(name)
            .at(head.file(), cell.span.clone()),
    )
}

/// The warnings about columns that hold something and mean nothing.
fn unused_columns(
    head: &Row<'_>,
    roles: &ColumnRoles,
    body: &[Row<'_>],
    known: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let mut filled: BTreeMap<usize, (&Row<'_>, &Cell<'_>)> = BTreeMap::new();
    for row in body {
        for cell in row.cells().iter().filter(|cell| !roles.knows(cell.column)) {
            filled.entry(cell.column).or_insert((row, cell));
        }
    }
    let named = filled.keys().filter_map(|column| head.cell(*column));
    let named = named.filter(|heading| !known.contains(heading.text.trim()));
    // What is evidence is surely meant, where there is no other.
    let lacks = |heading: &&Cell<'_>| {
        says_evidence(&heading.text) && roles.beside().all(|(part, _)| part != EVIDENCE)
    };
    let (evidence, named): (Vec<_>, Vec<_>) = named.partition(lacks);
    // A row of a text that is longer than its header is not used at all.
    let nameless =
        filled.values().filter(|(row, cell)| row.is_of_workbook() && head.cell(cell.column).is_none());
    let nameless = nameless.map(|(row, cell)| without_heading(row, cell));
    let head = Arc::new(head.clone().into_owned());
    let evidence = evidence.into_iter().map(|heading| evidence_unread(&head, heading, EVIDENCE));
    nameless.chain(evidence).chain(unused(&head, &named, None)).collect()
}

fn too_long(head: &Row<'_>) -> Diagnostic {
    let mib = MAX_LINE >> 20;
    let message = say!(
        "this table is too long for the answers of one company: more than {MOST_ROWS} rows, or {mib} MiB",
        "1社の回答の表としては長すぎます（{MOST_ROWS}行、{mib} MiB まで）"
    );
    Diagnostic::new(codes::SHEET_SYNTAX, message).at(head.file(), 0..0)
}

fn nameless(row: &Row<'_>, cell: &Cell<'_>) -> Diagnostic {
    let Bilingual { en, ja } = line_name(row);
    let message = say!(
        "{en} holds an answer but no id, so it was not used",
        "{ja}には回答がありますが、id がないため使いませんでした"
    );
    let help = say!("write the id of the question under `id`", "`id` の列に質問の id を書いてください。");
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).at(row.file(), cell.span.clone())
}

fn asks_other(row: &Row<'_>, id: &str, other: &str, question: &Cell<'_>) -> Diagnostic {
    let Bilingual { en, ja } = line_name(row);
    let message = say!(
        "{en} has the id `{id}`, but the question of `{other}`, so it was not used",
        "{ja}の id は `{id}` ですが、質問文は `{other}` のものなので、使いませんでした"
    );
    let help = say!(
        "rows may have been sorted or moved in part: write the id that the answer is for",
        "列の一部だけを並べ替えたり移動したりした可能性があります。回答に合う id を書いてください。"
    );
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).key(id).at(row.file(), question.span.clone())
}
