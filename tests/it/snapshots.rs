//! Whole pages as people and programs see them, compared with `snapshots/*.snap`. To accept changes, run
//! `INSTA_UPDATE=always cargo test snapshots`, and read the difference before committing it.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::process::{Ran, finish, program, root, run_in};

/// A page: the name of its snapshots, the arguments that give it, its languages and widths.
type Page = (&'static str, &'static str, &'static [&'static str], &'static [usize]);

const BOTH_LANGUAGES: [&str; 2] = ["en", "ja"];
const BOTH: &[&str] = &BOTH_LANGUAGES;
const ENGLISH: &[&str] = &["en"];
/// The interface has no German: a framework speaks it, and the rest is English.
const BOTH_AND_GERMAN: &[&str] = &["en", "ja", "de"];
const WIDE: &[usize] = &[80];
const WIDE_AND_NARROW: &[usize] = &[80, 40];

const PAGES: &[Page] = &[
    // Every example once, and those narrow that show most kinds of lines.
    ("explain-aoba", "explain examples/aoba-genetics.toml", BOTH, WIDE),
    ("explain-hinata", "explain examples/hinata-rehab.json", BOTH, WIDE_AND_NARROW),
    ("explain-kumo", "explain examples/kumo-endoscopy.toml", BOTH, WIDE),
    ("explain-minato", "explain examples/minato-therapeutics.toml", BOTH, WIDE),
    ("explain-poem", "explain examples/poem.toml", BOTH, WIDE),
    ("explain-shirakaba", "explain examples/shirakaba-cardio.toml", BOTH, WIDE),
    ("explain-tsubame", "explain examples/tsubame-surgical.toml", BOTH, WIDE),
    ("explain-all", "explain --all examples/tsubame-surgical.toml", BOTH, WIDE),
    (
        "explain-all-small",
        "explain --all --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml",
        BOTH,
        WIDE_AND_NARROW,
    ),
    ("explain-stage", "explain --stage scaling examples/minato-therapeutics.toml", BOTH, WIDE_AND_NARROW),
    ("explain-set", "explain --set coding=2 --set ai=no examples/hinata-rehab.json", BOTH, WIDE_AND_NARROW),
    (
        "explain-json",
        "explain --format json --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    ("plan-hinata", "plan examples/hinata-rehab.json", BOTH, WIDE_AND_NARROW),
    ("plan-ready", "plan examples/shirakaba-cardio.toml", BOTH, WIDE),
    ("plan-budget", "plan --to scaling --budget 20 examples/tsubame-surgical.toml", BOTH, WIDE),
    (
        "plan-json",
        "plan --format json --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    ("compare", "compare examples/kumo-endoscopy.toml examples/tsubame-surgical.toml", BOTH, WIDE_AND_NARROW),
    (
        "compare-raters",
        "compare --raters examples/kumo-endoscopy.toml examples/tsubame-surgical.toml",
        BOTH,
        WIDE,
    ),
    ("calibrate", "calibrate tests/fixtures/calibration", BOTH, &[80, 60, 40]),
    ("calibrate-aside", "calibrate --set-aside tests/fixtures/calibration", BOTH, WIDE),
    (
        "compare-json",
        "compare --format json --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml tests/fixtures/rules/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    ("score-table", "score examples", BOTH, WIDE_AND_NARROW),
    (
        "score-table-detail",
        "score --detail examples/kumo-endoscopy.toml examples/minato-therapeutics.toml",
        BOTH,
        WIDE_AND_NARROW,
    ),
    ("score-cohort", "score --cohort --items --by product --small-groups examples", BOTH, WIDE_AND_NARROW),
    ("score-csv", "score --format csv examples", ENGLISH, WIDE),
    (
        "score-json",
        "score --format json examples/kumo-endoscopy.toml examples/faulty/broken-syntax.toml",
        BOTH,
        WIDE,
    ),
    (
        "score-json-detail",
        "score --format json --detail --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    (
        "score-ndjson",
        "score --format ndjson examples/kumo-endoscopy.toml examples/faulty/broken-syntax.toml",
        ENGLISH,
        WIDE,
    ),
    (
        "score-cohort-json",
        "score --cohort --items --format json --framework tests/fixtures/rules tests/fixtures/rules/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    (
        "sparse-explain",
        "explain --all --framework tests/fixtures/sparse tests/fixtures/sparse/sheet.toml",
        BOTH,
        WIDE,
    ),
    (
        "sparse-plan",
        "plan --sources --framework tests/fixtures/sparse tests/fixtures/sparse/sheet.toml",
        BOTH,
        WIDE,
    ),
    ("sparse-show", "framework show --format md --framework tests/fixtures/sparse", BOTH, WIDE),
    ("sparse-template", "template --framework tests/fixtures/sparse", ENGLISH, WIDE),
    ("shared-check", "check tests/fixtures/shared", ENGLISH, WIDE),
    (
        "shared-explain",
        "explain --all --framework tests/fixtures/shared tests/fixtures/shared/sheet.toml",
        BOTH_AND_GERMAN,
        WIDE,
    ),
    (
        "shared-plan",
        "plan --framework tests/fixtures/shared tests/fixtures/shared/sheet.toml",
        BOTH_AND_GERMAN,
        WIDE,
    ),
    ("shared-show", "framework show --format md --framework tests/fixtures/shared", BOTH_AND_GERMAN, WIDE),
    ("shared-template", "template --framework tests/fixtures/shared", BOTH_AND_GERMAN, WIDE),
    (
        "shared-score",
        "score --format json --detail --framework tests/fixtures/shared tests/fixtures/shared/sheet.toml",
        ENGLISH,
        WIDE,
    ),
    ("template", "template --framework tests/fixtures/rules", BOTH, WIDE),
    (
        "template-questions",
        "template --layout questions --format csv --framework tests/fixtures/rules",
        BOTH,
        WIDE,
    ),
    ("template-csv", "template --format csv --framework tests/fixtures/rules", BOTH, WIDE),
    ("framework-show", "framework show --framework tests/fixtures/rules", BOTH, WIDE_AND_NARROW),
    ("framework-show-md", "framework show --format md --framework tests/fixtures/rules", BOTH, WIDE),
    ("framework-show-html", "framework show --format html --framework tests/fixtures/rules", ENGLISH, WIDE),
    ("framework-diff", "framework diff tests/fixtures/small tests/fixtures/rules", BOTH, WIDE_AND_NARROW),
    (
        "framework-diff-json",
        "framework diff --format json tests/fixtures/small tests/fixtures/rules",
        ENGLISH,
        WIDE,
    ),
    ("test", "test rubrics/mayo-outside-in", BOTH, WIDE_AND_NARROW),
    ("test-json", "test --format json tests/fixtures/rules", ENGLISH, WIDE),
    ("test-junit", "test --format junit tests/fixtures/rules", ENGLISH, WIDE),
    ("check-human", "check examples/faulty", BOTH, WIDE_AND_NARROW),
    ("check-short", "check --format short examples/faulty", BOTH, WIDE),
    ("check-json", "check --format json examples/faulty", ENGLISH, WIDE),
    ("check-junit", "check --format junit examples/faulty", ENGLISH, WIDE),
    ("check-github", "check --format github examples/faulty", ENGLISH, WIDE),
    ("check-gitlab", "check --format gitlab examples/faulty", ENGLISH, WIDE),
    ("check-explain", "check --explain S201", BOTH, WIDE_AND_NARROW),
    ("help", "--help", BOTH, WIDE_AND_NARROW),
    ("help-assess", "assess --help", BOTH, WIDE_AND_NARROW),
    ("help-score", "score --help", BOTH, WIDE_AND_NARROW),
    ("help-explain", "explain --help", BOTH, WIDE_AND_NARROW),
    ("help-plan", "plan --help", BOTH, WIDE_AND_NARROW),
    ("help-report", "report --help", BOTH, WIDE_AND_NARROW),
    ("help-compare", "compare --help", BOTH, WIDE_AND_NARROW),
    ("help-questions", "questions --help", BOTH, WIDE_AND_NARROW),
    ("help-template", "template --help", BOTH, WIDE_AND_NARROW),
    ("help-test", "test --help", BOTH, WIDE_AND_NARROW),
    ("help-check", "check --help", BOTH, WIDE_AND_NARROW),
    ("help-framework", "framework --help", BOTH, WIDE_AND_NARROW),
    ("help-framework-show", "framework show --help", BOTH, WIDE_AND_NARROW),
    ("help-framework-new", "framework new --help", BOTH, WIDE_AND_NARROW),
    ("help-framework-import", "framework import --help", BOTH, WIDE_AND_NARROW),
    ("help-framework-diff", "framework diff --help", BOTH, WIDE_AND_NARROW),
    ("help-schema", "schema --help", BOTH, WIDE_AND_NARROW),
    ("help-completions", "completions --help", BOTH, WIDE_AND_NARROW),
    ("help-man", "man --help", BOTH, WIDE_AND_NARROW),
];

/// Pages of tests that make their own files.
const OTHERS: &[&str] = &[
    "bad-sheets",
    "binding-en",
    "binding-ja",
    "budget",
    "cannot-be-written",
    "check-allow",
    "check-allow-below",
    "check-counterexamples",
    "check-deny",
    "check-explain-unknown",
    "check-fixes",
    "check-forms",
    "check-no-directory",
    "check-no-guess",
    "check-no-manifest",
    "check-note",
    "check-nothing",
    "check-programmes",
    "check-rubric-alone",
    "check-rubric-itself",
    "check-standard-input",
    "check-tests",
    "check-unreadable-test",
    "cohort-cannot",
    "cohort-groups-en",
    "cohort-groups-ja",
    "cohort-groups-small",
    "cohort-none",
    "cohort-one",
    "cohort-refused",
    "cohort-several-sheets",
    "compare-cannot",
    "compare-ja",
    "counted-days",
    "filter-left-out",
    "filter-mistakes",
    "framework-choice-and-day",
    "framework-export",
    "framework-faults",
    "framework-links",
    "no-files",
    "proposals",
    "read-only",
    "remarks",
    "framework-file-missing",
    "help-unknown",
    "import-mistakes",
    "import-no-table",
    "import-places",
    "import-slips",
    "impossible-en",
    "impossible-ja",
    "interview-mistakes",
    "interview-welcome-built-in-en",
    "interview-welcome-built-in-ja",
    "interview-welcome-en",
    "man-unknown",
    "many-sheets",
    "names-wrong",
    "no-sheet",
    "no-sheet-yet",
    "no-workbook",
    "not-there",
    "nothing-named",
    "plain-before-en",
    "plain-before-ja",
    "meanwhile-en",
    "meanwhile-ja",
    "plain-whole-en",
    "plain-whole-ja",
    "question-rows",
    "question-sheets",
    "questions",
    "raters-companies",
    "raters-ja",
    "raters-not-merged",
    "report-cannot",
    "report-cohort-en",
    "report-cohort-ja",
    "report-cohort-refused",
    "report-en",
    "report-ja",
    "report-md-en",
    "report-md-ja",
    "results-and-schema",
    "results-explained",
    "results-named-as-input",
    "returns-bad-bytes",
    "returns-directory",
    "returns-empty",
    "returns-long-lines",
    "returns-many-warnings",
    "returns-nameless",
    "returns-stdin-twice",
    "returns-unread-keys",
    "score-detail",
    "score-ending",
    "score-losses",
    "score-nothing",
    "score-other-form",
    "score-over-input",
    "score-refused",
    "score-require",
    "score-require-unknown",
    "set-ja",
    "set-wrong",
    "sheet-too-long",
    "skipped",
    "table-bad-header",
    "table-bad-rows-ja",
    "table-quoted-cell",
    "table-rows",
    "template-html",
    "template-html-wrong",
    "template-lost",
    "template-other-form",
    "template-there",
    "test-below",
    "test-failing",
    "test-from",
    "test-junit-mutated",
    "test-min-coverage",
    "test-none",
    "test-untested",
    "test-update",
    "workbook",
    "workbook-layout",
    "workbook-never-computed",
    "workbook-or-not",
    "workbook-places",
    "wrong-arguments-ja",
    "wrong-values-en",
    "watch-cannot",
    "library-examples",
    "public-api",
];

/// A text without what changes with every version of the program or of a framework: digests and its own version.
fn without_versions(text: &str) -> String {
    let text = text.replace(concat!("outside-in ", env!("CARGO_PKG_VERSION")), "outside-in [version]");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let run = rest[start..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len() - start);
        let (before, hex) = rest[..start + run].split_at(start);
        out.extend([before, if run == 64 { "[digest]" } else { hex }]);
        rest = &rest[start + run..];
    }
    out + rest
}

/// What a run shows: the result, then what goes to standard error, then the exit code unless it is 0.
fn shown(ran: &Ran) -> String {
    let mut text = without_versions(&ran.stdout);
    if !ran.stderr.is_empty() {
        text += &format!("--- standard error\n{}", without_versions(&ran.stderr));
    }
    if ran.code != 0 {
        text += &format!("--- exit code {}\n", ran.code);
    }
    text
}

/// Compares what a run shows with its snapshot.
fn compare(name: &str, description: &str, ran: &Ran) {
    compare_text(name, description, &shown(ran));
}

/// Compares a text with its snapshot.
pub(crate) fn compare_text(name: &str, description: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(description);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Compares a page of another test, which makes its own files, with its snapshot.
pub(crate) fn compare_page(name: &str, ran: &Ran) {
    assert!(OTHERS.contains(&name), "{name} is not in the list of pages");
    compare(name, "of a test with files of its own", ran);
}

/// Several runs, and what they show, each under its command.
#[derive(Default)]
pub(crate) struct Session(String);

impl Session {
    /// A run in English, on a fixed day, in a folder, so that no page names the folder itself.
    pub(crate) fn run(&mut self, folder: impl AsRef<Path>, args: &[&str]) -> Ran {
        self.run_as("en", folder.as_ref(), args)
    }

    /// A run in English, then the same in Japanese.
    pub(crate) fn both(&mut self, folder: impl AsRef<Path>, args: &[&str]) -> [Ran; 2] {
        BOTH_LANGUAGES.map(|lang| self.run_as(lang, folder.as_ref(), args))
    }

    fn run_as(&mut self, lang: &str, folder: &Path, args: &[&str]) -> Ran {
        let args = [args, &["--lang", lang]].concat();
        let ran = run_in(folder, &[&args[..], &["--as-of", "2026-11-22"]].concat());
        self.add(&format!("outside-in {}", args.join(" ")), &ran);
        ran
    }

    /// Adds what was run in another way, under a title.
    pub(crate) fn add(&mut self, title: &str, ran: &Ran) {
        self.0 += &format!("$ {title}\n{}\n", shown(ran));
    }

    /// Compares all that was shown with its snapshot.
    pub(crate) fn compare(self, name: &str) {
        assert!(OTHERS.contains(&name), "{name} is not in the list of pages");
        compare_text(name, "of a test with files of its own", &self.0);
    }
}

#[test]
fn pages_are_as_they_were() {
    let (mut wanted, mut changed) = (BTreeSet::new(), Vec::new());
    for (name, args, languages, widths) in PAGES {
        for lang in *languages {
            for columns in *widths {
                let name = format!("{name}-{lang}-{columns}");
                let mut command = program();
                command.env("COLUMNS", columns.to_string()).args(args.split(' '));
                let ran = finish(command.args(["--lang", lang, "--as-of", "2026-11-22"]));
                let description = format!("outside-in {args} --lang {lang}, {columns} columns");
                // One page that differs must not hide the others.
                if catch_unwind(AssertUnwindSafe(|| compare(&name, &description, &ran))).is_err() {
                    changed.push(name.clone());
                }
                assert!(wanted.insert(format!("{name}.snap")), "two pages are called {name}");
            }
        }
    }
    assert!(changed.is_empty(), "{} pages changed: {}", changed.len(), changed.join(", "));
    wanted.extend(OTHERS.iter().map(|name| format!("{name}.snap")));
    let files = fs::read_dir(root().join("tests/it/snapshots")).expect("the snapshots");
    let paths = files.map(|file| file.expect("a snapshot").path());
    let kept = paths.filter(|path| path.extension().is_some_and(|ending| ending == "snap"));
    let names = kept.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
    let left: Vec<String> = names.filter(|name| !wanted.contains(name)).collect();
    assert!(left.is_empty(), "no page has these names any more: {left:?}");
}
