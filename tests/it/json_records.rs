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
    let [notice] = sheet.notices.as_slice() else { panic!("{:#?}", sheet.notices) };
    assert!(notice.is_error());
    assert_eq!(notice.help.as_ref().map(|help| help.en.as_str()), Some("it belongs into `answers`"));
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

/// The subjects, or refusals, that scoring a file gives, and the exit code.
fn scored(name: &str, text: &str) -> (i32, Vec<String>) {
    let folder = folder(&[(name, text.as_bytes())]);
    let ran = run_in(&folder, &["score", name, "--format", "ndjson"]);
    let lines = ran.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let said = |one: serde_json::Value| one.get("message").unwrap_or(&one["subject"]).to_string();
    (ran.code, lines.map(said).collect())
}

#[test]
fn json_is_read_as_it_is_written_whatever_its_file_is_called() {
    let (kita, mori) = (r#"{"subject":"Kita","coding":1}"#, r#"{"subject":"Mori","answers":{"coding":2}}"#);
    let spread = |one: &str| {
        let value: serde_json::Value = serde_json::from_str(one).expect("JSON");
        serde_json::to_string_pretty(&value).expect("JSON")
    };
    let lines = format!("{kita}\n\n{mori}\n");
    let list = format!("[{kita},\n{mori}]\n");
    let pretty = format!("[\n{},\n{}\n]", spread(kita), spread(mori));
    for text in [&lines, &list, &pretty, &format!("\u{feff}{lines}"), &lines.replace('\n', "\r\n")] {
        for name in ["a.json", "a.ndjson", "a.jsonl", "a.csv"] {
            assert_eq!(scored(name, text), (0, vec!["\"Kita\"".into(), "\"Mori\"".into()]), "{name}: {text}");
        }
        for from in [&[][..], &["--from", "json"], &["--from", "ndjson"]] {
            let ran = run_with(["score", "-", "--format", "ndjson"].iter().chain(from), text.as_bytes());
            assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{from:?}: {text}\n{}", ran.stderr);
        }
    }
    for name in ["a.json", "a.ndjson"] {
        assert_eq!(scored(name, &spread(mori)), (0, vec!["\"Mori\"".into()]), "{name}");
    }
    // Longer than all that is read as a whole.
    let long = format!("{}\n", kita.replace("Kita", &"K".repeat(1000))).repeat(1200);
    let (code, all) = scored("long.json", &long);
    assert_eq!((code, all.len()), (0, 1200));
}

#[test]
fn objects_one_after_the_other_are_told_with_what_makes_a_list_of_them() {
    let (one, two) = ("{\"subject\":\"Kita\",\n\"coding\":1}", "{\"subject\":\"Mori\",\n\"coding\":2}");
    let syntax = "this is not JSON: another object";
    for (name, text, expected) in [
        ("a.json", format!("{one}\n{two}"), format!("{syntax} begins here (line 3, column 1)")),
        ("a.json", format!("{one},\n{two}"), format!("{syntax} follows this comma (line 2, column 12)")),
        (
            "a.ndjson",
            format!("{one}{two}").replace('\n', ""),
            format!("{syntax} begins here (line 1, column 30)"),
        ),
    ] {
        assert_eq!(scored(name, &text), (1, vec![format!("\"{expected}\"")]), "{text}");
    }
    assert_eq!(scored("a.json", &format!("[{one},\n{two}]")).0, 0, "as both are told");
    let table = "\"this is a table, not JSON (line 1, column 1)\"";
    assert_eq!(scored("a.json", "subject,coding\nKita,2\n"), (1, vec![table.into()]));
}

#[test]
fn an_answer_that_is_an_object_without_a_level_is_wrong() {
    let told = |answer: &str| {
        let text = format!("{{\"answers\":{{\"coding\":{answer},\"security\":1}}}}");
        let reading = read_text(&text, Form::Json, built_in());
        let coding = built_in().find_criterion("coding").expect("a criterion");
        assert_eq!(reading.sheet.answer(coding).reply, outside_in::answers::Reply::Unanswered, "{answer}");
        let errors = reading.notices.into_iter().filter(Diagnostic::is_error);
        let told = errors.map(|notice| format!("{} = {}", notice.message.en, notice.help.expect("help").en));
        told.collect::<Vec<_>>()
    };
    let is =
        |key: &str| format!("`answers.coding` has no `level` = if `{key}` is the level, name it `level`");
    let other = |keys: &str| {
        format!(
            "`answers.coding` has no `level` = write the level of today as `level`; {keys} cannot be read"
        )
    };
    for (answer, expected) in [
        (r#"{"value":2,"label":"Mapped"}"#, is("value")),
        (r#"{"code":"2","name":"Mapped"}"#, is("code")),
        (r#"{"score":3,"note":"by phone"}"#, is("score")),
        (r#"{"evidence":"a letter","lvl":2}"#, is("lvl")),
        (r#"{"label":"Mapped"}"#, other("`label`")),
        (r#"{"id":1,"value":2}"#, other("`id`, `value`")),
        (r#"{"answer":3,"target":4}"#, other("`answer`, `target`")),
    ] {
        assert_eq!(told(answer), [expected], "{answer}");
    }
    for answer in [r#"{"note":"by phone"}"#, r#"{"level":null,"label":"x"}"#, r#"{"value":null}"#, "{}"] {
        assert_eq!(told(answer), [""; 0], "{answer}");
    }
}

#[test]
fn a_key_beside_a_level_is_told_with_what_was_read() {
    let coding = built_in().find_criterion("coding").expect("a criterion");
    for key in ["\"planned\":true", "\"target\":4", "\"owner\":\"me\""] {
        for (text, path) in [
            (format!("{{\"coding\":{{\"level\":3,{key}}}}}"), "coding"),
            (format!("{{\"answers\":{{\"coding\":{{\"level\":3,{key}}}}}}}"), "answers.coding"),
        ] {
            let reading = read_text(&text, Form::Json, built_in());
            assert_eq!(reading.sheet.answer(coding).reply, outside_in::answers::Reply::Level(3), "{text}");
            let told: Vec<_> = reading.notices.iter().map(|notice| notice.message.en.as_str()).collect();
            let key = key.split('"').nth(1).expect("a key");
            let expected =
                format!("`{path}.{key}` was not used; what stands beside it was, as the answer of today");
            assert_eq!(told, [expected], "{text}");
        }
    }
}

/// JSON that is no sheet: its text, what is told, and what the filter in it makes, with the subjects that are then read.
type Shape = (&'static str, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    (
        r#"{"subject":{"0":"Kita","1":"Mori"},"coding":{"0":2,"1":null}}"#,
        "this is no sheet: under each key are values of companies, 2 in all = write an object for each company, in pandas with `orient=\"records\"`, or else so: `jq '. as $t | .subject | keys_unsorted | map(. as $i | $t | map_values(.[$i]))' a.json > sheets.json`",
        r#"[{"subject":"Kita","coding":2},{"subject":"Mori","coding":null}]"#,
        &["Kita", "Mori"],
    ),
    (
        r#"{"need-statement":[1,2,null],"subject":["Kita","Mori","Sato"],"product":["software",null,null]}"#,
        "this is no sheet: under each key are values of companies, 3 in all = write an object for each company, in pandas with `orient=\"records\"`, or else so: `jq '. as $t | .\"need-statement\" | keys_unsorted | map(. as $i | $t | map_values(.[$i]))' a.json > sheets.json`",
        r#"[{"need-statement":1,"subject":"Kita","product":"software"},{"need-statement":2,"subject":"Mori","product":null},{"need-statement":null,"subject":"Sato","product":null}]"#,
        &["Kita", "Mori", "Sato"],
    ),
    (
        r#"{"Kita":{"coding":2},"Mori":{"coding":3}}"#,
        "this is no sheet: there are answers in `Kita`, `Mori`, but no key of a sheet beside them = if they are groups of questions to one company, write its `subject` beside them; if each is a company, make a list of them: `jq '[to_entries[] | {subject: .key} + .value]' a.json > sheets.json`",
        r#"[{"subject":"Kita","coding":2},{"subject":"Mori","coding":3}]"#,
        &["Kita", "Mori"],
    ),
    (
        r#"{"asof":"today","all":{"n":2,"7":{"answers":{"coding":2}},"9":{"answers":{}}}}"#,
        "this is no sheet: there are answers in `7`, `9`, but no key of a sheet beside them = if they are groups of questions to one company, write its `subject` beside them; if each is a company, make a list of them: `jq '.all | [to_entries[] | select(.value | type == \"object\") | {subject: .key} + .value]' a.json > sheets.json`",
        r#"[{"subject":"7","answers":{"coding":2}},{"subject":"9","answers":{}}]"#,
        &["7", "9"],
    ),
    (
        r#"{"columns":["subject","coding"],"index":[0,1],"data":[["Kita",2],["Mori",null]]}"#,
        "this is a table, written as lists, and no sheet = make a table in CSV of it: `jq -r '.columns, .data[] | @csv' a.json > sheets.csv`",
        "\"subject\",\"coding\"\n\"Kita\",2\n\"Mori\",\n",
        &["Kita"],
    ),
    (
        r#"{"range":"A1:B9","majorDimension":"ROWS","values":[["subject","coding"],["Kita","2"],["Mori","1"]]}"#,
        "this is a table, written as lists, and no sheet = make a table in CSV of it: `jq -r '.values[] | @csv' a.json > sheets.csv`",
        "\"subject\",\"coding\"\n\"Kita\",\"2\"\n\"Mori\",\"1\"\n",
        &["Kita", "Mori"],
    ),
    (
        r#"{"schema":{"fields":[{"name":"index"}]},"data":[{"index":0,"subject":"Kita","coding":2}]}"#,
        "there is no `answers`: the sheets are in `data` = save that list alone, without what is around it: `jq '.data' a.json > sheets.json`",
        r#"[{"index":0,"subject":"Kita","coding":2}]"#,
        &["Kita"],
    ),
    (
        r#"{"records":[{"id":"rec7","createdTime":"2026-10-01T09:00:00Z","fields":{"subject":"Kita","coding":2}}],"offset":"itr"}"#,
        "there is no `answers`: the sheets are in `records[].fields` = make one list of them: `jq '[.records[].fields]' a.json > sheets.json`",
        r#"[{"subject":"Kita","coding":2}]"#,
        &["Kita"],
    ),
    (
        r#"{"count":1,"next":null,"previous":null,"results":[{"_id":4,"start/subject":"Kita","q/coding":"2"}]}"#,
        "there is no `answers`: the sheets are in `results` = save that list alone, without what is around it: `jq '.results' a.json > sheets.json`",
        r#"[{"_id":4,"start/subject":"Kita","q/coding":"2"}]"#,
        &["Kita"],
    ),
    (
        r#"{"ok":true,"body":{"new items":[{"answers":{"coding":1}}]}}"#,
        "there is no `answers`: the sheets are in `body.\"new items\"` = save that list alone, without what is around it: `jq '.body.\"new items\"' a.json > sheets.json`",
        r#"[{"answers":{"coding":1}}]"#,
        &["null"],
    ),
    (
        r#"{"status":"ok","data":{"subject":"Kita","coding":2}}"#,
        "there is no `answers`: the sheets are in `data` = save that alone, without what is around it: `jq '.data' a.json > sheets.json`",
        r#"{"subject":"Kita","coding":2}"#,
        &["Kita"],
    ),
    (
        r#"{"total":0,"items":[]}"#,
        "there is no `answers`, and `items` is an empty list = there is nothing to score in it",
        "",
        &[],
    ),
    (
        r#"{"subject":"Kita","product":"software"}"#,
        "there is no `answers` = no key is the id of a criterion; if nothing was answered, write `\"answers\": {}`",
        r#"{"subject":"Kita","product":"software","answers":{}}"#,
        &["Kita"],
    ),
];

/// The errors of a text, each with its help.
fn errors(name: &str, text: &str) -> Vec<String> {
    let opened = open(name, text.as_bytes().to_vec(), Form::Json, built_in()).expect("a file");
    let all = opened.found.iter().flat_map(|sheet| match sheet.read(built_in()) {
        Ok(reading) => reading.notices,
        Err(reasons) => reasons,
    });
    let line = |notice: Diagnostic| {
        let help = notice.help.map(|help| format!(" = {}", help.en)).unwrap_or_default();
        format!("{}{help}", notice.message.en)
    };
    all.filter(Diagnostic::is_error).map(line).collect()
}

#[test]
fn json_that_is_no_sheet_is_told_with_what_makes_sheets_of_it() {
    for (text, told, made, subjects) in SHAPES {
        assert_eq!(errors("a.json", text), [*told], "{text}");
        let name = if made.starts_with('"') { "sheets.csv" } else { "sheets.json" };
        if !made.is_empty() {
            let read: Vec<_> =
                scored(name, made).1.iter().map(|one| one.trim_matches('"').to_owned()).collect();
            assert_eq!(read, *subjects, "{made}");
        }
    }
    let table = errors("a.json", r#"[["subject","coding"],["Kita",2]]"#);
    let help = "make a table in CSV of it: `jq -r '.[] | @csv' a.json > sheets.csv`";
    assert_eq!(table, [format!("an answer sheet is an object, not a list = {help}")]);
}

/// Where `jq` is installed, the filters do what is told of them.
#[test]
fn the_filters_that_are_told_work() {
    let run = |arguments: &[&str], folder: &std::path::Path| {
        std::process::Command::new("jq").args(arguments).current_dir(folder).output().ok()
    };
    for (text, told, made, _) in SHAPES {
        let Some((_, command)) = told.split_once("`jq ") else { continue };
        let (raw, command) = command.strip_prefix("-r ").map_or((false, command), |command| (true, command));
        let filter = command.split('\'').nth(1).expect("a filter");
        let folder = folder(&[("a.json", text.as_bytes())]);
        let form = if raw { "-r" } else { "-c" };
        let Some(ran) = run(&[form, filter, "a.json"], folder.path()) else { return };
        assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), made.trim(), "{filter}");
    }
}

#[test]
fn an_object_in_a_record_is_a_group_of_questions_or_not_used() {
    let apart = "it is no group of questions = what is of this sheet belongs beside its other keys (`subject`, `date`); an earlier sheet belongs into a file of its own";
    for (record, subject, coding, security, expected) in [
        // Groups of questions.
        (r#"{"subject":"Kita","q":{"coding":2,"r":{"security":{"level":1}}}}"#, Some("Kita"), Some(2), Some(1), vec![]),
        // What is answered elsewhere is not lost.
        (r#"{"subject":"Kita","coding":2,"last":{"coding":0,"date":"2025-01-01"}}"#, Some("Kita"), Some(2), None, vec![
            format!("W `last` was not used: {apart}"),
        ]),
        (r#"{"subject":"Kita","security":2,"last":{"coding":0,"date":"2025-01-01"}}"#, Some("Kita"), None, Some(2), vec![
            format!("E the answers in `last` were not used: {apart}"),
        ]),
        (r#"{"subject":"Kita","security":2,"previous":{"q":{"coding":{"level":1}}}}"#, Some("Kita"), None, Some(2), vec![
            format!("E the answers in `previous` were not used: {apart}"),
        ]),
        (r#"{"coding":2,"project":{"company":"Mori"}}"#, None, Some(2), None, vec![
            format!("W `project` was not used: {apart}"),
        ]),
        (r#"{"coding":2,"runs":[{"coding":1}]}"#, None, Some(2), None, vec!["W `runs` was not used".into()]),
        (r#"{"coding":2,"page":[{"q":{"security":1}}]}"#, None, Some(2), None, vec![
            format!("E the answers in `page` were not used: {apart}"),
        ]),
        (r#"{"coding":2,"subject":{"name":"Mori"}}"#, None, Some(2), None, vec![
            "W `subject.name` was not used = a key of the sheet stands beside its answers, with a text or a number".into(),
        ]),
        // Objects in place of answers and of choices.
        (r#"{"subject":"Kita","security":2,"coding":{"value":3,"name":"Mapped"}}"#, Some("Kita"), None, Some(2), vec![
            "E `answers.coding` has no `level` = if `value` is the level, name it `level`".into(),
        ]),
        (r#"{"subject":"Kita","security":2,"coding":[2,null]}"#, Some("Kita"), None, Some(2), vec![
            "E `answers.coding` must be a level, \"unknown\" or a table, not \"[2,null]\" = write one level as a plain number, from 0 to 4".into(),
        ]),
        (r#"{"security":2,"product":{"id":"software","name":"Software"}}"#, None, None, Some(2), vec![
            "E `product` must be a choice or a list of choices, not an object = write the id of the choice alone".into(),
        ]),
    ] {
        let opened = open("a.json", record.as_bytes().to_vec(), Form::Json, built_in()).expect("a file");
        let reading = opened.found[0].read(built_in()).expect("a sheet");
        let told = reading.notices.iter().map(|notice| {
            let help = notice.help.as_ref().map(|help| format!(" = {}", help.en)).unwrap_or_default();
            format!("{} {}{help}", if notice.is_error() { "E" } else { "W" }, notice.message.en)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{record}");
        let level = |id: &str| match reading.sheet.answer(built_in().find_criterion(id).expect("a criterion")).reply {
            outside_in::answers::Reply::Level(level) => Some(level),
            _ => None,
        };
        assert_eq!((level("coding"), level("security")), (coding, security), "{record}");
        assert_eq!((reading.sheet.subject.as_deref(), reading.sheet.date), (subject, None), "{record}");
    }
    let twice = errors("a.json", r#"{"coding":2,"q":{"coding":1}}"#);
    assert_eq!(twice, ["two keys mean `coding` = keep one of them"]);
}

/// A table with a question a row, in the ways in which programs write it.
#[test]
fn a_table_with_a_question_a_row_is_told_with_what_makes_it_one_that_is_read() {
    let vertical = [
        r#"[{"id":"subject","answer":"Kita"},{"id":"coding","answer":2,"evidence":["map","code, 2"]},{"id":"security","answer":null}]"#,
        "{\"id\":\"subject\",\"answer\":\"Kita\"}\n{\"id\":\"coding\",\"answer\":2}\n",
        r#"{"0":{"id":"subject","answer":"Kita"},"1":{"id":"coding","answer":2},"2":{"id":"security","answer":null}}"#,
        r#"{"subject":{"answer":"Kita"},"coding":{"answer":2},"security":{"answer":null}}"#,
        r#"{"subject":{"question":"Who?","answer":"Kita"},"coding":{"question":"Coded?","answer":2}}"#,
        r#"{"id":{"0":"subject","1":"coding"},"answer":{"0":"Kita","1":2}}"#,
        r#"{"id":["subject","coding"],"answer":["Kita",2]}"#,
        r#"{"answer":{"subject":"Kita","coding":2},"note":{"subject":null,"coding":"by phone"}}"#,
        r#"{"columns":["id","answer"],"index":[0,1],"data":[["subject","Kita"],["coding",2]]}"#,
        r#"{"columns":["answer"],"index":["subject","coding"],"data":[["Kita"],[2]]}"#,
        r#"[["subject","Kita"],["coding",2]]"#,
        r#"[["id","answer"],["subject","Kita"],["coding",2]]"#,
        r#"{"schema":{"fields":[{"name":"id"}]},"data":[{"index":0,"id":"subject","answer":"Kita"},{"index":1,"id":"coding","answer":"2"}]}"#,
        r#"{"subject":"Kita","meta":{"n":2},"responses":[{"question":"coding","level":2}]}"#,
    ];
    for text in vertical {
        let folder = folder(&[("a.json", text.as_bytes())]);
        let ran = crate::process::run_in(folder.path(), &["score", "a.json", "--lang", "en"]);
        assert_eq!(ran.code, 1, "{text}");
        let Some((_, command)) = ran.stderr.split_once("`jq ") else { panic!("{text}\n{}", ran.stderr) };
        let command = command.split('`').next().expect("a command").replace("\n  |         ", " ");
        let (options, rest) = command.split_once('\'').expect("a filter");
        let filter = rest.split('\'').next().expect("its end");
        let mut jq = std::process::Command::new("jq");
        let Ok(made) =
            jq.args(options.split_whitespace()).args([filter, "a.json"]).current_dir(folder.path()).output()
        else {
            return;
        };
        std::fs::write(folder.path().join("sheets.csv"), &made.stdout).expect("a file");
        let csv = String::from_utf8_lossy(&made.stdout).into_owned();
        assert_eq!(String::from_utf8_lossy(&made.stderr), "", "{filter}");
        let args = ["template", "--from", "sheets.csv", "--to", "ndjson", "--lang", "en"];
        let read = crate::process::run_in(folder.path(), &args);
        let read: serde_json::Value =
            serde_json::from_str(&read.stdout).unwrap_or_else(|_| panic!("{text}\n{csv}\n{}", read.stderr));
        assert_eq!(read["subject"], "Kita", "{text}\n{csv}");
        let coding = &read["answers"]["coding"];
        assert_eq!(coding.get("level").unwrap_or(coding), 2, "{text}\n{csv}");
    }
}

#[test]
fn companies_by_number_keep_their_names() {
    let told = errors("a.json", r#"{"0":{"company":"Kita","coding":2},"1":{"company":"Mori","coding":1}}"#);
    assert!(
        told[0].ends_with("make a list of them: `jq '[to_entries[] | .value]' a.json > sheets.json`"),
        "{told:?}"
    );
    // What is a sheet stays one.
    for text in [
        r#"{"coding":{"level":2,"note":"x"},"security":{"level":1}}"#,
        r#"{"id":"rec7","answer":"yes","coding":2}"#,
        r#"{"id":"rec7","answers":{"coding":2}}"#,
        r#"{"subject":"Kita","coding":{"level":2}}"#,
    ] {
        assert_eq!(errors("a.json", text), [""; 0], "{text}");
    }
}

#[test]
fn a_name_is_a_text() {
    let opened =
        open("-", br#"{"subject": true, "coding": 2}"#.to_vec(), Form::Json, built_in()).expect("a sheet");
    let reading = opened.found[0].read(built_in()).expect("a sheet");
    assert_eq!(reading.sheet.subject, None);
    let told: Vec<_> = reading.notices.iter().map(|notice| notice.message.en.as_str()).collect();
    assert_eq!(told[0], "`subject` must be a text, not true or false");
}

#[test]
fn no_help_overwrites_the_file_that_it_reads() {
    let text = br#"{"sheets": [{"answers": {}}]}"#.to_vec();
    let opened = open("in/sheets.json", text, Form::Json, built_in());
    let reasons = match opened {
        Err(reasons) => reasons,
        Ok(opened) => opened.found[0].read(built_in()).expect_err("it is refused"),
    };
    let help = reasons[0].help.as_ref().map(|help| help.en.clone()).unwrap_or_default();
    assert!(help.ends_with("`jq '.sheets' in/sheets.json > sheets-new.json`"), "{help}");
}
