//! The text of a calibration report, in one language and independent of its form.

use std::collections::BTreeSet;

use super::{CalibrationView, overall};
use crate::advice::{
    Above, CutInterval, Footing, GateCalibration, LeftOut, Proportion, Sorting, Splits, StageCalibration,
};
use crate::framework::{StageIx, Verdict};
use crate::report::words::Words;
use crate::report::{Localized, words};
use crate::text::{Bilingual, Label, clean, count, say};

/// A block of plain text.
pub(super) enum CalibrationBlock {
    Heading(String),
    /// Where to explain how to read the plots.
    Key,
    Plot(StageIx),
    Paragraph(String),
    Note(String),
    Bullet(String),
    /// Numbers of cases, each row with its name.
    Table {
        heads: Vec<String>,
        rows: Vec<(String, Vec<usize>)>,
    },
}

/// The corner of a table of judges against the framework.
pub(super) const FOUND: Label = Label("judges say ↓  found →", "判断 ↓　結果 →");

/// The whole report, in order.
pub(super) fn blocks(view: &CalibrationView<'_>) -> Vec<CalibrationBlock> {
    let text = Localized::new(view.framework, view.lang);
    let mut said = Said { view: *view, text, blocks: Vec::new() };
    said.head();
    for stage in &view.calibration.stages {
        said.stage(stage);
    }
    overall::write(&mut said);
    said.blocks
}

pub(super) struct Said<'a> {
    pub(super) view: CalibrationView<'a>,
    pub(super) text: Localized<'a>,
    blocks: Vec<CalibrationBlock>,
}

/// A share between 0 and 1 as a percent with one decimal.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A probability for display; a very small one only as an upper bound.
pub(super) fn probability(p: f64) -> String {
    if p < 0.001 { "p<0.001".to_owned() } else { format!("p={p:.3}") }
}

impl Said<'_> {
    pub(super) fn heading(&mut self, words: impl Words) {
        self.blocks.push(CalibrationBlock::Heading(self.word(words)));
    }

    pub(super) fn paragraph(&mut self, words: impl Words) {
        self.blocks.push(CalibrationBlock::Paragraph(self.word(words)));
    }

    pub(super) fn note(&mut self, words: impl Words) {
        self.blocks.push(CalibrationBlock::Note(self.word(words)));
    }

    pub(super) fn bullet(&mut self, words: impl Words) {
        self.blocks.push(CalibrationBlock::Bullet(self.word(words)));
    }

    pub(super) fn table(&mut self, heads: impl Into<Vec<String>>, rows: Vec<(String, Vec<usize>)>) {
        self.blocks.push(CalibrationBlock::Table { heads: heads.into(), rows });
    }

    fn word(&self, words: impl Words) -> String {
        words.to(self.view.lang).to_owned()
    }

    pub(super) fn ids(&self, cases: &[usize]) -> String {
        clean(&self.view.lang.list(self.view.ids(cases)))
    }

    fn head(&mut self) {
        let calibration = self.view.calibration;
        let cases = calibration.cases.len();
        let ratings: usize = calibration.cases.iter().map(|case| case.ratings).sum();
        let (title, version) = (self.text.of(self.view.framework.title()), self.view.framework.version());
        let (en, ratings_en) = (count(cases, "case"), count(ratings, "rating"));
        self.heading(say!(
            "{title} {version}: checked against {en} with {ratings_en}",
            "{title} {version}：事例{cases}件（回答{ratings}件）との照合"
        ));
        if calibration.set_aside {
            self.paragraph(Label(
                "These are the cases that were set aside. No cut is made from them.",
                "除いてある事例だけの結果です。ここから基準は決めません。",
            ));
        } else if calibration.others > 0 {
            let (others, en) = (calibration.others, count(calibration.others, "case"));
            self.paragraph(say!(
                "{en} set aside: counted nowhere here, and shown alone by --set-aside.",
                "除いてある事例{others}件は、ここでは数えません（--set-aside でそれだけを表示します）。"
            ));
        }
        if !calibration.unrated.is_empty() {
            let ids = self.view.lang.list(&calibration.unrated);
            self.paragraph(say!("Nobody has rated: {ids}.", "回答のない事例：{ids}"));
        }
        let others: usize = calibration.cases.iter().map(|case| case.other_versions).sum();
        if others > 0 {
            let en = count(others, "rating");
            self.paragraph(say!(
                "{en} made against another version; scored with {version}.",
                "別のバージョンに対する回答が{others}件あります。バージョン {version} で採点しました。"
            ));
        }
        self.blocks.push(CalibrationBlock::Key);
    }

    fn stage(&mut self, stage: &StageCalibration) {
        let (title, cut) = (self.text.stage(stage.stage), stage.ready_at);
        self.heading(say!("{title}: ready from {cut} %", "{title}（基準 {cut}%）"));
        let (ready, not) = (stage.ready.len(), stage.not_ready.len());
        if ready + not > 0 {
            self.blocks.push(CalibrationBlock::Plot(stage.stage));
        }
        self.paragraph(say!(
            "By most judges: {ready} ready, {not} not ready.",
            "過半数の判断：準備完了{ready}件、そうでないもの{not}件。"
        ));
        if !stage.tied.is_empty() {
            let ids = self.ids(&stage.tied);
            self.paragraph(say!(
                "Judges are tied, which says nothing: {ids}.",
                "判断が同数に割れた事例（数えません）：{ids}"
            ));
        }
        if ready + not > 0 {
            self.sorting(&stage.proven.sorting);
        }
        if let Some(above) = stage.proven.above {
            self.paragraph(above_words(above));
        }
        for gate in &stage.gates {
            self.gate(gate);
        }
        self.cut(stage);
    }

    fn sorting(&mut self, sorting: &Sorting) {
        let (ready, not) = (Label("ready", "準備完了"), Label("not", "未達"));
        self.table(
            [FOUND, ready, not].map(|head| head.to(self.view.lang).to_owned()),
            vec![
                (self.word(ready), vec![sorting.ready_as_ready, sorting.ready_as_not]),
                (self.word(not), vec![sorting.not_as_ready, sorting.not_as_not]),
            ],
        );
        let words = |found: Option<Proportion>| {
            found.map_or_else(
                || Label("–", "–").into(),
                |found| {
                    let (percent, Proportion { low, high, .. }) = (found.share().percent(), found);
                    say!("{percent} % ({low:.1} to {high:.1})", "{percent}%（{low:.1}〜{high:.1}）")
                },
            )
        };
        let (of_ready, of_not) = (words(sorting.of_ready()), words(sorting.of_not_ready()));
        let (ready_en, not_en) = (of_ready.en, of_not.en);
        let (ready_ja, not_ja) = (of_ready.ja, of_not.ja);
        self.paragraph(say!(
            "Cut and gates find what judges say (95 % intervals): of those ready {ready_en}, of the others {not_en}.",
            "基準と必須条件による結果が判断と同じ割合（95%信頼区間）：準備完了の事例 {ready_ja}、未達の事例 {not_ja}。"
        ));
    }

    fn gate(&mut self, gate: &GateCalibration) {
        let own = &self.view.framework[gate.gate];
        let (name, asks) = (own.name(self.view.framework), own.asks(self.view.framework, self.text.language));
        let stops = match (gate.stops_ready.as_slice(), gate.alone_stops_ready.as_slice()) {
            ([], _) => say!("stops no ready case", "準備完了の事例を妨げません"),
            (stopped, []) => {
                let ids = self.ids(stopped);
                say!("stops ready cases: {ids}", "準備完了の事例を妨げています：{ids}")
            }
            (stopped, alone) => {
                let (ids, alone) = (self.ids(stopped), self.ids(alone));
                say!(
                    "stops ready cases: {ids} (alone: {alone})",
                    "準備完了の事例を妨げています：{ids}（この条件だけで：{alone}）"
                )
            }
        };
        let holds = match gate.alone_stops_not_ready.as_slice() {
            [] => say!("alone it holds back no other", "この条件だけで止めている未達の事例はありません"),
            alone => {
                let ids = self.ids(alone);
                say!("alone it holds back {ids}, rightly", "この条件だけで正しく止めている事例：{ids}")
            }
        };
        let (en, ja) = (stops.en + "; " + &holds.en, stops.ja + "。" + &holds.ja);
        let (asks_en, asks_ja) = (asks.en, asks.ja);
        self.bullet(say!("Gate {name}, {asks_en}: {en}.", "必須条件 {name}（{asks_ja}）：{ja}。"));
    }

    fn cut(&mut self, stage: &StageCalibration) {
        let (cut, of) = (stage.ready_at, stage.ready.len() + stage.not_ready.len());
        let (least, many) = (Footing::INTERVAL, Footing::CUT);
        let (Some(best), Some(with_gates)) = (&stage.proven.best, &stage.best_with_gates) else {
            if !self.view.calibration.set_aside {
                self.paragraph(say!(
                    "Not calibrated: a cut needs {least} cases or more that are ready, and as many that are not. {cut} \
                     rests on the reason that its authors give.",
                    "較正されていません。基準を決めるには、準備完了の事例と未達の事例がそれぞれ{least}件以上必要です。{cut}は作成者が示した理由に\
                     よるものです。"
                ));
            }
            return;
        };
        let CutInterval { from, to, misplaced, others } = best;
        let present = stage.proven.misplaced;
        self.paragraph(say!(
            "Cuts from {from} to {to} misplace fewest by the percent alone: {misplaced} of {of}. {cut} misplaces {present}.",
            "得点率だけで見て誤りが最も少ない基準は{from}〜{to}で、{of}件中{misplaced}件です。現在の{cut}では{present}件です。"
        ));
        if !others.is_empty() {
            let stretches = others.iter().map(|(from, to)| {
                if from == to { say!("{from}", "{from}") } else { say!("{from} to {to}", "{from}〜{to}") }
            });
            let list = self.view.lang.list(stretches.map(|one| one.into_text(self.view.lang)));
            self.paragraph(say!("As few: {list}.", "同じく少ない基準：{list}"));
        }
        let middle = best.middle_within(with_gates);
        let CutInterval { from, to, misplaced, .. } = with_gates;
        let present = stage.proven.sorting.misplaced();
        self.paragraph(say!(
            "With the gates as they are, cuts from {from} to {to} misplace fewest: {misplaced} of {of}. {cut} misplaces \
             {present}.",
            "現在の必須条件と合わせると、誤りが最も少ない基準は{from}〜{to}で、{of}件中{misplaced}件です。現在の{cut}では{present}件です。"
        ));
        self.paragraph(match stage.footing {
            Footing::Cut => say!(
                "With {many} cases or more in each group this gives a cut: {middle}, the middle of the first or the nearest \
                 within both.",
                "それぞれ{many}件以上あるので、{middle}を基準にできます（得点率による区間の中央、または両方を満たす最も近い値）。"
            ),
            _ => say!(
                "With fewer than {many} cases in a group this is an interval; {middle}, the middle of the first or the \
                 nearest within both, may be taken for now.",
                "どちらかが{many}件に満たないので、これは区間です。{middle}（得点率による区間の中央、または両方を満たす最も近い値）を暫定の基準にできます。"
            ),
        });
        if let Some(contrasting) = stage.contrasting {
            self.paragraph(say!(
                "By contrasting groups the cut is at {contrasting:.1}.",
                "対照群法による基準は {contrasting:.1} です。"
            ));
        }
        if let Some(LeftOut { misplaced, of }) = stage.left_out {
            self.paragraph(say!(
                "Each case placed by a cut made without it: {misplaced} of {of} misplaced.",
                "各事例を除いて決めた基準で判定すると、{of}件中{misplaced}件が誤りです。"
            ));
        }
        let kinds: BTreeSet<(Verdict, Verdict)> =
            stage.changes.iter().map(|change| (change.from, change.to)).collect();
        for (from, to) in kinds {
            let own = stage.changes.iter().filter(|change| (change.from, change.to) == (from, to));
            let ids = self.ids(&own.map(|change| change.case).collect::<Vec<_>>());
            let [from, to] = [from, to].map(|verdict| words::verdict(verdict).to(self.view.lang));
            self.bullet(say!(
                "With {middle} instead of {cut}, {from} → {to}: {ids}",
                "{cut}を{middle}にすると {from} → {to}：{ids}"
            ));
        }
    }
}

fn above_words(Above { share, p, as_well, splits }: Above) -> Bilingual {
    let (share, p) = (percent(share), probability(p));
    match splits {
        Splits::All(splits) => say!(
            "A ready case lies above one that is not in {share} % of pairs; chance does as well in {as_well} of {splits} \
             ways ({p}).",
            "準備完了の事例が未達の事例より高い組は {share}% です。偶然でもそうなるのは{splits}通り中{as_well}通り（{p}）。"
        ),
        Splits::Drawn(draws) => say!(
            "A ready case lies above one that is not in {share} % of pairs; chance does as well in {as_well} of {draws} \
             draws ({p}).",
            "準備完了の事例が未達の事例より高い組は {share}% です。偶然でもそうなるのは{draws}回の抽出中{as_well}回（{p}）。"
        ),
    }
}
