use super::edition::CohortEdition;
use crate::advice::{GateSummary, LossReason, LossSummary, StageSummary};
use crate::report::markup::each;
use crate::report::svg::{self, Dot, dots};
use crate::report::web::ColumnHead;
use crate::text::{Label, grouped};

pub(super) const TITLE: Label = Label("What blocks each stage", "各段階を止めているもの");

/// The most criteria per stage in the list of losses.
const NAMED: usize = 5;

const MET: ColumnHead = ColumnHead::number("Met", "充足");
const UNPROVEN: ColumnHead = ColumnHead::number("Unproven", "根拠不足");
const OPEN: ColumnHead = ColumnHead::number("Open", "未確定");
const FAILED: ColumnHead = ColumnHead::number("Not met", "未達");
const ALONE: ColumnHead = ColumnHead::number("Only obstacle", "唯一の障害");
const LOST: ColumnHead = ColumnHead::number("% of the stage’s points", "段階の配点に占める%");
const LOSING: ColumnHead = ColumnHead::number("Number", "件数");

impl CohortEdition<'_> {
    /// The gates of each stage, and the criteria that lose most there.
    pub(super) fn blocks(&self) -> String {
        let intro = self.say(Label(
            "A gate must be met whatever the score. “Only obstacle”: how often this gate alone stands in the way of ready.",
            "必須条件は、得点にかかわらず満たす必要があります。「唯一の障害」は、その条件さえなければ準備完了になる件数です。",
        ));
        let stage = |own: &StageSummary| {
            let (name, gates, losses) = (self.numbered(own.stage), self.gates(own), self.losses(own));
            format!(
                "<div class=\"block-stage\"><h3>{name}</h3><div class=\"pair\">{gates}{losses}</div></div>"
            )
        };
        self.section("blocks", TITLE, &intro, &each(&self.view.cohort.stages, stage))
    }

    fn gates(&self, stage: &StageSummary) -> String {
        let holding = stage.holding_gates();
        if holding.is_empty() {
            let none = self.say(Label(
                "No gate holds anyone back here.",
                "この段階では、満たされていない必須条件はありません。",
            ));
            return format!("<p class=\"empty\">{none}</p>");
        }
        let rows = each(holding, |gate| self.gate_row(stage, gate));
        self.listed("gates", Label("Gates", "必須条件"), &[MET, UNPROVEN, OPEN, FAILED, ALONE], &rows)
    }

    fn gate_row(&self, stage: &StageSummary, gate: &GateSummary) -> String {
        let GateSummary { failed, open, unproven, alone, .. } = *gate;
        let met = stage.passing(gate);
        let bar = svg::mini_of([met, unproven, open], stage.assessed);
        let cells = [(MET, met), (UNPROVEN, unproven), (OPEN, open), (FAILED, failed), (ALONE, alone)];
        let cells = each(cells, |(head, number)| self.cell(head, &grouped(number)));
        let name = self.gate(gate.gate);
        format!("<tr><th scope=\"row\">{name}</th><td class=\"wide\">{bar}</td>{cells}</tr>")
    }

    fn losses(&self, stage: &StageSummary) -> String {
        let losing = stage.losing();
        let Some(most) = losing.first() else { return String::new() };
        // The axis ends at the next 5 percent.
        let end = (most.share.percent().tenths().div_ceil(50) * 5).max(5);
        let rows = each(losing.iter().take(NAMED), |loss| self.loss_row(loss, end));
        let name = Label("Criteria that lose most", "失点の大きい評価項目");
        self.listed("losses", name, &[LOST, LOSING], &rows)
    }

    fn loss_row(&self, loss: &LossSummary, end: u16) -> String {
        let lost = loss.share.percent();
        let reason = if loss.is_mostly_open() { LossReason::Open } else { LossReason::Level };
        let picture = dots(&Dot { lost, reason }, end);
        let mostly = if loss.is_mostly_open() {
            let text = self.say(Label("mostly by open answers", "主に未回答・不明による"));
            format!(" <span class=\"tag\">{text}</span>")
        } else {
            String::new()
        };
        let of = format!("{} / {}", grouped(loss.losing), grouped(loss.counts));
        let (name, lost, of) =
            (self.criterion(loss.criterion), self.cell(LOST, &lost.to_string()), self.cell(LOSING, &of));
        format!("<tr><th scope=\"row\">{name}{mostly}</th><td class=\"wide\">{picture}</td>{lost}{of}</tr>")
    }

    /// A table of criteria, each with a picture.
    fn listed(&self, class: &str, name: Label, heads: &[ColumnHead], rows: &str) -> String {
        let (caption, criterion) = (self.say(name), self.column("", Label("Criterion", "評価項目")));
        let heads = each(heads, |head| self.column("num", head.name));
        format!(
            "<table class=\"cards {class}\"><caption>{caption}</caption><thead><tr>{criterion}<td class=\"wide\"></td>{heads}</tr></thead>\
             <tbody>{rows}</tbody></table>"
        )
    }
}
