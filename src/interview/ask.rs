use super::{Interview, Item, Picked, Screen, ScreenAction, Stop, TextAsk, words};
use crate::answers::Reply;
use crate::framework::{ChoiceIx, CriterionIx, FactIx};
use crate::text::{clean, say};

pub(super) enum Step {
    Next,
    Back,
    Overview,
    Leave,
}

impl Interview<'_> {
    pub(super) fn ask(&mut self, item: Item) -> Result<Step, Stop> {
        match item {
            Item::Subject | Item::Respondent => self.ask_name(item),
            Item::Fact(fact) => self.ask_fact(fact),
            Item::Criterion(criterion) => self.ask_criterion(criterion),
        }
    }

    fn ask_name(&mut self, item: Item) -> Result<Step, Stop> {
        let sheet = self.machine.sheet();
        let (question, name, present) = match item {
            Item::Subject => (words::SUBJECT, words::SUBJECT_NAME, &sheet.subject),
            _ => (words::RESPONDENT, words::RESPONDENT_NAME, &sheet.respondent),
        };
        let about = match present {
            Some(text) => vec![
                format!("{}{}", words::PRESENT.to(self.lang), clean(text)),
                self.label(words::BLANK_KEEPS),
            ],
            None => vec![self.label(words::MAY_BE_BLANK)],
        };
        let ask = TextAsk {
            progress: self.label(words::HEAD),
            question: self.label(question),
            about,
            label: self.label(name),
            ..TextAsk::default()
        };
        let text = self.written(&ask)?;
        let changes = self.machine.give_text(item, &text);
        self.keep(&changes)?;
        Ok(Step::Next)
    }

    fn ask_fact(&mut self, index: FactIx) -> Result<Step, Stop> {
        loop {
            let screen = Screen { notice: self.notice.take(), ..self.fact_screen(index) };
            match self.prompter.choose(&screen)? {
                Picked::Choices(picked) => {
                    let fact = &self.framework[index];
                    let choices = picked.iter().filter_map(|at| fact.choices.get(*at));
                    let choices = choices.filter_map(|choice| fact.find_choice(&choice.id)).collect();
                    return self.give_fact(index, choices);
                }
                Picked::Action(ScreenAction::Unknown) => return self.give_fact(index, Vec::new()),
                Picked::Action(ScreenAction::Help) => self.prompter.tell(&self.fact_help(index))?,
                Picked::Action(action) => {
                    if let Some(step) = self.leave_question(action) {
                        return Ok(step);
                    }
                }
            }
        }
    }

    fn give_fact(&mut self, index: FactIx, choices: Vec<ChoiceIx>) -> Result<Step, Stop> {
        let changes = self.machine.give_fact(index, choices);
        self.keep(&changes)?;
        Ok(Step::Next)
    }

    fn ask_criterion(&mut self, index: CriterionIx) -> Result<Step, Stop> {
        let heading = self.rubric_heading(index);
        loop {
            let notice = self.notice.take();
            let screen = Screen { notice, heading: heading.clone(), ..self.criterion_screen(index) };
            let reply = match self.prompter.choose(&screen)? {
                Picked::Choices(picked) => {
                    let level = picked.first().and_then(|at| u8::try_from(*at).ok());
                    let Some(level) = level.filter(|level| *level <= self.framework[index].top()) else {
                        continue;
                    };
                    Reply::Level(level)
                }
                Picked::Action(ScreenAction::Unknown) => Reply::Unknown,
                Picked::Action(ScreenAction::NotApplicable) => match self.ask_reason(index)? {
                    Some(reply) => reply,
                    None => continue,
                },
                Picked::Action(ScreenAction::Note) => {
                    self.ask_note(index)?;
                    continue;
                }
                Picked::Action(ScreenAction::Help) => {
                    self.prompter.tell(&self.criterion_help(index))?;
                    continue;
                }
                Picked::Action(action) => match self.leave_question(action) {
                    Some(step) => return Ok(step),
                    None => continue,
                },
            };
            let level = if let Reply::Level(level) = reply { Some(level) } else { None };
            let changes = self.machine.reply(index, reply);
            self.keep(&changes)?;
            if let Some(level) = level {
                self.ask_evidence(index, level)?;
            }
            return Ok(Step::Next);
        }
    }

    fn leave_question(&mut self, action: ScreenAction) -> Option<Step> {
        match action {
            ScreenAction::Later => {
                self.machine.postpone();
                Some(Step::Next)
            }
            ScreenAction::Back => Some(Step::Back),
            ScreenAction::Overview => Some(Step::Overview),
            ScreenAction::Leave => Some(Step::Leave),
            _ => None,
        }
    }

    /// The rubric's title and advice, where its first question in this run is asked.
    fn rubric_heading(&mut self, index: CriterionIx) -> Option<String> {
        let rubric = self.framework[index].rubric;
        if self.rubrics_begun.contains(&rubric) {
            return None;
        }
        self.rubrics_begun.push(rubric);
        let (title, advice) = (&self.framework[rubric].title, &self.framework[rubric].advice);
        let (title, advice) = (clean(title.to(self.language)), clean(advice.to(self.language)));
        Some(self.say(say!("{title}: {advice}", "{title}：{advice}")))
    }

    /// Offers to try again, to go on unsaved, or to leave, in this order.
    pub(super) fn ask_after_failed_save(&mut self, error: &std::io::Error) -> Result<Picked, Stop> {
        let error = clean(&error.to_string());
        let question = say!(
            "The sheet could not be saved ({error}). The answers so far are kept in memory.",
            "回答シートを保存できませんでした（{error}）。これまでの回答はメモリ上に残っています。"
        );
        let choices = self.numbered(&[words::TRY_AGAIN, words::GO_ON_UNSAVED, words::LEAVE_UNSAVED]);
        let screen = Screen { question: self.say(question), choices, ..Screen::default() };
        self.prompter.choose(&screen)
    }
}
