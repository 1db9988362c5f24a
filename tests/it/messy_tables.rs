//! Tables as exporters and people really send them: what is taken, what is told, and what is never taken wrongly.

use outside_in::answers::{AnswerSheet, Form, Opened, Reading, Reply, open};
use outside_in::framework::{Choose, Framework};
use outside_in::source::Diagnostic;
use proptest::prelude::*;

use crate::process::{Ran, run_in};
use crate::support::{built_in, folder, read_text, small, small_directory};

/// The first sheet of a CSV text and what is told of the file.
fn first(text: &str, framework: &Framework) -> (AnswerSheet, Vec<Diagnostic>) {
    let Opened { found, mut notices } = open("table", text.into(), Form::Csv, framework)
        .unwrap_or_else(|reasons| panic!("{reasons:#?}\n{text}"));
    let Reading { sheet, notices: of_sheet } = found[0].read(framework).expect("a sheet");
    notices.extend(of_sheet);
    (sheet, notices)
}

fn reply(sheet: &AnswerSheet, id: &str, framework: &Framework) -> Reply {
    sheet.answer(framework.find_criterion(id).expect("a criterion")).reply.clone()
}

fn codes(notices: &[Diagnostic]) -> Vec<&str> {
    notices.iter().map(|notice| notice.code.id).collect()
}

fn score(text: &str, more: &[&str]) -> Ran {
    let (folder, framework) = (folder(&[("a.csv", text.as_bytes())]), small_directory());
    let mut args = vec!["score", "a.csv", "--framework"];
    args.extend([framework.to_str().expect("a path"), "--as-of", "2026-11-22", "--lang", "en"]);
    args.extend(more);
    run_in(folder.path(), &args)
}

#[test]
fn headings_of_exporters_are_taken() {
    let framework = built_in();
    let headings = [
        ("us-interviews", "us-interviews"),
        ("us_interviews", "us-interviews"),
        ("US Interviews", "us-interviews"),
        ("Us.Interviews", "us-interviews"),
        ("usInterviews", "us-interviews"),
        ("ＵＳ－ＩＮＴＥＲＶＩＥＷＳ", "us-interviews"),
        ("\u{feff}us-interviews", "us-interviews"),
        ("us\u{200b}-interviews\u{a0}", "us-interviews"),
        ("need_group/us_interviews", "us-interviews"),
        ("form/part/us-interviews", "us-interviews"),
        ("problem-first.us-interviews", "us-interviews"),
        ("answers.us-interviews", "us-interviews"),
        ("answers.us-interviews.level", "us-interviews"),
        ("Problem first [us-interviews]", "us-interviews"),
        ("[us-interviews] How many did you hold?", "us-interviews"),
        ("us-interviews: How many did you hold?", "us-interviews"),
        ("us-interviews：何件ですか", "us-interviews"),
        ("us_interviews. How many did you hold?", "us-interviews"),
        ("US discovery interviews", "us-interviews"),
        ("Q3. US discovery interviews", "us-interviews"),
        ("US discovery interviews *", "us-interviews"),
        ("米国での課題聞き取り", "us-interviews"),
        ("ニーズステートメント", "need-statement"),
        ("ニース\u{3099}ステートメント", "need-statement"),
        ("ﾆｰｽﾞｽﾃｰﾄﾒﾝﾄ（必須）", "need-statement"),
        ("outcome-evidence: Evidence on outcomes", "outcome-evidence"),
    ];
    for (heading, id) in headings {
        let (sheet, notices) = first(&format!("subject,coding,\"{heading}\"\nA,1,2\n"), framework);
        assert_eq!(codes(&notices), Vec::<&str>::new(), "{heading}: {notices:#?}");
        assert_eq!(reply(&sheet, id, framework), Reply::Level(2), "{heading}");
    }
}

#[test]
fn every_question_of_a_framework_is_a_heading() {
    let framework = built_in();
    for criterion in framework.criteria() {
        for question in criterion.question.all() {
            let heading = question.replace('"', "\"\"");
            let (sheet, notices) = first(&format!("subject,date,\"{heading}\"\nA,,1\n"), framework);
            assert!(notices.is_empty(), "{heading}: {notices:#?}");
            assert_eq!(reply(&sheet, &criterion.id, framework), Reply::Level(1), "{heading}");
        }
    }
    for fact in framework.facts() {
        let choice = &fact.choices[0];
        for (question, label) in fact.question.all().zip(choice.label.all()) {
            let text = format!("subject,coding,\"{question}\"\nA,1,\"{label}\"\n");
            let (sheet, notices) = first(&text, framework);
            assert!(notices.is_empty(), "{text}: {notices:#?}");
            let index = framework.find_fact(&fact.id).expect("a fact");
            assert_eq!(fact.choice_ids(sheet.fact(index)), [choice.id.as_str()], "{text}");
        }
    }
}

#[test]
fn an_id_and_the_own_words_of_a_criterion_are_its_heading() {
    let framework = built_in();
    for criterion in framework.criteria() {
        let id = &criterion.id;
        for words in criterion
            .title
            .iter()
            .flat_map(|title| title.all().collect::<Vec<_>>())
            .chain(criterion.question.all())
        {
            let words = words.replace('"', "\"\"");
            for heading in [
                format!("{id}: {words}"),
                format!("{id}：{words}"),
                format!("{id} - {words}"),
                format!("{id} ({words})"),
                format!("[{id}] {words}"),
            ] {
                let (sheet, notices) = first(&format!("subject,date,\"{heading}\"\nA,,1\n"), framework);
                assert!(notices.is_empty(), "{heading}: {notices:#?}");
                assert_eq!(reply(&sheet, id, framework), Reply::Level(1), "{heading}");
            }
        }
    }
}

#[test]
fn any_two_choices_of_a_fact_may_be_joined_by_their_words() {
    let framework = built_in();
    for fact in framework.facts().iter().filter(|fact| fact.choose == Choose::Many) {
        let index = framework.find_fact(&fact.id).expect("a fact");
        let choices: Vec<_> = fact
            .choices
            .iter()
            .filter(|choice| choice.label.all().all(|label| !label.starts_with("None")))
            .collect();
        for pair in choices.windows(2) {
            for (one, other) in pair[0].label.all().zip(pair[1].label.all()) {
                for between in [", ", "; ", "\n"] {
                    let text = format!("subject,coding,{}\nA,1,\"{one}{between}{other}\"\n", fact.id);
                    let (sheet, notices) = first(&text, framework);
                    assert!(notices.is_empty(), "{text}: {notices:#?}");
                    let ids = [pair[0].id.as_str(), pair[1].id.as_str()];
                    assert_eq!(fact.choice_ids(sheet.fact(index)), ids, "{text}");
                }
            }
        }
    }
}

#[test]
fn words_beside_unknown_are_its_note() {
    let framework = built_in();
    for (cell, note, told) in [
        ("unknown: our counsel is checking", "our counsel is checking", None),
        ("わからない（実際はレベル3、契約書あり）", "実際はレベル3、契約書あり", Some("A137")),
        ("don't know - ask the CFO", "ask the CFO", None),
    ] {
        let (sheet, notices) = first(&format!("subject,coding\nA,{cell}\n"), framework);
        assert_eq!(codes(&notices), told.into_iter().collect::<Vec<_>>(), "{cell}: {notices:#?}");
        let answer = sheet.answer(framework.find_criterion("coding").expect("a criterion"));
        assert_eq!((&answer.reply, answer.note.as_deref()), (&Reply::Unknown, Some(note)), "{cell}");
    }
}

#[test]
fn what_is_beside_an_answer_may_be_named_so_too() {
    let framework = small();
    for (heading, words) in [
        ("need_evidence", "evidence"),
        ("Need evidence", "evidence"),
        ("Need: evidence", "evidence"),
        ("need/evidence", "evidence"),
        ("group/need/evidence", "evidence"),
        ("[need] evidence", "evidence"),
        ("Evidence [need]", "evidence"),
        ("answers.need.evidence", "evidence"),
        ("ニーズ：根拠資料", "evidence"),
        ("need note", "note"),
        ("need.comment", "note"),
        ("ニーズ：メモ", "note"),
        ("need_date", "date"),
        ("need 回答日", "date"),
    ] {
        let (sheet, notices) = first(&format!("subject,need,{heading}\nA,2,2026-11-01\n"), &framework);
        assert!(notices.is_empty(), "{heading}: {notices:#?}");
        let answer = sheet.answer(framework.find_criterion("need").expect("a criterion"));
        let held = (
            answer.evidence.as_slice() == ["2026-11-01"],
            answer.note.as_deref() == Some("2026-11-01"),
            answer.date.is_some(),
        );
        assert_eq!(held, (words == "evidence", words == "note", words == "date"), "{heading}");
    }
    for (heading, key) in
        [("Company", "subject"), ("会社名", "subject"), ("Name of the company or product", "subject")]
    {
        let (sheet, notices) = first(&format!("{heading},need\nKumo,2\n"), &framework);
        assert!(notices.is_empty() && key == "subject", "{notices:#?}");
        assert_eq!(sheet.subject.as_deref(), Some("Kumo"), "{heading}");
    }
    // The key itself counts, rather than another word for it.
    let (sheet, notices) = first("Company,subject,need\nKumo,Aoba,2\n", &framework);
    assert_eq!((sheet.subject.as_deref(), codes(&notices)), (Some("Aoba"), vec!["A101"]));
}

#[test]
fn headings_that_say_something_else_are_told() {
    let framework = built_in();
    for heading in [
        "Comments [us-interviews]",
        "Score (us-interviews)",
        "previous/us-interviews",
        "us-interviews: score",
        "no-us-interviews",
        "us-interviews-2025",
        "old us-interviews",
        "us-intervews",
        "workflow.us-interviews",
    ] {
        let (sheet, notices) = first(&format!("subject,coding,{heading}\nA,1,2\n"), framework);
        assert_eq!(reply(&sheet, "us-interviews", framework), Reply::Unanswered, "{heading}");
        if heading.starts_with("Comments") {
            continue;
        }
        let [notice] = notices.as_slice() else { panic!("{heading}: {notices:#?}") };
        assert_eq!((notice.code.id, notice.meant.as_deref()), ("A012", Some("us-interviews")), "{heading}");
    }
    // What stands below headings to explain them is no answer, but does not make others none.
    for row in [",#questions,Which?,How many?\n", "Who,,Which?,How many?\n\"{\"\"ImportId\"\":1}\",,,\n"] {
        let text = format!("subject,framework,coding,us-intervews\n{row}A,,1,2\n");
        let Opened { found, notices } = open("table", text.into(), Form::Csv, framework).expect("a header");
        assert_eq!((found.len(), codes(&notices).contains(&"A012")), (1, true), "{notices:#?}");
    }
    // A column that cannot be answers is a warning.
    let (_, notices) = first("subject,coding,us-intervews\nA,1,many\n", framework);
    assert_eq!(codes(&notices), ["A101"]);
    let ran = score("subject,need,tryal\nA,1,2\n", &[]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
}

#[test]
fn what_exporters_add_of_their_own_is_no_key_of_a_sheet_and_not_told() {
    let framework = small();
    for columns in [
        "start,end,today,deviceid,__version__,_version_,_version__001,_id,_uuid,_submission_time,_validation_status,_notes,_index",
        "SubmissionDate,KEY,meta/instanceID,formdef_version,SubmitterName,starttime,endtime,FormVersion",
        "Timestamp",
        "タイムスタンプ",
        "submitdate,lastpage,startlanguage,seed,startdate,datestamp,ipaddr",
        "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,UserLanguage",
        "ID,Start time,Completion time,Email,Name,Last modified time",
        "ID,開始時刻,完了時刻,メール,名前",
        "id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,seed. Seed",
    ] {
        let cells = columns.split(',').map(|_| "2026-11-01").collect::<Vec<_>>().join(",");
        let (sheet, notices) = first(&format!("{columns},subject,need\n{cells},Kumo,2\n"), &framework);
        assert!(notices.is_empty(), "{columns}: {notices:#?}");
        assert_eq!((sheet.version, sheet.reference), (None, None), "{columns}");
        assert_eq!(sheet.date.map(|day| day.to_string()).as_deref(), Some("2026-11-01"), "{columns}");
        assert_eq!((sheet.subject.as_deref(), sheet.respondent), (Some("Kumo"), None));
    }
    // A record of such a service, too.
    let record = "{\"_id\": 5, \"__version__\": \"vX\", \"_version_\": \"vY\", \"_notes\": [], \"meta/instanceID\": \"u\", \
                  \"subject\": \"Kumo\", \"need\": \"2\"}";
    let Reading { sheet, notices } = read_text(record, Form::Json, &framework);
    assert!(notices.is_empty() && sheet.version.is_none(), "{notices:#?}");
    // Where nothing else is an exporter's, the same words may be anybody's.
    let (_, notices) = first("subject,need,Status\nKumo,2,open\n", &framework);
    assert_eq!(codes(&notices), ["A101"]);
}

#[test]
fn head_keys_facts_and_criteria_are_named_alike() {
    let framework = small();
    for (key, words) in [
        ("subject", "Company"),
        ("date", "When was this answered?"),
        ("product", "What kind is it?"),
        ("need", "Is it written down?"),
    ] {
        for heading in [
            format!("{key}. {words}"),
            format!("{key}: {words}"),
            format!("{key} - {words}"),
            format!("{key} – {words}"),
            format!("{words} [{key}]"),
            format!("{key}[SQ001]"),
        ] {
            let others: Vec<&str> =
                ["subject", "date", "product", "need"].into_iter().filter(|other| *other != key).collect();
            let cell = |key: &str| match key {
                "subject" => "Kumo",
                "date" => "2026-11-01",
                "product" => "device",
                _ => "2",
            };
            let cells: Vec<&str> = others.iter().map(|key| cell(key)).collect();
            let text =
                format!("\"{heading}\",{},trial\n{},{},1\n", others.join(","), cell(key), cells.join(","));
            let (sheet, notices) = first(&text, &framework);
            assert!(notices.is_empty(), "{heading}: {notices:#?}");
            assert_eq!(sheet.subject.as_deref(), Some("Kumo"), "{heading}");
            assert_eq!(sheet.date.map(|day| day.to_string()).as_deref(), Some("2026-11-01"), "{heading}");
            assert_eq!(reply(&sheet, "need", &framework), Reply::Level(2), "{heading}");
            let product = framework.find_fact("product").expect("a fact");
            assert_eq!(sheet.fact(product).len(), 1, "{heading}");
        }
    }
    let (sheet, notices) = first("G01Q01. Is the need written down?,subject,trial\n2,Kumo,1\n", &framework);
    assert!(notices.is_empty(), "{notices:#?}");
    assert_eq!(reply(&sheet, "need", &framework), Reply::Level(2));
}

#[test]
fn of_columns_that_mean_the_same_the_filled_one_counts() {
    let framework = small();
    for text in [
        "subject,need,trial,Need\nA,,1,2\n",
        "subject,need,trial,Need\nA,2,1,\n",
        "subject,need,trial,Need\nA,2,1,2\n",
        "subject,need,trial,Need\nA,-,1,2\n",
        "subject,Is the need written down?,trial,Need,need\nA,,1,2,\n",
    ] {
        let (sheet, notices) = first(text, &framework);
        assert!(notices.is_empty(), "{text}: {notices:#?}");
        assert_eq!(reply(&sheet, "need", &framework), Reply::Level(2), "{text}");
    }
    let (sheet, notices) = first("date,回答日,need\n,2026-11-01,2\n", &framework);
    assert_eq!(codes(&notices), ["A101"]);
    assert_eq!(notices[0].message.en, "column B, `回答日`, counts only where `date` is empty");
    assert_eq!(sheet.date.map(|day| day.to_string()).as_deref(), Some("2026-11-01"));
    let (sheet, notices) = first("会社名,企業名,need\nKumo,Aoba,2\n", &framework);
    assert_eq!((sheet.subject, codes(&notices)), (None, vec!["A003"]));
    // Row by row.
    let ran = score("subject,need,Need\nA,1,\nB,,1\nC,1,2\n", &["--format", "json"]);
    assert_eq!((ran.code, ran.json()["assessments"].as_array().map(Vec::len)), (1, Some(3)));
    assert_eq!(ran.stderr.matches("A003").count(), 1, "{}", ran.stderr);

    // The choices of a fact in one column and in a column for each.
    let places = framework.find_fact("places").expect("a fact");
    let given = |row: &str| {
        let header = "subject,need,places,places/hospital,places/home,places/laboratory";
        let (sheet, notices) = first(&format!("{header}\nA,1,{row}\n"), &framework);
        let ids = framework[places].choice_ids(sheet.fact(places)).into_iter().map(str::to_owned);
        let codes: Vec<String> = codes(&notices).into_iter().map(str::to_owned).collect();
        (ids.collect::<Vec<_>>(), codes)
    };
    let both = vec!["hospital".to_owned(), "home".to_owned()];
    for row in ["hospital home,1,1,0", ",1,1,0", "hospital home,,,", "hospital home,TRUE,TRUE,", "-,1,1,"] {
        assert_eq!(given(row), (both.clone(), Vec::new()), "{row}");
    }
    for row in ["hospital,1,1,0", "hospital home,1,0,0", "home,1,,"] {
        assert_eq!(given(row), (Vec::new(), vec!["A003".to_owned()]), "{row}");
    }
}

#[test]
fn of_two_columns_for_one_id_neither_is_used() {
    for header in ["subject,need,trial,Need", "subject,need,trial,Is the need written down?"] {
        let framework = small();
        let (sheet, notices) = first(&format!("{header}\nA,1,2,2\n"), &framework);
        assert_eq!(codes(&notices), ["A003"], "{header}");
        assert_eq!(reply(&sheet, "need", &framework), Reply::Unanswered);
        assert_eq!(reply(&sheet, "trial", &framework), Reply::Level(2));
        assert_eq!(score(&format!("{header}\nA,1,2,2\n"), &[]).code, 1);
    }
}

#[test]
fn columns_that_are_merely_not_used_are_one_finding() {
    let header: Vec<String> = (0..3_000).map(|at| format!("c{at}")).collect();
    let (_, notices) = first(&format!("subject,need,{}\nA,1\n", header.join(",")), &small());
    let [notice] = notices.as_slice() else { panic!("{notices:#?}") };
    let names: Vec<String> =
        (0..12).map(|at| format!("{} `c{at}`", outside_in::source::column_letters(at + 2))).collect();
    let list = names.join(", ");
    assert_eq!(notice.message.en, format!("3000 columns were not used: {list} and 2988 more"));
    // What may be meant for a column that is not there is told by itself; what is there is not meant again.
    let text = "No.,subject,E-mail,nead,Points - trial,trial,Notes on call\n1,A,a@b.c,x,5,2,\n";
    let (sheet, notices) = first(text, &small());
    let told: Vec<&str> = notices.iter().map(|notice| notice.message.en.as_str()).collect();
    assert_eq!(
        told,
        [
            "column D, `nead`, was not used",
            "4 columns were not used: A `No.`, C `E-mail`, E `Points - trial`, G `Notes on call`"
        ]
    );
    assert_eq!(reply(&sheet, "trial", &small()), Reply::Level(2));
    let long = format!("subject,need,{},\"Two\nlines\"\nA,1\n", "x".repeat(100));
    let (_, notices) = first(&long, &small());
    let told = format!("2 columns were not used: C `{}…`, D `Two`", "x".repeat(39));
    assert_eq!(notices[0].message.en, told);
}

#[test]
fn a_header_below_titles_is_found() {
    let rows = "subject;need;trial\nA;1;2\nB;2;1\n";
    for above in ["Readiness 2026;;\n;;\n", "Readiness, 2026\n\n", "As of;2026-11-01\nBy;CEO\n\n", "Need\n"] {
        let Opened { found, notices } =
            open("table", format!("{above}{rows}").into(), Form::Csv, &small()).expect("a header");
        assert_eq!((found.len(), codes(&notices)), (2, vec!["A131"]), "{above}");
        let line = above.lines().count() + 2;
        assert_eq!(found[0].line(), Some(line), "{above}");
        let ran = score(&format!("{above}{rows}"), &["--format", "csv"]);
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, 3), "{}", ran.stderr);
    }
    // One name alone is not certain, but told.
    let reasons = open("table", "Title\n\nneed\n1\n".into(), Form::Csv, &small()).expect_err("no header");
    let help = reasons[0].help.as_ref().expect("what to do");
    assert_eq!(help.en, "line 3 looks like the headings: delete the lines above it");
}

#[test]
fn a_header_again_is_read_as_one() {
    let filler: String = (0..30_000).map(|at| format!("C{at},1,2\n")).collect();
    for filler in ["", &filler] {
        let text = format!(
            "subject,need,trial\nA,1,2\n{filler}subject,need,trial\nB,2,1\ntrial,subject,need\nWhich?,,What?\n0,C,1\n"
        );
        let (framework, count) = (small(), filler.lines().count() + 3);
        let Opened { found, notices } =
            open("table", text.clone().into(), Form::Csv, &framework).expect("a header");
        assert_eq!((found.len(), codes(&notices)), (count, vec!["A131", "A131", "A101"]));
        let last = found.last().expect("a sheet").read(&framework).expect("a sheet").sheet;
        assert_eq!(last.subject.as_deref(), Some("C"));
        assert_eq!(reply(&last, "trial", &framework), Reply::Level(0));
        // A stream says the same.
        let ran = score(&text, &["--format", "ndjson", "--detail"]);
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, count), "{}", ran.stderr);
        let last: serde_json::Value =
            serde_json::from_str(ran.stdout.lines().last().expect("a line")).expect("JSON");
        assert_eq!(last["subject"], "C");
        assert_eq!(last["input"]["line"], text.lines().count());
        assert_eq!(last["stages"][0]["criteria"][0]["level"], 1);
        assert_eq!(ran.stderr.matches("A131").count(), 2, "{}", ran.stderr);
    }
}

#[test]
fn headers_again_below_an_open_quote_are_read_as_in_a_file_that_is_read_whole() {
    let rows = |name: &str, count| -> String { (0..count).map(|at| format!("{name}{at},1,2\n")).collect() };
    let header = "subject,need,trial\n";
    // More than is read at a time stands below the quotation mark that nobody closes.
    let (before, below) = (rows("A", 60_000), rows("B", 60_000));
    let text = format!("{header}\"Open,1,2\n{before}{header}{below}{header}C,2,1\n");
    let ran = score(&text, &["--format", "ndjson"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (1, 120_002), "{}", ran.stderr);
    let Opened { found, .. } = open("table", text.clone().into(), Form::Csv, &small()).expect("a header");
    let lines = ran.stdout.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        line["input"]["line"].as_u64()
    });
    let whole: Vec<_> = found.iter().map(|sheet| sheet.line().map(|line| line as u64)).collect();
    assert!(lines.eq(whole), "every row is read once");
    assert_eq!(ran.stderr.matches("A131").count(), 2, "{}", ran.stderr);
}

#[test]
fn a_row_with_another_separator_is_refused() {
    let ran = score("subject,need,trial\nA,1,2\nB;2;1\n\"C; D\",1,\n", &["--format", "json"]);
    assert_eq!(ran.code, 1);
    let result = ran.json();
    assert_eq!(
        (&result["refused"][0]["input"]["line"], &result["refused"][0]["code"]),
        (&3.into(), &"A002".into())
    );
    assert_eq!(result["assessments"][1]["subject"], "C; D");
}

#[test]
fn rows_that_are_no_company_are_told() {
    let text = "subject,need,trial,Remark\nKumo,2,1,\nAoba,1,1,\nTotal,3,2,\n平均,1.5,1,\n集計,3,2,\nLegend: 0 = none,,,\nSato,,,\n\u{1a}";
    let ran = score(text, &["--format", "csv"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 3), "{}\n{}", ran.stdout, ran.stderr);
    assert_eq!(ran.stderr.matches("A131").count(), 5, "{}", ran.stderr);
    assert!(ran.stderr.contains("`Sato` stands here without any answer"), "{}", ran.stderr);
    // What says anything else of a company is one.
    let text = "subject,date,need,trial\nTotal,2026-11-01,2,1\nMax K.K.,,1,1\nSum,,2,unknown\n";
    let ran = score(text, &["--format", "csv"]);
    assert_eq!(ran.stdout.lines().count(), 4, "{}", ran.stderr);
    // Targets, weights and examples are none either, in whatever they say.
    for name in [
        "満点",
        "目標",
        "【目標】",
        "配点",
        "業界平均",
        "Target",
        "target (2027)",
        "Benchmark",
        "Full marks",
        "Industry average",
        "記入例",
        "※記入例",
        "例：Kumo",
        "（例）Kumo",
        "記入例2",
        "Example",
        "[Sample]",
        "e.g.",
        "Total",
        "最大：",
        "平均点",
    ] {
        for row in [format!("{name},,2,1"), format!(",{name},2,1")] {
            let ran = score(&format!("no,subject,need,trial\n1,Kumo,2,1\n{row}\n"), &["--format", "csv"]);
            assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{row}: {}", ran.stderr);
            assert_eq!(ran.stderr.matches("A131").count(), 1, "{row}: {}", ran.stderr);
        }
    }
    // An example is filled in as a company would be; of a standard levels may be in words.
    let others = "記入例,2026-11-01,software,2,na: none\nTarget,,,2: confirmed,unknown\n";
    let text = format!("subject,date,product,need,trial\nKumo,,,1,1\n{others}");
    assert_eq!(score(&text, &["--format", "csv"]).stdout.lines().count(), 2);
    // A name with such a word in it is a name.
    for name in
        ["Target Health K.K.", "例研", "Sample 1", "N1", "Totalis", "目標医療", "Max", "Average Joe Inc."]
    {
        let row = if name == "Max" { "Max,2026-11-01,1,1".to_owned() } else { format!("{name},,2,1") };
        let ran = score(&format!("subject,date,need,trial\nKumo,,2,1\n{row}\n"), &["--format", "csv"]);
        assert_eq!((ran.stdout.lines().count(), ran.stderr.as_str()), (3, ""), "{name}");
    }
}

#[test]
fn a_company_that_has_answered_nothing_is_told() {
    let text = "subject,product,need,trial,need.note\nKumo,software,,,\nAoba,device,1,,\nMori,,,,soon\n";
    let ran = score(text, &["--format", "csv"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4), "{}", ran.stderr);
    let told: Vec<_> =
        ran.stderr.lines().filter(|line| line.contains("--> ") || line.contains("A138")).collect();
    let message =
        "warning[A138 nothing-answered]: nothing is answered here; all of it was scored as unanswered";
    assert_eq!(told, [message, " --> a.csv:2:1", message, " --> a.csv:4:1"]);
    let ran = score("id,answer\nsubject,Kumo\nproduct,software\nneed,\n", &["--format", "csv"]);
    assert_eq!((ran.code, ran.stderr.matches("A138").count()), (0, 1), "{}", ran.stderr);
}

#[test]
fn a_company_with_several_sheets_is_told_with_their_places() {
    let message = |name: &str, first: &str, other: &str| {
        format!(
            "warning[A139 repeated-subject]: `{name}` has several answer sheets, each of which counts: {first} and {other}"
        )
    };
    let told = |text: &str, more: &[&str]| {
        let ran = score(text, more);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stderr.lines().filter(|line| line.contains("A139")).map(str::to_owned).collect::<Vec<_>>()
    };
    let text = "subject,ref,need\nKumo,,2\nAoba,1,1\nＫＵＭＯ,,2\nAoba,2,1\nAoba K.K., 1,0\nKumo,,1\n";
    let expected = [
        message("ＫＵＭＯ", "a.csv:2", "a.csv:4"),
        message("Aoba K.K. [1]", "a.csv:3", "a.csv:6"),
        message("Kumo", "a.csv:2", "a.csv:7"),
    ];
    for form in ["csv", "ndjson", "json", "table"] {
        assert_eq!(told(text, &["--format", form]), expected, "{form}");
    }
    assert_eq!(told(text, &["--format", "csv", "--threads", "2"]), expected);
    // Far apart, and nameless ones are nobody's.
    let rows: String = (0..30_000).map(|at| format!("C{at},,1\n,,2\n")).collect();
    let far = format!("subject,ref,need\nKumo,,2\n{rows}Kumo,,1\n");
    assert_eq!(told(&far, &["--format", "csv"]), [message("Kumo", "a.csv:2", "a.csv:60003")]);
}

#[test]
fn what_stands_for_an_empty_cell_is_none() {
    let framework = small();
    for marker in ["NA", "N/A", "NaN", "null", "None", "#N/A", "-", "–", ".", "なし", "<NA>"] {
        let text = format!(
            "subject,framework,version,ref,date,respondent,product,need,need.evidence,need.note,need.date,trial\n\
             A,{marker},{marker},{marker},{marker},{marker},{marker},1,{marker},{marker},{marker},{marker}\n"
        );
        let (sheet, notices) = first(&text, &framework);
        assert_eq!(codes(&notices), ["A008"], "{marker}: {notices:#?}");
        assert_eq!(notices[0].message.en, format!("`answers.trial` is `{marker}`, which is no answer"));
        let help = notices[0].help.as_ref().expect("what to do");
        assert!(help.en.contains("leave it empty") && help.ja.contains("空欄"), "{help:?}");
        let need = sheet.answer(framework.find_criterion("need").expect("a criterion"));
        assert!(need.evidence.is_empty() && need.note.is_none() && need.date.is_none(), "{marker}");
        assert!(!sheet.fact_is_answered(framework.find_fact("product").expect("a fact")), "{marker}");
        assert_eq!((sheet.version, sheet.reference, sheet.date, sheet.respondent), (None, None, None, None));
    }
}

#[test]
fn answers_in_words_are_taken() {
    let framework = small();
    let of = |text: &str| {
        let (sheet, notices) = first(&format!("subject,need,trial\nA,1,\"{text}\"\n"), &framework);
        (reply(&sheet, "trial", &framework), notices)
    };
    let level = [
        "2",
        "２",
        "2.0",
        "2: done",
        "2 – done",
        "2 - done",
        "2 (done)",
        "2) done",
        "2. done",
        "Level 2",
        "level 2: ok",
        "Lv2",
        "レベル2",
        "レベル２：終了",
        "A trial is done.",
        "a trial is done",
        "治験が終わった",
        "2 A trial is done.",
    ];
    for text in level {
        let (reply, notices) = of(text);
        assert!(notices.is_empty(), "{text}: {notices:#?}");
        assert_eq!(reply, Reply::Level(2), "{text}");
    }
    for text in ["unknown", "わからない", "不明", "I don't know", "don’t know", "Unsure", "不明（確認中）"]
    {
        let (reply, notices) = of(text);
        assert!(notices.is_empty(), "{text}: {notices:#?}");
        assert_eq!(reply, Reply::Unknown, "{text}");
    }
    for text in [
        "na: x y",
        "N/A: x y",
        "該当なし：x y",
        "does not apply: x y",
        "N/A - x y",
        "対象外（x y）",
        "Not applicable, x y",
    ] {
        let (reply, notices) = of(text);
        assert!(notices.is_empty(), "{text}: {notices:#?}");
        assert_eq!(reply, Reply::NotApplicable("x y".to_owned()), "{text}");
    }
    for text in ["2-3", "2/4", "2 - 3", "2 of 4", "two", "2 levels", "1.5", "9", "-1"] {
        let (reply, notices) = of(text);
        assert_eq!((reply, notices.len()), (Reply::Unanswered, 1), "{text}");
    }
    let (_, notices) = of("A trial is planed");
    let help = notices[0].help.as_ref().expect("what is meant");
    assert_eq!(help.en, "did you mean 1 (A trial is planned.)?");
}

/// What a cell under `trial` says, and what is told of it.
fn of_trial(text: &str) -> (Reply, Option<String>, Vec<Diagnostic>) {
    let framework = small();
    let text = text.replace('"', "\"\"");
    let (sheet, notices) = first(&format!("subject,need,trial\nA,1,\"{text}\"\n"), &framework);
    let answer = sheet.answer(framework.find_criterion("trial").expect("a criterion"));
    (answer.reply.clone(), answer.note.clone(), notices)
}

#[test]
fn a_level_that_the_text_beside_it_contradicts_does_not_count() {
    for (text, message) in [
        ("1: A trial is done.", "`answers.trial` is level 1, but has the text of level 2 beside it"),
        ("1. A trial is done", "`answers.trial` is level 1, but has the text of level 2 beside it"),
        ("0 治験が終わった", "`answers.trial` is level 0, but has the text of level 2 beside it"),
        ("2 - A trial is planed.", "`answers.trial` is level 2, but has the text of level 1 beside it"),
        ("2（治験の計画がある）", "`answers.trial` is level 2, but has the text of level 1 beside it"),
        ("1: A trial is done. See memo", "`answers.trial` is level 1, but has the text of level 2 beside it"),
        ("2: 未達", "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: 未達`"),
        (
            "2: unknown",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: unknown`",
        ),
        ("2 (N/A)", "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2 (N/A)`"),
        (
            "2 – not yet",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2 – not yet`",
        ),
        ("2: ?", "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: ?`"),
        ("2: なし", "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: なし`"),
        (
            "2 (planned for 2027)",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2 (planned for 2027)`",
        ),
        (
            "2: 2027年に実施予定",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: 2027年に実施予定`",
        ),
        (
            "level 2: by 2027",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `level 2: by 2027`",
        ),
        (
            "2（目標）",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2（目標）`",
        ),
        (
            "2: A trial is done. NOT YET",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: A trial is done. NOT YET`",
        ),
        (
            "2: A trial is done?",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2: A trial is done?`",
        ),
        (
            "2: A trial is done. / 治験の計画がある。",
            "`answers.trial` is level 2, but has the text of level 1 beside it",
        ),
        (
            "2 - see memo -> 1",
            "`answers.trial` is level 2, but the words beside it doubt, limit or deny it: `2 - see memo -> 1`",
        ),
        ("2 (CEO), 1 (CTO)", "`answers.trial` has more than one number: `2 (CEO), 1 (CTO)`"),
        ("2（CTOは1）", "`answers.trial` has more than one number: `2（CTOは1）`"),
        ("2:1", "`answers.trial` has more than one number: `2:1`"),
        ("2: 1, 0", "`answers.trial` has more than one number: `2: 1, 0`"),
    ] {
        let (reply, _, notices) = of_trial(text);
        assert_eq!((reply, codes(&notices)), (Reply::Unanswered, vec!["A008"]), "{text}");
        assert_eq!(notices[0].message.en, message);
        assert!(notices[0].help.is_some(), "{text}");
        // The same in texts of other forms.
        for (sheet, form) in [
            (format!("[answers]\ntrial = \"{text}\"\n"), Form::Toml),
            (format!("{{\"answers\": {{\"trial\": {{\"level\": \"{text}\"}}}}}}"), Form::Json),
            (format!("{{\"need\": 1, \"trial\": \"{text}\"}}"), Form::Json),
        ] {
            let Reading { sheet, notices } = read_text(&sheet, form, &small());
            assert_eq!(reply_of(&sheet), Reply::Unanswered, "{text}");
            assert_eq!(notices[0].message.en, message);
        }
    }
}

fn reply_of(sheet: &AnswerSheet) -> Reply {
    reply(sheet, "trial", &small())
}

#[test]
fn a_remark_beside_a_level_is_its_note_and_its_own_text_is_none() {
    for text in [
        "2: A trial is done.",
        "2: a trial is DONE",
        "2: A trial is",
        "2: A trial is done. 治験が終わった。",
        "2: yes",
        "2：はい",
        "2 治験が終わった",
        "2:",
        "2: -",
        "1: A trial is planned.",
        "1: 治験の計画",
    ] {
        let (reply, note, notices) = of_trial(text);
        assert!(notices.is_empty() && matches!(reply, Reply::Level(_)), "{text}: {notices:#?}");
        assert_eq!(note, None, "{text}");
    }
    for (text, level, remark) in [
        ("2 - see memo", 2, "see memo"),
        ("2: A trial was done.", 2, "A trial was done."),
        ("2: A trial is done. See memo", 2, "See memo"),
        ("0: not yet", 0, "not yet"),
        ("2（メモ参照）", 2, "メモ参照"),
        ("2 (3 sites)", 2, "3 sites"),
        ("2: 2025-11-01", 2, "2025-11-01"),
        // The level itself is about a plan.
        ("1: planned for the spring of 2027", 1, "planned for the spring of 2027"),
    ] {
        let (reply, note, notices) = of_trial(text);
        assert_eq!(codes(&notices), ["A137"], "{text}: {notices:#?}");
        assert_eq!((reply, note.as_deref()), (Reply::Level(level), Some(remark)), "{text}");
    }
    // It stands before what the note says.
    let framework = small();
    let (sheet, _) = first("subject,need,need.note\nA,2 - see memo,page 4\n", &framework);
    let need = sheet.answer(framework.find_criterion("need").expect("a criterion"));
    assert_eq!(need.note.as_deref(), Some("see memo\npage 4"));
}

#[test]
fn a_choice_that_is_only_planned_is_none() {
    for cell in ["device: planned", "device：未定", "device: TBD", "device: by 2027"] {
        let (sheet, notices) = first(&format!("subject,need,product\nA,1,\"{cell}\"\n"), &small());
        assert_eq!(codes(&notices), ["A011"], "{cell}");
        let product = small().find_fact("product").expect("a fact");
        assert!(!sheet.fact_is_answered(product), "{cell}");
    }
}

#[test]
fn what_nobody_sees_is_no_part_of_an_answer() {
    let framework = small();
    for hidden in [
        "\u{200b}",
        "\u{feff}",
        "\u{ad}",
        "\u{200e}",
        "\u{202a}",
        "\u{2066}",
        "\u{fe0f}",
        "\u{e0101}",
        "\u{e0067}",
    ] {
        let text = format!(
            "subject,framework,date,product,need,need.date,trial,price\n\
             A,small{hidden},2026{hidden}-11-20,dev{hidden}ice,{hidden}2,2026-11-{hidden}20,un{hidden}known,1:{hidden}\n"
        );
        let (sheet, notices) = first(&text, &framework);
        assert!(notices.is_empty(), "{hidden:?}: {notices:#?}");
        assert_eq!(reply(&sheet, "need", &framework), Reply::Level(2));
        assert_eq!(reply(&sheet, "trial", &framework), Reply::Unknown);
        assert_eq!(reply(&sheet, "price", &framework), Reply::Level(1));
        let product = framework.find_fact("product").expect("a fact");
        assert_eq!(framework[product].choice_ids(sheet.fact(product)), ["device"]);
        let toml = format!(
            "framework = \"small{hidden}\"\n[facts]\nproduct = \"device{hidden}\"\n[answers]\ntrial = \"unknown{hidden}\"\n\
             need = \"2{hidden}\"\n"
        );
        let Reading { sheet, notices } = read_text(&toml, Form::Toml, &framework);
        assert_eq!(reply(&sheet, "trial", &framework), Reply::Unknown);
        assert_eq!(framework[product].choice_ids(sheet.fact(product)), ["device"]);
        assert_eq!(
            notices.iter().map(|notice| notice.message.en.as_str()).collect::<Vec<_>>(),
            ["`answers.need` must be a level, \"unknown\" or a table, not \"2\" with invisible characters"]
        );
    }
}

#[test]
fn levels_are_taken_in_every_clear_spelling() {
    for text in [
        "L2",
        "l2",
        "Ｌ２",
        "Lv.2",
        "Lv 2",
        "2;",
        "lvl 2",
        "Level: 2",
        "レベル：2",
        "2,0",
        "2,00",
        "２．０",
        "２",
        "②",
        "2点",
        "2 達成",
        "レベル２です",
        "2 of 2",
    ] {
        let (reply, _, notices) = of_trial(text);
        assert!(notices.is_empty(), "{text}: {notices:#?}");
        assert_eq!(reply, Reply::Level(2), "{text}");
    }
    for text in ["2,5", "2,000", "2,1", "2/2", "Ⅱ", "2～3", "2!", "#2"] {
        let (reply, _, notices) = of_trial(text);
        assert_eq!((reply, codes(&notices)), (Reply::Unanswered, vec!["A008"]), "{text}");
    }
    for (text, told) in [
        ("#2", "write one level as a plain number, from 0 to 2"),
        ("2/4", "write one level as a plain number, from 0 to 2"),
        ("2/2", "write 2 if it means 2 of 2; otherwise one level as a plain number"),
        (
            "1 hospital",
            "write 1 if that is the level, and the words as its note; if something is counted, write the level that it \
             reaches, from 0 to 2",
        ),
        ("1 planned", "write the level that is true today, or `unknown`, and the rest as its note"),
    ] {
        let (_, _, notices) = of_trial(text);
        assert_eq!(notices[0].help.as_ref().map(|help| help.en.as_str()), Some(told), "{text}");
    }
}

#[test]
fn several_choices_are_parted_as_people_do() {
    let framework = small();
    let places = framework.find_fact("places").expect("a fact");
    let given = |header: &str, row: &str| {
        let (sheet, notices) = first(&format!("subject,need,{header}\nA,1,{row}\n"), &framework);
        assert!(notices.is_empty(), "{header} {row}: {notices:#?}");
        framework[places].choice_ids(sheet.fact(places)).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    for cell in [
        "hospital;home",
        "hospital, home",
        "hospital、在宅",
        "Hospital / home",
        "hospital home",
        "病院\n在宅",
        "hospital; 在宅",
        "Hospital; Home;",
    ] {
        assert_eq!(given("places", &format!("\"{cell}\"")), ["hospital", "home"], "{cell}");
    }
    for header in [
        "places/hospital,places/home,places/laboratory",
        "places.hospital,places.home,places.laboratory",
        "places_hospital,places_home,places_laboratory",
        "places [Hospital],places [Home],places [Laboratory]",
        "Where is it used? [病院],Where is it used? [在宅],Where is it used? [検査室]",
        "places[SQ001]. Where is it used? [Hospital],places[SQ002]. Where is it used? [Home],places[SQ003]. Where is it used? [Laboratory]",
    ] {
        for row in ["1,1,0", "TRUE,TRUE,FALSE", "x,x,", "yes,Yes,no", "hospital,home,"] {
            assert_eq!(given(header, row), ["hospital", "home"], "{header} {row}");
        }
    }
    let (_, notices) = first("subject,need,places/home\nA,1,maybe\n", &framework);
    assert_eq!(codes(&notices), ["A011"]);
}

#[test]
fn a_rounded_reference_joins_nobody() {
    let ran = score("subject,ref,need\nKumo,1.23457E+12,2\nAoba,1.23457E+12,1\n", &["--cohort"]);
    assert!(!ran.stdout.contains("more than one answer sheet"), "{}", ran.stdout);
    let framework = small();
    for text in ["ref = \"1.23457E+12\"\n[answers]\n", "ref = 1234567890123450000\n[answers]\n"] {
        let Reading { sheet, notices } = read_text(text, Form::Toml, &framework);
        assert_eq!((sheet.reference, codes(&notices)), (None, vec!["A130"]));
    }
}

#[test]
fn a_day_is_read_alike_in_all_forms() {
    let framework = small();
    for day in [
        "2026-11-20",
        "2026/11/20",
        "2026.11.20",
        "20261120",
        "2026年11月20日",
        "令和8年11月20日",
        "2026-11-20T10:00:00+09:00",
        "2026-11-20T01:02:03.000Z",
        "2026-11-20 10:00",
        "20.11.2026",
        "11/20/2026 10:33",
        "20/11/2026",
        "Nov 20 2026",
        "20 Nov 2026",
        "November 20, 2026",
        "20-Nov-2026",
        "Fri, 20th of November 2026 10:33:05",
    ] {
        let csv = first(&format!("date,need,need.date\n\"{day}\",1,\"{day}\"\n"), &framework);
        let read = |text: String, form| {
            let Reading { sheet, notices } = read_text(&text, form, &framework);
            (sheet, notices)
        };
        let toml = read(
            format!("date = \"{day}\"\n[answers]\nneed = {{ level = 1, date = \"{day}\" }}\n"),
            Form::Toml,
        );
        let json = read(
            format!(
                "{{\"date\": \"{day}\", \"answers\": {{\"need\": {{\"level\": 1, \"date\": \"{day}\"}}}}}}"
            ),
            Form::Json,
        );
        for (sheet, notices) in [csv, toml, json] {
            assert!(notices.is_empty(), "{day}: {notices:#?}");
            let need = sheet.answer(framework.find_criterion("need").expect("a criterion"));
            let days = [sheet.date, need.date].map(|day| day.map(|day| day.to_string()));
            assert_eq!(days, [(); 2].map(|()| Some("2026-11-20".to_owned())), "{day}");
        }
    }
    for bare in ["2026-11-20T10:00:00+09:00", "2026-11-20T10:00:00", "20261120"] {
        let Reading { sheet, notices } =
            read_text(&format!("date = {bare}\n[answers]\n"), Form::Toml, &framework);
        assert!(notices.is_empty() && sheet.date.is_some(), "{bare}: {notices:#?}");
    }
    for (day, told) in [
        ("03/04/2026", "write the year first: 2026-03-04 or 2026-04-03, whichever is meant"),
        ("3.4.2026", "write the year first: 2026-03-04 or 2026-04-03, whichever is meant"),
        ("20.11.2026 noon", "write the year first: 2026-11-20"),
    ] {
        for (_, notices) in [
            first(&format!("date,need\n{day},1\n"), &framework),
            first(&format!("need,need.date\n1,{day}\n"), &framework),
        ] {
            assert_eq!(notices[0].help.as_ref().map(|help| help.en.as_str()), Some(told));
        }
    }
}

proptest! {
    #![proptest_config(crate::random::config())]

    /// Words that name nothing of the framework, however they are put together, are no column.
    #[test]
    fn words_of_other_tables_are_no_column(
        words in proptest::collection::vec(prop::sample::select(vec![
            "Comments", "Score", "Contact", "Phone", "Amount", "Total", "Q7", "2026", "Region", "備考欄", "担当者", "電話番号",
            "Size", "Index", "start", "end", "Email", "Address", "Notes", "Level", "Date of founding", "Rank",
            "売上", "Needs review", "Industrial", "Deviceful", "Priceless", "Trialist", "Production",
        ]), 1..5),
        between in prop::sample::select(vec![" ", "_", ".", "/", ": ", " - ", " [", "(", ""]),
        close in prop::sample::select(vec!["", "]", ")", "?", " *"]),
    ) {
        let heading = format!("{}{close}", words.join(between));
        let text = format!("subject,need,\"{heading}\"\nA,1,2\n");
        let Opened { notices, .. } = open("table", text.into(), Form::Csv, &small()).expect("a header");
        prop_assert_eq!(notices.len(), 1, "{}", heading);
    }

    /// Whatever is a heading, it is taken only where its letters hold a name of what it is taken for.
    #[test]
    fn no_heading_is_taken_without_a_name_in_it(heading in "\\PC{1,24}") {
        let text = format!("subject,trial,\"{}\"\nA,1,2\n", heading.replace('"', "\"\""));
        let Ok(Opened { notices, .. }) = open("table", text.into(), Form::Csv, &small()) else { return Ok(()) };
        let letters: String = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let names = ["need", "trial", "price", "study", "product", "places", "subject", "ref", "date", "version", "company"];
        let is_named = names.iter().any(|name| letters.contains(name)) || !letters.is_ascii();
        prop_assert!(is_named || !notices.is_empty() || heading.trim().is_empty(), "{}", heading);
    }
}

#[test]
fn a_heading_that_no_exporter_adds_is_told() {
    for heading in ["_", "__", "＿", "a/_", "_memo"] {
        let (_, notices) = first(&format!("subject,trial,{heading}\nKumo,1,2\n"), &small());
        assert!(codes(&notices).contains(&"A101"), "{heading}: {notices:#?}");
    }
}

#[test]
fn a_retired_column_is_told_as_such_however_close_to_another_it_is() {
    let framework = built_in();
    for heading in ["payer-endpoints", "Payer_Endpoints", "reimbursement/payer-endpoints"] {
        let (sheet, notices) = first(&format!("subject,{heading},coding\nKumo,3,2\n"), framework);
        assert_eq!(reply(&sheet, "coding", framework), Reply::Level(2));
        assert!(!codes(&notices).contains(&"A012"), "{heading}: {notices:#?}");
    }
    let (_, notices) = first("payer-endpoints,coding\n3,2\n", framework);
    assert!(codes(&notices).contains(&"A122"), "{notices:#?}");
}

#[test]
fn a_column_for_questions_of_the_company_names_no_framework() {
    for heading in ["Questions", "Questions?", "#questions"] {
        let (sheet, notices) =
            first(&format!("subject,coding,{heading}\nKumo,2,When do we hear?\n"), built_in());
        assert_eq!(reply(&sheet, "coding", built_in()), Reply::Level(2), "{notices:#?}");
        assert!(codes(&notices).contains(&"A101"), "{heading}: {notices:#?}");
    }
    let (sheet, _) = first("subject,coding,coding rank\nKumo,2,4\n", built_in());
    assert_eq!(reply(&sheet, "coding", built_in()), Reply::Level(2));
}

/// What is told of a table without headings works: each text, what is told, and the text that comes of it.
#[test]
fn a_row_of_answers_is_not_told_to_be_the_headings() {
    let below = "here the questions stand one below the other: let the first line name the columns, `id` above the ids, \
                 `answer` above the answers";
    let turned = "here the questions stand one below the other, with several columns beside them. If one of these holds the \
                  answers of today, name it `answer`, name the column of ids `id`, and take the other answers out. If \
                  each is another company's, turn the table (Paste Special > Transpose), and name the column of names \
                  `subject`";
    for (text, told, mended) in [
        ("subject,Kumo\nneed,2\ntrial,1\n", below, "id,answer\nsubject,Kumo\nneed,2\ntrial,1\n"),
        (
            "Company,Kumo\nNeed,2\nTrial,na: none\n",
            below,
            "id,answer\nCompany,Kumo\nNeed,2\nTrial,na: none\n",
        ),
        ("subject,Kumo\nneed,2\n", below, "id,answer\nsubject,Kumo\nneed,2\n"),
        (
            "item,question,result\nsubject,Who?,Kumo\nneed,Is the need written down?,2\ntrial,Is there a trial?,1\n",
            below,
            "id,question,answer\nsubject,Who?,Kumo\nneed,Is the need written down?,2\ntrial,Is there a trial?,1\n",
        ),
        ("item,Kumo,Aoba\nneed,2,1\ntrial,1,0\n", turned, "subject,need,trial\nKumo,2,1\nAoba,1,0\n"),
        ("Report\n\nneed\n2\n", "line 3 looks like the headings: delete the lines above it", "need\n2\n"),
    ] {
        let reasons = open("table", text.into(), Form::Csv, &small()).expect_err("no header");
        assert_eq!(reasons[0].help.as_ref().expect("what to do").en, told, "{text}");
        let (sheet, _) = first(mended, &small());
        assert_eq!(reply(&sheet, "need", &small()), Reply::Level(2), "{mended}");
        assert_eq!(sheet.subject.as_deref(), text.contains("Kumo").then_some("Kumo"), "{mended}");
    }
}
