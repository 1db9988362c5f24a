use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use outside_in::check::Counterexample;
use outside_in::text::say;

use super::walk::CheckedPaths;
use crate::commands::{Common, Destination, Failure, IfTaken, cannot_write};

pub(super) fn write(found: &CheckedPaths, directory: &Path, common: &Common) -> anyhow::Result<()> {
    let shown = |sheet: &&Counterexample| {
        let mut all = found.targets.iter().flat_map(|target| &target.diagnostics);
        all.any(|diagnostic| diagnostic.code.id == sheet.code.id && diagnostic.message.en == sheet.message.en)
    };
    let path = |sheet: &Counterexample| directory.join(format!("{}-{}.toml", sheet.code.id, sheet.place));
    let sheets: Vec<(PathBuf, &str)> =
        found.counterexamples.iter().filter(shown).map(|sheet| (path(sheet), sheet.text.as_str())).collect();
    let mut names = BTreeSet::new();
    let taken = sheets.iter().find(|(path, _)| path.symlink_metadata().is_ok() || !names.insert(path));
    if let Some((path, _)) = taken {
        let name = path.display();
        anyhow::bail!(Failure::new(say!(
            "{name} exists or would be written twice; no counterexample was written",
            "{name} はすでにあるか、2回書き出すことになるため、反例を書き出しませんでした"
        )));
    }
    if sheets.is_empty() {
        common.note(&say!("no counterexamples to write", "書き出す反例はありません"));
        return Ok(());
    }
    std::fs::create_dir_all(directory).map_err(|error| cannot_write(directory, error))?;
    for (path, text) in &sheets {
        Destination::File(path.clone(), IfTaken::NeedOtherName).write(text.as_bytes())?;
        let name = path.display();
        common.note(&say!("wrote {name}", "{name} を書き出しました"));
    }
    Ok(())
}
