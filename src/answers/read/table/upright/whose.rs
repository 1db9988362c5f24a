//! Whose answers the sections of a file are: those of one company, or of several.

use std::collections::BTreeMap;

use super::ReadSection;
use crate::answers::read::table::heading::Meaning;
use crate::answers::{Column, HeaderKey};
use crate::framework::Framework;
use crate::text::{folded, visible};

/// What a section, or several of one company, say of themselves.
#[derive(Debug)]
pub(super) struct Whose {
    /// Its keys that are filled in.
    keys: BTreeMap<&'static str, String>,
    /// Whether it asks for a name.
    asks_name: bool,
    answers: BTreeMap<String, String>,
}

/// What names a company.
const NAMES: [HeaderKey; 2] = [HeaderKey::Subject, HeaderKey::Reference];
/// What tells two sheets of one company apart, if their answers differ.
const RETURN: [HeaderKey; 2] = [HeaderKey::Date, HeaderKey::Respondent];

impl Whose {
    pub(super) fn of(read: &ReadSection<'_>, framework: &Framework) -> Self {
        let mut whose = Self { keys: BTreeMap::new(), asks_name: false, answers: BTreeMap::new() };
        for asked in &read.asked {
            let Some((Meaning::Column(column), _)) = &asked.meaning else { continue };
            let answer = asked.answer.map(|cell| folded(&visible(&cell.text)));
            match (*column, answer) {
                (Column::Header(key), answer) => {
                    whose.asks_name |= NAMES.contains(&key);
                    whose.keys.extend(answer.map(|answer| (key.name(), answer)));
                }
                (_, Some(answer)) => {
                    whose.answers.insert(column.name(framework), answer);
                }
                (_, None) => {}
            }
        }
        whose
    }

    /// Whether it names its company.
    pub(super) fn is_named(&self) -> bool {
        NAMES.iter().any(|key| self.keys.contains_key(key.name()))
    }

    /// What names it: the key, and what it says.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'static str, String)> {
        NAMES.iter().filter_map(|key| Some((key.name(), self.keys.get(key.name())?.clone())))
    }

    /// Whether a section that comes later is of the same company. One without a name is, if it comes next and is no other
    /// form for the same questions; of one company there may be several sheets, of other days or people.
    pub(super) fn goes_on_in(&self, later: &Self, is_next: bool, is_only_name: bool) -> bool {
        let same = |key: &HeaderKey| Some(self.keys.get(key.name())? == later.keys.get(key.name())?);
        let differs = |keys: &[HeaderKey]| keys.iter().any(|key| same(key) == Some(false));
        let shared = |(id, answer)| Some(self.answers.get(id)? == answer);
        let shared: Vec<bool> = later.answers.iter().filter_map(shared).collect();
        if !shared.is_empty() && differs(&RETURN) {
            return false;
        }
        match (self.is_named(), later.is_named()) {
            (true, true) => !differs(&NAMES) && NAMES.iter().any(|key| same(key) == Some(true)),
            (false, true) => is_next && is_only_name && shared.is_empty(),
            (true, false) if !later.asks_name => is_next,
            (_, false) => is_next && shared.iter().all(|is_same| *is_same),
        }
    }

    pub(super) fn add(&mut self, later: Self) {
        self.asks_name |= later.asks_name;
        self.keys.extend(later.keys);
        self.answers.extend(later.answers);
    }
}
