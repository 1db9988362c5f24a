use comfy_table::{Cell, ColumnConstraint};

use super::terminal::{ExplanationPage, PERCENT};
use crate::report::page::{bar, lines, longest_word, right, room, table, verdict_cell};
use crate::report::words;
use crate::scoring::StageResult;
use crate::text::{Label, say, width};

/// A table of the stages: how many of the three numbers it shows, and how long its bars are.
pub(super) type StageTable = (usize, usize);

/// All numbers.
pub(super) const WITH_NUMBERS: &[StageTable] = &[(3, LONG_BAR), (3, MIDDLE_BAR), (3, SHORT_BAR)];

/// The proven number alone.
pub(super) const PROVEN_ALONE: &[StageTable] = &[(1, LONG_BAR), (1, SHORT_BAR)];

const LONG_BAR: usize = 20;
const MIDDLE_BAR: usize = 15;
const SHORT_BAR: usize = 10;

impl<'a> ExplanationPage<'a> {
    /// The stages in the first of these tables that has room for whole names, else for their words; else as a list.
    pub(super) fn stages(&mut self, tables: &[StageTable]) {
        let has_room =
            |table: &StageTable, name| room(self.page.terminal, &self.least(*table, name)).is_some();
        let whole = tables.iter().find(|table| has_room(table, width));
        match whole.or_else(|| tables.iter().find(|table| has_room(table, longest_word))) {
            Some(table) => self.stage_table(*table),
            None => self.stage_list(),
        }
    }

    pub(super) fn legend(&mut self) {
        self.page.note(Label(
            "Percent of the points. Bar: # proven, + claimed only, - still possible, | ready.",
            "得点率（%）。# 根拠あり、+ 回答のみ、- 到達の余地、| 準備完了の基準。",
        ));
    }

    fn results(&self) -> impl Iterator<Item = &'a StageResult> + use<'a> {
        self.explanation.assessed.assessment.stages.iter()
    }

    fn heads(&self) -> [&'static str; 5] {
        self.text.lang.of(
            ["Stage", "Verdict", "Proven", "Score", "Possible"],
            ["段階", "判定", "根拠あり", "回答どおり", "最大"],
        )
    }

    /// What every column needs at the least: no number and no bar is broken, nor what `columns` counts of a name.
    fn least(&self, (numbers, bar): StageTable, columns: fn(&str) -> usize) -> Vec<usize> {
        let name = self.results().map(|result| columns(&self.text.numbered_stage(result.stage)));
        let verdict = self.results().map(|result| width(words::verdict(result.verdict).to(self.text.lang)));
        let heads = self.heads();
        let numbers = heads[2..].iter().take(numbers).map(|head| width(head).max(PERCENT));
        let texts = [name.max().unwrap_or(0), verdict.max().unwrap_or(0)];
        // The mark takes one more column of the bar.
        texts.into_iter().chain(numbers).chain([bar + 1]).collect()
    }

    fn stage_table(&mut self, (numbers, cells): StageTable) {
        let heads = self.heads().into_iter().take(2 + numbers).chain([""]);
        let mut table = table(self.page.terminal, heads.map(str::to_owned));
        for result in self.results() {
            let verdict = words::verdict(result.verdict).to(self.text.lang);
            let all = [result.proven(), result.score(), result.possible()];
            let texts = [
                Cell::new(self.text.numbered_stage(result.stage)),
                verdict_cell(self.page.terminal, result.verdict, verdict),
            ];
            let bar = Cell::new(bar(result.points, Some(self.ready_at(result)), cells));
            table.add_row(texts.into_iter().chain(all.into_iter().take(numbers).map(right)).chain([bar]));
        }
        // Numbers and bars are never broken; names are.
        for column in table.column_iter_mut().skip(2) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        self.page.raw(&lines(table));
    }

    fn stage_list(&mut self) {
        let paint = self.page.terminal.paint;
        for result in self.results() {
            let verdict = words::verdict(result.verdict).to(self.text.lang);
            let name = [&self.text.numbered_stage(result.stage), verdict].join(self.text.lang.colon());
            self.page.styled(name, "", |line| paint.verdict(result.verdict, line));
            let (proven, score, possible) = (result.proven(), result.score(), result.possible());
            self.page.paragraph(say!(
                "  proven {proven}, score {score}, possible {possible}",
                "  根拠あり {proven}、回答どおり {score}、最大 {possible}"
            ));
            self.page.raw(&format!("  {}", bar(result.points, Some(self.ready_at(result)), LONG_BAR)));
        }
    }

    pub(super) fn ready_at(&self, result: &StageResult) -> u8 {
        self.text.framework[result.stage].ready_at
    }
}
