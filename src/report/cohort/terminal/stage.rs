use super::{SHOWN, and_more, name, picture};
use crate::advice::{GateSummary, LossSummary, Quartiles, StageSummary};
use crate::framework::Verdict;
use crate::report::cohort::CohortView;
use crate::report::page::Page;
use crate::report::words;
use crate::say;
use crate::text::Lang;

/// One stage: the verdicts, the scores with a picture, what holds back.
pub(super) fn write(page: &mut Page, view: &CohortView<'_>, summary: &StageSummary) {
    let CohortView { framework, lang, .. } = *view;
    let stage = &framework[summary.stage];
    page.heading(&format!("{} {}", summary.stage.get() + 1, stage.title.to(view.language())));
    page.paragraph(&verdicts(&summary.verdicts, lang));
    let (Some(score), Some(proven), Some(possible)) = (summary.score, summary.proven, summary.possible)
    else {
        return;
    };
    let Quartiles { lowest, first, median, third, highest } = score;
    let [lowest, first, median, third, highest] =
        [lowest, first, median, third, highest].map(crate::advice::Share::percent);
    let (proven, possible) = (proven.median.percent(), possible.median.percent());
    let text = say!(
        "Scores from {lowest} to {highest}, quartiles {first}, {median}, {third}. Medians: proven {proven}, possible {possible}.",
        "回答どおりの得点率：{lowest}〜{highest}、四分位数 {first}・{median}・{third}。中央値：根拠あり {proven}、最大 {possible}。"
    );
    page.paragraph(text.to(lang));
    if page.terminal.columns >= picture::COLUMNS {
        page.gap();
        page.aside(&picture::ruler(), "  ");
        page.raw(&format!("  {}", picture::line(&score, stage.ready_at)));
        page.raw(&format!("  {}", picture::counts(&summary.bins)));
        if summary.stage.get() == 0 {
            let legend = lang.of(
                "Line: - lowest to highest, = the half in the middle, o median, | ready from here. Below it: companies in each tenth. Percents are rounded down; a quartile is the score of a company, of two in the middle the lower.",
                "線：- 最低〜最高、= 中央の半数、o 中央値、| 準備完了の基準。その下は10％ごとの会社数。数値は得点率（%、切り捨て）。四分位数は実在する会社の値で、中央が2社なら低いほうを採ります。",
            );
            page.aside(legend, "");
        }
    }
    write_gates(page, view, &summary.gates);
    write_losses(page, view, summary);
}

/// How many companies have each verdict, the best first; those that none has are left out.
pub(super) fn verdicts(counts: &[usize], lang: Lang) -> String {
    let all = Verdict::ALL.iter().zip(counts).rev().filter(|(_, count)| **count > 0);
    let one = |(verdict, count): (&Verdict, &usize)| {
        let word = words::verdict(*verdict).to(lang);
        say!("{word} {count}", "{word} {count}社").to(lang).to_owned()
    };
    all.map(one).collect::<Vec<_>>().join(lang.of(", ", "、"))
}

fn write_gates(page: &mut Page, view: &CohortView<'_>, gates: &[GateSummary]) {
    let holding: Vec<_> = gates.iter().filter(|gate| gate.failed + gate.open + gate.unproven > 0).collect();
    if holding.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(view.lang.of("Gates that hold back:", "満たされていない必須条件："));
    for gate in holding.iter().take(SHOWN) {
        let GateSummary { failed, open, unproven, alone, .. } = **gate;
        let counts = [
            (failed, say!("fails in {failed}", "未達 {failed}社")),
            (open, say!("open in {open}", "未確定 {open}社")),
            (unproven, say!("unproven in {unproven}", "根拠不足 {unproven}社")),
            (alone, say!("the only obstacle in {alone}", "これだけが障害 {alone}社")),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.to(view.lang));
        let counts = counts.collect::<Vec<_>>().join(view.lang.of(", ", "、"));
        let text = format!("{}{}{counts}", name(view, gate.criterion), view.lang.colon());
        page.item("  - ", &text, str::to_owned);
    }
    and_more(page, view, holding.len(), SHOWN);
}

fn write_losses(page: &mut Page, view: &CohortView<'_>, summary: &StageSummary) {
    let losing: Vec<_> = summary.losses.iter().filter(|loss| loss.points > 0).collect();
    if losing.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(view.lang.of("Criteria that lose most:", "失点の大きい評価項目："));
    for loss in losing.iter().take(SHOWN) {
        let LossSummary { losing, counts, .. } = **loss;
        let (name, share) = (name(view, loss.criterion), loss.share.percent());
        let open = if loss.open_points * 2 > loss.points {
            view.lang.of(", mostly by open answers", "（主に未回答・不明による）")
        } else {
            ""
        };
        let text = say!(
            "{name}: {share} % of the stage's points, in {losing} of {counts}{open}",
            "{name}：段階の配点の {share}%、{counts}社中{losing}社{open}"
        );
        page.item("  - ", text.to(view.lang), str::to_owned);
    }
    and_more(page, view, losing.len(), SHOWN);
}
