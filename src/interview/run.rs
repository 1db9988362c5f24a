use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ask::Step;
use super::{InterviewScope, Item, Machine, Prompter, Stop, Store, words};
use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, Framework, LanguageIx, RubricIx};
use crate::source::Diagnostic;
use crate::text::{Bilingual, Label, Lang};

/// How a questionnaire ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterviewEnd {
    /// By "see the result".
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
    /// What has just happened, to be shown on the next screen.
    pub(super) notice: Option<String>,
    pub(super) rubrics_begun: Vec<RubricIx>,
    pub(super) given_up: bool,
    /// Problems found when the sheet was read.
    pub(super) mistakes: Vec<Diagnostic>,
    /// The conflicts that are not asked about: they existed before, or are kept.
    pub(super) known_conflicts: Vec<usize>,
    /// Those of them that are kept.
    pub(super) kept_conflicts: Vec<usize>,
    /// Reasons that were begun but not finished.
    pub(super) reasons: BTreeMap<CriterionIx, String>,
    /// Whether the question was reached from the review.
    pub(super) came_from_review: bool,
    /// Where the overview leads back to.
    pub(super) before_overview: Scene,
    /// Where the review leads back to.
    pub(super) before_review: Option<Item>,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    Question(Item, Arrival),
    /// With the cursor on a question.
    Overview(Item),
    /// With the cursor on an entry, when coming back to it.
    Review(Option<usize>),
    End(InterviewEnd),
}

/// How a question was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    InOrder,
    FromOverview,
    /// From this entry of the review.
    FromReview(usize),
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
        let mut interview = Self {
            framework,
            lang,
            language: framework.language(lang),
            machine: Machine::new(framework, sheet, as_of, scope),
            store,
            prompter,
            notice: None,
            rubrics_begun: Vec::new(),
            given_up: false,
            mistakes: Vec::new(),
            known_conflicts: Vec::new(),
            kept_conflicts: Vec::new(),
            reasons: BTreeMap::new(),
            came_from_review: false,
            before_overview: Scene::Review(None),
            before_review: None,
        };
        interview.known_conflicts = interview.machine.conflicts();
        interview
    }

    /// The same, but first shows the problems found when the sheet was read.
    #[must_use]
    pub fn with_mistakes(self, mistakes: Vec<Diagnostic>) -> Self {
        Self { mistakes, ..self }
    }

    /// Asks until the user wants to see the result or leaves. Every answer is saved before the next question.
    pub fn run(mut self) -> Result<InterviewEnd, Stop> {
        match self.run_scenes() {
            _ if self.given_up => Ok(InterviewEnd::LeftUnsaved),
            // There is no more input: this is a way to leave.
            Err(Stop::Closed) => Ok(InterviewEnd::Left),
            result => result,
        }
    }

    fn run_scenes(&mut self) -> Result<InterviewEnd, Stop> {
        let welcome = self.welcome();
        self.prompter.tell(&welcome)?;
        if let Some(page) = self.page_of_mistakes() {
            self.prompter.tell(&page)?;
        }
        // If nothing is open, this is the review.
        let mut scene = self.next_open();
        loop {
            scene = match scene {
                Scene::Question(item, arrival) => self.question(item, arrival)?,
                Scene::Overview(at) => self.overview(at)?,
                Scene::Review(at) => self.review(at)?,
                Scene::End(end) => return Ok(end),
            };
        }
    }

    fn question(&mut self, item: Item, arrival: Arrival) -> Result<Scene, Stop> {
        self.machine.go_to(item);
        self.came_from_review = matches!(arrival, Arrival::FromReview(_));
        let was_open = self.machine.is_open(item);
        let (asked, step) = match self.ask(item)? {
            Step::Answered => self.resolve_conflicts(item)?,
            step => (item, step),
        };
        // Going on from another question while resolving a conflict leaves this one.
        let arrival = if asked == item { arrival } else { Arrival::InOrder };
        if step == Step::Later {
            self.machine.put_off();
        }
        Ok(match (step, arrival) {
            (Step::Answered | Step::Later | Step::Review, Arrival::FromReview(at)) => Scene::Review(Some(at)),
            (Step::Answered | Step::Later, Arrival::FromOverview) => Scene::Overview(item),
            (Step::Answered, _) if !was_open => self.forward(),
            (Step::Answered | Step::Later, _) => self.next_open(),
            (Step::Forward, _) => self.forward(),
            // A line of text has no other way back to the list.
            (Step::Back, Arrival::FromOverview) if is_name(asked) => Scene::Overview(asked),
            (Step::Back, _) => self.back(asked, arrival),
            (Step::Overview, _) => {
                self.before_overview = Scene::Question(asked, arrival);
                Scene::Overview(asked)
            }
            (Step::Review, _) => self.begin_review(),
            (Step::Leave, _) => Scene::End(InterviewEnd::Left),
        })
    }

    fn back(&mut self, from: Item, arrival: Arrival) -> Scene {
        if let Some(item) = self.machine.back() {
            return Scene::Question(item, Arrival::InOrder);
        }
        self.note(words::FIRST_QUESTION);
        Scene::Question(from, arrival)
    }

    fn forward(&mut self) -> Scene {
        self.machine
            .forward()
            .map_or_else(|| self.begin_review(), |item| Scene::Question(item, Arrival::InOrder))
    }

    fn next_open(&mut self) -> Scene {
        let here = self.machine.present();
        if let Some(item) = self.machine.next_open() {
            return Scene::Question(item, Arrival::InOrder);
        }
        self.before_review = here;
        Scene::Review(None)
    }

    /// The review, which leads back here.
    pub(super) fn begin_review(&mut self) -> Scene {
        self.before_review = self.machine.present();
        Scene::Review(None)
    }

    /// Shows something on the next screen.
    pub(super) fn note(&mut self, text: impl Into<Bilingual>) {
        let text = text.into().into_text(self.lang);
        self.notice = Some(match self.notice.take() {
            Some(before) => before + self.lang.of(" ", "") + &text,
            None => text,
        });
    }

    pub(super) fn say(&self, message: Bilingual) -> String {
        message.into_text(self.lang)
    }

    pub(super) fn label(&self, label: Label) -> String {
        label.to(self.lang).to_owned()
    }
}

pub(super) fn is_name(item: Item) -> bool {
    matches!(item, Item::Subject | Item::Respondent)
}
