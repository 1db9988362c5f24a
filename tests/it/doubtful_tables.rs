//! Tables in which something says that an answer is not to be taken as it stands: never a wrong verdict without a word.

use outside_in::answers::{AnswerSheet, Form, Opened, open};
use outside_in::source::Diagnostic;
use rust_xlsxwriter::{Format, Note, Workbook};

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
    args.extend([
        "--framework",
        framework.to_str().expect("a path"),
        "--as-of",
        "2026-11-22",
        "--lang",
        "en",
    ]);
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
    let record =
        "{\"_submission_time\": \"2024-05-01T10:00:00\", \"_id\": 1, \"subject\": \"Kumo\", \"need\": 2}";
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

#[test]
fn rows_that_are_named_as_nobody_of_today_are_not_scored() {
    for name in [
        "Kumo（目標）",
        "Kumo - target",
        "Kumo – Goal 2027",
        "Goal 2027",
        "FY2027 plan",
        "目標2027",
        "2027年度目標",
        "[withdrawn] Aoba",
        "【辞退】Aoba",
        "目標：Kumo",
        "Target: Kumo",
        "Kumo: previous",
        "Kumo K.K. 目標",
        "Kumo target 2027",
        "Kumo (as planned)",
        "Kumo (target 2027)",
        "Kumo（記入例）",
        "株式会社クモ（前回）",
        "クモ㈱ / 計画",
        "Kumo (vision)",
        "Kumo, previous",
        "Kumo, if funded",
        "Kumo (if funded)",
        "Kumo to-be",
        "Kumo (To-Be)",
        "クモ（案）",
        "Kumo (Roadmap 2028)",
        "DO NOT USE",
        "Industry median",
        "Peer average",
        "Grand total",
        "業界平均",
        "業界の中央値",
        "合計",
        "必要レベル",
    ] {
        let text = format!(
            "date,subject,product,need\n2026-11-01,\"{name}\",software,2\n2026-11-01,Sora,software,2\n"
        );
        let (sheets, notices) = sheets(&text);
        assert_eq!((sheets.len(), codes(&notices)), (1, vec!["A131"]), "{name}: {notices:#?}");
        // What is no row of many is scored, and reported.
        let record = format!("{{\"subject\": \"{name}\", \"date\": \"2026-11-01\", \"answers\": {{}}}}");
        let reading = read_text(&record, Form::Json, &small());
        assert_eq!(codes(&reading.notices), ["A131"], "{name}");
    }
}

#[test]
fn companies_that_are_called_by_words_of_another_time_are_scored() {
    for name in [
        "Target Discovery Inc.",
        "Target",
        "Goal Medical K.K.",
        "PlanMed",
        "Ideal Health (Osaka)",
        "Med-Plan",
        "Future Corp.",
        "理想科学",
        "株式会社 理想",
        "理想 (株)",
        "目標医療",
        "Next Plc",
        "Past & Future Ltd.",
        "Kumo (Kyoto)",
        "Kumo 2026",
        "Kumo - Osaka",
        "Old Mill Diagnostics",
        "Test Valley Labs",
        "Sample 1",
        "Kumo / Aoba",
        "Reference Genomics",
        "Expected Value, Inc.",
        "Target, Inc.",
        "Kumo Vision",
        "Vision Care",
        "Median Technologies",
        "Sector 10",
        "If Insurance",
        "Total",
        "Kumo (Total Health)",
        "合計堂",
        "医療法人 希望",
        "NPO法人 希望",
        "メディカル ビジョン",
        "株式会社アイ ビジョン",
        "Hearing, Vision",
        "IF – Insight Foundry",
        "Kumo (subject to NDA)",
        "Vision - Eye Care",
        "Vision | Japan",
        "Future | Japan",
        "Kumo Vision 2030",
        "Vision 2020",
        "What If",
        "Next Level",
        "Next Level (Osaka)",
        "Future Vision",
        "Best Practice",
        "理想",
    ] {
        let text = format!("date,subject,product,need\n2026-11-01,\"{name}\",software,2\n");
        let (sheets, notices) = sheets(&text);
        assert_eq!((sheets.len(), codes(&notices)), (1, vec![]), "{name}: {notices:#?}");
    }
}

#[test]
fn a_table_whose_title_says_that_it_is_not_of_today_is_refused() {
    for title in [
        "Target profile 2027",
        "Target profile of Kumo K.K.",
        "2027年 目標プロファイル",
        "Plan",
        "目標",
        "Kumo Endoscopy - target",
        "Readiness (planned)",
        "2027年目標：Kumo",
        "Readiness: planned 2027",
    ] {
        for rows in [
            format!("{title}\nsubject,need,trial\nKumo,2,1\n"),
            format!("Readiness\n{title}\n\nid,answer\nsubject,Kumo\nneed,2\n"),
        ] {
            let ran = score(&[("a.csv", rows.as_bytes())]);
            assert_eq!(ran.code, 1, "{rows}\n{}\n{}", ran.stdout, ran.stderr);
            assert!(ran.stderr.contains("these are not the answers of today"), "{rows}\n{}", ran.stderr);
            assert!(!ran.stdout.contains("Kumo  "), "{rows}\n{}", ran.stdout);
        }
    }
    for title in [
        "Readiness 2026",
        "Goal: assess your readiness",
        "目標：準備状況の把握",
        "Kumo K.K.",
        "Assessment for Target Health",
        "Health plan score: 2026",
        "Plan level: Premium",
        "Health plan levels and readiness",
        "Current status / next",
        "Outside-in readiness – draft",
    ] {
        let ran = score(&[("a.csv", format!("{title}\nsubject,need,trial\nKumo,2,1\n").as_bytes())]);
        assert_eq!(ran.code, 0, "{title}\n{}", ran.stderr);
        assert!(ran.stdout.contains("Kumo  "), "{title}\n{}", ran.stdout);
    }
    // A second row of headings.
    for row in [",(planned),(planned)\n", ",（目標）,（目標）\n", ",2027 target,2027 target\n"] {
        let ran = score(&[("a.csv", format!("subject,need,trial\n{row}Kumo,2,1\n").as_bytes())]);
        assert_eq!(ran.code, 1, "{row}\n{}", ran.stderr);
        assert!(ran.stderr.contains("A012"), "{row}\n{}", ran.stderr);
    }
    let again = "subject,need,trial\nKumo,2,1\nsubject,need,trial\n,(planned),(planned)\nKumo,3,2\n";
    assert_eq!(score(&[("a.csv", again.as_bytes())]).code, 1);
}

fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_page_that_is_named_as_not_of_today_is_not_read() {
    let now: &[&[&str]] = &[&["subject", "need", "trial"], &["Kumo", "1", "1"]];
    let asked: &[&[&str]] = &[&["id", "answer"], &["subject", "Kumo"], &["need", "2"]];
    for name in [
        "Target",
        "目標2027",
        "Plan",
        "Goal",
        "Ideal",
        "理想",
        "目標値",
        "Kumo (target)",
        "FY2027 plan",
        "Weights",
        "記入例",
    ] {
        for rows in [now, asked] {
            let ran = score(&[("a.xlsx", &book(&[(name, rows)]))]);
            assert_eq!(ran.code, 1, "{name}\n{}", ran.stdout);
            assert!(ran.stderr.contains("these are not the answers of today"), "{name}\n{}", ran.stderr);
            let ran = score(&[("a.xlsx", &book(&[(name, rows), ("Answers", rows)]))]);
            assert_eq!(ran.code, 0, "{name}\n{}", ran.stderr);
            assert!(ran.stdout.contains("Kumo  "), "{name}\n{}", ran.stdout);
            assert_eq!(ran.stderr.matches("these are not the answers of today").count(), 1, "{}", ran.stderr);
        }
    }
    for name in ["Answers", "Sheet1", "Target Health K.K.", "2026", "Kumo", "回答"] {
        let ran = score(&[("a.xlsx", &book(&[(name, now)]))]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn of_pages_of_several_times_none_is_taken_for_today_by_chance() {
    let (one, other): (&[&[&str]], &[&[&str]]) = (
        &[&["subject", "need", "trial"], &["Kumo", "2", "1"]],
        &[&["subject", "need", "trial"], &["Aoba", "1", "1"]],
    );
    let again: &[&[&str]] = &[&["ref", "subject", "need"], &["1", "Aoba", "1"], &["2", "Kumo K.K.", "1"]];
    let nameless: &[&[&str]] = &[&["need", "trial"], &["2", "1"]];
    for (first, second, is_read) in [(one, again, false), (one, other, true), (nameless, nameless, false)] {
        let ran = score(&[("a.xlsx", &book(&[("Cohort 2025", first), ("Cohort 2026", second)]))]);
        assert_eq!(ran.code == 0, is_read, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("`Cohort 2026`"), "{}", ran.stderr);
    }
    let (asked, again): (&[&[&str]], &[&[&str]]) = (
        &[&["id", "answer"], &["subject", "Kumo"], &["need", "2"]],
        &[&["id", "answer"], &["subject", "Aoba"], &["need", "1"]],
    );
    for names in
        [["2025", "2026"], ["FY2025", "FY2026"], ["Answers 2025", "Answers 2026"], ["2025年", "2026年"]]
    {
        let ran = score(&[("a.xlsx", &book(&[(names[0], one), (names[1], one)]))]);
        assert_eq!(ran.code, 1, "{names:?}\n{}", ran.stdout);
        let told = format!("sheets `{}` and `{}` hold answers of different times", names[0], names[1]);
        assert!(ran.stderr.contains(&told), "{names:?}\n{}", ran.stderr);
    }
    for (one, other) in [(one, other), (asked, again)] {
        for (aside, today) in [("To-be", "As-is"), ("Vision", "Current"), ("ありたい姿", "現状")] {
            let ran = score(&[("a.xlsx", &book(&[(aside, one), (today, other)]))]);
            assert!(
                ran.code == 0 && ran.stdout.contains("Aoba  "),
                "{aside}\n{}\n{}",
                ran.stdout,
                ran.stderr
            );
            assert!(!ran.stdout.contains("Kumo  ") && ran.stderr.contains(aside), "{aside}\n{}", ran.stderr);
        }
    }
    // What is surely of today is read, whatever stands before it.
    let ran = score(&[("a.xlsx", &book(&[("Scenario B", one), ("Current", other)]))]);
    assert!(
        ran.stdout.contains("Aoba  ") && ran.stderr.contains("`Scenario B`"),
        "{}\n{}",
        ran.stdout,
        ran.stderr
    );
    assert_eq!(score(&[("a.xlsx", &book(&[("Roadmap 2028", one)]))]).code, 1);
    for names in [["Kumo", "Aoba"], ["Sheet1", "2025"], ["Wave 1", "Wave 2"]] {
        let ran = score(&[("a.xlsx", &book(&[(names[0], one), (names[1], other)]))]);
        assert!(ran.code == 0 && ran.stdout.contains("Kumo  "), "{names:?}\n{}", ran.stderr);
    }
}

#[test]
fn numbers_that_their_format_hides_are_reported() {
    for (format, level, is_hidden) in [
        (";;;", 2, true),
        (";;;@", 2, true),
        ("0;-0;;@", 0, true),
        ("0;-0;;@", 2, false),
        ("0", 0, false),
        ("0;[Red]-0", 2, false),
    ] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["subject", "need", "trial"]).expect("headings");
        sheet.write(1, 0, "Kumo").expect("a name").write(1, 1, 1).expect("a level");
        sheet.write_with_format(1, 2, level, &Format::new().set_num_format(format)).expect("a level");
        let ran = score(&[("a.xlsx", &book.save_to_buffer().expect("a workbook"))]);
        let told = "numbers that their format hides, which were read too: C2";
        assert_eq!((ran.code, ran.stderr.contains(told)), (0, is_hidden), "{format} {level}\n{}", ran.stderr);
        assert!(is_hidden || ran.stderr.is_empty(), "{format} {level}\n{}", ran.stderr);
    }
}

#[test]
fn a_fact_that_is_so_at_another_time_is_no_choice() {
    let framework = crate::support::built_in();
    let fact = framework.find_fact("ai").expect("a fact");
    let read = |cell: &str| {
        let text = format!("subject,ai,need-statement\nKumo,{cell},2\n");
        let opened = open("table", text.into(), Form::Csv, framework).expect("a table");
        let reading = opened.found[0].read(framework).expect("a sheet");
        let chosen = reading.sheet.fact(fact).first().map(|at| framework[fact].choices[at.get()].id.clone());
        (chosen, reading.notices.iter().any(Diagnostic::is_error))
    };
    for cell in
        ["yes: in 2027", "yes: Q1 2027", "はい：2027年", "yes (planned)", "はい（来年）", "はい：来年"]
    {
        assert_eq!(read(cell), (None, true), "{cell}");
    }
    for (cell, choice) in [
        ("yes", "yes"),
        ("yes: FDA cleared in 2024", "yes"),
        ("yes: 2024", "yes"),
        ("yes (2025)", "yes"),
        ("はい（2025年）", "yes"),
        ("あり", "yes"),
        ("有", "yes"),
        ("なし", "no"),
        ("無", "no"),
        ("無し", "no"),
    ] {
        assert_eq!(read(cell), (Some(choice.to_owned()), false), "{cell}");
    }
    for cell in ["None", "-", "", "n/a"] {
        assert_eq!(read(cell), (None, false), "{cell}");
    }
}

#[test]
fn words_that_a_number_is_shown_with_are_read() {
    for (format, code) in
        [("0\" (planned)\"", "A008"), ("\"目標 \"0", "A008"), ("0\"点\"", ""), ("\"Level \"0", "")]
    {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["subject", "need", "trial"]).expect("headings");
        sheet.write(1, 0, "Kumo").expect("a name");
        sheet.write(1, 1, 1).expect("a level");
        sheet.write_with_format(1, 2, 2, &Format::new().set_num_format(format)).expect("a level");
        let ran = score(&[("a.xlsx", &book.save_to_buffer().expect("a workbook"))]);
        assert_eq!(ran.code, i32::from(!code.is_empty()), "{format}\n{}", ran.stderr);
        assert!(
            ran.stderr.contains(code) && (ran.stderr.is_empty() == code.is_empty()),
            "{format}\n{}",
            ran.stderr
        );
    }
}

#[test]
fn a_comment_that_contradicts_its_level_is_reported() {
    let told = |level: u8, comment: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["subject", "need", "trial"]).expect("headings");
        sheet.write(1, 0, "Kumo").expect("a name");
        sheet.write(1, 1, level).expect("a level");
        sheet.insert_note(1, 1, &Note::new(comment)).expect("a comment");
        let ran = score(&[("a.xlsx", &book.save_to_buffer().expect("a workbook"))]);
        assert_eq!(ran.code, 0, "{comment}\n{}", ran.stderr);
        assert!(
            ran.stderr.is_empty() || ran.stderr.contains("B2") && ran.stderr.contains("A137"),
            "{}",
            ran.stderr
        );
        !ran.stderr.is_empty()
    };
    for comment in [
        "really 1",
        "actually level 1",
        "Sato:\nactually only 1",
        "本当は1",
        "実際はレベル1です",
        "should be 0",
        "→ 1",
        "1",
        "Sato:\n1",
        "overstated",
        "過大",
        "not true",
        "要確認",
        "too high",
        "CTO says 0",
        "CTO: 1",
        "CTOは0",
        "to be confirmed",
        "目標値です",
        "仮の値",
        "placeholder",
        "guess",
        "AI suggestion",
        "proposed by GPT",
        "suggested by Microsoft Copilot",
        "generated by an LLM",
        "AI draft",
        "AIの提案",
        "生成AIによる提案",
    ] {
        assert!(told(2, comment), "{comment}");
    }
    assert!(told(0, "really 2"));
    for comment in [
        "see slide 1",
        "really 2",
        "actually 12 hospitals",
        "asked 1 of the nurses",
        "memo of 2026-05-01",
        "実際は1施設で使用",
        "interviewed by Sato",
        "level 2",
        "2026",
        "folder 1/2",
        "slide: 1",
        "CTO says 2",
        "CTO says 12 hospitals agreed",
        "AI suggested findings were read in 12 hospitals",
        "proposed by Mayo cardiology",
        "suggested by Mayo cardiologists",
        "generated by our CRO",
        "estimated by KOL panel",
        "AI proposal accepted",
        "AI estimated burden",
        "病院に提案した",
        "基準値を満たす",
    ] {
        assert!(!told(2, comment), "{comment}");
    }
}

#[test]
fn one_company_under_two_names_is_reported() {
    for (one, other) in [
        ("KUMO K.K.", "Kumo"),
        ("Kumo, Inc.", "ＫＵＭＯ株式会社"),
        ("クモ株式会社", "㈱クモ"),
        ("Kumo Co., Ltd.", "kumo gmbh"),
        ("株式会社 クモ", "(株)ｸﾓ"),
    ] {
        let text = format!("subject,need\n\"{one}\",2\nAoba,1\n\"{other}\",1\n");
        let ran = score(&[("a.csv", text.as_bytes())]);
        let told = format!("`{one}` (a.csv:2) and `{other}` (a.csv:4) may be one company");
        assert_eq!((ran.code, ran.stderr.matches(&told).count()), (0, 1), "{one} {other}\n{}", ran.stderr);
    }
    for (one, other) in [
        ("Kumo 1", "Kumo 2"),
        ("Kumo Osaka", "Kumo Kyoto"),
        ("Kumo (wave 1)", "Kumo (wave 2)"),
        ("Kumo", "Kumo Medical"),
        ("K.K.", "Ltd."),
        ("クモ", "Kumo"),
    ] {
        let ran = score(&[("a.csv", format!("subject,need\n{one},2\n{other},1\n").as_bytes())]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{one} {other}");
    }
    let apart = "subject,ref,need\nKumo,1,2\nKumo K.K.,2,1\n";
    assert_eq!(score(&[("a.csv", apart.as_bytes())]).stderr, "");
}

#[test]
fn a_name_with_something_added_may_be_the_same_company() {
    for (one, other) in [
        ("Kumo", "Kumo (post series B)"),
        ("Kumo (Osaka)", "KUMO K.K."),
        ("Kumo - Series B case", "Kumo"),
        ("Kumo", "CTO view: Kumo"),
        ("Kumo / CTO view", "Kumo"),
        ("Kumo, v2", "Kumo"),
        ("Kumo previous", "Kumo"),
        ("old Kumo", "Kumo"),
        ("Kumo", "Kumo as-is"),
        ("Kumo 2025", "Kumo 2026"),
        ("Kumo (2025)", "Kumo (2026)"),
        ("北極", "旧北極"),
        ("旧 北極", "北極"),
        ("北極（シナリオA）", "北極株式会社"),
    ] {
        let text = format!("subject,need\n\"{one}\",2\nAoba,1\n\"{other}\",1\n");
        let ran = score(&[("a.csv", text.as_bytes())]);
        let told = format!(
            "`{one}` (a.csv:2) and `{other}` (a.csv:4) may be one company, perhaps at different times"
        );
        assert_eq!((ran.code, ran.stderr.matches(&told).count()), (0, 1), "{one} {other}\n{}", ran.stderr);
    }
    for (one, other) in [
        ("Kumo", "Kumo Japan"),
        ("Kumo", "Kumo-Aoba"),
        ("Kumo Osaka", "Kumo"),
        ("Kumo (Osaka)", "Kumo (Kyoto)"),
        ("Old Mill", "Mill House"),
        ("理想科学", "理想"),
        ("Kumo & Aoba", "Kumo"),
        ("St. Mary's", "St. Mary"),
    ] {
        let ran = score(&[(
            "a.csv",
            format!("subject,date,need\n{one},2026-11-01,2\n{other},2026-11-01,1\n").as_bytes(),
        )]);
        assert!(!ran.stderr.contains("may be one company"), "{one} {other}\n{}", ran.stderr);
    }
    let apart = "subject,ref,need\nKumo,1,2\nKumo (Osaka),2,1\n";
    assert_eq!(score(&[("a.csv", apart.as_bytes())]).stderr, "");
}

#[test]
fn rows_that_a_column_says_are_not_of_today_are_not_scored() {
    for (heading, cell) in [
        ("Scenario", "Target"),
        ("Scenario", "2028 plan"),
        ("シナリオ", "目標"),
        ("Timeframe", "Vision 2030"),
    ] {
        let text = format!(
            "subject,date,{heading},product,need\nKumo,2026-11-01,{cell},software,2\nSora,2026-11-01,,software,1\n"
        );
        let (sheets, notices) = sheets(&text);
        let of_row: Vec<_> = notices.iter().filter(|notice| notice.code.id == "A131").collect();
        assert_eq!((sheets.len(), of_row.len()), (1, 1), "{heading} {cell}: {notices:#?}");
        let told = &of_row[0].message.en;
        assert!(told.contains(&format!("`{heading}` is `{cell}`")), "{told:?}");
    }
    for (heading, cell) in [
        ("Scenario", "Today"),
        ("Scenario", "Baseline"),
        ("Type", "Plan"),
        ("Type", "Reference"),
        ("Type", "Benchmark"),
        ("Status", "Planned"),
        ("Status", "Past"),
        ("Status", "Test"),
        ("区分", "予定"),
        ("Period", "2027"),
        ("version", "draft"),
        ("Founded", "2028"),
        ("FDA status", "planned"),
        ("Pilot", "draft"),
        ("Notes", "target"),
        ("ref", "2028"),
        ("ref", "target-12"),
        ("ref", "PLAN-0012"),
        ("ref", "TEST-12"),
        ("ref", "old-7"),
        ("ref", "reference"),
        ("respondent", "Target Health CEO"),
    ] {
        let text = format!("subject,date,{heading},need\nKumo,2026-11-01,{cell},2\n");
        let (sheets, notices) = sheets(&text);
        assert_eq!(sheets.len(), 1, "{heading} {cell}: {notices:#?}");
        assert!(!codes(&notices).contains(&"A131"), "{heading} {cell}: {notices:#?}");
    }
    // What only may say so is scored, and reported, as is what is no row of many.
    for (heading, cell) in
        [("ref", "Plan 2028"), ("respondent", "目標"), ("respondent", "Prior"), ("scenario", "Target")]
    {
        let row = format!("subject,date,{heading},need\nKumo,2026-11-01,{cell},2\n");
        let record = format!("{{\"subject\": \"Kumo\", \"{heading}\": \"{cell}\", \"need\": 2}}");
        let nested = record.replace("\"need\": 2", "\"answers\": {\"need\": 2}");
        for text in [record, nested] {
            let reading = read_text(&text, Form::Json, &small());
            assert!(codes(&reading.notices).contains(&"A131"), "{text}: {:#?}", reading.notices);
        }
        if heading != "scenario" {
            let ran = score(&[("a.csv", row.as_bytes())]);
            let told = format!("`{heading}` is `{cell}`");
            assert!(ran.stdout.contains("Kumo") && ran.stderr.contains(&told), "{row}{}", ran.stderr);
        }
    }
}

#[test]
fn what_is_before_the_name_of_a_company_says_nothing_of_its_row() {
    for (heading, cell) in [
        ("Programme", "Vision 2030"),
        ("Fund", "Future Plan"),
        ("Source", "Archive 2025"),
        ("Batch", "次回"),
        ("Source", "Total"),
    ] {
        let (found, notices) = sheets(&format!("{heading},subject,date,need\n{cell},Kumo,2026-11-01,2\n"));
        assert_eq!(found.len(), 1, "{heading} {cell}: {notices:#?}");
        assert!(!codes(&notices).contains(&"A131"), "{heading} {cell}: {notices:#?}");
    }
    assert_eq!(sheets("Name of it,need,trial\nTarget 2027,2,1\nKumo,1,1\n").0.len(), 1);
}

#[test]
fn companies_may_be_called_by_such_words() {
    for name in
        ["理想㈱", "㈱希望", "希望(株)", "Next47", "Next 47", "Ideal2", "Goal-3", "Target-1", "理想（大阪）"]
    {
        let (found, notices) =
            sheets(&format!("subject,date,product,need,trial\n{name},2026-11-01,device,2,1\n"));
        assert_eq!(found.len(), 1, "{name}: {:?}", codes(&notices));
    }
    // So they may be with no more than answers.
    for name in ["Next Level (Osaka)", "Vision 2020", "What If", "ビジョン", "IF – Insight Foundry"] {
        assert_eq!(sheets(&format!("subject,need,trial\n{name},2,1\n")).0.len(), 1, "{name}");
    }
    // A name as long as a row ends with it all the same, and soon.
    let long = format!("plan {}", "(".repeat(100_000));
    assert_eq!(sheets(&format!("subject,need,trial\n{long},2,1\n")).0.len(), 1);
    for name in ["Goal 2027", "Plan FY27", "目標2027年", "Kumo（目標）"] {
        let (found, _) = sheets(&format!("subject,need,trial\n{name},2,1\nAoba,1,1\n"));
        assert_eq!(found.len(), 1, "{name}");
    }
}
