use comfy_table::{Cell, ColumnConstraint};

use super::terminal::{ExplanationPage, PERCENT};
use crate::report::page::{bar, lines, longest_word, right, room, table};
use crate::report::words;
use crate::scoring::{RubricPoints, StageResult};
use crate::text::{Label, clean, say, width};

const BAR: usize = 10;

impl ExplanationPage<'_> {
    /// Every rubric over all stages; at each of them too where there is room.
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
        // Numbers and bars are never broken; names are.
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

/// The three numbers as a bar; nothing where there are none.
fn small_bar(own: RubricPoints) -> String {
    own.percents().map_or_else(String::new, |_| bar(own.points, None, BAR))
}
