//! What the documents show is true: their commands run, and give the output that stands under them.

use std::fs;

use crate::process::{program, root};

/// The `console` blocks of a document: each command after `$ ` with the lines under it.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
            continue;
        }
        if !inside {
            continue;
        }
        if let Some(command) = line.strip_prefix("$ ") {
            found.push((command.to_owned(), String::new()));
        } else if let Some((_, output)) = found.last_mut() {
            output.push_str(line);
            output.push('\n');
        }
    }
    found
}

fn check(document: &str, least: usize) {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let commands = commands(&text);
    assert!(commands.len() >= least, "{document} shows {} commands", commands.len());
    for (command, expected) in commands {
        let words: Vec<&str> = command.split_whitespace().collect();
        let Some(args) = words.strip_prefix(["outside-in"].as_slice()) else {
            panic!("{document}: `{command}` is not run by a test; show it in another kind of block");
        };
        let ran = crate::process::finish(program().args(args));
        let shown = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        if !expected.trim().is_empty() {
            let output = shown(&ran.stdout);
            // `...` stands for lines that are left out.
            for part in shown(&expected).split("\n...\n").map(|part| part.trim_end_matches("\n...")) {
                assert!(
                    output.contains(part.trim_end()),
                    "{document}: `{command}` no longer shows\n{part}\nbut\n{output}"
                );
            }
        }
        assert!(
            ran.code == 0 || ran.code == 1,
            "{document}: `{command}` ended with {}: {}",
            ran.code,
            ran.stderr
        );
    }
}

#[test]
fn the_readme_is_true() {
    check("README.md", 3);
}

#[test]
fn the_japanese_readme_is_true() {
    check("README.ja.md", 3);
}

#[test]
fn the_readme_and_ci_name_the_same_test_command() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    let command = "cargo test --locked";
    assert!(readme.lines().any(|line| line == command), "README.md names `{command}`");
    assert!(ci.lines().any(|line| line == command), ".ci/run runs `{command}`");
}

#[test]
fn the_changelog_names_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).expect("CHANGELOG.md");
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
}
