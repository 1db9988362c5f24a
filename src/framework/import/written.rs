//! Generated files of a framework, with the cell behind each part.

use std::fmt::Write as _;

use super::cells::CellText;
use crate::source::{Diagnostic, Place};

/// A generated file, with the origins of its parts.
#[derive(Debug)]
pub(super) struct WrittenFile {
    pub(super) name: String,
    pub(super) text: String,
    /// The offset of each part, and the cell or row that it came from; ascending.
    places: Vec<(usize, Place)>,
}

impl WrittenFile {
    /// A file that begins with a reference to its schema; `place` is the origin of everything without a cell.
    pub(super) fn new(name: String, schema: &str, place: &Place) -> Self {
        Self { name, text: format!("#:schema schemas/{schema}.json\n"), places: vec![(0, place.clone())] }
    }

    /// Sets the origin of what follows.
    pub(super) fn from(&mut self, place: &Place) -> &mut Self {
        self.places.push((self.text.len(), place.clone()));
        self
    }

    pub(super) fn header(&mut self, name: &str) {
        let _ = writeln!(self.text, "\n[[{name}]]");
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        let value = quoted(value);
        self.value(key, &value);
    }

    /// Writes a value as it should appear in the file.
    pub(super) fn value(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    pub(super) fn cell(&mut self, key: &str, cell: &CellText) {
        self.from(&cell.place).text(key, &cell.text);
    }

    /// Writes an inline table.
    pub(super) fn braces(&mut self, key: &str, entries: &[(String, String, Place)], place: &Place) {
        self.from(place);
        let _ = write!(self.text, "{key} = {{");
        for (position, (key, value, place)) in entries.iter().enumerate() {
            self.text.push_str(if position == 0 { " " } else { ", " });
            self.from(place);
            let _ = write!(self.text, "{key} = {value}");
        }
        self.text.push_str(if entries.is_empty() { "}\n" } else { " }\n" });
    }

    /// The origin of a byte of the text.
    fn place_at(&self, offset: usize) -> Option<&Place> {
        let after = self.places.partition_point(|(start, _)| *start <= offset);
        self.places.get(after.checked_sub(1)?).map(|(_, place)| place)
    }
}

pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

pub(super) fn quoted_list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

/// Moves a finding from the generated files to the table.
pub(super) fn in_table(files: &[WrittenFile], mut found: Diagnostic) -> Diagnostic {
    let moved = |place: &Place| {
        let file = files.iter().find(|file| file.name == place.file.name)?;
        file.place_at(place.span.start).cloned()
    };
    found.place = found.place.as_ref().and_then(moved);
    for label in &mut found.labels {
        if let Some(place) = moved(&label.place) {
            label.place = place;
        }
    }
    found
}
