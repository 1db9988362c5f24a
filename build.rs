//! Lists the tests of the built-in framework, so that the program carries all of them.

use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo names the package");
    let directory = Path::new(&root).join("rubrics/mayo-outside-in/tests");
    println!("cargo::rerun-if-changed={}", directory.display());
    let entries = fs::read_dir(&directory).expect("the built-in framework has tests");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a test").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let mut list = vec!["const TESTS: &[(&str, &str)] = &[".to_owned()];
    for path in paths {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        list.push(format!("    ({name:?}, include_str!({:?})),", path.display().to_string()));
    }
    list.push("];\n".to_owned());
    let out = env::var("OUT_DIR").expect("cargo names the output");
    fs::write(Path::new(&out).join("built_in_tests.rs"), list.join("\n")).expect("the list is written");
}
