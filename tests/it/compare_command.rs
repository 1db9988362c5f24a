//! `compare` as a process: in time, and between raters.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Ran, program};
use crate::snapshots::{Session, compare_page};

const OLD: &str = r#"
version = "1.0.0"
subject = "Kumo"
date = 2025-06-01
[facts]
kind = "software"
[answers]
need = 2
study = { level = 1, evidence = "protocol" }
price = 1
"#;

const NEW: &str = r#"
subject = "Kumo"
date = 2026-11-22
[facts]
kind = "device"
[answers]
need = { level = 2, evidence = ["letter\u001b[2J"] }
trial = { level = 1, evidence = "protocol", date = 2025-06-01 }
sales = 1
"#;

/// A small framework in two versions: `study` became `trial` and ages, `price` is gone, `sales` is new, and so is
/// a stage.
fn framework(directory: &Path, new: bool) {
    let text = |key: &str, text: &str| format!("{key}.en = \"{text}\"\n{key}.ja = \"{text}\"\n");
    let level = |says: &str, next: bool| {
        let next = if next { text("next", "Do it.") + "effort = 1\n" } else { String::new() };
        format!("[[criterion.level]]\n{}{next}", text("says", says))
    };
    let stage = |id: &str| {
        format!("[[stage]]\nid = \"{id}\"\nready_at = 50\n{}{}", text("title", id), text("point", id))
    };
    let version = if new { "2.0.0" } else { "1.0.0" };
    let mut manifest = [
        format!(
            "id = \"small\"\nversion = \"{version}\"\nlanguages = [\"en\", \"ja\"]\nrubrics = [\"r.toml\"]\n"
        ),
        text("title", "Small"),
        "[[source]]\nid = \"s\"\ntitle = \"S\"\nas_of = 2025-08-25\npassages = [\"p\"]\n".to_owned(),
        "[[fact]]\nid = \"kind\"\nchoose = \"one\"\n".to_owned() + &text("question", "Which?"),
        "[[fact.choice]]\nid = \"software\"\n".to_owned() + &text("label", "software"),
        "[[fact.choice]]\nid = \"device\"\n".to_owned() + &text("label", "device"),
    ]
    .concat();
    manifest += &stage("first");
    if new {
        manifest += &stage("second");
    }
    let criterion = |id: &str, more: &str, levels: usize| {
        let levels: String = (0..levels).map(|n| level(&format!("Fact {n}."), n + 1 < levels)).collect();
        let texts = text("title", id) + &text("question", "How far?") + &text("why", "So.");
        format!(
            "[[criterion]]\nid = \"{id}\"\nsources = [\"s#p\"]\norigin = \"proposal\"\n{texts}{more}\n{levels}"
        )
    };
    let mut rubric = String::from("id = \"r\"\n") + &text("title", "R") + &text("advice", "Do.");
    rubric += &criterion("need", "weight = { first = 2 }\nevidence_from = 2", 3);
    if new {
        let more = "renamed_from = [\"study\"]\nvalid_days = 365\nweight = { first = 1, second = 1 }";
        rubric += &criterion("trial", more, 2);
        rubric += &criterion("sales", "weight = { second = 1 }\napplies_if = { kind = [\"device\"] }", 2);
    } else {
        rubric += &criterion("study", "weight = { first = 1 }", 2);
        rubric += &criterion("price", "weight = { first = 1 }", 2);
    }
    fs::create_dir_all(directory).expect("a folder");
    fs::write(directory.join("framework.toml"), manifest).expect("the manifest");
    fs::write(directory.join("r.toml"), rubric).expect("the rubric");
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    framework(&folder.path().join("v1"), false);
    framework(&folder.path().join("v2"), true);
    fs::write(folder.path().join("old.toml"), OLD).expect("a sheet");
    fs::write(folder.path().join("new.toml"), NEW).expect("a sheet");
    folder
}

fn run_in(folder: &tempfile::TempDir, args: &[&str]) -> Ran {
    run_under(folder, "v2", args)
}

fn run_under(folder: &tempfile::TempDir, framework: &str, args: &[&str]) -> Ran {
    let common = ["compare", "--as-of", "2026-11-22", "--framework", framework];
    crate::process::finish(program().current_dir(folder.path()).args(common).args(args))
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).expect("a file for the test");
}

#[test]
fn the_text_tells_every_cause() {
    let folder = folder();
    let ran = run_in(&folder, &["old.toml", "new.toml", "--old-framework", "v1", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(
        ran.stdout,
        "\
Kumo
Small, from 1.0.0 as of 2025-06-01 to 2.0.0 as of 2026-11-22

What changed
2 of 2 stages reached; before, it was 1.

1 first: ready, as before
                  proven   score  possible
  before            75.0   100.0     100.0
  framework         -8.4     0.0       0.0
  age of answers   -33.3   -33.4       0.0  -> unproven
  evidence         +33.3     0.0       0.0  -> ready
  now               66.6    66.6     100.0

2 second: no such stage -> ready
                  proven   score  possible
  before             0.0     0.0       0.0
  framework       +100.0  +100.0    +100.0  -> ready
  facts            -50.0   -50.0       0.0
  age of answers   -50.0   -50.0       0.0  -> open
  answers          +50.0   +50.0       0.0  -> ready
  now               50.0    50.0     100.0

Percent of the points, rounded down; the parts are differences of the numbers shown and add up.

How well each piece of advice is followed
  - R: proven 75.0 -> 60.0, score 100.0 -> 60.0

Facts that changed
  - kind: software -> device

Criteria that changed
  - need: level 2 (proven 1) -> level 2
    evidence + letter[2J
    [need; evidence]
  - trial: level 1 -> expired (level 1, 2025-06-01)
    [trial, before: study; framework, age of answers]
  - sales: not in this framework -> level 1
    [sales; framework, facts, answers]
  - price: level 1 -> not in this framework
    [price; framework]

Old answers that the new framework cannot take
  - there is no criterion `price`
"
    );
}

#[test]
fn the_same_in_japanese() {
    let folder = folder();
    let ran = run_under(&folder, "v1", &["old.toml", "old.toml", "--lang", "ja"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(
        ran.stdout,
        "\
Kumo
Small 1.0.0、2025-06-01 から 2026-11-22 まで

変化のまとめ
1段階のうち1段階に到達（前回と同じ）。

1 first：準備完了（前回と同じ）
        根拠あり  回答どおり    最大
  今回      75.0       100.0   100.0

数値は得点率（%、切り捨て）。内訳は表示値どうしの差で、合計は必ず一致します。

助言ごとの達成度
  - R：根拠あり 75.0、回答どおり 100.0

変わった評価項目
ありません。
"
    );
    let ran = run_in(&folder, &["old.toml", "new.toml", "--old-framework", "v1", "--lang", "ja"]);
    compare_page("compare-ja", &ran);
}

#[test]
fn json_has_integers_that_add_up() {
    let folder = folder();
    let ran = run_in(&folder, &["old.toml", "new.toml", "--old-framework", "v1", "--format", "json"]);
    let json = ran.json();
    let keys = |value: &Value| {
        value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_eq!(keys(&json), "format tool regression old new stages profile facts criteria not_carried");
    assert_eq!(
        (json["old"]["as_of"].as_str(), json["new"]["as_of"].as_str()),
        (Some("2025-06-01"), Some("2026-11-22"))
    );
    let stage = &json["stages"][0];
    assert_eq!(keys(stage), "id worse old new change causes");
    assert_eq!(
        keys(&stage["causes"][0]),
        "cause verdict score proven possible points proven_points possible_points max_points"
    );
    for stage in json["stages"].as_array().expect("stages") {
        for key in ["points", "proven_points", "possible_points", "max_points"] {
            let causes = stage["causes"].as_array().expect("causes");
            let sum: i64 = causes.iter().map(|cause| cause[key].as_i64().expect("an integer")).sum();
            assert_eq!(stage["change"][key], sum, "{key}");
            let side = |side: &str| stage[side][key].as_i64().unwrap_or_default();
            assert_eq!(side("new") - side("old"), sum, "{key}");
        }
    }
    assert_eq!(json["stages"][1]["old"], Value::Null);
    assert_eq!(json["criteria"][1]["old_id"], "study");
    assert_eq!(json["criteria"][3]["new"], Value::Null);
    assert_eq!(json["not_carried"][0]["key"], "answers.price");
}

#[test]
fn a_regression_fails_only_if_asked() {
    let folder = folder();
    write(&folder, "worse.toml", "date = 2026-11-22\n[answers]\nneed = 0\n");
    let args = ["new.toml", "worse.toml"];
    assert_eq!(run_in(&folder, &args).code, 0);
    assert_eq!(run_in(&folder, &[&args[..], &["--fail-on-regression"]].concat()).code, 1);
    assert_eq!(run_in(&folder, &["worse.toml", "new.toml", "--fail-on-regression"]).code, 0);
    assert_eq!(run_in(&folder, &["new.toml", "new.toml", "--fail-on-regression"]).code, 0);
}

#[test]
fn an_answer_given_anew_is_younger_and_not_another_one() {
    let folder = folder();
    write(&folder, "stale.toml", "date = 2026-01-01\n[answers]\ntrial = { level = 1, date = 2024-01-01 }\n");
    write(&folder, "fresh.toml", "date = 2026-11-22\n[answers]\ntrial = 1\n");
    let json = run_in(&folder, &["stale.toml", "fresh.toml", "--format", "json"]).json();
    let trial = &json["criteria"][0];
    assert_eq!((&trial["id"], &trial["causes"]), (&"trial".into(), &serde_json::json!(["age"])));
    assert_eq!((&trial["old"]["state"], &trial["new"]["state"]), (&"unknown".into(), &"level".into()));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = folder();
    let mut session = Session::default();
    let mut told = |args: &str, code| {
        let args = format!("compare --framework v2 {args}");
        for ran in session.both(&folder, &args.split(' ').collect::<Vec<_>>()) {
            assert_eq!(ran.code, code, "{args}: {}", ran.stderr);
        }
    };
    told("old.toml", 2);
    fs::create_dir(folder.path().join("v0")).expect("a folder");
    for file in ["framework.toml", "r.toml"] {
        let text = fs::read_to_string(folder.path().join("v1").join(file)).expect("the file is there");
        write(&folder, &format!("v0/{file}"), &text.replace("id = \"small\"", "id = \"other\""));
    }
    told("old.toml new.toml --old-framework v0", 2);
    // Without the old framework its part cannot be told, and a dropped answer is a bad one.
    told("old.toml new.toml", 1);
    told("old.toml old.toml --old-framework v2", 1);
    told("new.toml old.toml", 1);
    session.compare("compare-cannot");
}

const CEO: &str = "subject = \"Kumo\"\nrespondent = \"CEO\"\ndate = 2026-11-01\n[facts]\nkind = \"device\"\n[answers]\n\
    need = { level = 2, evidence = \"letter\" }\ntrial = 1\nsales = { level = 1, evidence = \"CRM export\" }\n";
const CTO: &str = "subject = \"Kumo\"\nrespondent = \"CTO\"\ndate = 2026-11-02\n[facts]\nkind = \"device\"\n[answers]\n\
    need = { level = 2, evidence = [\"letter\", \"site visit\"], note = \"two\\nlines\" }\nsales = 0\n";

#[test]
fn raters_see_their_disputes_first_and_get_a_sheet_to_settle() {
    let folder = folder();
    write(&folder, "ceo.toml", CEO);
    write(&folder, "cto.toml", CTO);
    let args = ["--raters", "ceo.toml", "cto.toml", "--lang", "en", "-o", "merged.toml"];
    let ran = run_in(&folder, &args);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // Levels on one scale: need 1, 1; sales 1, 0. One low, three high: as by chance.
    assert_eq!(
        ran.stdout,
        "\
Kumo
Small 2.0.0; raters: CEO, CTO

Agreement
Krippendorff's alpha (ordinal): 0.000. 1 is full agreement, 0 is chance; below 0.667 it is too
little to rely on.
1 agreed, 1 disputed, 1 answered by one only, 0 by nobody.
The agreement of a question is measured like alpha; alpha is the mean over all answers.

To settle, the most disputed first
  - sales
    CEO  level 1: Fact 1.
    CTO  level 0: Fact 0.
    [sales; agreement -1.000]

Agreed
need

Answered by one only
trial
"
    );
    let merged = fs::read_to_string(folder.path().join("merged.toml")).expect("the merged sheet");
    assert_eq!(
        merged,
        "\
# Merged from 2 answer sheets:
#   CEO (ceo.toml)
#   CTO (cto.toml)
# Disputed questions are open: settle them, remove the `#` before the id, and write the answer.
framework = \"small\"
version = \"2.0.0\"
subject = \"Kumo\"
date = 2026-11-02
respondent = \"CEO, CTO\"

[facts]
kind = \"device\"

[answers]
need = { level = 2, evidence = [\"letter\", \"site visit\"], note = \"\"\"
two
lines\"\"\" }
# Answered by CEO only:
trial = { level = 1, date = 2026-11-01 }
# Disputed:
#   CEO: level 1 (evidence: CRM export)
#   CTO: level 0
# sales =
"
    );
    let mut session = Session::default();
    // Nothing that is there is touched.
    for output in ["merged.json", "merged.toml"] {
        let raters = ["compare", "--framework", "v2", "--raters", "ceo.toml", "cto.toml", "-o", output];
        for ran in session.both(&folder, &raters) {
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{output}");
        }
    }
    session.compare("raters-not-merged");
    let over = run_in(&folder, &["--raters", "ceo.toml", "cto.toml", "-o", "ceo.toml"]);
    assert_eq!(over.code, 2);
    assert_eq!(fs::read_to_string(folder.path().join("ceo.toml")).expect("the sheet"), CEO);
    let names: Vec<_> = fs::read_dir(folder.path()).expect("the folder").collect();
    assert_eq!(names.len(), 7, "nothing is left beside the sheets");
}

#[test]
fn raters_in_japanese_and_as_json() {
    let folder = folder();
    write(&folder, "ceo.toml", CEO);
    write(&folder, "cto.toml", CTO);
    let ran = run_in(&folder, &["--raters", "ceo.toml", "cto.toml", "--lang", "ja"]);
    compare_page("raters-ja", &ran);
    let json = run_in(&folder, &["--raters", "ceo.toml", "cto.toml", "--format", "json"]).json();
    assert_eq!(json["alpha"], serde_json::json!({"status": "defined", "value": 0.0, "pairable": 4}));
    assert_eq!(json["criteria"][0]["id"], "sales");
    assert_eq!(json["criteria"][0]["answers"][1]["level"], 0);
    let same = run_in(&folder, &["--raters", "ceo.toml", "ceo.toml", "--format", "json"]).json();
    assert_eq!((&same["alpha"]["status"], &same["alpha"]["value"]), (&"no-variation".into(), &Value::Null));
    let names: Vec<_> = same["raters"].as_array().into_iter().flatten().map(|rater| &rater["name"]).collect();
    assert_eq!(names, ["CEO (ceo.toml) #1", "CEO (ceo.toml) #2"]);
    assert_eq!(run_in(&folder, &["--raters", "ceo.toml"]).code, 2);
    assert_eq!(run_in(&folder, &["--raters", "ceo.toml", "missing.toml"]).code, 2);
}

#[test]
fn different_companies_are_named_in_the_way_of_the_language() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    framework(&folder.path().join("f"), true);
    fs::write(folder.path().join("a.toml"), NEW).expect("a sheet");
    fs::write(folder.path().join("b.toml"), NEW.replace("Kumo", "Aoba")).expect("a sheet");
    let mut session = Session::default();
    session.both(&folder, &["compare", "--raters", "a.toml", "b.toml", "--framework", "f"]);
    session.compare("raters-companies");
}
