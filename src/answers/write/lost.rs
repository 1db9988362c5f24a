use crate::answers::{AnswerSheet, Column};
use crate::framework::Framework;
use crate::say;
use crate::text::{Bilingual, guarded, without_acting};

/// What of a sheet a table cannot say as it is, in words: a piece of evidence with a semicolon comes back as several; no
/// cell of a workbook is longer than `longest` UTF-16 units; and CSV, which has no such limit, is looked at in terminals,
/// so that it has no control characters.
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
        let super::cell::Cell::Text(text) = column.cell(framework, sheet) else { continue };
        let name = column.name(framework);
        match longest {
            Some(longest) if guarded(&text).encode_utf16().count() > longest => lost.push(say!(
                "`{name}` is too long for a cell and was cut",
                "`{name}` はセルに収まらないため、途中で切りました"
            )),
            None if without_acting(&text) != text => lost.push(say!(
                "`{name}` has control characters, which were left out",
                "`{name}` に制御文字があるため、取り除きました"
            )),
            _ => {}
        }
    }
    lost
}
