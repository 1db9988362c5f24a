use super::Form;
use crate::answers::ANSWERS;
use crate::source::{Diagnostic, Row, codes, without_mark};
use crate::text::{Label, Lang, say};

/// The columns with which results as CSV begin, before those of the stages.
pub(crate) const RESULT_COLUMNS: [&str; 5] = ["subject", "ref", "date", "reached", "next_stage"];

/// The columns with which the page of criteria in a workbook of results begins.
const PAGE: [&str; 3] = ["subject", "ref", "input"];

/// The columns with which the first page in the workbook of a report begins.
pub(crate) const REPORT_COLUMNS: [Label; 3] =
    [Label("Stage", "段階"), Label("Verdict", "判定"), Label("Proven", "根拠あり")];

/// How results as JSON begin, without white space.
const JSON: [&str; 4] = [
    "{\"format\":1,\"tool\":\"outside-in",
    "{\"assessments\":[",
    "{\"input\":{\"path\":",
    "{\"diagnostics\":[",
];

/// How many bytes of a file are enough for [`is_result`].
pub const RESULT_HEAD: usize = 1 << 10;

/// Whether a file of this form begins as the results do that this program writes. They are no answers, though they
/// have names in common with them; pages of a workbook are recognized by their headers.
pub fn is_result(bytes: &[u8], form: Form) -> bool {
    let head = without_mark(bytes);
    let head = String::from_utf8_lossy(&head[..head.len().min(RESULT_HEAD)]);
    match form {
        Form::Csv => {
            let line = head.lines().next().unwrap_or_default();
            let cells = line.split([',', ';', '\t']).map(|cell| cell.trim_matches('"'));
            cells.take(RESULT_COLUMNS.len()).eq(RESULT_COLUMNS)
        }
        Form::Json | Form::Ndjson => {
            let head: String = head.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            let is_plan = head.starts_with("{\"to\":") && head.contains("\"status\":");
            is_plan || JSON.iter().any(|start| head.starts_with(start))
        }
        Form::Toml | Form::Xlsx | Form::Ods => false,
    }
}

/// Whether a page of a workbook with this header is one of a workbook of results.
pub(super) fn is_page(header: &Row<'_>) -> bool {
    let cells = header.cells().iter().enumerate().take(PAGE.len());
    let names = cells.map(|(column, cell)| if cell.column == column { &*cell.text } else { "" });
    let begins = |page: [&str; PAGE.len()]| names.clone().eq(page);
    begins(PAGE)
        || [Lang::En, Lang::Ja].into_iter().any(|lang| begins(REPORT_COLUMNS.map(|title| title.to(lang))))
}

/// The notice that a file is skipped because it holds results.
pub fn own_result(name: &str) -> Diagnostic {
    let message = say!(
        "{name} holds results of outside-in, not answers; it was skipped",
        "{name} は outside-in の採点結果で、回答シートではないため、読み込みませんでした"
    );
    Diagnostic::new(codes::OWN_RESULT, message)
}

/// Whether bytes are a JSON Schema, which may lie beside the sheets that it is for.
pub(super) fn is_schema(bytes: &[u8], form: Form) -> bool {
    const KEY: &[u8] = b"\"$schema\"";
    if form != Form::Json || memchr::memmem::find(bytes, KEY).is_none() {
        return false;
    }
    let object: Result<serde_json::Value, _> = serde_json::from_slice(without_mark(bytes));
    object.is_ok_and(|object| object.get("$schema").is_some() && object.get(ANSWERS).is_none())
}

pub(super) fn schema(name: &str) -> Diagnostic {
    let message = say!(
        "{name} is a JSON Schema, not answers; it was skipped",
        "{name} は JSON Schema で、回答シートではないため、読み込みませんでした"
    );
    Diagnostic::new(codes::SCHEMA_FILE, message)
}
