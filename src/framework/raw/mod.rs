//! The files of a framework as written: types checked, names unresolved, places kept. A part that could not be read is
//! omitted, with a finding in the sink.

mod case;
mod conditions;
mod keys;
mod languages;
mod manifest;
mod programmes;
mod rubric;
mod values;

pub(super) use self::case::{RawCase, RawCaseSource, RawJudge, RawReasons};
pub(super) use self::conditions::{RawClause, RawCondition};
pub(super) use self::keys::Declared;
pub(crate) use self::keys::{DeclaredKey, Holds, TableKeys};
pub(super) use self::languages::languages_of;
pub(super) use self::manifest::{Manifest, RawAllow, RawBand, RawFact, RawSource, RawStage, RawWords};
pub(super) use self::programmes::{RawCriterionNeed, RawNeed, RawProgramme, RawProgrammes};
pub(super) use self::rubric::{RawConflict, RawCriterion, RawGate, RawLevel, RawRubric};
pub(super) use self::values::{At, Name};
pub(crate) use self::values::{ID, MAX_LEVEL, NOT_BLANK};

pub(crate) const MANIFEST_KEYS: &TableKeys = Manifest::KEYS;
pub(crate) const RUBRIC_KEYS: &TableKeys = RawRubric::KEYS;
pub(crate) const PROGRAMMES_KEYS: &TableKeys = RawProgrammes::KEYS;
pub(crate) const CASE_KEYS: &TableKeys = RawCase::KEYS;

const FILES: [&TableKeys; 3] = [MANIFEST_KEYS, RUBRIC_KEYS, PROGRAMMES_KEYS];

/// The canonical order of keys in tables under a header, given the last name in it; `""` is the top level of any file.
/// Tables with headers of their own follow them in their own order.
pub(crate) fn key_order(section: &str) -> impl Iterator<Item = &'static str> {
    let top = FILES.into_iter().map(|file| ("", file));
    let tables = top.chain(FILES.into_iter().flat_map(TableKeys::tables));
    let keys = tables.filter(move |(name, _)| *name == section).flat_map(|(_, table)| table.keys);
    keys.filter(|key| !matches!(key.holds, Holds::Tables(..) | Holds::Table(_))).map(|key| key.name)
}

/// The keys of all tables that hold a text in every language, each with its type.
pub(crate) fn text_keys() -> Vec<(&'static str, &'static Holds)> {
    let tables = FILES.into_iter().flat_map(TableKeys::tables).map(|(_, table)| table);
    let keys = FILES.into_iter().chain(tables).flat_map(|table| table.keys);
    keys.filter(|key| key.holds.is_text()).map(|key| (key.name, &key.holds)).collect()
}
