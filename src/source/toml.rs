mod plain;
mod reasons;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use self::reasons::{Problem, What, problems};
use super::{Code, Diagnostic, Entry, SourceFile, Span, Table, Value, ValueKind};
use crate::say;
use crate::text::Bilingual;

/// What went wrong while a file was parsed: the codes that its kind of file uses.
#[derive(Clone, Copy)]
pub struct SyntaxCodes {
    /// For anything that breaks the grammar.
    pub syntax: Code,
    /// For a key that stands twice.
    pub duplicate: Code,
}

/// Parses TOML as far as it can be read; every syntax error becomes a finding.
pub fn parse_toml(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Table {
    plain::parse(&file.text).unwrap_or_else(|| parse_any(file, codes, sink))
}

/// The same, whatever stands in the file.
fn parse_any(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Table {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    let reports = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    let mut headers = BTreeSet::new();
    for Problem { span, what, help } in problems(&file.text, reports.collect()) {
        // One header that is not that of a list makes a problem of every other of its name.
        if matches!(what, What::Duplicate)
            && header_at(&file.text, &span).is_some_and(|name| !headers.insert(name))
        {
            continue;
        }
        let diagnostic = match what {
            What::Duplicate => {
                let message = say!("this key is set twice", "同じキーが2回書かれています");
                Diagnostic::new(codes.duplicate, message)
                    .help(say!("keep one of them", "どちらか一方だけを残してください。"))
            }
            What::Syntax(Bilingual { en, ja }) => {
                let message = say!("this is not TOML: {en}", "TOML として読めません（{ja}）");
                Diagnostic::new(codes.syntax, message)
            }
        };
        sink.push(Diagnostic { help: help.or(diagnostic.help.clone()), ..diagnostic }.at(file, span));
    }
    table(document.into_inner())
}

/// The name in the header that a place stands in, if it is one.
fn header_at<'t>(text: &'t str, span: &Span) -> Option<&'t str> {
    let before = text.get(..span.start)?;
    let line = text[before.rfind('\n').map_or(0, |newline| newline + 1)..].lines().next()?.trim();
    let name = line.strip_prefix('[')?.split(']').next()?;
    Some(name.trim_matches(['[', ' ']))
}

fn table(source: DeTable<'_>) -> Table {
    let entries = source
        .into_iter()
        .map(|(key, item)| Entry { key_span: key.span(), key: key.into_inner().into(), value: value(item) })
        .collect();
    Table { entries }
}

fn value(item: Spanned<DeValue<'_>>) -> Value {
    let span: Span = item.span();
    let kind = match item.into_inner() {
        DeValue::String(text) => ValueKind::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(whole) => ValueKind::Integer(whole),
            Err(_) => ValueKind::Float(number.as_str().to_owned()),
        },
        DeValue::Float(number) => number_kind(number.as_str()),
        DeValue::Boolean(truth) => ValueKind::Bool(truth),
        DeValue::Datetime(date) => ValueKind::Date(date.to_string()),
        DeValue::Array(items) => ValueKind::Array(items.into_iter().map(value).collect()),
        DeValue::Table(inner) => ValueKind::Table(table(inner)),
    };
    Value { kind, span }
}

/// A number as it is written: a whole one if it has no fraction, as `2.0` or `2e0`.
pub(super) fn number_kind(written: &str) -> ValueKind {
    if let Ok(whole) = written.parse() {
        return ValueKind::Integer(whole);
    }
    match written.parse::<f64>() {
        // Beyond 2^53 neighbouring whole numbers become one, so such a number is not taken for whole.
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        Ok(number) if number.fract() == 0.0 && number.abs() < 9e15 => ValueKind::Integer(number as i64),
        _ => ValueKind::Float(written.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use proptest::prelude::*;

    use super::*;
    use crate::source::codes;

    const SYNTAX: SyntaxCodes = SyntaxCodes { syntax: codes::SYNTAX, duplicate: codes::DUPLICATE_KEY };

    /// Whether the quick reader takes a text; what it takes, the other reads alike and without a problem.
    fn is_plain(text: &str) -> bool {
        let Some(plain) = plain::parse(text) else { return false };
        let mut sink = Vec::new();
        let any = parse_any(&Arc::new(SourceFile::new("x", text)), SYNTAX, &mut sink);
        assert!(sink.is_empty(), "{text:?}: {sink:#?}");
        assert_eq!(format!("{plain:#?}"), format!("{any:#?}"), "{text:?}");
        true
    }

    fn files(directory: &str) -> Vec<PathBuf> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
        let entries = std::fs::read_dir(directory).expect("a directory of ours");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
        paths.sort();
        paths
    }

    #[test]
    fn our_own_files_are_plain() {
        for directory in
            ["rubrics/mayo-outside-in", "rubrics/mayo-outside-in/tests", "templates/new-framework"]
        {
            for path in files(directory) {
                let text = std::fs::read_to_string(&path).expect("a text");
                assert!(is_plain(&text), "{}", path.display());
                assert!(is_plain(&text.replace('\n', "\r\n")), "{} with CRLF", path.display());
            }
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_other_reader() {
        for text in [
            "a = 1\na = 2",
            "a.b = 1\na = 2",
            "a = 1\na.b = 2",
            "[a]\n[a]",
            "[a.b]\n[a]",
            "[[a]]\n[a]",
            "[a]\n[[a]]",
            "a = {}\n[a.b]",
            "a = []\n[[a]]",
            "a = {}\na.b = 1",
            "a = 01",
            "a = 2026-02-30",
            "a = 2026-01-01 10:00:00",
            "a = 1.",
            "a = 1.x",
            "a = 01.0",
            "a = 1.5e1",
            "a = 1.5.2",
            "a = \"\u{1}\"",
            "a = \"\\q\"",
            "a = \"",
            "# \u{7f}",
            "a = 1\r",
            "a",
            "a =",
            "= 1",
            "[a",
            "[a]]",
            "[[a]",
            "a = [1 2]",
            "a = {b = 1,}",
            "a = {b = 1, b = 2}",
            "a = 1 b = 2",
            "a = tru",
            "a = -",
            "\u{feff}a = 1",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn every_plain_form_is_read_alike() {
        for text in [
            "",
            "\n",
            "#",
            "a = 1",
            "a=1#",
            " a\t= -7 \r\n",
            "a.b.c = 1\na.b.d = 2\na.e = 3",
            "[a.b]\nc = 1\n[a.d]\n[e]",
            "[[a]]\nb = 1\n[[a]]\n[[a.c]]\n[[a.c]]\nd.e = 1\n[a.f]\n[a.f.g]",
            "[a]\nb = 1\n[[a.c]]",
            "a.b = 1\n[a.c]\nd = 2",
            "a = \"\"",
            "a = \"\\\"\\\\\\n\\tx\"",
            "a = \"\t日本\"",
            "a = [ 1, [2], {b = [], c.d = true}, \"x\" , ]",
            "a = [ # x\n 1,\r\n\n 2 # \"y\n]",
            "a = {}",
            "a = { b = false }",
            "a = 2026-02-28",
            "a = 0000-01-01 # x",
            "a = 9223372036854775807",
            "1 = 2",
            "a = 69.9",
            "a = [-1.50, 2.0]",
            "[a-b_c.1]",
        ] {
            assert!(is_plain(text), "{text:?}");
        }
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
    const MORE: &[&str] =
        &["“", "”", "＝", "　", "[[a]\n", "\na = [1,\n", "\nb = { c = 1\n", "\na = \"x\n", "é"];

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
            parse_any(&file, SYNTAX, &mut sink);
            prop_assert_eq!(reports.is_empty(), sink.is_empty());
            let places = sink.iter().filter(|d| d.code == codes::SYNTAX).filter_map(|d| d.place.as_ref());
            let mut places: Vec<_> = places.map(|place| place.span.start).collect();
            let all = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), all);
        }

        #[test]
        fn made_up_documents_are_read_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
            is_plain(&pieces.concat());
        }

        #[test]
        fn changed_documents_are_read_alike(
            at in 0..4_000_usize, length in 0..400_usize, skip in 0..12_usize, piece in prop::sample::select(PIECES),
        ) {
            let text = include_str!("../../tests/fixtures/small/framework.toml");
            let floor = |mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let (from, at) = (floor(at), floor(at + length));
            let after = floor(at + skip);
            is_plain(&format!("{}{piece}{}", &text[from..at], &text[after..]));
        }
    }
}
