//! The plan: the least effort that makes a stage and all before it ready, or the most that a given effort can reach.

mod goal;
mod steps;

use jiff::SignedDuration;
use jiff::civil::Date;

use self::goal::{PlanSearch, Targets};
use super::Assessed;
use crate::framework::{CriterionIx, Framework, StageIx, Text, WeekRange};
use crate::scoring::Points;
use crate::text::ids;

/// How many partial plans are tried: a number rather than a time, so that every machine finds the same plan.
pub const PLAN_LIMIT: usize = 400_000;

/// Ten thousand years: more than the calendar has.
const MOST_HOURS: i64 = 10_000 * 366 * 24;

/// What a plan has to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The stage to make ready, with all before it.
    pub to: StageIx,
    /// The available effort; `None` for no limit.
    pub budget: Option<u64>,
    /// How many partial plans to try, usually [`PLAN_LIMIT`].
    pub limit: usize,
}

/// The cheapest way to a goal, or the farthest within a budget.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// What it has to reach.
    pub goal: Goal,
    /// Whether it is the best one.
    pub status: PlanStatus,
    /// Its effort, in the unit of the framework.
    pub effort: u64,
    /// Whether that unit is person-weeks, which can be added to waits.
    pub is_in_weeks: bool,
    /// What to do: by the first stage that each step serves; at the same stage gates first, then the longest waits.
    pub steps: Vec<PlanStep>,
    /// The sheet with every step done, scored as usual; none if the goal is impossible.
    pub after: Option<Assessed>,
    /// The stage that no answers can make ready, because no criterion counts there.
    pub blocked_by: Option<StageIx>,
}

/// How good a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanStatus {
    /// It is proven that nothing is better.
    Optimal,
    /// There is nothing to do.
    AlreadyReady,
    /// No answers reach the goal.
    Impossible,
    /// It reaches what it says, but the limit was too low to prove that nothing is better.
    BestFound,
}

ids! { PlanStatus {
    Self::Optimal => "optimal",
    Self::AlreadyReady => "already-ready",
    Self::Impossible => "impossible",
    Self::BestFound => "best-found",
} }

/// Everything that a plan does about one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanStep {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The level claimed now; 0 if the answer is open.
    pub from: u8,
    /// The level afterwards, with evidence; the same as `from` if a claim is only proven.
    pub to: u8,
    /// Whether a claim has to be proven; the effort includes this.
    pub prove: bool,
    /// Whether the answer is open, so that some of it may already have been done.
    pub open: bool,
    /// Whether a claim above level 0 is only proposed, so that it must be confirmed first.
    pub proposed: bool,
    /// Effort, in the unit of the framework.
    pub effort: u64,
    /// Calendar weeks that no amount of effort shortens, one level after the other.
    pub lead_weeks: WeekRange,
    /// The first stage that it serves.
    pub stage: StageIx,
    /// The stages with a gate that it opens, alone or with other steps.
    pub opens: Vec<StageIx>,
    /// The proven points that it adds, for each stage it affects.
    pub gains: Vec<(StageIx, u64)>,
}

impl PlanStep {
    /// Whether it only proves what is claimed.
    pub fn is_proof(&self) -> bool {
        self.from == self.to
    }

    /// Whether it only confirms and proves a proposed level.
    pub fn is_confirmation(&self) -> bool {
        self.is_proof() && self.proposed
    }

    /// What leads from level to level.
    pub fn next<'a>(&self, framework: &'a Framework) -> impl Iterator<Item = &'a Text> {
        let levels = &framework[self.criterion].levels[usize::from(self.from)..usize::from(self.to)];
        levels.iter().filter_map(|level| level.next.as_ref())
    }
}

impl Plan {
    /// Whether the goal is reached after all steps.
    pub fn reaches_goal(&self) -> bool {
        self.after.as_ref().is_some_and(|after| after.assessment.reached > self.goal.to.get())
    }

    /// How many steps start from an open answer.
    pub fn open_steps(&self) -> usize {
        self.steps.iter().filter(|step| step.open).count()
    }

    /// The steps by the stage that they serve first, each with their person-weeks.
    pub fn by_stage(&self) -> impl Iterator<Item = (StageIx, u64, &[PlanStep])> {
        let stages = self.steps.chunk_by(|one, other| one.stage == other.stage);
        stages.map(|steps| (steps[0].stage, steps.iter().map(|step| step.effort).sum(), steps))
    }

    /// The calendar weeks from start to end: at least, if every step has its own person; at most, if one person does
    /// all of them and the longest wait comes last. If the effort is not in weeks, only the waits count.
    pub fn weeks(&self) -> WeekRange {
        let work = |effort: u64| if self.is_in_weeks { effort } else { 0 };
        let from = self.steps.iter().map(|step| work(step.effort) + step.lead_weeks.from);
        let wait = self.steps.iter().map(|step| step.lead_weeks.to);
        WeekRange { from: from.max().unwrap_or(0), to: work(self.effort) + wait.max().unwrap_or(0) }
    }

    /// The earliest day on which all steps can be done if they start on `day`, each with its own person.
    pub fn earliest(&self, day: Date) -> Date {
        let hours = i64::try_from(self.weeks().from).unwrap_or(i64::MAX).saturating_mul(7 * 24);
        day.saturating_add(SignedDuration::from_hours(hours.min(MOST_HOURS)))
    }
}

/// The cheapest plan for a goal: the least effort, then the fewest criteria, then earlier ones, then lower levels.
/// Within a budget: the most stages reached up to the goal, then the most proven points of the next one, then as above.
///
/// # Panics
///
/// If the steps, scored as any sheet, do not reach the goal: a plan that breaks its promise is a bug.
pub fn plan(framework: &Framework, assessed: &Assessed, goal: Goal) -> Plan {
    let assessment = &assessed.assessment;
    let not_assessed = |stage: &StageIx| assessment.stages[stage.get()].points == Points::default();
    let blocked_by = framework.stage_indices().take(goal.to.get() + 1).find(not_assessed);
    let (status, steps) = (PlanStatus::AlreadyReady, Vec::new());
    let is_in_weeks = framework.effort_is_weeks();
    let none = Plan { goal, status, effort: 0, is_in_weeks, steps, after: None, blocked_by };
    if assessment.reached > goal.to.get() {
        return Plan { after: Some(assessed.clone()), ..none };
    }
    let search = PlanSearch { framework, assessment, limit: goal.limit };
    let found = match goal.budget {
        None if blocked_by.is_some() => return Plan { status: PlanStatus::Impossible, ..none },
        None => search.reach(goal.to.get() + 1),
        Some(budget) => farthest(&search, goal.to, blocked_by, budget),
    };
    let steps = steps::steps(framework, assessment, &found.levels, goal.to);
    let after = steps::apply(framework, assessed, &found.levels);
    let plan = Plan {
        goal,
        status: if found.is_optimal { PlanStatus::Optimal } else { PlanStatus::BestFound },
        effort: found.effort,
        is_in_weeks,
        steps,
        after: Some(after),
        blocked_by,
    };
    assert!(goal.budget.is_some() || plan.reaches_goal(), "a plan that is applied reaches its goal");
    plan
}

fn farthest(search: &PlanSearch<'_>, to: StageIx, blocked_by: Option<StageIx>, budget: u64) -> Targets {
    // A stage without criteria, and those after it, cannot be reached.
    let end = blocked_by.map_or(to.get() + 1, StageIx::get);
    let mut reached = search.assessment.reached;
    let mut best = search.stay();
    let mut is_optimal = true;
    while reached < end {
        let next = search.reach(reached + 1);
        if next.effort > budget {
            is_optimal &= next.is_optimal;
            break;
        }
        reached += 1;
        is_optimal &= next.is_optimal;
        best = next;
    }
    if reached < end {
        best = search.fill(reached, budget, &best);
        is_optimal &= best.is_optimal;
    }
    Targets { is_optimal, ..best }
}
