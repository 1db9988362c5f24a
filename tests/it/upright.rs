//! Tables of one company with a question a row: how they are recognized, and what of them is told.

use outside_in::answers::{Form, Opened, Reading, Reply, open};
use rust_xlsxwriter::{Note, Workbook};

use crate::process::run_in;
use crate::snapshots::Session;
use crate::support::{folder, small, small_directory};

/// What is read of a text: the subject, the replies that are there, and the codes of what is told.
fn read(text: &str) -> (Option<String>, Vec<(String, Reply)>, Vec<&'static str>) {
    let framework = small();
    let Opened { found, mut notices } = open("table", text.into(), Form::Csv, &framework)
        .unwrap_or_else(|reasons| panic!("{reasons:#?}\n{text}"));
    assert_eq!(found.len(), 1, "{text}");
    let Reading { sheet, notices: of_sheet } = found[0].read(&framework).expect("a sheet");
    notices.extend(of_sheet);
    let replies =
        framework.criterion_indices().map(|at| (framework[at].id.clone(), sheet.answer(at).reply.clone()));
    let replies = replies.filter(|(_, reply)| *reply != Reply::Unanswered).collect();
    (sheet.subject.clone(), replies, notices.iter().map(|notice| notice.code.id).collect())
}

#[test]
fn headings_and_names_are_taken_as_people_write_them() {
    for text in [
        "id,question,answer\nsubject,,A\nneed,,2\n",
        "answer;id\nA;subject\n2: yes;need\n",
        "ID,Question,Answer (0-2)\nSubject,,A\nNeed,,2\n",
        "設問,回答\n会社名,A\nニーズは文書になっていますか。,2\n",
        "設問 / Question,回答 / Answer\nName of the company or product,A\n1. Is the need written down?,２：はい\n",
        "no,question,answer,comment\n,Company,A,\n,Is the need written down?,2,\n",
        "id\u{200b},回答\u{a0}\nsubject,A\nneed\u{200b},2\n",
        "Questionnaire\n2026\nid,answer\nsubject,A\nneed,2\n",
        "id,question,answer\n,About you,\nsubject,,A\n,The need,\nneed,Is the need written down?,2\n",
    ] {
        let (subject, replies, told) = read(text);
        assert_eq!(subject.as_deref(), Some("A"), "{text}");
        assert_eq!(replies, [("need".to_owned(), Reply::Level(2))], "{text}");
        let titled = text.starts_with("Questionnaire");
        assert_eq!(told, if titled { vec!["A131"] } else { vec![] }, "{text}");
    }
}

#[test]
fn answers_ids_and_evidence_have_many_names() {
    let names = "Your answer|Current level|Current|回答内容|自己評価|評価（0〜2）|現状|レベル|Rating";
    let all = names.split('|').map(|answer| ("id", answer));
    let ids = "Code|Item|Item no.|項目|項目番号|設問|No.|Criteria".split('|').map(|id| (id, "level"));
    for (id, answer) in all.chain(ids) {
        for (need, trial) in [("need", "trial"), ("Is the need written down?", "trial")] {
            let text = format!("{id},{answer}\nsubject,A\n{need},2\n{trial},1\n");
            let (subject, replies, told) = read(&text);
            let expected =
                [("need", 2), ("trial", 1)].map(|(id, level)| (id.to_owned(), Reply::Level(level)));
            assert_eq!((subject.as_deref(), replies), (Some("A"), expected.to_vec()), "{text}");
            assert_eq!(told, [""; 0], "{text}");
        }
    }
    // Numbers name nothing; what is answered for another time is none, nor is a description beside the answer.
    for text in [
        "No.,設問,自己評価\n1,subject,A\n2,need,2\n",
        "No.,Item,Your answer\n1,subject,A\n2,need,2\n",
        "id,answer,target level\nsubject,A,\nneed,2,\n",
    ] {
        assert_eq!(
            read(text),
            (Some("A".to_owned()), vec![("need".to_owned(), Reply::Level(2))], vec![]),
            "{text}"
        );
    }
    for text in
        ["項目,現状,自己評価\nsubject,,A\nneed,in writing,2\n", "id,answer,評価\nsubject,A,\nneed,2,1\n"]
    {
        let (_, replies, told) = read(text);
        assert_eq!((replies, told), (vec![("need".to_owned(), Reply::Level(2))], vec!["A101"]), "{text}");
    }
    for evidence in "document|documents|proof|Source|証憑|証跡|エビデンス|資料|Evidence link".split('|')
    {
        for text in [
            format!("id,answer,{evidence}\nsubject,A,\nneed,2,memo\n"),
            format!("subject,need,need.{evidence}\nA,2,memo\n"),
            format!("subject,need,need {evidence}\nA,2,memo\n"),
            format!("subject,need,needの{evidence}\nA,2,memo\n"),
            format!("subject,need,{evidence},trial,{evidence}\nA,2,memo,1,\n"),
        ] {
            let framework = small();
            let Opened { found, notices } =
                open("table", text.clone().into(), Form::Csv, &framework).expect("a file");
            let Reading { sheet, .. } = found[0].read(&framework).expect("a sheet");
            let need = framework.find_criterion("need").expect("a criterion");
            assert_eq!(sheet.answer(need).evidence.len(), 1, "{text}");
            assert!(notices.is_empty(), "{text}: {notices:#?}");
        }
    }
    // Beside one answer these may be about anything.
    let (_, replies, told) = read("subject,need,Source,Document,Owner\nA,2,web,x,me\n");
    assert_eq!((replies.len(), told), (1, vec!["A101"]));
    let (.., told) = read("id,answer,Evidence as we have it\nsubject,A,\nneed,2,memo\n");
    assert_eq!(told, ["A012"]);
}

#[test]
fn questions_without_headings_are_told_as_such() {
    for text in ["need,2\ntrial,1\n", "subject,A\nneed,2\ntrial,1\n", "id,status\nneed,2\ntrial,1\n"] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
        let bytes = workbook.save_to_buffer().expect("a workbook");
        for (bytes, form) in [(text.into(), Form::Csv), (bytes, Form::Xlsx)] {
            let reasons = open("t", bytes, form, &small()).expect_err("no header");
            let help = reasons[0].help.as_ref().map(|help| help.en.as_str()).unwrap_or_default();
            assert!(help.starts_with("here the questions stand one below the other"), "{text}: {reasons:#?}");
        }
    }
}

#[test]
fn a_table_of_companies_stays_one() {
    // Its columns have the names too; below them is no question.
    for text in ["id,answer,subject,need\n1,yes,A,2\n", "id,question,answer\nsubject,ref,need\nA,1,2\n"] {
        let (subject, replies, _) = read(text);
        assert_eq!((subject.as_deref(), replies.len()), (Some("A"), 1), "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_question_a_row_is_told() {
    let files: [(&str, &[u8]); 11] = [
        ("1-unknown.csv", b"id,answer,evidence\nsubject,A,\nneeds,2,paper\ntrail,,\nneed,1,\n"),
        ("2-nameless.csv", b"id,question,answer\nsubject,,A\nneed,,1\n,What else?,2\n,,unknown\n"),
        ("3-twice.csv", b"id,answer,note\nsubject,A,\nneed,1,one\nneed,2,two\ntrial,1,\n"),
        ("4-moved.csv", b"id,question,answer\nneed,Is there a trial?,1\ntrial,Is there a trial?,2\n"),
        (
            "5-cells.csv",
            b"id,answer,evidence,date\nsubject,A,paper,\nneed,9,,\ntrial,na: not sold,,11/12/2026\n",
        ),
        ("6-long.csv", b"id,question,answer\nsubject,,A\nneed,,1,2\ntrial,,1\n"),
        ("7-columns.csv", b"id,answer,owner,\nsubject,A,me,\nneed,1,me\n"),
        ("8-answers.csv", b"id,answer,answer\nsubject,A,B\nneed,1,2\n"),
        ("9-again.csv", b"id,answer\nsubject,A\nneed,1\nid,question,answer\nsubject,,B\nneed,,2\n"),
        ("a-foreign.csv", b"id,answer\nsubject,A\nq1,2\n"),
        ("b-blank.csv", b"id,answer\nsubject,\nneed,\nframework,small\n"),
    ];
    let folder = folder(&files);
    let framework = small_directory();
    let framework = framework.to_str().expect("a path");
    let mut session = Session::default();
    for lang in ["en", "ja"] {
        let args = ["score", ".", "--framework", framework, "--format", "csv", "--as-of", "2026-11-22"];
        let ran = run_in(folder.path(), &[&args[..], &["--lang", lang]].concat());
        assert_eq!(ran.code, 1);
        session.add(&format!("outside-in score . --lang {lang}"), &ran);
    }
    session.compare("question-rows");
}

#[test]
fn each_sheet_of_a_workbook_may_be_a_company() {
    let mut book = Workbook::new();
    for (name, rows, hidden) in [
        ("Kumo", [["id", "answer"], ["subject", "Kumo"], ["need", "2"], ["trial", ""]], false),
        ("Aoba", [["id", "回答"], ["subject", "Aoba"], ["need", "1"], ["trial", "7"]], false),
        ("blank", [["id", "answer"], ["subject", ""], ["need", ""], ["trial", ""]], false),
        ("table", [["subject", "need"], ["Hina", "1"], ["", ""], ["", ""]], false),
        ("old", [["id", "answer"], ["subject", "Kumo"], ["need", "1"], ["trial", ""]], true),
        ("words", [["key", "response"], ["a", "b"], ["c", "d"], ["e", "f"]], false),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a name").set_hidden(hidden);
        for (line, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                sheet.write_string(line, column, text).expect("a cell");
            }
        }
        if name == "Kumo" {
            for (row, column, text) in
                [(0, 1, "unneeded"), (2, 1, "asked twice"), (1, 0, "lost"), (3, 1, "empty")]
            {
                sheet.insert_note(row, column, &Note::new(text).add_author_prefix(false)).expect("a note");
            }
        }
    }
    let folder = folder(&[("a.xlsx", &book.save_to_buffer().expect("a workbook"))]);
    let framework = small_directory();
    let framework = framework.to_str().expect("a path");
    let mut session = Session::default();
    let mut shown = |args: &[&str], lang| {
        let more = ["--framework", framework, "--lang", lang];
        let ran = run_in(folder.path(), &[args, &more].concat());
        session.add(&[args, &["--lang", lang]].concat().join(" "), &ran);
    };
    shown(&["template", "--from", "a.xlsx", "--to", "ndjson"], "en");
    shown(&["score", "a.xlsx", "--format", "csv", "--as-of", "2026-11-22"], "ja");
    shown(&["explain", "a.xlsx", "--as-of", "2026-11-22"], "en");
    shown(&["template", "--from", "a.xlsx", "--layout", "questions", "--to", "csv", "-o", "out"], "en");
    shown(&["template", "--from", "a.xlsx", "--layout", "questions", "-o", "one.csv"], "en");
    shown(&["template", "--layout", "questions"], "en");
    shown(&["template", "--layout", "questions", "--all-columns", "-o", "b.csv"], "ja");
    shown(&["template", "--layout", "questions", "--for", "out/Kumo.csv", "--format", "csv"], "ja");
    session.compare("question-sheets");
}

/// The companies in the sheets of a workbook: the subject and the replies of each, and what is told.
fn companies(sheets: &[(&str, &[[&str; 2]])]) -> (Vec<String>, Vec<String>) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (line, row) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(row) {
                sheet.write_string(line, column, *text).expect("a cell");
            }
        }
    }
    opened(&book.save_to_buffer().expect("a workbook"), Form::Xlsx)
}

fn opened(bytes: &[u8], form: Form) -> (Vec<String>, Vec<String>) {
    let framework = small();
    let Opened { found, notices } = open("a", bytes.to_vec(), form, &framework).expect("tables");
    let mut told: Vec<String> = Vec::new();
    let line = |notice: &outside_in::source::Diagnostic| {
        let code = notice.code.id;
        format!("{code} {}", notice.message_with_position(outside_in::text::Lang::En))
    };
    told.extend(notices.iter().map(line));
    let said = found.iter().map(|one| {
        let Reading { sheet, notices } = one.read(&framework).expect("a sheet");
        told.extend(notices.iter().filter(|notice| notice.is_error()).map(line));
        let level = |id: &str| {
            let at = framework.find_criterion(id).expect("a criterion");
            match sheet.answer(at).reply {
                Reply::Level(level) => format!("{id} {level}"),
                _ => format!("{id} –"),
            }
        };
        let item = one.item().map(|item| format!("#{item} ")).unwrap_or_default();
        format!("{item}{}: {}, {}", sheet.subject.as_deref().unwrap_or("?"), level("need"), level("trial"))
    });
    (said.collect(), told)
}

#[test]
fn the_parts_of_a_form_on_several_sheets_are_one_company() {
    const MORE: &str = "A131 here are headings again; the rows below were read as more of the same answers";
    let first: &[[&str; 2]] = &[["id", "answer"], ["subject", "Kumo"], ["need", "2"]];
    let (said, told) = companies(&[("前半", first), ("後半", &[["回答", "id"], ["1", "trial"]])]);
    assert_eq!(said, ["Kumo: need 2, trial 1"]);
    assert_eq!(told, [format!("{MORE} (sheet 後半, row 1)")]);
    // The name may come with the second part.
    let (said, _) = companies(&[("1", &[["id", "answer"], ["trial", "1"]]), ("2", first)]);
    assert_eq!(said, ["Kumo: need 2, trial 1"]);
    // The same form in two languages, both with the same answers.
    let said_so = |need: &str| {
        let rows: &[[&str; 2]] = &[["id", "回答"], ["subject", "ＫＵＭＯ"], ["need", need]];
        companies(&[("en", first), ("ja", rows)])
    };
    let (said, told) = said_so("2：医師が文書を確認した");
    assert_eq!((said, told.len()), (vec!["Kumo: need 2, trial –".to_owned()], 1));
    let (said, told) = said_so("1");
    assert_eq!(said, ["Kumo: need –, trial –"]);
    let differ = "A003 rows en!3, `need`, and ja!3, `need`, contradict each other, so neither was used";
    assert_eq!(told, [format!("{MORE} (sheet ja, row 1)"), format!("{differ} (sheet ja, cell B3)")]);
}

#[test]
fn who_a_part_of_a_form_is_of_is_not_guessed() {
    let kumo: &[[&str; 2]] = &[["id", "answer"], ["subject", "Kumo"], ["date", "2026-11-01"], ["need", "2"]];
    let aoba: &[[&str; 2]] = &[["id", "answer"], ["subject", "Aoba"], ["need", "2"]];
    let trial: &[[&str; 2]] = &[["id", "answer"], ["trial", "1"]];
    // What follows a company is of it; what stands before several is of none.
    let (said, told) = companies(&[("1", trial), ("2", kumo), ("3", aoba)]);
    assert_eq!(said, ["#1 ?: need –, trial 1", "#2 Kumo: need 2, trial –", "#3 Aoba: need 2, trial –"]);
    assert_eq!(told, [""; 0]);
    let (said, told) = companies(&[("1", kumo), ("2", aoba), ("3", trial)]);
    assert_eq!(said, ["#1 Kumo: need 2, trial –", "#2 Aoba: need 2, trial 1"]);
    assert_eq!(told.len(), 1);
    // One company at two times, or by two people, has two sheets.
    let later: &[[&str; 2]] = &[["id", "answer"], ["subject", "Kumo"], ["date", "2026-11-20"], ["need", "2"]];
    let (said, told) = companies(&[("1", kumo), ("2", later)]);
    assert_eq!((said.len(), told.len()), (2, 0));
    // Without any name nothing is mixed.
    let (said, told) = companies(&[
        ("1", &[["id", "answer"], ["need", "2"], ["trial", "1"]]),
        ("2", &[["id", "answer"], ["need", "1"], ["trial", "1"]]),
    ]);
    assert_eq!(said, ["#1 ?: need 2, trial 1", "#2 ?: need 1, trial 1"]);
    let nobody = "A131 below these headings nothing says whose answers these are; they differ from those above, and were \
                  read as somebody else's (sheet 2, row 1)";
    assert_eq!(told, [nobody]);
}

#[test]
fn headings_that_come_again_are_of_the_same_company_until_another_is_named() {
    let sections = "id,answer\nsubject,Kumo\nneed,2\n\nid,answer\ntrial,1\n";
    let (said, told) = opened(sections.as_bytes(), Form::Csv);
    assert_eq!((said, told.len()), (vec!["Kumo: need 2, trial 1".to_owned()], 1));
    let (said, told) = opened(format!("{sections}id,answer\nsubject,Aoba\ntrial,2\n").as_bytes(), Form::Csv);
    assert_eq!(said, ["#1 Kumo: need 2, trial 1", "#3 Aoba: need –, trial 2"]);
    assert_eq!(told.len(), 2);
    // A whole form in which the name was left out is another one.
    let (said, _) = opened(format!("{sections}id,answer\nsubject,\nneed,1\n").as_bytes(), Form::Csv);
    assert_eq!(said, ["#1 Kumo: need 2, trial 1", "#3 ?: need 1, trial –"]);
    // Of one that was not filled in its place is told.
    let (said, told) = opened(format!("{sections}id,answer\nsubject,\nneed,\n").as_bytes(), Form::Csv);
    assert_eq!(said, ["Kumo: need 2, trial 1"]);
    assert_eq!(told[0], "A119 a:7 holds no answers: it is empty, or has nothing but headings and questions");
}

#[test]
fn answers_beside_other_questions_are_not_told_to_be_of_another_framework() {
    let refused = |text: &str| {
        let framework = small();
        let Opened { found, .. } = open("a", text.into(), Form::Csv, &framework).expect("a table");
        let reasons = found[0].read(&framework).expect_err("it is refused");
        (reasons[0].code.id, reasons[0].message.en.clone())
    };
    let moved = |other: &str| {
        let message = "which is no framework: answers seem to stand beside the questions of others";
        ("A004", format!("`framework` is `{other}` here, {message}"))
    };
    assert_eq!(refused("id,answer\nframework,1\nneed,2\ntrial,small\nsubject,Kumo\n"), moved("1"));
    assert_eq!(refused("id,answer\nframework,kumo\nneed,2\nsubject,small\n"), moved("kumo"));
    assert_eq!(refused("id,answer\nframework,kumo\nneed,small\nsubject,A\n"), moved("kumo"));
    assert_eq!(refused("framework,subject,need\nKumo K.K.,small,2\n"), moved("Kumo K.K."));
    let other = ("A004", "these are answers to `clinic`, not to `small`".to_owned());
    assert_eq!(refused("id,answer\nframework,clinic\nneed,2\nsubject,A\n"), other);
}

#[test]
fn a_column_that_names_several_is_no_sheet_of_one() {
    let framework = small();
    for (heading, one) in [("company", "Aoba"), ("Respondent", "CTO"), ("会社名", "青葉")] {
        let table = |other: &str| format!("{heading},question,answer\nKumo,need,2\n{other},trial,1\n");
        let refused = open("a", table(one).into_bytes(), Form::Csv, &framework);
        let code = match refused {
            Err(reasons) => reasons[0].code.id,
            Ok(Opened { found, .. }) => found[0].read(&framework).expect_err("it is refused")[0].code.id,
        };
        assert_eq!(code, "A012", "{heading}");
        // One name in every row is that of one.
        let Opened { found, .. } =
            open("a", table("Kumo").into_bytes(), Form::Csv, &framework).expect("a table");
        assert!(found[0].read(&framework).is_ok(), "{heading}");
    }
}
