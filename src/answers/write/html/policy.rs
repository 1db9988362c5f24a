//! The page allows its own script and its own style, and nothing else: each is named by its hash.

use crate::text::policy_hash;

/// The policy under which a browser shows the page.
pub(super) fn policy(style: &str, script: &str) -> String {
    let (style, script) = (policy_hash(style), policy_hash(script));
    format!(
        "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'"
    )
}

/// The script without indents and lines that are a comment. No text of it goes over several lines.
pub(super) fn tight_script(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
