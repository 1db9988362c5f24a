use super::super::confusables::Confusable;
use super::super::reasons;
use crate::text::Bilingual;

/// What `serde_json` says about a text at an offset, in words of both languages, with what to do.
pub(super) fn reason(error: &serde_json::Error, text: &str, at: usize) -> (Bilingual, Option<Bilingual>) {
    if let Some(found) = Confusable::at(text, at) {
        return (found.message(), Some(found.help()));
    }
    let words = error.to_string();
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    reasons::reason(words.split(" at line ").next().unwrap_or_default(), before, after)
}
