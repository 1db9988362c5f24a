use super::Edition;
use super::edition::of;
use crate::advice::{Proportion, Robustness, StageExplanation};
use crate::report::web::ColumnHead;
use crate::report::web::capital;
use crate::report::words;
use crate::text::{Label, count, say};

const STAGE: ColumnHead = ColumnHead::text("Stage", "段階");
const VERDICT: ColumnHead = ColumnHead::text("Verdict", "判定");
const PROVEN: ColumnHead = ColumnHead::number("Proven", "根拠あり");
const CLAIMED: ColumnHead = ColumnHead::number("Claimed", "回答どおり");
const POSSIBLE: ColumnHead = ColumnHead::number("Possible", "最大");
const NEEDED: ColumnHead = ColumnHead::number("Needed", "基準");
const GATES: ColumnHead = ColumnHead::number("Gates", "必須条件");
const SAME: ColumnHead = ColumnHead::text("Same verdict", "同じ判定");
const RIGHT: ColumnHead = ColumnHead::text("Such verdicts were right", "同じ判定の的中");

impl Edition<'_> {
    /// The table beside the bars.
    pub(super) fn numbers(&self) -> String {
        let head = self.table_head(&[STAGE, VERDICT, PROVEN, CLAIMED, POSSIBLE, NEEDED, GATES, SAME, RIGHT]);
        let rows: String = self.explanation.stages.iter().map(|stage| self.number_row(stage)).collect();
        let intro = self.say(Label(
            "Percent of the points that apply. “Ready” needs the proven percent at the threshold and every gate passed \
             on evidence. “Same verdict”: the share of 1,000 random weightings (each weight between half and one and a \
             half times its value) that leave the verdict as it is.",
            "該当する配点に対する得点率（%）。「準備完了」には、根拠のある得点率が基準に達し、すべての必須条件を根拠資料のある回答で満たす必要があります。「同じ判定」は、各重みを0.5〜1.5倍の範囲で無作為に変えた1,000通りのうち、判定が変わらない割合です。",
        ));
        let body = format!("<table class=\"numbers cards\">{head}<tbody>{rows}</tbody></table>");
        self.section("numbers", Label("The stages in numbers", "各段階の数値"), &intro, &body)
    }

    fn number_row(&self, stage: &StageExplanation<'_>) -> String {
        let own = stage.result.stage;
        let percents = stage.result.points.percents().map(|percent| percent.to_string());
        let [proven, claimed, possible] = percents;
        let gates = match stage.passed_gates() {
            (_, 0) => "–".to_owned(),
            (passed, gates) => self.say(of(passed, gates)),
        };
        let cells = [
            self.cell(VERDICT, &self.verdict(stage.result.verdict)),
            self.cell(PROVEN, &proven),
            self.cell(CLAIMED, &claimed),
            self.cell(POSSIBLE, &possible),
            self.cell(NEEDED, &stage.ready_at.to_string()),
            self.cell(GATES, &gates),
            self.cell(SAME, &self.same_verdict(&stage.robustness)),
            self.cell(RIGHT, &self.right(stage)),
        ];
        let (name, cells) = (self.numbered(own), cells.concat());
        format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>")
    }

    pub(super) fn same_verdict(&self, robustness: &Robustness) -> String {
        if robustness.others.is_empty() {
            return "100%".to_owned();
        }
        let same = Robustness::share(robustness.holds);
        let others = robustness.others.iter().map(|(verdict, draws)| {
            let (verdict, share) = (capital(words::verdict(*verdict)), Robustness::share(*draws));
            let (en, ja) = (verdict.en, verdict.ja);
            say!("{en} {share}%", "{ja} {share}%").into_text(self.lang())
        });
        let others = self.lang().list(others);
        self.say(say!("{same}%, else {others}", "{same}%、ほかは{others}"))
    }

    /// How often this verdict was right among the framework's cases.
    pub(super) fn right(&self, stage: &StageExplanation<'_>) -> String {
        let record = self.report.record.map(|record| record.stages[stage.result.stage.get()]);
        match record.and_then(|record| record.right(stage.result.verdict)) {
            Some(found) => {
                let Proportion { part, whole, .. } = found;
                let (low, high) = found.whole_percents();
                let cases = count(whole, "case");
                self.say(say!(
                    "{part} of {cases} (95%: {low}–{high}%)",
                    "{whole}事例中{part}件（95%：{low}〜{high}%）"
                ))
            }
            None => self.say(Label("not calibrated", "未較正")),
        }
    }
}
