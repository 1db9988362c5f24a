//! A draft in a sheet that people have written in: after every change it says what it should, and all else stays.

use arbitrary::Unstructured;
use outside_in::answers::{
    Answer, AnswerSheet, Draft, Form, Proposal, Reading, Reply, SheetRecord, read_record, says_why,
};
use outside_in::framework::{ChoiceIx, Choose, CriterionIx, FactIx};
use serde_json::Value;

use super::ground::{AS_OF, below, file, small, text};

/// The first byte names the form, the second how many bytes draw the changes; the rest is the text of the sheet.
pub(super) fn law(data: &[u8]) {
    let [form, count, rest @ ..] = data else { return };
    let (changes, sheet) = rest.split_at(rest.len().min(usize::from(*count)));
    let Ok(sheet) = std::str::from_utf8(sheet) else { return };
    let form = if form % 4 == 0 { Form::Json } else { Form::Toml };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("sheet.{}", form.endings()[0]));
    if !sheet.is_empty() {
        std::fs::write(&path, sheet).expect("a file");
    }
    let Ok((mut draft, Reading { sheet: mut meant, .. })) = Draft::open(&path, small()) else { return };
    let mut u = Unstructured::new(changes);
    let mut touched = Touched::default();
    while !u.is_empty() {
        change(&mut u, &mut draft, &mut meant, &mut touched);
        let now = draft.to_text();
        if !now.contains("answers") {
            continue;
        }
        let again = read(form, &now).unwrap_or_else(|| panic!("cannot be read again: {now}"));
        same(&meant, &again, &now);
    }
    let now = draft.to_text();
    rest_is_kept(form, sheet, &now, &touched);
    draft.save().expect("saved");
    let mark = if sheet.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let saved = std::fs::read_to_string(&path).expect("saved");
    let flat = |text: &str| text.replace("\r\n", "\n");
    assert_eq!(flat(&saved), flat(&format!("{mark}{now}")));
}

fn read(form: Form, text: &str) -> Option<AnswerSheet> {
    let record = SheetRecord { file: file("sheet", text), form, line: None, item: None };
    read_record(&record, small()).ok().map(|reading| reading.sheet)
}

/// What was written to: keys of the head, facts and criteria with their old ids.
#[derive(Default)]
struct Touched {
    head: Vec<&'static str>,
    facts: Vec<FactIx>,
    criteria: Vec<CriterionIx>,
}

fn change(u: &mut Unstructured<'_>, draft: &mut Draft, meant: &mut AnswerSheet, touched: &mut Touched) {
    let framework = small();
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    match below(u, 12) {
        0 => {
            let subject = text(u);
            draft.set_subject(&subject);
            meant.subject = given(&subject);
            touched.head.push("subject");
        }
        1 => {
            let respondent = text(u);
            draft.set_respondent(&respondent);
            meant.respondent = given(&respondent);
            touched.head.push("respondent");
        }
        2 => {
            draft.set_date(AS_OF);
            meant.date = Some(AS_OF);
            touched.head.push("date");
        }
        3 | 4 => {
            let which = usize::from(below(u, 2));
            let fact = framework.fact_indices().nth(which).expect("two facts");
            let all = framework[fact].choices.iter();
            let all = all.filter_map(|choice| framework[fact].find_choice(&choice.id));
            let mut choices: Vec<ChoiceIx> = all.skip(usize::from(below(u, 4))).collect();
            if framework[fact].choose == Choose::One {
                choices.truncate(1);
            }
            draft.set_fact(framework, fact, &choices);
            meant.set_fact(fact, choices);
            touched.facts.push(fact);
        }
        _ => {
            let count = framework.criteria().len();
            let which = usize::from(u.arbitrary::<u8>().unwrap_or_default()) % count;
            let criterion = framework.criterion_indices().nth(which).expect("a criterion");
            let answer = answer(u, criterion);
            draft.set_answer(framework, criterion, &answer);
            meant.set_answer(criterion, answer);
            touched.criteria.push(criterion);
        }
    }
}

fn answer(u: &mut Unstructured<'_>, criterion: CriterionIx) -> Answer {
    let criterion = &small()[criterion];
    let said = |u: &mut Unstructured<'_>| Some(text(u)).filter(|text| !text.trim().is_empty());
    let reply = match below(u, 8) {
        0 => Reply::Unknown,
        1 if criterion.may_not_apply => {
            let reason = said(u).filter(|reason| says_why(reason));
            Reply::NotApplicable(reason.unwrap_or("not sold".to_owned()))
        }
        2 => Reply::Unanswered,
        level => Reply::Level(level % (criterion.top() + 1)),
    };
    let evidence = (0..below(u, 3)).filter_map(|_| said(u)).map(String::into).collect();
    let note = if below(u, 2) == 0 { None } else { said(u) };
    let date = (below(u, 3) == 0).then_some(AS_OF);
    let is_level = matches!(reply, Reply::Level(_));
    // Words for an empty cell propose nothing.
    let told = |u: &mut Unstructured<'_>| said(u).filter(|text| says_why(text));
    let by = if is_level && below(u, 4) == 0 { told(u) } else { None };
    let proposal = by.map(|by| Proposal { by, quote: told(u), place: told(u) });
    Answer { reply, evidence, note, date, proposal, span: None }
}

fn same(meant: &AnswerSheet, read: &AnswerSheet, text: &str) {
    let framework = small();
    assert_eq!(meant.subject, read.subject, "{text}");
    assert_eq!(meant.respondent, read.respondent, "{text}");
    assert_eq!(meant.reference, read.reference, "{text}");
    assert_eq!(meant.date, read.date, "{text}");
    for fact in framework.fact_indices() {
        assert_eq!(meant.fact(fact), read.fact(fact), "{text}");
        assert_eq!(meant.fact_is_answered(fact), read.fact_is_answered(fact), "{text}");
    }
    for criterion in framework.criterion_indices() {
        let [meant, read] =
            [meant, read].map(|sheet| Answer { span: None, ..sheet.answer(criterion).clone() });
        assert_eq!(meant, read, "{text}");
    }
}

/// Holds that what was not written to says what it said, and that no line of comment is gone.
fn rest_is_kept(form: Form, before: &str, after: &str, touched: &Touched) {
    if before.trim().is_empty() {
        return;
    }
    let [was, is] = [before, after].map(|text| {
        let text = text.trim_start_matches('\u{feff}');
        let mut value: Value = match form {
            Form::Json => serde_json::from_str(text).expect("JSON"),
            _ => toml::from_str(text).unwrap_or_else(|error| panic!("no TOML, {error}: {text}")),
        };
        touched.take_from(&mut value);
        value
    });
    assert_eq!(was, is, "before: {before}\nafter: {after}");
    let many_lines = ["\"\"\"", "'''"].iter().any(|quote| before.contains(quote));
    if form == Form::Toml && !many_lines && touched.criteria.is_empty() {
        let comments = before.lines().map(str::trim).filter(|line| line.starts_with('#'));
        for comment in comments {
            assert!(after.contains(comment), "{comment:?} is gone: {after}");
        }
    }
}

impl Touched {
    fn take_from(&self, sheet: &mut Value) {
        let framework = small();
        let Some(sheet) = sheet.as_object_mut() else { return };
        for key in ["framework", "version"].iter().chain(&self.head) {
            sheet.remove(*key);
        }
        let facts = self.facts.iter().map(|fact| (&framework[*fact].id, &framework[*fact].renamed_from));
        take(sheet, "facts", facts);
        let criteria = self.criteria.iter();
        let criteria = criteria.map(|one| (&framework[*one].id, &framework[*one].renamed_from));
        take(sheet, "answers", criteria);
    }
}

fn take<'a>(
    sheet: &mut serde_json::Map<String, Value>,
    table: &str,
    ids: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
) {
    let Some(entries) = sheet.get_mut(table).and_then(Value::as_object_mut) else { return };
    for (id, old) in ids {
        entries.remove(id);
        for old in old {
            entries.remove(old);
        }
    }
    if entries.is_empty() {
        sheet.remove(table);
    }
}
