use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use outside_in::text::{Bilingual, Lang, grouped};

/// Anything faster needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A progress bar on stderr, if that is a terminal, once a command takes longer than a second.
pub(crate) struct Progress {
    doing: fn(&str) -> Bilingual,
    lang: Lang,
    done: u64,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(lang: Lang, doing: fn(&str) -> Bilingual) -> Self {
        Self { doing, lang, done: 0, started: Instant::now(), bar: None }
    }

    pub(crate) fn steps(&mut self, steps: usize) {
        self.done += steps as u64;
        if self.started.elapsed() < PATIENCE {
            return;
        }
        // The bar itself checks whether stderr is a terminal, and draws at most 20 times a second.
        let bar = self.bar.get_or_insert_with(bar);
        bar.set_message((self.doing)(&grouped(self.done)).into_text(self.lang));
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

fn bar() -> ProgressBar {
    let plain = ProgressStyle::with_template("{spinner} {msg}").map(|style| style.tick_chars("|/-\\ "));
    ProgressBar::no_length().with_style(plain.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
