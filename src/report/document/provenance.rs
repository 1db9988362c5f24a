use std::path::Path;

use super::Edition;
use crate::advice::{Sorting, StageRecord, TrackRecord};
use crate::framework::{SourceIx, StageIx, Verdict};
use crate::report::web::{capital, items};
use crate::report::words;
use crate::text::{Bilingual, Label, escape_html, say};

impl Edition<'_> {
    /// What the report was made from and how, so that it can be reproduced.
    pub(super) fn how_made(&self) -> String {
        let path = &self.report.input.path;
        let file = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        let further = [
            self.entry(Label("Answer sheet", "回答シート"), &format!("<code>{}</code>", escape_html(&file))),
            self.entry(Label("Scored as of", "評価基準日"), &self.date(self.explanation.assessed.as_of)),
            self.entry(Label("Calibration", "較正"), &self.calibration()),
            self.method(),
        ];
        self.provenance(&self.version(), &further)
    }

    fn version(&self) -> String {
        let (own, sheet) = (self.words.framework.version(), &self.explanation.assessed.sheet.version);
        match sheet.as_deref().filter(|version| *version != own) {
            Some(other) => self.say(say!("{own} (answered against {other})", "{own}（回答時は{other}）")),
            None => escape_html(own),
        }
    }

    fn calibration(&self) -> String {
        let Some(record) = self.report.record else {
            return self.say(Label(
                "Not calibrated: this framework has no cases with a known state, so nobody can say how often such a verdict is \
                 right.",
                "未較正：実際の状態がわかっている事例がないため、判定がどの程度当たるかは示せません。",
            ));
        };
        let TrackRecord { cases, invented, .. } = record;
        let intro = self.say(say!(
            "Checked against {cases} cases whose true state judges have settled ({invented} of them invented).",
            "判定者が実際の状態を判断した{cases}件の事例と照合しています（うち{invented}件は架空）。"
        ));
        let stages = self.words.framework.stage_indices().zip(&record.stages);
        let lines: Vec<String> = stages.map(|(stage, own)| self.stage_record(stage, own)).collect();
        let caveat = self.say(Label(
            "Where thresholds were set with these same cases, expect less of new ones. “Not ready”, “open” and “unproven” \
             count alike as not ready.",
            "基準値を同じ事例から定めた場合、新しい事例では的中率が下がると考えられます。「未達」「未確定」「根拠不足」は、いずれも準備完了でないものとして数えています。",
        ));
        format!("<p>{intro}</p><ul>{}</ul><p>{caveat}</p>", items(&lines))
    }

    fn stage_record(&self, stage: StageIx, record: &StageRecord) -> String {
        let Sorting { ready_as_ready, ready_as_not, not_as_ready, not_as_not } = record.sorting;
        let (ready, others) = (ready_as_ready + ready_as_not, not_as_ready + not_as_not);
        let Bilingual { en: _, ja: yes } = capital(words::verdict(Verdict::Ready));
        let sorted = say!(
            "of {ready} ready cases {ready_as_ready} were called ready, of {others} others {not_as_not} were not",
            "準備完了の{ready}事例中{ready_as_ready}件を「{yes}」、それ以外の{others}事例中{not_as_not}件を「{yes}」でないと判定"
        );
        let Bilingual { en, ja } = sorted;
        let line = match record.left_out {
            Some(left_out) => {
                let (misplaced, all) = (left_out.misplaced, left_out.of);
                say!(
                    "{en}; with each case left out in turn, the points alone misplace {misplaced} of {all}",
                    "{ja}。1事例ずつ除いて得点だけで判定すると、{all}事例中{misplaced}件で誤り"
                )
            }
            None => say!("{en}", "{ja}"),
        };
        let colon = self.lang().colon();
        format!("{}{colon}{}", self.numbered(stage), self.say(line))
    }

    /// Every cited source, once, by number.
    pub(super) fn source_list(&self) -> String {
        if self.cited.is_empty() {
            return String::new();
        }
        let list: String = self.cited.iter().map(|source| self.source(*source)).collect();
        self.section("sources", Label("Sources", "出典"), "", &format!("<ol class=\"sources\">{list}</ol>"))
    }

    fn source(&self, own: SourceIx) -> String {
        let source = &self.words.framework[own];
        let (id, title) = (self.id(&format!("s-{}", source.id)), self.of(&source.title));
        let as_of = source.as_of.map_or_else(String::new, |day| {
            let words: Bilingual = say!("(as of {day})", "（{day}時点）");
            format!(" <span class=\"asof\">{}</span>", self.say(words))
        });
        // The address is the text of the link, so that it is readable on paper.
        let address = source.url.as_ref().map_or_else(String::new, |url| {
            let shown = escape_html(url);
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            if is_web { format!(" <a href=\"{shown}\">{shown}</a>") } else { format!(" {shown}") }
        });
        format!("<li id=\"{id}\">{title}{as_of}{address}</li>")
    }
}
