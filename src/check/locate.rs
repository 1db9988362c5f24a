use crate::framework::{
    ChoiceIx, CriterionIx, FactIx, Framework, FrameworkFile, RubricIx, SourceIx, StageIx,
};
use crate::source::{Array, Code, Diagnostic, Place, Span, Table, Value, ValueKind};
use crate::text::Bilingual;

/// A part of a framework, to be found in its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameworkPart {
    /// `framework.toml` itself.
    Framework,
    /// A `[[stage]]`.
    Stage(StageIx),
    /// A `[[band]]`, by its position.
    Band(usize),
    /// A `[[fact]]`.
    Fact(FactIx),
    /// A `[[fact.choice]]`.
    Choice(FactIx, ChoiceIx),
    /// A `[[source]]`.
    Source(SourceIx),
    /// A rubric's file.
    Rubric(RubricIx),
    /// A `[[criterion]]`.
    Criterion(CriterionIx),
    /// A `[[criterion.level]]`.
    Level(CriterionIx, u8),
    /// A `[[gate]]`, by its position in the framework.
    Gate(usize),
    /// A `[[conflict]]`, by its position in the framework.
    Conflict(usize),
    /// A `[[programme]]`, by its position.
    Programme(usize),
}

/// Finds the parts of a framework in the files it was loaded from.
#[derive(Clone, Copy)]
pub struct Locator<'a> {
    framework: &'a Framework,
    documents: &'a [FrameworkFile],
}

impl<'a> Locator<'a> {
    /// A locator for a framework and the documents that it was loaded from.
    pub fn new(framework: &'a Framework, documents: &'a [FrameworkFile]) -> Self {
        Self { framework, documents }
    }

    /// Where a key of a part is written: `""` is the part itself, `weight.scaling` a key inside, `sources.1` the
    /// second entry of a list. Of a key that is not written, the nearest thing around it.
    pub fn place(&self, part: FrameworkPart, path: &str) -> Option<Place> {
        let (document, table, own) = self.part(part)?;
        let mut span = own;
        let mut here = Here::Table(table);
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let Some((next, at)) = here.step(step) else { break };
            (here, span) = (next, at);
        }
        Some(Place { file: std::sync::Arc::clone(&document.file), span })
    }

    /// A finding at a key of a part.
    pub fn find(&self, code: Code, part: FrameworkPart, path: &str, message: Bilingual) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, message);
        diagnostic.place = self.place(part, path);
        diagnostic
    }

    fn part(&self, part: FrameworkPart) -> Option<(&'a FrameworkFile, Table<'a>, Span)> {
        let main = self.documents.first()?;
        let rubrics = self.documents.get(1..=self.framework.rubrics().len())?;
        match part {
            FrameworkPart::Framework => Some((main, main.table()?, 0..0)),
            FrameworkPart::Rubric(rubric) => {
                let document = rubrics.get(rubric.get())?;
                Some((document, document.table()?, 0..0))
            }
            FrameworkPart::Stage(stage) => item(main, "stage", stage.get()),
            FrameworkPart::Band(band) => item(main, "band", band),
            FrameworkPart::Fact(fact) => item(main, "fact", fact.get()),
            FrameworkPart::Source(source) => item(main, "source", source.get()),
            FrameworkPart::Choice(fact, choice) => {
                let (document, table, _) = item(main, "fact", fact.get())?;
                entry(document, table, "choice", choice.get())
            }
            FrameworkPart::Criterion(criterion) => {
                let rubric = self.framework[criterion].rubric;
                let own = &self.framework[rubric].criteria;
                let position = own.iter().position(|other| *other == criterion)?;
                item(rubrics.get(rubric.get())?, "criterion", position)
            }
            FrameworkPart::Level(criterion, level) => {
                let (document, table, _) = self.part(FrameworkPart::Criterion(criterion))?;
                entry(document, table, "level", usize::from(level))
            }
            FrameworkPart::Gate(position) => nth(rubrics, "gate", position),
            FrameworkPart::Conflict(position) => nth(rubrics, "conflict", position),
            FrameworkPart::Programme(position) => {
                item(self.documents.get(1 + rubrics.len())?, "programme", position)
            }
        }
    }
}

/// The item at a position, counted over the files in their order.
fn nth<'a>(
    documents: &'a [FrameworkFile],
    key: &str,
    mut position: usize,
) -> Option<(&'a FrameworkFile, Table<'a>, Span)> {
    for document in documents {
        let count = document.table().and_then(|table| table.get(key)).map_or(0, length);
        if position < count {
            return item(document, key, position);
        }
        position -= count;
    }
    None
}

fn item<'a>(
    document: &'a FrameworkFile,
    key: &str,
    position: usize,
) -> Option<(&'a FrameworkFile, Table<'a>, Span)> {
    entry(document, document.table()?, key, position)
}

fn entry<'a>(
    document: &'a FrameworkFile,
    table: Table<'a>,
    key: &str,
    position: usize,
) -> Option<(&'a FrameworkFile, Table<'a>, Span)> {
    let value = table.get(key)?.as_array()?.get(position)?;
    Some((document, value.as_table()?, value.span()))
}

fn length(value: Value<'_>) -> usize {
    value.as_array().map_or(0, Array::len)
}

#[derive(Clone, Copy)]
enum Here<'a> {
    Table(Table<'a>),
    Value(Value<'a>),
}

impl<'a> Here<'a> {
    fn step(self, step: &str) -> Option<(Self, Span)> {
        let table = match self {
            Here::Table(table) => table,
            Here::Value(value) => match value.kind() {
                ValueKind::Table(table) => table,
                ValueKind::Array(items) => {
                    let item = items.get(step.parse::<usize>().ok()?)?;
                    return Some((Here::Value(item), item.span()));
                }
                _ => return None,
            },
        };
        let entry = table.entries().find(|entry| entry.key == step)?;
        // Of a text written with dotted keys, and of a list of tables, the key is the best place.
        let span = match entry.value.kind() {
            ValueKind::Table(_) => entry.key_span.clone(),
            _ => entry.value.span(),
        };
        Some((Here::Value(entry.value), span))
    }
}

/// The dotted key of what stands at a byte of a document, such as `criterion.coding.level.1.says.en`.
///
/// Items of a list are named by their id where they have one, else counted from 0.
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
