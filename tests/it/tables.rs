//! Answers in tables: every encoding and separator, what is skipped, what is told and where.

use std::fs;
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use outside_in::answers::{Form, Opened, Reading, open};
use outside_in::source::Diagnostic;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::process::{Ran, run, run_with};
use crate::snapshots::Session;
use crate::support::{small, small_directory};

/// What is put into a cell.
#[derive(Clone, Debug)]
pub(crate) enum Put {
    Text(String),
    Number(f64),
    Date(String),
    /// A formula with the value that it had last.
    Formula(&'static str),
}

impl Put {
    /// As a CSV file has it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Formula(value) => (*value).to_owned(),
        }
    }
}

/// A CSV text.
pub(crate) fn csv(header: &[String], rows: &[Vec<Put>], separator: char) -> String {
    let quoted = |text: String| {
        if text.contains(['"', '\n', '\r', ';', ',', '\t']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(quoted).collect();
        cells.join(&separator.to_string()) + "\r\n"
    };
    let rows = rows.iter().map(|row| line(row.iter().map(Put::text).collect()));
    line(header.to_vec()) + &rows.collect::<String>()
}

/// The bytes of a workbook with one sheet.
pub(crate) fn book(header: &[String], rows: &[Vec<Put>]) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book, "answers", header, rows);
    book.save_to_buffer().expect("a workbook is written")
}

fn fill(book: &mut Workbook, name: &str, header: &[String], rows: &[Vec<Put>]) {
    let day = Format::new().set_num_format("yyyy/mm/dd");
    let sheet = book.add_worksheet().set_name(name).expect("a name of a sheet");
    for (column, name) in (0..).zip(header) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for (line, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Put::Text(text) => sheet.write_string(line, column, text),
                Put::Number(number) => sheet.write_number(line, column, *number),
                Put::Date(date) => {
                    let date = ExcelDateTime::parse_from_str(date).expect("a date");
                    sheet.write_datetime_with_format(line, column, &date, &day)
                }
                Put::Formula(value) => {
                    sheet.write_formula(line, column, Formula::new("=1+1").set_result(*value))
                }
            }
            .expect("a cell");
        }
    }
}

pub(crate) fn names(header: &str) -> Vec<String> {
    header.split(',').map(str::to_owned).collect()
}

pub(crate) fn texts(row: &str) -> Vec<Put> {
    row.split(',').map(|text| Put::Text(text.to_owned())).collect()
}

/// The readings of a table for the small framework.
fn readings(bytes: impl Into<Vec<u8>>, form: Form) -> Vec<Result<Reading, Vec<Diagnostic>>> {
    let framework = small();
    let Opened { found, mut notices } = open("table", bytes.into(), form, &framework).expect("a header");
    notices.retain(|notice| !["A120", "A136"].contains(&notice.code.id));
    assert!(notices.is_empty(), "{notices:#?}");
    found.iter().map(|one| one.read(&framework)).collect()
}

/// Runs a command on a file of these bytes, with the small framework.
fn run_on(command: &str, name: &str, bytes: &[u8], more: &[&str]) -> Ran {
    run_in_session(&mut Session::default(), command, name, bytes, more)
}

/// The same, with what is shown added to a session.
pub(crate) fn run_in_session(
    session: &mut Session,
    command: &str,
    name: &str,
    bytes: &[u8],
    more: &[&str],
) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    let framework = small_directory();
    let mut args = vec![command, path.to_str().expect("a path"), "--framework"];
    args.push(framework.to_str().expect("a path"));
    args.extend(["--as-of", "2026-11-22"]);
    args.extend(more);
    let ran = run(args);
    let folder = format!("{}/", folder.path().display());
    let ran = Ran { stdout: ran.stdout.replace(&folder, ""), stderr: ran.stderr.replace(&folder, ""), ..ran };
    session.add(&format!("outside-in {command} {name} {}", more.join(" ")), &ran);
    ran
}

#[test]
fn every_encoding_and_separator_gives_the_same() {
    let header = names("subject,date,places,need,need.evidence,trial");
    let row = vec![
        Put::Text("雲, \"Kumo\"; 株式会社\n東京".to_owned()),
        Put::Text("2026/11/22".to_owned()),
        Put::Text("hospital: 病院；home".to_owned()),
        Put::Text("２：はい".to_owned()),
        Put::Text("記録一; 記録二".to_owned()),
        Put::Text("NA: 国内のみ".to_owned()),
    ];
    let mut seen = 0;
    for separator in [',', ';', '\t'] {
        let text = csv(&header, std::slice::from_ref(&row), separator);
        let units = || text.encode_utf16();
        let all = [
            text.clone().into_bytes(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [0xff, 0xfe].into_iter().chain(units().flat_map(u16::to_le_bytes)).collect(),
            [0xfe, 0xff].into_iter().chain(units().flat_map(u16::to_be_bytes)).collect(),
            units().flat_map(u16::to_le_bytes).collect(),
            units().flat_map(u16::to_be_bytes).collect(),
            SHIFT_JIS.encode(&text).0.into_owned(),
            text.replace("\r\n", "\r").into_bytes(),
            format!("sep={separator}\n{text}").into_bytes(),
        ];
        for bytes in all {
            let read = readings(bytes, Form::Csv);
            let [Ok(Reading { sheet, notices })] = read.as_slice() else { panic!("{read:#?}") };
            assert!(notices.is_empty(), "{notices:#?}");
            assert_eq!(sheet.subject.as_deref(), Some("雲, \"Kumo\"; 株式会社\n東京"));
            assert_eq!(sheet.date.map(|date| date.to_string()).as_deref(), Some("2026-11-22"));
            let framework = small();
            let answer = |id| sheet.answer(framework.find_criterion(id).expect("a criterion"));
            assert_eq!(answer("need").reply, outside_in::answers::Reply::Level(2));
            assert_eq!(answer("need").evidence, ["記録一", "記録二"]);
            assert_eq!(
                answer("trial").reply,
                outside_in::answers::Reply::NotApplicable("国内のみ".to_owned())
            );
            assert_eq!(sheet.fact(framework.find_fact("places").expect("a fact")).len(), 2);
            seen += 1;
        }
    }
    assert_eq!(seen, 27);
}

#[test]
fn bytes_in_no_encoding_are_refused() {
    for bytes in [&b"subject,need,\xff\n\x83,\xff\xff\xa0"[..], b"\xff\xfea\0\x00\xd8b\0"] {
        let problems = open("table", bytes.to_vec(), Form::Csv, &small()).expect_err("no text");
        assert_eq!(problems[0].code.id, "A002", "{problems:#?}");
    }
}

#[test]
fn rows_are_told_by_the_line_on_which_they_begin() {
    let text = "subject,need,need.note\n\n , ,\nA,1,\"one\ntwo\"\n,,\nB,9,\nC,2,\n";
    let mut session = Session::default();
    let form = ["--format", "json", "--lang", "en"];
    let ran = run_in_session(&mut session, "score", "a.csv", text.as_bytes(), &form);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let lines: Vec<_> = ran.json()["assessments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["subject"].as_str().map(str::to_owned), one["input"]["line"].as_u64()))
        .collect();
    let expected = [("A", 4), ("B", 7), ("C", 8)].map(|(name, line)| (Some(name.to_owned()), Some(line)));
    assert_eq!(lines, expected);
    session.compare("table-rows");
}

#[test]
fn a_place_in_a_quoted_cell_of_several_lines_is_the_line_where_it_stands() {
    let text = "subject,need.note,need\nA,\"one\ntwo\",soon\n";
    let mut session = Session::default();
    for lang in ["en", "ja"] {
        let form = ["--format", "short", "--lang", lang];
        run_in_session(&mut session, "check", "a.csv", text.as_bytes(), &form);
    }
    session.compare("table-quoted-cell");
}

#[test]
fn a_bad_row_is_refused_alone() {
    let text = "subject,framework,need\nA,other,1\nB,,\"1\"x\nC,,1,2\nD,\"small,1\nE,small,1\n";
    let mut session = Session::default();
    let form = ["--format", "json", "--lang", "ja"];
    let ran = run_in_session(&mut session, "score", "a.csv", text.as_bytes(), &form);
    assert_eq!(ran.code, 1);
    let (refused, assessed) = (&ran.json()["refused"], &ran.json()["assessments"]);
    let told: Vec<_> = refused
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| format!("{} {}", one["input"]["line"], one["code"].as_str().expect("a code")))
        .collect();
    assert_eq!(told, ["2 A004", "3 A002", "4 A002", "5 A002"], "{refused:#}");
    assert_eq!(assessed.as_array().map(Vec::len), Some(1));
    assert_eq!(assessed[0]["subject"], "E");
    session.compare("table-bad-rows-ja");
}

#[test]
fn a_row_of_questions_is_no_sheet() {
    let tables = [
        "subject,framework,need,trial\nYour company,#questions,1 or 2?,\nA,,1,\n",
        "subject,need,trial\n,Is there a need?,Is there a trial?\nA,1,\n",
        "need,trial\nニーズはありますか。,\n1,\n",
        "subject,date,product,need\n会社名,日付,製品,ニーズは？\nA,2026-11-22,software,1\n",
        "subject,places,need\nCompany,Where?,Is there a need?\nA,home,1\n",
        "subject,ref,date,need\nCompany,Number,Day,Need?\nA,1,,1\n",
        "subject,framework,need,trial\n,#QUESTIONS,\nA,,1,\n",
        "subject,framework,need,trial\n,# questions,\nA,,1,\n",
        "subject,framework,need,trial\n,＃Ｑｕｅｓｔｉｏｎｓ,\nA,,1,\n",
        "subject,places,need\n会社名,使う場所,ニーズ\nA,,1\n",
        "subject,places,need\nKumo K.K.,Where?,Need\nA,,1\n",
    ];
    let told = [0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1];
    for (text, told) in tables.into_iter().zip(told) {
        let opened = open("table", text.into(), Form::Csv, &small()).expect("a header");
        assert_eq!((opened.found.len(), opened.notices.len()), (1, told), "{text}");
    }
    // Whoever names a subject, or answers anything, is a company, and only the first row can be questions.
    let tables = [
        "subject,need,trial\nB,yes,no\nA,1,\n",
        "subject,need,trial\n,9,no\nA,1,\n",
        "subject,need,trial\nA,1,\n,yes,no\n",
        "subject,need,places\n,,home\nA,1,\n",
        "subject,ref,need\n,crm-1,yes\nA,,1\n",
        "subject,date,need\nB,2026-11-22,yes\nA,,1\n",
        "subject,date,need\nB,2026-02-30,yes\nA,,1\n",
        "subject,date,places,need\nB,soon,moon; home,yes\nA,,,1\n",
        "subject,date,product,need\nB,soon,unknown,yes\nA,,,1\n",
        "subject,date,version,need\nB,soon,1.0.0,yes\nA,,,1\n",
        "places,need\nhome,yes\n,1\n",
        // A name stands there, and nothing asks.
        "subject,places,need\nKumo K.K.,moon,yes\nA,,1\n",
        "subject,date,product,need\nKumo K.K.,soon,x,2 levels\nA,,,1\n",
    ];
    for text in tables {
        assert_eq!(readings(text, Form::Csv).len(), 2, "{text}");
    }
}

#[test]
fn check_boxes_of_a_form_service_are_several_choices() {
    let framework = small();
    for (cell, count) in [
        ("\"hospital: Hospital, home: Home\"", 2),
        ("\"hospital: Hospital, in town,home : Home, laboratory：検査室\"", 3),
        ("hospital：病院、home：在宅", 2),
    ] {
        let read = readings(format!("subject,need,places\nA,1,{cell}\n"), Form::Csv);
        let [Ok(Reading { sheet, notices })] = read.as_slice() else { panic!("{read:#?}") };
        assert!(notices.is_empty(), "{notices:#?}");
        assert_eq!(sheet.fact(framework.find_fact("places").expect("a fact")).len(), count, "{cell}");
        let text = format!("subject,need,places\nA,1,{cell}\n");
        let quick = run_on("score", "a.csv", text.as_bytes(), &["--format", "ndjson"]);
        let full = run_on("score", "a.csv", text.as_bytes(), &["--format", "ndjson", "--detail"]);
        let notices = |ran: &Ran| ran.json()["notices"].clone();
        assert_eq!(notices(&quick), notices(&full), "{cell}");
    }
    // What may be another choice, or words of the first, is not dropped.
    let read = readings("subject,need,places\nA,1,\"hospital: near home, home\"\n", Form::Csv);
    let [Ok(Reading { notices, .. })] = read.as_slice() else { panic!("{read:#?}") };
    assert_eq!(notices.iter().map(|notice| notice.code.id).collect::<Vec<_>>(), ["A011"]);
    let read = readings("subject,need,product\nA,1,\"software: Software, device: Device\"\n", Form::Csv);
    let [Ok(Reading { notices, .. })] = read.as_slice() else { panic!("{read:#?}") };
    assert_eq!(notices.iter().map(|notice| notice.code.id).collect::<Vec<_>>(), ["A008"]);
}

#[test]
fn a_column_that_is_not_used_is_told_once() {
    let text = "subject,nead,need,Comment,,need.noted\nA,1,1,x,y,z\nB,1,1,x,y,z\n";
    let ran = run_on("score", "a.csv", text.as_bytes(), &["--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("A101").count(), 3, "{}", ran.stderr);
    for told in [
        "2 columns were not used: B `nead`, D `Comment`",
        "column E has no heading",
        "did you mean `need.note`?",
    ] {
        assert_eq!(ran.stderr.matches(told).count(), 1, "{told}: {}", ran.stderr);
    }
}

#[test]
fn a_header_that_cannot_be_used_refuses_the_file() {
    let cases = [
        ("a,b\n1,2\n", "A005"),
        ("subject,need.note\nA,x\n", "A005"),
        ("Readiness,\n,\nneed,\n1,\n", "A005"),
        ("need,\"subject\n1,A\n", "A002"),
    ];
    let mut session = Session::default();
    for (text, code) in cases {
        for lang in ["en", "ja"] {
            let form = ["--format", "json", "--lang", lang];
            let ran = run_in_session(&mut session, "score", "a.csv", text.as_bytes(), &form);
            assert_eq!(ran.code, 1, "{text}");
            assert_eq!(ran.json()["refused"][0]["code"], code, "{text}");
        }
    }
    session.compare("table-bad-header");
}

#[test]
fn a_workbook_is_read_from_the_sheet_with_criteria() {
    let mut workbook = Workbook::new();
    fill(&mut workbook, "read me", &names("How to fill it,Thanks"), &[texts("subject,need")]);
    let rows = [
        vec![Put::Text(String::new()), Put::Text("#questions".to_owned())],
        vec![
            Put::Text("A".to_owned()),
            Put::Text("small".to_owned()),
            Put::Date("2026-11-22".to_owned()),
            Put::Number(4711.0),
            Put::Number(2.0),
            Put::Text("2: done".to_owned()),
            Put::Date("2026-11-01".to_owned()),
        ],
        vec![],
        vec![
            Put::Text("B".to_owned()),
            Put::Text("small".to_owned()),
            Put::Text("soon".to_owned()),
            Put::Formula("x"),
            Put::Formula("1"),
            Put::Date("2026-11-01".to_owned()),
        ],
        vec![Put::Text("C".to_owned()), Put::Text("other".to_owned())],
    ];
    fill(&mut workbook, "回答", &names("subject,framework,date,ref,need,trial,trial.date"), &rows);
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let mut session = Session::default();
    let form = ["--format", "json", "--lang", "en", "--detail"];
    let ran = run_in_session(&mut session, "score", "a.xlsx", &bytes, &form);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let result = ran.json();
    let (a, b) = (&result["assessments"][0], &result["assessments"][1]);
    assert_eq!((&a["input"]["line"], &b["input"]["line"]), (&3.into(), &5.into()));
    assert_eq!((&a["date"], &a["ref"]), (&"2026-11-22".into(), &"4711".into()));
    assert_eq!(b["ref"], "x", "the cached value of a formula");
    let level = |one: &serde_json::Value, stage: usize, at: usize| {
        one["stages"][stage]["criteria"][at]["level"].clone()
    };
    assert_eq!(level(a, 0, 0), 2);
    assert_eq!(level(b, 0, 0), 1, "the cached value of a formula");
    let refused = &result["refused"][0];
    assert_eq!((&refused["input"]["line"], &refused["code"]), (&6.into(), &"A004".into()));
    let ran = run_in_session(&mut session, "check", "a.xlsx", &bytes, &["--format", "short", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    run_in_session(&mut session, "check", "a.xlsx", &bytes, &["--format", "human", "--lang", "ja"]);
    session.compare("workbook");
}

#[test]
fn a_formula_that_fails_is_told() {
    let row = vec![Put::Text("A".to_owned()), Put::Formula("#REF!"), Put::Formula("#DIV/0!")];
    let mut read = readings(book(&names("subject,need,version"), &[row]), Form::Xlsx);
    let Some(Ok(reading)) = read.pop() else { panic!("a sheet") };
    let told: Vec<&str> = reading.notices.iter().map(|notice| notice.message.en.as_str()).collect();
    assert_eq!(told, ["`need` is a formula that fails: #REF!", "`version` is a formula that fails: #DIV/0!"]);
    assert_eq!(reading.sheet.version, None);
}

#[test]
fn what_is_no_workbook_is_refused_with_a_way_out() {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let files: [(&str, &[u8]); 6] = [
        ("a.xlsx", b"subject\0need\n"),
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04 and nothing more"),
        ("a.xlsx", &[ole, [0; 99].as_slice()].concat()),
        ("a.xlsx", &[ole, [0; 99].as_slice(), locked.as_slice()].concat()),
        ("a.xls", ole),
    ];
    let mut session = Session::default();
    for (name, bytes) in files {
        for lang in ["en", "ja"] {
            let ran = run_in_session(&mut session, "score", name, bytes, &["--lang", lang]);
            assert_eq!(ran.code, 1);
        }
    }
    session.compare("no-workbook");
}

#[test]
fn standard_input_is_read_as_a_table_too() {
    let (framework, header) = (small_directory(), names("subject,need"));
    let workbook = book(&header, &[texts("A,1")]);
    let text = csv(&header, &[texts("雲,1")], ',');
    let japanese = SHIFT_JIS.encode(&text).0.into_owned();
    for (bytes, from) in [
        (workbook.clone(), Some("xlsx")),
        (workbook, None),
        (text.clone().into_bytes(), Some("csv")),
        (text.into_bytes(), None),
        (japanese, None),
    ] {
        for command in ["score", "explain", "plan"] {
            let mut args = vec![command, "-", "--format", "json", "--framework"];
            args.push(framework.to_str().expect("a path"));
            args.extend(from.iter().flat_map(|from| ["--from", from]));
            let ran = run_with(args, &bytes);
            assert_eq!(ran.code, 0, "{command} {from:?}: {}", ran.stderr);
        }
    }
}

#[test]
fn directories_hold_tables_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    let header = names("subject,need");
    put("1.csv", csv(&header, &[texts("A,1"), texts("B,2")], ';').as_bytes());
    put("2.TSV", csv(&header, &[texts("C,1")], '\t').as_bytes());
    put("3.xlsx", &book(&header, &[texts("D,1")]));
    put("4.toml", b"subject = \"E\"\n[answers]\nneed = 1\n");
    let framework = small_directory();
    let args = ["score", ".", "--format", "json", "--framework", framework.to_str().expect("a path")];
    let ran = crate::process::finish(crate::process::program().current_dir(folder.path()).args(args));
    let names: Vec<_> = ran.json()["assessments"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["subject"].clone())
        .collect();
    assert_eq!(names, ["A", "B", "C", "D", "E"]);
}

#[test]
fn two_rows_are_not_one_sheet() {
    let text = csv(&names("subject,need"), &[texts("A,1"), texts("B,2")], ',');
    let ran = run_on("explain", "a.csv", text.as_bytes(), &["--lang", "en"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
}

#[test]
fn frameworks_are_compared_by_tables_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, csv(&names("subject,need"), &[texts("A,1"), texts("B,2")], ',')).expect("a file");
    let small = small_directory();
    let args = [
        Path::new("framework"),
        Path::new("diff"),
        &small,
        &small,
        &path,
        Path::new("--lang"),
        Path::new("en"),
    ];
    let ran = run(args);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(!ran.stdout.contains("refused"), "{}", ran.stdout);
}

#[test]
fn the_guard_against_formulas_is_taken_off() {
    let text = "subject,ref,need,need.evidence\n'=Corp,'s-Hertogenbosch,1,'-1 dB; two\n";
    let mut read = readings(text, Form::Csv);
    let Some(Ok(Reading { sheet, .. })) = read.pop() else { panic!("a sheet") };
    assert_eq!(sheet.subject.as_deref(), Some("=Corp"));
    assert_eq!(sheet.reference.as_deref(), Some("'s-Hertogenbosch"));
    let framework = small();
    let need = framework.find_criterion("need").expect("a criterion");
    assert_eq!(sheet.answer(need).evidence, ["-1 dB", "two"]);
}

#[test]
fn columns_of_old_ids_count_as_in_the_other_forms() {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(small_directory()).expect("the small framework") {
        let path = entry.expect("a file").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
    }
    crate::support::edit(&folder, "basis.toml", "id = \"need\"", "id = \"need\"\nrenamed_from = [\"want\"]");
    let framework = outside_in::framework::load_directory(folder.path()).framework.expect("a framework");
    let read = |text: &str| {
        let opened = open("table", text.into(), Form::Csv, &framework).expect("a header");
        opened.found[0].read(&framework).expect("a sheet")
    };
    let need = framework.find_criterion("need").expect("a criterion");
    let reading = read("want,need.evidence\n2,letter\n");
    assert_eq!(reading.notices.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["A105"]);
    assert_eq!(reading.sheet.answer(need).evidence, ["letter"], "evidence goes with the only reply");
    let reading = read("want,need\n2,1\n");
    assert_eq!(reading.notices.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["A106"]);
    assert_eq!(reading.sheet.answer(need).reply, outside_in::answers::Reply::Level(1));
}

#[test]
fn a_formula_that_was_never_computed_is_told() {
    let path = crate::process::root().join("tests/fixtures/never-computed.xlsx");
    let bytes = fs::read(path).expect("a workbook");
    let form = ["--format", "json", "--detail", "--lang", "en"];
    let mut session = Session::default();
    let ran = run_in_session(&mut session, "score", "a.xlsx", &bytes, &form);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let (never, computed) = (&ran.json()["assessments"][0], &ran.json()["assessments"][1]);
    assert_eq!(never["subject"], "Never computed");
    assert_eq!(never["stages"][0]["criteria"][0]["state"], "unanswered");
    assert_eq!(computed["stages"][0]["criteria"][0]["level"], 2);
    run_in_session(&mut session, "score", "a.xlsx", &bytes, &["--lang", "ja"]);
    session.compare("workbook-never-computed");
}

#[test]
fn other_sheets_with_answers_are_told_and_hidden_ones_come_last() {
    let mut workbook = Workbook::new();
    fill(&mut workbook, "first", &names("subject,need"), &[texts("Mori,1")]);
    fill(&mut workbook, "now", &names("subject,need"), &[texts("A,2"), texts("B,1")]);
    fill(&mut workbook, "notes", &names("subject,remark"), &[texts("A,x")]);
    fill(&mut workbook, "more", &names("subject,trial"), &[texts("C,1")]);
    workbook.worksheet_from_name("now").expect("a sheet").set_active(true);
    workbook.worksheet_from_name("first").expect("a sheet").set_hidden(true);
    let bytes = workbook.save_to_buffer().expect("a workbook");
    for form in ["json", "csv"] {
        let ran = run_on("score", "a.xlsx", &bytes, &["--format", form, "--lang", "en"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.stdout.contains("Mori") && ran.stdout.contains('B'), "{}", ran.stdout);
        let told = "only sheet `now` was read; there are answers in `more`, `first` too, which were not used";
        assert_eq!(ran.stderr.matches(told).count(), 1, "{}", ran.stderr);
        assert!(!ran.stderr.contains("notes"), "{}", ran.stderr);
    }
    // Where none can be seen, a hidden one is read.
    let mut workbook = Workbook::new();
    fill(&mut workbook, "read me", &names("How to fill it"), &[]);
    fill(&mut workbook, "first", &names("subject,need"), &[texts("Mori,1")]);
    workbook.worksheet_from_name("first").expect("a sheet").set_hidden(true);
    assert_eq!(readings(workbook.save_to_buffer().expect("a workbook"), Form::Xlsx).len(), 1);
}

/// The notices of the only sheet of a table, without their places.
fn notices(text: &str, form: Form) -> Vec<Diagnostic> {
    readings(text, form).pop().expect("a sheet").expect("a sheet that can be used").notices
}

fn help(notice: &Diagnostic) -> (&str, &str) {
    notice.help.as_ref().map_or(("", ""), |help| (help.en.as_str(), help.ja.as_str()))
}

#[test]
fn a_name_that_was_not_used_is_not_offered_again() {
    let cases = [
        ("xyzzy.evidence", None),
        ("Billing codes.note", None),
        ("xyzzy.evidense", None),
        ("subject.note", None),
        ("trail.note", Some("trial.note")),
        ("trail.notes", Some("trial.note")),
        ("need.evidense", Some("need.evidence")),
        ("plases", Some("places")),
    ];
    for (name, near) in cases {
        let opened =
            open("table", format!("need,{name}\n1,x\n").into(), Form::Csv, &small()).expect("a header");
        let [notice] = opened.notices.as_slice() else { panic!("{name}: {:#?}", opened.notices) };
        assert_eq!(notice.meant.as_deref(), near, "{name}");
    }
}

#[test]
fn a_header_may_be_full_width() {
    let text = "ｓｕｂｊｅｃｔ,ＮＥＥＤ,\u{3000}ｎｅｅｄ．ｅｖｉｄｅｎｃｅ\nA,2,a letter\n";
    let read = readings(text, Form::Csv);
    let [Ok(Reading { sheet, .. })] = read.as_slice() else { panic!("{read:#?}") };
    let answer = sheet.answer(small().find_criterion("need").expect("a criterion"));
    assert_eq!((sheet.subject.as_deref(), answer.evidence.as_slice()), (Some("A"), &["a letter".into()][..]));
}

#[test]
fn a_choice_that_is_none_is_told_with_what_to_write() {
    let cases = [
        ("product", "gerät", "choose one of: software, device, unknown"),
        ("product", "softwear", "did you mean `software`?"),
        ("places", "moon", "choose from: hospital, home, laboratory, unknown"),
        ("places", "\"hospital, moon\"", "choose from: hospital, home, laboratory, unknown"),
    ];
    for (fact, written, told) in cases {
        let found = notices(&format!("need,{fact}\n1,{written}\n"), Form::Csv);
        assert_eq!(found.len(), 1, "{written}");
        assert_eq!((found[0].code.id, help(&found[0]).0), ("A011", told), "{written}");
        assert!(!help(&found[0]).1.is_ascii(), "{written}");
    }
    let text = r#"{"facts": {"places": ["hospital", 1, "x", "hospital, home", "病院"]}, "answers": {}}"#;
    let found = notices(text, Form::Json);
    let told: Vec<_> = found.iter().map(|notice| (notice.code.id, help(notice).0)).collect();
    let list = "write several choices as a list: [\"hospital\", \"home\"]";
    let choices = "choose from: hospital, home, laboratory, unknown";
    let label = "write the id of this choice: `hospital`";
    assert_eq!(told, [("A008", ""), ("A011", choices), ("A011", list), ("A011", label)]);
}

#[test]
fn a_level_in_quotation_marks_is_told_how_to_write_it() {
    let found = notices("[answers]\nneed = \"2\"\n", Form::Toml);
    assert_eq!(
        help(&found[0]),
        ("write 2, without quotation marks", "引用符を付けずに 2 と書いてください。")
    );
    assert_eq!(help(&notices("[answers]\nneed = \"two\"\n", Form::Toml)[0]), ("", ""));
}

#[test]
fn a_day_that_is_none_is_told_as_it_is() {
    let cases = [
        ("date,need\n2026-02-30,1\n", Form::Csv, "`date` is 2026-02-30, a day that does not exist"),
        ("date,need\n2026/13/1,1\n", Form::Csv, "`date` is 2026-13-01, a day that does not exist"),
        ("date,need\n2026-11-22 soon:1,1\n", Form::Csv, "not \"2026-11-22 soon:1\""),
        ("date = \"2026-02-30\"\n[answers]\n", Form::Toml, "`date` is 2026-02-30, a day that does not exist"),
        (r#"{"date": "tomorrow", "answers": {}}"#, Form::Json, "such as 2026-11-22, not \"tomorrow\""),
        (r#"{"date": 3, "answers": {}}"#, Form::Json, "such as 2026-11-22, not a whole number"),
    ];
    for (text, form, told) in cases {
        let found = notices(text, form);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].message.en.contains(told), "{}", found[0].message.en);
    }
}

#[test]
fn a_row_with_nothing_that_is_used_is_no_company() {
    let text = "subject,need,need.note,Total\nA,1,,x\n,,,3\n,,a note,\n,,,\n";
    let book =
        book(&names("subject,need,need.note,Total"), &[texts("A,1,,x"), texts(",,,3"), texts(",,a note,")]);
    for (name, place, bytes) in [("a.csv", "a.csv:3:4", text.as_bytes()), ("a.xlsx", "a.xlsx:D3", &book)] {
        for form in ["json", "ndjson", "csv"] {
            let ran = run_on("score", name, bytes, &["--format", form, "--lang", "en"]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            let companies = match form {
                "json" => ran.json()["assessments"].as_array().map_or(0, Vec::len),
                "csv" => ran.stdout.lines().count() - 1,
                _ => ran.stdout.lines().count(),
            };
            assert_eq!(companies, 2, "{name} as {form}: {}", ran.stdout);
            assert_eq!(ran.stderr.matches("only in columns that are not used").count(), 1, "{}", ran.stderr);
            assert!(ran.stderr.contains(place), "{}", ran.stderr);
        }
    }
}

/// The date of the sheet in a row with this text under `date`; none if it is not taken for one.
fn date_in_cell(text: &str) -> Option<String> {
    let read = readings(format!("subject,date,need\nKumo,{text},1\n").into_bytes(), Form::Csv);
    match read.as_slice() {
        [Ok(Reading { sheet, .. })] => sheet.date.map(|date| date.to_string()),
        [Err(problems)] => {
            assert!(problems.iter().all(|problem| problem.key.as_deref() == Some("date")), "{problems:#?}");
            None
        }
        _ => panic!("{read:#?}"),
    }
}

#[test]
fn the_first_year_of_an_era_has_a_name() {
    assert_eq!(date_in_cell("令和元年5月1日").as_deref(), Some("2019-05-01"));
}

#[test]
fn dates_are_taken_as_spreadsheets_write_them() {
    for text in [
        "2026-01-05",
        "2026/1/5",
        "20260105",
        "2026/01/05 10:33:05",
        "2026年1月5日",
        "2026-01-05T10:33",
        "２０２６．１．５",
        "2026/1/5 午後 3:45:30 GMT+9",
        "2026/1/5 3:45:30 PM GMT+09:00",
        "2026/1/5 3:45pm",
        "2026/1/5 午前10:33",
        "2026-01-05T10:33:05.000Z",
        "2026-01-05 10:33:05+09:00",
        "2026-01-05 10:33 JST",
        "令和 8 年 1 月 5 日",
        "令和8年1月5日(月)",
        "2026年 1月 5日（月） 10:33",
        "令和８年１月５日 10:33",
        "R8.1.5",
        "r08/01/05",
    ] {
        assert_eq!(date_in_cell(text).as_deref(), Some("2026-01-05"), "{text}");
    }
    for text in [
        "1/5/2026",
        "2026/1",
        "26/1/5",
        "2026/1/5 soon",
        "平成8年1月5日",
        "令和0年1月5日",
        "令和元年4月30日",
        "R1.1.5",
        "令和100年1月5日",
        "R8",
        "20261305",
        "12345678",
        "R+8.1.5",
        "2026-01-05 soon:1",
        "2026-01-05 1:1",
        "2026-01-05 10:33 or so",
        "tomorrow",
        "",
    ] {
        assert_eq!(date_in_cell(text), None, "{text}");
    }
}

#[test]
fn a_row_of_a_workbook_is_no_longer_than_a_line() {
    let long = vec![Put::Text("x".repeat(32_000)); 140];
    let read = readings(book(&names("subject,need"), &[texts("A,1"), long, texts("B,1")]), Form::Xlsx);
    let reasons = read[1].as_ref().expect_err("a row that is too long");
    assert_eq!(reasons[0].message.en, "this line is too long for an answer sheet: more than 4 MiB");
    assert!(read.len() == 3 && read[0].is_ok() && read[2].is_ok(), "{read:#?}");
}
