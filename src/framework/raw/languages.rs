use crate::say;
use crate::source::{Array, Diagnostic, Fields, Span, Table, Value, codes};
use crate::text::{Near, nearest};

/// The languages in which texts are to be read: those of the list, unless it is the list that is wrong. Then that is told,
/// once and there, and not at every text.
///
/// The list is wrong where most texts of the manifest are in a language that it does not have.
pub(super) fn as_written(
    fields: &mut Fields<'_>,
    (tags, items): (Vec<String>, Array<'_>),
    list: &Span,
) -> Vec<String> {
    let texts = texts(fields);
    let uses = |tag: &str| texts.iter().filter(|text| text.get(tag).is_some()).count();
    let mut others: Vec<String> = Vec::new();
    for key in texts.iter().flat_map(|text| text.entries()).map(|entry| entry.key) {
        let is_new = !tags.iter().chain(&others).any(|other| other == key);
        // One text of a kind may well be misspelt.
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
        let diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, message).help(help);
        fields.report(diagnostic.at(fields.file(), list.clone()));
    }
    for tag in &unused {
        let item = items.items().find(|item| item.as_text() == Some(tag));
        let place = item.map_or_else(|| list.clone(), Value::span);
        let message = say!(
            "no text is written in `{tag}`, but most are in `{written}`",
            "`{tag}` で書かれた文がありません（多くの文は `{written}` で書かれています）"
        );
        let near = nearest(tag, others.iter().map(String::as_str));
        let only = others.first().filter(|_| others.len() == 1);
        let near = near.or_else(|| Some(Near { sure: false, ..Near::certain(only?) }));
        let diagnostic = Diagnostic::new(codes::MISSING_TEXT, message).did_you_mean(near);
        fields.report(diagnostic.at(fields.file(), place));
    }
    used.into_iter().chain(others).collect()
}

/// Every text of the manifest that is written in languages.
fn texts<'a>(fields: &mut Fields<'a>) -> Vec<Table<'a>> {
    let mut texts: Vec<Table<'_>> =
        ["title", "disclaimer"].into_iter().filter_map(|key| fields.optional(key)?.as_table()).collect();
    for list in ["fact", "stage", "band"] {
        for part in tables(fields.optional(list)) {
            let choices = tables(part.get("choice"));
            for part in std::iter::once(part).chain(choices) {
                let own = ["question", "label", "title", "point"];
                texts.extend(own.into_iter().filter_map(|key| part.get(key)?.as_table()));
            }
        }
    }
    texts
}

fn tables(value: Option<Value<'_>>) -> Vec<Table<'_>> {
    let items = value.and_then(Value::as_array);
    items.map_or_else(Vec::new, |items| items.items().filter_map(Value::as_table).collect())
}
