use std::io::Read;
use std::path::{Path, PathBuf};

use outside_in::answers::{Form, Reading, SheetRecord, read_record, records};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::source::{Diagnostic, MAX_BYTES, SourceFile, codes};
use outside_in::{say, text::nearest};

use super::common::Common;
use super::exit::AlreadyTold;
use super::output;
use super::progress::Progress;

/// One sheet, or why there is none.
pub(crate) struct Given {
    /// Where it came from.
    pub(crate) input: Input,
    /// The sheet, or the reasons why it is refused.
    pub(crate) read: Result<Reading, Vec<Diagnostic>>,
}

/// All sheets of a command line.
pub(crate) struct Inputs {
    /// In the order of the paths.
    pub(crate) given: Vec<Given>,
    /// Whether a path that the user named could not be read at all.
    pub(crate) unreadable: bool,
    progress: Progress,
}

/// Reads files, directories and `-`.
pub(crate) fn read(paths: &[PathBuf], from: Option<Form>, framework: &Framework, common: &Common) -> Inputs {
    let progress = Progress::new(common.lang, None, |count| {
        say!("reading sheets: {count}", "回答シートを読み込み中：{count}")
    });
    let mut inputs = Inputs { given: Vec::new(), unreadable: false, progress };
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
    inputs.progress.clear();
    inputs
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
                self.progress.aside(|| output::say(&outside_in::text::clean(text.to(common.lang))));
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
            self.progress.step();
        }
    }

    fn refuse(&mut self, path: &Path, line: Option<usize>, reasons: Vec<Diagnostic>) {
        let input = Input { path: path.display().to_string(), line };
        self.given.push(Given { input, read: Err(reasons) });
        self.progress.step();
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
