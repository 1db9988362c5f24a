//! The house rules: who may import whom, how long a file may be, and what the library must not do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::process::root;
use crate::support::built_in;

/// The rooms in the order of the data; each may use those before it, and itself. The last is the program, the others
/// are the library.
const ROOMS: [&str; 12] = [
    "text",
    "source",
    "framework",
    "answers",
    "scoring",
    "advice",
    "check",
    "interview",
    "report",
    "batch",
    "schema",
    "commands",
];

/// How large `src` may be. Whoever needs more first looks for what is said twice.
const MOST_FILES: usize = 516;
const MOST_LINES: usize = 75_385;

/// Names of types that two files may share, until one of them is renamed.
const SHARED_NAMES: &[&str] = &["Refusal", "Row"];

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(directory).expect("a folder of the project can be read");
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// All files below folders of `src`, with their texts.
fn sources(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let files = folders.iter().flat_map(|folder| files_below(&root().join("src").join(folder)));
    files
        .map(|path| (path.clone(), std::fs::read_to_string(path).expect("a source file can be read")))
        .collect()
}

/// The part of a file that is no unit test.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// The rooms that a text names: after `crate::`, or in the list after `use crate::{`.
fn rooms_used(text: &str) -> Vec<&'static str> {
    let mut used = Vec::new();
    for part in text.split("crate::").skip(1) {
        let list = part.strip_prefix('{').and_then(|list| list.split_once("};")).map(|(list, _)| list);
        for name in list.unwrap_or(part).split(['{', '}', ',', ';', ':', ' ', '(', ')', '\n']) {
            used.extend(ROOMS.iter().copied().filter(|room| *room == name.trim()));
            if list.is_none() {
                break;
            }
        }
    }
    used
}

#[test]
fn imports_point_one_way() {
    let mut seen = 0;
    for (position, room) in ROOMS.iter().enumerate() {
        for (path, text) in sources(&[room]) {
            for used in rooms_used(&text) {
                seen += 1;
                let other = ROOMS.iter().position(|name| *name == used).expect("a known room");
                assert!(other <= position, "{} uses the later room `{used}`", path.display());
            }
        }
    }
    assert!(seen > 50, "the guard sees imports");
}

#[test]
fn the_guard_understands_imports() {
    assert_eq!(rooms_used("use crate::text::Lang;\nuse crate::{say, advice::Action};"), ["text", "advice"]);
    assert_eq!(rooms_used("crate::say!(\"x\")"), Vec::<&str>::new());
}

#[test]
fn every_folder_is_a_known_room() {
    let entries = std::fs::read_dir(root().join("src")).expect("src can be read");
    for entry in entries {
        let entry = entry.expect("an entry can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            assert!(ROOMS.contains(&name.as_str()), "unknown folder src/{name}");
        } else {
            assert!(["main.rs", "lib.rs"].contains(&name.as_str()), "unknown file src/{name}");
        }
    }
}

/// The type that a line begins to define, if it does; those inside of a block are associated with another.
fn defined_type(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub").map_or(line, |rest| {
        let rest =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
        rest.trim_start()
    });
    let (word, rest) = line.split_once(' ')?;
    let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    ["struct", "enum", "trait", "type", "union"].contains(&word).then_some(name)
}

#[test]
fn the_guard_understands_types() {
    assert_eq!(defined_type("pub(in crate::check) struct Locator<'a> {"), Some("Locator"));
    assert_eq!(defined_type("pub enum Verdict {"), Some("Verdict"));
    assert_eq!(defined_type("type Part = (u64, u64);"), Some("Part"));
    assert_eq!(defined_type("    type Output = Criterion;"), None);
    assert_eq!(defined_type("pub use struct_of::Things;"), None);
}

#[test]
fn no_type_name_stands_for_two_things() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources(&[""]) {
        for name in without_tests(&text).lines().filter_map(defined_type) {
            places.entry(name.to_owned()).or_default().push(path.display().to_string());
        }
    }
    assert!(places.len() > 200, "the guard sees types");
    places.retain(|name, places| places.len() > 1 && !SHARED_NAMES.contains(&name.as_str()));
    assert!(places.is_empty(), "{places:#?}");
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<usize> = Vec::new();
    for (path, text) in sources(&[""]) {
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median < 150, "the median file has {median} lines");
    assert!(lengths.len() <= MOST_FILES, "src has {} files", lengths.len());
    let sum: usize = lengths.iter().sum();
    assert!(sum <= MOST_LINES, "src has {sum} lines");
}

#[test]
fn the_library_asks_neither_clock_nor_environment() {
    let (_, library) = ROOMS.split_last().expect("rooms");
    for (path, text) in sources(library) {
        for forbidden in ["now()", "env::var", "stdout()", "stderr()", "stdin()", "HashMap"] {
            assert!(!text.contains(forbidden), "{} contains {forbidden}", path.display());
        }
    }
}

#[test]
fn nothing_of_the_built_in_framework_is_wired_into_the_code() {
    let mut ids: Vec<&str> = built_in().criteria().iter().map(|criterion| criterion.id.as_str()).collect();
    ids.extend(built_in().stages().iter().map(|stage| stage.id.as_str()));
    ids.retain(|id| id.contains('-'));
    for (path, text) in sources(&[""]) {
        let code = without_tests(&text);
        for id in ids.iter().filter(|id| code.contains(**id)) {
            for line in code.lines().filter(|line| line.contains(id) && !line.trim_start().starts_with("//"))
            {
                let example = line.contains("help") || line.contains("as in `") || line.contains("のように");
                assert!(example, "{} names `{id}`: {line}", path.display());
            }
        }
    }
}
