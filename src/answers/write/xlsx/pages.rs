use rust_xlsxwriter::{Worksheet, XlsxError};

use super::BookContext;
use super::style::{for_cell, height};
use crate::answers::words::CHECKS;
use crate::answers::write::{Layout, guide};
use crate::framework::{Choose, Criterion, Text};
use crate::text::{paragraphs, say};

pub(super) fn facts(cx: BookContext<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("facts")?;
    let head = cx.lang.of(
        ["id", "question", "how many", "choices", "guidance"],
        ["id", "質問", "選択数", "選択肢", "補足"],
    );
    let facts = cx.framework.facts();
    // Not every framework has guidance.
    let columns = if facts.iter().any(|fact| fact.guidance.is_some()) { 5 } else { 4 };
    let rows = facts.iter().map(|fact| {
        let many = match fact.choose {
            Choose::One => cx.lang.of("one", "1つ"),
            Choose::Many => cx.lang.of("several, with ; between", "複数可（; で区切る）"),
        };
        let question = fact.question.to(cx.language).to_owned();
        let guidance = guidance_of(cx, fact.guidance.as_ref());
        let mut row = vec![fact.id.clone(), question, many.to_owned(), cx.choices(fact), guidance];
        row.truncate(columns);
        row
    });
    table(cx, sheet, &head.map(str::to_owned)[..columns], rows, &[20, 50, 20, 80, 60])
}

/// Writes the page of the criteria: why each is asked, what its levels are, what counts as evidence.
pub(super) fn criteria(cx: BookContext<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("criteria")?;
    let criteria = cx.framework.criteria();
    let top = criteria.iter().map(Criterion::top).max().unwrap_or(0);
    let head = cx.lang.of(
        ["id", "rubric", "name", "question", "why", "evidence", "applies"],
        ["id", "ルーブリック", "名称", "質問", "質問の理由", "根拠資料", "該当する条件"],
    );
    let mut head: Vec<String> = head.into_iter().map(str::to_owned).collect();
    // Not every framework has guidance.
    let has_guidance = criteria.iter().any(|criterion| criterion.guidance.is_some());
    let mut widths = vec![24, 20, 24, 40, 60, 40, 30];
    if has_guidance {
        head.push(cx.lang.of("guidance", "補足").to_owned());
        widths.push(60);
    }
    let has_checks = criteria.iter().any(|criterion| !criterion.checks.is_empty());
    if has_checks {
        head.push(CHECKS.to(cx.lang).trim_end_matches([':', '：']).to_owned());
        widths.push(60);
    }
    head.extend((0..=top).map(|level| say!("level {level}", "レベル{level}").into_text(cx.lang)));
    let rows = criteria.iter().map(|criterion| {
        let mut applies = guide::applies(cx.framework, &criterion.condition, cx.lang).unwrap_or_default();
        if criterion.may_not_apply {
            let text = guide::MAY_NOT_APPLY.to(cx.lang);
            applies = if applies.is_empty() { text.to_owned() } else { format!("{applies}\n{text}") };
        }
        let mut row = vec![
            criterion.id.clone(),
            cx.framework[criterion.rubric].title.to(cx.language).to_owned(),
            criterion.name(cx.language).to_owned(),
            criterion.question.to(cx.language).to_owned(),
            criterion.why.as_ref().map_or("", |why| why.to(cx.language)).to_owned(),
            guide::evidence(criterion, cx.language, cx.lang).unwrap_or_default(),
            applies,
        ];
        if has_guidance {
            row.push(guidance_of(cx, criterion.guidance.as_ref()));
        }
        if has_checks {
            let points = criterion.checks.iter().map(|point| format!("- {}", point.to(cx.language)));
            row.push(points.collect::<Vec<_>>().join("\n"));
        }
        row.extend(criterion.levels.iter().map(|level| level.says.to(cx.language).to_owned()));
        row
    });
    widths.resize(head.len(), 36);
    table(cx, sheet, &head, rows, &widths)
}

/// More for whoever asks for help, with a blank line between paragraphs.
fn guidance_of(cx: BookContext<'_>, guidance: Option<&Text>) -> String {
    guidance.map_or_else(String::new, |guidance| paragraphs(guidance.to(cx.language)).join("\n\n"))
}

pub(super) fn about(cx: BookContext<'_>, sheet: &mut Worksheet, layout: Layout) -> Result<(), XlsxError> {
    sheet.set_name("about")?;
    let (framework, lang) = (cx.framework, cx.lang);
    let mut rows: Vec<(&str, String)> = vec![
        (lang.of("framework", "フレームワーク"), framework.id().to_owned()),
        (lang.of("version", "バージョン"), framework.version().to_owned()),
        (lang.of("title", "名称"), framework.title().to(cx.language).to_owned()),
    ];
    if let Some(disclaimer) = framework.disclaimer() {
        rows.push((lang.of("please note", "ご注意"), disclaimer.to(cx.language).to_owned()));
    }
    let on_answers = match layout {
        Layout::Companies => lang.of(
            "On the sheet `answers`, one row is one answer sheet; the first two rows stay as they are.",
            "シート answers では、1行が1件の回答シートです。先頭の2行は変更しないでください。",
        ),
        Layout::Questions => lang.of(
            "On the sheet `answers`, one row is one question; the ids and the first row stay as they are.",
            "シート answers では、1行に1つの質問があります。id の列と先頭の行は変更しないでください。",
        ),
    };
    let own = lang.of(
        [
            "`framework` and `version` may be left empty. Several choices and several documents: put ; between.",
            "See the result with: outside-in score FILE",
        ],
        [
            "framework と version は空欄でかまいません。複数の選択肢や資料は ; で区切ってください。",
            "結果の確認：outside-in score ファイル名",
        ],
    );
    let own = std::iter::once(on_answers).chain(own);
    let how = guide::HOW_TO_CHOOSE.map(|text| text.to(lang)).into_iter().chain(own);
    rows.extend(how.map(|text| (lang.of("how to fill it in", "記入方法"), text.to_owned())));
    for (row, (name, text)) in (0_u32..).zip(rows) {
        sheet.write_string_with_format(row, 0, name, &cx.style.header)?;
        sheet.write_string_with_format(row, 1, for_cell(&text), &cx.style.page)?;
        sheet.set_row_height(row, height([(text, 100)].into_iter()))?;
    }
    sheet.set_column_width(0, 20)?.set_column_width(1, 100)?;
    Ok(())
}

fn table(
    cx: BookContext<'_>,
    sheet: &mut Worksheet,
    head: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    widths: &[u16],
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?;
    for ((column, name), width) in (0_u16..).zip(head).zip(widths) {
        sheet.write_string_with_format(0, column, name, &cx.style.header)?;
        sheet.set_column_width(column, *width)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(&cells) {
            sheet.write_string_with_format(row, column, for_cell(text), &cx.style.page)?;
        }
        let texts = cells.into_iter().zip(widths.iter().map(|width| usize::from(*width)));
        sheet.set_row_height(row, height(texts))?;
    }
    Ok(())
}
