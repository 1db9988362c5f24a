//! The surroundings of a file or a framework on disk.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use outside_in::answers::Form;
use outside_in::check::{Beside, FileKind, kind_of};
use outside_in::framework::{CALIBRATION, Loaded, MANIFEST};
use outside_in::source::{Diagnostic, SourceFile, codes, parent_of};
use outside_in::text::say;

pub(super) fn framework_of_test(path: &Path) -> Option<PathBuf> {
    // Like `test`, by the extension alone.
    let toml = path.extension().is_some_and(|ending| ending == "toml");
    let tests = parent_of(Some(path).filter(|_| toml)?);
    let directory = above(tests);
    let named = tests.canonicalize().is_ok_and(|tests| tests.file_name().is_some_and(|name| name == "tests"));
    // A framework may itself be called `tests`.
    (named && directory.join(MANIFEST).is_file() && !tests.join(MANIFEST).is_file()).then_some(directory)
}

/// The framework of a case at `calibration/ID/case.toml`.
pub(super) fn framework_of_case(path: &Path) -> Option<PathBuf> {
    let whole = path.canonicalize().ok()?;
    let calibration = whole.parent()?.parent()?;
    let directory = above(&above(path.parent()?));
    let named = calibration.file_name().is_some_and(|name| name == CALIBRATION);
    (named && directory.join(MANIFEST).is_file()).then_some(directory)
}

/// The parent of a directory, without `..` if the path shows it.
fn above(directory: &Path) -> PathBuf {
    match directory.components().next_back() {
        // The parent of a link is elsewhere.
        Some(Component::Normal(_)) if !directory.is_symlink() => {
            directory.parent().unwrap_or(Path::new("")).to_owned()
        }
        _ => directory.join(".."),
    }
}

pub(super) fn beside(directory: &Path, loaded: &Loaded) -> Vec<Beside> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| Form::of(path) == Some(Form::Toml));
    let part = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        if loaded.files.iter().any(|document| document.name == name) {
            return None;
        }
        let kind = kind_of(SourceFile::read_inside(directory, &path, codes::UNREADABLE).ok()?);
        matches!(kind, FileKind::Rubric | FileKind::Programmes).then_some(Beside { name, kind })
    };
    let mut parts: Vec<Beside> = files.filter_map(part).collect();
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    parts
}

/// Finds rubrics and programmes (`parts`), if several or beside tests, in a directory without a framework in it or
/// above it.
pub(super) fn without_manifest(directory: &Path, parts: &[String], tests: usize) -> Option<Diagnostic> {
    let is_framework = parts.len() > 1 || (parts.len() == 1 && tests > 0);
    let above = || {
        directory
            .canonicalize()
            .is_ok_and(|path| path.ancestors().any(|above| above.join(MANIFEST).is_file()))
    };
    if !is_framework || above() {
        return None;
    }
    let (list, ja) = (parts.join(", "), parts.join("、"));
    let message = if tests > 0 {
        let counted = outside_in::text::count(tests, "test");
        say!(
            "there is no {MANIFEST} here, so {list} are no framework, and {counted} in `tests/` cannot be run",
            "ここに {MANIFEST} がないため、{ja} はフレームワークとして扱えず、`tests/` の{tests}件のテストも実行できません"
        )
    } else {
        say!(
            "there is no {MANIFEST} here, so {list} are no framework",
            "ここに {MANIFEST} がないため、{ja} はフレームワークとして扱えません"
        )
    };
    let help = say!(
        "write a {MANIFEST} that lists them, as `outside-in framework new` does; to check files without a framework, name \
         them one by one",
        "これらを挙げた {MANIFEST} を置いてください（`outside-in framework new` で書き方の例を作れます）。フレームワークなしで検査する場合は、\
         ファイルを1つずつ指定してください。"
    );
    let file = SourceFile::new(directory.join(MANIFEST).display().to_string(), "");
    Some(Diagnostic::new(codes::UNREADABLE, message).help(help).at(&Arc::new(file), 0..0))
}
