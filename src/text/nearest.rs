use std::borrow::Cow;
use std::fmt;

/// A known name that resembles an unknown one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near<'a> {
    /// The known name.
    pub name: Cow<'a, str>,
    /// Whether it can replace the other automatically, because nothing else can have been meant.
    pub sure: bool,
}

impl Near<'_> {
    /// A match that leaves no doubt.
    pub fn certain(name: &str) -> Near<'_> {
        Near { name: Cow::Borrowed(name), sure: true }
    }
}

impl fmt::Display for Near<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// Shorter names are too easily a different word.
const LONG: usize = 5;

/// Shorter parts of a name are too easily another number or letter, as in `phase-i` and `trial-a`.
const LONG_PART: usize = 4;

/// A choice is the answer itself, so only a name of at least this many letters counts as misspelled.
const LONG_CHOICE: usize = 8;

/// The entry of `known` closest to `wrong`, if any is close enough to be meant.
///
/// Close enough: at most a third of the letters differ (one at least), a swap of neighbors counting as one. Among
/// equally close names the first wins. Sure: no other is as close, at most a fifth of the letters differ, and these are
/// neither digits nor in a short part between hyphens.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    find(wrong, known).map(|found| found.near(wrong))
}

/// As [`nearest`], for choices: sure only if the name is long and exactly one letter differs, and not the first,
/// because `asymptomatic` is not `symptomatic`.
pub(crate) fn nearest_choice<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Near<'a>> {
    let found = find(wrong, known)?;
    let is_long = length(wrong).max(length(found.name)) >= LONG_CHOICE;
    let begins_alike = wrong.chars().next() == found.name.chars().next();
    let misspelt = is_long && begins_alike && found.distance == 1;
    let near = found.near(wrong);
    Some(Near { sure: near.sure && misspelt, ..near })
}

struct Candidate<'a> {
    name: &'a str,
    distance: usize,
    tied: bool,
}

fn find<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Candidate<'a>> {
    let own_length = length(wrong);
    let limit = (own_length / 3).max(1);
    let mut best: Option<Candidate<'_>> = None;
    // At least so many letters differ; most names need no closer look.
    let is_close = |name: &&str| own_length.abs_diff(length(name)) <= limit;
    for name in known.into_iter().filter(is_close) {
        let distance = strsim::osa_distance(wrong, name);
        match &mut best {
            Some(best) if distance == best.distance => best.tied |= best.name != name,
            Some(best) if distance > best.distance => {}
            _ if distance <= limit => best = Some(Candidate { name, distance, tied: false }),
            _ => {}
        }
    }
    best
}

impl<'a> Candidate<'a> {
    fn near(self, wrong: &str) -> Near<'a> {
        let Self { name, distance, tied } = self;
        let longer = length(wrong).max(length(name));
        let misspelt = longer >= LONG && distance * 5 <= longer && !in_digits(wrong, name);
        Near { name: Cow::Borrowed(name), sure: misspelt && !tied && !in_short_part(wrong, name) }
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn in_digits(one: &str, other: &str) -> bool {
    let without = |text: &str| text.replace(|c: char| c.is_numeric(), "");
    without(one) == without(other)
}

fn in_short_part(one: &str, other: &str) -> bool {
    let parts = |text: &str| text.split(['-', '_', '.']).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (parts(one), parts(other));
    let is_short =
        |(one, other): (&String, &String)| one != other && length(one).max(length(other)) < LONG_PART;
    one.len() == other.len() && one.iter().zip(&other).any(is_short)
}

#[cfg(test)]
mod tests {
    use super::nearest_choice;

    #[test]
    fn a_choice_is_sure_only_if_it_is_long_and_one_letter_differs() {
        let cases: [(&str, &[&str], bool); 6] = [
            ("sofware", &["software", "device"], true),
            ("gi-imagin", &["gi-imaging"], true),
            ("japon", &["japan"], false),
            ("asymptomatic", &["symptomatic"], false),
            ("preclinical", &["clinical"], false),
            ("home-usa", &["home-use", "home-us"], false),
        ];
        for (wrong, known, sure) in cases {
            let near = nearest_choice(wrong, known.iter().copied()).expect("a choice is near");
            assert_eq!(near.sure, sure, "{wrong}: {near:?}");
        }
    }
}
