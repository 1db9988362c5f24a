use super::{Interview, Item, Picked, Screen, ScreenAction, ScreenChoice, Stop, words};
use crate::answers::Reply;
use crate::framework::{CriterionIx, FactIx};
use crate::scoring::State;
use crate::text::{clean, say};

pub(super) enum Chosen {
    Item(Item),
    Back,
    Finish,
    Leave,
}

impl Interview<'_> {
    pub(super) fn overview(&mut self, from: Option<Item>) -> Result<Chosen, Stop> {
        let items = self.machine.everything();
        let open = items.iter().filter(|item| self.machine.is_open(**item)).count();
        let start = from.and_then(|from| items.iter().position(|item| *item == from)).or_else(|| {
            let asked = |item: &Item| matches!(item, Item::Criterion(_));
            let open = items.iter().position(|item| asked(item) && self.machine.is_open(*item));
            open.or_else(|| items.iter().position(asked))
        });
        let unproven = self.machine.states().iter().filter(|state| state.is_unproven()).count();
        let progress = say!(
            "Overview · {open} open · {unproven} without evidence",
            "一覧｜未回答{open}件｜根拠資料なし{unproven}件"
        );
        let question = if from.is_none() && open == 0 { words::ALL_ANSWERED } else { words::GO_WHERE };
        let mut actions = from.is_some().then_some(ScreenAction::Back).into_iter().collect::<Vec<_>>();
        actions.extend([ScreenAction::Finish, ScreenAction::Leave]);
        let screen = Screen {
            progress: self.say(progress),
            notice: self.notice.take(),
            question: self.label(question),
            choices: self.overview_choices(&items),
            marked: start,
            actions,
            ..Screen::default()
        };
        Ok(match self.prompter.choose(&screen)? {
            Picked::Choices(picked) => match picked.first().and_then(|at| items.get(*at)) {
                Some(item) => Chosen::Item(*item),
                None => Chosen::Back,
            },
            Picked::Action(ScreenAction::Finish) => Chosen::Finish,
            Picked::Action(ScreenAction::Leave) => Chosen::Leave,
            // Before an overview that is the first screen there is nothing to go back to.
            Picked::Action(_) if from.is_none() => Chosen::Leave,
            Picked::Action(_) => Chosen::Back,
        })
    }

    fn overview_choices(&self, items: &[Item]) -> Vec<ScreenChoice> {
        let states = self.machine.states();
        let mut section = String::new();
        let mut choices = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let (title, name, answer) = self.overview_entry(*item, &states);
            let heading = (title != section).then(|| title.clone());
            section = title;
            let text = self.say(say!("{name}: {answer}", "{name}：{answer}"));
            choices.push(ScreenChoice { key: (at + 1).to_string(), text, heading });
        }
        choices
    }

    fn overview_entry(&self, item: Item, states: &[State]) -> (String, String, String) {
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
        let answer = self.machine.sheet().answer(index);
        let top = self.framework[index].top();
        let mut words = match &answer.reply {
            Reply::Unanswered => self.label(words::OPEN),
            Reply::Unknown => self.label(words::UNKNOWN),
            Reply::NotApplicable(_) => self.label(words::NOT_APPLICABLE),
            Reply::Level(level) => self.say(say!("level {level} of {top}", "レベル{level}/{top}")),
        };
        if self.machine.is_stale(index) {
            words += self.lang.of(" (expired, ask again)", "（期限切れ・要再回答）");
        } else if states.get(index.get()).is_some_and(|state| state.is_unproven()) {
            words += self.lang.of(" (no evidence yet)", "（根拠資料なし）");
        }
        words
    }
}
