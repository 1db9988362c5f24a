use outside_in::framework::Framework;
use outside_in::report::{View, assessment::csv};

use super::Line;
use crate::commands::common::Common;

/// The result as CSV; what was refused has no row.
pub(super) fn csv(framework: &Framework, lines: &[&Line], losses: bool, common: &Common) -> String {
    let mut text = csv::header(framework, losses);
    for line in lines {
        if let Line::Scored(_, assessed) = line {
            text += &csv::row(&View { framework, assessed, lang: common.lang }, losses);
        }
    }
    text
}
