use super::Edition;
use crate::framework::RubricIx;
use crate::report::{markup::each, svg};
use crate::scoring::RubricPoints;
use crate::text::{Label, say};

impl Edition<'_> {
    /// How well each piece of advice is followed, over all stages and at each of them.
    pub(super) fn profile(&self) -> String {
        let stages = &self.explanation.stages;
        let heads = each(stages, |stage| {
            let (number, name) = (stage.result.stage.get() + 1, self.stage(stage.result.stage));
            format!(
                "<th scope=\"col\" class=\"num\"><span class=\"no\">{number}</span> <span class=\"long\">{name}</span></th>"
            )
        });
        let rows: String =
            self.words.framework.rubric_indices().map(|rubric| self.profile_row(rubric)).collect();
        let (advice, overall) = (self.say(Label("Advice", "助言")), self.say(Label("Overall", "全体")));
        let body = format!(
            "<table class=\"profile\"><thead><tr><th scope=\"col\">{advice}</th><th scope=\"col\" class=\"num\">{overall}</th>\
             {heads}</tr></thead><tbody>{rows}</tbody></table>"
        );
        let intro = self.with_key(
            Label(
                "Percent of the points that are proven, and those claimed where they are more. It explains the verdicts and decides \
                 none.",
                "根拠のある得点率（%）と、異なる場合は回答どおりの得点率。判定の背景を示すもので、判定には影響しません。",
            ),
            Label(
                "Solid: proven; hatched: claimed; outline: possible.",
                "塗りつぶし：根拠あり、斜線：回答どおり、破線：最大。",
            ),
        );
        let title = Label("How well each piece of advice is followed", "助言ごとの達成度");
        self.section("profile", title, &intro, &body)
    }

    fn profile_row(&self, rubric: RubricIx) -> String {
        let own = &self.words.framework[rubric];
        let (title, advice) = (self.of(&own.title), self.of(&own.advice));
        let cell = |profile: &[RubricPoints]| {
            let points = profile.iter().find(|points| points.rubric == rubric).copied();
            self.profile_cell(points)
        };
        let overall = cell(&self.explanation.assessed.assessment.profile);
        let stages: String =
            self.explanation.stages.iter().map(|stage| cell(&stage.result.profile)).collect();
        format!("<tr><th scope=\"row\">{title}<small>{advice}</small></th>{overall}{stages}</tr>")
    }

    fn profile_cell(&self, points: Option<RubricPoints>) -> String {
        let Some(percents @ [proven, claimed, _]) = points.and_then(RubricPoints::percents) else {
            let none = self.say(Label("no criterion here", "該当項目なし"));
            return format!(
                "<td class=\"num none\"><span class=\"sr\">{none}</span><span aria-hidden=\"true\">–</span></td>"
            );
        };
        let bar = svg::mini(percents);
        let more = if claimed > proven {
            format!("<small>{}</small>", self.say(say!("{claimed} claimed", "回答 {claimed}")))
        } else {
            String::new()
        };
        format!("<td class=\"num\"><span>{proven}</span>{bar}{more}</td>")
    }
}
