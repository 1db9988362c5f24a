use super::ask::Step;
use super::{Interview, Item, Stop, TextAsk, Typed, words};
use crate::answers::{Reply, says_why};
use crate::framework::CriterionIx;
use crate::text::{Label, clean, say};

impl Interview<'_> {
    /// Asks for a name. Whatever was written is kept, even when going back.
    pub(super) fn ask_name(&mut self, item: Item) -> Result<Step, Stop> {
        let sheet = self.machine.sheet();
        let (question, name, present) = match item {
            Item::Subject => (self.subject(), words::SUBJECT_NAME, sheet.subject.clone()),
            _ => (self.label(words::RESPONDENT), words::RESPONDENT_NAME, sheet.respondent.clone()),
        };
        let initial = clean(present.as_deref().unwrap_or_default());
        let mut about: Vec<String> = self.notice.take().into_iter().collect();
        about.push(self.label(if initial.is_empty() { words::MAY_BE_BLANK } else { words::ENTER_KEEPS }));
        let ask = TextAsk {
            progress: self.label(words::HEAD),
            question,
            about,
            label: self.label(name),
            initial: initial.clone(),
            lines: false,
        };
        let (text, step) = match self.prompter.text(&ask)? {
            Typed::Done(text) => (text, Step::Answered),
            Typed::Back(text) => (text, Step::Back),
        };
        // Anything that a line cannot show is kept unless the line is changed.
        let name = present.filter(|_| text == initial).unwrap_or(text);
        let changes = self.machine.give_name(item, &name);
        self.keep(&changes)?;
        Ok(step)
    }

    fn subject(&self) -> String {
        let subject = clean(self.framework.subject(self.lang));
        say!("What is the name of the {subject}?", "{subject}の名称を入力してください。").into_text(self.lang)
    }

    /// Asks why a criterion does not apply; none if no reason was given. An unfinished reason is offered again the next
    /// time.
    pub(super) fn ask_reason(&mut self, index: CriterionIx) -> Result<Option<String>, Stop> {
        let given = match &self.machine.sheet().answer(index).reply {
            Reply::NotApplicable(reason) => Some(reason.clone()),
            _ => None,
        };
        let initial = self.reasons.remove(&index).or(given.as_deref().map(clean)).unwrap_or_default();
        let question = clean(self.framework[index].question.to(self.language));
        let about = vec![question, self.label(words::REASON_NEEDED)];
        let ask = TextAsk { initial, ..self.text_ask(index, words::REASON_ASK, about) };
        match self.prompter.text(&ask)? {
            Typed::Done(reason) if says_why(&reason) => {
                let same = given.filter(|given| clean(given) == reason);
                Ok(Some(same.unwrap_or(reason)))
            }
            Typed::Done(_) => Ok(None),
            Typed::Back(begun) => {
                if !begun.is_empty() {
                    self.reasons.insert(index, begun);
                }
                Ok(None)
            }
        }
    }

    pub(super) fn ask_note(&mut self, index: CriterionIx) -> Result<(), Stop> {
        let present = self.machine.sheet().answer(index).note.clone().unwrap_or_default();
        let initial = clean_lines(&present);
        let about = vec![
            clean(self.framework[index].question.to(self.language)),
            self.label(words::NOTE_EMPTY_REMOVES),
        ];
        let ask = TextAsk {
            initial: initial.clone(),
            lines: true,
            label: self.label(words::NOTE),
            ..self.text_ask(index, words::NOTE_ASK, about)
        };
        let note = match self.prompter.text(&ask)? {
            Typed::Done(text) | Typed::Back(text) => text,
        };
        if note == initial {
            return Ok(());
        }
        let changes = self.machine.set_note(index, Some(note).filter(|note| !note.is_empty()));
        self.keep(&changes)
    }

    pub(super) fn text_ask(&self, index: CriterionIx, question: Label, about: Vec<String>) -> TextAsk {
        TextAsk {
            progress: self.progress(Item::Criterion(index)),
            question: self.label(question),
            about,
            label: self.label(words::TEXT_LABEL),
            ..TextAsk::default()
        }
    }
}

/// Lines that a field can show, without blank ones at the end.
fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    lines.join("\n").trim().to_owned()
}
