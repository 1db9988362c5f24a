use std::ops::Range;

use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes, positions};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::REPEATED_WORD, page: page!("T012"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let bytes = text.text.as_bytes();
        let mut last: Label = (0..0, 0);
        let mut at = 0;
        for end in positions(bytes, b' ').chain([bytes.len()]) {
            let own: Label = (at..end, bytes.get(at).map_or(b' ', u8::to_ascii_lowercase));
            // Nearly all neighbours differ in their first letters.
            if (own.1 == last.1 || !(own.1 | last.1).is_ascii()) && at > 0 {
                let (other, word) = (&text.text[last.0.clone()], &text.text[at..end]);
                if same(other, word) && is_word(word) {
                    let message = say!("`{word}` stands twice in a row", "`{word}` が続けて2回あります");
                    let help = say!("keep one of them", "1つにしてください。");
                    sink.push(text.find_part(codes::REPEATED_WORD, last.0.start, end, message).help(help));
                }
            }
            last = own;
            at = end + 1;
        }
    }
}

/// Where a word stands, and its first byte, as a small letter.
type Label = (Range<usize>, u8);

/// Whether two words differ in nothing but capitals.
fn same(one: &str, other: &str) -> bool {
    let is_ascii = || one.is_ascii() && other.is_ascii();
    one.eq_ignore_ascii_case(other) || !is_ascii() && one.to_lowercase() == other.to_lowercase()
}

fn is_word(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic)
}
