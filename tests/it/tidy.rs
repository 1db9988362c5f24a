//! The house rules: who may import whom, how long a file may be, and what the library must not do.

use std::path::{Path, PathBuf};

use crate::process::root;

/// The rooms in the order of the data; each may use those before it, and itself.
const ROOMS: [&str; 11] = [
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
];

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

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a source file can be read")
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
        let directory = root().join("src").join(room);
        if !directory.exists() {
            continue;
        }
        for path in files_below(&directory) {
            for used in rooms_used(&read(&path)) {
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
            assert!(ROOMS.contains(&name.as_str()) || name == "commands", "unknown folder src/{name}");
        } else {
            assert!(["main.rs", "lib.rs"].contains(&name.as_str()), "unknown file src/{name}");
        }
    }
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<usize> = Vec::new();
    for path in files_below(&root().join("src")) {
        let lines = read(&path).lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
        lengths.push(lines);
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 150, "the median file has {median} lines");
}

#[test]
fn the_library_asks_neither_clock_nor_environment() {
    for room in ROOMS {
        let directory = root().join("src").join(room);
        if !directory.exists() {
            continue;
        }
        for path in files_below(&directory) {
            let text = read(&path);
            for forbidden in ["now()", "env::var", "stdout()", "stderr()", "stdin()", "HashMap"] {
                assert!(!text.contains(forbidden), "{} contains {forbidden}", path.display());
            }
        }
    }
}

#[test]
fn nothing_of_the_built_in_framework_is_wired_into_the_code() {
    let framework = outside_in::framework::built_in().framework.expect("the built-in framework loads");
    let mut ids: Vec<&str> = framework.criteria().iter().map(|criterion| criterion.id.as_str()).collect();
    ids.extend(framework.stages().iter().map(|stage| stage.id.as_str()));
    ids.retain(|id| id.contains('-'));
    for path in files_below(&root().join("src")) {
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for id in &ids {
                let example = line.contains("help") || line.contains("as in `") || line.contains("のように");
                assert!(example || !line.contains(id), "{} names `{id}`: {line}", path.display());
            }
        }
    }
}
