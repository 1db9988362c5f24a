use super::ask::Step;
use super::{Interview, Item, Picked, Screen, ScreenAction, ScreenChoice, Stop, words};
use crate::framework::Clause;
use crate::text::{clean, say};

/// What to do about answers that contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    Change(Item),
    Keep,
    Back,
    Leave,
}

impl Interview<'_> {
    /// After an answer, asks about every conflict that it caused, until each is resolved or to be kept. Returns the
    /// question reached by then, and how it was left.
    pub(super) fn resolve_conflicts(&mut self, item: Item) -> Result<(Item, Step), Stop> {
        while let Some(position) = self.new_conflict() {
            let other = match self.ask_conflict(position)? {
                Resolution::Keep => continue,
                Resolution::Leave => return Ok((item, Step::Leave)),
                Resolution::Back => item,
                Resolution::Change(other) => other,
            };
            self.machine.go_to(other);
            match self.ask(other)? {
                Step::Answered => {}
                step => {
                    self.known_conflicts.push(position);
                    return Ok((other, step));
                }
            }
        }
        self.machine.go_to(item);
        Ok((item, Step::Answered))
    }

    fn new_conflict(&mut self) -> Option<usize> {
        let holding = self.machine.conflicts();
        let kept = &self.kept_conflicts;
        self.known_conflicts.retain(|known| holding.contains(known) || kept.contains(known));
        holding.into_iter().find(|position| !self.known_conflicts.contains(position))
    }

    /// Says which answers contradict each other, and asks which to change.
    pub(super) fn ask_conflict(&mut self, position: usize) -> Result<Resolution, Stop> {
        let conflict = &self.framework.conflicts()[position];
        let items: Vec<Item> = conflict.when.iter().map(item_of).collect();
        let mut choices: Vec<String> = items.iter().map(|item| self.change_words(*item)).collect();
        choices.push(self.label(words::BOTH_ARE_TRUE));
        let screen = Screen {
            progress: self.label(words::CONFLICTS),
            notice: self.notice.take(),
            question: clean(conflict.says.to(self.language)),
            choices: ScreenChoice::list(choices),
            actions: vec![ScreenAction::Back, ScreenAction::Leave],
            ..Screen::default()
        };
        Ok(match self.prompter.choose(&screen)? {
            Picked::Action(ScreenAction::Leave) => Resolution::Leave,
            Picked::Action(_) => Resolution::Back,
            Picked::Choices(picked) => {
                if let Some(item) = picked.first().and_then(|at| items.get(*at)) {
                    return Ok(Resolution::Change(*item));
                }
                self.known_conflicts.push(position);
                self.kept_conflicts.push(position);
                Resolution::Keep
            }
        })
    }

    fn change_words(&self, item: Item) -> String {
        let states = self.machine.states();
        let (_, name, answer) = self.entry(item, &states);
        let said = match item {
            Item::Criterion(index) => {
                let level = states[index.get()].level();
                level.map(|level| clean(self.framework[index].level(level).in_short().to(self.language)))
            }
            _ => None,
        };
        let answer =
            said.map_or(answer.clone(), |said| self.say(say!("{answer}, \"{said}\"", "{answer}「{said}」")));
        self.say(say!("Change \"{name}\" (now: {answer})", "「{name}」の回答を変更する（現在：{answer}）"))
    }
}

pub(super) fn item_of(clause: &Clause) -> Item {
    match clause {
        Clause::Levels(criterion, _) => Item::Criterion(*criterion),
        Clause::Choices(fact, _) => Item::Fact(*fact),
    }
}
