use std::sync::Arc;

use crate::framework::{CriterionIx, FactIx, Framework, FrameworkFile, SourceIx, StageIx};
use crate::source::{Array, Place, Span, Table, Value, ValueKind};

/// A part of a framework; numbers are positions in the whole framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameworkPart {
    Framework,
    Stage(StageIx),
    Band(usize),
    Fact(FactIx),
    Source(SourceIx),
    Criterion(CriterionIx),
    LevelSet(usize),
    Gate(usize),
    Conflict(usize),
    Programme(usize),
}

#[derive(Clone, Copy)]
pub(super) struct Locator<'a> {
    framework: &'a Framework,
    documents: &'a [FrameworkFile],
}

impl<'a> Locator<'a> {
    pub(super) fn new(framework: &'a Framework, documents: &'a [FrameworkFile]) -> Self {
        Self { framework, documents }
    }

    /// The place of a key of a part, such as `weight.scaling` or `sources.1`, or the nearest one around it.
    pub(super) fn place(&self, part: FrameworkPart, path: &str) -> Option<Place> {
        let shared = match part {
            FrameworkPart::Criterion(criterion) if path.split('.').next() == Some("level") => {
                self.framework[criterion].level_set
            }
            _ => None,
        };
        let (document, own) = self.part(shared.map_or(part, FrameworkPart::LevelSet))?;
        let (mut here, mut span) = (document.table()?.value(), 0..0);
        for name in own.split('.').filter(|name| !name.is_empty()) {
            (here, span) = step(here, name)?;
        }
        for name in path.split('.').filter(|name| !name.is_empty()) {
            let Some(next) = step(here, name) else { break };
            (here, span) = next;
        }
        Some(Place { file: Arc::clone(&document.file), span })
    }

    fn part(&self, part: FrameworkPart) -> Option<(&'a FrameworkFile, String)> {
        let main = self.documents.first()?;
        let rubrics = self.documents.get(1..=self.framework.rubrics().len())?;
        Some(match part {
            FrameworkPart::Framework => (main, String::new()),
            FrameworkPart::Stage(stage) => (main, format!("stage.{}", stage.get())),
            FrameworkPart::Band(band) => (main, format!("band.{band}")),
            FrameworkPart::Fact(fact) => (main, format!("fact.{}", fact.get())),
            FrameworkPart::Source(source) => (main, format!("source.{}", source.get())),
            FrameworkPart::LevelSet(position) => (main, format!("level_set.{position}")),
            FrameworkPart::Criterion(criterion) => {
                let rubric = self.framework[criterion].rubric;
                let own = &self.framework[rubric].criteria;
                let position = own.iter().position(|other| *other == criterion)?;
                (rubrics.get(rubric.get())?, format!("criterion.{position}"))
            }
            FrameworkPart::Gate(position) => nth(rubrics, "gate", position)?,
            FrameworkPart::Conflict(position) => nth(rubrics, "conflict", position)?,
            FrameworkPart::Programme(position) => {
                (self.documents.get(1 + rubrics.len())?, format!("programme.{position}"))
            }
        })
    }
}

/// The file that holds the item at a position, counted over all files, and its path there.
fn nth<'a>(files: &'a [FrameworkFile], key: &str, mut index: usize) -> Option<(&'a FrameworkFile, String)> {
    for file in files {
        let items = file.table().and_then(|table| table.get(key)?.as_array());
        let count = items.map_or(0, Array::len);
        if index < count {
            return Some((file, format!("{key}.{index}")));
        }
        index -= count;
    }
    None
}

/// The value of a key or position, and the best place to point to.
fn step<'a>(value: Value<'a>, name: &str) -> Option<(Value<'a>, Span)> {
    match value.kind() {
        ValueKind::Array(items) => {
            let item = items.get(name.parse().ok()?)?;
            Some((item, item.span()))
        }
        ValueKind::Table(table) => {
            let entry = table.entry(name)?;
            // For a text written with dotted keys the key is the best place.
            let is_table = entry.value.as_table().is_some();
            Some((entry.value, if is_table { entry.key_span } else { entry.value.span() }))
        }
        _ => None,
    }
}

/// The dotted key at a byte of a document, such as `criterion.coding.level.1.says.en`: items by id or from 0.
pub(super) fn key_at(table: Table<'_>, at: usize) -> Option<String> {
    for entry in table.entries() {
        let inside = match entry.value.kind() {
            ValueKind::Table(inner) => key_at(inner, at),
            ValueKind::Array(items) => items.items().enumerate().find_map(|(position, item)| {
                let table = item.as_table();
                let id = table.and_then(|table| table.get("id")).and_then(Value::as_text);
                let name = || id.map_or_else(|| position.to_string(), str::to_owned);
                match table.and_then(|table| key_at(table, at)) {
                    Some(inside) => Some(format!("{}.{inside}", name())),
                    None => holds(&item.span(), at).then(name),
                }
            }),
            _ => None,
        };
        let key = &entry.key;
        if let Some(inside) = inside {
            return Some(format!("{key}.{inside}"));
        }
        if holds(&entry.key_span, at) || holds(&entry.value.span(), at) {
            return Some(key.to_string());
        }
    }
    None
}

fn holds(span: &Span, at: usize) -> bool {
    span.start <= at && at < span.end.max(span.start + 1)
}

/// The place of each stage's `ready_at`.
pub fn cut_places(framework: &Framework, files: &[FrameworkFile]) -> Vec<Option<Place>> {
    let at = Locator::new(framework, files);
    framework.stage_indices().map(|stage| at.place(FrameworkPart::Stage(stage), "ready_at")).collect()
}
