//! What the workbooks share: formats, and a sheet written cell by cell.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::answers::write::{excel_date, for_cell};
use crate::framework::Verdict;
use crate::scoring::Percent;
use crate::text::{clean, width};

const WIDTHS: (usize, usize) = (6, 60);
const HEAD_WIDTH: usize = 18;

pub(super) struct Formats {
    pub(super) head: Format,
    pub(super) subhead: Format,
    plain: Format,
    pub(super) wrapped: Format,
    date: Format,
    percent: Format,
    pub(super) level: Format,
    pub(super) verdicts: [Format; Verdict::ALL.len()],
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let head = || {
            let format = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
            format.set_background_color(0x00DD_E6F0).set_border_bottom(FormatBorder::Thin)
        };
        Self {
            head: head().set_bold(),
            subhead: head(),
            plain: plain(),
            wrapped: plain().set_text_wrap(),
            date: plain().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            percent: plain().set_num_format("0.0%"),
            level: plain().set_align(FormatAlign::Center),
            verdicts: Verdict::ALL.map(of_verdict),
        }
    }
}

/// The colors also differ in lightness, for readers who cannot tell red from green.
fn of_verdict(verdict: Verdict) -> Format {
    let (ground, ink) = match verdict {
        Verdict::Ready => (0x00C6_E7CE, 0x0000_5A1B),
        Verdict::Unproven => (0x00FF_F2CC, 0x006B_5200),
        Verdict::Open => (0x00FF_E3C2, 0x0075_3C00),
        Verdict::NotReady => (0x00F4_B8B8, 0x0078_0A0A),
        Verdict::NotAssessed => (0x00E7_E7E7, 0x0050_5050),
    };
    Format::new().set_align(FormatAlign::Top).set_background_color(ground).set_font_color(ink)
}

/// Writes a sheet cell by cell and tracks the widths of its columns; the library's estimate is too small for Japanese.
pub(super) struct Grid<'f> {
    pub(super) sheet: Worksheet,
    widths: Vec<usize>,
    formats: &'f Formats,
    row: u32,
    column: u16,
}

type CellResult = Result<(), XlsxError>;

impl<'f> Grid<'f> {
    pub(super) fn new(name: &str, formats: &'f Formats) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self { sheet, widths: Vec::new(), formats, row: 0, column: 0 })
    }

    pub(super) fn end_row(&mut self) {
        (self.row, self.column) = (self.row + 1, 0);
    }

    pub(super) fn skip(&mut self) {
        self.column += 1;
    }

    pub(super) fn titles<'t>(
        &mut self,
        titles: impl IntoIterator<Item = &'t str>,
        format: &Format,
    ) -> CellResult {
        for title in titles {
            let text = for_cell(title);
            self.widen(width(&text).min(HEAD_WIDTH));
            self.sheet.write_string_with_format(self.row, self.column, text, format)?;
            self.skip();
        }
        self.end_row();
        Ok(())
    }

    /// A text, never a formula; blank text leaves the cell empty.
    pub(super) fn text(&mut self, text: &str) -> CellResult {
        self.formatted(text, &self.formats.plain)
    }

    pub(super) fn formatted(&mut self, text: &str, format: &Format) -> CellResult {
        let text = for_cell(text);
        if !text.is_empty() {
            self.widen(text.lines().map(width).max().unwrap_or(0));
            self.sheet.write_string_with_format(self.row, self.column, text, format)?;
        }
        self.skip();
        Ok(())
    }

    pub(super) fn number(&mut self, number: usize) -> CellResult {
        self.numeric(u32::try_from(number).unwrap_or(u32::MAX).into(), &self.formats.plain)
    }

    pub(super) fn percent(&mut self, percent: Percent) -> CellResult {
        self.share(f64::from(percent.tenths()) / 1000.0)
    }

    /// A part of a whole, shown as a percent.
    pub(super) fn share(&mut self, share: f64) -> CellResult {
        self.numeric(share, &self.formats.percent)
    }

    pub(super) fn numeric(&mut self, number: f64, format: &Format) -> CellResult {
        self.sheet.write_number_with_format(self.row, self.column, number, format)?;
        self.skip();
        Ok(())
    }

    /// A date; as text if spreadsheets cannot represent it.
    pub(super) fn date(&mut self, date: Date) -> CellResult {
        let Some(day) = excel_date(date) else {
            return self.formatted(&date.to_string(), &self.formats.date);
        };
        self.widen(10);
        self.sheet.write_datetime_with_format(self.row, self.column, &day, &self.formats.date)?;
        self.skip();
        Ok(())
    }

    /// Sets the sheet up for A4: one page wide, with page numbers, and with row `heads` repeated on each page.
    pub(super) fn for_paper(&mut self, name: &str, heads: u32) -> CellResult {
        const A4: u8 = 9;
        self.sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
        // In a footer `&` begins a command, and digits after a font size would belong to it.
        let name = clean(name).replace('&', "&&");
        let name: String = name.chars().take(100).collect();
        self.sheet.set_footer(format!("&L {name}&C&A&R&P / &N"));
        self.sheet.set_repeat_rows(0, heads)?;
        Ok(())
    }

    /// The finished sheet, with a filter in row `heads`; the rows up to it and `fixed` columns are frozen.
    pub(super) fn finish_table(mut self, heads: u32, fixed: u16) -> Result<Worksheet, XlsxError> {
        let last_column = u16::try_from(self.widths.len().max(1) - 1).unwrap_or(u16::MAX);
        self.sheet.set_freeze_panes(heads + 1, fixed)?;
        self.sheet.autofilter(heads, 0, self.row - 1, last_column)?;
        self.finish()
    }

    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
        for (column, columns) in (0..).zip(&self.widths) {
            // Some extra room, also for the arrow of the filter.
            let columns = u32::try_from(columns.clamp(&WIDTHS.0, &WIDTHS.1) + 3).unwrap_or(0);
            self.sheet.set_column_width(column, columns)?;
        }
        Ok(self.sheet)
    }

    fn widen(&mut self, columns: usize) {
        let column = usize::from(self.column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(columns);
    }
}

/// The sheets as the bytes of a file; the same sheets give the same bytes.
pub(super) fn saved(as_of: Date, sheets: Vec<Worksheet>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Otherwise the file would contain the time at which it was written.
    let made = excel_date(as_of).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
    if let Some(made) = made {
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    }
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}
