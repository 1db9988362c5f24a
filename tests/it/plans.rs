//! The laws of plans, against a search through every possibility, on random frameworks and random sheets.

use outside_in::advice::{Assessed, Goal, PLAN_LIMIT, Plan, PlanStatus, plan};
use outside_in::answers::{Answer, Form, Reply};
use outside_in::framework::{CriterionIx, Framework, StageIx};
use outside_in::scoring::{Assessment, State, score};
use proptest::prelude::*;

use crate::random::{AS_OF, Case, SplitMix, case, cases, never_drawn, usable};
use crate::support::read_text;

/// A random framework that is read, and a company.
pub(crate) fn company(case: &Case) -> (Framework, Assessed) {
    let framework = usable(&case.framework);
    let reading = read_text(&case.sheet.to_json(), Form::Json, &framework);
    let assessed = Assessed::new(&framework, reading, AS_OF);
    (framework, assessed)
}

/// What a criterion can become, in the words of the design: its proven level and the effort.
fn rungs(framework: &Framework, state: State, criterion: CriterionIx) -> Vec<(u8, u64)> {
    let (claimed, proven) = match state {
        State::Level { claimed, proven, .. } => (claimed, proven),
        State::Unknown | State::Unanswered => (0, 0),
        State::NotApplicable | State::Skipped => return Vec::new(),
    };
    let mut rungs = vec![(proven, 0)];
    for level in claimed..=framework[criterion].top() {
        let steps = (claimed..level).map(|from| u64::from(framework[criterion].level(from).cost()));
        let effort = steps.sum::<u64>() + u64::from(claimed > proven);
        if level > proven {
            rungs.push((level, effort));
        }
    }
    rungs
}

/// The sheet with levels set, each with evidence of today.
fn applied(framework: &Framework, assessed: &Assessed, levels: &[(CriterionIx, u8)]) -> Assessment {
    let mut sheet = assessed.sheet.clone();
    for (criterion, level) in levels {
        let evidence = vec!["seen".into()];
        let answer = Answer { evidence, date: Some(AS_OF), ..Answer::new(Reply::Level(*level)) };
        sheet.set_answer(*criterion, answer);
    }
    score(framework, &sheet, AS_OF)
}

/// How good a set of levels is; less is better: effort, number of criteria, which criteria, which levels.
type Rank = (u64, usize, Vec<usize>, Vec<u8>);

fn rank(effort: u64, levels: &[(CriterionIx, u8)]) -> Rank {
    let which = levels.iter().map(|(criterion, _)| criterion.get()).collect();
    (effort, levels.len(), which, levels.iter().map(|(_, level)| *level).collect())
}

fn rank_of(plan: &Plan) -> Rank {
    rank(plan.effort, &levels_of(plan))
}

fn levels_of(plan: &Plan) -> Vec<(CriterionIx, u8)> {
    let mut levels: Vec<_> = plan.steps.iter().map(|step| (step.criterion, step.to)).collect();
    levels.sort_unstable();
    levels
}

/// One selection of levels and its effort.
type Selection = (Vec<(CriterionIx, u8)>, u64);

/// Every selection of levels; `None` if there are too many to look at.
fn selections(framework: &Framework, assessed: &Assessed) -> Option<Vec<Selection>> {
    let mut all: Vec<Selection> = vec![(Vec::new(), 0)];
    for criterion in framework.criterion_indices() {
        let rungs = rungs(framework, assessed.assessment.states[criterion.get()], criterion);
        if rungs.len() < 2 {
            continue;
        }
        if all.len() * rungs.len() > 1_500 {
            return None;
        }
        let with = |(levels, effort): &Selection, (position, (level, more)): (usize, &(u8, u64))| {
            let own = (position > 0).then_some((criterion, *level));
            (levels.iter().copied().chain(own).collect(), effort + more)
        };
        all = all.iter().flat_map(|one| rungs.iter().enumerate().map(|rung| with(one, rung))).collect();
    }
    Some(all)
}

fn goal(to: StageIx, budget: Option<u64>) -> Goal {
    Goal { to, budget, limit: PLAN_LIMIT }
}

/// All selections with what they lead to, if they are few enough.
fn outcomes(framework: &Framework, assessed: &Assessed) -> Option<Vec<(Assessment, Selection)>> {
    let all = selections(framework, assessed)?;
    Some(all.into_iter().map(|one| (applied(framework, assessed, &one.0), one)).collect())
}

/// A plan without a budget is the best of all there are.
fn is_the_best(plan: &Plan, to: StageIx, all: &[(Assessment, Selection)]) -> Result<(), TestCaseError> {
    let reaching = all.iter().filter(|(after, _)| after.reached > to.get());
    match reaching.map(|(_, (levels, effort))| rank(*effort, levels)).min() {
        None => prop_assert_eq!(plan.status, PlanStatus::Impossible),
        Some(best) if plan.status == PlanStatus::AlreadyReady => prop_assert_eq!(best, rank(0, &[])),
        Some(best) => {
            prop_assert_eq!(plan.status, PlanStatus::Optimal);
            prop_assert_eq!(rank_of(plan), best);
        }
    }
    Ok(())
}

/// No levels found by chance reach the stage for less.
fn beats_chance(
    plan: &Plan,
    to: StageIx,
    (framework, assessed): (&Framework, &Assessed),
    seed: u64,
) -> Result<(), TestCaseError> {
    let (mut levels, mut effort, mut numbers) = (Vec::new(), 0, SplitMix(seed));
    for criterion in framework.criterion_indices() {
        let rungs = rungs(framework, assessed.assessment.states[criterion.get()], criterion);
        // High rungs more often than low ones, or nothing would ever be reached.
        let skip = numbers.index(8).saturating_sub(4);
        if let Some((position, (level, more))) = rungs.iter().enumerate().rev().nth(skip) {
            effort += more;
            levels.extend((position > 0).then_some((criterion, *level)));
        }
    }
    if applied(framework, assessed, &levels).reached > to.get() {
        prop_assert!(plan.effort <= effort);
        prop_assert!(rank_of(plan) <= rank(effort, &levels));
    }
    Ok(())
}

/// A plan that is followed gives what it promised.
fn keeps_its_promise(plan: &Plan, framework: &Framework, assessed: &Assessed) -> Result<(), TestCaseError> {
    let Some(after) = &plan.after else { return Ok(()) };
    prop_assert_eq!(&applied(framework, assessed, &levels_of(plan)), &after.assessment);
    prop_assert_eq!(plan.effort, plan.steps.iter().map(|step| step.effort).sum::<u64>());
    for step in &plan.steps {
        let rungs = rungs(framework, assessed.assessment.states[step.criterion.get()], step.criterion);
        prop_assert!(rungs.contains(&(step.to, step.effort)), "{step:?}");
        let alone = applied(framework, assessed, &[(step.criterion, step.to)]);
        for (stage, gain) in &step.gains {
            let points = |assessment: &Assessment| assessment.stages[stage.get()].points.proven;
            prop_assert_eq!(points(&alone) - points(&assessed.assessment), *gain);
        }
    }
    // Whoever stops after the steps of a stage has reached what lies so far, if the plan reaches it.
    for stage in framework.stage_indices().take(after.assessment.reached) {
        let so_far: Vec<_> = plan.steps.iter().filter(|step| step.stage <= stage).collect();
        let levels: Vec<_> = so_far.iter().map(|step| (step.criterion, step.to)).collect();
        prop_assert!(applied(framework, assessed, &levels).reached > stage.get());
    }
    Ok(())
}

/// A plan within a budget goes as far as any.
fn goes_as_far(
    plan: &Plan,
    to: StageIx,
    budget: u64,
    all: &[(Assessment, Selection)],
) -> Result<(), TestCaseError> {
    let key = |after: &Assessment, rank: Rank| {
        let reached = after.reached.min(to.get() + 1);
        let next = after.stages.get(reached).filter(|_| reached <= to.get());
        (std::cmp::Reverse((reached, next.map_or(0, |next| next.points.proven))), rank)
    };
    let within = all.iter().filter(|(_, (_, effort))| *effort <= budget);
    let best = within.map(|(after, (levels, effort))| key(after, rank(*effort, levels))).min();
    let after = &plan.after.as_ref().expect("a budget always leaves something").assessment;
    prop_assert_eq!(Some(key(after, rank_of(plan))), best);
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    // The laws share their plans, which cost most.
    #[test]
    fn plans_are_the_best_and_keep_their_promises(
        case in case(),
        draws in any::<[u64; 8]>(),
        limit in 0..40_usize,
        budget in 0..20_u64,
    ) {
        let (framework, assessed) = company(&case);
        let all = outcomes(&framework, &assessed);
        for to in framework.stage_indices() {
            let full = plan(&framework, &assessed, goal(to, None));
            keeps_its_promise(&full, &framework, &assessed)?;
            for seed in draws {
                beats_chance(&full, to, (&framework, &assessed), seed)?;
            }

            let within = plan(&framework, &assessed, goal(to, Some(budget)));
            prop_assert!(within.effort <= budget);
            keeps_its_promise(&within, &framework, &assessed)?;
            if let Some(all) = &all {
                is_the_best(&full, to, all)?;
                goes_as_far(&within, to, budget, all)?;
            }

            // Stopped early, a plan is worse and no less true.
            let short = plan(&framework, &assessed, Goal { limit, ..goal(to, None) });
            keeps_its_promise(&short, &framework, &assessed)?;
            prop_assert!(rank_of(&full) <= rank_of(&short));
            match short.status {
                PlanStatus::BestFound => prop_assert!(short.reaches_goal()),
                status => {
                    prop_assert_eq!(status, full.status);
                    prop_assert_eq!(rank_of(&full), rank_of(&short));
                }
            }
        }
    }
}

#[test]
fn the_draws_reach_every_kind_of_plan() {
    let wanted = [
        "optimal true",
        "already-ready true",
        "impossible true",
        "prove true rise true",
        "prove true rise false",
        "prove false rise true",
        "many steps true",
    ];
    let missing = never_drawn(wanted, 300, |case| {
        let (framework, assessed) = company(case);
        let small = selections(&framework, &assessed).is_some();
        let mut seen = Vec::new();
        for to in framework.stage_indices() {
            let plan = plan(&framework, &assessed, goal(to, None));
            seen.push(format!("{} {small}", plan.status.id()));
            let steps = plan.steps.iter();
            seen.extend(steps.map(|step| format!("prove {} rise {}", step.prove, step.from < step.to)));
            seen.push(format!("many steps {}", small && plan.steps.len() > 3));
        }
        seen
    });
    assert!(missing.is_empty(), "never drawn: {missing:?}");
}
