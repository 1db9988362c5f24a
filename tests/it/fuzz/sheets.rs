//! One sheet in all forms: read, it comes to the same assessment, or the same refusal.

use arbitrary::Unstructured;
use outside_in::answers::{Answer, AnswerSheet, Form, Reading, Reply, open, read_again, write};
use outside_in::framework::Framework;
use outside_in::scoring::{Assessment, score};
use outside_in::source::{Diagnostic, codes};

use super::forms::Drawn;
use super::ground::{AS_OF, findings_are_sound, reasons_are_sound, small};

/// The texts.
pub(super) fn law(data: &[u8]) {
    let framework = small();
    let mut u = Unstructured::new(data);
    let drawn = Drawn::new(&mut u, framework);
    let json = read(drawn.json().as_bytes(), Form::Json, framework);
    same(&drawn, &json, "TOML", &read(drawn.toml().as_bytes(), Form::Toml, framework));
    same(&drawn, &json, "NDJSON", &read(drawn.ndjson().as_bytes(), Form::Ndjson, framework));
    if drawn.has_answers() {
        for separator in [',', ';', '\t'] {
            same(&drawn, &json, "CSV", &read(drawn.csv(separator).as_bytes(), Form::Csv, framework));
        }
    }
    if let Ok(reading) = json {
        rewritten(&reading, framework);
    }
}

/// The workbook, which takes its time.
pub(super) fn law_of_workbooks(data: &[u8]) {
    let framework = small();
    let drawn = Drawn::new(&mut Unstructured::new(data), framework);
    let json = read(drawn.json().as_bytes(), Form::Json, framework);
    if let Some(book) = drawn.xlsx().filter(|_| drawn.has_answers()) {
        same(&drawn, &json, "XLSX", &read(&book, Form::Xlsx, framework));
    }
}

type Read = Result<Reading, Vec<&'static str>>;

/// Reads the only sheet in some bytes, or the codes of why it is refused.
fn read(bytes: &[u8], form: Form, framework: &Framework) -> Read {
    let refused = |reasons: Vec<Diagnostic>| {
        reasons_are_sound(&reasons);
        reasons.iter().map(|reason| reason.code.id).collect::<Vec<_>>()
    };
    let opened = open("sheet", bytes.to_vec(), form, framework).map_err(refused)?;
    if opened.found.is_empty() && opened.notices.iter().any(|notice| notice.code == codes::NO_COMPANY) {
        return Err(vec![codes::NO_COMPANY.id]);
    }
    assert_eq!(opened.found.len(), 1, "one sheet in {form:?}: {}", String::from_utf8_lossy(bytes));
    let reading = opened.found[0].read(framework).map_err(refused)?;
    findings_are_sound(&reading.notices);
    Ok(reading)
}

/// Holds that two readings say the same.
fn same(drawn: &Drawn, json: &Read, form: &str, other: &Read) {
    match (json, other) {
        (Ok(json), Ok(other)) => {
            let framework = small();
            assert_eq!(said(&json.sheet), said(&other.sheet), "as JSON and as {form}: {drawn:#?}");
            let outcomes = [json, other].map(|reading| outcome(framework, reading));
            assert_eq!(outcomes[0], outcomes[1], "as JSON and as {form}: {drawn:#?}");
            let again = read_again(&other.sheet, framework).expect("not refused before");
            assert_eq!(outcomes[1], outcome(framework, &again), "the second time as {form}: {drawn:#?}");
        }
        // A name of another time or of nobody: a row is skipped, a file that was made for it is read with a warning.
        (json, other) if is_skipped(other) => {
            assert!(json.as_ref().map_or(true, is_noticed), "skipped as {form}: {drawn:#?}");
        }
        (json, other) => {
            let refusals = [json, other].map(|read| read.as_ref().map(|_| "read"));
            assert_eq!(refusals[0], refusals[1], "as JSON and as {form}: {drawn:#?}");
        }
    }
}

fn is_skipped(read: &Read) -> bool {
    read.as_ref().is_err_and(|found| *found == [codes::NO_COMPANY.id])
}

fn is_noticed(reading: &Reading) -> bool {
    reading.notices.iter().any(|notice| notice.code == codes::NO_COMPANY)
}

/// The scores, and the notices without words and places.
fn outcome(framework: &Framework, reading: &Reading) -> (Assessment, Vec<(&'static str, Option<String>)>) {
    // A key that is not known is a column of the file, not an answer of the row.
    let of_file = [codes::UNKNOWN_ANSWER, codes::UNUSED_KEY, codes::NOTHING_ANSWERED];
    let notices = reading.notices.iter().filter(|notice| !of_file.contains(&notice.code));
    let notices = notices.map(|notice| (notice.code.id, notice.key.clone()));
    (score(framework, &reading.sheet, AS_OF), notices.collect())
}

/// All that a sheet says, without places and without the blanks around evidence and reasons, which in a cell part
/// them.
fn said(sheet: &AnswerSheet) -> impl PartialEq + std::fmt::Debug {
    let framework = small();
    let head = [&sheet.version, &sheet.subject, &sheet.reference, &sheet.respondent].map(Clone::clone);
    let facts =
        framework.fact_indices().map(|fact| (sheet.fact(fact).to_vec(), sheet.fact_is_answered(fact)));
    let answers = framework.criterion_indices();
    let answers = answers.map(|criterion| {
        let answer = sheet.answer(criterion).clone();
        let evidence = answer.evidence.iter().map(|text| text.trim().into()).collect();
        let reply = match answer.reply {
            Reply::NotApplicable(reason) => Reply::NotApplicable(reason.trim().to_owned()),
            other => other,
        };
        Answer { span: None, evidence, reply, ..answer }
    });
    (head, sheet.date, facts.collect::<Vec<_>>(), answers.collect::<Vec<_>>())
}

/// Holds that the product reads what it writes, but for what it says is lost.
fn rewritten(reading: &Reading, framework: &Framework) {
    let sheet = &reading.sheet;
    let columns = write::columns(framework, std::slice::from_ref(sheet), false);
    let texts = [
        (Form::Toml, write::toml(framework, sheet)),
        (Form::Json, write::json(framework, sheet)),
        (Form::Ndjson, write::ndjson(framework, sheet)),
        (Form::Csv, write::csv(framework, &columns, std::slice::from_ref(sheet), None)),
    ];
    for (form, text) in texts {
        if form == Form::Csv && !write::lost(framework, sheet, &columns, None).is_empty() {
            continue;
        }
        let again = read(text.as_bytes(), form, framework);
        if form == Form::Csv && is_skipped(&again) {
            assert!(is_noticed(reading), "skipped: {text}");
            continue;
        }
        let again = again.unwrap_or_else(|codes| panic!("refused as {form:?}, {codes:?}: {text}"));
        assert_eq!(said(sheet), said(&again.sheet), "written as {form:?}: {text}");
    }
}
