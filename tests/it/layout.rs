//! How `--fix` lays out the files of a framework: another order, the same meaning, and no comment lost.

use std::fs;
use std::path::Path;

use outside_in::check::FileLayout;
use outside_in::framework::{Loaded, load_directory};
use proptest::prelude::*;

use crate::oracle::Files;
use crate::process::{root, run};
use crate::random::{SplitMix, load, random_framework};
use crate::support::built_in_texts;

/// The files of a framework, each with its layout.
fn tidied(files: &Files) -> Files {
    let layouts = FileLayout::of(&load(files));
    let tidy = |(name, text): (&String, &String)| {
        let layout =
            layouts.iter().find(|layout| layout.file.name == *name).expect("a file of the framework");
        (name.clone(), layout.tidy(text).unwrap_or_else(|| text.clone()))
    };
    files.iter().map(tidy).collect()
}

/// A file with the given lines as the only one of its framework, laid out in the languages `ja`, `en`.
fn tidy(text: &str) -> Option<String> {
    let manifest = "languages = [\"ja\", \"en\"]\nrubrics = [\"rubric.toml\"]\n";
    let files = [("framework.toml", manifest), ("rubric.toml", text)];
    let files: Files = files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let layouts = FileLayout::of(&load(&files));
    layouts.iter().find(|layout| layout.file.name == "rubric.toml").expect("the rubric").tidy(text)
}

/// What a framework means: everything but the digest of its files.
fn meaning(loaded: &Loaded) -> String {
    let framework = loaded.framework.as_ref().unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    format!("{framework:?}").replace(framework.digest(), "")
}

/// Whether a line, or a key with its comments and all of its lines, is a key.
fn is_key(piece: &str) -> bool {
    let own = piece.lines().find(|line| !line.starts_with('#'));
    own.is_some_and(|line| line.contains(" = ") && !line.starts_with('['))
}

/// The lines of a file, but as one a text between three quotation marks, and a key of a table with the comments on it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let (mut inside, mut in_table) = (false, false);
    for line in text.lines() {
        in_table |= line.starts_with('[');
        let on_comment = in_table && (line.starts_with('#') || is_key(line));
        let goes_on = |last: &String| inside || (on_comment && last.starts_with('#') && !is_key(last));
        match pieces.last_mut().filter(|last| goes_on(last)) {
            Some(piece) => *piece = format!("{piece}\n{line}"),
            None => pieces.push(line.to_owned()),
        }
        inside ^= line.matches("\"\"\"").count() % 2 == 1;
    }
    pieces
}

/// The keys under each header in another order, some with more spaces. A list must stand on one line.
fn shuffled(text: &str, seed: u64) -> String {
    let mut numbers = SplitMix(seed);
    let mut next = |end: usize| numbers.index(end);
    let mut lines = pieces(text);
    let mut from = 0;
    while from < lines.len() {
        let to = lines[from..].iter().position(|line| !is_key(line)).map_or(lines.len(), |more| from + more);
        for at in (from + 1..to).rev() {
            lines.swap(at, from + next(at - from + 1));
        }
        for line in &mut lines[from..to] {
            *line = match next(4) {
                _ if line.starts_with('#') => std::mem::take(line),
                0 => line.replacen(" = ", "=", 1),
                1 => format!("  {line} \t"),
                2 => line.replacen(" = ", "   =  ", 1),
                _ => std::mem::take(line),
            };
        }
        from = to + 1;
    }
    lines.join("\n")
}

#[test]
fn what_we_ship_is_laid_out() {
    let directories = [
        "rubrics/mayo-outside-in",
        "templates/new-framework",
        "examples/frameworks/equipment-donation",
        "tests/fixtures/rules",
        "tests/fixtures/small",
    ];
    for directory in directories {
        let layouts = FileLayout::of(&load_directory(&root().join(directory)));
        assert!(layouts.len() > 1, "{directory}");
        for layout in layouts {
            let tidied = layout.tidy(&layout.file.text);
            assert_eq!(tidied, None, "{}", layout.file.name);
        }
    }
}

#[test]
fn the_built_in_framework_comes_back_from_any_order() {
    let original = built_in_texts();
    let wanted = meaning(&load(&original));
    for seed in 0..8 {
        let mixed: Files = original.iter().map(|(name, text)| (name.clone(), shuffled(text, seed))).collect();
        assert_ne!(mixed, original);
        assert_eq!(meaning(&load(&mixed)), wanted, "the order of keys means nothing");
        for (name, text) in tidied(&mixed) {
            assert_eq!(text, original[&name], "{name}, order {seed}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_frameworks_keep_their_meaning_and_are_laid_out_once(spec in random_framework(), seed: u64) {
        let files = spec.files();
        prop_assume!(load(&files).framework.is_some());
        let mixed: Files = files.iter().map(|(name, text)| (name.clone(), shuffled(text, seed))).collect();
        let once = tidied(&mixed);
        prop_assert_eq!(meaning(&load(&once)), meaning(&load(&files)));
        prop_assert_eq!(&tidied(&once), &once, "twice is once");
        prop_assert_eq!(&tidied(&files), &once, "the order before does not matter");
    }
}

const MIXED: &str = "\
#:schema schemas/rubric.json
# A rubric.
advice.en = \"A\"  # behind the advice
title.en = \"T\"


# About the Japanese title.
  title.ja=\"題\"\t
advice.ja = \"助\"
# The id is last.
id = \"r\"

# About the criterion.
[[criterion]]
weight   =   { first = 1 }
sources = [
  \"a\",   # kept as it is


  \"b\",
]
# allow(T003): it must be long
why.en = \"\"\"
 two  \n
lines \"\"\"
id = \"c\"
surprise = 1

# Only here.
  [[criterion.level]]
effort = 1
says.en = \"S # no comment\"

# The end.


";

const TIDY: &str = "\
#:schema schemas/rubric.json
# A rubric.
# The id is last.
id = \"r\"

# About the Japanese title.
title.ja = \"題\"
title.en = \"T\"
advice.ja = \"助\"
advice.en = \"A\"  # behind the advice

# About the criterion.
[[criterion]]
id = \"c\"
surprise = 1
# allow(T003): it must be long
why.en = \"\"\"
 two  \n
lines \"\"\"
sources = [
  \"a\",   # kept as it is


  \"b\",
]
weight = { first = 1 }

# Only here.
[[criterion.level]]
says.en = \"S # no comment\"
effort = 1

# The end.
";

#[test]
fn comments_go_with_their_keys_and_values_stay_as_they_are() {
    assert_eq!(tidy(MIXED).as_deref(), Some(TIDY));
    assert_eq!(tidy(TIDY), None, "twice is once");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(tidy(&crlf(MIXED)), Some(crlf(TIDY)));
}

#[test]
fn a_comment_of_the_file_stays_on_top_and_one_of_its_first_key_does_not() {
    let cases = [
        ("# file\ntitle.en = \"T\"\nid = \"r\"\n", "# file\nid = \"r\"\ntitle.en = \"T\"\n"),
        (
            "# file\n\n# key\ntitle.en = \"T\"\nid = \"r\"\n",
            "# file\n\nid = \"r\"\n# key\ntitle.en = \"T\"\n",
        ),
        (
            "# file\n# allow(T001): x\ntitle.en = \"T\"\nid = \"r\"",
            "# file\nid = \"r\"\n# allow(T001): x\ntitle.en = \"T\"\n",
        ),
    ];
    for (before, after) in cases {
        assert_eq!(tidy(before).as_deref(), Some(after));
    }
}

#[test]
fn what_is_no_toml_is_left_alone() {
    for text in
        ["title.en = \"T\nid = \"r\"\n", "title.en = 1\nid = \"r\"\nid = \"s\"\n", "[[criterion]\n", ""]
    {
        assert_eq!(tidy(text), None, "{text}");
    }
}

pub(crate) fn copy_of(directory: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(root().join(directory)).expect("a framework") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

fn check(args: &[&str], path: &Path) -> crate::process::Ran {
    run(["check", "--lang", "en"].iter().chain(args).chain(&[path.to_str().expect("a path in UTF-8")]))
}

#[test]
fn fix_sorts_the_files_of_frameworks_and_no_sheets() {
    let folder = copy_of("tests/fixtures/rules");
    let rubric = folder.path().join("need.toml");
    let original = fs::read_to_string(&rubric).expect("the rubric");
    let wanted = meaning(&load_directory(folder.path()));
    fs::write(&rubric, shuffled(&original, 3)).expect("the edit");
    let mixed = fs::read_to_string(&rubric).expect("the rubric");
    let ran = check(&["--diff"], folder.path());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("--- ") && ran.stdout.contains("need.toml\n@@ -"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("proof.toml"), "{}", ran.stdout);
    assert_eq!(fs::read_to_string(&rubric).expect("the rubric"), mixed, "--diff changes nothing");
    // A rubric by itself is laid out too, as its framework wants it.
    let ran = check(&["--fix"], &rubric);
    assert!(ran.stderr.contains("tidied keys and spaces in 1 file"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&rubric).expect("the rubric"), original);
    assert_eq!(meaning(&load_directory(folder.path())), wanted);
    let ran = check(&["--diff"], folder.path());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    // A sheet is its company's.
    let sheet = folder.path().join("answers.toml");
    let text = "[answers]\ncoding  =  1\n";
    fs::write(&sheet, text).expect("a sheet");
    check(&["--fix"], &sheet);
    assert_eq!(fs::read_to_string(&sheet).expect("the sheet"), text);
}

#[test]
fn findings_and_layout_are_put_right_together() {
    let folder = copy_of("tests/fixtures/rules");
    let rubric = folder.path().join("need.toml");
    let original = fs::read_to_string(&rubric).expect("the rubric");
    let wrong = original.replacen("sources = [\"guide#the-need\"]", "sources  = [\"guide#the-ned\"]", 1);
    assert_ne!(original, wrong);
    fs::write(&rubric, wrong).expect("the edit");
    let ran = check(&["--fix", "--deny", "warnings"], folder.path());
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert!(ran.stderr.contains("fixed 1 problem in 1 file; tidied keys and spaces"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&rubric).expect("the rubric"), original);
}
