use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LanguageIx;

/// Stands between the languages of a text.
const BETWEEN: char = '\0';

/// A text that a person reads, in every language of its framework. A NUL in it becomes U+FFFD.
///
/// All languages are one string. Those of the built-in framework are not copied out of the program, so that a text that
/// nobody reads costs hardly anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// One text per language, in the framework's order of languages.
    pub(crate) fn new(by_language: &[&str]) -> Self {
        let mut joined = String::with_capacity(by_language.iter().map(|text| text.len() + 1).sum());
        for (position, text) in by_language.iter().enumerate() {
            if position > 0 {
                joined.push(BETWEEN);
            }
            if text.contains(BETWEEN) {
                joined.push_str(&text.replace(BETWEEN, "\u{fffd}"));
            } else {
                joined.push_str(text);
            }
        }
        Self(Cow::Owned(joined))
    }

    /// The text in one language.
    pub fn to(&self, language: LanguageIx) -> &str {
        self.all().nth(language.get()).unwrap_or_default()
    }

    /// The text in every language, in the framework's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Takes the bytes of a text as they lie in an image.
struct Bytes;

impl Visitor<'static> for Bytes {
    type Value = Text;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the bytes of a text")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'static [u8]) -> Result<Text, E> {
        simdutf8::basic::from_utf8(bytes).map(|text| Text(Cow::Borrowed(text))).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{LanguageIx, Text};

    #[test]
    fn every_language_has_its_text() {
        let text = Text::new(&["one", "一\0つ", "x"]);
        assert!(text.all().eq(["one", "一\u{fffd}つ", "x"]));
        let to = |language| text.to(LanguageIx::new(language));
        assert_eq!([to(0), to(1), to(2), to(3)], ["one", "一\u{fffd}つ", "x", ""]);
    }
}
