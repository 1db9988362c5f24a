//! A record of JSON without `answers` whose keys are named as the columns of a table are: it says what a row of that
//! table says. Forms and survey services write such records, some of them with objects for groups of questions.

use std::borrow::Cow;
use std::sync::Arc;

use super::table::{Header, Headings, fill};
use super::{Columns, SheetReader};
use crate::answers::{ANSWERS, AnswerSheet, Column, FACTS, LEVEL, NOT_APPLICABLE};
use crate::source::{
    Cell, CellKind, Diagnostic, Document, Place, Row, Span, Table, TextSource, Value, ValueKind, codes,
};
use crate::text::say;

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
    /// The findings about keys that are not used.
    unused: Vec<(usize, Diagnostic)>,
}

/// A value that is no object, with the keys that lead to it.
struct Leaf<'d> {
    path: Vec<&'d str>,
    key_span: Span,
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
        add_leaves(table, &mut Vec::new(), &mut leaves);
        let read = keys.know(&leaves, &self.headings, source).then(|| {
            let FlatKeys { known, document, .. } = &mut keys;
            let Some(KnownKeys { columns, wrong, unused }) = known else { return Ok(()) };
            let in_place = |(leaf, problem): &(usize, Diagnostic)| {
                let span = leaves[*leaf].key_span.clone();
                Diagnostic { place: Some(place(source, span)), ..problem.clone() }
            };
            if !wrong.is_empty() {
                let refusal = |(leaf, first, problem): &(usize, Option<usize>, Diagnostic)| {
                    let first = first.map(|first| place(source, leaves[first].key_span.clone()));
                    in_place(&(*leaf, problem.clone())).label(first, say!("first here", "1つ目"))
                };
                return Err(wrong.iter().map(refusal).collect());
            }
            notices.extend(unused.iter().filter(|(leaf, _)| !leaves[*leaf].value.is_null()).map(in_place));
            let cells =
                leaves.iter().enumerate().filter_map(|(column, leaf)| leaf.cell(column, source)).collect();
            let row = Row::of_text("", 1, source.text(), cells);
            fill(document, columns, &row, self.framework, notices);
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
        self.known.is_some()
    }
}

impl KnownKeys {
    fn of(leaves: &[Leaf<'_>], headings: &Headings<'_>, source: &TextSource<'_>) -> Option<Self> {
        // A group of questions is no part of what a key means: its name is left out until the rest is known.
        let mut from = vec![0; leaves.len()];
        let mut header = named(leaves, &from, headings, source);
        loop {
            let mut is_shorter = false;
            for (column, leaf) in leaves.iter().enumerate() {
                if header.columns.content(column).is_none() && from[column] + 1 < leaf.parts().len() {
                    from[column] += 1;
                    is_shorter = true;
                }
            }
            if !is_shorter {
                break;
            }
            header = named(leaves, &from, headings, source);
        }
        let Header { columns, errors, warnings } = header;
        let is_reply = |column: usize| matches!(columns.content(column), Some(Column::Reply(_)));
        // Of two keys for the only criterion neither counts.
        ((0..leaves.len()).any(is_reply) || !errors.is_empty()).then_some(())?;
        let leaf_at = |place: Option<&Place>| {
            let span = &place?.span;
            leaves.binary_search_by_key(&span.start, |leaf| leaf.key_span.start).ok()
        };
        let wrong = errors.into_iter().map(|problem| {
            let first = leaf_at(problem.labels.first().map(|label| &label.place));
            (leaf_at(problem.place.as_ref()).unwrap_or(0), first, of_key(problem))
        });
        let wrong = wrong.collect();
        let unused = warnings.into_iter().filter_map(|notice| {
            let leaf = leaf_at(notice.place.as_ref())?;
            Some((leaf, unused(notice, &leaves[leaf])))
        });
        let unused = unused.collect();
        Some(Self { columns, wrong, unused })
    }
}

/// The columns of the names of some keys, each from a part of its path on.
fn named(leaves: &[Leaf<'_>], from: &[usize], headings: &Headings<'_>, source: &TextSource<'_>) -> Header {
    let cells = leaves.iter().zip(from).enumerate().map(|(column, (leaf, from))| {
        let text = Cow::Owned(leaf.parts()[*from..].join("."));
        Cell { column, kind: CellKind::Text, text, span: leaf.key_span.clone() }
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
    let message = match problem.code {
        codes::SHEET_DUPLICATE_KEY => say!("two keys mean `{name}`", "`{name}` を表すキーが2つあります"),
        codes::UNREAD_COLUMN => {
            say!("`{name}` may mean more than one thing", "`{name}` は複数の意味に取れます")
        }
        _ => problem.message,
    };
    Diagnostic { message, labels: Vec::new(), ..problem }
}

fn unused(notice: Diagnostic, leaf: &Leaf<'_>) -> Diagnostic {
    if notice.code != codes::UNUSED_KEY || notice.key.is_none() {
        return notice;
    }
    let name = leaf.path.join(".");
    let message = say!("`{name}` was not used", "`{name}` は使えない項目のため、無視しました");
    Diagnostic { message, ..notice }
}

fn add_leaves<'d>(table: Table<'d>, path: &mut Vec<&'d str>, leaves: &mut Vec<Leaf<'d>>) {
    for entry in table.entries() {
        path.push(entry.key);
        match entry.value.as_table() {
            Some(inner) => add_leaves(inner, path, leaves),
            None => leaves.push(Leaf { path: path.clone(), key_span: entry.key_span, value: entry.value }),
        }
        path.pop();
    }
}

impl<'d> Leaf<'d> {
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
    fn cell(&self, column: usize, source: &TextSource<'_>) -> Option<Cell<'d>> {
        let (kind, text) = cell_of(self.value, source)?;
        let is_reason = self.path.len() > 1 && self.path.last() == Some(&NOT_APPLICABLE);
        let text = if is_reason { Cow::Owned(format!("na: {text}")) } else { text };
        Some(Cell { column, kind, text, span: self.value.span() })
    }
}

/// A value as a table has it in a cell. An object in a list is no answer: it stands as it is written, so that it is told.
fn cell_of<'d>(value: Value<'d>, source: &TextSource<'_>) -> Option<(CellKind, Cow<'d, str>)> {
    let in_list = |item: Value<'d>| match item.kind() {
        ValueKind::Table(_) => {
            let written = source.text().get(item.span()).unwrap_or_default();
            Some((CellKind::Text, Cow::Owned(written.to_owned())))
        }
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
