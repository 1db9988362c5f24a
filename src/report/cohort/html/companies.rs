use super::edition::CohortEdition;
use crate::framework::Verdict;
use crate::report::markup::each;
use crate::report::svg;
use crate::scoring::{Percent, RubricPoints, StageResult};
use crate::text::Label;

pub(super) const TITLE: Label = Label("One by one", "個別の一覧");

const TABLE: Label = Label("Percent proven by stages and by advice", "段階と助言ごとの得点率");

/// The shades of a heat map, each from so many percent.
const SHADES: [u16; 5] = [0, 20, 40, 60, 80];

impl CohortEdition<'_> {
    /// The heat map: companies by stages and by advice, each cell with its number, so that no shade stands alone.
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

    /// What belongs to stages and what to advice.
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

/// A gap sets the advice apart from the stages.
pub(super) fn first_of_advice(position: usize) -> &'static str {
    if position == 0 { " adv" } else { "" }
}

fn shade(percent: Percent) -> usize {
    SHADES.iter().rposition(|from| percent.tenths() >= from * 10).unwrap_or(0)
}
