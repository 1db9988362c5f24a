use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::PLACEHOLDER, page: page!("T001"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let Some((from, mark)) = placeholder(text.text) else { continue };
        let message = say!("`{mark}` is still to be written", "`{mark}` が残っています（未記入の文です）");
        let help = say!("write the text", "文を書き上げてください。");
        sink.push(text.find_part(codes::PLACEHOLDER, from, from + mark.len(), message).help(help));
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

/// For each of the first three bytes, a bit for every mark that has that byte there.
const STARTS: [[u16; 256]; 3] = {
    let mut starts = [[0; 256]; 3];
    let mut mark = 0;
    while mark < MARKS.len() {
        let mut at = 0;
        while at < starts.len() {
            starts[at][MARKS[mark].as_bytes()[at] as usize] |= 1 << mark;
            at += 1;
        }
        mark += 1;
    }
    starts
};

/// Whether a mark is in a text, if only inside a word. Nearly all texts are done with this one look.
fn is_in(text: &str) -> bool {
    let [first, second, third] = &STARTS;
    let begins = |(at, bytes): (usize, &[u8])| {
        let marks =
            first[usize::from(bytes[0])] & second[usize::from(bytes[1])] & third[usize::from(bytes[2])];
        let whole = |mark: usize| text.as_bytes()[at..].starts_with(MARKS[mark].as_bytes());
        marks != 0 && (0..MARKS.len()).any(|mark| marks >> mark & 1 == 1 && whole(mark))
    };
    text.as_bytes().windows(STARTS.len()).enumerate().any(begins)
}

/// The first placeholder in a text, and where it begins; inside a word it is none.
pub(in crate::check) fn placeholder(text: &str) -> Option<(usize, &'static str)> {
    if !is_in(text) {
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
