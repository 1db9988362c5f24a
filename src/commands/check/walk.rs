use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use outside_in::answers::{Form, Opened, SheetAt, open, read_cases};
use outside_in::check::suite::{Test, files};
use outside_in::check::{self, Checked, Counterexample, FileKind, FileLayout, kind_of};
use outside_in::framework::{self, Framework, Loaded, MANIFEST, built_in, load_part};
use outside_in::report::findings::{Target, plain_path};
use outside_in::source::{Code, Diagnostic, Foreign, Place, SourceFile, codes, parent_of, unreadable};
use outside_in::text::{Bilingual, say};

use super::around::{beside, framework_of_case, framework_of_test, without_manifest};
use super::fixing::FileChanges;
use crate::commands::{Common, calibrate, inputs, test};

pub(super) const STANDARD_INPUT: &str = "-";

#[derive(Default)]
pub(super) struct CheckedPaths {
    pub(super) targets: Vec<Target>,
    pub(super) any: bool,
    pub(super) skipped: Vec<PathBuf>,
    /// How many findings are silenced by comments.
    pub(super) allowed: usize,
    pub(super) unreadable: bool,
    /// Whether errors in a framework kept some rules from running.
    pub(super) cut_short: bool,
    /// Rubrics and programmes that were checked without a framework.
    pub(super) alone: Vec<String>,
    /// Tests that were skipped because their framework is missing.
    pub(super) tests_alone: Vec<PathBuf>,
    /// What was not checked because its framework cannot be used.
    pub(super) unchecked: Vec<PathBuf>,
    pub(super) remarks: Vec<Bilingual>,
    pub(super) counterexamples: Vec<Counterexample>,
    pub(super) layouts: Vec<FileLayout>,
}

pub(super) fn check(
    paths: &[PathBuf],
    counterexamples: bool,
    changes: &FileChanges,
    common: &Common,
) -> CheckedPaths {
    let found = CheckedPaths::default();
    let mut walk = PathWalk { common, counterexamples, changes, found, frameworks: BTreeMap::new() };
    if let Some(directory) = common.framework.as_ref().filter(|_| paths.is_empty()) {
        walk.framework_at(directory);
    }
    for path in paths {
        walk.path(path, true);
    }
    walk.found.say_once();
    walk.found
}

impl CheckedPaths {
    /// Reports a finding once that several paths lead to.
    fn say_once(&mut self) {
        let mut seen = BTreeSet::new();
        self.targets.retain_mut(|target| {
            let was_good = target.diagnostics.is_empty();
            target.diagnostics.retain(|Diagnostic { code, message, place, .. }| {
                let place = place.as_ref().map(|Place { file, span }| {
                    (plain_path(&file.name), file.first_line, span.start, span.end)
                });
                seen.insert((code.id, place, message.en.clone()))
            });
            was_good || !target.diagnostics.is_empty()
        });
    }
}

struct PathWalk<'a> {
    common: &'a Common,
    counterexamples: bool,
    /// Files are read with their pending changes.
    changes: &'a FileChanges,
    found: CheckedPaths,
    /// The frameworks already loaded for sheets and other files, by directory; `None` if unusable.
    frameworks: BTreeMap<Option<PathBuf>, Option<Rc<Framework>>>,
}

impl PathWalk<'_> {
    fn path(&mut self, path: &Path, named: bool) {
        if path.is_dir() {
            return self.directory(path);
        }
        if path.as_os_str() == STANDARD_INPUT {
            return self.read(path, named, inputs::standard_input());
        }
        if let Some(foreign) = Foreign::of(path).filter(|_| path.exists()) {
            let told = foreign.told(&path.display().to_string(), codes::SHEET_SYNTAX);
            return self.add(path, only(*told));
        }
        match Form::to_read(path) {
            Some(form) if named || !inputs::is_special(path) => self.file(path, form, named),
            // Reading it reports why it is missing.
            None if named && !path.exists() => self.file(path, Form::Toml, named),
            None if named => {
                let name = path.display();
                let message = say!(
                    "{name}: neither a framework nor an answer sheet",
                    "{name}：フレームワークでも回答シートでもありません"
                );
                self.unreadable(path, message);
            }
            _ => self.found.skipped.push(path.to_owned()),
        }
    }

    fn directory(&mut self, path: &Path) {
        if path.join(MANIFEST).is_file() {
            return self.framework_at(path);
        }
        let entries = std::fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>, _>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(path, unreadable(&path.display(), &error)),
        };
        entries.sort();
        let (targets, alone) = (self.found.targets.len(), self.found.alone.len());
        for entry in entries {
            let hidden = entry.file_name().is_some_and(inputs::is_hidden);
            // A link to a directory could form a cycle.
            let linked = entry.is_dir() && entry.is_symlink();
            if !hidden && !linked {
                self.path(&entry, false);
            }
        }
        self.without_manifest(path, targets, alone);
    }

    fn unreadable(&mut self, path: &Path, message: Bilingual) {
        self.found.unreadable = true;
        self.found.targets.push(target(path, vec![Diagnostic::new(codes::SHEET_UNREADABLE, message)]));
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
            self.found.targets.insert(targets, target(directory, vec![diagnostic]));
        }
    }

    fn load(&self, directory: &Path) -> Loaded {
        framework::load(|name| self.changes.file_inside(directory, &directory.join(name), codes::UNREADABLE))
    }

    fn framework_at(&mut self, directory: &Path) {
        let loaded = self.load(directory);
        self.found.layouts.extend(FileLayout::of(&loaded));
        let mut checked = check::framework(&loaded, &beside(directory, &loaded), self.common.as_of_given);
        self.tests(directory, &loaded, &mut checked);
        self.cases(directory, &loaded, &mut checked);
        self.keep_counterexamples(&loaded, &checked);
        self.add(directory, checked);
    }

    /// The framework in a directory, or the built-in one, to read something against. If it is unusable, that is
    /// reported once.
    fn framework(&mut self, directory: Option<&Path>) -> Option<Rc<Framework>> {
        let key = directory.map(|directory| directory.canonicalize().unwrap_or(directory.to_owned()));
        if let Some(known) = self.frameworks.get(&key) {
            return known.clone();
        }
        let loaded = directory.map_or_else(built_in, |directory| self.load(directory));
        match directory {
            Some(directory) if loaded.framework.is_none() => {
                let manifest = directory.join(MANIFEST);
                self.found.unreadable |= !manifest.is_file();
                self.add(&manifest, check::framework(&loaded, &[], self.common.as_of_given));
            }
            _ => self.common.diagnostics(&loaded.diagnostics),
        }
        let framework = loaded.framework.map(Rc::new);
        self.frameworks.insert(key, framework.clone());
        framework
    }

    /// Checks a framework's own tests, which can be read only against a usable framework.
    fn tests(&mut self, directory: &Path, loaded: &Loaded, checked: &mut Checked) {
        let Some(framework) = &loaded.framework else { return };
        let tests = directory.join("tests");
        if !tests.is_dir() {
            return;
        }
        let tests: Vec<(PathBuf, Test)> = match files(&tests) {
            Ok(paths) => {
                self.found.remarks.extend(test::skipped(&tests));
                let read = |path: PathBuf| {
                    let file = self.changes.file_inside(directory, &path, codes::TEST_UNREADABLE);
                    let test = test::from_file(&path, file, framework, self.common);
                    (path, test)
                };
                paths.into_iter().map(read).collect()
            }
            Err(error) => {
                let message = unreadable(&tests.display(), &error);
                checked.diagnostics.push(Diagnostic::new(codes::TEST_UNREADABLE, message));
                return;
            }
        };
        for (path, test) in &tests {
            let found = check::framework_test(test, framework);
            checked.diagnostics.extend(target(path, found.diagnostics).diagnostics);
            checked.allowed += found.allowed;
        }
    }

    /// Checks a framework's cases, which can be read only against a usable framework.
    fn cases(&mut self, directory: &Path, loaded: &Loaded, checked: &mut Checked) {
        let Some(framework) = &loaded.framework else { return };
        let read =
            |directory: &Path, path: &Path| self.changes.file_inside(directory, path, codes::CASE_UNREADABLE);
        match calibrate::cases(Some(directory), framework, read) {
            Ok(found) => {
                self.found.remarks.extend(found.skipped);
                for found in found.cases.iter().map(|case| check::framework_case(case, framework)) {
                    checked.diagnostics.extend(found.diagnostics);
                    checked.allowed += found.allowed;
                }
            }
            Err(problem) => checked.diagnostics.push(*problem),
        }
    }

    /// Checks a single case against the framework that contains it, or else the selected one.
    fn case(&mut self, path: &Path, file: SourceFile) {
        let directory = framework_of_case(path);
        let Some(framework) = self.framework(directory.as_deref().or(self.common.framework.as_deref()))
        else {
            return self.found.unchecked.push(path.to_owned());
        };
        let cases = read_cases([(path.display().to_string(), Ok(file))], &framework);
        if let Some(case) = cases.first() {
            self.add(path, check::framework_case(case, &framework));
        }
    }

    fn file(&mut self, path: &Path, form: Form, named: bool) {
        let Some(directory) = framework_of_test(path) else {
            let bytes = self.changes.bytes(path, codes::SHEET_UNREADABLE);
            return self.read(path, named, bytes.map(|bytes| (form, bytes)));
        };
        let Some(framework) = self.framework(Some(&directory)) else {
            return self.found.unchecked.push(path.to_owned());
        };
        let file = self.changes.file(path, codes::TEST_UNREADABLE);
        let checked =
            check::framework_test(&test::from_file(path, file, &framework, self.common), &framework);
        self.found.unreadable |= named && has(&checked.diagnostics, codes::TEST_UNREADABLE);
        self.add(path, checked);
    }

    fn read(&mut self, path: &Path, named: bool, read: Result<(Form, Vec<u8>), Box<Diagnostic>>) {
        let name = path.display().to_string();
        let decoded = match read {
            Ok((Form::Toml, bytes)) => SourceFile::decode(name, bytes, codes::SHEET_UNREADABLE),
            Ok((form, bytes)) => return self.sheets(path, bytes, form, named),
            Err(problem) => Err(problem),
        };
        let file = match decoded {
            Ok(file) => file,
            Err(problem) => {
                self.found.unreadable |= named && problem.code == codes::SHEET_UNREADABLE;
                return self.add(path, only(*problem));
            }
        };
        let directory = parent_of(path);
        let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
        match kind_of(SourceFile::new(&file.name, file.text.as_str())) {
            _ if is_manifest => self.framework_at(directory),
            FileKind::Rubric | FileKind::Programmes => self.part(path, directory, file),
            FileKind::Sheet => self.sheets(path, file.text.into_bytes(), Form::Toml, named),
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
                self.add(path, only(problem.at(&Arc::new(file), 0..0)));
            }
            FileKind::Case => self.case(path, file),
            FileKind::Test => self.found.tests_alone.push(path.to_owned()),
        }
    }

    /// Checks a rubric or programmes: within the framework, or else what the file itself shows.
    fn part(&mut self, path: &Path, directory: &Path, file: SourceFile) {
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
                return self.add(path, checked);
            }
        }
        self.found.alone.push(file.name.clone());
        let loaded = load_part(file);
        self.found.layouts.extend(FileLayout::of(&loaded));
        self.add(path, check::part(&loaded));
    }

    fn sheets(&mut self, path: &Path, bytes: Vec<u8>, form: Form, named: bool) {
        let Some(framework) = self.framework(self.common.framework.as_deref()) else {
            return self.found.unchecked.push(path.to_owned());
        };
        let mut all = Checked::default();
        let mut any = true;
        match open(&path.display().to_string(), bytes, form, &framework) {
            Ok(Opened { found, notices }) => {
                any = !found.is_empty();
                all.diagnostics.extend(notices);
                for one in found {
                    let as_of = self.common.as_of_given;
                    let checked = match one {
                        SheetAt::Record(record) => check::sheet(&record, &framework, as_of),
                        SheetAt::Row(columns, row, _) => check::row(&columns, &row, &framework, as_of),
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
        let before = self.found.any;
        self.add(path, all);
        self.found.any = before || any;
    }

    fn keep_counterexamples(&mut self, loaded: &Loaded, checked: &Checked) {
        if let Some(framework) = loaded.framework.as_ref().filter(|_| self.counterexamples) {
            self.found.counterexamples.extend(check::counterexamples(framework, &checked.space));
        }
    }

    fn add(&mut self, path: &Path, checked: Checked) {
        self.found.any = true;
        self.found.allowed += checked.allowed;
        self.found.cut_short |= checked.cut_short;
        self.found.targets.push(target(path, checked.diagnostics));
    }
}

/// The findings about a file or a framework; those without a place get its beginning.
fn target(path: &Path, mut diagnostics: Vec<Diagnostic>) -> Target {
    let manifest = path.join(MANIFEST);
    let file = if manifest.is_file() { manifest } else { path.to_owned() };
    let file = Arc::new(SourceFile::new(file.display().to_string(), ""));
    for diagnostic in &mut diagnostics {
        diagnostic.place.get_or_insert_with(|| Place { file: Arc::clone(&file), span: 0..0 });
    }
    Target { name: path.display().to_string(), diagnostics }
}

fn only(problem: Diagnostic) -> Checked {
    Checked { diagnostics: vec![problem], ..Checked::default() }
}

fn has(problems: &[Diagnostic], code: Code) -> bool {
    problems.iter().any(|problem| problem.code == code)
}
