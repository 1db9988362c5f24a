use super::{Interview, Item, Picked, Screen, ScreenAction, Stop, words};
use crate::answers::Reply;
use crate::framework::{ChoiceIx, CriterionIx, FactIx};
use crate::text::{clean, count, say};

/// How a question is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Answered,
    Later,
    Back,
    Forward,
    Overview,
    Review,
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
                    if let Some(step) = step_of(action, &screen) {
                        return Ok(step);
                    }
                }
            }
        }
    }

    fn give_fact(&mut self, index: FactIx, choices: Vec<ChoiceIx>) -> Result<Step, Stop> {
        let before = self.machine.progress(Item::Fact(index)).of;
        let changes = self.machine.give_fact(index, choices);
        self.keep(&changes)?;
        let now = self.machine.progress(Item::Fact(index)).of;
        let (fewer, more) = (before.saturating_sub(now), now.saturating_sub(before));
        let (fewer_en, more_en) = (count(fewer, "question"), count(more, "question"));
        if fewer > 0 {
            self.note(say!(
                "This answer leaves out {fewer_en}: {now} in all instead of {before}.",
                "この回答により質問が{fewer}問減り、全{before}問から{now}問になりました。"
            ));
        } else if more > 0 {
            self.note(say!(
                "This answer adds {more_en}: {now} in all instead of {before}.",
                "この回答により質問が{more}問増え、全{before}問から{now}問になりました。"
            ));
        }
        Ok(Step::Answered)
    }

    fn ask_criterion(&mut self, index: CriterionIx) -> Result<Step, Stop> {
        let heading = self.rubric_heading(index);
        loop {
            let notice = self.notice.take();
            let screen = Screen { notice, heading: heading.clone(), ..self.criterion_screen(index) };
            let answered = match self.prompter.choose(&screen)? {
                Picked::Choices(picked) => {
                    let level = picked.first().and_then(|at| u8::try_from(*at).ok());
                    match level.filter(|level| *level <= self.framework[index].top()) {
                        Some(level) if self.machine.proposed(index).is_some_and(|(own, _)| own == level) => {
                            self.confirm(index)?
                        }
                        Some(level) => self.give(index, Reply::Level(level))?,
                        None => false,
                    }
                }
                Picked::Action(ScreenAction::Unknown) => self.give(index, Reply::Unknown)?,
                Picked::Action(ScreenAction::NotApplicable) => match self.ask_reason(index)? {
                    Some(reason) => self.give(index, Reply::NotApplicable(reason))?,
                    None => false,
                },
                Picked::Action(ScreenAction::Confirm) => self.confirm(index)?,
                Picked::Action(ScreenAction::Reject) => {
                    let own = self.machine.has_own(index);
                    let question =
                        self.label(if own { words::REJECT_ASK_KEEPING } else { words::REJECT_ASK });
                    let rejects = self.prompter.confirm(&question)?;
                    if rejects {
                        let changes = self.machine.reject(index);
                        self.keep(&changes)?;
                    }
                    rejects
                }
                Picked::Action(ScreenAction::StillHolds) => {
                    let changes = self.machine.still_holds(index);
                    self.keep(&changes)?;
                    true
                }
                Picked::Action(ScreenAction::Note) => {
                    self.ask_note(index)?;
                    false
                }
                Picked::Action(ScreenAction::Evidence) => {
                    self.ask_evidence(index)?;
                    false
                }
                Picked::Action(ScreenAction::Help) => {
                    self.prompter.tell(&self.criterion_help(index))?;
                    false
                }
                Picked::Action(action) => match step_of(action, &screen) {
                    Some(step) => return Ok(step),
                    None => false,
                },
            };
            if answered {
                return Ok(Step::Answered);
            }
        }
    }

    /// Confirms the proposed level and asks for its evidence, starting with what the proposal cites; whether to
    /// continue.
    fn confirm(&mut self, index: CriterionIx) -> Result<bool, Stop> {
        let Some((level, cites)) =
            self.machine.proposed(index).map(|(level, own)| (level, own.citation().is_some()))
        else {
            return Ok(false);
        };
        let changes = self.machine.confirm(index);
        self.keep(&changes)?;
        if self.framework[index].needs_evidence(level) {
            return self.ask_evidence(index);
        }
        if cites {
            self.note(words::CITATION_IS_KEPT);
        }
        Ok(true)
    }

    /// Gives a criterion an answer and asks for its evidence; whether to continue.
    fn give(&mut self, index: CriterionIx, reply: Reply) -> Result<bool, Stop> {
        let level = if let Reply::Level(level) = reply { Some(level) } else { None };
        let changes = self.machine.reply(index, reply);
        if changes.is_empty() {
            return Ok(true);
        }
        self.keep(&changes)?;
        if level.is_some_and(|level| self.framework[index].needs_evidence(level)) {
            return self.ask_evidence(index);
        }
        let count = self.machine.sheet().answer(index).evidence.len();
        if count > 0 {
            self.note(say!(
                "The evidence already given stays ({count}).",
                "登録済みの根拠資料（{count}件）は、そのまま残ります。"
            ));
        }
        Ok(true)
    }

    /// The rubric's title and advice, before its first question in this run.
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
}

/// Where an action leads, if the screen offers it.
fn step_of(action: ScreenAction, screen: &Screen) -> Option<Step> {
    let step = match action {
        ScreenAction::Later => Step::Later,
        ScreenAction::Back => Step::Back,
        ScreenAction::Forward => Step::Forward,
        ScreenAction::Overview => Step::Overview,
        ScreenAction::Review => Step::Review,
        ScreenAction::Leave => Step::Leave,
        _ => return None,
    };
    screen.actions.contains(&action).then_some(step)
}
