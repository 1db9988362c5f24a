//! A heading taken apart: a name counts only if every part beside it is known too, or is a group of a form.

use std::ops::Range;

use super::heading::{Glossary, Meaning, Plainness, Sense};
use super::heading_words::{FORM_GROUPS, PARTS, Part, is_broad, is_number};
use super::otherwise::{NameSays, is_otherwise, name_says};
use crate::answers::Column;
use crate::answers::word_list::WordList;
use crate::framework::{Choose, Framework};
use crate::text::squeezed;

/// No heading with a name among other words is longer.
pub(super) const MOST_WORDS: usize = 48;
pub(super) const MOST_BYTES: usize = 4096;

/// How many words follow a name at most that say what of it, such as `proposed by`.
const MOST_BEYOND: usize = 3;

/// How a question begins that asks for no level.
static OTHER_QUESTIONS: WordList = WordList::new("who|when|why|いつ|誰|だれ|なぜ");

/// What is around the name in a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Only what is known.
    Known,
    /// Words that may be those of a group of a form, as they are written.
    Group(String),
    /// What may say anything of it.
    Unknown,
}

/// The words of a heading. What is between two of them either only parts words, or parts what is said.
struct HeadingWords<'t> {
    text: &'t str,
    /// Their letters and digits, one after the other.
    squeezed: String,
    all: Vec<HeadingWord>,
}

struct HeadingWord {
    /// Where it is in the text.
    at: Range<usize>,
    /// Where it is in the letters and digits.
    squeezed: Range<usize>,
    /// The sign before it that parts what is said, if there is one.
    cut: Option<char>,
}

/// Some words that mean something together.
struct HeadingToken {
    words: Range<usize>,
    names: Vec<Sense>,
    part: Option<Part>,
    is_group: bool,
}

/// What a heading names, and what is around the name.
pub(super) fn taken_apart(
    text: &str,
    names: &Glossary,
    framework: &Framework,
) -> Option<(Vec<Sense>, Around)> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let words = HeadingWords::of(text);
    if words.all.len() > MOST_WORDS {
        return None;
    }
    let tokens = words.tokens(names, framework);
    let is_named = |token: &&HeadingToken| !token.names.is_empty();
    // What may be a name is none where another one surely is.
    let is_surely = |token: &&HeadingToken| is_named(token) && token.part.is_none() && !token.is_group;
    let mut named: Vec<&HeadingToken> = tokens.iter().filter(is_surely).collect();
    if named.is_empty() {
        named = tokens.iter().filter(is_named).collect();
    }
    // A group may be called as a question in it is.
    let slash = words.all.iter().rposition(|word| matches!(word.cut, Some('/' | '>')));
    let is_behind = |token: &&HeadingToken| slash.is_some_and(|slash| token.words.start >= slash);
    if named.iter().any(is_behind) {
        named.retain(is_behind);
    }
    let (first, others) = named.split_first()?;
    let mut found = first.names.clone();
    for other in others {
        found = found.into_iter().filter_map(|found| found.and(&other.names)).collect();
    }
    let is_name = |token: &HeadingToken| named.iter().any(|name| name.words == token.words);
    let is_all_known = tokens.iter().map(|token| token.words.len()).sum::<usize>() == words.all.len();
    // A place, a quote or a document may well be what is asked.
    let may_be_asked = |token: &HeadingToken| {
        matches!(token.part, Some(Part::Proposal(_))) || is_broad(words.called(&token.words))
    };
    let said = tokens.iter().filter(|token| !is_name(token) && (is_all_known || !may_be_asked(token)));
    let mut parts: Vec<Part> =
        said.filter_map(|token| token.part).filter(|part| *part != Part::Reply).collect();
    parts.dedup();
    let around = match parts.as_slice() {
        _ if words.demands(&tokens) => Around::Unknown,
        [] => words.around(&tokens, first, &found, &is_name, framework),
        [part] if is_all_known => {
            found = found.into_iter().filter_map(|found| found.part(*part)).collect();
            words.around(&tokens, first, &found, &is_name, framework)
        }
        // `Comments on it [name]` holds no replies.
        _ => Around::Unknown,
    };
    (!found.is_empty()).then_some((found, around))
}

impl Sense {
    /// What is meant where one of these names stands beside this one: the same, or what is part of it.
    fn and(mut self, others: &[Self]) -> Option<Self> {
        let other = others.iter().find(|other| {
            self.meaning == other.meaning
                || is_part(self.meaning, other.meaning)
                || is_part(other.meaning, self.meaning)
        })?;
        self.plainness = self.plainness.min(other.plainness);
        if is_part(other.meaning, self.meaning) {
            self.meaning = other.meaning;
        }
        Some(self)
    }
}

/// Whether a column is that of a choice of a fact, or beside a reply.
fn is_part(part: Meaning, whole: Meaning) -> bool {
    match (part, whole) {
        (Meaning::Choice(of, _), Meaning::Column(Column::Fact(fact))) => of == fact,
        (
            Meaning::Column(Column::Evidence(of) | Column::Note(of) | Column::ReplyDate(of)),
            Meaning::Column(Column::Reply(criterion)),
        ) => of == criterion,
        _ => false,
    }
}

impl<'t> HeadingWords<'t> {
    fn of(text: &'t str) -> Self {
        let mut words = Self { text, squeezed: String::new(), all: Vec::new() };
        let mut rest = 0;
        while let Some(from) = text[rest..].find(is_of_word).map(|at| rest + at) {
            let length = text[from..].find(|c| !is_of_word(c)).unwrap_or(text.len() - from);
            let start = words.squeezed.len();
            words.squeezed.push_str(&squeezed(&text[from..from + length]));
            let (at, squeezed) = (from..from + length, start..words.squeezed.len());
            let cut = cut(&text[rest..from]).filter(|cut| !words.all.is_empty() || is_opening(*cut));
            words.all.push(HeadingWord { at, squeezed, cut });
            rest = from + length;
        }
        words
    }

    /// The words that mean something, of which as many as can are taken together.
    fn tokens(&self, names: &Glossary, framework: &Framework) -> Vec<HeadingToken> {
        let (mut tokens, mut at) = (Vec::new(), 0);
        while at < self.all.len() {
            let mut token = None;
            // What follows a name may say what of it, and is no beginning of a name itself.
            let mut beyond = 0;
            for end in at + 1..=self.all.len() {
                let called = self.called(&(at..end));
                let part = PARTS.iter().find(|(word, _)| *word == called).map(|(_, part)| *part);
                let (is_group, all) = (names.is_group(called), names.called(called, framework));
                if part.is_some() || is_group || !all.is_empty() {
                    token = Some(HeadingToken { words: at..end, names: all, part, is_group });
                }
                // Most words begin no name.
                beyond = if names.begins(called) { 0 } else { beyond + 1 };
                if beyond > MOST_BEYOND || beyond == end - at {
                    break;
                }
            }
            at = token.as_ref().map_or(at + 1, |token| token.words.end);
            tokens.extend(token);
        }
        tokens
    }

    /// The letters and digits of some words.
    fn called(&self, words: &Range<usize>) -> &str {
        &self.squeezed[self.all[words.start].squeezed.start..self.all[words.end - 1].squeezed.end]
    }

    /// Whether what is asked for is named, and not what is so: `required level`.
    fn demands(&self, tokens: &[HeadingToken]) -> bool {
        tokens.windows(2).any(|pair| {
            let [one, other] = pair else { return false };
            let is_joined = self.all[other.words.start].cut.is_none();
            let is_demand = |token: &HeadingToken| {
                // It may be taken together with the name before it.
                ["required", "必須"].iter().any(|word| self.called(&token.words).ends_with(word))
            };
            let says = |token: &HeadingToken| token.part.is_some() && !is_demand(token);
            is_joined && (is_demand(one) && says(other) || says(one) && is_demand(other))
        })
    }

    /// What the words around a name are. Those between two signs are judged together.
    fn around(
        &self,
        tokens: &[HeadingToken],
        name: &HeadingToken,
        found: &[Sense],
        is_name: &dyn Fn(&HeadingToken) -> bool,
        framework: &Framework,
    ) -> Around {
        let starts = (0..self.all.len()).filter(|at| *at == 0 || self.all[*at].cut.is_some());
        let starts: Vec<usize> = starts.collect();
        let mut group: Vec<&str> = Vec::new();
        let may_be_many = |found: &Sense| match found.meaning {
            Meaning::Column(Column::Fact(fact)) => framework[fact].choose != Choose::One,
            _ => false,
        };
        // What else than a criterion is asked is named by its id.
        let is_asked = |found: &Sense| match found.meaning {
            Meaning::Column(Column::Header(_) | Column::Fact(_)) => found.plainness <= Plainness::OldId,
            Meaning::Column(_) | Meaning::Choice(..) => true,
        };
        let is_reply = |found: &Sense| matches!(found.meaning, Meaning::Column(Column::Reply(_)));
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(self.all.len());
            let after = self.all.get(end).and_then(|word| word.cut);
            let covering = |at: usize| tokens.iter().find(|token| token.words.contains(&at));
            // What only groups are called after is no group behind it.
            let is_known = |at: usize| {
                covering(at).is_some_and(|token| {
                    is_name(token)
                        || token.part.is_some()
                        || token.is_group && token.words.start < name.words.start
                        || !token.names.is_empty() && matches!(after, Some('/' | '>'))
                })
            };
            if (*start..end).all(is_known) {
                continue;
            }
            let is_beside_name = (*start..end).any(|at| covering(at).is_some_and(is_name));
            let said = self.text[self.all[*start].at.start..self.all[end - 1].at.end].trim();
            if is_beside_name || is_otherwise(said) || name_says(said) > NameSays::Nothing {
                return Around::Unknown;
            }
            let (is_before, cut) = (*start < name.words.start, self.all[*start].cut);
            let squeezed = self.called(&(*start..end));
            let ends_as_question = self.text[self.all[end - 1].at.end..].trim_start().starts_with('?');
            let is_other = OTHER_QUESTIONS.begins(squeezed) && found.iter().any(is_reply);
            let asks = (ends_as_question || squeezed.ends_with('か')) && !is_other;
            if matches!(after, Some('/' | '>')) && is_before {
                let is_of_form = parts(said).iter().any(|word| FORM_GROUPS.contains(word));
                if !is_of_form && !is_letter(said) && !is_numbered(said) {
                    group.push(said);
                }
            } else if is_range(squeezed) || is_before && (is_code(said) || is_letter(said) || is_number(said))
            {
                // `name (0–4)`, `G01Q01. name`
            } else if is_code(said) && said.len() > 2 && cut == Some('[') && !found.iter().any(may_be_many) {
                // `name[SQ001]`: the only part of a question. Of several choices it may be any.
            } else if asks && found.iter().all(is_asked) {
                // The question, in words of whoever made the form.
            } else if is_before && after.is_some_and(is_opening) {
                group.push(said);
            } else {
                return Around::Unknown;
            }
        }
        if group.is_empty() { Around::Known } else { Around::Group(group.join("/")) }
    }
}

/// The words of a text, by the letters and digits that stand together.
pub(super) fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect()
}

/// Whether signs part what is said in a heading.
pub(super) fn is_parted(text: &str) -> bool {
    text.len() <= MOST_BYTES && HeadingWords::of(text).all.iter().any(|word| word.cut.is_some())
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '[' | '【' | '(' | '「')
}

/// The sign between two words that parts what is said, if there is one.
fn cut(between: &str) -> Option<char> {
    let sign = |signs: &[char]| between.chars().rev().find(|c| signs.contains(c));
    let plain = sign(&['/', '>'])
        .or_else(|| sign(&['[', '【', '(', '「']))
        .or_else(|| sign(&[']', '】', ')', '」', ':', '|', '\n']));
    let is_spaced = between.starts_with(' ') && between.ends_with(' ');
    let is_dash = is_spaced && matches!(between.trim(), "-" | "–" | "—");
    plain.or_else(|| (is_dash || between.starts_with(". ")).then_some('.'))
}

/// Whether a text is the code of a question or of a part of one, as survey programs number them: `g01q01`, `sq001`.
fn is_code(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.len() <= LONGEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a text is the number of a group or a question, and says nothing else: `g1`, `q2`.
fn is_numbered(text: &str) -> bool {
    let number = ["sq", "sec", "g", "q", "s", "p"].iter().find_map(|letters| text.strip_prefix(letters));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit())) && is_code(text)
}

fn is_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [one] if one.is_ascii_alphabetic())
}

/// Whether letters and digits say which levels there are: `04`, `level04`, `0to4`.
pub(super) fn is_range(squeezed: &str) -> bool {
    let scale = ["levels", "level", "レベル"].iter().find_map(|word| squeezed.strip_prefix(word));
    let levels = scale.unwrap_or(squeezed).strip_prefix('0').unwrap_or_default();
    let top = ["to", "から"].iter().find_map(|word| levels.strip_prefix(word)).unwrap_or(levels);
    matches!(top.as_bytes(), [digit] if digit.is_ascii_digit())
}
