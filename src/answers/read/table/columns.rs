use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::heading::{Headings, Meaning, Plainness};
use super::told::{
    more_unused, no_criterion, not_beside, of_retired, same_name, surely_meant, unclear, unused,
};
use super::{cell, day, explaining};
use crate::answers::read::reply::{LevelTexts, Spoken, said};
use crate::answers::{Column, HeaderKey, UNKNOWN};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Cell, Diagnostic, Row, Span};

/// What the columns of a table hold; decided once, by its header.
#[derive(Clone, Debug)]
pub struct Columns {
    header: Arc<Row<'static>>,
    /// The ids of all columns as they are written, of facts and criteria also old ones.
    ids: String,
    all: Vec<NamedColumn>,
    header_keys: Vec<(usize, HeaderKey)>,
    /// The facts of a row, each with the place of its id.
    facts: Vec<FactColumns>,
    /// The answers of a row, in the order of the columns.
    answers: Vec<AnswerColumns>,
}

/// Where the choices of a fact are.
#[derive(Clone, Debug)]
pub(super) struct FactColumns {
    pub(super) fact: FactIx,
    /// The place of its id.
    pub(super) id: Span,
    pub(super) cells: FactCells,
}

#[derive(Clone, Debug)]
pub(super) enum FactCells {
    /// All in one column.
    One(usize),
    /// Whether it has a choice, in a column for each.
    Each(Vec<(usize, ChoiceIx)>),
}

#[derive(Clone, Debug)]
pub(super) struct AnswerColumns {
    /// The place of the id of its criterion.
    pub(super) id: Span,
    pub(super) criterion: CriterionIx,
    texts: OnceLock<LevelTexts>,
    pub(super) reply: Option<usize>,
    pub(super) beside: Vec<(usize, Column)>,
}

impl AnswerColumns {
    /// The texts of the levels of its criterion.
    pub(super) fn texts(&self, framework: &Framework) -> &LevelTexts {
        self.texts.get_or_init(|| LevelTexts::of(&framework[self.criterion]))
    }
}

#[derive(Clone, Debug, Default)]
struct NamedColumn {
    is_named: bool,
    /// Nothing if it is not used.
    content: Option<Column>,
    /// Whether it says this of its fact alone.
    choice: Option<ChoiceIx>,
    /// The place of its id.
    id: Span,
}

/// The headings of a table taken apart: what is used of them, and what is to be told.
pub(in crate::answers::read) struct Header {
    pub(in crate::answers::read) columns: Columns,
    /// Columns that were surely meant, and are not used.
    pub(in crate::answers::read) errors: Vec<Diagnostic>,
    pub(in crate::answers::read) warnings: Vec<Diagnostic>,
}

/// How many columns without a meaning are told one by one, with the name that may be meant.
const MOST_UNUSED: usize = 500;

/// How many rows are looked at to tell whether a column without a meaning holds answers.
const SAMPLE: usize = 200;

impl Columns {
    /// Reads a header, which is refused if no column is a criterion. What its columns hold is judged by some rows below
    /// it; a column of answers that is not used is an error, others are warnings.
    pub(in crate::answers::read) fn new<'r>(
        header: &Arc<Row<'static>>,
        headings: &Headings<'_>,
        rows: impl IntoIterator<Item = Row<'r>>,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Header { columns, mut errors, warnings } = Self::named(header, headings, rows);
        if columns.answers.iter().all(|answer| answer.reply.is_none()) {
            if errors.is_empty() {
                errors.push(no_criterion(&columns.header, headings.framework(), None));
            }
            return Err(errors);
        }
        errors.extend(warnings);
        Ok((columns, errors))
    }

    /// The columns of any header.
    pub(in crate::answers::read) fn named<'r>(
        header: &Arc<Row<'static>>,
        headings: &Headings<'_>,
        rows: impl IntoIterator<Item = Row<'r>>,
    ) -> Header {
        let framework = headings.framework();
        let width = header.cells().last().map_or(0, |cell| cell.column + 1);
        let mut columns = vec![NamedColumn::default(); width];
        let (mut errors, mut warnings, mut ids) = (Vec::new(), Vec::new(), String::new());
        let mut named: BTreeMap<_, Vec<(&Cell<'_>, Plainness)>> = BTreeMap::new();
        let mut without: Vec<&Cell<'_>> = Vec::new();
        for cell in header.cells() {
            columns[cell.column].is_named = true;
            let mut meanings = headings.meanings(&cell.text);
            match (meanings.pop(), meanings.is_empty()) {
                (Some(found), true) => {
                    let (content, choice) = match found.meaning {
                        Meaning::Column(column) => (column, None),
                        Meaning::Choice(fact, choice) => (Column::Fact(fact), Some(choice)),
                    };
                    let start = ids.len();
                    ids.push_str(&found.id);
                    columns[cell.column] =
                        NamedColumn { is_named: true, content: Some(content), choice, id: start..ids.len() };
                    named.entry((found.id, choice, kind(content))).or_default().push((cell, found.plainness));
                }
                (Some(found), false) => {
                    meanings.push(found);
                    errors.push(unclear(header, cell, &meanings, framework));
                }
                (None, _) => without.push(cell),
            }
        }
        for same in named.values().filter(|same| same.len() > 1) {
            once(header, same, &mut columns, &mut errors, &mut warnings);
        }
        let answers = answers(&columns, &ids);
        let used = || columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.content?)));
        let header_keys = used().filter_map(|(at, content)| match content {
            Column::Header(key) => Some((at, key)),
            _ => None,
        });
        let header_keys = header_keys.collect();
        let facts = facts(&mut columns, header, &mut warnings);
        let columns = Self { header: Arc::clone(header), ids, all: columns, header_keys, facts, answers };
        columns.without_meaning(&without, headings, rows, &mut errors, &mut warnings);
        Header { columns, errors, warnings }
    }

    /// Tells the columns whose headings mean nothing. One that is named almost as a column that is not there, and holds
    /// nothing but answers to it, is surely meant.
    fn without_meaning<'r>(
        &self,
        without: &[&Cell<'_>],
        headings: &Headings<'_>,
        rows: impl IntoIterator<Item = Row<'r>>,
        errors: &mut Vec<Diagnostic>,
        warnings: &mut Vec<Diagnostic>,
    ) {
        let framework = headings.framework();
        let mut sample: Option<Vec<Row<'r>>> = None;
        let mut rows = Some(rows);
        for cell in without.iter().take(MOST_UNUSED) {
            // What is retired is known, however close to another id it is.
            if let Some(retired) = of_retired(&self.header, cell, framework) {
                warnings.push(retired);
                continue;
            }
            let near = headings.near(&cell.text);
            let meant = near.as_ref().and_then(|(_, column)| *column);
            let meant = meant.filter(|column| self.all.iter().all(|known| known.content != Some(*column)));
            let is_surely = meant.is_some_and(|column| {
                let rows = sample.get_or_insert_with(|| {
                    let mut rows: Vec<_> = rows.take().into_iter().flatten().take(SAMPLE).collect();
                    let (explaining, _) = explaining(self, rows.first(), rows.get(1), framework);
                    rows.drain(..explaining);
                    rows
                });
                let mut cells = rows.iter().filter_map(|row| row.cell(cell.column)).peekable();
                cells.peek().is_some() && are_answers(column, cells, framework)
            });
            let near = near.map(|(near, _)| near);
            if is_surely {
                errors.push(surely_meant(&self.header, cell, near));
            } else {
                warnings.push(unused(&self.header, cell, near));
            }
        }
        if let Some(more) = without.get(MOST_UNUSED..).filter(|more| !more.is_empty()) {
            warnings.push(more_unused(&self.header, more));
        }
    }

    /// Whether a row below the header is one again, as where files were put together: it names columns as the header does.
    pub(super) fn is_again(&self, row: &Row<'_>) -> bool {
        // Most rows have an answer.
        if row.cells().iter().any(|cell| matches!(cell.text.as_bytes(), [b'0'..=b'9'])) {
            return false;
        }
        let (mut names, mut asks) = (0, false);
        for cell in row.cells() {
            let text = cell.text.trim();
            let same = self.header.cell(cell.column).filter(|own| own.text.trim() == text);
            let own = same.or_else(|| self.header.cells().iter().find(|own| own.text.trim() == text));
            if let Some(own) = own {
                names += 1;
                asks |= matches!(self.content(own.column), Some(Column::Reply(_)));
            }
        }
        asks && names >= 2 && names * 2 > row.cells().len()
    }

    /// The headings of some criteria, as they are written.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &str> {
        let replies = self.answers.iter().filter_map(|answer| answer.reply);
        replies.map(|column| self.name(column))
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

    pub(super) fn facts(&self) -> &[FactColumns] {
        &self.facts
    }

    pub(super) fn answers(&self) -> &[AnswerColumns] {
        &self.answers
    }
}

/// How many columns a row names as a header does; none if no criterion is among them.
pub(super) fn names_in(row: &Row<'_>, headings: &Headings<'_>) -> usize {
    let (mut names, mut asks) = (0, false);
    for cell in row.cells() {
        if let [found] = headings.meanings(&cell.text).as_slice() {
            names += 1;
            asks |= matches!(found.meaning, Meaning::Column(Column::Reply(_)));
        }
    }
    if asks { names } else { 0 }
}

/// Columns of one id are the same only if they hold the same of it.
fn kind(column: Column) -> u8 {
    match column {
        Column::Header(_) | Column::Fact(_) | Column::Reply(_) => 0,
        Column::Evidence(_) => 1,
        Column::Note(_) => 2,
        Column::ReplyDate(_) => 3,
    }
}

/// Of several columns that mean the same none is used, for nobody knows which counts; but a key of the sheet that is
/// written as templates write it does, rather than another word for it.
fn once(
    header: &Arc<Row<'static>>,
    same: &[(&Cell<'_>, Plainness)],
    columns: &mut [NamedColumn],
    errors: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) {
    let exact = || same.iter().filter(|(_, plainness)| *plainness < Plainness::Text);
    let is_key = same.iter().any(|(cell, _)| matches!(columns[cell.column].content, Some(Column::Header(_))));
    if is_key && exact().count() == 1 {
        let counts = exact().map(|(cell, _)| cell.text.trim()).next().unwrap_or_default();
        for (cell, _) in same.iter().filter(|(_, plainness)| *plainness >= Plainness::Text) {
            columns[cell.column].content = None;
            warnings.push(not_beside(header, cell, counts));
        }
        return;
    }
    for (cell, _) in same {
        (columns[cell.column].content, columns[cell.column].choice) = (None, None);
    }
    if let [(first, _), others @ ..] = same {
        errors.extend(others.iter().map(|(other, _)| same_name(header, first, other)));
    }
}

/// The facts, in the order of their columns. Where one has a column for all its choices, those for single ones are not
/// used.
fn facts(
    columns: &mut [NamedColumn],
    header: &Arc<Row<'static>>,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<FactColumns> {
    let mut facts: Vec<FactColumns> = Vec::new();
    let of_fact = |column: &NamedColumn| match column.content {
        Some(Column::Fact(fact)) => Some((fact, column.choice)),
        _ => None,
    };
    let whole: Vec<FactIx> = columns
        .iter()
        .filter_map(of_fact)
        .filter(|(_, choice)| choice.is_none())
        .map(|(fact, _)| fact)
        .collect();
    let mut told: Vec<FactIx> = Vec::new();
    for at in 0..columns.len() {
        let Some((fact, choice)) = of_fact(&columns[at]) else { continue };
        let id = columns[at].id.clone();
        let Some(choice) = choice else {
            facts.push(FactColumns { fact, id, cells: FactCells::One(at) });
            continue;
        };
        if whole.contains(&fact) {
            columns[at].content = None;
            if !told.contains(&fact) {
                told.push(fact);
                let counts = columns.iter().position(|column| of_fact(column) == Some((fact, None)));
                let counts = counts.and_then(|at| header.cell(at)).map_or("", |cell| cell.text.trim());
                warnings.extend(header.cell(at).map(|cell| not_beside(header, cell, counts)));
            }
            continue;
        }
        let known = facts.iter_mut().find(|known| known.fact == fact);
        match known.map(|known| &mut known.cells) {
            Some(FactCells::Each(cells)) => cells.push((at, choice)),
            _ => facts.push(FactColumns { fact, id, cells: FactCells::Each(vec![(at, choice)]) }),
        }
    }
    facts
}

/// Whether all cells hold an answer that a column takes, and that hardly anything else would be.
fn are_answers<'c>(
    column: Column,
    mut cells: impl Iterator<Item = &'c Cell<'c>>,
    framework: &Framework,
) -> bool {
    match column {
        Column::Reply(index) => {
            let criterion = &framework[index];
            let texts = LevelTexts::of(criterion);
            cells.all(|cell| match said(&cell.text, || Some(&texts)) {
                Spoken::Level(level) => (0..=i64::from(criterion.top())).contains(&level),
                Spoken::Unknown => true,
                Spoken::NotApplicable(reason) => criterion.may_not_apply && !reason.is_empty(),
                Spoken::Number(_) | Spoken::Other => false,
            })
        }
        Column::Fact(fact) => cells.all(|cell| {
            let (mut any, mut all) = (false, true);
            cell::choices(cell, &framework[fact], |id| {
                any = true;
                all &= id == UNKNOWN || framework[fact].find_choice(id).is_some();
            });
            any && all
        }),
        Column::Header(HeaderKey::Date) | Column::ReplyDate(_) => cells.all(|cell| day::is_day(&cell.text)),
        Column::Header(_) | Column::Evidence(_) | Column::Note(_) => false,
    }
}

/// One for each reply. What is beside it goes to the answer of its id, else of its criterion, else to one of its own.
fn answers(columns: &[NamedColumn], ids: &str) -> Vec<AnswerColumns> {
    let mut answers: Vec<AnswerColumns> = Vec::new();
    let answer = |id: &Span, criterion, reply| {
        let (id, texts) = (id.clone(), OnceLock::new());
        AnswerColumns { id, criterion, texts, reply, beside: Vec::new() }
    };
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
