//! Why a file is not JSON, in words of both languages.

use super::super::confusables::Confusable;
use crate::say;
use crate::text::Bilingual;

/// What `serde_json` says about a text at an offset, with what to do. Words that are not known stay as they are.
pub(super) fn reason(error: &serde_json::Error, text: &str, at: usize) -> (Bilingual, Option<Bilingual>) {
    if let Some(found) = Confusable::at(text, at) {
        return (found.message(), Some(found.help()));
    }
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let is_behind_comma = text.get(..at).is_some_and(|before| before.trim_end().ends_with(','));
    let (message, help) = match words {
        _ if is_behind_comma && rest.starts_with(['}', ']']) => (
            say!("the comma before this is one too many", "この手前の `,` が余分です"),
            say!("there is no comma behind the last value", "最後の値の後に `,` は書けません。"),
        ),
        "EOF while parsing a string" => (
            say!("the quotation mark behind a text is missing", "文字列の終わりの引用符がありません"),
            say!("end the text with `\"`", "文字列を `\"` で閉じてください。"),
        ),
        _ if words.starts_with("EOF while parsing") => (
            say!("it ends before it is complete", "途中で終わっています"),
            say!(
                "close every bracket, or save the whole file again",
                "括弧をすべて閉じるか、ファイル全体を保存し直してください。"
            ),
        ),
        "expected `,` or `}`" | "expected `,` or `]`" => (
            say!(
                "a comma or a closing bracket is missing before this",
                "この手前に `,` か閉じ括弧がありません"
            ),
            say!(
                "write `,` between two values; inside of a text write `\\\"` for a quotation mark",
                "値と値の間に `,` を書いてください。文字列の中の引用符は `\\\"` と書きます。"
            ),
        ),
        "expected `:`" => (
            say!("there is no `:` behind the key", "キーの後に `:` がありません"),
            say!("write `\"key\": value`", "`\"キー\": 値` の形で書いてください。"),
        ),
        "key must be a string" => (
            say!("this key is not in double quotation marks", "キーが二重引用符で囲まれていません"),
            say!("write `\"key\": value`", "`\"キー\": 値` の形で書いてください。"),
        ),
        "expected value" | "expected ident" | "invalid number" => (
            say!("this is not a value", "値として読めません"),
            say!(
                "write a text in double quotation marks, a number without a unit, or true, false, null",
                "文字列は二重引用符で囲み、数値は単位を付けずに書いてください（ほかに true、false、null が使えます）。"
            ),
        ),
        "trailing characters" => (
            say!("something stands behind the end", "終わりの後に余分な文字があります"),
            say!("remove it, or close the brackets later", "削除するか、括弧を閉じる位置を直してください。"),
        ),
        "invalid escape" => (
            say!("`\\` has a meaning of its own in a text", "文字列の中の `\\` は特別な意味を持ちます"),
            say!("write `\\\\` for it", "`\\` そのものは `\\\\` と書いてください。"),
        ),
        _ if words.starts_with("control character") => (
            say!("there is a line break or tab in a text", "文字列の中に改行かタブがあります"),
            say!(
                "end the text with `\"` on its line; write `\\n` for a line break, `\\t` for a tab",
                "文字列は同じ行のうちに `\"` で閉じ、改行は `\\n`、タブは `\\t` と書いてください。"
            ),
        ),
        "unexpected end of hex escape"
        | "lone leading surrogate in hex escape"
        | "invalid unicode code point" => (
            say!("a `\\u…` in this text is no character", "文字列の中の `\\u…` が文字になりません"),
            say!("write the character itself", "文字そのものを書いてください。"),
        ),
        "recursion limit exceeded" => (
            say!("this is nested too deeply", "入れ子が深すぎます"),
            say!("close the brackets earlier", "括弧を閉じる位置を確認してください。"),
        ),
        _ => return (say!("{words}", "{words}"), None),
    };
    (message, Some(help))
}
