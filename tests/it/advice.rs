//! `plan` and `explain --set` as processes, in both languages.

use std::fs;

use crate::process::{Ran, finish, program};
use crate::snapshots::compare_page;

/// A framework small enough to be seen at a glance.
const MANIFEST: &str = r#"
format = 1
id = "small"
version = "1.0.0"
languages = ["en", "ja"]
title.en = "Small"
title.ja = "小さな枠組み"
rubrics = ["r.toml"]
[[source]]
id = "s"
title = "A source"
[[fact]]
id = "kind"
question.en = "Which kind?"
question.ja = "種類は？"
choose = "one"
[[fact.choice]]
id = "one"
label.en = "One"
label.ja = "一つ"
[[fact.choice]]
id = "two"
label.en = "Two"
label.ja = "二つ"
[[stage]]
id = "first"
title.en = "First"
title.ja = "第一"
point.en = "P"
point.ja = "P"
ready_at = 50
[[stage]]
id = "second"
title.en = "Second"
title.ja = "第二"
point.en = "P"
point.ja = "P"
ready_at = 60
"#;

const RUBRIC: &str = r#"
id = "r"
title.en = "R"
title.ja = "R"
advice.en = "A"
advice.ja = "A"
[[criterion]]
id = "need"
title.en = "Need"
title.ja = "ニーズ"
question.en = "Is there a need?"
question.ja = "ニーズはありますか。"
why.en = "W"
why.ja = "W"
proof.en = "A letter"
proof.ja = "書簡"
origin = "proposal"
sources = ["s"]
weight = { first = 2, second = 1 }
evidence_from = 1
[[criterion.level]]
says.en = "None"
says.ja = "なし"
next.en = "Write it down."
next.ja = "書き出す。"
effort = 2
[[criterion.level]]
says.en = "Written"
says.ja = "あり"
[[criterion]]
id = "route"
title.en = "Route"
title.ja = "経路"
question.en = "Is there a route?"
question.ja = "経路はありますか。"
why.en = "W"
why.ja = "W"
origin = "proposal"
sources = ["s"]
weight = { second = 3 }
applies_if = { kind = ["one"] }
[[criterion.level]]
says.en = "None"
says.ja = "なし"
next.en = "Ask."
next.ja = "尋ねる。"
effort = 1
lead_weeks = [8, 12]
[[criterion.level]]
says.en = "Asked"
says.ja = "照会済み"
next.en = "Agree."
next.ja = "合意する。"
effort = 3
[[criterion.level]]
says.en = "Agreed"
says.ja = "合意済み"
[[gate]]
criterion = "route"
stage = "second"
at_least = 1
because.en = "B"
because.ja = "B"
"#;

const SHEET: &str = "subject = \"A company\"\n[facts]\nkind = \"one\"\n[answers]\nneed = 1\n";

fn ran(sheet: &str, args: &[&str]) -> Ran {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir(folder.path().join("f")).expect("a folder for the framework");
    write("f/framework.toml", MANIFEST);
    write("f/r.toml", RUBRIC);
    write("a.toml", sheet);
    let common = ["--framework", "f", "--as-of", "2026-11-22"];
    let ran = finish(program().current_dir(folder.path()).args(args).args(common));
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).expect("the sheet"), sheet, "untouched");
    ran
}

#[test]
fn a_plan_is_a_list_of_things_to_do_by_stage() {
    let english = ran(SHEET, &["plan", "a.toml", "--to", "second", "--lang", "en"]);
    assert_eq!((english.code, english.stderr.as_str()), (0, ""));
    let expected = "\
A company
Small 1.0.0, as of 2026-11-22

Plan: Second
2 steps, 2 person-weeks; with waiting 9-14 weeks (2 to 4 months).
All 2 side by side, each with its own person: 9 weeks; one person alone: up to 14 weeks.
Waiting that no effort shortens: Route 8-12 weeks.
By the framework’s estimates of effort, no other plan takes less work.
1 step starts from an open answer, taken as level 0: answer it first, and the plan may get shorter.

What it changes
  1 First   unproven 0.0 -> ready 100.0
  2 Second  open 0.0 -> ready 62.5
  Verdict and proven percent.

For First: 1 person-week
   1. Need: prove level 1 (1 person-week)
      - Evidence: A letter

For Second: 1 person-week
   2. Route: open, to level 1 (gate to Second, 1 person-week, wait 8-12 weeks)
      Level 1: Asked
      - Ask.

Once it is done, enter these levels and their evidence in the answer sheet: scored again, it gives
exactly these verdicts.
";
    assert_eq!(english.stdout, expected);
    let japanese = ran(SHEET, &["plan", "a.toml", "--to", "second", "--lang", "ja"]);
    let expected = "\
A company
小さな枠組み 1.0.0、2026-11-22時点

計画：「第二」まで
2件、2人週。待ち時間を含めて9〜14週（2〜4か月）です。
2件とも担当者を分ければ並行でき、最短9週です。1人で順に進めると最長14週です。
工数をかけても短縮できない待ち時間：経路 8〜12週。
フレームワークの工数見積もりでは、これより少ない計画はありません。
うち1件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。

判定の変化
  1 第一  根拠不足 0.0 -> 準備完了 100.0
  2 第二  未確定 0.0 -> 準備完了 62.5
  判定と、根拠のある得点率（%）。

「第一」のために：1人週
   1. ニーズ：レベル1の根拠資料をそろえる（1人週）
      - 根拠資料の例：書簡

「第二」のために：1人週
   2. 経路：未回答・不明からレベル1へ（「第二」の必須条件、1人週、待ち8〜12週）
      レベル1：照会済み
      - 尋ねる。

計画を実行したら、回答シートに各レベルと根拠資料を記入してください。採点し直すと、上の判定とまったく
同じ結果になります。
";
    assert_eq!(japanese.stdout, expected);
}

#[test]
fn a_plan_as_json_has_the_keys_of_the_format() {
    let json = ran(SHEET, &["plan", "a.toml", "--to", "second", "--format", "json"]).json();
    let keys = |value: &serde_json::Value| {
        value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_eq!(keys(&json), "to status effort weeks steps after budget blocked_by effort_unit");
    let step = "criterion from to prove effort lead_weeks next stage open proposed opens_gates sources";
    assert_eq!(keys(&json["steps"][0]), step);
    assert_eq!(
        (&json["status"], &json["effort"], &json["to"]),
        (&"optimal".into(), &2.into(), &"second".into())
    );
    let own = &json["steps"][0];
    assert_eq!((&own["from"], &own["to"], &own["prove"]), (&1.into(), &1.into(), &true.into()));
    let waits = ["weeks", "lead_weeks"].map(|key| json.get(key).unwrap_or(&json["steps"][1][key]).clone());
    assert_eq!(waits, [serde_json::json!([9, 14]), serde_json::json!([8, 12])]);
    assert_eq!(json["after"]["reached"], 2);
    assert_eq!(json["after"]["stages"][1]["proven"], 62.5);
}

#[test]
fn what_a_plan_says_decides_its_exit_code() {
    let next = ran(SHEET, &["plan", "a.toml", "--format", "json"]);
    assert_eq!((next.code, &next.json()["to"]), (0, &"first".into()));
    let ready = SHEET.replace("need = 1", "need = { level = 1, evidence = \"e\" }\nroute = 2");
    let ready = ran(&ready, &["plan", "a.toml", "--format", "json"]);
    assert_eq!((ready.code, &ready.json()["status"]), (0, &"already-ready".into()));
    // A criterion of another kind leaves the need alone on the second stage, so nothing is impossible here.
    let two =
        ran(&SHEET.replace("\"one\"", "\"two\""), &["plan", "a.toml", "--to", "second", "--format", "json"]);
    assert_eq!((two.code, &two.json()["effort"]), (0, &1.into()));
    let bad = ran(&format!("{SHEET}route = 9\n"), &["plan", "a.toml", "--to", "second"]);
    assert_eq!(bad.code, 1);
    assert!(bad.stderr.contains("A007"), "{}", bad.stderr);
    assert_eq!(ran(SHEET, &["plan", "a.toml", "--to", "third"]).code, 2);
    assert_eq!(ran("answers = 1", &["plan", "a.toml"]).code, 2);
}

#[test]
fn a_stage_without_criteria_is_told_to_be_impossible() {
    let sheet = SHEET.replace("\"one\"", "\"two\"").replace("need = 1", "");
    let rubric = RUBRIC.replace("first = 2, second = 1", "first = 2");
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in [("framework.toml", MANIFEST), ("r.toml", &rubric), ("a.toml", &sheet)] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    for lang in ["en", "ja"] {
        let args = [
            &["plan", "a.toml", "--to", "second", "--framework", "."][..],
            &["--lang", lang, "--as-of", "2026-11-22"],
        ]
        .concat();
        let ran = finish(program().current_dir(folder.path()).args(&args));
        assert_eq!(ran.code, 1);
        compare_page(&format!("impossible-{lang}"), &ran);
        let json = finish(program().current_dir(folder.path()).args(&args).args(["--format", "json"])).json();
        assert_eq!(json["status"], "impossible");
        assert_eq!((&json["blocked_by"], &json["after"]), (&"second".into(), &serde_json::Value::Null));
    }
}

#[test]
fn a_budget_goes_as_far_as_it_can() {
    let one = ran(SHEET, &["plan", "a.toml", "--budget", "1", "--lang", "en"]);
    compare_page("budget", &one);
    let json = ran(SHEET, &["plan", "a.toml", "--budget", "0", "--format", "json"]).json();
    assert_eq!(
        (&json["effort"], &json["budget"], &json["steps"]),
        (&0.into(), &0.into(), &serde_json::json!([]))
    );
    let all = ran(SHEET, &["plan", "a.toml", "--budget", "9", "--format", "json"]).json();
    assert_eq!((&all["effort"], &all["after"]["reached"]), (&2.into(), &2.into()));
}

#[test]
fn what_if_shows_both_verdicts_and_leaves_the_sheet_alone() {
    let args = [
        "explain",
        "a.toml",
        "--set",
        "route=1",
        "--set",
        "need.evidence=a letter of 2026",
        "--set",
        "kind=two",
    ];
    let english = ran(SHEET, &[&args[..], &["--lang", "en"]].concat());
    assert_eq!((english.code, english.stderr.as_str()), (0, ""));
    let expected = "\
A company
Small 1.0.0, as of 2026-11-22

What if
  - Which kind? One -> Two
  - Route: not answered -> not asked
  - Need: level 1 (0 proven) -> level 1

Then
  1 First   unproven 0.0 -> ready 100.0
  2 Second  open 0.0 -> ready 100.0
  Verdict and proven percent.

The answer sheet itself was not touched.
";
    assert_eq!(english.stdout, expected);
    compare_page("set-ja", &ran(SHEET, &[&args[..], &["--lang", "ja"]].concat()));
    let json = ran(SHEET, &[&args[..], &["--format", "json"]].concat()).json();
    assert_eq!((&json["reached"], &json["what_if"]["reached"]), (&0.into(), &2.into()));
}

#[test]
fn what_cannot_be_set_is_told_in_one_go() {
    let args =
        ["explain", "a.toml", "--set", "rout=1", "--set", "need=7", "--set", "need", "--set", "kind=three"];
    let ran = ran(SHEET, &[&args[..], &["--lang", "en"]].concat());
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    compare_page("set-wrong", &ran);
}

#[test]
fn what_cannot_be_set_is_told_in_the_words_of_cells() {
    let ran = ran(SHEET, &["explain", "a.toml", "--set", "need=two", "--lang", "en"]);
    let told = "`answers.need` must be a level, `unknown` or `na: REASON`, not \"two\"";
    assert!(ran.code == 2 && ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn explain_says_what_binds_and_what_to_find_out_first() {
    let sheet = "[facts]\nkind = \"one\"\n[answers]\nneed = { level = 1, evidence = \"a signed page\" }\n";
    let second = ["explain", "a.toml", "--stage", "second"];
    for lang in ["en", "ja"] {
        compare_page(&format!("binding-{lang}"), &ran(sheet, &[&second[..], &["--lang", lang]].concat()));
    }
    let failed = format!("{sheet}route = 0\n");
    let json = ran(&failed, &["explain", "a.toml", "--format", "json"]).json();
    let (binding, outlook) = (&json["binding"][1], &json["outlook"][1]);
    assert_eq!((&binding["gates"], &binding["only_gates"]), (&serde_json::json!(["route"]), &false.into()));
    assert_eq!((&outlook["settled"], &outlook["questions"]), (&true.into(), &serde_json::json!([])));
    assert_eq!(
        (&json["robustness"][1]["holds"], &json["robustness"][1]["draws"]),
        (&1000.into(), &1000.into())
    );
}
