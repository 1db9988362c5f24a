use jiff::civil::Date;

use super::ask::Step;
use super::overview::Chosen;
use super::{AnswerChange, InfoPage, InterviewScope, Item, Machine, Picked, Prompter, Stop, Store, words};
use crate::advice::conflicts;
use crate::answers::AnswerSheet;
use crate::answers::write::HOW_LEVELS_ARE_MEANT;
use crate::framework::{Framework, LanguageIx, RubricIx};
use crate::text::{Bilingual, Label, Lang, clean, say};

/// How a questionnaire ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterviewEnd {
    /// To the end, or by "finish".
    Finished,
    /// By "save and leave".
    Left,
    /// By leaving after saving had failed.
    LeftUnsaved,
}

/// One run of the questionnaire.
pub struct Interview<'a> {
    pub(super) framework: &'a Framework,
    pub(super) lang: Lang,
    pub(super) language: LanguageIx,
    pub(super) machine: Machine<'a>,
    pub(super) store: &'a mut dyn Store,
    pub(super) prompter: &'a mut dyn Prompter,
    pub(super) notice: Option<String>,
    pub(super) rubrics_begun: Vec<RubricIx>,
    given_up: bool,
    /// The conflicts that hold, so that a new one is reported once.
    conflicts: Vec<usize>,
}

impl<'a> Interview<'a> {
    /// Starts or continues a sheet on a day.
    pub fn new(
        framework: &'a Framework,
        sheet: AnswerSheet,
        (lang, as_of, scope): (Lang, Date, InterviewScope),
        store: &'a mut dyn Store,
        prompter: &'a mut dyn Prompter,
    ) -> Self {
        let machine = Machine::new(framework, sheet, as_of, scope);
        let known = conflicts(framework, machine.sheet(), &machine.states());
        Self {
            framework,
            lang,
            language: framework.language(lang),
            machine,
            store,
            prompter,
            notice: None,
            rubrics_begun: Vec::new(),
            given_up: false,
            conflicts: known.into_iter().map(|(position, _)| position).collect(),
        }
    }

    /// Asks until everything is answered or the user leaves. Every answer is saved before the next question.
    pub fn run(mut self) -> Result<InterviewEnd, Stop> {
        match self.run_questions() {
            _ if self.given_up => Ok(InterviewEnd::LeftUnsaved),
            // There is no more input: that is a way to leave.
            Err(Stop::Closed) => Ok(InterviewEnd::Left),
            result => result,
        }
    }

    fn run_questions(&mut self) -> Result<InterviewEnd, Stop> {
        let was_answered = self.machine.open().is_empty();
        self.prompter.tell(&self.welcome())?;
        let mut next = self.machine.next_open();
        loop {
            let step = match next {
                Some(item) => self.ask(item)?,
                // An answered sheet was opened to look at it or to change it.
                None if was_answered => Step::Overview,
                None => return Ok(InterviewEnd::Finished),
            };
            next = match step {
                Step::Next => self.machine.next_open(),
                Step::Back => {
                    let before = self.machine.back();
                    if before.is_none() {
                        self.notice = Some(self.label(words::FIRST_QUESTION));
                    }
                    before.or(next)
                }
                Step::Leave => return Ok(InterviewEnd::Left),
                Step::Overview => match self.overview(next)? {
                    Chosen::Item(item) => {
                        self.machine.go_to(item);
                        Some(item)
                    }
                    Chosen::Back => next,
                    Chosen::Finish => return Ok(InterviewEnd::Finished),
                    Chosen::Leave => return Ok(InterviewEnd::Left),
                },
            };
        }
    }

    pub(super) fn say(&self, message: Bilingual) -> String {
        message.into_text(self.lang)
    }

    pub(super) fn label(&self, label: Label) -> String {
        label.to(self.lang).to_owned()
    }

    fn welcome(&self) -> InfoPage {
        let mut paragraphs = Vec::new();
        if let Some(disclaimer) = self.framework.disclaimer() {
            paragraphs.push(clean(disclaimer.to(self.language)));
        }
        let first =
            self.machine.order().into_iter().find(|item| !matches!(item, Item::Subject | Item::Respondent));
        let progress = self.machine.progress(first.unwrap_or(Item::Subject));
        let (open, of, minutes) = (progress.open, progress.of, progress.minutes);
        paragraphs.push(match (open, self.machine.is_fresh()) {
            (0, _) => self.label(words::ALL_ANSWERED),
            (_, true) => self.say(say!(
                "Up to {open} questions, about {minutes} minutes. Questions that do not concern the product are left out.",
                "質問は最大{open}問、所要時間は約{minutes}分です。製品に関係しない質問は省かれます。"
            )),
            _ => self.say(say!(
                "{open} of {of} questions are open, about {minutes} minutes. It goes on where it stopped.",
                "全{of}問のうち{open}問が未回答です（約{minutes}分）。前回の続きから始めます。"
            )),
        });
        paragraphs.push(self.say(say!(
            "Every answer is saved at once. Stop at any time with \"Save and leave\" or Ctrl+C; the same command goes on from there.",
            "回答は1問ごとに自動保存されます。「保存して中断」またはCtrl+Cでいつでも中断でき、同じコマンドで続きから再開できます。"
        )));
        paragraphs.push(self.label(HOW_LEVELS_ARE_MEANT));
        InfoPage { title: clean(self.framework.title().to(self.language)), paragraphs }
    }

    /// Reports with the next question which answers no longer fit together; nobody is held up.
    fn report_new_conflicts(&mut self) {
        let now = conflicts(self.framework, self.machine.sheet(), &self.machine.states());
        if let Some((_, notice)) = now.iter().find(|(position, _)| !self.conflicts.contains(position)) {
            let text = clean(notice.message.to(self.lang));
            let text =
                say!("These answers do not fit together: {text}", "回答が互いに矛盾しています：{text}");
            self.notice = Some(self.say(text));
        }
        self.conflicts = now.into_iter().map(|(position, _)| position).collect();
    }

    /// Saves changes. Where that fails, the user says what to do.
    pub(super) fn keep(&mut self, changes: &[AnswerChange]) -> Result<(), Stop> {
        for change in changes {
            self.store.write(change);
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.report_new_conflicts();
        while let Err(error) = self.store.save() {
            match self.ask_after_failed_save(&error)? {
                Picked::Choices(picked) if picked == [0] => {}
                Picked::Choices(picked) if picked == [2] => {
                    self.given_up = true;
                    return Err(Stop::Closed);
                }
                _ => break,
            }
        }
        Ok(())
    }
}
