use super::companies::first_of_advice;
use super::edition::CohortEdition;
use crate::advice::{Share, Spread};
use crate::report::markup::each;
use crate::text::{Label, grouped};

/// The shades of a cell, each from so many percent of the companies.
const SHADES: [u16; 5] = [0, 5, 10, 15, 20];

impl CohortEdition<'_> {
    /// The heat map of all companies where not all have a row: how many lie where. Empty where all have one.
    pub(super) fn spread(&self) -> String {
        let cohort = self.view.cohort;
        if self.shown.len() == cohort.companies {
            return String::new();
        }
        let stages = cohort.stages.iter().map(|own| ("", &own.spread, own.assessed));
        let advice = cohort.profile.iter().enumerate();
        let advice = advice.map(|(own, rubric)| (first_of_advice(own), &rubric.spread, rubric.assessed));
        let columns: Vec<(&str, &Spread, usize)> = stages.chain(advice).collect();
        let rows = each((0..10).rev(), |tenth| self.spread_row(tenth, &columns));
        let name = Label("How many have proven how much", "根拠ありの得点率ごとの件数");
        let (head, heads) = (self.column("", Label("Percent proven", "得点率")), self.heat_heads());
        let caption = self.say(name);
        let table = format!(
            "<table class=\"heat dist\"><caption>{caption}</caption><thead><tr>{head}{heads}</tr></thead><tbody>{rows}</tbody></table>"
        );
        let note = self.say(Label(
            "Shades here: from 5, 10, 15 and 20% of all.",
            "この表の濃さは件数の割合（5、10、15、20%以上）です。",
        ));
        self.scrolling(name, &table) + &format!("<p class=\"note\">{note}</p>")
    }

    fn spread_row(&self, tenth: usize, columns: &[(&str, &Spread, usize)]) -> String {
        let (from, end) = (tenth * 10, if tenth == 9 { 100 } else { tenth * 10 + 9 });
        let to = self.lang().of("–", "〜");
        let cells = each(columns, |(class, spread, all)| {
            let companies = spread.tenths()[tenth];
            let share = Share::of(companies as u64, *all as u64).percent();
            let shade = SHADES.iter().rposition(|from| share.tenths() >= from * 10).unwrap_or(0);
            format!("<td class=\"num{class} h{shade}\">{}</td>", grouped(companies))
        });
        format!("<tr><th scope=\"row\">{from}{to}{end}%</th>{cells}</tr>")
    }
}
