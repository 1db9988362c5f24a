use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::{Diagnostic, Place, SourceFile, Span};
use crate::text::{Bilingual, say};

/// One row of a table: a line of a CSV file including quoted line breaks, or a row of a workbook's sheet.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    name: Cow<'t, str>,
    sheet: Option<String>,
    line: usize,
    /// For a workbook, its cells joined.
    text: Cow<'t, str>,
    /// The cells that are not blank, by column.
    cells: Vec<Cell<'t>>,
    /// The notes and comments beside cells of a workbook, by column.
    comments: Vec<(usize, String)>,
    /// Built when a place in the row is first reported.
    file: OnceLock<Arc<SourceFile>>,
}

/// A row, or why it cannot be used.
pub(crate) type ReadRow = Result<Row<'static>, Box<Diagnostic>>;

/// The rows of a sheet, and what its layout means for them.
pub(crate) struct SheetRows {
    /// Without the blank ones; one that is too long is a finding.
    pub(crate) rows: Vec<ReadRow>,
    /// The position of the header among them.
    pub(crate) header: Option<usize>,
    /// What is merged or hidden.
    pub(crate) notices: Vec<Diagnostic>,
    /// Comments beside blank rows, as the names of their cells.
    pub(crate) comments: Vec<String>,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct Cell<'t> {
    /// Its column, from 0.
    pub column: usize,
    /// The kind of its value; always text in a CSV file.
    pub kind: CellKind,
    /// Its text: a whole number without a fraction, a date as `2026-11-22`, an error such as `#REF!`.
    pub text: Cow<'t, str>,
    /// Its place in the row, quotes included.
    pub span: Span,
}

/// What kind of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A date, or a date with a time.
    Date,
    /// True or false.
    Truth,
    /// A formula that failed.
    Error,
    /// A formula that was never computed, as written.
    Formula,
}

/// The positions of a row's cells in its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowPlaces {
    /// For a workbook the name of the sheet; for rows of several sheets each name with the byte at which it begins,
    /// ascending.
    sheets: Vec<(usize, String)>,
    /// The first byte and the column of every cell that is not blank, ascending.
    starts: Vec<(usize, usize)>,
    /// For several rows in one text the first byte and the line of each, ascending.
    lines: Vec<(usize, usize)>,
}

impl RowPlaces {
    /// The column of the cell that holds a byte; `None` before the first cell.
    pub(crate) fn column_at(&self, offset: usize) -> Option<usize> {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        Some(self.starts.get(after.checked_sub(1)?)?.1)
    }

    /// The first byte and the line of the row, among several, that holds a byte.
    pub(super) fn line_at(&self, offset: usize) -> Option<(usize, usize)> {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        Some(self.lines[after.checked_sub(1)?])
    }

    pub(crate) fn is_of_workbook(&self) -> bool {
        !self.sheets.is_empty()
    }

    /// The name of the sheet that holds a byte, if there are several.
    pub(crate) fn one_of_sheets(&self, offset: usize) -> Option<&str> {
        self.sheet_at(offset).filter(|_| self.sheets.len() > 1)
    }

    fn sheet_at(&self, offset: usize) -> Option<&str> {
        let after = self.sheets.partition_point(|(start, _)| *start <= offset);
        Some(&self.sheets.get(after.checked_sub(1)?)?.1)
    }

    /// The name of the cell at a place; `None` for the whole row, unless a sheet can be named.
    pub(crate) fn cell_at(&self, span: &Span, line: usize) -> Option<Bilingual> {
        let column = self.column_at(span.start).filter(|_| !span.is_empty()).map(column_letters);
        match (self.sheet_at(span.start), column) {
            (Some(sheet), Some(column)) => {
                Some(say!("sheet {sheet}, cell {column}{line}", "シート「{sheet}」のセル {column}{line}"))
            }
            (Some(sheet), None) => Some(say!("sheet {sheet}, row {line}", "シート「{sheet}」の{line}行目")),
            (None, Some(column)) => Some(say!("column {column}", "{column}列")),
            (None, None) => None,
        }
    }
}

impl<'t> Row<'t> {
    pub(crate) fn of_text(name: &'t str, line: usize, text: &'t str, cells: Vec<Cell<'t>>) -> Self {
        let (name, text) = (Cow::Borrowed(name), Cow::Borrowed(text));
        Self { name, sheet: None, line, text, cells, comments: Vec::new(), file: OnceLock::new() }
    }

    pub(crate) fn of_cell(text: &'t str) -> Self {
        let cell = Cell { column: 0, kind: CellKind::Text, text: Cow::Borrowed(text), span: 0..text.len() };
        let cells = if text.chars().all(char::is_whitespace) { Vec::new() } else { vec![cell] };
        Self::of_text("", 1, text, cells)
    }

    #[cfg(feature = "xlsx")]
    pub(super) fn of_workbook(
        name: &str,
        sheet: &str,
        line: usize,
        text: String,
        cells: Vec<Cell<'t>>,
        comments: Vec<(usize, String)>,
    ) -> Self {
        let (name, sheet, text) = (Cow::Owned(name.to_owned()), Some(sheet.to_owned()), Cow::Owned(text));
        Self { name, sheet, line, text, cells, comments, file: OnceLock::new() }
    }

    /// Several rows of a file as one text, with the byte at which each begins. Places in it are reported by the lines
    /// and sheets of the rows.
    pub(crate) fn together(rows: &[&Row<'_>]) -> Option<(Arc<SourceFile>, Vec<usize>)> {
        let first = rows.first()?;
        let (mut text, mut places) = (String::new(), RowPlaces::default());
        let mut begins = Vec::with_capacity(rows.len());
        for row in rows {
            if !begins.is_empty() {
                text.push('\n');
            }
            begins.push(text.len());
            if let Some(sheet) = row.sheet()
                && places.sheet_at(text.len()) != Some(sheet)
            {
                places.sheets.push((text.len(), sheet.to_owned()));
            }
            places.lines.push((text.len(), row.line));
            places.starts.extend(row.cells.iter().map(|cell| (text.len() + cell.span.start, cell.column)));
            text.push_str(&row.text);
        }
        let plain = SourceFile::new(first.name.as_ref(), text);
        Some((Arc::new(SourceFile { first_line: first.line, row: Some(places), ..plain }), begins))
    }

    /// A row assembled from cells of several, whose places are in `file`; see [`Self::together`].
    pub(crate) fn turned(
        file: &Arc<SourceFile>,
        cells: Vec<Cell<'static>>,
        comments: Vec<(usize, String)>,
    ) -> Row<'static> {
        Row {
            name: Cow::Owned(file.name.clone()),
            sheet: file.row.as_ref().and_then(|row| row.sheet_at(0).map(str::to_owned)),
            line: file.first_line,
            text: Cow::Owned(file.text.clone()),
            cells,
            comments,
            file: OnceLock::from(Arc::clone(file)),
        }
    }

    /// Whether it was assembled from cells of several rows.
    pub(crate) fn is_turned(&self) -> bool {
        self.file.get().and_then(|file| file.row.as_ref()).is_some_and(|row| !row.lines.is_empty())
    }

    /// The row with owned texts.
    pub fn into_owned(self) -> Row<'static> {
        let owned = |cell: Cell<'t>| Cell { text: Cow::Owned(cell.text.into_owned()), ..cell };
        Row {
            name: Cow::Owned(self.name.into_owned()),
            sheet: self.sheet,
            line: self.line,
            text: Cow::Owned(self.text.into_owned()),
            cells: self.cells.into_iter().map(owned).collect(),
            comments: self.comments,
            file: self.file,
        }
    }

    /// The same row with other cells, whose places are in its text.
    pub(crate) fn with_cells(&self, cells: Vec<Cell<'static>>) -> Row<'static> {
        let file = OnceLock::from(Arc::clone(self.file()));
        let row = self.clone().into_owned();
        Row { cells, file, ..row }
    }

    /// The cells that are not blank, by column.
    pub fn cells(&self) -> &[Cell<'t>] {
        &self.cells
    }

    /// The cell of a column, unless it is blank.
    pub fn cell(&self, column: usize) -> Option<&Cell<'t>> {
        CellCursor::new(self).cell(column)
    }

    /// The notes and comments beside cells of a workbook, by column, ascending.
    pub fn comments(&self) -> &[(usize, String)] {
        &self.comments
    }

    /// The note or comment beside the cell of a column.
    pub fn comment(&self, column: usize) -> Option<&str> {
        let at = self.comments.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(&self.comments[at].1)
    }

    /// Its text, to which the places of its cells refer.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of its line, or of its row in a workbook; from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The name of its sheet, if it is from a workbook.
    pub(crate) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// Whether it is from a workbook.
    pub fn is_of_workbook(&self) -> bool {
        self.sheet.is_some()
    }

    /// The place of a cell.
    pub fn place(&self, cell: &Cell<'_>) -> Place {
        Place { file: Arc::clone(self.file()), span: cell.span.clone() }
    }

    /// The row as a source file, to report places in it.
    pub fn file(&self) -> &Arc<SourceFile> {
        self.file.get_or_init(|| {
            let starts = self.cells.iter().map(|cell| (cell.span.start, cell.column)).collect();
            let sheets = self.sheet.iter().map(|sheet| (0, sheet.clone())).collect();
            let row = Some(RowPlaces { sheets, starts, lines: Vec::new() });
            let plain = SourceFile::new(self.name.as_ref(), self.text.as_ref());
            Arc::new(SourceFile { first_line: self.line, row, ..plain })
        })
    }
}

/// Looks up the cells of a row in turn, without a search as long as the columns ascend.
#[derive(Debug)]
pub(crate) struct CellCursor<'r, 't> {
    cells: &'r [Cell<'t>],
    /// No later column is before this position.
    at: usize,
    /// The column that was looked up last.
    passed: usize,
}

impl<'r, 't> CellCursor<'r, 't> {
    pub(crate) fn new(row: &'r Row<'t>) -> Self {
        Self { cells: &row.cells, at: 0, passed: 0 }
    }

    /// The cell of a column, unless it is blank.
    pub(crate) fn cell(&mut self, column: usize) -> Option<&'r Cell<'t>> {
        let is_next = self.cells.get(self.at).is_none_or(|cell| cell.column >= column);
        if !is_next || column <= self.passed {
            self.at = self.cells.partition_point(|cell| cell.column < column);
        }
        self.passed = column;
        let cell = self.cells.get(self.at).filter(|cell| cell.column == column)?;
        self.at += 1;
        Some(cell)
    }
}

/// The names of a few places, and how many more there are.
pub(crate) fn some_of(mut names: Vec<String>) -> Bilingual {
    const NAMED: usize = 12;
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let (en, ja) = (names.join(", "), names.join("、"));
    if more == 0 { Bilingual { en, ja } } else { say!("{en} and {more} more", "{ja}ほか{more}か所") }
}

/// The name of a column in a spreadsheet: `A` for 0, `Z` for 25, `AA` for 26.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.iter().rev().collect(),
        }
    }
}
