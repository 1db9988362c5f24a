//! How long questions take, measured from the texts that are read.

use super::Item;
use crate::framework::{Framework, LanguageIx, Text};
use crate::text::width;

/// Adults read 238 words of English non-fiction a minute silently (Brysbaert 2019, a review of 190 studies,
/// doi:10.1016/j.jml.2019.104047).
const WORDS_A_MINUTE: usize = 238;

/// Signs of Japanese a minute, read silently. This is our estimate: there is no review as for English, and figures from
/// 400 to 600 are common.
const WIDE_SIGNS_A_MINUTE: usize = 500;

/// Seconds to decide, and to press a key.
const SECONDS_TO_DECIDE: usize = 8;

/// The time that questions take in a language, whole texts read, in minutes rounded up.
pub fn minutes(framework: &Framework, language: LanguageIx, items: &[Item]) -> usize {
    let seconds: usize = items.iter().map(|item| seconds(framework, language, *item)).sum();
    seconds.div_ceil(60)
}

fn seconds(framework: &Framework, language: LanguageIx, item: Item) -> usize {
    let mut texts: Vec<&Text> = Vec::new();
    match item {
        Item::Subject | Item::Respondent => {}
        Item::Fact(index) => {
            let fact = &framework[index];
            texts.push(&fact.question);
            texts.extend(&fact.guidance);
            texts.extend(fact.choices.iter().map(|choice| &choice.label));
        }
        Item::Criterion(index) => {
            let criterion = &framework[index];
            texts.extend([&criterion.question, &criterion.why]);
            texts.extend(&criterion.guidance);
            texts.extend(criterion.levels.iter().map(|level| &level.says));
        }
    }
    let millis: usize = texts.into_iter().map(|text| reading_millis(text.to(language))).sum();
    SECONDS_TO_DECIDE + millis.div_ceil(1000)
}

/// The time to read a text: its words where signs are narrow, its signs where they are wide.
fn reading_millis(text: &str) -> usize {
    let (mut words, mut wide, mut in_word) = (0, 0, false);
    for sign in text.chars() {
        let is_wide = width(sign.encode_utf8(&mut [0; 4])) == 2;
        wide += usize::from(is_wide);
        let of_word = !is_wide && !sign.is_whitespace();
        words += usize::from(of_word && !in_word);
        in_word = of_word;
    }
    words * 60_000 / WORDS_A_MINUTE + wide * 60_000 / WIDE_SIGNS_A_MINUTE
}

#[cfg(test)]
mod tests {
    use super::reading_millis;

    #[test]
    fn words_are_counted_where_signs_are_narrow_and_signs_where_they_are_wide() {
        assert_eq!(reading_millis(""), 0);
        assert_eq!(reading_millis(&"one two ".repeat(119)), 60_000);
        assert_eq!(reading_millis(&"課題".repeat(250)), 60_000);
        assert_eq!(reading_millis("FDAの承認"), reading_millis("FDA") + reading_millis("の承認"));
        assert_eq!(reading_millis("a-b, c"), reading_millis("one two"));
    }
}
