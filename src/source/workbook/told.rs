use super::grid::{Range, SheetGrid, cell_name};
use crate::source::{Diagnostic, codes, column_letters, some_of};
use crate::text::{Bilingual, say};

/// What to report about the layout of a sheet: what is merged or hidden. `header` is the position of the headings among
/// the rows, `spread` are the ranges whose value counts for several rows.
pub(super) fn layout(
    name: &str,
    sheet: &str,
    is_hidden: bool,
    grid: &SheetGrid,
    header: usize,
    spread: &[Range],
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut tell = |message| told.push(Diagnostic::new(codes::WORKBOOK_LAYOUT, message));
    if is_hidden {
        tell(say!(
            "{name}: sheet `{sheet}` is hidden, and was read, as no other sheet has answers",
            "{name}：シート「{sheet}」は非表示ですが、ほかに回答のシートがないため、読み込みました"
        ));
    }
    if !spread.is_empty() {
        let Bilingual { en, ja } = some_of(spread.iter().map(|range| range.name()).collect());
        tell(say!(
            "{name}: sheet `{sheet}` has merged cells; the value of {en} was taken for each of their rows",
            "{name}：シート「{sheet}」に結合されたセルがあります。{ja} の値を、それぞれの行の値として読み込みました"
        ));
    }
    let header = grid.rows.get(header);
    let across = grid.merged.iter().filter(|range| {
        range.right > range.left
            && header.is_some_and(|header| range.top > header.number)
            && grid.is_filled(range.top, range.left)
    });
    let across: Vec<String> = across.map(|range| range.name()).collect();
    if !across.is_empty() {
        let Bilingual { en, ja } = some_of(across);
        tell(say!(
            "{name}: sheet `{sheet}` has cells merged across columns; the value of {en} counts for the first column alone",
            "{name}：シート「{sheet}」に列をまたいで結合されたセルがあります。{ja} の値は、先頭の列の値としてだけ読み込みました"
        ));
    }
    let rows = grid.hidden_rows.iter().filter(|(first, last)| {
        let at = grid.rows.partition_point(|row| row.number < *first);
        grid.rows.get(at).is_some_and(|row| row.number <= *last)
    });
    let rows: Vec<String> =
        rows.map(|(first, last)| stretch(&(u64::from(*first) + 1), &(u64::from(*last) + 1))).collect();
    if !rows.is_empty() {
        let Bilingual { en, ja } = some_of(rows);
        tell(say!(
            "{name}: sheet `{sheet}` has hidden or filtered rows, which were read too: {en}",
            "{name}：シート「{sheet}」の、非表示またはフィルターで隠れた行も読み込みました：{ja}"
        ));
    }
    let heads = header.map(|row| row.cells.as_slice()).unwrap_or_default();
    let columns = grid.hidden_columns.iter().filter(|(first, last)| {
        let at = heads.partition_point(|cell| cell.column < *first);
        heads.get(at).is_some_and(|cell| cell.column <= *last)
    });
    let mut columns: Vec<String> = columns
        .map(|(first, last)| {
            let last = heads.last().map_or(*last, |cell| cell.column.min(*last));
            stretch(&column_letters(*first as usize), &column_letters(last as usize))
        })
        .collect();
    columns.dedup();
    if !columns.is_empty() {
        let Bilingual { en, ja } = some_of(columns);
        tell(say!(
            "{name}: sheet `{sheet}` has hidden columns, which were read too: {en}",
            "{name}：シート「{sheet}」の、非表示の列も読み込みました：{ja}"
        ));
    }
    let totals: Vec<String> = grid.totals.iter().map(|row| (u64::from(*row) + 1).to_string()).collect();
    if !totals.is_empty() {
        let Bilingual { en, ja } = some_of(totals);
        tell(say!(
            "{name}: sheet `{sheet}`: totals rows of tables were skipped: {en}",
            "{name}：シート「{sheet}」の、テーブルの集計行は読み込みませんでした：{ja}"
        ));
    }
    let named = |cells: &[(u32, u32)]| {
        let filled = cells.iter().filter(|(row, column)| grid.is_filled(*row, *column));
        filled.map(|(row, column)| cell_name(*row, *column)).collect::<Vec<String>>()
    };
    let unseen = named(&grid.unseen);
    if !unseen.is_empty() {
        let Bilingual { en, ja } = some_of(unseen);
        tell(say!(
            "{name}: sheet `{sheet}` has numbers that their format hides, which were read too: {en}",
            "{name}：シート「{sheet}」の、表示形式により見えない数値も読み込みました：{ja}"
        ));
    }
    let struck = named(&grid.struck);
    if !struck.is_empty() {
        let Bilingual { en, ja } = some_of(struck);
        tell(say!(
            "{name}: sheet `{sheet}` has cells that are struck through, which were read like others: {en}",
            "{name}：シート「{sheet}」の、取り消し線の付いたセルも読み込みました：{ja}"
        ));
    }
    told
}

/// The names of the first and last of a stretch.
fn stretch<T: std::fmt::Display + PartialEq>(first: &T, last: &T) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
