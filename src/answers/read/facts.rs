use super::answer::replaced;
use super::no_choice::no_choice;
use super::record::Reader;
use crate::answers::AnswerSheet;
use crate::framework::{ChoiceIx, Choose, Fact, FactIx};
use crate::say;
use crate::source::{Diagnostic, Entry, Table, Value, ValueKind, codes};
use crate::text::{Label, nearest};

/// The word for "we don't know", of facts and of criteria.
pub(super) const UNKNOWN: &str = "unknown";

/// Reads `[facts]`.
pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, sheet: &mut AnswerSheet) {
    let framework = reader.framework;
    for entry in table.entries() {
        let (key, value) = (entry.key, entry.value);
        let Some(fact) = framework.find_fact(key) else {
            unknown_key(reader, &entry);
            continue;
        };
        if value.is_null() {
            continue;
        }
        let Fact { id: new, renamed_from, .. } = &framework[fact];
        if key != new && replaced(reader, &entry, table, "facts", (new, renamed_from)) {
            continue;
        }
        match choices(reader, fact, key, value) {
            Given::Choices(choices) => sheet.set_fact(fact, choices),
            Given::Unknown => sheet.set_fact(fact, Vec::new()),
            Given::Nothing => {}
        }
    }
}

enum Given {
    Choices(Vec<ChoiceIx>),
    Unknown,
    Nothing,
}

fn choices(reader: &mut Reader<'_>, fact: FactIx, key: &str, value: Value<'_>) -> Given {
    let path = format!("facts.{key}");
    let definition = &reader.framework[fact];
    let items: Vec<Value<'_>> = match value.kind() {
        ValueKind::Array(items) => items.items().collect(),
        _ => vec![value],
    };
    let mut given = Vec::new();
    let (mut unknown, mut wrong) = (false, false);
    for item in items {
        let Some(id) = item.as_text() else {
            if !item.is_null() {
                reader.wrong_type(&path, item, Label("the id of a choice", "選択肢の id"));
                wrong = true;
            }
            continue;
        };
        let id = id.trim();
        if id.is_empty() {
            continue;
        }
        if id == UNKNOWN {
            unknown = true;
            continue;
        }
        let Some(choice) = definition.find_choice(id) else {
            let diagnostic = no_choice(&path, id, definition, reader.in_cells);
            reader.note(diagnostic, Some(item));
            wrong = true;
            continue;
        };
        if !given.contains(&choice) {
            given.push(choice);
        }
    }
    if wrong {
        return Given::Nothing;
    }
    if unknown {
        return Given::Unknown;
    }
    if given.len() > 1 && definition.choose == Choose::One {
        let count = given.len();
        let message = say!(
            "`{path}` takes one choice, not {count}",
            "`{path}` で選べるのは1つだけです（現在{count}個）"
        );
        reader.note(Diagnostic::new(codes::ANSWER_TYPE, message).key(&path), Some(value));
        return Given::Nothing;
    }
    if given.is_empty() { Given::Nothing } else { Given::Choices(given) }
}

fn unknown_key(reader: &mut Reader<'_>, entry: &Entry<'_>) {
    let key = entry.key;
    let framework = reader.framework;
    let message = say!("there is no fact `{key}`", "`{key}` という前提項目はありません");
    let mut diagnostic = Diagnostic::new(codes::UNKNOWN_ANSWER, message).key(format!("facts.{key}"));
    diagnostic = if framework.find_criterion(key).is_some() {
        diagnostic.help(say!(
            "it is a criterion: move it to `[answers]`",
            "評価項目の id です。`[answers]` に移してください。"
        ))
    } else {
        diagnostic.did_you_mean(nearest(key, framework.facts().iter().map(|fact| fact.id.as_str())))
    };
    reader.sink.push(diagnostic.at(reader.file, entry.key_span.clone()));
}
