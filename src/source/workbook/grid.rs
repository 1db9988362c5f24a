use std::collections::BTreeMap;

use super::Fault;
use crate::source::{CellKind, MAX_BYTES, MAX_LINE, column_letters};

/// The separator of cells where a row is shown as one line.
pub(super) const BETWEEN: &str = " | ";

/// The most cells that are read of a workbook, filled or only formatted; each takes some hundred bytes of memory.
pub(super) const MAX_CELLS: usize = 1_000_000;

/// The most bytes of text in them: as many as a text file may have. Shared texts count for each cell.
pub(super) const MAX_TEXT: u64 = MAX_BYTES;

/// The most columns and rows of a sheet.
pub(super) const COLUMNS: u32 = 1 << 14;
pub(super) const ROWS: u32 = 1 << 20;

/// What may still be read of a workbook.
pub(super) struct Budget {
    cells: usize,
    text: u64,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT }
    }

    /// Takes a cell, or anything else of that size that is kept.
    pub(super) fn cell(&mut self) -> Result<(), Fault> {
        self.cells = self.cells.checked_sub(1).ok_or(Fault::TooManyCells)?;
        Ok(())
    }

    pub(super) fn text(&mut self, length: usize) -> Result<(), Fault> {
        self.text = self.text.checked_sub(length as u64).ok_or(Fault::TooMuchText)?;
        Ok(())
    }
}

/// Merged cells, from the first row and column to the last; all from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Range {
    /// As spreadsheets write it: `B2:C3`.
    pub(super) fn name(self) -> String {
        let end = cell_name(self.bottom, self.right);
        format!("{}:{end}", cell_name(self.top, self.left))
    }
}

/// The name of a cell: `B2`.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column as usize), u64::from(row) + 1)
}

/// The row and column of a name such as `B2`; `None` if no sheet has such a cell.
pub(super) fn cell_at(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    if letters.is_empty() || letters.len() > 3 || row >= ROWS {
        return None;
    }
    let number = |number, letter: u8| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, number) - 1;
    (column < COLUMNS).then_some((row, column))
}

/// What is read of a sheet.
#[derive(Default)]
pub(super) struct SheetGrid {
    pub(super) rows: Vec<GridRow>,
    pub(super) merged: Vec<Range>,
    /// The first and last row of each hidden stretch, including those hidden by a filter.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// The rows that hold the totals of the others.
    pub(super) totals: Vec<u32>,
    /// The cells that are struck through, at least in part.
    pub(super) struck: Vec<(u32, u32)>,
    /// The cells whose format shows nothing of their number.
    pub(super) unseen: Vec<(u32, u32)>,
    /// Notes and comments, by row and column.
    pub(super) comments: BTreeMap<(u32, u32), String>,
}

#[derive(Clone, Default)]
pub(super) struct GridRow {
    /// From 0.
    pub(super) number: u32,
    /// Empty if the row is longer than a line may be.
    pub(super) cells: Vec<GridCell>,
    /// The length of its line.
    pub(super) length: usize,
}

#[derive(Clone)]
pub(super) struct GridCell {
    pub(super) column: u32,
    pub(super) kind: CellKind,
    pub(super) text: Box<str>,
}

impl GridRow {
    pub(super) fn is_too_long(&self) -> bool {
        self.length > MAX_LINE
    }

    fn add(&mut self, cell: GridCell) {
        self.length += BETWEEN.len() + cell.text.len();
        if self.is_too_long() {
            self.cells = Vec::new();
        } else {
            self.cells.push(cell);
        }
    }

    /// The position of the cell of a column, or where it would be inserted.
    fn find(&self, column: u32) -> Result<usize, usize> {
        self.cells.binary_search_by_key(&column, |cell| cell.column)
    }
}

impl SheetGrid {
    /// Adds the content of a cell, unless it is blank.
    pub(super) fn put(
        &mut self,
        budget: &mut Budget,
        (row, column): (u32, u32),
        (kind, text): (CellKind, String),
    ) -> Result<(), Fault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        budget.text(text.len())?;
        let cell = GridCell { column, kind, text: text.into_boxed_str() };
        match self.rows.last_mut() {
            Some(last) if last.number == row => last.add(cell),
            _ => {
                let mut new = GridRow { number: row, ..GridRow::default() };
                new.add(cell);
                self.rows.push(new);
            }
        }
        Ok(())
    }

    /// Adds a stretch of hidden rows; stretches come in order.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        match self.hidden_rows.last_mut() {
            Some((_, end)) if first == end.saturating_add(1) => *end = last,
            _ => self.hidden_rows.push((first, last)),
        }
    }

    /// Whether a cell has content; rows and cells must be sorted.
    pub(super) fn is_filled(&self, row: u32, column: u32) -> bool {
        let row = self.rows.binary_search_by_key(&row, |row| row.number).map(|at| &self.rows[at]);
        row.is_ok_and(|row| row.find(column).is_ok())
    }

    /// Sorts rows and cells, which a file may store in any order; of duplicate cells the later one counts.
    pub(super) fn sort(&mut self) {
        if !self.rows.is_sorted_by(|one, next| one.number < next.number) {
            self.rows.sort_by_key(|row| row.number);
            self.rows.dedup_by(|next, row| {
                let same = next.number == row.number;
                if same {
                    next.cells.drain(..).for_each(|cell| row.add(cell));
                }
                same
            });
        }
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|one, next| one.column < next.column) {
                row.cells.reverse();
                row.cells.sort_by_key(|cell| cell.column);
                row.cells.dedup_by_key(|cell| cell.column);
            }
        }
    }

    /// Drops the rows with totals below the header, and forgets those that are not there.
    pub(super) fn leave_totals(&mut self, header: usize) {
        let header = self.rows.get(header).map(|row| row.number);
        self.totals.sort_unstable();
        self.totals.dedup();
        let is_below = |row: &u32| header.is_some_and(|header| *row > header);
        self.totals
            .retain(|row| is_below(row) && self.rows.binary_search_by_key(row, |row| row.number).is_ok());
        self.rows.retain(|row| self.totals.binary_search(&row.number).is_err());
    }

    /// Copies the value of merged cells to each of their rows that has other content, in their first column. Not from
    /// the header row or above, because a heading is no answer below it. Returns the ranges concerned.
    pub(super) fn spread(&mut self, header: usize, budget: &mut Budget) -> Result<Vec<Range>, Fault> {
        let Some(header) = self.rows.get(header).map(|row| row.number) else { return Ok(Vec::new()) };
        self.merged.sort_unstable();
        let counts = |range: &Range| {
            let bottom = if range.top > header { range.bottom } else { range.bottom.min(header) };
            (bottom > range.top && bottom >= header).then_some((*range, bottom))
        };
        let mut starts = self.merged.iter().filter_map(counts);
        let mut next = starts.next();
        let mut open: BTreeMap<u32, (Range, u32, GridCell)> = BTreeMap::new();
        let mut used = Vec::new();
        for row in &mut self.rows {
            open.retain(|_, (_, bottom, _)| *bottom >= row.number);
            let blank = |(_, _, cell): &&(Range, u32, GridCell)| row.find(cell.column).is_err();
            let missing: Vec<_> = open.values().filter(blank).cloned().collect();
            for (range, _, cell) in missing {
                budget.cell()?;
                budget.text(cell.text.len())?;
                row.add(cell);
                used.push(range);
            }
            row.cells.sort_by_key(|cell| cell.column);
            while let Some((range, bottom)) = next.filter(|(range, _)| range.top <= row.number) {
                if range.top == row.number
                    && let Ok(at) = row.find(range.left)
                {
                    open.insert(range.left, (range, bottom, row.cells[at].clone()));
                }
                next = starts.next();
            }
        }
        used.sort_unstable();
        used.dedup();
        Ok(used)
    }
}

#[cfg(test)]
mod tests {
    use super::{cell_at, cell_name};

    #[test]
    fn cells_are_named_and_found() {
        for (name, place) in
            [("A1", (0, 0)), ("b2", (1, 1)), ("AA10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(cell_at(name), Some(place));
            assert_eq!(cell_name(place.0, place.1), name.to_uppercase());
        }
        for name in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A1B", "A99999999999", "é1", "A-1"] {
            assert_eq!(cell_at(name), None, "{name}");
        }
    }
}
