use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;
use crate::text::acts;

/// A text that begins or ends with a space.
pub(super) const OUTER_SPACE: Rule = Rule::warning("T010", "outer-space", Detect::Text(outer_space));
/// Two spaces in a row.
pub(super) const DOUBLE_SPACE: Rule = Rule::warning("T011", "double-space", Detect::Text(double_space));
/// A character that acts on a terminal or hides text.
pub(super) const CONTROL_CHARACTER: Rule =
    Rule::error("T016", "control-character", Detect::Text(control_character));
/// A line break in a text.
pub(super) const LINE_BREAK: Rule = Rule::warning("T017", "line-break", Detect::Text(line_break));

fn outer_space(text: &TextAt<'_>) -> Option<Diagnostic> {
    if text.trimmed == text.text || text.trimmed.is_empty() {
        return None;
    }
    let message = say!("this text begins or ends with a space", "文の先頭か末尾に空白があります");
    let found = text.find(OUTER_SPACE, message, say!("remove it", "取り除いてください。"));
    Some(found.replacing(&format!("\"{}\"", text.text), text.trimmed))
}

fn double_space(text: &TextAt<'_>) -> Option<Diagnostic> {
    let outer = text.text.len() - text.text.trim_start().len();
    let at = outer + text.trimmed.find("  ")?;
    let message = say!("there are two spaces in a row", "空白が連続しています");
    let help = say!("keep one of them", "1つにしてください。");
    Some(text.find_part(DOUBLE_SPACE, at..at + 2, message, help).replacing("  ", " "))
}

fn control_character(text: &TextAt<'_>) -> Option<Diagnostic> {
    let c = text.text.chars().find(|c| acts(*c) && !matches!(c, '\n' | '\r' | '\t'))?;
    let number = format!("U+{:04X}", u32::from(c));
    let message = say!(
        "this text holds the invisible character {number}",
        "目に見えない文字 {number} が含まれています"
    );
    Some(text.find(CONTROL_CHARACTER, message, say!("remove it", "取り除いてください。")))
}

fn line_break(text: &TextAt<'_>) -> Option<Diagnostic> {
    text.trimmed.find(['\n', '\r', '\t'])?;
    let message = say!("there is a line break or tab in this text", "文の中に改行かタブがあります");
    let help = say!(
        "write it on one line; it is wrapped where it is shown",
        "1行で書いてください（表示のときに折り返されます）。"
    );
    Some(text.find(LINE_BREAK, message, help))
}
