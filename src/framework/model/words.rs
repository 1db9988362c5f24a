use super::{Framework, LanguageIx};
use crate::text::{Lang, grouped};

/// A thing that can be counted, by its name for one and for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// For one.
    pub one: Text,
    /// For any other number.
    pub many: Text,
}

/// The names that a framework has for what every framework has; none where the usual one is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameworkWords {
    /// What is assessed; usually a company.
    pub subject: Option<Noun>,
    /// What effort is counted in; usually person-weeks.
    pub effort: Option<Noun>,
}

/// One and many in English, and the word in Japanese.
type Usual = ([&'static str; 2], &'static str);

const COMPANIES: Usual = (["company", "companies"], "社");
const PERSON_WEEKS: Usual = (["person-week", "person-weeks"], "人週");
const STEPS: Usual = (["single step", "single steps"], "ステップ");

impl Framework {
    /// What is assessed, for a sentence that asks for its name.
    pub fn subject(&self, lang: Lang) -> &str {
        let own = self.words.subject.as_ref();
        own.map_or(lang.of("company or product", "会社または製品"), |noun| {
            noun.one.to(self.language(lang))
        })
    }

    /// A number of what is assessed: `12 companies`, or by a framework's own word `1 clinic`. Japanese needs no such word.
    pub fn subjects(&self, lang: Lang, number: usize) -> String {
        let shown = grouped(number);
        let ([one, many], counter) = COMPANIES;
        let own = self.words.subject.as_ref();
        let [one, many] =
            own.map_or([one, many], |noun| [&noun.one, &noun.many].map(|word| word.to(self.language(lang))));
        let (word, counter) = (if number == 1 { one } else { many }, own.map_or(counter, |_| "件"));
        lang.of(format!("{shown} {word}"), format!("{shown}{counter}"))
    }

    /// Whether no level says what effort leads on from it: then a plan counts steps.
    pub fn counts_steps(&self) -> bool {
        self.criteria.iter().flat_map(|criterion| &criterion.levels).all(|level| level.effort.is_none())
    }

    /// Whether effort is counted in weeks of a person, which can be added to waits.
    pub fn effort_is_weeks(&self) -> bool {
        !self.counts_steps() && self.words.effort.is_none()
    }

    /// What effort is counted in, for several.
    pub fn effort_unit(&self, lang: Lang) -> &str {
        self.effort_word(lang, 2)
    }

    /// An amount of effort with what it is counted in: `3 person-weeks`.
    pub fn effort(&self, lang: Lang, amount: u64) -> String {
        format!("{amount}{}{}", lang.of(" ", ""), self.effort_word(lang, amount))
    }

    /// The name of that for an amount.
    pub(crate) fn effort_word(&self, lang: Lang, amount: u64) -> &str {
        let own = self.words.effort.as_ref().filter(|_| !self.counts_steps());
        if let Some(Noun { one, many }) = own {
            return if amount == 1 { one } else { many }.to(self.language(lang));
        }
        let ([one, many], ja) = if self.counts_steps() { STEPS } else { PERSON_WEEKS };
        lang.of(if amount == 1 { one } else { many }, ja)
    }
}

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
