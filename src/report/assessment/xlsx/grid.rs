use jiff::civil::Date;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::scoring::Percent;
use crate::text::{clean_cell, width};

/// The most UTF-16 units of a cell.
const MAX_CELL: usize = 32_767;

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (6, 60);

/// Columns of a title before it is broken into lines.
const HEAD_WIDTH: usize = 18;

/// A sheet that remembers how wide its columns must be. The library's own guess is too small for Japanese.
pub(super) struct Grid {
    sheet: Worksheet,
    widths: Vec<usize>,
}

impl Grid {
    /// An empty sheet of this name.
    pub(super) fn new(name: &str) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self { sheet, widths: Vec::new() })
    }

    /// A title.
    pub(super) fn head(&mut self, at: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cell(text);
        self.widen(at.1, width(&text).min(HEAD_WIDTH));
        self.sheet.write_string_with_format(at.0, at.1, text, format)?;
        Ok(())
    }

    /// A text, never a formula; a blank one leaves the cell empty.
    pub(super) fn text(&mut self, at: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        let text = cell(text);
        if text.is_empty() {
            return Ok(());
        }
        self.widen(at.1, text.lines().map(width).max().unwrap_or(0));
        self.sheet.write_string_with_format(at.0, at.1, text, format)?;
        Ok(())
    }

    /// A whole number.
    pub(super) fn number(&mut self, at: (u32, u16), number: u32, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(at.0, at.1, number, format)?;
        Ok(())
    }

    /// A percent, as the part of one that spreadsheets hold.
    pub(super) fn percent(
        &mut self,
        at: (u32, u16),
        percent: Percent,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(at.0, at.1, f64::from(percent.tenths()) / 1000.0, format)?;
        Ok(())
    }

    /// A day; as a text where spreadsheets do not know it.
    pub(super) fn date(&mut self, at: (u32, u16), date: Date, format: &Format) -> Result<(), XlsxError> {
        let Some(day) = super::date(date) else { return self.text(at, &date.to_string(), format) };
        self.widen(at.1, 10);
        self.sheet.write_datetime_with_format(at.0, at.1, &day, format)?;
        Ok(())
    }

    /// The sheet itself, for what is not a cell.
    pub(super) fn sheet(&mut self) -> &mut Worksheet {
        &mut self.sheet
    }

    /// The finished sheet.
    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (column, columns) in (0..).zip(&self.widths) {
            // A little room, also for the arrow of a filter.
            let columns = u32::try_from(columns.clamp(&WIDTHS.0, &WIDTHS.1) + 3).unwrap_or(0);
            self.sheet.set_column_width(column, columns)?;
        }
        Ok(self.sheet)
    }

    fn widen(&mut self, column: u16, columns: usize) {
        let column = usize::from(column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(columns);
    }
}

/// A text as it may stand in a cell: without control characters, and cut where it is too long.
fn cell(text: &str) -> String {
    let mut text = clean_cell(text);
    let mut units = 0;
    let mut keep = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units < MAX_CELL {
            keep = at + c.len_utf8();
        }
    }
    if units > MAX_CELL {
        text.truncate(keep);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{MAX_CELL, cell};

    #[test]
    fn a_cell_is_cut_at_its_limit() {
        let fits = "a".repeat(MAX_CELL);
        assert_eq!(cell(&fits), fits);
        for long in ["a".repeat(MAX_CELL + 1), "𠮷".repeat(MAX_CELL), format!("a{}", "𠮷".repeat(MAX_CELL))]
        {
            let cut = cell(&long);
            let units = cut.encode_utf16().count();
            assert!(cut.ends_with('…') && (MAX_CELL - 1..=MAX_CELL).contains(&units), "{units}");
        }
    }
}
