use crate::check::TextAt;
use crate::source::{Code, Diagnostic};
use crate::text::{acts, say};

pub(super) fn outer_space(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    // The quotation marks of paragraphs may stand on lines of their own.
    let inner = if text.is_long { text.text.trim_matches(['\n', '\r']) } else { text.text };
    if text.trimmed == inner || text.trimmed.is_empty() {
        return None;
    }
    let message = say!("this text begins or ends with a space", "文の先頭か末尾に空白があります");
    let found = text.find(code, message, say!("remove it", "取り除いてください。"));
    Some(found.replacing(&format!("\"{}\"", text.text), text.trimmed))
}

pub(super) fn double_space(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let outer = text.text.len() - text.text.trim_start().len();
    let at = outer + text.trimmed.find("  ")?;
    let message = say!("there are two spaces in a row", "空白が連続しています");
    let help = say!("keep one of them", "1つにしてください。");
    Some(text.find_part(code, at..at + 2, message, help).replacing("  ", " "))
}

pub(super) fn control_character(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let c = text.text.chars().find(|c| acts(*c) && !matches!(c, '\n' | '\r' | '\t'))?;
    let number = format!("U+{:04X}", u32::from(c));
    let message = say!(
        "this text holds the invisible character {number}",
        "目に見えない文字 {number} が含まれています"
    );
    Some(text.find(code, message, say!("remove it", "取り除いてください。")))
}

pub(super) fn line_break(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    text.trimmed.find(|c| c == '\t' || (matches!(c, '\n' | '\r') && !text.is_long))?;
    let message = say!("there is a line break or tab in this text", "文の中に改行かタブがあります");
    let help = say!(
        "write it on one line; it is wrapped where it is shown",
        "1行で書いてください（表示のときに折り返されます）。"
    );
    Some(text.find(code, message, help))
}
