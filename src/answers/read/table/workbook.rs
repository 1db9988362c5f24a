//! Workbooks: which of their sheets is read, or which of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::Columns;
use super::heading::Headings;
use super::otherwise::{NameSays, is_of_today, name_says, not_of_today, years_in};
use super::upright::{self, Below, ColumnRoles, first_named, reference, rows_of};
use super::{Found, explaining, header, row, told, two_rows};
use crate::answers::read::open::Opened;
use crate::answers::read::own_results::is_page;
use crate::answers::{HeaderKey, bare_name};
use crate::framework::Framework;
use crate::source::{Code, Diagnostic, ReadRow, Row, SheetRows, Workbook, codes, column_letters, some_of};
use crate::text::{Bilingual, Label, say};

/// Takes apart the rows of a workbook: of its first sheet that has a criterion in its header, and can be seen if any can. If that
/// one has a question a row, so may further ones, each of them a company.
pub(in crate::answers::read) fn open_workbook(
    name: &str,
    bytes: Vec<u8>,
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let mut book = Workbook::open(name, bytes, codes::SHEET_UNREADABLE, codes::SHEET_SYNTAX)
        .map_err(|problem| vec![*problem])?;
    let headings = Headings::new(framework);
    let (mut first, mut with_answers, mut apart, mut aside) = (None, Vec::new(), Vec::new(), Vec::new());
    let is_aside = |sheet: &String| name_says(sheet) > NameSays::Nothing;
    for sheet in book.sheets() {
        let header = match book.header(&sheet) {
            Ok(Some(header)) => header,
            Err(problem) if with_answers.is_empty() => return Err(vec![*problem]),
            Ok(None) | Err(_) => continue,
        };
        if is_page(&header) {
            return Ok(Opened::own_result(name));
        }
        if reference::is_headed(&header) && ColumnRoles::of(&header).is_some() {
            if let Ok(read) = rows_of(&mut book, &sheet, &headings) {
                apart.extend(reference::typed(&format!("{name} ({sheet})"), &read.rows.rows));
            }
        } else if header::names_in(&header, &headings) > 0 || ColumnRoles::of(&header).is_some() {
            if is_aside(&sheet) { &mut aside } else { &mut with_answers }.push(sheet);
        }
        first = first.or(Some(header));
    }
    with_answers.sort_by_key(|sheet| !is_of_today(sheet));
    // Below titles there may be a header as well.
    let (mut below, mut likely) = (None, told::Likely::Nothing);
    if with_answers.is_empty() {
        for sheet in book.sheets() {
            let Ok(read) = rows_of(&mut book, &sheet, &headings) else { continue };
            let rows = read.rows.rows.len();
            if matches!(likely, told::Likely::Nothing) {
                likely = header::likely(&header::first_of(&read.rows.rows), &headings);
            }
            let is_read = matches!(read.below, Below::Companies | Below::Questions);
            if is_read && read.rows.header.is_some_and(|above| above + 1 < rows) {
                if is_aside(&sheet) {
                    aside.extend((!aside.contains(&sheet)).then_some(sheet));
                    continue;
                }
                with_answers.push(sheet);
                below = below.or(Some(read));
            }
        }
    }
    let read = match below {
        Some(read) => Some(read),
        None => first_named(name, &mut book, &mut with_answers, &headings, &mut apart)
            .map_err(|problem| vec![*problem])?,
    };
    let (Some(read), Some((used, others))) = (read, with_answers.split_first()) else {
        let Some(header) = first else { return Ok(Opened::nothing(name)) };
        apart.extend(aside.iter().map(|sheet| page_aside(codes::UNREAD_COLUMN, name, sheet)));
        if !apart.is_empty() {
            return Err(apart);
        }
        return Err(vec![told::no_criterion(&header, framework, likely)]);
    };
    apart.extend(aside.iter().map(|sheet| page_aside(codes::UNUSED_KEY, name, sheet)));
    if read.below != Below::Companies {
        return upright::open_book(name, &mut book, (used, read.rows), others, &headings, apart);
    }
    let SheetRows { mut rows, header, notices: layout, mut comments } = read.rows;
    let Some(above) = header else {
        let first = header::first_of(&rows);
        let head = first.first().ok_or_else(|| vec![no_header(name)])?;
        return Err(vec![told::no_criterion(head, framework, header::likely(&first, &headings))]);
    };
    let mut body = rows.split_off(above + 1);
    let header = header_of(name, rows, &mut body, &headings)?;
    let sample = body.iter().filter_map(|row| row.as_ref().ok().cloned());
    let (columns, mut notices) = Columns::new(&Arc::new(header), &headings, sample)?;
    if above > 0 {
        notices.push(header::not_first(columns.header(), above));
    }
    if let Some(other) = of_years(used, others)
        && let Some(several) = of_one_company(name, [used, other], &columns, &body, &mut book, &headings)
    {
        return Err(vec![several]);
    }
    let row = |at: usize| body.get(at).and_then(|row| row.as_ref().ok());
    let (explaining, notice) = explaining(&columns, row(0), row(1), framework);
    if let Some(problem) = notice.as_ref().filter(|notice| notice.is_error()) {
        return Err(vec![problem.clone()]);
    }
    notices.extend(notice);
    notices.extend(layout);
    notices.extend(apart);
    let mut found = Found::new(Arc::new(columns), notices, framework);
    for row in body.into_iter().skip(explaining) {
        if let Ok(row) = &row {
            let cell = |column| format!("{}{}", column_letters(column), row.line());
            comments.extend(row::unused_comments(&found.columns, row).map(cell));
        }
        found.add(row);
    }
    let mut opened = found.end(name);
    opened.notices.extend((!comments.is_empty()).then(|| unused_comments(name, used, comments)));
    if !others.is_empty() {
        opened.notices.push(other_sheets(name, used, others));
    }
    Ok(opened)
}

/// The header, which is the last of some rows, without the part of it that is below.
fn header_of(
    name: &str,
    mut rows: Vec<ReadRow>,
    body: &mut Vec<ReadRow>,
    headings: &Headings<'_>,
) -> Result<Row<'static>, Vec<Diagnostic>> {
    let header = rows.pop().ok_or_else(|| vec![no_header(name)])?.map_err(|problem| vec![*problem])?;
    if let Some(problem) = header::aside(rows.iter().filter_map(|row| row.as_ref().ok())) {
        return Err(vec![problem]);
    }
    let row = |row: Option<&ReadRow>| row.and_then(|row| row.as_ref().ok().cloned());
    let (over, below) = (row(rows.last()), row(body.first()));
    let (header, is_second) = two_rows::whole(over.as_ref(), header, below.as_ref(), headings);
    body.drain(..usize::from(is_second));
    Ok(header)
}

fn page_aside(code: Code, name: &str, sheet: &str) -> Diagnostic {
    let found = not_of_today(code, Label("the sheet name", "シート名"), sheet);
    let Bilingual { en, ja } = found.message;
    Diagnostic { message: say!("{name}: {en}", "{name}：{ja}"), ..found }
}

/// The page that is called like another but for the year.
fn of_years<'s>(one: &str, others: &'s [String]) -> Option<&'s String> {
    let years = Some(years_in(one)).filter(|years| !years.is_empty())?;
    let rest = |sheet: &str| sheet.replace(|c: char| c.is_ascii_digit(), "");
    others.iter().find(|other| rest(other) == rest(one) && years_in(other) != years)
}

/// The refusal of such pages if one company is on both: nothing says which is of today. Where the rows have no names, all
/// of them may be of one.
fn of_one_company(
    name: &str,
    [one, other]: [&String; 2],
    columns: &Columns,
    body: &[ReadRow],
    book: &mut Workbook,
    headings: &Headings<'_>,
) -> Option<Diagnostic> {
    let is_subject = |(_, key): &&(usize, HeaderKey)| *key == HeaderKey::Subject;
    let names_of = |rows: &[ReadRow], column: usize| -> BTreeSet<String> {
        let cells = rows.iter().filter_map(|row| row.as_ref().ok()?.cell(column));
        cells.map(|cell| bare_name(&cell.text)).filter(|name| !name.is_empty()).collect()
    };
    if let Some((subject, _)) = columns.header_keys().iter().find(is_subject)
        && let Ok(read) = rows_of(book, other, headings)
        && let Some(above) = read.rows.header
        && let Some(Ok(header)) = read.rows.rows.get(above)
        && let heading = columns.header().cell(*subject).map(|cell| cell.text.trim())
        && let Some(same) = header.cells().iter().find(|cell| Some(cell.text.trim()) == heading)
        && names_of(body, *subject).is_disjoint(&names_of(&read.rows.rows[above + 1..], same.column))
    {
        return None;
    }
    let message = say!(
        "{name}: sheets `{one}` and `{other}` hold answers of different times, so none was used",
        "{name}：シート「{one}」と「{other}」は時点の異なる回答とみられるため、どちらも使いませんでした"
    );
    let help = say!(
        "keep the sheet of today, or save it as a file of its own",
        "現時点のシートだけを残すか、そのシートを別のファイルに保存してください。"
    );
    Some(Diagnostic::new(codes::UNREAD_COLUMN, message).help(help))
}

fn no_header(name: &str) -> Diagnostic {
    let message = say!("{name} has no header row", "{name} に見出し行がありません");
    Diagnostic::new(codes::NO_ANSWERS, message).help(told::what_a_header_is())
}

fn other_sheets(name: &str, used: &str, others: &[String]) -> Diagnostic {
    let (en, ja) = (others.join("`, `"), others.join("」「"));
    let message = say!(
        "{name}: only sheet `{used}` was read; there are answers in `{en}` too, which were not used",
        "{name}：シート「{used}」だけを読み込みました。「{ja}」にも回答がありますが、使っていません"
    );
    let help = say!(
        "one sheet of a workbook is read: put all answers into it, or save the others as files of their own",
        "1つのブックから読み込むシートは1つです。すべての回答を1つのシートにまとめるか、別のファイルに保存してください。"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).help(help)
}

/// The warning that what is written beside some cells is the note of no answer.
pub(super) fn unused_comments(name: &str, sheet: &str, cells: Vec<String>) -> Diagnostic {
    let Bilingual { en, ja } = some_of(cells);
    let message = say!(
        "{name}: sheet `{sheet}` has comments that are the note of no answer, and were not used: {en}",
        "{name}：シート「{sheet}」の、回答のメモにならないコメントは使っていません：{ja}"
    );
    Diagnostic::new(codes::WORKBOOK_LAYOUT, message)
}
