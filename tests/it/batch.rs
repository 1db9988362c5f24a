//! Many sheets at once: a stream gives what each sheet gives alone, byte for byte, and nothing is lost, whatever the
//! number of threads and however the input is cut.

use std::collections::BTreeSet;
use std::io::{self, Read};

use outside_in::advice::Assessed;
use outside_in::answers::{Form, open, write};
use outside_in::batch::{self, Job, Outcome, Problems, ResultForm, Settings};
use outside_in::framework::Framework;
use outside_in::report::assessment::AssessmentJson;
use outside_in::report::json::RefusalJson;
use outside_in::report::{Input, View};
use outside_in::source::Diagnostic;
use outside_in::text::{Lang, write_json_line};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::process::run_with;
use crate::random::{AS_OF, Case, case, cases, usable};
use crate::support::{built_in, read_text};

/// Every form of the result.
const FORMS: [ResultForm; 3] =
    [ResultForm::Ndjson, ResultForm::Csv { losses: false }, ResultForm::Csv { losses: true }];

fn settings() -> Settings {
    Settings { as_of: AS_OF, lang: Lang::En, form: ResultForm::Ndjson, require: None, detail: false }
}

/// All outcomes of a run as one.
fn score(framework: &Framework, settings: Settings, threads: usize, jobs: Vec<Job>) -> Outcome {
    let mut all = Outcome::default();
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        all.append(outcome);
        Ok(())
    };
    batch::score(framework, settings, threads, jobs.into_iter(), hand_on).expect("scoring into memory");
    all
}

fn stream(text: impl Into<Vec<u8>>) -> Job {
    Job::Stream {
        name: "-".to_owned(),
        form: Form::Ndjson,
        start: Vec::new(),
        reader: Box::new(io::Cursor::new(text.into())),
    }
}

/// Everything that must not depend on how the sheets were read.
fn visible(outcome: &Outcome) -> (String, [usize; 4], Vec<String>) {
    let Outcome { scored, refused, wrong, short, problems, .. } = outcome;
    let first = problems.first.iter().map(|problem| problem.message_with_position(Lang::En));
    let others = problems.others.values().map(|(code, count)| format!("{} {count}", code.id));
    let text = String::from_utf8_lossy(&outcome.bytes).into_owned();
    (text, [*scored, *refused, *wrong, *short], first.chain(others).collect())
}

/// The errors, each with its place.
fn errors(outcome: &Outcome) -> BTreeSet<String> {
    let errors = outcome.problems.first.iter().filter(|problem| problem.is_error());
    errors.map(|problem| problem.message_with_position(Lang::En)).collect()
}

/// A text scored as one line of a stream: the same as scored alone, by the library's functions for a single sheet.
fn assert_same_lines(framework: &Framework, text: &[u8]) {
    let outcome = score(framework, settings(), 1, vec![stream(text)]);
    let (lines, _, _) = visible(&outcome);
    let whole = read_whole(framework, text, Form::Ndjson);
    let shown = String::from_utf8_lossy(text);
    assert_eq!(lines, whole.0, "{shown}");
    if outcome.problems.others.is_empty() {
        assert_eq!(errors(&outcome), whole.1, "{shown}");
    }
}

fn assert_same_file(framework: &Framework, text: &[u8], form: Form) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet");
    std::fs::write(&path, text).expect("a file");
    let outcome = score(framework, settings(), 1, vec![Job::File { path: path.clone(), form, named: true }]);
    let lines = visible(&outcome).0.replace(&path.display().to_string(), "-");
    let whole = read_whole(framework, text, form);
    assert_eq!(lines, whole.0, "{}", String::from_utf8_lossy(text));
}

/// Pieces that readers could trip over.
const TOKENS: &[&str] = &[
    "",
    " ",
    "\t",
    "\"",
    "\\",
    "\\u0041",
    "\\ud83d",
    "\\u3000",
    "\\n",
    "\\\"",
    "\\/",
    ",",
    ":",
    "=",
    "{",
    "}",
    "[",
    "]",
    "#",
    "null",
    "0",
    "1",
    "2",
    "3",
    "-1",
    "2.0",
    "2.5",
    "1e0",
    "01",
    "10",
    "11",
    "\"unknown\"",
    "unknown",
    "\"\"",
    "\" \"",
    "\"\u{3000}\"",
    "é",
    "\u{7f}",
    "\u{1}",
    "\r",
    "\"note\":\"x\",",
    "\"level\":1,",
    "level = 1, ",
    "2026-02-30",
    "2026-11-23",
    "'a'",
    "\"\"\"",
    "[facts]",
    "[answers]",
    "[answers.x]",
    "true",
    "+1",
    "1_0",
    "\"subject\":\"a\",",
    "\u{2028}",
    "=cmd()",
];

/// A text with some bytes replaced by tokens: where, how many bytes, by which token.
fn mutated(text: &str, edits: &[(prop::sample::Index, usize, prop::sample::Index)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, length, token) in edits {
        let at = at.index(bytes.len() + 1);
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, token.get(TOKENS).bytes());
    }
    bytes
}

/// A text with some of its parts left out, doubled, put in another place or replaced by tokens. A part is a text in
/// quotes, a word, or a single other character.
fn rearranged(text: &str, edits: &[(prop::sample::Index, usize, prop::sample::Index)]) -> Vec<u8> {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '-';
        let length = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |close| close + 2),
            first if word(first) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            first => first.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        parts.push(part);
        rest = after;
    }
    for (at, kind, other) in edits {
        let at = at.index(parts.len());
        match kind {
            0 => parts[at] = "",
            1 => parts.insert(at, parts[at]),
            2 => parts[at] = parts[other.index(parts.len())],
            _ => parts[at] = TOKENS[other.index(TOKENS.len())],
        }
    }
    parts.concat().into_bytes()
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, prop::sample::Index)>> {
    vec((any::<prop::sample::Index>(), 0_usize..4, any::<prop::sample::Index>()), 0..4)
}

fn one_line(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    value.to_string()
}

/// `json.dumps` writes blanks after commas and colons.
fn spaced(json: &str) -> String {
    json.replace("\":", "\": ").replace(",\"", ", \"")
}

/// The same sheet with the keys of every object in another order.
fn shuffled(json: &str, number: u32) -> String {
    fn turned(value: &serde_json::Value, number: u32) -> String {
        let serde_json::Value::Object(entries) = value else { return value.to_string() };
        let mut entries: Vec<String> =
            entries.iter().map(|(key, value)| format!("\"{key}\": {}", turned(value, number / 3))).collect();
        let (by, length) = (number as usize % 7, entries.len());
        entries.rotate_left(by % length.max(1));
        if number.is_multiple_of(2) {
            entries.reverse();
        }
        format!("{{{}}}", entries.join(", "))
    }
    turned(&serde_json::from_str(json).expect("JSON"), number)
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_stream_gives_what_a_sheet_gives_alone(
        Case { framework, sheet } in case(),
        edits in edits(),
        loose in any::<bool>(),
    ) {
        let framework = usable(&framework);
        let line = one_line(&sheet.to_json());
        let line = if loose { spaced(&line) } else { line };
        for mut text in [mutated(&line, &edits), rearranged(&line, &edits)] {
            text.retain(|byte| *byte != b'\n');
            assert_same_lines(&framework, &text);
            assert_same_file(&framework, &text, Form::Json);
        }
        for text in [mutated(&sheet.to_toml(), &edits), rearranged(&sheet.to_toml(), &edits)] {
            assert_same_file(&framework, &text, Form::Toml);
        }
    }

    #[test]
    fn a_stream_gives_what_an_ordinary_sheet_gives_alone(
        numbers in vec(any::<u32>(), 80),
        edits in edits(),
    ) {
        let framework = built_in();
        let line = ordinary(framework, &numbers);
        let loose = shuffled(&spaced(&line), numbers[0]);
        assert_same_lines(framework, &mutated(&line, &edits));
        assert_same_lines(framework, &rearranged(&line, &edits));
        assert_same_lines(framework, &rearranged(&loose, &edits));
        let toml = toml_of(&line);
        assert_same_file(framework, &mutated(&toml, &edits), Form::Toml);
        assert_same_file(framework, &rearranged(&toml, &edits), Form::Toml);
    }
}

/// A table of ordinary sheets.
fn table(framework: &Framework, count: u32, questions: bool) -> String {
    let lines = many(framework, count);
    let sheets: Vec<_> = lines.lines().map(|line| read_text(line, Form::Json, framework).sheet).collect();
    let columns = write::columns(framework, &sheets, true);
    write::csv(framework, &columns, &sheets, questions.then_some(Lang::En))
}

/// What the functions for single sheets make of the sheets in a text: lines of JSON, and the problems.
fn read_whole(framework: &Framework, text: &[u8], form: Form) -> (String, BTreeSet<String>) {
    let mut out = Vec::new();
    let mut problems = BTreeSet::new();
    let mut report = |problem: &Diagnostic| {
        if problem.is_error() {
            problems.insert(problem.message_with_position(Lang::En));
        }
    };
    let refuse = |place, reasons: &[Diagnostic], out: &mut Vec<u8>, report: &mut dyn FnMut(&Diagnostic)| {
        let (line, item) = place;
        let input = Input { path: "-".to_owned(), line, item };
        write_json_line(&RefusalJson::new(&input, &reasons[0], Lang::En), out);
        reasons.iter().for_each(report);
    };
    match open("-", text.to_vec(), form, framework) {
        Err(reasons) => refuse((None, None), &reasons, &mut out, &mut report),
        Ok(opened) => {
            opened.notices.iter().for_each(&mut report);
            for sheet in opened.found {
                match sheet.read(framework) {
                    Err(reasons) => refuse((sheet.line(), sheet.item()), &reasons, &mut out, &mut report),
                    Ok(reading) => {
                        let input = Input { path: "-".to_owned(), line: sheet.line(), item: sheet.item() };
                        let assessed = Assessed::new(framework, reading, AS_OF);
                        let view = View { framework, assessed: &assessed, lang: Lang::En };
                        let json = AssessmentJson::new(&view, &input, false);
                        write_json_line(&json, &mut out);
                        assessed.notices.iter().for_each(|notice| report(notice));
                    }
                }
            }
        }
    }
    (String::from_utf8(out).expect("UTF-8"), problems)
}

fn assert_same_whole(framework: &Framework, text: &[u8], form: Form, step: usize) {
    let whole = read_whole(framework, text, form);
    let reader = Box::new(Drip(io::Cursor::new(text.to_vec()), step));
    let job = Job::Stream { name: "-".to_owned(), form, start: Vec::new(), reader };
    let outcome = score(framework, settings(), 1, vec![job]);
    let (lines, _, _) = visible(&outcome);
    let shown = String::from_utf8_lossy(text);
    assert_eq!(lines, whole.0, "{shown}");
    if outcome.problems.others.is_empty() {
        assert_eq!(errors(&outcome), whole.1, "{shown}");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn tables_in_pieces_are_read_as_they_are_read_whole(
        count in 1_u32..4,
        questions in any::<bool>(),
        edits in edits(),
        step in 1_usize..400,
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let framework = built_in();
        let mut text = table(framework, count, questions);
        if separator != ',' && !text.contains(separator) && !text.contains('"') {
            text = text.replace(',', &separator.to_string());
        }
        // Most edits fall behind the header, which ends the reading of a table when it is wrong.
        let body = text.find('\n').unwrap_or(0);
        let mut bytes = text.as_bytes()[..body].to_vec();
        let header = bytes.clone();
        bytes.extend(mutated(&text[body..], &edits));
        assert_same_whole(framework, &bytes, Form::Csv, step);
        assert_same_whole(framework, &[header, rearranged(&text[body..], &edits)].concat(), Form::Csv, step);
        assert_same_whole(framework, &mutated(&text, &edits), Form::Csv, step);
    }
}

/// A list of ordinary sheets, each on a line of its own or all on one.
fn list(framework: &Framework, count: u32, between: &str) -> String {
    let lines = many(framework, count);
    format!("[{}]", lines.lines().collect::<Vec<_>>().join(between))
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn lists_in_pieces_are_read_as_they_are_read_whole(
        count in 1_u32..4,
        edits in edits(),
        step in 1_usize..400,
        between in prop::sample::select(vec![",", ",\n  ", "\n,\n"]),
    ) {
        let framework = built_in();
        let text = list(framework, count, between);
        assert_same_whole(framework, text.as_bytes(), Form::Json, step);
        // What is no list any more is another matter.
        let inside = &text[2..];
        for damaged in [mutated(inside, &edits), rearranged(inside, &edits)] {
            assert_same_whole(framework, &[b"[{".to_vec(), damaged].concat(), Form::Json, step);
        }
    }
}

#[test]
fn a_list_says_what_its_sheets_say_one_by_one() {
    let framework = built_in();
    let lines = many(framework, 1200);
    let alone = score(framework, settings(), 2, vec![stream(lines.clone())]);
    let without_place = |outcome: &Outcome| -> Vec<serde_json::Value> {
        let text = String::from_utf8_lossy(&outcome.bytes).into_owned();
        let values = text.lines().map(|line| serde_json::from_str(line).expect("JSON"));
        let bare = values.map(|mut value: serde_json::Value| {
            value.as_object_mut().expect("an object").remove("input");
            value
        });
        bare.collect()
    };
    for between in [",", ",\n"] {
        let text = list(framework, 1200, between);
        let reader = Box::new(Drip(io::Cursor::new(text.clone().into_bytes()), 10_000));
        let job = Job::Stream { name: "-".to_owned(), form: Form::Json, start: Vec::new(), reader };
        let together = score(framework, settings(), 2, vec![job]);
        assert_eq!(without_place(&together), without_place(&alone));
        let last: serde_json::Value =
            serde_json::from_slice(together.bytes.split(|b| *b == b'\n').nth(1199).expect("a line"))
                .expect("JSON");
        let line = if between == "," { 1 } else { 1200 };
        assert_eq!(last["input"], serde_json::json!({ "path": "-", "line": line, "item": 1200 }));
    }
}

#[test]
fn ordinary_tables_are_read_in_pieces_of_any_size() {
    let framework = built_in();
    let text = table(framework, 300, true);
    assert_same_whole(framework, text.as_bytes(), Form::Csv, 1 << 16);
    let crlf = text.replace('\n', "\r\n");
    assert_same_whole(framework, crlf.as_bytes(), Form::Csv, 1 << 16);
    for text in [text, crlf] {
        let job = Job::Stream {
            name: "-".to_owned(),
            form: Form::Csv,
            start: Vec::new(),
            reader: Box::new(io::Cursor::new(text.into_bytes())),
        };
        let outcome = score(framework, settings(), 2, vec![job]);
        assert_eq!((outcome.scored, outcome.refused), (300, 0));
    }
}

#[test]
fn tables_that_ask_for_care_are_read_alike() {
    let framework = built_in();
    for rows in [
        "A,\"gi-imaging: x, ai-support: y\",2,,\n",
        "A,\"gi-imaging: x, y\",2,,\n",
        "A,,,a letter,\nB,,,,a note\nC,,1,,a note\n",
        "A,,2,,\n",
        "A,,2,,\"a\nb\"\nB,,\"x\"y,,\nC,,1,\"z,\n",
    ] {
        let text = format!("subject,domains,coding,coding.evidence,coding.note\n{rows}D,,1,,\n");
        assert_same_whole(framework, text.as_bytes(), Form::Csv, 7);
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = 0xff;
            assert_same_whole(framework, &bytes, Form::Csv, 7);
        }
    }
}

#[test]
fn what_is_odd_about_a_table_is_reported_once() {
    let framework = built_in();
    let mut text = String::from("subject,need-statement,,extra\n");
    // More than all threads hold at once.
    for row in 0..6_000 {
        text += &format!("Company {row},2,x,y\n");
    }
    let mut problems = Problems::default();
    let hand_on = |outcome: &mut Outcome| -> anyhow::Result<()> {
        problems.append(&mut outcome.problems);
        Ok(())
    };
    let job = Job::Stream {
        name: "-".to_owned(),
        form: Form::Csv,
        start: Vec::new(),
        reader: Box::new(io::Cursor::new(text.into_bytes())),
    };
    batch::score(framework, settings(), 4, std::iter::once(job), hand_on).expect("scoring into memory");
    let told: Vec<&str> = problems.first.iter().map(|problem| problem.message.en.as_str()).collect();
    assert_eq!(told, ["column D, `extra`, was not used", "column C has no heading and was not used"]);
    assert!(problems.others.is_empty());
}

/// A sheet such as most are, from some random numbers.
fn ordinary(framework: &Framework, numbers: &[u32]) -> String {
    use serde_json::{Map, Value, json};
    let mut numbers = numbers.iter().cycle().zip(1_u32..).map(|(number, turn)| number.rotate_left(turn));
    let mut pick = |count: usize| numbers.next().map_or(0, |number| number as usize % count);
    let mut facts = Map::new();
    for fact in framework.facts() {
        let choice = fact.choices[pick(fact.choices.len())].id.clone();
        facts.insert(fact.id.clone(), if pick(2) == 0 { json!(choice) } else { json!([choice]) });
    }
    let mut answers = Map::new();
    for criterion in framework.criteria() {
        let level = pick(criterion.levels.len());
        let answer = match pick(10) {
            0 => Value::Null,
            1 => json!("unknown"),
            2 if criterion.may_not_apply => json!({ "not_applicable": "対象外" }),
            3 | 4 => json!({ "level": level, "evidence": ["a \"letter\""], "note": "見積書" }),
            5 => json!({ "level": level, "evidence": ["議事録 2026-08-08"] }),
            6 => json!({ "evidence": ["a letter", "another letter"], "level": level }),
            7 => json!({ "level": level, "date": format!("2026-0{}-1{}", 1 + pick(9), pick(10)) }),
            _ => json!(level),
        };
        answers.insert(criterion.id.clone(), answer);
    }
    let sheet = json!({
        "framework": framework.id(), "version": framework.version(), "subject": "雲 Endoscopy", "ref": "r-1",
        "date": format!("202{}-10-0{}", 4 + pick(3), 1 + pick(9)), "facts": facts, "answers": answers,
    });
    sheet.to_string()
}

/// The same as TOML; the text of a sheet has no brace or quote within its texts.
fn toml_of(json: &str) -> String {
    use crate::random::toml_value;
    let sheet: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).expect("JSON");
    let mut out = String::from("# an ordinary sheet\n");
    for (key, value) in sheet.iter().filter(|(_, value)| value.is_string()) {
        out += &format!("{key} = {} # as given\n", toml_value(key, value));
    }
    for part in ["facts", "answers"] {
        out += &format!("\n[{part}]\n");
        let entries = sheet[part].as_object().expect("a table").iter();
        for (key, value) in entries.filter(|(_, value)| !value.is_null()) {
            out += &format!("{key} = {}\n", toml_value(key, value));
        }
    }
    out
}

fn many(framework: &Framework, count: u32) -> String {
    (0..count)
        .map(|number| ordinary(framework, &[number.wrapping_mul(0x9E37_79B9), number ^ 0x5bd1_e995]) + "\n")
        .collect()
}

#[test]
fn only_what_is_said_is_evidence() {
    let framework = built_in();
    let criterion = &framework.criteria()[0].id;
    for evidence in
        ["[]", "[\"\"]", "[\" \"]", "null", "[null]", "\"\"", "[\"a\",]", "[\"a\",\"\"]", "[,\"a\"]"]
    {
        for answer in [
            format!("{{\"level\":3,\"evidence\":{evidence}}}"),
            format!("{{\"evidence\": {evidence}, \"level\": 3}}"),
            format!("{{\"level\": 3, \"evidence\": {evidence}, }}"),
            format!("{{\"level\":3,\"evidence\":{evidence},\"evidence\":[\"a\"]}}"),
        ] {
            let line = format!("{{\"answers\":{{\"{criterion}\":{answer}}}}}");
            assert_same_lines(framework, line.as_bytes());
        }
    }
}

#[test]
fn ordinary_sheets_are_all_scored() {
    let framework = built_in();
    let text = many(framework, 300);
    let outcome = score(framework, settings(), 1, vec![stream(text.clone())]);
    assert_eq!((outcome.scored, outcome.refused), (300, 0));
    let spaced = score(framework, settings(), 1, vec![stream(spaced(&text))]);
    assert_eq!(spaced.bytes, outcome.bytes, "blanks change nothing");
    let shuffled: Vec<_> = text.lines().zip(0..).map(|(line, number)| shuffled(line, number)).collect();
    let shuffled = score(framework, settings(), 1, vec![stream(shuffled.join("\n"))]);
    assert_eq!((shuffled.scored, shuffled.refused), (300, 0));
    let folder = tempfile::tempdir().expect("a folder");
    let jobs = text.lines().enumerate().map(|(number, line)| {
        let path = folder.path().join(format!("{number}.toml"));
        std::fs::write(&path, toml_of(line)).expect("a file");
        Job::File { path, form: Form::Toml, named: false }
    });
    let outcome = score(framework, settings(), 1, jobs.collect());
    assert_eq!((outcome.scored, outcome.refused), (300, 0));
}

/// Reads as many bytes at a time as it says.
struct Drip(io::Cursor<Vec<u8>>, usize);

impl Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(self.1);
        self.0.read(&mut buffer[..length])
    }
}

#[test]
fn threads_and_cuts_change_nothing() {
    let framework = built_in();
    let mut text = many(framework, 900);
    // Blank lines, a broken one, one of another framework, one that is not UTF-8.
    text.insert_str(0, "\n  \n{\"answers\":{\n{\"framework\":\"x\",\"answers\":{}}\r\n");
    let mut text = text.into_bytes();
    text.extend_from_slice(b"\xff\xfe\n");
    let one = visible(&score(framework, settings(), 1, vec![stream(text.clone())]));
    assert_eq!(one.1[..2], [900, 3]);
    assert!(one.0.contains(r#""line":3}"#), "lines are counted with the blank ones");
    for (threads, step) in [(1, 997), (2, 1 << 16), (4, 65_521), (8, usize::MAX)] {
        let reader = Box::new(Drip(io::Cursor::new(text.clone()), step));
        let job = Job::Stream { name: "-".to_owned(), form: Form::Ndjson, start: Vec::new(), reader };
        assert!(visible(&score(framework, settings(), threads, vec![job])) == one, "{threads} threads");
    }
}

#[test]
fn a_byte_order_mark_is_dropped_and_utf_16_is_refused_once() {
    let framework = built_in();
    let with_mark = [b"\xef\xbb\xbf".to_vec(), many(framework, 2).into_bytes()].concat();
    let outcome = score(framework, settings(), 1, vec![stream(with_mark)]);
    assert_eq!((outcome.scored, outcome.refused), (2, 0));
    let utf16: Vec<u8> =
        b"\xff\xfe".iter().copied().chain(many(framework, 9).bytes().flat_map(|b| [b, 0])).collect();
    let outcome = score(framework, settings(), 1, vec![stream(utf16), stream(many(framework, 2))]);
    assert_eq!((outcome.scored, outcome.refused), (2, 1));
    assert!(outcome.problems.first[0].message.en.contains("UTF-16"));
}

#[test]
fn a_wrong_answer_is_counted_in_every_form() {
    let framework = built_in();
    let wrong = r#"{"answers":{"need-statement":9}}"#;
    for form in FORMS {
        let outcome = score(framework, Settings { form, ..settings() }, 1, vec![stream(wrong)]);
        assert_eq!((outcome.scored, outcome.refused, outcome.wrong), (1, 0, 1));
    }
    for form in ["ndjson", "csv", "json", "table"] {
        let ran = run_with(["score", "-", "--from", "ndjson", "--format", form], wrong.as_bytes());
        assert_eq!(ran.code, 1, "--format {form}: {}", ran.stderr);
        assert!(ran.stderr.contains("need-statement"), "{}", ran.stderr);
    }
}

#[test]
fn a_table_among_single_sheets_is_scored_too() {
    let framework = built_in();
    let folder = tempfile::tempdir().expect("a folder");
    let single = toml_of(&ordinary(framework, &[1, 2]));
    let texts = [("a.toml", single.clone()), ("b.csv", table(framework, 9, false)), ("c.toml", single)];
    let jobs = texts.map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        Job::File { form: Form::of(&path).expect("a form"), path, named: true }
    });
    let outcome = score(framework, settings(), 1, jobs.into());
    assert_eq!((outcome.scored, outcome.refused), (11, 0));
}

#[test]
fn a_row_with_a_quote_too_many_is_refused_alone_in_pieces_too() {
    let framework = built_in();
    let mut text = String::from("subject,need-statement\nA,1\n\"B,2\n");
    for row in 0..3_000 {
        text += &format!("C{row},2\n");
    }
    assert_same_whole(framework, text.as_bytes(), Form::Csv, 1 << 16);
    let fitting = text.replace("\"B", "B");
    assert_same_whole(framework, format!("{fitting}\"last\nrow\",3").as_bytes(), Form::Csv, 1 << 16);
}
