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

/// As [`result`], of what need not be text.
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

/// Shows findings on stderr, each with its place; after the first 20 only how many there are.
pub(crate) fn diagnostics<'a>(common: &Common, found: impl IntoIterator<Item = &'a Diagnostic>) {
    let mut more = 0;
    for (position, diagnostic) in found.into_iter().enumerate() {
        if position < SHOWN {
            let text = diagnostics::human(diagnostic, common.lang, Paint::new(common.color_err));
            say(&text);
        } else {
            more += 1;
        }
    }
    if more > 0 {
        let text = outside_in::say!("and {more} more findings", "ほかに{more}件の指摘があります");
        say(text.to(common.lang));
    }
}
