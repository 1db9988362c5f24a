//! The little that every page of HTML needs.

/// Every item as it is written, one after the other.
pub(super) fn each<T>(items: impl IntoIterator<Item = T>, write: impl FnMut(T) -> String) -> String {
    items.into_iter().map(write).collect()
}
