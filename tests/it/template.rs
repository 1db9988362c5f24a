//! Empty sheets to hand out, and sheets written in every form: what is written is read again as it was.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use outside_in::answers::write;
use outside_in::answers::{Answer, AnswerSheet, Column, Form, Opened, Reading, Reply, open};
use outside_in::framework::Framework;
use outside_in::text::{Lang, width};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::drafts::{Edit, answer, assert_same, edits};
use crate::process::{finish, program, root, run_in};
use crate::random::{AS_OF, Case, case, cases, usable};
use crate::snapshots::Session;
use crate::support::{self, built_in, read_text};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn read(framework: &Framework, text: &str, form: Form) -> AnswerSheet {
    let reading = read_text(text, form, framework);
    assert!(reading.notices.iter().all(|notice| !notice.is_error()), "{:#?}\n{text}", reading.notices);
    reading.sheet
}

/// The rows of a table, without the byte order mark.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row as long as the header"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The rows of a sheet of a workbook as texts.
pub(crate) fn xlsx_rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("an unexpected cell: {other:?}"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// A cell without the apostrophes before what looks like a formula: at its beginning, and in CSV behind everything that may
/// end a cell.
fn without_guards(cell: &str, in_csv: bool) -> String {
    let (mut bare, mut begins) = (String::new(), true);
    for (at, c) in cell.char_indices() {
        let end =
            cell[at..].find([';', '\t', '\n']).filter(|_| in_csv).map_or(cell.len(), |end| at + end + 1);
        let rest = cell[at..end].trim_start_matches('\'');
        let formula = rest.trim_start_matches(['\'', ' ', '\u{a0}', '\u{3000}', '\t', '\n', '"']);
        let is_formula =
            formula.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || rest.starts_with('\t');
        if !(begins && c == '\'' && is_formula) {
            bare.push(c);
        }
        begins = in_csv && matches!(c, ';' | '\t' | '\n');
    }
    bare
}

/// A row of a table as a sheet in JSON, by the rules of the form and nothing else.
fn row_to_json(framework: &Framework, columns: &[Column], row: &[String], in_csv: bool) -> String {
    let (mut sheet, mut facts, mut answers) = (Map::new(), Map::new(), Map::new());
    for (column, cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
        let cell = without_guards(cell, in_csv);
        let cell = cell.as_str();
        let before_colon = cell.split(':').next().unwrap_or_default();
        let mut set = |id: &str, key: &str, value: Value| {
            let entry = answers.entry(id).or_insert_with(|| json!({}));
            entry.as_object_mut().expect("an object").insert(key.to_owned(), value);
        };
        match *column {
            Column::Fact(fact) => {
                let ids: Vec<&str> =
                    cell.split("; ").map(|id| id.split(':').next().unwrap_or_default()).collect();
                let value = if let [one] = ids.as_slice() { json!(one) } else { json!(ids) };
                facts.insert(framework[fact].id.clone(), value);
            }
            Column::Reply(criterion) => {
                let id = &framework[criterion].id;
                match (cell.strip_prefix("na: "), before_colon.parse::<i64>()) {
                    (Some(reason), _) => set(id, "not_applicable", json!(reason)),
                    (None, Ok(level)) => set(id, "level", json!(level)),
                    (None, Err(_)) => set(id, "level", json!(cell)),
                }
            }
            Column::Evidence(criterion) => {
                set(&framework[criterion].id, "evidence", json!(cell.split("; ").collect::<Vec<_>>()));
            }
            Column::Note(criterion) => set(&framework[criterion].id, "note", json!(cell)),
            Column::ReplyDate(criterion) => set(&framework[criterion].id, "date", json!(cell)),
            Column::Proposal(criterion, part) => set(&framework[criterion].id, part.name(), json!(cell)),
            Column::Header(_) => drop(sheet.insert(column.name(framework), json!(cell))),
        }
    }
    sheet.insert("facts".to_owned(), Value::Object(facts));
    sheet.insert("answers".to_owned(), Value::Object(answers));
    Value::Object(sheet).to_string()
}

/// A sheet as it was read, and more answers written into it.
fn random_sheet(framework: &Framework, text: &str, edits: &[Edit]) -> AnswerSheet {
    let mut sheet = read_text(text, Form::Toml, framework).sheet;
    for (criterion, edit) in framework.criterion_indices().zip(edits).filter(|(_, edit)| edit.0) {
        sheet.set_answer(criterion, answer(framework, criterion.get(), edit));
    }
    sheet
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn every_form_gives_the_sheet_back(
        Case { framework, sheet } in case(),
        edits in edits(),
        subject in "('|=|\\+|-|@|\t|;|,|\"|\n| |a|語){1,5}",
        all in any::<bool>(),
    ) {
        let framework = usable(&framework);
        let mut sheet = random_sheet(&framework, &sheet.to_toml(), &edits);
        sheet.subject = Some(subject).filter(|subject| !subject.trim().is_empty());
        assert_same(&framework, &sheet, &read(&framework, &write::toml(&framework, &sheet), Form::Toml))?;
        assert_same(&framework, &sheet, &read(&framework, &write::json(&framework, &sheet), Form::Json))?;
        let line = write::ndjson(&framework, &sheet);
        prop_assert_eq!(line.lines().count(), 1);
        assert_same(&framework, &sheet, &read(&framework, &line, Form::Json))?;

        let sheets = [sheet];
        let columns = write::columns(&framework, &sheets, all);
        let [sheet] = &sheets;
        let rows = csv_rows(&write::csv(&framework, &columns, &sheets, None));
        prop_assert_eq!(rows.len(), 2);
        let again = row_to_json(&framework, &columns, &rows[1], true);
        assert_same(&framework, sheet, &read(&framework, &again, Form::Json))?;
        for cell in rows.iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} is a formula");
        }
    }

    #[test]
    fn a_filled_questionnaire_says_what_the_sheet_says(
        Case { framework, sheet } in case(),
        edits in edits(),
        japanese in any::<bool>(),
    ) {
        let framework = usable(&framework);
        let mut sheet = random_sheet(&framework, &sheet.to_toml(), &edits);
        let lang = if japanese { Lang::Ja } else { Lang::En };
        let text = write::questionnaire(&framework, &sheet, lang);
        sheet.version = Some(framework.version().to_owned());
        assert_same(&framework, &sheet, &read(&framework, &text, Form::Toml))?;
    }
}

proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn a_workbook_gives_the_sheets_back(Case { framework, sheet } in case(), edits in edits()) {
        let framework = usable(&framework);
        let mut sheets = vec![random_sheet(&framework, &sheet.to_toml(), &edits); 2];
        sheets[1].subject = Some("=1+1 _x0041_ \u{3000}＝".to_owned());
        let columns = write::columns(&framework, &sheets, false);
        let bytes = write::xlsx(&framework, &columns, &sheets, Lang::Ja).expect("a small workbook");
        let rows = xlsx_rows(&bytes, "answers");
        prop_assert_eq!(rows.len(), 4);
        for (row, sheet) in rows[2..].iter().zip(&sheets) {
            let again = row_to_json(&framework, &columns, row, false);
            assert_same(&framework, sheet, &read(&framework, &again, Form::Json))?;
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_table_with_a_question_a_row_gives_the_sheet_back(
        Case { framework, sheet } in case(),
        edits in edits(),
        subject in "('|=|\\+|-|@|\t|;|,|\"|\n|a|語){1,5}",
        japanese in any::<bool>(),
    ) {
        let framework = usable(&framework);
        let mut sheet = random_sheet(&framework, &sheet.to_toml(), &edits);
        let lang = if japanese { Lang::Ja } else { Lang::En };
        // What nobody has filled in is no sheet.
        sheet.subject = Some(format!("a{subject}"));
        sheet.version = Some(framework.version().to_owned());
        let text = write::upright_csv(&framework, &sheet, lang);
        for cell in csv_rows(&text).iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} is a formula");
        }
        let sheets = [sheet];
        let [sheet] = &sheets;
        let columns = write::columns(&framework, &sheets, true);
        let by_company = write::csv(&framework, &columns, &sheets, Some(lang));
        let book = write::upright_xlsx(&framework, sheet, lang).expect("a small workbook");
        let book_by_company = write::xlsx(&framework, &columns, &sheets, lang).expect("a small workbook");
        let only = |bytes, form| {
            let Opened { found, notices } = open("table", bytes, form, &framework).expect("a table");
            assert!(notices.is_empty(), "{notices:#?}");
            assert_eq!(found.len(), 1);
            let place = (found[0].line(), found[0].item());
            (place, found[0].read(&framework).expect("a sheet"))
        };
        for (form, by_company, by_question) in [
            (Form::Csv, by_company.into_bytes(), text.into_bytes()),
            (Form::Xlsx, book_by_company, book),
        ] {
            let (_, expected) = only(by_company, form);
            let (place, read) = only(by_question, form);
            prop_assert_eq!(place, (None, None));
            assert_same(&framework, &expected.sheet, &read.sheet)?;
            let told = |reading: &Reading| {
                reading.notices.iter().map(|notice| (notice.code.id, notice.message.clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(told(&expected), told(&read));
        }
    }
}

#[test]
fn a_questionnaire_asks_everything_and_fits_the_page() {
    let small = support::small();
    for (framework, lang) in
        [(built_in(), Lang::En), (built_in(), Lang::Ja), (&small, Lang::En), (&small, Lang::Ja)]
    {
        let text = write::questionnaire(framework, &AnswerSheet::empty(framework), lang);
        let sheet = read(framework, &text, Form::Toml);
        assert!(framework.criterion_indices().all(|c| sheet.answer(c).reply == Reply::Unanswered));
        for line in text.lines() {
            assert!(width(line) <= 80, "{line}");
        }
        let words = text.replace("\n#", " ").split_whitespace().collect::<String>();
        let language = framework.language(lang);
        for criterion in framework.criteria() {
            let said = criterion.levels.iter().map(|level| level.says.to(language));
            for text in said
                .chain([&criterion.question].into_iter().chain(&criterion.why).map(|text| text.to(language)))
            {
                let text: String = text.split_whitespace().collect();
                assert!(words.contains(&text), "{text} is not in the sheet");
            }
        }

        // The `#` away and a number: that is all that an answer takes.
        let mut filled = text.clone();
        for criterion in framework.criteria() {
            let open = format!("\n# {} = \n", criterion.id);
            assert_eq!(text.matches(&open).count(), 1, "{open}");
            filled = filled.replace(&open, &format!("\n{} = 1\n", criterion.id));
        }
        for fact in framework.facts() {
            let open = format!("\n# {} = ", fact.id);
            assert_eq!(text.matches(&open).count(), 1, "{open}");
            filled = filled.replace(&open, &format!("\n{} = ", fact.id));
        }
        let sheet = read(framework, &filled, Form::Toml);
        assert!(framework.criterion_indices().all(|c| sheet.answer(c).reply == Reply::Level(1)));
        assert!(framework.fact_indices().all(|fact| !sheet.fact_is_answered(fact)));
    }
}

#[test]
fn no_text_of_a_framework_leaves_its_comment() {
    let folder = folder();
    for file in fs::read_dir(support::small_directory()).expect("the small framework").flatten() {
        if file.path().is_file() {
            fs::copy(file.path(), folder.path().join(file.file_name())).expect("a file is copied");
        }
    }
    let path = folder.path().join("proof.toml");
    let text = fs::read_to_string(&path).expect("a rubric");
    let (before, after) = text.split_once("question.en = \"").expect("a question");
    fs::write(&path, format!("{before}question.en = \"\\nversion = \\\"6\\\"\\r\\u0001\\u2028=x {after}"))
        .expect("the rubric is written");
    let ran = run_in(&folder, &["template", "--framework", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout.matches("\nversion = ").count(), 1, "{}", ran.stdout);
    fs::write(folder.path().join("sheet.toml"), &ran.stdout).expect("the sheet is written");
    let ran = run_in(&folder, &["score", "sheet.toml", "--framework", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn a_table_has_the_columns_of_the_form_and_the_questions() {
    let folder = folder();
    assert_eq!(run_in(&folder, &["template", "-o", "a.csv", "--lang", "ja"]).code, 0);
    let text = fs::read_to_string(folder.path().join("a.csv")).expect("the table");
    let rows = csv_rows(&text);
    assert_eq!(rows.len(), 2, "no empty rows");
    assert_eq!(rows[0][..6], ["subject", "ref", "date", "respondent", "framework", "version"]);
    assert_eq!(rows[1][4], outside_in::answers::QUESTIONS);
    let framework = built_in();
    let at = |id: &str| rows[0].iter().position(|name| name == id);
    for criterion in framework.criteria() {
        let place = at(&criterion.id).expect("a column for each criterion");
        assert_eq!(rows[1][place], criterion.question.to(framework.language(Lang::Ja)));
        let evidence = at(&format!("{}.evidence", criterion.id)).is_some();
        assert_eq!(evidence, criterion.evidence_from.is_some());
        assert!(at(&format!("{}.note", criterion.id)).is_none());
    }
    assert!(framework.facts().iter().all(|fact| at(&fact.id).is_some()));

    assert_eq!(run_in(&folder, &["template", "-o", "all.csv", "--all-columns"]).code, 0);
    let all = fs::read_to_string(folder.path().join("all.csv")).expect("the table");
    let expected = 6 + framework.facts().len() + 4 * framework.criteria().len();
    assert_eq!(csv_rows(&all)[0].len(), expected);
}

#[test]
fn a_workbook_offers_what_can_be_answered() {
    let folder = folder();
    for name in ["a.xlsx", "b.xlsx"] {
        assert_eq!(run_in(&folder, &["template", "-o", name, "--lang", "ja"]).code, 0);
    }
    let bytes = fs::read(folder.path().join("a.xlsx")).expect("the workbook");
    assert_eq!(bytes, fs::read(folder.path().join("b.xlsx")).expect("the other"), "the same bytes");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["answers", "facts", "criteria", "about", "lists"]);
    let rows = xlsx_rows(&bytes, "answers");
    assert_eq!(rows.len(), 2, "prepared rows are empty");
    let framework = built_in();
    let columns = write::columns(framework, &[], false);
    let header: Vec<String> = columns.iter().map(|column| column.name(framework)).collect();
    assert_eq!(rows[0], header);
    assert_eq!(rows[1][4], outside_in::answers::QUESTIONS);
    let lists = book.worksheet_range("lists").expect("the lists");
    let language = framework.language(Lang::Ja);
    let texts: Vec<String> = lists.cells().map(|(_, _, cell)| cell.to_string()).collect();
    for criterion in framework.criteria() {
        for (number, level) in criterion.levels.iter().enumerate() {
            let entry = format!("{number}: {}", level.says.to(language));
            assert!(texts.contains(&entry), "{entry}");
        }
    }
    let pages = xlsx_rows(&bytes, "criteria");
    assert_eq!(pages.len(), framework.criteria().len() + 1);
    let about = xlsx_rows(&bytes, "about").concat().join("\n");
    let disclaimer = framework.disclaimer().expect("a disclaimer").to(language);
    assert!(about.contains(disclaimer) && about.contains(framework.id()), "{about}");
    // No sheet but the one of the answers has a row that could be taken for its header.
    for page in ["facts", "criteria", "about", "lists"] {
        let first = xlsx_rows(&bytes, page).swap_remove(0);
        assert!(framework.criteria().iter().all(|c| !first.contains(&c.id)), "{page}");
    }
}

#[test]
fn what_is_there_is_not_overwritten_unless_asked() {
    let folder = folder();
    let mut session = Session::default();
    for (name, form) in [("a.toml", "toml"), ("a.csv", "csv"), ("a.xlsx", "xlsx"), ("b", "csv")] {
        fs::write(folder.path().join(name), "mine").expect("a file");
        let args = ["template", "--format", form, "-o", name];
        assert_eq!(session.run(&folder, &args).code, 2);
        assert_eq!(fs::read(folder.path().join(name)).expect("the file"), b"mine");
        assert_eq!(run_in(&folder, &[&args[..], &["--force"]].concat()).code, 0);
        assert_ne!(fs::read(folder.path().join(name)).expect("the file"), b"mine");
    }
    let names = || fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(names(), 4, "nothing is left beside them");
    session.both(&folder, &["template", "-o", "a.toml"]);
    session.both(&folder, &["template", "-o", "no/such/place.toml"]);
    assert_eq!(names(), 4);
    session.compare("template-there");
}

/// Whether sheets are read from what has this name; a name without an ending is a directory.
fn is_read(name: &str) -> bool {
    !name.contains('.') || Form::of(name.as_ref()).is_some()
}

/// The results of all sheets, in the order of the companies, without where they were read.
fn scores(folder: &Path, inputs: &[&str]) -> Vec<Value> {
    let args = [&["score", "--format", "json", "--detail", "--as-of", "2026-11-22"], inputs].concat();
    let json = finish(program().current_dir(folder).args(args)).json();
    assert_eq!(json["refused"], json!([]));
    let mut all = json["assessments"].as_array().expect("a list").clone();
    for one in &mut all {
        one["input"] = Value::Null;
    }
    all.sort_by_key(|one| one["subject"].to_string());
    all
}

#[test]
fn converted_sheets_score_the_same() {
    let folder = folder();
    let examples = root().join("examples");
    let files: Vec<String> = fs::read_dir(&examples)
        .expect("the examples")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| Form::of(path).is_some())
        .map(|path| path.display().to_string())
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let expected = scores(folder.path(), &files);
    assert!(expected.len() > 3);
    for (form, to) in [
        ("toml", "sheets"),
        ("json", "objects"),
        ("ndjson", "all.ndjson"),
        ("csv", "all.csv"),
        ("xlsx", "all.xlsx"),
    ] {
        let args = [&["template", "--to", form, "-o", to, "--from"], files.as_slice()].concat();
        let ran = run_in(&folder, &args);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        if is_read(to) {
            assert_eq!(scores(folder.path(), &[to]), expected, "{form}");
        }
    }
    let ran = run_in(&folder, &["template", "--from", "all.ndjson", "--to", "toml", "-o", "sheets"]);
    assert_eq!(ran.code, 2, "what is there stays");
    // One after the other, by way of each form.
    let ran = run_in(&folder, &["template", "--from", "all.ndjson", "--to", "toml", "-o", "again"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for file in fs::read_dir(folder.path().join("sheets")).expect("the folder").flatten() {
        let again = folder.path().join("again").join(file.file_name());
        assert_eq!(fs::read(file.path()).expect("a sheet"), fs::read(again).expect("the same"));
    }
}

#[test]
fn a_sheet_of_an_earlier_day_is_filled_in() {
    let folder = folder();
    let example = root().join("examples/kumo-endoscopy.toml").display().to_string();
    let ran = run_in(&folder, &["template", "--for", &example, "-o", "a.toml", "--lang", "ja"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(scores(folder.path(), &["a.toml"]), scores(folder.path(), &[&example]));
    let text = fs::read_to_string(folder.path().join("a.toml")).expect("the sheet");
    assert!(text.contains("\nus-interviews = 0\n") && text.contains("質問の理由"), "{text}");

    for form in ["csv", "xlsx"] {
        let name = format!("a.{form}");
        let ran = run_in(&folder, &["template", "--for", &example, "-o", &name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let bytes = fs::read(folder.path().join(&name)).expect("the table");
        let rows = match form {
            "csv" => csv_rows(&String::from_utf8(bytes).expect("UTF-8")),
            _ => xlsx_rows(&bytes, "answers"),
        };
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1][4], outside_in::answers::QUESTIONS);
        assert_eq!(rows[2][0], "Kumo Endoscopy K.K. (invented)");
        if is_read(&name) {
            assert_eq!(scores(folder.path(), &[&name]), scores(folder.path(), &[&example]));
        }
    }
}

#[test]
fn what_is_lost_or_left_out_is_told() {
    let folder = folder();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let long = "長".repeat(40_000);
    write("a.toml", "[answers]\ncoding = { level = 3, evidence = [\"one; two\", \"three of them\"] }\n");
    write("b.toml", &format!("subject = \"{long}\"\n[answers]\ncoding = 99\n"));
    write("c.toml", "answers = [");
    write("d.toml", "x-own = 1\n[answers]\ncoding = 1\n");
    write("e.toml", "subject = \"A\\u001b[2J\\u202eB\\tC\"\n[answers]\ncoding = 1\n");
    let mut session = Session::default();
    for (args, code) in [
        ("--from a.toml --to csv", 1),
        ("--from e.toml --to csv", 1),
        ("--from b.toml --to xlsx -o NAME.xlsx", 1),
        ("--from b.toml c.toml --to ndjson -o NAME.ndjson", 1),
        ("--from d.toml --to json", 0),
        ("--from missing.toml d.toml --to ndjson", 2),
        ("--from a.toml d.toml --to toml", 2),
        ("--from a.toml", 2),
        ("--all-columns", 2),
    ] {
        for lang in ["en", "ja"] {
            let args = format!("template {} --lang {lang}", args.replace("NAME", lang));
            let ran = run_in(&folder, &args.split(' ').collect::<Vec<_>>());
            assert_eq!(ran.code, code, "{args}: {}", ran.stderr);
            session.add(&format!("outside-in {args}"), &ran);
        }
    }
    session.compare("template-lost");
    let lines = fs::read_to_string(folder.path().join("en.ndjson")).expect("the sheets");
    assert_eq!(lines.lines().count(), 1, "the other one is refused");
}

#[test]
fn the_name_of_the_file_says_what_to_convert_to() {
    let folder = folder();
    let rows: String =
        (1..=12).map(|number| format!("{{\"answers\":{{\"coding\":{}}}}}\n", number % 4)).collect();
    fs::write(folder.path().join("a.ndjson"), rows).expect("sheets");
    let ran = run_in(&folder, &["template", "--from", "a.ndjson", "-o", "a.xlsx", "--lang", "en"]);
    assert_eq!((ran.code, ran.stderr.trim()), (0, "written to a.xlsx"));
    assert_eq!(
        xlsx_rows(&fs::read(folder.path().join("a.xlsx")).expect("the workbook"), "answers").len(),
        14
    );
    let ran = run_in(&folder, &["template", "--from", "a.ndjson", "-o", "sheets"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    // Files are in the order of the lines that they came from.
    let ran = run_in(&folder, &["template", "--from", "a.ndjson", "--to", "toml", "-o", "sheets"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let files = fs::read_dir(folder.path().join("sheets")).expect("the folder").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!((names.len(), names[0].as_str(), names[11].as_str()), (12, "a-01.toml", "a-12.toml"));
}

#[test]
fn a_day_that_a_spreadsheet_counted_is_told() {
    let folder = folder();
    let table = "subject,date,coding\nA,46327,1\nB,1200000,1\nC,令和8年11月1日,1\n";
    fs::write(folder.path().join("a.csv"), table).expect("a table");
    let mut session = Session::default();
    let [ran, _] = session.both(&folder, &["score", "a.csv", "--format", "csv"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    session.compare("counted-days");
}

#[test]
fn a_file_is_not_named_as_another_form() {
    let folder = folder();
    fs::write(folder.path().join("a.toml"), "[answers]\ncoding = 1\n").expect("a sheet");
    let convert = ["template", "--from", "a.toml", "--to"];
    let mut session = Session::default();
    for (arguments, output, good) in [
        (&["template"] as &[&str], "b.tsv", "c.toml"),
        (&["template", "--format", "xlsx"], "b.toml", "b.XLSX"),
        (&[&convert[..], &["xlsx"]].concat(), "b.xlsm", "c.xlsx"),
        (&[&convert[..], &["ndjson"]].concat(), "b.json", "b.jsonl"),
        (&[&convert[..], &["csv"]].concat(), "b.toml", "b.csv"),
    ] {
        let ran = session.run(&folder, &[arguments, &["-o", output]].concat());
        assert_eq!(ran.code, 2, "{output}");
        assert!(!folder.path().join(output).exists(), "{}", ran.stderr);
        assert_eq!(run_in(&folder, &[arguments, &["-o", good]].concat()).code, 0, "{good}");
    }
    session.both(&folder, &[&convert[..], &["csv", "-o", "b.toml"]].concat());
    session.compare("template-other-form");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let script = format!("set -o pipefail; {} template | head -n 1", env!("CARGO_BIN_EXE_outside-in"));
    let ran = finish(std::process::Command::new("bash").args(["-c", &script]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn a_day_that_excel_does_not_know_is_a_text() {
    let framework = built_in();
    let mut sheet = AnswerSheet::empty(framework);
    let first = framework.criterion_indices().next().expect("a criterion");
    sheet.date = Some(jiff::civil::date(1850, 3, 1));
    sheet.set_answer(first, Answer { date: Some(AS_OF), ..Answer::new(Reply::Level(1)) });
    let sheets = [sheet];
    let columns = write::columns(framework, &sheets, false);
    let bytes = write::xlsx(framework, &columns, &sheets, Lang::En).expect("a workbook");
    let rows = xlsx_rows(&bytes, "answers");
    assert_eq!(rows[2][2], "1850-03-01");
    assert!(rows[2].contains(&AS_OF.to_string()));
}

#[test]
fn names_are_safe_and_unique() {
    let mut names = write::FileNames::default();
    let mut name = |subject: &str| {
        let mut sheet = AnswerSheet::empty(built_in());
        sheet.subject = Some(subject.to_owned());
        names.name(&sheet, "row-3")
    };
    assert_eq!(name("Kumo Endoscopy K.K. (invented)"), "Kumo-Endoscopy-K-K-invented");
    assert_eq!(name("株式会社 雲/内視鏡"), "株式会社-雲-内視鏡");
    assert_eq!(name("../../etc/passwd"), "etc-passwd");
    assert_eq!(name("KUMO endoscopy k.k. invented"), "KUMO-endoscopy-k-k-invented-2");
    assert_eq!(name("a"), "a");
    assert_eq!(name("a-2"), "a-2");
    assert_eq!(name("A"), "A-3");
    assert_eq!(name("con"), "_con");
    assert_eq!(name("LPT1"), "_LPT1");
    assert_eq!(name("..."), "row-3");
    assert_eq!(name("\u{1b}\u{202e}"), "row-3-2");
    assert!(name(&"長".repeat(400)).len() <= 180);
}
