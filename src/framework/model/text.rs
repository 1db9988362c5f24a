use serde::{Deserialize, Serialize};

use super::LanguageIx;

/// A text that a person reads, in every language of its framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(Vec<String>);

impl Text {
    /// One text per language, in the framework's order of languages.
    pub(crate) fn new(by_language: Vec<String>) -> Self {
        Self(by_language)
    }

    /// The text in one language.
    pub fn to(&self, language: LanguageIx) -> &str {
        self.0.get(language.get()).map_or("", String::as_str)
    }

    /// The text in every language, in the framework's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
