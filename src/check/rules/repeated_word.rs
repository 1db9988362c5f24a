use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// The same word twice in a row.
pub(super) const RULE: Rule = Rule::warning("T012", "repeated-word", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let (mut last, mut at) = ("", 0);
        for word in text.text.split(' ') {
            let end = at + word.len();
            if lowercase(last).eq(lowercase(word)) && is_word(word) {
                let message = say!("`{word}` stands twice in a row", "`{word}` が続けて2回あります");
                let help = say!("keep one of them", "1つにしてください。");
                sink.push(text.find_part(RULE, at - 1 - last.len()..end, message, help));
            }
            (last, at) = (word, end + 1);
        }
    }
}

fn lowercase(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

fn is_word(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic)
}
