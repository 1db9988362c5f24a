use super::LanguageIx;

/// A text that a person reads, in every language of its framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Box<[String]>);

impl Text {
    /// One text per language, in the framework's order of languages.
    pub(crate) fn new(by_language: Vec<String>) -> Self {
        Self(by_language.into())
    }

    /// The text in one language; blank in one that only another framework has.
    pub fn to(&self, language: LanguageIx) -> &str {
        self.0.get(language.get()).map_or("", String::as_str)
    }

    /// The text in every language, in the framework's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
