use std::path::Path;

use include_dir::{Dir, File, include_dir};
use outside_in::framework::{built_in_calibration, built_in_files, built_in_tests};
use outside_in::source::NewDirectory;
use outside_in::text::{Bilingual, say};

use super::starter::Starter;
use crate::commands::{Common, Exit, Failure, cannot_write, exit};

/// The files of a new framework, in all its languages.
static NEW: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/new-framework");

pub(super) fn new(directory: &Path, starter: &Starter, common: &Common) -> anyhow::Result<Exit> {
    let tests = NEW.get_dir("tests").into_iter().flat_map(Dir::files);
    let file = |file: &File<'_>| {
        let name = file.path().to_string_lossy().into_owned();
        Some((name, starter.written(file.contents_utf8()?)))
    };
    write(directory, NEW.files().chain(tests).filter_map(file))?;
    let name = directory.display();
    let made = say!("a framework to start from is in {name}", "{name} にフレームワークの雛形を作りました");
    Ok(show_next(&made, directory, common))
}

pub(super) fn export(directory: &Path, common: &Common) -> anyhow::Result<Exit> {
    if let Some(other) = &common.framework {
        let other = other.display();
        anyhow::bail!(Failure::new(say!(
            "this copies the built-in framework; to copy {other}, copy its directory",
            "組み込みのフレームワークをコピーするコマンドです。{other} をコピーするには、そのディレクトリーをコピーしてください"
        )));
    }
    let files = built_in_files().iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let tests = built_in_tests().iter().map(|(name, text)| (format!("tests/{name}"), (*text).to_owned()));
    let cases = built_in_calibration().iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    write(directory, files.chain(tests).chain(cases))?;
    let name = directory.display();
    let copied = say!(
        "copied to {name}; use it with --framework {name}",
        "{name} にコピーしました（--framework {name} で使えます）"
    );
    Ok(show_next(&copied, directory, common))
}

fn show_next(done: &Bilingual, directory: &Path, common: &Common) -> Exit {
    let name = directory.display();
    common.note(done);
    common.note(&say!("run its tests with: outside-in test {name}", "テストの実行：outside-in test {name}"));
    Exit::Good
}

/// Writes all files, or none.
pub(super) fn write(directory: &Path, files: impl Iterator<Item = (String, String)>) -> anyhow::Result<()> {
    let name = directory.display();
    if directory.is_file() {
        anyhow::bail!(Failure::new(say!(
            "{name} is a file, not a directory",
            "{name} はディレクトリではなくファイルです"
        )));
    }
    if directory.is_dir() && !NewDirectory::is_empty(directory) {
        anyhow::bail!(Failure::new(say!("{name} is not empty", "{name} は空ではありません")));
    }
    let failed = |error| cannot_write(directory, error);
    exit::watch_signals();
    let written = NewDirectory::begin(directory).map_err(failed)?;
    for (file, text) in files.chain(outside_in::schema::beside_framework()?) {
        written.write(&file, text.as_bytes()).map_err(failed)?;
    }
    written.finish().map_err(failed)
}
