use super::edition::CohortEdition;
use super::{CohortReport, MOST};
use crate::advice::{Share, Spread};
use crate::framework::Verdict;
use crate::report::markup::each;
use crate::report::svg;
use crate::scoring::{Percent, RubricPoints, StageResult};
use crate::text::{Label, Lang, grouped};

pub(super) const TITLE: Label = Label("One by one", "個別の一覧");

const TABLE: Label = Label("Percent proven by stages and by advice", "段階と助言ごとの得点率");

/// The shades of the heat map, each from this percent.
const SHADES: [u16; 5] = [0, 20, 40, 60, 80];

impl CohortEdition<'_> {
    /// The heat map: companies by stages and by advice. Every cell has its number, so that nothing depends on shades
    /// alone.
    pub(super) fn companies(&self) -> String {
        let rows: String = self.shown.iter().map(|position| self.company_row(*position)).collect();
        let (over, heads) = (self.groups_of_columns(), self.heat_heads());
        let (name, reached) =
            (self.column("", Label("Name", "名称")), self.column("num", Label("Reached", "到達")));
        let table = format!(
            "<table class=\"heat sort\"><thead>{over}<tr class=\"cols\">{name}{reached}{heads}</tr></thead><tbody>{rows}</tbody></table>"
        );
        let intro = self.say(Label(
            "Percent proven of each stage, with its verdict, and of each piece of advice, in the order of the ranks.",
            "各段階（判定つき）と各助言の、根拠ありの得点率（%）。順位の順に並べています。",
        ));
        let parts = [self.shades(), self.spread(), self.left_out(), self.scrolling(TABLE, &table)].concat();
        self.section("each", TITLE, &intro, &parts)
    }

    fn company_row(&self, position: usize) -> String {
        let assessment = &self.view.members[position].assessed.assessment;
        let (name, reached) = (self.linked_name(position), assessment.reached);
        let stages: String = assessment.stages.iter().map(|stage| self.stage_cell(stage)).collect();
        let advice = assessment.profile.iter().enumerate();
        let advice: String = advice.map(|(own, points)| advice_cell(own, *points)).collect();
        format!("<tr><th scope=\"row\">{name}</th><td class=\"num\">{reached}</td>{stages}{advice}</tr>")
    }

    fn stage_cell(&self, stage: &StageResult) -> String {
        let (mark, name) = (svg::defined(stage.verdict), self.verdict_name(stage.verdict));
        if stage.verdict == Verdict::NotAssessed {
            return format!("<td class=\"num none\">{mark}<span class=\"sr\">{name}</span>–</td>");
        }
        let proven = stage.proven();
        let shade = shade(proven);
        format!("<td class=\"num h{shade}\">{mark}<span class=\"sr\">{name} </span>{proven}</td>")
    }

    /// The heading above the columns of stages and of advice.
    fn groups_of_columns(&self) -> String {
        let (stages, rubrics) = (self.framework().stages().len(), self.framework().rubrics().len());
        let [stage_name, advice] =
            [Label("Stages", "段階"), Label("Advice, over all stages", "助言（全段階）")]
                .map(|name| self.say(name));
        format!(
            "<tr class=\"over\"><td colspan=\"2\"></td><th colspan=\"{stages}\" scope=\"colgroup\">{stage_name}</th>\
             <th colspan=\"{rubrics}\" scope=\"colgroup\" class=\"adv\">{advice}</th></tr>"
        )
    }

    /// Every stage, then every piece of advice.
    pub(super) fn heat_heads(&self) -> String {
        let framework = self.framework();
        let stages = each(framework.stage_indices(), |own| {
            format!("<th scope=\"col\" class=\"num\">{}</th>", self.stage(own))
        });
        let rubrics = each(framework.rubric_indices().enumerate(), |(position, own)| {
            let (class, title) = (first_of_advice(position), self.of(&framework[own].title));
            format!("<th scope=\"col\" class=\"num{class}\">{title}</th>")
        });
        stages + &rubrics
    }

    fn shades(&self) -> String {
        let to = self.lang().of("–", "〜");
        let shade = |(own, from): (usize, u16)| {
            let end = SHADES.get(own + 1).map_or(100, |next| next - 1);
            format!("<span class=\"cell h{own}\">{from}{to}{end}</span>")
        };
        let shades = each(SHADES.into_iter().enumerate(), shade);
        let given = |own: &Verdict| self.view.cohort.stages.iter().any(|stage| stage.with(*own) > 0);
        let verdicts = Verdict::ALL.into_iter().rev().filter(given);
        let verdicts =
            each(verdicts, |own| format!("<span>{}{}</span>", svg::verdict(own), self.verdict_name(own)));
        let name = self.say(Label("Percent proven:", "根拠ありの得点率（%）："));
        format!("<p class=\"legend\"><span>{name}</span>{shades}{verdicts}</p>")
    }
}

fn advice_cell(position: usize, points: RubricPoints) -> String {
    let class = first_of_advice(position);
    match points.percents() {
        Some([proven, ..]) => format!("<td class=\"num{class} h{}\">{proven}</td>", shade(proven)),
        None => format!("<td class=\"num{class} none\">–</td>"),
    }
}

/// A gap separates the advice from the stages.
pub(super) fn first_of_advice(position: usize) -> &'static str {
    if position == 0 { " adv" } else { "" }
}

fn shade(percent: Percent) -> usize {
    SHADES.iter().rposition(|from| percent.tenths() >= from * 10).unwrap_or(0)
}

/// Links to the reports of companies without a row, shared by all editions; empty if all have one.
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

/// The shades of the second heat map, each from this percent of the companies.
const SHARE_SHADES: [u16; 5] = [0, 5, 10, 15, 20];

impl CohortEdition<'_> {
    /// How many companies are at each percent, if not all of them have a row; otherwise empty.
    pub(super) fn spread(&self) -> String {
        let cohort = self.view.cohort;
        if self.shown.len() == cohort.companies {
            return String::new();
        }
        let stages = cohort.stages.iter().map(|own| ("", &own.spread, own.assessed));
        let advice = cohort.profile.iter().enumerate();
        let advice = advice.map(|(own, rubric)| (first_of_advice(own), &rubric.spread, rubric.assessed));
        let columns: Vec<(&str, &Spread, usize)> = stages.chain(advice).collect();
        let rows = each((0..10).rev(), |tenth| self.spread_row(tenth, &columns));
        let name = Label("How many have proven how much", "根拠ありの得点率ごとの件数");
        let (head, heads) = (self.column("", Label("Percent proven", "得点率")), self.heat_heads());
        let caption = self.say(name);
        let table = format!(
            "<table class=\"heat dist\"><caption>{caption}</caption><thead><tr>{head}{heads}</tr></thead><tbody>{rows}</tbody></table>"
        );
        let note = self.say(Label(
            "Shades here: from 5, 10, 15 and 20% of all.",
            "この表の濃さは件数の割合（5、10、15、20%以上）です。",
        ));
        self.scrolling(name, &table) + &format!("<p class=\"note\">{note}</p>")
    }

    fn spread_row(&self, tenth: usize, columns: &[(&str, &Spread, usize)]) -> String {
        let (from, end) = (tenth * 10, if tenth == 9 { 100 } else { tenth * 10 + 9 });
        let to = self.lang().of("–", "〜");
        let cells = each(columns, |(class, spread, all)| {
            let companies = spread.tenths()[tenth];
            let share = Share::of(companies as u64, *all as u64).percent();
            let shade = SHARE_SHADES.iter().rposition(|from| share.tenths() >= from * 10).unwrap_or(0);
            format!("<td class=\"num{class} h{shade}\">{}</td>", grouped(companies))
        });
        format!("<tr><th scope=\"row\">{from}{to}{end}%</th>{cells}</tr>")
    }
}
