//! Helpers for HTML.

/// Writes each item and concatenates the results.
pub(super) fn each<T>(items: impl IntoIterator<Item = T>, write: impl FnMut(T) -> String) -> String {
    items.into_iter().map(write).collect()
}
