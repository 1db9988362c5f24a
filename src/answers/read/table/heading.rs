//! What a heading of a table means: as templates write it, and as form services, statistics programs and people do.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::heading_words::{
    COMPLETION, GROUPS, OF_EXPORTERS, OF_KOBO, OF_MICROSOFT, OTHERWISE, OTHERWISE_JA, PARTS,
    PERHAPS_OF_EXPORTERS, Part, WORDS,
};
use super::plain;
use crate::answers::{Column, HeaderKey, SUFFIXES};
use crate::framework::{ChoiceIx, Choose, FactIx, Framework, Text};
use crate::source::{Cell, Row};
use crate::text::{Lang, Near, nearest, squeezed, visible};

/// What a column holds, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Column(Column),
    /// Whether a fact has one of its choices.
    Choice(FactIx, ChoiceIx),
}

/// One meaning of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) meaning: Meaning,
    /// The id of the criterion or fact, perhaps an old one; or the key of the sheet.
    pub(super) id: String,
    /// How plain it is.
    pub(super) plainness: Plainness,
}

/// How plainly a heading names something; the plainest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plainness {
    /// Its id, as templates write it.
    Exact,
    Id,
    OldId,
    /// A text that people read.
    Text,
    /// Another word for a key of the sheet.
    Word,
}

/// The headings that a framework gives a meaning.
#[derive(Debug)]
pub(in crate::answers::read) struct Headings<'f> {
    framework: &'f Framework,
    /// Made when a heading is first not as a template writes it.
    names: OnceCell<Glossary>,
}

#[derive(Debug)]
struct Glossary {
    /// What the letters and digits of a name mean.
    all: BTreeMap<String, Vec<(Meaning, String, Plainness)>>,
    /// The names of facts, and those of their choices.
    choices: Vec<FactChoices>,
    groups: Vec<String>,
}

/// A name of a fact, and the names of its choices.
#[derive(Debug)]
struct FactChoices {
    name: String,
    fact: FactIx,
    choices: Arc<[(String, ChoiceIx)]>,
}

impl<'f> Headings<'f> {
    pub(in crate::answers::read) fn new(framework: &'f Framework) -> Self {
        Self { framework, names: OnceCell::new() }
    }

    pub(in crate::answers::read) fn framework(&self) -> &'f Framework {
        self.framework
    }

    /// What a heading means: nothing, one thing, or several that it names equally plainly.
    pub(super) fn meanings(&self, heading: &str) -> Vec<Sense> {
        let visible = visible(heading);
        let text = plain(&visible);
        if let Some((column, id)) = Column::parse(&text, self.framework) {
            return vec![Sense {
                meaning: Meaning::Column(column),
                id: id.to_owned(),
                plainness: Plainness::Exact,
            }];
        }
        let names = self.names();
        let mut found = names.called(&squeezed(&text), self.framework);
        if found.is_empty() {
            found = self.within(&text, names);
        }
        if is_of_machine(&text) {
            found.retain(|found| !matches!(found.meaning, Meaning::Column(Column::Header(_))));
        }
        plainest(found)
    }

    /// What a heading surely is the column of; of a choice it is that of its fact.
    pub(in crate::answers::read) fn column(&self, heading: &str) -> Option<Column> {
        match self.meanings(heading).as_slice() {
            [Sense { meaning: Meaning::Column(column), .. }] => Some(*column),
            [Sense { meaning: Meaning::Choice(fact, _), .. }] => Some(Column::Fact(*fact)),
            _ => None,
        }
    }

    fn names(&self) -> &Glossary {
        self.names.get_or_init(|| Glossary::of(self.framework))
    }

    /// What a heading means in which a name stands among other words.
    fn within(&self, text: &str, names: &Glossary) -> Vec<Sense> {
        // `words [name]`, `[name] words`
        if let Some((before, inner, after)) = bracketed(text) {
            let found = self.beside(&squeezed(inner), &format!("{before} {after}"), names);
            if !found.is_empty() {
                return found;
            }
            // `name[SQ001]`: the only part of a question. Of several choices it may be any.
            if is_code(inner) && after.trim().is_empty() {
                let mut found = names.called(&squeezed(before), self.framework);
                found.retain(|found| match found.meaning {
                    Meaning::Column(Column::Fact(fact)) => self.framework[fact].choose == Choose::One,
                    _ => true,
                });
                return found;
            }
        }
        // `group/name`
        if let Some((groups, name)) = text.rsplit_once(['/', '>']) {
            let whole = squeezed(name);
            let part = PARTS.iter().any(|(word, _)| *word == whole);
            let (groups, name) = match groups.rsplit_once(['/', '>']) {
                Some((groups, before)) if part => (groups, format!("{before} {name}")),
                _ => (groups, name.to_owned()),
            };
            return if is_otherwise(groups) {
                Vec::new()
            } else {
                names.called(&squeezed(&name), self.framework)
            };
        }
        // `name: words`, `name. words` or `name - words`, where the name is an id, or the words are a name and it is a code
        let dashes = [". ", " - ", " – ", " — "].into_iter().filter_map(|sign| text.split_once(sign));
        for (id, words) in text.split_once([':', '：']).into_iter().chain(dashes) {
            let found = self.beside(&squeezed(id), words, names);
            let is_id = |found: &Sense| match found.meaning {
                Meaning::Column(Column::Header(_) | Column::Reply(_) | Column::Fact(_)) => {
                    found.plainness <= Plainness::OldId
                }
                Meaning::Column(_) | Meaning::Choice(..) => true,
            };
            let known: Vec<Sense> = found.into_iter().filter(is_id).collect();
            if !known.is_empty() {
                return known;
            }
            // `name[SQ001]. words`: the code of a part of a question.
            let (code, has_part) = id.split_once('[').map_or((id, false), |(code, _)| (code, true));
            if is_code(code) || has_part && !names.called(&squeezed(code), self.framework).is_empty() {
                let found = names.called(&squeezed(words), self.framework);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        // `Q1. name`
        if let Some(name) = unnumbered(text) {
            let found = names.called(&squeezed(name), self.framework);
            if !found.is_empty() {
                return found;
            }
        }
        // The name of a rubric, or a word such as `answers`, before the name
        let whole = squeezed(text);
        let after = |group: &String| {
            whole.strip_prefix(group.as_str()).map(|name| names.called(name, self.framework))
        };
        names.groups.iter().filter_map(after).flatten().collect()
    }

    /// What a name means with some words beside it, which may say what of it.
    fn beside(&self, name: &str, words: &str, names: &Glossary) -> Vec<Sense> {
        let found = names.called(name, self.framework);
        let said = squeezed(words);
        let part = PARTS.iter().find(|(word, _)| *word == said);
        let is_its_own = || names.all.contains_key(&said) || names.groups.contains(&said);
        match part {
            Some((_, part)) => found.into_iter().filter_map(|found| found.part(*part)).collect(),
            None if is_otherwise(words) && !is_its_own() => Vec::new(),
            None => {
                // `Comments on it [name]` holds no replies.
                let says_part = |(word, part): &(&str, Part)| *part != Part::Reply && said.contains(*word);
                if PARTS.iter().any(says_part) && !is_its_own() { Vec::new() } else { found }
            }
        }
    }

    /// The name that a heading without a meaning may be meant to be, and what a column of this name holds.
    pub(super) fn near(&self, heading: &str) -> Option<(Near<'f>, Option<Column>)> {
        let text = plain(heading);
        let framework = self.framework;
        if let Some(near) = near(&text, framework) {
            let column = Column::parse(&near.name, framework).map(|(column, _)| column);
            return Some((near, column));
        }
        // An id in it, or the text of a criterion that is written almost so.
        let ids = framework.criterion_indices().map(|at| (Column::Reply(at), framework[at].id.as_str()));
        let ids = ids.chain(framework.fact_indices().map(|at| (Column::Fact(at), framework[at].id.as_str())));
        let runs = format!("-{}-", parts(&text).join("-"));
        let within = ids.filter(|(_, id)| runs.contains(&format!("-{id}-")) && id.contains('-'));
        if let Some((column, id)) = within.max_by_key(|(_, id)| id.len()) {
            return Some((Near { name: id.into(), sure: false }, Some(column)));
        }
        let names = self.names();
        let whole = squeezed(&text);
        let texts = names
            .all
            .iter()
            .filter(|(_, all)| all.iter().any(|(.., plainness)| *plainness == Plainness::Text));
        let near = nearest(&whole, texts.map(|(name, _)| name.as_str())).filter(|near| near.sure)?;
        match names.all.get(&*near.name)?.as_slice() {
            [(Meaning::Column(column), ..)] => {
                Some((Near { name: column.name(framework).into(), sure: false }, Some(*column)))
            }
            _ => None,
        }
    }
}

impl Sense {
    /// The column beside a reply.
    fn part(self, part: Part) -> Option<Self> {
        match self.meaning {
            Meaning::Column(Column::Reply(criterion)) => {
                Some(Self { meaning: Meaning::Column(part.of(criterion)), ..self })
            }
            _ if part == Part::Reply => Some(self),
            _ => None,
        }
    }
}

impl Glossary {
    fn of(framework: &Framework) -> Self {
        let mut names = Self { all: BTreeMap::new(), choices: Vec::new(), groups: Vec::new() };
        for key in HeaderKey::ALL {
            names.add(key.name(), Meaning::Column(Column::Header(key)), key.name(), Plainness::Id);
        }
        for (key, words) in WORDS {
            let column = Column::Header(key);
            for word in words {
                names.add(word, Meaning::Column(column), key.name(), Plainness::Word);
            }
            names.asked(column, key.name(), framework, Plainness::Word);
        }
        for fact in framework.fact_indices() {
            let (own, column) = (&framework[fact], Column::Fact(fact));
            names.add(&own.id, Meaning::Column(column), &own.id, Plainness::Id);
            for old in &own.renamed_from {
                names.add(old, Meaning::Column(column), old, Plainness::OldId);
            }
            for question in own.question.all() {
                names.add(question, Meaning::Column(column), &own.id, Plainness::Text);
            }
            names.asked(column, &own.id, framework, Plainness::Text);
            let called = std::iter::once(&own.id).chain(&own.renamed_from).map(String::as_str);
            let called: Vec<String> = called.chain(own.question.all()).map(squeezed).collect();
            let mut choices = Vec::new();
            for (at, choice) in own.choices.iter().enumerate() {
                let ids = std::iter::once(&choice.id).chain(&choice.renamed_from).map(String::as_str);
                choices.extend(ids.chain(choice.label.all()).map(|name| (squeezed(name), ChoiceIx::new(at))));
            }
            let choices: Arc<[_]> = choices.into();
            let named = |name| FactChoices { name, fact, choices: Arc::clone(&choices) };
            names.choices.extend(called.into_iter().map(named));
        }
        for criterion in framework.criterion_indices() {
            let (own, column) = (&framework[criterion], Column::Reply(criterion));
            names.add(&own.id, Meaning::Column(column), &own.id, Plainness::Id);
            for old in &own.renamed_from {
                names.add(old, Meaning::Column(column), old, Plainness::OldId);
            }
            for text in own.title.iter().flat_map(Text::all).chain(own.question.all()) {
                names.add(text, Meaning::Column(column), &own.id, Plainness::Text);
            }
            for column in [Column::Evidence(criterion), Column::Note(criterion), Column::ReplyDate(criterion)]
            {
                names.asked(column, &own.id, framework, Plainness::Text);
            }
        }
        for rubric in framework.rubrics() {
            names.groups.extend(std::iter::once(rubric.id.as_str()).chain(rubric.title.all()).map(squeezed));
        }
        names.groups.extend(GROUPS.map(str::to_owned));
        names.groups.push(squeezed(framework.id()));
        names.groups.sort();
        names.groups.dedup();
        names
    }

    fn add(&mut self, name: &str, meaning: Meaning, id: &str, plainness: Plainness) {
        let name = squeezed(name);
        if !name.is_empty() {
            self.all.entry(name).or_default().push((meaning, id.to_owned(), plainness));
        }
    }

    /// Adds the question that a template writes below the heading.
    fn asked(&mut self, column: Column, id: &str, framework: &Framework, plainness: Plainness) {
        // What stands there is the mark of a row of questions, no question.
        if column == Column::Header(HeaderKey::Framework) {
            return;
        }
        for lang in [Lang::En, Lang::Ja] {
            self.add(&column.question(framework, lang), Meaning::Column(column), id, plainness);
        }
    }

    /// What letters and digits name: as they are, with a part such as "evidence" after them, or as a choice of a fact.
    fn called(&self, name: &str, framework: &Framework) -> Vec<Sense> {
        let found = |(meaning, id, plainness): &(Meaning, String, Plainness)| Sense {
            meaning: *meaning,
            id: id.clone(),
            plainness: *plainness,
        };
        let direct = |name: &str| self.all.get(name).into_iter().flatten().map(found).collect::<Vec<_>>();
        let mut all = direct(name);
        for (word, part) in PARTS {
            if let Some(name) = name.strip_suffix(word) {
                all.extend(direct(name).into_iter().filter_map(|found| found.part(part)));
            }
        }
        if all.is_empty() {
            for FactChoices { name: of_fact, fact, choices } in &self.choices {
                let Some(choice) = name.strip_prefix(of_fact.as_str()) else { continue };
                let of_choice = choices.iter().filter(|(name, _)| name == choice);
                all.extend(of_choice.map(|(_, at)| Sense {
                    meaning: Meaning::Choice(*fact, *at),
                    id: framework[*fact].id.clone(),
                    plainness: Plainness::Id,
                }));
            }
        }
        all
    }
}

/// Whether a heading is one that exporters add of their own, of which nothing needs to be told.
pub(super) fn is_of_exporter(cell: &Cell<'_>, header: &Row<'_>) -> bool {
    let code_of = |text: &str| squeezed(text.split(['.', ':']).next().unwrap_or_default());
    let name = code_of(&cell.text);
    let others = || header.cells().iter().filter(|other| other.column != cell.column);
    // `lastpage. Last page`
    let is_surely = |text: &str| {
        let (code, words) = text.split_once(['.', ':']).unwrap_or((text, ""));
        [text, code, words].into_iter().any(is_of_machine)
    };
    let is_perhaps =
        |text: &str| PERHAPS_OF_EXPORTERS.contains(&code_of(text).as_str()) || has_mark_of_kobo(&plain(text));
    is_surely(&cell.text)
        || is_perhaps(&cell.text) && others().any(|other| is_surely(&other.text) || is_perhaps(&other.text))
        || OF_MICROSOFT.contains(&name.as_str())
            && others().any(|other| COMPLETION.contains(&squeezed(&other.text).as_str()))
}

/// Whether a heading is known by name as one that exporters add of their own.
fn is_of_machine(heading: &str) -> bool {
    let text = plain(heading);
    let name = text.rsplit('/').next().unwrap_or_default();
    let is_of_kobo =
        |name: &str| OF_KOBO.contains(&squeezed(name).trim_end_matches(|c: char| c.is_ascii_digit()));
    text.split(['/', '.']).any(|part| part.starts_with('_') && is_of_kobo(part))
        || [&*text, name].iter().any(|name| OF_EXPORTERS.contains(&squeezed(name).as_str()))
}

/// Whether a name begins with `_`, as those do that Kobo adds, and maybe somebody's own.
fn has_mark_of_kobo(text: &str) -> bool {
    text.split(['/', '.']).any(|part| part.starts_with('_') && part.contains(char::is_alphanumeric))
}

/// Whether a text is the code of a question or of a part of one, as survey programs number them: `g01q01`, `sq001`.
fn is_code(text: &str) -> bool {
    const LONGEST: usize = 16;
    let text = text.trim();
    text.len() <= LONGEST
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Those that are named most plainly, each once.
fn plainest(mut all: Vec<Sense>) -> Vec<Sense> {
    let Some(plainness) = all.iter().map(|found| found.plainness).min() else { return all };
    all.retain(|found| found.plainness == plainness);
    let mut known: Vec<Meaning> = Vec::new();
    all.retain(|found| {
        let is_new = !known.contains(&found.meaning);
        known.push(found.meaning);
        is_new
    });
    all
}

/// What is before, in and after the last brackets of a text.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    const PAIRS: [(char, char); 5] = [('[', ']'), ('【', '】'), ('(', ')'), ('（', '）'), ('「', '」')];
    PAIRS.into_iter().find_map(|(open, close)| {
        let (before, rest) = text.rsplit_once(open)?;
        let (inner, after) = rest.split_once(close)?;
        Some((before, inner, after))
    })
}

/// A text without the number of a question before it: `Q1 …`, `1. …`, `問3：…`.
fn unnumbered(text: &str) -> Option<&str> {
    let marked =
        ["question", "設問", "質問", "問", "no.", "q"].iter().find_map(|mark| text.strip_prefix(mark));
    let rest = marked.unwrap_or(text).trim_start();
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if name.len() == rest.len() {
        return None;
    }
    let after = name
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | ')' | ':' | '、' | '．'));
    let is_parted = marked.is_some() || after.len() < name.len();
    is_parted.then_some(after.trim_start()).filter(|name| !name.is_empty())
}

/// The words of a text, by the letters and digits that stand together.
fn parts(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect()
}

/// Whether a name says that something else than an answer of today is under it, such as that of last year.
pub(in crate::answers::read) fn is_otherwise(words: &str) -> bool {
    parts(words).iter().any(|word| OTHERWISE.contains(word))
        || OTHERWISE_JA.iter().any(|word| words.contains(word))
}

/// The name that is most like one, of those that templates write.
fn near<'f>(name: &str, framework: &'f Framework) -> Option<Near<'f>> {
    let criteria = || framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let Some((id, part)) = name.rsplit_once('.') else {
        let facts = framework.facts().iter().map(|fact| fact.id.as_str());
        return nearest(name, facts.chain(criteria()).chain(HeaderKey::ALL.map(HeaderKey::name)));
    };
    let known = framework.find_criterion(id).map(|at| Near::certain(&framework[at].id));
    let id = known.or_else(|| nearest(id, criteria()))?;
    let part = SUFFIXES
        .into_iter()
        .find(|known| *known == part)
        .map(Near::certain)
        .or_else(|| nearest(part, SUFFIXES))?;
    Some(Near { name: format!("{id}.{part}").into(), sure: id.sure && part.sure })
}
