use std::io::Read;
use std::path::{Path, PathBuf};

use outside_in::answers::{Form, Reading, SheetRecord, read_record, records};
use outside_in::batch::{Job, Refusal};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::source::{Diagnostic, MAX_BYTES, SourceFile, codes};
use outside_in::{say, text::nearest};

use super::common::Common;
use super::exit::AlreadyTold;
use super::output;

/// One sheet, or why there is none.
pub(crate) struct Given {
    /// Where it came from.
    pub(crate) input: Input,
    /// The sheet, or the reasons why it is refused.
    pub(crate) read: Result<Reading, Vec<Diagnostic>>,
}

/// All sheets of a command line.
#[derive(Default)]
pub(crate) struct Inputs {
    /// In the order of the paths.
    pub(crate) given: Vec<Given>,
    /// Whether a path that the user named could not be read at all.
    pub(crate) unreadable: bool,
}

/// Reads files, directories and `-`.
pub(crate) fn read(paths: &[PathBuf], from: Option<Form>, framework: &Framework, common: &Common) -> Inputs {
    let mut inputs = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.take(standard_input(), from, framework);
        } else if path.is_dir() {
            let mut files = Vec::new();
            inputs.list(path, &mut files, common);
            for file in files {
                inputs.file(&file, from.or_else(|| Form::of(&file)), framework, false);
            }
        } else {
            let form = from.or_else(|| Form::of(path));
            inputs.file(path, form, framework, true);
        }
    }
    inputs
}

/// Where to read sheets from, in order; standard input is looked at only when it is its turn.
pub(crate) fn jobs(
    paths: &[PathBuf],
    from: Option<Form>,
    common: &Common,
) -> impl Iterator<Item = Job> + Send {
    let mut jobs: Vec<Option<Job>> = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            jobs.push(None);
        } else if path.is_dir() {
            let mut inputs = Inputs::default();
            let mut files = Vec::new();
            inputs.list(path, &mut files, common);
            jobs.extend(inputs.given.into_iter().map(|Given { input, read }| {
                let reasons = read.err().unwrap_or_default();
                Some(Job::Refused(Refusal { input, reasons, unreadable: true }))
            }));
            jobs.extend(files.into_iter().map(|file| Some(job(file, from, false))));
        } else {
            jobs.push(Some(job(path.clone(), from, true)));
        }
    }
    jobs.into_iter().map(move |job| job.unwrap_or_else(|| standard_input_job(from)))
}

fn job(path: PathBuf, from: Option<Form>, named: bool) -> Job {
    match from.or_else(|| Form::of(&path)) {
        Some(form) => Job::File { path, form, named },
        None => {
            let reasons = vec![unknown_form(&path)];
            let input = Input { path: path.display().to_string(), line: None };
            Job::Refused(Refusal { input, reasons, unreadable: false })
        }
    }
}

/// So many bytes of standard input are enough to tell its form.
const GUESS_BY: usize = 1 << 20;

/// Reads as much of standard input as tells its form.
fn standard_input_job(from: Option<Form>) -> Job {
    let mut reader = std::io::stdin();
    let name = "-".to_owned();
    let mut start = Vec::new();
    let mut form = from;
    let mut buffer = vec![0; 64 << 10];
    while form.is_none() {
        match reader.read(&mut buffer) {
            Ok(0) => form = Some(guess(&String::from_utf8_lossy(&start))),
            Ok(read) => {
                start.extend_from_slice(&buffer[..read]);
                let enough = start.len() > GUESS_BY;
                let text = String::from_utf8_lossy(&start);
                form = Some(guess(&text)).filter(|form| enough || *form == Form::Ndjson);
            }
            Err(error) => return unreadable_input(&error),
        }
    }
    match form {
        Some(Form::Ndjson) => Job::Stream { name, start, reader: Box::new(reader) },
        form => {
            let read = reader.take(MAX_BYTES + 1).read_to_end(&mut start);
            match read.map(|_| SourceFile::decode(name, start, codes::SHEET_UNREADABLE)) {
                Ok(Ok(file)) => Job::Text { file, form: form.unwrap_or(Form::Toml) },
                Ok(Err(reason)) => refused_input(*reason),
                Err(error) => unreadable_input(&error),
            }
        }
    }
}

fn unreadable_input(error: &std::io::Error) -> Job {
    let message = say!("standard input cannot be read: {error}", "標準入力を読めません：{error}");
    refused_input(Diagnostic::new(codes::SHEET_UNREADABLE, message))
}

fn refused_input(reason: Diagnostic) -> Job {
    let input = Input { path: "-".to_owned(), line: None };
    Job::Refused(Refusal { input, reasons: vec![reason], unreadable: true })
}

/// Reads the one sheet that a path holds. Why there is none is told, and ends the command.
pub(crate) fn one(
    path: &Path,
    from: Option<Form>,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<(Input, Reading)> {
    let mut given = read(&[path.to_owned()], from, framework, common).given;
    let count = given.len();
    let reasons = match given.pop() {
        Some(Given { input, read: Ok(reading) }) if count == 1 => return Ok((input, reading)),
        Some(Given { read: Err(reasons), .. }) if count == 1 => reasons,
        _ => vec![not_one(path, count)],
    };
    output::diagnostics(common, &reasons);
    Err(AlreadyTold.into())
}

fn not_one(path: &Path, count: usize) -> Diagnostic {
    let name = path.display();
    let message = say!(
        "{name} holds {count} answer sheets; this command takes one",
        "{name} には回答シートが{count}件あります（このコマンドで扱えるのは1件です）"
    );
    let help = say!(
        "score them all with `outside-in score`",
        "すべて採点するには `outside-in score` を使ってください。"
    );
    Diagnostic::new(codes::SHEET_UNREADABLE, message).help(help)
}

impl Inputs {
    /// Collects the answer sheets below a directory, sorted by name. Other files are named on stderr.
    fn list(&mut self, directory: &Path, files: &mut Vec<PathBuf>, common: &Common) {
        let entries = std::fs::read_dir(directory).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries: Vec<PathBuf> = match entries {
            Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
            Err(error) => {
                let name = directory.display();
                let message = say!("{name} cannot be read: {error}", "{name} を読めません：{error}");
                self.refuse(directory, None, vec![Diagnostic::new(codes::SHEET_UNREADABLE, message)]);
                self.unreadable = true;
                return;
            }
        };
        entries.sort();
        for path in entries {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            // A link to a directory could lead in circles.
            if path.is_dir() && !path.is_symlink() {
                self.list(&path, files, common);
            } else if Form::of(&path).is_some() {
                files.push(path);
            } else {
                let name = path.display();
                let text = say!(
                    "not an answer sheet, passed over: {name}",
                    "回答シートではないため、読み込みませんでした：{name}"
                );
                output::say(&outside_in::text::clean(text.to(common.lang)));
            }
        }
    }

    fn file(&mut self, path: &Path, form: Option<Form>, framework: &Framework, named: bool) {
        let Some(form) = form else {
            self.refuse(path, None, vec![unknown_form(path)]);
            return;
        };
        match SourceFile::read(path, codes::SHEET_UNREADABLE) {
            Ok(file) => self.take(Ok(file), Some(form), framework),
            Err(problem) => {
                self.unreadable |= named && problem.code == codes::SHEET_UNREADABLE;
                self.refuse(path, None, vec![*problem]);
            }
        }
    }

    fn take(&mut self, file: Result<SourceFile, Box<Diagnostic>>, form: Option<Form>, framework: &Framework) {
        let file = match file {
            Ok(file) => file,
            Err(problem) => {
                self.unreadable = true;
                self.refuse(Path::new("-"), None, vec![*problem]);
                return;
            }
        };
        let form = form.unwrap_or_else(|| guess(&file.text));
        for record in records(file, form) {
            let SheetRecord { file, line, .. } = &record;
            let input = Input { path: file.name.clone(), line: *line };
            let read = read_record(&record, framework);
            self.given.push(Given { input, read });
        }
    }

    fn refuse(&mut self, path: &Path, line: Option<usize>, reasons: Vec<Diagnostic>) {
        let input = Input { path: path.display().to_string(), line };
        self.given.push(Given { input, read: Err(reasons) });
    }
}

fn standard_input() -> Result<SourceFile, Box<Diagnostic>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes);
    match read {
        Ok(_) => SourceFile::decode("-".to_owned(), bytes, codes::SHEET_UNREADABLE),
        Err(error) => {
            let message = say!("standard input cannot be read: {error}", "標準入力を読めません：{error}");
            Err(Box::new(Diagnostic::new(codes::SHEET_UNREADABLE, message)))
        }
    }
}

/// The form of a text whose name says nothing: JSON begins with a brace.
fn guess(text: &str) -> Form {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().map(str::trim).unwrap_or_default();
    let is_record = first.starts_with('{') && first.ends_with('}');
    match (is_record, lines.next()) {
        (true, Some(_)) => Form::Ndjson,
        _ if first.starts_with('{') => Form::Json,
        _ => Form::Toml,
    }
}

fn unknown_form(path: &Path) -> Diagnostic {
    let name = path.display();
    let message = say!(
        "{name}: its ending tells no form of answers",
        "{name}：拡張子から回答シートの形式がわかりません"
    );
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let diagnostic = Diagnostic::new(codes::SHEET_UNREADABLE, message);
    match nearest(&ending, ["toml", "json", "ndjson", "jsonl"]) {
        Some(_) => diagnostic.did_you_mean(nearest(&ending, ["toml", "json", "ndjson", "jsonl"])),
        None => diagnostic.help(say!(
            "use .toml, .json or .ndjson, or say it with --from",
            ".toml、.json、.ndjson のいずれかにするか、--from で形式を指定してください。"
        )),
    }
}
