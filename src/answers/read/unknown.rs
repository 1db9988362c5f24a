use super::answer::note_retired;
use super::record::Reader;
use crate::answers::{ANSWERS, FACTS, HeaderKey};
use crate::framework::{Framework, find_named};
use crate::source::{Diagnostic, Entry, codes};
use crate::text::{Bilingual, Label, nearest, say};

/// Notes a key of the table of answers, or of facts, that is none of the framework's, and what may be meant.
pub(super) fn note_unknown(reader: &mut Reader<'_>, table: &'static str, entry: &Entry<'_>) {
    if note_retired(reader, table, entry) {
        return;
    }
    let (framework, key, in_json) = (reader.framework, entry.key, reader.in_json());
    reader.note_with(codes::UNKNOWN_ANSWER, entry.key_span.clone(), || {
        let message = if table == FACTS {
            say!("there is no fact `{key}`", "`{key}` という前提項目はありません")
        } else {
            say!("there is no criterion `{key}`", "`{key}` という評価項目はありません")
        };
        let diagnostic = Diagnostic::new(codes::UNKNOWN_ANSWER, message).key(format!("{table}.{key}"));
        let ids: Vec<&str> = match table {
            FACTS => framework.facts().iter().map(|fact| fact.id.as_str()).collect(),
            _ => framework.criteria().iter().map(|criterion| criterion.id.as_str()).collect(),
        };
        if let Some(help) = elsewhere(framework, table, key, in_json) {
            return diagnostic.help(help);
        }
        if let Some(id) = titled(framework, table, key) {
            let help = say!("write the id of that title: `{id}`", "この表題の id `{id}` で書いてください。");
            return Diagnostic { meant: Some(id.clone()), ..diagnostic.help(help) };
        }
        diagnostic.did_you_mean(nearest(key, ids))
    });
}

/// Where a key belongs that means something in another place.
fn elsewhere(framework: &Framework, table: &str, key: &str, in_json: bool) -> Option<Bilingual> {
    let of_sheet = HeaderKey::ALL.map(HeaderKey::name).contains(&key) || [FACTS, ANSWERS].contains(&key);
    if of_sheet && in_json {
        return Some(say!(
            "`{key}` belongs beside `{table}`, not inside it",
            "`{key}` は `{table}` の中ではなく、`{table}` と並べて書きます。"
        ));
    }
    if of_sheet {
        return Some(say!(
            "`{key}` belongs above the first header, such as `[answers]`: a key is part of the last header above it",
            "キーは直前の見出しに属します。`{key}` は最初の見出し（`[answers]` など）より上に書いてください。"
        ));
    }
    if table == ANSWERS && framework.find_fact(key).is_some() {
        return Some(say!(
            "it is a fact: move it to `[facts]`",
            "前提項目の id です。`[facts]` に移してください。"
        ));
    }
    (table == FACTS && framework.find_criterion(key).is_some()).then(|| {
        say!(
            "it is a criterion: move it to `[answers]`",
            "評価項目の id です。`[answers]` に移してください。"
        )
    })
}

/// The id of the criterion, or fact, whose title is written in its place.
fn titled(framework: &Framework, table: &str, key: &str) -> Option<String> {
    let kind = Label("criterion or fact", "評価項目・前提項目");
    if table == FACTS {
        let all: Vec<_> = framework.fact_names(|index| index).collect();
        return Some(framework[find_named(framework, kind, key, &all).ok()?].id.clone());
    }
    let all: Vec<_> = framework.criterion_names(|index| index).collect();
    Some(framework[find_named(framework, kind, key, &all).ok()?].id.clone())
}
