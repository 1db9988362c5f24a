use super::edition::CohortEdition;
use super::number_cell;
use crate::advice::{Quartiles, Share, StageSummary};
use crate::framework::Verdict;
use crate::report::svg::{self, Caption, Strip, StripDot, Swatch};
use crate::scoring::{Percent, StageResult};
use crate::text::{Label, grouped, say};

pub(super) const TITLE: Label = Label("The stages", "各段階の状況");

/// The most companies drawn as single dots.
const DOTS: usize = 300;

const SPREAD: [Label; 9] = [
    Label("Number", "件数"),
    Label("Needed", "基準"),
    Label("Lowest", "最低"),
    Label("1st quartile", "第1四分位"),
    Label("Median", "中央値"),
    Label("3rd quartile", "第3四分位"),
    Label("Highest", "最高"),
    Label("Median claimed", "中央値（回答）"),
    Label("Median possible", "中央値（最大）"),
];

impl CohortEdition<'_> {
    /// The distribution at each stage: a strip, the verdicts, and the numbers behind both.
    pub(super) fn stages(&self) -> String {
        let stages = &self.view.cohort.stages;
        let has_dots = self.has_dots();
        let intro = self.say(if has_dots {
            Label(
                "One dot each, by the percent of points proven; the line is what ready needs. Who is right of the line and not ready does not pass a gate by proof.",
                "1件を1つの点で、根拠ありの得点率の位置に示しています。縦線は準備完了の基準です。線の右にあって準備完了でないものは、根拠資料のある回答では必須条件を満たしていません。",
            )
        } else {
            Label(
                "How many have proven how many percent of the points, in steps of one percent; the line is what ready needs.",
                "根拠ありの得点率ごとの件数（1%刻み）。縦線は準備完了の基準です。",
            )
        });
        let legend = if has_dots { self.dots_legend() } else { String::new() };
        let strips: String = stages.iter().map(|stage| self.strip_of(stage)).collect();
        let note = self.say(Label(
            "Percents are rounded down; a quartile is a percent that occurs, of two in the middle the lower.",
            "得点率は切り捨て。四分位数は実在する値で、中央が2件なら低いほうを採ります。",
        ));
        let table = self.quartiles();
        let body = format!("{legend}<div class=\"strips\">{strips}</div>{table}<p class=\"note\">{note}</p>");
        self.section("stages", TITLE, &intro, &body)
    }

    fn has_dots(&self) -> bool {
        self.view.members.len() <= DOTS
    }

    fn strip_of(&self, summary: &StageSummary) -> String {
        let all = Verdict::ALL.into_iter().rev().map(|verdict| (verdict, summary.with(verdict)));
        let verdict = |(verdict, count)| format!("<span>{} {}</span>", self.verdict(verdict), grouped(count));
        let verdicts: String = all.filter(|(_, count)| *count > 0).map(verdict).collect();
        let strip = if summary.assessed == 0 { String::new() } else { self.strip(summary) };
        let name = self.numbered(summary.stage);
        format!("<div class=\"strip-box\"><h3>{name}</h3><p class=\"verdicts\">{verdicts}</p>{strip}</div>")
    }

    fn strip(&self, summary: &StageSummary) -> String {
        let needed = self.framework()[summary.stage].ready_at;
        let needs = say!("needs {needed}%", "基準 {needed}%").into_text(self.lang());
        let caption = Caption {
            id: self.id(&format!("strip-{}", self.framework()[summary.stage].id)),
            title: self.words.stage(summary.stage).to_owned(),
            says: Label(
                "How all lie on the percent that is proven. The table below has the numbers.",
                "根拠ありの得点率の分布。数値は下の表にあります。",
            )
            .to(self.lang())
            .to_owned(),
        };
        let strip = Strip { needed, needs };
        if !self.has_dots() {
            let highest = grouped(summary.spread.percents().iter().copied().max().unwrap_or(0));
            let highest = say!("highest bar: {highest}", "最も高い棒：{highest}件");
            return strip.bars(summary.spread.percents(), highest.to(self.lang()), &caption);
        }
        let results =
            self.view.members.iter().map(|own| &own.assessed.assessment.stages[summary.stage.get()]);
        let assessed = results.filter(|own| own.verdict != Verdict::NotAssessed);
        let dot = |own: &StageResult| StripDot { proven: own.proven(), verdict: own.verdict };
        strip.dots(&assessed.map(dot).collect::<Vec<_>>(), &caption)
    }

    fn quartiles(&self) -> String {
        let heads = SPREAD.map(|name| self.column("num", name)).concat();
        let rows: String = self.view.cohort.stages.iter().map(|stage| self.quartiles_row(stage)).collect();
        let (caption, stage) = (
            self.say(Label("Percent proven", "根拠ありの得点率（%）")),
            self.column("", Label("Stage", "段階")),
        );
        format!(
            "<table class=\"cards spread\"><caption>{caption}</caption><thead><tr>{stage}{heads}</tr></thead>\
             <tbody>{rows}</tbody></table>"
        )
    }

    fn quartiles_row(&self, summary: &StageSummary) -> String {
        let mut cells = vec![
            number_cell(summary.assessed),
            format!("<td class=\"num\">{}</td>", self.framework()[summary.stage].ready_at),
        ];
        let percents = |quartiles: Option<Quartiles>| {
            let of = |own: Quartiles| [own.lowest, own.first, own.median, own.third, own.highest];
            quartiles.map(|own| of(own).map(Share::percent))
        };
        let proven = percents(summary.proven).map_or([None; 5], |all| all.map(Some));
        let median = |own: Option<Quartiles>| own.map(|own| own.median.percent());
        let all = proven.into_iter().chain([median(summary.score), median(summary.possible)]);
        cells.extend(all.map(|percent: Option<Percent>| {
            let shown = percent.map_or_else(|| "–".to_owned(), |percent| percent.to_string());
            format!("<td class=\"num\">{shown}</td>")
        }));
        let named = cells
            .iter()
            .zip(SPREAD)
            .map(|(cell, name)| cell.replacen("<td ", &format!("<td data-l=\"{}\" ", self.say(name)), 1));
        format!(
            "<tr><th scope=\"row\">{}</th>{}</tr>",
            self.numbered(summary.stage),
            named.collect::<String>()
        )
    }
}

impl CohortEdition<'_> {
    /// How many companies have reached how many stages, the farthest first.
    pub(super) fn reached(&self) -> String {
        let rows: String =
            (0..self.view.cohort.reached.len()).rev().map(|own| self.reached_row(own)).collect();
        let [stages, companies, share] = [
            self.column("", Label("Stages reached", "到達した段階")),
            self.column("num", Label("Number", "件数")),
            self.column("num", Label("Share", "割合")),
        ];
        let title = Label("How far they have come", "どこまで進んだか");
        let body = format!(
            "<table class=\"reach\"><thead><tr>{stages}<td class=\"wide\"></td>{companies}{share}</tr></thead><tbody>{rows}</tbody></table>{}",
            self.legend()
        );
        self.part_of_page_one("path-box", "reached", title, &body)
    }

    fn reached_row(&self, reached: usize) -> String {
        let (all, own) = (self.view.cohort.companies, self.view.cohort.reached[reached]);
        let stages = self.framework().stages().len();
        let name = self.say(match reached {
            _ if reached == stages => say!("All {stages} stages", "{stages}段階すべて"),
            0 => say!("None yet", "まだなし"),
            1 => say!("1 stage", "1段階"),
            _ => say!("{reached} stages", "{reached}段階"),
        });
        let last = self.framework().stage_indices().take(reached).last();
        let up_to = last.map_or_else(String::new, |stage| {
            let stage = self.words.stage(stage);
            format!("<small>{}</small>", self.say(say!("up to {stage}", "「{stage}」まで")))
        });
        let (bar, companies) = (svg::mini_of([own, 0, 0], all), number_cell(own));
        let share = Share::of(own as u64, all as u64).percent();
        format!(
            "<tr><th scope=\"row\">{name}{up_to}</th><td class=\"wide\">{bar}</td>{companies}<td class=\"num\">{share}%</td></tr>"
        )
    }

    /// How to read bars of companies.
    fn legend(&self) -> String {
        let pieces = [
            (Swatch::Proven, Label("Ready or met, and proven", "基準を満たし、根拠資料あり")),
            (
                Swatch::Claimed,
                Label(
                    "Unproven: claimed, evidence missing",
                    "根拠不足：回答どおりなら満たすが、根拠資料なし",
                ),
            ),
            (Swatch::Possible, Label("Open: answers missing", "未確定：未回答・不明しだい")),
            (Swatch::Empty, Label("Not ready or not met", "未達")),
        ];
        let piece = |(swatch, name)| format!("<span>{}{}</span>", svg::swatch(swatch), self.say(name));
        format!("<p class=\"legend\">{}</p>", pieces.map(piece).concat())
    }
}
