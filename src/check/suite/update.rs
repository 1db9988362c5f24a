use jiff::civil::Date;
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

use super::expect::Expected;
use super::test::{Test, read};
use super::{mismatch, slugs};
use crate::advice::Assessed;
use crate::answers::{AnswerSheet, write};
use crate::framework::Framework;
use crate::source::{Diagnostic, SourceFile, Span, codes};

const EXPECT: &str = "expect";

/// A test whose expectations match the actual results.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdatedTest {
    /// Its text, unchanged if nothing changed.
    pub text: String,
    /// What changed, in the order in which it is written.
    pub changes: Vec<ExpectationChange>,
}

/// An expectation that was changed or added. All values are ids and numbers, the same in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpectationChange {
    /// The key under `[expect]`.
    pub path: String,
    /// What was expected; `None` if nothing was.
    pub from: Option<String>,
    /// What is expected now.
    pub to: String,
}

/// Replaces the expectations of a test by the actual results and leaves the rest of its text unchanged. A test without
/// expectations gets the stage reached and the verdicts. `None` if the test cannot be run.
pub fn update(framework: &Framework, test: &Test) -> Option<UpdatedTest> {
    let file = test.file.as_ref()?;
    let assessed = test.assess(framework)?;
    let is_filled = test.table()?.get("sheet").is_some();
    // If there is a sheet, the only part missing is `[expect]`.
    let hinders = |problem: &&Diagnostic| {
        problem.is_error() && !(is_filled && problem.code == codes::TEST_PART_MISSING)
    };
    if test.problems.iter().any(|problem| hinders(&problem)) {
        return None;
    }
    if test.expected.is_empty() {
        return filled(&file.text, framework, &assessed);
    }
    let mut edits = edits(framework, test, &assessed);
    edits.sort_by_key(|edit| edit.span.start);
    let mut text = file.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.clone(), &edit.toml);
    }
    Some(UpdatedTest { text, changes: edits.into_iter().map(|edit| edit.change).collect() })
}

/// Turns a sheet into a test that expects the stage reached and the verdicts. Without a date it gets this day, so that
/// the test never ages. `None` if the sheet as written cannot be used.
pub fn test_of(framework: &Framework, sheet: &AnswerSheet, day: Date) -> Option<String> {
    let mut sheet = sheet.clone();
    sheet.date = sheet.date.or(Some(day));
    let mut keys: DocumentMut = write::short_toml(framework, &sheet).parse().ok()?;
    // The name and version of the framework may change later.
    keys.remove("framework");
    keys.remove("version");
    let mut document = DocumentMut::new();
    document.insert("sheet", Item::Table(keys.into_table()));
    let file = SourceFile::new("sheet", format!("#:schema ../schemas/test.json\n\n{document}"));
    update(framework, &read("sheet", Ok(file), framework, day)).map(|updated| updated.text)
}

struct Edit {
    span: Span,
    toml: String,
    change: ExpectationChange,
}

fn edits(framework: &Framework, test: &Test, assessed: &Assessed) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for one in &test.expected {
        let Some((from, to)) = mismatch(framework, assessed, one.what) else { continue };
        let toml = match one.what {
            Expected::Notice(_) => continue,
            Expected::Reached(_) => to.clone(),
            Expected::Score(..) => format!("[{to}, {to}]"),
            Expected::FirstAction(_)
            | Expected::Verdict(..)
            | Expected::Gate(..)
            | Expected::Programme(..) => Value::from(to.as_str()).to_string(),
        };
        let change = ExpectationChange { path: one.path.clone(), from: Some(from), to };
        edits.push(Edit { span: one.span.clone(), toml, change });
    }
    edits.extend(notices(test, assessed));
    edits
}

/// The list of notices as a whole, if one of them is missing.
fn notices(test: &Test, assessed: &Assessed) -> Option<Edit> {
    let wanted = test.expected.iter().filter_map(|one| match one.what {
        Expected::Notice(code) => Some(code.slug),
        _ => None,
    });
    let (wanted, there): (Vec<&str>, Vec<&str>) = (wanted.collect(), slugs(assessed).into_iter().collect());
    if wanted.iter().all(|slug| there.contains(slug)) {
        return None;
    }
    let span = test.table()?.get(EXPECT)?.as_table()?.get("notices")?.span();
    let toml = there.iter().copied().collect::<Value>().to_string();
    let listed = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
    let change = ExpectationChange { path: "notices".to_owned(), from: Some(wanted.join(", ")), to: listed };
    Some(Edit { span, toml, change })
}

/// Adds the results to a text without expectations.
fn filled(text: &str, framework: &Framework, assessed: &Assessed) -> Option<UpdatedTest> {
    let result = &assessed.assessment;
    let reached = i64::try_from(result.reached).unwrap_or_default();
    let mut changes = vec![added("reached", &reached.to_string())];
    let mut stages = Table::new();
    for stage in framework.stage_indices() {
        let (id, verdict) = (framework[stage].id.as_str(), result.stages[stage.get()].verdict.id());
        stages.insert(id, Item::Value(InlineTable::from_iter([("verdict", verdict)]).into()));
        changes.push(added(&format!("stages.{id}.verdict"), verdict));
    }
    let mut expect = Table::new();
    expect.insert("reached", Item::Value(Value::from(reached)));
    expect.insert("stages", Item::Table(stages));
    let mut document: DocumentMut = text.parse().ok()?;
    let written = match document.get_mut(EXPECT) {
        Some(Item::Table(there)) => {
            there.set_implicit(false);
            there.extend(expect.into_iter().map(|(key, item)| (key.clone(), item)));
            document.to_string()
        }
        Some(Item::Value(there)) => {
            let decor = there.decor().clone();
            *there = Value::InlineTable(expect.into_inline_table());
            *there.decor_mut() = decor;
            document.to_string()
        }
        // After everything else, including a comment at the end.
        _ => {
            let mut own = DocumentMut::new();
            own.insert(EXPECT, Item::Table(expect));
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{end}\n{own}")
        }
    };
    let lines = written.replace("\r\n", "\n");
    let text = if text.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines };
    Some(UpdatedTest { text, changes })
}

fn added(path: &str, to: &str) -> ExpectationChange {
    ExpectationChange { path: path.to_owned(), from: None, to: to.to_owned() }
}
