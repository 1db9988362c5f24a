use comfy_table::{Cell, ColumnConstraint};

use super::terminal::{ExplanationPage, PERCENT};
use crate::report::page::{bar, lines, longest_word, right, room, table, verdict_cell};
use crate::report::words;
use crate::scoring::{RubricPoints, StageResult};
use crate::text::{Label, clean, say, width};

/// A layout of the table of stages: how many of the three numbers it shows, and the length of its bars.
pub(super) type StageTable = (usize, usize);

pub(super) const WITH_NUMBERS: &[StageTable] = &[(3, LONG_BAR), (3, MIDDLE_BAR), (3, SHORT_BAR)];

pub(super) const PROVEN_ALONE: &[StageTable] = &[(1, LONG_BAR), (1, SHORT_BAR)];

const LONG_BAR: usize = 20;
const MIDDLE_BAR: usize = 15;
const SHORT_BAR: usize = 10;

impl<'a> ExplanationPage<'a> {
    /// Shows the stages in the first layout with room for whole names, else for their words, else as a list.
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

    /// The minimum width of every column: numbers and bars are never broken, and of a name what `columns` counts.
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
        // Numbers and bars are never broken, only names.
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

const BAR: usize = 10;

impl ExplanationPage<'_> {
    /// Every rubric over all stages, and at each stage if there is room.
    pub(super) fn profile(&mut self) {
        self.page.heading(words::PROFILE);
        let stages = self.explanation.assessed.assessment.stages.as_slice();
        if self.has_room(stages) {
            self.profile_table(stages);
            let last = stages.len();
            self.page.note(match last {
                1 => say!(
                    "Percent of the points; 1: the score at the stage. It decides no verdict.",
                    "得点率（%）。1は段階の回答どおりの得点率。判定には影響しません。"
                ),
                _ => say!(
                    "Percent of the points; 1 to {last}: the score at each stage. It decides no verdict.",
                    "得点率（%）。1〜{last}は各段階の回答どおりの得点率。判定には影響しません。"
                ),
            });
            return;
        }
        if self.has_room(&[]) {
            self.profile_table(&[]);
        } else {
            self.profile_list();
        }
        self.page.note(Label(
            "Percent of the points of all stages. It decides no verdict.",
            "全段階を通じた得点率（%）。判定には影響しません。",
        ));
    }

    fn profile_heads(&self) -> [&'static str; 3] {
        self.text.lang.of(["Advice", "Proven", "Score"], ["助言", "根拠あり", "回答どおり"])
    }

    /// Whether no word of a name, no number and no bar is broken.
    fn has_room(&self, stages: &[StageResult]) -> bool {
        let rubrics = self.text.framework.rubric_indices();
        let name = rubrics.map(|rubric| longest_word(&clean(self.text.rubric(rubric)))).max().unwrap_or(0);
        let [_, numbers @ ..] = self.profile_heads();
        let mut least = vec![name];
        least.extend(numbers.map(|head| width(head).max(PERCENT)));
        least.push(BAR);
        least.extend(stages.iter().map(|_| PERCENT));
        room(self.page.terminal, &least).is_some()
    }

    fn profile_table(&mut self, stages: &[StageResult]) {
        let heads = self.profile_heads().into_iter().chain([""]).map(str::to_owned);
        let numbers = stages.iter().map(|result| (result.stage.get() + 1).to_string());
        let mut table = table(self.page.terminal, heads.chain(numbers));
        for own in &self.explanation.assessed.assessment.profile {
            let [proven, score, _] = words::percents(Some(*own));
            let mut cells = vec![Cell::new(clean(self.text.rubric(own.rubric))), right(proven), right(score)];
            cells.push(Cell::new(small_bar(*own)));
            cells.extend(stages.iter().map(|result| {
                let here = result.profile.iter().find(|here| here.rubric == own.rubric);
                let score = here.map(|here| words::percents(Some(*here))[1].clone());
                right(score.unwrap_or_default())
            }));
            table.add_row(cells);
        }
        // Numbers and bars are never broken, only names.
        for column in table.column_iter_mut().skip(1) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        self.page.raw(&lines(table));
    }

    fn profile_list(&mut self) {
        for own in &self.explanation.assessed.assessment.profile {
            self.page.paragraph(self.text.rubric(own.rubric));
            let [proven, score, _] = words::percents(Some(*own));
            self.page.paragraph(say!(
                "  proven {proven}, score {score}",
                "  根拠あり {proven}、回答どおり {score}"
            ));
            self.page.raw(&format!("  {}", small_bar(*own)));
        }
    }
}

/// The three numbers as a bar; empty without numbers.
fn small_bar(own: RubricPoints) -> String {
    own.percents().map_or_else(String::new, |_| bar(own.points, None, BAR))
}
