//! A record of JSON without `answers` whose keys are named as the columns of a table are: it says what a row of that
//! table says. Forms and survey services write such records, some of them with objects for groups of questions.

use std::borrow::Cow;
use std::sync::Arc;

use super::answer::{KeyPath, unused_beside, without_reply};
use super::group::{KeyAt, Role, Roles, apart};
use super::shape::{Shape, has_answers_but};
use super::table::{Header, Headings, are_answers, aside_by, fill, unused as unused_columns};
use super::{Columns, SheetReader};
use crate::answers::{ANSWERS, AnswerSheet, Column, FACTS, LEVEL, NOT_APPLICABLE};
use crate::framework::{CriterionIx, Framework};
use crate::source::{
    Array, Cell, CellKind, Diagnostic, Document, Entry, Place, Row, Span, Table, TextSource, Value,
    ValueKind, codes,
};
use crate::text::{Near, say};

/// What the keys of a record mean, worked out once for all records with the same keys.
#[derive(Debug, Default)]
pub(super) struct FlatKeys {
    /// The keys as they are written, one after the other.
    written: String,
    /// As columns; nothing if none of them is a criterion.
    known: Option<KnownKeys>,
    document: Document,
}

#[derive(Debug)]
struct KnownKeys {
    columns: Columns,
    /// Keys that cannot be used, such as the second of two that mean the same, with the first of these and what is wrong.
    wrong: Vec<(usize, Option<usize>, Diagnostic)>,
    /// The findings about keys, and objects, that are not used.
    unused: Vec<(KeyAt, Diagnostic)>,
    /// Keys with a name beside what is not known, each with what it may be meant for.
    meant: Vec<(usize, Column)>,
    /// The objects in place of answers.
    answers: Vec<(KeyAt, CriterionIx)>,
    /// Whether all that it says stands in objects, and no key of the sheet beside them.
    is_nested: bool,
    /// Whether a key is surely a criterion.
    asks: bool,
}

/// A value that is no object, with the keys that lead to it.
pub(super) struct Leaf<'d> {
    pub(super) path: Vec<&'d str>,
    key_spans: Vec<Span>,
    value: Value<'d>,
}

/// What a flat record leads to: it is none, or read or refused.
pub(super) type FlatRead = Option<Result<(), Vec<Diagnostic>>>;

impl SheetReader<'_> {
    /// Reads a record if it is flat, as [`Self::read_text`] does.
    pub(super) fn read_flat(
        &mut self,
        table: Table<'_>,
        source: &TextSource<'_>,
        sheet: &mut AnswerSheet,
        notices: &mut Vec<Diagnostic>,
    ) -> FlatRead {
        if table.get(ANSWERS).is_some() {
            return None;
        }
        let mut keys = std::mem::take(&mut self.flat);
        let mut leaves = Vec::new();
        add_leaves(table, &mut Vec::new(), &mut Vec::new(), &mut leaves);
        let read = keys.know(&leaves, &self.headings, source).then(|| {
            let FlatKeys { known, document, .. } = &mut keys;
            let Some(known) = known else { return Ok(()) };
            let told = known.told(table, &leaves, &self.headings, source);
            known.refused(table, &leaves, &self.headings, source, &told)?;
            notices.extend(told);
            let cells = leaves
                .iter()
                .enumerate()
                .filter_map(|(column, leaf)| leaf.cell(column, known.columns.content(column), source));
            let row = Row::of_text("", 1, source.text(), cells.collect());
            let mut found = Vec::new();
            fill(document, &known.columns, &row, self.framework, &mut found);
            // The row has the text of the record, and only its places.
            for place in found.iter_mut().filter_map(|notice| notice.place.as_mut()) {
                place.file = Arc::clone(source.file());
            }
            notices.append(&mut found);
            match document.root_table() {
                Some(filled) => self.read_table(filled, 0..0, source, sheet, notices),
                None => Ok(()),
            }
        });
        self.flat = keys;
        read
    }
}

impl FlatKeys {
    /// Learns the keys of a record, if they are not those of the last one; whether one of them is a criterion.
    fn know(&mut self, leaves: &[Leaf<'_>], headings: &Headings<'_>, source: &TextSource<'_>) -> bool {
        let mut written = String::new();
        for key in leaves.iter().flat_map(|leaf| leaf.path.iter().copied().chain(["\n"])) {
            written.push_str(key);
            written.push('\0');
        }
        if written != self.written {
            self.known = KnownKeys::of(leaves, headings, source);
            self.written = written;
        }
        self.known.as_ref().is_some_and(|known| {
            let is_lost = |leaf| known.lost(leaf, leaves, headings.framework(), source).is_some();
            known.asks || known.meant.iter().any(|(leaf, _)| is_lost(*leaf))
        })
    }
}

impl KnownKeys {
    fn of(leaves: &[Leaf<'_>], headings: &Headings<'_>, source: &TextSource<'_>) -> Option<Self> {
        let mut roles = Roles::of(leaves, headings);
        let Header { columns, errors, mut warnings, unused: mere } = named(leaves, &roles, headings, source);
        let mere = mere.iter().filter_map(|column| columns.header().cell(*column));
        warnings.extend(mere.filter_map(|key| unused_columns(columns.header(), &[key], None)));
        roles.no_groups(leaves, &columns);
        let apart = roles.unused(leaves, &columns);
        let answers = roles.answers(leaves);
        let is_reply = |column: usize| matches!(columns.content(column), Some(Column::Reply(_)));
        let asks = (0..leaves.len()).any(is_reply) || !answers.is_empty();
        // Of two keys for the only criterion neither counts.
        let asks = asks || !errors.is_empty() || apart.iter().any(|(_, notice)| notice.is_error());
        // Of keys that mean the same none has a meaning here.
        let is_known = |column: usize, key: &str| {
            columns.content(column).is_some() || !errors.is_empty() && headings.column(key).is_some()
        };
        let is_at_top = |column: usize| match (roles.all[column], leaves[column].path.as_slice()) {
            (Role::Own, [key] | [FACTS, key]) => is_known(column, key),
            (Role::Inside(depth, _), _) => depth == 0,
            _ => false,
        };
        let is_nested = !(0..leaves.len()).any(is_at_top);
        let leaf_at = |place: Option<&Place>| {
            let span = &place?.span;
            leaves.binary_search_by_key(&span.start, |leaf| leaf.key_span().start).ok()
        };
        let wrong = errors.into_iter().map(|problem| {
            let first = leaf_at(problem.labels.first().map(|label| &label.place));
            (leaf_at(problem.place.as_ref()).unwrap_or(0), first, of_key(problem))
        });
        let wrong = wrong.collect();
        let is_told = |leaf: &usize| {
            apart.iter().any(|((first, depth), _)| {
                first <= leaf && leaves[*leaf].path.starts_with(&leaves[*first].path[..=*depth])
            })
        };
        let mut meant_by = Vec::new();
        let unused = warnings.into_iter().filter_map(|notice| {
            let leaf = leaf_at(notice.place.as_ref()).filter(|leaf| !is_told(leaf))?;
            let meant = match leaves[leaf].path.as_slice() {
                [key] => headings
                    .near(key)
                    .and_then(|(_, column)| column)
                    .filter(|own| (0..leaves.len()).all(|at| columns.content(at) != Some(*own))),
                _ => None,
            };
            meant_by.extend(meant.map(|meant| (leaf, meant)));
            Some(((leaf, leaves[leaf].path.len() - 1), unused(notice, &leaves[leaf], headings)))
        });
        let mut unused: Vec<_> = unused.collect();
        unused.extend(apart);
        unused.sort_by_key(|(at, _)| *at);
        (asks || !meant_by.is_empty()).then_some(Self {
            columns,
            wrong,
            unused,
            meant: meant_by,
            answers,
            is_nested,
            asks,
        })
    }

    /// The reasons why a record with these keys is refused, if it is; `told` is what is odd about it.
    fn refused(
        &self,
        table: Table<'_>,
        leaves: &[Leaf<'_>],
        headings: &Headings<'_>,
        source: &TextSource<'_>,
        told: &[Diagnostic],
    ) -> Result<(), Vec<Diagnostic>> {
        let is_list = |leaf: &Leaf<'_>| leaf.value.as_array().is_some_and(|items| items.len() != 1);
        let shape = if self.is_nested {
            Shape::of(table, headings)
        } else if !told.is_empty() || leaves.iter().any(is_list) {
            Shape::columns(table, headings)
        } else {
            None
        };
        if let Some(shape) = shape {
            return Err(vec![shape.refusal(source)]);
        }
        if !self.wrong.is_empty() {
            let refusal = |(leaf, first, problem): &(usize, Option<usize>, Diagnostic)| {
                let first = first.map(|first| place(source, leaves[first].key_span().clone()));
                let problem = problem.clone().at(source.file(), leaves[*leaf].key_span().clone());
                problem.label(first, say!("first here", "1つ目"))
            };
            return Err(self.wrong.iter().map(refusal).collect());
        }
        let is_reply = |column: usize| matches!(self.columns.content(column), Some(Column::Reply(_)));
        if (0..leaves.len()).any(|column| is_reply(column) && !leaves[column].value.is_null()) {
            return Ok(());
        }
        let errors: Vec<_> = told.iter().filter(|notice| notice.is_error()).cloned().collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What is odd about the keys of a record.
    fn told(
        &self,
        table: Table<'_>,
        leaves: &[Leaf<'_>],
        headings: &Headings<'_>,
        source: &TextSource<'_>,
    ) -> Vec<Diagnostic> {
        let is_there = |(leaf, depth): KeyAt| {
            let same = &leaves[leaf].path[..=depth];
            let mut inner = leaves[leaf..].iter().take_while(|leaf| leaf.path.starts_with(same));
            inner.any(|leaf| !leaf.value.is_null())
        };
        let span = |(leaf, depth): KeyAt| leaves[leaf].key_spans[depth].clone();
        let lacking = self.answers.iter().filter_map(|(at, criterion)| {
            let mut keys = leaves[at.0].path[..=at.1].iter();
            let value = table.get(keys.next()?)?;
            let object = keys.try_fold(value, |value, key| value.as_table()?.get(key))?.as_table()?;
            let path = KeyPath { table: ANSWERS, id: leaves[at.0].path[at.1], part: "" };
            Some((*at, without_reply(headings.framework(), *criterion, path, object)?))
        });
        let lacking: Vec<_> = lacking.collect();
        // What a whole object lacks is not told of its keys again.
        let is_lacking = |(leaf, _): KeyAt| {
            lacking.iter().any(|((first, depth), _)| {
                *first <= leaf && leaves[leaf].path.starts_with(&leaves[*first].path[..=*depth])
            })
        };
        // A list of objects is told by what is in it.
        let used = || (0..leaves.len()).filter_map(|column| self.columns.content(column));
        let is_lost = |leaf: &Leaf<'_>| {
            let item = leaf.value.as_array().and_then(Array::first).and_then(Value::as_table);
            item.is_some_and(|item| has_answers_but(item, headings, &used().collect::<Vec<_>>()))
        };
        let unused = self.unused.iter().filter(|(at, _)| !is_lacking(*at) && is_there(*at));
        let unused = unused.map(|(at, notice)| {
            let lost = (notice.code == codes::UNUSED_KEY && is_lost(&leaves[at.0])).then(|| {
                let name = leaves[at.0].path.join(".");
                apart(&name, true).key(name)
            });
            let answer = || self.lost(at.0, leaves, headings.framework(), source);
            let aside = || match leaves[at.0].path.as_slice() {
                [key] => aside_by(key, None, leaves[at.0].value.as_text()?),
                _ => None,
            };
            lost.or_else(answer).or_else(aside).unwrap_or_else(|| notice.clone()).at(source.file(), span(*at))
        });
        let lacking_here = lacking.iter().map(|(at, notice)| notice.clone().at(source.file(), span(*at)));
        unused.chain(lacking_here).collect()
    }
}

impl KnownKeys {
    /// The finding that a key with a name beside what is not known holds an answer.
    fn lost(
        &self,
        leaf: usize,
        leaves: &[Leaf<'_>],
        framework: &Framework,
        source: &TextSource<'_>,
    ) -> Option<Diagnostic> {
        let (_, meant) = self.meant.iter().find(|(at, _)| *at == leaf)?;
        let cell = leaves[leaf].cell(leaf, Some(*meant), source)?;
        are_answers(*meant, std::iter::once(&cell), framework).then(|| {
            let (name, meant) = (leaves[leaf].path.join("."), meant.name(framework));
            let message = say!(
                "`{name}` holds an answer but was not used",
                "`{name}` には回答がありますが、どの項目への回答かわからないため使いませんでした"
            );
            let near = Some(Near { name: meant.as_str().into(), sure: false });
            Diagnostic::new(codes::UNREAD_COLUMN, message).did_you_mean(near).key(name)
        })
    }
}

/// The columns of the names of some keys.
fn named(leaves: &[Leaf<'_>], roles: &Roles, headings: &Headings<'_>, source: &TextSource<'_>) -> Header {
    let used = leaves.iter().enumerate();
    let used = used.filter(|(column, _)| matches!(roles.all[*column], Role::Own | Role::Inside(..)));
    let cells = used.map(|(column, leaf)| {
        let text = Cow::Owned(leaf.parts().join("/"));
        Cell { column, kind: CellKind::Text, text, span: leaf.key_span().clone() }
    });
    let header = Row::of_text("", 1, source.text(), cells.collect());
    Columns::named(&Arc::new(header.into_owned()), headings, [])
}

fn place(source: &TextSource<'_>, span: Span) -> Place {
    Place { file: Arc::clone(source.file()), span }
}

/// What is wrong with a key, in words for keys.
fn of_key(problem: Diagnostic) -> Diagnostic {
    let name = problem.key.as_deref().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or(name);
    let message = match problem.code {
        codes::SHEET_DUPLICATE_KEY => say!("two keys mean `{name}`", "`{name}` を表すキーが2つあります"),
        codes::UNREAD_COLUMN => {
            say!("`{name}` may mean more than one thing", "`{name}` は複数の意味に取れます")
        }
        _ => problem.message,
    };
    Diagnostic { message, labels: Vec::new(), ..problem }
}

fn unused(notice: Diagnostic, leaf: &Leaf<'_>, headings: &Headings<'_>) -> Diagnostic {
    let is_explained = notice.help.is_some() && notice.meant.is_none();
    if notice.code != codes::UNUSED_KEY || notice.key.is_none() || is_explained {
        return notice;
    }
    let name = leaf.path.join(".");
    if let [.., object, key] = leaf.path.as_slice()
        && headings.asks(object)
    {
        let Diagnostic { message, .. } =
            unused_beside(&name.strip_suffix(&format!(".{key}")).unwrap_or(&name), key);
        return Diagnostic { message, ..notice };
    }
    let message = say!("`{name}` was not used", "`{name}` は使えない項目のため、無視しました");
    Diagnostic { message, ..notice }
}

fn add_leaves<'d>(
    table: Table<'d>,
    path: &mut Vec<&'d str>,
    spans: &mut Vec<Span>,
    leaves: &mut Vec<Leaf<'d>>,
) {
    for Entry { key, key_span, value } in table.entries() {
        path.push(key);
        spans.push(key_span);
        match value.as_table() {
            Some(inner) => add_leaves(inner, path, spans, leaves),
            None => leaves.push(Leaf { path: path.clone(), key_spans: spans.clone(), value }),
        }
        path.pop();
        spans.pop();
    }
}

impl<'d> Leaf<'d> {
    /// The place of its own key.
    fn key_span(&self) -> &Span {
        const NOWHERE: &Span = &(0..0);
        self.key_spans.last().unwrap_or(NOWHERE)
    }

    /// The parts of its name: also those of one key with slashes, without what only says that it is the answer.
    fn parts(&self) -> Vec<&'d str> {
        let mut parts: Vec<&str> = self.path.iter().flat_map(|key| key.split('/')).collect();
        if parts.len() > 1 && parts.last().is_some_and(|last| [LEVEL, NOT_APPLICABLE].contains(last)) {
            parts.pop();
        }
        if parts.len() > 1 && parts[0] == FACTS {
            parts.remove(0);
        }
        parts
    }

    /// The value as a table has it in a cell; nothing if there is none.
    fn cell(&self, column: usize, content: Option<Column>, source: &TextSource<'_>) -> Option<Cell<'d>> {
        let is_many = self.value.as_array().is_some_and(|items| items.len() > 1);
        let (kind, text) = if is_many && matches!(content, Some(Column::Reply(_) | Column::Header(_))) {
            // Nothing of a list is one answer.
            (CellKind::Text, written(self.value, source))
        } else {
            cell_of(self.value, source)?
        };
        let is_reason = self.path.len() > 1 && self.path.last() == Some(&NOT_APPLICABLE);
        let text = if is_reason { Cow::Owned(format!("na: {text}")) } else { text };
        Some(Cell { column, kind, text, span: self.value.span() })
    }
}

fn written(value: Value<'_>, source: &TextSource<'_>) -> Cow<'static, str> {
    Cow::Owned(source.text().get(value.span()).unwrap_or_default().to_owned())
}

/// A value as a table has it in a cell. An object in a list is no answer: it stands as it is written, so that it is told.
fn cell_of<'d>(value: Value<'d>, source: &TextSource<'_>) -> Option<(CellKind, Cow<'d, str>)> {
    let in_list = |item: Value<'d>| match item.kind() {
        ValueKind::Table(_) => Some((CellKind::Text, written(item, source))),
        _ => cell_of(item, source),
    };
    Some(match value.kind() {
        ValueKind::Bool(truth) => (CellKind::Truth, Cow::Borrowed(if truth { "TRUE" } else { "FALSE" })),
        ValueKind::Integer(number) => (CellKind::Number, Cow::Owned(number.to_string())),
        ValueKind::Float(written) => (CellKind::Number, Cow::Borrowed(written)),
        ValueKind::Text(text) | ValueKind::Date(text) if !text.trim_start().is_empty() => {
            (CellKind::Text, Cow::Borrowed(text))
        }
        ValueKind::Array(items) if items.len() == 1 => return in_list(items.first()?),
        ValueKind::Array(items) => {
            let texts: Vec<_> = items.items().filter_map(in_list).map(|(_, text)| text).collect();
            (CellKind::Text, Cow::Owned(texts.join("; ")))
        }
        ValueKind::Null | ValueKind::Text(_) | ValueKind::Date(_) | ValueKind::Table(_) => return None,
    })
}
