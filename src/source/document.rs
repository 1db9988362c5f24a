//! One kind of document for TOML, JSON and the cells of tables: a flat list of nodes in the order of the text.
//!
//! A node knows its place and, if it is a text, where its characters are: mostly in the source, of which the document
//! keeps a copy. The memory of a [`Document`] can be reused for the next one.

use std::ops::Range;

use crate::text::Label;

/// Bytes of a file, half open.
pub type Span = Range<usize>;

/// A parsed text. Its values are read through [`Value`].
#[derive(Clone, Debug, Default)]
pub struct Document {
    nodes: Vec<Node>,
    /// The source, followed by texts that it does not contain literally: unescaped strings and column names.
    texts: String,
}

/// A value, the key of an entry, or the head of a list or table whose content follows.
#[derive(Clone, Copy, Debug)]
struct Node {
    tag: Tag,
    start: u32,
    end: u32,
    /// For texts the range of their characters; for integers the two halves; for lists and tables the node after their
    /// content and the number of items.
    data: (u32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Null,
    False,
    True,
    Integer,
    Float,
    Text,
    Date,
    Array,
    Table,
}

/// A list or table that is still being filled.
#[derive(Debug)]
#[must_use]
pub(crate) struct Open {
    head: usize,
    count: u32,
}

/// The characters of a node.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Characters<'a> {
    /// A range of the source, or of a text that was added.
    At(usize, usize),
    /// A text that the source does not contain literally.
    Own(&'a str),
}

impl<'a> Characters<'a> {
    /// Refers to the source if `text` is a part of it.
    pub(crate) fn of(source: &str, text: &'a str) -> Self {
        let start = (text.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
        match source.get(start..start.saturating_add(text.len())) {
            Some(same) if std::ptr::eq(same, text) => Self::At(start, start + text.len()),
            _ => Self::Own(text),
        }
    }
}

/// How the text of a node is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Textual {
    /// A string.
    Text,
    /// A number that is not whole, as written.
    Float,
    /// A date or time, as written.
    Date,
}

/// A value of a document with its place.
#[derive(Clone, Copy, Debug)]
pub struct Value<'d> {
    document: &'d Document,
    at: usize,
}

/// What a value is, in terms that all formats share.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ValueKind<'d> {
    /// JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number; in JSON also one written `2.0`.
    Integer(i64),
    /// Any other number, as it is written.
    Float(&'d str),
    /// A text.
    Text(&'d str),
    /// TOML's date or time, as it is written.
    Date(&'d str),
    /// A list.
    Array(Array<'d>),
    /// Keys and values.
    Table(Table<'d>),
}

/// A list of values.
#[derive(Clone, Copy, Debug)]
pub struct Array<'d>(Value<'d>);

/// Keys and values in the order in which they were written.
#[derive(Clone, Copy, Debug)]
pub struct Table<'d>(Value<'d>);

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry<'d> {
    /// The key.
    pub key: &'d str,
    /// Where the key is.
    pub key_span: Span,
    /// The value.
    pub value: Value<'d>,
}

/// Offsets fit: the parsers refuse sources longer than `MAX_BYTES`, and rows are cut from one that is not.
#[expect(clippy::cast_possible_truncation, reason = "sources are limited to 64 MiB")]
fn small(offset: usize) -> u32 {
    offset as u32
}

impl Document {
    /// The whole document; `None` before anything was parsed into it.
    pub fn root(&self) -> Option<Value<'_>> {
        (!self.nodes.is_empty()).then_some(Value { document: self, at: 0 })
    }

    /// The whole document if it is a table.
    pub fn root_table(&self) -> Option<Table<'_>> {
        self.root()?.as_table()
    }

    /// Starts over with another source, reusing the memory.
    pub(crate) fn begin(&mut self, source: &str) {
        self.nodes.clear();
        self.texts.clear();
        self.texts.push_str(source);
    }

    /// Appends a text and returns the offset of its first character.
    pub(crate) fn add_text(&mut self, text: &str) -> usize {
        let start = self.texts.len();
        self.texts.push_str(text);
        start
    }

    pub(crate) fn push_null(&mut self, span: Span) {
        self.push(Tag::Null, span, (0, 0));
    }

    pub(crate) fn push_bool(&mut self, truth: bool, span: Span) {
        self.push(if truth { Tag::True } else { Tag::False }, span, (0, 0));
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "split into two halves")]
    pub(crate) fn push_integer(&mut self, number: i64, span: Span) {
        self.push(Tag::Integer, span, ((number >> 32) as u32, number as u32));
    }

    pub(crate) fn push_text(&mut self, what: Textual, characters: Characters<'_>, span: Span) {
        let (start, end) = match characters {
            Characters::At(start, end) => (start, end),
            Characters::Own(text) => {
                let start = self.add_text(text);
                (start, start + text.len())
            }
        };
        let tag = match what {
            Textual::Text => Tag::Text,
            Textual::Float => Tag::Float,
            Textual::Date => Tag::Date,
        };
        self.push(tag, span, (small(start), small(end)));
    }

    /// Begins a list; every item is pushed and counted until [`Self::close`].
    pub(crate) fn open_array(&mut self, span: Span) -> Open {
        self.push(Tag::Array, span, (0, 0));
        Open { head: self.nodes.len() - 1, count: 0 }
    }

    /// Begins a table; for every entry the key is pushed as a text, then the value.
    pub(crate) fn open_table(&mut self, span: Span) -> Open {
        self.push(Tag::Table, span, (0, 0));
        Open { head: self.nodes.len() - 1, count: 0 }
    }

    /// Ends a list or table at the byte `end`.
    pub(crate) fn close(&mut self, open: &Open, end: usize) {
        let behind = small(self.nodes.len());
        let head = &mut self.nodes[open.head];
        head.data = (behind, open.count);
        head.end = small(end);
    }

    /// Removes all nodes from a position on, such as an entry with a duplicate key.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.nodes.truncate(length);
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The keys pushed so far into an open table.
    pub(crate) fn keys<'d>(&'d self, open: &Open) -> impl Iterator<Item = (&'d str, Span)> + use<'d> {
        self.key_nodes(open).map(|at| (self.characters(at), self.span(at)))
    }

    /// For every repeated key of an open table its place and that of the first occurrence, in order.
    pub(crate) fn repeated_keys(&self, open: &Open) -> Vec<(Span, Span)> {
        let mut keys: Vec<u32> = self.key_nodes(open).map(small).collect();
        let key = |at: u32| self.characters(at as usize);
        keys.sort_by_key(|at| key(*at));
        let groups = keys.chunk_by(|one, other| key(*one) == key(*other));
        let span = |at: u32| self.span(at as usize);
        let mut repeated: Vec<_> =
            groups.flat_map(|own| own[1..].iter().map(|at| (span(*at), span(own[0])))).collect();
        repeated.sort_by_key(|(span, _)| span.start);
        repeated
    }

    fn key_nodes<'d>(&'d self, open: &Open) -> impl Iterator<Item = usize> + use<'d> {
        let mut at = open.head + 1;
        (0..open.count).map(move |_| {
            let key = at;
            at = self.behind(at + 1);
            key
        })
    }

    fn span(&self, at: usize) -> Span {
        let node = self.nodes[at];
        node.start as usize..node.end as usize
    }

    pub(crate) fn last_text(&self) -> &str {
        self.characters(self.nodes.len() - 1)
    }

    fn push(&mut self, tag: Tag, span: Span, data: (u32, u32)) {
        self.nodes.push(Node { tag, start: small(span.start), end: small(span.end), data });
    }

    fn characters(&self, at: usize) -> &str {
        let (start, end) = self.nodes[at].data;
        &self.texts[start as usize..end as usize]
    }

    /// The position after a value and all its content.
    fn behind(&self, at: usize) -> usize {
        match self.nodes[at] {
            Node { tag: Tag::Array | Tag::Table, data: (behind, _), .. } => behind as usize,
            _ => at + 1,
        }
    }
}

impl Open {
    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    pub(crate) fn count(&mut self) {
        self.count += 1;
    }
}

impl<'d> Value<'d> {
    /// What it is.
    pub fn kind(self) -> ValueKind<'d> {
        match self.node().tag {
            Tag::Null => ValueKind::Null,
            Tag::False => ValueKind::Bool(false),
            Tag::True => ValueKind::Bool(true),
            Tag::Integer => ValueKind::Integer(self.as_integer().unwrap_or_default()),
            Tag::Float => ValueKind::Float(self.characters()),
            Tag::Text => ValueKind::Text(self.characters()),
            Tag::Date => ValueKind::Date(self.characters()),
            Tag::Array => ValueKind::Array(Array(self)),
            Tag::Table => ValueKind::Table(Table(self)),
        }
    }

    /// Its place; for a table under a header, the header.
    pub fn span(self) -> Span {
        self.document.span(self.at)
    }

    /// The text, if it is one.
    pub fn as_text(self) -> Option<&'d str> {
        (self.node().tag == Tag::Text).then(|| self.characters())
    }

    /// The whole number, if it is one.
    pub(crate) fn as_integer(self) -> Option<i64> {
        let Node { tag, data: (high, low), .. } = self.node();
        #[expect(clippy::cast_possible_wrap, reason = "put together from two halves")]
        let number = (u64::from(high) << 32 | u64::from(low)) as i64;
        (tag == Tag::Integer).then_some(number)
    }

    /// The list, if it is one.
    pub fn as_array(self) -> Option<Array<'d>> {
        (self.node().tag == Tag::Array).then_some(Array(self))
    }

    /// The table, if it is one.
    pub fn as_table(self) -> Option<Table<'d>> {
        (self.node().tag == Tag::Table).then_some(Table(self))
    }

    /// Whether it is JSON's `null`, which counts as absent.
    pub fn is_null(self) -> bool {
        self.node().tag == Tag::Null
    }

    /// Whether it is a whole number too large to be of use.
    pub(super) fn is_huge(self) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        matches!(self.kind(), ValueKind::Float(text) if digits(text.trim_start_matches(['-', '+'])))
    }

    /// What it is called in messages.
    pub fn type_name(self) -> Label {
        match self.kind() {
            ValueKind::Null => Label("nothing (null)", "値なし（null）"),
            ValueKind::Bool(_) => Label("true or false", "真偽値"),
            ValueKind::Integer(_) => Label("a whole number", "整数"),
            ValueKind::Float(_) if self.is_huge() => Label("a number that is too large", "大きすぎる数値"),
            ValueKind::Float(_) => Label("one with a fraction", "小数のある数値"),
            ValueKind::Text(_) => Label("a text", "文字列"),
            ValueKind::Date(_) => Label("a date or time", "日付・時刻"),
            ValueKind::Array(_) => Label("a list", "リスト"),
            ValueKind::Table(_) => Label("a table", "テーブル"),
        }
    }

    fn node(self) -> Node {
        self.document.nodes[self.at]
    }

    fn characters(self) -> &'d str {
        self.document.characters(self.at)
    }

    fn moved(self, at: usize) -> Self {
        Self { at, ..self }
    }
}

impl<'d> Array<'d> {
    /// The items, in order.
    pub fn items(self) -> impl Iterator<Item = Value<'d>> {
        let mut at = self.0.at + 1;
        (0..self.len()).map(move |_| {
            let item = self.0.moved(at);
            at = self.0.document.behind(at);
            item
        })
    }

    /// How many items there are.
    pub fn len(self) -> usize {
        self.0.node().data.1 as usize
    }

    /// Whether there is no item.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The first item.
    pub fn first(self) -> Option<Value<'d>> {
        self.items().next()
    }

    /// The item at a position, from 0.
    pub fn get(self, position: usize) -> Option<Value<'d>> {
        self.items().nth(position)
    }
}

impl<'d> Table<'d> {
    /// The entries, in order.
    pub fn entries(self) -> impl Iterator<Item = Entry<'d>> {
        let mut at = self.0.at + 1;
        (0..self.len()).map(move |_| {
            let key = self.0.moved(at);
            let value = self.0.moved(at + 1);
            at = self.0.document.behind(at + 1);
            Entry { key: key.characters(), key_span: key.span(), value }
        })
    }

    /// The values of these keys, in this order; `other` receives every entry with another key.
    pub(crate) fn values_of<const N: usize>(
        self,
        keys: [&str; N],
        mut other: impl FnMut(Entry<'d>),
    ) -> [Option<Value<'d>>; N] {
        let mut values = [None; N];
        for entry in self.entries() {
            match keys.iter().position(|key| *key == entry.key) {
                Some(known) => values[known] = Some(entry.value),
                None => other(entry),
            }
        }
        values
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Value<'d>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// Whether a key is missing, or its list is empty.
    pub(crate) fn lacks(self, key: &str) -> bool {
        self.get(key).is_none_or(|value| value.as_array().is_some_and(Array::is_empty))
    }

    /// A key with its value.
    pub fn entry(self, key: &str) -> Option<Entry<'d>> {
        self.entries().find(|entry| entry.key == key)
    }

    /// How many entries there are.
    pub fn len(self) -> usize {
        self.0.node().data.1 as usize
    }

    /// Whether there is no entry.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The table as a value.
    pub fn value(self) -> Value<'d> {
        self.0
    }
}

impl Entry<'_> {
    /// Whether `other` can extend the value of this key: as one more table under a header (`[[stage]]`), or with a
    /// further dotted key (`title.ja`).
    pub(super) fn goes_on_with(&self, other: &Self) -> bool {
        match (self.value.kind(), other.value.kind()) {
            (ValueKind::Array(_), ValueKind::Array(_)) => {
                self.is_list_under_headers() && other.is_list_under_headers()
            }
            (ValueKind::Table(own), ValueKind::Table(new)) => {
                [self, other].iter().all(|entry| entry.value.span().start == entry.key_span.start)
                    && new.entries().all(|entry| own.entry(entry.key).is_none())
            }
            _ => false,
        }
    }

    /// Whether it is a list of tables under headers (`[[stage]]`), whose span is inside of the brackets.
    pub(super) fn is_list_under_headers(&self) -> bool {
        self.value.as_array().is_some() && self.value.span().start < self.key_span.start
    }
}
