//! The pages of a template that explain the questions: never read as answers, whatever is typed into them.

use super::{ColumnRoles, first_line};
use crate::answers::Column;
use crate::answers::read::reply::{LevelTexts, Spoken, said};
use crate::answers::read::table::heading::Headings;
use crate::answers::write::guide;
use crate::framework::{Criterion, Framework, Text};
use crate::source::{Diagnostic, ReadRow, Row, codes};
use crate::text::{Lang, say, squeezed};

/// What only such a page has in its header; of the criteria two of the first are enough, and of the facts all.
const OF_CRITERIA: [[&str; 2]; 3] =
    [["rubric", "ルーブリック"], ["why", "質問の理由"], ["applies", "該当する条件"]];
const OF_FACTS: [[&str; 2]; 2] = [["howmany", "選択数"], ["choices", "選択肢"]];

/// In how many rows the texts of the framework are looked for.
const LOOKED_IN: usize = 20;

/// Whether a header is that of such a page.
pub(in crate::answers::read::table) fn is_headed(head: &Row<'_>) -> bool {
    let names: Vec<String> = head.cells().iter().map(|cell| squeezed(&cell.text)).collect();
    let has = |words: &[&str; 2]| names.iter().any(|name| words.contains(&name.as_str()));
    OF_CRITERIA.iter().filter(|words| has(words)).count() > 1 || OF_FACTS.iter().all(has)
}

/// Whether the rows below a header explain the questions in the texts of the framework: why one is asked or what counts as
/// evidence, and several of its levels, a cell each.
pub(in crate::answers::read::table) fn explains<'t>(
    roles: &ColumnRoles,
    rows: impl Iterator<Item = Result<Row<'t>, Box<Diagnostic>>>,
    headings: &Headings<'_>,
) -> bool {
    let framework = headings.framework();
    rows.take(LOOKED_IN).filter_map(Result::ok).any(|row| {
        let name = roles.id.or(roles.question).and_then(|column| row.cell(column));
        match name.and_then(|name| headings.column(first_line(&name.text))) {
            Some(Column::Reply(criterion)) => explained(&row, &framework[criterion], framework),
            _ => false,
        }
    })
}

fn explained(row: &Row<'_>, criterion: &Criterion, framework: &Framework) -> bool {
    let texts = LevelTexts::of(criterion);
    let is_level =
        |text: &str| matches!(said(text, || Some(&texts)), Spoken::Level(..)) && text.chars().count() > 8;
    let levels = row.cells().iter().filter(|cell| is_level(&cell.text)).count();
    levels > 1 && {
        let evidence =
            [Lang::En, Lang::Ja].map(|lang| guide::evidence(criterion, framework.language(lang), lang));
        let why = criterion.why.iter().flat_map(Text::all).map(str::to_owned);
        let own: Vec<String> =
            why.chain(evidence.into_iter().flatten()).map(|text| squeezed(&text)).collect();
        row.cells().iter().any(|cell| own.contains(&squeezed(&cell.text)))
    }
}

/// The error that answers were typed into such a page, if they were; the rows begin with its header.
pub(in crate::answers::read::table) fn typed(name: &str, rows: &[ReadRow]) -> Option<Diagnostic> {
    let mut rows = rows.iter().filter_map(|row| row.as_ref().ok());
    let roles = rows.by_ref().find_map(ColumnRoles::of)?;
    let mut columns = roles.answers.iter().chain(&roles.unclear).copied().collect::<Vec<_>>();
    columns.sort_unstable();
    let cell = rows.find_map(|row| Some((row, columns.iter().find_map(|column| row.cell(*column))?)));
    let (row, cell) = cell?;
    let message = say!(
        "{name} explains the questions and is not read as answers: what is typed into it was not used",
        "{name} は質問の説明用で、回答としては読み込みません。ここに記入された回答は使っていません"
    );
    let help = say!(
        "copy the answers into the column `answer` of the sheet `answers`, to the rows with the same id",
        "回答は、シート answers の `answer` の列の、同じ id の行に書き写してください。"
    );
    Some(Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).at(row.file(), cell.span.clone()))
}
