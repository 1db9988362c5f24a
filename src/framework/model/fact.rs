use super::{ChoiceIx, LanguageIx, Text, position};

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
    /// More for whoever asks for help, in paragraphs.
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
}

impl Fact {
    /// The choice of an id, also of an old one.
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
