use super::conflict::{Resolution, item_of};
use super::run::{Arrival, Scene, is_name};
use super::{
    AfterResult, Interview, InterviewEnd, Item, Picked, Screen, ScreenAction, ScreenChoice, Stop, words,
};
use crate::answers::Reply;
use crate::scoring::State;
use crate::text::{Label, clean, count as plural, say};

/// One thing worth another look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReviewEntry {
    Question(Item),
    Conflict(usize),
}

impl Interview<'_> {
    /// Shows what is open, proposed, unknown, unproven, contradictory or expired; the result can only be reached from
    /// here.
    pub(super) fn review(&mut self, at: Option<usize>) -> Result<Scene, Stop> {
        let groups = self.findings();
        let findings: Vec<ReviewEntry> = groups.iter().flat_map(|(_, findings)| findings.clone()).collect();
        let mut actions = vec![ScreenAction::Finish];
        actions.extend(self.before_review.is_some().then_some(ScreenAction::Back));
        actions.extend([ScreenAction::Overview, ScreenAction::Leave]);
        let [(_, open), .., (_, expired)] = &groups;
        let (open, count) = (open.len() + expired.len(), findings.len());
        let question = match (open, count) {
            (0, 0) => words::NOTHING_TO_REVIEW,
            (0, _) => words::REVIEW_ANSWERED,
            _ => words::REVIEW_OPEN,
        };
        let screen = Screen {
            progress: self.counts(words::REVIEW, &groups),
            notice: self.notice.take(),
            question: self.label(question),
            choices: self.finding_choices(&groups),
            marked: at.filter(|_| count > 0).map(|at| at.min(count - 1)),
            actions,
            ..Screen::default()
        };
        Ok(match self.prompter.choose(&screen)? {
            Picked::Choices(picked) => {
                let at = picked.first().copied().unwrap_or_default();
                match findings.get(at) {
                    Some(ReviewEntry::Question(item)) => Scene::Question(*item, Arrival::FromReview(at)),
                    Some(ReviewEntry::Conflict(position)) => match self.ask_conflict(*position)? {
                        Resolution::Change(item) => Scene::Question(item, Arrival::FromReview(at)),
                        Resolution::Keep | Resolution::Back => Scene::Review(Some(at)),
                        Resolution::Leave => Scene::End(InterviewEnd::Left),
                    },
                    None => Scene::Review(at.checked_sub(1)),
                }
            }
            Picked::Action(ScreenAction::Finish) if self.confirms_finish()? => {
                match self.prompter.result(self.machine.sheet())? {
                    AfterResult::Leave => Scene::End(InterviewEnd::Finished),
                    AfterResult::Review => Scene::Review(at),
                }
            }
            Picked::Action(ScreenAction::Overview) => {
                self.before_overview = Scene::Review(at);
                Scene::Overview(self.before_review.unwrap_or(Item::Subject))
            }
            Picked::Action(ScreenAction::Leave) => Scene::End(InterviewEnd::Left),
            Picked::Action(ScreenAction::Back) => match self.before_review {
                Some(item) => Scene::Question(item, Arrival::InOrder),
                None => Scene::Review(at),
            },
            Picked::Action(_) => Scene::Review(at),
        })
    }

    /// How many there are of each kind, shown before the list.
    pub(super) fn counts(&self, head: Label, groups: &[(Label, Vec<ReviewEntry>); 6]) -> String {
        let [open, proposed, unknown, unproven, conflicts, expired] =
            groups.each_ref().map(|(_, those)| those.len());
        let conflicting = plural(conflicts, "conflict");
        let counts = [
            (open, say!("{open} open", "未回答{open}件")),
            (proposed, say!("{proposed} proposed", "未確認の提案{proposed}件")),
            (unknown, say!("{unknown} unknown", "わからない{unknown}件")),
            (unproven, say!("{unproven} without evidence", "根拠資料なし{unproven}件")),
            (conflicts, say!("{conflicting}", "矛盾{conflicts}件")),
            (expired, say!("{expired} expired", "期限切れ{expired}件")),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| self.say(words));
        let parts: Vec<_> = std::iter::once(self.label(head)).chain(counts).collect();
        parts.join(self.lang.of(" · ", "｜"))
    }

    /// Whether to show the result now; asks if something is still open.
    fn confirms_finish(&mut self) -> Result<bool, Stop> {
        let open = self.machine.open();
        // What is only proposed counts, though not as proven.
        let is_open = |item: &&Item| matches!(item, Item::Criterion(_)) && !self.counts_as_proposed(**item);
        let criteria = open.iter().filter(is_open).count();
        let facts = open.iter().filter(|item| matches!(item, Item::Fact(_))).count();
        let question = match (criteria, facts) {
            (0, 0) => return Ok(true),
            (0, _) => say!(
                "Some facts are open, so everything that depends on them counts. See the result anyway?",
                "未回答の前提項目があるため、関係する評価項目をすべて採点に含めます。このまま結果を見ますか。"
            ),
            (1, _) => say!(
                "1 question is open and counts as level 0. See the result anyway?",
                "未回答の質問が1問あり、レベル0として扱います。このまま結果を見ますか。"
            ),
            _ => say!(
                "{criteria} questions are open and count as level 0. See the result anyway?",
                "未回答の質問が{criteria}問あり、レベル0として扱います。このまま結果を見ますか。"
            ),
        };
        let question = self.say(question);
        self.prompter.confirm(&question)
    }

    /// Whether it is a level that is only proposed and has not expired.
    fn counts_as_proposed(&self, item: Item) -> bool {
        self.machine.is_proposed(item)
            && !matches!(item, Item::Criterion(index) if self.machine.is_expired(index))
    }

    /// Open, proposed, unknown, unproven, contradictory, expired.
    pub(super) fn findings(&self) -> [(Label, Vec<ReviewEntry>); 6] {
        let states = self.machine.states();
        let walk = self.machine.walk();
        let those = |is: &dyn Fn(Item) -> bool| {
            let items = walk.iter().copied().filter(|item| !is_name(*item) && is(*item));
            items.map(ReviewEntry::Question).collect::<Vec<_>>()
        };
        let is_expired =
            |item: Item| matches!(item, Item::Criterion(index) if self.machine.is_expired(index));
        let sheet = self.machine.sheet();
        let is_unknown = |item: Item| match item {
            Item::Fact(fact) => sheet.fact_is_answered(fact) && sheet.fact(fact).is_empty(),
            Item::Criterion(index) => sheet.answer(index).reply == Reply::Unknown,
            _ => false,
        };
        let is_unproven = |item: Item| match item {
            Item::Criterion(index) => states.get(index.get()).is_some_and(|state| state.lacks_evidence()),
            _ => false,
        };
        let conflicts = self.machine.conflicts().into_iter().map(ReviewEntry::Conflict);
        [
            (
                words::OPEN_GROUP,
                those(&|item| {
                    self.machine.is_open(item) && !is_expired(item) && !self.machine.is_proposed(item)
                }),
            ),
            (words::PROPOSED_GROUP, those(&|item| self.counts_as_proposed(item))),
            (words::UNKNOWN_GROUP, those(&is_unknown)),
            (words::UNPROVEN_GROUP, those(&is_unproven)),
            (words::CONFLICTS, conflicts.collect()),
            (words::EXPIRED_GROUP, those(&is_expired)),
        ]
    }

    fn finding_choices(&self, groups: &[(Label, Vec<ReviewEntry>)]) -> Vec<ScreenChoice> {
        let states = self.machine.states();
        let mut choices = Vec::new();
        for (title, findings) in groups {
            let count = findings.len();
            for (at, finding) in findings.iter().enumerate() {
                let title = title.to(self.lang);
                let heading = self.say(say!("{title} ({count})", "{title}（{count}件）"));
                let text = self.finding_words(*finding, &states);
                let numbered = ScreenChoice::numbered(choices.len() + 1, text);
                choices.push(ScreenChoice { heading: (at == 0).then_some(heading), ..numbered });
            }
        }
        choices
    }

    fn finding_words(&self, finding: ReviewEntry, states: &[State]) -> String {
        match finding {
            ReviewEntry::Question(item) => {
                let (_, name, answer) = self.entry(item, states);
                let name = name + &self.put_off_words(item);
                if self.machine.is_open(item)
                    && !self.machine.is_proposed(item)
                    && !matches!(item, Item::Criterion(index) if self.machine.is_expired(index))
                {
                    return name;
                }
                self.say(say!("{name}: {answer}", "{name}：{answer}"))
            }
            ReviewEntry::Conflict(position) => {
                let conflict = &self.framework.conflicts()[position];
                let names: Vec<_> =
                    conflict.when.iter().map(|clause| self.entry(item_of(clause), states).1).collect();
                let (names, says) = (self.lang.list(names), clean(conflict.says.to(self.language)));
                self.say(say!("{names}: {says}", "{names}：{says}"))
            }
        }
    }

    fn put_off_words(&self, item: Item) -> String {
        let is_put_off = self.machine.is_open(item) && self.machine.is_put_off(item);
        let words = self.lang.of(" (put off)", "（後で答える）");
        if is_put_off { words.to_owned() } else { String::new() }
    }
}
