use super::edition::CohortEdition;
use super::{CohortReport, MOST};
use crate::report::markup::each;
use crate::text::{Lang, grouped};

/// The reports of the companies that have no row, once for all editions; empty where all have one.
pub(super) fn links(report: &CohortReport<'_>, languages: &[Lang]) -> String {
    let all = report.view.members.len();
    if report.links.is_none() || all <= MOST {
        return String::new();
    }
    let edition = CohortEdition::new(report, languages.first().copied().unwrap_or_default());
    let number = grouped(all - MOST);
    let title = match languages {
        [one] => one.of(
            format!("The other {number} reports, by rank"),
            format!("そのほか{number}件のレポート（順位順）"),
        ),
        _ => format!("The other {number} reports, by rank / そのほか{number}件のレポート（順位順）"),
    };
    let order = report.view.ranks.order();
    let links = each(&order[MOST..], |position| format!("<li>{}</li>", edition.linked_name(*position)));
    format!(
        "<nav class=\"rest\" aria-label=\"{title}\"><details><summary>{title}</summary><ul>{links}</ul></details></nav>"
    )
}
