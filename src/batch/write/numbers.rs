use crate::batch::page::{Label, Pen};
use crate::batch::tables::Tables;

/// Points as they are written, with something after them: ready-made up to what a stage is likely to have.
#[derive(Debug)]
pub(super) struct Numbers {
    words: Vec<Label>,
    end: &'static str,
}

impl Numbers {
    /// The points that stages of a framework can have.
    pub(super) fn new(tables: &Tables<'_>, end: &'static str) -> Self {
        Self { words: (0..=most_points(tables)).map_while(|number| Label::of(number, end)).collect(), end }
    }

    /// Writes a number.
    #[inline]
    pub(super) fn put(&self, number: u64, pen: &mut Pen<'_>) {
        if let Some(word) = usize::try_from(number).ok().and_then(|number| self.words.get(number)) {
            pen.word(*word);
        } else {
            pen.number(number);
            pen.all(self.end.as_bytes());
        }
    }
}

/// The most points that a stage can have, or so many that more are not worth their memory.
fn most_points(tables: &Tables<'_>) -> u64 {
    let framework = tables.framework;
    let points =
        |stage| framework.criteria().iter().map(|criterion| 100 * u64::from(criterion.weight(stage))).sum();
    framework.stage_indices().map(points).max().unwrap_or(0).min(10_000)
}
