//! Compiles the built-in framework into an image that the program only has to unpack, and lists its tests.
//!
//! The framework is read by the very modules that read any other one. They are mounted here, as far as reading
//! needs them, so that a framework that cannot be used ends the build with the same words as anywhere.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    reason = "only a part of these modules is used here"
)]

use std::path::Path;
use std::{env, fs};

#[path = "src/text"]
mod text {
    mod bilingual;
    mod language;
    mod nearest;

    pub use self::bilingual::*;
    pub use self::language::*;
    pub use self::nearest::*;
}

#[path = "src/source"]
mod source {
    mod begun;
    pub mod codes;
    mod confusables;
    mod diagnostic;
    mod document;
    mod fields;
    mod file;
    mod row;
    mod toml;

    pub use self::begun::*;
    pub use self::diagnostic::*;
    pub use self::document::*;
    pub use self::fields::*;
    pub use self::file::*;
    pub use self::row::*;
    pub use self::toml::*;
}

#[path = "src/framework"]
mod framework {
    mod compile;
    mod digest;
    pub(crate) mod image;
    mod load;
    mod model;
    mod raw;

    pub use self::load::*;
    pub use self::model::*;
}

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the package");
    let out = env::var("OUT_DIR").expect("cargo names the output");
    let directory = Path::new(&root).join("rubrics/mayo-outside-in");
    println!("cargo::rerun-if-changed={}", directory.display());
    write_image(&directory, &Path::new(&out).join("built_in.image"));
    write_tests(&directory.join("tests"), &Path::new(&out).join("built_in_tests.rs"));
}

/// Loads the framework and writes its image; whatever is wrong with it is told, and an error ends the build.
fn write_image(directory: &Path, to: &Path) {
    let loaded = framework::load_directory(directory);
    for found in &loaded.diagnostics {
        let place = found.place.as_ref().map(|place| {
            let (line, column) = place.file.position(place.span.start);
            format!("{}:{line}:{column}: ", place.file.name)
        });
        let kind = if found.is_error() { "error" } else { "warning" };
        println!("cargo::{kind}={}[{}] {}", place.unwrap_or_default(), found.code.id, found.message.en);
    }
    let Some(framework) = loaded.framework else { return };
    let image = framework::image::write(framework).expect("a framework has an image");
    fs::write(to, image).expect("the image is written");
}

/// Lists the framework's tests, so that the program carries all of them.
fn write_tests(directory: &Path, to: &Path) {
    let entries = fs::read_dir(directory).expect("the built-in framework has tests");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a test").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut list = vec!["const TESTS: &[(&str, &str)] = &[".to_owned()];
    for path in paths {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        list.push(format!("    ({name:?}, include_str!({:?})),", path.display().to_string()));
    }
    list.push("];\n".to_owned());
    fs::write(to, list.join("\n")).expect("the list is written");
}
