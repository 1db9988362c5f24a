use super::{Framework, LanguageIx};
use crate::text::{Lang, grouped};

/// A countable thing, in singular and plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The singular.
    pub one: Text,
    /// The plural.
    pub many: Text,
}

/// A framework's own words for common things; `None` for the usual one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameworkWords {
    /// The thing assessed; usually a company.
    pub subject: Option<Noun>,
    /// The unit of effort; usually person-weeks.
    pub effort: Option<Noun>,
}

/// Singular and plural in English, and the word in Japanese.
type Usual = ([&'static str; 2], &'static str);

const COMPANIES: Usual = (["company", "companies"], "社");
const PERSON_WEEKS: Usual = (["person-week", "person-weeks"], "人週");
const STEPS: Usual = (["single step", "single steps"], "ステップ");

impl Framework {
    /// The thing assessed, in a sentence that asks for its name.
    pub fn subject(&self, lang: Lang) -> &str {
        let own = self.words.subject.as_ref();
        own.map_or(lang.of("company or product", "会社または製品"), |noun| {
            noun.one.to(self.language(lang))
        })
    }

    /// A number of things assessed: `12 companies`, or in a framework's own words `1 clinic`. Japanese uses a counter.
    pub fn subjects(&self, lang: Lang, number: usize) -> String {
        let shown = grouped(number);
        let ([one, many], counter) = COMPANIES;
        let own = self.words.subject.as_ref();
        let [one, many] =
            own.map_or([one, many], |noun| [&noun.one, &noun.many].map(|word| word.to(self.language(lang))));
        let (word, counter) = (if number == 1 { one } else { many }, own.map_or(counter, |_| "件"));
        lang.of(format!("{shown} {word}"), format!("{shown}{counter}"))
    }

    /// Whether no level has an effort, so that plans count steps.
    pub fn counts_steps(&self) -> bool {
        self.criteria.iter().flat_map(|criterion| &criterion.levels).all(|level| level.effort.is_none())
    }

    /// Whether effort is in person-weeks, which can be added to waiting times.
    pub fn effort_is_weeks(&self) -> bool {
        !self.counts_steps() && self.words.effort.is_none()
    }

    /// The unit of effort, in the plural.
    pub fn effort_unit(&self, lang: Lang) -> &str {
        self.effort_word(lang, 2)
    }

    /// An amount of effort with its unit: `3 person-weeks`.
    pub fn effort(&self, lang: Lang, amount: u64) -> String {
        format!("{amount}{}{}", lang.of(" ", ""), self.effort_word(lang, amount))
    }

    pub(crate) fn effort_word(&self, lang: Lang, amount: u64) -> &str {
        let own = self.words.effort.as_ref().filter(|_| !self.counts_steps());
        if let Some(Noun { one, many }) = own {
            return if amount == 1 { one } else { many }.to(self.language(lang));
        }
        let ([one, many], ja) = if self.counts_steps() { STEPS } else { PERSON_WEEKS };
        lang.of(if amount == 1 { one } else { many }, ja)
    }
}

/// A text for people, in every language of its framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Box<[String]>);

impl Text {
    /// One text per language, in the framework's order of languages.
    pub(crate) fn new(by_language: Vec<String>) -> Self {
        Self(by_language.into())
    }

    /// The text in one language; blank for the index of another framework's language.
    pub fn to(&self, language: LanguageIx) -> &str {
        self.0.get(language.get()).map_or("", String::as_str)
    }

    /// The text in every language, in the framework's order.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
