use memchr::memchr_iter;

use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::REPEATED_WORD, page: page!("T012"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let mut at = 0;
        let mut last: Option<(usize, &str)> = None;
        for end in memchr_iter(b' ', text.text.as_bytes()).chain([text.text.len()]) {
            let word = &text.text[at..end];
            let repeated = last.filter(|(_, other)| {
                same(other, word) && word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic)
            });
            if let Some((from, _)) = repeated {
                let message = say!("`{word}` stands twice in a row", "`{word}` が続けて2回あります");
                let help = say!("keep one of them", "1つにしてください。");
                sink.push(text.find_part(codes::REPEATED_WORD, from, at + word.len(), message).help(help));
            }
            last = Some((at, word));
            at = end + 1;
        }
    }
}

/// Whether two words differ in nothing but capitals.
fn same(one: &str, other: &str) -> bool {
    // Nearly all neighbours differ in their first letters.
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() && !a.eq_ignore_ascii_case(b) => false,
        _ if one.is_ascii() && other.is_ascii() => one.eq_ignore_ascii_case(other),
        _ => one.to_lowercase() == other.to_lowercase(),
    }
}
