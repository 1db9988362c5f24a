use super::Edition;
use super::edition::{self, weeks_alone};
use super::step::ShownStep;
use crate::advice::{Plan, PlanStatus, StageExplanation};
use crate::framework::Verdict;
use crate::report::{Localized, words};
use crate::scoring::GateStatus;
use crate::text::{Bilingual, Label, count, escape_html, plural, say};

impl Edition<'_> {
    /// Who the report is about, who answered and when, and its date.
    pub(super) fn head(&self) -> String {
        let (sheet, framework) = (&self.explanation.assessed.sheet, self.explanation.framework);
        let brand = self.of(framework.title());
        let kind = self.say(Label("self-assessment", "自己評価レポート"));
        let name = match &sheet.subject {
            Some(subject) => self.own(subject),
            None => self.say(Label("No name given", "名称未記入")),
        };
        let not_stated = || self.say(Label("not stated", "記載なし"));
        let respondent = sheet.respondent.as_ref().map_or_else(not_stated, |name| self.own(name));
        let date = sheet.date.map_or_else(not_stated, |date| self.date(date));
        let reference = sheet.reference.as_ref().map_or_else(String::new, |reference| {
            self.entry(Label("Reference", "管理番号"), &escape_html(reference))
        });
        let (answered, asked) = self.explanation.answered();
        let entries = [
            self.entry(Label("Answered by", "回答者"), &respondent),
            self.entry(Label("Answers of", "回答日"), &date),
            self.entry(Label("Scored as of", "評価基準日"), &self.date(self.explanation.assessed.as_of)),
            reference,
            self.entry(
                Label("Questions answered", "回答済みの質問"),
                &self.say(edition::of(answered, asked)),
            ),
        ];
        let (id, entries, back) = (self.id("top"), entries.concat(), self.back());
        format!(
            "<header class=\"head\">{back}<p class=\"brand\">{brand} · {kind}</p><h1 id=\"{id}\">{name}</h1>\
             <dl class=\"meta\">{entries}</dl></header>"
        )
    }

    /// A link back to all companies; empty if this report is alone.
    fn back(&self) -> String {
        self.report.index.map_or_else(String::new, |index| {
            let (index, all) = (escape_html(index), self.say(Label("All reports", "レポート一覧")));
            format!("<p class=\"back\"><a href=\"{index}\">← {all}</a></p>")
        })
    }

    /// The result in two lines, and the distance to the next stage.
    pub(super) fn answer(&self) -> String {
        let (reached, stages) = (self.explanation.assessed.assessment.reached, self.explanation.stages.len());
        let lead = match reached {
            _ if reached == stages => say!("Ready for all {stages} stages", "{stages}段階すべてで準備完了"),
            0 => say!(
                "Not yet ready for the first of {stages} stages",
                "{stages}段階のうち、最初の段階の準備がまだ整っていません"
            ),
            _ => {
                say!("Ready for {reached} of {stages} stages", "{stages}段階のうち{reached}段階まで準備完了")
            }
        };
        let sub = match self.explanation.focus() {
            Some(stage) => self.next_stage(stage),
            None => say!(
                "No stage is left. Keep the evidence current: some answers expire.",
                "残る段階はありません。期限のある回答があるため、根拠資料を最新に保ってください。"
            ),
        };
        let (lead, sub, first, keys) = (self.say(lead), self.say(sub), self.first_step(), self.keys());
        format!(
            "<div class=\"answer\"><div><p class=\"lead\">{lead}</p><p class=\"sub\">{sub}</p>{first}</div>{keys}</div>"
        )
    }

    /// The most urgent thing to do for the next stage.
    fn first_step(&self) -> String {
        let first = self.way_to_next().and_then(|(plan, _)| plan.steps.first());
        first.map_or_else(String::new, |step| {
            let step = ShownStep::from(step);
            let name = self.link_to(step.criterion);
            let Bilingual { en, ja } = self.costs(&step);
            let (before, after) = if step.is_confirmation() {
                (Label("Do first: confirm ", "最初に行うこと："), say!(" ({en})", "の提案を確認する（{ja}）"))
            } else if step.is_proof() {
                (
                    Label("Do first: get the evidence for ", "最初に行うこと："),
                    say!(" ({en})", "の根拠資料をそろえる（{ja}）"),
                )
            } else {
                (Label("Do first: ", "最初に行うこと："), say!(" ({en})", "（{ja}）"))
            };
            let (before, after) = (self.say(before), self.say(after));
            format!("<p class=\"sub\">{before}<b>{name}</b>{after}</p>")
        })
    }

    fn next_stage(&self, stage: &StageExplanation<'_>) -> Bilingual {
        let name = self.words.stage(stage.result.stage);
        match stage.result.verdict {
            Verdict::Ready => say!("{name} is ready.", "「{name}」は準備完了です。"),
            Verdict::Unproven => say!(
                "Next is {name}, unproven: the answers would be enough, but some are not proven.",
                "次は「{name}」です。回答どおりなら基準に達しますが、実証されていない回答があります。"
            ),
            Verdict::Open => say!(
                "Next is {name}: answers that are still open decide it.",
                "次は「{name}」です。未回答・不明の項目しだいで判定が決まります。"
            ),
            Verdict::NotReady => {
                let Bilingual { en, ja } = why_not_ready(stage);
                say!("Next is {name}: {en}", "次は「{name}」です。{ja}")
            }
            Verdict::NotAssessed => {
                say!(
                    "Next is {name}: no criterion applies.",
                    "次は「{name}」です。該当する評価項目がありません。"
                )
            }
        }
    }

    /// The weeks to the next stage, the work, and the number of steps.
    fn keys(&self) -> String {
        let Some((plan, stage)) = self.way_to_next() else { return String::new() };
        let name = self.words.stage(stage.result.stage);
        let key = |name: Bilingual, number: Bilingual, unit: Bilingual| {
            let (number, unit) = (self.say(number), self.say(unit));
            self.entry(name, &format!("<b>{number}</b> {unit}"))
        };
        let (work, steps, weeks) = (plan.effort, plan.steps.len(), plan.weeks());
        let unit =
            |count: u64, noun: &str, ja: &str| Bilingual { en: plural(count, noun), ja: ja.to_owned() };
        let time = || {
            key(
                say!("Time to {name}", "「{name}」までの期間"),
                weeks_alone(weeks),
                unit(weeks.to, "week", "週"),
            )
        };
        let words = self.words.framework.effort_word(self.lang(), work);
        let keys = [
            if plan.is_in_weeks { time() } else { String::new() },
            key(Label("Work", "作業量").into(), say!("{work}", "{work}"), say!("{words}", "{words}")),
            key(Label("Plan", "計画").into(), say!("{steps}", "{steps}"), unit(steps as u64, "step", "件")),
        ];
        format!("<dl class=\"keys\">{}</dl>", keys.concat())
    }

    pub(super) fn way_to_next(&self) -> Option<(&Plan, &StageExplanation<'_>)> {
        let plan = self.explanation.plan.as_ref()?;
        let leads_there = matches!(plan.status, PlanStatus::Optimal | PlanStatus::BestFound);
        Some((plan, self.explanation.focus()?)).filter(|_| leads_there)
    }
}

pub(super) fn size_of(text: Localized<'_>, plan: &Plan) -> Bilingual {
    let (steps, effort) = (plan.steps.len(), text.effort(plan.effort));
    let (all, Bilingual { en, ja }) = (count(steps, "step"), edition::weeks(plan.weeks()));
    let mut size = if plan.is_in_weeks {
        say!(
            "{all}, {effort} of work; with waiting {en}.",
            "{steps}件、作業量は{effort}。待ち時間を含めて{ja}です。"
        )
    } else {
        say!("{all}, {effort}.", "{steps}件、{effort}です。")
    };
    for Bilingual { en, ja } in words::counted(text.framework).into_iter().chain(words::side_by_side(plan)) {
        size.en += &[" ", &en].concat();
        size.ja += &ja;
    }
    size
}

/// Too few points, gates that fail whatever is still open, or both.
fn why_not_ready(stage: &StageExplanation<'_>) -> Bilingual {
    let failed = stage.gates().filter(|gate| gate.status == GateStatus::Failed).count();
    match (stage.can_have_enough_points(), failed) {
        (_, 0) => say!(
            "too few points, even with the best open answers.",
            "未回答・不明の項目がすべて最良でも、得点が基準に届きません。"
        ),
        (true, 1) => say!("one gate is not passed.", "必須条件1件を満たしていません。"),
        (true, _) => say!("{failed} gates are not passed.", "必須条件{failed}件を満たしていません。"),
        (false, 1) => say!(
            "too few points, and one gate is not passed.",
            "得点が基準に届かず、必須条件1件も満たしていません。"
        ),
        (false, _) => say!(
            "too few points, and {failed} gates are not passed.",
            "得点が基準に届かず、必須条件{failed}件も満たしていません。"
        ),
    }
}
