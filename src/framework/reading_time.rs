//! How long questions take to answer, estimated from the length of their texts.

use super::{CriterionIx, FactIx, Framework, LanguageIx, Text};
use crate::text::width;

/// Silent reading of English non-fiction by adults, in words per minute (Brysbaert 2019, a review of 190 studies,
/// doi:10.1016/j.jml.2019.104047).
const WORDS_A_MINUTE: usize = 238;

/// Silent reading of Japanese, in characters per minute. This is our estimate: there is no such review, and figures
/// from 400 to 600 are common.
const CHARACTERS_A_MINUTE: usize = 500;

/// Seconds to decide and press a key.
const SECONDS_TO_DECIDE: usize = 8;

impl Framework {
    /// The minutes that questions take in a language if all texts are read, rounded up; `names` is the number of
    /// questions without a text of the framework.
    pub(crate) fn minutes_to_answer(
        &self,
        language: LanguageIx,
        facts: impl IntoIterator<Item = FactIx>,
        criteria: impl IntoIterator<Item = CriterionIx>,
        names: usize,
    ) -> usize {
        let facts = facts.into_iter().map(|fact| seconds(self.texts_of_fact(fact), language));
        let criteria = criteria.into_iter().map(|own| seconds(self.texts_of_criterion(own), language));
        (facts.chain(criteria).sum::<usize>() + names * SECONDS_TO_DECIDE).div_ceil(60)
    }

    fn texts_of_fact(&self, fact: FactIx) -> impl Iterator<Item = &Text> {
        let fact = &self[fact];
        let labels = fact.choices.iter().map(|choice| &choice.label);
        [&fact.question].into_iter().chain(&fact.guidance).chain(labels)
    }

    fn texts_of_criterion(&self, criterion: CriterionIx) -> impl Iterator<Item = &Text> {
        let criterion = &self[criterion];
        let levels = criterion.levels.iter().map(|level| &level.says);
        [&criterion.question]
            .into_iter()
            .chain(&criterion.why)
            .chain(&criterion.guidance)
            .chain(&criterion.checks)
            .chain(levels)
    }
}

fn seconds<'t>(texts: impl Iterator<Item = &'t Text>, language: LanguageIx) -> usize {
    let millis: usize = texts.map(|text| reading_millis(text.to(language))).sum();
    SECONDS_TO_DECIDE + millis.div_ceil(1000)
}

/// The time to read a text: by words where characters are narrow, by characters where they are wide.
fn reading_millis(text: &str) -> usize {
    let (mut words, mut wide, mut in_word) = (0, 0, false);
    for c in text.chars() {
        let is_wide = width(c.encode_utf8(&mut [0; 4])) == 2;
        wide += usize::from(is_wide);
        let of_word = !is_wide && !c.is_whitespace();
        words += usize::from(of_word && !in_word);
        in_word = of_word;
    }
    words * 60_000 / WORDS_A_MINUTE + wide * 60_000 / CHARACTERS_A_MINUTE
}

#[cfg(test)]
mod tests {
    use super::reading_millis;

    #[test]
    fn words_are_counted_where_characters_are_narrow_and_characters_where_they_are_wide() {
        assert_eq!(reading_millis(""), 0);
        assert_eq!(reading_millis(&"one two ".repeat(119)), 60_000);
        assert_eq!(reading_millis(&"課題".repeat(250)), 60_000);
        assert_eq!(reading_millis("FDAの承認"), reading_millis("FDA") + reading_millis("の承認"));
        assert_eq!(reading_millis("a-b, c"), reading_millis("one two"));
    }
}
