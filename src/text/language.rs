/// The language of a reader: one of the interface's two, or another one of the framework's.
///
/// Texts of a framework are looked up by [`Lang::wanted`]; where it lacks that language, its first one is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
    /// An English interface, with the framework's texts in the language of this tag.
    Other(&'static str),
}

impl Lang {
    /// The tag of the language of the interface, `"en"` or `"ja"`.
    pub fn tag(self) -> &'static str {
        self.of("en", "ja")
    }

    /// The tag of the language wanted for a framework's texts.
    pub fn wanted(self) -> &'static str {
        match self {
            Self::Other(tag) => tag,
            Self::En | Self::Ja => self.tag(),
        }
    }

    /// The language of a tag. An unknown tag is leaked, so it should come from the command line only.
    pub fn of_tag(tag: &str) -> Self {
        match tag {
            "en" => Self::En,
            "ja" => Self::Ja,
            other => Self::Other(Box::leak(other.into())),
        }
    }

    /// Picks one of two equivalents by the language of the interface.
    pub fn of<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En | Self::Other(_) => en,
            Self::Ja => ja,
        }
    }

    /// What separates a name from what is said about it.
    pub fn colon(self) -> &'static str {
        self.of(": ", "：")
    }

    /// Texts joined by commas.
    pub fn list<S: AsRef<str>>(self, texts: impl IntoIterator<Item = S>) -> String {
        let mut out = String::new();
        for (position, text) in texts.into_iter().enumerate() {
            if position > 0 {
                out.push_str(self.of(", ", "、"));
            }
            out.push_str(text.as_ref());
        }
        out
    }

    /// The language of a locale name such as `ja_JP.UTF-8`; English for anything but Japanese.
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("ja") { Self::Ja } else { Self::En }
    }
}

/// Whether a text is a language tag, such as `en` or `pt-BR`.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a character is kana or kanji.
pub(crate) fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// A message in both languages of the interface: built where the fact is known, chosen where it is shown.
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

    /// The message in one language, owned.
    pub fn into_text(self, lang: Lang) -> String {
        lang.of(self.en, self.ja)
    }
}

/// A fixed label of the interface, in English and in Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub &'static str, pub &'static str);

impl Label {
    /// The label in one language.
    pub fn to(self, lang: Lang) -> &'static str {
        lang.of(self.0, self.1)
    }
}

impl From<Label> for Bilingual {
    fn from(Label(en, ja): Label) -> Self {
        Self { en: en.to_owned(), ja: ja.to_owned() }
    }
}

/// Builds a [`Bilingual`] from an English and a Japanese format string; both capture variables from the scope.
#[macro_export]
macro_rules! say {
    ($en:literal, $ja:literal $(,)?) => {
        $crate::text::Bilingual { en: format!($en), ja: format!($ja) }
    };
}
