use comfy_table::Cell;

use super::words::{
    IN_SEVERAL, NO_BENCHMARK, NO_CHOICE, RANKED_BY, TOO_FEW, all_together, hidden_groups, weights,
};
use super::{CohortView, Member, picture};
use crate::advice::{
    CohortGroup, DRAWS, FEW, GateSummary, Groups, Interval, ItemPair, ItemSummary, Items, LossSummary,
    Quartiles, Share, StageSummary,
};
use crate::framework::Verdict;
use crate::report::page::{Page, Terminal, lines, right, table};
use crate::report::{Localized, words};
use crate::text::{Bilingual, Label, clean, count, fit, say};

/// A cohort on one page, ending in a line break.
pub fn terminal(view: &CohortView<'_>, terminal: Terminal) -> String {
    let text = Localized::new(view.framework, view.lang);
    let mut out = CohortPage { page: Page::new(view.lang, terminal), text, view: *view };
    out.overview();
    if view.members.is_empty() {
        return out.page.finish();
    }
    out.reached();
    out.claims();
    view.cohort.stages.iter().for_each(|summary| out.stage(summary));
    out.profile();
    if let Some(groups) = view.groups {
        out.groups(groups);
    }
    out.ranks();
    if let Some(items) = view.items {
        out.items(items);
    }
    out.page.finish_with_disclaimer(view.framework)
}

// The most gates or losses per stage, pairs or open questions, and ranked companies.
const SHOWN: usize = 5;
const LISTED: usize = 10;
const RANKED: usize = 30;

/// The heading of a list of criteria, which ones it contains, and how many companies each is based on.
type ItemList = (Label, fn(&ItemSummary) -> bool, fn(&ItemSummary) -> usize);

struct CohortPage<'a> {
    page: Page,
    text: Localized<'a>,
    view: CohortView<'a>,
}

impl CohortPage<'_> {
    fn overview(&mut self) {
        let CohortView { as_of, cohort, refused, .. } = self.view;
        let companies = cohort.companies;
        self.page.heading(all_together(self.text, companies));
        self.page.note(self.text.as_of(as_of));
        if !refused.is_empty() {
            let (refused, sheets) = (refused.len(), count(refused.len(), "sheet"));
            self.page.paragraph(say!(
                "Not counted: {sheets} that could not be scored.",
                "採点できなかった回答シート{refused}件は、集計に含まれていません。"
            ));
        }
        if companies == 0 {
            return;
        }
        self.page.paragraph(NO_BENCHMARK);
        if companies < FEW {
            self.page.paragraph(TOO_FEW);
        }
    }

    fn reached(&mut self) {
        let reached = &self.view.cohort.reached;
        self.page.heading(Label("Stages reached", "到達した段階の数"));
        let all = reached.len() - 1;
        let most = reached.iter().copied().max().unwrap_or(0);
        let cells = self.page.terminal.columns.saturating_sub(24).min(40);
        let wide = most.to_string().len();
        for (stages, companies) in reached.iter().enumerate() {
            let bar = picture::bar(*companies, most, cells);
            self.page.raw(&format!("  {stages}/{all}  {companies:>wide$}  {bar}"));
        }
    }

    fn claims(&mut self) {
        let claims = self.view.cohort.claims;
        let (needing, unproven, companies) = (claims.needing, claims.unproven, claims.companies);
        if let proposed @ 1.. = claims.proposed {
            self.page.lead(say!(
                "Levels that are only proposed, and not confirmed: {proposed}.",
                "提案のままで、まだ確認されていない回答：{proposed}件。"
            ));
        }
        if needing == 0 {
            return;
        }
        let of = self.view.framework.subjects(self.text.lang, companies);
        self.page.lead(say!(
            "Claims that need evidence: {needing}, without any: {unproven} ({of}).",
            "根拠資料が必要な回答{needing}件のうち、{unproven}件に根拠資料がありません（{of}）。"
        ));
    }

    fn stage(&mut self, summary: &StageSummary) {
        self.page.heading(self.text.numbered_stage(summary.stage));
        self.page.paragraph(self.verdicts(&summary.verdicts));
        let (Some(score), Some(proven), Some(possible)) = (summary.score, summary.proven, summary.possible)
        else {
            return;
        };
        self.page.paragraph(spread(score, proven, possible));
        if self.page.terminal.columns >= picture::COLUMNS {
            self.page.gap();
            self.page.aside("  ", picture::ruler());
            let ready_at = self.view.framework[summary.stage].ready_at;
            self.page.raw(&format!("  {}", picture::line(&score, Some(ready_at))));
            self.page.raw(&format!("  {}", picture::counts(&summary.bins)));
            if summary.stage.get() == 0 {
                self.page.note(Label(
                    "Line: - lowest to highest, = the half in the middle, o median, | ready from here. Below it: how many in each tenth. Percents are rounded down; a quartile is a score that occurs, of two in the middle the lower.",
                    "線：- 最低〜最高、= 中央の半数、o 中央値、| 準備完了の基準。その下は10％ごとの件数。数値は得点率（%、切り捨て）。四分位数は実在する値で、中央が2件なら低いほうを採ります。",
                ));
            }
        }
        self.gates(&summary.holding_gates());
        self.losses(&summary.losing());
    }

    fn profile(&mut self) {
        self.page.heading(words::PROFILE);
        let pictured = self.page.terminal.columns >= picture::COLUMNS;
        for summary in &self.view.cohort.profile {
            let (name, companies) = (self.text.rubric(summary.rubric), summary.assessed);
            self.page.bullet(say!("{name} ({companies})", "{name}（{companies}件）"));
            let (Some(score), Some(proven), Some(possible)) =
                (summary.score, summary.proven, summary.possible)
            else {
                continue;
            };
            self.page.detail(spread(score, proven, possible));
            if pictured {
                self.page.raw(&format!("  {}", picture::line(&score, None)));
            }
        }
    }

    fn verdicts(&self, counts: &[usize]) -> String {
        let all = Verdict::ALL.into_iter().zip(counts).rev().filter(|(_, count)| **count > 0);
        self.text.lang.list(all.map(|(verdict, count)| {
            let Label(en, ja) = words::verdict(verdict);
            say!("{en} {count}", "{ja} {count}件").into_text(self.text.lang)
        }))
    }

    fn gates(&mut self, holding: &[&GateSummary]) {
        if !holding.is_empty() {
            self.page.lead(Label("Gates that stand in the way:", "満たされていない必須条件："));
        }
        for gate in holding.iter().take(SHOWN) {
            let GateSummary { failed, open, unproven, alone, .. } = **gate;
            let counts = [
                (failed, say!("fails in {failed}", "未達 {failed}件")),
                (open, say!("open in {open}", "未確定 {open}件")),
                (unproven, say!("unproven in {unproven}", "根拠不足 {unproven}件")),
                (alone, say!("the only obstacle in {alone}", "これだけが障害 {alone}件")),
            ];
            let counts =
                counts.iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.to(self.text.lang));
            let (name, counts) = (self.text.gate(gate.gate), self.text.lang.list(counts));
            self.page.bullet(say!("{name}: {counts}", "{name}：{counts}"));
        }
        self.more(holding.len(), SHOWN);
    }

    fn losses(&mut self, losing: &[&LossSummary]) {
        if !losing.is_empty() {
            self.page.lead(Label("Criteria that lose most:", "失点の大きい評価項目："));
        }
        for loss in losing.iter().take(SHOWN) {
            let LossSummary { losing, counts, .. } = **loss;
            let (name, share) = (self.text.criterion(loss.criterion), loss.share.percent());
            let Label(open, open_ja) = if loss.is_mostly_open() {
                Label(", mostly by open answers", "（主に未回答・不明による）")
            } else {
                Label("", "")
            };
            self.page.bullet(say!(
                "{name}: {share} % of the stage's points, in {losing} of {counts}{open}",
                "{name}：段階の配点の {share}%、{counts}件中{losing}件{open_ja}"
            ));
        }
        self.more(losing.len(), SHOWN);
    }

    fn groups(&mut self, groups: &Groups) {
        let question = self.text.of(&self.view.framework[groups.fact].question);
        self.page.heading(say!("By group: {question}", "グループ別：{question}"));
        if groups.overlap {
            self.page.note(IN_SEVERAL);
        }
        for group in &groups.groups {
            let label = match group.choice {
                Some(choice) => clean(&self.text.choices(groups.fact, &[choice])),
                None => NO_CHOICE.to(self.text.lang).to_owned(),
            };
            self.group(group, &label);
        }
        let hidden = groups.hidden;
        if hidden > 0 {
            self.page.gap();
            self.page.note(hidden_groups(hidden));
        }
    }

    fn group(&mut self, group: &CohortGroup, label: &str) {
        let (companies, all) = (group.companies, self.view.framework.stages().len());
        let reached = group.reached.iter().enumerate().filter(|(_, count)| **count > 0);
        let reached = self.text.lang.list(reached.map(|(stages, count)| {
            say!("{stages}/{all} {count}", "{stages}/{all} {count}件").into_text(self.text.lang)
        }));
        self.page.bullet(say!(
            "{label} ({companies}): reached {reached}",
            "{label}（{companies}件）：到達 {reached}"
        ));
        for stage in &group.stages {
            let (name, verdicts) = (self.text.stage(stage.stage), self.verdicts(&stage.verdicts));
            self.page.detail(match stage.median.map(Share::percent) {
                Some(median) => {
                    say!("{name}: median {median}; {verdicts}", "{name}：中央値 {median}、{verdicts}")
                }
                None => say!("{name}: {verdicts}", "{name}：{verdicts}"),
            });
        }
    }

    fn ranks(&mut self) {
        let CohortView { members, ranks, lang, .. } = self.view;
        self.page.heading(Label("Ranks", "順位"));
        self.page.paragraph(RANKED_BY);
        let mut heads =
            Vec::from(lang.of(
                ["Rank", "Weights", "Answers", "Reached", "Name"],
                ["順位", "重み", "回答", "到達", "名称"],
            ));
        if ranks.draws == 0 {
            heads.remove(1);
        }
        let mut table = table(self.page.terminal, heads.into_iter().map(str::to_owned));
        let all = self.view.framework.stages().len();
        for position in ranks.order().into_iter().take(RANKED) {
            let (Member { input, assessed }, rank) = (members[position], ranks.overall[position]);
            let name = input.name_of(&assessed.sheet);
            let mut cells = vec![right(rank.rank)];
            cells.extend(rank.weights.map(|weights| right(range(weights))));
            cells.extend([
                right(range(rank.answers)),
                right(format!("{}/{all}", assessed.assessment.reached)),
                // Laying out an absurdly long name would be slow.
                Cell::new(fit(&clean(&name), self.page.terminal.columns.saturating_mul(2))),
            ]);
            table.add_row(cells);
        }
        self.page.gap();
        self.page.raw(&lines(table));
        self.more(members.len(), RANKED);
        self.ranks_explained(ranks.draws);
    }

    fn ranks_explained(&mut self, draws: u32) {
        self.page.note(weights(draws));
        if draws > 0 && draws < DRAWS {
            self.page.note(say!(
                "That is fewer than the usual {DRAWS} times, because there are so many to rank.",
                "件数が多いため、通常の{DRAWS}通りより少なくしています。"
            ));
        }
        self.page.note(Label(
            "Answers: the best and the worst rank that open answers, its own and those of others, can lead to by the facts as given. Equals share the best rank. Ranks by stage: --format json.",
            "回答：前提項目が今のままの場合に、未回答・不明の項目（ほかの回答シートのものを含む）しだいでありうる最高と最低の順位。同順位は上位の順位とします。段階ごとの順位は --format json で出力できます。",
        ));
    }

    fn items(&mut self, items: &Items) {
        self.page.heading(Label("What these answers tell of the criteria", "この集計から見た評価項目"));
        self.page.paragraph(Label(
            "Each number is how many sheets a finding rests on. Criteria that make no difference here may do so elsewhere.",
            "各数値は、根拠となった回答シートの件数です。ここでは差がつかない評価項目も、ほかの集計では差がつく場合があります。",
        ));
        let thin = items.criteria.iter().filter(|item| item.is_thin()).count();
        if thin > 0 {
            let criteria = if thin == 1 { "1 criterion" } else { &format!("{thin} criteria") };
            self.page.paragraph(say!(
                "The first four lists leave out {criteria} that fewer than {FEW} answer.",
                "最初の4つの一覧では、回答が{FEW}件に満たない評価項目（{thin}項目）を省いています。"
            ));
        }
        // Criteria with few answers are left out.
        let answered = || items.criteria.iter().filter(|item| !item.is_thin());
        let lists: [ItemList; 3] = [
            (
                Label("Nobody fails: all who answer are at the top", "回答がすべて最上位のレベル"),
                ItemSummary::nobody_fails,
                ItemSummary::answered,
            ),
            (
                Label(
                    "Nobody passes: all are below the gate, or at the lowest level",
                    "回答がすべて必須条件を下回るか、最下位のレベル",
                ),
                ItemSummary::nobody_passes,
                ItemSummary::answered,
            ),
            (
                Label(
                    "Never decide: neither the lowest nor the proven top level would change a verdict",
                    "判定を左右しない（最下位でも、根拠のある最上位でも、どの判定も変わらない）",
                ),
                ItemSummary::never_decides,
                ItemSummary::counts,
            ),
        ];
        for (head, holds, companies) in lists {
            let named = answered().filter(|item| holds(item)).map(|item| {
                let (name, companies) = (self.text.criterion(item.criterion), companies(item));
                say!("{name} ({companies})", "{name}（{companies}件）").into_text(self.text.lang)
            });
            self.named_list(head, &named.collect::<Vec<_>>());
        }
        let unused = answered().filter(|item| !item.unused_levels().is_empty()).map(|item| {
            let (name, answered) = (self.text.criterion(item.criterion), item.answered());
            let levels = self.text.lang.list(item.unused_levels().iter().map(ToString::to_string));
            say!("{name}: {levels} ({answered})", "{name}：{levels}（{answered}件）")
                .into_text(self.text.lang)
        });
        self.named_list(
            Label("Levels that nobody has", "誰も選んでいないレベル"),
            &unused.collect::<Vec<_>>(),
        );
        self.pairs(&items.pairs);
        self.most_open(&items.most_open());
    }

    fn named_list(&mut self, head: Label, list: &[String]) {
        self.counted_head(head, list.len());
        if !list.is_empty() {
            self.page.aside("  ", list.join(self.text.lang.of("; ", "、")));
        }
    }

    fn counted_head(&mut self, Label(en, ja): Label, count: usize) {
        self.page.lead(say!("{en}: {count}", "{ja}：{count}"));
    }

    fn pairs(&mut self, pairs: &[ItemPair]) {
        self.counted_head(Label("Pairs that go together", "連動する評価項目の組"), pairs.len());
        for pair in pairs.iter().take(LISTED) {
            let [one, other] = [pair.one, pair.other].map(|criterion| self.text.criterion(criterion));
            let (companies, tau) = (pair.companies, f64::from(pair.tau) / 1000.0);
            self.page.bullet(if pair.identical {
                say!(
                    "{one} = {other}: the same levels ({companies})",
                    "{one} = {other}：同じレベル（{companies}件）"
                )
            } else {
                say!(
                    "{one} ~ {other}: nearly the same order, tau {tau:.3} ({companies})",
                    "{one} ~ {other}：ほぼ同じ並び、τ {tau:.3}（{companies}件）"
                )
            });
        }
        self.more(pairs.len(), LISTED);
    }

    fn most_open(&mut self, open: &[&ItemSummary]) {
        self.counted_head(Label("Most often open", "未回答・不明の多い評価項目"), open.len());
        for item in open.iter().take(LISTED) {
            let (name, counts) = (self.text.criterion(item.criterion), item.counts());
            let (unknown, expired, unanswered) = (item.unknown - item.expired, item.expired, item.unanswered);
            let Bilingual { en, ja } = match expired {
                0 => say!("", ""),
                _ => say!(" expired in {expired},", "期限切れ {expired}件、"),
            };
            self.page.bullet(say!(
                "{name}: unknown in {unknown},{en} not answered in {unanswered}, of {counts}",
                "{name}：{counts}件中、わからない {unknown}件、{ja}未回答 {unanswered}件"
            ));
        }
        self.more(open.len(), LISTED);
    }

    fn more(&mut self, all: usize, shown: usize) {
        self.page.more(all.saturating_sub(shown), |rest| {
            say!(
                "and {rest} more: --format json has them all",
                "ほかに{rest}件（--format json ですべて出力）"
            )
        });
    }
}

/// The distribution of scores, and the medians of the proven and possible percent.
fn spread(score: Quartiles, proven: Quartiles, possible: Quartiles) -> Bilingual {
    let Quartiles { lowest, first, median, third, highest } = score;
    let [lowest, first, median, third, highest, proven, possible] =
        [lowest, first, median, third, highest, proven.median, possible.median].map(Share::percent);
    say!(
        "Scores from {lowest} to {highest}, quartiles {first}, {median}, {third}. Medians: proven {proven}, possible {possible}.",
        "回答どおりの得点率：{lowest}〜{highest}、四分位数 {first}・{median}・{third}。中央値：根拠あり {proven}、最大 {possible}。"
    )
}

fn range(Interval { best, worst }: Interval) -> String {
    if best == worst { best.to_string() } else { format!("{best}-{worst}") }
}
