//! The laws of cohorts, against plain and slow computations on random frameworks and random sheets.

use outside_in::advice::{
    Assessed, Cohort, DRAWS, FEW, Quartiles, Ranks, Share, cohort, groups, items, ranks,
};
use outside_in::answers::{Answer, Form, Reading, Reply};
use outside_in::framework::{Framework, StageIx, Verdict};
use outside_in::report::cohort::{CohortView, Member, json, terminal};
use outside_in::report::{Input, Paint, Terminal};
use outside_in::scoring::{Assessment, GateStatus, State, assess, score};
use outside_in::text::{Lang, width};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random::{AS_OF, FrameworkSpec, RawSheet, SplitMix, cases, random_framework, raw_sheet, usable};
use crate::support::read_text;

/// A random framework with the companies of some random sheets.
fn companies(spec: &FrameworkSpec, raw: Vec<RawSheet>) -> (Framework, Vec<Assessed>) {
    let framework = usable(spec);
    let fit = |raw: RawSheet| {
        let reading = read_text(&spec.fit(raw).to_json(), Form::Json, &framework);
        Assessed::new(&framework, reading, AS_OF)
    };
    let all = raw.into_iter().map(fit).collect();
    (framework, all)
}

/// A part of a whole, as it is before it becomes a share; a part of nothing is none of one.
type Part = (u64, u64);

fn less((a, b): Part, (c, d): Part) -> bool {
    u128::from(a) * u128::from(d) < u128::from(c) * u128::from(b)
}

fn part(part: u64, whole: u64) -> Part {
    if whole == 0 { (0, 1) } else { (part, whole) }
}

/// What ranks overall: how many stages are reached, then the score of the next.
fn standing(assessment: &Assessment) -> (usize, Part) {
    let next = assessment.next_stage.map(|stage| assessment.stages[stage.get()].points);
    (assessment.reached, next.map_or((0, 1), |points| part(points.score, points.max)))
}

/// Whether the second stands above the first.
fn is_above(one: (usize, Part), other: (usize, Part)) -> bool {
    one.0 < other.0 || (one.0 == other.0 && less(one.1, other.1))
}

/// The rank of each, by looking at all others.
fn slow_ranks(standings: &[(usize, Part)]) -> Vec<usize> {
    standings.iter().map(|own| 1 + standings.iter().filter(|other| is_above(*own, **other)).count()).collect()
}

fn on_stage(assessment: &Assessment, stage: StageIx) -> Option<(usize, Part)> {
    let points = assessment.stages[stage.get()].points;
    (points.max > 0).then_some((0, (points.score, points.max)))
}

fn at_best(framework: &Framework, assessed: &Assessed) -> Assessment {
    let mut states = assessed.assessment.states.clone();
    for (state, criterion) in states.iter_mut().zip(framework.criteria()) {
        if matches!(state, State::Unknown | State::Unanswered) {
            *state = State::at(criterion.top());
        }
    }
    assess(framework, states)
}

/// The overall ranks under each of the weightings, company by company.
fn slow_draws(framework: &Framework, all: &[Assessed]) -> Vec<Vec<usize>> {
    let mut numbers: Vec<SplitMix> = framework.stage_indices().map(SplitMix::of_stage).collect();
    let mut out = vec![Vec::new(); all.len()];
    for _ in 0..DRAWS {
        let factors: Vec<Vec<u64>> = framework
            .stage_indices()
            .zip(&mut numbers)
            .map(|(stage, numbers)| {
                let weighs = framework.criteria().iter().filter(|criterion| criterion.weight(stage) > 0);
                weighs.map(|_| numbers.factor()).collect()
            })
            .collect();
        let standing = |company: &Assessed| {
            let mut reached = 0;
            for (result, factors) in company.assessment.stages.iter().zip(&factors) {
                let sum = |part: fn(&outside_in::scoring::Points) -> u64| -> u64 {
                    result.criteria.iter().zip(factors).map(|(own, factor)| part(&own.points) * factor).sum()
                };
                let (proven, score, max) =
                    (sum(|points| points.proven), sum(|points| points.score), sum(|points| points.max));
                let gates = result.gates.iter().all(|gate| gate.proven_status.lets_pass());
                let ready_at = u64::from(framework[result.stage].ready_at);
                if max == 0 || !gates || proven * 100 < ready_at * max {
                    return (reached, part(score, max));
                }
                reached += 1;
            }
            (reached, (0, 1))
        };
        let standings: Vec<_> = all.iter().map(standing).collect();
        for (ranks, rank) in out.iter_mut().zip(slow_ranks(&standings)) {
            ranks.push(rank);
        }
    }
    out
}

fn refs(all: &[Assessed]) -> Vec<&Assessed> {
    all.iter().collect()
}

fn random_companies(
    sheets: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = (FrameworkSpec, Vec<RawSheet>)> {
    (random_framework(), vec(raw_sheet(12), sheets))
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_quartile_is_the_least_that_enough_do_not_exceed(parts in vec((0..50_u64, 0..9_u64), 0..40)) {
        let parts: Vec<Part> = parts.into_iter().map(|(one, more)| part(one, one + more)).collect();
        let found = Quartiles::of(parts.iter().map(|(part, whole)| Share::of(*part, *whole)).collect());
        prop_assert_eq!(found.is_none(), parts.is_empty());
        let Some(found) = found else { return Ok(()) };
        for (quarter, quartile) in [(1, found.first), (2, found.median), (3, found.third), (4, found.highest)] {
            let enough = |least: &Part| parts.iter().filter(|one| !less(*least, **one)).count() * 4 >= quarter * parts.len();
            let wanted = parts.iter().copied().filter(enough).reduce(|one, other| if less(other, one) { other } else { one });
            let (part, whole) = wanted.expect("the greatest is enough");
            prop_assert_eq!(quartile, Share::of(part, whole));
        }
        prop_assert!(parts.iter().all(|(part, whole)| found.lowest <= Share::of(*part, *whole)));
    }

    #[test]
    fn the_numbers_of_a_stage_are_those_of_its_companies((spec, raw) in random_companies(0..=8)) {
        let (framework, all) = companies(&spec, raw);
        let found = cohort(&framework, &refs(&all));
        prop_assert_eq!(found.companies, all.len());
        for (stages, count) in found.reached.iter().enumerate() {
            prop_assert_eq!(*count, all.iter().filter(|one| one.assessment.reached == stages).count());
        }
        let claims = all.iter().flat_map(|one| &one.assessment.states);
        let (proposed, claims): (Vec<_>, Vec<_>) = claims.partition(|state| state.is_proposed());
        prop_assert_eq!(found.claims.proposed, proposed.len());
        let is_unproven = |state: &&&State| matches!(state, State::Level { claimed, proven, .. } if claimed > proven);
        prop_assert_eq!(found.claims.unproven, claims.iter().filter(is_unproven).count());
        prop_assert!(found.claims.companies <= found.claims.unproven && found.claims.unproven <= found.claims.needing);
        for (summary, stage) in found.stages.iter().zip(framework.stage_indices()) {
            let results: Vec<_> = all.iter().map(|one| &one.assessment.stages[stage.get()]).collect();
            for verdict in Verdict::ALL {
                prop_assert_eq!(summary.with(verdict), results.iter().filter(|one| one.verdict == verdict).count());
            }
            let assessed: Vec<_> = results.iter().filter(|one| one.points.max > 0).collect();
            prop_assert_eq!(summary.assessed, assessed.len());
            let mut bins = [0; 10];
            for result in &assessed {
                let tenth = (0..10).rev().find(|tenth| !less((result.points.score, result.points.max), (*tenth, 10)));
                bins[usize::try_from(tenth.expect("from 0")).expect("small")] += 1;
            }
            prop_assert_eq!(summary.bins, bins);
            prop_assert!(summary.gates.iter().is_sorted_by_key(|gate| std::cmp::Reverse((gate.failed, gate.open))));
            prop_assert_eq!(summary.gates.len(), framework.gates_of(stage).count());
            for gate in &summary.gates {
                let of = |result: &&&&outside_in::scoring::StageResult, status| {
                    result.gates.iter().any(|one| one.gate == gate.gate && one.status == status)
                };
                prop_assert_eq!(gate.failed, assessed.iter().filter(|one| of(one, GateStatus::Failed)).count());
                prop_assert_eq!(gate.open, assessed.iter().filter(|one| of(one, GateStatus::Open)).count());
                let alone = assessed.iter().filter(|result| {
                    let ready_at = u64::from(framework[stage].ready_at);
                    let blocks = |one: &&outside_in::scoring::GateResult| !one.proven_status.lets_pass();
                    let blocking: Vec<_> = result.gates.iter().filter(blocks).map(|one| one.gate).collect();
                    result.points.proven * 100 >= ready_at * result.points.max && blocking == [gate.gate]
                });
                prop_assert_eq!(gate.alone, alone.count());
            }
            let lost: u64 = assessed.iter().map(|one| one.points.max - one.points.score).sum();
            prop_assert_eq!(summary.losses.iter().map(|loss| loss.points).sum::<u64>(), lost, "the parts add up");
            let open: u64 = assessed.iter().map(|one| one.points.possible - one.points.score).sum();
            prop_assert_eq!(summary.losses.iter().map(|loss| loss.open_points).sum::<u64>(), open);
            prop_assert!(summary.losses.iter().is_sorted_by_key(|loss| std::cmp::Reverse(loss.points)));
        }
    }

    #[test]
    fn ranks_are_those_of_a_slow_count_whatever_the_order((spec, raw) in random_companies(0..=7), turn in 1..7_usize) {
        let (framework, all) = companies(&spec, raw);
        let found = ranks(&framework, &refs(&all));
        let best: Vec<Assessment> = all.iter().map(|one| at_best(&framework, one)).collect();
        let overall: Vec<_> = all.iter().map(|one| standing(&one.assessment)).collect();
        let highest: Vec<_> = best.iter().map(standing).collect();
        for (position, rank) in found.overall.iter().enumerate() {
            let others = |of: &dyn Fn(usize) -> bool| (0..all.len()).filter(|other| *other != position && of(*other)).count();
            prop_assert_eq!(rank.rank, slow_ranks(&overall)[position]);
            prop_assert_eq!(rank.answers.best, 1 + others(&|other| is_above(highest[position], overall[other])));
            prop_assert_eq!(rank.answers.worst, 1 + others(&|other| is_above(overall[position], highest[other])));
            prop_assert!(rank.answers.best <= rank.rank && rank.rank <= rank.answers.worst);
        }
        for (stage, list) in framework.stage_indices().zip(&found.stages) {
            let keys: Vec<_> = all.iter().filter_map(|one| on_stage(&one.assessment, stage)).collect();
            let ranked: Vec<usize> = list.iter().flatten().map(|rank| rank.rank).collect();
            prop_assert_eq!(ranked, slow_ranks(&keys));
            for (one, rank) in all.iter().zip(list) {
                prop_assert_eq!(rank.is_some(), on_stage(&one.assessment, stage).is_some());
            }
        }
        if all.is_empty() {
            return Ok(());
        }

        // The companies in another order.
        let one = refs(&all);
        let mut other = one.clone();
        let turn = turn % one.len();
        other.rotate_left(turn);
        prop_assert_eq!(cohort(&framework, &one), cohort(&framework, &other));
        prop_assert_eq!(items(&framework, &one), items(&framework, &other));
        for fact in framework.fact_indices() {
            prop_assert_eq!(groups(&framework, &one, fact, true), groups(&framework, &other, fact, true));
        }
        let mut turned = found.clone();
        turned.overall.rotate_left(turn);
        turned.stages.iter_mut().for_each(|list| list.rotate_left(turn));
        prop_assert_eq!(turned, ranks(&framework, &other));

        // A twin shares everything, and only pushes those behind.
        let mut twins = refs(&all);
        twins.push(&all[0]);
        let after = ranks(&framework, &twins);
        prop_assert_eq!(after.overall[0], after.overall[all.len()]);
        for (position, rank) in found.overall.iter().enumerate() {
            let behind = usize::from(rank.rank > found.overall[0].rank);
            prop_assert_eq!(after.overall[position].rank, rank.rank + behind);
        }
    }

    #[test]
    fn groups_part_the_companies_and_hide_the_small_ones((spec, raw) in random_companies(0..=12)) {
        let (framework, all) = companies(&spec, raw);
        for fact in framework.fact_indices() {
            let full = groups(&framework, &refs(&all), fact, true);
            prop_assert_eq!(full.hidden, 0);
            let members: usize = full.groups.iter().map(|group| group.companies).sum();
            prop_assert!(members == all.len() || (full.overlap && members > all.len()));
            for group in &full.groups {
                prop_assert!(group.companies > 0);
                prop_assert_eq!(group.reached.iter().sum::<usize>(), group.companies);
            }
            let shown = groups(&framework, &refs(&all), fact, false);
            let large: Vec<_> = full.groups.iter().filter(|group| group.companies >= FEW).cloned().collect();
            prop_assert_eq!(shown.hidden, full.groups.len() - large.len());
            prop_assert_eq!(shown.groups, large);
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn no_answers_lead_out_of_the_ranks((spec, raw) in random_companies(1..=5), draws in vec(any::<u64>(), 3)) {
        let (framework, all) = companies(&spec, raw);
        let found = ranks(&framework, &refs(&all));
        for draw in draws {
            let mut numbers = SplitMix(draw);
            let answered: Vec<Assessment> = all
                .iter()
                .map(|company| {
                    let mut sheet = company.sheet.clone();
                    for index in framework.criterion_indices() {
                        if !company.assessment.states[index.get()].is_open() {
                            continue;
                        }
                        let pick = numbers.below(24);
                        let high = u8::try_from(pick % u64::from(framework[index].top() + 1)).expect("few levels");
                        let evidence = if pick.is_multiple_of(2) { vec!["seen".into()] } else { Vec::new() };
                        let answer = match pick {
                            0 => continue,
                            1..=4 if framework[index].may_not_apply => Answer::new(Reply::NotApplicable("so".to_owned())),
                            _ => Answer { evidence, date: Some(AS_OF), ..Answer::new(Reply::Level(high)) },
                        };
                        sheet.set_answer(index, answer);
                    }
                    score(&framework, &sheet, AS_OF)
                })
                .collect();
            let standings: Vec<_> = answered.iter().map(standing).collect();
            for (rank, then) in found.overall.iter().zip(slow_ranks(&standings)) {
                prop_assert!(rank.answers.best <= then && then <= rank.answers.worst, "{:?} {}", rank, then);
            }
            for (stage, list) in framework.stage_indices().zip(&found.stages) {
                let keys: Vec<_> = answered.iter().map(|one| on_stage(one, stage)).collect();
                for (own, rank) in keys.iter().zip(list) {
                    let (Some(own), Some(rank)) = (own, rank) else { continue };
                    let then = 1 + keys.iter().flatten().filter(|other| is_above(*own, **other)).count();
                    prop_assert!(rank.answers.best <= then && then <= rank.answers.worst, "{:?} {}", rank, then);
                }
            }
        }
    }

    #[test]
    fn an_answer_decides_where_scoring_says_so((spec, raw) in random_companies(0..=7)) {
        let (framework, all) = companies(&spec, raw);
        let found = items(&framework, &refs(&all));
        prop_assert_eq!(found.criteria.len(), framework.criteria().len());
        let verdicts = |one: &Assessment| one.stages.iter().map(|stage| stage.verdict).collect::<Vec<_>>();
        for item in &found.criteria {
            let index = item.criterion;
            prop_assert_eq!(item.counts() + item.not_applicable + item.skipped, all.len());
            let levels = all.iter().filter_map(|one| one.assessment.states[index.get()].level());
            prop_assert_eq!(item.answered(), levels.clone().count());
            prop_assert_eq!(item.nobody_fails(), item.answered() > 0 && levels.clone().all(|one| one == framework[index].top()));
            prop_assert_eq!(item.nobody_passes(), item.answered() > 0 && levels.clone().all(|one| one < item.passes_from));
            let decides = all.iter().filter(|one| one.assessment.states[index.get()].counts()).filter(|one| {
                [0, framework[index].top()].into_iter().any(|level| {
                    let mut sheet = one.sheet.clone();
                    let evidence = vec!["seen".into()];
                    let answer = Answer { evidence, date: Some(AS_OF), ..Answer::new(Reply::Level(level)) };
                    sheet.set_answer(index, answer);
                    verdicts(&score(&framework, &sheet, AS_OF)) != verdicts(&one.assessment)
                })
            });
            prop_assert_eq!(item.decides, decides.count());
        }
    }

    #[test]
    fn pairs_are_those_of_kendall((spec, raw) in random_companies(5..=9)) {
        let (framework, all) = companies(&spec, raw);
        let found = items(&framework, &refs(&all)).pairs;
        for one in framework.criterion_indices() {
            for other in framework.criterion_indices().filter(|other| *other > one) {
                let levels: Vec<(u8, u8)> = all
                    .iter()
                    .filter_map(|company| {
                        let level = |index: outside_in::framework::CriterionIx| company.assessment.states[index.get()].level();
                        Some((level(one)?, level(other)?))
                    })
                    .collect();
                let (mut alike, mut ones, mut others) = (0_i32, 0_i32, 0_i32);
                for (position, first) in levels.iter().enumerate() {
                    for second in &levels[position + 1..] {
                        let (x, y) = (first.0.cmp(&second.0) as i32, first.1.cmp(&second.1) as i32);
                        alike += x * y;
                        ones += x * x;
                        others += y * y;
                    }
                }
                let tau = f64::from(alike) / (f64::from(ones) * f64::from(others)).sqrt();
                let pair = found.iter().find(|pair| pair.one == one && pair.other == other);
                let expected = levels.len() >= FEW && tau >= 0.95 - 1e-9;
                prop_assert_eq!(pair.is_some(), expected, "{} {:?}", tau, levels);
                if let Some(pair) = pair {
                    let shown = f64::from(pair.tau) / 1000.0;
                    prop_assert!(shown <= tau + 1e-9 && tau < shown + 0.001 + 1e-9, "{} {}", shown, tau);
                    prop_assert_eq!(pair.companies, levels.len());
                    prop_assert_eq!(pair.identical, levels.iter().all(|(one, other)| one == other));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn ranks_under_other_weights_are_those_of_a_slow_count((spec, raw) in random_companies(1..=5)) {
        let (framework, all) = companies(&spec, raw);
        let found = ranks(&framework, &refs(&all));
        prop_assert_eq!(found.draws, DRAWS);
        for (rank, mut slow) in found.overall.iter().zip(slow_draws(&framework, &all)) {
            slow.sort_unstable();
            let weights = rank.weights.expect("there are draws");
            prop_assert_eq!((weights.best, weights.worst), (slow[49], slow[949]));
        }
    }

    #[test]
    fn pages_fit_their_terminal((spec, raw) in random_companies(0..=6), columns in prop::sample::select(&[30_usize, 54, 60, 80, 120][..])) {
        let (framework, all) = companies(&spec, raw);
        let cohort = cohort(&framework, &refs(&all));
        let (ranks, items) = (ranks(&framework, &refs(&all)), items(&framework, &refs(&all)));
        let groups = framework.fact_indices().next().map(|fact| groups(&framework, &refs(&all), fact, false));
        for lang in [Lang::En, Lang::Ja] {
            let input = Input::whole("a\u{1b}[2J.toml".to_owned());
            let members: Vec<Member<'_>> = all.iter().map(|assessed| Member { input: &input, assessed }).collect();
            let view = CohortView {
                framework: &framework,
                as_of: AS_OF,
                members: &members,
                refused: &[],
                cohort: &cohort,
                groups: groups.as_ref(),
                ranks: &ranks,
                items: Some(&items),
                lang,
            };
            let page = terminal(&view, Terminal { columns, paint: Paint::new(false) });
            let is_clean = page.ends_with('\n') && !page.contains('\u{1b}');
            prop_assert!(is_clean);
            for line in page.lines() {
                prop_assert!(width(line) <= columns, "{} in {}:\n{}", width(line), columns, line);
            }
            let text = json(&view).expect("JSON");
            let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            prop_assert_eq!(value["ranks"]["companies"].as_array().map(Vec::len), Some(all.len()));
        }
    }
}

#[test]
fn too_many_companies_are_ranked_under_fewer_weightings_or_none() {
    let framework = crate::support::small();
    let company = || {
        let sheet = outside_in::answers::AnswerSheet::empty(&framework);
        Assessed::new(&framework, Reading { sheet, notices: Vec::new() }, AS_OF)
    };
    let one = company();
    let of = |count: usize| -> (Cohort, Ranks) {
        let all = vec![&one; count];
        (cohort(&framework, &all), ranks(&framework, &all))
    };
    let (_, some) = of(2_500);
    assert_eq!(some.draws, 400);
    assert!(some.overall.iter().all(|rank| rank.rank == 1 && rank.weights.is_some()));
    let (_, none) = of(10_001);
    assert_eq!(none.draws, 0);
    assert!(none.overall.iter().all(|rank| rank.rank == 1 && rank.weights.is_none()));
    let (empty, nobody) = of(0);
    assert_eq!((empty.companies, nobody.overall.len(), nobody.draws), (0, 0, 0));
    assert!(empty.stages.iter().all(|stage| stage.score.is_none() && stage.assessed == 0));
}

#[test]
fn shares_are_compared_as_they_are() {
    assert_eq!(Share::of(1, 2), Share::of(200, 400));
    assert!(Share::of(333_333, 1_000_000) < Share::of(1, 3));
    assert_eq!(Share::of(0, 0), Share::of(0, 7));
    assert_eq!([Share::of(0, 1), Share::of(99, 1000), Share::of(1, 10)].map(|one| one.range(10)), [0, 0, 1]);
    assert_eq!(Share::of(3, 3).range(10), 9);
}
