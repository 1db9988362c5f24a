//! Texts from outside: their encodings, the places in them, and what is wrong with their grammar.

use std::sync::Arc;

use outside_in::source::{SourceFile, SyntaxCodes, codes, column_letters, parse_toml};
use proptest::prelude::*;
use toml::de::DeTable;

#[test]
fn columns_have_the_names_that_spreadsheets_give_them() {
    let named =
        [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
    for (column, letters) in named {
        assert_eq!(column_letters(column), letters);
    }
}

#[test]
fn columns_count_characters() {
    let file = SourceFile::new("x", "a = 1\n質問 = 2\n");
    assert_eq!(file.position(0), (1, 1));
    assert_eq!(file.position(6 + "質問 ".len()), (2, 4));
    assert_eq!(file.position(999), (3, 1));
}

#[test]
fn encodings_are_told_apart() {
    let decode = |bytes: &[u8]| SourceFile::decode("f".into(), bytes.to_vec(), codes::UNREADABLE);
    assert_eq!(decode(b"\xef\xbb\xbfa = 1").expect("a BOM is dropped").text, "a = 1");
    let utf16 = decode(b"\xff\xfea\0").expect_err("UTF-16 is refused");
    assert!(utf16.message.en.contains("UTF-16"));
    let sjis = decode(b"a\n\x83\x5c").expect_err("Shift_JIS is refused");
    let place = sjis.place.expect("the line is known");
    assert_eq!((place.file.name.as_str(), place.file.position(place.span.start)), ("f", (2, 1)));
    assert_eq!(sjis.code, codes::NOT_UTF8);
    let sheet = SourceFile::decode("f".into(), vec![0xff], codes::SHEET_UNREADABLE);
    assert_eq!(sheet.expect_err("no text").code, codes::SHEET_SYNTAX);
}

/// Pieces of which documents are made, right and wrong.
const PIECES: &[&str] = &[
    "a",
    "b",
    "c",
    ".",
    "=",
    " = ",
    "\n",
    "\r\n",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ", ",
    "#",
    "\"",
    "\\",
    "1",
    "-",
    "0",
    "\"x\"",
    "true",
    "2026-01-31",
    "\na.b = ",
    "\n[a]\n",
    "\n[[b]]\n",
    "\n[b.c]\n",
    "\n[[b.c]]\n",
    "a = 1\n",
    "b.c = [1]\n",
    "a = {b = 1}\n",
    "\"\"\"",
    "'",
    "_",
    " ",
    "\t",
    "あ",
    "\r",
    "\u{7f}",
    "T10:00:00",
    " 10:00:00",
    ".5",
];

/// Pieces that are put between the others where every mistake is to be told.
const MORE: &[&str] = &["“", "”", "＝", "　", "[[a]\n", "\na = [1,\n", "\nb = { c = 1\n", "\na = \"x\n", "é"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_wrong_is_told_once_a_place(
        pieces in prop::collection::vec(prop::sample::select([PIECES, MORE].concat()), 0..24),
    ) {
        let text = pieces.concat();
        let file = Arc::new(SourceFile::new("x", text.as_str()));
        let (_, reports) = DeTable::parse_recoverable(&text);
        let mut sink = Vec::new();
        parse_toml(&file, SyntaxCodes::FRAMEWORK, &mut sink);
        prop_assert_eq!(reports.is_empty(), sink.is_empty());
        let places = sink.iter().filter(|d| d.code == codes::SYNTAX).filter_map(|d| d.place.as_ref());
        let mut places: Vec<_> = places.map(|place| place.span.start).collect();
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        prop_assert_eq!(places.len(), all);
    }
}
