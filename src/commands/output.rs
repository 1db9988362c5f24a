use std::io::Write;

use outside_in::source::Diagnostic;

use super::common::Common;

/// Tells what kept a command from running.
pub(crate) fn problem(common: &Common, text: &str) {
    let head = common.lang.of("error", "エラー");
    let _ = writeln!(std::io::stderr(), "{head}: {text}");
}

/// Shows findings on stderr, each with its place.
pub(crate) fn diagnostics(common: &Common, found: &[Diagnostic]) {
    for diagnostic in found {
        problem(common, diagnostic.message.to(common.lang));
    }
}

/// Says something on stderr that is neither a result nor a problem.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
