//! Laws of tables: a row says what the same sheet says in any other form, and no bytes make the reader panic.

use std::collections::BTreeSet;

use outside_in::answers::{Form, Opened, Reading, open, read_again};
use outside_in::framework::Framework;
use outside_in::scoring::{Assessment, score};
use outside_in::source::codes;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::laws::{changes, is_sound, mutate, places_are_sound};
use crate::random::{AS_OF, Case, SheetSpec, case, config, usable};
use crate::support::read_text;
use crate::tables::{Put, book, csv};

/// What may stand beside a reply.
const BESIDE: [&str; 6] = ["evidence", "note", "date", "proposed_by", "quote", "place"];

/// A sheet as a header and a row. What a cell cannot say is written as something else that is just as wrong.
fn cells(sheet: &SheetSpec) -> Vec<(String, Put)> {
    // Without anything about the sheet itself, a row of wrong answers alone would be taken for questions.
    let mut cells = vec![("respondent".to_owned(), Put::Text("CEO".to_owned()))];
    for (key, value) in &sheet.header {
        let put = match value.as_str() {
            Some(day) if *key == "date" => Put::Date(day.to_owned()),
            _ => text(value),
        };
        cells.push(((*key).to_owned(), put));
    }
    for (id, value) in &sheet.facts {
        cells.push((id.clone(), text(value)));
    }
    for (id, value) in &sheet.answers {
        let Value::Object(table) = value else {
            cells.push((id.clone(), reply(value)));
            continue;
        };
        let reason = table.get("not_applicable").and_then(Value::as_str);
        let put = reason.map(|reason| Put::Text(format!("na: {reason}")));
        cells.push((id.clone(), put.unwrap_or_else(|| reply(&table["level"]))));
        for key in BESIDE {
            if let Some(value) = table.get(key) {
                cells.push((format!("{id}.{key}"), text(value)));
            }
        }
    }
    cells
}

/// The sheet without what says nothing, such as an empty list: in cells nothing is left of it.
fn said(mut sheet: SheetSpec) -> SheetSpec {
    let blank = |value: &Value| text(value).text().split(';').all(|item| item.trim().is_empty());
    for (_, value) in sheet.facts.iter_mut().chain(&mut sheet.answers) {
        let nothing = match &*value {
            Value::Object(table) => !table.contains_key("not_applicable") && table.values().all(blank),
            other => blank(other),
        };
        if nothing {
            *value = Value::Null;
        }
    }
    sheet
}

/// The same cells with a question a row: the header, and the rows.
fn upright(cells: &[(String, Put)]) -> (Vec<String>, Vec<Vec<Put>>) {
    let head = ["id", "question", "answer"].into_iter().chain(BESIDE).map(str::to_owned);
    let part_of = |name: &str| BESIDE.iter().position(|part| name.ends_with(&format!(".{part}")));
    let rows = cells.iter().filter(|(name, _)| part_of(name).is_none()).map(|(id, put)| {
        let beside = BESIDE.iter().map(|part| {
            let own = cells.iter().find(|(name, _)| *name == format!("{id}.{part}"));
            own.map_or(Put::Text(String::new()), |(_, put)| put.clone())
        });
        [Put::Text(id.clone()), Put::Text(String::new()), put.clone()].into_iter().chain(beside).collect()
    });
    (head.collect(), rows.collect())
}

fn reply(value: &Value) -> Put {
    match value {
        Value::Number(number) => Put::Number(number.as_f64().expect("a small number")),
        // As a text of JSON it is no level, in a cell it is.
        Value::String(text) if text == "2" => Put::Text("two".to_owned()),
        other => text(other),
    }
}

fn text(value: &Value) -> Put {
    Put::Text(match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            items.join("; ")
        }
        other => other.to_string(),
    })
}

/// What a reading comes to: the scores, and the notices without words and places. An unknown id is a column of the
/// file, not an answer of the row.
fn outcome(framework: &Framework, reading: &Reading) -> (Assessment, Vec<(&'static str, Option<String>)>) {
    let of_file = [codes::UNKNOWN_ANSWER, codes::UNUSED_KEY, codes::NOTHING_ANSWERED];
    let notices = reading.notices.iter().filter(|notice| !of_file.contains(&notice.code));
    let notices = notices.map(|notice| (notice.code.id, notice.key.clone()));
    (score(framework, &reading.sheet, AS_OF), notices.collect())
}

fn only(bytes: Vec<u8>, form: Form, framework: &Framework) -> Reading {
    let Opened { found, .. } = open("table", bytes, form, framework).expect("a table with a header");
    assert_eq!(found.len(), 1);
    found[0].read(framework).expect("not refused")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_row_says_what_the_sheet_says(Case { framework, sheet } in case()) {
        let framework = usable(&framework);
        let sheet = said(sheet);
        let cells = cells(&sheet);
        let names: BTreeSet<&str> = cells.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(names.len(), cells.len(), "no name twice");
        let answered = |id: &String| framework.find_criterion(id).is_some();
        prop_assume!(sheet.answers.iter().any(|(id, _)| answered(id)));
        let json = read_text(&sheet.to_json(), Form::Json, &framework);
        let expected = outcome(&framework, &json);

        let (head, questions) = upright(&cells);
        let (header, row): (Vec<String>, Vec<Put>) = cells.into_iter().unzip();
        let from_csv = only(csv(&header, std::slice::from_ref(&row), ',').into_bytes(), Form::Csv, &framework);
        prop_assert_eq!(&outcome(&framework, &from_csv), &expected);
        let from_book = only(book(&header, &[row]), Form::Xlsx, &framework);
        prop_assert_eq!(&outcome(&framework, &from_book), &expected);
        let by_question = only(csv(&head, &questions, ';').into_bytes(), Form::Csv, &framework);
        prop_assert_eq!(&outcome(&framework, &by_question), &expected);
        let by_question_in_book = only(book(&head, &questions), Form::Xlsx, &framework);
        prop_assert_eq!(&outcome(&framework, &by_question_in_book), &expected);
        for reading in [from_csv, from_book, by_question, by_question_in_book] {
            prop_assert_eq!(&reading.sheet.subject, &json.sheet.subject);
            prop_assert_eq!(&reading.sheet.reference, &json.sheet.reference);
            prop_assert_eq!(&reading.sheet.date, &json.sheet.date);
            for criterion in framework.criterion_indices() {
                let (one, other) = (reading.sheet.answer(criterion), json.sheet.answer(criterion));
                prop_assert_eq!((&one.evidence, &one.note, one.date), (&other.evidence, &other.note, other.date));
                prop_assert_eq!(&one.proposal, &other.proposal);
            }
            let again = read_again(&reading.sheet, &framework).expect("not refused before");
            prop_assert_eq!(&outcome(&framework, &again), &expected);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        Case { framework, sheet } in case(),
        changes in changes(),
        garbage in vec(any::<u8>(), 0..200),
        turned in vec((any::<Index>(), any::<u8>()), 1..8),
    ) {
        let framework = usable(&framework);
        let (header, row): (Vec<String>, Vec<Put>) = cells(&sheet).into_iter().unzip();
        let rows = [row.clone(), row];
        let mut workbook = book(&header, &rows);
        for (at, bits) in turned {
            let at = at.index(workbook.len());
            workbook[at] ^= bits;
        }
        let text = csv(&header, &rows, ';');
        let (head, questions) = upright(&cells(&sheet));
        let by_question = csv(&head, &questions, ',');
        let mut book_by_question = book(&head, &questions);
        let (at, end) = (garbage.len().min(book_by_question.len()), book_by_question.len());
        book_by_question[at..end.min(at + 3)].reverse();
        for (bytes, form) in [
            (mutate(&by_question, &changes), Form::Csv),
            (mutate(&format!("{by_question}{by_question}"), &changes), Form::Csv),
            (book_by_question, Form::Xlsx),
            (mutate(&text, &changes), Form::Csv),
            (mutate(&format!("c0,subject\n{text}"), &changes), Form::Csv),
            (garbage.clone(), Form::Csv),
            ([b"c0,c0.note\n", garbage.as_slice()].concat(), Form::Csv),
            ([b"PK\x03\x04", garbage.as_slice()].concat(), Form::Xlsx),
            (workbook, Form::Xlsx),
        ] {
            match open("table", bytes, form, &framework) {
                Ok(Opened { found, notices }) => {
                    places_are_sound(&notices)?;
                    for one in found {
                        match one.read(&framework) {
                            Ok(reading) => {
                                places_are_sound(&reading.notices)?;
                                is_sound(&score(&framework, &reading.sheet, AS_OF))?;
                            }
                            Err(reasons) => {
                                prop_assert!(!reasons.is_empty(), "refused without a reason");
                                places_are_sound(&reasons)?;
                            }
                        }
                    }
                }
                Err(reasons) => {
                    prop_assert!(!reasons.is_empty(), "refused without a reason");
                    places_are_sound(&reasons)?;
                }
            }
        }
    }
}

#[test]
fn a_blank_is_nothing_in_every_form() {
    let framework = crate::support::small();
    let sheets = [
        (Form::Toml, "framework = \" \"\n[answers]\nneed = 1\n"),
        (Form::Json, r#"{"framework": "", "answers": {"need": 1}}"#),
        (Form::Csv, "framework,subject,need\n,A,1\n"),
    ];
    for (form, text) in sheets {
        let reading = only(text.into(), form, &framework);
        assert!(reading.notices.is_empty(), "{:#?}", reading.notices);
    }
}
