//! One step of a plan or one action, in words, for page one and the table.

use super::Edition;
use super::edition::weeks;
use crate::advice::{Action, PlanStep};
use crate::framework::{CriterionIx, WeekRange};
use crate::text::{Bilingual, Label, say};

/// One thing to do, planned or not.
pub(super) struct ShownStep {
    pub(super) criterion: CriterionIx,
    pub(super) from: u8,
    pub(super) to: u8,
    pub(super) open: bool,
    pub(super) proposed: bool,
    pub(super) effort: u64,
    pub(super) lead: WeekRange,
}

impl From<&PlanStep> for ShownStep {
    fn from(step: &PlanStep) -> Self {
        let PlanStep { criterion, from, to, open, proposed, effort, lead_weeks: lead, .. } = *step;
        Self { criterion, from, to, open, proposed, effort, lead }
    }
}

impl From<&Action> for ShownStep {
    fn from(action: &Action) -> Self {
        let Action { criterion, from, to, open, proposed, lead_weeks: lead, .. } = *action;
        Self { criterion, from, to, open, proposed, effort: action.effort.into(), lead }
    }
}

impl ShownStep {
    /// Whether it only proves a claim.
    pub(super) fn is_proof(&self) -> bool {
        self.from == self.to
    }

    /// Whether it only confirms a proposal, with evidence.
    pub(super) fn is_confirmation(&self) -> bool {
        self.is_proof() && self.proposed
    }

    pub(super) fn moves(&self) -> Bilingual {
        let Self { from, to, .. } = self;
        if self.is_confirmation() {
            say!("confirm level {to}", "レベル{to}の提案を確認する")
        } else if self.is_proof() {
            say!("prove level {to}", "レベル{to}を裏付ける")
        } else if self.open {
            say!("no answer yet → level {to}", "未回答・不明 → レベル{to}")
        } else if self.proposed {
            say!("confirm level {from} → level {to}", "レベル{from}の提案を確認 → レベル{to}")
        } else {
            say!("level {from} → {to}", "レベル{from} → {to}")
        }
    }
}

impl Edition<'_> {
    /// The work of a step, and waiting that no work shortens.
    pub(super) fn costs(&self, step: &ShownStep) -> Bilingual {
        let work = self.effort(step.effort);
        if step.lead.is_none() {
            return say!("{work}", "{work}");
        }
        let Bilingual { en, ja } = weeks(step.lead);
        say!("{work}, then {en} of waiting", "{work}、ほかに待ち{ja}")
    }

    /// What to do, level by level, as HTML; for a proof, what counts as evidence.
    pub(super) fn doings(&self, step: &ShownStep) -> Vec<String> {
        let framework = self.words.framework;
        if step.is_proof() {
            return vec![self.proof_of(step.criterion, step.to)]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
        }
        let levels = &framework[step.criterion].levels[usize::from(step.from)..usize::from(step.to)];
        let nexts = levels.iter().filter_map(|level| level.next.as_ref());
        let mut doings: Vec<String> = nexts.map(|next| self.of(next)).collect();
        if step.open
            && let Some(first) = doings.first_mut()
        {
            *first = self.if_open(first);
        }
        doings
    }

    /// What to do if there is no answer yet: answering comes first.
    pub(super) fn if_open(&self, doing: &str) -> String {
        let Label(en, ja) = Label("Answer first; if level 0 is true: ", "まず回答する。レベル0の場合：");
        self.lang().of(en, ja).to_owned() + doing
    }
}
