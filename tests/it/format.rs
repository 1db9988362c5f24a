//! What a framework may say beside what it must, as its readers see it: levels in short and their proofs, what ready
//! means, guidance, ranges of waiting, and what is retired.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::layout::copy_of;
use crate::process::{Ran, root, run, run_with};
use crate::support::edit;
use crate::tables::{Put, book};
use crate::template::xlsx_rows;

/// The small framework of the rules' pages, with one thing written otherwise.
fn with(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = copy_of("tests/fixtures/rules");
    edit(&folder, file, from, to);
    folder
}

/// What `check` finds in a framework: `CODE message`.
fn found(framework: &Path) -> Vec<String> {
    let report = run(["check", utf8(framework), "--lang", "en", "--format", "json"]).json();
    let found = report["diagnostics"].as_array().expect("findings").iter();
    let text = |found: &Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
    found.map(|found| format!("{} {}", text(found, "code"), text(found, "message"))).collect()
}

fn utf8(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Runs a command on a sheet of the framework, which is in the folder itself.
fn on(folder: &Path, sheet: &str, content: &[u8], command: &[&str]) -> Ran {
    let path = folder.join(sheet);
    fs::write(&path, content).expect("a sheet");
    let (framework, sheet) = (utf8(folder), utf8(&path));
    let common = ["--framework", framework, "--as-of", "2026-11-22", sheet];
    run(command.iter().chain(&common))
}

#[test]
fn weeks_are_one_number_or_two_that_do_not_fall() {
    let cases: &[(&str, &[&str])] = &[
        ("4", &[]),
        ("[4, 4]", &[]),
        ("[0, 26]", &[]),
        ("[3, 1]", &["F008 `lead_weeks` falls: from 3 to 1"]),
        ("[3]", &["F012 `lead_weeks` is one number or two, from and to, not 1"]),
        ("[1, 2, 3]", &["F012 `lead_weeks` is one number or two, from and to, not 3"]),
        ("[1, 5201]", &["F008 `lead_weeks` is not from 0 to 5200"]),
        ("[1, \"3\"]", &["F007 `lead_weeks` must be a whole number, not a text"]),
        ("\"4\"", &["F007 `lead_weeks` must be a whole number, not a text"]),
    ];
    for (weeks, wanted) in cases {
        let folder = with("need.toml", "lead_weeks = [1, 3]", &format!("lead_weeks = {weeks}"));
        fs::remove_file(folder.path().join("sheet.toml")).expect("no sheet");
        assert_eq!(found(folder.path()), *wanted, "{weeks}");
    }
}

#[test]
fn waits_add_up_level_by_level_and_side_by_side() {
    let folder =
        with("need.toml", "next.en = \"Write one page.\"", "lead_weeks = 2\nnext.en = \"Write one page.\"");
    edit(&folder, "need.toml", "at_least = 1", "at_least = 2");
    let sheet = b"[answers]\nproblem = 0\n";
    let plan = on(folder.path(), "s.toml", sheet, &["plan", "--to", "first", "--format", "json"]).json();
    let step = plan["steps"].as_array().expect("steps").iter().find(|step| step["criterion"] == "problem");
    let step = step.expect("a step on the problem");
    assert_eq!((&step["to"], &step["effort"], &step["lead_weeks"]), (&json!(2), &json!(3), &json!([3, 5])));
    let effort = plan["effort"].as_u64().expect("a number");
    assert_eq!(plan["weeks"], json!([6, effort + 5]));
    for (lang, weeks, claim) in [
        (
            "en",
            format!("with waiting 6-{} weeks (1 to 3 months).", effort + 5),
            "By the framework’s estimates of effort, no other plan takes less work.",
        ),
        (
            "ja",
            format!("待ち時間を含めて6〜{}週（1〜3か月）です。", effort + 5),
            "フレームワークの工数見積もりでは、これより少ない計画はありません。",
        ),
    ] {
        let plan = on(folder.path(), "s.toml", sheet, &["plan", "--to", "first", "--lang", lang]).stdout;
        assert!(plan.contains(&weeks) && plan.contains(claim), "{plan}");
    }
}

#[test]
fn a_level_is_shown_in_short_and_proven_by_its_own_proof() {
    let folder = with("need.toml", "evidence_from = 2", "evidence_from = 1");
    let sheet = "[facts]\nproduct = \"software\"\n[answers]\nproblem = 1\n";
    let explained =
        on(folder.path(), "s.toml", sheet.as_bytes(), &["explain", "--all", "--lang", "en"]).stdout;
    for part in [
        "Needed: One page\n",
        "The problem: level 1 claimed, 0 proven",
        "To prove level 1: The page, signed by its author.",
        "Ready here means: You can ask for a first talk.",
    ] {
        assert!(explained.contains(part), "{part}\n{explained}");
    }
    let short = on(folder.path(), "s.toml", sheet.as_bytes(), &["explain", "--lang", "en"]).stdout;
    assert!(short.contains("One page") && !short.contains("One page names the problem."), "{short}");
    edit(&folder, "need.toml", "at_least = 1", "at_least = 2");
    let plan =
        on(folder.path(), "s.toml", sheet.as_bytes(), &["plan", "--to", "first", "--lang", "ja"]).stdout;
    assert!(plan.contains("レベル2：看護師3人が署名\n"), "{plan}");
    // Where evidence is asked for, the level says which, else the criterion does.
    for (level, proof) in [("1", "The page, signed by its author."), ("2", "The page itself, with its date.")]
    {
        let path = folder.path().join("new.toml");
        let args = ["assess", "--plain", "--lang", "en", "--framework", utf8(folder.path()), utf8(&path)];
        let asked = run_with(args, format!("A\nB\n1\n{level}\n").as_bytes()).stderr;
        let (_, asked) = asked.split_once("What proves it").unwrap_or_else(|| panic!("{asked}"));
        assert!(asked.contains(proof), "{asked}");
        fs::remove_file(path).expect("a sheet");
    }
}

#[test]
fn guidance_is_shown_where_help_is_asked_for() {
    let guidance = "question.en = \"What is the product?\"\nguidance.en = \"\"\"\nSoftware in a device\nis a device.\n\n\
                    All else is software.\n\"\"\"\nguidance.ja = \"機器に組み込んだものは機器です。\"";
    let folder = with("framework.toml", "question.en = \"What is the product?\"", guidance);
    fs::remove_file(folder.path().join("sheet.toml")).expect("no sheet");
    assert_eq!(found(folder.path()), [""; 0], "line breaks may part paragraphs");
    let path = folder.path().join("new.toml");
    let args = ["assess", "--plain", "--lang", "en", "--framework", utf8(folder.path()), utf8(&path)];
    let help = run_with(args, b"A\nB\n?\n1\n?\n1\n1\n?\n").stderr;
    for part in [
        "Software in a device is a device.\n",
        "All else is software.\n",
        "- For level 1: The page, signed",
        "An example: the head nurse asks for it",
    ] {
        assert!(help.contains(part), "{part}\n{help}");
    }
    let shown =
        run(["framework", "show", "--framework", utf8(folder.path()), "--format", "md", "--lang", "en"])
            .stdout;
    assert!(shown.contains("\nSoftware in a device is a device.\n\nAll else is software.\n"), "{shown}");
    let workbook = folder.path().join("w.xlsx");
    let args = ["template", "--lang", "en", "--framework", utf8(folder.path()), "-o", utf8(&workbook)];
    assert_eq!(run(args).code, 0);
    let bytes = fs::read(workbook).expect("a workbook");
    for (page, guidance) in [
        ("facts", "Software in a device is a device.\n\nAll else is software."),
        (
            "criteria",
            "Ask who signed the last order of this size.\n\nAn example: the head nurse asks for it, and the director signs.",
        ),
    ] {
        let rows = xlsx_rows(&bytes, page);
        let column = rows[0].iter().position(|head| head == "guidance").expect("a column");
        assert!(rows.iter().any(|row| row[column] == guidance), "{rows:?}");
    }
    let blank = with("need.toml", "guidance.ja = \"", "guidance.ja = \" \" # \"");
    assert!(found(blank.path()).iter().any(|one| one == "F010 `guidance.ja` is missing or blank"));
}

#[test]
fn a_source_has_one_title_or_one_for_each_language() {
    let folder = with("framework.toml", "title.ja = \"クリニックの手引き\"\n", "");
    let wanted = "F020 `title.ja` is missing or blank";
    assert!(found(folder.path()).iter().any(|one| one == wanted), "{:?}", found(folder.path()));
    let folder = with("framework.toml", "title = \"Survey of clinics\"", "title = 3");
    let wanted = "F007 `title` must be a text, not a whole number";
    assert!(found(folder.path()).iter().any(|one| one == wanted), "{:?}", found(folder.path()));
}

/// The codes of the notices about a company, and whether its answers are the only ones that count.
fn notices(ran: &Ran) -> Vec<(String, String)> {
    let result = ran.json();
    let notices = result["assessments"][0]["notices"].as_array().expect("notices").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    notices.map(|notice| (text(&notice["code"]), text(&notice["key"]))).collect()
}

#[test]
fn retired_answers_are_ignored_in_every_form() {
    let retired = "retired = [\"slogan\", \"colour\", \"tablet\"]";
    let folder = with("framework.toml", "retired = [\"slogan\"]", retired);
    let toml = "date = 2026-11-01\nsubject = \"A\"\n[facts]\nproduct = \"tablet\"\ncolour = \"red\"\n[answers]\n\
                problem = 0\nslogan = { level = 9, evidence = [\"x\"] }\n";
    let json = r#"{"date": "2026-11-01", "subject": "A", "facts": {"product": ["tablet"], "colour": "red"},
                   "answers": {"problem": 0, "slogan": 9}}"#;
    let ndjson = json.replace('\n', " ");
    let csv = "subject,date,product,colour,problem,slogan,slogan.evidence\nA,2026-11-01,tablet,red,0,9,x\n";
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<&str> = csv.lines().collect();
    let values = cells(rows[1]).into_iter().map(Put::Text).collect();
    let xlsx = book(&cells(rows[0]), &[values]);
    let sheets: [(&str, &[u8]); 5] = [
        ("a.toml", toml.as_bytes()),
        ("a.json", json.as_bytes()),
        ("a.ndjson", ndjson.as_bytes()),
        ("a.csv", csv.as_bytes()),
        ("a.xlsx", &xlsx),
    ];
    for (name, content) in sheets {
        let scored = on(folder.path(), name, content, &["score", "--format", "json", "--lang", "en"]);
        assert_eq!(scored.code, 0, "{name}: {}", scored.stderr);
        let in_sheet = notices(&scored);
        let retired = |key: &str| in_sheet.contains(&("A122".to_owned(), key.to_owned()));
        assert!(retired("facts.product"), "{name}: {in_sheet:?}");
        if matches!(name, "a.csv" | "a.xlsx") {
            for column in ["colour", "slogan", "slogan.evidence"] {
                let id = column.split('.').next().unwrap_or_default();
                assert!(scored.stderr.contains(&format!("`{id}` is retired")), "{name}: {}", scored.stderr);
            }
        } else {
            assert!(retired("facts.colour") && retired("answers.slogan"), "{name}: {in_sheet:?}");
        }
        assert!(in_sheet.iter().all(|(code, _)| !code.starts_with("A0")), "{name}: {in_sheet:?}");
        let checked = on(folder.path(), name, content, &["check", "--format", "short", "--lang", "en"]);
        assert_eq!(
            (checked.code, checked.stdout.matches("A122").count() >= 3),
            (0, true),
            "{}",
            checked.stdout
        );
    }
    for (change, id) in [("slogan=2", "slogan"), ("product=tablet", "tablet"), ("colour=red", "colour")] {
        let set = on(folder.path(), "a.toml", toml.as_bytes(), &["explain", "--set", change, "--lang", "en"]);
        let told = set.stderr.contains(&format!("error[A122 retired-answer]: `{id}` is retired"));
        assert_eq!((set.code, told, set.stdout.as_str()), (2, true, ""), "{}", set.stderr);
    }
}

#[test]
fn a_retired_id_may_not_come_back() {
    for (id, from, file, place) in [
        ("users", "retired = [\"slogan\"]", "need.toml", "a criterion"),
        ("story", "retired = [\"slogan\"]", "need.toml", "an old id"),
        ("product", "retired = [\"slogan\"]", "framework.toml", "a fact"),
        ("drug", "retired = [\"slogan\"]", "framework.toml", "a choice"),
    ] {
        let folder = with("framework.toml", from, &format!("retired = [\"{id}\"]"));
        let ran = run(["check", utf8(folder.path()), "--lang", "en"]);
        assert_eq!(ran.code, 1, "{place}");
        assert!(ran.stdout.contains("error[R013 retired-id-in-use]"), "{place}: {}", ran.stdout);
        assert!(ran.stdout.contains(file) && ran.stdout.contains("used here"), "{place}: {}", ran.stdout);
    }
}

#[test]
fn a_diff_says_what_is_retired() {
    let old = root().join("tests/fixtures/rules");
    let new = with("framework.toml", "retired = [\"slogan\"]", "retired = [\"drug\", \"price\", \"motto\"]");
    edit(
        &new,
        "framework.toml",
        "[[fact.choice]]\nid = \"drug\"\nlabel.en = \"A drug\"\nlabel.ja = \"医薬品\"\n",
        "",
    );
    edit(&new, "proof.toml", "product = [\"drug\"]", "product = [\"device\"]");
    edit(&new, "need.toml", "id = \"price\"", "id = \"offer\"");
    let ran = run(["framework", "diff", utf8(&old), utf8(new.path()), "--lang", "en", "--format", "json"]);
    let changes = ran.json()["changes"].as_array().expect("changes").clone();
    let told = |path: &str| {
        let change = changes.iter().find(|change| change["path"] == path);
        let change = change.unwrap_or_else(|| panic!("{path}: {changes:#?}"));
        [&change["kind"], &change["message"]].map(|text| text.as_str().unwrap_or_default().to_owned())
    };
    let gone = "retired: answers to it no longer count";
    assert_eq!(told("price"), ["breaking", gone]);
    assert_eq!(told("product.drug"), ["breaking", gone]);
    assert_eq!(told("motto"), ["compatible", gone]);
    assert_eq!(told("slogan"), ["breaking", "no longer retired: answers to it are errors"]);
}

#[test]
fn words_that_prove_nothing_leave_a_claim_unproven() {
    let folder = copy_of("tests/fixtures/rules");
    for (evidence, proven) in [("TBD.", 1), ("　準備中。", 1), ("Ｎ／Ａ", 1), ("signed page, 2026-10-20", 2)]
    {
        let sheet = format!("[answers]\nproblem = {{ level = 2, evidence = [\"{evidence}\"] }}\n");
        let scored =
            on(folder.path(), "s.toml", sheet.as_bytes(), &["score", "--format", "json", "--detail"]);
        let own = scored.json()["assessments"][0]["stages"][0]["criteria"][0]["proven_level"].clone();
        assert_eq!(own, proven, "{evidence}");
        let checked = on(folder.path(), "s.toml", sheet.as_bytes(), &["check", "--format", "short"]).stdout;
        let is_thin = checked.contains("A143") || checked.contains("A116");
        assert_eq!((is_thin, checked.contains("A110")), (proven == 1, proven == 1), "{checked}");
    }
}

#[test]
fn a_schema_of_answers_takes_what_is_retired() {
    let ran = run(["schema", "answers", "--exact", "--framework", "tests/fixtures/rules"]);
    let schema = ran.json();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&json!({"answers": {"problem": 1, "slogan": {"level": 9}}})));
    assert!(!validator.is_valid(&json!({"answers": {"problem": 1, "motto": 1}})));
}

#[test]
fn a_framework_switches_findings_off_but_no_errors_and_none_that_are_not_there() {
    let folder = copy_of("tests/fixtures/shared");
    let allow = "allow = [{ code = \"F020\", reason = \"the German texts are still being written\" }]";
    let entry = |code: &str| format!("{{ code = \"{code}\", reason = \"so\" }}");
    // What a sheet or a case may have is not looked for here.
    let entries = ["F020", "T003", "T999", "F006", "A101", "C102"].map(entry).join(", ");
    edit(&folder, "framework.toml", allow, &format!("allow = [{entries}]"));
    let wanted = [
        "F016 there is no T003 to allow",
        "F017 there is no rule `T999`",
        "F017 F006 is an error and cannot be allowed",
        "S208 `hands` alone carries 66 % of the stage `visit`",
    ];
    assert_eq!(found(folder.path()), wanted);
}

#[test]
fn what_is_wrong_in_a_level_set_is_told_once() {
    let folder = copy_of("tests/fixtures/shared");
    edit(&folder, "framework.toml", "effort = 3\n", "");
    let wanted = [
        "R113 level 1 of `hands` gives no effort, but other levels do",
        "S208 `hands` alone carries 66 % of the stage `visit`",
    ];
    assert_eq!(found(folder.path()), wanted);
    edit(&folder, "framework.toml", "effort = 1\n", "effort = 1\nvalue = 50\n");
    assert_eq!(found(folder.path()), ["F013 the lowest level is worth 0, not 50"]);
}

#[test]
fn a_language_that_nobody_has_is_refused_with_those_there_are() {
    let shared = root().join("tests/fixtures/shared");
    let ran = run(["framework", "show", "--framework", utf8(&shared), "--lang", "fr"]);
    assert_eq!(ran.code, 2);
    let wanted = "--lang fr: the framework clinic-check has no such language; it has: en, ja, de";
    assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
}
