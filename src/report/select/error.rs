use crate::text::Bilingual;
use crate::text::{nearest, say};

/// What is wrong with a filter or sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectError {
    option: &'static str,
    text: String,
    at: usize,
    what: Bilingual,
}

pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) what: Bilingual,
}

impl Wrong {
    pub(super) fn of(self, option: &'static str, text: &str) -> SelectError {
        SelectError { option, text: text.to_owned(), at: self.at, what: self.what }
    }
}

impl SelectError {
    /// The message in both languages, with the option and the character, counted from 1.
    pub fn say(&self) -> Bilingual {
        let Self { option, text, at, what } = self;
        let character = text.get(..*at).map_or(0, |before| before.chars().count()) + 1;
        let (en, ja) = (&what.en, &what.ja);
        say!("{option} `{text}`, character {character}: {en}", "{option} `{text}` の{character}文字目：{ja}")
    }
}

/// An unknown name, with the closest known one, or else all of them.
pub(super) fn unknown(what: (&str, &str), name: &str, known: &[&str]) -> Bilingual {
    let (en, ja) = what;
    let list = known.join(", ");
    match nearest(name, known.iter().copied()) {
        Some(near) => say!(
            "there is no {en} `{name}`; did you mean `{near}`?",
            "`{name}` という{ja}はありません。`{near}` のことではありませんか。"
        ),
        None => say!(
            "there is no {en} `{name}`; there are: {list}",
            "`{name}` という{ja}はありません。使えるのは次のとおりです：{list}"
        ),
    }
}
