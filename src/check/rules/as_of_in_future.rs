use jiff::civil::Date;

use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::AS_OF_IN_FUTURE, page: page!("P004"), run: Run::Dated(run) };

fn run(cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    let programmes = cx.framework.programmes().iter().enumerate();
    let programmes =
        programmes.map(|(position, programme)| (Part::Programme(position), Some(programme.as_of)));
    let sources = cx.framework.sources().iter().enumerate();
    let sources = sources.map(|(position, source)| (Part::Source(super::source(position)), source.as_of));
    for (part, as_of) in sources.chain(programmes) {
        if let Some(as_of) = as_of.filter(|as_of| *as_of > day) {
            let message = say!("{as_of} is after {day}", "{as_of} は {day} より後の日付です");
            let help = say!("put the date right", "日付を直してください。");
            sink.push(cx.at.find(codes::AS_OF_IN_FUTURE, part, "as_of", message).help(help));
        }
    }
}
