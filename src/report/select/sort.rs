use std::cmp::Ordering;

use super::compare;
use super::error::{SelectError, Wrong};
use super::field::{self, Field, Row};
use crate::framework::Framework;

#[derive(Clone, Copy, Debug)]
pub(super) struct SortKey {
    field: Field,
    falling: bool,
}

impl SortKey {
    /// Which of two comes first; what is not given comes last, rising and falling.
    pub(super) fn order(self, one: Row<'_>, other: Row<'_>) -> Ordering {
        match (one.get(self.field), other.get(self.field)) {
            (Some(one), Some(other)) => {
                let rising = compare::order(one, other);
                if self.falling { rising.reverse() } else { rising }
            }
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

/// Reads `KEY[,KEY…]`, each with `-` before it for falling.
pub(super) fn read(text: &str, framework: &Framework) -> Result<Vec<SortKey>, SelectError> {
    let mut keys = Vec::new();
    let mut at = 0;
    for part in text.split(',') {
        let key = key(part, at, framework).map_err(|wrong: Wrong| wrong.of("--sort", text))?;
        keys.push(key);
        at += part.len() + 1;
    }
    Ok(keys)
}

fn key(part: &str, at: usize, framework: &Framework) -> Result<SortKey, Wrong> {
    let trimmed = part.trim_start();
    let at = at + part.len() - trimmed.len();
    let name = trimmed.trim_end();
    let (falling, name, at) = match name.strip_prefix('-') {
        Some(name) => (true, name, at + 1),
        None => (false, name, at),
    };
    Ok(SortKey { field: field::read(name, at, framework)?, falling })
}
