use super::Edition;
use crate::advice::{Loss, LossReason, StageExplanation};
use crate::report::svg::{Dot, dots};
use crate::report::words;
use crate::text::{Label, say};

const SHOWN: usize = 10;

impl Edition<'_> {
    /// Where the next stage loses points; if all are ready, the weakest one.
    pub(super) fn lost(&self) -> String {
        let Some(stage) = self.explanation.weakest() else { return String::new() };
        let name = self.words.stage(stage.result.stage);
        let title = say!("Where points are lost: {name}", "失点の内訳：{name}");
        let Some(most) = stage.losses.first() else {
            return self.empty_section("lost", title, Label("No points are lost.", "失点はありません。"));
        };
        let end = end_of_axis(stage.result.percent(most.points).tenths());
        let rows: String =
            stage.losses.iter().take(SHOWN).map(|loss| self.loss_row(stage, loss, end)).collect();
        let word = |en, ja| self.say(Label(en, ja));
        let (criterion, why, points) =
            (word("Criterion", "評価項目"), word("Why", "理由"), word("Points", "失点"));
        let picture = self.say(say!("Points lost, 0 to {end}", "失点（0〜{end}）"));
        let rest = self.other_losses(stage);
        let body = format!(
            "<table class=\"lost-table\"><thead><tr><th scope=\"col\">{criterion}</th><th scope=\"col\">{why}</th>\
             <th scope=\"col\" class=\"wide\">{picture}</th><th scope=\"col\" class=\"num\">{points}</th></tr></thead>\
             <tbody>{rows}</tbody></table>{rest}"
        );
        let intro = self.with_key(
            Label("Of 100 points, counted on what is proven.", "100点満点、根拠のある得点で計算。"),
            Label(
                "Solid dot: the level is low; hatched: evidence or confirmation is missing; dashed ring: no answer yet.",
                "黒丸：レベルが低い、斜線：根拠資料がない、または未確認、破線：未回答・不明。",
            ),
        );
        self.section("lost", title, &intro, &body)
    }

    fn loss_row(&self, stage: &StageExplanation<'_>, loss: &Loss, end: u16) -> String {
        let own = loss.criterion;
        let is_gate =
            stage.result.gates.iter().any(|gate| self.words.framework[gate.gate].member(own).is_some());
        let gate = if is_gate {
            let word = self.say(Label("Gate", "必須条件"));
            format!(" <span class=\"tag gate-tag\">{word}</span>")
        } else {
            String::new()
        };
        let level = self.state(own).level().unwrap_or(0);
        let why = match loss.reason {
            LossReason::Level => say!("level {level}", "レベル{level}"),
            LossReason::Unproven if self.state(own).is_proposed() => words::proposed(level),
            LossReason::Unproven => say!("level {level}, no evidence", "レベル{level}、根拠資料なし"),
            LossReason::Open => say!("no answer yet", "未回答・不明"),
        };
        let lost = stage.result.percent(loss.points);
        let (name, why, dot) =
            (self.link_to(own), self.say(why), dots(&Dot { lost, reason: loss.reason }, end));
        format!(
            "<tr><th scope=\"row\">{name}{gate}</th><td>{why}</td><td class=\"wide\">{dot}</td><td class=\"num\">{lost}</td></tr>"
        )
    }

    /// Losses that are not in the table, with their points.
    fn other_losses(&self, stage: &StageExplanation<'_>) -> String {
        let others = stage.losses.get(SHOWN..).unwrap_or_default();
        if others.is_empty() {
            return String::new();
        }
        let more = others.len();
        let list = others.iter().map(|loss| {
            format!("{}&nbsp;{}", self.criterion(loss.criterion), stage.result.percent(loss.points))
        });
        let (head, list) = (self.say(say!("{more} more:", "ほか{more}件：")), self.lang().list(list));
        format!("<p class=\"note\">{head} {list}{}</p>", self.lang().of(".", "。"))
    }
}

/// The end of the axis in percent: the largest loss, in tenths, rounded up to five points.
fn end_of_axis(most: u16) -> u16 {
    most.div_ceil(50).max(1) * 5
}
