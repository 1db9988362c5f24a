use super::run::{Arrival, Scene};
use super::{Interview, InterviewEnd, Item, Picked, Screen, ScreenAction, ScreenChoice, Stop, words};
use crate::answers::Reply;
use crate::framework::{CriterionIx, FactIx};
use crate::scoring::State;
use crate::text::{clean, say};

impl Interview<'_> {
    /// Shows all questions with their answers, the cursor on one of them, and goes to the chosen one.
    pub(super) fn overview(&mut self, at: Item) -> Result<Scene, Stop> {
        let items = self.machine.everything();
        let screen = Screen {
            progress: self.counts(words::OVERVIEW, &self.findings()),
            notice: self.notice.take(),
            question: self.label(words::GO_WHERE),
            choices: self.overview_choices(&items),
            marked: items.iter().position(|item| *item == at),
            actions: vec![ScreenAction::Back, ScreenAction::Review, ScreenAction::Leave],
            ..Screen::default()
        };
        Ok(match self.prompter.choose(&screen)? {
            Picked::Choices(picked) => match picked.first().and_then(|at| items.get(*at)) {
                Some(item) => Scene::Question(*item, Arrival::FromOverview),
                None => Scene::Overview(at),
            },
            Picked::Action(ScreenAction::Review) => match self.before_overview {
                Scene::Review(_) => self.before_overview,
                Scene::Question(item, _) => {
                    self.before_review = Some(item);
                    Scene::Review(None)
                }
                _ => Scene::Review(None),
            },
            Picked::Action(ScreenAction::Leave) => Scene::End(InterviewEnd::Left),
            Picked::Action(_) => self.before_overview,
        })
    }

    fn overview_choices(&self, items: &[Item]) -> Vec<ScreenChoice> {
        let states = self.machine.states();
        let mut section = String::new();
        let mut choices = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let (title, name, answer) = self.entry(*item, &states);
            let heading = (title != section).then(|| title.clone());
            section = title;
            let text = self.say(say!("{name}: {answer}", "{name}：{answer}"));
            choices.push(ScreenChoice { heading, ..ScreenChoice::numbered(at + 1, text) });
        }
        choices
    }

    /// A question in a list: its section, its name, its answer.
    pub(super) fn entry(&self, item: Item, states: &[State]) -> (String, String, String) {
        let sheet = self.machine.sheet();
        let given = |text: &Option<String>| clean(text.as_deref().unwrap_or("-"));
        match item {
            Item::Subject => {
                (self.label(words::HEAD), self.label(words::SUBJECT_NAME), given(&sheet.subject))
            }
            Item::Respondent => {
                (self.label(words::HEAD), self.label(words::RESPONDENT_NAME), given(&sheet.respondent))
            }
            Item::Fact(index) => {
                let name = clean(self.framework[index].question.to(self.language));
                let name = name.trim_end_matches(['?', '。', '？']).to_owned();
                (self.label(words::FACTS), name, self.fact_answer(index))
            }
            Item::Criterion(index) => {
                let criterion = &self.framework[index];
                let title = clean(self.framework[criterion.rubric].title.to(self.language));
                (title, clean(criterion.name(self.language)), self.answer_words(index, states))
            }
        }
    }

    fn fact_answer(&self, index: FactIx) -> String {
        let sheet = self.machine.sheet();
        if !sheet.fact_is_answered(index) {
            return self.label(words::OPEN);
        }
        let fact = &self.framework[index];
        let labels = sheet.fact(index).iter().map(|choice| clean(fact.label(*choice, self.language)));
        let labels: Vec<_> = labels.collect();
        if labels.is_empty() { self.label(words::UNKNOWN) } else { self.lang.list(&labels) }
    }

    fn answer_words(&self, index: CriterionIx, states: &[State]) -> String {
        let mut words = self.reply_words(index);
        if self.machine.is_expired(index) {
            words += self.lang.of(" (expired)", "（期限切れ）");
        } else if self.machine.is_proposed(Item::Criterion(index)) {
            words += self.lang.of(" (proposed, not confirmed)", "（提案、未確認）");
        } else if states.get(index.get()).is_some_and(|state| state.is_unproven()) {
            words += self.lang.of(" (no evidence yet)", "（根拠資料なし）");
        }
        words
    }

    /// An answer in a few words.
    pub(super) fn reply_words(&self, index: CriterionIx) -> String {
        let top = self.framework[index].top();
        match &self.machine.sheet().answer(index).reply {
            Reply::Unanswered => self.label(words::OPEN),
            Reply::Unknown => self.label(words::UNKNOWN),
            Reply::NotApplicable(_) => self.label(words::NOT_APPLICABLE),
            Reply::Level(level) => self.say(say!("level {level} of {top}", "レベル{level}/{top}")),
        }
    }
}
