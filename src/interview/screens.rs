use super::{Interview, Item, Screen, ScreenAction, ScreenChoice, words};
use crate::answers::Reply;
use crate::framework::{Choice, Choose, CriterionIx, FactIx, Level};
use crate::text::{clean, say};

impl Interview<'_> {
    pub(super) fn fact_screen(&self, index: FactIx) -> Screen {
        let fact = &self.framework[index];
        let label = |one: &Choice| clean(one.label.to(self.language));
        let sheet = self.machine.sheet();
        let unknown = sheet.fact_is_answered(index) && sheet.fact(index).is_empty();
        let present: Vec<usize> = sheet.fact(index).iter().map(|choice| choice.get()).collect();
        let item = Item::Fact(index);
        Screen {
            progress: self.progress(item),
            question: clean(fact.question.to(self.language)),
            about: self.about_fact(index),
            choices: ScreenChoice::list(fact.choices.iter().map(label)),
            many: fact.choose == Choose::Many,
            alone: (0..).zip(&fact.choices).filter(|(_, one)| one.stands_alone()).map(|(at, _)| at).collect(),
            marked: present.first().copied(),
            present,
            actions: self.actions(item, &[], &[]),
            present_action: unknown.then_some(ScreenAction::Unknown),
            ..Screen::default()
        }
    }

    pub(super) fn criterion_screen(&self, index: CriterionIx) -> Screen {
        let criterion = &self.framework[index];
        let answer = self.machine.sheet().answer(index);
        let level =
            |(at, level): (usize, &Level)| ScreenChoice::numbered(at, clean(level.says.to(self.language)));
        let (present, present_action) = match &answer.reply {
            Reply::Unanswered => (None, None),
            Reply::Unknown => (None, Some(ScreenAction::Unknown)),
            Reply::NotApplicable(_) => (None, Some(ScreenAction::NotApplicable)),
            Reply::Level(level) => (Some(usize::from(*level)), None),
        };
        let is_expired = self.machine.is_expired(index);
        let mut first = Vec::new();
        let is_proposed = self.machine.is_proposed(Item::Criterion(index));
        if is_proposed {
            first.extend([ScreenAction::Confirm, ScreenAction::Reject]);
        } else {
            first.extend(is_expired.then_some(ScreenAction::StillHolds));
        }
        let mut beside = vec![ScreenAction::Note];
        let can_have_evidence = present.is_some() || !answer.evidence.is_empty();
        beside.extend(can_have_evidence.then_some(ScreenAction::Evidence));
        first.push(ScreenAction::Unknown);
        first.extend(criterion.may_not_apply.then_some(ScreenAction::NotApplicable));
        let item = Item::Criterion(index);
        Screen {
            progress: self.progress(item),
            question: clean(criterion.question.to(self.language)),
            about: self.about_criterion(index),
            choices: criterion.levels.iter().enumerate().map(level).collect(),
            // Enter alone does not repeat an expired answer, nor confirm a proposal.
            marked: present.filter(|_| !is_expired && !is_proposed),
            present: present.into_iter().collect(),
            actions: self.actions(item, &first, &beside),
            present_action: present_action.filter(|_| !is_expired),
            ..Screen::default()
        }
    }

    /// What can be done at a question besides choosing.
    fn actions(&self, item: Item, first: &[ScreenAction], beside: &[ScreenAction]) -> Vec<ScreenAction> {
        let mut actions = first.to_vec();
        if first.is_empty() {
            actions.push(ScreenAction::Unknown);
        }
        actions.extend(self.machine.is_open(item).then_some(ScreenAction::Later));
        actions.extend([ScreenAction::Back, ScreenAction::Forward]);
        actions.extend(beside);
        actions.extend([ScreenAction::Help, ScreenAction::Overview]);
        actions.extend(self.came_from_review.then_some(ScreenAction::Review));
        actions.push(ScreenAction::Leave);
        actions
    }

    pub(super) fn progress(&self, item: Item) -> String {
        let section = match item {
            Item::Subject | Item::Respondent => words::HEAD.to(self.lang),
            Item::Fact(_) => words::FACTS.to(self.lang),
            Item::Criterion(index) => {
                let rubric = self.framework[index].rubric;
                self.framework[rubric].title.to(self.language)
            }
        };
        let progress = self.machine.progress(item);
        let (of, minutes) = (progress.of, self.minutes(&self.machine.open()));
        let left = self.say(match (progress.open, minutes) {
            (0, _) => say!("all answered", "すべて回答済み"),
            (_, 1) => say!("about a minute left", "残り約1分"),
            _ => say!("about {minutes} minutes left", "残り約{minutes}分"),
        });
        let section = clean(section);
        self.say(match progress.number {
            Some(number) => {
                say!("{section} · question {number} of {of} · {left}", "{section}｜質問{number}/{of}｜{left}")
            }
            None => say!("{section} · {left}", "{section}｜{left}"),
        })
    }
}
