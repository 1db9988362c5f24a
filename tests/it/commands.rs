//! `score` and `explain` as processes.

use std::collections::BTreeSet;
use std::fs;

use crate::process::{program, run, run_in, run_with};
use crate::snapshots::Session;
use crate::support::{built_in, folder};

const SHEET: &str = r#"
framework = "mayo-outside-in"
version = "2.0.0"
subject = "A company"
ref = "crm-1"
date = 2026-11-22

[answers]
need-statement = { level = 3, evidence = "a letter" }
partner-problem = { level = 3, evidence = "a call" }
us-interviews = 4
"#;

#[test]
fn json_has_the_keys_of_the_format_in_their_order() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let ran = run_in(&folder, &["score", "a.toml", "--format", "json", "--detail", "--as-of", "2026-11-22"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let keys = |value: &serde_json::Value| {
        value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let json = ran.json();
    assert_eq!(keys(&json), "assessments refused");
    let one = &json["assessments"][0];
    assert_eq!(
        keys(one),
        "format tool framework as_of input subject ref date reached next_stage stages profile notices"
    );
    let stage = &one["stages"][0];
    assert_eq!(
        keys(stage),
        "id verdict score proven possible points proven_points possible_points max_points ready_at band gates \
         profile losses criteria"
    );
    assert_eq!(keys(&stage["gates"][0]), "criterion at_least status proven_status");
    assert_eq!(keys(&stage["losses"][0]), "criterion level points");
    assert_eq!(
        keys(&stage["criteria"][0]),
        "id rubric state level proven_level proposed expired weight points max_points"
    );
    assert_eq!(keys(&one["notices"][0]), "code slug severity message key");
    assert_eq!(one["ref"], "crm-1");
    assert_eq!(one["input"], serde_json::json!({"path": "a.toml", "line": null}));
    let digest = one["framework"]["digest"].as_str().unwrap_or_default();
    assert_eq!(digest.len(), 64);
}

#[test]
fn a_bad_sheet_is_refused_and_the_others_are_scored() {
    let folder = folder(&[
        ("a.toml", SHEET.as_bytes()),
        ("b.toml", b"answers = ["),
        ("c.json", br#"{"subject": "C", "answers": {"coding": 2.0, "prototype": null}}"#),
        ("d.txt", b"no sheet"),
    ]);
    let mut session = Session::default();
    let [ran, _] = session.both(&folder, &["score", ".", "--format", "ndjson"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["subject"], "A company");
    assert_eq!(lines[1]["code"], "A002");
    assert_eq!(lines[1]["input"]["path"], "./b.toml");
    assert_eq!(lines[2]["subject"], "C");
    session.compare("score-refused");
}

#[test]
fn ndjson_is_read_line_by_line_and_blank_lines_are_none() {
    let input = "{\"subject\":\"x\",\"answers\":{}}\n\n{\"answers\":3}\n{\"subject\":\"y\",\"answers\":{}}\n";
    let ran = run_with(["score", "-", "--from", "ndjson", "--format", "json"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let json = ran.json();
    assert_eq!(json["assessments"][1]["input"], serde_json::json!({"path": "-", "line": 4}));
    assert_eq!(json["refused"][0]["input"]["line"], 3);
    assert_eq!(json["refused"][0]["slug"], "no-answers");
}

#[test]
fn a_requirement_decides_the_exit_code() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    assert_eq!(run_in(&folder, &["score", "a.toml", "--require", "problem-identification"]).code, 1);
    let mut session = Session::default();
    session.both(&folder, &["score", "a.toml", "--require", "problem-identificaton"]);
    session.compare("score-require-unknown");
}

#[test]
fn a_requirement_that_is_not_met_says_by_whom() {
    let many: String = (1..=7).map(|number| format!("Company {number},1\n")).collect();
    let many = format!("subject,coding\n{many}");
    let folder = folder(&[("a.toml", SHEET.as_bytes()), ("many.csv", many.as_bytes())]);
    let (mut session, mut told) = (Session::default(), BTreeSet::new());
    for input in ["a.toml", "many.csv"] {
        for format in ["table", "json", "csv", "ndjson"] {
            let args = ["score", input, "--require", "scaling", "--format", format];
            let [english, japanese] = if format == "table" {
                session.both(&folder, &args)
            } else {
                ["en", "ja"].map(|lang| run_in(&folder, &[&args[..], &["--lang", lang]].concat()))
            };
            told.insert((input, english.code, english.stderr, japanese.stderr));
        }
    }
    assert_eq!(told.len(), 2, "every form says the same: {told:#?}");
    session.compare("score-require");
}

#[test]
fn a_requirement_on_nothing_is_not_met() {
    let folder = folder(&[("header.csv", b"subject,coding\n"), ("empty.ndjson", b"\n")]);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let mut session = Session::default();
    for input in ["header.csv", "empty.ndjson", "empty"] {
        for format in ["table", "csv", "ndjson"] {
            let args = ["score", input, "--format", format, "--require", "scaling"];
            let (without, with) = (session.run(&folder, &args[..4]), session.run(&folder, &args));
            assert_eq!((without.code, with.code), (0, 1), "{input} as {format}");
        }
    }
    session.both(&folder, &["score", "header.csv"]);
    session.compare("score-nothing");
}

#[cfg(unix)]
#[test]
fn what_is_no_sheet_in_a_folder_is_passed_over() {
    let folder = folder(&[("a.toml", SHEET.as_bytes()), ("~$book.xlsx", b"\x05maker"), ("notes.md", b"x")]);
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.toml")).status();
    assert!(made.is_ok_and(|status| status.success()), "a named pipe");
    let mut session = Session::default();
    for command in ["score", "check"] {
        for ran in session.both(&folder, &[command, "."]) {
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
    }
    session.compare("skipped");
}

#[test]
fn a_path_that_cannot_be_read_ends_with_two_after_the_others_are_scored() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let ran = run_in(&folder, &["score", "missing.toml", "a.toml", "--format", "json"]);
    assert_eq!(ran.code, 2);
    let json = ran.json();
    assert_eq!(json["refused"][0]["code"], "A001");
    assert_eq!(json["assessments"][0]["subject"], "A company");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let args = ["explain", "a.toml", "--format", "json", "--as-of", "2026-11-22"];
    assert_eq!(run_in(&folder, &args).stdout, run_in(&folder, &args).stdout);
}

#[test]
fn explain_tells_the_gate_before_the_points() {
    let folder = folder(&[(
        "a.toml",
        SHEET.replace("partner-problem = { level = 3,", "partner-problem = { level = 2,").as_bytes(),
    )]);
    let ran = run_in(&folder, &["explain", "a.toml", "--all", "--lang", "en", "--as-of", "2026-11-22"]);
    let (gate, points) = (ran.stdout.find("needs level 3"), ran.stdout.find("points lost"));
    assert!(gate.is_some() && gate < points, "{}", ran.stdout);
}

#[test]
fn applying_the_first_action_gains_what_it_says() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let args = ["explain", "a.toml", "--format", "json", "--as-of", "2026-11-22"];
    let before = run_in(&folder, &args).json();
    let action = &before["actions"][0];
    let (id, to) = (action["criterion"].as_str().expect("an id"), &action["to"]);
    let kept: String =
        SHEET.lines().filter(|line| !line.starts_with(id)).map(|line| format!("{line}\n")).collect();
    let sheet = format!("{kept}{id} = {{ level = {to}, evidence = \"memo 12\" }}\n");
    fs::write(folder.path().join("a.toml"), sheet).expect("the sheet is written");
    let after = run_in(&folder, &args).json();
    for gain in action["gains"].as_array().expect("gains") {
        let points = |json: &serde_json::Value| {
            let stages = json["stages"].as_array().expect("stages").clone();
            let stage = stages.into_iter().find(|stage| stage["id"] == gain["stage"]).expect("the stage");
            stage["proven_points"].as_u64().expect("points")
        };
        assert_eq!(points(&after) - points(&before), gain["proven_points"].as_u64().expect("a gain"));
    }
}

#[test]
fn the_locale_chooses_the_language() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let japanese = run_in(&folder, &["explain", "a.toml", "--lang", "ja"]);
    assert_ne!(japanese.stdout, run_in(&folder, &["explain", "a.toml"]).stdout);
    let by_locale = crate::process::finish(
        program().current_dir(folder.path()).env("LANG", "ja_JP.UTF-8").args(["explain", "a.toml"]),
    );
    assert_eq!(japanese.stdout, by_locale.stdout);
}

#[test]
fn no_colour_in_a_pipe_unless_asked_for() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    assert!(!run_in(&folder, &["explain", "a.toml"]).stdout.contains('\u{1b}'));
    assert!(run_in(&folder, &["explain", "a.toml", "--color", "always"]).stdout.contains('\u{1b}'));
}

#[test]
fn user_text_cannot_act_on_the_terminal() {
    let sheet = SHEET.replace("A company", "Evil\\u001b[2J\\u202e");
    let folder = folder(&[("a.toml", sheet.as_bytes())]);
    for args in [["explain", "a.toml"], ["score", "a.toml"]] {
        let ran = run_in(&folder, &args);
        assert!(ran.stdout.contains("Evil[2J") || ran.stdout.contains("Evil"), "{}", ran.stdout);
        assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{}", ran.stdout);
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let script = format!("{} explain a.toml --all | head -n 1", env!("CARGO_BIN_EXE_outside-in"));
    let mut shell = std::process::Command::new("bash");
    shell.current_dir(folder.path()).args(["-c", &format!("set -o pipefail; {script}")]);
    let ran = crate::process::finish(&mut shell);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full is there");
    let ran =
        crate::process::finish(program().current_dir(folder.path()).args(["explain", "a.toml"]).stdout(full));
    assert_eq!(ran.code, 2);
    assert!(!ran.stderr.is_empty());
}

#[test]
fn without_a_terminal_the_help_is_printed() {
    let ran = run::<&str>([]);
    assert_eq!((ran.code, ran.stdout), (0, run(["--help"]).stdout));
}

#[test]
fn an_exported_framework_is_the_built_in_one() {
    let folder = folder(&[("a.toml", SHEET.as_bytes())]);
    assert_eq!(run_in(&folder, &["framework", "export", "own"]).code, 0);
    let with = |args: &[&str]| {
        let score = ["score", "a.toml", "--format", "json", "--as-of", "2026-11-22"];
        run_in(&folder, &[&score, args].concat()).stdout
    };
    assert_eq!(with(&[]), with(&["--framework", "own"]));
    let mut session = Session::default();
    session.both(&folder, &["framework", "export", "own"]);
    session.compare("framework-export");
}

#[test]
fn the_printed_framework_has_every_criterion_in_both_languages() {
    let framework = built_in();
    for (lang, language) in [("en", outside_in::text::Lang::En), ("ja", outside_in::text::Lang::Ja)] {
        let text = run(["framework", "show", "--format", "md", "--lang", lang]).stdout;
        let plain = text.replace('\\', "");
        for criterion in framework.criteria() {
            for level in &criterion.levels {
                let says = level.says.to(framework.language(language)).replace('&', "&amp;");
                assert!(plain.contains(&says), "{}: {says}", criterion.id);
            }
        }
    }
}

#[test]
fn what_is_not_there_is_told_before_its_form() {
    let folder = folder(&[("a.toml", SHEET.as_bytes()), ("notes.md", b"x")]);
    let mut session = Session::default();
    for args in [
        &["score", "nope"][..],
        &["score", "a.toml", "nope.md", "--format", "csv"],
        &["explain", "nope"],
        &["plan", "nope"],
        &["template", "--for", "nope"],
        &["template", "--for", "nope", "-o", "t.csv"],
        &["framework", "diff", "built-in", "built-in", "nope"],
    ] {
        for ran in session.both(&folder, args) {
            assert_eq!(ran.code, 2, "{args:?}: {}", ran.stderr);
        }
    }
    session.both(&folder, &["score", "notes.md"]);
    session.compare("not-there");
}

#[test]
fn a_file_of_many_sheets_can_be_parted_as_is_told() {
    let folder = folder(&[("many.csv", b"subject,coding\nA,1\nB,2\n"), ("x.csv", b"a,b\n1,2\n")]);
    let mut session = Session::default();
    for args in [&["explain", "many.csv"][..], &["template", "--for", "many.csv"]] {
        for ran in session.both(&folder, args) {
            assert_eq!(ran.code, 2);
        }
    }
    let ran = session.run(&folder, &["template", "--from", "many.csv", "--to", "toml", "-o", "DIR"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    session.both(&folder, &["score", "x.csv"]);
    session.compare("many-sheets");
}

#[test]
fn why_a_stage_is_not_ready_is_said() {
    let folder = folder(&[]);
    let framework = built_in();
    let sheet = |level: &dyn Fn(&str, u8) -> u8| {
        let answers = framework.criteria().iter().map(|criterion| {
            let level = level(&criterion.id, criterion.top());
            format!("{} = {{ level = {level}, evidence = [\"a letter\"] }}\n", criterion.id)
        });
        format!("[answers]\n{}", answers.collect::<String>())
    };
    let said = |text: String, lang: &str| {
        fs::write(folder.path().join("a.toml"), text).expect("a sheet");
        let ran = run_in(&folder, &["explain", "a.toml", "--lang", lang, "--as-of", "2026-11-22"]);
        ran.stdout.replace('\n', "")
    };
    // All levels are the highest, but for that of a gate.
    let gate = sheet(&|id, top| if id == "partner-problem" { 0 } else { top });
    assert!(said(gate.clone(), "en").contains("The points suffice; only a gate is in the way."));
    assert!(said(gate, "ja").contains("得点は足りています。妨げは必須条件だけです。"));
    let low = sheet(&|_, _| 0);
    assert!(said(low.clone(), "en").contains("Not ready: the points fall short."));
    assert!(said(low, "ja").contains("得点が基準に届きません。"));
    let open =
        sheet(&|_, _| 0).replacen("need-statement = { level = 0, evidence = [\"a letter\"] }\n", "", 1);
    assert!(said(open.clone(), "en").contains("Not ready, even with the best open answers."));
    assert!(said(open, "ja").contains("未回答・不明の項目がすべて最良でも、得点が基準に届きません。"));
}
