use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use outside_in::check::fix;
use outside_in::report::findings::Target;
use outside_in::source::{Diagnostic, SourceFile};

/// A file as it is and as it would be.
pub(super) struct Change {
    file: Arc<SourceFile>,
    text: String,
    /// How many findings the change settles.
    pub(super) count: usize,
}

/// What can be put right in the files that findings are about, by name of the file.
pub(super) fn changes(targets: &[Target]) -> Vec<Change> {
    let mut files: BTreeMap<&str, (&Arc<SourceFile>, Vec<&Diagnostic>)> = BTreeMap::new();
    for diagnostic in targets.iter().flat_map(|target| &target.diagnostics) {
        let Some(place) = &diagnostic.place else { continue };
        // A line or a row of a larger file is not the file, and what is built in is none.
        if place.file.first_line == 1 && place.file.row.is_none() && is_whole(&place.file) {
            let (_, found) = files.entry(&place.file.name).or_insert((&place.file, Vec::new()));
            found.push(diagnostic);
        }
    }
    let changes = files.into_values().filter_map(|(file, found)| {
        let (text, count) = fix(file, found)?;
        Some(Change { file: Arc::clone(file), text, count })
    });
    changes.collect()
}

/// Whether a text is all of the file that it is named after.
fn is_whole(file: &SourceFile) -> bool {
    let length = file.text.len() as u64 + if file.had_bom { 3 } else { 0 };
    std::fs::metadata(&file.name).is_ok_and(|data| data.is_file() && data.len() == length)
}

impl Change {
    /// The lines that change, before and after.
    pub(super) fn diff(&self) -> String {
        let name = outside_in::text::clean(&self.file.name);
        let mut out = format!("--- {name}\n+++ {name}\n");
        // A fix never adds or removes a line.
        for (number, (old, new)) in (1..).zip(self.file.text.lines().zip(self.text.lines())) {
            if old != new {
                let (old, new) = (outside_in::text::clean(old), outside_in::text::clean(new));
                out.extend([format!("@@ -{number} +{number} @@\n-{old}\n+{new}\n")]);
            }
        }
        out
    }

    /// Replaces the file in one step.
    pub(super) fn write(&self) -> io::Result<()> {
        let path = Path::new(&self.file.name);
        let directory =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".outside-in-").tempfile_in(directory)?;
        file.as_file().set_permissions(path.metadata()?.permissions())?;
        if self.file.had_bom {
            file.write_all("\u{feff}".as_bytes())?;
        }
        file.write_all(self.text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}
