//! Mistakes that authors make: each is told once, where it is, in words that lead to what was meant.

use std::sync::Arc;

use outside_in::source::{MAX_BYTES, SourceFile, SyntaxCodes, Table, parse_json, parse_toml};

use crate::process::{run, run_with};
use crate::support::edit;

/// A new framework with one mistake in it, and what `check` says: `line:column: CODE message`.
fn told(file: &str, from: &str, to: &str, lang: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(run(["framework", "new", path, "--lang", "en,ja"]).code, 0);
    edit(&folder, file, from, to);
    let json = run(["check", path, "--lang", lang, "--format", "json"]).json();
    let found = json["diagnostics"].as_array().expect("findings").iter();
    let text =
        |found: &serde_json::Value, key: &str| found[key].as_str().unwrap_or_default().replace(path, "DIR");
    let line = |found: &serde_json::Value| {
        let (code, message, help) = (text(found, "code"), text(found, "message"), text(found, "help"));
        let help = if help.is_empty() { help } else { format!(" = {help}") };
        format!("{}:{}: {code} {message}{help}", found["line"], found["column"])
    };
    found.map(line).collect()
}

/// Mistakes: a file, what stands there, what an author wrote instead, and all that is told.
const KEYS: &[(&str, &str, &str, &[&str])] = &[
    (
        "framework.toml",
        "[[stage]]",
        "[[stages]]",
        &["46:3: F005 there is no key `stages` here = did you mean `stage`?"],
    ),
    (
        "problem.toml",
        "[[criterion.level]]",
        "[[criterion.levels]]",
        &["29:13: F005 there is no key `levels` here = did you mean `level`?"],
    ),
    (
        "problem.toml",
        "[[gate]]",
        "[[gates]]",
        &["81:3: F005 there is no key `gates` here = did you mean `gate`?"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1.5\n",
        &["34:10: F007 `effort` must be a whole number, not one with a fraction"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 99999999999999999999\n",
        &["34:10: F008 `effort` is not from 0 to 5200"],
    ),
    (
        "problem.toml",
        "next.en = \"Write one page: who has the problem, how often, and what it costs.\"\n",
        "",
        &["32:6: F010 `next.en` is missing or blank = write the text in `en` too"],
    ),
    (
        "problem.toml",
        "title.en = \"The problem first\"",
        "titel.en = \"The problem first\"",
        &[
            "4:1: F005 there is no key `titel` here = did you mean `title`?",
            "5:7: F010 `title.en` is missing or blank = write the text in `en` too",
        ],
    ),
    (
        "problem.toml",
        "confirmed the page.\"\n",
        "confirmed the page.\"\nnext.en = \"Go on as before.\"\nnext.ja = \"このまま続ける。\"\n",
        &["45:1: F014 `next` on the top level is not used"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1 # allow(T001, T002)\n",
        &["34:12: F017 this `allow` gives no reason = write it as `# allow(T001, T002): why`"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1 # allow(T001: why\n",
        &["34:12: F017 this `allow` has no closing bracket = write it as `# allow(T001): why`"],
    ),
    (
        "proof.toml",
        "applies_if = { patient-data = [\"yes\"] }",
        "applies_if = {}",
        &[
            "59:14: F012 this condition names no fact = name a fact with its choices, or leave `applies_if` out: then it \
             applies to all",
        ],
    ),
    (
        "proof.toml",
        "applies_if = { patient-data = [\"yes\"] }",
        "applies_if = { patient-data = [true] }",
        &["59:32: F007 `applies_if.patient-data` must be a text, not true or false"],
    ),
    (
        "proof.toml",
        "clinical-champion = [0]",
        "clinical-champion = [0, 0]",
        &["90:34: F015 `0` is listed twice in `when.clinical-champion`"],
    ),
    (
        "problem.toml",
        "origin = \"source\"",
        "origin = \"sorce\"",
        &[
            "20:10: F008 `origin` is \"article\", \"source\" or \"proposal\", not \"sorce\" = did you mean `source`?",
        ],
    ),
    (
        "framework.toml",
        "choose = \"one\"",
        "choose = \"on\"",
        &["33:10: F008 `choose` is \"one\" or \"many\", not \"on\" = did you mean `one`?"],
    ),
    (
        "framework.toml",
        "id = \"pilot\"",
        "id = \"Pilot\"",
        &[
            "47:6: F011 `Pilot` is not an id = use lower-case letters, digits and single hyphens, as in `need-statement`",
        ],
    ),
];

/// Mistakes in the grammar: what stands there, what an author wrote instead, and what is told in English and in Japanese.
const GRAMMAR: &[(&str, &str, &str, &str)] = &[
    (
        "origin = \"source\"",
        "origin = “source”",
        "20:10: F003 this is not TOML: `“` is not the quotation mark of a text = write `\"`",
        "20:10: F003 TOML として読めません（`“` は文字列を囲む引用符として使えません） = 半角の `\"` を使ってください。",
    ),
    (
        "origin = \"source\"",
        "origin = \"source”",
        "20:17: F003 this is not TOML: `”` is not the quotation mark of a text = write `\"`",
        "20:17: F003 TOML として読めません（`”` は文字列を囲む引用符として使えません） = 半角の `\"` を使ってください。",
    ),
    (
        "effort = 1\n",
        "effort = ２\n",
        "34:10: F003 this is not TOML: `２` is a full-width character = write `2`",
        "34:10: F003 TOML として読めません（`２` は全角文字です） = 半角の `2` を使ってください。",
    ),
    (
        "effort = 1\n",
        "effort ＝ 1\n",
        "34:8: F003 this is not TOML: `＝` is a full-width character = write `=`",
        "34:8: F003 TOML として読めません（`＝` は全角文字です） = 半角の `=` を使ってください。",
    ),
    (
        "effort = 1\n",
        "　effort = 1\n",
        "34:1: F003 this is not TOML: there is a full-width space here = write an ordinary space",
        "34:1: F003 TOML として読めません（全角スペースがあります） = 半角スペースにしてください。",
    ),
    (
        "{ pilot = 2, rollout = 2 }",
        "{ pilot = 2 rollout = 2 }",
        "23:20: F003 this is not TOML: a comma is missing after this value = write `,` between the two",
        "23:20: F003 TOML として読めません（この値の後に `,` がありません） = 間に `,` を書いてください。",
    ),
    (
        "{ pilot = 2, rollout = 2 }",
        "{ pilot = 2, rollout = 2",
        "23:10: F003 this is not TOML: this bracket is not closed = write `}` at its end",
        "23:10: F003 TOML として読めません（この括弧が閉じていません） = 終わりに `}` を書いてください。",
    ),
    (
        "[\"intake-guide#problem\"]",
        "[\"intake-guide#problem\"",
        "21:11: F003 this is not TOML: this bracket is not closed = write `]` at its end",
        "21:11: F003 TOML として読めません（この括弧が閉じていません） = 終わりに `]` を書いてください。",
    ),
    (
        "[\"intake-guide#problem\"]",
        "[\"intake-guide#problem]",
        "21:34: F003 this is not TOML: the closing quotation mark of this text is missing = end the text with `\"` on the line \
         on which it begins",
        "21:34: F003 TOML として読めません（文字列の終わりの引用符がありません） = 文字列は始めと同じ行のうちに `\"` で閉じてください。",
    ),
    (
        "why.en = \"A hospital",
        "why.en = \"A hospital\n\ndoes not\nbuy",
        "15:21: F003 this is not TOML: the closing quotation mark of this text is missing = end the text with `\"` on the line \
         on which it begins",
        "15:21: F003 TOML として読めません（文字列の終わりの引用符がありません） = 文字列は始めと同じ行のうちに `\"` で閉じてください。",
    ),
    (
        "origin = \"source\"",
        "origin = source",
        "20:10: F003 this is not TOML: this text is not in quotation marks = write it as `\"…\"`; only numbers, dates, \
         `true` and `false` need none",
        "20:10: F003 TOML として読めません（文字列が引用符で囲まれていません） = `\"…\"` のように囲んでください。\
         囲まずに書けるのは数値、日付、`true`、`false` だけです。",
    ),
    (
        "origin = \"source\"",
        "origin: \"source\"",
        "20:7: F003 this is not TOML: `:` means nothing here = write `=` between key and value",
        "20:7: F003 TOML として読めません（`:` はここでは使えません） = キーと値の間には `=` を書いてください。",
    ),
];

#[test]
fn broken_grammar_is_told_once_in_plain_words_of_both_languages() {
    for (from, to, en, ja) in GRAMMAR {
        assert_eq!(told("problem.toml", from, to, "en"), [*en], "{to}");
        assert_eq!(told("problem.toml", from, to, "ja"), [*ja], "{to}");
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_by_the_parsers_themselves() {
    let length = usize::try_from(MAX_BYTES).expect("a length") + 1;
    let file = Arc::new(SourceFile::new("x", " ".repeat(length)));
    let mut found = Vec::new();
    let document = parse_toml(&file, SyntaxCodes::SHEET, &mut found);
    assert!(document.root_table().is_some_and(Table::is_empty));
    assert!(parse_json(&file, SyntaxCodes::SHEET, &mut found).is_none());
    let told: Vec<&str> = found.iter().map(|finding| finding.message.en.as_str()).collect();
    assert_eq!(told, ["x is longer than 4 MiB", "x is longer than 64 MiB"]);
}

#[test]
fn broken_json_and_workbooks_are_told_in_plain_words_too() {
    let cases = [
        ("{\"answers\": {", "途中で終わっています"),
        ("{“answers”: {}}", "`“` は文字列を囲む引用符として使えません"),
        ("{\"answers\": {\"coding\": ２}}", "`２` は全角文字です"),
        ("{\"answers\": {\"coding\": 2,}}", "この手前の `,` が余分です"),
        ("{\"answers\": {\"coding\": 2 \"x\": 1}}", "この手前に `,` か閉じ括弧がありません"),
        ("{\"subject\": \"\\ud800\", \"answers\": {}}", "文字列の中の `\\u…` が文字になりません"),
    ];
    for (text, wanted) in cases {
        let ran = run_with(["score", "--lang", "ja", "--from", "json", "-"], text.as_bytes());
        assert!(ran.stderr.contains(&format!("JSON として読めません（{wanted}）")), "{text}: {}", ran.stderr);
    }
    let ran = run_with(["score", "--lang", "ja", "--from", "xlsx", "-"], b"PK\x03\x04cut");
    assert!(ran.stderr.contains("- は壊れているか、表計算のファイルではありません\n"), "{}", ran.stderr);
}

/// Mistakes of authors who have never seen TOML, and all that is told.
const SHAPE: &[(&str, &str, &str, &[&str])] = &[
    (
        "framework.toml",
        "languages = [\"en\", \"ja\"]",
        "languages = \"en\"",
        &["9:13: F007 `languages` must be a list of texts, not a text = write it in brackets: `[\"en\"]`"],
    ),
    (
        "framework.toml",
        "rubrics = [\"problem.toml\", \"proof.toml\"]",
        "rubrics = [\"problem\", \"proof.toml\"]",
        &[
            "16:11: F018 the rubric problem.toml is not listed here = add it to `rubrics`, or remove the file",
            "16:12: F001 DIR/problem does not exist = did you mean `problem.toml`?",
        ],
    ),
    (
        "framework.toml",
        "ready_at = 50",
        "ready_at = \"50\"",
        &["52:12: F007 `ready_at` must be a whole number, not a text = write it without quotation marks"],
    ),
    (
        "framework.toml",
        "[[fact.choice]]",
        "[[choice]]",
        &["35:3: F005 there is no key `choice` here = did you mean `fact.choice`?"],
    ),
    (
        "framework.toml",
        "title.en = \"Example Hospital intake readiness\"\ntitle.ja = \"サンプル病院 導入準備度\"",
        "title = \"Example Hospital intake readiness\"",
        &[
            "10:9: F007 `title` does not say its language = write it once for each language: `title.en = \"…\"`",
        ],
    ),
    (
        "problem.toml",
        "[[criterion.level]]",
        "[criterion.level]",
        &[
            "29:1: F007 `level` must be a list of tables, not a table = write its header as `[[criterion.level]]`",
            "36:13: F004 this key is set twice = write every header of a list in two brackets: `[[criterion.level]]`",
        ],
    ),
    (
        "problem.toml",
        "[[criterion]]",
        "[criterion]",
        &[
            "9:1: F007 `criterion` must be a list of tables, not a table = write its header as `[[criterion]]`",
            "47:3: F004 this key is set twice = write every header of a list in two brackets: `[[criterion]]`",
        ],
    ),
    (
        "problem.toml",
        "[[gate]]\n",
        "[[gate]]\nevidence_from = 1\n",
        &["82:1: F005 there is no key `evidence_from` here"],
    ),
    (
        "problem.toml",
        "effort = 1\n",
        "effort = 1\nvalid_days = 365\n",
        &[
            "35:1: F005 there is no key `valid_days` here = move `valid_days` further up: in TOML a key belongs to the last \
           header above it, here `[[criterion.level]]`",
        ],
    ),
    (
        "framework.toml",
        "languages = [\"en\", \"ja\"]",
        "languages = [\"en\", \"jp\"]",
        &["9:20: F010 no text is written in `jp`, but most are in `ja` = did you mean `ja`?"],
    ),
    (
        "framework.toml",
        "languages = [\"en\", \"ja\"]",
        "languages = [\"en\"]",
        &[
            "9:13: F005 most texts are also written in `ja`, which is not listed here = add it to `languages`, or remove the \
             texts",
        ],
    ),
    (
        "framework.toml",
        "rubrics = [\"problem.toml\", \"proof.toml\"]",
        "",
        &["1:1: F006 `rubrics` is missing = add `rubrics` here"],
    ),
    (
        "framework.toml",
        "rubrics = [\"problem.toml\", \"proof.toml\"]",
        "rubrics = []",
        &[
            "16:11: F012 a framework needs at least one rubric",
            "16:11: F018 the rubric problem.toml is not listed here = add it to `rubrics`, or remove the file",
            "16:11: F018 the rubric proof.toml is not listed here = add it to `rubrics`, or remove the file",
        ],
    ),
    (
        "problem.toml",
        "at_least = 1",
        "at-least = 1",
        &["84:1: F005 there is no key `at-least` here = did you mean `at_least`?"],
    ),
];

#[test]
fn what_tables_and_lists_are_wrong_leads_to_the_right_ones() {
    for (file, from, to, wanted) in SHAPE {
        assert_eq!(told(file, from, to, "en"), *wanted, "{to}");
    }
}

#[test]
fn what_keys_and_values_are_wrong_is_told_once() {
    for (file, from, to, wanted) in KEYS {
        assert_eq!(told(file, from, to, "en"), *wanted, "{to}");
    }
}

#[test]
fn a_key_written_with_escapes_is_the_same_key() {
    for text in [r#"{"a":1,"\u0061":2}"#, r#"{"\u0061":1,"a":2}"#, r#"{"b":0,"\u0061":1,"c":3,"\u0061":2}"#] {
        let file = Arc::new(SourceFile::new("x", text));
        let mut found = Vec::new();
        parse_json(&file, SyntaxCodes::SHEET, &mut found);
        assert_eq!(
            found.iter().map(|one| one.code.slug).collect::<Vec<_>>(),
            ["sheet-duplicate-key"],
            "{text}"
        );
    }
}
