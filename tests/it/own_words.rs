//! A framework that assesses something else: no result may speak of companies.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use crate::docs::copy;
use crate::process::{run_in, run_with};
use crate::support::{edit, small_directory};

/// What only our own framework is about, and what effort is counted in there.
const FOREIGN: [&str; 7] = ["compan", "企業", "会社", "person-week", "人週", "the article", "記事"];

const SHEETS: [(&str, &str); 4] = [
    (
        "one.toml",
        "subject = 'Alder'\nref = 'A'\ndate = 2026-11-01\nrespondent = 'Mira'\n[facts]\nproduct = 'device'\n\
         places = ['home', 'hospital']\n[answers]\nneed = { level = 2, note = 'asked twice' }\ndevice-study = 0\n",
    ),
    (
        "two.toml",
        "subject = 'Birch'\nref = 'A'\ndate = 2026-11-02\nrespondent = 'Jun'\n[facts]\nproduct = 'device'\n\
         [answers]\nneed = { level = 2, evidence = ['page'] }\ndevice-study = 2\ntrial = 2\n",
    ),
    (
        "three.toml",
        "[facts]\nproduct = 'software'\n[answers]\nneed = 1\ntrial = { not_applicable = 'no use' }\n",
    ),
    ("bad.toml", "subject = 'Cedar'\n[answers]\nneed = 9\nneeed = 1\n"),
];

const CASE: &str = "id = 'oak'\ntitle.en = 'Oak'\ntitle.ja = 'オーク'\norigin = 'invented'\nas_of = 2026-11-01\n\
    [[judge]]\nname = 'judge'\nstages = { first = true, second = false }\nbecause = 'by the description'\n\
    [[rating]]\nrespondent = 'rater'\nversion = '1.0.0'\nanswers = { need = 2, trial = 0 }\n";

/// A folder with the small framework under words of its own, in `rules`, and sheets.
fn surroundings() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("rules");
    copy(&small_directory(), &rules);
    edit(&folder, "rules/framework.toml", "title = \"An article\"", "title = \"A guide\"");
    let manifest = fs::read_to_string(rules.join("framework.toml")).expect("the framework");
    let words = "\n[words]\nsubject = { en = 'agency', ja = '案件' }\neffort = { en = 'point', ja = '点' }\n";
    fs::write(rules.join("framework.toml"), manifest + words).expect("its words");
    fs::create_dir_all(rules.join("calibration/oak")).expect("a place for a case");
    fs::write(rules.join("calibration/oak/case.toml"), CASE).expect("a case");
    fs::write(rules.join("calibration/oak/case.md"), "Oak.\n").expect("its description");
    for (name, text) in SHEETS {
        fs::write(folder.path().join(name), text).expect("a sheet");
    }
    folder
}

/// Everything that a file says, a workbook by its parts.
fn content(path: &Path) -> String {
    let bytes = fs::read(path).expect("a file");
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return String::from_utf8(bytes).expect("text");
    }
    let mut book = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut said = String::new();
    for part in 0..book.len() {
        let mut part = book.by_index(part).expect("a part");
        // What every workbook says of itself has a place for a company.
        if !part.name().expect("its name").starts_with("docProps/") {
            part.read_to_string(&mut said).expect("its text");
        }
    }
    said
}

fn assert_ours(what: &str, said: &str) {
    // Keys of results are the same for all frameworks.
    let said = said.replace("\"companies\"", "").to_lowercase();
    for word in FOREIGN {
        let found = said.match_indices(word).next().map(|(at, _)| at);
        assert!(
            found.is_none(),
            "{what}: {word}: {}",
            said[found.unwrap_or(0)..].chars().take(120).collect::<String>()
        );
    }
    let counted =
        said.match_indices('社').find(|(at, _)| said[..*at].ends_with(|c: char| c.is_ascii_digit()));
    assert!(counted.is_none(), "{what}: counts 社");
}

const COMMANDS: &[&str] = &[
    "score one.toml two.toml three.toml",
    "score one.toml bad.toml --detail",
    "score one.toml two.toml --losses --filter reached>9",
    "score one.toml two.toml --require second",
    "score one.toml two.toml --format json",
    "score one.toml two.toml --format ndjson",
    "score one.toml two.toml --format csv",
    "score one.toml two.toml bad.toml -o out.xlsx",
    "score one.toml two.toml three.toml bad.toml --cohort",
    "score one.toml two.toml --cohort --by places --items",
    "score one.toml two.toml --cohort --by places --small-groups --items",
    "score one.toml two.toml --cohort --format json --by product --items",
    "score one.toml --cohort",
    "score bad.toml --cohort",
    "explain one.toml --all --sources",
    "explain one.toml --set need=1",
    "explain two.toml",
    "explain three.toml --format json",
    "plan one.toml --sources",
    "plan one.toml --budget 3",
    "plan one.toml --format json",
    "report one.toml --both --since two.toml",
    "report three.toml -o out.md",
    "report one.toml -o out.xlsx",
    "report one.toml --anonymous",
    "report one.toml two.toml three.toml bad.toml --both --by places",
    "report one.toml two.toml --by places --small-groups",
    "report one.toml two.toml --anonymous",
    "report one.toml two.toml -o out/",
    "report one.toml two.toml -o out.md",
    "report bad.toml one.toml --since two.toml",
    "report bad.toml --cohort",
    "compare one.toml two.toml",
    "compare one.toml three.toml --format json",
    "compare --raters one.toml two.toml",
    "compare --raters one.toml two.toml -o out.toml",
    "questions one.toml",
    "template",
    "template --format csv",
    "template --format html",
    "template --for one.toml -o out.xlsx",
    "template --from one.toml two.toml --to csv",
    "framework show",
    "framework show --format md",
    "framework show --format html",
    "calibrate",
    "calibrate --format html",
    "calibrate --format json",
    "check rules one.toml two.toml three.toml bad.toml",
];

#[test]
fn no_result_of_another_framework_speaks_of_companies() {
    let folder = surroundings();
    for lang in ["en", "ja"] {
        for line in COMMANDS {
            let all = ["--framework", "rules", "--as-of", "2026-11-22", "--lang", lang];
            let args: Vec<&str> = line.split(' ').chain(all).collect();
            let ran = run_in(folder.path(), &args);
            assert!((0..=2).contains(&ran.code), "{line}: {}", ran.stderr);
            assert_ours(&format!("{line} ({lang}), stdout"), &ran.stdout);
            assert_ours(&format!("{line} ({lang}), stderr"), &ran.stderr);
            for out in ["out.xlsx", "out.md", "out.toml", "out"] {
                let path = folder.path().join(out);
                if path.is_dir() {
                    for page in fs::read_dir(&path).expect("the pages") {
                        let page = page.expect("a page").path();
                        assert_ours(&format!("{line} ({lang}), {}", page.display()), &content(&page));
                    }
                    fs::remove_dir_all(&path).expect("the pages are removed");
                } else if path.exists() {
                    assert_ours(&format!("{line} ({lang}), {out}"), &content(&path));
                    fs::remove_file(&path).expect("the result is removed");
                }
            }
        }
        let rules = folder.path().join("rules");
        let sheet = folder.path().join(format!("new-{lang}.toml"));
        let args = ["assess", "--plain", "--lang", lang, "--framework"];
        let args = args.iter().map(AsRef::as_ref).chain([rules.as_os_str(), sheet.as_os_str()]);
        let asked = run_with(args, b"Dogwood\nMira\n1\n1\n2\n\n1\n1\n1\n\n\n\n");
        assert_ours(&format!("assess ({lang})"), &(asked.stdout + &asked.stderr));
    }
}

#[test]
fn a_framework_s_own_word_stands_where_ours_did() {
    let folder = surroundings();
    let first = |line: &str| {
        let ran = run_in(folder.path(), &line.split(' ').collect::<Vec<_>>());
        ran.stdout.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first("score one.toml two.toml --cohort --framework rules --lang en"), "2 agencies together");
    assert_eq!(first("score one.toml --cohort --framework rules --lang en"), "1 agency");
    assert_eq!(first("score one.toml two.toml --cohort --framework rules --lang ja"), "2件の集計");
    let names = |lang: &str| {
        let ran = run_in(folder.path(), &["template", "--framework", "rules", "--lang", lang]);
        ran.stdout
            .lines()
            .find(|line| line.starts_with("# ") && line.contains("ame of") || line.ends_with("名称"))
            .map(str::to_owned)
    };
    assert_eq!(names("en").as_deref(), Some("# Name of the agency"));
    assert_eq!(names("ja").as_deref(), Some("# 案件の名称"));
}
