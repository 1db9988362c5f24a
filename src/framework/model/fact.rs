use super::{ChoiceIx, CriterionIx, FactIx, LanguageIx, Text, position};
use crate::text::folded;

/// Something about the product or company that is asked but not scored.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fact {
    /// Its id, unique among criteria and facts.
    pub id: String,
    /// Ids under which older sheets know it.
    pub renamed_from: Vec<String>,
    /// The question.
    pub question: Text,
    /// Further explanation, in paragraphs.
    pub guidance: Option<Text>,
    /// How many choices an answer may hold.
    pub choose: Choose,
    /// Its choices; at least one.
    pub choices: Vec<Choice>,
}

/// How many choices an answer may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Exactly one.
    One,
    /// One or more.
    Many,
}

/// One possible answer to a fact.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// Its id, unique in its fact.
    pub id: String,
    /// Ids under which older sheets know it.
    pub renamed_from: Vec<String>,
    /// Its words.
    pub label: Text,
    /// As [`Self::stands_alone`] says, which is asked for every sheet.
    stands_alone: bool,
}

impl Choice {
    pub(crate) fn new(id: String, renamed_from: Vec<String>, label: Text) -> Self {
        let stands_alone = says_none(&id, &label);
        Self { id, renamed_from, label, stands_alone }
    }

    /// Whether it excludes all other choices ("none of these"), judging by its id or its words.
    pub fn stands_alone(&self) -> bool {
        self.stands_alone
    }
}

fn says_none(id: &str, label: &Text) -> bool {
    const WORDS: [&str; 6] = ["none", "なし", "無し", "特になし", "該当なし", "該当無し"];
    const BEGIN: [&str; 4] = ["noneof", "いずれにも", "どれにも", "該当なし"];
    id == "none"
        || id.starts_with("none-")
        || label.all().map(folded).any(|label| {
            WORDS.contains(&label.as_str()) || BEGIN.iter().any(|begin| label.starts_with(begin))
        })
}

impl Fact {
    /// The choice with an id, or an old id.
    pub fn find_choice(&self, id: &str) -> Option<ChoiceIx> {
        let names = self.choices.iter().map(|choice| (&choice.id, &choice.renamed_from));
        position(names, id).map(ChoiceIx::new)
    }

    /// The ids of some of its choices.
    pub fn choice_ids(&self, choices: &[ChoiceIx]) -> Vec<&str> {
        choices.iter().map(|choice| self.choices[choice.get()].id.as_str()).collect()
    }

    /// The words of one choice.
    pub fn label(&self, choice: ChoiceIx, language: LanguageIx) -> &str {
        self.choices[choice.get()].label.to(language)
    }
}

/// When something applies: every fact must have one of its choices. Without facts it always applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(pub Vec<(FactIx, Vec<ChoiceIx>)>);

impl Condition {
    /// Whether it holds or can still hold: a fact without choices in `given` never fails it.
    pub fn holds<'a>(&self, given: impl Fn(FactIx) -> &'a [ChoiceIx]) -> bool {
        self.0.iter().all(|(fact, allowed)| {
            let choices = given(*fact);
            choices.is_empty() || choices.iter().any(|choice| allowed.contains(choice))
        })
    }

    pub(crate) fn uses(&self, fact: FactIx) -> bool {
        self.0.iter().any(|(used, _)| *used == fact)
    }
}

/// Contradicting answers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Conflict {
    /// The clauses, two or more; all of them must hold.
    pub when: Vec<Clause>,
    /// What the contradiction is.
    pub says: Text,
}

/// One part of a conflict. Open answers and facts that are not given never match.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// A criterion is at one of these levels.
    Levels(CriterionIx, Vec<u8>),
    /// A fact has one of these choices.
    Choices(FactIx, Vec<ChoiceIx>),
}
