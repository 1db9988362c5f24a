use super::keys::{Declared, Holds, TableKeys};
use super::manifest::Manifest;
use super::values::wrong_count;
use crate::source::{Array, Diagnostic, Fields, Table, Value, codes};
use crate::text::{Near, nearest, say};

/// The languages in which to read the texts of a framework.
pub(super) fn languages(fields: &mut Fields<'_>) -> Vec<String> {
    // If the list cannot be read, use the languages of the title, so that not every text is reported.
    let title = fields.optional("title").and_then(Value::as_table);
    let title = title.map_or_else(Vec::new, languages_of);
    let Some(value) = fields.required("languages") else { return title };
    let tags: Vec<String> =
        fields.texts("languages", value).into_iter().map(|(tag, _)| tag.to_owned()).collect();
    if tags.is_empty() {
        let message = say!("a framework needs at least one language", "言語が1つ以上必要です");
        wrong_count(fields, value.span(), message);
    }
    match value.as_array() {
        Some(_) => as_written(fields, tags, value),
        None if title.is_empty() => tags,
        None => title,
    }
}

pub(in crate::framework) fn languages_of(text: Table<'_>) -> Vec<String> {
    text.entries().map(|entry| entry.key.to_owned()).collect()
}

/// The listed tags. If most texts are in an unlisted language, that is reported once instead of at every text.
fn as_written(fields: &mut Fields<'_>, tags: Vec<String>, list: Value<'_>) -> Vec<String> {
    let texts = texts(fields);
    let uses = |tag: &str| texts.iter().filter(|text| text.get(tag).is_some()).count();
    let mut others: Vec<String> = Vec::new();
    for key in texts.iter().flat_map(|text| text.entries()).map(|entry| entry.key) {
        let is_new = !tags.iter().chain(&others).any(|other| other == key);
        // A single text of a kind may be misspelled.
        if is_new && texts.len() > 1 && uses(key) * 2 > texts.len() {
            others.push(key.to_owned());
        }
    }
    if others.is_empty() {
        return tags;
    }
    let (used, unused): (Vec<String>, Vec<String>) = tags.into_iter().partition(|tag| uses(tag) > 0);
    let written = others.join("`, `");
    if unused.is_empty() {
        let message = say!(
            "most texts are also written in `{written}`, which is not listed here",
            "多くの文が `{written}` でも書かれていますが、ここに挙げられていません"
        );
        let help = say!(
            "add it to `languages`, or remove the texts",
            "`languages` に加えるか、その文を削除してください。"
        );
        fields.report(Diagnostic::new(codes::UNKNOWN_KEY, message).help(help), list.span());
    }
    for tag in &unused {
        let item = list.as_array().and_then(|list| list.items().find(|item| item.as_text() == Some(tag)));
        let message = say!(
            "no text is written in `{tag}`, but most are in `{written}`",
            "`{tag}` で書かれた文がありません（多くの文は `{written}` で書かれています）"
        );
        let near = nearest(tag, others.iter().map(String::as_str));
        let only = others.first().filter(|_| others.len() == 1);
        let near = near.or_else(|| Some(Near { sure: false, ..Near::certain(only?) }));
        let diagnostic = Diagnostic::new(codes::MISSING_TEXT, message).did_you_mean(near);
        fields.report(diagnostic, item.unwrap_or(list).span());
    }
    used.into_iter().chain(others).collect()
}

fn texts<'a>(fields: &mut Fields<'a>) -> Vec<Table<'a>> {
    let mut texts = Vec::new();
    collect(Manifest::KEYS, &mut |key| fields.optional(key), &mut texts);
    texts
}

fn collect<'a>(
    keys: &'static TableKeys,
    get: &mut dyn FnMut(&'static str) -> Option<Value<'a>>,
    texts: &mut Vec<Table<'a>>,
) {
    for key in keys.keys {
        match key.holds {
            Holds::Texts => {
                let list = get(key.name).and_then(Value::as_array);
                texts.extend(list.into_iter().flat_map(Array::items).filter_map(Value::as_table));
            }
            ref text if text.is_text() => texts.extend(get(key.name).and_then(Value::as_table)),
            Holds::Table(inner) => {
                if let Some(table) = get(key.name).and_then(Value::as_table) {
                    collect(inner, &mut |key| table.get(key), texts);
                }
            }
            Holds::Tables(inner, ..) => {
                for item in get(key.name).and_then(Value::as_array).into_iter().flat_map(Array::items) {
                    if let Some(table) = item.as_table() {
                        collect(inner, &mut |key| table.get(key), texts);
                    }
                }
            }
            _ => {}
        }
    }
}
