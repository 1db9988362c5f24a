use std::ffi::OsStr;
use std::fs::{DirEntry, FileType};
use std::io::Read;
use std::path::{Path, PathBuf};

use outside_in::answers::{Form, Opened, RESULT_HEAD, Reading, is_result, open, own_result};
use outside_in::batch::{Job, Refusal};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::source::{Diagnostic, Foreign, MAX_BYTES, SourceFile, cause, codes, unreadable};
use outside_in::text::{Bilingual, nearest, say};

use super::args::DEFAULT_SHEET;
use super::forms::sheet_endings;
use super::guess::guess;
use super::patterns;
use super::progress::Progress;
use super::{Common, Failure};

pub(crate) struct Given {
    pub(crate) input: Input,
    pub(crate) read: Result<Reading, Vec<Diagnostic>>,
}

pub(crate) struct Inputs {
    pub(crate) given: Vec<Given>,
    pub(crate) notices: Vec<Diagnostic>,
    pub(crate) unreadable: bool,
    progress: Progress,
}

/// Reads files, directories and `-`, and reports notices about whole files.
pub(crate) fn read(paths: &[PathBuf], from: Option<Form>, framework: &Framework, common: &Common) -> Inputs {
    let inputs = read_quietly(paths, from, framework, common);
    common.diagnostics(&inputs.notices);
    inputs
}

/// As [`read`], for callers that report the notices themselves.
pub(crate) fn read_quietly(
    paths: &[PathBuf],
    from: Option<Form>,
    framework: &Framework,
    common: &Common,
) -> Inputs {
    let progress = Progress::new(common.lang, |count| {
        say!("reading sheets: {count}", "回答シートを読み込み中：{count}")
    });
    let mut inputs = Inputs { given: Vec::new(), notices: Vec::new(), unreadable: false, progress };
    for job in Jobs::new(paths, from, common) {
        match job {
            Job::File { path, form, named } => {
                let name = path.display().to_string();
                match SourceFile::read_bytes(&path, codes::SHEET_UNREADABLE) {
                    Ok(bytes) => inputs.take(name, bytes, form, named, framework),
                    Err(problem) => inputs.refuse(name, vec![*problem], named),
                }
            }
            Job::Stream { name, form, mut start, reader } => {
                match reader.take(MAX_BYTES + 1).read_to_end(&mut start) {
                    Ok(_) => inputs.take(name, start, form, true, framework),
                    Err(error) => inputs.refuse(name, vec![unreadable_input(&error)], true),
                }
            }
            Job::Refused(Refusal { input, reasons, unreadable }) => {
                inputs.unreadable |= unreadable;
                inputs.given.push(Given { input, read: Err(reasons) });
            }
        }
    }
    inputs.progress.clear();
    inputs
}

/// Where to read sheets from, in order; standard input is not touched before its turn.
pub(crate) struct Jobs {
    /// `None` is standard input.
    list: std::vec::IntoIter<Option<Job>>,
    from: Option<Form>,
}

impl Jobs {
    pub(crate) fn new(paths: &[PathBuf], from: Option<Form>, common: &Common) -> Self {
        let mut jobs: Vec<Option<Job>> = Vec::new();
        for path in &patterns::expand(paths) {
            if path.as_os_str() == "-" {
                let again = jobs.iter().any(Option::is_none);
                jobs.push(again.then(|| {
                    let message = say!(
                        "standard input was given twice; it can be read only once",
                        "標準入力（-）が2回指定されています（読み込めるのは1回だけです）"
                    );
                    refused("-".to_owned(), Diagnostic::new(codes::SHEET_UNREADABLE, message), true)
                }));
            } else if let Some(reason) = patterns::matches_nothing(path) {
                jobs.push(Some(refused(path.display().to_string(), reason, true)));
            } else if path.is_dir() {
                list(path, from, &mut jobs, common);
            } else {
                jobs.extend(job(path.clone(), from, true, common).map(Some));
            }
        }
        Self { list: jobs.into_iter(), from }
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.list.as_slice().iter().filter_map(|job| match job {
            Some(Job::File { path, .. }) => Some(path.as_path()),
            _ => None,
        })
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let name = "-".to_owned();
        Some(self.list.next()?.unwrap_or_else(|| match beginning(self.from) {
            Ok((form, start)) => Job::Stream { name, form, start, reader: Box::new(std::io::stdin()) },
            Err(error) => refused(name, unreadable_input(&error), true),
        }))
    }
}

/// How to read a path; `None` if the file holds results of this program, which is reported.
fn job(path: PathBuf, from: Option<Form>, named: bool, common: &Common) -> Option<Job> {
    let name = path.display().to_string();
    match from.or_else(|| Form::to_read(&path)) {
        // Other forms are read as a whole, and checked for results then.
        Some(form) if (form.is_streamed() || form == Form::Json) && begins_as_result(&path, form) => {
            common.diagnostics([&own_result(&name)]);
            None
        }
        Some(form) => Some(Job::File { path, form, named }),
        // The form of a missing file does not matter.
        None => Some(match path.metadata() {
            Ok(_) => refused(name, unknown_form(&path), false),
            Err(error) => {
                refused(name.clone(), *SourceFile::unreadable(&name, &error, codes::SHEET_UNREADABLE), true)
            }
        }),
    }
}

/// Whether a file begins like results of this program. A pipe is not touched: it can be read only once.
fn begins_as_result(path: &Path, form: Form) -> bool {
    let head = || {
        let mut head = Vec::new();
        std::fs::File::open(path).ok()?.take(RESULT_HEAD as u64).read_to_end(&mut head).ok()?;
        Some(head)
    };
    path.is_file() && head().is_some_and(|head| is_result(&head, form))
}

/// How many bytes of standard input are enough to guess its form.
const GUESS_BY: usize = 1 << 20;

pub(crate) fn standard_input() -> Result<(Form, Vec<u8>), Box<Diagnostic>> {
    let read = || {
        let (form, mut bytes) = beginning(None)?;
        std::io::stdin().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok((form, bytes))
    };
    read().map_err(|error| Box::new(unreadable_input(&error)))
}

/// Reads standard input until its form can be guessed and results of this program are recognized.
fn beginning(from: Option<Form>) -> std::io::Result<(Form, Vec<u8>)> {
    let mut reader = std::io::stdin();
    let mut start = Vec::new();
    let mut form = from;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let shows_results = start.len() >= RESULT_HEAD || start.contains(&b'\n');
        if let Some(form) = form.filter(|form| shows_results || !form.is_streamed()) {
            return Ok((form, start));
        }
        let read = reader.read(&mut buffer)?;
        start.extend_from_slice(&buffer[..read]);
        if read == 0 {
            return Ok((form.unwrap_or_else(|| guess(&start)), start));
        }
        let enough = start.len() > GUESS_BY;
        form = form.or_else(|| Some(guess(&start)).filter(|form| enough || *form == Form::Ndjson));
    }
}

fn unreadable_input(error: &std::io::Error) -> Diagnostic {
    let Bilingual { en, ja } = cause(error);
    let message = say!("standard input cannot be read: {en}", "標準入力を読めません：{ja}");
    Diagnostic::new(codes::SHEET_UNREADABLE, message)
}

fn refused(path: String, reason: Diagnostic, unreadable: bool) -> Job {
    Job::Refused(Refusal { input: Input::whole(path), reasons: vec![reason], unreadable })
}

/// How many files of other kinds in a directory are named.
const SKIPPED_NAMED: usize = 3;

/// Collects the answer sheets below a directory, sorted by name. Some of the other files are listed on stderr.
fn list(directory: &Path, from: Option<Form>, jobs: &mut Vec<Option<Job>>, common: &Common) {
    let mut skipped = Vec::new();
    list_below(directory, from, jobs, &mut skipped, common);
    if !skipped.is_empty() {
        let more = skipped.len().saturating_sub(SKIPPED_NAMED);
        skipped.truncate(SKIPPED_NAMED);
        let (en, ja) = (skipped.join(", "), skipped.join("、"));
        let (and_more, ja_more) = if more == 0 {
            Default::default()
        } else {
            (format!(" and {more} more"), format!("、ほか{more}件"))
        };
        common.note(&say!(
            "skipped, not an answer sheet: {en}{and_more}",
            "回答シートではないため、読み込みませんでした：{ja}{ja_more}"
        ));
    }
}

fn list_below(
    directory: &Path,
    from: Option<Form>,
    jobs: &mut Vec<Option<Job>>,
    skipped: &mut Vec<String>,
    common: &Common,
) {
    let mut entries = match std::fs::read_dir(directory).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => {
            let reason = Diagnostic::new(codes::SHEET_UNREADABLE, unreadable(&directory.display(), &error));
            jobs.push(Some(refused(directory.display().to_string(), reason, true)));
            return;
        }
    };
    entries.sort_by_cached_key(DirEntry::file_name);
    for entry in entries {
        if is_hidden(&entry.file_name()) {
            continue;
        }
        let (path, kind) = (entry.path(), entry.file_type());
        // Links to directories are not followed, because they could form a cycle.
        if kind.as_ref().is_ok_and(FileType::is_dir) {
            list_below(&path, from, jobs, skipped, common);
        } else if is_sent(&path) && (kind.is_ok_and(|kind| kind.is_file()) || !is_special(&path)) {
            jobs.extend(job(path, from, false, common).map(Some));
        } else {
            skipped.push(path.display().to_string());
        }
    }
}

/// Whether people send answers in files with this extension, whether it is read or only explained.
fn is_sent(path: &Path) -> bool {
    Form::to_read(path).is_some() || Foreign::of(path).is_some()
}

/// Whether a file is hidden, or a lock file that Excel puts beside an open workbook.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

/// Whether something is not a regular file, such as a pipe, which could block forever.
pub(crate) fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file())
}

pub(crate) fn one(
    path: &Path,
    from: Option<Form>,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<(Input, Reading)> {
    only(path, read_quietly(&[path.to_owned()], from, framework, common), common)
}

/// The only sheet among the inputs; fails if there is none, or more than one.
pub(crate) fn only(path: &Path, inputs: Inputs, common: &Common) -> anyhow::Result<(Input, Reading)> {
    let Inputs { mut given, mut notices, .. } = inputs;
    // The command fails anyway.
    notices.retain(|notice| notice.code != codes::NO_SHEETS);
    common.diagnostics(&notices);
    let count = given.len();
    let reasons = match given.pop() {
        Some(Given { input, read: Ok(reading) }) if count == 1 => return Ok((input, reading)),
        Some(Given { read: Err(reasons), .. }) if is_missing_default(path) => {
            reasons.into_iter().map(|reason| reason.help(how_to_begin(common))).collect()
        }
        Some(Given { read: Err(reasons), .. }) if count == 1 => reasons,
        _ => vec![not_one(path, count)],
    };
    Err(Failure::from(reasons).into())
}

fn is_missing_default(path: &Path) -> bool {
    path.as_os_str() == DEFAULT_SHEET && !path.exists()
}

fn how_to_begin(common: &Common) -> Bilingual {
    let options = common.options_to_repeat();
    say!(
        "`outside-in assess{options}` begins one; or name the sheet that you mean",
        "`outside-in assess{options}` で回答を始められます。別の回答シートであれば、ファイル名を指定してください。"
    )
}

fn not_one(path: &Path, count: usize) -> Diagnostic {
    let name = path.display();
    if count == 0 {
        let message = say!("there is no answer sheet in {name}", "{name} に回答シートがありません");
        return Diagnostic::new(codes::SHEET_UNREADABLE, message);
    }
    let message = say!(
        "there are {count} answer sheets in {name}; this command takes one",
        "{name} には回答シートが{count}件あります（このコマンドで扱えるのは1件です）"
    );
    let help = say!(
        "split them with `outside-in template --from {name} --to toml -o DIR`, or score them all with `outside-in \
         score {name}`",
        "1件ずつのファイルに分けるには `outside-in template --from {name} --to toml -o DIR`、すべて採点するには \
         `outside-in score {name}` を使ってください。"
    );
    Diagnostic::new(codes::SHEET_UNREADABLE, message).help(help)
}

impl Inputs {
    fn take(&mut self, name: String, bytes: Vec<u8>, form: Form, named: bool, framework: &Framework) {
        match open(&name, bytes, form, framework) {
            Ok(Opened { found, notices }) => {
                self.notices.extend(notices);
                for one in found {
                    let input = Input { path: name.clone(), line: one.line(), item: one.item() };
                    let read = one.read(framework);
                    self.given.push(Given { input, read });
                    self.progress.steps(1);
                }
            }
            Err(reasons) => {
                let unreadable = reasons.iter().any(|problem| problem.code == codes::SHEET_UNREADABLE);
                self.refuse(name, reasons, named && unreadable);
            }
        }
    }

    fn refuse(&mut self, path: String, reasons: Vec<Diagnostic>, unreadable: bool) {
        self.unreadable |= unreadable;
        self.given.push(Given { input: Input::whole(path), read: Err(reasons) });
    }
}

fn unknown_form(path: &Path) -> Diagnostic {
    let name = path.display();
    if let Some(foreign) = Foreign::of(path) {
        return *foreign.told(&name.to_string(), codes::SHEET_SYNTAX);
    }
    let message = say!(
        "{name}: this file extension is not one of an answer sheet",
        "{name}：拡張子から回答シートの形式がわかりません"
    );
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let diagnostic = Diagnostic::new(codes::SHEET_UNREADABLE, message);
    if ["html", "htm"].iter().any(|page| ending.eq_ignore_ascii_case(page)) {
        return diagnostic.help(say!(
            "a questionnaire in HTML holds no answers: open it in a browser, choose `Save to file` there, and give that \
             file, which ends in .json",
            "HTML の質問票に回答は保存されません。ブラウザーで開いて「ファイルに保存」を選び、保存された .json ファイルを指定してください。"
        ));
    }
    match nearest(&ending, sheet_endings()) {
        Some(near) => diagnostic.did_you_mean(Some(near)),
        None => diagnostic.help(say!(
            "use .toml, .json, .ndjson, .csv, .xlsx or .ods, or give the form with --from",
            ".toml、.json、.ndjson、.csv、.xlsx、.ods のいずれかにするか、--from で形式を指定してください。"
        )),
    }
}
