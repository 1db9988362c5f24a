use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::locate::key_at;
use super::reachability::{self, Finding, Kind};
use super::rule::{FrameworkCheck, Rule, Run, SheetCheck};
use super::suite::Test;
use super::{Kind as FileKind, Locator, RULES, Texts, allow};
use crate::advice::Assessed;
use crate::answers::{
    AnswerSheet, Columns, Form, Reading, SheetRecord, read_record, read_row, row_document, write,
};
use crate::framework::{Framework, FrameworkFile, Loaded};
use crate::say;
use crate::source::{
    Begun, Code, Diagnostic, Document, Place, Row, SourceFile, Span, SyntaxCodes, Table, ValueKind, codes,
    parse_json, parse_toml,
};
use crate::text::Bilingual;

/// What a check of one framework or one file found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more were silenced by comments.
    pub allowed: usize,
    /// What is wrong with the space of a framework's sheets, also what was silenced.
    pub space: Vec<Finding>,
    /// Whether errors kept rules from running that need a framework which can be used.
    pub cut_short: bool,
}

/// A file in a framework's directory that is not known to be part of it.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its name.
    pub name: String,
    /// A rubric, or programmes.
    pub kind: FileKind,
}

/// An answer sheet that shows a finding.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// The kind of finding.
    pub code: Code,
    /// What the finding says.
    pub message: Bilingual,
    /// The ids of its criterion and stage, with a dot between them, which no id has.
    pub place: String,
    /// The sheet as the text of a TOML file.
    pub text: String,
}

/// Checks a framework; dates are looked at only if a day is given.
///
/// `beside` are the rubrics and programmes in its directory, so that one that is not listed can be told.
pub fn framework(loaded: &Loaded, beside: &[Beside], as_of: Option<Date>) -> Checked {
    framework_with(loaded, begin_texts(&loaded.documents), beside, as_of)
}

/// The same with what is found in its texts, which may have been begun before.
pub fn framework_with(
    loaded: &Loaded,
    texts: TextFindings,
    beside: &[Beside],
    as_of: Option<Date>,
) -> Checked {
    let mut found = loaded.diagnostics.clone();
    found.extend(beside.iter().filter_map(|part| unlisted(loaded, part)));
    let mut ran: BTreeSet<_> = text_rules().map(|(rule, _)| rule.code.id).collect();
    let complete = loaded.framework.is_some();
    let parts = loaded
        .framework
        .as_ref()
        .map(|framework| FrameworkCheck { framework, at: Locator::new(framework, &loaded.documents) });
    let space = loaded.framework.as_ref().map(reachability::space_findings).unwrap_or_default();
    found.extend(texts.end());
    let capped = space.iter().any(|finding| finding.kind == Kind::Capped);
    for rule in RULES {
        match (rule.run, &parts, as_of) {
            (Run::Framework(run), Some(parts), _) => run(parts, &mut found),
            (Run::Space(show), Some(parts), _) => {
                let own = space.iter().filter(|finding| finding.kind.code() == rule.code);
                found.extend(own.map(|finding| show(parts, finding)));
                // What was not found in a part of the space may still be there.
                if capped {
                    continue;
                }
            }
            (Run::Dated(run), Some(parts), Some(day)) => run(parts, day, &mut found),
            (Run::Reading, _, _) if complete => {}
            _ => continue,
        }
        ran.insert(rule.code.id);
    }
    Checked { cut_short: !complete, space, ..finish(&loaded.documents, &ran, found) }
}

/// The sheets that show what is wrong with the space of a framework's sheets, as far as a sheet can.
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

/// What the rules about texts find, which need nothing but the files.
pub type TextFindings = Begun<Vec<Diagnostic>>;

/// Begins to look at the texts of these files.
pub fn begin_texts(documents: &Arc<Vec<FrameworkFile>>) -> TextFindings {
    let documents = Arc::clone(documents);
    Begun::new(move || {
        let texts = Texts::collect(&documents);
        let mut found = Vec::new();
        text_rules().for_each(|(_, run)| run(&texts, &mut found));
        found
    })
}

fn text_rules() -> impl Iterator<Item = (&'static Rule, fn(&Texts<'_>, &mut Vec<Diagnostic>))> {
    RULES.iter().filter_map(|rule| match rule.run {
        Run::Texts(run) => Some((rule, run)),
        _ => None,
    })
}

/// Checks a rubric or a file of programmes by itself: its shape and its texts.
pub fn part(loaded: &Loaded) -> Checked {
    let mut found = loaded.diagnostics.clone();
    found.extend(begin_texts(&loaded.documents).end());
    let ran = text_rules().map(|(rule, _)| rule.code.id).collect();
    finish(&loaded.documents, &ran, found)
}

/// Checks one of a framework's own tests: what is wrong with the test itself, not whether it holds.
///
/// Of its sheet only errors are told, unless the test expects them: a test may well be about an answer that asks for
/// a warning.
pub fn framework_test(test: &Test) -> Checked {
    let mut found = test.problems.clone();
    let Some(file) = &test.file else { return Checked { diagnostics: found, ..Checked::default() } };
    for diagnostic in &mut found {
        let place = diagnostic.place.get_or_insert_with(|| Place { file: Arc::clone(file), span: 0..0 });
        diagnostic.key =
            test.table().and_then(|table| key_at(table, place.span.start)).or_else(|| diagnostic.key.take());
    }
    let looked_for = [codes::TEST_EXPECTS_NOTHING.id];
    let allowed = allow::silence(file, test.table(), &looked_for.into(), &mut found);
    sort(&mut found, |_| None::<String>);
    Checked { diagnostics: found, allowed, cut_short: false, space: Vec::new() }
}

/// Checks an answer sheet; its dates are looked at only if a day is given.
pub fn sheet(record: &SheetRecord, framework: &Framework, as_of: Option<Date>) -> Checked {
    let syntax = SyntaxCodes { syntax: codes::SHEET_SYNTAX, duplicate: codes::SHEET_DUPLICATE_KEY };
    let document = match record.form {
        Form::Toml => parse_toml(&record.file, syntax, &mut Vec::new()),
        Form::Json | Form::Ndjson => parse_json(&record.file, syntax, &mut Vec::new()).unwrap_or_default(),
        Form::Csv | Form::Xlsx => Document::default(),
    };
    let table = document.root_table(&record.file.text);
    let (mut found, ran) = findings(read_record(record, framework), framework, as_of);
    put_in_place(&mut found, &record.file, table);
    let mut allowed = 0;
    if record.form == Form::Toml {
        allowed = allow::silence(&record.file, table, &ran, &mut found);
    }
    sort(&mut found, |diagnostic| Some(diagnostic.place.as_ref()?.file.name.clone()));
    Checked { diagnostics: found, allowed, ..Checked::default() }
}

/// Checks the sheet in a row of a table, as [`sheet`] does.
pub fn row(columns: &Arc<Columns>, row: &Arc<Row>, framework: &Framework, as_of: Option<Date>) -> Checked {
    let (mut found, _) = findings(read_row(columns, row, framework), framework, as_of);
    let document = row_document(columns, row, framework);
    put_in_place(&mut found, &row.file, document.root_table(&row.file.text));
    sort(&mut found, |diagnostic| Some(diagnostic.place.as_ref()?.file.name.clone()));
    Checked { diagnostics: found, ..Checked::default() }
}

/// What is wrong with a sheet, and the codes of the rules that were looked for.
fn findings(
    read: Result<Reading, Vec<Diagnostic>>,
    framework: &Framework,
    as_of: Option<Date>,
) -> (Vec<Diagnostic>, BTreeSet<&'static str>) {
    let mut ran = BTreeSet::new();
    let found = match read {
        Err(found) => found,
        Ok(reading) => {
            // Before all time no answer is too old.
            let assessed = Assessed::new(framework, reading, as_of.unwrap_or(Date::MIN));
            let dated = [codes::FUTURE_DATE, codes::STALE_ANSWER];
            let shown = |code: Code| as_of.is_some() || !dated.contains(&code);
            let mut found: Vec<_> = assessed.notices.iter().filter(|d| shown(d.code)).cloned().collect();
            ran.extend(RULES.iter().map(|rule| rule.code).filter(|code| shown(*code)).map(|code| code.id));
            let states = &assessed.assessment.states;
            let check = SheetCheck { framework, sheet: &assessed.sheet, states };
            for rule in RULES {
                if let Run::Sheet(run) = rule.run {
                    run(&check, &mut found);
                }
            }
            found
        }
    };
    (found, ran)
}

/// Gives every finding without a place that of its key.
fn put_in_place(found: &mut [Diagnostic], file: &Arc<SourceFile>, table: Option<Table<'_>>) {
    for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
        let span = diagnostic.key.as_ref().zip(table).map_or(0..0, |(key, table)| place_of(table, key));
        diagnostic.place = Some(Place { file: Arc::clone(file), span });
    }
}

/// Where a dotted key of a sheet stands, or else the nearest key around it, or the beginning.
fn place_of(table: Table<'_>, key: &str) -> Span {
    let (mut table, mut span) = (table, 0..0);
    for step in key.split('.') {
        let Some(entry) = table.entries().find(|entry| entry.key == step) else { break };
        span = entry.key_span.clone();
        let Some(inner) = entry.value.as_table() else { break };
        table = inner;
    }
    span
}

/// The finding that a rubric or programmes stand in the directory, but `framework.toml` does not name them.
fn unlisted(loaded: &Loaded, Beside { name, kind }: &Beside) -> Option<Diagnostic> {
    let main = loaded.documents.first()?;
    let table = main.table()?;
    let list = table.get("rubrics")?;
    if *kind == FileKind::Programmes {
        let named = table.get("programmes");
        // Without the key, the place is the list of the other files.
        let span = named.unwrap_or(list).span();
        let listed = named.is_some_and(|named| named.as_text() == Some(name));
        return (!listed).then(|| unlisted_programmes(name, named.is_some()).at(&main.file, span));
    }
    let listed = match list.kind() {
        ValueKind::Array(items) => items.items().any(|item| item.as_text() == Some(name)),
        _ => true,
    };
    let message =
        say!("the rubric {name} is not listed here", "ルーブリック {name} がここに挙げられていません");
    let help =
        say!("add it to `rubrics`, or remove the file", "`rubrics` に加えるか、ファイルを削除してください。");
    let diagnostic = Diagnostic::new(codes::UNLISTED_FILE, message).help(help);
    (!listed).then(|| diagnostic.at(&main.file, list.span()))
}

fn unlisted_programmes(name: &str, others: bool) -> Diagnostic {
    let message = say!("the programmes in {name} are not used", "{name} のプログラムが使われていません");
    let help = if others {
        say!(
            "move them into the file that `programmes` names, or remove {name}",
            "`programmes` に書かれたファイルへ移すか、{name} を削除してください。"
        )
    } else {
        say!(
            "add `programmes = \"{name}\"`, or remove the file",
            "`programmes = \"{name}\"` を加えるか、ファイルを削除してください。"
        )
    };
    Diagnostic::new(codes::UNLISTED_FILE, message).help(help)
}

fn finish(documents: &[FrameworkFile], ran: &BTreeSet<&'static str>, mut found: Vec<Diagnostic>) -> Checked {
    let mut allowed = 0;
    for document in documents {
        if document.document.is_some() {
            allowed += allow::silence(&document.file, document.table(), ran, &mut found);
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

/// By file, place and code, so that the order never depends on which rule runs first.
fn sort<K: Ord>(found: &mut [Diagnostic], file: impl Fn(&Diagnostic) -> Option<K>) {
    found.sort_by_cached_key(|diagnostic| {
        let start = diagnostic.place.as_ref().map(|place| (place.file.first_line, place.span.start));
        (file(diagnostic), start, diagnostic.code.id)
    });
}
