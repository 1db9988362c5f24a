use std::cmp::Ordering;

use super::field::Held;

/// How two values of one field stand to each other.
pub(super) fn order(one: Held<'_>, other: Held<'_>) -> Ordering {
    match (one, other) {
        (Held::Text(one), Held::Text(other)) => one.cmp(other),
        (Held::Place(one, line), Held::Place(other, other_line)) => (one, line).cmp(&(other, other_line)),
        (Held::Date(one), Held::Date(other)) => one.cmp(&other),
        (Held::Count(one), Held::Count(other)) => one.cmp(&other),
        (Held::Verdict(one), Held::Verdict(other)) => one.cmp(&other),
        (Held::Percent(one), Held::Percent(other)) => one.cmp(&other),
        (Held::Stage(one), Held::Stage(other)) => one.cmp(&other),
        (Held::Choices(one), Held::Choices(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}
