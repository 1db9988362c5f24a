use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::beside::{beside, beside_answers, signs_of_proposals};
use super::check_boxes::by_choice;
use super::groups::FormGroups;
use super::heading::{Headings, Meaning, Plainness, is_of_exporter};
use super::heading_words::{Part, ends_broadly, is_broad, says_evidence};
use super::otherwise::is_of_state;
use super::sent::SentColumns;
use super::told::{
    Likely, evidence_unread, no_choice, no_criterion, not_beside, of_retired, same_name, surely_meant,
    unclear, unused,
};
use super::{are_answers, cell, explaining};
use crate::answers::read::reply::LevelTexts;
use crate::answers::read::said::is_nothing;
use crate::answers::{Column, HeaderKey};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Cell, Diagnostic, Row, Span, codes};
use crate::text::squeezed;

/// What the columns of a table hold; decided once, by its header.
#[derive(Clone, Debug)]
pub struct Columns {
    header: Arc<Row<'static>>,
    /// The ids of all columns as they are written, of facts and criteria also old ones.
    ids: String,
    all: Vec<NamedColumn>,
    header_keys: Vec<(usize, HeaderKey)>,
    /// Columns that mean the same.
    pub(super) same: Vec<SameColumns>,
    /// The facts of a row, each with the place of its id.
    facts: Vec<FactColumns>,
    /// The answers of a row, in the order of the columns.
    answers: Vec<AnswerColumns>,
    /// Columns that say that answers are proposed, but not which, or by a name that nobody knows: of which criterion.
    pub(super) signs: Vec<(usize, Option<CriterionIx>)>,
    pub(super) sent: SentColumns,
    /// Columns that may say of a row that it is not of today.
    states: Vec<usize>,
}

/// Columns that mean the same. Of a row the one that is filled counts; if several are and differ, none does.
#[derive(Clone, Debug)]
pub(super) struct SameColumns {
    /// The one that stands for all.
    pub(super) first: usize,
    pub(super) others: Vec<usize>,
    /// Whether the first counts also where others differ.
    pub(super) is_plainer: bool,
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
    /// Both.
    Both(usize, Vec<(usize, ChoiceIx)>),
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
pub(super) struct NamedColumn {
    pub(super) is_named: bool,
    /// Nothing if it is not used.
    pub(super) content: Option<Column>,
    /// Whether it says this of its fact alone.
    pub(super) choice: Option<ChoiceIx>,
    /// Whether another column stands for it too.
    pub(super) is_stood_for: bool,
    /// The place of its id.
    pub(super) id: Span,
}

/// The headings of a table taken apart: what is used of them, and what is to be told.
pub(in crate::answers::read) struct Header {
    pub(in crate::answers::read) columns: Columns,
    /// Columns that were surely meant, and are not used.
    pub(in crate::answers::read) errors: Vec<Diagnostic>,
    pub(in crate::answers::read) warnings: Vec<Diagnostic>,
    /// Columns that mean nothing, and may be meant for nothing.
    pub(in crate::answers::read) unused: Vec<usize>,
}

/// Of how many columns without a meaning it is looked for what may be meant.
pub(super) const MOST_UNUSED: usize = 500;

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
        let Header { columns, mut errors, warnings, unused: mere } = Self::named(header, headings, rows);
        // Whether columns that mean the same differ is told row by row.
        errors.retain(|problem| problem.code != codes::SHEET_DUPLICATE_KEY);
        if columns.answers.iter().all(|answer| answer.reply.is_none()) {
            if errors.is_empty() {
                errors.push(no_criterion(&columns.header, headings.framework(), Likely::Nothing));
            }
            return Err(errors);
        }
        errors.extend(warnings);
        let mere: Vec<_> = mere.iter().filter_map(|column| columns.header.cell(*column)).collect();
        errors.extend(unused(&columns.header, &mere, None));
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
        let (mut without, mut of_exporters): (Vec<&Cell<'_>>, Vec<&Cell<'_>>) = Default::default();
        let all = header.cells().iter().map(|cell| headings.meanings(&cell.text)).collect::<Vec<_>>();
        let groups = FormGroups::of(header, &all, framework);
        warnings.extend(groups.told(header, framework));
        for (cell, mut meanings) in header.cells().iter().zip(all) {
            columns[cell.column].is_named = true;
            meanings.retain(|found| groups.hold(found));
            match (meanings.pop(), meanings.is_empty()) {
                (Some(found), true) => {
                    let (content, choice) = match found.meaning {
                        Meaning::Column(column) => (column, None),
                        Meaning::Choice(fact, choice) => (Column::Fact(fact), Some(choice)),
                    };
                    let start = ids.len();
                    ids.push_str(&found.id);
                    columns[cell.column] = NamedColumn {
                        is_named: true,
                        content: Some(content),
                        choice,
                        is_stood_for: false,
                        id: start..ids.len(),
                    };
                    named.entry((found.id, choice, kind(content))).or_default().push((cell, found.plainness));
                }
                (Some(found), false) => {
                    meanings.push(found);
                    errors.push(unclear(header, cell, &meanings, framework));
                }
                (None, _) if is_of_exporter(cell, header) => of_exporters.push(cell),
                (None, _) => without.push(cell),
            }
        }
        let mut sample = Vec::new();
        if !without.is_empty() || !of_exporters.is_empty() {
            sample.extend(rows.into_iter().take(SAMPLE));
        }
        let mut signs = Vec::new();
        if !header.is_turned() {
            by_choice(&mut columns, &mut ids, &mut without, &sample, framework);
            beside_answers(&mut columns, &mut without);
            signs = signs_of_proposals(&mut without, headings);
        }
        let same = named.values().filter(|same| same.len() > 1);
        let same = same.filter_map(|same| one_of(header, same, &mut columns, &mut errors, &mut warnings));
        let same = same.collect();
        let answers = answers(&columns, &ids);
        let header_keys = columns.iter().enumerate().filter_map(|(at, column)| match column.content {
            Some(Column::Header(key)) if !column.is_stood_for => Some((at, key)),
            _ => None,
        });
        let header_keys: Vec<(usize, HeaderKey)> = header_keys.collect();
        let facts = facts(&columns);
        let header_of = Arc::clone(header);
        let is_dated = header_keys.iter().any(|(_, key)| *key == HeaderKey::Date);
        let sent = SentColumns::default();
        let states = header.cells().iter().filter(|_| !header.is_turned());
        let states = states.filter(|cell| columns[cell.column].content.is_none() && is_of_state(&cell.text));
        let states = states.map(|cell| cell.column).collect();
        let mut columns = Self {
            header: header_of,
            ids,
            all: columns,
            header_keys,
            same,
            facts,
            answers,
            signs,
            sent,
            states,
        };
        let (explaining, _) = explaining(&columns, sample.first(), sample.get(1), framework);
        sample.drain(..explaining);
        columns.sent = SentColumns::of(header, &of_exporters, is_dated, &sample, &mut warnings);
        let unused = columns.without_meaning(&without, headings, &sample, &mut errors, &mut warnings);
        Header { columns, errors, warnings, unused }
    }

    /// Tells the columns whose headings mean nothing but may be meant for a column that is not there, and hands on the
    /// others. One that holds nothing but answers to such a column is surely meant.
    fn without_meaning(
        &self,
        without: &[&Cell<'_>],
        headings: &Headings<'_>,
        sample: &[Row<'_>],
        errors: &mut Vec<Diagnostic>,
        warnings: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let mut mere = Vec::new();
        let framework = headings.framework();
        for cell in without.iter().take(MOST_UNUSED) {
            let cells = || sample.iter().filter_map(|row| row.cell(cell.column));
            // What is retired is known, however close to another id it is.
            if let Some(retired) = of_retired(&self.header, cell, framework) {
                warnings.push(retired);
                continue;
            }
            let near = headings.near(&cell.text);
            let of_evidence = self.lacks_evidence(cell, near.as_ref().and_then(|(_, column)| *column));
            if let Some(criterion) = of_evidence.filter(|_| cells().any(|cell| !is_nothing(&cell.text))) {
                let name = Column::Evidence(criterion).name(framework);
                errors.push(evidence_unread(&self.header, cell, &name));
                continue;
            }
            let meant = near.as_ref().and_then(|(_, column)| *column);
            if let Some(fact) = self.ticked_of(cell, meant, cells()) {
                errors.push(no_choice(&self.header, cell, &framework[fact]));
                continue;
            }
            let meant = meant.filter(|column| self.all.iter().all(|known| known.content != Some(*column)));
            // With a question a row all that is answered is meant; what is beside it tells nothing by itself.
            let is_asked = self.header.is_turned() && Column::id(&cell.text) == cell.text;
            let is_surely = (is_asked || meant.is_some())
                && cells().next().is_some()
                && (is_asked || meant.is_some_and(|column| are_answers(column, cells(), framework)));
            let near = near.map(|(near, _)| near).filter(|near| near.sure || meant.is_some());
            if is_surely {
                errors.push(surely_meant(&self.header, cell, near));
            } else if near.is_some() {
                warnings.extend(unused(&self.header, &[cell], near));
            } else {
                mere.push(cell.column);
            }
        }
        mere.extend(without.iter().skip(MOST_UNUSED).map(|cell| cell.column));
        mere
    }

    /// The criterion whose evidence is surely in a column without a meaning, and nowhere else.
    fn lacks_evidence(&self, cell: &Cell<'_>, meant: Option<Column>) -> Option<CriterionIx> {
        let is_called = beside(&cell.text) == Some(Part::Evidence) && !is_broad(&cell.text);
        let before = || self.content(cell.column.checked_sub(1)?);
        match (is_called || says_evidence(&cell.text)).then(|| meant.or_else(before)).flatten()? {
            Column::Reply(criterion) | Column::Evidence(criterion) => Some(criterion)
                .filter(|own| self.all.iter().all(|column| column.content != Some(Column::Evidence(*own)))),
            _ => None,
        }
    }

    /// The fact of which a column without a meaning is a ticked box beside others, for what is none of its choices.
    fn ticked_of<'c>(
        &self,
        heading: &Cell<'_>,
        meant: Option<Column>,
        mut cells: impl Iterator<Item = &'c Cell<'c>>,
    ) -> Option<FactIx> {
        let Some(Column::Fact(fact)) = meant else { return None };
        let is_box = |known: &FactColumns| known.fact == fact && !matches!(known.cells, FactCells::One(_));
        let name = squeezed(&heading.text);
        let is_name = |text: &str| !text.is_empty() && name.ends_with(&squeezed(text));
        let is_ticked = cells.any(|cell| cell::is_ticked(cell, is_name) == Some(true));
        (is_ticked && self.facts.iter().any(is_box)).then_some(fact)
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

    /// What the heading before a nameless column says that it holds, where only nameless ones are between.
    pub(super) fn before(&self, column: usize) -> Option<Column> {
        let before = self.all[..column.min(self.all.len())].iter().rfind(|column| column.is_named)?;
        before.content
    }

    pub(super) fn name(&self, column: usize) -> &str {
        self.header.cell(column).map_or("", |cell| cell.text.trim())
    }

    pub(super) fn states(&self) -> &[usize] {
        &self.states
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

/// Columns of one id are the same only if they hold the same of it.
pub(super) fn kind(column: Column) -> u8 {
    match column {
        Column::Header(_) | Column::Fact(_) | Column::Reply(_) => 0,
        Column::Evidence(_) => 1,
        Column::Note(_) => 2,
        Column::ReplyDate(_) => 3,
        Column::Proposal(_, part) => 4 + part as u8,
    }
}

/// Lets one of several columns that mean the same stand for all: the one that is named most plainly. A key of the sheet
/// that is written as templates write it counts rather than another word for it.
fn one_of(
    header: &Arc<Row<'static>>,
    same: &[(&Cell<'_>, Plainness)],
    columns: &mut [NamedColumn],
    errors: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) -> Option<SameColumns> {
    let is_broad = |cell: &Cell<'_>| ends_broadly(&cell.text);
    let (first, _) = same.iter().min_by_key(|(cell, plainness)| (is_broad(cell), *plainness))?;
    let others = || same.iter().map(|(cell, _)| *cell).filter(|cell| cell.column != first.column);
    for other in others() {
        columns[other.column].is_stood_for = true;
    }
    let exact = same.iter().filter(|(_, plainness)| *plainness < Plainness::Text);
    let is_key = matches!(columns[first.column].content, Some(Column::Header(_)));
    // A source may be where the answer is from.
    let is_of_many = is_broad(first) || others().any(|other| !is_broad(other));
    let is_plainer = is_key && exact.count() == 1 || !is_of_many;
    if is_plainer {
        warnings.extend(others().map(|other| not_beside(header, other, first.text.trim())));
    } else {
        errors.extend(others().map(|other| same_name(header, first, other)));
    }
    let others = others().map(|cell| cell.column).collect();
    Some(SameColumns { first: first.column, others, is_plainer })
}

/// The facts, in the order of their columns.
fn facts(columns: &[NamedColumn]) -> Vec<FactColumns> {
    let mut facts: Vec<FactColumns> = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.is_stood_for) {
        let Some(Column::Fact(fact)) = column.content else { continue };
        let Some(known) = facts.iter_mut().find(|known| known.fact == fact && is_joined(known, column))
        else {
            let cells = match column.choice {
                None => FactCells::One(at),
                Some(choice) => FactCells::Each(vec![(at, choice)]),
            };
            facts.push(FactColumns { fact, id: column.id.clone(), cells });
            continue;
        };
        let each = match (&mut known.cells, column.choice) {
            (FactCells::Each(each) | FactCells::Both(_, each), Some(choice)) => {
                each.push((at, choice));
                continue;
            }
            (FactCells::One(whole), Some(choice)) => (*whole, vec![(at, choice)]),
            (FactCells::Each(each), None) => (at, std::mem::take(each)),
            (FactCells::One(_) | FactCells::Both(..), None) => continue,
        };
        known.cells = FactCells::Both(each.0, each.1);
    }
    facts
}

/// Whether a column says more of a fact in others: a further choice, or all of them. Under another id it does not.
fn is_joined(known: &FactColumns, column: &NamedColumn) -> bool {
    column.choice.is_some() || matches!(known.cells, FactCells::Each(_))
}

/// One for each reply. What is beside it goes to the answer of its id, else of its criterion, else to one of its own.
fn answers(columns: &[NamedColumn], ids: &str) -> Vec<AnswerColumns> {
    let mut answers: Vec<AnswerColumns> = Vec::new();
    let answer = |id: &Span, criterion, reply| {
        let (id, texts) = (id.clone(), OnceLock::new());
        AnswerColumns { id, criterion, texts, reply, beside: Vec::new() }
    };
    for (at, column) in columns.iter().enumerate() {
        if let Some(Column::Reply(criterion)) = column.content
            && !column.is_stood_for
        {
            answers.push(answer(&column.id, criterion, Some(at)));
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let Some(
            content @ (Column::Evidence(criterion)
            | Column::Note(criterion)
            | Column::ReplyDate(criterion)
            | Column::Proposal(criterion, _)),
        ) = column.content
        else {
            continue;
        };
        if column.is_stood_for {
            continue;
        }
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
