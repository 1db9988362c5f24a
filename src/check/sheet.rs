use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::rule::SheetCheck;
use super::run::sort;
use super::{Checked, Detect, RULES, allow};
use crate::advice::Assessed;
use crate::answers::{
    ANSWERS, Columns, FACTS, Form, Reading, SheetRecord, read_record, read_row, row_document,
};
use crate::framework::Framework;
use crate::source::{
    Code, Diagnostic, Document, Place, Row, SourceFile, Span, SyntaxCodes, Table, codes, parse_json,
    parse_toml,
};

/// Checks an answer sheet, its dates only on a given day.
pub fn sheet(record: &SheetRecord, framework: &Framework, as_of: Option<Date>) -> Checked {
    let document = parse(record.form, &record.file, &mut Vec::new());
    let table = document.root_table();
    let (mut found, ran) = findings(read_record(record, framework), framework, as_of);
    put_in_place(&mut found, &record.file, table);
    let mut allowed = allow::without_allowed(framework, &mut found);
    if record.form == Form::Toml {
        allowed = allow::silence(&record.file, table, &ran, &mut found);
    }
    sort(&mut found, |diagnostic| Some(diagnostic.place.as_ref()?.file.name.clone()));
    Checked { diagnostics: found, allowed, ..Checked::default() }
}

/// The content of a sheet's file; `None` for tables.
pub(super) fn parse(form: Form, file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) -> Document {
    match form {
        Form::Toml => parse_toml(file, SyntaxCodes::SHEET, sink),
        Form::Json | Form::Ndjson => parse_json(file, SyntaxCodes::SHEET, sink).unwrap_or_default(),
        Form::Csv | Form::Xlsx | Form::Ods => Document::default(),
    }
}

/// Checks the sheet in a row of a table, like [`sheet`].
pub fn row(columns: &Columns, row: &Row<'_>, framework: &Framework, as_of: Option<Date>) -> Checked {
    let (mut found, _) = findings(read_row(columns, row, framework), framework, as_of);
    let allowed = allow::without_allowed(framework, &mut found);
    let document = row_document(columns, row, framework);
    put_in_place(&mut found, row.file(), document.root_table());
    sort(&mut found, |diagnostic| Some(diagnostic.place.as_ref()?.file.name.clone()));
    Checked { diagnostics: found, allowed, ..Checked::default() }
}

fn findings(
    read: Result<Reading, Vec<Diagnostic>>,
    framework: &Framework,
    as_of: Option<Date>,
) -> (Vec<Diagnostic>, BTreeSet<&'static str>) {
    let mut ran = BTreeSet::new();
    let found = match read {
        Err(found) => found,
        Ok(reading) => {
            // On the earliest day no answer is too old.
            let assessed = Assessed::new(framework, reading, as_of.unwrap_or(Date::MIN));
            let dated = [codes::FUTURE_DATE, codes::STALE_ANSWER];
            let shown = |code: Code| as_of.is_some() || !dated.contains(&code);
            let mut found: Vec<_> =
                assessed.notices.iter().filter(|d| shown(d.code)).map(|d| Diagnostic::clone(d)).collect();
            ran.extend(RULES.iter().map(|rule| rule.code).filter(|code| shown(*code)).map(|code| code.id));
            let states = &assessed.assessment.states;
            let check = SheetCheck { framework, sheet: &assessed.sheet, states };
            for rule in RULES.iter() {
                if let Detect::Sheet(run) = rule.detect {
                    run(rule.code, &check, &mut found);
                }
            }
            found
        }
    };
    (found, ran)
}

fn put_in_place(found: &mut [Diagnostic], file: &Arc<SourceFile>, table: Option<Table<'_>>) {
    for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
        let span = diagnostic.key.as_ref().zip(table).map_or(0..0, |(key, table)| place_of(table, key));
        diagnostic.place = Some(Place { file: Arc::clone(file), span });
    }
}

/// The place of a dotted key of a sheet, else of the nearest key around it, else the beginning.
fn place_of(table: Table<'_>, key: &str) -> Span {
    let (mut table, mut span) = (table, 0..0);
    let mut steps = key.split('.').peekable();
    // In a flat record answers and facts are beside the other keys.
    steps.next_if(|first| [ANSWERS, FACTS].contains(first) && table.get(first).is_none());
    for step in steps {
        let Some(entry) = table.entries().find(|entry| entry.key == step) else { break };
        span = entry.key_span.clone();
        let Some(inner) = entry.value.as_table() else { break };
        table = inner;
    }
    span
}
