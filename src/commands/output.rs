use std::io::{self, Write};

use outside_in::report::{Paint, diagnostics};
use outside_in::source::Diagnostic;
use outside_in::text::clean;

use super::common::Common;

/// How many findings are shown in full before they are only counted.
const SHOWN: usize = 20;

/// Writes a result to stdout, all of it or an error.
pub(crate) fn result(text: &str) -> io::Result<()> {
    bytes(text.as_bytes())
}

/// As [`result`], of bytes that are no text.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Tells what kept a command from running.
pub(crate) fn problem(common: &Common, text: &str) {
    let head = Paint::new(common.color_err).bad(common.lang.of("error", "エラー"));
    say(&format!("{head}: {}", clean(text)));
}

/// Says something on stderr that is no result.
pub(crate) fn say(text: &str) {
    // Where stderr is closed nobody can be told; that is no reason to fail.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Shows findings on stderr, each with its place; after the first 20 only how many there are of each code.
pub(crate) fn diagnostics<'a>(common: &Common, found: impl IntoIterator<Item = &'a Diagnostic>) {
    let mut found = found.into_iter();
    for diagnostic in found.by_ref().take(SHOWN) {
        say(&diagnostics::human(diagnostic, common.lang, Paint::new(common.color_err)));
    }
    if let Some(text) = outside_in::report::summary(found) {
        say(text.to(common.lang));
    }
}
