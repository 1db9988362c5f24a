//! A sheet of any texts in every form that people read: nothing acts on a terminal or a page, and nothing is too wide.

use arbitrary::Unstructured;
use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{Answer, AnswerSheet, Proposal, Reading, Reply};
use outside_in::report::assessment::csv::{header, write_row};
use outside_in::report::document::{CompanyReport, html, markdown};
use outside_in::report::explain::{self, Extent, terminal};
use outside_in::report::{Input, Paint, Terminal, View};
use outside_in::text::{Lang, width};

use super::ground::{AS_OF, acts, below, harmless_lines, small, text};

/// The bytes draw a sheet, without a way round any reader.
pub(super) fn law(data: &[u8]) {
    let framework = small();
    let u = &mut Unstructured::new(data);
    let lang = if below(u, 2) == 0 { Lang::En } else { Lang::Ja };
    let columns = usize::from(below(u, 120)) + 20;
    let input = Input { path: text(u), line: None, item: None };
    let assessed = Assessed::new(framework, Reading { sheet: sheet(u), notices: Vec::new() }, AS_OF);
    let explanation = Explanation::new(framework, &assessed);
    let view = View { framework, assessed: &assessed, lang };

    for all in [false, true] {
        let page = Terminal { columns, paint: Paint::new(false) };
        let page = terminal(&explanation, Extent { all, sources: all }, lang, page);
        harmless_lines(&page);
        for line in page.lines() {
            assert!(width(line) <= columns.max(40), "{} in {columns}: {line:?}", width(line));
        }
    }
    let report =
        CompanyReport { explanation: &explanation, input: &input, record: None, since: None, index: None };
    page_is_sound(&html(&report, &[lang]));
    markdown_is_sound(&markdown(&report, lang));
    let json = explain::json(&explanation, &input, None, lang).expect("JSON");
    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    let mut row = header(framework, true);
    write_row(&view, true, &mut row);
    csv_is_sound(&String::from_utf8(row).expect("UTF-8"));
}

/// A sheet of texts as nobody checked them.
fn sheet(u: &mut Unstructured<'_>) -> AnswerSheet {
    let framework = small();
    let mut sheet = AnswerSheet::empty(framework);
    sheet.subject = Some(text(u)).filter(|text| !text.is_empty());
    sheet.reference = Some(text(u)).filter(|text| !text.is_empty());
    sheet.respondent = Some(text(u)).filter(|text| !text.is_empty());
    sheet.date = (below(u, 2) == 0).then_some(AS_OF);
    for criterion in framework.criterion_indices() {
        let reply = match below(u, 6) {
            0 => Reply::Unknown,
            1 => Reply::Unanswered,
            2 if framework[criterion].may_not_apply => Reply::NotApplicable(text(u)),
            level => Reply::Level(level % (framework[criterion].top() + 1)),
        };
        let evidence = (0..below(u, 3)).map(|_| text(u).into()).collect();
        let note = (below(u, 2) == 0).then(|| text(u));
        let by = if matches!(reply, Reply::Level(_)) && below(u, 3) == 0 { Some(text(u)) } else { None };
        let proposal = by.map(|by| Proposal { by, quote: Some(text(u)), place: Some(text(u)) });
        sheet.set_answer(criterion, Answer { reply, evidence, note, date: None, proposal, span: None });
    }
    sheet
}

/// Elements that a report has no use for.
const NEVER: [&str; 8] = ["script", "iframe", "object", "embed", "img", "form", "link", "base"];

/// Elements without an end.
const EMPTY: [&str; 4] = ["meta", "input", "br", "hr"];

/// Holds that every element of a page ends in its order, that no value leaves its quotation marks, and that nothing in it
/// acts.
fn page_is_sound(page: &str) {
    harmless_lines(&page.replace(['\t', '\r'], " "));
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("the end of the style");
    let mut open: Vec<&str> = Vec::new();
    for part in before.split('<').skip(1).chain(after.split('<').skip(1)) {
        let (tag, text) = part.split_once('>').unwrap_or_else(|| panic!("no end of a tag: {part:.200}"));
        assert!(!text.contains(['>', '"']), "a sign that is not escaped: {text:.200}");
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(ended) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(ended), "an element ends out of order: {part:.200}");
            continue;
        }
        assert!(!NEVER.contains(&name), "an element that is not ours: {tag:.200}");
        assert_eq!(tag.matches('"').count() % 2, 0, "a value that does not end: {tag:.200}");
        let keys = tag.split('"').step_by(2).flat_map(|keys| keys.split([' ', '=']));
        assert!(!keys.into_iter().any(|key| key.starts_with("on")), "a key that acts: {tag:.200}");
        if !name.starts_with('!') && !EMPTY.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "elements that do not end: {open:?}");
}

/// Holds that nobody's text is markup.
fn markdown_is_sound(page: &str) {
    harmless_lines(&page.replace("&#8203;", ""));
    for event in pulldown_cmark::Parser::new(page) {
        if let pulldown_cmark::Event::InlineHtml(tag) | pulldown_cmark::Event::Html(tag) = event {
            let is_own = tag.trim().starts_with("<a id=\"") || tag.trim() == "</a>" || tag.trim() == "<br>";
            assert!(is_own, "markup: {tag:.200}");
        }
    }
}

/// Holds that a table has its two rows, each of as many cells, and none that a spreadsheet would run.
fn csv_is_sound(table: &str) {
    assert!(!table.chars().any(|c| acts(c) && !matches!(c, '\n' | '\t')), "a sign that acts: {table:?}");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("rows of as many cells")).collect();
    assert_eq!(rows.len(), 2, "{table}");
    for cell in &rows[1] {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a formula: {cell:?}");
    }
}
