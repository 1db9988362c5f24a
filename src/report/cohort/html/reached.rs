use super::edition::CohortEdition;
use super::number_cell;
use crate::advice::Share;
use crate::report::svg::{self, Swatch};
use crate::text::{Label, say};

impl CohortEdition<'_> {
    /// How many companies have reached how many stages, the farthest first.
    pub(super) fn reached(&self) -> String {
        let rows: String =
            (0..self.view.cohort.reached.len()).rev().map(|own| self.reached_row(own)).collect();
        let [stages, companies, share] = [
            self.column("", Label("Stages reached", "到達した段階")),
            self.column("num", Label("Number", "件数")),
            self.column("num", Label("Share", "割合")),
        ];
        let (id, title) = (self.id("reached"), self.say(Label("How far they have come", "どこまで進んだか")));
        let legend = self.legend();
        format!(
            "<section class=\"path-box\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2><table class=\"reach\"><thead><tr>\
             {stages}<td class=\"wide\"></td>{companies}{share}</tr></thead><tbody>{rows}</tbody></table>{legend}</section>"
        )
    }

    fn reached_row(&self, reached: usize) -> String {
        let (all, own) = (self.view.cohort.companies, self.view.cohort.reached[reached]);
        let stages = self.framework().stages().len();
        let name = self.say(match reached {
            _ if reached == stages => say!("All {stages} stages", "{stages}段階すべて"),
            0 => say!("None yet", "まだなし"),
            1 => say!("1 stage", "1段階"),
            _ => say!("{reached} stages", "{reached}段階"),
        });
        let last = self.framework().stage_indices().take(reached).last();
        let up_to = last.map_or_else(String::new, |stage| {
            let stage = self.words.stage(stage);
            format!("<small>{}</small>", self.say(say!("up to {stage}", "「{stage}」まで")))
        });
        let (bar, companies) = (svg::mini_of([own, 0, 0], all), number_cell(own));
        let share = Share::of(own as u64, all as u64).percent();
        format!(
            "<tr><th scope=\"row\">{name}{up_to}</th><td class=\"wide\">{bar}</td>{companies}<td class=\"num\">{share}%</td></tr>"
        )
    }

    /// The pieces of all bars of companies.
    fn legend(&self) -> String {
        let pieces = [
            (Swatch::Proven, Label("Ready or met, and proven", "基準を満たし、根拠資料あり")),
            (
                Swatch::Claimed,
                Label(
                    "Unproven: claimed, evidence missing",
                    "根拠不足：回答どおりなら満たすが、根拠資料なし",
                ),
            ),
            (Swatch::Possible, Label("Open: answers missing", "未確定：未回答・不明しだい")),
            (Swatch::Empty, Label("Not ready or not met", "未達")),
        ];
        let piece = |(swatch, name)| format!("<span>{}{}</span>", svg::swatch(swatch), self.say(name));
        format!("<p class=\"legend\">{}</p>", pieces.map(piece).concat())
    }
}
