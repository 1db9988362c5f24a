use super::terminal::ExplanationPage;
use crate::advice::{Plan, PlanStatus, PlanStep};
use crate::framework::StageIx;
use crate::report::page::effort_and_wait;
use crate::report::words;
use crate::text::{Bilingual, Label, count, say};

/// The number of steps on a short page.
pub(super) const FIRST: usize = 3;

impl ExplanationPage<'_> {
    /// The first steps of the plan, or why there is none.
    pub(super) fn next_steps(&mut self, most: usize) {
        let explanation = self.explanation;
        let (Some(plan), Some(stage)) = (&explanation.plan, explanation.focus()) else {
            self.page.heading(Label("Next steps", "次にすること"));
            self.page.line(
                "",
                Label(
                    "All stages are ready: no step is left.",
                    "すべての段階が準備完了です。残る手順はありません。",
                ),
            );
            return;
        };
        self.page.heading(self.plan_in_short(plan));
        let open = stage.questions.len();
        if open > 0 {
            let questions = count(open, "open question");
            self.page.item(
                "  ? ",
                say!(
                    "Answer first: {questions} on this stage (outside-in assess SHEET)",
                    "まず回答：この段階に未回答・不明が{open}問（outside-in assess 回答シート）"
                ),
            );
        }
        if plan.status == PlanStatus::BestFound {
            self.page.item("  ", words::BEST_FOUND);
        }
        if let Some(counted) = words::counted(self.text.framework).filter(|_| self.extent.all) {
            self.page.item("  ", counted);
        }
        for (position, step) in plan.steps.iter().take(most).enumerate() {
            self.step(position + 1, step);
        }
    }

    /// A plan as a heading: its size, or why there is nothing to do.
    fn plan_in_short(&self, plan: &Plan) -> Bilingual {
        let to = self.text.stage(plan.goal.to);
        match plan.status {
            PlanStatus::AlreadyReady => {
                return say!("Next steps: none, {to} is ready", "次にすること：なし（「{to}」は準備完了）");
            }
            PlanStatus::Impossible => {
                let stage = plan.blocked_by.map_or(to, |stage: StageIx| self.text.stage(stage));
                return say!(
                    "Next steps: none, no criterion applies to {stage}",
                    "次にすること：「{stage}」に該当する評価項目がないため、計画を立てられません"
                );
            }
            PlanStatus::Optimal | PlanStatus::BestFound => {}
        }
        let (steps, effort) = (plan.steps.len(), self.text.effort(plan.effort));
        let (steps_en, weeks) = (count(steps, "step"), plan.weeks());
        let (steps_en, steps) = if words::is_counted_by_steps(self.text.framework, plan) {
            (String::new(), String::new())
        } else {
            (format!(" in {steps_en}"), format!("（{steps}件）"))
        };
        let (begin, span) = if plan.open_steps() > 0 {
            let (weeks, weeks_en) = (weeks.to, count(weeks.to, "week"));
            let begin = say!("Next steps: up to {effort}{steps_en}", "次にすること：最大{effort}{steps}");
            (begin, say!("within {weeks_en}", "最長{weeks}週"))
        } else {
            let begin = say!("Next steps: {effort}{steps_en}", "次にすること：{effort}{steps}");
            (begin, words::span(weeks))
        };
        let (Bilingual { en, ja }, Bilingual { en: span, ja: span_ja }) = (&begin, span);
        if plan.is_in_weeks { say!("{en}, {span}", "{ja}、{span_ja}") } else { begin }
    }

    /// One line for the cost, one for what to do.
    fn step(&mut self, number: usize, step: &PlanStep) {
        let text = self.text;
        let (name, from, to) = (text.criterion(step.criterion), step.from, step.to);
        let target = text.level(step.criterion, to);
        // An unknown answer is not level 0: ask first, instead of giving advice.
        let Bilingual { en, ja } = if step.open {
            self.state(step.criterion)
        } else {
            effort_and_wait(text, step.effort, step.lead_weeks)
        };
        self.page.item(&format!("  {number}. "), say!("{name}: {en}", "{name}：{ja}"));
        let what = if step.open {
            say!("Is level {to} reached? {target}", "レベル{to}に達していますか：{target}")
        } else if step.is_confirmation() {
            say!("Confirm level {to}: {target}", "レベル{to}の提案を確認する：{target}")
        } else if step.is_proof() {
            match text.proof(step.criterion, to) {
                "" => say!("Prove level {to}: {target}", "レベル{to}の根拠資料をそろえる：{target}"),
                proof => say!("Prove level {to}: {proof}", "レベル{to}の根拠資料：{proof}"),
            }
        } else if step.proposed {
            let next = step.next(text.framework).next().map_or(target, |next| text.of(next));
            say!("Confirm level {from}, then to {to}: {next}", "レベル{from}の提案を確認し、{to}へ：{next}")
        } else {
            let next = step.next(text.framework).next().map_or(target, |next| text.of(next));
            say!("Level {from} to {to}: {next}", "レベル{from}から{to}へ：{next}")
        };
        if self.extent.all {
            self.page.item("     ", what);
        } else {
            self.page.lines("     ", what, self.allotted.step);
        }
        self.trace_if_asked(step.criterion);
    }
}
