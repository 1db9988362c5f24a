//! The tables of a file in which a question takes a row: one company each.

use std::sync::Arc;

use super::{ColumnRoles, Company, company};
use crate::answers::read::open::{Opened, SheetAt, no_sheets};
use crate::answers::read::table::header;
use crate::answers::read::table::heading::Headings;
use crate::framework::Framework;
use crate::source::{CsvRows, Diagnostic, ReadRow, Row, SourceFile, codes, texts_of_rows};
use crate::text::say;

/// The most cells of all companies of a file. No hundred companies fill nearly as many.
const MOST_CELLS: usize = 1 << 20;

/// A company that can be read on, or why it is refused.
type ReadCompany = Result<(Arc<super::Columns>, Row<'static>), Vec<Diagnostic>>;

/// What is read of a file.
#[derive(Debug, Default)]
pub(in crate::answers::read::table) struct UprightTables {
    /// Each with its number.
    found: Vec<(usize, ReadCompany)>,
    pub(in crate::answers::read::table) notices: Vec<Diagnostic>,
    tables: usize,
    cells: usize,
}

impl UprightTables {
    /// The rows from the header on, which so many are above.
    pub(in crate::answers::read::table) fn at_header(
        &mut self,
        mut rows: Vec<ReadRow>,
        above: usize,
    ) -> Vec<ReadRow> {
        let rows = rows.split_off(above);
        if let (Some(Ok(head)), true) = (rows.first(), above > 0) {
            self.notices.push(header::not_first(head, above));
        }
        rows
    }

    /// Reads the rows of a part of the file, which `name` tells; the header is the first of them. Where it comes again,
    /// another company begins. Returns the cells with comments that are the note of no answer.
    pub(in crate::answers::read::table) fn add(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = ReadRow>,
        headings: &Headings<'_>,
    ) -> Vec<String> {
        let (mut tables, mut comments): (Vec<(Row<'_>, ColumnRoles, Vec<Row<'_>>)>, _) =
            (Vec::new(), Vec::new());
        for row in rows {
            match row {
                Err(problem) => self.notices.push(*problem),
                Ok(row) => match (ColumnRoles::of(&row), tables.last_mut()) {
                    (Some(roles), last) => {
                        self.notices.extend(last.map(|_| header::again(&row)));
                        tables.push((row, roles, Vec::new()));
                    }
                    (None, Some((.., body))) => body.push(row),
                    (None, None) => {}
                },
            }
        }
        for (head, roles, body) in tables {
            self.tables += 1;
            self.cells += body.iter().map(|row| row.cells().len()).sum::<usize>();
            let read = if self.is_full() {
                Err(vec![too_many(&head)])
            } else {
                company(&head, &roles, &body, headings)
            };
            let found = match read {
                Ok(Company { columns, row, notices, comments: unused }) => {
                    self.notices.extend(notices);
                    comments.extend(unused);
                    let Some(row) = row else {
                        self.notices.push(no_sheets(name));
                        continue;
                    };
                    Ok((Arc::new(columns), row))
                }
                Err(reasons) => Err(reasons),
            };
            self.found.push((self.tables, found));
        }
        comments
    }

    /// Whether there is more than is read.
    pub(in crate::answers::read::table) fn is_full(&self) -> bool {
        self.cells > MOST_CELLS
    }

    /// All of the file. It is refused if its only table is.
    pub(in crate::answers::read::table) fn end(mut self) -> Result<Opened, Vec<Diagnostic>> {
        let is_one = self.tables == 1;
        let mut found = Vec::new();
        for (number, one) in self.found {
            let item = (!is_one).then_some(number);
            found.push(match one {
                Ok((columns, row)) => SheetAt::Row(columns, Arc::new(row), item),
                Err(reasons) if is_one => return Err(reasons),
                Err(reasons) => {
                    let mut reasons = reasons.into_iter();
                    let Some(first) = reasons.next() else { continue };
                    self.notices.extend(reasons);
                    SheetAt::Unfit(None, item, Box::new(first))
                }
            });
        }
        Ok(Opened { found, notices: self.notices })
    }
}

/// Reads a CSV file from the row with its header on, which begins at a byte and is on a line.
pub(in crate::answers::read::table) fn open_csv(
    name: &str,
    bytes: &[u8],
    separator: u8,
    (at, line): (usize, usize),
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let (mut all, headings) = (UprightTables::default(), Headings::new(framework));
    let mut rows: Vec<ReadRow> = Vec::new();
    for (first_line, text) in texts_of_rows(&bytes[at..], separator, line) {
        match text {
            Ok(text) => rows.extend(
                CsvRows::new(name, text, first_line, separator, codes::SHEET_SYNTAX)
                    .map(|row| row.map(Row::into_owned)),
            ),
            Err(line) => rows.push(Err(SourceFile::not_text(name, line))),
        }
    }
    let above =
        rows.iter().position(|row| row.as_ref().is_ok_and(|row| ColumnRoles::of(row).is_some())).unwrap_or(0);
    let rows = all.at_header(rows, above);
    all.add(name, rows.into_iter(), &headings);
    all.end()
}

fn too_many(head: &Row<'_>) -> Diagnostic {
    let message = say!(
        "the tables of this file have more than {MOST_CELLS} cells; this one was not read",
        "このファイルの表のセルは合計{MOST_CELLS}個を超えるため、この表は読み込みませんでした"
    );
    Diagnostic::new(codes::SHEET_SYNTAX, message).at(head.file(), 0..0)
}
