//! Frameworks' own tests, through the library: those of the built-in framework hold and leave no gate, condition,
//! programme or conflict out; and a test that is wrong is told in full.

use std::path::Path;

use jiff::civil::{Date, date};
use outside_in::check::suite::{CoveragePart, TestOutcome, coverage, files, mutate, read, run};
use outside_in::framework::{Framework, built_in_tests, load_directory};
use outside_in::source::SourceFile;

use crate::process::root;
use crate::support::built_in;

/// The day for sheets without a date.
const DAY: Date = date(2026, 11, 22);

fn outcomes(framework: &Framework, tests: &[(&str, &str)]) -> Vec<TestOutcome> {
    let test = |(name, text): &(&str, &str)| read(name, Ok(SourceFile::new(*name, *text)), framework, DAY);
    run(framework, tests.iter().map(test).collect())
}

/// What the tests in a directory give.
pub(crate) fn outcomes_of(framework: &Framework, directory: &Path) -> Vec<TestOutcome> {
    let paths = files(directory).expect("its tests");
    let texts: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("a test")).collect();
    let tests: Vec<(&str, &str)> = texts.iter().map(|text| ("a test", text.as_str())).collect();
    outcomes(framework, &tests)
}

fn told(outcome: &TestOutcome) -> Vec<String> {
    let differences = outcome.differences.iter().map(|d| format!("{}: {}, {}", d.path, d.expected, d.actual));
    let problems = outcome.test.problems.iter().map(|problem| {
        let place = problem.place.as_ref().expect("a problem of a test has a place");
        let (line, column) = place.file.position(place.span.start);
        let help = problem.help.as_ref().map(|help| format!(" ({})", help.en)).unwrap_or_default();
        format!("{} {line}:{column} {}{help}", problem.code.id, problem.message.en)
    });
    differences.chain(problems).collect()
}

#[test]
fn every_test_of_the_built_in_framework_gives_what_it_expects() {
    let framework = built_in();
    let outcomes = outcomes(framework, built_in_tests());
    assert!(outcomes.len() >= 40, "{} tests", outcomes.len());
    for outcome in &outcomes {
        assert!(
            outcome.passed() && outcome.test.problems.is_empty(),
            "{}: {:?}",
            outcome.test.name,
            told(outcome)
        );
    }
}

#[test]
fn the_program_carries_every_test_file_of_the_built_in_framework() {
    let paths = files(&root().join("rubrics/mayo-outside-in/tests")).expect("the tests");
    let names: Vec<_> =
        paths.iter().map(|path| path.file_name().expect("a name").to_string_lossy()).collect();
    let carried: Vec<_> = built_in_tests().iter().map(|(name, _)| *name).collect();
    assert_eq!(names, carried);
}

#[test]
fn the_tests_of_the_built_in_framework_leave_nothing_out_but_single_levels() {
    let framework = built_in();
    let coverage = coverage(framework, &outcomes(framework, built_in_tests()));
    for part in &coverage.parts {
        assert!(part.total > 0, "{:?}", part.part);
        assert!(
            part.part == CoveragePart::Levels || part.missing.is_empty(),
            "{:?}: {:?}",
            part.part,
            part.missing
        );
    }
    assert!(coverage.percent() >= 95, "{}", coverage.percent());
}

#[test]
fn what_is_left_out_is_listed() {
    let framework = built_in();
    let one = "[sheet]
answers = { study-protocol = { level = 4, evidence = \"x 1\" } }
[expect]
reached = 0
[expect.stages]
clinical-validation = { gates = { study-protocol = \"passed\" } }
";
    let coverage = coverage(framework, &outcomes(framework, &[("inline", one)]));
    let missing =
        |part: CoveragePart| &coverage.parts.iter().find(|p| p.part == part).expect("the part").missing;
    let gates = missing(CoveragePart::Gates);
    assert!(gates.contains(&"stages.problem-identification.gates.partner-problem = \"failed\"".to_owned()));
    assert!(
        !gates.contains(&"stages.clinical-validation.gates.study-protocol = \"passed\"".to_owned()),
        "{gates:?}"
    );
    assert!(missing(CoveragePart::Levels).contains(&"coding = 0".to_owned()));
    assert!(missing(CoveragePart::Conditions).contains(&"formulary-file.applies_if holds".to_owned()));
    assert!(
        missing(CoveragePart::Programmes).contains(&"programmes.mayo-clinic-platform = \"fits\"".to_owned())
    );
    assert_eq!(missing(CoveragePart::Conflicts).len(), framework.conflicts().len());
    assert!(coverage.percent() < 50);
    assert_eq!(outside_in::check::suite::coverage(framework, &[]).percent(), 0);
}

#[test]
fn a_wrong_expectation_is_told_in_full() {
    let text = "[sheet]
answers = { buyer-case = 2 }
[expect]
reached = 1
first_action = \"coding\"
notices = [\"stale-answer\"]
[expect.stages]
commercialization = { verdict = \"ready\", score = [70, 80.5], gates = { buyer-case = \"failed\" } }
[expect.programmes]
mayo-clinic-platform = \"fits\"
";
    let outcome = &outcomes(built_in(), &[("inline", text)])[0];
    assert!(!outcome.passed());
    assert_eq!(
        told(outcome),
        [
            "reached: 1, 0",
            "first_action: coding, need-statement",
            "notices: stale-answer, open-fact",
            "stages.commercialization.verdict: ready, open",
            "stages.commercialization.score: 70–80.5, 4.6",
            "stages.commercialization.gates.buyer-case: failed, passed",
            "programmes.mayo-clinic-platform: fits, unknown",
        ]
    );
    let place = outcome.differences[3].place.as_ref().expect("a place");
    assert_eq!(place.file.position(place.span.start), (8, 33));
}

#[test]
fn a_test_that_is_itself_wrong_is_told_with_its_places() {
    let text = "colour = 1
[sheet]
answers = { coding = 9 }
[expect]
reached = 9
first_action = \"codign\"
notices = [\"no-such-slug\"]
surprise = true
[expect.stages]
marketing = { verdict = \"ready\" }
scaling = { verdict = \"redy\", score = [80, 70], gates = { coding = \"failed\" }, colour = \"red\" }
[expect.programmes]
somewhere-else = \"fits\"
";
    let outcome = &outcomes(built_in(), &[("inline", text)])[0];
    let told = told(outcome);
    let begins = [
        "X003 1:1 there is no key `colour` here",
        "A007 3:",
        "X005 5:11 `reached` is not from 0 to 4",
        "X006 6:16 there is no criterion `codign` (did you mean `coding`?)",
        "X006 7:12 there is no kind of notice `no-such-slug`",
        "X003 8:1 there is no key `surprise` here",
        "X006 10:1 there is no stage `marketing` (there are: problem-identification,",
        "X005 11:23 `redy` is never a result here (did you mean `ready`?)",
        "X005 11:39 `score` ends at 70, before it begins at 80 (write the lower percent first",
        "X006 11:59 there is no gate of this stage `coding`",
        "X003 11:80 there is no key `colour` here",
        "X006 13:1 there is no programme `somewhere-else`",
    ];
    assert_eq!(told.len(), begins.len(), "{told:#?}");
    for (line, begin) in told.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}\n{begin}");
    }
}

#[test]
fn a_test_without_its_parts_cannot_pass_and_one_that_expects_nothing_is_warned_of() {
    let framework = built_in();
    for (text, code) in [
        ("", "X004"),
        ("[sheet]\nanswers = {}\n", "X004"),
        ("[expect]\nreached = 0\n", "X004"),
        ("sheet = 3\n[expect]\nreached = 0\n", "X005"),
        ("[sheet]\n[expect]\nreached = 0\n", "A005"),
        ("[sheet]\nframework = \"theirs\"\nanswers = {}\n[expect]\nreached = 0\n", "A004"),
        ("[sheet\n", "X002"),
    ] {
        let outcome = &outcomes(framework, &[("inline", text)])[0];
        assert!(!outcome.passed(), "{text}");
        assert!(told(outcome).iter().any(|line| line.starts_with(code)), "{code}: {:?}", told(outcome));
    }
    let empty = &outcomes(framework, &[("inline", "[sheet]\nanswers = {}\n[expect]\n")])[0];
    assert!(empty.passed());
    assert!(told(empty)[0].starts_with("X101"), "{:?}", told(empty));
    let about_the_error = "[sheet]\nanswers = { coding = 9 }\n[expect]\nnotices = [\"A007\"]\n";
    assert!(outcomes(framework, &[("inline", about_the_error)])[0].passed(), "a bad answer can be expected");
}

#[test]
fn the_example_of_another_framework_holds_and_its_changes_are_counted() {
    let directory = root().join("examples/frameworks/equipment-donation");
    let loaded = load_directory(&directory);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let framework = loaded.framework.expect("the example is usable");
    assert_eq!((framework.stages().len(), framework.languages().len()), (2, 1));
    assert!(framework.criteria().iter().all(|criterion| criterion.levels.len() == 3));
    let outcomes = outcomes_of(&framework, &directory.join("tests"));
    assert!(outcomes.iter().all(TestOutcome::passed), "{:?}", outcomes.iter().map(told).collect::<Vec<_>>());
    assert_eq!(coverage(&framework, &outcomes).percent(), 100);

    let mutation = mutate(&framework, &outcomes);
    assert_eq!(mutation.tried, 30);
    let again = mutate(&framework, &outcomes);
    assert_eq!(format!("{mutation:?}"), format!("{again:?}"), "the same again");
    let survives = |words: &str| mutation.survivors.iter().any(|survivor| survivor.change.en.contains(words));
    assert!(survives("gate request on accept: level 2"), "{:?}", mutation.survivors);
    assert!(
        !survives("gate request on accept: dropped") && !survives("local-repair: values of levels 1 and 2")
    );
    // Without tests nothing is noticed.
    let without = mutate(&framework, &[]);
    assert_eq!((without.survivors.len(), without.unnoticeable), (28, 2));
}
