use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use outside_in::check::{FileLayout, fix};
use outside_in::framework::MANIFEST;
use outside_in::source::{Code, Diagnostic, SourceFile, codes};
use outside_in::text::clean;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::walk::CheckedPaths;
use crate::commands::Destination;

/// Pending changes of files by name; reading goes through them.
pub(super) struct FileChanges {
    changes: BTreeMap<String, FileChange>,
    /// Files and directories that may change: those that the user named, and what is around a manifest.
    given: BTreeSet<PathBuf>,
}

pub(super) struct FileChange {
    file: Arc<SourceFile>,
    text: String,
    pub(super) count: usize,
    pub(super) tidied: bool,
}

struct FileFixes<'a> {
    file: &'a Arc<SourceFile>,
    found: Vec<&'a Diagnostic>,
    layout: Option<&'a FileLayout>,
}

impl FileChanges {
    /// No changes yet, for these paths.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let is_manifest = |path: &&PathBuf| path.file_name().is_some_and(|name| name == MANIFEST);
        let around = paths.iter().filter(is_manifest).filter_map(|path| path.parent());
        let given = paths.iter().map(PathBuf::as_path).chain(around);
        Self { changes: BTreeMap::new(), given: given.map(|path| plain(path).to_owned()).collect() }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &FileChange> {
        self.changes.values()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(super) fn bytes(&self, path: &Path, unreadable: Code) -> Result<Vec<u8>, Box<Diagnostic>> {
        match self.changes.get(&path.display().to_string()) {
            Some(change) => Ok(change.text.clone().into_bytes()),
            None => SourceFile::read_bytes(path, unreadable),
        }
    }

    /// A file of a framework in a directory.
    pub(super) fn file_inside(
        &self,
        directory: &Path,
        path: &Path,
        unreadable: Code,
    ) -> Result<SourceFile, Box<Diagnostic>> {
        SourceFile::check_inside(directory, path, unreadable)?;
        self.file(path, unreadable)
    }

    pub(super) fn file(&self, path: &Path, unreadable: Code) -> Result<SourceFile, Box<Diagnostic>> {
        SourceFile::decode(path.display().to_string(), self.bytes(path, unreadable)?, unreadable)
    }

    /// Adds what can be fixed in files of frameworks and in those with findings. Returns whether anything can.
    pub(super) fn add(&mut self, found: &CheckedPaths) -> bool {
        let mut tasks: BTreeMap<&str, FileFixes> = BTreeMap::new();
        let findings = found.targets.iter().flat_map(|target| &target.diagnostics);
        let places =
            findings.filter_map(|diagnostic| Some((&diagnostic.place.as_ref()?.file, Some(diagnostic))));
        let files = found.layouts.iter().map(|layout| (&layout.file, None));
        // Each file is read again only once, however many findings it has.
        let mut known: BTreeMap<*const SourceFile, bool> = BTreeMap::new();
        for (file, diagnostic) in places.chain(files) {
            if *known.entry(Arc::as_ptr(file)).or_insert_with(|| self.may_change(file)) {
                let task = tasks.entry(&file.name);
                let task = task.or_insert_with(|| FileFixes { file, found: Vec::new(), layout: None });
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

    fn take(&mut self, change: FileChange) {
        let name = change.file.name.clone();
        let change = match self.changes.remove(&name) {
            Some(before) => FileChange {
                file: before.file,
                count: before.count + change.count,
                tidied: before.tidied || change.tidied,
                ..change
            },
            None => change,
        };
        if change.text != change.file.text {
            self.changes.insert(name, change);
        }
    }

    fn may_change(&self, file: &SourceFile) -> bool {
        // A line or row of a larger file is not a file, and neither is anything built in.
        self.is_given(Path::new(&file.name)) && file.first_line == 1 && !file.is_row() && self.is_whole(file)
    }

    /// Whether a file may change. Others, such as the framework of a test, were only read.
    fn is_given(&self, path: &Path) -> bool {
        self.given.iter().any(|given| {
            let below = plain(path).strip_prefix(given);
            below.is_ok_and(|below| below.components().all(|part| matches!(part, Component::Normal(_))))
        })
    }

    fn is_whole(&self, file: &SourceFile) -> bool {
        if let Some(change) = self.changes.get(&file.name) {
            return change.text == file.text;
        }
        // A link found in a directory must not lead out of it.
        let path = Path::new(&file.name);
        let directory = path.parent().unwrap_or(Path::new(""));
        if !self.given.contains(plain(path))
            && SourceFile::check_inside(directory, path, codes::UNREADABLE).is_err()
        {
            return false;
        }
        // A name that is not UTF-8 may look like that of another file.
        SourceFile::read(path, codes::UNREADABLE)
            .is_ok_and(|there| (there.had_bom, &there.text) == (file.had_bom, &file.text))
    }
}

/// A path without a leading `./`.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn change(task: FileFixes) -> Option<FileChange> {
    let fixed = fix(task.file, task.found);
    let (text, count) = fixed.as_ref().map_or((task.file.text.as_str(), 0), |(text, count)| (text, *count));
    let tidied = task.layout.and_then(|layout| layout.tidy(text));
    let is_tidied = tidied.is_some();
    let text = tidied.or_else(|| fixed.map(|(text, _)| text))?;
    Some(FileChange { file: Arc::clone(task.file), text, count, tidied: is_tidied })
}

impl FileChange {
    pub(super) fn diff(&self) -> String {
        let name = clean(&self.file.name);
        format!("--- {name}\n+++ {name}\n{}", diff(&self.file.text, &self.text))
    }

    pub(super) fn write(&self) -> anyhow::Result<()> {
        Destination::rewrite(&self.file, &self.text)
    }
}

/// The changes between two texts as a unified diff without context.
fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut out = String::new();
    // From new to old, so that the upper one of two swapped lines moves.
    for change in capture_diff_slices(Algorithm::Myers, &new, &old) {
        let (from, to) = (change.new_range(), change.old_range());
        match change.tag() {
            DiffTag::Equal => {}
            // Each line next to its replacement.
            DiffTag::Replace if from.len() == to.len() => {
                out.extend(from.zip(to).map(|(old_at, new_at)| {
                    hunk((old_at, &old[old_at..=old_at]), (new_at, &new[new_at..=new_at]))
                }));
            }
            _ => out += &hunk((from.start, &old[from]), (to.start, &new[to])),
        }
    }
    out
}

fn hunk((at, old): (usize, &[&str]), (to, new): (usize, &[&str])) -> String {
    // An empty range has the number of the line before it.
    let range = |start: usize, lines: &[&str]| match lines.len() {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    };
    let mut out = format!("@@ -{} +{} @@\n", range(at, old), range(to, new));
    out.extend(old.iter().map(|line| format!("-{}\n", shown(line))));
    out.extend(new.iter().map(|line| format!("+{}\n", shown(line))));
    out
}

/// A line made safe, keeping the spaces at its end, because they may be the change.
fn shown(line: &str) -> String {
    let end = line.trim_end().len();
    clean(&line[..end]) + &" ".repeat(line[end..].chars().count())
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn only_what_changes_is_shown() {
        assert_eq!(diff("a\nb\nc\n", "a\nx\nc\n"), "@@ -2 +2 @@\n-b\n+x\n");
        assert_eq!(diff("a\nb\n", "x\ny\n"), "@@ -1 +1 @@\n-a\n+x\n@@ -2 +2 @@\n-b\n+y\n");
        assert_eq!(diff("a\nb\nc\n", "b\na\nc\n"), "@@ -1 +0,0 @@\n-a\n@@ -2,0 +2 @@\n+a\n");
        assert_eq!(diff("a\n\n\nb\n", "a\n\nb\n"), "@@ -3 +2,0 @@\n-\n");
        assert_eq!(diff("a \t\n", "a\n"), "@@ -1 +1 @@\n-a  \n+a\n");
        assert_eq!(diff("a\n", "a\n"), "");
    }
}
