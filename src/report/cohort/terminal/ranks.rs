use comfy_table::{Cell, CellAlignment};

use super::and_more;
use crate::advice::{DRAWS, Interval};
use crate::report::cohort::{CohortView, Member};
use crate::report::page::{Page, lines, table};
use crate::say;
use crate::text::{Lang, clean, fit};

/// How many companies are listed.
const LISTED: usize = 30;

/// The companies by overall rank, each with how far its rank can be trusted.
pub(super) fn write(page: &mut Page, view: &CohortView<'_>) {
    let CohortView { members, ranks, lang, .. } = *view;
    page.heading(lang.of("Ranks", "順位"));
    let order = lang.of(
        "By the stages reached; among equals by the score of the first stage that is not ready.",
        "到達した段階の数の順です。同数の場合は、準備完了でない最初の段階の得点率（回答どおり）で比べます。",
    );
    page.paragraph(order);
    let mut heads = match lang {
        Lang::En => vec!["Rank", "Weights", "Answers", "Reached", "Company"],
        Lang::Ja => vec!["順位", "重み", "回答", "到達", "企業・製品"],
    };
    if ranks.draws == 0 {
        heads.remove(1);
    }
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|position| ranks.overall[*position].rank);
    let mut table = table(page.terminal, heads.into_iter().map(str::to_owned));
    let all = view.framework.stages().len();
    for position in order.iter().take(LISTED) {
        let (Member { input, assessed }, rank) = (members[*position], ranks.overall[*position]);
        let name = input.name_of(&assessed.sheet);
        let mut cells = vec![right(rank.rank.to_string())];
        cells.extend(rank.weights.map(|weights| right(range(weights))));
        cells.extend([
            right(range(rank.answers)),
            right(format!("{}/{all}", assessed.assessment.reached)),
            // A longer one would be no name, and laying it out would take long.
            Cell::new(fit(&clean(&name), page.terminal.columns.saturating_mul(2))),
        ]);
        table.add_row(cells);
    }
    page.gap();
    page.raw(&lines(table));
    and_more(page, view, members.len(), LISTED);
    explain(page, view);
}

fn explain(page: &mut Page, view: &CohortView<'_>) {
    let draws = view.ranks.draws;
    let weights = match draws {
        0 => say!(
            "Ranks under other weights are left out: there are too many companies.",
            "会社数が多いため、重みを変えた場合の順位は求めていません。"
        ),
        _ => say!(
            "Weights: 5th to 95th percentile of the rank when each weight is varied between half and one and a half times, {draws} times, alike for all companies.",
            "重み：各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{draws}通りに（全社同じように）変えたときの順位の5〜95パーセンタイル。"
        ),
    };
    page.aside(weights.to(view.lang), "");
    if draws > 0 && draws < DRAWS {
        let text = say!(
            "That is fewer than the usual {DRAWS} times, for the companies are many.",
            "会社数が多いため、通常の{DRAWS}通りより少なくしています。"
        );
        page.aside(text.to(view.lang), "");
    }
    let answers = view.lang.of(
        "Answers: the best and the worst rank that open answers, its own and those of others, can lead to by the facts as given. Equal companies share the best rank. Ranks by stage: --format json.",
        "回答：前提項目が今のままの場合に、自社と他社の未回答・不明の項目しだいでありうる最高と最低の順位。同順位は上位の順位とします。段階ごとの順位は --format json で出力できます。",
    );
    page.aside(answers, "");
}

fn range(interval: Interval) -> String {
    let Interval { best, worst } = interval;
    if best == worst { best.to_string() } else { format!("{best}-{worst}") }
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}
