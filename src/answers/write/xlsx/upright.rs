//! The page to fill in with a question a row.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Worksheet, XlsxError};

use super::BookContext;
use super::lists::Lists;
use super::rows::{cell, format, shown, validation};
use super::style::{for_cell, framed, height};
use crate::answers::write::upright::{AskedRow, HEAD, UprightRow, width};
use crate::answers::{AnswerSheet, Column};
use crate::text::guarded;

/// How wide the columns are, in characters.
const WIDTHS: [u16; HEAD.len()] = [22, 70, 38, 30, 26, 12, 18, 30, 26];

const QUESTION: u16 = 1;
const ANSWER: u16 = 2;
const BESIDE: u16 = 3;

/// A4.
const PAPER: u8 = 9;

pub(super) fn write(
    cx: BookContext<'_>,
    sheet: &mut Worksheet,
    rows: &[UprightRow],
    answers: &AnswerSheet,
    lists: &Lists,
) -> Result<(), XlsxError> {
    sheet.set_name("answers")?.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
    let columns = width(cx.framework, answers);
    for (((at, name), width), says) in (0_u16..).zip(HEAD).zip(WIDTHS).zip(prompts(cx)).take(columns) {
        sheet.write_string_with_format(0, at, name, &cx.style.header)?;
        sheet.set_column_width(at, width)?;
        let prompt =
            DataValidation::new().allow_any_value().set_input_title(name)?.set_input_message(says)?;
        sheet.add_data_validation(0, at, 0, at, &prompt)?;
    }
    for (at, row) in (1_u32..).zip(rows) {
        match row {
            UprightRow::Title(title) => {
                for (column, _) in (0_u16..).zip(HEAD).take(columns) {
                    sheet.write_blank(at, column, &cx.style.title)?;
                }
                sheet.write_string_with_format(at, QUESTION, for_cell(&guarded(title)), &cx.style.title)?;
                sheet.set_row_height(at, 22)?;
            }
            UprightRow::Asked(asked) => question(cx, sheet, at, asked, answers, lists)?,
        }
    }
    Ok(())
}

fn question(
    cx: BookContext<'_>,
    sheet: &mut Worksheet,
    row: u32,
    asked: &AskedRow,
    answers: &AnswerSheet,
    lists: &Lists,
) -> Result<(), XlsxError> {
    let style = cx.style;
    sheet.write_string_with_format(row, 0, asked.column.name(cx.framework), &style.id)?;
    let (asks, choices) = (for_cell(&guarded(&asked.question)), format!("\n{}", asked.choices));
    if asked.choices.is_empty() || for_cell(&asked.asks()) != asked.asks() {
        sheet.write_string_with_format(row, QUESTION, for_cell(&guarded(&asked.asks())), &style.asked)?;
    } else {
        let parts = [(&style.bold, asks.as_str()), (&Format::new(), choices.as_str())];
        sheet.write_rich_string_with_format(row, QUESTION, &parts, &style.asked)?;
    }
    let own = [(ANSWER, Some(asked.column))];
    let columns = width(cx.framework, answers);
    let mut texts = vec![(asked.asks(), usize::from(WIDTHS[usize::from(QUESTION)]))];
    for (at, column) in
        own.into_iter().chain((BESIDE..).zip(asked.beside())).take(columns - usize::from(ANSWER))
    {
        let Some(column) = column else {
            sheet.write_blank(row, at, &style.closed)?;
            continue;
        };
        let format = framed(format(cx, column).clone()).set_align(FormatAlign::Left);
        sheet.write_blank(row, at, &format)?;
        let written = column.cell(cx.framework, answers);
        cell(cx, sheet, (row, at), &written, &format)?;
        if let Some(validation) = validation(cx, column, lists)? {
            sheet.add_data_validation(row, at, row, at, &validation)?;
        }
        texts.push((shown(cx, &written), usize::from(WIDTHS[usize::from(at)])));
    }
    sheet.set_row_height(row, height(texts.into_iter()))?;
    Ok(())
}

/// What is said of a column when its heading is chosen.
fn prompts(cx: BookContext<'_>) -> [&'static str; HEAD.len()] {
    cx.lang.of(
        [
            "Leave the ids as they are: answers are read by them.",
            "Below each question is what may be answered.",
            "Choose from the list, or write a level, `unknown`, or `na: ` and the reason. Between several choices put ;",
            "The documents that show it; put ; between several.",
            "Anything else to say. It is not scored.",
            "Only if it differs from the date at the top.",
            "Who proposes the answer. Remove it once you have confirmed the answer: until then nothing of it is proven.",
            "The words that the proposal rests on.",
            "The document, and where in it these words stand.",
        ],
        [
            "id は変更しないでください（回答の読み込みに使います）。",
            "質問の下に、回答の選択肢があります。",
            "回答：一覧から選ぶか、レベル、unknown（わからない）、「na: 」と理由のいずれかを書いてください。複数の選択肢は ; で区切ります。",
            "根拠資料：資料名を書いてください。複数の場合は ; で区切ります。",
            "メモ：補足があれば書いてください（採点の対象外です）。",
            "この回答の日付：表の上にある回答日と異なる場合だけ書いてください。",
            "提案者：回答を確認したら削除してください。それまでは「根拠あり」に数えません。",
            "引用：提案の根拠となる文です。",
            "引用箇所：資料名と、その文がある箇所です。",
        ],
    )
}

/// The columns of the answers, for which there are lists.
pub(super) fn columns(rows: &[UprightRow]) -> Vec<Column> {
    let asked = rows.iter().filter_map(|row| match row {
        UprightRow::Asked(asked) => Some(asked.column),
        UprightRow::Title(_) => None,
    });
    asked.collect()
}
