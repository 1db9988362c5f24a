use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, Formula, Worksheet, XlsxError,
};

use super::BookContext;
use super::lists::{Lists, choice_entry, level_entry};
use super::style::{cut, for_cell, height};
use crate::answers::write::columns::WrittenCell;
use crate::answers::write::guide;
use crate::answers::{AnswerSheet, Column, HeaderKey};
use crate::text::guarded;

/// How many rows offer their lists, if there are not more companies.
const PREPARED: u32 = 200;

/// The first row of a company: under the ids and the questions.
const FIRST: u32 = 2;

pub(super) fn write(
    cx: BookContext<'_>,
    sheet: &mut Worksheet,
    columns: &[Column],
    sheets: &[AnswerSheet],
    lists: &Lists,
) -> Result<(), XlsxError> {
    sheet.set_name("answers")?.set_freeze_panes(FIRST, 1)?;
    let last = FIRST + u32::try_from(sheets.len()).unwrap_or(u32::MAX).max(PREPARED) - 1;
    let questions = columns.iter().map(|column| (column.question(cx.framework, cx.lang), wide(*column)));
    sheet.set_row_height(1, height(questions))?;
    for (position, column) in columns.iter().enumerate() {
        // More columns than Excel has are its own error.
        let at = u16::try_from(position).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, at, column.name(cx.framework), &cx.style.header)?;
        let question = column.question(cx.framework, cx.lang);
        sheet.write_string_with_format(1, at, for_cell(&guarded(&question)), &cx.style.question)?;
        sheet.set_column_width(at, u32::try_from(wide(*column)).unwrap_or(40))?;
        sheet.set_column_format(at, format(cx, *column))?;
        if let Some(validation) = validation(cx, *column, lists)? {
            sheet.add_data_validation(FIRST, at, last, at, &validation)?;
        }
        for (row, answers) in (FIRST..).zip(sheets) {
            cell(cx, sheet, (row, at), &column.cell(cx.framework, answers), format(cx, *column))?;
        }
    }
    Ok(())
}

pub(super) fn cell(
    cx: BookContext<'_>,
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &WrittenCell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        WrittenCell::Empty => return Ok(()),
        WrittenCell::Date(date) => {
            if let Some(date) = excel_date(*date) {
                sheet.write_datetime_with_format(row, column, &date, format)?;
                return Ok(());
            }
        }
        _ => {}
    }
    sheet.write_string_with_format(row, column, for_cell(&guarded(&shown(cx, cell))), format)?;
    Ok(())
}

/// The text of a cell.
pub(super) fn shown(cx: BookContext<'_>, cell: &WrittenCell) -> String {
    match cell {
        WrittenCell::Empty => String::new(),
        WrittenCell::Text(text) => text.clone(),
        WrittenCell::Choice(fact, choice) => choice_entry(cx, *fact, *choice),
        WrittenCell::Level(criterion, level) => level_entry(cx, *criterion, *level),
        WrittenCell::Date(date) => date.to_string(),
    }
}

/// A day as Excel counts them, from 1900 on; its first two months are wrong there.
pub(crate) fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn wide(column: Column) -> usize {
    match column {
        Column::Header(HeaderKey::Subject) => 28,
        Column::Header(HeaderKey::Respondent) => 18,
        Column::Header(_) | Column::ReplyDate(_) => 14,
        Column::Fact(_) | Column::Evidence(_) | Column::Note(_) | Column::Proposal(..) => 26,
        Column::Reply(_) => 36,
    }
}

pub(super) fn format(cx: BookContext<'_>, column: Column) -> &Format {
    match column {
        Column::Header(HeaderKey::Date) | Column::ReplyDate(_) => &cx.style.date,
        Column::Fact(_) | Column::Reply(_) => &cx.style.choice,
        _ => &cx.style.text,
    }
}

/// What the cells of a column offer and accept, and what they say when they are chosen.
pub(super) fn validation(
    cx: BookContext<'_>,
    column: Column,
    lists: &Lists,
) -> Result<Option<DataValidation>, XlsxError> {
    let (title, message, free) = match column {
        Column::Fact(fact) => {
            let fact = &cx.framework[fact];
            let message = match lists.range(column) {
                Some(_) => fact.question.to(cx.language).to_owned(),
                None => cx.choices(fact),
            };
            (fact.id.as_str(), message, false)
        }
        Column::Reply(criterion) => {
            let criterion = &cx.framework[criterion];
            // A cell that is chosen says something: why, or else what is asked.
            let message = criterion.why.as_ref().unwrap_or(&criterion.question);
            (criterion.name(cx.language), message.to(cx.language).to_owned(), criterion.may_not_apply)
        }
        Column::Evidence(criterion) => {
            let criterion = &cx.framework[criterion];
            match guide::evidence(criterion, cx.language, cx.lang) {
                Some(message) => (criterion.name(cx.language), message, true),
                None => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    let (title, message) = (cut(title, 32), cut(&message, 255));
    let validation = DataValidation::new().set_input_title(title)?.set_input_message(message)?;
    let Some(range) = lists.range(column) else { return Ok(Some(validation.allow_any_value())) };
    let validation = validation.allow_list_formula(Formula::new(range));
    let (style, refusal) = if free {
        let text = cx.lang.of(
            "This is not in the list. If it does not apply, write `na: ` and the reason.",
            "一覧にない値です。該当しない場合は「na: 」に続けて理由を書いてください。",
        );
        (DataValidationErrorStyle::Warning, text)
    } else {
        let text = cx.lang.of("Choose one from the list.", "一覧から選んでください。");
        (DataValidationErrorStyle::Stop, text)
    };
    Ok(Some(validation.set_error_style(style).set_error_message(refusal)?))
}
