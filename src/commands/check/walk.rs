use std::path::{Path, PathBuf};
use std::sync::Arc;

use outside_in::answers::{Form, Opened, SheetAt, open, read_cases};
use outside_in::check::suite::{Test, files};
use outside_in::check::{self, Checked, Counterexample, FileKind, FileLayout, kind_of};
use outside_in::framework::{self, Framework, Loaded, MANIFEST, built_in, load_part};
use outside_in::report::findings::Target;
use outside_in::source::{Code, Diagnostic, Foreign, SourceFile, codes, unreadable};
use outside_in::text::{Bilingual, say};

use super::around::{beside, framework_of_case, framework_of_test, without_manifest};
use super::fixing::FileChanges;
use crate::commands::{Common, calibrate, inputs, patterns, test};

pub(super) const STANDARD_INPUT: &str = "-";

#[derive(Default)]
pub(super) struct CheckedPaths {
    pub(super) targets: Vec<Target>,
    pub(super) any: bool,
    pub(super) skipped: Vec<PathBuf>,
    /// How many findings comments silence.
    pub(super) allowed: usize,
    pub(super) unreadable: bool,
    /// Whether errors in a framework kept some rules from running.
    pub(super) cut_short: bool,
    /// Rubrics and programmes that were checked without their framework.
    pub(super) alone: Vec<String>,
    /// Tests that were skipped because their framework is not there.
    pub(super) tests_alone: Vec<PathBuf>,
    pub(super) remarks: Vec<Remark>,
    pub(super) counterexamples: Vec<Counterexample>,
    pub(super) layouts: Vec<FileLayout>,
}

pub(super) enum Remark {
    Problem(Bilingual),
    Note(Bilingual),
}

impl Remark {
    pub(super) fn show(&self, common: &Common) {
        match self {
            Self::Problem(text) => common.problem(text.to(common.lang)),
            Self::Note(text) => common.note(text),
        }
    }
}

pub(super) fn check(
    paths: &[PathBuf],
    counterexamples: bool,
    changes: &FileChanges,
    common: &Common,
) -> anyhow::Result<CheckedPaths> {
    let found = CheckedPaths::default();
    let mut walk = PathWalk { common, counterexamples, changes, found, framework: None };
    match &common.framework {
        Some(directory) if paths.is_empty() => walk.framework_at(directory),
        None if paths.is_empty() => walk.whole("<built-in>".to_owned(), None, &built_in()),
        _ => {}
    }
    for path in &patterns::expand(paths) {
        walk.path(path, true)?;
    }
    Ok(walk.found)
}

struct PathWalk<'a> {
    common: &'a Common,
    counterexamples: bool,
    /// What is to be fixed is read as it would be then.
    changes: &'a FileChanges,
    found: CheckedPaths,
    framework: Option<Framework>,
}

impl PathWalk<'_> {
    fn path(&mut self, path: &Path, named: bool) -> anyhow::Result<()> {
        if path.is_dir() {
            return self.directory(path);
        }
        if path.as_os_str() == STANDARD_INPUT {
            return self.read(path, named, inputs::standard_input());
        }
        if let Some(foreign) = Foreign::of(path).filter(|_| path.exists()) {
            let name = path.display().to_string();
            let told = foreign.told(&name, codes::SHEET_SYNTAX);
            self.add(name, only(*told));
            return Ok(());
        }
        match Form::to_read(path) {
            Some(form) if named || !inputs::is_special(path) => self.file(path, form, named),
            // Reading it says why it is not there.
            None if named && !path.exists() => self.file(path, Form::Toml, named),
            None if named => {
                let name = path.display();
                self.problem(say!(
                    "{name}: neither a framework nor an answer sheet",
                    "{name}：フレームワークでも回答シートでもありません"
                ));
                Ok(())
            }
            _ => {
                self.found.skipped.push(path.to_owned());
                Ok(())
            }
        }
    }

    fn directory(&mut self, path: &Path) -> anyhow::Result<()> {
        if path.join(MANIFEST).is_file() {
            self.framework_at(path);
            return Ok(());
        }
        let entries = std::fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, _>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                self.problem(unreadable(&path.display(), &error));
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

    fn problem(&mut self, message: Bilingual) {
        self.found.remarks.push(Remark::Problem(message));
        self.found.unreadable = true;
    }

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

    fn load(&self, directory: &Path) -> Loaded {
        framework::load(|name| self.changes.file_inside(directory, &directory.join(name), codes::UNREADABLE))
    }

    fn framework_at(&mut self, directory: &Path) {
        let loaded = self.load(directory);
        self.found.layouts.extend(FileLayout::of(&loaded));
        self.whole(directory.display().to_string(), Some(directory), &loaded);
    }

    fn whole(&mut self, name: String, directory: Option<&Path>, loaded: &Loaded) {
        let beside = directory.map(|directory| beside(directory, loaded)).unwrap_or_default();
        let mut checked = check::framework(loaded, &beside, self.common.as_of_given);
        self.tests(directory, loaded, &mut checked);
        self.cases(directory, loaded, &mut checked);
        self.keep_counterexamples(loaded, &checked);
        self.add(name, checked);
    }

    /// What is wrong with a framework's own tests; they can be read only against a framework that can be used.
    fn tests(&mut self, directory: Option<&Path>, loaded: &Loaded, checked: &mut Checked) {
        let Some(framework) = &loaded.framework else { return };
        let tests: Vec<Test> = match directory.map(|directory| (directory, directory.join("tests"))) {
            None => test::built_in(framework, self.common),
            Some((_, tests)) if !tests.is_dir() => return,
            Some((directory, tests)) => match files(&tests) {
                Ok(paths) => {
                    self.found.remarks.extend(test::skipped(&tests).into_iter().map(Remark::Note));
                    let read = |path: &PathBuf| {
                        let file = self.changes.file_inside(directory, path, codes::TEST_UNREADABLE);
                        test::from_file(path, file, framework, self.common)
                    };
                    paths.iter().map(read).collect()
                }
                Err(error) => {
                    let message = unreadable(&tests.display(), &error);
                    checked.diagnostics.push(Diagnostic::new(codes::TEST_UNREADABLE, message));
                    return;
                }
            },
        };
        for found in tests.iter().map(|test| check::framework_test(test, framework)) {
            checked.diagnostics.extend(found.diagnostics);
            checked.allowed += found.allowed;
        }
    }

    /// What is wrong with a framework's cases; like its tests, they are read against it.
    fn cases(&mut self, directory: Option<&Path>, loaded: &Loaded, checked: &mut Checked) {
        let Some(framework) = &loaded.framework else { return };
        let read =
            |directory: &Path, path: &Path| self.changes.file_inside(directory, path, codes::CASE_UNREADABLE);
        match calibrate::cases(directory, framework, read) {
            Ok(found) => {
                self.found.remarks.extend(found.skipped.into_iter().map(Remark::Note));
                for found in found.cases.iter().map(|case| check::framework_case(case, framework)) {
                    checked.diagnostics.extend(found.diagnostics);
                    checked.allowed += found.allowed;
                }
            }
            Err(problem) => checked.diagnostics.push(*problem),
        }
    }

    /// A case by itself, read against the framework that it is in, or else the one in use.
    fn case(&mut self, path: &Path, file: SourceFile) -> anyhow::Result<()> {
        let directory = framework_of_case(path);
        let framework =
            self.common.load_framework_of(directory.as_deref().or(self.common.framework.as_deref()))?;
        let name = path.display().to_string();
        let cases = read_cases([(name.clone(), Ok(file))], &framework);
        if let Some(case) = cases.first() {
            self.add(name, check::framework_case(case, &framework));
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, form: Form, named: bool) -> anyhow::Result<()> {
        let Some(directory) = framework_of_test(path) else {
            let bytes = self.changes.bytes(path, codes::SHEET_UNREADABLE);
            return self.read(path, named, bytes.map(|bytes| (form, bytes)));
        };
        let framework = self.common.load_framework_of(Some(&directory))?;
        let file = self.changes.file(path, codes::TEST_UNREADABLE);
        let checked =
            check::framework_test(&test::from_file(path, file, &framework, self.common), &framework);
        self.found.unreadable |= named && has(&checked.diagnostics, codes::TEST_UNREADABLE);
        self.add(path.display().to_string(), checked);
        Ok(())
    }

    fn read(
        &mut self,
        path: &Path,
        named: bool,
        read: Result<(Form, Vec<u8>), Box<Diagnostic>>,
    ) -> anyhow::Result<()> {
        let name = path.display().to_string();
        let decoded = match read {
            Ok((Form::Toml, bytes)) => SourceFile::decode(name.clone(), bytes, codes::SHEET_UNREADABLE),
            Ok((form, bytes)) => return self.sheets(&name, bytes, form, named),
            Err(problem) => Err(problem),
        };
        let file = match decoded {
            Ok(file) => file,
            Err(problem) => {
                self.found.unreadable |= named && problem.code == codes::SHEET_UNREADABLE;
                self.add(name, only(*problem));
                return Ok(());
            }
        };
        let directory =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
        match kind_of(SourceFile::new(&file.name, file.text.as_str())) {
            _ if is_manifest => self.framework_at(directory),
            FileKind::Rubric | FileKind::Programmes => self.part(path, directory, file),
            FileKind::Sheet => return self.sheets(&name, file.text.into_bytes(), Form::Toml, named),
            FileKind::Framework => {
                let message = say!(
                    "this looks like a framework, but is not named {MANIFEST}",
                    "フレームワークのようですが、名前が {MANIFEST} ではありません"
                );
                let help = say!(
                    "name it {MANIFEST}, and check its directory",
                    "名前を {MANIFEST} に変え、そのディレクトリを検査してください。"
                );
                let problem = Diagnostic::new(codes::UNREADABLE, message).help(help);
                self.add(name, only(problem.at(&Arc::new(file), 0..0)));
            }
            FileKind::Case => return self.case(path, file),
            FileKind::Test => self.found.tests_alone.push(path.to_owned()),
        }
        Ok(())
    }

    /// A rubric or programmes: what is wrong with it in its framework, or else what the file itself shows.
    fn part(&mut self, path: &Path, directory: &Path, file: SourceFile) {
        let name = file.name.clone();
        if directory.join(MANIFEST).is_file() {
            let loaded = self.load(directory);
            let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let own = loaded.files.iter().find(|document| document.name == own);
            if let Some(file) = own.map(|document| Arc::clone(&document.file)) {
                let mut checked = check::framework(&loaded, &[], self.common.as_of_given);
                let here = |diagnostic: &Diagnostic| {
                    diagnostic.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.file, &file))
                };
                checked.diagnostics.retain(here);
                self.keep_counterexamples(&loaded, &checked);
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
                    let as_of = self.common.as_of_given;
                    let checked = match one {
                        SheetAt::Record(record) => check::sheet(&record, &framework, as_of),
                        SheetAt::Row(columns, row) => check::row(&columns, &row, &framework, as_of),
                        SheetAt::Unfit(.., problem) => only(*problem),
                    };
                    all.diagnostics.extend(checked.diagnostics);
                    all.allowed += checked.allowed;
                }
            }
            Err(reasons) => {
                self.found.unreadable |= named && has(&reasons, codes::SHEET_UNREADABLE);
                all.diagnostics.extend(reasons);
            }
        }
        self.framework = Some(framework);
        let before = self.found.any;
        self.add(name.to_owned(), all);
        self.found.any = before || any;
        Ok(())
    }

    fn keep_counterexamples(&mut self, loaded: &Loaded, checked: &Checked) {
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

fn only(problem: Diagnostic) -> Checked {
    Checked { diagnostics: vec![problem], ..Checked::default() }
}

fn has(problems: &[Diagnostic], code: Code) -> bool {
    problems.iter().any(|problem| problem.code == code)
}
