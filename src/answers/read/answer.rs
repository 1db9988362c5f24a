use super::facts::UNKNOWN;
use super::record::Reader;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{Criterion, CriterionIx};
use crate::say;
use crate::source::{Diagnostic, Entry, Table, Value, ValueKind, codes};
use crate::text::{Label, nearest};

/// The keys of an answer that is written as a table.
const KEYS: [&str; 5] = ["level", "not_applicable", "evidence", "note", "date"];

/// Reads `[answers]`. An answer that is wrong is left out, with a notice.
pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, sheet: &mut AnswerSheet) {
    let framework = reader.framework;
    for entry in table.entries() {
        let key = entry.key;
        let Some(criterion) = framework.find_criterion(key) else {
            unknown_key(reader, &entry);
            continue;
        };
        if entry.value.is_null() {
            continue;
        }
        let Criterion { id: new, renamed_from, .. } = &framework[criterion];
        if key != new && replaced(reader, &entry, table, "answers", (new, renamed_from)) {
            continue;
        }
        if let Some(answer) = answer(reader, criterion, &format!("answers.{key}"), entry.value) {
            let span = Some(entry.key_span.start..entry.value.span().end.max(entry.key_span.end));
            sheet.set_answer(criterion, Answer { span, ..answer });
        }
    }
}

/// Notes that a key is an old id; true if it does not count because something stands under the new one, or
/// under an old one that is listed before it.
pub(super) fn replaced(
    reader: &mut Reader<'_>,
    entry: &Entry<'_>,
    table: Table<'_>,
    name: &str,
    (new, renamed_from): (&String, &[String]),
) -> bool {
    let old = entry.key;
    let mut before = std::iter::once(new).chain(renamed_from.iter().take_while(|id| *id != old));
    let twin = before.find(|id| table.get(id).is_some_and(|value| !value.is_null()));
    let diagnostic = if let Some(twin) = twin {
        let message = say!(
            "`{old}` is now `{new}`; `{twin}` is there too and counts",
            "`{old}` は現在 `{new}` です。両方あるため `{twin}` を使いました"
        );
        Diagnostic::new(codes::BOTH_IDS, message)
    } else {
        let message = say!("`{old}` is now `{new}`", "`{old}` は現在 `{new}` です");
        Diagnostic::new(codes::RENAMED_ID, message)
    };
    let diagnostic = diagnostic.key(format!("{name}.{old}"));
    reader.sink.push(diagnostic.at(reader.file, entry.key_span.clone()));
    twin.is_some()
}

fn answer(reader: &mut Reader<'_>, criterion: CriterionIx, path: &str, value: Value<'_>) -> Option<Answer> {
    let ValueKind::Table(table) = value.kind() else {
        return reply(reader, criterion, path, value).map(Answer::new);
    };
    for Entry { key, key_span, .. } in table.entries() {
        if !KEYS.contains(&key) {
            let message =
                say!("`{path}.{key}` was not used", "`{path}.{key}` は使えない項目のため、無視しました");
            let near = nearest(key, KEYS);
            let diagnostic = Diagnostic::new(codes::UNUSED_KEY, message).did_you_mean(near);
            reader.sink.push(diagnostic.key(format!("{path}.{key}")).at(reader.file, key_span.clone()));
        }
    }
    let present = |key: &str| table.get(key).filter(|value| !value.is_null());
    let reply = match (present("level"), present("not_applicable")) {
        (Some(_), Some(reason)) => {
            let message = say!(
                "`{path}` has a level and says that it does not apply",
                "`{path}` にレベルと「該当しない」の両方があります"
            );
            let help = say!("keep one of them", "どちらか一方だけを残してください。");
            reader.note(Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path), Some(reason));
            return None;
        }
        (Some(level), None) => reply(reader, criterion, path, level)?,
        (None, Some(reason)) => not_applicable(reader, criterion, path, reason)?,
        (None, None) => Reply::Unanswered,
    };
    let answer = Answer {
        reply,
        evidence: evidence(reader, table, path),
        note: note(reader, table, path),
        date: reader.date(table, "date", &format!("{path}.date")),
        span: None,
    };
    if answer.reply == Reply::Unanswered
        && (!answer.evidence.is_empty() || answer.note.is_some() || answer.date.is_some())
    {
        no_level(reader, criterion, path, value);
    }
    Some(answer)
}

/// Notes that something stands beside an answer that is not there.
fn no_level(reader: &mut Reader<'_>, criterion: CriterionIx, path: &str, value: Value<'_>) {
    let id = &reader.framework[criterion].id;
    let message = say!(
        "`{id}` has a note, a date or evidence, but no answer",
        "`{id}` にメモ・日付・根拠資料がありますが、回答がありません"
    );
    let help = if reader.in_cells {
        say!("write a level under `{id}`", "`{id}` の列にレベルを書いてください。")
    } else {
        say!("add `level`", "`level` を加えてください。")
    };
    reader.note(Diagnostic::new(codes::NO_LEVEL, message).help(help).key(path), Some(value));
}

fn reply(reader: &mut Reader<'_>, criterion: CriterionIx, path: &str, value: Value<'_>) -> Option<Reply> {
    match value.kind() {
        ValueKind::Null => Some(Reply::Unanswered),
        ValueKind::Text(UNKNOWN) => Some(Reply::Unknown),
        ValueKind::Integer(number) => {
            let top = reader.framework[criterion].top();
            let level = u8::try_from(number).ok().filter(|level| *level <= top);
            if level.is_none() {
                let message = say!(
                    "`{path}` has no level {number}; its levels are 0 to {top}",
                    "`{path}` にレベル{number}はありません（0〜{top}）"
                );
                reader.note(Diagnostic::new(codes::LEVEL_OUT_OF_RANGE, message).key(path), Some(value));
            }
            level.map(Reply::Level)
        }
        _ => {
            let wanted = if reader.in_cells {
                Label("a level, `unknown` or `na: REASON`", "レベル、`unknown`、または `na: 理由`")
            } else {
                Label("a level, \"unknown\" or a table", "レベル、\"unknown\"、またはテーブル")
            };
            if let Some(text) = value.as_text()
                && let Some(near) = nearest(text.trim(), [UNKNOWN])
            {
                let Label(en, ja) = wanted;
                let message = say!(
                    "`{path}` must be {en}, not \"{text}\"",
                    "`{path}` には{ja}が必要ですが、「{text}」です"
                );
                let diagnostic = Diagnostic::new(codes::ANSWER_TYPE, message).did_you_mean(Some(near));
                reader.note(diagnostic.key(path), Some(value));
                return None;
            }
            let number = value.as_text().and_then(|text| text.trim().parse::<i64>().ok());
            let help = number.map(|number| {
                say!(
                    "write {number}, without quotation marks",
                    "引用符を付けずに {number} と書いてください。"
                )
            });
            reader.wrong_type_with(path, value, wanted, help);
            None
        }
    }
}

fn not_applicable(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: &str,
    reason: Value<'_>,
) -> Option<Reply> {
    let key = format!("{path}.not_applicable");
    if !reader.framework[criterion].may_not_apply {
        let message = say!(
            "`{path}` may not be left out as \"does not apply\"",
            "`{path}` に「該当しない」は選べません"
        );
        let help = say!("give a level, or \"unknown\"", "レベルか \"unknown\" で答えてください。");
        reader.note(Diagnostic::new(codes::MUST_APPLY, message).help(help).key(key), Some(reason));
        return None;
    }
    let Some(text) = reason.as_text() else {
        reader.wrong_type(&key, reason, Label("the reason as a text", "理由を書いた文字列"));
        return None;
    };
    if text.trim().is_empty() {
        let message = say!(
            "`{path}` does not apply, but for no reason",
            "`{path}` に「該当しない」理由が書かれていません"
        );
        let help = say!("say why it does not apply", "該当しない理由を書いてください。");
        reader.note(Diagnostic::new(codes::REASON_MISSING, message).help(help).key(key), Some(reason));
        return None;
    }
    Some(Reply::NotApplicable(text.to_owned()))
}

fn evidence(reader: &mut Reader<'_>, table: Table<'_>, path: &str) -> Vec<String> {
    let Some(value) = table.get("evidence") else { return Vec::new() };
    let items: Vec<Value<'_>> = match value.kind() {
        ValueKind::Null => return Vec::new(),
        ValueKind::Array(items) => items.items().collect(),
        _ => vec![value],
    };
    let mut out = Vec::new();
    for item in items {
        match item.as_text() {
            Some(text) if text.trim().is_empty() => {}
            Some(text) => out.push(text.to_owned()),
            None if item.is_null() => {}
            None => {
                let wanted = Label("a text or a list of texts", "文字列、または文字列のリスト");
                reader.wrong_type(&format!("{path}.evidence"), item, wanted);
            }
        }
    }
    out
}

fn note(reader: &mut Reader<'_>, table: Table<'_>, path: &str) -> Option<String> {
    let value = table.get("note").filter(|value| !value.is_null())?;
    let Some(text) = value.as_text() else {
        reader.wrong_type(&format!("{path}.note"), value, Label("a text", "文字列"));
        return None;
    };
    Some(text.to_owned()).filter(|text| !text.trim().is_empty())
}

fn unknown_key(reader: &mut Reader<'_>, entry: &Entry<'_>) {
    let key = entry.key;
    let framework = reader.framework;
    let message = say!("there is no criterion `{key}`", "`{key}` という評価項目はありません");
    let mut diagnostic = Diagnostic::new(codes::UNKNOWN_ANSWER, message).key(format!("answers.{key}"));
    diagnostic = if framework.find_fact(key).is_some() {
        diagnostic.help(say!(
            "it is a fact: move it to `[facts]`",
            "前提項目の id です。`[facts]` に移してください。"
        ))
    } else {
        let known = framework.criteria().iter().map(|criterion| criterion.id.as_str());
        diagnostic.did_you_mean(nearest(key, known))
    };
    reader.sink.push(diagnostic.at(reader.file, entry.key_span.clone()));
}
