use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page;
use crate::check::{Rule, Run, TextAt, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_LABEL, page: page!("T021"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(&str, usize, &str, &str, &str), &TextAt<'_>> = BTreeMap::new();
    for text in texts.all.iter().filter(|text| text.key == "label" || text.key == "title") {
        match seen.entry((text.section, text.parent, text.key, text.language, text.text.trim())) {
            Entry::Vacant(entry) => {
                entry.insert(text);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message = say!("two of these have the same name", "同じ名前のものが2つあります");
                let help =
                    say!("give them names that a reader can tell apart", "区別できる名前にしてください。");
                let diagnostic = text.find(codes::DUPLICATE_LABEL, message).help(help);
                sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
            }
        }
    }
}
