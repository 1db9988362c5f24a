use super::{About, AboutKind, Interview, Item, Screen, ScreenAction, ScreenChoice, words};
use crate::answers::Reply;
use crate::framework::{Choice, Choose, Citation, CriterionIx, FactIx, Level};
use crate::text::{Label, clean, say};

impl Interview<'_> {
    pub(super) fn fact_screen(&self, index: FactIx) -> Screen {
        let fact = &self.framework[index];
        let label = |(at, one): (usize, &Choice)| choice(at + 1, clean(one.label.to(self.language)));
        let sheet = self.machine.sheet();
        let unknown = sheet.fact_is_answered(index) && sheet.fact(index).is_empty();
        Screen {
            progress: self.progress(Item::Fact(index)),
            question: clean(fact.question.to(self.language)),
            choices: fact.choices.iter().enumerate().map(label).collect(),
            many: fact.choose == Choose::Many,
            present: sheet.fact(index).iter().map(|choice| choice.get()).collect(),
            actions: vec![
                ScreenAction::Unknown,
                ScreenAction::Later,
                ScreenAction::Back,
                ScreenAction::Help,
                ScreenAction::Overview,
                ScreenAction::Leave,
            ],
            present_action: unknown.then_some(ScreenAction::Unknown),
            ..Screen::default()
        }
    }

    pub(super) fn criterion_screen(&self, index: CriterionIx) -> Screen {
        let criterion = &self.framework[index];
        let level = |(at, level): (usize, &Level)| choice(at, clean(level.says.to(self.language)));
        let mut actions = vec![ScreenAction::Unknown];
        actions.extend(criterion.may_not_apply.then_some(ScreenAction::NotApplicable));
        actions.extend([ScreenAction::Later, ScreenAction::Back, ScreenAction::Note, ScreenAction::Help]);
        actions.extend([ScreenAction::Overview, ScreenAction::Leave]);
        let (present, present_action) = match &self.machine.sheet().answer(index).reply {
            Reply::Unanswered => (Vec::new(), None),
            Reply::Unknown => (Vec::new(), Some(ScreenAction::Unknown)),
            Reply::NotApplicable(_) => (Vec::new(), Some(ScreenAction::NotApplicable)),
            Reply::Level(level) => (vec![usize::from(*level)], None),
        };
        let why = self.label(words::WHY) + criterion.why.to(self.language);
        let mut about = vec![About { kind: AboutKind::Meaning, text: clean(&why) }];
        about.extend(self.source_line(index).map(|text| About { kind: AboutKind::Source, text }));
        Screen {
            progress: self.progress(Item::Criterion(index)),
            question: clean(criterion.question.to(self.language)),
            about,
            choices: criterion.levels.iter().enumerate().map(level).collect(),
            show_keys: true,
            marked: present.first().copied(),
            present,
            actions,
            present_action,
            ..Screen::default()
        }
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
        let (of, minutes) = (progress.of, progress.minutes);
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

    fn source_line(&self, index: CriterionIx) -> Option<String> {
        let criterion = &self.framework[index];
        let origin = criterion.origin.map(|origin| words::origin(origin).to(self.lang));
        let first = criterion.sources.first().map(|citation| self.citation(citation));
        let more = match criterion.sources.len().saturating_sub(1) {
            0 => String::new(),
            more => self.say(say!(" (and {more} more)", "（ほか{more}件）")),
        };
        let line = match (origin, first) {
            (None, None) => return None,
            (Some(origin), None) => say!("Origin: {origin}", "由来：{origin}"),
            (None, Some(first)) => say!("Source: {first}{more}", "出典：{first}{more}"),
            (Some(origin), Some(first)) => {
                say!("Origin: {origin}; source: {first}{more}", "由来：{origin}、出典：{first}{more}")
            }
        };
        Some(self.say(line))
    }

    pub(super) fn citation(&self, citation: &Citation) -> String {
        let title = clean(self.framework[citation.source].title.to(self.language));
        match &citation.passage {
            Some(passage) => format!("{title} #{}", clean(passage)),
            None => title,
        }
    }

    pub(super) fn numbered(&self, words: &[Label]) -> Vec<ScreenChoice> {
        words.iter().enumerate().map(|(at, word)| choice(at + 1, self.label(*word))).collect()
    }
}

fn choice(key: usize, text: String) -> ScreenChoice {
    ScreenChoice { key: key.to_string(), text, heading: None }
}
