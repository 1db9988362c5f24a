use std::sync::LazyLock;

use aho_corasick::packed::Searcher;

use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::PLACEHOLDER, page: page!("T001"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for texts in texts.all.chunk_by(|one, other| std::ptr::eq(one.document, other.document)) {
        let file_may = may_hold(&texts[0].document.file.text);
        for text in texts.iter().filter(|text| file_may || !text.is_verbatim()) {
            let Some((from, mark)) = placeholder(text.text) else { continue };
            let message =
                say!("`{mark}` is still to be written", "`{mark}` が残っています（未記入の文です）");
            let help = say!("write the text", "文を書き上げてください。");
            sink.push(text.find_part(codes::PLACEHOLDER, from, from + mark.len(), message).help(help));
        }
    }
}

/// What stands where something is still to be written.
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

/// Finds any of them in one pass; none on a processor for which there is no such search.
static SEARCHER: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(MARKS));

/// Whether a mark may be in a text, if only inside a word. Nearly all texts, and most files, are done with this one
/// look.
fn may_hold(text: &str) -> bool {
    SEARCHER.as_ref().is_none_or(|searcher| searcher.find(text).is_some())
}

/// The first placeholder in a text, and where it begins; inside a word it is none.
pub(in crate::check) fn placeholder(text: &str) -> Option<(usize, &'static str)> {
    if !may_hold(text) {
        return None;
    }
    MARKS.iter().find_map(|mark| {
        let (at, _) = text.match_indices(mark).find(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let word = mark.bytes().all(|b| b.is_ascii_alphanumeric());
            !word
                || !letter(text[..*at].chars().next_back()) && !letter(text[at + mark.len()..].chars().next())
        })?;
        Some((at, *mark))
    })
}
