/// A language of the interface.
///
/// A framework may carry other languages; its texts are chosen by [`Lang::tag`], and where it lacks that
/// language it speaks its own first one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// The tag that frameworks use for this language, `"en"` or `"ja"`.
    pub fn tag(self) -> &'static str {
        self.of("en", "ja")
    }

    /// The one of two equal texts that is written in this language.
    pub fn of<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }

    /// What stands between a name and what is said of it.
    pub fn colon(self) -> &'static str {
        self.of(": ", "：")
    }

    /// The language that a locale name such as `ja_JP.UTF-8` asks for; English for anything else.
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("ja") { Self::Ja } else { Self::En }
    }
}
