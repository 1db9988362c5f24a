use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// A bracket without its partner.
pub(super) const RULE: Rule = Rule::warning("T013", "unbalanced-brackets", Detect::Text(run));

fn run(text: &TextAt<'_>) -> Option<Diagnostic> {
    let (at, bracket) = unbalanced(text.text)?;
    let message = say!("`{bracket}` has no partner", "`{bracket}` に対応する括弧がありません");
    let help =
        say!("add the other bracket, or remove this one", "もう一方の括弧を補うか、取り除いてください。");
    Some(text.find_part(RULE, at..at + bracket.len_utf8(), message, help))
}

/// The bracket that closes one.
fn closing(open: char) -> Option<char> {
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

/// The first bracket that closes nothing, or else the last one that is not closed.
fn unbalanced(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if closing(c).is_some() {
            open.push((at, c));
        } else if matches!(c, ')' | ']' | '}' | '）' | '」' | '』' | '】') {
            // `1)` and `a)` number an item, they close nothing.
            let numbers = c == ')' && at <= 2 && text[..at].ends_with(char::is_alphanumeric);
            match open.pop() {
                Some((_, last)) if closing(last) == Some(c) => {}
                None if numbers => {}
                _ => return Some((at, c)),
            }
        }
    }
    open.pop()
}
