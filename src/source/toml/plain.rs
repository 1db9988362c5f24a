//! A quick reader of TOML as people and programs mostly write it.
//!
//! It takes a strict subset: bare keys, texts in double quotes, whole numbers, dates, truths, lists, tables under
//! headers and in braces, and no mistake. At anything else it gives `None`, and the file is read by the `toml` crate,
//! which alone knows what is wrong with a file. What both read, they read alike: a test holds them equal.

mod cursor;

use memchr::memchr_iter;

use self::cursor::{Cursor, Header};
use crate::source::{Entry, Span, Table, Value, ValueKind};

/// How many keys a table may have, for each is compared with all before it.
const MAX_KEYS: usize = 500;

/// The document, if it is plain.
pub(super) fn parse(text: &str) -> Option<Table> {
    if holds_control(text) {
        return None;
    }
    let mut cursor = Cursor { text, at: 0 };
    let mut root = Table::default();
    let mut current = Table::default();
    let mut header: Option<Header> = None;
    loop {
        cursor.space();
        match cursor.peek() {
            None => break,
            Some(b'\n' | b'\r' | b'#') => {}
            Some(b'[') => {
                close(&mut root, header.take(), taken(&mut current))?;
                header = Some(cursor.header()?);
            }
            Some(_) => cursor.pair(&mut current, 0)?,
        }
        cursor.end_of_line()?;
    }
    close(&mut root, header, taken(&mut current))?;
    Some(root)
}

/// Whether a text holds a control character other than tabs and line breaks. The look never stops early, so that many
/// are looked at in one go.
fn holds_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f;
    bytes.iter().fold(0, |any, byte| any | u8::from(control(*byte))) != 0
        || memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// What has been read of a table, in no more memory than it takes; what it was read into is used again.
fn taken(current: &mut Table) -> Table {
    Table { entries: current.entries.drain(..).collect() }
}

/// Puts the table under a header in its place; without a header it is the top of the document.
fn close(root: &mut Table, header: Option<Header<'_>>, table: Table) -> Option<()> {
    let Some(Header { mut path, span, is_list }) = header else {
        *root = table;
        return Some(());
    };
    let (key, key_span) = path.pop()?;
    let mut parent = root;
    for (key, span) in path {
        let Entry { key_span, value: Value { kind, span }, .. } = entry_of(parent, key, span)?;
        // What stands behind its key is a value, to which nothing can be added.
        if span.start > key_span.start {
            return None;
        }
        parent = match kind {
            ValueKind::Table(inner) => inner,
            ValueKind::Array(items) => match &mut items.last_mut()?.kind {
                ValueKind::Table(last) => last,
                _ => return None,
            },
            _ => return None,
        };
    }
    let value = Value { kind: ValueKind::Table(table), span: span.clone() };
    match position(parent, key) {
        None => {
            let list = |value| Value { kind: ValueKind::Array(vec![value]), span };
            let value = if is_list { list(value) } else { value };
            add(parent, key, key_span, value)
        }
        Some(known) => {
            let known = &mut parent.entries[known];
            match &mut known.value.kind {
                // Only of a list under headers the key stands inside of it.
                ValueKind::Array(items) if is_list && known.value.span.start < known.key_span.start => {
                    items.push(value);
                    Some(())
                }
                _ => None,
            }
        }
    }
}

/// The entry of a key on the way to another; where there is none yet, a table that stands where the key does.
fn entry_of<'t>(table: &'t mut Table, key: &str, span: Span) -> Option<&'t mut Entry> {
    let known = position(table, key);
    if known.is_none() {
        // Mostly for a text in two languages.
        let inner = Table { entries: Vec::with_capacity(2) };
        let value = Value { kind: ValueKind::Table(inner), span: span.clone() };
        add(table, key, span, value)?;
    }
    let position = known.unwrap_or(table.entries.len() - 1);
    table.entries.get_mut(position)
}

fn position(table: &Table, key: &str) -> Option<usize> {
    table.entries.iter().position(|entry| entry.key == key)
}

fn add(table: &mut Table, key: &str, key_span: Span, value: Value) -> Option<()> {
    table.entries.push(Entry { key: key.into(), key_span, value });
    (table.entries.len() <= MAX_KEYS).then_some(())
}
