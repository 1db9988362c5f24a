use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use outside_in::batch::Problems;
use outside_in::report::{Paint, Terminal, findings};
use outside_in::source::{Code, Diagnostic};
use outside_in::text::{Bilingual, clean, clean_lines, inert, wrap_hanging};

use super::{Common, Exit};

pub(crate) const SHOWN: usize = Problems::SHOWN;

/// Whether standard output was closed when the program started.
static STDOUT_WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Runs before the standard library reopens a closed stream on the null device, where it looks like `>/dev/null`.
#[cfg(unix)]
#[ctor::ctor]
fn note_closed_stdout() {
    let is_closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
    STDOUT_WAS_CLOSED.store(is_closed, Ordering::Relaxed);
}

/// The error of writing to a closed stream.
const EBADF: i32 = 9;

/// Standard output for a result. Fails if it was closed when the program started.
pub(crate) fn stdout() -> io::Result<Stdout> {
    let was_closed = STDOUT_WAS_CLOSED.load(Ordering::Relaxed);
    if was_closed { Err(io::Error::from_raw_os_error(EBADF)) } else { Ok(io::stdout()) }
}

/// Writes a result to standard output, as most commands do at the end, defusing commands to a CI system.
pub(crate) fn result(text: &str) -> anyhow::Result<Exit> {
    exactly(&inert(text))
}

/// Writes to standard output exactly what another program reads.
pub(crate) fn exactly(text: &str) -> anyhow::Result<Exit> {
    let mut stdout = stdout()?.lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(Exit::Good)
}

impl Common {
    pub(crate) fn problem(&self, text: &str) {
        self.headed(self.lang.of("error", "エラー"), Paint::bad, text);
    }

    pub(crate) fn warning(&self, text: &Bilingual) {
        self.headed(self.lang.of("warning", "警告"), Paint::warn, text.to(self.lang));
    }

    fn headed(&self, head: &str, style: fn(Paint, &str) -> String, text: &str) {
        let Terminal { columns, paint } = self.messages();
        let lines = wrap_hanging(&clean(text), columns, &format!("{head}: "), "  ").join("\n");
        say(&lines.replacen(head, &style(paint, head), 1));
    }

    pub(crate) fn note(&self, text: &Bilingual) {
        say(&clean(text.to(self.lang)));
    }

    pub(crate) fn tell(&self, text: &Bilingual) {
        say(&wrap_hanging(&clean_lines(text.to(self.lang)), self.messages().columns, "", "").join("\n"));
    }

    /// Shows problems on stderr: the first ones with their places, the rest counted by code.
    pub(crate) fn problems(&self, problems: &Problems) {
        self.show(&problems.first, problems.others.values().copied());
    }

    /// As [`Self::problems`], for findings that are not counted yet.
    pub(crate) fn diagnostics<'a>(&self, found: impl IntoIterator<Item = &'a Diagnostic>) {
        let mut found: Vec<&Diagnostic> = found.into_iter().collect();
        // Whatever stops a command must be among those shown.
        if found.len() > SHOWN {
            found.sort_by_key(|diagnostic| !diagnostic.is_error());
        }
        let others = found.split_off(found.len().min(SHOWN));
        self.show(found, others.iter().map(|diagnostic| (diagnostic.code, diagnostic.stands_for)));
    }

    fn show<'a>(
        &self,
        first: impl IntoIterator<Item = &'a Diagnostic>,
        others: impl Iterator<Item = (Code, usize)>,
    ) {
        for diagnostic in first {
            say(&findings::human(diagnostic, self.lang, self.messages()));
        }
        if let Some(text) = findings::summary(others) {
            say(text.to(self.lang));
        }
    }
}

pub(crate) fn say(text: &str) {
    // A closed stderr is no reason to fail.
    let _ = writeln!(io::stderr(), "{}", inert(text));
}
