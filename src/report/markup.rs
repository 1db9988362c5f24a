//! The little that every page of HTML needs.

use crate::text::{escape_html, without_acting};

/// A text as the page shows it: it can neither act as markup nor hide or turn round what stands beside it.
pub(super) fn escaped(text: &str) -> String {
    escape_html(&without_acting(text))
}

/// Every item as it is written, one after the other.
pub(super) fn each<T>(items: impl IntoIterator<Item = T>, write: impl FnMut(T) -> String) -> String {
    items.into_iter().map(write).collect()
}
