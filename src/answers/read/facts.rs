use super::answer::{KeyPath, replaced, retired};
use super::no_choice::no_choice;
use super::record::Reader;
use super::unknown::note_unknown;
use crate::answers::{AnswerSheet, FACTS, UNKNOWN};
use crate::framework::{Choose, Fact, FactIx};
use crate::source::{Diagnostic, Table, Value, codes};
use crate::text::{Label, say, visible};

pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, sheet: &mut AnswerSheet) {
    let framework = reader.framework;
    let mut next = 0;
    for entry in table.entries() {
        let Some(fact) = reader.names.fact(entry.key, next) else {
            note_unknown(reader, FACTS, &entry);
            continue;
        };
        next = fact.get() + 1;
        if entry.value.is_null() {
            continue;
        }
        let Fact { id: new, renamed_from, .. } = &framework[fact];
        if entry.key != new && replaced(reader, &entry, table, FACTS, (new, renamed_from)) {
            continue;
        }
        choices(reader, fact, entry.key, entry.value, sheet);
    }
}

/// Gives a fact its choices; one that is wrong is left out as a whole.
fn choices(reader: &mut Reader<'_>, fact: FactIx, key: &str, value: Value<'_>, sheet: &mut AnswerSheet) {
    let path = KeyPath { table: FACTS, id: key, part: "" };
    let definition = &reader.framework[fact];
    let (mut is_unknown, mut is_wrong) = (false, false);
    let mut add = |item: Value<'_>| {
        let Some(id) = item.as_text() else {
            if !item.is_null() {
                reader.wrong_type(&path, item, Label("the id of a choice", "選択肢を表す id の文字列"));
                is_wrong = true;
            }
            return;
        };
        match visible(id).trim() {
            "" => {}
            UNKNOWN => is_unknown = true,
            id => {
                if let Some(choice) = definition.find_choice(id) {
                    sheet.add_choice(fact, choice);
                } else if reader.framework.is_retired(id) {
                    reader.note(retired(&path, id), Some(item));
                } else {
                    reader.note_with(codes::UNKNOWN_CHOICE, item.span(), || {
                        no_choice(&path.to_string(), id, definition)
                    });
                    is_wrong = true;
                }
            }
        }
    };
    match value.as_array() {
        Some(items) => items.items().for_each(&mut add),
        None => add(value),
    }
    let given = sheet.fact(fact);
    let count = given.len();
    let mut several = given.iter().filter(|_| count > 1).map(|choice| &definition.choices[choice.get()]);
    let none = several.find(|choice| choice.stands_alone()).map(|choice| choice.id.as_str());
    let against = none.or((is_unknown && count > 0).then_some(UNKNOWN)).filter(|_| !is_wrong);
    if let Some(against) = against {
        let message = say!(
            "`{path}` has `{against}` beside another choice",
            "`{path}` で `{against}` がほかの選択肢と同時に選ばれています"
        );
        let help = say!(
            "keep `{against}` or the other choices, whichever is true",
            "`{against}` とほかの選択肢のうち、正しいほうだけを残してください。"
        );
        let finding = Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path.to_string());
        reader.note(finding, Some(value));
        is_wrong = true;
    } else if count > 1 && definition.choose == Choose::One && !is_wrong {
        let message = say!(
            "`{path}` takes one choice, not {count}",
            "`{path}` で選べるのは1つだけです（現在{count}個）"
        );
        reader.note(Diagnostic::new(codes::ANSWER_TYPE, message).key(path.to_string()), Some(value));
        is_wrong = true;
    }
    if is_wrong {
        sheet.clear_fact(fact);
    } else if is_unknown {
        sheet.set_fact(fact, Vec::new());
    }
}
