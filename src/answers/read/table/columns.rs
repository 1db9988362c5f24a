use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::plain;
use crate::answers::read::answer::retired;
use crate::answers::{Column, HeaderKey, SUFFIXES};
use crate::framework::{CriterionIx, FactIx, Framework};
use crate::source::{Cell, Diagnostic, Place, Row, Span, codes, column_letters};
use crate::text::{Bilingual, Near, nearest, say};

/// What the columns of a table hold; decided once, by its header.
#[derive(Clone, Debug)]
pub struct Columns {
    header: Arc<Row<'static>>,
    /// The ids of all columns as they are written, of facts and criteria also old ones.
    ids: String,
    all: Vec<NamedColumn>,
    header_keys: Vec<(usize, HeaderKey)>,
    /// The facts of a row, each with the place of its id.
    facts: Vec<(usize, FactIx, Span)>,
    /// The answers of a row, in the order of the columns.
    answers: Vec<AnswerColumns>,
}

#[derive(Clone, Debug)]
pub(super) struct AnswerColumns {
    /// The place of the id of its criterion.
    pub(super) id: Span,
    criterion: CriterionIx,
    pub(super) reply: Option<usize>,
    pub(super) beside: Vec<(usize, Column)>,
}

#[derive(Clone, Debug, Default)]
struct NamedColumn {
    is_named: bool,
    /// Nothing if it is not used.
    content: Option<Column>,
    /// The place of its id.
    id: Span,
}

impl Columns {
    /// Reads a header, which is refused if two columns have one name or none is a criterion.
    pub fn new(
        header: Arc<Row<'static>>,
        framework: &Framework,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (columns, twice, notices) = Self::named(header, framework);
        if !twice.is_empty() {
            return Err(twice);
        }
        if columns.answers.iter().all(|answer| answer.reply.is_none()) {
            return Err(vec![no_criterion(&columns.header, framework)]);
        }
        Ok((columns, notices))
    }

    /// The columns of any header, the findings that two have one name, and the warnings about names that mean nothing.
    pub(in crate::answers::read) fn named(
        header: Arc<Row<'static>>,
        framework: &Framework,
    ) -> (Self, Vec<Diagnostic>, Vec<Diagnostic>) {
        let width = header.cells().last().map_or(0, |cell| cell.column + 1);
        let mut columns = vec![NamedColumn::default(); width];
        let (mut twice, mut notices, mut ids) = (Vec::new(), Vec::new(), String::new());
        let mut seen: BTreeMap<String, &Cell<'_>> = BTreeMap::new();
        for cell in header.cells() {
            columns[cell.column].is_named = true;
            let name = name(cell);
            let Some((column, id)) = Column::parse(&name, framework) else {
                notices.push(unused(&header, cell, framework));
                continue;
            };
            let start = ids.len();
            ids.push_str(id);
            columns[cell.column] =
                NamedColumn { is_named: true, content: Some(column), id: start..ids.len() };
            if let Some(first) = seen.get(&name) {
                twice.push(same_name(&header, first, cell));
            }
            seen.entry(name).or_insert(cell);
        }
        let answers = answers(&columns, &ids);
        let used = || columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.content?)));
        let header_keys = used().filter_map(|(at, content)| match content {
            Column::Header(key) => Some((at, key)),
            _ => None,
        });
        let facts = used().filter_map(|(at, content)| match content {
            Column::Fact(fact) => Some((at, fact, columns[at].id.clone())),
            _ => None,
        });
        let (header_keys, facts) = (header_keys.collect(), facts.collect());
        (Self { header, ids, all: columns, header_keys, facts, answers }, twice, notices)
    }

    /// What a column holds, by its number from 0; nothing if it is not used or beyond the header.
    pub fn content(&self, column: usize) -> Option<Column> {
        self.all.get(column)?.content
    }

    /// How many columns the header has, the nameless ones before the last included.
    pub(super) fn width(&self) -> usize {
        self.all.len()
    }

    /// The header.
    pub fn header(&self) -> &Arc<Row<'static>> {
        &self.header
    }

    pub(super) fn is_nameless(&self, column: usize) -> bool {
        !self.all.get(column).is_some_and(|column| column.is_named)
    }

    pub(super) fn name(&self, column: usize) -> &str {
        self.header.cell(column).map_or("", |cell| cell.text.trim())
    }

    pub(super) fn ids(&self) -> &str {
        &self.ids
    }

    pub(super) fn header_keys(&self) -> &[(usize, HeaderKey)] {
        &self.header_keys
    }

    pub(super) fn facts(&self) -> &[(usize, FactIx, Span)] {
        &self.facts
    }

    pub(super) fn answers(&self) -> &[AnswerColumns] {
        &self.answers
    }
}

pub(super) fn has_criterion(header: &Row<'_>, framework: &Framework) -> bool {
    let is_criterion = |cell| matches!(Column::parse(&name(cell), framework), Some((Column::Reply(_), _)));
    header.cells().iter().any(is_criterion)
}

/// The name in a cell of the header. Ids are written small, so large and full-width letters are no harm.
fn name(cell: &Cell<'_>) -> String {
    plain(&cell.text).into_owned()
}

/// One for each reply. What is beside it goes to the answer of its id, else of its criterion, else to one of its own.
fn answers(columns: &[NamedColumn], ids: &str) -> Vec<AnswerColumns> {
    let mut answers: Vec<AnswerColumns> = Vec::new();
    let answer =
        |id: &Span, criterion, reply| AnswerColumns { id: id.clone(), criterion, reply, beside: Vec::new() };
    for (at, column) in columns.iter().enumerate() {
        if let Some(Column::Reply(criterion)) = column.content {
            answers.push(answer(&column.id, criterion, Some(at)));
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let Some(
            content @ (Column::Evidence(criterion) | Column::Note(criterion) | Column::ReplyDate(criterion)),
        ) = column.content
        else {
            continue;
        };
        let id = &ids[column.id.clone()];
        let same_id = answers.iter().position(|answer| ids[answer.id.clone()] == *id);
        let same = same_id.or_else(|| answers.iter().position(|answer| answer.criterion == criterion));
        let position = same.unwrap_or(answers.len());
        if same.is_none() {
            answers.push(answer(&column.id, criterion, None));
        }
        answers[position].beside.push((at, content));
    }
    answers
}

fn unused(header: &Arc<Row<'static>>, cell: &Cell<'_>, framework: &Framework) -> Diagnostic {
    let (name, column) = (cell.text.trim(), column_letters(cell.column));
    let plain_name = plain(name);
    let id = Column::id(&plain_name);
    if framework.is_retired(id) {
        return retired(&name, id).at(header.file(), cell.span.clone());
    }
    let message = say!(
        "column {column}, `{name}`, was not used",
        "{column}列の `{name}` は使えない項目のため、無視しました"
    );
    let near = near(&plain_name, framework);
    let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near).key(name);
    diagnostic.at(header.file(), cell.span.clone())
}

fn near<'f>(name: &str, framework: &'f Framework) -> Option<Near<'f>> {
    let criteria = || framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let Some((id, part)) = name.rsplit_once('.') else {
        let facts = framework.facts().iter().map(|fact| fact.id.as_str());
        return nearest(name, facts.chain(criteria()).chain(HeaderKey::ALL.map(HeaderKey::name)));
    };
    let known = framework.find_criterion(id).map(|_| Near::certain(id));
    let id = known.or_else(|| nearest(id, criteria()))?;
    let part = SUFFIXES.contains(&part).then(|| Near::certain(part)).or_else(|| nearest(part, SUFFIXES))?;
    Some(Near { name: format!("{id}.{part}").into(), sure: id.sure && part.sure })
}

fn same_name(header: &Arc<Row<'static>>, first: &Cell<'_>, second: &Cell<'_>) -> Diagnostic {
    let name = second.text.trim();
    let (one, other) = (column_letters(first.column), column_letters(second.column));
    let message = say!(
        "columns {one} and {other} are both named `{name}`",
        "{one}列と{other}列の見出しが、どちらも `{name}` です"
    );
    let help = say!("keep one of them", "どちらか一方だけを残してください。");
    let place = Place { file: Arc::clone(header.file()), span: first.span.clone() };
    Diagnostic::new(codes::SHEET_DUPLICATE_KEY, message)
        .help(help)
        .key(name)
        .at(header.file(), second.span.clone())
        .label(place, say!("first here", "1つ目"))
}

pub(super) fn no_criterion(header: &Row<'_>, framework: &Framework) -> Diagnostic {
    let id = framework.id();
    let message = say!(
        "no column is named by a criterion of `{id}`",
        "`{id}` の評価項目の id を見出しとする列がありません"
    );
    Diagnostic::new(codes::NO_ANSWERS, message).help(what_a_header_is()).at(header.file(), 0..0)
}

pub(super) fn what_a_header_is() -> Bilingual {
    say!(
        "name the columns in the first row: `subject`, `date`, the ids of facts and criteria; `outside-in template -o \
         t.csv` writes a table with the right header",
        "1行目に列の見出し（`subject`、`date`、前提項目と評価項目の id）を書いてください。\
         正しい見出しの付いた表は `outside-in template -o t.csv` で作成できます。"
    )
}
