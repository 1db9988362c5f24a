//! Assessments as CSV: one row per company, as in RFC 4180 but with `\n` as line break, in UTF-8 without a byte order
//! mark.

use std::fmt::Display;
use std::io::Write;

use crate::answers::RESULT_COLUMNS;
use crate::framework::Framework;
use crate::report::View;
use crate::scoring::{GateResult, GateStatus, Percent, SHOWN_LOSSES};
use crate::source::Code;
use crate::text::write_csv_cell;

/// The columns of every stage, appended to its id.
const OF_STAGE: [&str; 5] = ["verdict", "score", "proven", "possible", "blocked_by"];

/// The columns of every rubric, appended to its id.
const OF_RUBRIC: [&str; 2] = ["score", "proven"];

const NOTICES: &str = "notices";

/// The columns of every loss, appended to the id of the stage and the rank of the loss from 1.
const OF_LOSS: [&str; 3] = ["", "_level", "_points"];

/// The header line. Its names are the same in every language. With `losses`, the columns of the largest losses per
/// stage come last.
pub fn header(framework: &Framework, losses: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut row = CsvRow::new(&mut out);
    for name in RESULT_COLUMNS {
        row.text(name);
    }
    for stage in framework.stages() {
        for name in OF_STAGE {
            row.text(&format!("{}.{name}", stage.id));
        }
    }
    for rubric in framework.rubrics() {
        for name in OF_RUBRIC {
            row.text(&format!("{}.{name}", rubric.id));
        }
    }
    row.text(NOTICES);
    for stage in framework.stages().iter().filter(|_| losses) {
        for (rank, name) in (1..=SHOWN_LOSSES).flat_map(|rank| OF_LOSS.map(|name| (rank, name))) {
            row.text(&format!("{}.loss{rank}{name}", stage.id));
        }
    }
    row.end();
    out
}

/// Appends a company as a line of ids, codes and numbers that are the same in every language; missing values are empty.
/// With `losses`, the row has the three criteria that lost most on each stage, each with its level and the points lost.
///
/// User input is made safe: control characters and invisible ones are dropped, and a cell that a spreadsheet would take
/// for a formula begins with `'`.
pub fn write_row(view: &View<'_>, losses: bool, out: &mut Vec<u8>) {
    let View { framework, assessed, .. } = *view;
    let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
    let mut row = CsvRow::new(out);
    row.text(sheet.subject.as_deref().unwrap_or_default());
    row.text(sheet.reference.as_deref().unwrap_or_default());
    row.display(sheet.date);
    row.number(assessment.reached);
    row.plain(assessment.next_stage.map_or("", |stage| &framework[stage].id));
    for result in &assessment.stages {
        row.plain(result.verdict.id());
        for percent in [result.score(), result.proven(), result.possible()] {
            row.percent(percent);
        }
        row.several(blocked_by(framework, &result.gates));
    }
    for own in &assessment.profile {
        match own.percents() {
            Some([proven, score, _]) => [score, proven].into_iter().for_each(|percent| row.percent(percent)),
            None => OF_RUBRIC.into_iter().for_each(|_| row.plain("")),
        }
    }
    row.several(codes(assessed.notices.iter().map(|notice| notice.code)));
    for result in assessment.stages.iter().filter(|_| losses) {
        let shown = result.losses(SHOWN_LOSSES);
        for rank in 0..SHOWN_LOSSES {
            match shown.get(rank) {
                Some(loss) => {
                    row.plain(&framework[loss.criterion].id);
                    match assessment.states[loss.criterion.get()].level() {
                        Some(level) => row.number(level),
                        None => row.plain(""),
                    }
                    row.number(loss.points.lost());
                }
                None => OF_LOSS.into_iter().for_each(|_| row.plain("")),
            }
        }
    }
    row.end();
}

pub(crate) struct CsvRow<'o> {
    out: &'o mut Vec<u8>,
    begun: bool,
}

impl<'o> CsvRow<'o> {
    pub(crate) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, begun: false }
    }

    /// Appends a cell that needs neither quotes nor a guard.
    pub(crate) fn plain(&mut self, cell: &str) {
        if self.begun {
            self.out.push(b',');
        }
        self.begun = true;
        self.out.extend_from_slice(cell.as_bytes());
    }

    fn number(&mut self, number: impl itoa::Integer) {
        self.plain(itoa::Buffer::new().format(number));
    }

    fn percent(&mut self, percent: Percent) {
        self.number(percent.tenths() / 10);
        self.out.extend_from_slice(&[b'.', b'0' + u8::try_from(percent.tenths() % 10).unwrap_or(0)]);
    }

    /// Appends a cell that needs neither quotes nor a guard, or an empty one.
    fn display(&mut self, cell: Option<impl Display>) {
        self.plain("");
        if let Some(cell) = cell {
            let written = write!(self.out, "{cell}");
            debug_assert!(written.is_ok(), "writing to memory cannot fail");
        }
    }

    fn several<'a>(&mut self, items: impl IntoIterator<Item = &'a str>) {
        self.plain("");
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.out.extend_from_slice(BETWEEN.as_bytes());
            }
            self.out.extend_from_slice(item.as_bytes());
        }
    }

    /// Appends a cell with user input.
    pub(crate) fn text(&mut self, cell: &str) {
        self.plain("");
        write_csv_cell(cell, self.out);
    }

    pub(crate) fn end(self) {
        self.out.push(b'\n');
    }
}

pub(crate) const BETWEEN: &str = ";";

/// The gates that hold a stage back on the levels claimed, failed ones first. Missing evidence shows in the verdict.
pub(crate) fn blocked_by<'a>(
    framework: &'a Framework,
    gates: &'a [GateResult],
) -> impl Iterator<Item = &'a str> {
    let of = |status: GateStatus| gates.iter().filter(move |gate| gate.status == status);
    of(GateStatus::Failed).chain(of(GateStatus::Open)).map(|gate| framework[gate.gate].name(framework))
}

pub(crate) fn codes(codes: impl Iterator<Item = Code>) -> Vec<&'static str> {
    let mut codes: Vec<&str> = codes.map(|code| code.id).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
