//! Assessments as CSV: one row per company, by RFC 4180 but with `\n` at the ends of lines, in UTF-8 without a mark.

use super::cells::{BETWEEN, blocked_by, codes};
use crate::framework::Framework;
use crate::report::View;
use crate::scoring::SHOWN_LOSSES;
use crate::text::{clean_cell, is_formula};

/// The columns before those of the stages.
const FIRST: [&str; 5] = ["subject", "ref", "date", "reached", "next_stage"];

/// The columns of every stage, after its id.
const OF_STAGE: [&str; 5] = ["verdict", "score", "proven", "possible", "blocked_by"];

/// The column after those of the stages.
const NOTICES: &str = "notices";

/// The columns of every loss, after the id of the stage and the rank of the loss from 1.
const OF_LOSS: [&str; 3] = ["", "_level", "_points"];

/// The names of the columns, with the end of the line. They are the same in every language. With `losses` there are
/// those of the greatest losses of every stage besides, after all others.
pub fn header(framework: &Framework, losses: bool) -> String {
    let mut row = Row::default();
    for name in FIRST {
        row.push(name);
    }
    for stage in framework.stages() {
        for name in OF_STAGE {
            row.push(&format!("{}.{name}", stage.id));
        }
    }
    row.push(NOTICES);
    for stage in framework.stages().iter().filter(|_| losses) {
        for (rank, name) in (1..=SHOWN_LOSSES).flat_map(|rank| OF_LOSS.map(|name| (rank, name))) {
            row.push(&format!("{}.loss{rank}{name}", stage.id));
        }
    }
    row.end()
}

/// One company, with the end of the line: ids, codes and numbers, the same in every language. What is not given is
/// empty. With `losses` the row has the three criteria that lost most on each stage, each with its level and the points
/// that it lost.
///
/// What a user typed is made safe: control characters and those that hide text are dropped, and a cell that a
/// spreadsheet would take for a formula begins with `'`.
pub fn row(view: &View<'_>, losses: bool) -> String {
    let View { framework, assessed, .. } = *view;
    let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
    let mut row = Row::default();
    row.push(sheet.subject.as_deref().unwrap_or_default());
    row.push(sheet.reference.as_deref().unwrap_or_default());
    row.push(&sheet.date.map(|date| date.to_string()).unwrap_or_default());
    row.push(&assessment.reached.to_string());
    row.push(assessment.next_stage.map_or("", |stage| &framework[stage].id));
    for result in &assessment.stages {
        row.push(result.verdict.id());
        for percent in [result.score(), result.proven(), result.possible()] {
            row.push(&percent.to_string());
        }
        row.push_several(blocked_by(framework, &result.gates));
    }
    row.push_several(codes(assessed.notices.iter()));
    for result in assessment.stages.iter().filter(|_| losses) {
        let mut shown = result.losses().into_iter();
        for _ in 0..SHOWN_LOSSES {
            let loss = shown.next();
            row.push_plain(loss.map_or("", |loss| &framework[loss.criterion].id));
            row.push_plain(
                &loss
                    .and_then(|loss| assessment.states[loss.criterion.get()].level())
                    .map(|l| l.to_string())
                    .unwrap_or_default(),
            );
            row.push_plain(&loss.map(|loss| loss.points.lost().to_string()).unwrap_or_default());
        }
    }
    row.end()
}

/// A cell with a text of the user's.
pub(crate) fn cell(text: &str) -> String {
    let text = clean_cell(text);
    let guard = if is_formula(&text) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// A line that is being written.
#[derive(Default)]
struct Row {
    text: String,
    begun: bool,
}

impl Row {
    /// Adds a cell that needs neither quotes nor a guard.
    fn push_plain(&mut self, cell: &str) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        self.text.push_str(cell);
    }

    /// Adds a cell with several ids or codes.
    fn push_several<'a>(&mut self, items: impl IntoIterator<Item = &'a str>) {
        self.push_plain("");
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.text.push_str(BETWEEN);
            }
            self.text.push_str(item);
        }
    }

    /// Adds a cell with a text of the user's.
    fn push(&mut self, cell: &str) {
        self.push_plain(&self::cell(cell));
    }

    /// The line, with its end.
    fn end(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    fn line(cells: &[&str]) -> String {
        let mut row = Row::default();
        for cell in cells {
            row.push(cell);
        }
        row.end()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(line(&["a", "", "b c"]), "a,,b c\n");
        assert_eq!(
            line(&["", "x,y", "say \"x\"", "one\r\ntwo"]),
            ",\"x,y\",\"say \"\"x\"\"\",\"one\ntwo\"\n"
        );
    }

    #[test]
    fn nothing_begins_a_formula() {
        assert_eq!(line(&["=1+1", "+1", "-1", "@x", "\tx"]), "'=1+1,'+1,'-1,'@x,'\tx\n");
        assert_eq!(line(&["\u{202e}=1,2", "a=b", "\u{feff}@x"]), "\"'=1,2\",a=b,'@x\n");
    }
}
