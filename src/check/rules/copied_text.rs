use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page;
use crate::check::{Rule, Run, TextAt, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::COPIED_TEXT, page: page!("T007"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(&str, &str, &str), &TextAt<'_>> = BTreeMap::new();
    for text in texts.all.iter().filter(|text| ["why", "proof", "because"].contains(&text.key)) {
        match seen.entry((text.key, text.language, text.text.trim())) {
            Entry::Vacant(entry) => {
                entry.insert(text);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message = say!("this text is a copy of another one", "ほかの箇所と同じ文です");
                let help = say!("say what is special here", "この項目に固有の内容を書いてください。");
                let diagnostic = text.find(codes::COPIED_TEXT, message).help(help);
                sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
            }
        }
    }
}
