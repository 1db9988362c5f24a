use super::columns::WrittenCell;
use crate::answers::{AnswerSheet, Column, HeaderKey, is_nothing};
use crate::framework::Framework;
use crate::text::{Bilingual, Lang, clean_lines, csv_text, guarded, say, write_csv_cell};

/// Sheets as CSV, with a byte order mark, without which Excel misreads Japanese, and with a row of `questions`.
pub fn csv(
    framework: &Framework,
    columns: &[Column],
    sheets: &[AnswerSheet],
    questions: Option<Lang>,
) -> String {
    let mut out = mark();
    row(&mut out, columns.iter().map(|column| column.name(framework)));
    if let Some(lang) = questions {
        row(&mut out, columns.iter().map(|column| column.question(framework, lang)));
    }
    for sheet in sheets {
        row(&mut out, columns.iter().map(|column| text(framework, &column.cell(framework, sheet))));
    }
    String::from_utf8(out).unwrap_or_default()
}

pub(super) fn mark() -> Vec<u8> {
    "\u{feff}".as_bytes().to_vec()
}

pub(super) fn text(framework: &Framework, cell: &WrittenCell) -> String {
    match cell {
        WrittenCell::Empty => String::new(),
        WrittenCell::Text(text) => text.clone(),
        WrittenCell::Date(date) => date.to_string(),
        WrittenCell::Choice(fact, choice) => framework[*fact].choices[choice.get()].id.clone(),
        WrittenCell::Level(_, level) => level.to_string(),
    }
}

pub(super) fn row(out: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    for (position, cell) in cells.enumerate() {
        if position > 0 {
            out.push(b',');
        }
        write_csv_cell(&cell, out);
    }
    out.push(b'\n');
}

/// What a table cannot keep of a sheet, in words: control characters, and in a workbook what is behind the first `longest`
/// UTF-16 units of a cell.
pub fn lost(
    framework: &Framework,
    sheet: &AnswerSheet,
    columns: &[Column],
    longest: Option<usize>,
) -> Vec<Bilingual> {
    let mut lost = Vec::new();
    for criterion in framework.criterion_indices() {
        if sheet.answer(criterion).evidence.iter().any(|text| text.contains([';', '；'])) {
            let id = &framework[criterion].id;
            lost.push(say!(
                "the evidence for `{id}` has a semicolon in it and will be read as several pieces",
                "`{id}` の根拠資料にセミコロンがあるため、読み込むときに複数の資料に分かれます"
            ));
        }
    }
    for column in columns {
        let WrittenCell::Text(text) = column.cell(framework, sheet) else { continue };
        let name = column.name(framework);
        let says_nothing = match column {
            Column::Header(HeaderKey::Subject) | Column::Fact(_) | Column::Reply(_) => false,
            _ => is_nothing(guarded(&text).as_ref()),
        };
        if says_nothing {
            lost.push(say!(
                "`{name}` is `{text}`, which will be read as an empty cell",
                "`{name}` の「{text}」は、読み込むときに空欄として扱われます"
            ));
        }
        match longest {
            Some(longest) if guarded(&text).encode_utf16().count() > longest => lost.push(say!(
                "`{name}` is too long for a cell and was cut",
                "`{name}` はセルに収まらないため、途中で切りました"
            )),
            _ if clean_lines(&text) != text => lost.push(say!(
                "`{name}` has control characters, which were left out",
                "`{name}` に制御文字があるため、取り除きました"
            )),
            None if csv_text(&text) != text => lost.push(say!(
                "`{name}` has what a CI system would take for a command; a space was put into it",
                "`{name}` にCIシステムがコマンドと解釈する文字列があるため、空白を挿入しました"
            )),
            _ => {}
        }
    }
    lost
}
