use std::fmt;

use super::beside::{Against, BesideLevel, beside};
use super::guidance;
use super::not_applicable::not_applicable;
use super::proposal::{is_sign, misnamed as misnamed_proposal, only_levels, proposal, read_text};
use super::record::Reader;
use super::reply::{LevelTexts, Spoken, perhaps, perhaps_meant, said};
use super::said::{is_nothing, is_unknown};
use super::unknown::note_unknown;
use crate::answers::evidence::Worth;
use crate::answers::{ANSWER_KEYS, ANSWERS, AnswerSheet, LEVEL, NOT_APPLICABLE, Reply, UNKNOWN};
use crate::framework::{Criterion, CriterionIx, Framework};
use crate::source::{Array, Diagnostic, Entry, Table, Value, ValueKind, codes};
use crate::text::{Bilingual, Label, Lang, Near, clean, nearest, say, visible};

/// The dotted key of an answer or fact, written out only where something is wrong.
#[derive(Clone, Copy)]
pub(super) struct KeyPath<'a> {
    pub(super) table: &'static str,
    pub(super) id: &'a str,
    /// A key inside of the answer, with its dot; empty for the answer itself.
    pub(super) part: &'static str,
}

impl fmt::Display for KeyPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", self.table, self.id, self.part)
    }
}

/// Reads `[answers]`. An answer that is wrong is left out, with a notice.
pub(super) fn read(reader: &mut Reader<'_>, table: Table<'_>, sheet: &mut AnswerSheet) {
    let framework = reader.framework;
    let mut next = 0;
    for entry in table.entries() {
        let Some(criterion) = reader.names.criterion(entry.key, next) else {
            note_unknown(reader, ANSWERS, &entry);
            continue;
        };
        next = criterion.get() + 1;
        if entry.value.is_null() {
            continue;
        }
        let Criterion { id: new, renamed_from, .. } = &framework[criterion];
        if entry.key != new && replaced(reader, &entry, table, ANSWERS, (new, renamed_from)) {
            continue;
        }
        let path = KeyPath { table: ANSWERS, id: entry.key, part: "" };
        if answer(reader, criterion, path, entry.value, sheet).is_some() {
            let span = entry.key_span.start..entry.value.span().end.max(entry.key_span.end);
            sheet.answer_mut(criterion).span = Some(span);
        }
    }
}

/// Notes that a key is an old id; true if it does not count because the new one is there too, or an old one that is
/// listed before it.
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
    reader.note_at(diagnostic, entry.key_span.clone());
    twin.is_some()
}

/// Reads one answer into the sheet; nothing if it is wrong.
fn answer(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    value: Value<'_>,
    sheet: &mut AnswerSheet,
) -> Option<()> {
    let Some(table) = value.as_table() else {
        sheet.answer_mut(criterion).reply = reply(reader, criterion, path, value)?;
        return Some(());
    };
    let mut has_others = false;
    let parts = table.values_of(ANSWER_KEYS, |_| has_others = true);
    let lacks_reply = has_others && matches!(parts, [None, None, ..]);
    let misnamed = lacks_reply.then(|| without_reply(reader.framework, criterion, path, table)).flatten();
    let is_told = misnamed.is_some();
    match misnamed {
        Some(finding) => reader.note(finding, Some(value)),
        None if has_others => unused(reader, path, table),
        None => {}
    }
    let parts = parts.map(|part| part.filter(|value| !value.is_null()));
    let [level, reason, evidence, note, date, by, quote, place] = parts;
    if has_others && let Some(sign) = table.entries().find(is_sign) {
        reader.note(misnamed_proposal(path, sign.key), Some(sign.value));
        return None;
    }
    let proposal = proposal(reader, path, [by, quote, place], sheet).ok()?;
    let is_proposed = proposal.is_some();
    if is_proposed && reason.is_some() {
        reader.note(only_levels(path), Some(value));
        return None;
    }
    let reply = match (level, reason) {
        (Some(_), Some(reason)) => {
            let message = say!(
                "`{path}` has a level and says that it does not apply",
                "`{path}` にレベルと「該当しない」の両方があります"
            );
            let help = say!("keep one of them", "どちらか一方だけを残してください。");
            let diagnostic = Diagnostic::new(codes::ANSWER_TYPE, message).help(help);
            reader.note(diagnostic.key(path.to_string()), Some(reason));
            return None;
        }
        (Some(level), None) => reply(reader, criterion, path, level)?,
        (None, Some(reason)) => {
            Reply::NotApplicable(sheet.keep(not_applicable(reader, criterion, path, reason)?))
        }
        (None, None) => Reply::Unanswered,
    };
    if is_proposed && reply == Reply::Unknown {
        reader.note(only_levels(path), Some(value));
        return None;
    }
    let is_level = matches!(reply, Reply::Level(_));
    sheet.answer_mut(criterion).reply = reply;
    if let Some(evidence) = evidence {
        read_evidence(reader, criterion, path, evidence, sheet);
    }
    let note = read_text(reader, path, ".note", note).map(|text| sheet.keep(text));
    let date = date.and_then(|value| reader.date_of(value, &KeyPath { part: ".date", ..path }));
    let answer = sheet.answer_mut(criterion);
    (answer.note, answer.date, answer.proposal) = (note, date, proposal.filter(|_| is_level));
    let is_empty = answer.evidence.is_empty() && answer.note.is_none() && answer.date.is_none();
    if answer.reply == Reply::Unanswered && (!is_empty || is_proposed) && !is_told {
        no_level(reader, criterion, path, is_proposed, value);
    }
    Some(())
}

fn unused(reader: &mut Reader<'_>, path: KeyPath<'_>, table: Table<'_>) {
    table.values_of(ANSWER_KEYS, |entry| {
        if is_sign(&entry) {
            return;
        }
        let Entry { key, key_span, .. } = entry;
        reader.note_with(codes::UNUSED_KEY, key_span, || {
            unused_beside(&path, key).did_you_mean(nearest(key, ANSWER_KEYS))
        });
    });
}

/// The warning that a key beside those of an answer is not used.
pub(super) fn unused_beside(path: &dyn fmt::Display, key: &str) -> Diagnostic {
    let message = say!(
        "`{path}.{key}` was not used; what stands beside it was, as the answer of today",
        "`{path}.{key}` は使えない項目のため無視し、並んで書かれた内容を現時点の回答として使いました"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).key(format!("{path}.{key}"))
}

/// The finding that an answer written as a table says something, but by other keys than those of an answer. Beside those,
/// a key that nobody knows may be somebody's own, unless it holds a level.
pub(super) fn without_reply(
    framework: &Framework,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    table: Table<'_>,
) -> Option<Diagnostic> {
    // What is beside a level is only not used.
    if [LEVEL, NOT_APPLICABLE].iter().any(|key| table.get(key).is_some_and(|value| !value.is_null())) {
        return None;
    }
    let others =
        || table.entries().filter(|entry| !entry.value.is_null() && !ANSWER_KEYS.contains(&entry.key));
    others().next()?;
    let top = i64::from(framework[criterion].top());
    let is_level = |entry: &Entry<'_>| match entry.value.kind() {
        ValueKind::Integer(number) => (0..=top).contains(&number),
        ValueKind::Text(text) => {
            matches!(said(text, || None), Spoken::Level(level, ..) if (0..=top).contains(&level))
        }
        _ => false,
    };
    let mut levels = others().filter(is_level).peekable();
    let has_known = || table.entries().any(|entry| ANSWER_KEYS.contains(&entry.key));
    if levels.peek().is_none() && has_known() {
        return None;
    }
    let help = if let (Some(Entry { key, .. }), None) = (levels.next(), levels.next()) {
        say!(
            "if `{key}` is the level, name it `level`",
            "`{key}` がレベルであれば、キーを `level` にしてください。"
        )
    } else {
        let keys: Vec<String> = others().take(4).map(|entry| format!("`{}`", entry.key)).collect();
        let (en, ja) = (Lang::En.list(&keys), Lang::Ja.list(&keys));
        say!(
            "write the level of today as `level`; {en} cannot be read",
            "現時点のレベルを `level` に書いてください（{ja} は読み取れません）。"
        )
    };
    let message = say!("`{path}` has no `level`", "`{path}` に `level` がありません");
    Some(Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path.to_string()))
}

/// Notes that an answer is missing although something is said about it.
fn no_level(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    is_proposed: bool,
    value: Value<'_>,
) {
    let id = &reader.framework[criterion].id;
    let message = if is_proposed {
        say!(
            "`{id}` says who proposes it, but has no level",
            "`{id}` に提案者がありますが、提案されたレベルがありません"
        )
    } else {
        say!(
            "`{id}` has a note, a date or evidence, but no answer",
            "`{id}` にメモ・日付・根拠資料がありますが、回答がありません"
        )
    };
    let help = if reader.in_cells() {
        say!("write a level under `{id}`", "`{id}` の列にレベルを書いてください。")
    } else {
        say!("add `level`", "`level` を加えてください。")
    };
    reader.note(Diagnostic::new(codes::NO_LEVEL, message).help(help).key(path.to_string()), Some(value));
}

fn reply(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    value: Value<'_>,
) -> Option<Reply> {
    match value.kind() {
        ValueKind::Null => Some(Reply::Unanswered),
        ValueKind::Text(text) if text == UNKNOWN || visible(text) == UNKNOWN => Some(Reply::Unknown),
        ValueKind::Integer(number) => {
            let top = reader.framework[criterion].top();
            let level = u8::try_from(number).ok().filter(|level| *level <= top);
            if level.is_none() {
                let message = say!(
                    "`{path}` has no level {number}; its levels are 0 to {top}",
                    "`{path}` にレベル{number}はありません（0〜{top}）"
                );
                reader.note(
                    Diagnostic::new(codes::LEVEL_OUT_OF_RANGE, message).key(path.to_string()),
                    Some(value),
                );
            }
            level.map(Reply::Level)
        }
        _ => {
            no_reply(reader, criterion, path, value);
            None
        }
    }
}

/// Notes that a value is no reply, with what may be meant by it.
fn no_reply(reader: &mut Reader<'_>, criterion: CriterionIx, path: KeyPath<'_>, value: Value<'_>) {
    let in_cells = reader.in_cells();
    let Label(en, ja) = if in_cells {
        Label("a level, `unknown` or `na: REASON`", "レベル、`unknown`、`na: 理由` のいずれか")
    } else {
        Label("a level, \"unknown\" or a table", "レベル、\"unknown\"、またはテーブル")
    };
    let criterion = &reader.framework[criterion];
    let Some(text) = value.as_text().map(str::trim) else {
        return reader.wrong_type(&path, value, Label(en, ja));
    };
    let texts = LevelTexts::of(criterion);
    let spoken = match (said(text, || Some(&texts)), perhaps(text)) {
        (Spoken::Other, Some((level, words))) if words.starts_with(char::is_alphabetic) => {
            match beside(level, words, Some(&texts)) {
                BesideLevel::Against(against) => Spoken::Against(level, against),
                BesideLevel::Its | BesideLevel::Remark(_) => Spoken::Other,
            }
        }
        (spoken, _) => spoken,
    };
    if let Spoken::Against(level, against) = spoken {
        let (message, help) = not_believed(&path, text, level, against);
        return reader.note(
            Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path.to_string()),
            Some(value),
        );
    }
    let message = if is_nothing(text) {
        say!("`{path}` is `{text}`, which is no answer", "`{path}` の「{text}」は回答になりません")
    } else {
        let Bilingual { en: found, ja: ja_found } = value.described();
        say!("`{path}` must be {en}, not {found}", "`{path}` には{ja}が必要ですが、{ja_found}です")
    };
    let diagnostic = Diagnostic::new(codes::ANSWER_TYPE, message).key(path.to_string());
    let diagnostic = if is_nothing(text) {
        diagnostic.help(instead_of_nothing(criterion.may_not_apply, in_cells))
    } else if is_unknown(text) || nearest(text, [UNKNOWN]).is_some() {
        diagnostic.did_you_mean(nearest(text, [UNKNOWN]).or(Some(Near::certain(UNKNOWN))))
    } else {
        match spoken {
            Spoken::Level(number, _) => diagnostic.help(say!(
                "write {number}, without quotation marks",
                "引用符を付けずに {number} と書いてください。"
            )),
            Spoken::NotApplicable(reason) => diagnostic.help(say!(
                "write a table: not_applicable = \"{reason}\"",
                "テーブルで書いてください：not_applicable = \"{reason}\""
            )),
            _ => match texts.near(text) {
                Some(level) => {
                    let says = |lang| {
                        clean(criterion.levels[usize::from(level)].says.to(reader.framework.language(lang)))
                    };
                    let (says, ja_says) = (says(Lang::En), says(Lang::Ja));
                    diagnostic.help(say!(
                        "did you mean {level} ({says})?",
                        "{level}（{ja_says}）のことではありませんか。"
                    ))
                }
                None if text.contains(char::is_numeric) => {
                    diagnostic.help(perhaps_meant(text, i64::from(criterion.top())))
                }
                None => diagnostic,
            },
        }
    };
    reader.note(diagnostic, Some(value));
}

/// Why a level with these words beside it is no answer, and what to write.
fn not_believed(path: &KeyPath<'_>, text: &str, level: i64, against: Against) -> (Bilingual, Bilingual) {
    let text = clean(text);
    match against {
        Against::OtherLevel(other) => (
            say!(
                "`{path}` is level {level}, but has the text of level {other} beside it",
                "`{path}` はレベル{level}ですが、併記された文はレベル{other}のものです"
            ),
            say!(
                "write {level} or {other}, whichever is true",
                "{level} と {other} のうち、正しいほうだけを書いてください。"
            ),
        ),
        Against::Number => (
            say!(
                "`{path}` has more than one number: `{text}`",
                "`{path}` の「{text}」には数字が複数あります"
            ),
            say!("write one level", "レベルを1つだけ書いてください。"),
        ),
        Against::Words => (
            say!(
                "`{path}` is level {level}, but the words beside it doubt, limit or deny it: `{text}`",
                "`{path}` の「{text}」は、レベル{level}に疑い・条件・限定・否定などの語が併記されており、満たしているとは読めません"
            ),
            say!(
                "write the level that is true today, or `unknown`, and the rest as its note",
                "現時点で当てはまるレベルか unknown だけを書き、それ以外はメモに書いてください。"
            ),
        ),
    }
}

/// What to write where something stands for an empty cell.
fn instead_of_nothing(may_not_apply: bool, in_cells: bool) -> Bilingual {
    match (in_cells, may_not_apply) {
        (true, true) => say!(
            "if it was not answered, leave it empty; if nobody knows, write `unknown`; if it does not apply, `na: REASON`",
            "未回答であれば空欄にしてください。わからなければ `unknown`、該当しなければ `na: 理由` と書いてください。"
        ),
        (true, false) => say!(
            "if it was not answered, leave it empty; if nobody knows, write `unknown`",
            "未回答であれば空欄にしてください。わからなければ `unknown` と書いてください。"
        ),
        (false, _) => say!(
            "if it was not answered, leave it out; if nobody knows, write `unknown`",
            "未回答であれば項目ごと省いてください。わからなければ `unknown` と書いてください。"
        ),
    }
}

fn read_evidence(
    reader: &mut Reader<'_>,
    criterion: CriterionIx,
    path: KeyPath<'_>,
    value: Value<'_>,
    sheet: &mut AnswerSheet,
) {
    let pieces = || {
        let items = value.as_array().into_iter().flat_map(Array::items);
        items.chain(Some(value)).filter_map(Value::as_text)
    };
    if reader.names.guidance.has(criterion, pieces) {
        let finding = guidance::told(&KeyPath { part: ".evidence", ..path });
        return reader.note(finding, Some(value));
    }
    let are_several = pieces().nth(1).is_some();
    let mut add = |item: Value<'_>| match item.as_text() {
        Some(text) if text.trim_start().is_empty() => {}
        Some(text) if are_several && reader.names.guidance.has(criterion, || std::iter::once(text)) => {
            reader.note(guidance::told(&KeyPath { part: ".evidence", ..path }), Some(item));
        }
        Some(text) => {
            let worth = sheet.add_evidence(criterion, text);
            weak_evidence(reader, path, text, worth, item);
        }
        None if item.is_null() => {}
        None => {
            let wanted = Label("a text or a list of texts", "文字列、または文字列のリスト");
            reader.wrong_type(&KeyPath { part: ".evidence", ..path }, item, wanted);
        }
    };
    match value.as_array() {
        Some(items) => items.items().for_each(add),
        None => add(value),
    }
}

/// Notes evidence that proves nothing, or may prove nothing.
fn weak_evidence(reader: &mut Reader<'_>, path: KeyPath<'_>, text: &str, worth: Worth, item: Value<'_>) {
    if worth == Worth::Names {
        return;
    }
    let (id, text) = (path.id, clean(text.trim()));
    let code = match worth {
        Worth::Short => codes::THIN_EVIDENCE,
        Worth::ToCome | Worth::MayCome => codes::EVIDENCE_TO_COME,
        Worth::Names | Worth::Nothing => codes::EMPTY_EVIDENCE,
    };
    let message = match worth {
        Worth::Short => say!(
            "`{text}` is no evidence for `{id}` that one could look up",
            "`{text}` では `{id}` の根拠資料を確認できません"
        ),
        Worth::Names | Worth::Nothing => say!(
            "`{text}` is no evidence for `{id}`: it proves nothing",
            "`{text}` は `{id}` の根拠資料とはみなしません"
        ),
        Worth::ToCome => say!(
            "the evidence of `{id}` does not exist yet, and proves nothing: `{text}`",
            "`{id}` の根拠資料はまだ存在しないため、根拠とはみなしません（`{text}`）"
        ),
        Worth::MayCome => say!(
            "some of the evidence of `{id}` may not exist yet: `{text}`",
            "`{id}` の根拠資料には、まだ存在しないものが含まれるようです（`{text}`）"
        ),
    };
    let help = if code == codes::EVIDENCE_TO_COME {
        say!("name it when it exists; until then leave it out", "資料ができてから記入してください。")
    } else {
        say!("name the document, who wrote it, and its date", "文書名、作成者、日付を書いてください。")
    };
    let key = KeyPath { part: ".evidence", ..path }.to_string();
    reader.note(Diagnostic::new(code, message).help(help).key(key), Some(item));
}

/// The notice that an answer, or a choice, is no longer asked for.
pub(super) fn retired(path: &dyn fmt::Display, id: &str) -> Diagnostic {
    let message = say!(
        "`{id}` is retired in this version: the answer no longer counts",
        "`{id}` はこのバージョンで廃止されたため、回答を使いません"
    );
    Diagnostic::new(codes::RETIRED_ANSWER, message).key(path.to_string())
}

/// Whether the key of a table is retired, which is noted where it has a value.
pub(super) fn note_retired(reader: &mut Reader<'_>, table: &'static str, entry: &Entry<'_>) -> bool {
    let is_retired = reader.framework.is_retired(entry.key);
    if is_retired && !entry.value.is_null() {
        let path = KeyPath { table, id: entry.key, part: "" };
        reader.note_at(retired(&path, entry.key), entry.key_span.clone());
    }
    is_retired
}
