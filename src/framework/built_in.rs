use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::{CALIBRATION, Framework, Loaded, load};
use crate::source::{Diagnostic, SourceFile, codes};

static DIRECTORY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rubrics/mayo-outside-in");

/// The names and texts of the built-in framework's files, sorted by name.
pub fn built_in_files() -> &'static [(&'static str, &'static str)] {
    static FILES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| toml_files(&DIRECTORY));
    &FILES
}

/// The names and texts of the built-in framework's own tests, sorted by name.
pub fn built_in_tests() -> &'static [(&'static str, &'static str)] {
    static TESTS: LazyLock<Vec<(&str, &str)>> =
        LazyLock::new(|| DIRECTORY.get_dir("tests").map(toml_files).unwrap_or_default());
    &TESTS
}

/// Everything below `calibration/` of the built-in framework, by path, such as `calibration/kumo/case.toml`.
pub fn built_in_calibration() -> &'static [(&'static str, &'static str)] {
    static FILES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let directory = DIRECTORY.get_dir(CALIBRATION);
        let mut files: Vec<_> = directory.into_iter().flat_map(all_files).collect();
        files.sort_unstable();
        files
    });
    &FILES
}

fn all_files(directory: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    let own = directory.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    own.chain(directory.dirs().flat_map(all_files)).collect()
}

fn toml_files(directory: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    let file = |file: &'static include_dir::File<'static>| {
        let is_toml = file.path().extension()? == "toml";
        is_toml.then_some((file.path().file_name()?.to_str()?, file.contents_utf8()?))
    };
    directory.files().filter_map(file).collect()
}

/// The built-in framework.
///
/// # Panics
///
/// Never: a test makes sure that it is valid.
pub fn built_in_framework() -> Framework {
    built_in().framework.expect("the built-in framework is valid")
}

/// Loads the built-in framework, with the place of everything in its files.
pub fn built_in() -> Loaded {
    load(|name| {
        let known = built_in_files().iter().find(|(known, _)| *known == name);
        known.map(|(_, text)| SourceFile::new(format!("<built-in>/{name}"), *text)).ok_or_else(|| {
            let message = crate::say!("{name} is not built in", "{name} は組み込まれていません");
            Box::new(Diagnostic::new(codes::UNREADABLE, message))
        })
    })
}
