use std::sync::Arc;

use super::engine::Hand;
use super::lines::Stretch;
use super::outcome::Outcome;
use super::scan::{self, Ends, Plan};
use crate::answers::{CsvStart, nameless, nobody, read_row};
use crate::report::Input;
use crate::source::{CsvRows, MAX_LINE, SourceFile, codes, texts_of_rows};

impl Hand<'_, '_> {
    /// Scores every row of a stretch in which something stands.
    pub(super) fn rows(&mut self, table: &Arc<CsvStart>, stretch: &Stretch, out: &mut Outcome) {
        let mut input = Input { path: stretch.name.clone(), line: None };
        if let Ok(text) = simdutf8::basic::from_utf8(stretch.bytes()) {
            self.text_of_rows(table, text, stretch.first_line, &mut input, out);
            return;
        }
        let separator = u8::try_from(table.separator).unwrap_or(b',');
        for (line, text) in texts_of_rows(stretch.bytes(), separator, stretch.first_line) {
            match text {
                Ok(text) => self.text_of_rows(table, text, line, &mut input, out),
                Err(bad) => {
                    input.line = Some(line);
                    self.refuse(&input, vec![*SourceFile::not_text(&input.path, bad)], out);
                }
            }
        }
    }

    fn text_of_rows(
        &mut self,
        table: &Arc<CsvStart>,
        text: &str,
        first_line: usize,
        input: &mut Input,
        out: &mut Outcome,
    ) {
        self.make_plan(table);
        // The text with its name, for the full reader; made when it is first needed.
        let mut file: Option<SourceFile> = None;
        let (mut at, mut line) = (0, first_line);
        let mut ends: Option<Ends<'_>> = None;
        while at < text.len() {
            input.line = Some(line);
            if let Some((end, lines)) = self.quick_row(text, at, &mut ends, input, out) {
                (at, line) = (end, line + lines);
                continue;
            }
            ends = None;
            let file =
                file.get_or_insert_with(|| SourceFile { first_line, ..SourceFile::new(&input.path, text) });
            let mut rows = CsvRows::new(file, table.separator, codes::SHEET_SYNTAX).from(at, line);
            let Some(row) = rows.next() else { return };
            (at, line) = rows.position();
            match row {
                Ok(row) => {
                    input.line = Some(row.line());
                    if let Some(notice) = nobody(&table.columns, &row) {
                        out.problems.push(notice);
                        continue;
                    }
                    for (_, notice) in nameless(&table.columns, &row) {
                        out.problems.push_once(&input.path, notice);
                    }
                    let read = read_row(&table.columns, &Arc::new(row), self.engine.framework);
                    self.full(read, input, out);
                }
                Err(problem) => {
                    input.line = problem.place.as_ref().map(|place| place.file.first_line);
                    self.refuse(input, vec![*problem], out);
                }
            }
        }
    }

    fn make_plan(&mut self, table: &Arc<CsvStart>) {
        if self.plan.as_ref().is_some_and(|(planned, _)| Arc::ptr_eq(planned, table)) {
            return;
        }
        let quick = self.engine.quick.as_ref();
        let plan = quick.and_then(|quick| Plan::new(&quick.tables, &table.columns, table.separator));
        self.plan = Some((Arc::clone(table), plan));
    }

    /// Scores the row that begins at a byte, if a quick reader understands it: where it ends, and over how many lines
    /// it goes.
    fn quick_row<'a>(
        &mut self,
        text: &'a str,
        at: usize,
        ends: &mut Option<Ends<'a>>,
        input: &Input,
        out: &mut Outcome,
    ) -> Option<(usize, usize)> {
        let (quick, tally) = (self.engine.quick.as_ref()?, self.tally.as_mut()?);
        let plan = self.plan.as_ref()?.1.as_ref()?;
        let ends = ends.get_or_insert_with(|| Ends::new(text, at, plan.separator));
        let row = scan::csv(&quick.scanner(), plan, text, at, ends, tally)?;
        if row.end - at > MAX_LINE {
            return None;
        }
        if let Some(head) = row.head {
            quick.write(&head, tally, input, out)?;
            self.judge(out);
        }
        Some((row.end, row.lines))
    }
}
