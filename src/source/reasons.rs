//! Why a text is not TOML or JSON: the messages of the parsers in plain words of both languages, with advice.

use crate::text::{Bilingual, Label, say};

const PAIR: Label = Label(
    "write `key = value`; a comment begins with `#`",
    "`キー = 値` の形で書いてください。説明文の行頭には `#` を付けてください。",
);
const JSON_PAIR: Label = Label("write `\"key\": value`", "`\"キー\": 値` の形で書いてください。");
const HEADER: Label = Label(
    "close a header with as many brackets as it begins with: `[name]`, `[[name]]`",
    "見出しは `[name]`、`[[name]]` のように、始めと同じ数の括弧で閉じてください。",
);
const COMMA: Label = Label("write `,` between the two", "間に `,` を書いてください。");
const REMOVE: Label = Label("remove it", "削除してください。");
const NO_VALUE: [Label; 2] = [Label("there is no value", "値がありません"), PAIR];
const CONTROL_CHARACTER: [Label; 2] =
    [Label("there is an invisible control character here", "目に見えない制御文字があります"), REMOVE];
const KEYS_IN_LIST: [Label; 2] = [
    Label("there are no keys in a list", "リストの中にキーは書けません"),
    Label(
        "write keys with values in braces: `{ a = 1, b = 2 }`",
        "キーと値の組は `{ a = 1, b = 2 }` のように波括弧で囲んでください。",
    ),
];
const UNQUOTED: [Label; 2] = [
    Label("this text is not in quotation marks", "文字列が引用符で囲まれていません"),
    Label(
        "write it as `\"…\"`; only numbers, dates, `true` and `false` need none",
        "`\"…\"` のように囲んでください。囲まずに書けるのは数値、日付、`true`、`false` だけです。",
    ),
];

/// A message without what the parser would have expected.
pub(super) fn description(report: &str) -> &str {
    report.split(", expected ").next().unwrap_or_default()
}

pub(super) fn is_open_text(report: &str) -> bool {
    report.starts_with("invalid") && report.contains("string, expected `") && !report.contains("visible")
}

/// Whether a character must not occur unescaped in a file.
fn is_unwritable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// Whether a message is about too many nested brackets, beyond which TOML is not read.
pub(super) fn is_too_deep(report: &str) -> bool {
    report.starts_with("cannot recurse further")
}

/// Whether a string in these quotation marks ends right before the place.
fn ends_text(before: &str, quote: char) -> bool {
    before.trim_end().ends_with(quote)
}

/// The JSON spelling of null and truth values of other languages.
fn json_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "None" | "Null" | "NULL" | "nil" | "undefined" | "NaN" => "null",
        "True" | "TRUE" | "yes" | "Yes" => "true",
        "False" | "FALSE" | "no" | "No" => "false",
        _ => return None,
    })
}

/// The date meant by a text such as `2026/1/5` or `2026年1月5日`, as TOML writes it. `None` unless the year comes first:
/// otherwise day and month cannot be told apart.
fn day_meant(written: &str) -> Option<String> {
    let mut numbers = written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let is_day = year.len() == 4 && month.len() <= 2 && day.len() <= 2 && written.starts_with(year);
    let is_whole = numbers.next().is_none() && !written.contains(['"', '\'', '[', '{', ':']);
    (is_day && is_whole).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Whether a text has three numbers like a date, in any order.
fn is_like_day(written: &str) -> bool {
    let mut parts = written.split(['/', '.']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.by_ref().take(3).filter(|part| is_number(part)).count() == 3 && parts.next().is_none()
}

/// Mistakes that the parser's message alone does not tell, recognized by the text around their place.
fn slip(report: &str, before: &str, after: &str) -> Option<(Bilingual, Option<Bilingual>)> {
    const OF_JSON: [&str; 7] = [
        "key must be a string",
        "expected value",
        "expected ident",
        "expected `,` or `}`",
        "expected `,` or `]`",
        "trailing comma",
        "trailing characters",
    ];
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if OF_JSON.contains(&report) {
        if after.starts_with("//") || after.starts_with("/*") || after.starts_with('#') {
            let what = say!("there are no comments in it", "JSON にコメントは書けません");
            let help = say!(
                "remove it; what is to stay goes into a `note`",
                "削除し、残す内容は `note` に書いてください。"
            );
            return Some((what, Some(help)));
        }
        if after.starts_with('\'') {
            let what =
                say!("`'` is not the quotation mark of a text", "`'` は文字列を囲む引用符として使えません");
            return Some((what, Some(say!("write `\"` on both sides", "両端を `\"` にしてください。"))));
        }
        let meant = json_word(word)?;
        let what = say!("there is no `{word}`", "`{word}` という値はありません");
        return Some((what, Some(say!("write `{meant}`", "`{meant}` と書いてください。"))));
    }
    let line = format!("{before}{after}");
    let value =
        line.split_once('=').map_or("", |(_, value)| value).split('#').next().unwrap_or_default().trim();
    let is_one = |reports: &[&str]| reports.contains(&description(report));
    let is_text = is_one(&["string values must be quoted", "invalid float"]);
    let is_of_value = is_text || is_one(&["invalid date", "invalid datetime", "invalid date-time"]);
    if is_of_value && let Some(day) = day_meant(value).filter(|day| day != value) {
        let what = say!("a date is written in another way", "日付の書き方が正しくありません");
        return Some((what, Some(say!("write `{day}`", "`{day}` と書いてください。"))));
    }
    if is_of_value && is_like_day(value) {
        let what = say!("a date is written in another way", "日付の書き方が正しくありません");
        let help = say!(
            "write year-month-day, as in 2026-11-22",
            "2026-11-22 のように年-月-日の順で書いてください。"
        );
        return Some((what, Some(help)));
    }
    if is_of_value && value.contains(" //") || after.starts_with("//") {
        let what = say!("a comment does not begin like this", "コメントの書き方が正しくありません");
        return Some((what, Some(say!("begin a comment with `#`", "コメントは `#` で始めてください。"))));
    }
    let is_word = is_text || is_one(&["invalid boolean"]);
    if is_word && (word == "null" || json_word(word) == Some("null")) {
        let what = say!("there is no `{word}`", "`{word}` という値はありません");
        let help = say!(
            "leave this key out: what is not there is not answered",
            "このキーごと削除してください。書かれていない項目は未回答になります。"
        );
        return Some((what, Some(help)));
    }
    if is_word && let Some(meant) = json_word(word).filter(|meant| word.eq_ignore_ascii_case(meant)) {
        let what = say!("`{word}` is written in small letters", "`{word}` は小文字で書きます");
        return Some((what, Some(say!("write `{meant}`", "`{meant}` と書いてください。"))));
    }
    None
}

/// What is wrong and what to do, from a parser's message and the text before and after its place (for TOML on its
/// line).
#[expect(clippy::too_many_lines, reason = "one table, a row for each report")]
pub(super) fn reason(report: &str, before: &str, after: &str) -> (Bilingual, Option<Bilingual>) {
    if let Some(slip) = slip(report, before, after) {
        return slip;
    }
    let value = after.split('#').next().unwrap_or_default().trim();
    // One word before the next `=` in `a = 1`, two in `1 b = 2`.
    let words_before_key = value.split_once('=').map(|(words, _)| words.split_whitespace().count());
    let [what, help] = match description(report) {
        "string values must be quoted" if value.is_empty() => NO_VALUE,
        "string values must be quoted" if value.starts_with('(') => [
            Label("`(` means nothing here", "`(` はここでは使えません"),
            Label(
                "write a list as `[1, 2]`, and keys with values as `{ a = 1, b = 2 }`",
                "リストは `[1, 2]`、キーと値の組は `{ a = 1, b = 2 }` の形で書いてください。",
            ),
        ],
        "string values must be quoted" if words_before_key == Some(1) => KEYS_IN_LIST,
        "string values must be quoted" if words_before_key == Some(2) => {
            [Label("a comma is missing after this value", "この値の後に `,` がありません"), COMMA]
        }
        "string values must be quoted" if value.starts_with(|c: char| c.is_ascii_digit()) => [
            Label("this is neither a number nor a date nor a text", "数値でも日付でも文字列でもありません"),
            Label(
                "write a number without a unit, a date as 2026-11-22, a text in quotation marks",
                "数値は単位を付けずに、日付は 2026-11-22 の形で、文字列は `\"` で囲んで書いてください。",
            ),
        ],
        "string values must be quoted" => UNQUOTED,
        "invalid boolean" | "invalid float" if value.starts_with(char::is_alphabetic) => UNQUOTED,
        "missing opening quote" => [
            Label("the opening quotation mark of this text is missing", "文字列の始めの引用符がありません"),
            Label("write `\"` before it", "始めに `\"` を書いてください。"),
        ],
        _ if after.starts_with(is_unwritable) => CONTROL_CHARACTER,
        _ if is_open_text(report) && before.is_empty() && after.is_empty() => [
            Label("a text over several lines is not closed", "複数行の文字列が閉じていません"),
            Label(
                "end it with as many quotation marks as it begins with",
                "始めと同じ数の引用符で閉じてください。",
            ),
        ],
        _ if is_open_text(report) => [
            Label("the closing quotation mark of this text is missing", "文字列の終わりの引用符がありません"),
            Label(
                "end the text with `\"` on the line on which it begins",
                "文字列は始めと同じ行のうちに `\"` で閉じてください。",
            ),
        ],
        words if words == "missing escaped value" || words.starts_with("too few unicode") => [
            Label("`\\` has a meaning of its own in a text", "文字列の中の `\\` は特別な意味を持ちます"),
            Label(
                "put the text in single quotation marks, `'…'`, in which `\\` is an ordinary character; or write `\\\\`",
                "文字列を一重引用符で `'…'` と囲めば `\\` をそのまま書けます。または `\\\\` と書いてください。",
            ),
        ],
        "invalid escape" => [
            Label("`\\` has a meaning of its own in a text", "文字列の中の `\\` は特別な意味を持ちます"),
            Label("write `\\\\` for it", "`\\` そのものは `\\\\` と書いてください。"),
        ],
        "key with no value" | "missing assignment between key-value pairs" | "invalid unquoted key"
            if value.starts_with(':') =>
        {
            [
                Label("`:` means nothing here", "`:` はここでは使えません"),
                Label("write `=` between key and value", "キーと値の間には `=` を書いてください。"),
            ]
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            [Label("there is no `=` after the key", "キーの後に `=` がありません"), PAIR]
        }
        "extra `=`" | "extra assignment between key-value pairs" => {
            [Label("there is one `=` too many", "`=` が余分です"), REMOVE]
        }
        "extra comma in array" | "extra comma in inline table" => {
            [Label("there is one comma too many", "`,` が余分です"), REMOVE]
        }
        "unexpected key or value" if before.trim_start().starts_with('[') => {
            [Label("this does not belong to the header", "見出しの後に余分な文字があります"), HEADER]
        }
        "unexpected key or value" if after.starts_with(',') => {
            [Label("there is a comma after the value", "値の後に `,` があります"), REMOVE]
        }
        "unexpected key or value"
        | "missing comma between key-value pairs"
        | "missing comma between array elements"
            if ends_text(before, '\'') && !after.starts_with([' ', '"', '\'']) =>
        {
            [
                Label("the text ends before this", "文字列はこの手前で終わっています"),
                Label(
                    "put a text with `'` in it between `\"` and `\"`",
                    "`'` を含む文字列は `\"` で囲んでください。",
                ),
            ]
        }
        "unexpected key or value"
        | "missing comma between key-value pairs"
        | "missing comma between array elements"
            if ends_text(before, '"')
                && (report.starts_with("unexpected") || !after.starts_with([' ', '"', '\''])) =>
        {
            [
                Label("the text ends before this", "文字列はこの手前で終わっています"),
                Label(
                    "write a quotation mark inside a text as `\\\"`",
                    "文字列の中の引用符は `\\\"` と書いてください。",
                ),
            ]
        }
        "unexpected key or value" => [
            Label("the value ends before this", "値はこの手前で終わっています"),
            Label(
                "write one key and one value on a line, and a text in quotation marks",
                "1行にはキーと値を1組だけ書き、文字列は `\"` で囲んでください。",
            ),
        ],
        "unclosed table" | "unclosed array table" => {
            [Label("this header is not closed", "見出しの括弧が閉じていません"), HEADER]
        }
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            [Label("a comma is missing before this", "この手前に `,` がありません"), COMMA]
        }
        "missing key for inline table element"
        | "invalid unquoted key"
        | "unquoted keys cannot be empty"
        | "invalid key"
        | "invalid table"
        | "invalid key-value pair" => [
            Label("this is not a key", "キーとして使えない文字があります"),
            Label(
                "a key has letters without accents, digits, `-` and `_`; a comment begins with `#`",
                "キーに使えるのは半角の英数字と `-`、`_` です。説明文の行頭には `#` を付けてください。",
            ),
        ],
        "unexpected `=` in array" => KEYS_IN_LIST,
        "`_` may only go between digits"
        | "redundant numeric sign"
        | "unexpected sign"
        | "redundant integer number prefix"
        | "integers with a radix cannot be signed"
        | "radix must be lowercase"
        | "invalid boolean"
        | "invalid float"
        | "invalid mantissa"
        | "invalid fraction"
        | "invalid exponent"
        | "invalid integer number"
        | "invalid hexadecimal number"
        | "invalid octal number"
        | "invalid binary number" => [
            Label("this is not how a value is written", "値の書き方が正しくありません"),
            Label(
                "write a number with digits alone, as in 12, and a text in quotation marks",
                "数値は 12 のように数字だけで、文字列は `\"` で囲んで書いてください。",
            ),
        ],
        "missing value" | "missing value for key" | "invalid value" => NO_VALUE,
        "keys cannot be multi-line basic strings" | "keys cannot be multi-line literal strings" => [
            Label("a key is on one line", "キーは1行で書きます"),
            Label("write it in one pair of quotation marks", "1組の引用符で囲んでください。"),
        ],
        "carriage return must be followed by newline"
        | "invalid comment character"
        | "unexpected content between comment and newline" => CONTROL_CHARACTER,
        "unclosed array" | "unclosed inline table" => [
            Label("a bracket is not closed", "括弧が閉じていません"),
            Label("close it with `]` or `}`", "`]` か `}` で閉じてください。"),
        ],
        "missing array opening" | "missing inline table opening" | "missing table open" => {
            [Label("this bracket closes nothing", "この括弧に対応する始めの括弧がありません"), REMOVE]
        }
        "invalid inline table element" | "unexpected content" | "missing comment start" => {
            [Label("this means nothing here", "ここでは使えません"), PAIR]
        }
        "unexpected leading zero" => [
            Label("a number does not begin with 0", "数値の先頭に 0 は付けられません"),
            Label(
                "leave the 0 out; write a date as 2026-11-22",
                "先頭の 0 を除いてください。日付は 2026-11-22 の形で書きます。",
            ),
        ],
        "number out of range" => [
            Label("this number is too large", "数値が大きすぎます"),
            Label("write a smaller one", "小さい値にしてください。"),
        ],
        "invalid date" | "invalid date-time" | "invalid datetime" => [
            Label("there is no such date", "日付として正しくありません"),
            Label("write a date as 2026-11-22", "2026-11-22 の形で書いてください。"),
        ],
        words if words.starts_with("cannot extend value") => [
            Label("this key already has a value", "このキーにはすでに値があります"),
            Label(
                "write either the value or the keys below it",
                "値か、下位のキーのどちらか一方だけを書いてください。",
            ),
        ],
        words if is_too_deep(words) => [
            Label("brackets are nested too deeply", "括弧の入れ子が深すぎます"),
            Label("nothing that is read is nested so deeply", "これほど深い入れ子を使う項目はありません。"),
        ],
        // From here on JSON.
        "trailing comma" | "key must be a string" | "expected value"
            if before.trim_end().ends_with(',') && after.starts_with(['}', ']']) =>
        {
            [
                Label("there is one comma too many before this", "この手前の `,` が余分です"),
                Label("no comma follows the last value", "最後の値の後に `,` は書けません。"),
            ]
        }
        "EOF while parsing a string" => [
            Label("the closing quotation mark of a text is missing", "文字列の終わりの引用符がありません"),
            Label("end the text with `\"`", "文字列を `\"` で閉じてください。"),
        ],
        words if words.starts_with("EOF while parsing") => [
            Label("it ends before it is complete", "途中で終わっています"),
            Label(
                "close every bracket, or save the whole file again",
                "括弧をすべて閉じるか、ファイル全体を保存し直してください。",
            ),
        ],
        "expected `,` or `}`" | "expected `,` or `]`" => [
            Label(
                "a comma or a closing bracket is missing before this",
                "この手前に `,` か閉じ括弧がありません",
            ),
            Label(
                "write `,` between two values, and a quotation mark inside a text as `\\\"`",
                "値と値の間に `,` を書いてください。文字列の中の引用符は `\\\"` と書きます。",
            ),
        ],
        "expected `:`" => [Label("there is no `:` after the key", "キーの後に `:` がありません"), JSON_PAIR],
        "key must be a string" => [
            Label("this key is not in double quotation marks", "キーが二重引用符で囲まれていません"),
            JSON_PAIR,
        ],
        "invalid number" if before.ends_with('0') => [
            Label("a number does not begin with 0", "数値の先頭に 0 は付けられません"),
            Label("leave the 0 out", "先頭の 0 を除いてください。"),
        ],
        "expected value" | "expected ident" | "invalid number" => [
            Label("this is not a value", "値として読めません"),
            Label(
                "write a text in double quotation marks, a number without a unit, or true, false, null",
                "文字列は二重引用符で囲み、数値は単位を付けずに書いてください（ほかに true、false、null が使えます）。",
            ),
        ],
        "trailing characters" if after.starts_with('{') => [
            Label("another object begins here", "ここから別のオブジェクトが始まっています"),
            Label(
                "put them into one list, `[{…}, {…}]`, as `jq -s . FILE > sheets.json` does",
                "`jq -s . ファイル > sheets.json` などで、1つのリスト `[{…}, {…}]` にまとめてください。",
            ),
        ],
        "trailing characters"
            if after.strip_prefix(',').is_some_and(|rest| rest.trim_start().starts_with('{')) =>
        {
            [
                Label("another object follows this comma", "この `,` の後に別のオブジェクトがあります"),
                Label(
                    "make a list of them: write `[` before the first and `]` after the last",
                    "先頭に `[`、末尾に `]` を書いてリストにしてください。",
                ),
            ]
        }
        "trailing characters" => [
            Label("there is something after the end", "終わりの後に余分な文字があります"),
            Label("remove it, or close the brackets later", "削除するか、括弧を閉じる位置を直してください。"),
        ],
        words if words.starts_with("control character") => [
            Label("there is a line break or tab in a text", "文字列の中に改行かタブがあります"),
            Label(
                "end the text with `\"` on its line; write `\\n` for a line break, `\\t` for a tab",
                "文字列は同じ行のうちに `\"` で閉じ、改行は `\\n`、タブは `\\t` と書いてください。",
            ),
        ],
        "unexpected end of hex escape"
        | "lone leading surrogate in hex escape"
        | "invalid unicode code point" => [
            Label("a `\\u…` in this text is not a character", "文字列の中の `\\u…` が文字になりません"),
            Label("write the character itself", "文字そのものを書いてください。"),
        ],
        "recursion limit exceeded" => [
            Label("this is nested too deeply", "入れ子が深すぎます"),
            Label("close the brackets earlier", "括弧を閉じる位置を確認してください。"),
        ],
        _ => return (say!("{report}", "{report}"), None),
    };
    (what.into(), Some(help.into()))
}
