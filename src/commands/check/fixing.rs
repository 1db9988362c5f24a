use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use outside_in::check::{FileLayout, fix};
use outside_in::source::{Code, Diagnostic, SourceFile};
use outside_in::text::clean;

use super::targets::Found;
use crate::commands::destination::{Destination, IfTaken};

/// What would be changed in files, by their names. As long as nothing is written, reading through it gives the files as
/// they would be.
#[derive(Default)]
pub(super) struct Changes(BTreeMap<String, Change>);

/// A file as it is and as it would be.
pub(super) struct Change {
    file: Arc<SourceFile>,
    text: String,
    /// How many findings the change settles.
    pub(super) count: usize,
    /// Whether it also puts keys and spaces in order.
    pub(super) tidied: bool,
}

/// A file with what is wrong in it, and its layout if it is to have one.
struct Task<'a> {
    file: &'a Arc<SourceFile>,
    found: Vec<&'a Diagnostic>,
    layout: Option<&'a FileLayout>,
}

impl Changes {
    /// Each change.
    pub(super) fn all(&self) -> impl Iterator<Item = &Change> {
        self.0.values()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of a file, as it would be.
    pub(super) fn bytes(&self, path: &Path, unreadable: Code) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.0.get(&path.display().to_string()) {
            Some(change) => Ok(change.text.clone().into_bytes()),
            None => SourceFile::read_bytes(path, unreadable),
        }
    }

    /// The text of a file, as it would be.
    pub(super) fn file(&self, path: &Path, unreadable: Code) -> Result<SourceFile, Box<Diagnostic>> {
        SourceFile::decode(path.display().to_string(), self.bytes(path, unreadable)?, unreadable)
    }

    /// Adds what can be put right in the files of frameworks and those that findings are about; whether that is anything.
    pub(super) fn add(&mut self, found: &Found) -> bool {
        let mut tasks: BTreeMap<&str, Task> = BTreeMap::new();
        let findings = found.targets.iter().flat_map(|target| &target.diagnostics);
        let places =
            findings.filter_map(|diagnostic| Some((&diagnostic.place.as_ref()?.file, Some(diagnostic))));
        let files = found.layouts.iter().map(|layout| (&layout.file, None));
        for (file, diagnostic) in places.chain(files) {
            // A line or a row of a larger file is not the file, and what is built in is none.
            if file.first_line == 1 && file.row.is_none() && self.is_whole(file) {
                let task = tasks.entry(&file.name);
                let task = task.or_insert_with(|| Task { file, found: Vec::new(), layout: None });
                task.found.extend(diagnostic);
            }
        }
        for layout in &found.layouts {
            if let Some(task) = tasks.get_mut(layout.file.name.as_str()) {
                task.layout = Some(layout);
            }
        }
        let changes: Vec<_> = tasks.into_values().filter_map(change).collect();
        let any = !changes.is_empty();
        for change in changes {
            self.take(change);
        }
        any
    }

    fn take(&mut self, change: Change) {
        let name = change.file.name.clone();
        let change = match self.0.remove(&name) {
            Some(before) => Change {
                file: before.file,
                count: before.count + change.count,
                tidied: before.tidied || change.tidied,
                ..change
            },
            None => change,
        };
        if change.text != change.file.text {
            self.0.insert(name, change);
        }
    }

    /// Whether a text is all of the file that it is named after.
    fn is_whole(&self, file: &SourceFile) -> bool {
        if let Some(change) = self.0.get(&file.name) {
            return change.text == file.text;
        }
        let length = file.text.len() as u64 + if file.had_bom { 3 } else { 0 };
        std::fs::metadata(&file.name).is_ok_and(|data| data.is_file() && data.len() == length)
    }
}

fn change(task: Task) -> Option<Change> {
    let fixed = fix(task.file, task.found);
    let (text, count) = fixed.as_ref().map_or((task.file.text.as_str(), 0), |(text, count)| (text, *count));
    let tidied = task.layout.and_then(|layout| layout.tidy(text));
    let is_tidied = tidied.is_some();
    let text = tidied.or_else(|| fixed.map(|(text, _)| text))?;
    Some(Change { file: Arc::clone(task.file), text, count, tidied: is_tidied })
}

impl Change {
    /// The lines that change, before and after.
    pub(super) fn diff(&self) -> String {
        let name = clean(&self.file.name);
        format!("--- {name}\n+++ {name}\n{}", super::lines::diff(&self.file.text, &self.text))
    }

    /// Replaces the file in one step.
    pub(super) fn write(&self) -> anyhow::Result<()> {
        let mark = if self.file.had_bom { "\u{feff}" } else { "" };
        let destination = Destination::File(PathBuf::from(&self.file.name), IfTaken::Replace);
        destination.write(format!("{mark}{}", self.text).as_bytes())
    }
}
