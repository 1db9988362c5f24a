use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::compile::{Files, compile};
use super::model::Framework;
use super::raw::{Declared, Manifest, Name, RawProgrammes, RawRubric, languages_of};
use crate::source::{Diagnostic, Document, Fields, SourceFile, SyntaxCodes, Table, Value, codes, parse_toml};
use crate::text::{Near, say};

/// The file that makes a directory a framework.
pub const MANIFEST: &str = "framework.toml";

/// The directory with the cases of a framework, each in a directory of its own.
pub const CALIBRATION: &str = "calibration";

/// The result of loading: a framework if it can be used, and all findings.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The framework; `None` if any finding is an error.
    pub framework: Option<Framework>,
    /// All findings, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Its files, as far as they could be read: `framework.toml`, the rubrics in order, the programmes.
    pub files: Vec<FrameworkFile>,
}

/// A file of a framework as written.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FrameworkFile {
    /// Its name in the framework's directory.
    pub name: String,
    /// Its text.
    pub file: Arc<SourceFile>,
    /// Its content, each value with its place; `None` if its syntax is broken.
    pub document: Option<Document>,
}

impl FrameworkFile {
    /// Its keys; `None` if its syntax is broken.
    pub fn table(&self) -> Option<Table<'_>> {
        self.document.as_ref()?.root_table()
    }
}

/// Loads the framework in a directory. Nothing outside of it is read, wherever links in it lead.
pub fn load_directory(directory: &Path) -> Loaded {
    load(|name| SourceFile::read_inside(directory, &directory.join(name), codes::UNREADABLE))
}

/// Loads a framework whose files `open` returns by name. A broken file does not hide problems of the others.
pub fn load(open: impl Fn(&str) -> Result<SourceFile, Box<Diagnostic>>) -> Loaded {
    let mut loader = Loader::default();
    let read = loader.framework(&open);
    let Loader { files, sink: mut diagnostics } = loader;
    let made = read.and_then(|read| compile(read, &mut diagnostics));
    let framework = made.map(|made| Framework { digest: digest(&files), ..made });
    Loaded { framework, diagnostics, files }
}

/// The SHA-256, in lower-case hexadecimal, of all files in order: for each its name, NUL, its bytes with CRLF as LF,
/// NUL.
fn digest(files: &[FrameworkFile]) -> String {
    let mut digest = Sha256::new();
    for FrameworkFile { name, file, .. } in files {
        digest.update(name.as_bytes());
        digest.update([0]);
        if file.had_bom {
            digest.update(b"\xef\xbb\xbf");
        }
        digest.update(file.text.replace("\r\n", "\n").as_bytes());
        digest.update([0]);
    }
    format!("{:x}", digest.finalize())
}

/// Reads a rubric or a file of programmes without its framework: names defined elsewhere are not checked.
pub fn load_part(file: SourceFile) -> Loaded {
    let mut loader = Loader::default();
    let name = file.name.clone();
    let (mut rubrics, mut programmes) = (Vec::new(), None);
    let read = loader.read(&name, file, |table, fields| {
        let listed = table.get("programme");
        let first = listed.and_then(Value::as_array).and_then(|items| items.first()?.as_table());
        let text = |key: &str| first.unwrap_or(table).get(key).and_then(Value::as_table);
        let texts = ["title", "advice", "does"].into_iter().find_map(text);
        let languages = texts.map_or_else(Vec::new, languages_of);
        let file = Arc::clone(fields.file());
        if listed.is_some() {
            programmes = Some((file, RawProgrammes::read_file(fields, &languages)));
        } else {
            rubrics.push((file, RawRubric::read_file(fields, &languages)));
        }
    });
    if let Some((manifest_file, ())) = read {
        let manifest = Manifest::default();
        compile(Files { manifest_file, manifest, rubrics, programmes, is_part: true }, &mut loader.sink);
    }
    Loaded { framework: None, diagnostics: loader.sink, files: loader.files }
}

#[derive(Default)]
struct Loader {
    files: Vec<FrameworkFile>,
    sink: Vec<Diagnostic>,
}

type FileOpener<'a> = &'a dyn Fn(&str) -> Result<SourceFile, Box<Diagnostic>>;

impl Loader {
    fn framework(&mut self, open: FileOpener<'_>) -> Option<Files> {
        let manifest = open(MANIFEST).map_err(|problem| self.sink.push(*problem)).ok()?;
        let (manifest_file, manifest) =
            self.read(MANIFEST, manifest, |_, fields| Manifest::read_with_languages(fields))?;
        let languages = &manifest.languages;
        let (mut rubrics, mut programmes) = (Vec::new(), None);
        for name in &manifest.rubrics {
            let file = self.open(open, name, &manifest_file);
            let rubric = file.and_then(|file| {
                self.read(&name.it, file, |_, fields| RawRubric::read_file(fields, languages))
            });
            rubrics.extend(rubric);
        }
        if let Some(name) = &manifest.programmes
            && let Some(file) = self.open(open, name, &manifest_file)
        {
            programmes = self.read(&name.it, file, |_, fields| RawProgrammes::read_file(fields, languages));
        }
        Some(Files { manifest_file, manifest, rubrics, programmes, is_part: false })
    }

    /// Opens a file that the manifest lists; `None` if it cannot be opened, which is reported.
    fn open(&mut self, open: FileOpener<'_>, name: &Name, manifest: &Arc<SourceFile>) -> Option<SourceFile> {
        let problem = match open_inside(open, &name.it) {
            Ok(file) => return Some(file),
            Err(problem) => problem,
        };
        let whole = format!("{}.toml", name.it);
        let near = open_inside(open, &whole).is_ok().then(|| Near::certain(&whole));
        let problem = if near.is_some() { problem.did_you_mean(near) } else { *problem };
        // If the file itself is at fault, it is the place.
        let is_placed = problem.place.is_some();
        self.sink.push(if is_placed { problem } else { problem.at(manifest, name.span.clone()) });
        None
    }

    /// Keeps a file and reads its keys; `None` if its syntax is broken.
    fn read<T>(
        &mut self,
        name: &str,
        file: SourceFile,
        read: impl FnOnce(Table<'_>, Fields<'_>) -> T,
    ) -> Option<(Arc<SourceFile>, T)> {
        let file = Arc::new(file);
        let before = self.sink.len();
        let document = parse_toml(&file, SyntaxCodes::FRAMEWORK, &mut self.sink);
        // In a broken file, keys that are written may seem to be missing.
        let is_whole = self.sink[before..].iter().all(|problem| problem.code == codes::DUPLICATE_KEY);
        let document = is_whole.then_some(document);
        let own = FrameworkFile { name: name.to_owned(), file: Arc::clone(&file), document };
        let read = own.table().map(|table| read(table, Fields::new(table, 0..0, &file, &mut self.sink)));
        self.files.push(own);
        Some((file, read?))
    }
}

/// Opens a file beside the manifest, if its name stays within the framework's directory on every system.
fn open_inside(open: FileOpener<'_>, name: &str) -> Result<SourceFile, Box<Diagnostic>> {
    let is_inside =
        !name.contains(['\\', ':', '\0']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if is_inside {
        return open(name);
    }
    let message = say!(
        "a file outside the framework's directory cannot be part of it",
        "フレームワークのディレクトリの外にあるファイルは使えません"
    );
    Err(Box::new(Diagnostic::new(codes::UNREADABLE, message)))
}
