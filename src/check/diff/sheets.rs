use std::cmp::Reverse;

use super::criteria::is_same_gate;
use crate::advice::Assessed;
use crate::framework::{Framework, Verdict};
use crate::scoring::{CriterionPoints, GateResult, StageResult};
use crate::text::{Bilingual, say};

/// How the results of one sheet differ between two versions of a framework.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SheetChange {
    /// Stages reached before.
    pub reached_before: usize,
    /// Stages reached now.
    pub reached_after: usize,
    /// Answers that were valid before and are errors now.
    pub lost_answers: usize,
    /// The stages of both versions whose verdict changed, in the order of the new framework.
    pub verdicts: Vec<VerdictChange>,
}

/// A stage whose verdict changed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct VerdictChange {
    /// The stage's id.
    pub stage: String,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict now.
    pub after: Verdict,
    /// The causes: gates, then the threshold, then criteria, the largest shift first.
    pub causes: Vec<VerdictCause>,
}

/// A cause of a changed verdict.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct VerdictCause {
    /// The key of a framework that it is about, such as `coding`.
    pub path: String,
    /// In words.
    pub text: Bilingual,
}

impl SheetChange {
    /// Whether a verdict got worse, or fewer stages are reached.
    pub fn is_worse(&self) -> bool {
        self.reached_after < self.reached_before || self.verdicts.iter().any(|v| v.after < v.before)
    }

    /// Whether a verdict changed, or an answer was lost.
    pub fn is_change(&self) -> bool {
        self.reached_after != self.reached_before || !self.verdicts.is_empty() || self.lost_answers > 0
    }
}

type StageOf<'a> = (&'a Framework, &'a StageResult);

/// The most criteria to name as causes.
const NAMED: usize = 3;

/// Compares the results of a sheet under two versions.
pub fn sheet_change((old, was): (&Framework, &Assessed), (new, is): (&Framework, &Assessed)) -> SheetChange {
    let bad = |assessed: &Assessed| assessed.notices.iter().filter(|notice| notice.is_error()).count();
    let lost_answers = bad(is).saturating_sub(bad(was));
    let (before, after) = (&was.assessment, &is.assessment);
    let pairs = after.stages.iter().filter_map(|now| {
        let stage = old.find_stage(&new[now.stage].id)?;
        Some((&before.stages[stage.get()], now))
    });
    let changed = pairs.filter(|(then, now)| then.verdict != now.verdict).map(|(then, now)| VerdictChange {
        stage: new[now.stage].id.clone(),
        before: then.verdict,
        after: now.verdict,
        causes: causes((old, then), (new, now)),
    });
    let verdicts = changed.collect();
    SheetChange { reached_before: before.reached, reached_after: after.reached, lost_answers, verdicts }
}

fn causes((old, then): StageOf<'_>, (new, now): StageOf<'_>) -> Vec<VerdictCause> {
    let mut causes = gates((old, then), (new, now));
    let (from, to) = (old[then.stage].ready_at, new[now.stage].ready_at);
    if from != to {
        let text = say!("ready at {to}, was {from}", "合格基準 {from} → {to}");
        causes.push(VerdictCause { path: format!("{}.ready_at", new[now.stage].id), text });
    }
    causes.extend(criteria((old, then), (new, now)));
    causes
}

/// Pairs the criteria or gates of a stage before and after, beginning with those that existed before.
fn paired<'a, T>(
    then: &'a [T],
    now: &'a [T],
    is_same: impl Fn(&T, &T) -> bool,
) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    let added = now.iter().filter(|after| !then.iter().any(|before| is_same(before, after)));
    let added: Vec<_> = added.map(|after| (None, Some(after))).collect();
    let pair = move |before| (Some(before), now.iter().find(|after| is_same(before, after)));
    then.iter().map(pair).chain(added)
}

fn gates((old, then): StageOf<'_>, (new, now): StageOf<'_>) -> Vec<VerdictCause> {
    let states = |gate: &GateResult| match (gate.status.id(), gate.proven_status.id()) {
        (claimed, proven) if claimed == proven => claimed.to_owned(),
        (claimed, proven) => format!("{claimed} (proven: {proven})"),
    };
    let cause = |(before, after): (Option<&GateResult>, Option<&GateResult>)| {
        let name = |framework: &Framework, gate: &GateResult| {
            let gate = &framework[gate.gate];
            let now = gate.only().filter(|_| gate.id.is_none()).and_then(|only| {
                new.find_criterion(&framework[only.criterion].id).map(|now| new[now].id.clone())
            });
            now.unwrap_or_else(|| gate.name(framework).to_owned())
        };
        let path = after.map(|gate| name(new, gate)).or_else(|| before.map(|gate| name(old, gate)));
        let text = match (before.map(states), after.map(states)) {
            (was, becomes) if was == becomes => return None,
            (Some(is), Some(becomes)) => say!("gate {becomes}, was {is}", "必須条件 {is} → {becomes}"),
            (Some(is), None) => say!("gate gone, was {is}", "必須条件の削除（以前は {is}）"),
            (None, becomes) => {
                let becomes = becomes.unwrap_or_default();
                say!("new gate {becomes}", "新しい必須条件 {becomes}")
            }
        };
        Some(VerdictCause { path: path?, text })
    };
    let is_same = |before: &GateResult, after: &GateResult| {
        is_same_gate((old, &old[before.gate]), (new, &new[after.gate]))
    };
    paired(&then.gates, &now.gates, is_same).filter_map(cause).collect()
}

/// The criteria whose share of the stage shifted most.
fn criteria((old, then): StageOf<'_>, (new, now): StageOf<'_>) -> Vec<VerdictCause> {
    // Shares of two totals are compared over their common denominator.
    let share = |points: Option<&CriterionPoints>, stage: &StageResult, other: &StageResult| {
        let lost = points.map_or(0, |p| p.points.max - p.points.proven);
        u128::from(lost) * u128::from(other.points.max) * u128::from(u8::from(stage.points.max > 0))
    };
    let words = |points: Option<&CriterionPoints>| {
        points.map_or_else(|| "-".to_owned(), |p| format!("{}/{}", p.points.proven, p.points.max))
    };
    let is_same = |before: &CriterionPoints, after: &CriterionPoints| {
        new.find_criterion(&old[before.criterion].id) == Some(after.criterion)
    };
    let all = paired(&then.criteria, &now.criteria, is_same);
    let mut changed: Vec<_> = all.filter(|(before, after)| words(*before) != words(*after)).collect();
    changed
        .sort_by_key(|(before, after)| Reverse(share(*before, then, now).abs_diff(share(*after, now, then))));
    let cause = |(before, after): (Option<&CriterionPoints>, Option<&CriterionPoints>)| {
        let (was, is) = (words(before), words(after));
        let id = before.map_or("", |own| &old[own.criterion].id);
        let now = after.map(|own| own.criterion).or_else(|| new.find_criterion(id));
        let path = now.map_or(id, |now| &new[now].id);
        let text = say!("{is} proven points, was {was}", "裏付けのある点 {was} → {is}");
        VerdictCause { path: path.to_owned(), text }
    };
    changed.into_iter().take(NAMED).map(cause).collect()
}
