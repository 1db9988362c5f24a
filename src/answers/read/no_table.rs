//! What is no table where a sheet or its answers are looked for, such as a table of lists in JSON.

use super::shape::command;
use super::table::{Headings, names_of_rows};
use crate::answers::ANSWERS;
use crate::source::{Array, Diagnostic, SourceFile, TextSource, Value, codes};
use crate::text::{Bilingual, Label, say};

/// What to do with a list of rows, of which the first may name no columns.
fn without_head(rows: Array<'_>, file: &SourceFile, headings: &Headings<'_>) -> Option<Bilingual> {
    let table = |filter| command(file, "-r ", filter, "csv");
    let first = rows.first()?.as_array()?;
    if first.first().is_some_and(|item| item.as_table().is_some()) {
        let command = command(file, "", "flatten", "json");
        return Some(say!(
            "write one list of sheets: `{command}`",
            "回答シートを1つのリストにしてください：`{command}`"
        ));
    }
    let first: Vec<&str> = first.items().filter_map(Value::as_text).collect();
    let pair = |row: Value<'_>| {
        let row = row.as_array().filter(|row| row.items().count() == 2)?;
        Some(row.first()?.as_text().is_some_and(|name| headings.asks(name)))
    };
    let pairs: Option<Vec<bool>> = rows.items().map(pair).collect();
    let are_questions = pairs.is_some_and(|pairs| pairs.contains(&true));
    let asked = first.iter().filter(|name| headings.asks(name)).count();
    let is_headed = names_of_rows(&first).is_some() || asked > usize::from(are_questions);
    let command =
        table(if are_questions && !is_headed { "[\"id\", \"answer\"], .[] | @csv" } else { ".[] | @csv" });
    Some(if is_headed || are_questions {
        say!("make a table in CSV of it: `{command}`", "CSV の表にしてください：`{command}`")
    } else {
        say!(
            "write the names of the columns as its first row; then make a table in CSV of it: `{command}`",
            "最初の行に列の見出しを加えてから、CSV の表にしてください：`{command}`"
        )
    })
}

/// The refusal of something that is no object.
pub(super) fn no_table(root: Value<'_>, source: &TextSource<'_>, headings: &Headings<'_>) -> Diagnostic {
    let Label(en, ja) = root.type_name();
    let help = root.as_array().map(|items| {
        if let Some(help) = without_head(items, source.file(), headings) {
            return help;
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

/// The refusal of `answers` that are no table.
pub(super) fn no_answer_table(answers: Value<'_>, source: &TextSource<'_>, in_json: bool) -> Diagnostic {
    let message = say!("`answers` must be a table of answers", "`answers` には回答のテーブルを書きます");
    let help = answers.as_array().map(|_| {
        if in_json {
            say!(
                "write an object: `\"answers\": {{\"ID\": LEVEL}}`",
                "`\"answers\": {{\"ID\": レベル}}` のように、オブジェクトで書いてください。"
            )
        } else {
            say!(
                "write `[answers]` with a single pair of brackets, and below it a line `ID = LEVEL` for each answer",
                "`[answers]`（角括弧は一組）と書き、その下に1行に1件ずつ `ID = レベル` と書いてください。"
            )
        }
    });
    let diagnostic = Diagnostic::new(codes::NO_ANSWERS, message).help(help).key(ANSWERS);
    diagnostic.at(source.file(), answers.span())
}
