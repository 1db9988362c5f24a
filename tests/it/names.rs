//! What stages, criteria, facts and choices may be called where the command line takes one.

use std::fs;

use crate::process::{Ran, root, run, run_in};
use crate::snapshots::Session;

const SHEET: &str = "examples/kumo-endoscopy.toml";

fn explained(args: &[&str]) -> Ran {
    let ran = run([&["explain", SHEET, "--as-of", "2026-11-22", "--lang", "en"], args].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
    ran
}

#[test]
fn a_stage_is_known_by_number_id_and_title() {
    let by_id = explained(&["--stage", "clinical-validation"]).stdout;
    for name in [
        "2",
        "２",
        " 2 ",
        "Clinical validation",
        "CLINICAL  VALIDATION",
        "臨床評価",
        "Ｃｌｉｎｉｃａｌvalidation",
    ] {
        assert_eq!(explained(&["--stage", name]).stdout, by_id, "{name}");
    }
    let plan = |to: &str| run(["plan", SHEET, "--as-of", "2026-11-22", "--lang", "ja", "--to", to]).stdout;
    assert_eq!(plan("3"), plan("commercialization"));
    assert_eq!(plan("商業化支援"), plan("commercialization"));
    let required = |stage: &str| {
        let ran = run(["score", "examples/aoba-genetics.toml", "--as-of", "2026-11-22", "--require", stage]);
        (ran.code, ran.stderr)
    };
    assert_eq!(required("2"), required("clinical-validation"));
    assert_eq!(required("４"), required("scaling"));
    assert_eq!((required("2").0, required("4").0), (0, 1));
    let mut assess = crate::process::program();
    let folder = tempfile::tempdir().expect("a folder");
    assess.current_dir(folder.path()).args(["assess", "a.toml", "--plain", "--stage", "課題提起"]);
    assert_eq!(crate::process::finish(&mut assess).code, 0);
}

#[test]
fn criteria_facts_and_choices_are_known_by_what_people_read() {
    let by_id =
        explained(&["--set", "fda-pathway=2", "--set", "ai=no", "--set", "domains=gi-imaging"]).stdout;
    let product = outside_in::framework::built_in_framework();
    let fact = &product[product.find_fact("domains").expect("a fact")];
    let question = fact.question.all().last().expect("a question");
    let choice = &fact.choices[fact.find_choice("gi-imaging").expect("a choice").get()];
    for (title, level) in
        [("FDA pathway", "=2"), ("fdaの規制経路", "＝２"), ("ＦＤＡ　ＰＡＴＨＷＡＹ", " = 2")]
    {
        for label in choice.label.all() {
            let domains = format!("{question}={label}");
            let named =
                explained(&["--set", &format!("{title}{level}"), "--set", "AI=no", "--set", &domains]);
            assert_eq!(named.stdout, by_id, "{title} {label}");
        }
    }
    let evidence = |name: &str| explained(&["--set", &format!("{name}=FDA letter, 2026-05-02")]).stdout;
    assert_eq!(evidence("FDA pathway.evidence"), evidence("fda-pathway.evidence"));
}

#[test]
fn a_wrong_name_is_told_with_what_was_meant() {
    let mut session = Session::default();
    for args in [
        ["--stage", "Problem identificaton"],
        ["--stage", "課題提"],
        ["--stage", "9"],
        ["--set", "FDA pathwai=2"],
        ["--set", "FDA=2"],
        ["--set", "subject=2"],
    ] {
        session.both(root(), &["explain", SHEET, args[0], args[1]]);
    }
    session.both(root(), &["score", SHEET, "--cohort", "--by", "prodct"]);
    session.both(root(), &["score", SHEET, "--filter", "課題提起.score>50"]);
    session.compare("names-wrong");
}

#[test]
fn a_name_of_two_things_is_told_with_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = run_in(folder.path(), &["framework", "new", "own", "--lang", "en"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let manifest = folder.path().join("own/framework.toml");
    let text = fs::read_to_string(&manifest).expect("the manifest");
    let titles: Vec<&str> = text.split("[[stage]]").skip(1).collect();
    assert!(titles.len() > 1, "{text}");
    let title = |stage: &str| {
        let line = stage.lines().find(|line| line.starts_with("title.en = ")).expect("a title");
        line.to_owned()
    };
    let same =
        text.replace(&title(titles[1]), &title(titles[0]).to_uppercase().replace("TITLE.EN", "title.en"));
    fs::write(&manifest, same).expect("written");
    fs::write(folder.path().join("a.toml"), "[answers]\n").expect("written");
    let name = title(titles[0]).split('"').nth(1).expect("quoted").to_owned();
    let ran =
        run_in(folder.path(), &["explain", "a.toml", "--framework", "own", "--lang", "en", "--stage", &name]);
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    assert!(ran.stderr.contains("more than one stage is called"), "{}", ran.stderr);
}

#[test]
fn explain_and_plan_take_the_sheet_that_assess_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::default();
    for command in ["explain", "plan"] {
        session.both(folder.path(), &[command]);
    }
    session.compare("no-sheet-yet");
    fs::copy(root().join(SHEET), folder.path().join("answers.toml")).expect("copied");
    for command in ["explain", "plan"] {
        let ran = run_in(folder.path(), &[command, "--as-of", "2026-11-22"]);
        let named = run_in(folder.path(), &[command, "answers.toml", "--as-of", "2026-11-22"]);
        assert_eq!((ran.code, ran.stdout), (named.code, named.stdout), "{command}");
    }
}
