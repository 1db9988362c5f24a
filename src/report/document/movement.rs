use super::Edition;
use crate::advice::Plan;
use crate::report::svg::{Caption, Dumbbell, Scatter, ScatterPoint};
use crate::scoring::StageResult;
use crate::text::{Bilingual, Label, say};

impl Edition<'_> {
    /// How a plan changes the verdicts.
    pub(super) fn movement(&self, plan: &Plan) -> String {
        let Some(after) = &plan.after else { return String::new() };
        let stages = self.explanation.assessed.assessment.stages.iter().zip(&after.assessment.stages);
        let rows: String = stages.map(|(before, after)| self.movement_row(before, after)).collect();
        let word = |en, ja| self.say(Label(en, ja));
        let (title, stage) = (word("How the verdicts move", "判定の変化"), word("Stage", "段階"));
        let (now, then) = (word("Verdict now", "現在の判定"), word("After the plan", "計画の実行後"));
        let proven = word("Proven, %", "根拠あり（%）");
        let key = word(
            "Hollow dot: now; solid dot: after the plan; line: the threshold.",
            "白丸：現在、黒丸：計画の実行後、縦線：準備完了の基準。",
        );
        format!(
            "<div><h3>{title}</h3><table class=\"movement\"><thead><tr><th scope=\"col\">{stage}</th><th scope=\"col\">{now}</th>\
             <th scope=\"col\">{then}</th><th scope=\"col\" class=\"num\">{proven}</th></tr></thead><tbody>{rows}</tbody></table>\
             <p class=\"note on-page\">{key}</p></div>"
        )
    }

    fn movement_row(&self, now: &StageResult, then: &StageResult) -> String {
        let stage = &self.words.framework[now.stage];
        let name = self.words.stage(now.stage);
        let (before, after) = (now.proven(), then.proven());
        let title = say!(
            "{name}: percent proven, now and after the plan",
            "{name}：計画の実行による根拠のある得点率の変化"
        );
        let dumbbell = Dumbbell { before, after, needed: Some(stage.ready_at) };
        let picture = self.dumbbell(&format!("move-{}", stage.id), title, &dumbbell);
        let (name, was, is) =
            (self.numbered(now.stage), self.verdict(now.verdict), self.verdict(then.verdict));
        format!(
            "<tr><th scope=\"row\">{name}</th><td>{was}</td><td>{is}</td><td class=\"num\">\
             <span class=\"fromto\">{before} → {after}</span>{picture}</td></tr>"
        )
    }

    /// The effect of each step against its effort, and of other possible actions.
    pub(super) fn effect(&self, plan: &Plan) -> String {
        let stage = plan.goal.to;
        let point = |work: u64, points: u64| {
            let gain = self.explanation.stages[stage.get()].result.percent(points);
            ScatterPoint { effort: work, gain: gain.tenths().into() }
        };
        let gain_of =
            |gains: &[(_, u64)]| gains.iter().find(|(of, _)| *of == stage).map_or(0, |(_, gain)| *gain);
        let steps: Vec<ScatterPoint> =
            plan.steps.iter().map(|step| point(step.effort, gain_of(&step.gains))).collect();
        let planned = |criterion| plan.steps.iter().any(|step| step.criterion == criterion);
        let others = self.explanation.actions.iter();
        let others = others.filter(|action| action.gain(stage) > 0 && !planned(action.criterion));
        let others = others.map(|action| point(action.effort.into(), action.gain(stage))).collect();
        let name = self.words.stage(stage);
        let axes = [self.work(), say!("Points gained at {name}", "「{name}」で増える得点率（ポイント）")];
        let scatter = Scatter { steps, others, axes: axes.map(|axis| axis.into_text(self.lang())) };
        let title = Label("Effect of each step against its effort", "各取り組みの効果と工数");
        let says = self.points_in_words(plan);
        let caption = Caption { id: self.id("scatter"), title: title.to(self.lang()).to_owned(), says };
        let (picture, note) = (scatter.draw(&caption), self.say(caption_of(scatter.outside())));
        let head = self.say(Label("Effect against effort", "効果と工数"));
        format!(
            "<div><h3>{head}</h3><figure class=\"effect\">{picture}<figcaption>{note}</figcaption></figure></div>"
        )
    }

    fn points_in_words(&self, plan: &Plan) -> String {
        let steps = plan.steps.iter().enumerate().map(|(position, step)| {
            let (number, name) = (position + 1, self.words.criterion(step.criterion));
            let (effort, gain) = (self.effort(step.effort), self.gain(plan, step));
            let words = say!(
                "Step {number}, {name}: {effort}, {gain} points",
                "{number} {name}：{effort}、{gain}ポイント"
            );
            words.into_text(self.lang())
        });
        steps.collect::<Vec<_>>().join(self.lang().of("; ", "；"))
    }
}

fn caption_of(outside: usize) -> Bilingual {
    let Label(en, ja) = Label(
        "Numbers are the steps of the plan. Small rings are other single steps, one level each.",
        "数字は計画の取り組みの番号。小さな白丸は計画外の取り組み（1レベル分）。",
    );
    match outside {
        0 => say!("{en}", "{ja}"),
        1 => say!("{en} One other lies outside the picture.", "{ja}図の範囲外にほか1件。"),
        _ => say!("{en} {outside} others lie outside the picture.", "{ja}図の範囲外にほか{outside}件。"),
    }
}
