//! Tables in which something says that an answer is not to be taken as it stands: never a wrong verdict without a word.

use outside_in::answers::{AnswerSheet, Form, Opened, open};
use outside_in::source::Diagnostic;

use crate::process::{Ran, run_in};
use crate::support::{folder, read_text, small, small_directory};

/// The sheets of a CSV text and what is reported of the file and of them.
fn sheets(text: &str) -> (Vec<AnswerSheet>, Vec<Diagnostic>) {
    let framework = small();
    let Opened { found, mut notices } = open("table", text.into(), Form::Csv, &framework)
        .unwrap_or_else(|reasons| panic!("{reasons:#?}\n{text}"));
    let read = |sheet: &outside_in::answers::SheetAt| {
        let reading = sheet.read(&framework).expect("a sheet");
        notices.extend(reading.notices);
        reading.sheet
    };
    let sheets = found.iter().map(read).collect();
    (sheets, notices)
}

fn codes(notices: &[Diagnostic]) -> Vec<&str> {
    notices.iter().map(|notice| notice.code.id).collect()
}

fn score(files: &[(&str, &[u8])]) -> Ran {
    let (folder, framework) = (folder(files), small_directory());
    let mut args = vec!["score"];
    args.extend(files.iter().map(|(name, _)| *name));
    args.extend(["--framework", framework.to_str().expect("a path"), "--as-of", "2026-11-22", "--lang", "en"]);
    run_in(folder.path(), &args)
}

fn dates(text: &str) -> (Vec<Option<String>>, Vec<Diagnostic>) {
    let (sheets, notices) = sheets(text);
    (sheets.iter().map(|sheet| sheet.date.map(|day| day.to_string())).collect(), notices)
}

#[test]
fn answers_are_as_old_as_the_form_that_was_sent() {
    for (heading, cell) in [
        ("Timestamp", "2024/11/02 9:15:00"),
        ("Timestamp", "2024/11/02 9:15:00 午前 GMT+9"),
        ("タイムスタンプ", "2024年11月2日"),
        ("Completion time", "2024-11-02T09:15:00.000Z"),
        ("完了時刻", "2024-11-02 09:15"),
        ("submitdate. Date submitted", "2024-11-02 09:15:00"),
        ("_submission_time", "2024-11-02T09:15:00"),
        ("Recorded Date", "2024-11-02"),
        ("Submitted at", "2024-11-02 09:15:00 UTC"),
        ("送信日時", "令和6年11月2日"),
    ] {
        let (dates, notices) = dates(&format!("{heading},subject,need\n{cell},Kumo,2\n"));
        assert_eq!((dates, codes(&notices)), (vec![Some("2024-11-02".into())], vec![]), "{heading} {cell}");
    }
    // Days that show their order, all the same.
    let text = "Timestamp,subject,need\n13/5/2024 9:15:00,Kumo,2\n31/1/2024,Aoba,2\n5/5/2024,Sora,2\n";
    let (found, notices) = dates(text);
    assert_eq!(found, ["2024-05-13", "2024-01-31", "2024-05-05"].map(|day| Some(day.to_owned())));
    assert!(notices.is_empty(), "{notices:#?}");
    // A column of the table's own counts first, and the other where it is empty.
    let (found, notices) =
        dates("Timestamp,subject,date,need\n2024-01-01,Kumo,2026-02-02,2\n2024-01-01,Aoba,,2\n");
    assert_eq!(found, ["2026-02-02", "2024-01-01"].map(|day| Some(day.to_owned())));
    assert!(notices.is_empty(), "{notices:#?}");
    // Of two days next to each other, as in two time zones, the first counts.
    let (found, notices) =
        dates("_submission_time,end,subject,need\n2024-05-01T23:10:00,2024-05-02T08:00:00+09:00,Kumo,2\n");
    assert_eq!((found, codes(&notices)), (vec![Some("2024-05-01".into())], vec![]));
    let record = "{\"_submission_time\": \"2024-05-01T10:00:00\", \"_id\": 1, \"subject\": \"Kumo\", \"need\": 2}";
    let reading = read_text(record, Form::Json, &small());
    assert_eq!(reading.sheet.date.map(|day| day.to_string()).as_deref(), Some("2024-05-01"));
    assert!(reading.notices.is_empty(), "{:#?}", reading.notices);
}

#[test]
fn a_time_stamp_that_is_not_taken_is_reported() {
    for (text, column) in [
        ("Timestamp,subject,need\n5/1/2023 9:15:00,Kumo,2\n", "Timestamp"),
        ("Timestamp,subject,need\n13/5/23,Kumo,2\n", "Timestamp"),
        ("Timestamp,subject,need\n46348.38,Kumo,2\n", "Timestamp"),
        ("Timestamp,subject,need\n13/5/2026,Kumo,2\n5/13/2026,Aoba,2\n", "Timestamp"),
        ("Timestamp,subject,need\n13/5/2026,Kumo,2\n5/6/2026,Aoba,2\n", "Timestamp"),
        ("datestarted,lastpage,subject,need\n2026-11-01,5,Kumo,2\n", "datestarted"),
        ("submitdate,Timestamp,subject,need\n2024-05-01,2026-05-01,Kumo,2\n", "Timestamp"),
        ("submitdate,subject,need\n2024-05-01,Kumo,2\n,Aoba,2\n,Sora,2\n", "submitdate"),
    ] {
        let (_, notices) = dates(text);
        let first = notices.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((first.code.id, first.key.as_deref()), ("A101", Some(column)), "{text}: {notices:#?}");
        let ran = score(&[("a.csv", text.as_bytes())]);
        let told = format!("`{column}` was not taken as the date of the answers");
        assert_eq!(ran.stderr.matches(&told).count(), 1, "{text}\n{}", ran.stderr);
        assert_eq!(ran.code, 0, "{text}\n{}", ran.stderr);
    }
}
