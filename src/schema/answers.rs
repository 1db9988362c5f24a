//! The schema of an answer sheet: for any framework, or for exactly one.

use serde_json::{Map, Value, json};

use super::{DAY, described, no_other_key};
use crate::answers::{ANSWERS, FACTS, HeaderKey};
use crate::framework::{Choose, Criterion, Fact, Framework, ID, LanguageIx, MAX_LEVEL, NOT_BLANK};
use crate::text::Lang;

pub(super) fn any() -> Value {
    let facts = json!({
        "description": "What is so about what is assessed, by the ids of the framework's facts.",
        "type": ["object", "null"],
        "propertyNames": { "pattern": ID },
        "additionalProperties": choices(&json!({ "type": ["string", "null"] }), true)
    });
    let answers = json!({
        "description": "The answers, by the ids of the framework's criteria.",
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": answer(MAX_LEVEL, true)
    });
    sheet(
        "An answer sheet of outside-in",
        &json!({ "type": ["string", "null"], "pattern": format!(r"^\s*$|{ID}") }),
        facts,
        answers,
    )
}

/// A sheet of any framework inside another file, as the reader of sheets accepts it there.
pub(super) fn inside() -> Value {
    let mut sheet = any();
    if let Some(keys) = sheet.as_object_mut() {
        keys.retain(|key, _| key != "$schema" && key != "title");
    }
    sheet
}

/// The same for the answers of a rater.
pub(super) fn rating() -> Value {
    described("The answers of one rater, with who that is and the version that was answered.", inside())
}

/// Sheets of one framework, with its questions and levels in one of its languages.
pub(super) fn of(framework: &Framework, lang: Lang) -> Value {
    let language = framework.language(lang);
    let mut facts = Map::new();
    for fact in framework.facts() {
        let schema = of_fact(fact, framework.retired(), language);
        facts.extend(fact.renamed_from.iter().map(|old| (old.clone(), renamed(&fact.id, &schema))));
        facts.insert(fact.id.clone(), schema);
    }
    let mut answers = Map::new();
    for criterion in framework.criteria() {
        let schema = of_criterion(criterion, language);
        answers
            .extend(criterion.renamed_from.iter().map(|old| (old.clone(), renamed(&criterion.id, &schema))));
        answers.insert(criterion.id.clone(), schema);
    }
    for id in framework.retired() {
        let gone = json!({ "description": "Retired: what is said here no longer counts." });
        facts.insert(id.clone(), gone.clone());
        answers.insert(id.clone(), gone);
    }
    let id = framework.id();
    sheet(
        &format!("An answer sheet of {id} {}", framework.version()),
        &json!({ "anyOf": [{ "enum": [id, null] }, { "type": "string", "pattern": r"^\s*$" }] }),
        json!({
            "description": "What is so about what is assessed.",
            "type": ["object", "null"],
            "properties": facts,
            "additionalProperties": no_other_key()
        }),
        json!({
            "description": "The answers, by criterion.",
            "type": "object",
            "properties": answers,
            "additionalProperties": no_other_key()
        }),
    )
}

fn sheet(title: &str, framework: &Value, facts: Value, answers: Value) -> Value {
    let header =
        |description: &str| json!({ "description": description, "type": ["string", "integer", "null"] });
    let header = |key: HeaderKey| match key {
        HeaderKey::Framework => described("The id of the framework that is answered.", framework.clone()),
        HeaderKey::Version => header("The version of the framework that was answered."),
        HeaderKey::Subject => header("The name of what is assessed."),
        HeaderKey::Reference => header("Your own reference, passed through untouched."),
        HeaderKey::Date => described(
            "The day of the answers, as 2026-11-22: other ways to write a day are read too, but nobody mistakes this one.",
            day(),
        ),
        HeaderKey::Respondent => header("Who answered."),
    };
    let mut properties: Map<String, Value> =
        HeaderKey::ALL.into_iter().map(|key| (key.name().to_owned(), header(key))).collect();
    properties.insert(FACTS.to_owned(), facts);
    properties.insert(ANSWERS.to_owned(), answers);
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": "One answer sheet. All but `answers` may be left out; `null` is not answered.",
        "type": "object",
        "properties": properties,
        "required": [ANSWERS],
        "additionalProperties": no_other_key()
    })
}

fn day() -> Value {
    // A blank one counts as missing.
    json!({ "type": ["string", "null"], "format": "date", "pattern": format!(r"^\s*$|{DAY}") })
}

fn choices(one: &Value, many: bool) -> Value {
    let mut list = json!({ "type": "array", "items": one });
    if !many {
        list["maxItems"] = json!(1);
    }
    json!({ "anyOf": [one, list] })
}

fn answer(top: i64, may_not_apply: bool) -> Value {
    let level = |description: &str| {
        described(
            description,
            json!({
                "anyOf": [
                    { "type": "integer", "minimum": 0, "maximum": top },
                    { "description": "\"unknown\": we do not know.", "const": "unknown" },
                    { "description": "Not answered.", "type": "null" }
                ]
            }),
        )
    };
    let text = |description: &str| described(description, json!({ "type": ["string", "null"] }));
    let said = json!({ "type": "string", "pattern": NOT_BLANK });
    let mut table = json!({
        "type": "object",
        "properties": {
            "level": level("The level, counted from 0, or \"unknown\"."),
            "not_applicable": {
                "description": "The reason why it does not apply, instead of a level.",
                "type": ["string", "null"],
                "pattern": NOT_BLANK
            },
            "evidence": {
                "description": "What proves it: a date, a file, a name; one text or a list of them.",
                "anyOf": [
                    { "type": ["string", "null"] },
                    { "type": "array", "items": { "type": ["string", "null"] } }
                ]
            },
            "note": { "description": "A note for yourself.", "type": ["string", "null"] },
            "date": described("The day of this answer, as 2026-11-22, if it is not that of the sheet.", day()),
            "proposed_by": text("Who proposes the level, as long as nobody has confirmed it: it counts as claimed, not as proven."),
            "quote": text("The words that a proposed level rests on."),
            "place": text("Where these words stand: a document, and the place in it.")
        },
        "additionalProperties": no_other_key(),
        "not": {
            "required": ["level", "not_applicable"],
            "properties": {
                "level": { "not": { "type": "null" } },
                "not_applicable": { "not": { "type": "null" } }
            }
        },
        // Only levels may be proposed, and only a proposal has a quote and its place.
        "if": { "required": ["proposed_by"], "properties": { "proposed_by": said } },
        "then": { "properties": { "level": { "not": { "type": "string" } }, "not_applicable": { "type": "null" } } },
        "else": { "properties": { "quote": { "not": said }, "place": { "not": said } } }
    });
    if !may_not_apply {
        table["properties"]["not_applicable"] =
            json!({ "description": "This criterion always applies.", "type": "null" });
    }
    let mut schema =
        level("A level, counted from 0, or \"unknown\"; or a table with evidence, note or date.");
    if let Some(forms) = schema["anyOf"].as_array_mut() {
        forms.push(table);
    }
    schema
}

fn of_fact(fact: &Fact, retired: &[String], language: LanguageIx) -> Value {
    let mut lines = vec![fact.question.to(language).to_owned()];
    let mut known: Vec<Value> = Vec::new();
    for choice in &fact.choices {
        lines.push(format!("- `{}`: {}", choice.id, choice.label.to(language)));
        known.push(json!(choice.id));
        known.extend(choice.renamed_from.iter().map(|old| json!(old)));
    }
    known.extend(retired.iter().map(|id| json!(id)));
    known.extend([json!("unknown"), json!(""), Value::Null]);
    let one = json!({ "type": ["string", "null"], "enum": known });
    described(&lines.join("\n"), choices(&one, fact.choose == Choose::Many))
}

fn of_criterion(criterion: &Criterion, language: LanguageIx) -> Value {
    let mut lines = vec![criterion.question.to(language).to_owned()];
    let levels = criterion.levels.iter().enumerate();
    lines.extend(levels.map(|(number, level)| format!("- {number}: {}", level.says.to(language))));
    described(&lines.join("\n"), answer(criterion.top().into(), criterion.may_not_apply))
}

fn renamed(new: &str, schema: &Value) -> Value {
    described(&format!("Now `{new}`."), schema.clone())
}
