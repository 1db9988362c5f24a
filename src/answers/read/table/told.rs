//! What is told of the columns of a table.

use std::sync::Arc;

use super::heading::{Meaning, Sense};
use super::plain;
use crate::answers::Column;
use crate::answers::read::answer::retired;
use crate::framework::{Fact, Framework};
use crate::source::{Cell, Diagnostic, Row, codes, column_letters, some_of};
use crate::text::{Bilingual, Label, Lang, Near, clean, fit, say};

/// The warning that a column is named by a retired id, if it is, also as exporters write it.
pub(super) fn of_retired(
    header: &Arc<Row<'static>>,
    cell: &Cell<'_>,
    framework: &Framework,
) -> Option<Diagnostic> {
    let name = plain(&cell.text).replace('_', "-");
    let id = Column::id(name.rsplit('/').next()?);
    let is_retired = framework.is_retired(id);
    is_retired.then(|| retired(&cell.text.trim(), id).at(header.file(), cell.span.clone()))
}

/// What a row of a table is called: of a text a line.
fn line_word(is_of_workbook: bool) -> Label {
    Label(if is_of_workbook { "row" } else { "line" }, "行目")
}

pub(super) fn line_name(row: &Row<'_>) -> Bilingual {
    let (Label(en, ja), line) = (line_word(row.is_of_workbook()), row.line());
    say!("{en} {line}", "{line}{ja}")
}

/// What the place of a heading is called, and which it is: a column, or with a question a row that row.
fn place_of(header: &Row<'_>, cell: &Cell<'_>) -> (Label, String) {
    if header.is_turned() {
        let (file, at) = (header.file(), cell.span.start);
        let line = file.position(at).0;
        // As spreadsheets name a row of another sheet.
        let sheet = file.row.as_ref().and_then(|row| row.one_of_sheets(at));
        let name = sheet.map_or_else(|| line.to_string(), |sheet| format!("{sheet}!{line}"));
        return (line_word(header.is_of_workbook()), name);
    }
    (Label("column", "列"), column_letters(cell.column))
}

/// The same of the heading over a cell, after its name.
fn heading_over<'h>(header: &'h Row<'_>, cell: &Cell<'_>) -> (&'h str, Label, String) {
    header.cell(cell.column).map_or(("", Label("column", "列"), String::new()), |heading| {
        let (word, at) = place_of(header, heading);
        (heading.text.trim(), word, at)
    })
}

/// The warning about columns that are merely not used, all of a header in one.
pub(in crate::answers::read) fn unused(
    header: &Arc<Row<'static>>,
    cells: &[&Cell<'_>],
    near: Option<Near<'_>>,
) -> Option<Diagnostic> {
    let (first, others) = cells.split_first()?;
    let (name, (Label(en, ja), at)) = (first.text.trim(), place_of(header, first));
    let message = if others.is_empty() {
        say!(
            "{en} {at}, `{name}`, was not used",
            "{at}{ja}の見出し `{name}` は項目名ではないため、無視しました"
        )
    } else {
        let named = |cell: &&Cell<'_>| {
            let name = clean(cell.text.lines().next().unwrap_or_default());
            format!("{} `{}`", place_of(header, cell).1, fit(&name, SHOWN))
        };
        let (number, Bilingual { en: list, ja: ja_list }) =
            (cells.len(), some_of(cells.iter().map(named).collect()));
        let ja = if header.is_turned() { "行" } else { "列" };
        say!(
            "{number} {en}s were not used: {list}",
            "見出しが項目名ではないため、{number}{ja}を無視しました：{ja_list}"
        )
    };
    let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near).key(name);
    Some(diagnostic.at(header.file(), first.span.clone()))
}

/// The warning that a time in a column of an exporter is not the date of the answers, which so have none: of the whole
/// column, or in a row.
pub(super) fn undated(header: &Row<'_>, row: &Row<'_>, cell: &Cell<'_>, why: &Bilingual) -> Diagnostic {
    let name = header.cell(cell.column).map_or("", |heading| heading.text.trim());
    let Bilingual { en: why, ja: ja_why } = why;
    let message = say!(
        "`{name}` was not taken as the date of the answers: {why}; without a date they never age",
        "`{name}` は回答日として使えません：{ja_why}。回答日がないため、有効期間が過ぎても有効とみなされます"
    );
    let help = say!(
        "write the days in a column `date` with the year first, as in 2026-11-22",
        "`date` の列に、2026-11-22 のように年から書いてください。"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).help(help).key(name).at(row.file(), cell.span.clone())
}

/// How much of each name is shown, in columns of a terminal, where several are.
const SHOWN: usize = 40;

/// The warning that a column counts only where another one, which says the same, is empty.
pub(super) fn not_beside(header: &Arc<Row<'static>>, cell: &Cell<'_>, counts: &str) -> Diagnostic {
    let (name, (Label(en, ja), at)) = (cell.text.trim(), place_of(header, cell));
    let message = say!(
        "{en} {at}, `{name}`, counts only where `{counts}` is empty",
        "{at}{ja}の `{name}` は、`{counts}` が空欄の行でだけ使います"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).key(name).at(header.file(), cell.span.clone())
}

pub(super) fn surely_meant(
    header: &Arc<Row<'static>>,
    cell: &Cell<'_>,
    near: Option<Near<'_>>,
) -> Diagnostic {
    let (name, (Label(en, ja), at)) = (cell.text.trim(), place_of(header, cell));
    let message = say!(
        "{en} {at}, `{name}`, holds answers but was not used",
        "{at}{ja}の `{name}` には回答がありますが、どの項目への回答かわからないため使いませんでした"
    );
    let diagnostic = Diagnostic::new(codes::UNREAD_COLUMN, message);
    // What is named otherwise may be something else: it is no misspelling.
    let diagnostic = match near {
        Some(_) if let Some(over) = over(header, cell) => {
            let help = say!(
                "if these are the answers of today, take out `{over}` above it; if not, take the {en} out",
                "現時点の回答であれば上の行の `{over}` を、そうでなければこの列を除いてください。"
            );
            diagnostic.help(help)
        }
        Some(near) if !near.sure => {
            let help = say!(
                "if these are the answers of today to `{near}`, name it so; if not, take the {en} out",
                "`{near}` への現時点の回答であれば、見出しを `{near}` にしてください。そうでなければ除いてください。"
            );
            Diagnostic { meant: Some(near.to_string()), ..diagnostic.help(help) }
        }
        near => diagnostic.did_you_mean(near),
    };
    diagnostic.key(name).at(header.file(), cell.span.clone())
}

/// What the row above a heading says of its column, where that is a part of its name.
fn over<'c>(header: &Row<'_>, cell: &'c Cell<'_>) -> Option<&'c str> {
    let written = header.text().get(cell.span.clone())?.trim().trim_matches('"');
    let (over, _) = cell.text.strip_suffix(written)?.split_once('/')?;
    (!written.is_empty()).then_some(over)
}

/// The error that a box is ticked which is none of the choices of its fact.
pub(super) fn no_choice(header: &Arc<Row<'static>>, cell: &Cell<'_>, fact: &Fact) -> Diagnostic {
    let (name, (Label(en, ja), at), id) = (cell.text.trim(), place_of(header, cell), &fact.id);
    let message = say!(
        "{en} {at}, `{name}`, is ticked but is no choice of `{id}`",
        "{at}{ja}の `{name}` は選ばれていますが、`{id}` の選択肢ではありません"
    );
    let ids: Vec<String> = fact.choices.iter().map(|choice| format!("`{id}/{}`", choice.id)).collect();
    let (list, ja_list) = (ids.join(", "), ids.join("、"));
    let help = say!(
        "name it as the choice that it stands for, or take it out: {list}",
        "該当する選択肢の見出しにするか、この列を除いてください：{ja_list}"
    );
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).key(name).at(header.file(), cell.span.clone())
}

/// The error that evidence is not used; `meant` is how to name its column.
pub(super) fn evidence_unread(header: &Arc<Row<'static>>, cell: &Cell<'_>, meant: &str) -> Diagnostic {
    let (name, (Label(en, ja), at)) = (cell.text.trim(), place_of(header, cell));
    let message = say!(
        "{en} {at}, `{name}`, seems to hold evidence but was not used",
        "{at}{ja}の `{name}` は根拠資料の列のようですが、見出しがはっきりしないため使いませんでした"
    );
    let help = say!("if it is, name it `{meant}`", "根拠資料であれば、見出しを `{meant}` にしてください。");
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).key(name).at(header.file(), cell.span.clone())
}

pub(super) fn unclear(
    header: &Arc<Row<'static>>,
    cell: &Cell<'_>,
    meanings: &[Sense],
    framework: &Framework,
) -> Diagnostic {
    let (name, (Label(en, ja), at)) = (cell.text.trim(), place_of(header, cell));
    let names = meanings.iter().map(|found| match found.meaning {
        Meaning::Column(column) => format!("`{}`", column.name(framework)),
        Meaning::Choice(fact, choice) => {
            format!("`{}/{}`", framework[fact].id, framework[fact].choices[choice.get()].id)
        }
    });
    let names: Vec<String> = names.collect();
    let (list, ja_list) = (Lang::En.list(&names), Lang::Ja.list(&names));
    let message = say!(
        "{en} {at}, `{name}`, may mean more than one thing, so it was not used",
        "{at}{ja}の `{name}` は複数の意味に取れるため、使いませんでした"
    );
    let help = say!("name it as one of these: {list}", "次のいずれかの見出しにしてください：{ja_list}");
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).key(name).at(header.file(), cell.span.clone())
}

pub(super) fn same_name(header: &Arc<Row<'static>>, first: &Cell<'_>, second: &Cell<'_>) -> Diagnostic {
    let name = second.text.trim();
    let ((Label(en, ja), one), (_, other)) = (place_of(header, first), place_of(header, second));
    let message = if plain(&first.text) == plain(name) {
        say!(
            "{en}s {one} and {other} are both named `{name}`, so neither was used",
            "{one}{ja}と{other}{ja}の見出しがどちらも `{name}` のため、両方とも使いませんでした"
        )
    } else {
        let first = first.text.trim();
        say!(
            "{en}s {one}, `{first}`, and {other}, `{name}`, mean the same, so neither was used",
            "{one}{ja}の `{first}` と{other}{ja}の `{name}` は同じ項目のため、両方とも使いませんでした"
        )
    };
    let help = say!("keep one of them", "どちらか一方だけを残してください。");
    Diagnostic::new(codes::SHEET_DUPLICATE_KEY, message)
        .help(help)
        .key(name)
        .at(header.file(), second.span.clone())
        .label(header.place(first), say!("first here", "1つ目"))
}

/// The finding that columns which mean the same hold different things in a row.
pub(super) fn contradiction(header: &Row<'_>, row: &Row<'_>, one: &Cell<'_>, other: &Cell<'_>) -> Diagnostic {
    let (one_name, Label(en, ja), one_at) = heading_over(header, one);
    let (other_name, _, other_at) = heading_over(header, other);
    let message = if header.is_turned() {
        say!(
            "{en}s {one_at}, `{one_name}`, and {other_at}, `{other_name}`, contradict each other, so neither was used",
            "{one_at}{ja}の `{one_name}` と{other_at}{ja}の `{other_name}` は同じ項目ですが、内容が食い違うため、\
             どちらも使いませんでした"
        )
    } else {
        say!(
            "columns {one_at}, `{one_name}`, and {other_at}, `{other_name}`, contradict each other here, so neither was \
             used",
            "{one_at}列の `{one_name}` と{other_at}列の `{other_name}` は同じ項目ですが、この行では内容が食い違うため、\
             どちらも使いませんでした"
        )
    };
    let help = say!("keep what is right in one of them", "正しいほうだけを残してください。");
    Diagnostic::new(codes::SHEET_DUPLICATE_KEY, message)
        .help(help)
        .key(other_name)
        .at(row.file(), other.span.clone())
        .label(row.place(one), say!("first here", "1つ目"))
}

/// The finding that a row says that answers are proposed, by a column that leaves open which, or how.
pub(super) fn unclear_proposal(
    header: &Row<'_>,
    row: &Row<'_>,
    cell: &Cell<'_>,
    of: Option<&str>,
) -> Diagnostic {
    let (name, Label(en, ja), at) = heading_over(header, cell);
    let message = match of {
        Some(id) => say!(
            "{en} {at}, `{name}`, seems to say that `{id}` is proposed: its answer was not used",
            "{at}{ja}の `{name}` は `{id}` の回答が提案であることを示しているようですが、読み取れないため、その回答を使いませんでした"
        ),
        None => say!(
            "{en} {at}, `{name}`, says that answers are proposed, but not which: none of this row was used",
            "{at}{ja}の `{name}` は提案者を示していますが、どの回答の提案者かわからないため、この行の回答を使いませんでした"
        ),
    };
    let id = of.unwrap_or("ID");
    let help = say!(
        "name who proposes an answer `{id}.proposed_by`, what it rests on `{id}.quote` and `{id}.place`; name the column \
         otherwise if it is about something else",
        "提案者の見出しを `{id}.proposed_by`、引用とその箇所の見出しを `{id}.quote` と `{id}.place` にしてください。別の内容の列であれば、見出しを変えてください。"
    );
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).key(name).at(row.file(), cell.span.clone())
}

/// What a table without a header seems to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Likely {
    Nothing,
    /// One with its headings on this line.
    Below(usize),
    /// One with a question a row, perhaps with several columns of answers.
    Turned(bool),
    /// The same with a column for each level.
    Scale,
    /// One with another sign between its cells.
    Parted(char),
}

/// The finding that a table has no header, with what to do.
pub(super) fn no_criterion(header: &Row<'_>, framework: &Framework, likely: Likely) -> Diagnostic {
    let id = framework.id();
    if header.is_turned() {
        let message = say!(
            "no row is named by a criterion of `{id}`",
            "`{id}` の評価項目の id が書かれた行がありません"
        );
        let help = say!(
            "write the ids of criteria under `id`; `outside-in template --layout questions -o t.csv` writes a table with \
             all of them",
            "`id` の列に評価項目の id を書いてください。すべての id が入った表は `outside-in template --layout questions \
             -o t.csv` で作成できます。"
        );
        return Diagnostic::new(codes::NO_ANSWERS, message).help(help).at(header.file(), 0..0);
    }
    let message = say!(
        "no column is named by a criterion of `{id}`",
        "`{id}` の評価項目の id を見出しとする列がありません"
    );
    let help = match likely {
        Likely::Below(line) => say!(
            "line {line} looks like the headings: delete the lines above it",
            "{line}行目が見出しのようです。その上の行を削除してください。"
        ),
        Likely::Turned(false) => say!(
            "here the questions stand one below the other: let the first line name the columns, `id` above the ids, `answer` above \
             the answers",
            "質問が縦に並んでいます。1行目を見出しの行とし、id の列には `id`、回答の列には `answer` と書いてください。"
        ),
        Likely::Turned(true) => say!(
            "here the questions stand one below the other, with several columns beside them. If one of these holds the answers of \
             today, name it `answer`, name the column of ids `id`, and take the other answers out. If each is another company's, \
             turn the table (Paste Special > Transpose), and name the column of names `subject`",
            "質問が縦に並び、その横に複数の列があります。現時点の回答の列が1つであれば、その見出しを `answer`、id の列の見出しを `id` とし、\
             ほかの回答の列を除いてください。列ごとに別の会社の回答であれば、行と列を入れ替え（形式を選択して貼り付け > 行/列の入れ替え）、名称の列の\
             見出しを `subject` にしてください。"
        ),
        Likely::Scale => say!(
            "here each level has a column: write the levels as numbers into one column `answer`, and the ids into a column `id`",
            "レベルごとに列が分かれています。レベルの数字を `answer` の1列に、id を `id` の列に書いてください。"
        ),
        Likely::Parted(sign) => say!(
            "here `{sign}` stands between the cells: open the file in a spreadsheet program with this separator, and save it as \
             CSV with commas",
            "セルが `{sign}` で区切られています。表計算ソフトでこの区切り文字を指定して開き、カンマ区切りの CSV で保存してください。"
        ),
        Likely::Nothing => what_a_header_is(),
    };
    Diagnostic::new(codes::NO_ANSWERS, message).help(help).at(header.file(), 0..0)
}

pub(super) fn what_a_header_is() -> Bilingual {
    say!(
        "name the columns in the first row: `subject`, `date`, the ids of facts and criteria; `outside-in template -o \
         t.csv` writes a table with the right header",
        "1行目に列の見出し（`subject`、`date`、前提項目と評価項目の id）を書いてください。\
         正しい見出しの付いた表は `outside-in template -o t.csv` で作成できます。"
    )
}
