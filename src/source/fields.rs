use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Diagnostic, Entry, Place, SourceFile, Span, Table, Tally, Value, ValueKind, codes};
use crate::text::{Bilingual, Label, Near, nearest, say, visible};

/// Reads the keys of one table and collects everything wrong with it instead of stopping at the first problem. `None`
/// from a reading method means that the key is absent or that its problem has been reported. [`Fields::finish`] reports
/// the keys that were never asked for.
pub(crate) struct Fields<'a> {
    table: Table<'a>,
    span: Span,
    file: &'a Arc<SourceFile>,
    sink: &'a mut Vec<Diagnostic>,
    /// For a few keys a list is faster than a set.
    asked: Vec<&'static str>,
    outer: Vec<&'static str>,
    below: Vec<String>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(
        table: Table<'a>,
        span: Span,
        file: &'a Arc<SourceFile>,
        sink: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { table, span, file, sink, asked: Vec::new(), outer: Vec::new(), below: Vec::new() }
    }

    /// Reports a finding at a place of the file.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.sink.push(diagnostic.at(self.file, span));
    }

    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    pub(crate) fn file(&self) -> &'a Arc<SourceFile> {
        self.file
    }

    /// A reader for a table inside this one, with the same sink.
    pub(crate) fn inside<'b>(&'b mut self, table: Table<'b>, span: Span) -> Fields<'b>
    where
        'a: 'b,
    {
        let outer = self.asked.iter().chain(&self.outer).copied().collect();
        Fields { outer, ..Fields::new(table, span, self.file, self.sink) }
    }

    /// Tells the dotted names of the lists below this table, to recognize one that is written without its first part.
    #[must_use]
    pub(crate) fn with_below(self, below: Vec<String>) -> Self {
        Self { below, ..self }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// The place of a key, whatever its value.
    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.table.entry(key).map(|entry| entry.key_span.clone())
    }

    pub(crate) fn required(&mut self, key: &'static str) -> Option<Value<'a>> {
        let value = self.optional(key);
        if value.is_none() {
            let message = say!("`{key}` is missing", "`{key}` がありません");
            let help = say!("add `{key}` here", "ここに `{key}` を加えてください。");
            self.report(Diagnostic::new(codes::MISSING_KEY, message).help(help).key(key), self.span());
        }
        value
    }

    pub(crate) fn wrong_type(&mut self, key: &str, value: Value<'_>, wanted: Label) {
        self.wrong_type_with_help(key, value, wanted, None);
    }

    fn wrong_type_with_help(&mut self, key: &str, value: Value<'_>, wanted: Label, help: Option<Bilingual>) {
        let (Label(found_en, found_ja), Label(en, ja)) = (value.type_name(), wanted);
        let message =
            say!("`{key}` must be {en}, not {found_en}", "`{key}` には{ja}が必要ですが、{found_ja}です");
        self.report(Diagnostic::new(codes::WRONG_TYPE, message).key(key).help(help), value.span());
    }

    /// A value as text; blank text is reported.
    pub(crate) fn text<'v>(&mut self, key: &str, value: Value<'v>) -> Option<&'v str> {
        let Some(text) = value.as_text() else {
            self.wrong_type(key, value, Label("a text", "文字列"));
            return None;
        };
        if text.trim().is_empty() {
            let message = say!("`{key}` is blank", "`{key}` が空です");
            self.report(Diagnostic::new(codes::MISSING_TEXT, message).key(key), value.span());
            return None;
        }
        Some(text)
    }

    /// Whether a text is a kebab-case id; if not, that is reported.
    pub(crate) fn check_id(&mut self, id: &str, span: &Span) -> bool {
        let good = is_id(id);
        if !good {
            let message = say!("`{id}` is not an id", "`{id}` は id として使えません");
            let help = say!(
                "use lower-case letters, digits and single hyphens, as in `need-statement`",
                "`need-statement` のように、英小文字・数字・単独のハイフンで書いてください。"
            );
            self.report(Diagnostic::new(codes::BAD_ID, message).help(help), span.clone());
        }
        good
    }

    /// A value as one of several words; any other is reported with the closest of them.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        value: Value<'_>,
        words: &[(&str, T)],
        message: impl FnOnce(&str) -> Bilingual,
    ) -> Option<T> {
        let text = self.text(key, value)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, found)| *found);
        if found.is_none() {
            let near = nearest(text, words.iter().map(|(word, _)| *word));
            let diagnostic = Diagnostic::new(codes::OUT_OF_RANGE, message(text)).did_you_mean(near);
            self.report(diagnostic.key(key), value.span());
        }
        found
    }

    /// A value as a whole number within a range.
    pub(crate) fn integer_value(
        &mut self,
        key: &str,
        value: Value<'_>,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<i64> {
        let whole = value.as_integer();
        let number = whole.filter(|number| range.contains(number));
        if number.is_some() {
            return number;
        }
        if whole.is_none() && !value.is_huge() {
            let is_quoted = value.as_text().is_some_and(|text| text.trim().parse::<i64>().is_ok());
            let help = is_quoted
                .then(|| say!("write it without quotation marks", "引用符を付けずに書いてください。"));
            self.wrong_type_with_help(key, value, Label("a whole number", "整数"), help);
            return None;
        }
        let (low, high) = (range.start(), range.end());
        let message = if *high == i64::MAX && whole.is_some() {
            say!("`{key}` is below {low}", "`{key}` が {low} より小さい値です")
        } else {
            say!("`{key}` is not from {low} to {high}", "`{key}` が {low}〜{high} の範囲にありません")
        };
        self.report(Diagnostic::new(codes::OUT_OF_RANGE, message).key(key), value.span());
        None
    }

    pub(crate) fn truth(&mut self, key: &str, value: Value<'_>) -> Option<bool> {
        if let ValueKind::Bool(truth) = value.kind() {
            return Some(truth);
        }
        self.wrong_type(key, value, Label("true or false", "真偽値（true / false）"));
        None
    }

    /// A value as a date, written as a TOML date or as a text such as `2026-11-22`.
    pub(crate) fn date(&mut self, key: &str, value: Value<'_>) -> Option<Date> {
        let date = value.as_date();
        if date.is_none() {
            self.report(Diagnostic::new(codes::WRONG_TYPE, value.no_date(key)).key(key), value.span());
        }
        date
    }

    /// A value as a list of texts, each with its place.
    pub(crate) fn texts<'v>(&mut self, key: &str, value: Value<'v>) -> Vec<(&'v str, Span)> {
        let ValueKind::Array(items) = value.kind() else {
            let text = value.as_text();
            let help = text.map(|text| {
                say!(
                    "write it in brackets: `[\"{text}\"]`",
                    "`[\"{text}\"]` のように角括弧で囲んでください。"
                )
            });
            self.wrong_type_with_help(key, value, Label("a list of texts", "文字列のリスト"), help);
            // It is clear what was meant, so nothing else is reported that only follows from this.
            return text.map(|text| (text, value.span())).into_iter().collect();
        };
        let mut out: Vec<(&str, Span)> = Vec::new();
        for item in items.items() {
            let Some(text) = self.text(key, item) else { continue };
            if out.iter().any(|(other, _)| *other == text) {
                self.repeated(key, &text, item.span());
            } else {
                out.push((text, item.span()));
            }
        }
        out
    }

    /// Reports a repeated value in a list.
    pub(crate) fn repeated(&mut self, key: &str, value: &dyn std::fmt::Display, span: Span) {
        let message = say!("`{value}` is listed twice in `{key}`", "`{key}` に `{value}` が2回あります");
        self.report(Diagnostic::new(codes::REPEATED_ENTRY, message).key(key), span);
    }

    /// An optional key as a list of tables (`[[key]]`).
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<(Table<'a>, Span)> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        let ValueKind::Array(items) = value.kind() else {
            let header = self.file.header(&value.span());
            let help = header.map(|header| {
                let name = header.trim_matches(['[', ']', ' ']);
                say!("write its header as `[[{name}]]`", "見出しを `[[{name}]]` と書いてください。")
            });
            self.wrong_type_with_help(key, value, Label("a list of tables", "テーブルのリスト"), help);
            return value.as_table().map(|table| (table, value.span())).into_iter().collect();
        };
        let mut out = Vec::new();
        for item in items.items() {
            match item.kind() {
                ValueKind::Table(table) => out.push((table, item.span())),
                _ => self.wrong_type(key, item, Label("a table", "テーブル")),
            }
        }
        out
    }

    pub(crate) fn table<'v>(&mut self, key: &str, value: Value<'v>) -> Option<Table<'v>> {
        let table = value.as_table();
        if table.is_none() {
            self.wrong_type(key, value, Label("a table", "テーブル"));
        }
        table
    }

    /// The finding that a table has no key of this name.
    pub(crate) fn unknown_key(key: &str) -> Diagnostic {
        let message = say!("there is no key `{key}` here", "ここに `{key}` というキーはありません");
        Diagnostic::new(codes::UNKNOWN_KEY, message).key(key)
    }

    /// Reports every key that was never asked for, with the closest one that was.
    pub(crate) fn finish(mut self) {
        if self.table.entries().all(|entry| self.asked.contains(&entry.key)) {
            return;
        }
        // Among equally close names the first in this order is suggested.
        self.asked.sort_unstable();
        self.asked.dedup();
        let mut tally = Tally::default();
        for entry in self.table.entries() {
            let key = entry.key;
            if self.asked.contains(&key) {
                continue;
            }
            let place = || Some(Place { file: Arc::clone(self.file), span: entry.key_span.clone() });
            if !tally.admits(codes::UNKNOWN_KEY, place) {
                continue;
            }
            let free = |asked: &&str| self.table.entry(asked).is_none_or(|known| known.goes_on_with(&entry));
            let near = nearest(key, self.asked.iter().copied().filter(free));
            if let Some(near) = &near {
                // One mistake is reported once.
                let is_same = |place: &Place| place.span == self.span && Arc::ptr_eq(&place.file, self.file);
                self.sink.retain(|other| {
                    other.code != codes::MISSING_KEY
                        || other.key.as_deref() != Some(&near.name)
                        || !other.place.as_ref().is_some_and(is_same)
                });
            }
            let diagnostic = Self::unknown_key(key);
            let whole = self.whole_name(&entry);
            let diagnostic = match near.or_else(|| whole.as_deref().map(Near::certain)) {
                None if self.outer.contains(&key) => diagnostic.help(self.misplaced(key)),
                near => diagnostic.did_you_mean(near),
            };
            self.report(diagnostic, entry.key_span);
        }
        self.sink.extend(tally.rest());
    }

    /// The full name of a key written without its first part (`[[level]]`) or with another separator (`title-en`).
    fn whole_name(&self, entry: &Entry<'_>) -> Option<String> {
        let key = entry.key;
        if entry.is_list_under_headers() {
            let is_whole = |whole: &&String| whole.rsplit_once('.').is_some_and(|(_, last)| last == key);
            return self.below.iter().find(is_whole).cloned();
        }
        let (first, last) = key.rsplit_once(['-', '_'])?;
        (self.asked.contains(&first) && last.len() == 2).then(|| format!("{first}.{last}"))
    }

    fn misplaced(&self, key: &str) -> Bilingual {
        let header = self.file.header(&self.span).unwrap_or("{ }");
        say!(
            "move `{key}` further up: in TOML a key belongs to the last header above it, here `{header}`",
            "TOML のキーは直前の見出し（ここでは `{header}`）に属します。`{key}` をもっと上へ移してください。"
        )
    }
}

/// Longer texts are not repeated in a message.
const SHORT: usize = 40;

impl Value<'_> {
    /// The value as a message shows it: a short text in quotes, else its type.
    pub fn described(self) -> Bilingual {
        match self.kind() {
            ValueKind::Text(text) if text.trim().chars().count() <= SHORT => {
                let text = text.trim();
                match visible(text) {
                    Cow::Borrowed(_) => say!("\"{text}\"", "「{text}」"),
                    Cow::Owned(seen) => {
                        say!("\"{seen}\" with invisible characters", "「{seen}」（目に見えない文字を含む）")
                    }
                }
            }
            _ => self.type_name().into(),
        }
    }

    /// Why the value of a key is not a date.
    pub fn no_date(self, key: &str) -> Bilingual {
        let text = match self.kind() {
            ValueKind::Date(text) | ValueKind::Text(text) => text.trim(),
            _ => "",
        };
        let parts: Vec<&str> = text.split('-').collect();
        let is_day = parts.iter().map(|part| part.len()).eq([4, 2, 2])
            && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if is_day && self.as_date().is_none() {
            return say!(
                "`{key}` is {text}, a day that does not exist",
                "`{key}` の {text} という日付は存在しません"
            );
        }
        let Bilingual { en, ja } = self.described();
        say!(
            "`{key}` must be a date such as 2026-11-22, not {en}",
            "`{key}` には 2026-11-22 のような日付が必要ですが、{ja}です"
        )
    }

    /// The date, if it is one: a local date of TOML or a text such as `2026-11-22`.
    pub fn as_date(self) -> Option<Date> {
        match self.kind() {
            ValueKind::Date(text) | ValueKind::Text(text) => day_of(text),
            _ => None,
        }
    }
}

/// The date written in a text such as `2026-11-22`.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |number, digit| {
            digit.is_ascii_digit().then(|| 10 * number + i16::from(digit - b'0'))
        })
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether a text is kebab-case: lower-case letters and digits in parts joined by single hyphens.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}
