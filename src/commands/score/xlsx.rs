use outside_in::advice::Assessed;
use outside_in::batch::Line;
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::report::assessment::xlsx::{ScoresView, workbook};
use outside_in::source::Diagnostic;

use crate::commands::common::Common;
use crate::commands::exit::Failure;

/// The result as a workbook, or why there can be none.
pub(super) fn xlsx(framework: &Framework, lines: &[&Line], common: &Common) -> Result<Vec<u8>, Failure> {
    let mut scored: Vec<(&Input, &Assessed)> = Vec::new();
    let mut refused: Vec<(&Input, &Diagnostic)> = Vec::new();
    for line in lines {
        match line {
            Line::Scored(input, assessed) => scored.push((input, assessed)),
            Line::Refused(input, reasons) => refused.extend(reasons.first().map(|reason| (input, reason))),
        }
    }
    let (as_of, lang) = (common.as_of, common.lang);
    let scores = ScoresView { framework, assessed: &scored, refused: &refused, as_of, lang };
    workbook(&scores).map_err(|error| Failure::new(error.say()))
}
