//! What the laws stand on: a framework in memory, drawn texts, and what is true of every finding.

use std::sync::{Arc, LazyLock};

use arbitrary::Unstructured;
use jiff::civil::{Date, date};
use outside_in::framework::{self, Framework, Loaded};
use outside_in::report::findings::human;
use outside_in::report::{Paint, Terminal};
use outside_in::say;
use outside_in::source::{Diagnostic, SourceFile, codes};
use outside_in::text::Lang;

/// The day on which everything is scored.
pub(super) const AS_OF: Date = date(2026, 11, 22);

/// The files of a framework that is small enough for thousands of runs a second.
pub(super) const SMALL: [(&str, &str); 3] = [
    ("framework.toml", include_str!("../../fixtures/small/framework.toml")),
    ("basis.toml", include_str!("../../fixtures/small/basis.toml")),
    ("proof.toml", include_str!("../../fixtures/small/proof.toml")),
];

/// The small framework.
pub(super) fn small() -> &'static Framework {
    static LOADED: LazyLock<Framework> =
        LazyLock::new(|| load(&SMALL).framework.expect("the small framework can be used"));
    &LOADED
}

/// Loads a framework from memory.
pub(super) fn load(files: &[(&str, &str)]) -> Loaded {
    framework::load(|name| {
        let missing = || Box::new(Diagnostic::new(codes::UNREADABLE, say!("no {name}", "no {name}")));
        let file = files.iter().find(|(known, _)| *known == name);
        file.map(|(name, text)| SourceFile::new(*name, *text)).ok_or_else(missing)
    })
}

/// Texts that have been trouble somewhere.
const WORDS: [&str; 40] = [
    "letter",
    "手紙",
    "a \"b\" \\ 'c'",
    " two\nlines ",
    "# no comment",
    "2026-11-22",
    "=1+1",
    "'=1+1",
    "-",
    "TBD",
    "準備中。",
    "unknown",
    "na: so",
    "N/A",
    "2",
    "2.0",
    "true",
    "null",
    "",
    " ",
    "\u{3000}",
    "\u{a0}x",
    "a;b",
    "a；b",
    "a,b\tc",
    "\r\n",
    "\u{1b}[31mred",
    "\u{202e}turned",
    "\u{feff}mark",
    "zero\u{200b}width",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=y>",
    "&amp;",
    "[a](https://example.org) | *b*",
    "\"\"\"",
    "'''",
    "１２３",
    "e\u{301}\u{301}",
    "👩‍⚕️",
    "\u{2028}\u{85}\u{0}",
];

/// A text: one of the known ones, or any.
pub(super) fn text(u: &mut Unstructured<'_>) -> String {
    let which: u8 = u.arbitrary().unwrap_or_default();
    if let Some(word) = WORDS.get(usize::from(which)) {
        return (*word).to_owned();
    }
    let length = usize::from(which) % 24;
    String::from_utf8_lossy(u.bytes(length.min(u.len())).unwrap_or_default()).into_owned()
}

/// A number below an end, 0 where nothing is left to draw from.
pub(super) fn below(u: &mut Unstructured<'_>, end: u8) -> u8 {
    u.int_in_range(0..=end - 1).unwrap_or_default()
}

/// Holds what is true of every finding: its places lie in its file, it says something in both languages, and it cannot
/// act on a terminal.
pub(super) fn findings_are_sound<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) {
    let terminal = Terminal { columns: 80, paint: Paint::new(false) };
    for one in found {
        let labels = one.labels.iter().map(|label| &label.place);
        for place in one.place.iter().chain(labels) {
            assert!(place.file.text.get(place.span.clone()).is_some(), "outside of its file: {one:?}");
        }
        assert!(!one.message.en.is_empty() && !one.message.ja.is_empty(), "{one:?}");
        harmless_lines(&human(one, Lang::En, terminal));
        harmless(&one.on_one_line(Lang::Ja));
    }
}

/// The reasons of a refusal: there are some, and they are sound.
pub(super) fn reasons_are_sound(reasons: &[Diagnostic]) {
    assert!(!reasons.is_empty(), "refused without a reason");
    findings_are_sound(reasons);
}

/// Holds that a text cannot act on a terminal nor hide anything, but for line breaks.
pub(super) fn harmless_lines(text: &str) {
    text.split('\n').for_each(harmless);
}

/// Holds that a line cannot act on a terminal nor hide anything.
pub(super) fn harmless(line: &str) {
    assert!(!line.chars().any(acts), "a character that acts: {line:?}");
}

/// Whether a character acts on a terminal or changes the order of others. Told here once more: what the product
/// takes for such is what is under test.
pub(super) fn acts(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{61c}' | '\u{200b}' | '\u{feff}') || c.is_control()
}

/// A file in memory.
pub(super) fn file(name: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(name, text))
}
