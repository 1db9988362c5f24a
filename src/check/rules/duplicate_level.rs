use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page;
use crate::check::{Rule, Run, TextAt, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_LEVEL, page: page!("T006"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(usize, &str, &str), &TextAt<'_>> = BTreeMap::new();
    for text in texts.all.iter().filter(|text| text.section == "level" && text.key == "says") {
        match seen.entry((text.parent, text.language, text.text.trim())) {
            Entry::Vacant(entry) => {
                entry.insert(text);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message =
                    say!("two levels of this criterion say the same", "同じ内容のレベルが2つあります");
                let help = say!(
                    "say what the higher one has that the lower one lacks",
                    "上のレベルで何が加わるのかを書いてください。"
                );
                let diagnostic = text.find(codes::DUPLICATE_LEVEL, message).help(help);
                sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
            }
        }
    }
}
