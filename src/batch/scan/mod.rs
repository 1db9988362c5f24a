//! Quick readers of one sheet each. They take a strict subset of what the full readers take and give `None` for
//! everything else, so that every mistake, and every message about it, is the full reader's.

mod csv;
mod cursor;
mod day;
mod ends;
mod json;
mod parts;
mod toml;

pub(super) use csv::{Plan, scan as csv};
pub(super) use cursor::is_plain;
pub(super) use day::Day;
pub(super) use ends::Ends;
pub(super) use json::scan as json;
pub(super) use toml::scan as toml;

use std::borrow::Cow;

use super::tables::Tables;
use super::tally::Tally;

/// What a quick reader needs to know, besides the text.
pub(super) struct Scanner<'s, 'f> {
    /// The framework.
    pub(super) tables: &'s Tables<'f>,
    /// Tells the age of dates.
    pub(super) day: Day,
}

/// The texts of a sheet that are handed through, and its age in days.
#[derive(Clone, Debug, Default)]
pub(super) struct Head<'a> {
    pub(super) subject: Option<Cow<'a, str>>,
    pub(super) reference: Option<Cow<'a, str>>,
    pub(super) date: Option<&'a str>,
    pub(super) age: Option<i32>,
}

/// Gives a fact its choices, as a word or several; `None` for anything but known ids in a right number.
fn set_fact<'a>(
    tables: &Tables<'_>,
    fact: usize,
    ids: impl Iterator<Item = &'a [u8]>,
    tally: &mut Tally,
) -> Option<()> {
    use crate::framework::Choose;
    let definition = &tables.framework.facts()[fact];
    let mut unknown = false;
    let mut given = 0_u64;
    for id in ids {
        if id == b"unknown" {
            unknown = true;
        } else {
            given |= 1 << tables.choices[fact].find(id)?;
        }
    }
    if unknown {
        given = 0;
    } else if definition.choose == Choose::One && given.count_ones() > 1 {
        return None;
    }
    tally.facts[fact] = given;
    Some(())
}
