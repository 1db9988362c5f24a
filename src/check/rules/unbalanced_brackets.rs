use wide::u8x16;

use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, are, codes, positions_of, with};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::UNBALANCED, page: page!("T013"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.sight.brackets) {
        let Some((at, bracket)) = unbalanced(text.text) else { continue };
        let message = say!("`{bracket}` has no partner", "`{bracket}` に対応する括弧がありません");
        let help =
            say!("add the other bracket, or remove this one", "もう一方の括弧を補うか、取り除いてください。");
        sink.push(text.find_part(codes::UNBALANCED, at, at + bracket.len_utf8(), message).help(help));
    }
}

/// The bracket that closes one.
fn partner(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        _ => return None,
    })
}

/// Marks the bytes with which a bracket can begin.
fn may_begin(bytes: u8x16) -> u8x16 {
    // `(` and `)`, `[` and `{`, `]` and `}` differ in one bit.
    let round = are(with(bytes, 1), b')');
    let others = are(with(bytes, 0x20), b'{') | are(with(bytes, 0x20), b'}');
    round | others | are(bytes, 0xe3) | are(bytes, 0xef)
}

fn unbalanced(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for at in positions_of(text.as_bytes(), may_begin) {
        let byte = text.as_bytes()[at];
        // Of the others in these two ranges most are kana.
        let second = match byte {
            0xe3 => 0x80,
            0xef => 0xbc,
            _ => byte,
        };
        if second != byte && text.as_bytes().get(at + 1) != Some(&second) {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { continue };
        if let Some(close) = partner(c) {
            open.push((at, c, close));
        } else if matches!(c, ')' | ']' | '}' | '）' | '」' | '』' | '】') {
            let fits = open.last().is_some_and(|(_, _, close)| *close == c);
            // `1)` and `a)` count things, they close nothing.
            let before = || text[..at].chars().next_back();
            let counts =
                c == ')' && open.is_empty() && at <= 2 && before().is_some_and(char::is_alphanumeric);
            if fits {
                open.pop();
            } else if !counts {
                return Some((at, c));
            }
        }
    }
    open.pop().map(|(at, c, _)| (at, c))
}
