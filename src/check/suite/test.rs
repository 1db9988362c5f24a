use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::expect::{Expectation, Expected, expectations};
use crate::advice::Assessed;
use crate::answers::{Reading, read_table};
use crate::framework::Framework;
use crate::source::{Code, Diagnostic, Document, Fields, SourceFile, SyntaxCodes, Table, codes, parse_toml};
use crate::text::say;

/// A test, read against its framework.
#[derive(Clone, Debug)]
pub struct Test {
    /// The name of its file.
    pub name: String,
    /// Its text; `None` if it could not be read.
    pub file: Option<Arc<SourceFile>>,
    /// Its content, as far as it could be read.
    pub document: Document,
    /// What is wrong with the test itself.
    pub problems: Vec<Diagnostic>,
    /// Its sheet; `None` if that cannot be used.
    pub reading: Option<Reading>,
    /// The day of scoring: the sheet's own, so that a test never ages, or else the one given.
    pub as_of: Date,
    /// What is expected of it, as far as it could be read.
    pub expected: Vec<Expectation>,
}

impl Test {
    /// Its keys, as far as they could be read.
    pub fn table(&self) -> Option<Table<'_>> {
        self.document.root_table()
    }

    /// Its sheet with everything that follows from it; `None` if the sheet cannot be used.
    pub fn assess(&self, framework: &Framework) -> Option<Assessed> {
        Some(Assessed::new(framework, self.reading.clone()?, self.as_of))
    }
}

/// The test files in a directory, sorted by name: all with the extension `.toml`.
pub fn files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    entries(directory, |path| path.extension().is_some_and(|ending| ending == "toml") && !path.is_dir())
}

/// Subdirectories with TOML files, which are not run.
pub fn skipped_directories(directory: &Path) -> io::Result<Vec<PathBuf>> {
    entries(directory, |path| path.is_dir() && files(path).is_ok_and(|files| !files.is_empty()))
}

fn entries(directory: &Path, wanted: fn(&PathBuf) -> bool) -> io::Result<Vec<PathBuf>> {
    let paths = std::fs::read_dir(directory)?.map(|entry| Ok(entry?.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
    paths.retain(wanted);
    paths.sort();
    Ok(paths)
}

/// Reads one test. Everything wrong with it is collected, and the valid part can still be run.
pub fn read(name: &str, file: Result<SourceFile, Box<Diagnostic>>, framework: &Framework, day: Date) -> Test {
    let nothing = Test {
        name: name.to_owned(),
        file: None,
        document: Document::default(),
        problems: Vec::new(),
        reading: None,
        as_of: day,
        expected: Vec::new(),
    };
    let file = match file {
        Ok(file) => Arc::new(file),
        Err(problem) => return Test { problems: vec![*problem], ..nothing },
    };
    let mut test = Test { file: Some(Arc::clone(&file)), ..nothing };
    let document = parse_toml(&file, SyntaxCodes::TEST, &mut test.problems);
    if test.problems.is_empty()
        && let Some(table) = document.root_table()
    {
        read_parts(&mut test, table, &file, framework);
    }
    Test { document, ..test }
}

fn read_parts(test: &mut Test, table: Table<'_>, file: &Arc<SourceFile>, framework: &Framework) {
    let mut sink = Vec::new();
    let mut fields = Fields::new(table, 0..0, file, &mut sink);
    if let Some(value) = fields.required("sheet") {
        fields.table("sheet", value);
    }
    if let Some(value) = fields.required("expect")
        && let Some(wanted) = fields.table("expect", value)
    {
        test.expected = expectations(fields.inside(wanted, value.span()), framework);
        if wanted.is_empty() {
            let message = say!("this test expects nothing", "期待する結果が書かれていません");
            let help = say!(
                "name at least one verdict, as in `stages.STAGE.verdict = \"ready\"`",
                "`stages.段階.verdict = \"ready\"` のように、期待する判定を1つ以上書いてください。"
            );
            let problem = Diagnostic::new(codes::TEST_EXPECTS_NOTHING, message).help(help);
            fields.report(problem, value.span());
        }
    }
    fields.finish();
    for problem in &mut sink {
        // Tests are read like frameworks, but their findings have codes of their own.
        problem.code = match problem.code {
            codes::UNKNOWN_KEY => codes::TEST_UNKNOWN_KEY,
            codes::MISSING_KEY => codes::TEST_PART_MISSING,
            codes::WRONG_TYPE | codes::OUT_OF_RANGE | codes::MISSING_TEXT | codes::REPEATED_ENTRY => {
                codes::TEST_VALUE
            }
            other => other,
        };
    }
    let sheet = table.get("sheet").and_then(|value| Some((value.as_table()?, value.span())));
    match sheet.map(|(sheet, place)| read_table(sheet, place, file, framework)) {
        Some(Ok(reading)) => {
            let wanted = |problem: &&Diagnostic| !expects_notice(&test.expected, problem.code);
            sink.extend(reading.notices.iter().filter(|n| n.is_error()).filter(wanted).cloned());
            test.as_of = reading.sheet.date.unwrap_or(test.as_of);
            test.reading = Some(reading);
        }
        Some(Err(reasons)) => sink.extend(reasons),
        None => {}
    }
    sink.sort_by_key(|problem| problem.place.as_ref().map(|place| place.span.start));
    test.problems = sink;
}

fn expects_notice(expected: &[Expectation], code: Code) -> bool {
    expected.iter().any(|one| matches!(one.what, Expected::Notice(wanted) if wanted == code))
}
