use jiff::civil::Date;
use toml_edit::{Item, Table};

use super::{json, toml};
use crate::answers::{
    ANSWER_KEYS, Answer, AnswerSheet, FACTS, Form, HeaderKey, ProposalPart, Reply, UNKNOWN, is_of_proposal,
};
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx, Framework};
use crate::text::{pretty_json, write_json_line};

/// The text of a sheet, in one of the forms that hold a single one, with what may be set in it.
#[derive(Debug)]
pub(in crate::answers) enum Body {
    Toml(Box<toml_edit::DocumentMut>),
    Json(serde_json::Map<String, serde_json::Value>),
}

#[derive(Clone, Debug)]
pub(in crate::answers) enum SheetValue {
    Text(String),
    Texts(Vec<String>),
    Integer(i64),
    Date(Date),
}

impl SheetValue {
    /// What a sheet says under a key of its own; its framework is always given.
    pub(in crate::answers) fn of_header(
        framework: &Framework,
        sheet: &AnswerSheet,
        key: HeaderKey,
    ) -> Option<Self> {
        let text = match key {
            HeaderKey::Framework => Some(framework.id()),
            HeaderKey::Version => sheet.version.as_deref(),
            HeaderKey::Subject => sheet.subject.as_deref(),
            HeaderKey::Reference => sheet.reference.as_deref(),
            HeaderKey::Respondent => sheet.respondent.as_deref(),
            HeaderKey::Date => return sheet.date.map(Self::Date),
        };
        text.map(|text| Self::Text(text.to_owned()))
    }

    pub(in crate::answers) fn of_fact(framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) -> Self {
        let fact = &framework[fact];
        let mut ids = fact.choice_ids(choices).into_iter().map(str::to_owned);
        match fact.choose {
            _ if choices.is_empty() => Self::Text(UNKNOWN.to_owned()),
            Choose::One => Self::Text(ids.next().unwrap_or_default()),
            Choose::Many => Self::Texts(ids.collect()),
        }
    }
}

/// The ids under which an entry may already exist: its own and its old ones.
pub(super) struct EntryIds<'a> {
    pub(super) id: &'a str,
    pub(super) old: &'a [String],
}

/// The keys of an answer in their order, `None` where the answer has no such key.
pub(super) type AnswerFields = [(&'static str, Option<SheetValue>); ANSWER_KEYS.len()];

impl Body {
    /// A sheet with empty tables: without one of answers it could not be read again.
    pub(in crate::answers) fn empty(form: Form) -> Self {
        if form == Form::Json {
            Self::Json(json::empty_sheet())
        } else {
            Self::Toml(Box::new(toml::empty_sheet()))
        }
    }

    pub(in crate::answers) fn of(form: Form, framework: &Framework, sheet: &AnswerSheet) -> Self {
        let mut body = Self::empty(form);
        for key in HeaderKey::ALL {
            if let Some(value) = SheetValue::of_header(framework, sheet, key) {
                body.set(key, &value);
            }
        }
        for fact in framework.fact_indices().filter(|fact| sheet.fact_is_answered(*fact)) {
            body.set_fact(framework, fact, sheet.fact(fact));
        }
        for criterion in framework.criterion_indices() {
            body.set_answer(framework, criterion, sheet.answer(criterion));
        }
        body
    }

    pub(in crate::answers) fn set(&mut self, key: HeaderKey, value: &SheetValue) {
        match self {
            Self::Toml(document) => toml::set_header(document, key.name(), value),
            Self::Json(map) => json::set_header(map, key.name(), value),
        }
    }

    pub(super) fn remove(&mut self, key: HeaderKey) {
        match self {
            Self::Toml(document) => {
                document.remove(key.name());
            }
            Self::Json(map) => {
                map.shift_remove(key.name());
            }
        }
    }

    pub(in crate::answers) fn set_fact(&mut self, framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) {
        let value = SheetValue::of_fact(framework, fact, choices);
        let fact = &framework[fact];
        let ids = EntryIds { id: &fact.id, old: &fact.renamed_from };
        match self {
            Self::Toml(document) => toml::set_fact(document, &ids, &value),
            Self::Json(map) => json::set_fact(map, &ids, &value),
        }
    }

    /// Sets the answer to a criterion. An answer that says nothing at all is removed.
    pub(in crate::answers) fn set_answer(
        &mut self,
        framework: &Framework,
        criterion: CriterionIx,
        answer: &Answer,
    ) {
        let criterion = &framework[criterion];
        let ids = EntryIds { id: &criterion.id, old: &criterion.renamed_from };
        let fields = fields(answer);
        match self {
            Self::Toml(document) => toml::set_answer(document, &ids, &fields),
            Self::Json(map) => json::set_answer(map, &ids, &fields),
        }
    }

    pub(in crate::answers) fn without_empty_facts(mut self) -> Self {
        if let Self::Toml(document) = &mut self
            && document.get(FACTS).and_then(Item::as_table).is_some_and(Table::is_empty)
        {
            document.remove(FACTS);
        }
        self
    }

    pub(in crate::answers) fn to_text(&self) -> String {
        match self {
            Self::Toml(document) => document.to_string(),
            Self::Json(map) => pretty_json(map).unwrap_or_default(),
        }
    }

    pub(in crate::answers) fn to_line(&self) -> String {
        match self {
            Self::Toml(_) => self.to_text(),
            Self::Json(map) => {
                let mut line = Vec::new();
                write_json_line(map, &mut line);
                String::from_utf8(line).unwrap_or_default()
            }
        }
    }
}

/// Whether a key of an answer that is written anew goes with what it said before: what nobody could read of a proposal
/// would keep the new answer from being used.
pub(super) fn goes(key: &str) -> bool {
    !ANSWER_KEYS.contains(&key) && is_of_proposal(key)
}

pub(super) fn fields(answer: &Answer) -> AnswerFields {
    let level = match &answer.reply {
        Reply::Level(level) => Some(SheetValue::Integer(i64::from(*level))),
        Reply::Unknown => Some(SheetValue::Text(UNKNOWN.to_owned())),
        Reply::Unanswered | Reply::NotApplicable(_) => None,
    };
    let reason = match &answer.reply {
        Reply::NotApplicable(reason) => Some(SheetValue::Text(reason.clone())),
        _ => None,
    };
    let evidence = (!answer.evidence.is_empty())
        .then(|| SheetValue::Texts(answer.evidence.iter().map(ToString::to_string).collect()));
    let (note, date) = (answer.note.clone().map(SheetValue::Text), answer.date.map(SheetValue::Date));
    let proposal = ProposalPart::ALL.map(|part| {
        let text = answer.proposal.as_ref().and_then(|proposal| proposal.part(part));
        text.cloned().map(SheetValue::Text)
    });
    let mut values = [level, reason, evidence, note, date].into_iter().chain(proposal);
    ANSWER_KEYS.map(|key| (key, values.next().flatten()))
}
