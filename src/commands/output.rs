use std::io::{self, Write};
use std::path::Path;

use outside_in::batch::Problems;
use outside_in::report::{Paint, Terminal, findings};
use outside_in::source::{Code, Diagnostic};
use outside_in::text::{Bilingual, clean, wrap_hanging};

use super::Common;

/// How many findings are shown in full before they are only counted.
pub(crate) const SHOWN: usize = Problems::SHOWN;

pub(crate) fn result(text: &str) -> io::Result<()> {
    bytes(text.as_bytes())
}

pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

pub(crate) fn problem(common: &Common, text: &str) {
    headed(common, common.lang.of("error", "エラー"), Paint::bad, text);
}

pub(crate) fn warning(common: &Common, text: &Bilingual) {
    headed(common, common.lang.of("warning", "警告"), Paint::warn, text.to(common.lang));
}

fn headed(common: &Common, head: &str, style: fn(Paint, &str) -> String, text: &str) {
    let Terminal { columns, paint } = common.messages();
    let lines = wrap_hanging(&clean(text), columns, &format!("{head}: "), "  ").join("\n");
    say(&lines.replacen(head, &style(paint, head), 1));
}

pub(crate) fn say(text: &str) {
    // That stderr is closed is no reason to fail.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says a sentence on stderr, whole in one line.
pub(crate) fn note(common: &Common, text: &Bilingual) {
    say(&clean(text.to(common.lang)));
}

/// Says a sentence on stderr in the columns of the terminal.
pub(crate) fn tell(common: &Common, text: &Bilingual) {
    say(&wrap_hanging(text.to(common.lang), common.messages().columns, "", "").join("\n"));
}

pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Bilingual {
    let name = path.display();
    outside_in::say!("{name} cannot be read: {error}", "{name} を読めません：{error}")
}

pub(crate) fn no_sheets(common: &Common) {
    note(common, &outside_in::say!("no answer sheet was found", "回答シートが見つかりませんでした"));
}

/// Shows problems on stderr: the first ones with their places, of the others how many there are of each code.
pub(crate) fn problems(common: &Common, problems: &Problems) {
    show(common, &problems.first, problems.others.values().copied());
}

/// Shows findings on stderr, each with its place; after the first 20 only how many there are of each code.
pub(crate) fn diagnostics<'a>(common: &Common, found: impl IntoIterator<Item = &'a Diagnostic>) {
    let mut found = found.into_iter();
    let first: Vec<&Diagnostic> = found.by_ref().take(SHOWN).collect();
    show(common, first, found.map(|diagnostic| (diagnostic.code, 1)));
}

fn show<'a>(
    common: &Common,
    first: impl IntoIterator<Item = &'a Diagnostic>,
    others: impl Iterator<Item = (Code, usize)>,
) {
    for diagnostic in first {
        say(&findings::human(diagnostic, common.lang, common.messages()));
    }
    if let Some(text) = findings::summary(others) {
        say(text.to(common.lang));
    }
}
