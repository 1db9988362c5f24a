use wide::u8x16;

use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, are, codes, positions_of, with};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::HALF_WIDTH, page: page!("T014"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.language == "ja") {
        let Some((at, c)) = half_width(text.text) else { continue };
        let message = say!(
            "`{c}` beside Japanese is half as wide as its neighbours",
            "和文の中に半角の `{c}` があります"
        );
        let full = match c {
            ',' => "、",
            '.' => "。",
            '(' => "（",
            ')' => "）",
            ':' => "：",
            ';' => "；",
            '!' => "！",
            _ => "？",
        };
        let help = say!("write `{full}`", "全角の `{full}` を使ってください。");
        sink.push(
            text.find_part(codes::HALF_WIDTH, at, at + 1, message).help(help).replacing(&c.to_string(), full),
        );
    }
}

/// Marks what is wrong beside Japanese.
fn marks(bytes: u8x16) -> u8x16 {
    // `(` and `)`, `:` and `;`, `,` and `.` differ in one bit.
    let pairs = are(with(bytes, 1), b')') | are(with(bytes, 1), b';') | are(with(bytes, 2), b'.');
    pairs | are(bytes, b'!') | are(bytes, b'?')
}

fn half_width(text: &str) -> Option<(usize, char)> {
    let beside = |c: Option<char>| c.is_some_and(super::is_japanese);
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at + 1..].chars().next();
    let marks = positions_of(text.as_bytes(), marks).map(|at| (at, text.as_bytes()[at]));
    let mut wrong = marks.filter(|(at, byte)| match byte {
        b'(' if beside(before(*at)) => !after(*at).is_some_and(|c| c.is_ascii_alphanumeric()),
        b'(' => beside(after(*at)),
        _ => beside(before(*at)),
    });
    wrong.next().map(|(at, byte)| (at, char::from(byte)))
}
