use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;
use crate::text::acts;

/// A text that begins or ends with a space.
pub(super) const OUTER_SPACE: Rule = Rule::warning("T010", "outer-space", Detect::Texts(outer_space));
/// Two spaces in a row.
pub(super) const DOUBLE_SPACE: Rule = Rule::warning("T011", "double-space", Detect::Texts(double_space));
/// A character that acts on a terminal or hides text.
pub(super) const CONTROL_CHARACTER: Rule =
    Rule::error("T016", "control-character", Detect::Texts(control_character));
/// A line break in a text.
pub(super) const LINE_BREAK: Rule = Rule::warning("T017", "line-break", Detect::Texts(line_break));

fn outer_space(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.trimmed != text.text && !text.trimmed.is_empty()) {
        let message = say!("this text begins or ends with a space", "文の先頭か末尾に空白があります");
        let help = say!("remove it", "取り除いてください。");
        let written = format!("\"{}\"", text.text);
        sink.push(text.find(OUTER_SPACE, message, help).replacing(&written, text.trimmed));
    }
}

fn double_space(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let Some(at) = text.trimmed.find("  ") else { continue };
        let at = at + text.text.len() - text.text.trim_start().len();
        let message = say!("there are two spaces in a row", "空白が連続しています");
        let help = say!("keep one of them", "1つにしてください。");
        sink.push(text.find_part(DOUBLE_SPACE, at..at + 2, message, help).replacing("  ", " "));
    }
}

fn control_character(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let hidden = |c: &char| acts(*c) && !matches!(c, '\n' | '\r' | '\t');
        let Some(c) = text.text.chars().find(hidden) else { continue };
        let number = format!("U+{:04X}", u32::from(c));
        let message = say!(
            "this text holds the invisible character {number}",
            "目に見えない文字 {number} が含まれています"
        );
        let help = say!("remove it", "取り除いてください。");
        sink.push(text.find(CONTROL_CHARACTER, message, help));
    }
}

fn line_break(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.trimmed.contains(['\n', '\r', '\t'])) {
        let message = say!("there is a line break or tab in this text", "文の中に改行かタブがあります");
        let help = say!(
            "write it on one line; it is wrapped where it is shown",
            "1行で書いてください（表示のときに折り返されます）。"
        );
        sink.push(text.find(LINE_BREAK, message, help));
    }
}
