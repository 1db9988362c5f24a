use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::kind::unlisted;
use super::locate::key_at;
use super::reachability::{self, Finding, FindingKind};
use super::rules::reachability::diagnostic;
use super::suite::Test;
use super::{Beside, Detect, FrameworkCheck, Locator, RULES, Texts, allow};
use crate::answers::{AnswerSheet, CaseFile, write};
use crate::framework::{Framework, FrameworkFile, Loaded};
use crate::source::{Code, Diagnostic, Place, SourceFile, Table, codes};
use crate::text::Bilingual;

/// The result of checking one framework or file.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more findings comments have silenced.
    pub allowed: usize,
    /// The findings of the reachability analysis, including silenced ones.
    pub space: Vec<Finding>,
    /// Whether errors prevented rules that need a framework without errors.
    pub cut_short: bool,
}

/// An answer sheet that demonstrates a finding.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Counterexample {
    /// The kind of finding.
    pub code: Code,
    /// What the finding says.
    pub message: Bilingual,
    /// The ids of its criterion and stage, joined by a dot, which no id contains.
    pub place: String,
    /// The sheet as the text of a TOML file.
    pub text: String,
}

/// Checks a framework, its dates only on a given day. Files in `beside` must be listed by it.
pub fn framework(loaded: &Loaded, beside: &[Beside], as_of: Option<Date>) -> Checked {
    let mut found = loaded.diagnostics.clone();
    found.extend(beside.iter().filter_map(|file| unlisted(loaded, file)));
    let mut ran = texts(&loaded.files, &mut found);
    let Some(framework) = &loaded.framework else {
        return Checked { cut_short: true, ..finish(&loaded.files, &ran, found) };
    };
    let cx = FrameworkCheck { framework, at: Locator::new(framework, &loaded.files) };
    let space = reachability::space_findings(framework);
    found.extend(space.iter().map(|finding| diagnostic(&cx, finding)));
    let capped = space.iter().any(|finding| finding.kind == FindingKind::Capped);
    for rule in RULES.iter() {
        match (rule.detect, as_of) {
            (Detect::Framework(run), _) => run(rule.code, &cx, &mut found),
            (Detect::Dated(run), Some(day)) => run(rule.code, &cx, day, &mut found),
            // Sheets, tests and cases are read elsewhere.
            (Detect::Reading, _) if codes::is_of_framework(rule.code.id) => {}
            // In a part of the space that was not searched there may still be findings.
            (Detect::Reachability, _) if !capped => {}
            _ => continue,
        }
        ran.insert(rule.code.id);
    }
    Checked { space, ..finish(&loaded.files, &ran, found) }
}

/// Checks a rubric or a file of programmes on its own: its shape and its texts.
pub fn part(loaded: &Loaded) -> Checked {
    let mut found = loaded.diagnostics.clone();
    let ran = texts(&loaded.files, &mut found);
    finish(&loaded.files, &ran, found)
}

fn texts(documents: &[FrameworkFile], found: &mut Vec<Diagnostic>) -> BTreeSet<&'static str> {
    let texts = Texts::collect(documents);
    let mut ran = BTreeSet::new();
    for rule in RULES.iter() {
        match rule.detect {
            Detect::Text(run) => found.extend(texts.all.iter().filter_map(|text| run(rule.code, text))),
            Detect::Texts(run) => run(rule.code, &texts, found),
            _ => continue,
        }
        ran.insert(rule.code.id);
    }
    ran
}

/// The sheets that demonstrate findings of the reachability analysis, where a sheet can.
pub fn counterexamples(framework: &Framework, space: &[Finding]) -> Vec<Counterexample> {
    let shown = |finding: &Finding| Some(counterexample(framework, finding, finding.sheet.as_ref()?));
    space.iter().filter_map(shown).collect()
}

fn counterexample(framework: &Framework, finding: &Finding, sheet: &AnswerSheet) -> Counterexample {
    let criterion = finding.criterion.map(|criterion| framework[criterion].id.as_str());
    let stage = finding.stage.map(|stage| framework[stage].id.as_str());
    let place: Vec<_> = criterion.into_iter().chain(stage).collect();
    Counterexample {
        code: finding.kind.code(),
        message: finding.message(framework),
        place: place.join("."),
        text: write::short_toml(framework, sheet),
    }
}

/// Checks one of a framework's own tests, without running it. Its sheet is checked for errors only, unless they are
/// expected.
pub fn framework_test(test: &Test, framework: &Framework) -> Checked {
    let looked_for = [codes::TEST_EXPECTS_NOTHING.id];
    of_file(framework, &test.problems, test.file.as_ref(), test.table(), &looked_for)
}

/// Checks a case of a framework's calibration, by the findings of its reader.
pub fn framework_case(case: &CaseFile, framework: &Framework) -> Checked {
    let looked_for = [codes::CASE_DIRECTORY.id, codes::CASE_UNRATED.id];
    of_file(framework, &case.problems, case.file.as_ref(), case.table(), &looked_for)
}

/// The findings of a file's reader, minus those that comments silence.
fn of_file(
    framework: &Framework,
    problems: &[Diagnostic],
    file: Option<&Arc<SourceFile>>,
    table: Option<Table<'_>>,
    looked_for: &[&'static str],
) -> Checked {
    let mut found = problems.to_vec();
    let mut allowed = allow::without_allowed(framework, &mut found);
    let Some(file) = file else { return Checked { diagnostics: found, allowed, ..Checked::default() } };
    for diagnostic in &mut found {
        let place = diagnostic.place.get_or_insert_with(|| Place { file: Arc::clone(file), span: 0..0 });
        let key = table.and_then(|table| key_at(table, place.span.start));
        diagnostic.key = key.or_else(|| diagnostic.key.take());
    }
    allowed += allow::silence(file, table, &looked_for.iter().copied().collect(), &mut found);
    sort(&mut found, |_| None::<String>);
    Checked { diagnostics: found, allowed, cut_short: false, space: Vec::new() }
}

fn finish(documents: &[FrameworkFile], ran: &BTreeSet<&'static str>, mut found: Vec<Diagnostic>) -> Checked {
    let mut allowed = documents.first().map_or(0, |manifest| allow::switch_off(manifest, ran, &mut found));
    for document in documents {
        if let Some(table) = document.table() {
            allowed += allow::silence(&document.file, Some(table), ran, &mut found);
        }
    }
    for diagnostic in &mut found {
        let Some(place) = &diagnostic.place else { continue };
        let document = documents.iter().find(|document| Arc::ptr_eq(&document.file, &place.file));
        let table = document.and_then(FrameworkFile::table);
        let key = table.and_then(|table| key_at(table, place.span.start));
        diagnostic.key = key.or_else(|| diagnostic.key.take());
    }
    sort(&mut found, |diagnostic| {
        let file = &diagnostic.place.as_ref()?.file;
        documents.iter().position(|document| Arc::ptr_eq(&document.file, file))
    });
    Checked { diagnostics: found, allowed, ..Checked::default() }
}

/// By file, place and code, so that the order does not depend on that of the rules.
pub(super) fn sort<K: Ord>(found: &mut [Diagnostic], file: impl Fn(&Diagnostic) -> Option<K>) {
    found.sort_by_cached_key(|diagnostic| {
        let start = diagnostic.place.as_ref().map(|place| (place.file.first_line, place.span.start));
        (file(diagnostic), start, diagnostic.code.id)
    });
}
