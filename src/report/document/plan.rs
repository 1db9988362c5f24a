use super::Edition;
use super::edition::weeks_alone;
use super::head::size_of;
use super::step::ShownStep;
use crate::advice::{Plan, PlanStatus, PlanStep};
use crate::framework::StageIx;
use crate::report::Localized;
use crate::report::web::{ColumnHead, sub_steps};
use crate::scoring::Percent;
use crate::text::{Bilingual, Label, say};

const NUMBER: ColumnHead = ColumnHead::number("No.", "番号");
const STEP: ColumnHead = ColumnHead::text("Step", "取り組み");
const PROVES: ColumnHead = ColumnHead::text("What proves it", "根拠資料の例");
const WORK: ColumnHead = ColumnHead::effort("Work", "作業量");
const WAITING: ColumnHead = ColumnHead::number("Waiting, weeks", "待ち（週）");
const OWNER: ColumnHead = ColumnHead::to_fill_in("Owner", "担当者");
const DUE: ColumnHead = ColumnHead::to_fill_in("Due date", "期日");

pub(super) const NOTHING_PLANNED: Label =
    Label("All stages are ready: nothing has to be done.", "全段階が準備完了です。必要な作業はありません。");

impl Edition<'_> {
    /// The plan as a worksheet, and what it changes.
    pub(super) fn plan(&self) -> String {
        let title = Label("The plan", "計画");
        let Some(plan) = &self.explanation.plan else {
            return self.empty_section("plan", title, NOTHING_PLANNED);
        };
        if plan.status == PlanStatus::Impossible {
            return self.empty_section("plan", title, self.no_way(plan));
        }
        let head = self.table_head(&[NUMBER, STEP, PROVES, WORK, WAITING, OWNER, DUE]);
        let steps = plan.steps.iter().enumerate();
        let rows: String = steps.map(|(position, step)| self.plan_row(plan, position + 1, step)).collect();
        let (movement, effect) = (self.movement(plan), self.effect(plan));
        let body = format!(
            "<table class=\"plan-table cards\">{head}<tbody>{rows}</tbody></table><div class=\"pair\">{movement}{effect}</div>"
        );
        let name = self.words.stage(plan.goal.to);
        let title = say!("The plan to {name}", "「{name}」までの計画");
        self.section("plan", title, &self.say(about_plan(self.words, plan)), &body)
    }

    fn plan_row(&self, plan: &Plan, number: usize, step: &PlanStep) -> String {
        let (own, to) = (step.criterion, step.to);
        let doing = ShownStep::from(step);
        let (name, moves) = (self.criterion(own), self.say(doing.moves()));
        let gates: String = step.opens.iter().map(|stage| self.opened_gate(*stage)).collect();
        let brings = {
            let (gain, stage) = (self.gain(plan, step), self.words.stage(plan.goal.to));
            self.say(say!("+{gain} points at {stage}", "「{stage}」+{gain}ポイント"))
        };
        let what = self.what_to_do(&doing);
        let waiting =
            if step.lead_weeks.is_none() { "–".into() } else { self.say(weeks_alone(step.lead_weeks)) };
        let cells = [
            self.cell(PROVES, &self.proof_of(own, to)),
            self.cell(WORK, &step.effort.to_string()),
            self.cell(WAITING, &waiting),
            self.cell(OWNER, ""),
            self.cell(DUE, ""),
        ];
        let (column, step_column, cells) = (self.column(NUMBER), self.column(STEP), cells.concat());
        format!(
            "<tr><td class=\"num no-cell\" data-l=\"{column}\"><span class=\"dot-key\">{number}</span></td>\
             <th scope=\"row\" data-l=\"{step_column}\"><b>{name}</b> <span class=\"tag\">{moves}</span> {gates}{what}\
             <p class=\"gain\">{brings}</p></th>{cells}</tr>"
        )
    }

    pub(super) fn what_to_do(&self, step: &ShownStep) -> String {
        let (to, text) = (step.to, self.words.level(step.criterion, step.to));
        if step.is_confirmation() {
            let what = say!("Confirm that this is true: {text}", "次の内容が正しいことを確認する：{text}");
            return format!("<p>{}</p>", self.say(what));
        }
        if step.is_proof() {
            let what = say!("Put on file what shows: {text}", "次の内容を示す資料をそろえる：{text}");
            return format!("<p>{}</p>", self.say(what));
        }
        let doings = self.doings(step);
        let doings = match doings.as_slice() {
            [] => String::new(),
            [only] => format!("<p>{only}</p>"),
            several => sub_steps(several),
        };
        let goal = self.say(say!("Level {to}: {text}", "レベル{to}：{text}"));
        format!("{doings}<p class=\"goal\">{goal}</p>")
    }

    fn opened_gate(&self, stage: StageIx) -> String {
        let name = self.words.stage(stage);
        let words = self.say(say!("opens the gate of {name}", "「{name}」の必須条件"));
        format!("<span class=\"tag gate-tag\">{words}</span>")
    }

    /// What a step adds to the target stage of the plan.
    pub(super) fn gain(&self, plan: &Plan, step: &PlanStep) -> Percent {
        let points = step.gains.iter().find(|(stage, _)| *stage == plan.goal.to).map_or(0, |(_, gain)| *gain);
        self.explanation.stages[plan.goal.to.get()].result.percent(points)
    }
}

fn about_plan(text: Localized<'_>, plan: &Plan) -> Bilingual {
    let mut about = size_of(text, plan);
    let minimal = if plan.status == PlanStatus::Optimal && text.framework.counts_steps() {
        Label(" No plan takes fewer of them.", "これより少ない計画はありません。")
    } else if plan.status == PlanStatus::Optimal {
        Label(
            " By the framework’s estimates of effort, no plan takes less.",
            "フレームワークの工数見積もりでは、これより少ない計画はありません。",
        )
    } else {
        Label(" A plan that takes less may exist.", "これより少ない計画があるかもしれません。")
    };
    let open = plan.open_steps();
    let counted = match open {
        0 => say!("", ""),
        1 => say!(
            " One step is counted from level 0, because there is no answer yet; answering first may shorten the plan.",
            "うち1件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。"
        ),
        _ => say!(
            " {open} steps are counted from level 0, because there is no answer yet; answering first may shorten the plan.",
            "うち{open}件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。"
        ),
    };
    about.en += &[minimal.0, &counted.en].concat();
    about.ja += &[minimal.1, &counted.ja].concat();
    about
}
