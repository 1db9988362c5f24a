//! The sheets of a workbook, of which one or each may have a question a row.

use super::{UprightTables, reference};
use crate::answers::read::open::Opened;
use crate::answers::read::table::header;
use crate::answers::read::table::heading::Headings;
use crate::source::{Diagnostic, SheetRows, Workbook, codes};
use crate::text::say;

/// How many sheets without a name that the framework knows are looked at to find one that has some.
const MOST_UNNAMED: usize = 8;

/// What is below the header of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::answers::read::table) enum Below {
    /// A company a row.
    Companies,
    /// A question a row.
    Questions,
    /// Questions, none of which the framework knows.
    Unknown,
    /// What explains the questions.
    Reference,
}

/// The rows of a sheet with a header among them.
pub(in crate::answers::read::table) struct ReadSheet {
    pub(in crate::answers::read::table) rows: SheetRows,
    pub(in crate::answers::read::table) below: Below,
}

/// Reads the rows of a sheet, of which the header is among the first.
pub(in crate::answers::read::table) fn rows_of(
    book: &mut Workbook,
    sheet: &str,
    headings: &Headings<'_>,
) -> Result<ReadSheet, Box<Diagnostic>> {
    let mut below = Below::Companies;
    let rows = book.rows(sheet, 2 * header::ROWS, |rows| {
        let header = header::find(&mut rows.iter().cloned(), headings)?;
        below = match (header.upright, header.names) {
            _ if header.is_reference => Below::Reference,
            (None, _) => Below::Companies,
            (Some(_), 0) => Below::Unknown,
            (Some(_), _) => Below::Questions,
        };
        Some(header.above)
    })?;
    Ok(ReadSheet { rows, below })
}

/// Reads the first of some sheets that names something the framework knows; if none does, the first of all. It becomes the
/// first of them. What explains the questions is taken out, and told where answers are typed into it.
pub(in crate::answers::read::table) fn first_named(
    name: &str,
    book: &mut Workbook,
    sheets: &mut Vec<String>,
    headings: &Headings<'_>,
    told: &mut Vec<Diagnostic>,
) -> Result<Option<ReadSheet>, Box<Diagnostic>> {
    let mut at = 0;
    for _ in 0..MOST_UNNAMED {
        let Some(sheet) = sheets.get(at) else { break };
        let read = rows_of(book, sheet, headings)?;
        match read.below {
            Below::Unknown => at += 1,
            Below::Reference => {
                told.extend(reference::typed(&format!("{name} ({sheet})"), &read.rows.rows));
                sheets.remove(at);
            }
            Below::Companies | Below::Questions => {
                sheets.drain(..at);
                return Ok(Some(read));
            }
        }
    }
    sheets.first().map(|sheet| rows_of(book, sheet, headings)).transpose()
}

/// Reads the sheets of a workbook with a question a row, of which the first has been read.
pub(in crate::answers::read::table) fn open_book(
    name: &str,
    book: &mut Workbook,
    (used, read): (&String, SheetRows),
    others: &[String],
    headings: &Headings<'_>,
    told: Vec<Diagnostic>,
) -> Result<Opened, Vec<Diagnostic>> {
    let (mut all, mut unused) = (UprightTables::default(), Vec::new());
    all.notices = told;
    let is_hidden = book.is_hidden(used);
    let mut read = Some(read);
    for sheet in std::iter::once(used).chain(others) {
        let rows = match read.take() {
            Some(rows) => rows,
            // What is hidden beside what can be seen is meant for nobody.
            None if book.is_hidden(sheet) && !is_hidden || all.is_full() => {
                unused.push(sheet.clone());
                continue;
            }
            None => match rows_of(book, sheet, headings) {
                Ok(ReadSheet { rows, below: Below::Questions }) => rows,
                Ok(ReadSheet { below: Below::Companies, .. }) => {
                    unused.push(sheet.clone());
                    continue;
                }
                Ok(ReadSheet { rows, below: Below::Reference }) => {
                    all.notices.extend(reference::typed(&format!("{name} ({sheet})"), &rows.rows));
                    continue;
                }
                Ok(_) => continue,
                Err(problem) => {
                    all.notices.push(*problem);
                    continue;
                }
            },
        };
        let SheetRows { rows, header, notices, comments } = rows;
        let rows = all.at_header(rows, header.unwrap_or(0), headings);
        all.notices.extend(notices);
        let part = format!("{name} ({sheet})");
        all.add(&part, rows.into_iter(), headings);
        all.comments.extend(comments.into_iter().map(|cell| (sheet.clone(), cell)));
    }
    if !unused.is_empty() {
        all.notices.push(left_out(name, &unused));
    }
    all.end(name, headings)
}

fn left_out(name: &str, others: &[String]) -> Diagnostic {
    let (en, ja) = (others.join("`, `"), others.join("」「"));
    let message = say!(
        "{name}: there are answers in `{en}` too, which were not used",
        "{name}：シート「{ja}」にも回答がありますが、使っていません"
    );
    let help = say!(
        "of a workbook with a question a row the sheets of this kind are read, unless they are hidden: save others as \
         files of their own",
        "1行に1問のブックでは、この形のシートだけを、非表示のものを除いて読み込みます。ほかのシートは別のファイルに保存してください。"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).help(help)
}
