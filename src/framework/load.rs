use std::path::Path;
use std::sync::Arc;

use super::compile::{Files, Known, compile};
use super::digest::Digest;
use super::model::Framework;
use super::raw::{Manifest, RawProgramme, RawRubric, parse, read_programmes};
use crate::source::{Begun, Diagnostic, Fields, SourceFile, Table, Value, ValueKind, codes};
use crate::text::Near;

/// The file that every framework has.
pub const MANIFEST: &str = "framework.toml";

/// What loading gives: a framework if it can be used, and every finding on the way.
#[derive(Debug)]
pub struct Loaded {
    /// The framework; `None` if any finding is an error.
    pub framework: Option<Framework>,
    /// All findings, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Its files as far as they could be read: `framework.toml`, the rubrics in their order, the programmes.
    pub documents: Arc<Vec<Document>>,
}

/// A file of a framework as it is written.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the framework's directory.
    pub name: String,
    /// Its text.
    pub file: Arc<SourceFile>,
    /// Its keys, each with its place; `None` if its syntax is broken.
    pub table: Option<Table>,
}

/// Loads the framework in a directory.
pub fn load_directory(directory: &Path) -> Loaded {
    read_directory(directory).compile()
}

/// Reads the files of the framework in a directory.
pub fn read_directory(directory: &Path) -> FilesRead {
    read_with(|name| {
        let path = directory.join(name);
        Box::new(move || SourceFile::read(&path, codes::UNREADABLE))
    })
}

/// Reads a rubric or a file of programmes without its framework: what it names elsewhere is not looked up.
///
/// Its languages are taken to be those of its first title, or of its advice.
pub fn load_part(file: SourceFile) -> Loaded {
    let mut sink = Vec::new();
    let name = file.name.clone();
    let file = Arc::new(file);
    let table = parse(&file, &mut sink);
    if let Some(table) = &table {
        let programmes = table.get("programme");
        let first = programmes.and_then(|value| match &value.kind {
            ValueKind::Array(items) => items.first().and_then(Value::as_table),
            _ => None,
        });
        let text = |key: &str| first.unwrap_or(table).get(key).and_then(Value::as_table);
        let texts = ["title", "advice", "does"].into_iter().find_map(text);
        let languages: Vec<String> = texts
            .map_or_else(Vec::new, |texts| texts.entries.iter().map(|entry| entry.key.to_string()).collect());
        let fields = Fields::new(table, 0..0, &file, &mut sink);
        let mut files = Files {
            manifest_file: Arc::clone(&file),
            manifest: Manifest::default(),
            rubrics: Vec::new(),
            programmes: None,
            known: Known::OwnFile,
        };
        if programmes.is_some() {
            files.programmes = Some((Arc::clone(&file), read_programmes(fields, &languages)));
        } else {
            files.rubrics.push((Arc::clone(&file), RawRubric::read(fields, &languages)));
        }
        compile(files, &mut sink);
    }
    Loaded { framework: None, diagnostics: sink, documents: Arc::new(vec![Document { name, file, table }]) }
}

/// Loads a framework whose files `open` gives by name.
///
/// A broken file does not hide what is wrong in the others.
pub fn load(open: impl Fn(&str) -> Result<SourceFile, Box<Diagnostic>>) -> Loaded {
    read(open).compile()
}

/// The files of a framework, each read by itself: nothing is known yet of how they fit together.
pub struct FilesRead {
    /// The files as far as they could be read.
    pub documents: Arc<Vec<Document>>,
    diagnostics: Vec<Diagnostic>,
    files: Option<Files>,
}

impl FilesRead {
    /// The framework that they make.
    pub fn compile(self) -> Loaded {
        let Self { documents, mut diagnostics, files } = self;
        let framework = files.and_then(|files| compile(files, &mut diagnostics));
        let broken = diagnostics.iter().any(Diagnostic::is_error);
        let framework = framework.filter(|_| !broken);
        let framework = framework.map(|made| Framework { digest: Digest::of(&documents), ..made });
        Loaded { framework, diagnostics, documents }
    }
}

/// Reads the files of a framework that `open` gives by name.
pub fn read(open: impl Fn(&str) -> Result<SourceFile, Box<Diagnostic>>) -> FilesRead {
    read_with(|name| {
        let file = open(name);
        Box::new(move || file)
    })
}

/// Opens a file once it is needed, by whichever thread does.
type Opening = Box<dyn FnOnce() -> Result<SourceFile, Box<Diagnostic>> + Send>;

fn read_with(open: impl Fn(&str) -> Opening) -> FilesRead {
    let (mut documents, mut diagnostics) = (Vec::new(), Vec::new());
    let files = read_files(&open, &mut documents, &mut diagnostics);
    FilesRead { documents: Arc::new(documents), diagnostics, files }
}

fn read_files(
    open: &impl Fn(&str) -> Opening,
    documents: &mut Vec<Document>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Files> {
    let manifest_file = match open(MANIFEST)() {
        Ok(file) => Arc::new(file),
        Err(diagnostic) => {
            sink.push(*diagnostic);
            return None;
        }
    };
    let table = parse(&manifest_file, sink);
    let manifest = table.as_ref().map(|table| Manifest::read(Fields::new(table, 0..0, &manifest_file, sink)));
    documents.push(Document { name: MANIFEST.to_owned(), file: Arc::clone(&manifest_file), table });
    let manifest = manifest?;

    let names = manifest.rubrics.iter().map(|name| (name, Part::rubric as Reader));
    let names = names.chain(manifest.programmes.iter().map(|name| (name, Part::programmes as Reader)));
    let languages: Arc<[String]> = manifest.languages.clone().into();
    // What stands in one file has no bearing on how another is read.
    let begun = names.clone().map(|(name, reader)| {
        let (opening, languages) = (opening(open, &name.it), Arc::clone(&languages));
        Begun::new(move || {
            let file = Arc::new(opening()?);
            let part = Part::read(&file, reader, &languages);
            Ok((file, part))
        })
    });
    let read: Vec<Result<_, Box<Diagnostic>>> = Begun::end_all(begun.collect());
    let (mut rubrics, mut programmes) = (Vec::new(), None);
    for ((name, _), read) in names.zip(read) {
        match read {
            Ok((file, part)) => {
                sink.extend(part.problems);
                documents.push(Document {
                    name: name.it.clone(),
                    file: Arc::clone(&file),
                    table: part.table,
                });
                rubrics.extend(part.rubric.map(|rubric| (Arc::clone(&file), rubric)));
                programmes = part.programmes.map(|programmes| (file, programmes));
            }
            Err(problem) => {
                let whole = format!("{}.toml", name.it);
                let near = opening(open, &whole)().is_ok().then(|| Near::certain(&whole));
                let problem = if near.is_some() { problem.did_you_mean(near) } else { *problem };
                // Where the file itself is wrong, that is the place.
                let is_placed = problem.place.is_some();
                sink.push(if is_placed { problem } else { problem.at(&manifest_file, name.span.clone()) });
            }
        }
    }
    let complete = rubrics.len() == manifest.rubrics.len();
    let known = if complete { Known::All } else { Known::NotAllRubrics };
    Some(Files { manifest_file, manifest, rubrics, programmes, known })
}

/// How a file beside the manifest is opened; one that is not in the framework's directory is not.
fn opening(open: &impl Fn(&str) -> Opening, name: &str) -> Opening {
    if is_inside(name) {
        return open(name);
    }
    Box::new(|| {
        let message = crate::say!(
            "a file outside of the framework's directory cannot be part of it",
            "フレームワークのディレクトリの外にあるファイルは使えません"
        );
        Err(Box::new(Diagnostic::new(codes::UNREADABLE, message)))
    })
}

/// A file of a framework beside the manifest.
#[derive(Default)]
struct Part {
    table: Option<Table>,
    rubric: Option<RawRubric>,
    programmes: Option<Vec<RawProgramme>>,
    problems: Vec<Diagnostic>,
}

/// Reads what stands in a file: a rubric or programmes, whose texts are in these languages.
type Reader = fn(Fields<'_>, &[String]) -> Part;

impl Part {
    fn read(file: &Arc<SourceFile>, reader: Reader, languages: &[String]) -> Self {
        let mut problems = Vec::new();
        let table = parse(file, &mut problems);
        let fields = table.as_ref().map(|table| Fields::new(table, 0..0, file, &mut problems));
        let part = fields.map(|fields| reader(fields, languages)).unwrap_or_default();
        Self { table, problems, ..part }
    }

    fn rubric(fields: Fields<'_>, languages: &[String]) -> Self {
        Self { rubric: Some(RawRubric::read(fields, languages)), ..Self::default() }
    }

    fn programmes(fields: Fields<'_>, languages: &[String]) -> Self {
        Self { programmes: Some(read_programmes(fields, languages)), ..Self::default() }
    }
}

/// Whether a name stays inside of the framework's directory, on every system.
fn is_inside(name: &str) -> bool {
    !name.contains(['\\', ':', '\0']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
