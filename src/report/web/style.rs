//! The style sheets of reports, the one script, and a policy that allows nothing else.

use std::sync::LazyLock;

use crate::text::{policy_hash, tight_style};

const COMPANY: &str = include_str!("../../../templates/report.css");
const COHORT: &str = include_str!("../../../templates/cohort.css");

pub(super) const SORTING: &str = include_str!("../../../templates/cohort.js");

// Minified.
static OF_COMPANY: LazyLock<String> = LazyLock::new(|| tight_style(COMPANY));
static OF_COHORT: LazyLock<String> = LazyLock::new(|| tight_style(&[COMPANY, COHORT].concat()));

pub(super) fn of_company() -> &'static str {
    &OF_COMPANY
}

/// Includes the style sheet of companies, so that both look alike.
pub(super) fn of_cohort() -> &'static str {
    &OF_COHORT
}

/// Allows no picture, font or form, and only the style sheet and script with these hashes.
pub(super) fn policy(sheet: &str, script: Option<&str>) -> String {
    let sheet = policy_hash(sheet);
    let script = script.map_or_else(String::new, |script| format!("script-src '{}'; ", policy_hash(script)));
    format!("default-src 'none'; style-src '{sheet}'; {script}base-uri 'none'; form-action 'none'")
}
