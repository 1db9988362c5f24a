use super::{CriterionIx, Framework, LanguageIx, StageIx, Text};
use crate::text::{Bilingual, Lang, ids, say};

/// One of the ordered steps of intake.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it looks at.
    pub point: Text,
    /// What a company can do once it is ready here.
    pub ready_means: Option<Text>,
    /// The percent from which it is ready, 1 to 100.
    pub ready_at: u8,
}

/// A name for scores from a given percent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Band {
    /// Its id.
    pub id: String,
    /// The lowest percent, 0 to 100.
    pub from: u8,
    /// Its name.
    pub label: Text,
}

/// What a stage requires whatever the score: a criterion at a level, or some of several.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Gate {
    /// Its id; a gate on a single criterion may have none.
    pub id: Option<String>,
    /// The stage.
    pub stage: StageIx,
    /// The criteria required, without duplicates; at least one.
    pub members: Vec<GateMember>,
    /// How many of them must be at their level, from 1 to all of them; if fewer apply, all that do.
    pub count: usize,
    /// Why it is a gate.
    pub because: Option<Text>,
}

/// A criterion and the level that a gate requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateMember {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The lowest level that passes, from 1.
    pub at_least: u8,
}

impl Gate {
    /// The criterion required, if it is a single one.
    pub fn only(&self) -> Option<GateMember> {
        if let [only] = *self.members.as_slice() { Some(only) } else { None }
    }

    /// The requirement for a criterion, if there is one.
    pub fn member(&self, criterion: CriterionIx) -> Option<GateMember> {
        self.members.iter().copied().find(|member| member.criterion == criterion)
    }

    /// What it requires, with the names of criteria in a language: a level of its only criterion, or some of several.
    pub fn asks(&self, framework: &Framework, language: LanguageIx) -> Bilingual {
        if let Some(GateMember { at_least, .. }) = self.only() {
            return say!("at least level {at_least}", "レベル{at_least}以上");
        }
        let member = |GateMember { criterion, at_least }: &GateMember| {
            let name = framework[*criterion].name(language);
            (format!("{name} (level {at_least})"), format!("{name}（レベル{at_least}以上）"))
        };
        let (en, ja): (Vec<_>, Vec<_>) = self.members.iter().map(member).unzip();
        let (en, ja, count) = (Lang::En.list(en), Lang::Ja.list(ja), self.count);
        say!("at least {count} of {en}", "{ja}のうち{count}項目以上")
    }

    /// Its display name in a language: the name of its only criterion, or "2 of A, B, C".
    pub fn title(&self, framework: &Framework, language: LanguageIx) -> Bilingual {
        let names = || self.members.iter().map(|member| framework[member.criterion].name(language));
        if let Some(only) = self.only() {
            let name = framework[only.criterion].name(language);
            return say!("{name}", "{name}");
        }
        let (en, ja, count) = (Lang::En.list(names()), Lang::Ja.list(names()), self.count);
        say!("{count} of {en}", "{ja}のうち{count}項目")
    }

    /// What identifies it in results and tests: its id, or else that of its only criterion.
    pub fn name<'a>(&'a self, framework: &'a Framework) -> &'a str {
        self.id.as_deref().unwrap_or_else(|| &framework[self.members[0].criterion].id)
    }
}

/// The verdict on a stage, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No criterion applies.
    NotAssessed,
    /// Even the best open answers would not make it ready.
    NotReady,
    /// Open answers decide.
    Open,
    /// Ready if the claims are true, but not on what is proven.
    Unproven,
    /// Ready on what is proven.
    Ready,
}

ids! { Verdict {
    Self::NotAssessed => "not-assessed",
    Self::NotReady => "not-ready",
    Self::Open => "open",
    Self::Unproven => "unproven",
    Self::Ready => "ready",
} }

impl Verdict {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::NotAssessed, Self::NotReady, Self::Open, Self::Unproven, Self::Ready];
}
