use super::Lang;

/// A message in every language of the interface, made where the fact is known and chosen where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// In English.
    pub en: String,
    /// In Japanese.
    pub ja: String,
}

impl Bilingual {
    /// The message in one language.
    pub fn to(&self, lang: Lang) -> &str {
        lang.of(&self.en, &self.ja)
    }
}

/// A fixed word of the interface in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub &'static str, pub &'static str);

impl Label {
    /// The word in one language.
    pub fn to(self, lang: Lang) -> &'static str {
        lang.of(self.0, self.1)
    }
}

/// Builds a [`Bilingual`] from an English and a Japanese format string; both take their values from the scope.
#[macro_export]
macro_rules! say {
    ($en:literal, $ja:literal $(,)?) => {
        $crate::text::Bilingual { en: format!($en), ja: format!($ja) }
    };
}
