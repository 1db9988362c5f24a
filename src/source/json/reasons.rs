use super::super::confusables::Confusable;
use super::super::toml::SyntaxCodes;
use super::super::{Diagnostic, reasons};
use crate::text::{Bilingual, say};

/// The error of `serde_json` at an offset of a text, as a finding with advice.
pub(super) fn not_json(error: &serde_json::Error, codes: SyntaxCodes, text: &str, at: usize) -> Diagnostic {
    let words = error.to_string();
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    syntax(words.split(" at line ").next().unwrap_or_default(), before, after, codes)
}

/// As [`not_json`], for a message and the text before and after its place.
pub(super) fn syntax(report: &str, before: &str, after: &str, codes: SyntaxCodes) -> Diagnostic {
    let (Bilingual { en, ja }, help) = match Confusable::at(after, 0) {
        Some(found) => (found.message(), Some(found.help())),
        None => reasons::reason(report, before, after),
    };
    let message = say!("this is not JSON: {en}", "JSON として読めません（{ja}）");
    Diagnostic::new(codes.syntax, message).help(help)
}
