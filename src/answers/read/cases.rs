use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::read_table;
use super::{Form, Reading};
use crate::answers::columns::ANSWERS;
use crate::framework::{CaseHead, Framework, built_in_calibration, read_case_head};
use crate::source::{
    Array, Diagnostic, Document, SourceFile, SyntaxCodes, Table, Value, codes, parse_toml, without_mark,
};
use crate::text::say;

/// The file that every case has.
pub const CASE: &str = "case.toml";

/// What a file is known by as a case.
const JUDGE: &str = "judge";

/// A case as far as it could be read, and what is wrong with it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseFile {
    /// The path of its file.
    pub name: String,
    /// Its text; `None` if it could not be read.
    pub file: Option<Arc<SourceFile>>,
    /// Its content, as far as it could be read.
    pub document: Document,
    /// What is wrong with it, by place.
    pub problems: Vec<Diagnostic>,
    /// The case; `None` if it cannot be used.
    pub case: Option<Case>,
}

/// A case that can be used.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Case {
    /// All but its ratings.
    pub head: CaseHead,
    /// Its ratings that can be used, in the order of the file; what is wrong in one is among the problems.
    pub ratings: Vec<Reading>,
}

/// What is in a directory of cases.
#[derive(Clone, Debug, Default)]
pub struct CasePaths {
    /// The `case.toml` of each directory below it, sorted by name.
    pub files: Vec<PathBuf>,
    /// The directories that have none.
    pub without: Vec<PathBuf>,
}

impl CaseFile {
    /// Its keys, as far as they could be read.
    pub fn table(&self) -> Option<Table<'_>> {
        self.document.root_table()
    }
}

/// Finds the cases in a directory: each in a directory of its own. Hidden ones are none.
pub fn case_paths(directory: &Path) -> io::Result<CasePaths> {
    let mut found = CasePaths::default();
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") || !path.is_dir() {
            continue;
        }
        let file = path.join(CASE);
        // What is no file is told when it is read.
        if file.symlink_metadata().is_ok() { found.files.push(file) } else { found.without.push(path) }
    }
    found.files.sort();
    found.without.sort();
    Ok(found)
}

/// Reads the cases that come with the built-in framework.
pub fn built_in_cases(framework: &Framework) -> Vec<CaseFile> {
    let files = built_in_calibration().iter().filter(|(path, _)| Path::new(path).ends_with(CASE));
    let files = files.map(|(path, text)| {
        let name = format!("<built-in>/{path}");
        (name.clone(), Ok(SourceFile::new(name, *text)))
    });
    read_cases(files, framework)
}

/// Reads cases, each with the path of its file. Ids that two of them share are reported at the second.
pub fn read_cases(
    files: impl IntoIterator<Item = (String, Result<SourceFile, Box<Diagnostic>>)>,
    framework: &Framework,
) -> Vec<CaseFile> {
    let mut cases: Vec<CaseFile> = Vec::new();
    for (name, file) in files {
        let mut read = read_case(&name, file, framework);
        if let Some(id) = read.table().and_then(|table| table.get("id")).and_then(Value::as_text)
            && let Some(other) = cases.iter().find(|case| case_id(case) == Some(id))
        {
            let first = &other.name;
            let message =
                say!("the case in {first} is also called `{id}`", "{first} の事例の id も `{id}` です");
            let help = say!(
                "give each case an id of its own, the name of its directory",
                "事例ごとに別の id（ディレクトリの名前）を付けてください。"
            );
            let problem = Diagnostic::new(codes::DUPLICATE_CASE, message).help(help).key("id");
            let place = read.table().and_then(|table| table.get("id")).map_or(0..0, Value::span);
            read.problems.push(match &read.file {
                Some(file) => problem.at(file, place),
                None => problem,
            });
            sort(&mut read.problems);
            read.case = None;
        }
        cases.push(read);
    }
    cases
}

fn case_id(case: &CaseFile) -> Option<&str> {
    case.table()?.get("id")?.as_text()
}

/// Reads one case. Whatever is wrong with it is collected; answers of a rating that are wrong are left out.
fn read_case(name: &str, file: Result<SourceFile, Box<Diagnostic>>, framework: &Framework) -> CaseFile {
    let mut read = CaseFile {
        name: name.to_owned(),
        file: None,
        document: Document::default(),
        problems: Vec::new(),
        case: None,
    };
    let file = match file {
        Ok(file) => Arc::new(file),
        Err(problem) => return CaseFile { problems: vec![*problem], ..read },
    };
    let document = parse_toml(&file, SyntaxCodes::CASE, &mut read.problems);
    if read.problems.is_empty()
        && let Some(table) = document.root_table()
    {
        let head = read_case_head(table, &file, framework, &mut read.problems);
        let ratings = ratings(table, &file, framework, &mut read.problems);
        read.problems.extend(other_directory(name, table, &file));
        if table.lacks("rating") {
            read.problems.push(unrated().at(&file, 0..0));
        }
        read.case = head.map(|head| Case { head, ratings });
        sort(&mut read.problems);
    }
    CaseFile { file: Some(file), document, ..read }
}

fn sort(problems: &mut [Diagnostic]) {
    problems.sort_by_key(|problem| problem.place.as_ref().map(|place| place.span.start));
}

/// The ratings that can be used. Of what is odd about a sheet only a key without a use is a finding: a case is not
/// rewritten with every version of its framework.
fn ratings(
    table: Table<'_>,
    file: &Arc<SourceFile>,
    framework: &Framework,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Reading> {
    let sheets = table.get("rating").and_then(Value::as_array).into_iter().flat_map(Array::items);
    let mut ratings = Vec::new();
    for (sheet, place) in sheets.filter_map(|value| Some((value.as_table()?, value.span()))) {
        match read_table(sheet, place, file, framework) {
            Ok(reading) => {
                let shown = |one: &&Diagnostic| one.is_error() || one.code == codes::UNUSED_KEY;
                sink.extend(reading.notices.iter().filter(shown).cloned());
                ratings.push(reading);
            }
            Err(reasons) => sink.extend(reasons),
        }
    }
    ratings
}

/// The warning that a case is not called as its directory is.
fn other_directory(name: &str, table: Table<'_>, file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let directory = Path::new(name).parent()?.file_name()?.to_str()?;
    let id = table.get("id")?;
    let given = id.as_text().filter(|id| *id != directory)?;
    let message = say!(
        "this case is `{given}`, and its directory `{directory}`",
        "事例の id は `{given}` ですが、ディレクトリの名前は `{directory}` です"
    );
    let help = say!("call both the same", "両方を同じ名前にしてください。");
    Some(Diagnostic::new(codes::CASE_DIRECTORY, message).help(help).key("id").at(file, id.span()))
}

fn unrated() -> Diagnostic {
    let message = say!("nobody has rated this case", "この事例には回答シート（`[[rating]]`）がありません");
    let help = say!(
        "add a `[[rating]]`: the answers of somebody who saw only the description and the printed framework",
        "説明文と印刷したフレームワークだけを読んだ人の回答を、`[[rating]]` に書いてください。"
    );
    Diagnostic::new(codes::CASE_UNRATED, message).help(help)
}

/// Whether bytes are a case, which may lie where answers are looked for.
pub(super) fn is_case(bytes: &[u8], form: Form) -> bool {
    if form != Form::Toml || memchr::memmem::find(bytes, JUDGE.as_bytes()).is_none() {
        return false;
    }
    let Ok(text) = std::str::from_utf8(without_mark(bytes)) else { return false };
    let file = Arc::new(SourceFile::new("", text));
    let document = parse_toml(&file, SyntaxCodes::CASE, &mut Vec::new());
    document.root_table().is_some_and(is_case_table)
}

/// Whether the keys of a file are those of a case.
pub(crate) fn is_case_table(table: Table<'_>) -> bool {
    table.get(JUDGE).is_some() && table.get(ANSWERS).is_none()
}

/// The notice that a file is skipped because it is a case.
pub(super) fn case_file(name: &str) -> Diagnostic {
    let message = say!(
        "{name} is a case of a calibration, not an answer sheet; it was skipped",
        "{name} は較正用の事例で、回答シートではないため、読み込みませんでした"
    );
    let help = say!(
        "`outside-in calibrate` reads the cases of a framework",
        "事例は `outside-in calibrate` で使います。"
    );
    Diagnostic::new(codes::CASE_FILE, message).help(help)
}
