use super::is_japanese;
use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// ASCII punctuation in Japanese.
pub(super) const RULE: Rule = Rule::warning("T014", "half-width-punctuation", Detect::Text(run));

/// What is wrong beside Japanese, and what to write instead.
const MARKS: [(char, &str); 8] =
    [(',', "、"), ('.', "。"), ('(', "（"), (')', "）"), (':', "："), (';', "；"), ('!', "！"), ('?', "？")];

fn run(text: &TextAt<'_>) -> Option<Diagnostic> {
    if text.language != "ja" {
        return None;
    }
    let (at, c, full) = half_width(text.text)?;
    let message =
        say!("`{c}` beside Japanese is half as wide as its neighbours", "和文の中に半角の `{c}` があります");
    let help = say!("write `{full}`", "全角の `{full}` を使ってください。");
    Some(text.find_part(RULE, at..at + 1, message, help).replacing(&c.to_string(), full))
}

fn half_width(text: &str) -> Option<(usize, char, &'static str)> {
    text.char_indices().find_map(|(at, c)| {
        let (_, full) = MARKS.iter().find(|(mark, _)| *mark == c)?;
        let after_japanese = text[..at].ends_with(is_japanese);
        let rest = &text[at + 1..];
        let wrong = match c {
            '(' if after_japanese => !rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
            '(' => rest.starts_with(is_japanese),
            _ => after_japanese,
        };
        wrong.then_some((at, c, *full))
    })
}
