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
        for word in text.text.split(' ') {
            let repeated = last.filter(|(_, other)| {
                word.chars().count() > 1
                    && word.chars().all(char::is_alphabetic)
                    && other.to_lowercase() == word.to_lowercase()
            });
            if let Some((from, _)) = repeated {
                let message = say!("`{word}` stands twice in a row", "`{word}` が続けて2回あります");
                let help = say!("keep one of them", "1つにしてください。");
                sink.push(text.find_part(codes::REPEATED_WORD, from, at + word.len(), message).help(help));
            }
            last = Some((at, word));
            at += word.len() + 1;
        }
    }
}
