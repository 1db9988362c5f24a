//! Slips of people who write sheets by hand: each is told where it is, with what to do; and doing it works.

use outside_in::answers::{Form, open};
use outside_in::source::Diagnostic;
use std::path::Path;

use proptest::prelude::*;

use crate::process::run_in;
use crate::random::cases;
use crate::support::{built_in, folder};

/// A file, what stands in it, the errors that are told, and what it becomes if one does as told; nothing where that is
/// to give it the ending of the other form.
type Slip = (&'static str, &'static str, &'static [&'static str], &'static str);

#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    (
        "t.toml",
        "[answers]\ncoding = 1\n\n[facts]\nproduct = \"software\"\n\n[answers]\nprototype = 2\n",
        &[
            "7:2: A003 this key is set twice = put the lines under the first `[answers]`, and remove this header",
        ],
        "[answers]\ncoding = 1\nprototype = 2\n\n[facts]\nproduct = \"software\"\n",
    ),
    (
        "t.toml",
        "answers = { coding = 1 }\n[answers]\nprototype = 1\n",
        &[
            "2:2: A003 this key is set twice = put all of `answers` below this header, and remove it further up",
        ],
        "[answers]\nprototype = 1\ncoding = 1\n",
    ),
    (
        "t.toml",
        "answers.coding = 1\n[answers]\nprototype = 1\n",
        &[
            "2:2: A003 this key is set twice = put all of `answers` below this header, and remove it further up",
        ],
        "[answers]\nprototype = 1\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = 1\n\n[answers.coding]\nevidence = \"x\"\n",
        &[
            "4:10: A003 this key is set twice = say it once: `coding = { level = 2, evidence = \"…\" }` below `[answers]`, without this header",
        ],
        "[answers]\ncoding = { level = 1, evidence = \"x\" }\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = 1\nprototype = 1\ncoding = 2\n",
        &[
            "4:1: A003 this key is set twice = keep one of them",
        ],
        "[answers]\nprototype = 1\ncoding = 2\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = 1, note = \"a\", level = 2 }\n",
        &[
            "2:35: A003 this key is set twice = keep one of them",
        ],
        "[answers]\ncoding = { level = 1, note = \"a\" }\n",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":1,\"coding\":2}}",
        &[
            "1:25: A003 this key is set twice = keep one of them",
        ],
        "{\"answers\":{\"coding\":2}}",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = 2, evidence = \"C:\\Users\\new\" }\n",
        &[
            "2:39: A002 this is not TOML: `\\` has a meaning of its own in a text = put the text in single quotation marks, `'…'`, in which `\\` is an ordinary character; or write `\\\\`",
        ],
        "[answers]\ncoding = { level = 2, evidence = 'C:\\Users\\new' }\n",
    ),
    (
        "t.json",
        "{\"subject\":\"C:\\Users\",\"answers\":{\"coding\":1}}",
        &[
            "1:16: A002 this is not JSON: `\\` has a meaning of its own in a text = write `\\\\` for it",
        ],
        "{\"subject\":\"C:\\\\Users\",\"answers\":{\"coding\":1}}",
    ),
    (
        "t.toml",
        "[answers]\ncoding = 1\nsubject = \"Kumo\"\n",
        &[
            "3:1: A006 there is no criterion `subject` = `subject` belongs above the first header, such as `[answers]`: a key is part of the last header above it",
        ],
        "subject = \"Kumo\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[facts]\nproduct = \"software\"\ndate = 2026-11-20\n[answers]\ncoding = 1\n",
        &[
            "3:1: A006 there is no fact `date` = `date` belongs above the first header, such as `[answers]`: a key is part of the last header above it",
        ],
        "date = 2026-11-20\n[facts]\nproduct = \"software\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":1,\"subject\":\"Kumo\"}}",
        &[
            "1:25: A006 there is no criterion `subject` = `subject` belongs beside `answers`, not inside it",
        ],
        "{\"answers\":{\"coding\":1},\"subject\":\"Kumo\"}",
    ),
    (
        "t.toml",
        "coding = 1\nprototype = 2\n",
        &[
            "1:1: A005 there is no `answers` = write `[answers]` on a line of its own above `coding`",
        ],
        "[answers]\ncoding = 1\nprototype = 2\n",
    ),
    (
        "t.toml",
        "[[sheet]]\nsubject = \"a\"\n[sheet.answers]\ncoding = 1\n",
        &[
            "1:1: A005 there is no `answers` = a TOML file holds one sheet: write each into a file of its own; many in one file are a list in .json, a sheet a line in .ndjson, or rows in .csv or .xlsx",
        ],
        "subject = \"a\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.json",
        "{\"count\":1,\"results\":[{\"answers\":{\"coding\":1}}]}",
        &[
            "1:1: A005 there is no `answers`: the sheets are in `results` = save that list alone, without what is around it: `jq '.results' t.json > sheets.json`",
        ],
        "[{\"answers\":{\"coding\":1}}]",
    ),
    (
        "t.toml",
        "[answers]\n\"Billing codes\" = 1\n",
        &[
            "2:1: A006 there is no criterion `Billing codes` = write the id of that title: `coding`",
        ],
        "[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding 2\n",
        &[
            "2:8: A002 this is not TOML: there is no `=` after the key = write `key = value`; a comment begins with `#`",
        ],
        "[answers]\ncoding = 2\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding: 2\n",
        &[
            "2:7: A002 this is not TOML: `:` means nothing here = write `=` between key and value",
        ],
        "[answers]\ncoding= 2\n",
    ),
    (
        "t.toml",
        "subject = “a”\n[answers]\ncoding ＝ 2\n",
        &[
            "1:11: A002 this is not TOML: `“` is not the quotation mark of a text = write `\"`",
            "3:8: A002 this is not TOML: `＝` is a full-width character = write `=`",
        ],
        "subject = \"a\"\n[answers]\ncoding = 2\n",
    ),
    (
        "t.toml",
        "［answers]\ncoding = ２\n",
        &[
            "1:1: A002 this is not TOML: `［` is a full-width character = write `[`",
        ],
        "[answers]\ncoding = 2\n",
    ),
    (
        "t.toml",
        "[answers]\n\u{a0}coding = 1\n",
        &[
            "2:1: A002 this is not TOML: there is a space of a special kind here = write an ordinary space",
        ],
        "[answers]\n coding = 1\n",
    ),
    (
        "t.toml",
        "[answers\ncoding = 1\n",
        &[
            "1:9: A002 this is not TOML: this header is not closed = close a header with as many brackets as it begins with: `[name]`, `[[name]]`",
        ],
        "[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = 1\n",
        &[
            "2:10: A002 this is not TOML: this bracket is not closed = write `}` at its end",
        ],
        "[answers]\ncoding = { level = 1}\n",
    ),
    (
        "t.toml",
        "subject = \"a\n[answers]\ncoding = 1\n",
        &[
            "1:13: A002 this is not TOML: the closing quotation mark of this text is missing = end the text with `\"` on the line on which it begins",
        ],
        "subject = \"a\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = null\nprototype = 1\n",
        &[
            "2:10: A002 this is not TOML: there is no `null` = leave this key out: what is not there is not answered",
        ],
        "[answers]\nprototype = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = None, note = \"a\" }\n",
        &[
            "2:20: A002 this is not TOML: there is no `None` = leave this key out: what is not there is not answered",
        ],
        "[answers]\ncoding = { note = \"a\" }\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = unknown\n",
        &[
            "2:10: A002 this is not TOML: this text is not in quotation marks = write it as `\"…\"`; only numbers, dates, `true` and `false` need none",
        ],
        "[answers]\ncoding = \"unknown\"\n",
    ),
    (
        "t.toml",
        "date = 2026/11/20\n[answers]\ncoding = 1\n",
        &[
            "1:8: A002 this is not TOML: a date is written in another way = write `2026-11-20`",
        ],
        "date = 2026-11-20\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "date = 2026.1.5\n[answers]\ncoding = 1\n",
        &[
            "1:14: A002 this is not TOML: a date is written in another way = write `2026-01-05`",
        ],
        "date = 2026-01-05\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "date = 20/11/2026\n[answers]\ncoding = 1\n",
        &[
            "1:8: A002 this is not TOML: a date is written in another way = write year-month-day, as in 2026-11-22",
        ],
        "date = 2026-11-20\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "date = 2026-13-45\n[answers]\ncoding = +-1\n",
        &[
            "1:8: A002 this is not TOML: there is no such date = write a date as 2026-11-22",
            "3:11: A002 this is not TOML: this is not how a value is written = write a number with digits alone, as in 12, and a text in quotation marks",
        ],
        "date = 2026-11-22\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "subject = \"Ku\u{7}mo\"\n[answers]\ncoding = 1\n",
        &[
            "1:14: A002 this is not TOML: there is an invisible control character here = remove it",
        ],
        "subject = \"Kumo\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "subject = \"Kumo\"\r[answers]\ncoding = 1\n",
        &[
            "1:17: A002 this is not TOML: there is an invisible control character here = remove it",
        ],
        "subject = \"Kumo\"\n[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = 1,\n",
        &[
            "2:11: A002 this is not TOML: there is a comma after the value = remove it",
        ],
        "[answers]\ncoding = 1\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = 1 // yes\n",
        &[
            "2:10: A002 this is not TOML: a comment does not begin like this = begin a comment with `#`",
        ],
        "[answers]\ncoding = 1 # yes\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = 2, evidence = 'it's, 2026' }\n",
        &[
            "2:38: A002 this is not TOML: the text ends before this = put a text with `'` in it between `\"` and `\"`",
        ],
        "[answers]\ncoding = { level = 2, evidence = \"it's, 2026\" }\n",
    ),
    (
        "t.toml",
        "[answers]\ncoding = { level = 2, evidence = \"a \"b\", 2026\" }\n",
        &[
            "2:38: A002 this is not TOML: the text ends before this = write a quotation mark inside a text as `\\\"`",
        ],
        "[answers]\ncoding = { level = 2, evidence = \"a \\\"b\\\", 2026\" }\n",
    ),
    (
        "t.toml",
        "{\"answers\":{\"coding\":1}}",
        &[
            "1:1: A002 this is JSON, not TOML = end the name of the file in `.json`, or say so with --from json",
        ],
        "",
    ),
    (
        "t.json",
        "# a sheet\n[answers]\ncoding = 1\n",
        &[
            "1:1: A002 this is TOML, not JSON = end the name of the file in `.toml`, or say so with --from toml",
        ],
        "",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":1,}}",
        &[
            "1:24: A002 this is not JSON: there is one comma too many before this = no comma follows the last value",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "{\"answers\":{'coding':1}}",
        &[
            "1:13: A002 this is not JSON: `'` is not the quotation mark of a text = write `\"` on both sides",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":1} // yes\n}",
        &[
            "1:25: A002 this is not JSON: there are no comments in it = remove it; what is to stay goes into a `note`",
        ],
        "{\"answers\":{\"coding\":1} \n}",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":None}}",
        &[
            "1:22: A002 this is not JSON: there is no `None` = write `null`",
        ],
        "{\"answers\":{\"coding\":null}}",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":01}}",
        &[
            "1:23: A002 this is not JSON: a number does not begin with 0 = leave the 0 out",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "{answers:{\"coding\":1}}",
        &[
            "1:2: A002 this is not JSON: this key is not in double quotation marks = write `\"key\": value`",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "{“answers\":{\"coding\":1}}",
        &[
            "1:2: A002 this is not JSON: `“` is not the quotation mark of a text = write `\"`",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "{\"answers\":{\"coding\":1}",
        &[
            "1:23: A002 this is not JSON: it ends before it is complete = close every bracket, or save the whole file again",
        ],
        "{\"answers\":{\"coding\":1}}",
    ),
    (
        "t.json",
        "[{\"answers\":{\"coding\":1}},]",
        &[
            "1:27: A002 this is not JSON: there is one comma too many before this = no comma follows the last value",
        ],
        "[{\"answers\":{\"coding\":1}}]",
    ),
    (
        "t.json",
        "[{\"answers\":{\"coding\":1}}",
        &[
            "1:26: A002 this is not JSON: it ends before it is complete = close every bracket, or save the whole file again",
        ],
        "[{\"answers\":{\"coding\":1}}]",
    ),
    (
        "t.json",
        "[{\"answers\":{\"coding\":1}} {\"coding\":1}]",
        &[
            "1:27: A002 this is not JSON: a comma or a closing bracket is missing before this = write `,` between two values, and a quotation mark inside a text as `\\\"`",
        ],
        "[{\"answers\":{\"coding\":1}} ,{\"coding\":1}]",
    ),
];

/// The errors about a file: `line:column: CODE message = help`.
fn told(name: &str, text: &str) -> Vec<String> {
    let form = Form::of(Path::new(name)).expect("a form");
    let opened = open(name, text.as_bytes().to_vec(), form, built_in());
    let found = opened.map(|opened| opened.found).expect("a file of sheets");
    let problems = found.into_iter().flat_map(|sheet| match sheet.read(built_in()) {
        Ok(reading) => reading.notices,
        Err(reasons) => reasons,
    });
    problems.filter(Diagnostic::is_error).map(|problem| line(&problem)).collect()
}

fn line(problem: &Diagnostic) -> String {
    let place = problem.place.as_ref().expect("a place");
    let (line, column) = place.file.position(place.span.start);
    let help = problem.help.as_ref().map(|help| format!(" = {}", help.en)).unwrap_or_default();
    format!("{line}:{column}: {} {}{help}", problem.code.id, problem.message.en)
}

#[test]
fn a_slip_is_told_with_its_cure() {
    for (name, text, expected, _) in SLIPS {
        assert_eq!(told(name, text), *expected, "{text}");
    }
}

#[test]
fn the_cure_of_a_slip_works() {
    for (name, text, _, cured) in SLIPS {
        let other = if *name == "t.toml" { "other.json" } else { "other.toml" };
        let (name, text) = if cured.is_empty() { (other, text) } else { (*name, cured) };
        let folder = folder(&[(name, text.as_bytes())]);
        let ran = run_in(&folder, &["score", name]);
        assert_eq!(ran.code, 0, "{text}\n{}", ran.stderr);
    }
}

#[test]
fn the_first_of_two_places_is_shown() {
    for (name, text, expected) in [
        ("t.toml", "[answers]\ncoding = 1\n[facts]\n[answers]\n", "1:2"),
        ("t.toml", "answers.coding = 1\n[answers]\n", "1:1"),
        ("t.toml", "[answers]\ncoding = 1\n\n[answers.coding]\nlevel = 1\n", "2:1"),
        ("t.toml", "[answers]\ncoding = { note = \"a\", level = 1, note = \"b\" }\n", "2:12"),
        ("t.json", "{\"answers\":{},\n\"a\":1,\"a\":2}", "2:2"),
        ("t.json", "{\"coding\":1,\"group/coding\":2}", "1:3"),
    ] {
        let form = Form::of(Path::new(name)).expect("a form");
        let opened = open(name, text.as_bytes().to_vec(), form, built_in()).expect("a sheet");
        let reasons = opened.found[0].read(built_in()).expect_err("a key is set twice");
        let first: Vec<_> =
            reasons.iter().flat_map(|reason| &reason.labels).map(|label| &label.place).collect();
        let [first] = first.as_slice() else { panic!("{text}: {reasons:?}") };
        let (line, column) = first.file.position(first.span.start);
        assert_eq!(format!("{line}:{column}"), expected, "{text}");
    }
}

/// What parsers stumble over.
const BITS: [&str; 26] = [
    "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "{", "}", "=", ",", ".", "\\", "\\u12", "#", "\r", "\u{0}",
    "\t", "-", "+", "_", "0x", "1e", "0", "é", "\n",
];

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn whatever_is_broken_is_told_in_words_of_ours(
        bits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&BITS[..])), 1..4),
        is_json in any::<bool>(),
    ) {
        let (name, whole) = if is_json {
            ("t.json", r#"{"date": "2026-11-22", "answers": {"coding": {"level": 2, "evidence": ["a"]}, "cost": 1}}"#)
        } else {
            ("t.toml", "date = 2026-11-22\n[answers]\ncoding = { level = 2, evidence = [\"a\", 'b'] } # c\ncost = 1\n")
        };
        let mut text = whole.to_owned();
        for (at, bit) in bits {
            let at = at.index(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).expect("the beginning");
            text.insert_str(at, bit);
        }
        let form = Form::of(Path::new(name)).expect("a form");
        let opened = open(name, text.as_bytes().to_vec(), form, built_in());
        let found = opened.map(|opened| opened.found).unwrap_or_default();
        for problem in found.into_iter().flat_map(|sheet| sheet.read(built_in()).err().unwrap_or_default()) {
            // What a parser says would be the same in both languages.
            let ja = &problem.message.ja;
            let reason = ja.split_once('（').map_or("", |(_, reason)| reason);
            let is_ours = |words: &str| words.chars().any(|c| ('ぁ'..='ん').contains(&c));
            prop_assert!(reason.is_empty() || is_ours(reason), "{ja}\n{text}");
        }
    }
}
