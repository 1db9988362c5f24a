//! The style sheets of reports, the one script, and the policy that lets them apply and nothing else.

use std::sync::LazyLock;

use crate::text::{policy_hash, tight_style};

const COMPANY: &str = include_str!("../../../templates/report.css");
const COHORT: &str = include_str!("../../../templates/cohort.css");

/// Sorts the tables of a cohort.
pub(super) const SORTING: &str = include_str!("../../../templates/cohort.js");

// Without comments, and with the spaces that mean something.
static OF_COMPANY: LazyLock<String> = LazyLock::new(|| tight_style(COMPANY));
static OF_COHORT: LazyLock<String> = LazyLock::new(|| tight_style(&[COMPANY, COHORT].concat()));

pub(super) fn of_company() -> &'static str {
    &OF_COMPANY
}

/// All of the company's, so that both look alike, and what only a cohort needs.
pub(super) fn of_cohort() -> &'static str {
    &OF_COHORT
}

/// No picture, no font, no form, and no style or script but those whose hashes these are.
pub(super) fn policy(sheet: &str, script: Option<&str>) -> String {
    let sheet = policy_hash(sheet);
    let script = script.map_or_else(String::new, |script| format!("script-src '{}'; ", policy_hash(script)));
    format!("default-src 'none'; style-src '{sheet}'; {script}base-uri 'none'; form-action 'none'")
}
