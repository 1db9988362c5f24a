use std::fmt::Write as _;

use super::{FormPage, labels};
use crate::answers::UNKNOWN;
use crate::framework::{ChoiceIx, Choose, Fact, FactIx, RubricIx, Text};
use crate::text::{Label, escape_html};

/// One thing to choose: a button with its value, its sign (the number of a level, the letter of a choice) and its words.
pub(super) struct Choosable<'a> {
    pub(super) kind: &'a str,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) sign: Option<&'a str>,
    pub(super) words: String,
    pub(super) is_chosen: bool,
}

impl Choosable<'_> {
    pub(super) fn written(self) -> String {
        let Self { kind, name, value, sign, words, is_chosen } = self;
        let (sign, wide) = match sign {
            Some(sign) => (format!("<b>{sign}</b>"), ""),
            None => (String::new(), " class=w"),
        };
        let checked = if is_chosen { " checked" } else { "" };
        format!("<label{wide}><input type={kind} name={name} value={value}{checked}>{sign}{words}</label>")
    }
}

/// The letter by which the paper names a choice of a fact.
pub(super) fn letter(choice: ChoiceIx) -> String {
    let place = choice.get();
    u8::try_from(place)
        .ok()
        .filter(|place| *place < 26)
        .map_or_else(|| (place + 1).to_string(), |place| char::from(b'a' + place).to_string())
}

impl FormPage<'_> {
    /// All parts with questions: the facts, then a part for every rubric.
    pub(super) fn questions(&self) -> String {
        let framework = self.framework;
        let mut out = String::new();
        if !framework.facts().is_empty() {
            let facts: String = framework.fact_indices().map(|fact| self.fact(fact)).collect();
            let title = format!("<span class=\"num\">1</span> {}", self.texts.label(labels::FACTS));
            let lead = self.texts.label_block("p", "lead", labels::FACTS_NOTE);
            out.push_str(&section("facts", &title, &lead, &facts));
        }
        for rubric in framework.rubric_indices() {
            let number = self.number(rubric);
            let criteria = framework[rubric].criteria.iter().enumerate();
            let criteria: String = criteria
                .map(|(position, criterion)| {
                    self.criterion(*criterion, &format!("{number}.{}", position + 1))
                })
                .collect();
            let title =
                format!("<span class=\"num\">{number}</span> {}", self.texts.own(&framework[rubric].title));
            let lead = self.texts.own_block("lead", &framework[rubric].advice);
            out.push_str(&section(&number.to_string(), &title, &lead, &criteria));
        }
        out
    }

    /// The number of a rubric's part; the facts, if there are any, are the first.
    pub(super) fn number(&self, rubric: RubricIx) -> usize {
        rubric.get() + if self.framework.facts().is_empty() { 1 } else { 2 }
    }

    fn fact(&self, index: FactIx) -> String {
        let fact @ Fact { id, question, guidance, .. } = &self.framework[index];
        let kind = if fact.choose == Choose::Many { "checkbox" } else { "radio" };
        let number = fact_number(index);
        let mut out = format!("<fieldset class=q id=q-{id}>{}", self.legend(&number, None, question));
        if fact.choose == Choose::Many {
            out.push_str(&self.texts.label_block("p", "hint", labels::SEVERAL));
        }
        out.push_str("<div class=o>\n");
        let given = self.sheet.fact(index);
        for (place, choice) in fact.choices.iter().enumerate() {
            let place = ChoiceIx::new(place);
            let choosable = Choosable {
                kind,
                name: &number,
                value: &choice.id,
                sign: Some(&letter(place)),
                words: self.texts.own(&choice.label),
                is_chosen: given.contains(&place),
            };
            out.push_str(&choosable.written());
        }
        let is_unknown = self.sheet.fact_is_answered(index) && given.is_empty();
        out.push_str(&self.other(kind, &number, (UNKNOWN, labels::UNKNOWN), is_unknown));
        out.push_str("</div>\n");
        if let Some(guidance) = guidance {
            let (help, text) = (self.texts.label(labels::HELP), self.texts.own_paragraphs(guidance));
            let _ = writeln!(out, "<details class=help><summary>{help}</summary>{text}</details>");
        }
        out + "</fieldset>\n"
    }

    /// A choice of ours beside those of the framework, by its value and its words.
    pub(super) fn other(&self, kind: &str, name: &str, choice: (&str, Label), is_chosen: bool) -> String {
        let (value, label) = choice;
        Choosable { kind, name, value, sign: None, words: self.texts.label(label), is_chosen }.written()
    }

    pub(super) fn legend(&self, number: &str, title: Option<&Text>, question: &Text) -> String {
        let (bare, title) = match title {
            Some(title) => ("", format!(" {}", self.texts.own(title))),
            None => (" class=n", String::new()),
        };
        let question = self.texts.own(question);
        format!("<legend><h3><small{bare}>{number}{title}</small> {question}</h3></legend>\n")
    }
}

/// The number of a fact.
pub(super) fn fact_number(fact: FactIx) -> String {
    format!("1.{}", fact.get() + 1)
}

fn section(id: &str, title: &str, lead: &str, body: &str) -> String {
    format!(
        "<section class=\"part\" id=\"part-{id}\" aria-labelledby=\"t-{id}\"><h2 id=\"t-{id}\">{title}</h2>\n{lead}\
         <p class=\"skipped\" hidden></p>\n{body}</section>\n"
    )
}

/// A value for an attribute in double quotes.
pub(super) fn attribute(text: &str) -> String {
    escape_html(&crate::text::clean(text))
}
