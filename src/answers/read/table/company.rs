//! Rows that are no company: totals, legends, names alone.

use super::{Columns, too_long};
use crate::answers::{Column, HeaderKey};
use crate::source::{Cell, Diagnostic, Row, codes};
use crate::text::{clean, say};

/// What stands at the beginning of a row that sums up others.
const SUMS: [&str; 42] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "average",
    "avg",
    "avg.",
    "mean",
    "median",
    "min",
    "max",
    "minimum",
    "maximum",
    "count",
    "std",
    "stdev",
    "std dev",
    "n",
    "overall",
    "sums",
    "averages",
    "合計",
    "総計",
    "小計",
    "計",
    "平均",
    "平均値",
    "中央値",
    "最大",
    "最小",
    "最大値",
    "最小値",
    "件数",
    "標準偏差",
    "合計点",
    "集計",
    "総合計",
    "累計",
    "全体",
    "平均点",
    "最頻値",
];

/// The warning that a row is skipped, if it is no company: it has cells only in columns that are not used, a name and
/// nothing else, or it sums up other rows.
pub(crate) fn no_company(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
    let first = row.cells().first()?;
    let mut used = row.cells().iter().filter(|cell| columns.content(cell.column).is_some());
    let (one, more) = (used.next(), used.next());
    let message = match (one, more) {
        // Most rows are companies.
        (Some(_), Some(_)) if !is_sum(columns, row, first) => return None,
        _ if too_long(columns, row).is_some() => return None,
        (None, _) => say!(
            "this row has cells only in columns that are not used, and was skipped",
            "この行は、使わない列にしか記入がないため、読み込みませんでした"
        ),
        (Some(cell), None) if columns.content(cell.column) == Some(Column::Header(HeaderKey::Subject)) => {
            let name = clean(&cell.text);
            say!(
                "`{name}` stands here without any answer; the row was skipped",
                "「{name}」には回答が1つもないため、この行は読み込みませんでした"
            )
        }
        (Some(_), None) => return None,
        (Some(_), Some(_)) => {
            let name = clean(&first.text);
            let message = say!(
                "this row is headed `{name}`: it was taken for a sum of other rows, and skipped",
                "この行は「{name}」とあるため集計行とみなし、読み込みませんでした"
            );
            let help = say!(
                "if it is an answer sheet, write its full name, or its `date`",
                "回答シートの行であれば、正式な名称か `date` を書いてください。"
            );
            return Some(
                Diagnostic::new(codes::NO_COMPANY, message).help(help).at(row.file(), first.span.clone()),
            );
        }
    };
    let code = if one.is_some() { codes::NO_COMPANY } else { codes::UNUSED_KEY };
    Some(Diagnostic::new(code, message).at(row.file(), first.span.clone()))
}

/// Whether a row sums up others: it begins with such a word, and says nothing of a company but numbers.
fn is_sum(columns: &Columns, row: &Row<'_>, first: &Cell<'_>) -> bool {
    let word = first.text.split([':', '：', '(', '（']).next().unwrap_or_default().trim();
    let is_word = SUMS.iter().any(|sum| sum.eq_ignore_ascii_case(word));
    is_word
        && matches!(columns.content(first.column), None | Some(Column::Header(HeaderKey::Subject)))
        && row.cells().iter().skip(1).all(|cell| match columns.content(cell.column) {
            Some(Column::Reply(_)) => cell.text.trim().parse::<f64>().is_ok(),
            None => true,
            Some(_) => false,
        })
}
