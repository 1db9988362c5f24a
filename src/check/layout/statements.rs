use crate::source::{Span, Table, ValueKind};

/// What stands on lines of its own in a TOML file, apart from comments.
pub(super) enum TomlStatement<'a> {
    /// `[[criterion]]`, with the last of its names.
    Header(&'a str),
    /// `question.en = "…"`: its key, as far as no header says it, and where the value stands.
    Statement(Vec<&'a str>, Span),
}

/// Every header and statement of a file by where its name stands, in the order of the file.
pub(super) fn items<'a>(text: &str, table: Table<'a>) -> Vec<(usize, TomlStatement<'a>)> {
    let mut items = Vec::new();
    collect(text, table, &[], &mut items);
    items.sort_by_key(|(at, _)| *at);
    items
}

fn collect<'a>(text: &str, table: Table<'a>, path: &[&'a str], items: &mut Vec<(usize, TomlStatement<'a>)>) {
    let is_header = |span: &Span| text[span.start..].starts_with('[');
    for entry in table.entries() {
        let (key, span) = (entry.key, &entry.value.span());
        match entry.value.kind() {
            ValueKind::Table(inner) if is_header(span) => {
                items.push((span.start, TomlStatement::Header(key)));
                collect(text, inner, &[], items);
            }
            // Of dotted keys the span is that of the first key; a table in braces is a value like others.
            ValueKind::Table(inner) if !text[span.start..].starts_with('{') => {
                collect(text, inner, &[path, &[key]].concat(), items);
            }
            ValueKind::Array(tables)
                if tables
                    .first()
                    .is_some_and(|first| first.as_table().is_some() && is_header(&first.span())) =>
            {
                for item in tables.items() {
                    items.push((item.span().start, TomlStatement::Header(key)));
                    if let Some(inner) = item.as_table() {
                        collect(text, inner, &[], items);
                    }
                }
            }
            _ => {
                let path = [path, &[key]].concat();
                items.push((entry.key_span.start, TomlStatement::Statement(path, span.clone())));
            }
        }
    }
}
