use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use outside_in::text::{Bilingual, Lang, grouped};

/// What is done in less time than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a command is, on stderr: only where that is a terminal, only for what takes longer than a second, and
/// gone at the end.
pub(crate) struct Progress {
    doing: fn(&str) -> Bilingual,
    lang: Lang,
    total: Option<u64>,
    done: u64,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(lang: Lang, total: Option<usize>, doing: fn(&str) -> Bilingual) -> Self {
        let total = total.map(|total| u64::try_from(total).unwrap_or(u64::MAX));
        Self { doing, lang, total, done: 0, started: Instant::now(), bar: None }
    }

    pub(crate) fn step(&mut self) {
        self.steps(1);
    }

    pub(crate) fn steps(&mut self, steps: usize) {
        self.done += steps as u64;
        if self.started.elapsed() < PATIENCE {
            return;
        }
        // The bar itself looks whether stderr is a terminal, and draws 20 times a second at most.
        let bar = self.bar.get_or_insert_with(|| bar(self.total));
        let shown = match self.total {
            Some(total) => format!("{}/{}", grouped(self.done), grouped(total)),
            None => grouped(self.done),
        };
        bar.set_message((self.doing)(&shown).to(self.lang).to_owned());
        bar.set_position(self.done);
    }

    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{msg} [{wide_bar}] {percent}%"),
        None => (ProgressBar::no_length(), "{spinner} {msg}"),
    };
    let plain =
        ProgressStyle::with_template(template).map(|style| style.progress_chars("#>-").tick_chars("|/-\\ "));
    bar.with_style(plain.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
