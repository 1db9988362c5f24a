use crate::source::{Entry, Table, Value, ValueKind};

/// Whether two tables hold the same, in whatever order their keys are.
pub(super) fn tables(one: Table<'_>, other: Table<'_>) -> bool {
    let (one, other) = (sorted(one), sorted(other));
    let equal =
        |(one, other): (&Entry<'_>, &Entry<'_>)| one.key == other.key && values(one.value, other.value);
    one.len() == other.len() && one.iter().zip(&other).all(equal)
}

fn sorted(table: Table<'_>) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = table.entries().collect();
    entries.sort_by_key(|entry| entry.key);
    entries
}

fn values(one: Value<'_>, other: Value<'_>) -> bool {
    match (one.kind(), other.kind()) {
        (ValueKind::Table(one), ValueKind::Table(other)) => tables(one, other),
        (ValueKind::Array(one), ValueKind::Array(other)) => {
            one.len() == other.len() && one.items().zip(other.items()).all(|(one, other)| values(one, other))
        }
        (ValueKind::Text(one), ValueKind::Text(other))
        | (ValueKind::Float(one), ValueKind::Float(other))
        | (ValueKind::Date(one), ValueKind::Date(other)) => one == other,
        (ValueKind::Integer(one), ValueKind::Integer(other)) => one == other,
        (ValueKind::Bool(one), ValueKind::Bool(other)) => one == other,
        (ValueKind::Null, ValueKind::Null) => true,
        _ => false,
    }
}
