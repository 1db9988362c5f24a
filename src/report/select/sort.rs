use std::cmp::Ordering;

use super::error::Wrong;
use super::field::{self, Field};
use crate::framework::Framework;
use crate::report::cohort::Member;

#[derive(Clone, Copy, Debug)]
pub(super) struct SortKey {
    field: Field,
    descending: bool,
}

impl SortKey {
    /// Which of two comes first; a missing value comes last in either direction.
    pub(super) fn order(self, one: Member<'_>, other: Member<'_>) -> Ordering {
        match (self.field.of(one), self.field.of(other)) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

/// Parses `KEY[,KEY…]`, each with `-` before it for descending order.
pub(super) fn read(text: &str, framework: &Framework) -> Result<Vec<SortKey>, Wrong> {
    let mut end = 0;
    let key = |part: &str| {
        let start = end + part.len() - part.trim_start().len();
        end += part.len() + 1;
        let (name, descending) = match part.trim().strip_prefix('-') {
            Some(name) => (name, true),
            None => (part.trim(), false),
        };
        let field = field::read(name, start + usize::from(descending), framework)?;
        Ok(SortKey { field, descending })
    };
    text.split(',').map(key).collect()
}
