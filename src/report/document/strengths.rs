use super::Edition;
use crate::framework::CriterionIx;
use crate::report::svg::{self, Swatch};
use crate::text::{Bilingual, Label, say};

const SHOWN: usize = 6;

impl Edition<'_> {
    /// High levels with evidence, and all of that evidence.
    pub(super) fn strengths(&self) -> String {
        let (title, all) =
            (Label("Strengths, with their evidence", "強みとその根拠資料"), &self.explanation.strengths);
        if all.is_empty() {
            return self.empty_section(
                "strengths",
                title,
                Label(
                    "No answer with evidence reaches more than half of its points yet.",
                    "根拠資料があり、配点の半分を超える回答はまだありません。",
                ),
            );
        }
        let list: String = all.iter().take(SHOWN).map(|own| self.strength(*own)).collect();
        let more = match all.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => self.more(
                "criteria",
                say!("{more} more under “Every criterion”", "ほか{more}件は「全評価項目」に掲載"),
            ),
        };
        let intro = self.say(Label(
            "The highest levels that are backed with evidence, those that count most first.",
            "根拠資料のある回答のうちレベルの高いもの（配点の大きい順）。",
        ));
        self.section("strengths", title, &intro, &format!("<ul class=\"strong\">{list}</ul>{more}"))
    }

    fn strength(&self, own: CriterionIx) -> String {
        let level = self.state(own).proven().unwrap_or(0);
        let (name, tag) = (self.criterion(own), self.say(self.level_of(own, level)));
        let (says, mark) = (self.say(self.level_says(own, level)), svg::swatch(Swatch::Proven));
        let word = self.say(Label("Evidence", "根拠資料"));
        let evidence: Vec<String> = self.answer_of(own).evidence.iter().map(|text| self.own(text)).collect();
        let evidence = evidence.join(self.lang().of("; ", "；"));
        format!(
            "<li><b>{name}</b> <span class=\"tag\">{tag}</span><span class=\"say\">{says}</span>\
             <span class=\"ev\">{mark}<span class=\"sr\">{word}</span>{evidence}</span></li>"
        )
    }

    pub(super) fn level_of(&self, own: CriterionIx, level: u8) -> Bilingual {
        let top = self.words.framework[own].top();
        say!("level {level} of {top}", "レベル{level}／{top}")
    }
}
