//! What a heading of a table means: as templates write it, and as form services, statistics programs and people do.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::heading_parts::{Around, MOST_BYTES, MOST_WORDS, is_parted, parts, taken_apart};
use super::heading_words::{
    COMPLETION, FORM_GROUPS, GROUPS, OF_EXPORTERS, OF_KOBO, OF_MICROSOFT, PARTS, PERHAPS_OF_EXPORTERS, Part,
    WORDS,
};
use super::otherwise::is_otherwise;
use super::plain;
use crate::answers::word_list::WordList;
use crate::answers::{Column, HeaderKey, ProposalPart, SUFFIXES};
use crate::framework::{ChoiceIx, FactIx, Framework, Text};
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
    /// Words around it that may be those of a group of a form, of which only all columns together tell.
    pub(super) group: Option<String>,
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
pub(super) struct Glossary {
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
                group: None,
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

    /// Whether a heading surely is that of the answers to a criterion.
    pub(in crate::answers::read) fn asks(&self, heading: &str) -> bool {
        matches!(self.column(heading), Some(Column::Reply(_)))
    }

    /// What is named beside what is not known, in a heading without a meaning.
    pub(in crate::answers::read) fn beside(&self, heading: &str) -> Option<Column> {
        let text = plain(heading);
        if !is_otherwise(&text) && !is_parted(&text) {
            return None;
        }
        match plainest(taken_apart(&text, self.names(), self.framework)?.0).as_slice() {
            [Sense { meaning: Meaning::Column(column), .. }] => Some(*column),
            _ => None,
        }
    }

    /// Whether a name before others says that something else than answers of today is under it.
    pub(in crate::answers::read) fn is_otherwise(&self, name: &str) -> bool {
        is_otherwise(name) && !self.is_group(name)
    }

    /// Whether a name is that of a group of questions.
    pub(super) fn is_group(&self, name: &str) -> bool {
        self.names().is_group(&squeezed(name))
    }

    fn names(&self) -> &Glossary {
        self.names.get_or_init(|| Glossary::of(self.framework))
    }

    /// What a heading means in which a name stands among other words, all of which are known.
    fn within(&self, text: &str, names: &Glossary) -> Vec<Sense> {
        // `Q1. name`
        let others = [unnumbered(text).map(Cow::Borrowed), self.grouped(text, names).map(Cow::Owned)];
        let mut all = std::iter::once(Cow::Borrowed(text)).chain(others.into_iter().flatten());
        all.find_map(|text| Some(self.among(&text, names)).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    /// A heading whose group is before another sign than a slash: `group-1.name`, `group-1-name`.
    fn grouped(&self, text: &str, names: &Glossary) -> Option<String> {
        if text.len() > MOST_BYTES {
            return None;
        }
        text.match_indices(['.', '-']).take(MOST_WORDS).find_map(|(at, sign)| {
            let (group, name) = (&text[..at], &text[at + 1..]);
            let is_of_form = parts(group).iter().any(|word| FORM_GROUPS.contains(word));
            let is_name = |found: &Sense| {
                let is_key = matches!(found.meaning, Meaning::Column(Column::Header(_)));
                found.plainness <= Plainness::OldId && (is_of_form || sign == "." && !is_key)
            };
            let found = names.called(&squeezed(name), self.framework);
            found.iter().any(is_name).then(|| format!("{group}/{name}"))
        })
    }

    fn among(&self, text: &str, names: &Glossary) -> Vec<Sense> {
        let (mut found, around) =
            taken_apart(text, names, self.framework).unwrap_or((Vec::new(), Around::Known));
        match around {
            Around::Known => {}
            Around::Group(group) => found.iter_mut().for_each(|found| found.group = Some(group.clone())),
            Around::Unknown => found.clear(),
        }
        found
    }

    /// The name that a heading without a meaning may be meant to be, and what a column of this name holds.
    pub(in crate::answers::read) fn near(&self, heading: &str) -> Option<(Near<'f>, Option<Column>)> {
        let text = plain(heading);
        let framework = self.framework;
        if let Some(near) = near(&text, framework) {
            let column = Column::parse(&near.name, framework).map(|(column, _)| column);
            return Some((near, column));
        }
        if let Some(column) = self.beside(heading) {
            return Some((Near { name: column.name(framework).into(), sure: false }, Some(column)));
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
    pub(super) fn part(self, part: Part) -> Option<Self> {
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
                // Whatever words are in it, beside its id it is plain.
                names.add(&format!("{}{text}", own.id), Meaning::Column(column), &own.id, Plainness::Id);
            }
            let beside = [Column::Evidence(criterion), Column::Note(criterion), Column::ReplyDate(criterion)];
            let proposal = ProposalPart::ALL.map(|part| Column::Proposal(criterion, part));
            for column in beside.into_iter().chain(proposal) {
                names.asked(column, &own.id, framework, Plainness::Text);
            }
        }
        for rubric in framework.rubrics() {
            names.groups.extend(std::iter::once(rubric.id.as_str()).chain(rubric.title.all()).map(squeezed));
        }
        for stage in framework.stages() {
            names.groups.extend(std::iter::once(stage.id.as_str()).chain(stage.title.all()).map(squeezed));
        }
        names.groups.extend(GROUPS.map(str::to_owned));
        names.groups.push(squeezed(framework.id()));
        names.groups.sort();
        names.groups.dedup();
        names
    }

    /// Whether a name of more words may begin with this one.
    pub(super) fn begins(&self, word: &str) -> bool {
        let group = self.groups.partition_point(|group| group.as_str() < word);
        let name =
            self.all.range::<str, _>((Bound::Included(word), Bound::Unbounded)).next().map(|(name, _)| name);
        [name, self.groups.get(group)].into_iter().flatten().any(|next| next.starts_with(word))
    }

    pub(super) fn is_group(&self, name: &str) -> bool {
        self.groups.binary_search_by(|group| group.as_str().cmp(name)).is_ok()
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
    pub(super) fn called(&self, name: &str, framework: &Framework) -> Vec<Sense> {
        let found = |(meaning, id, plainness): &(Meaning, String, Plainness)| Sense {
            meaning: *meaning,
            id: id.clone(),
            plainness: *plainness,
            group: None,
        };
        let direct = |name: &str| self.all.get(name).into_iter().flatten().map(found).collect::<Vec<_>>();
        let mut all = direct(name);
        // What is named as a whole is no part of something else that is named more briefly.
        let is_whole = all.iter().any(|found| found.plainness <= Plainness::Id);
        for (word, part) in PARTS {
            if let Some(name) = name.strip_suffix(word).filter(|_| !is_whole) {
                // `IDの根拠資料`
                let name = name.strip_suffix('の').unwrap_or(name);
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
                    group: None,
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
    let is_surely = |text: &str| written_as(text).into_iter().any(is_of_machine);
    let is_perhaps = |text: &str| PERHAPS_OF_EXPORTERS.has(&code_of(text)) || has_mark_of_kobo(&plain(text));
    is_surely(&cell.text)
        || is_perhaps(&cell.text) && others().any(|other| is_surely(&other.text) || is_perhaps(&other.text))
        || OF_MICROSOFT.has(&name)
            && others().any(|other| COMPLETION.contains(&squeezed(&other.text).as_str()))
}

/// A heading, and its code and its words apart: `lastpage. Last page`.
fn written_as(heading: &str) -> [&str; 3] {
    let (code, words) = heading.split_once(['.', ':']).unwrap_or((heading, ""));
    [heading, code, words]
}

/// Whether a heading is in a list of names of exporters.
pub(super) fn is_named(cell: &Cell<'_>, list: &WordList) -> bool {
    let last = |text: &'_ str| squeezed(text.rsplit('/').next().unwrap_or_default());
    written_as(&cell.text).into_iter().any(|text| list.has(&last(text)))
}

/// Whether a heading is known by name as one that exporters add of their own.
fn is_of_machine(heading: &str) -> bool {
    let text = plain(heading);
    let name = text.rsplit('/').next().unwrap_or_default();
    let is_of_kobo = |name: &str| OF_KOBO.has(squeezed(name).trim_end_matches(|c: char| c.is_ascii_digit()));
    text.split(['/', '.']).any(|part| part.starts_with('_') && is_of_kobo(part))
        || [&*text, name].iter().any(|name| OF_EXPORTERS.has(&squeezed(name)))
}

/// Whether a name begins with `_`, as those do that Kobo adds, and maybe somebody's own.
fn has_mark_of_kobo(text: &str) -> bool {
    text.split(['/', '.']).any(|part| part.starts_with('_') && part.contains(char::is_alphanumeric))
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
