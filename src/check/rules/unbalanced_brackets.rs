use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::UNBALANCED, page: page!("T013"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
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

fn unbalanced(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    // All brackets are of ASCII or begin with one of two bytes.
    let may_be = |byte: &u8| matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}' | 0xe3 | 0xef);
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| may_be(byte)) {
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
