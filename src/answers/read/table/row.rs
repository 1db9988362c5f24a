use std::borrow::Cow;

use super::Columns;
use super::cell::{self, CellReply, CellValue, says_no};
use super::columns::{FactCells, FactColumns, SameColumns};
use super::day;
use super::told::{contradiction, unclear_proposal};
use crate::answers::read::beside::contradicts;
use crate::answers::read::reply::LevelTexts;
use crate::answers::read::said::is_nothing;
use crate::answers::read::{Reading, SheetReader};
use crate::answers::{ANSWERS, Column, DATE, EVIDENCE, FACTS, HeaderKey, LEVEL, NOT_APPLICABLE, NOTE};
use crate::framework::{ChoiceIx, Fact, Framework};
use crate::source::{
    Cell, CellCursor, CellKind, Characters, Diagnostic, Document, Open, Row, SEPARATORS, Span, Textual, codes,
};
use crate::text::{clean, fit, folded, say, visible};

/// Reads the sheet in one row. It is refused if it has more cells than its header, or answers another framework; the
/// reasons are then the error. What is wrong with single cells is a notice, as in every other form.
pub(crate) fn read_row(
    columns: &Columns,
    row: &Row<'_>,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    SheetReader::new(framework)
        .reading(|reader, sheet, notices| reader.read_row(columns, row, sheet, notices))
}

/// A row of a text that has more cells than the header: one of its commas was meant to be text, and every answer
/// after it is off by one.
pub(in crate::answers::read) fn too_long(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
    if row.is_of_workbook() {
        return None;
    }
    if let [cell] = row.cells()
        && cell.column == 0
        && let Some(separator) = other_separator(columns, row)
    {
        return Some(otherwise_separated(row, separator));
    }
    longer_than(columns.width(), row)
}

/// The same for any header of so many columns.
pub(super) fn longer_than(width: usize, row: &Row<'_>) -> Option<Diagnostic> {
    let last = row.cells().last().filter(|cell| cell.column >= width && !row.is_of_workbook())?;
    let cells = last.column + 1;
    let message = say!(
        "the row has {cells} cells, but the header only {width}",
        "この行にはセルが{cells}個ありますが、見出しは{width}個です"
    );
    let help = say!(
        "a cell with a separator in it stands in quotation marks",
        "区切り文字を含むセルは、引用符（\"）で囲んでください。"
    );
    let place = row.cell(width).unwrap_or(last).span.clone();
    Some(Diagnostic::new(codes::SHEET_SYNTAX, message).help(help).at(row.file(), place))
}

/// What stands between the answers of a row that is one cell for the separator of the header.
fn other_separator(columns: &Columns, row: &Row<'_>) -> Option<char> {
    let text = row.text();
    if columns.width() < 2 || row.cells().iter().any(|cell| cell.span != (0..text.len())) {
        return None;
    }
    SEPARATORS.into_iter().map(char::from).find(|separator| {
        let is_level = |(column, cell): (usize, &str)| {
            matches!(columns.content(column), Some(Column::Reply(_)))
                && matches!(cell.trim().as_bytes(), [b'0'..=b'9'])
        };
        text.contains(*separator)
            && (text.split(*separator).count() == columns.width()
                || text.split(*separator).enumerate().any(is_level))
    })
}

fn otherwise_separated(row: &Row<'_>, separator: char) -> Diagnostic {
    let (en, ja) = match separator {
        '\t' => ("tabs", "タブ"),
        ';' => ("`;`", "`;`"),
        _ => ("`,`", "`,`"),
    };
    let message = say!(
        "there are {en} between the cells of this row, but not between those of the header",
        "この行は{ja}で区切られていますが、見出しの区切りは異なります"
    );
    let help = say!(
        "put what this row comes from into a file of its own, or use one separator for all rows",
        "すべての行を見出しと同じ区切りにするか、別のファイルに分けてください。"
    );
    Diagnostic::new(codes::SHEET_SYNTAX, message).help(help).at(row.file(), 0..row.text().len())
}

/// The row as the document that the other forms are read from: its keys, with the places of their cells.
pub(crate) fn row_document(columns: &Columns, row: &Row<'_>, framework: &Framework) -> Document {
    let mut document = Document::default();
    fill(&mut document, columns, row, framework, &mut Vec::new());
    document
}

/// Fills a document with a row, in place of what it held; a formula without a value is reported.
pub(in crate::answers::read) fn fill(
    document: &mut Document,
    columns: &Columns,
    row: &Row<'_>,
    framework: &Framework,
    notices: &mut Vec<Diagnostic>,
) {
    notices.extend(row.cells().iter().filter_map(|cell| without_value(columns, row, cell)));
    let mut cursor = CellCursor::new(row);
    let (mut told, mut both, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    let mut cell_of = |column: usize| {
        let own = cursor.cell(column).filter(|cell| has_value(cell));
        match columns.same.iter().find(|same| same.first == column) {
            None => own,
            Some(same) => filled(columns, row, same, own, framework, &mut told),
        }
    };
    document.begin(row.text());
    let ids = document.add_text(columns.ids());
    let mut filler = Filler { document, source: row.text(), ids };
    let mut sheet = filler.document.open_table(0..0);
    let mut is_dated = false;
    for (column, key) in columns.header_keys() {
        // A company may be called anything.
        let is_nothing = |cell: &&Cell<'_>| *key != HeaderKey::Subject && is_nothing(&cell.text);
        if let Some(cell) = cell_of(*column).filter(|cell| !is_nothing(cell)) {
            let value = if *key == HeaderKey::Date { day::date(cell) } else { cell::text(cell) };
            is_dated |= *key == HeaderKey::Date;
            filler.entry(&mut sheet, key.name(), &value, &cell.span);
        }
    }
    match columns.sent.day(columns, row).filter(|_| !is_dated) {
        Some(Ok((day, cell))) => {
            filler.entry(&mut sheet, DATE, &CellValue::Text(day.into()), &cell.span);
        }
        Some(Err(problem)) => remarks.push(problem),
        None => {}
    }
    filler.key(&mut sheet, FACTS, &(0..0));
    let mut facts = filler.document.open_table(0..0);
    for FactColumns { fact, id, cells } in columns.facts() {
        let fact = &framework[*fact];
        match cells {
            FactCells::One(column) => {
                if let Some(cell) = cell_of(*column) {
                    filler.column(&mut facts, id, &cell.span);
                    filler.list(&cell.span, |add| cell::choices(cell, fact, add));
                }
            }
            FactCells::Each(each) => {
                let cells = each.iter().filter_map(|(column, choice)| Some((cell_of(*column)?, *choice)));
                filler.picks(&mut facts, id, fact, &cells.collect::<Vec<_>>());
            }
            FactCells::Both(whole, each) => {
                let whole = cell_of(*whole).filter(|cell| !is_nothing(&cell.text));
                let cells = each.iter().filter_map(|(column, choice)| Some((cell_of(*column)?, *choice)));
                let cells: Vec<_> = cells.collect();
                let against = whole.and_then(|whole| {
                    let other = cells.iter().find(|(cell, choice)| !cell::agrees(whole, cell, fact, *choice));
                    other.map(|(cell, _)| (whole, *cell))
                });
                match (whole, against) {
                    (_, Some((whole, cell))) => both.push(contradiction(columns.header(), row, whole, cell)),
                    (Some(whole), None) => {
                        filler.column(&mut facts, id, &whole.span);
                        filler.list(&whole.span, |add| cell::choices(whole, fact, add));
                    }
                    (None, None) => filler.picks(&mut facts, id, fact, &cells),
                }
            }
        }
    }
    filler.document.close(&facts, 0);
    filler.key(&mut sheet, ANSWERS, &(0..0));
    let mut answers = filler.document.open_table(0..0);
    let signs: Vec<_> = columns.signs.iter().filter_map(|(at, of)| Some((row.cell(*at)?, *of))).collect();
    let signs: Vec<_> = signs.into_iter().filter(|(cell, _)| !has_value(cell) || says(cell)).collect();
    for answer in columns.answers() {
        let is_unclear = signs.iter().any(|(_, of)| of.is_none_or(|of| of == answer.criterion));
        let is_lost = answer.beside.iter().any(|(at, content)| is_lost(columns, row, *at, *content));
        if is_unclear || is_lost {
            // What contradicts each other is told all the same.
            for (at, _) in &answer.beside {
                cell_of(*at);
            }
            continue;
        }
        let reply = answer.reply.and_then(&mut cell_of);
        let comment = answer.reply.and_then(|column| row.comment(column)).filter(|_| reply.is_some());
        let beside = answer.beside.iter().filter_map(|(column, content)| Some((*content, cell_of(*column)?)));
        let beside = beside.filter(|(_, cell)| !is_nothing(&cell.text));
        let texts = || Some(answer.texts(framework));
        let reply = reply.map(|cell| (cell, cell::reply(cell, texts)));
        if let Some((cell, reply)) = &reply {
            remarks.extend(remarked(columns, row, cell, reply, comment, answer.texts(framework)));
        }
        filler.answer(&mut answers, &answer.id, reply, beside, comment);
    }
    filler.document.close(&answers, 0);
    filler.document.close(&sheet, 0);
    notices.extend(signs.iter().map(|(cell, of)| {
        let id = of.map(|of| framework[of].id.as_str());
        unclear_proposal(columns.header(), row, cell, id)
    }));
    notices.append(&mut told);
    notices.append(&mut both);
    notices.append(&mut remarks);
}

/// Whether a column of a proposal says something that is not read: a formula without a value, or something else than
/// another column of the same. That is told where it is found.
fn is_lost(columns: &Columns, row: &Row<'_>, column: usize, content: Column) -> bool {
    if !matches!(content, Column::Proposal(..)) {
        return false;
    }
    let same = columns.same.iter().find(|same| same.first == column);
    let all = std::iter::once(&column).chain(same.iter().flat_map(|same| &same.others));
    let mut cells = all.filter_map(|at| row.cell(*at)).filter(|cell| !has_value(cell) || says(cell));
    let first = cells.next();
    first.is_some_and(|first| !has_value(first) || cells.any(|other| differ(first, other, None)))
}

/// Whether a cell holds more than a word for an empty one.
fn says(cell: &Cell<'_>) -> bool {
    !visible(&cell.text).trim().is_empty() && !is_nothing(&cell.text) && !says_no(&cell.text)
}

/// The one cell of columns that mean the same; none if they contradict each other.
fn filled<'r>(
    columns: &Columns,
    row: &'r Row<'_>,
    same: &SameColumns,
    own: Option<&'r Cell<'r>>,
    framework: &Framework,
    told: &mut Vec<Diagnostic>,
) -> Option<&'r Cell<'r>> {
    let says = |cell: &&Cell<'_>| has_value(cell) && !is_nothing(&cell.text);
    let others = same.others.iter().filter_map(|column| row.cell(*column)).filter(says);
    let mut others = others.peekable();
    let answer = columns.answers().iter().find(|answer| answer.reply == Some(same.first));
    let differ =
        |one: &Cell<'_>, other: &Cell<'_>| differ(one, other, answer.map(|answer| answer.texts(framework)));
    let Some(first) = own.filter(says) else {
        let first = others.next();
        return match others.find(|other| first.is_some_and(|first| differ(first, other))) {
            Some(other) => {
                told.extend(first.map(|first| contradiction(columns.header(), row, first, other)));
                None
            }
            None => first.or(own),
        };
    };
    match others.find(|other| differ(first, other)).filter(|_| !same.is_plainer) {
        Some(other) => {
            told.push(contradiction(columns.header(), row, first, other));
            None
        }
        None => Some(first),
    }
}

/// Whether two cells for the same say different things. A level is the same in the words of any language.
pub(super) fn differ(one: &Cell<'_>, other: &Cell<'_>, texts: Option<&LevelTexts>) -> bool {
    let level = |cell| match cell::reply(cell, || texts) {
        CellReply::Value(CellValue::Integer(level)) if texts.is_some() => Some(level),
        _ => None,
    };
    folded(&visible(&one.text)) != folded(&visible(&other.text))
        && level(one).is_none_or(|one| level(other) != Some(one))
}

/// The columns of cells beside which something is written that is the note of no answer.
pub(super) fn unused_comments(columns: &Columns, row: &Row<'_>) -> impl Iterator<Item = usize> {
    let is_used = |column: usize| {
        let answer = columns.answers().iter().find(|answer| answer.reply == Some(column));
        let has_note = |(at, content): &(usize, Column)| {
            matches!(content, Column::Note(_)) && row.cell(*at).is_some_and(|cell| !is_nothing(&cell.text))
        };
        answer.is_some_and(|answer| {
            row.cell(column).is_some_and(has_value) && !answer.beside.iter().any(has_note)
        })
    };
    row.comments().iter().map(|(column, _)| *column).filter(move |column| !is_used(*column))
}

fn has_value(cell: &Cell<'_>) -> bool {
    !matches!(cell.kind, CellKind::Error | CellKind::Formula)
}

/// The notice about a formula that gives no value, in a column that is used.
fn without_value(columns: &Columns, row: &Row<'_>, cell: &Cell<'_>) -> Option<Diagnostic> {
    match cell.kind {
        CellKind::Text | CellKind::Number | CellKind::Date | CellKind::Truth => None,
        CellKind::Error | CellKind::Formula if columns.content(cell.column).is_none() => None,
        CellKind::Error => Some(failed_formula(columns, row, cell)),
        CellKind::Formula => Some(uncomputed_formula(columns, row, cell)),
    }
}

struct Filler<'a> {
    document: &'a mut Document,
    source: &'a str,
    /// Where the ids of the columns begin among the texts of the document.
    ids: usize,
}

impl Filler<'_> {
    /// Adds an answer: a value alone, or a table if anything is beside the reply. A comment is its note, if it has none; a
    /// remark in its own cell stands before either.
    fn answer<'c>(
        &mut self,
        answers: &mut Open,
        id: &Span,
        reply: Option<(&'c Cell<'c>, CellReply<'c>)>,
        beside: impl Iterator<Item = (Column, &'c Cell<'c>)>,
        comment: Option<&str>,
    ) {
        let mut beside = beside.peekable();
        let first = reply.as_ref().map(|(cell, _)| *cell);
        let Some(first) = first.or_else(|| beside.peek().map(|(_, cell)| *cell)) else { return };
        self.column(answers, id, &first.span);
        let reply = reply.map(|(_, reply)| reply);
        let remark = match &reply {
            Some(CellReply::Remarked(_, remark)) => Some(&**remark),
            _ => None,
        };
        if let (Some(CellReply::Value(value)), None, None) = (&reply, beside.peek(), comment) {
            value.push(self.document, self.source, &first.span);
            return;
        }
        let mut open = self.document.open_table(first.span.clone());
        match &reply {
            Some(CellReply::Value(value) | CellReply::Remarked(value, _)) => {
                self.entry(&mut open, LEVEL, value, &first.span);
            }
            Some(CellReply::NotApplicable(reason)) => {
                self.entry(&mut open, NOT_APPLICABLE, reason, &first.span);
            }
            None => {}
        }
        let mut has_note = false;
        for (column, cell) in beside {
            match column {
                Column::Evidence(_) => {
                    self.key(&mut open, EVIDENCE, &cell.span);
                    self.list(&cell.span, |add| cell::texts(cell).for_each(add));
                }
                Column::Note(_) => {
                    has_note = true;
                    let note = noted(&[remark, Some(&*cell.text)]);
                    self.entry(&mut open, NOTE, &note, &cell.span);
                }
                Column::Proposal(_, part) => {
                    self.entry(&mut open, part.name(), &cell::text(cell), &cell.span);
                }
                _ => self.entry(&mut open, DATE, &day::date(cell), &cell.span),
            }
        }
        if !has_note && (remark.is_some() || comment.is_some()) {
            self.entry(&mut open, NOTE, &noted(&[remark, comment]), &first.span);
        }
        self.document.close(&open, first.span.end);
    }

    /// Adds the choices of a fact that has a column for each.
    fn picks(&mut self, facts: &mut Open, id: &Span, fact: &Fact, cells: &[(&Cell<'_>, ChoiceIx)]) {
        let Some((first, _)) = cells.first() else { return };
        self.column(facts, id, &first.span);
        self.list(&first.span, |add| {
            for (cell, choice) in cells {
                cell::pick(cell, fact, *choice, add);
            }
        });
    }

    fn key(&mut self, open: &mut Open, key: &str, span: &Span) {
        self.document.push_text(Textual::Text, Characters::Own(key), span.clone());
        open.count();
    }

    /// Adds a key that is one of the ids of the columns.
    fn column(&mut self, open: &mut Open, id: &Span, span: &Span) {
        let characters = Characters::At(self.ids + id.start, self.ids + id.end);
        self.document.push_text(Textual::Text, characters, span.clone());
        open.count();
    }

    /// Adds a list of the texts that `fill` hands on.
    fn list(&mut self, span: &Span, fill: impl FnOnce(&mut dyn FnMut(&str))) {
        let mut list = self.document.open_array(span.clone());
        fill(&mut |text| {
            let characters = Characters::of(self.source, text);
            self.document.push_text(Textual::Text, characters, span.clone());
            list.count();
        });
        self.document.close(&list, span.end);
    }

    fn entry(&mut self, open: &mut Open, key: &str, value: &CellValue<'_>, span: &Span) {
        self.key(open, key, span);
        value.push(self.document, self.source, span);
    }
}

/// A note made of these texts.
fn noted<'n>(texts: &[Option<&'n str>]) -> CellValue<'n> {
    CellValue::Text(match texts.iter().flatten().collect::<Vec<_>>().as_slice() {
        [one] => Cow::Borrowed(one),
        several => Cow::Owned(several.iter().map(|text| **text).collect::<Vec<_>>().join("\n")),
    })
}

/// The warning that words beside a level that counts were kept as its note, or that a comment on its cell doubts it.
fn remarked(
    columns: &Columns,
    row: &Row<'_>,
    cell: &Cell<'_>,
    reply: &CellReply<'_>,
    comment: Option<&str>,
    texts: &LevelTexts,
) -> Option<Diagnostic> {
    let (level, message) = match reply {
        // A note loses nothing; a number may be the level.
        CellReply::Remarked(CellValue::Text(_), remark) if remark.chars().any(char::is_numeric) => {
            let remark = fit(&clean(remark), LONGEST_QUOTED);
            let message = say!(
                "this counts as unknown; what stands beside it was kept as a note: `{remark}`",
                "「わからない」として採点し、併記の語「{remark}」はメモとして残しました"
            );
            (&0, message)
        }
        CellReply::Remarked(CellValue::Integer(level), remark) => {
            let remark = fit(&clean(remark), LONGEST_QUOTED);
            let message = say!(
                "level {level} counts; what stands beside it was kept as a note: `{remark}`",
                "レベル{level}として採点し、併記の語「{remark}」はメモとして残しました"
            );
            (level, message)
        }
        CellReply::Value(CellValue::Integer(level)) => {
            let comment = comment.filter(|comment| contradicts(comment, *level, texts))?;
            let comment = fit(&clean(comment), LONGEST_QUOTED);
            let message = say!(
                "level {level} counts, but the comment on its cell may doubt, limit or deny it: `{comment}`",
                "レベル{level}として採点しましたが、セルのコメント「{comment}」には疑い・条件・限定・否定などの語があります"
            );
            (level, message)
        }
        _ => return None,
    };
    // A level that does not exist is told as such.
    if !(0..=texts.top()).contains(level) {
        return None;
    }
    let name = columns.name(cell.column);
    let help = match reply {
        CellReply::Remarked(CellValue::Text(_), _) => say!(
            "if a level is true today, write it; a remark belongs in `{name}.note`",
            "現時点で当てはまるレベルがあれば記入してください。補足は `{name}.note` に書きます。"
        ),
        _ => say!(
            "check whether the level is true today; a remark belongs in `{name}.note`",
            "現時点でそのレベルが当てはまるかを確認してください。補足は `{name}.note` に書きます。"
        ),
    };
    Some(Diagnostic::new(codes::REMARK, message).help(help).key(name).at(row.file(), cell.span.clone()))
}

/// How much of a remark is quoted, in columns.
const LONGEST_QUOTED: usize = 120;

fn failed_formula(columns: &Columns, row: &Row<'_>, cell: &Cell<'_>) -> Diagnostic {
    let (name, error) = (columns.name(cell.column), &cell.text);
    let message =
        say!("`{name}` is a formula that fails: {error}", "`{name}` の数式がエラーになっています（{error}）");
    Diagnostic::new(codes::ANSWER_TYPE, message).key(name).at(row.file(), cell.span.clone())
}

fn uncomputed_formula(columns: &Columns, row: &Row<'_>, cell: &Cell<'_>) -> Diagnostic {
    let name = columns.name(cell.column);
    let message =
        say!("`{name}` is a formula that was never computed", "`{name}` の数式が一度も計算されていません");
    let help = say!(
        "open the file in a spreadsheet program and save it",
        "表計算ソフトでファイルを開き、保存し直してください。"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(name).at(row.file(), cell.span.clone())
}
