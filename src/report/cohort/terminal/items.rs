use std::cmp::Reverse;

use super::{and_more, name};
use crate::advice::{FEW, ItemPair, ItemSummary, Items};
use crate::report::cohort::CohortView;
use crate::report::page::Page;
use crate::say;
use crate::text::Bilingual;

/// How many pairs and open questions are listed.
const LISTED: usize = 10;

/// What the answers tell of the criteria.
pub(super) fn write(page: &mut Page, view: &CohortView<'_>, items: &Items) {
    let lang = view.lang;
    page.heading(lang.of("The criteria in these companies", "この集計から見た評価項目"));
    let text = lang.of(
        "Each number is how many companies a finding rests on. What tells nothing apart here may do so elsewhere.",
        "各数値は、根拠となった会社数です。ここでは差がつかない評価項目も、ほかの企業では差がつく場合があります。",
    );
    page.paragraph(text);
    let all = &items.criteria;
    let thin = all.iter().filter(|item| item.answered() < FEW).count();
    if thin > 0 {
        let criteria = if thin == 1 { "1 criterion".to_owned() } else { format!("{thin} criteria") };
        let text = say!(
            "The first four lists leave out {criteria} that fewer than {FEW} companies answer.",
            "最初の4つの一覧では、回答が{FEW}社に満たない評価項目（{thin}件）を省いています。"
        );
        page.paragraph(text.to(lang));
    }
    let answered = |item: &ItemSummary| {
        let (name, answered) = (name(view, item.criterion), item.answered());
        say!("{name} ({answered})", "{name}（{answered}社）")
    };
    let counts = |item: &ItemSummary| {
        let (name, counts) = (name(view, item.criterion), item.counts());
        say!("{name} ({counts})", "{name}（{counts}社）")
    };
    let some = |wanted: fn(&ItemSummary) -> bool, text: &dyn Fn(&ItemSummary) -> Bilingual| {
        all.iter().filter(|item| item.answered() >= FEW && wanted(item)).map(text).collect::<Vec<Bilingual>>()
    };
    let head = lang.of("Nobody fails: all who answer are at the top", "回答した全社が最上位のレベル");
    write_list(page, view, head, &some(ItemSummary::nobody_fails, &answered));
    let head = lang.of(
        "Nobody passes: all are below the gate, or at the lowest level",
        "回答した全社が必須条件を下回るか、最下位のレベル",
    );
    write_list(page, view, head, &some(ItemSummary::nobody_passes, &answered));
    let head = lang.of(
        "Never decide: neither the lowest nor the proven top level would change a verdict",
        "判定を左右しない（最下位でも、根拠のある最上位でも、どの会社の判定も変わらない）",
    );
    write_list(page, view, head, &some(ItemSummary::never_decides, &counts));
    let unused = |item: &ItemSummary| {
        let levels = item.unused_levels().iter().map(ToString::to_string).collect::<Vec<_>>();
        let (en, ja) = (levels.join(", "), levels.join("、"));
        let (name, answered) = (name(view, item.criterion), item.answered());
        say!("{name}: {en} ({answered})", "{name}：{ja}（{answered}社）")
    };
    let head = lang.of("Levels at which nobody is", "どの会社も選んでいないレベル");
    write_list(page, view, head, &some(|item| !item.unused_levels().is_empty(), &unused));
    write_pairs(page, view, &items.pairs);
    write_open(page, view, all);
}

fn write_list(page: &mut Page, view: &CohortView<'_>, head: &str, list: &[Bilingual]) {
    page.gap();
    page.paragraph(&format!("{head}{}{}", view.lang.of(": ", "："), list.len()));
    let texts: Vec<&str> = list.iter().map(|text| text.to(view.lang)).collect();
    if !texts.is_empty() {
        page.aside(&texts.join(view.lang.of("; ", "、")), "  ");
    }
}

fn write_pairs(page: &mut Page, view: &CohortView<'_>, pairs: &[ItemPair]) {
    page.gap();
    let head = view.lang.of("Pairs that go together", "連動する評価項目の組");
    page.paragraph(&format!("{head}{}{}", view.lang.colon(), pairs.len()));
    for pair in pairs.iter().take(LISTED) {
        let (one, other, companies) = (name(view, pair.one), name(view, pair.other), pair.companies);
        let tau = f64::from(pair.tau) / 1000.0;
        let text = if pair.identical {
            say!(
                "{one} = {other}: the same levels ({companies})",
                "{one} = {other}：同じレベル（{companies}社）"
            )
        } else {
            say!(
                "{one} ~ {other}: nearly the same order, tau {tau:.3} ({companies})",
                "{one} ~ {other}：ほぼ同じ並び、τ {tau:.3}（{companies}社）"
            )
        };
        page.item("  - ", text.to(view.lang), str::to_owned);
    }
    and_more(page, view, pairs.len(), LISTED);
}

fn write_open(page: &mut Page, view: &CohortView<'_>, all: &[ItemSummary]) {
    let mut open: Vec<&ItemSummary> = all.iter().filter(|item| item.open() > 0).collect();
    // The sort is stable: what is equal stays in framework order.
    open.sort_by_key(|item| Reverse(item.open()));
    page.gap();
    let head = view.lang.of("Most often open", "未回答・不明の多い評価項目");
    page.paragraph(&format!("{head}{}{}", view.lang.colon(), open.len()));
    for item in open.iter().take(LISTED) {
        let (name, unknown, unanswered) = (name(view, item.criterion), item.unknown, item.unanswered);
        let counts = item.counts();
        let text = say!(
            "{name}: unknown in {unknown}, not answered in {unanswered}, of {counts}",
            "{name}：{counts}社中、わからない {unknown}社、未回答 {unanswered}社"
        );
        page.item("  - ", text.to(view.lang), str::to_owned);
    }
    and_more(page, view, open.len(), LISTED);
}
