//! Names that say more than what they name: nothing of them counts unless all of it is known, and what is lost is told.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use outside_in::answers::{AnswerSheet, Form, Opened, Reading, Reply, open};
use outside_in::source::Diagnostic;

use crate::process::{Ran, run_in};
use crate::support::{folder, small, small_directory};

use crate::tables::{Put, book, texts};

/// The first sheet of a file and all that is told of it, by code; nothing is read of a file that is refused.
fn read(bytes: impl Into<Vec<u8>>, form: Form) -> (Option<AnswerSheet>, Vec<Diagnostic>) {
    let framework = small();
    let Opened { found, mut notices } = match open("a", bytes.into(), form, &framework) {
        Ok(opened) => opened,
        Err(reasons) => return (None, reasons),
    };
    let Some(first) = found.first() else { return (None, notices) };
    match first.read(&framework) {
        Ok(Reading { sheet, notices: more }) => {
            notices.extend(more);
            (Some(sheet), notices)
        }
        Err(reasons) => {
            notices.extend(reasons);
            (None, notices)
        }
    }
}

fn level(sheet: Option<&AnswerSheet>, id: &str) -> Option<u8> {
    match sheet?.answer(small().find_criterion(id).expect("a criterion")).reply {
        Reply::Level(level) => Some(level),
        _ => None,
    }
}

fn codes(notices: &[Diagnostic]) -> Vec<&str> {
    notices.iter().map(|notice| notice.code.id).collect()
}

/// Two columns as a table in every form in which there are some.
fn in_all_forms(header: &str, row: &str) -> Vec<(Option<AnswerSheet>, Vec<Diagnostic>)> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |text: &str| text.split('|').map(quoted).collect::<Vec<_>>().join(",");
    let names: Vec<String> = header.split('|').map(str::to_owned).collect();
    let cells: Vec<Put> = row.split('|').map(|text| Put::Text(text.to_owned())).collect();
    vec![
        read(format!("{}\n{}\n", line(header), line(row)), Form::Csv),
        read(book(&names, &[cells]), Form::Xlsx),
    ]
}

#[test]
fn words_beside_a_name_that_say_something_else_leave_it_out() {
    for heading in [
        "plan/need",
        "before/need",
        "last_year/need",
        "2025/need",
        "FY27/need",
        "next > need",
        "draft/need",
        "history/need",
        "importance/need",
        "重要度/need",
        "weights/need",
        "meta/need",
        "来年度 [need]",
        "need [2027]",
        "need: 2027",
        "need: Kyoto site",
        "need - for the board",
        "need (planned)",
        "ニーズ（目標）",
        "Need, target",
        "need importance",
        "Is it important to you? [previous] need",
        "need\nin 2027",
        "wave2/need",
    ] {
        for (sheet, notices) in in_all_forms(&format!("subject|trial|{heading}"), "A|1|2") {
            assert_eq!(level(sheet.as_ref(), "need"), None, "{heading}");
            assert_eq!(level(sheet.as_ref(), "trial"), Some(1), "{heading}");
            assert_eq!(codes(&notices), ["A012"], "{heading}: {notices:#?}");
            assert_eq!(notices[0].meant.as_deref(), Some("need"), "{heading}");
        }
    }
}

#[test]
fn words_that_are_all_known_name_what_they_name() {
    for heading in [
        "Basis/need",
        "group_ab1cd/need",
        "section 2/need",
        "answers/data/need",
        "Basis [need]",
        "need [Is the need written down?]",
        "need (0-2)",
        "Need (required)",
        "【必須】ニーズ",
        "need: Need",
        "Where are you with it? [need]",
        "need\nIs the need written down?",
        "ニーズ\nNeed",
        "Q2. Need\nneed",
        "ニーズは文書になっていますか。\nIs the need written down?",
        "need (current)",
        "ニーズ（回答欄）",
    ] {
        for (sheet, notices) in in_all_forms(&format!("subject|trial|{heading}"), "A|1|2") {
            assert_eq!(level(sheet.as_ref(), "need"), Some(2), "{heading}: {notices:#?}");
            assert_eq!(codes(&notices), Vec::<&str>::new(), "{heading}: {notices:#?}");
        }
    }
}

#[test]
fn what_is_demanded_is_no_answer() {
    for heading in ["need required level", "required level [need]", "need (required level)"] {
        for (sheet, notices) in in_all_forms(&format!("subject|trial|{heading}"), "A|1|2") {
            assert_eq!(level(sheet.as_ref(), "need"), None, "{heading}");
            assert!(!codes(&notices).is_empty(), "{heading}");
        }
    }
}

#[test]
fn the_day_of_the_answers_is_known_by_what_templates_and_people_call_it() {
    for heading in ["Date of the answers", "Date answered", "回答日時", "回答の日付"] {
        for (sheet, notices) in in_all_forms(&format!("subject|need|{heading}"), "A|1|2026-11-01") {
            assert_eq!(
                sheet.and_then(|sheet| sheet.date),
                Some(date(2026, 11, 1)),
                "{heading}: {notices:#?}"
            );
            assert_eq!(codes(&notices), Vec::<&str>::new(), "{heading}: {notices:#?}");
        }
    }
}

#[test]
fn a_group_of_a_form_is_taken_where_all_questions_are_in_one() {
    // need and device-study are of one rubric, trial of another.
    for (header, row, need, told) in [
        ("subject|Clinic/need|Clinic/device-study|trial", "A|2|1|1", Some(2), vec!["A141"]),
        ("subject|Clinic/need|Lab/device-study|trial", "A|2|1|1", Some(2), vec!["A141"]),
        ("subject|Your view [need]|Your view [device-study]", "A|2|1", Some(2), vec!["A141"]),
        ("subject|Clinic/need|device-study|trial", "A|2|1|1", None, vec!["A012"]),
        ("subject|need|Clinic/need|trial", "A|2|1|1", Some(2), vec!["A101"]),
        ("subject|Clinic/need|Lab/need|trial", "A|2|1|1", None, vec!["A012", "A012"]),
    ] {
        for (sheet, mut notices) in in_all_forms(header, row) {
            notices.retain(|notice| notice.code.id != "A107");
            assert_eq!(level(sheet.as_ref(), "need"), need, "{header}: {notices:#?}");
            assert_eq!(codes(&notices), told, "{header}: {notices:#?}");
        }
    }
    for (record, need, told) in [
        (r#"{"subject":"A","Clinic":{"need":2},"trial":1}"#, Some(2), vec!["A141"]),
        (r#"{"subject":"A","Clinic/need":2,"trial":1}"#, Some(2), vec!["A141"]),
        (r#"{"subject":"A","basis":{"need":2},"trial":1}"#, Some(2), vec![]),
        (r#"{"subject":"A","trial":1,"plan":{"need":2}}"#, None, vec!["A012"]),
        (r#"{"subject":"A","trial":1,"2025":{"need":2}}"#, None, vec!["A012"]),
        (r#"{"subject":"A","trial":1,"来年度":{"need":2}}"#, None, vec!["A012"]),
        (r#"{"subject":"A","trial":1,"weights/need":2}"#, None, vec!["A012"]),
        (r#"{"subject":"A","trial":1,"need: 2027":2}"#, None, vec!["A012"]),
        (r#"{"subject":"A","trial":1,"need":1,"plan":{"need":2}}"#, Some(1), vec!["A101"]),
        (r#"{"subject":"A","trial":1,"need":1,"board":{"need":2}}"#, Some(1), vec!["A101"]),
        (r#"{"subject":"A","trial":1,"board":{"need":2},"team":{"need":1}}"#, None, vec!["A012", "A012"]),
        (r#"{"subject":"A","device-study":1,"board":{"need":2}}"#, None, vec!["A012"]),
        (r#"{"subject":"A","ceo/need":2,"cto/need":1}"#, None, vec!["A012", "A012"]),
        (r#"{"ceo/need":2,"cto/trial":1}"#, Some(2), vec!["A141"]),
        (r#"{"subject":"A","trial":1,"aspired":{"need":2}}"#, None, vec!["A012"]),
    ] {
        let (sheet, mut notices) = read(record, Form::Json);
        notices.retain(|notice| notice.code.id != "A107");
        assert_eq!(level(sheet.as_ref(), "need"), need, "{record}: {notices:#?}");
        assert_eq!(codes(&notices), told, "{record}: {notices:#?}");
    }
}

/// A company with a question a row, under this heading of its answers.
fn upright(heading: &str) -> Vec<(Option<AnswerSheet>, Vec<Diagnostic>)> {
    let rows = ["subject|A", "need|2", "trial|1"].map(|row| texts(&row.replace('|', ",")));
    let head: Vec<String> = ["id", heading].map(str::to_owned).to_vec();
    let text = format!("id,\"{heading}\"\nsubject,A\nneed,2\ntrial,1\n");
    vec![read(text, Form::Csv), read(book(&head, &rows), Form::Xlsx)]
}

#[test]
fn a_question_a_row_is_answered_under_a_plain_heading_alone() {
    for heading in [
        "回答",
        "回答欄",
        "ご回答",
        "Answer",
        "回答 / Answer",
        "Answer (0-2)",
        "回答（レベル）",
        "回答（必須）",
    ] {
        for (sheet, notices) in upright(heading) {
            assert_eq!(level(sheet.as_ref(), "need"), Some(2), "{heading}: {notices:#?}");
            assert_eq!(codes(&notices), Vec::<&str>::new(), "{heading}");
        }
    }
    for heading in [
        "回答（予定）",
        "回答（目標）",
        "回答（例）",
        "回答（選択肢）",
        "回答（修正前）",
        "回答（重要度）",
        "前回の回答",
        "answer (planned)",
        "answer (previous)",
        "Answer (max)",
        "answer 2025",
        "回答2027",
        "Level (target)",
    ] {
        for (sheet, notices) in upright(heading) {
            assert!(sheet.is_none(), "{heading}");
            assert_eq!(codes(&notices), ["A012"], "{heading}: {notices:#?}");
        }
        let text = format!("id,回答,\"{heading}\"\nsubject,A,\nneed,1,2\ntrial,,1\n");
        let (sheet, notices) = read(text, Form::Csv);
        assert_eq!((level(sheet.as_ref(), "need"), level(sheet.as_ref(), "trial")), (Some(1), None));
        assert_eq!(codes(&notices), ["A012"], "{heading}: {notices:#?}");
    }
}

#[test]
fn of_two_columns_of_answers_what_differs_is_not_used() {
    for (one, other) in [("回答", "Answer"), ("Answer", "回答"), ("回答", "回答2"), ("answer", "answer")]
    {
        let text = format!("id,{one},{other}\nsubject,A,A\nneed,1,2\ntrial,1,1\ndevice-study,2,\n");
        let (sheet, notices) = read(text, Form::Csv);
        let sheet = sheet.as_ref();
        assert_eq!((level(sheet, "need"), level(sheet, "trial")), (None, Some(1)), "{one} {other}");
        assert_eq!(level(sheet, "device-study"), Some(2), "{one} {other}");
        assert_eq!(codes(&notices), ["A003"], "{one} {other}: {notices:#?}");
    }
}

#[test]
fn evidence_is_found_beside_its_answer_or_told() {
    let evidence = |sheet: Option<&AnswerSheet>, id: &str| {
        sheet.expect("a sheet").answer(small().find_criterion(id).expect("a criterion")).evidence.clone()
    };
    for heading in [
        "Need (required) Evidence",
        "need［Is the need written down?］根拠資料",
        "need.証拠",
        "ニーズ（エビデンス）",
        "ニーズ 根拠",
    ] {
        for (sheet, notices) in in_all_forms(&format!("subject|need|{heading}"), "A|2|a letter") {
            assert_eq!(evidence(sheet.as_ref(), "need"), ["a letter"], "{heading}: {notices:#?}");
            assert!(notices.is_empty(), "{heading}: {notices:#?}");
        }
    }
    for header in ["subject|need|根拠資料|trial|根拠資料", "subject|need|evidence|trial|evidence.1"] {
        for (sheet, notices) in in_all_forms(header, "A|2|a letter|1|a plan") {
            assert_eq!(evidence(sheet.as_ref(), "need"), ["a letter"], "{header}: {notices:#?}");
            assert_eq!(evidence(sheet.as_ref(), "trial"), ["a plan"], "{header}: {notices:#?}");
            assert!(notices.is_empty(), "{header}: {notices:#?}");
        }
    }
    for heading in ["Need: evidence of the team", "need (evidence, old)", "根拠資料"] {
        for (sheet, notices) in in_all_forms(&format!("subject|need|{heading}|trial"), "A|2|a letter|1") {
            assert_eq!(evidence(sheet.as_ref(), "need"), [""; 0], "{heading}");
            assert_eq!(codes(&notices), ["A012"], "{heading}: {notices:#?}");
        }
    }
}

#[test]
fn the_texts_of_the_framework_are_no_evidence() {
    for text in [
        "The dated page.",
        "日付入りの文書",
        "the dated page",
        "Is the need written down?",
        "A clinician has confirmed the page.",
        "Evidence is needed from level 2. What counts: The dated page.",
    ] {
        let toml = format!("subject = \"A\"\n[answers]\nneed = {{ level = 2, evidence = [\"{text}\"] }}\n");
        let upright = format!("id,answer,evidence\nneed,2,{text}\n");
        for (bytes, form) in
            [(toml, Form::Toml), (format!("need,need.evidence\n2,{text}\n"), Form::Csv), (upright, Form::Csv)]
        {
            let (sheet, notices) = read(bytes, form);
            assert_eq!(level(sheet.as_ref(), "need"), Some(2), "{text}");
            let need = small().find_criterion("need").expect("a criterion");
            assert_eq!(sheet.expect("a sheet").answer(need).evidence, [""; 0], "{text}");
            assert_eq!(codes(&notices), ["A142"], "{text}: {notices:#?}");
        }
    }
}

fn program(folder: &Path, args: &[&str]) -> Ran {
    let framework = small_directory();
    let framework = ["--framework", framework.to_str().expect("a path"), "--lang", "en"];
    run_in(folder, &[args, &framework].concat())
}

/// The sheets of a workbook as rows of texts.
fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    use calamine::{Reader, open_workbook_auto};
    let mut book = open_workbook_auto(path).expect("a workbook");
    let sheets = book.worksheets().into_iter();
    let rows = |range: calamine::Range<calamine::Data>| {
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    sheets.map(|(name, range)| (name, rows(range))).collect()
}

#[test]
fn pages_that_explain_the_questions_are_never_answers() {
    let folder = folder(&[]);
    let folder = folder.path();
    for lang in ["en", "ja"] {
        for layout in ["questions", "companies"] {
            let made = format!("{lang}-{layout}.xlsx");
            let framework = small_directory();
            let framework = framework.to_str().expect("a path");
            let ran = run_in(
                folder,
                &["template", "--layout", layout, "-o", &made, "--lang", lang, "--framework", framework],
            );
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            for (page, name) in [("criteria", "criteria"), ("criteria", "評価項目"), ("facts", "前提")]
            {
                let mut book = rust_xlsxwriter::Workbook::new();
                let mut text = String::new();
                for (own, mut rows) in
                    sheets(&folder.join(&made)).into_iter().filter(|(own, _)| own != "lists")
                {
                    let is_page = own == page;
                    for (at, row) in rows.iter_mut().enumerate().filter(|_| is_page) {
                        row.push(if at == 0 { "回答".into() } else { "2".into() });
                        let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
                        text += &(row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n");
                    }
                    let sheet =
                        book.add_worksheet().set_name(if is_page { name } else { &own }).expect("a name");
                    for (line, row) in (0..).zip(rows) {
                        for (column, cell) in (0..).zip(row) {
                            sheet.write_string(line, column, cell).expect("a cell");
                        }
                    }
                }
                book.save(folder.join("typed.xlsx")).expect("a workbook");
                fs::write(folder.join("typed.csv"), text).expect("a file");
                for file in ["typed.xlsx", "typed.csv"] {
                    let ran = program(folder, &["score", file, "--format", "json"]);
                    assert_eq!(ran.code, 1, "{made} {name} {file}: {}", ran.stdout);
                    assert_eq!(
                        ran.json()["assessments"].as_array().map(Vec::len),
                        Some(0),
                        "{file} {}",
                        ran.stdout
                    );
                    let told = format!("{}{}", ran.stdout, ran.stderr);
                    assert!(
                        told.contains("A012") && told.contains("explains the questions"),
                        "{file}: {told}"
                    );
                }
            }
        }
    }
}
