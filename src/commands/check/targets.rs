use std::path::{Path, PathBuf};
use std::sync::Arc;

use outside_in::answers::{Form, Opened, SheetAt, open};
use outside_in::check::suite::files;
use outside_in::check::{self, Checked, Counterexample, FileKind, FileLayout, kind_of};
use outside_in::framework::{self, Framework, Loaded, MANIFEST, built_in, load_part};
use outside_in::report::findings::Target;
use outside_in::say;
use outside_in::source::{Diagnostic, SourceFile, codes};
use outside_in::text::{Bilingual, clean};

use super::around::{beside, framework_of_test, without_manifest};
use super::fixing::Changes;
use crate::commands::common::Common;
use crate::commands::{inputs, output, test};

/// The path that stands for standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// Everything that was found on a command line.
#[derive(Default)]
pub(super) struct Found {
    /// In the order of the paths.
    pub(super) targets: Vec<Target>,
    /// Whether there was anything to check in them.
    pub(super) any: bool,
    /// What lies in directories and is nothing to check.
    pub(super) passed_over: Vec<PathBuf>,
    /// How many findings comments silence.
    pub(super) allowed: usize,
    /// Whether a path that the user named could not be read.
    pub(super) unreadable: bool,
    /// Whether errors in a framework kept some rules from running.
    pub(super) cut_short: bool,
    /// Rubrics and programmes that were checked without their framework.
    pub(super) alone: Vec<String>,
    /// Tests that were passed over for want of their framework.
    pub(super) tests_alone: Vec<PathBuf>,
    /// What else is told on stderr, in its order.
    pub(super) told: Vec<Told>,
    /// Sheets that show findings of frameworks.
    pub(super) counterexamples: Vec<Counterexample>,
    /// The files of frameworks, which have a layout.
    pub(super) layouts: Vec<FileLayout>,
}

/// Something that is told beside the findings.
pub(super) enum Told {
    /// What kept something from being checked.
    Problem(Bilingual),
    /// What one should know.
    Note(Bilingual),
}

impl Told {
    /// Tells it.
    pub(super) fn say(&self, common: &Common) {
        match self {
            Self::Problem(text) => output::problem(common, text.to(common.lang)),
            Self::Note(text) => output::say(&clean(text.to(common.lang))),
        }
    }
}

/// Checks files and directories; without any, the framework in use. The texts of counterexamples are written only if
/// they are wanted.
pub(super) fn check(
    paths: &[PathBuf],
    counterexamples: bool,
    changes: &Changes,
    common: &Common,
) -> anyhow::Result<Found> {
    let found = Found::default();
    let mut walk = Walk { common, counterexamples, changes, found, framework: None };
    match common.framework_directory().filter(|_| paths.is_empty()) {
        Some(directory) => walk.framework_at(directory),
        None if paths.is_empty() => walk.built_in(),
        None => {}
    }
    for path in paths {
        walk.path(path, true)?;
    }
    Ok(walk.found)
}

struct Walk<'a> {
    common: &'a Common,
    /// Whether sheets that show findings are wanted.
    counterexamples: bool,
    /// What is to be put right is read as it would be then.
    changes: &'a Changes,
    found: Found,
    /// The framework that sheets are read against, once one was met.
    framework: Option<Framework>,
}

impl Walk<'_> {
    fn path(&mut self, path: &Path, named: bool) -> anyhow::Result<()> {
        if path.is_dir() {
            return self.directory(path);
        }
        if path.as_os_str() == STANDARD_INPUT {
            return self.standard_input(path);
        }
        let Some(form) = Form::of(path) else {
            if named && path.exists() {
                let name = path.display();
                let message = say!(
                    "{name}: neither a framework nor a form of answers",
                    "{name}：フレームワークでも回答シートでもありません"
                );
                self.found.told.push(Told::Problem(message));
                self.found.unreadable = true;
                return Ok(());
            }
            if !named {
                self.found.passed_over.push(path.to_owned());
                return Ok(());
            }
            return self.file(path, Form::Toml, named);
        };
        if !named && inputs::is_special(path) {
            self.found.passed_over.push(path.to_owned());
            return Ok(());
        }
        self.file(path, form, named)
    }

    fn directory(&mut self, path: &Path) -> anyhow::Result<()> {
        if path.join(MANIFEST).is_file() {
            self.framework_at(path);
            return Ok(());
        }
        let mut entries: Vec<PathBuf> =
            match std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
                Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
                Err(error) => {
                    let name = path.display();
                    let message = say!("{name} cannot be read: {error}", "{name} を読めません：{error}");
                    self.found.told.push(Told::Problem(message));
                    self.found.unreadable = true;
                    return Ok(());
                }
            };
        entries.sort();
        let (targets, alone) = (self.found.targets.len(), self.found.alone.len());
        for entry in entries {
            let hidden = entry.file_name().is_some_and(inputs::is_hidden);
            // A link to a directory could lead in circles.
            let linked = entry.is_dir() && entry.is_symlink();
            if !hidden && !linked {
                self.path(&entry, false)?;
            }
        }
        self.without_manifest(path, targets, alone);
        Ok(())
    }

    /// Tells that a directory holds a framework without its `framework.toml`, before what was found in it.
    fn without_manifest(&mut self, directory: &Path, targets: usize, alone: usize) {
        let own = |name: &String| {
            let path = Path::new(name);
            let here = path.parent() == Some(directory);
            here.then(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        };
        let parts: Vec<String> = self.found.alone[alone..].iter().filter_map(own).collect();
        let folder = directory.join("tests");
        let tests = self.found.tests_alone.iter().filter(|test| test.parent() == Some(&folder)).count();
        if let Some(diagnostic) = without_manifest(directory, &parts, tests) {
            let target = Target { name: directory.display().to_string(), diagnostics: vec![diagnostic] };
            self.found.targets.insert(targets, target);
        }
    }

    fn built_in(&mut self) {
        let loaded = built_in();
        let mut checked = check::framework(&loaded, &[], self.common.as_of_if_given());
        self.tests(None, &loaded, &mut checked);
        self.show(&loaded, &checked);
        self.add("<built-in>".to_owned(), checked);
    }

    /// The framework in a directory.
    fn load(&self, directory: &Path) -> Loaded {
        framework::load(|name| self.changes.file(&directory.join(name), codes::UNREADABLE))
    }

    fn framework_at(&mut self, directory: &Path) {
        let loaded = self.load(directory);
        let beside = beside(directory, &loaded);
        let mut checked = check::framework(&loaded, &beside, self.common.as_of_if_given());
        self.tests(Some(directory), &loaded, &mut checked);
        self.show(&loaded, &checked);
        self.found.layouts.extend(FileLayout::of(&loaded));
        self.add(directory.display().to_string(), checked);
    }

    /// What is wrong with a framework's own tests; they can be read only against a framework that can be used.
    fn tests(&mut self, directory: Option<&Path>, loaded: &Loaded, checked: &mut Checked) {
        let Some(framework) = &loaded.framework else { return };
        let tests: Vec<Checked> = match directory.map(|directory| directory.join("tests")) {
            None => {
                let tests = test::built_in(framework, self.common);
                tests.iter().map(check::framework_test).collect()
            }
            Some(directory) if !directory.is_dir() => return,
            Some(directory) => match files(&directory) {
                Ok(paths) => {
                    self.found.told.extend(test::told_passed_over(&directory).into_iter().map(Told::Note));
                    let (changes, common) = (self.changes, self.common);
                    let check = |path: &PathBuf| {
                        let file = changes.file(path, codes::TEST_UNREADABLE);
                        check::framework_test(&test::from_file(path, file, framework, common))
                    };
                    paths.iter().map(check).collect()
                }
                Err(error) => {
                    let name = directory.display();
                    let message = say!("{name} cannot be read: {error}", "{name} を読めません：{error}");
                    checked.diagnostics.push(Diagnostic::new(codes::TEST_UNREADABLE, message));
                    return;
                }
            },
        };
        for found in tests {
            checked.diagnostics.extend(found.diagnostics);
            checked.allowed += found.allowed;
        }
    }

    /// One of a framework's own tests.
    fn test(&mut self, path: &Path, directory: &Path, named: bool) -> anyhow::Result<()> {
        let framework = self.common.load_framework_of(Some(directory))?;
        let file = self.changes.file(path, codes::TEST_UNREADABLE);
        let checked = check::framework_test(&test::from_file(path, file, &framework, self.common));
        self.found.unreadable |=
            named && checked.diagnostics.iter().any(|problem| problem.code == codes::TEST_UNREADABLE);
        self.add(path.display().to_string(), checked);
        Ok(())
    }

    fn file(&mut self, path: &Path, form: Form, named: bool) -> anyhow::Result<()> {
        if let Some(directory) = framework_of_test(path) {
            return self.test(path, &directory, named);
        }
        match self.changes.bytes(path, codes::SHEET_UNREADABLE) {
            Ok(bytes) => self.bytes(path, bytes, form, named),
            Err(problem) => {
                self.unreadable(path, *problem, named);
                Ok(())
            }
        }
    }

    fn standard_input(&mut self, path: &Path) -> anyhow::Result<()> {
        match inputs::standard_input() {
            Ok((form, bytes)) => self.bytes(path, bytes, form, true),
            Err(problem) => {
                self.unreadable(path, *problem, true);
                Ok(())
            }
        }
    }

    fn unreadable(&mut self, path: &Path, problem: Diagnostic, named: bool) {
        self.found.unreadable |= named && problem.code == codes::SHEET_UNREADABLE;
        self.add(path.display().to_string(), Checked { diagnostics: vec![problem], ..Checked::default() });
    }

    fn bytes(&mut self, path: &Path, bytes: Vec<u8>, form: Form, named: bool) -> anyhow::Result<()> {
        let name = path.display().to_string();
        if form != Form::Toml {
            return self.sheets(&name, bytes, form, named);
        }
        let file = match SourceFile::decode(name, bytes, codes::SHEET_UNREADABLE) {
            Ok(file) => file,
            Err(problem) => {
                self.unreadable(path, *problem, named);
                return Ok(());
            }
        };
        let directory =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
        match kind_of(SourceFile::new(&file.name, file.text.as_str())) {
            _ if is_manifest => self.framework_at(directory),
            FileKind::Rubric | FileKind::Programmes => self.part(path, directory, file),
            FileKind::Sheet => return self.sheets(&file.name, file.text.clone().into_bytes(), form, named),
            FileKind::Framework => {
                let message = say!(
                    "this looks like a framework, but is not named {MANIFEST}",
                    "フレームワークのようですが、名前が {MANIFEST} ではありません"
                );
                let help = say!(
                    "name it {MANIFEST}, and check its directory",
                    "名前を {MANIFEST} に変え、そのディレクトリを検査してください。"
                );
                let name = file.name.clone();
                let diagnostic =
                    Diagnostic::new(codes::UNREADABLE, message).help(help).at(&Arc::new(file), 0..0);
                self.add(name, Checked { diagnostics: vec![diagnostic], ..Checked::default() });
            }
            FileKind::Test => self.found.tests_alone.push(path.to_owned()),
        }
        Ok(())
    }

    /// A rubric or programmes: what is wrong with it in its framework, or else what the file itself can tell.
    fn part(&mut self, path: &Path, directory: &Path, file: SourceFile) {
        let name = file.name.clone();
        if directory.join(MANIFEST).is_file() {
            let loaded = self.load(directory);
            let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let own = loaded.files.iter().find(|document| document.name == own);
            if let Some(file) = own.map(|document| Arc::clone(&document.file)) {
                let mut checked = check::framework(&loaded, &[], self.common.as_of_if_given());
                let here = |diagnostic: &Diagnostic| {
                    diagnostic.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.file, &file))
                };
                checked.diagnostics.retain(here);
                self.show(&loaded, &checked);
                let layouts = FileLayout::of(&loaded).into_iter();
                self.found.layouts.extend(layouts.filter(|layout| Arc::ptr_eq(&layout.file, &file)));
                self.add(name, checked);
                return;
            }
        }
        let loaded = load_part(file);
        self.found.layouts.extend(FileLayout::of(&loaded));
        self.found.alone.push(name.clone());
        self.add(name, check::part(&loaded));
    }

    fn sheets(&mut self, name: &str, bytes: Vec<u8>, form: Form, named: bool) -> anyhow::Result<()> {
        let framework = match self.framework.take() {
            Some(framework) => framework,
            None => self.common.load_framework()?,
        };
        let mut all = Checked::default();
        let mut any = true;
        match open(name, bytes, form, &framework) {
            Ok(Opened { found, notices }) => {
                any = !found.is_empty();
                all.diagnostics.extend(notices);
                for one in found {
                    let as_of = self.common.as_of_if_given();
                    let checked = match one {
                        SheetAt::Record(record) => check::sheet(&record, &framework, as_of),
                        SheetAt::Row(columns, row) => check::row(&columns, &row, &framework, as_of),
                        SheetAt::Unfit(_, problem) => {
                            Checked { diagnostics: vec![*problem], ..Checked::default() }
                        }
                    };
                    all.diagnostics.extend(checked.diagnostics);
                    all.allowed += checked.allowed;
                }
            }
            Err(reasons) => {
                let unreadable = reasons.iter().any(|problem| problem.code == codes::SHEET_UNREADABLE);
                self.found.unreadable |= named && unreadable;
                all.diagnostics.extend(reasons);
            }
        }
        self.framework = Some(framework);
        let before = self.found.any;
        self.add(name.to_owned(), all);
        self.found.any = before || any;
        Ok(())
    }

    /// Keeps the sheets that show what is wrong with the space of a framework, if they are wanted.
    fn show(&mut self, loaded: &Loaded, checked: &Checked) {
        if let Some(framework) = loaded.framework.as_ref().filter(|_| self.counterexamples) {
            self.found.counterexamples.extend(check::counterexamples(framework, &checked.space));
        }
    }

    fn add(&mut self, name: String, checked: Checked) {
        self.found.any = true;
        self.found.allowed += checked.allowed;
        self.found.cut_short |= checked.cut_short;
        self.found.targets.push(Target { name, diagnostics: checked.diagnostics });
    }
}
