//! The one style sheet of the report, and the policy that lets it apply and nothing else.

use std::sync::LazyLock;

use crate::text::{policy_hash, tight_style};

/// Without comments, and with the spaces that mean something.
static SHEET: LazyLock<String> = LazyLock::new(|| tight_style(include_str!("../../../templates/report.css")));

pub(super) fn sheet() -> &'static str {
    &SHEET
}

/// No script, no picture, no font, no form, and no style but the one whose hash this is.
pub(super) fn policy() -> String {
    let hash = policy_hash(sheet());
    format!("default-src 'none'; style-src '{hash}'; base-uri 'none'; form-action 'none'")
}
