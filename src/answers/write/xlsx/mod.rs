//! The workbook to fill in: a row per company with lists to choose from, and pages that explain them.

mod lists;
mod pages;
mod rows;
mod style;
mod upright;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(crate) use self::rows::excel_date;
pub(crate) use self::style::for_cell;

use self::lists::Lists;
use self::style::Style;
use super::Layout;
use crate::answers::{AnswerSheet, Column};
use crate::framework::{Choice, Fact, Framework, LanguageIx};
use crate::text::{Bilingual, Lang, say};

/// How many companies a sheet of Excel has room for, under the two rows at its head.
const MOST_COMPANIES: usize = MAX_ROWS - 2;

/// The rows of a sheet of Excel.
pub(crate) const MAX_ROWS: usize = 1_048_576;

/// The longest text of a cell of Excel, in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

#[derive(Clone, Copy)]
struct BookContext<'a> {
    framework: &'a Framework,
    lang: Lang,
    language: LanguageIx,
    style: &'a Style,
}

impl BookContext<'_> {
    /// The choices of a fact with what they mean, one a line.
    fn choices(self, fact: &Fact) -> String {
        let colon = self.lang.colon();
        let choice = |choice: &Choice| format!("{}{colon}{}", choice.id, choice.label.to(self.language));
        fact.choices.iter().map(choice).collect::<Vec<_>>().join("\n")
    }
}

/// The sheets as a workbook of Excel, with empty rows for more; the same arguments give the same bytes.
pub fn xlsx(
    framework: &Framework,
    columns: &[Column],
    sheets: &[AnswerSheet],
    lang: Lang,
) -> Result<Vec<u8>, Bilingual> {
    if sheets.len() > MOST_COMPANIES {
        let (count, most) = (sheets.len(), MOST_COMPANIES);
        return Err(say!(
            "{count} answer sheets do not fit into one sheet of Excel, which has room for {most}; write CSV instead",
            "{count}件の回答シートは Excel の1シート（最大 {most} 行）に収まりません。CSV で書き出してください"
        ));
    }
    made(framework, lang, |cx, book| {
        let lists = Lists::new(cx, columns);
        rows::write(cx, book.add_worksheet(), columns, sheets, &lists)?;
        around(cx, book, Layout::Companies, &lists)
    })
}

/// One sheet as a workbook with a question a row; the same arguments give the same bytes.
pub fn upright_xlsx(framework: &Framework, sheet: &AnswerSheet, lang: Lang) -> Result<Vec<u8>, Bilingual> {
    let rows = super::upright::rows(framework, lang);
    made(framework, lang, |cx, book| {
        let lists = Lists::new(cx, &upright::columns(&rows));
        upright::write(cx, book.add_worksheet(), &rows, sheet, &lists)?;
        around(cx, book, Layout::Questions, &lists)
    })
}

fn made(
    framework: &Framework,
    lang: Lang,
    fill: impl FnOnce(BookContext<'_>, &mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, Bilingual> {
    let style = Style::new();
    let cx = BookContext { framework, lang, language: framework.language(lang), style: &style };
    let made = || {
        let mut book = Workbook::new();
        // An arbitrary day: a workbook must have one, and the same arguments must give the same bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        fill(cx, &mut book)?;
        book.save_to_buffer()
    };
    made().map_err(|error: XlsxError| {
        say!("Excel has no room for this: {error}", "Excel の形式では書き出せません（{error}）")
    })
}

/// The pages that explain, and the lists.
fn around(cx: BookContext<'_>, book: &mut Workbook, layout: Layout, lists: &Lists) -> Result<(), XlsxError> {
    pages::facts(cx, book.add_worksheet())?;
    pages::criteria(cx, book.add_worksheet())?;
    pages::about(cx, book.add_worksheet(), layout)?;
    lists.write(book.add_worksheet())
}
