//! What the script is told: the shape of the framework, its own words, and the sheet to begin with. There are no
//! weights, values or thresholds in it, so nothing can be scored.

use serde_json::{Map, Value, json};

use super::FormPage;
use super::script_texts::SCRIPT_TEXTS;
use crate::answers::draft::Body;
use crate::answers::{Form, PROPOSAL, PROPOSER, parts_of_proposals};
use crate::framework::{Choose, Criterion, CriterionIx, Fact, Framework};
use crate::text::{clean, clean_lines};

/// JSON that cannot end the element that it stands in.
pub(super) fn data_block(page: &FormPage<'_>) -> String {
    data(page).to_string().replace('<', "\\u003c")
}

fn data(page: &FormPage<'_>) -> Value {
    let framework = page.framework;
    let languages = || page.texts.languages.iter();
    let by_language = |of: &dyn Fn(&super::PageLanguage) -> Value| -> Map<String, Value> {
        languages().map(|language| (language.tag.clone(), of(language))).collect()
    };
    let words = by_language(&|language| {
        let texts = SCRIPT_TEXTS.iter().map(|(key, text)| ((*key).to_owned(), json!(text.to(language.lang))));
        Value::Object(texts.collect())
    });
    let mut data = json!({
        "format": 1,
        "framework": {
            "id": framework.id(),
            "version": clean(framework.version()),
            "digest": framework.digest(),
        },
        "form": clean(page.form_id),
        "proposal": {
            "parts": parts_of_proposals().collect::<Vec<_>>(),
            "begins": PROPOSAL,
            "near": PROPOSER,
        },
        "languages": languages().map(|language| language.tag.as_str()).collect::<Vec<_>>(),
        "titles": by_language(&|language| json!(clean(&page.title(language)))),
        "facts": framework.facts().iter().map(fact).collect::<Vec<_>>(),
        "criteria": framework.criterion_indices().map(|index| criterion(framework, index)).collect::<Vec<_>>(),
        "texts": words,
    });
    if page.is_filled
        && let Body::Json(sheet) = Body::of(Form::Json, framework, page.sheet)
    {
        data["sheet"] = cleaned(Value::Object(sheet));
    }
    data
}

fn fact(fact: &Fact) -> Value {
    let ids = || fact.choices.iter().map(|choice| choice.id.as_str());
    let alone = fact.choices.iter().filter(|choice| choice.stands_alone()).map(|choice| choice.id.as_str());
    let mut out = json!({
        "id": fact.id,
        "many": fact.choose == Choose::Many,
        "choices": ids().collect::<Vec<_>>(),
        "alone": alone.collect::<Vec<_>>(),
    });
    let renamed = fact.choices.iter().flat_map(|choice| {
        choice.renamed_from.iter().map(|old| (old.clone(), Value::from(choice.id.as_str())))
    });
    let renamed: Map<String, Value> = renamed.collect();
    if !renamed.is_empty() {
        out["renamed"] = Value::Object(renamed);
    }
    with_old_ids(out, &fact.renamed_from)
}

fn criterion(framework: &Framework, index: CriterionIx) -> Value {
    let Criterion { id, renamed_from, condition, may_not_apply, evidence_from, levels, .. } =
        &framework[index];
    let mut out = json!({ "id": id, "levels": levels.len() });
    if framework.gates_on(index).next().is_some() {
        out["gate"] = json!(true);
    }
    let applies = condition.0.iter().map(|(fact, choices)| {
        let fact = &framework[*fact];
        (fact.id.clone(), json!(fact.choice_ids(choices)))
    });
    let applies: Map<String, Value> = applies.collect();
    if !applies.is_empty() {
        out["applies_if"] = Value::Object(applies);
    }
    if *may_not_apply {
        out["may_not_apply"] = json!(true);
    }
    if let Some(level) = evidence_from {
        out["evidence_from"] = json!(level);
    }
    with_old_ids(out, renamed_from)
}

fn with_old_ids(mut out: Value, old: &[String]) -> Value {
    if !old.is_empty() {
        out["renamed_from"] = json!(old);
    }
    out
}

/// A value whose texts do nothing where they are shown; their lines stay.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_lines(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(cleaned).collect(),
        Value::Object(entries) => {
            Value::Object(entries.into_iter().map(|(key, value)| (key, cleaned(value))).collect())
        }
        other => other,
    }
}
