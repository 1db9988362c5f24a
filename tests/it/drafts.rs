//! A draft writes random answers into a sheet that a person has written in, and nothing of theirs is lost.

use outside_in::answers::{Answer, AnswerSheet, Draft, Form, Proposal, Reply, read_file};
use outside_in::framework::{ChoiceIx, Choose, Framework};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::random::{AS_OF, Case, SheetSpec, case, cases, toml_value, usable};

/// What is written to one criterion: whether at all, the kind of reply, a level, evidence, a note, an age.
pub(crate) type Edit = (bool, u8, u8, Vec<&'static str>, Option<&'static str>, Option<i8>);

const WORDS: [&str; 6] = ["letter", "手紙", "a \"b\" \\ 'c'", " two\nlines ", "# no comment", "2026-11-22"];

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let word = || prop::sample::select(&WORDS[..]);
    let edit =
        (any::<bool>(), 0..6_u8, 0..11_u8, vec(word(), 0..=2), option::of(word()), option::of(0..90_i8));
    vec(edit, 12)
}

pub(crate) fn answer(framework: &Framework, position: usize, edit: &Edit) -> Answer {
    let (_, kind, level, evidence, note, age) = edit;
    let criterion = &framework.criteria()[position];
    let reply = match kind {
        0 => Reply::Unknown,
        1 if criterion.may_not_apply => Reply::NotApplicable("not \"sold\" there".to_owned()),
        2 => Reply::Unanswered,
        _ => Reply::Level(level % (criterion.top() + 1)),
    };
    // Only levels may be proposed.
    let proposal = match (&reply, note, evidence.as_slice()) {
        (Reply::Level(_), Some(by), [quote, place]) => Some(Proposal {
            by: (*by).to_owned(),
            quote: Some((*quote).to_owned()),
            place: Some((*place).to_owned()).filter(|_| level % 2 == 0),
        }),
        _ => None,
    };
    let day = |age: i8| AS_OF.checked_sub(jiff::Span::new().days(age)).expect("a near date");
    Answer {
        reply,
        evidence: evidence.iter().map(|text| (*text).into()).collect(),
        note: note.map(str::to_owned),
        date: age.map(day),
        proposal,
        span: None,
    }
}

/// Writes into the draft and into the sheet in memory alike.
fn edit(framework: &Framework, draft: &mut Draft, sheet: &mut AnswerSheet, edits: &[Edit]) {
    draft.set_subject("雲 K.K. \"2\"");
    draft.set_respondent("CEO");
    draft.set_date(AS_OF);
    sheet.subject = Some("雲 K.K. \"2\"".to_owned());
    sheet.respondent = Some("CEO".to_owned());
    sheet.date = Some(AS_OF);
    for (criterion, edit) in framework.criterion_indices().zip(edits).filter(|(_, edit)| edit.0) {
        let answer = answer(framework, criterion.get(), edit);
        draft.set_answer(framework, criterion, &answer);
        sheet.set_answer(criterion, answer);
    }
    for (index, edit) in framework.fact_indices().zip(edits.iter().rev()).filter(|(_, edit)| edit.0) {
        let fact = &framework[index];
        let all = fact.choices.iter().filter_map(|choice| fact.find_choice(&choice.id));
        let mut choices: Vec<ChoiceIx> = all.skip(usize::from(edit.1 % 3)).collect();
        if fact.choose == Choose::One {
            choices.truncate(1);
        }
        draft.set_fact(framework, index, &choices);
        sheet.set_fact(index, choices);
    }
}

pub(crate) fn assert_same(
    framework: &Framework,
    ours: &AnswerSheet,
    read: &AnswerSheet,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&ours.version, &read.version);
    prop_assert_eq!(&ours.subject, &read.subject);
    prop_assert_eq!(&ours.reference, &read.reference);
    prop_assert_eq!(&ours.respondent, &read.respondent);
    prop_assert_eq!(ours.date, read.date);
    for fact in framework.fact_indices() {
        prop_assert_eq!(ours.fact(fact), read.fact(fact));
        prop_assert_eq!(ours.fact_is_answered(fact), read.fact_is_answered(fact));
    }
    for criterion in framework.criterion_indices() {
        let place_aside = |answer: &Answer| Answer { span: None, ..answer.clone() };
        prop_assert_eq!(place_aside(ours.answer(criterion)), place_aside(read.answer(criterion)));
    }
    Ok(())
}

/// Opens a text as a draft, edits it, saves it, reads it again; gives the new text.
fn round_trip(
    framework: &Framework,
    name: &str,
    text: &str,
    edits: &[Edit],
) -> Result<String, TestCaseError> {
    let form = Form::of(name.as_ref()).expect("a known ending");
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join(name);
    std::fs::write(&path, text).expect("the directory can be written");

    let (draft, reading) = Draft::open(&path, framework).expect("a random sheet can be opened");
    let opened = draft.to_text();
    prop_assert_eq!(opened.trim_end(), text.trim_end(), "opening changes nothing");
    let (mut draft, mut sheet) = (draft, reading.sheet);
    edit(framework, &mut draft, &mut sheet, edits);
    draft.save().expect("the directory can be written");
    drop(draft);
    let again = read_file(&path, form, framework).expect("what is saved can be read");
    assert_same(framework, &sheet, &again.sheet)?;

    // To write the same once more changes nothing.
    let saved = std::fs::read_to_string(&path).expect("the saved text");
    let (mut draft, reading) = Draft::open(&path, framework).expect("what is saved can be opened");
    let mut sheet = reading.sheet;
    edit(framework, &mut draft, &mut sheet, edits);
    prop_assert_eq!(draft.to_text(), saved.as_str());
    drop(draft);
    let files: Vec<_> = std::fs::read_dir(directory.path()).expect("the directory").collect();
    prop_assert_eq!(files.len(), 1, "nothing is left beside the sheet");
    Ok(saved)
}

/// The sheet as a person writes it: with comments, with keys of their own, with tables in one of three forms.
/// Also the pieces that must still be there afterwards.
fn commented(sheet: &SheetSpec, form: u8) -> (String, Vec<String>) {
    let mut keep = vec!["# on top".to_owned(), "x-own = [1, 2] # mine".to_owned(), "# at the end".to_owned()];
    let mut text = format!("{}\n{}\n", keep[0], keep[1]);
    for (key, value) in &sheet.header {
        text += &format!("{key} = {} # of {key}\n", toml_value(key, value));
        keep.push(format!("# of {key}"));
    }
    let mut later = String::new();
    for (name, entries) in [("facts", &sheet.facts), ("answers", &sheet.answers)] {
        let entries: Vec<_> = entries.iter().filter(|(_, value)| !value.is_null()).collect();
        if form == 1 {
            let inside: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key} = {}", toml_value(key, value))).collect();
            text += &format!("{name} = {{ {} }} # all {name}\n", inside.join(", "));
            keep.push(format!("# all {name}"));
            continue;
        }
        later += &format!("\n# before {name}\n[{name}] # here {name}\n");
        keep.extend([format!("# before {name}"), format!("# here {name}")]);
        let mut tables = String::new();
        for (key, value) in entries {
            match value.as_object().filter(|_| form == 2 && name == "answers") {
                Some(answer) => {
                    tables += &format!("\n# above {key}.\n[{name}.{key}]\nx-own = \"{key}\"\n");
                    for (field, value) in answer.iter().filter(|(_, value)| !value.is_null()) {
                        tables += &format!("{field} = {}\n", toml_value(field, value));
                    }
                    keep.push(format!("x-own = \"{key}\""));
                }
                None => later += &format!("# above {key}.\n{key} = {} # of {key}.\n", toml_value(key, value)),
            }
        }
        later += &format!("x-{name} = 1 # unknown {name}\n");
        keep.push(format!("x-{name} = 1 # unknown {name}"));
        later += &tables;
    }
    (text + &later + &keep[2] + "\n", keep)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_draft_in_toml_keeps_what_it_does_not_know(
        Case { framework, sheet } in case(),
        form in 0..3_u8,
        edits in edits(),
    ) {
        let framework = usable(&framework);
        let (text, keep) = commented(&sheet, form);
        let saved = round_trip(&framework, "answers.toml", &text, &edits)?;
        for piece in keep {
            prop_assert!(saved.contains(&piece), "{piece:?} is gone from\n{saved}");
        }
        // The comments of an answer stay with it, unless the answer itself is taken back or has a twin.
        for (index, edit) in framework.criterion_indices().zip(&edits) {
            let nothing = Answer::new(Reply::Unanswered);
            let taken_back = edit.0 && answer(&framework, index.get(), edit) == nothing;
            let criterion = &framework[index];
            let ids = std::iter::once(&criterion.id).chain(&criterion.renamed_from);
            let comments = ids.flat_map(|id| [format!("# above {id}."), format!("# of {id}.")]);
            let before: Vec<String> = comments.filter(|comment| text.contains(comment)).collect();
            if !taken_back && before.len() <= 2 {
                for comment in before {
                    prop_assert!(saved.contains(&comment), "{comment:?} is gone from\n{saved}");
                }
            }
        }
    }

    #[test]
    fn a_draft_in_json_keeps_what_it_does_not_know(
        Case { framework, sheet } in case(),
        edits in edits(),
    ) {
        let framework = usable(&framework);
        let mut value: Value = serde_json::from_str(&sheet.to_json()).expect("the sheet is JSON");
        value["x-own"] = json!({ "a": [1, 2.5, null] });
        value["answers"]["x-answers"] = json!("kept");
        value["facts"]["x-facts"] = json!(true);
        for (_, answer) in value["answers"].as_object_mut().expect("a table").iter_mut() {
            if let Some(answer) = answer.as_object_mut() {
                answer.insert("x-own".to_owned(), json!("also kept"));
            }
        }
        let text = serde_json::to_string_pretty(&value).expect("a value of JSON");
        let saved = round_trip(&framework, "answers.json", &text, &edits)?;
        let saved: Value = serde_json::from_str(&saved).expect("the saved text is JSON");
        prop_assert_eq!(&saved["x-own"], &value["x-own"]);
        prop_assert_eq!(&saved["answers"]["x-answers"], &value["answers"]["x-answers"]);
        prop_assert_eq!(&saved["facts"]["x-facts"], &value["facts"]["x-facts"]);
        for criterion in framework.criteria() {
            let ids = std::iter::once(&criterion.id).chain(&criterion.renamed_from);
            let before: Vec<&Value> = ids.clone().map(|id| &value["answers"][id]).collect();
            let alone = before.iter().filter(|answer| !answer.is_null()).count() == 1;
            if alone && before.iter().any(|answer| answer.is_object()) {
                let kept = ids.clone().any(|id| saved["answers"][id]["x-own"] == "also kept");
                prop_assert!(kept, "{} has lost a key", criterion.id);
            }
        }
    }

    #[test]
    fn a_new_draft_is_read_as_it_was_written(Case { framework, .. } in case(), edits in edits()) {
        let framework = usable(&framework);
        for name in ["new.toml", "new.json"] {
            let directory = tempfile::tempdir().expect("a temporary directory");
            let path = directory.path().join(name);
            let (mut draft, reading) = Draft::open(&path, &framework).expect("a new sheet");
            let mut sheet = reading.sheet;
            edit(&framework, &mut draft, &mut sheet, &edits);
            // A sheet needs `answers`, if only an empty table.
            if !draft.to_text().contains("answers") {
                continue;
            }
            draft.save().expect("the directory can be written");
            sheet.version = Some(framework.version().to_owned());
            let form = Form::of(&path).expect("a known ending");
            let again = read_file(&path, form, &framework).expect("what is saved can be read");
            assert_same(&framework, &sheet, &again.sheet)?;
            // Notes and evidence may stand there before the answer, and evidence may be short.
            let odd = again.notices.iter().any(|notice| !["A111", "A112"].contains(&notice.code.id));
            prop_assert!(!odd, "{:#?}", again.notices);
        }
    }
}

#[test]
fn numbers_of_a_sheet_in_json_stay_as_they_are_written() {
    let framework = crate::support::small();
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.json");
    let own = "\"x-own\": [\n    123456.89012345679,\n    12345678901234567890123,\n    1.50\n  ]";
    std::fs::write(&path, format!("{{\n  {own},\n  \"answers\": {{}}\n}}\n")).expect("written");
    let (mut draft, _) = Draft::open(&path, &framework).expect("a draft");
    draft.set_subject("Kumo");
    draft.save().expect("saved");
    let saved = std::fs::read_to_string(&path).expect("the sheet");
    assert_eq!(saved, format!("{{\n  {own},\n  \"subject\": \"Kumo\",\n  \"answers\": {{}}\n}}\n"));
}

#[test]
fn a_draft_moves_to_another_place_and_lets_the_old_one_go() {
    let framework = crate::support::small();
    let directory = tempfile::tempdir().expect("a directory");
    let (old, other) = (directory.path().join("a.toml"), directory.path().join("disk"));
    std::fs::create_dir(&other).expect("a directory");
    let (mut draft, _) = Draft::open(&old, &framework).expect("a draft");
    draft.set_subject("Kumo");
    let new = draft.move_to(&other, false).expect("moved");
    assert_eq!(new.file_name(), old.file_name(), "in a folder the name stays");
    assert!(std::fs::read_to_string(&new).expect("the sheet").contains("Kumo"));
    assert!(Draft::open(&new, &framework).is_err(), "the new place is locked");
    let second = Draft::open(&old, &framework).expect("the old one is free");
    draft.set_subject("");
    draft.save().expect("saved");
    assert!(!std::fs::read_to_string(&new).expect("the sheet").contains("subject"));

    // Neither a file that is there nor one that somebody writes in is replaced; the place stays as it was.
    std::fs::write(other.join("b.toml"), "mine").expect("written");
    let taken = draft.move_to(&other.join("b"), false).expect_err("it is there");
    assert_eq!(taken.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(draft.move_to(&old, true).expect_err("in use").kind(), std::io::ErrorKind::ResourceBusy);
    assert!(draft.move_to(&other.join("no/such"), false).is_err());
    assert_eq!(
        (draft.path(), std::fs::read_to_string(other.join("b.toml")).ok().as_deref()),
        (&*new, Some("mine"))
    );
    // The ending is that of its form.
    let ending = draft.move_to(&other.join("c.json"), false).expect("moved");
    assert_eq!(ending.file_name().and_then(|name| name.to_str()), Some("c.json.toml"));
    drop((second, draft));
    let left = std::fs::read_dir(&other).expect("the directory").count();
    assert_eq!(left, 3, "nothing is left beside the sheets");
}
