//! What is open of a sheet, as JSON for other programs.

use std::fs;

use jiff::civil::date;
use outside_in::advice::Assessed;
use outside_in::answers::{AnswerSheet, Form, Reading};
use outside_in::framework::Framework;
use outside_in::report::questions::json;
use outside_in::schema::SchemaKind;
use outside_in::text::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::process::{run, run_in, run_with};
use crate::random::{case, cases, usable};
use crate::schema::{of, problem};
use crate::snapshots::compare_page;
use crate::support::{read_text, small};

const SMALL: &str = "tests/fixtures/small";

/// Without a fact, with one answer that nobody knows and one that is too old.
const HALF: &str = r#"
subject = "Hoshi K.K."
date = 2026-05-01
[facts]
places = ["hospital"]
[answers]
trial = "unknown"
price = 1
"#;

/// Nothing is left to answer.
const WHOLE: &str = r#"
date = 2026-11-01
[facts]
product = "software"
places = ["home", "laboratory"]
[answers]
need = 1
trial = { not_applicable = "no patients" }
price = 0
"#;

fn asked(sheet: &str, options: &[&str]) -> crate::process::Ran {
    let args = ["questions", "-", "--from", "toml", "--framework", SMALL, "--as-of", "2026-11-22"];
    run_with([&args[..], options].concat(), sheet.as_bytes())
}

fn questions(framework: &Framework, reading: Reading, lang: Option<Lang>) -> Value {
    let assessed = Assessed::new(framework, reading, date(2026, 11, 22));
    let text = json(framework, &assessed, None, lang).expect("JSON");
    serde_json::from_str(&text).expect("JSON")
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id")).collect()
}

#[test]
fn all_that_is_open_has_all_its_texts() {
    compare_page("questions", &asked(HALF, &[]));
}

#[test]
fn without_a_sheet_all_is_open() {
    let all = run(["questions", "--framework", SMALL, "--as-of", "2026-11-22"]);
    let all = all.json();
    assert_eq!((&all["input"], &all["subject"], &all["date"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(ids(&all["facts"]), ["product", "places"]);
    assert_eq!(ids(&all["criteria"]), ["need", "device-study", "trial", "price"]);
}

#[test]
fn of_a_sheet_that_says_all_nothing_is_open() {
    let ran = asked(WHOLE, &[]);
    assert_eq!((ran.code, &*ran.stderr), (0, ""));
    assert_eq!((&ran.json()["facts"], &ran.json()["criteria"]), (&json!([]), &json!([])));
}

#[test]
fn one_language_can_be_picked() {
    let japanese = asked(HALF, &["--lang", "ja"]).json();
    assert_eq!(japanese["languages"], json!(["ja"]));
    assert_eq!(japanese["facts"][0]["question"], json!({ "ja": "製品の種類は何ですか。" }));
    assert_eq!(japanese["answer"]["facts"][0]["says"], json!({ "ja": "選択肢の id です。" }));
}

#[test]
fn every_form_that_it_names_is_read() {
    let framework = small();
    let reading = Reading { sheet: AnswerSheet::empty(&framework), notices: Vec::new() };
    let answer = &questions(&framework, reading, None)["answer"];
    let sheet = |facts: Value, answers: Value| {
        let text = json!({ "date": "2026-11-22", "facts": facts, "answers": answers }).to_string();
        let notices = read_text(&text, Form::Json, &framework).notices;
        assert!(notices.is_empty(), "{text}: {notices:?}");
    };
    for form in answer["answers"].as_array().expect("forms") {
        sheet(json!({}), json!({ "trial": form["form"] }));
    }
    for form in answer["facts"].as_array().expect("forms") {
        let form: Value =
            serde_json::from_str(&form["form"].to_string().replace("CHOICE", "home")).expect("JSON");
        sheet(json!({ "places": form }), json!({}));
    }
}

#[test]
fn what_cannot_be_used_is_told() {
    let ran = asked("[answers]\nneed = 7\n", &[]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("A007"), "{}", ran.stderr);
    assert_eq!(ran.json()["criteria"][0]["id"], "need", "a bad answer leaves its question open");
    let broken = asked("[answers\n", &[]);
    assert_eq!((broken.code, &*broken.stdout), (2, ""), "{}", broken.stderr);
    let folder = tempfile::tempdir().expect("a folder");
    let missing = run_in(&folder, &["questions", "answers.toml"]);
    assert_eq!((missing.code, &*missing.stdout), (2, ""), "{}", missing.stderr);
    fs::write(folder.path().join("framework.toml"), "format = 1\n").expect("written");
    let unusable = run_in(&folder, &["questions", "--framework", "."]);
    assert_eq!((unusable.code, &*unusable.stdout), (2, ""), "{}", unusable.stderr);
}

#[test]
fn it_is_no_sheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = run(["questions"]).stdout;
    fs::write(folder.path().join("questions.json"), text).expect("written");
    fs::write(folder.path().join("a.toml"), "[answers]\nneed-statement = 2\n").expect("written");
    let ran = run_in(&folder, &["score", ".", "--format", "json"]);
    assert_eq!(ran.json()["assessments"].as_array().map(Vec::len), Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains("A118"), "{}", ran.stderr);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn questions_are_valid_and_are_what_has_no_level_that_is_confirmed(case in case()) {
        let framework = usable(&case.framework);
        let reading = read_text(&case.sheet.to_json(), Form::Json, &framework);
        let assessed = Assessed::new(&framework, reading, date(2026, 11, 22));
        let (sheet, states) = (&assessed.sheet, &assessed.assessment.states);
        let open = framework.criteria().iter().zip(states).filter(|(_, state)| state.is_open() || state.is_proposed());
        let open: Vec<&str> = open.map(|(criterion, _)| &*criterion.id).collect();
        let facts = framework.fact_indices().filter(|fact| sheet.fact(*fact).is_empty());
        let facts: Vec<&str> = facts.map(|fact| &*framework[fact].id).collect();
        for lang in [None, Some(Lang::En), Some(Lang::Ja)] {
            let text = json(&framework, &assessed, None, lang).expect("JSON");
            let value: Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(problem(&of(SchemaKind::Questions), &value), None, "{}", text);
            prop_assert_eq!(ids(&value["criteria"]), &*open);
            prop_assert_eq!(ids(&value["facts"]), &*facts);
            for criterion in value["criteria"].as_array().expect("a list") {
                for clause in criterion["depends_on"].as_array().expect("a list") {
                    prop_assert!(facts.contains(&clause["fact"].as_str().expect("an id")));
                }
            }
        }
    }
}
