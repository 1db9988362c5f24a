use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::plain;
use crate::answers::columns::{Column, HeaderKey, SUFFIXES};
use crate::framework::{CriterionIx, Framework};
use crate::say;
use crate::source::{Cell, Diagnostic, Place, Row, codes, column_letters};
use crate::text::{Bilingual, Near, nearest};

/// What the columns of a table hold; decided once, by its header.
#[derive(Clone, Debug)]
pub struct Columns {
    header: Arc<Row>,
    /// Per column, from the first.
    all: Vec<NamedColumn>,
    /// The ids under which criteria are answered, in the order of the columns; each is one answer of a row.
    answers: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct NamedColumn {
    /// Nothing if it is not used.
    content: Option<Column>,
    /// The id as it is written, of a fact also an old one.
    id: String,
    /// The position in `answers`.
    answer: usize,
}

impl Columns {
    /// Reads a header. Names that mean nothing are warnings; the file is refused if two columns have one name, or if
    /// none is a criterion.
    pub fn new(header: Arc<Row>, framework: &Framework) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let width = header.cells.last().map_or(0, |cell| cell.column + 1);
        let mut columns = vec![NamedColumn::default(); width];
        let (mut twice, mut notices) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<String, &Cell> = BTreeMap::new();
        for cell in &header.cells {
            let name = name(cell);
            let Some((column, id)) = Column::parse(&name, framework) else {
                notices.push(unused(&header, cell, framework));
                continue;
            };
            columns[cell.column] = NamedColumn { content: Some(column), id: id.to_owned(), answer: 0 };
            if let Some(first) = seen.get(&name) {
                twice.push(same_name(&header, first, cell));
            }
            seen.entry(name).or_insert(cell);
        }
        if !twice.is_empty() {
            return Err(twice);
        }
        if !columns.iter().any(|column| matches!(column.content, Some(Column::Reply(_)))) {
            return Err(vec![no_criterion(&header, framework)]);
        }
        let answers = answers(&mut columns);
        Ok((Self { header, all: columns, answers }, notices))
    }

    /// What a column holds, by its number from 0; nothing if it is not used or beyond the header.
    pub fn content(&self, column: usize) -> Option<Column> {
        self.all.get(column)?.content
    }

    /// How many columns the header has, the nameless ones before the last included.
    pub fn width(&self) -> usize {
        self.all.len()
    }

    /// The header.
    pub fn header(&self) -> &Arc<Row> {
        &self.header
    }

    /// Whether the header says nothing about a column.
    pub fn is_nameless(&self, column: usize) -> bool {
        self.header.cell(column).is_none()
    }

    /// The name of a column, as it is written.
    pub(super) fn name(&self, column: usize) -> &str {
        self.header.cell(column).map_or("", |cell| cell.text.trim())
    }

    /// The id that a column is named by, as it is written.
    pub(crate) fn id(&self, column: usize) -> &str {
        self.all.get(column).map_or("", |column| &column.id)
    }

    /// The position among the answers of a row of what a column says.
    pub(super) fn answer(&self, column: usize) -> usize {
        self.all.get(column).map_or(0, |column| column.answer)
    }

    /// The ids of the answers of a row.
    pub(super) fn answers(&self) -> &[String] {
        &self.answers
    }
}

/// Whether a header has a column for the reply to a criterion.
pub(super) fn has_criterion(header: &Row, framework: &Framework) -> bool {
    let is_criterion = |cell| matches!(Column::parse(&name(cell), framework), Some((Column::Reply(_), _)));
    header.cells.iter().any(is_criterion)
}

/// The name in a cell of the header. Ids are written small, so large and full-width letters are no harm.
fn name(cell: &Cell) -> String {
    plain(&cell.text).into_owned()
}

/// Gives every column about a criterion its answer: of a column beside the reply the one of its own id, else one of
/// the same criterion, else one of its own.
fn answers(columns: &mut [NamedColumn]) -> Vec<String> {
    let mut answers: Vec<(String, CriterionIx)> = Vec::new();
    for column in columns.iter_mut() {
        if let Some(Column::Reply(criterion)) = column.content {
            column.answer = answers.len();
            answers.push((column.id.clone(), criterion));
        }
    }
    for column in columns {
        let Some(Column::Evidence(criterion) | Column::Note(criterion) | Column::ReplyDate(criterion)) =
            column.content
        else {
            continue;
        };
        let same_id = answers.iter().position(|(id, _)| *id == column.id);
        let same = same_id.or_else(|| answers.iter().position(|(_, other)| *other == criterion));
        column.answer = same.unwrap_or(answers.len());
        if same.is_none() {
            answers.push((column.id.clone(), criterion));
        }
    }
    answers.into_iter().map(|(id, _)| id).collect()
}

fn unused(header: &Arc<Row>, cell: &Cell, framework: &Framework) -> Diagnostic {
    let (name, column) = (cell.text.trim(), column_letters(cell.column));
    let message = say!(
        "column {column}, `{name}`, was not used",
        "{column}列の `{name}` は使えない項目のため、無視しました"
    );
    let near = near(&plain(name), framework);
    let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near).key(name);
    diagnostic.at(&header.file, cell.span.clone())
}

/// The name that is most like one that means nothing.
fn near<'f>(name: &str, framework: &'f Framework) -> Option<Near<'f>> {
    let criteria = || framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let Some((id, part)) = name.rsplit_once('.') else {
        let facts = framework.facts().iter().map(|fact| fact.id.as_str());
        return nearest(name, facts.chain(criteria()).chain(HeaderKey::ALL.map(HeaderKey::name)));
    };
    let known = framework.find_criterion(id).map(|_| Near::certain(id));
    let id = known.or_else(|| nearest(id, criteria()))?;
    let known = SUFFIXES.contains(&part).then(|| Near::certain(part));
    let part = known.or_else(|| nearest(part, SUFFIXES))?;
    Some(Near { name: format!("{id}.{part}").into(), sure: id.sure && part.sure })
}

fn same_name(header: &Arc<Row>, first: &Cell, second: &Cell) -> Diagnostic {
    let name = second.text.trim();
    let (one, other) = (column_letters(first.column), column_letters(second.column));
    let message = say!(
        "columns {one} and {other} are both named `{name}`",
        "{one}列と{other}列の見出しが、どちらも `{name}` です"
    );
    let help = say!("keep one of them", "どちらか一方だけを残してください。");
    let place = Place { file: Arc::clone(&header.file), span: first.span.clone() };
    Diagnostic::new(codes::SHEET_DUPLICATE_KEY, message)
        .help(help)
        .key(name)
        .at(&header.file, second.span.clone())
        .label(place, say!("first here", "1つ目"))
}

/// The finding that a header names no criterion.
pub(super) fn no_criterion(header: &Row, framework: &Framework) -> Diagnostic {
    let id = framework.id();
    let message = say!(
        "no column is named by a criterion of `{id}`",
        "`{id}` の評価項目の id を見出しとする列がありません"
    );
    let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).help(what_a_header_is());
    diagnostic.at(&header.file, 0..0)
}

/// What to do about a file without a header that can be used.
pub(super) fn what_a_header_is() -> Bilingual {
    say!(
        "name the columns in the first row: `subject`, `date`, the ids of facts and criteria; `outside-in template -o \
         t.csv` writes a table with the right header",
        "1行目に列の見出し（`subject`、`date`、前提項目と評価項目の id）を書いてください。\
         正しい見出しの付いた表は `outside-in template -o t.csv` で作成できます。"
    )
}
