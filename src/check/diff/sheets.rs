use crate::advice::Assessed;
use crate::framework::{Framework, Verdict};
use crate::say;
use crate::scoring::{CriterionPoints, GateResult, StageResult};
use crate::text::Bilingual;

/// What two versions of a framework say of one sheet, where they differ.
#[derive(Clone, Debug)]
pub struct SheetChange {
    /// Stages reached before.
    pub reached_before: usize,
    /// Stages reached now.
    pub reached_after: usize,
    /// Answers that were read before and are errors now.
    pub lost_answers: usize,
    /// The stages of both whose verdict changed, in the order of the new framework.
    pub verdicts: Vec<VerdictChange>,
}

/// A stage with another verdict.
#[derive(Clone, Debug)]
pub struct VerdictChange {
    /// The stage's id.
    pub stage: String,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict now.
    pub after: Verdict,
    /// What caused it: gates, then the threshold, then criteria, the largest shift first.
    pub causes: Vec<VerdictCause>,
}

/// One thing that shifted a stage.
#[derive(Clone, Debug)]
pub struct VerdictCause {
    /// The key of a framework that it is about, such as `coding`.
    pub path: String,
    /// In words.
    pub text: Bilingual,
}

impl SheetChange {
    /// Whether some verdict got worse, or fewer stages are reached.
    pub fn is_worse(&self) -> bool {
        self.reached_after < self.reached_before || self.verdicts.iter().any(|v| v.after < v.before)
    }

    /// Whether any verdict changed at all, or an answer is lost.
    pub fn is_change(&self) -> bool {
        self.reached_after != self.reached_before || !self.verdicts.is_empty() || self.lost_answers > 0
    }
}

/// How many shifted criteria are named as causes.
const NAMED: usize = 3;

/// Compares what two versions say of the same sheet.
pub fn sheet_change(
    (old, before): (&Framework, &Assessed),
    (new, after): (&Framework, &Assessed),
) -> SheetChange {
    let bad = |assessed: &Assessed| assessed.notices.iter().filter(|notice| notice.is_error()).count();
    let lost_answers = bad(after).saturating_sub(bad(before));
    let (before, after) = (&before.assessment, &after.assessment);
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
    SheetChange {
        reached_before: before.reached,
        reached_after: after.reached,
        lost_answers,
        verdicts: changed.collect(),
    }
}

fn causes(
    (old, then): (&Framework, &StageResult),
    (new, now): (&Framework, &StageResult),
) -> Vec<VerdictCause> {
    let mut causes = gates((old, then), (new, now));
    let (from, to) = (old[then.stage].ready_at, new[now.stage].ready_at);
    if from != to {
        let text = say!("ready at {to}, was {from}", "合格基準 {from} → {to}");
        causes.push(VerdictCause { path: format!("{}.ready_at", new[now.stage].id), text });
    }
    causes.extend(criteria((old, then), (new, now)));
    causes
}

fn gates(
    (old, then): (&Framework, &StageResult),
    (new, now): (&Framework, &StageResult),
) -> Vec<VerdictCause> {
    let states = |gate: &GateResult| match (gate.status.id(), gate.proven_status.id()) {
        (claimed, proven) if claimed == proven => claimed.to_owned(),
        (claimed, proven) => format!("{claimed} (proven: {proven})"),
    };
    let mut causes = Vec::new();
    let mut known = Vec::new();
    for gate in &then.gates {
        let criterion = new.find_criterion(&old[gate.criterion].id);
        known.extend(criterion);
        let after = now.gates.iter().find(|other| Some(other.criterion) == criterion);
        let path = criterion.map_or(&old[gate.criterion].id, |criterion| &new[criterion].id).clone();
        let is = states(gate);
        match after.map(states) {
            Some(becomes) if becomes == is => {}
            Some(becomes) => {
                let text = say!("gate {becomes}, was {is}", "必須条件 {is} → {becomes}");
                causes.push(VerdictCause { path, text });
            }
            None => causes.push(VerdictCause {
                path,
                text: say!("gate gone, was {is}", "必須条件の削除（以前は {is}）"),
            }),
        }
    }
    for gate in now.gates.iter().filter(|gate| !known.contains(&gate.criterion)) {
        let becomes = states(gate);
        let text = say!("new gate {becomes}", "新しい必須条件 {becomes}");
        causes.push(VerdictCause { path: new[gate.criterion].id.clone(), text });
    }
    causes
}

/// The criteria whose part of the stage shifted most.
fn criteria(
    (old, then): (&Framework, &StageResult),
    (new, now): (&Framework, &StageResult),
) -> Vec<VerdictCause> {
    let mut shifts: Vec<(u128, VerdictCause)> = Vec::new();
    let mut known = Vec::new();
    let mut add = |path: &str, before: Option<&CriterionPoints>, after: Option<&CriterionPoints>| {
        let lost = |points: Option<&CriterionPoints>| points.map_or(0, |p| p.points.max - p.points.proven);
        // Shares of two stages of different size are compared over their common denominator.
        let share = |points, stage: &StageResult, other: &StageResult| {
            u128::from(lost(points))
                * u128::from(other.points.max)
                * u128::from(u8::from(stage.points.max > 0))
        };
        let shift = share(before, then, now).abs_diff(share(after, now, then));
        let words = |points: Option<&CriterionPoints>| {
            points.map_or_else(|| "-".to_owned(), |p| format!("{}/{}", p.points.proven, p.points.max))
        };
        let (was, is) = (words(before), words(after));
        if was != is {
            let text = say!("{is} proven points, was {was}", "裏付けのある点 {was} → {is}");
            shifts.push((shift, VerdictCause { path: path.to_owned(), text }));
        }
    };
    for points in &then.criteria {
        let criterion = new.find_criterion(&old[points.criterion].id);
        known.extend(criterion);
        let after = now.criteria.iter().find(|other| Some(other.criterion) == criterion);
        let path = criterion.map_or(&old[points.criterion].id, |criterion| &new[criterion].id);
        add(path, Some(points), after);
    }
    for points in now.criteria.iter().filter(|points| !known.contains(&points.criterion)) {
        add(&new[points.criterion].id, None, Some(points));
    }
    shifts.sort_by_key(|(shift, _)| std::cmp::Reverse(*shift));
    shifts.into_iter().take(NAMED).map(|(_, cause)| cause).collect()
}
