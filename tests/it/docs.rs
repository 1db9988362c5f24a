//! What the documents show is true: their commands run, and give the output that stands under them.

use std::fs;
use std::path::Path;

use crate::process::{program, root};

/// What a reader of a document does, in its order.
enum Step {
    /// Runs a command, which stands after `$ ` in a `console` block, and sees the lines under it.
    Run(String, String),
    /// Writes a file: a `toml` block whose first line is its name as a comment.
    Write(String, String),
}

fn steps(text: &str) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    let (mut block, mut begins) = ("", false);
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            (block, begins) = (if block.is_empty() { kind } else { "" }, true);
            continue;
        }
        let command = line.strip_prefix("$ ").filter(|_| block == "console");
        let file = line.strip_prefix("# ").filter(|name| block == "toml" && begins && !name.contains(' '));
        match (command, file, found.last_mut()) {
            (Some(command), ..) => found.push(Step::Run(command.to_owned(), String::new())),
            (_, Some(name), _) => found.push(Step::Write(name.to_owned(), String::new())),
            (.., Some(Step::Run(_, under))) if block == "console" => *under += &format!("{line}\n"),
            (.., Some(Step::Write(_, content))) if block == "toml" => *content += &format!("{line}\n"),
            _ => {}
        }
        begins = false;
    }
    found
}

/// A folder in which the commands of a document may write, with what they read.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["examples", "rubrics"] {
        copy(&root().join(name), &folder.path().join(name));
    }
    folder
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder is read") {
        let from = entry.expect("an entry").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file is copied");
        }
    }
}

/// The words of a command; a word in quotes has no space in it.
fn words(command: &str) -> Vec<&str> {
    command.split_whitespace().map(|word| word.trim_matches('\'')).collect()
}

fn check(document: &str, least: usize) {
    check_in(workplace().path(), document, least);
}

/// Runs the commands of a document in a folder.
fn check_in(folder: &Path, document: &str, least: usize) {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let steps = steps(&text);
    let commands = steps.iter().filter(|step| matches!(step, Step::Run(..))).count();
    assert!(commands >= least, "{document} shows {commands} commands");
    for step in steps {
        let (command, expected) = match step {
            Step::Run(command, expected) => (command, expected),
            Step::Write(name, content) => {
                fs::write(folder.join(name), content).expect("a file that the document shows is written");
                continue;
            }
        };
        let words = words(&command);
        let Some(args) = words.strip_prefix(["outside-in"].as_slice()) else {
            panic!("{document}: `{command}` is not run by a test; show it in another kind of block");
        };
        let ran = crate::process::finish(program().current_dir(folder).args(args));
        let shown = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        if !expected.trim().is_empty() {
            let (output, told) = (shown(&ran.stdout), shown(&ran.stderr));
            // `...` stands for lines that are left out.
            let expected = format!("\n{}\n", shown(&expected));
            for part in expected.split("\n...\n").map(|part| part.trim_matches('\n')) {
                assert!(
                    output.contains(part) || told.contains(part),
                    "{document}: `{command}` no longer shows\n{part}\nbut\n{output}\n{told}"
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
    check("README.md", 20);
}

#[test]
fn the_japanese_readme_is_true() {
    check("README.ja.md", 20);
}

/// The lines of a document in its blocks for a shell and for a console, without comments and the language.
fn shown_commands(document: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let (mut found, mut block) = (Vec::new(), "");
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            block = if block.is_empty() { kind } else { "" };
            continue;
        }
        let command = match block {
            "sh" => Some(line),
            "console" => line.strip_prefix("$ "),
            _ => None,
        };
        let command =
            command.map(|line| line.split(" #").next().unwrap_or_default().replace(" --lang ja", ""));
        found.extend(command.map(|command| command.trim().to_owned()));
    }
    found
}

#[test]
fn both_readmes_show_the_same_commands_in_the_same_order() {
    let (english, japanese) = (shown_commands("README.md"), shown_commands("README.ja.md"));
    assert_eq!(english, japanese);
    let sections = |document: &str| {
        let text = fs::read_to_string(root().join(document)).expect("the document is there");
        text.lines().filter(|line| line.starts_with("## ")).count()
    };
    assert_eq!(sections("README.md"), sections("README.ja.md"));
    for command in ["cargo install --path . --locked", "outside-in", "outside-in explain", "outside-in plan"]
    {
        assert!(english.iter().any(|shown| shown == command), "{command}");
    }
    for part in [" plan ", " --budget ", " --set ", " compare "] {
        assert!(english.iter().any(|shown| shown.contains(part)), "{part}");
    }
}

#[test]
fn the_shell_blocks_of_the_readmes_run() {
    for document in ["README.md", "README.ja.md"] {
        let folder = workplace();
        let sheet = root().join("examples/aoba-genetics.toml");
        fs::copy(sheet, folder.path().join("answers.toml")).expect("copied");
        let mut ours = 0;
        for command in shown_commands(document) {
            let program_of_cargo = "cargo run --release --locked -- ";
            let args = command.strip_prefix("outside-in").or_else(|| command.strip_prefix(program_of_cargo));
            let Some(args) = args.filter(|_| !command.contains("--as-of")) else { continue };
            let ran = crate::process::finish(program().current_dir(folder.path()).args(words(args)));
            assert!(ran.code == 0 || ran.code == 1, "{document}: `{command}`: {}", ran.stderr);
            ours += 1;
        }
        assert!(ours > 3, "{document}");
    }
}

#[test]
fn the_page_of_answer_forms_is_true() {
    let document = "docs/answer-forms.md";
    let folder = workplace();
    // The table that the page shows is the one that its commands read.
    let page = fs::read_to_string(root().join(document)).expect("the page");
    let shown = page.split("```csv\n").nth(1).and_then(|block| block.split("```").next());
    fs::write(folder.path().join("companies.csv"), shown.expect("a table")).expect("the table is written");
    check_in(folder.path(), document, 4);
}

#[test]
fn the_page_about_assistants_is_true() {
    let document = "docs/assistants.md";
    let folder = tempfile::tempdir().expect("a folder");
    let page = fs::read_to_string(root().join(document)).expect("the page");
    let shown = page.split("```toml\n").nth(1).and_then(|block| block.split("```").next());
    check_in(folder.path(), document, 8);
    // All that is odd about the draft is that nobody has confirmed it.
    let path = folder.path().join("draft.toml");
    fs::write(&path, shown.expect("a draft")).expect("the draft is written");
    let check = || crate::process::run_in(folder.path(), &["check", "--deny", "warnings", "draft.toml"]);
    let ran = check();
    assert_eq!((ran.code, ran.stdout.matches("error[").count()), (1, 2), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stdout.matches("error[A145").count(), 2);
    let draft = fs::read_to_string(&path).expect("the draft");
    // Where answers come in a file of their own, joining gives the same draft, with its facts.
    let (head, answers) = draft.split_once("[answers").expect("answers");
    let (top, _) = head.split_once("[facts]").expect("facts");
    fs::write(folder.path().join("answers.toml"), head.to_owned() + "[answers]\n").expect("written");
    fs::write(folder.path().join("theirs.toml"), format!("{top}[answers{answers}")).expect("written");
    let join = ["compare", "--raters", "answers.toml", "theirs.toml", "-o", "joined.toml"];
    let ran = crate::process::run_in(folder.path(), &join);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let open = |name: &str| {
        crate::process::run_in(folder.path(), &["questions", name, "--as-of", "2026-11-22"]).stdout
    };
    let told = open("joined.toml").replace("joined.toml", "draft.toml");
    assert_eq!(
        told.lines().skip_while(|line| !line.contains("\"facts\"")).collect::<Vec<_>>(),
        open("draft.toml").lines().skip_while(|line| !line.contains("\"facts\"")).collect::<Vec<_>>()
    );
    let theirs = open("theirs.toml");
    assert!(theirs.contains("\"id\": \"product\"") && !told.contains("\"id\": \"product\""), "{told}");
    let keys = ["proposed_by =", "quote =", "place ="];
    let confirmed = draft.lines().filter(|line| !keys.iter().any(|key| line.starts_with(key)));
    fs::write(&path, confirmed.collect::<Vec<_>>().join("\n")).expect("the draft is confirmed");
    assert_eq!(check().code, 0);
}

#[test]
fn the_page_for_authors_is_true() {
    let document = "docs/your-own-framework.md";
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root().join("docs/criteria.csv"), folder.path().join("criteria.csv")).expect("copied");
    check_in(folder.path(), document, 7);
    // The test that the page shows is a good test of the framework that it starts from.
    let page = fs::read_to_string(root().join(document)).expect("the page");
    let shown = page.split("```toml\n").find(|block| block.starts_with("[sheet]"));
    let shown = shown.and_then(|block| block.split("```").next());
    let test = folder.path().join("hospital/tests/from-the-page.toml");
    fs::write(test, shown.expect("a test in TOML")).expect("the test is written");
    let ran = crate::process::finish(program().current_dir(folder.path()).args(["test", "hospital"]));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("8 tests, all pass"), "{}", ran.stdout);
    // So is the case.
    let shown = page.split("```toml\n").find(|block| block.contains("[[judge]]"));
    let shown = shown.and_then(|block| block.split("```").next()).expect("a case in TOML");
    let case = folder.path().join("hospital/calibration/kumo");
    fs::create_dir_all(&case).expect("a directory");
    fs::write(case.join("case.toml"), shown).expect("the case is written");
    fs::write(case.join("case.md"), "Kumo makes endoscopes.\n").expect("its description is written");
    let args = ["check", "hospital", "--deny", "warnings", "--format", "short"];
    let ran = crate::process::run_in(folder.path(), &args);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
}

#[test]
fn the_first_steps_are_true() {
    check("docs/start-founder.md", 6);
    check("docs/start-consultant.md", 8);
    check("docs/ja/founder.md", 6);
    check("docs/ja/consultant.md", 8);
    let (document, folder) = ("docs/start-author.md", workplace());
    check_in(folder.path(), document, 6);
    // The mistake that the page asks for is told as it says, and mended as it says.
    let rubric = folder.path().join("clinic/problem.toml");
    let good = fs::read_to_string(&rubric).expect("the rubric");
    fs::write(&rubric, good.replacen("{ pilot =", "{ pliot =", 1)).expect("the mistake is made");
    let page = fs::read_to_string(root().join(document)).expect("the page");
    let told =
        page.split("```text\n$ outside-in check clinic\n").nth(1).and_then(|rest| rest.split("```").next());
    let ran = crate::process::run_in(folder.path(), &["check", "clinic"]);
    assert!(ran.stdout.contains(told.expect("what is told").trim_end()), "{}", ran.stdout);
    let ran = crate::process::run_in(folder.path(), &["check", "--fix", "clinic"]);
    assert_eq!((ran.code, fs::read_to_string(&rubric).expect("the rubric")), (0, good), "{}", ran.stderr);
}

#[test]
fn the_pages_about_the_numbers_are_true() {
    for document in ["docs/how-it-counts.md", "docs/ja/how-it-counts.md"] {
        check(document, 3);
    }
    for document in ["docs/how-right.md", "docs/ja/how-right.md"] {
        check(document, 2);
    }
}

#[test]
fn the_files_for_other_peoples_ci_fit_the_program() {
    let read =
        |name: &str| fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let page = read("docs/your-own-framework.md");
    for line in read(".pre-commit-hooks.yaml").lines() {
        if let Some(id) = line.strip_prefix("- id: ") {
            assert!(page.contains(&format!("- id: {id}\n")), "the page shows the hook {id}");
        }
    }
    for input in ["framework", "min-coverage", "deny"] {
        assert!(read("action.yml").contains(&format!("\n  {input}:\n")), "action.yml takes {input}");
        assert!(page.contains(&format!("          {input}: ")), "the page gives {input}");
    }
    let help = crate::process::run(["test", "--help", "--lang", "en"]).stdout;
    for name in ["action.yml", "docs/gitlab-ci.yml"] {
        for option in read(name).split_whitespace().filter(|word| ["--min-coverage", "junit"].contains(word))
        {
            assert!(help.contains(option), "{name}: `test` has no {option}");
        }
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme_and_installs_from_debian_alone() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    let (_, tests) = readme.split_once("Pass its tests:").expect("README.md says how to run the tests");
    let command = tests.lines().find(|line| line.starts_with("cargo ")).expect("a command");
    assert_eq!(ci.lines().filter(|line| line.starts_with("cargo test")).collect::<Vec<_>>(), [command]);
    let commands = ci.lines().filter(|line| !line.trim_start().starts_with('#'));
    for line in commands.filter(|line| line.contains("install")) {
        assert!(line.contains("apt-get install"), ".ci/run: {line}");
    }
    for other in ["curl", "wget", "rustup", "git clone", "pip "] {
        assert!(!ci.contains(other), ".ci/run uses {other}");
    }
}

#[test]
fn the_page_of_dependencies_has_each_once() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("a file of the project");
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml");
    let mut named: Vec<String> = Vec::new();
    let mut tables = vec![&manifest];
    let for_systems = manifest["target"].as_table().expect("targets");
    tables.extend(for_systems.values().filter_map(toml::Value::as_table));
    for table in tables {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let crates = table.get(kind).and_then(toml::Value::as_table);
            named.extend(crates.into_iter().flat_map(toml::Table::keys).cloned());
        }
    }
    named.sort_unstable();
    let page = read("docs/dependencies.md");
    let row = |line: &str| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned());
    let mut explained: Vec<String> = page.lines().filter_map(row).collect();
    explained.sort_unstable();
    assert_eq!(explained, named);
}

#[test]
fn a_release_has_the_same_targets_everywhere() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("a file of the project");
    let script = read("ci/release");
    let table = script.split("\ntargets=\"\n").nth(1).and_then(|rest| rest.split("\n\"").next());
    let targets: Vec<Vec<&str>> =
        table.expect("a table of targets").lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(targets.len(), 5);
    for name in ["deny.toml", "ci/get", ".github/workflows/release.yml", "packaging/npm/package.json"] {
        let text = read(name);
        for row in &targets {
            let word = if name.contains("npm") { row[2] } else { row[0] };
            assert!(text.contains(word), "{name} has no {word}");
        }
    }
}

#[test]
fn the_changelog_names_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).expect("CHANGELOG.md");
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn the_page_of_reliability_names_tests_that_are_there() {
    let page = fs::read_to_string(root().join("docs/reliability.md")).expect("the page");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| **")).collect();
    assert!(rows.len() > 10, "{rows:?}");
    for row in rows {
        let (_, tests) = row.trim_end_matches(" |").rsplit_once(" | ").expect("two cells");
        for name in tests.split('`').skip(1).step_by(2).map(|name| name.trim_start_matches("fuzz/run ")) {
            let (module, test) = name.split_once("::").unwrap_or((name, ""));
            let code = fs::read_to_string(root().join(format!("tests/it/{module}.rs"))).unwrap_or_default();
            let is_test = code.contains(&format!("fn {test}(")) || !code.is_empty() && test.is_empty();
            assert!(is_test || crate::fuzz::LAWS.iter().any(|(law, _)| *law == name), "{name}: {row}");
        }
    }
}
