use std::ops::Range;

/// A key; short ones take no memory of their own.
pub type Key = smol_str::SmolStr;

/// Bytes of a file, from the first to before the last.
pub type Span = Range<usize>;

/// A value of TOML or JSON with the place where it stands.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it stands; of a table under a header, the header.
    pub span: Span,
}

/// What a value can be, in the terms that both forms share.
#[derive(Clone, Debug)]
pub enum ValueKind {
    /// JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number; in JSON also one written `2.0`.
    Integer(i64),
    /// Any other number, as it is written.
    Float(String),
    /// A text.
    Text(String),
    /// TOML's date or time, as it is written.
    Date(String),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values.
    Table(Table),
}

/// Keys and values in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key with its value.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Entry {
    /// Whether `other` could stand under this key too: as one more table under a header (`[[stage]]`), or with a further
    /// dotted key (`title.ja`).
    pub(super) fn goes_on_with(&self, other: &Self) -> bool {
        match (&self.value.kind, &other.value.kind) {
            (ValueKind::Array(_), ValueKind::Array(_)) => {
                self.is_list_under_headers() && other.is_list_under_headers()
            }
            (ValueKind::Table(own), ValueKind::Table(new)) => {
                [self, other].iter().all(|entry| entry.value.span.start == entry.key_span.start)
                    && new.entries.iter().all(|entry| own.entry(&entry.key).is_none())
            }
            _ => false,
        }
    }

    /// Whether it is a list of tables, each under a header (`[[stage]]`): of such a one the key stands inside of it.
    pub(super) fn is_list_under_headers(&self) -> bool {
        matches!(self.value.kind, ValueKind::Array(_)) && self.value.span.start < self.key_span.start
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self.kind {
            ValueKind::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it is a whole number beyond all that count.
    pub(super) fn is_huge(&self) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        matches!(&self.kind, ValueKind::Float(text) if digits(text.trim_start_matches(['-', '+'])))
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match &self.kind {
            ValueKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// What it is called in messages: in English and in Japanese.
    pub fn type_name(&self) -> crate::text::Label {
        use crate::text::Label;
        match self.kind {
            ValueKind::Null => Label("nothing (null)", "値なし（null）"),
            ValueKind::Bool(_) => Label("true or false", "真偽値"),
            ValueKind::Integer(_) => Label("a whole number", "整数"),
            ValueKind::Float(_) => Label("a number that is not whole", "整数でない数値"),
            ValueKind::Text(_) => Label("a text", "文字列"),
            ValueKind::Date(_) => Label("a date or time", "日付・時刻"),
            ValueKind::Array(_) => Label("a list", "リスト"),
            ValueKind::Table(_) => Label("a table", "テーブル"),
        }
    }
}
