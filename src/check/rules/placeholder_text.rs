use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// A text that is still to be written.
pub(super) const RULE: Rule = Rule::warning("T001", "placeholder-text", Detect::Text(run));

fn run(text: &TextAt<'_>) -> Option<Diagnostic> {
    let (at, mark) = placeholder(text.text)?;
    let message = say!("`{mark}` is still to be written", "`{mark}` が残っています（未記入の文です）");
    let help = say!("write the text", "文を書き上げてください。");
    Some(text.find_part(RULE, at..at + mark.len(), message, help))
}

const MARKS: [&str; 14] = [
    "TODO",
    "TBD",
    "FIXME",
    "XXX",
    "xxx",
    "Lorem ipsum",
    "lorem ipsum",
    "???",
    "未定稿",
    "仮文",
    "要確認",
    "○○",
    "〇〇",
    "ここに記入",
];

/// The first placeholder in a text, and where it begins. Letters inside a longer word are not one.
pub(super) fn placeholder(text: &str) -> Option<(usize, &'static str)> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    // `contains` is much faster than `match_indices`, and hardly any text has a mark.
    MARKS.into_iter().filter(|mark| text.contains(mark)).find_map(|mark| {
        let inside =
            |at: usize| text[..at].ends_with(is_letter) || text[at + mark.len()..].starts_with(is_letter);
        let is_word = mark.chars().all(is_letter);
        let (at, _) = text.match_indices(mark).find(|(at, _)| !is_word || !inside(*at))?;
        Some((at, mark))
    })
}
