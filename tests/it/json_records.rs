//! JSON as services hand it out: lists of sheets, and flat records that say what a row of a table says.

use outside_in::answers::{AnswerSheet, Draft, DraftError, Form, open};
use outside_in::source::Diagnostic;

use crate::process::{run_in, run_with};
use crate::support::{built_in, folder, read_text};

/// All sheets of a text.
fn sheets(text: &str, form: Form) -> Vec<AnswerSheet> {
    let opened = open("-", text.as_bytes().to_vec(), form, built_in()).expect("sheets");
    opened.found.iter().map(|sheet| sheet.read(built_in()).expect("a sheet").sheet).collect()
}

/// What a sheet says, whatever it was read from.
fn said(sheet: &AnswerSheet) -> String {
    let framework = built_in();
    let AnswerSheet { version, subject, reference, date, respondent, .. } = sheet;
    let facts: Vec<_> = framework.fact_indices().map(|fact| sheet.fact(fact)).collect();
    let answers = framework.criterion_indices().map(|criterion| {
        let answer = sheet.answer(criterion);
        (&answer.reply, &answer.evidence, &answer.note, answer.date)
    });
    let answers: Vec<_> = answers.collect();
    format!("{version:?} {subject:?} {reference:?} {date:?} {respondent:?} {facts:?} {answers:?}")
}

#[test]
fn a_flat_record_says_what_a_row_says() {
    let header = "subject,date,product,domains,need-statement,coding,coding.evidence,irb-route";
    let row =
        "Kumo,2026-11-22,software,gi-imaging; ai-support,2,3,\"code map, 2026-05-02; a letter\",unknown";
    let expected = said(&sheets(&format!("{header}\n{row}\n"), Form::Csv)[0]);
    let common = r#""subject":"Kumo","date":"2026-11-22""#;
    for record in [
        // As columns are named.
        r#""product":"software","domains":"gi-imaging; ai-support","need-statement":2,"coding":3,
            "coding.evidence":"code map, 2026-05-02; a letter","irb-route":"unknown""#,
        // With lists, levels as texts, and what is not answered.
        r#""product":["software"],"domains":["gi-imaging","ai-support"],"need-statement":"2","coding":"level 3",
            "coding.evidence":["code map, 2026-05-02","a letter"],"irb-route":"unknown","ehr-interface":null"#,
        // Nested, as survey libraries write it.
        r#""facts":{"product":"software"},"page":{"domains":["gi-imaging","ai-support"],
            "need-statement":2},"coding":{"level":3,"evidence":["code map, 2026-05-02","a letter"]},
            "irb":{"irb-route":{"level":"unknown"}}"#,
        // In groups, as mobile forms write it.
        r#""a/product":"software","a/domains":"gi-imaging;ai-support","b/need-statement":"2","b/c/coding":"3",
            "b/c/coding.evidence":"code map, 2026-05-02; a letter","b/irb-route":"unknown""#,
    ] {
        let record = format!("{{{common},{record}}}").replace('\n', " ");
        for (text, form) in [
            (record.clone(), Form::Json),
            (format!("{record}\n{record}\n"), Form::Ndjson),
            (format!("[{record}]"), Form::Json),
        ] {
            for sheet in sheets(&text, form) {
                assert_eq!(said(&sheet), expected, "{text}");
            }
        }
    }
}

#[test]
fn an_object_in_a_list_is_no_answer_and_never_passed_over() {
    for record in [
        r#"{"coding":[{"level":2}],"security":1}"#,
        r#"{"coding":[2,{"x":1}],"security":1}"#,
        r#"{"product":[{"id":"software"}],"security":1}"#,
        r#"{"us-price":{"level":[{"x":3}]},"security":1}"#,
    ] {
        let opened = open("-", record.as_bytes().to_vec(), Form::Json, built_in()).expect("a record");
        let reading = opened.found[0].read(built_in()).expect("a sheet");
        assert!(reading.notices.iter().any(Diagnostic::is_error), "{record}: {:#?}", reading.notices);
    }
    let files = r#"{"coding":3,"coding.evidence":[{"name":"a.pdf"}]}"#;
    let coding = built_in().find_criterion("coding").expect("a criterion");
    assert_eq!(sheets(files, Form::Json)[0].answer(coding).evidence, [r#"{"name":"a.pdf"}"#]);
}

#[test]
fn a_record_with_answers_is_not_flat_nor_one_without_a_criterion() {
    let sheet = read_text("{\"coding\":2,\"answers\":{\"prototype\":1}}", Form::Json, built_in());
    assert_eq!(sheet.notices[0].message.en, "`coding` was not used");
    let opened = open("-", b"{\"subject\":\"a\",\"product\":\"software\"}".to_vec(), Form::Json, built_in());
    let reasons = opened.expect("a file").found[0].read(built_in()).expect_err("no answers");
    assert_eq!(reasons[0].message.en, "there is no `answers`");
}

#[test]
fn what_a_flat_record_has_besides_is_named_as_it_is_written() {
    let text = r#"{"_id":7,"meta":{"started":"x"},"codng":1,"page/coding":2,"note":null}"#;
    let opened = open("-", text.as_bytes().to_vec(), Form::Json, built_in()).expect("a file");
    let reading = opened.found[0].read(built_in()).expect("a sheet");
    let told = reading.notices.iter().map(|notice| {
        let place = notice.place.as_ref().expect("a place");
        let help = notice.help.as_ref().map(|help| help.en.as_str()).unwrap_or_default();
        format!("{}: {} {help}", place.span.start, notice.message.en)
    });
    let expected = ["18: `meta.started` was not used ", "33: `codng` was not used did you mean `coding`?"];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn every_command_reads_a_list_with_the_places_of_its_sheets() {
    let list = "[\n  {\"subject\": \"A\", \"coding\": 1},\n  {\"subject\": \"B\", \"coding\": 9}, {\"coding\": 2}\n]\n";
    let folder = folder(&[("all.json", list.as_bytes()), ("one.json", b"[{\"coding\": 1}]")]);
    let scored = run_in(&folder, &["score", "all.json", "--format", "json"]);
    assert_eq!(scored.code, 1, "{}", scored.stderr);
    let places: Vec<_> = scored.json()["assessments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["input"].to_string())
        .collect();
    assert_eq!(
        places,
        [
            "{\"path\":\"all.json\",\"line\":2,\"item\":1}",
            "{\"path\":\"all.json\",\"line\":3,\"item\":2}",
            "{\"path\":\"all.json\",\"line\":3,\"item\":3}",
        ]
    );
    let checked = run_in(&folder, &["check", "all.json", "--format", "short"]);
    let levels: Vec<_> = checked.stdout.lines().filter(|line| line.contains("A007")).collect();
    assert_eq!(
        levels,
        [
            "all.json:3:30: error[A007 level-out-of-range]: `answers.coding` has no level 9; its levels are 0 to 4"
        ]
    );
    assert_eq!(run_in(&folder, &["explain", "one.json"]).code, 0);
    assert_eq!(run_in(&folder, &["explain", "all.json"]).code, 2);
    let made = run_in(&folder, &["template", "--from", "all.json", "--to", "toml", "-o", "out"]);
    assert_eq!(made.code, 1, "{}", made.stderr);
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("out"))
        .expect("a directory")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    assert_eq!(names, ["A.toml", "B.toml", "all-3.toml"]);
}

#[test]
fn a_list_comes_through_a_pipe_and_from_a_long_file() {
    let piped = run_with(["score", "-", "--format", "ndjson"], b"[{\"coding\": 1}, {\"coding\": 2}]");
    assert_eq!((piped.code, piped.stdout.lines().count()), (0, 2), "{}", piped.stderr);
    let one = format!("{{\"subject\":\"{}\",\"coding\":1}}", "x".repeat(1000));
    let long = format!("[{}]", vec![one; 2000].join(",\n"));
    let folder = folder(&[("long.json", long.as_bytes())]);
    let ran = run_in(&folder, &["score", "long.json", "--format", "ndjson"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2000), "{}", ran.stderr);
    assert!(ran.stdout.ends_with('\n'));
}

#[test]
fn a_flat_record_is_not_written_to() {
    let folder = folder(&[("flat.json", b"{\"coding\": 1}\n")]);
    let place = folder.path().join("flat.json");
    let Err(DraftError::Refused(reasons)) = Draft::open(&place, built_in()) else { panic!("it is refused") };
    let help = format!("make a sheet of it: `outside-in template --from {} -o sheet.toml`", place.display());
    assert_eq!(reasons[0].help.as_ref().map(|help| help.en.as_str()), Some(help.as_str()));
    assert_eq!(run_in(&folder, &["template", "--from", "flat.json", "-o", "sheet.toml"]).code, 0);
    assert!(Draft::open(&folder.path().join("sheet.toml"), built_in()).is_ok());
}

#[test]
fn a_pattern_that_no_shell_has_filled_in_is() {
    let sheet = b"[answers]\ncoding = 1\n";
    let folder = folder(&[
        ("a1.toml", sheet),
        ("b1.toml", sheet),
        (".c1.toml", sheet),
        ("a2.json", b"{\"coding\":1}"),
    ]);
    let paths = |ran: &crate::process::Ran| -> Vec<String> {
        let lines =
            ran.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        lines.map(|line| line["input"]["path"].as_str().expect("a path").to_owned()).collect()
    };
    let ran = run_in(&folder, &["score", "*.toml", "a?.json", "--format", "ndjson"]);
    assert_eq!((ran.code, paths(&ran)), (0, vec!["a1.toml".into(), "b1.toml".into(), "a2.json".into()]));
    assert_eq!(run_in(&folder, &["check", "a*"]).code, 0);
    let none = run_in(&folder, &["score", "*.csv"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("no file matches *.csv"), "{}", none.stderr);
}

#[test]
fn of_one_kind_of_problem_a_hundred_are_listed_and_the_others_counted() {
    let keys: Vec<String> = (0..250).map(|number| format!("\"k{number}\": 1")).collect();
    let sheet = format!("{{\"answers\": {{{}}}}}", keys.join(", "));
    let twice = format!("{{\"answers\": {{\"coding\": 1{}}}}}", ", \"coding\": 2".repeat(150));
    let broken = format!("[answers]\n{}", "coding 1\n".repeat(120));
    let facts =
        format!("{{\"facts\": {{\"domains\": [\"x\"{}]}}, \"answers\": {{}}}}", ", \"x\"".repeat(200));
    for (name, text, code, all) in [
        ("keys.json", sheet.as_str(), "A006", 250),
        ("twice.json", &twice, "A003", 150),
        ("broken.toml", &broken, "A002", 120),
        ("facts.json", &facts, "A011", 201),
    ] {
        let folder = folder(&[(name, text.as_bytes())]);
        let checked = run_in(&folder, &["check", name, "--format", "json"]);
        let json = checked.json();
        let found = json["diagnostics"].as_array().expect("a list").iter();
        let own: Vec<&str> = found
            .filter(|found| found["code"] == code)
            .map(|found| found["message"].as_str().expect("a message"))
            .collect();
        assert_eq!(own.len(), 101, "{name}");
        assert_eq!(*own.last().expect("one"), format!("… and {} more of this kind", all - 100), "{name}");
        assert_eq!(json["errors"], all, "{name}");
        let scored = run_in(&folder, &["score", name]);
        let more = format!("and {} more: {} × {code} ", all - 20, all - 20);
        assert!(scored.stderr.contains(&more), "{name}: {}", scored.stderr);
    }
}
