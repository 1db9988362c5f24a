//! `score --cohort` as a process.

use std::fs;

use serde_json::{Value, json};

use crate::process::{Ran, program, root, run};
use crate::snapshots::{Session, compare_page};
use crate::support::built_in;

/// A company a line: `software` often, `drug` twice, one that says nothing.
fn sheets() -> String {
    let company = |number: usize, product: Option<&str>| {
        let level = number % 5;
        let answers = json!({
            "need-statement": { "level": level, "evidence": "a letter" },
            "partner-problem": level,
            "coverage-evidence": if number.is_multiple_of(3) { json!("unknown") } else { json!(3) },
        });
        let facts = product.map_or(json!({}), |product| json!({ "product": product }));
        json!({ "subject": format!("Company {number}\u{1b}[2J"), "facts": facts, "answers": answers })
            .to_string()
    };
    let products = (0..9).map(|number| if number < 6 { Some("software") } else { Some("drug") });
    let products = products.filter(|one| *one == Some("software")).chain([Some("drug"), Some("drug"), None]);
    products.enumerate().map(|(number, product)| company(number, product) + "\n").collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("many.ndjson"), sheets()).expect("a file for the test");
    folder
}

fn run_in(folder: &tempfile::TempDir, args: &[&str]) -> Ran {
    crate::process::finish(program().current_dir(folder.path()).args(args).args(["--as-of", "2026-11-22"]))
}

fn keys(value: &Value) -> String {
    value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

#[test]
fn json_has_its_keys_in_their_order() {
    let folder = folder();
    let args = ["score", "many.ndjson", "--cohort", "--items", "--by", "product", "--format", "json"];
    let ran = run_in(&folder, &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = ran.json();
    assert_eq!(
        keys(&json),
        "format tool framework as_of companies reached claims stages profile groups ranks items refused"
    );
    assert_eq!(json["companies"], 9);
    let stage = &json["stages"][0];
    assert_eq!(keys(stage), "id ready_at assessed verdicts bins score proven possible gates losses");
    assert_eq!(keys(&stage["score"]), "lowest first median third highest");
    assert_eq!(keys(&stage["gates"][0]), "criterion at_least failed open unproven only_obstacle");
    assert_eq!(keys(&stage["losses"][0]), "criterion companies losing points open_points share");
    assert_eq!(stage["verdicts"][0], json!({ "verdict": "ready", "companies": 0 }));
    let company = &json["ranks"]["companies"][0];
    assert_eq!(keys(company), "input subject ref reached overall stages");
    assert_eq!(company["input"], json!({ "path": "many.ndjson", "line": 1 }));
    assert_eq!(keys(&company["overall"]), "rank weights answers");
    assert_eq!(json["ranks"]["draws"], 1000);
    assert_eq!(json["items"]["criteria"].as_array().map(Vec::len), Some(built_in().criteria().len()));
    assert_eq!(run_in(&folder, &args).stdout, ran.stdout, "the same input gives the same bytes");
    let plain = run_in(&folder, &["score", "many.ndjson", "--cohort", "--format", "json"]).json();
    assert_eq!((&plain["groups"], &plain["items"]), (&Value::Null, &Value::Null));
}

#[test]
fn groups_below_five_are_counted_and_not_shown() {
    let folder = folder();
    let by = ["score", "many.ndjson", "--cohort", "--by", "product"];
    let shown = |more: &[&str]| run_in(&folder, &[&by[..], more].concat());
    let page = shown(&["--lang", "en"]);
    compare_page("cohort-groups-en", &page);
    compare_page("cohort-groups-ja", &shown(&["--lang", "ja"]));
    compare_page("cohort-groups-small", &shown(&["--lang", "en", "--small-groups"]));
    let json = shown(&["--format", "json"]).json();
    assert_eq!(
        (&json["groups"]["hidden"], &json["groups"]["groups"][0]["choice"]),
        (&json!(2), &json!("software"))
    );
    assert_eq!(json["groups"]["groups"].as_array().map(Vec::len), Some(1));
    let json = shown(&["--format", "json", "--small-groups"]).json();
    assert_eq!(json["groups"]["groups"][2]["choice"], Value::Null);
}

#[test]
fn what_cannot_be_done_is_told_before_anything_is_read() {
    let mut session = Session::default();
    for more in [["--format", "ndjson"], ["--by", "prodct"]] {
        for ran in session.both(root(), &[&["score", "no-such-file", "--cohort"], &more[..]].concat()) {
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        }
    }
    session.compare("cohort-cannot");
    for alone in
        [&["--by", "product"][..], &["--items"], &["--cohort", "--small-groups"], &["--cohort", "--detail"]]
    {
        assert_eq!(run(["score", "examples"].iter().chain(alone)).code, 2, "{alone:?}");
    }
}

#[test]
fn refused_sheets_are_told_and_not_counted() {
    let mut session = Session::default();
    session.both(root(), &["score", "examples", "--cohort"]);
    session.compare("cohort-refused");
    let json = run(["score", "examples", "--cohort", "--format", "json", "--as-of", "2026-11-22"]).json();
    let plain = run(["score", "examples", "--format", "json", "--as-of", "2026-11-22"]).json();
    assert_eq!(json["refused"], plain["refused"]);
    assert_eq!(json["companies"].as_u64(), plain["assessments"].as_array().map(|all| all.len() as u64));
}

#[test]
fn no_company_and_one_company_are_cohorts_too() {
    let folder = folder();
    fs::write(folder.path().join("bad.toml"), "answers = [").expect("a file for the test");
    let none = run_in(&folder, &["score", "bad.toml", "--cohort", "--items", "--lang", "en"]);
    compare_page("cohort-none", &none);
    let none =
        run_in(&folder, &["score", "bad.toml", "--cohort", "--by", "product", "--format", "json"]).json();
    assert_eq!((&none["companies"], &none["stages"][0]["score"]), (&json!(0), &Value::Null));
    fs::write(folder.path().join("one.json"), r#"{"answers": {"need-statement": 2}}"#).expect("a file");
    let one = run_in(&folder, &["score", "one.json", "--cohort", "--lang", "en"]);
    compare_page("cohort-one", &one);
}

#[test]
fn a_requirement_still_decides_the_exit_code() {
    let folder = folder();
    let args = ["score", "many.ndjson", "--cohort", "--require", "problem-identification"];
    assert_eq!(run_in(&folder, &args).code, 1);
}

#[test]
fn companies_with_several_sheets_are_named() {
    let folder = folder();
    let of = |names: &[&str]| -> String {
        names
            .iter()
            .map(|name| format!("{{\"subject\":\"{name}\",\"answers\":{{\"coding\":1}}}}\n"))
            .collect()
    };
    fs::write(folder.path().join("a.ndjson"), of(&["Kumo", "Aoba", "Kumo", "Mori", "Aoba", "Aoba"]))
        .expect("a file");
    fs::write(folder.path().join("b.ndjson"), of(&["Mori"])).expect("a file");
    let mut session = Session::default();
    let several = ["score", "a.ndjson", "b.ndjson", "--cohort"];
    session.both(&folder, &several);
    let json = run_in(&folder, &[&several[..], &["--format", "json", "--lang", "en"]].concat());
    assert_eq!(json.code, 0, "{}", json.stderr);
    assert_eq!(run_in(&folder, &["score", "b.ndjson", "--cohort"]).stderr, "");
    // A reference tells companies apart, and what a name hides is no name.
    let sheet = |subject: &str, reference: &str| {
        format!("{{\"subject\":\"{subject}\",\"ref\":\"{reference}\",\"answers\":{{\"coding\":1}}}}\n")
    };
    let long = "L".repeat(500);
    let rows = [
        ("A", "1"),
        ("A", "2"),
        ("B", "7"),
        ("B K.K.", "7 "),
        ("\\u200b", ""),
        ("\\u200b", ""),
        (&long, ""),
        (&long, ""),
    ];
    let rows: String = rows.map(|(subject, reference)| sheet(subject, reference)).concat();
    fs::write(folder.path().join("c.ndjson"), rows).expect("a file");
    session.run(&folder, &["score", "c.ndjson", "--cohort"]);
    session.compare("cohort-several-sheets");
}
