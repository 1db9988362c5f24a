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

const PAIRS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('「', '」'), ('『', '』'), ('【', '】')];

/// The first bracket that closes nothing, or else the last one that is not closed.
fn unbalanced(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            if open.last().is_some_and(|(_, last)| last == opening) {
                open.pop();
                continue;
            }
            // `1)` and `a)` number an item, they close nothing.
            let numbers =
                c == ')' && open.is_empty() && at <= 2 && text[..at].ends_with(char::is_alphanumeric);
            if !numbers {
                return Some((at, c));
            }
        }
    }
    open.pop()
}
