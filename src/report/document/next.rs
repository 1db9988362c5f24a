use super::Edition;
use super::holds::SHOWN;
use super::step::ShownStep;
use crate::advice::{Plan, PlanStatus};
use crate::report::web::sub_steps;
use crate::text::{Bilingual, Label, say};

impl Edition<'_> {
    pub(super) fn next(&self) -> String {
        let Some(plan) = &self.explanation.plan else { return self.nothing_to_do() };
        if plan.status == PlanStatus::Impossible {
            let head = Label("No plan leads there", "到達できる計画がありません");
            let body = format!("<p>{}</p>", self.say(self.no_way(plan)));
            return self.part_of_page_one("next", "next", head, &body);
        }
        let (steps, shown) = (plan.steps.len(), plan.steps.len().min(SHOWN));
        let head = match steps {
            1 => say!("The one step to take", "取り組むべき1件"),
            _ if steps == shown => say!("The {steps} steps to take", "取り組むべき{steps}件"),
            _ => say!("The first {shown} steps", "最初に取り組む{shown}件"),
        };
        let list: String =
            plan.steps.iter().take(SHOWN).map(|step| self.doing(&step.into(), steps == 1)).collect();
        let (class, more) = match steps - shown {
            0 => (" on-screen", say!("The plan in detail", "計画の詳細")),
            more => ("", say!("Then {more} more: the whole plan", "残り{more}件を含む計画全体")),
        };
        let (id, more) = (self.id("plan"), self.say(more));
        let outcome = self.outcome(plan);
        let body = format!(
            "<ol class=\"do\">{list}</ol>{outcome}<p class=\"more{class}\"><a href=\"#{id}\">{more}</a></p>"
        );
        self.part_of_page_one("next", "next", head, &body)
    }

    /// What the whole plan achieves, and what it assumes.
    fn outcome(&self, plan: &Plan) -> String {
        let Some((_, stage)) = self.way_to_next() else { return String::new() };
        let Some(after) = &plan.after else { return String::new() };
        let now = stage.result.proven();
        let then = after.assessment.stages[stage.result.stage.get()].proven();
        // A search that was cut short does not know the minimum.
        let mut text = if plan.status == PlanStatus::Optimal {
            say!(
                "In all: {now}% → {then}% proven, with the least work.",
                "計画全体で根拠あり {now}% → {then}%。作業量が最小の計画です。"
            )
        } else {
            say!("In all: {now}% → {then}% proven.", "計画全体で根拠あり {now}% → {then}%。")
        };
        if plan.steps.iter().any(|step| step.from == step.to) {
            text.en += " Evidence is taken to exist, and only to be filed.";
            text.ja += "根拠資料は手元にあるものとして計算しています。";
        }
        format!("<p class=\"note\">{}</p>", self.say(text))
    }

    /// Why no plan leads to a stage.
    pub(super) fn no_way(&self, plan: &Plan) -> Bilingual {
        let to = self.words.stage(plan.goal.to);
        match plan.blocked_by.map(|stage| self.words.stage(stage)) {
            Some(stage) => say!(
                "No set of steps makes “{to}” ready: no criterion counts on “{stage}”, so it cannot be judged.",
                "どの手順を重ねても「{to}」は準備完了になりません。「{stage}」に該当する評価項目がないため、評価できないからです。"
            ),
            None => say!(
                "Within this framework no set of steps makes “{to}” ready.",
                "このフレームワークでは、どの手順を重ねても「{to}」は準備完了になりません。"
            ),
        }
    }

    /// With all stages ready: what would strengthen the result most, or else what it is based on.
    fn nothing_to_do(&self) -> String {
        let actions = self.explanation.one_action_each();
        if actions.is_empty() {
            return self.what_carries();
        }
        let list: String =
            actions.into_iter().take(SHOWN).map(|action| self.doing(&action.into(), false)).collect();
        let text = self.say(Label(
            "Every stage is ready, so nothing has to be done. These steps bring the most for the effort:",
            "全段階が準備完了のため、必須の作業はありません。工数当たりの効果が大きい順：",
        ));
        let head = Label("What would strengthen it most", "最も効果のある強化策");
        self.part_of_page_one("next", "next", head, &format!("<p>{text}</p><ol class=\"do\">{list}</ol>"))
    }

    fn what_carries(&self) -> String {
        let strongest = self.explanation.strengths.iter().take(SHOWN);
        let blocks: String = strongest
            .map(|own| {
                let level = self.state(*own).proven().unwrap_or(0);
                let says = self.say(self.level_says(*own, level));
                self.block("pts", *own, self.level_of(*own, level), &[says])
            })
            .collect();
        let text = self.say(Label(
            "No step is left: every question that applies is at its highest level and proven. What counts most:",
            "残る取り組みはありません。該当する質問はすべて最高レベルで、根拠資料もそろっています。配点の大きい項目：",
        ));
        let head = Label("What carries the result", "結果を支える強み");
        self.part_of_page_one(
            "next",
            "next",
            head,
            &format!("<p>{text}</p><ul class=\"blocks\">{blocks}</ul>"),
        )
    }

    /// One step: all of its actions if it is the only step, else the first one and the number of others.
    fn doing(&self, step: &ShownStep, whole: bool) -> String {
        let (name, moves) = (self.criterion(step.criterion), self.say(step.moves()));
        let costs = self.say(self.costs(step));
        let head = format!(
            "<p class=\"what\"><span><b>{name}</b> <span class=\"tag\">{moves}</span></span> <span class=\"cost\">{costs}</span></p>"
        );
        let doings = self.doings(step);
        if whole && doings.len() > 1 {
            return format!("<li>{head}{}</li>", sub_steps(&doings));
        }
        let Some(first) = doings.first() else { return format!("<li>{head}</li>") };
        let before = if step.is_confirmation() {
            self.lang().of("Confirm it, with the evidence: ", "提案を確認し、根拠資料をそろえる：")
        } else if step.is_proof() {
            self.lang().of("Put the evidence on file: ", "根拠資料をそろえる：")
        } else {
            ""
        };
        let then = match doings.len() {
            1 => String::new(),
            2 => format!(
                " <span class=\"then\">{}</span>",
                self.say(Label("Then 1 more action.", "続けて1つの作業。"))
            ),
            all => {
                let more = all - 1;
                let words = self.say(say!("Then {more} more actions.", "続けて{more}つの作業。"));
                format!(" <span class=\"then\">{words}</span>")
            }
        };
        format!("<li>{head}<p class=\"how\">{before}{first}{then}</p></li>")
    }
}
