//! What the `toml` crate says, in words of both languages and with what to do.

use crate::say;
use crate::text::Bilingual;

/// What a report says, without what the parser would have expected.
pub(super) fn description(report: &str) -> &str {
    report.split(", expected ").next().unwrap_or_default()
}

/// Whether a report is about a text without an end.
pub(super) fn is_open_text(report: &str) -> bool {
    report.starts_with("invalid") && report.contains("string, expected `") && !report.contains("visible")
}

/// Whether a report is about brackets within brackets, of which no more is read.
pub(super) fn is_too_deep(report: &str) -> bool {
    report.starts_with("cannot recurse further")
}

/// A report in words of both languages, with what to do. One that is not known stays as it is.
pub(super) fn reason(report: &str, line: &str, at: usize) -> (Bilingual, Option<Bilingual>) {
    let (before, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    let value = rest.split('#').next().unwrap_or_default().trim();
    if let Some((message, help)) = value_reason(report, value) {
        return (message, Some(help));
    }
    let known = match description(report) {
        "missing escaped value" => (
            say!("`\\` has a meaning of its own in a text", "文字列の中の `\\` は特別な意味を持ちます"),
            say!("write `\\\\` for it", "`\\` そのものは `\\\\` と書いてください。"),
        ),
        "key with no value" | "missing assignment between key-value pairs" | "invalid unquoted key"
            if rest.trim_start().starts_with(':') =>
        {
            (
                say!("`:` means nothing here", "`:` はここでは使えません"),
                say!("write `=` between key and value", "キーと値の間には `=` を書いてください。"),
            )
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            (say!("there is no `=` behind the key", "キーの後に `=` がありません"), help_pair())
        }
        "extra `=`" | "extra assignment between key-value pairs" => {
            (say!("this `=` is one too many", "`=` が余分です"), say!("remove it", "削除してください。"))
        }
        "extra comma in array" | "extra comma in inline table" => {
            (say!("this comma is one too many", "`,` が余分です"), say!("remove it", "削除してください。"))
        }
        "unexpected key or value" if before.trim_start().starts_with('[') => {
            (say!("this does not belong to the header", "見出しの後に余分な文字があります"), help_header())
        }
        "unexpected key or value" if before.trim_end().ends_with('"') => (
            say!("the text ends before this", "文字列はこの手前で終わっています"),
            say!(
                "for a quotation mark inside of a text write `\\\"`",
                "文字列の中の引用符は `\\\"` と書いてください。"
            ),
        ),
        "unexpected key or value" => (
            say!("the value ends before this", "値はこの手前で終わっています"),
            say!(
                "write one key and one value a line, and a text in quotation marks",
                "1行にはキーと値を1組だけ書き、文字列は `\"` で囲んでください。"
            ),
        ),
        "unclosed table" | "unclosed array table" => {
            (say!("this header is not closed", "見出しの括弧が閉じていません"), help_header())
        }
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            missing_comma(say!("a comma is missing before this", "この手前に `,` がありません"))
        }
        "missing key for inline table element" | "invalid unquoted key" | "unquoted keys cannot be empty" => {
            (
                say!("this is not a key", "キーとして使えない文字があります"),
                say!(
                    "a key has letters without accents, digits, `-` and `_`; a remark begins with `#`",
                    "キーに使えるのは半角の英数字と `-`、`_` です。説明文の行頭には `#` を付けてください。"
                ),
            )
        }
        "unexpected `=` in array" => keys_in_list(),
        "unexpected leading zero" => (
            say!("a number does not begin with 0", "数値の先頭に 0 は付けられません"),
            say!(
                "leave the 0 out; write a date as 2026-11-22",
                "先頭の 0 を除いてください。日付は 2026-11-22 の形で書きます。"
            ),
        ),
        "invalid date" | "invalid date-time" | "invalid datetime" => (
            say!("there is no such date", "日付として正しくありません"),
            say!("write a date as 2026-11-22", "2026-11-22 の形で書いてください。"),
        ),
        words if words.starts_with("cannot extend value") => (
            say!("this key has a value already", "このキーにはすでに値があります"),
            say!(
                "write either the value or the keys below it",
                "値か、下位のキーのどちらか一方だけを書いてください。"
            ),
        ),
        words if is_too_deep(words) => (
            say!("brackets are nested too deeply", "括弧の入れ子が深すぎます"),
            say!("nothing that is read needs so many", "これほど深い入れ子を使う項目はありません。"),
        ),
        _ => return (say!("{report}", "{report}"), None),
    };
    (known.0, Some(known.1))
}

/// As [`reason`], of a value that is none, which goes on to the end of the line.
fn value_reason(report: &str, value: &str) -> Option<(Bilingual, Bilingual)> {
    let is_word = value.starts_with(char::is_alphabetic);
    Some(match description(report) {
        "string values must be quoted" if value.is_empty() => {
            (say!("there is no value", "値がありません"), help_pair())
        }
        "string values must be quoted" if value.starts_with('(') => (
            say!("`(` means nothing here", "`(` はここでは使えません"),
            say!(
                "write a list as `[1, 2]`, and keys with values as `{{ a = 1, b = 2 }}`",
                "リストは `[1, 2]`、キーと値の組は `{{ a = 1, b = 2 }}` の形で書いてください。"
            ),
        ),
        "string values must be quoted" if words_before_key(value) == Some(1) => keys_in_list(),
        "string values must be quoted" if words_before_key(value) == Some(2) => {
            missing_comma(say!("a comma is missing behind this value", "この値の後に `,` がありません"))
        }
        "string values must be quoted" if value.starts_with(|c: char| c.is_ascii_digit()) => (
            say!("this is neither a number nor a date nor a text", "数値でも日付でも文字列でもありません"),
            say!(
                "write a number without a unit, a date as 2026-11-22, a text in quotation marks",
                "数値は単位を付けずに、日付は 2026-11-22 の形で、文字列は `\"` で囲んで書いてください。"
            ),
        ),
        "string values must be quoted" => unquoted(),
        "invalid boolean" | "invalid float" if is_word => unquoted(),
        "missing opening quote" => (
            say!("the quotation mark before this text is missing", "文字列の始めの引用符がありません"),
            say!("write `\"` before it", "始めに `\"` を書いてください。"),
        ),
        _ if is_open_text(report) => (
            say!("the quotation mark behind this text is missing", "文字列の終わりの引用符がありません"),
            say!(
                "end the text with `\"` on the line on which it begins",
                "文字列は始めと同じ行のうちに `\"` で閉じてください。"
            ),
        ),
        _ => return None,
    })
}

/// How many words stand before the next `=`: one in `a = 1`, two in `1 b = 2`.
fn words_before_key(value: &str) -> Option<usize> {
    value.split_once('=').map(|(before, _)| before.split_whitespace().count())
}

fn keys_in_list() -> (Bilingual, Bilingual) {
    (
        say!("there are no keys in a list", "リストの中にキーは書けません"),
        say!(
            "write keys with values in braces: `{{ a = 1, b = 2 }}`",
            "キーと値の組は `{{ a = 1, b = 2 }}` のように波括弧で囲んでください。"
        ),
    )
}

fn missing_comma(message: Bilingual) -> (Bilingual, Bilingual) {
    (message, say!("write `,` between the two", "間に `,` を書いてください。"))
}

fn unquoted() -> (Bilingual, Bilingual) {
    (
        say!("this text is not in quotation marks", "文字列が引用符で囲まれていません"),
        say!(
            "write it as `\"…\"`; only numbers, dates, `true` and `false` stand without",
            "`\"…\"` のように囲んでください。囲まずに書けるのは数値、日付、`true`、`false` だけです。"
        ),
    )
}

fn help_pair() -> Bilingual {
    say!(
        "write `key = value`; a remark begins with `#`",
        "`キー = 値` の形で書いてください。説明文の行頭には `#` を付けてください。"
    )
}

fn help_header() -> Bilingual {
    say!(
        "close a header with as many brackets as it begins with: `[name]`, `[[name]]`",
        "見出しは `[name]`、`[[name]]` のように、始めと同じ数の括弧で閉じてください。"
    )
}
