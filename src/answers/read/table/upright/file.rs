//! The tables of a file in which a question takes a row, and the companies that they are of.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::whose::Whose;
use super::{ColumnRoles, CommentPlace, Company, ReadSection, Section, comment_places, company};
use crate::answers::read::open::{Opened, SheetAt, no_sheets};
use crate::answers::read::table::day::is_day;
use crate::answers::read::table::heading::Headings;
use crate::answers::read::table::otherwise::years_in;
use crate::answers::read::table::{header, unused_comments};
use crate::answers::{Column, HeaderKey};
use crate::framework::Framework;
use crate::source::{Cell, CsvRows, Diagnostic, ReadRow, Row, SourceFile, codes, texts_of_rows};
use crate::text::say;

/// The most cells of all companies of a file. No hundred companies fill nearly as many.
const MOST_CELLS: usize = 1 << 20;

/// What is read of a file.
#[derive(Debug, Default)]
pub(in crate::answers::read::table) struct UprightTables {
    sections: Vec<NumberedSection>,
    pub(in crate::answers::read::table) notices: Vec<Diagnostic>,
    /// Comments that are the note of no answer.
    pub(in crate::answers::read::table) comments: Vec<CommentPlace>,
    cells: usize,
    /// The error that pages of two years would be one sheet.
    of_two_years: Option<Diagnostic>,
}

#[derive(Debug)]
struct NumberedSection {
    /// The part of the file that it is in.
    part: String,
    section: Section,
    /// Whether there was no room for it.
    is_too_much: bool,
    /// Whether another header is above it in its part.
    is_again: bool,
}

/// The sections of a company.
struct Gathered<'r> {
    number: usize,
    whose: Whose,
    sections: Vec<ReadSection<'r>>,
}

impl UprightTables {
    /// The rows from the header on, which so many are above.
    pub(in crate::answers::read::table) fn at_header(
        &mut self,
        mut rows: Vec<ReadRow>,
        above: usize,
        headings: &Headings<'_>,
    ) -> Vec<ReadRow> {
        let rows_below = rows.split_off(above);
        let (keys, rows) = keys_above(rows, rows_below.first(), headings);
        let above = rows.len();
        if let Some(problem) = header::aside(rows.iter().filter_map(|row| row.as_ref().ok())) {
            self.notices.push(problem);
            return Vec::new();
        }
        let mut rows = rows_below;
        if let (Some(Ok(head)), true) = (rows.first(), above > 0) {
            self.notices.push(header::not_first(head, above));
        }
        rows.splice(rows.len().min(1)..rows.len().min(1), keys);
        rows
    }

    /// Adds the rows of a part of the file, which `part` tells; the header is the first of them, and may come again.
    /// What a title says not to be of today is not used, up to further headings.
    pub(in crate::answers::read::table) fn add(
        &mut self,
        part: &str,
        rows: impl Iterator<Item = ReadRow>,
        headings: &Headings<'_>,
    ) {
        let first = self.sections.len();
        let (mut is_aside, mut is_titled) = (false, false);
        let mut rows = rows.peekable();
        while let Some(row) = rows.next() {
            let is_above_header = rows
                .peek()
                .and_then(|row| ColumnRoles::of(row.as_ref().ok()?))
                .is_some_and(|of| !of.answers.is_empty());
            let was_titled = std::mem::take(&mut is_titled);
            match row {
                Err(problem) => self.notices.push(*problem),
                Ok(row)
                    if let Some(notice) =
                        header::aside_below(&row, is_above_header, headings).filter(|_| !is_aside) =>
                {
                    self.notices.push(notice);
                    (is_aside, is_titled) = (true, true);
                }
                Ok(row) => {
                    is_aside &= was_titled || ColumnRoles::of(&row).is_none_or(|of| of.answers.is_empty());
                    if is_aside {
                        continue;
                    }
                    match (ColumnRoles::of(&row), self.sections.get_mut(first..).and_then(<[_]>::last_mut)) {
                        (Some(roles), last) if last.is_none() || !roles.answers.is_empty() => {
                            let is_again = last.is_some();
                            let section = Section { head: row, roles, body: Vec::new() };
                            let is_too_much = self.is_full();
                            self.sections.push(NumberedSection {
                                part: part.to_owned(),
                                section,
                                is_too_much,
                                is_again,
                            });
                        }
                        (_, Some(last)) => {
                            self.cells += row.cells().len();
                            if self.cells > MOST_CELLS {
                                (last.is_too_much, last.section.body) = (true, Vec::new());
                            } else {
                                last.section.body.push(row);
                            }
                        }
                        (_, None) => {}
                    }
                }
            }
        }
    }

    /// Whether there is more than is read.
    pub(in crate::answers::read::table) fn is_full(&self) -> bool {
        self.cells > MOST_CELLS
    }

    /// Which sections are of which company, in the order of their first, and those that are refused.
    fn gather<'r>(
        &mut self,
        sections: &'r [NumberedSection],
        headings: &Headings<'_>,
    ) -> (Vec<Gathered<'r>>, Vec<(usize, Vec<Diagnostic>)>) {
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        for (number, NumberedSection { part, section, is_too_much, is_again }) in (1..).zip(sections) {
            let one = if *is_too_much {
                Err(vec![too_many(&section.head)])
            } else {
                ReadSection::of(section, headings)
            };
            match one {
                Ok(one) if one.is_filled() => {
                    read.push((number, *is_again, Whose::of(&one, headings.framework()), one));
                }
                Ok(one) => {
                    self.notices.extend(one.notices);
                    self.notices.push(no_sheets(&if *is_again {
                        format!("{part}:{}", section.head.line())
                    } else {
                        part.clone()
                    }));
                    self.comments.extend(section.body.iter().flat_map(comment_places));
                }
                Err(reasons) => refused.push((number, reasons)),
            }
        }
        let is_only_name = read.iter().filter(|(_, _, whose, _)| whose.is_named()).count() == 1;
        let mut all: Vec<Gathered<'_>> = Vec::new();
        // The last company of each name, and the last of all.
        let (mut of_name, mut last) = (BTreeMap::new(), 0);
        for (number, is_again, whose, section) in read {
            let named = whose.names().filter_map(|name| of_name.get(&name).copied());
            let known: Vec<usize> = named.chain([last]).filter(|at| *at < all.len()).collect();
            let same =
                known.into_iter().find(|at| all[*at].whose.goes_on_in(&whose, *at == last, is_only_name));
            let head = &section.section.head;
            let other = same.and_then(|at| all[at].sections.first()).map(|first| &first.section.head);
            if let Some(problem) = other.and_then(|other| of_two_years(other, head)) {
                self.of_two_years.get_or_insert(problem);
            } else if same.is_some() {
                self.notices.push(header::of_same_company(head));
            } else if !whose.is_named() && !all.is_empty() {
                self.notices.push(header::of_nobody(head));
            } else if is_again {
                self.notices.push(header::again(head));
            }
            last = same.unwrap_or(all.len());
            of_name.extend(whose.names().map(|name| (name, last)));
            match all.get_mut(last) {
                Some(company) => {
                    company.whose.add(whose);
                    company.sections.push(section);
                }
                None => all.push(Gathered { number, whose, sections: vec![section] }),
            }
        }
        (all, refused)
    }

    /// All of the file, which `name` tells. It is refused if its only company is.
    pub(in crate::answers::read::table) fn end(
        mut self,
        name: &str,
        headings: &Headings<'_>,
    ) -> Result<Opened, Vec<Diagnostic>> {
        let mut sections = std::mem::take(&mut self.sections);
        for NumberedSection { section: Section { roles, body, .. }, .. } in &mut sections {
            roles.settle(body.iter().map(Cow::Borrowed), headings);
        }
        let (gathered, mut refused) = self.gather(&sections, headings);
        if let Some(problem) = self.of_two_years {
            return Err(vec![problem]);
        }
        let is_one = gathered.len() + refused.len() == 1;
        let mut found = Vec::new();
        for Gathered { number, sections, .. } in gathered {
            match company(sections, headings) {
                Ok(Company { columns, row, notices, comments }) => {
                    self.notices.extend(notices);
                    self.comments.extend(comments);
                    let item = (!is_one).then_some(number);
                    found.push((number, SheetAt::Row(Arc::new(columns), Arc::new(row), item)));
                }
                Err(reasons) => refused.push((number, reasons)),
            }
        }
        for (number, reasons) in refused {
            if is_one {
                return Err(reasons);
            }
            let mut reasons = reasons.into_iter();
            let Some(first) = reasons.next() else { continue };
            self.notices.extend(reasons);
            found.push((number, SheetAt::Unfit(None, Some(number), Box::new(first))));
        }
        found.sort_by_key(|(number, _)| *number);
        let Self { mut notices, mut comments, .. } = self;
        while let Some((sheet, _)) = comments.first().cloned() {
            let (here, others) = comments.into_iter().partition(|(other, _)| *other == sheet);
            let cells: Vec<CommentPlace> = here;
            notices.push(unused_comments(name, &sheet, cells.into_iter().map(|(_, cell)| cell).collect()));
            comments = others;
        }
        Ok(Opened { found: found.into_iter().map(|(_, sheet)| sheet).collect(), notices })
    }
}

/// Of the rows above a header those that hold a key of the sheet and its value, as rows below it; and the others.
fn keys_above(
    rows: Vec<ReadRow>,
    head: Option<&ReadRow>,
    headings: &Headings<'_>,
) -> (Vec<ReadRow>, Vec<ReadRow>) {
    let roles = head.and_then(|head| ColumnRoles::of(head.as_ref().ok()?));
    let places = roles.and_then(|roles| {
        let name = roles.id.or(roles.question).or_else(|| roles.perhaps_id.first().copied());
        Some((name?, *roles.answers.first()?))
    });
    let Some((name, answer)) = places else { return (Vec::new(), rows) };
    let moved = |row: &Row<'static>| {
        let [key, value] = row.cells() else { return None };
        // `Framework` and `Version` are those of a form here.
        let is_key = match headings.column(&key.text) {
            Some(Column::Header(HeaderKey::Subject | HeaderKey::Reference | HeaderKey::Respondent)) => true,
            Some(Column::Header(HeaderKey::Date)) => is_day(&value.text),
            _ => false,
        };
        let mut cells = [Cell { column: name, ..key.clone() }, Cell { column: answer, ..value.clone() }];
        cells.sort_by_key(|cell| cell.column);
        is_key.then(|| row.with_cells(cells.to_vec()))
    };
    let (mut keys, mut others) = (Vec::new(), Vec::new());
    for row in rows {
        match row.as_ref().ok().and_then(moved) {
            Some(row) => keys.push(Ok(row)),
            None => others.push(row),
        }
    }
    (keys, others)
}

/// The error that two pages, which would be put together as answers of one company, are of different years by their names.
fn of_two_years(one: &Row<'_>, other: &Row<'_>) -> Option<Diagnostic> {
    let (one, later) = (one.sheet()?, other.sheet()?);
    let (years, others) = (years_in(one), years_in(later));
    if years.is_empty() || others.is_empty() || years == others {
        return None;
    }
    let message = say!(
        "sheets `{one}` and `{later}` are named by different years, but seem to be one company's; neither was used",
        "シート「{one}」と「{later}」は名前が示す年が異なり、同じ会社の回答のようです。どちらも使いませんでした"
    );
    let help = say!(
        "keep only the sheet with the answers of today in the workbook",
        "現時点の回答のシートだけをブックに残してください。"
    );
    Some(Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).at(other.file(), 0..0))
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
    let rows = all.at_header(rows, above, &headings);
    all.add(name, rows.into_iter(), &headings);
    all.end(name, &headings)
}

fn too_many(head: &Row<'_>) -> Diagnostic {
    let message = say!(
        "the tables of this file have more than {MOST_CELLS} cells; this one was not read",
        "このファイルの表のセルは合計{MOST_CELLS}個を超えるため、この表は読み込みませんでした"
    );
    Diagnostic::new(codes::SHEET_SYNTAX, message).at(head.file(), 0..0)
}
