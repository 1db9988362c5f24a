use super::edition::CohortEdition;
use super::number_cell;
use crate::advice::{CohortGroup, FEW, GroupStage, Groups, Share};
use crate::framework::Verdict;
use crate::report::cohort::words::{IN_SEVERAL, NO_CHOICE, hidden_groups};
use crate::report::markup::each;
use crate::report::svg;
use crate::text::{Label, say};

pub(super) const TITLE: Label = Label("By group", "グループ別");

impl CohortEdition<'_> {
    /// The companies by a fact, if that was asked for.
    pub(super) fn groups(&self) -> String {
        let Some(groups) = self.view.groups else { return String::new() };
        let intro = self.say(Label(
            "How many are ready at each stage, and the median score, claims counted as made.",
            "各段階で準備完了の件数と、得点率（回答どおり）の中央値です。",
        ));
        let mut notes = Vec::new();
        if groups.overlap {
            notes.push(self.say(IN_SEVERAL));
        }
        if groups.hidden > 0 {
            notes.push(self.say(hidden_groups(groups.hidden)));
        }
        if groups.groups.iter().any(|group| group.companies < FEW) {
            notes.push(self.say(say!(
                "Groups of fewer than {FEW} say little.",
                "{FEW}件に満たないグループは参考程度にとどめてください。"
            )));
        }
        let notes = each(notes, |note| format!("<p class=\"note\">{note}</p>"));
        let table = if groups.groups.is_empty() { String::new() } else { self.group_table(groups) };
        self.section("groups", TITLE, &intro, &(table + &notes))
    }

    fn group_table(&self, groups: &Groups) -> String {
        let question = self.of(&self.framework()[groups.fact].question);
        let companies = self.column("num", Label("Number", "件数"));
        let stages = each(self.framework().stage_indices(), |own| {
            format!("<th scope=\"col\">{}</th>", self.numbered(own))
        });
        let rows = each(&groups.groups, |group| self.group_row(groups, group));
        format!(
            "<table class=\"cards groups\"><thead><tr><th scope=\"col\">{question}</th>{companies}{stages}</tr></thead>\
             <tbody>{rows}</tbody></table>"
        )
    }

    fn group_row(&self, groups: &Groups, group: &CohortGroup) -> String {
        let name = match group.choice {
            Some(choice) => self.say(self.framework()[groups.fact].label(choice, self.words.language)),
            None => self.say(NO_CHOICE),
        };
        let column = self.say(Label("Number", "件数"));
        let companies =
            number_cell(group.companies).replacen("<td ", &format!("<td data-l=\"{column}\" "), 1);
        let stages = each(&group.stages, |stage| self.group_cell(stage));
        format!("<tr><th scope=\"row\">{name}</th>{companies}{stages}</tr>")
    }

    fn group_cell(&self, stage: &GroupStage) -> String {
        let with = |verdict: Verdict| stage.verdicts[verdict as usize];
        let (name, ready) = (self.stage(stage.stage), with(Verdict::Ready));
        let bar = svg::mini_of([ready, with(Verdict::Unproven), with(Verdict::Open)], stage.assessed);
        let median = stage.median.map(Share::percent).map_or_else(String::new, |median| {
            format!("<small>{}</small>", self.say(say!("median {median}", "中央値 {median}")))
        });
        let ready = self.some_of(ready, stage.assessed);
        format!("<td data-l=\"{name}\">{ready}{bar}{median}</td>")
    }
}
