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
        "answer;id\nA;subject\n2: words;need\n",
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
        ("5-cells.csv", b"id,answer,evidence,date\nsubject,A,paper,\nneed,9,,\ntrial,na: none,,11/22/2026\n"),
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
