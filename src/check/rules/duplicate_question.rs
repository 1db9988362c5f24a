use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page;
use crate::check::{Rule, Run, TextAt, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_QUESTION, page: page!("T005"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(&str, &str), &TextAt<'_>> = BTreeMap::new();
    for text in texts.all.iter().filter(|text| text.key == "question") {
        match seen.entry((text.language, text.text.trim())) {
            Entry::Vacant(entry) => {
                entry.insert(text);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message = say!("this question is asked twice", "同じ質問が2回あります");
                let help = say!(
                    "ask it once, or say what the difference is",
                    "1つにまとめるか、違いがわかるように書き分けてください。"
                );
                let diagnostic = text.find(codes::DUPLICATE_QUESTION, message).help(help);
                sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
            }
        }
    }
}
