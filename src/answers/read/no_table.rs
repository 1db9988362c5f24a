//! JSON that is no object where a sheet is looked for, such as a table of lists.

use super::table::{Headings, names_of_rows};
use crate::source::{Array, Diagnostic, TextSource, Value, codes};
use crate::text::{Bilingual, Label, say};

/// What to do with a list of rows whose first row names no columns.
fn without_head(rows: Array<'_>, headings: &Headings<'_>) -> Option<Bilingual> {
    let first: Vec<&str> = rows.first()?.as_array()?.items().filter_map(Value::as_text).collect();
    let pair = |row: Value<'_>| {
        let row = row.as_array().filter(|row| row.items().count() == 2)?;
        Some(row.first()?.as_text().is_some_and(|name| headings.asks(name)))
    };
    let pairs: Option<Vec<bool>> = rows.items().map(pair).collect();
    let are_questions = pairs.is_some_and(|pairs| pairs.contains(&true));
    let asked = first.iter().filter(|name| headings.asks(name)).count();
    if names_of_rows(&first).is_some() || asked > usize::from(are_questions) {
        return None;
    }
    Some(if are_questions {
        say!(
            "make a table in CSV of it: `jq -r '[\"id\", \"answer\"], .[] | @csv' FILE > sheets.csv`",
            "CSV の表にしてください：`jq -r '[\"id\", \"answer\"], .[] | @csv' ファイル > sheets.csv`"
        )
    } else {
        say!(
            "write the names of the columns as its first row; then make a table in CSV of it: `jq -r '.[] | @csv' FILE > \
             sheets.csv`",
            "最初の行に列の見出しを加えてから、CSV の表にしてください：`jq -r '.[] | @csv' ファイル > sheets.csv`"
        )
    })
}

/// The refusal of something that is no object.
pub(super) fn no_table(root: Value<'_>, source: &TextSource<'_>, headings: &Headings<'_>) -> Diagnostic {
    let Label(en, ja) = root.type_name();
    let is_table = |items: Array<'_>| items.first().is_some_and(|row| row.as_array().is_some());
    let help = root.as_array().map(|items| {
        if let Some(help) = without_head(items, headings) {
            return help;
        }
        if is_table(items) {
            return say!(
                "make a table in CSV of a list of rows: `jq -r '.[] | @csv' FILE > sheets.csv`",
                "行のリストは CSV の表にしてください：`jq -r '.[] | @csv' ファイル > sheets.csv`"
            );
        }
        say!(
            "a list of sheets is read from a file, as `[{{…}}, {{…}}]`; `outside-in template --from FILE --to toml -o DIR` \
             makes a file of each",
            "回答シートのリストは `[{{…}}, {{…}}]` の形のファイルで渡してください。1件ずつに分けるには `outside-in template \
             --from ファイル --to toml -o ディレクトリ` を使います。"
        )
    });
    let message = say!(
        "an answer sheet is an object, not {en}",
        "回答シートはオブジェクトで書きます（{ja}は使えません）"
    );
    let diagnostic = Diagnostic::new(codes::SHEET_SYNTAX, message);
    diagnostic.help(help).at(source.file(), root.span())
}
