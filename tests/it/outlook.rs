//! The laws of what is said about verdicts: how far they can be trusted, what can still change them, what if.

use std::collections::BTreeSet;

use outside_in::advice::{Assessed, DRAWS, obstacles, outlook, questions, robustness, what_if};
use outside_in::answers::{Answer, AnswerSheet, Reply, read_change};
use outside_in::framework::{CriterionIx, FactIx, Framework, StageIx, Verdict};
use outside_in::scoring::{self, Points, StageResult, score};
use proptest::prelude::*;

use crate::plans::company;
use crate::random::{AS_OF, SplitMix, case, cases, never_drawn};

fn verdict(framework: &Framework, sheet: &AnswerSheet, stage: StageIx) -> Verdict {
    score(framework, sheet, AS_OF).stages[stage.get()].verdict
}

fn open(assessed: &Assessed, framework: &Framework) -> Vec<CriterionIx> {
    let states = &assessed.assessment.states;
    framework.criterion_indices().filter(|index| states[index.get()].is_open()).collect()
}

fn level(level: u8, proven: bool) -> Answer {
    let evidence = if proven { vec!["seen".into()] } else { Vec::new() };
    Answer { evidence, date: Some(AS_OF), ..Answer::new(Reply::Level(level)) }
}

/// The verdict of a stage under every weighting, each scored in full.
fn drawn_verdicts(framework: &Framework, result: &StageResult) -> Vec<Verdict> {
    let mut draws = SplitMix::of_stage(result.stage);
    let draw = |_| {
        let mut points = Points::default();
        for own in &result.criteria {
            let factor = draws.factor();
            points.proven += own.points.proven * factor;
            points.score += own.points.score * factor;
            points.possible += own.points.possible * factor;
            points.max += own.points.max * factor;
        }
        scoring::verdict(points, &result.gates, framework[result.stage].ready_at)
    };
    (0..DRAWS).map(draw).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_leads_out_of_the_outlook(case in case(), draws in any::<[u64; 6]>(), choice in 0..4_usize) {
        let (framework, assessed) = company(&case);
        for stage in framework.stage_indices() {
            let found = outlook(&framework, &assessed.sheet, &assessed.assessment, stage);
            let now = assessed.assessment.stages[stage.get()].verdict;
            prop_assert!(found.worst <= found.best);
            for draw in draws {
                let mut sheet = assessed.sheet.clone();
                let mut numbers = SplitMix(draw);
                for index in open(&assessed, &framework) {
                    let criterion = &framework[index];
                    let pick = numbers.below(24);
                    let high = u8::try_from(pick % u64::from(criterion.top() + 1)).expect("few levels");
                    match pick {
                        0..=2 => {}
                        3..=5 if criterion.may_not_apply => {
                            sheet.set_answer(index, Answer::new(Reply::NotApplicable("so".to_owned())));
                        }
                        _ => sheet.set_answer(index, level(high, pick.is_multiple_of(2))),
                    }
                }
                let then = verdict(&framework, &sheet, stage);
                let inside = found.worst <= then && then <= found.best;
                prop_assert!(
                    inside || then == Verdict::Open || (found.may_vanish && then == Verdict::NotAssessed),
                    "{then:?} of {found:?}"
                );
                if found.is_settled() {
                    prop_assert_eq!(then, now);
                }
            }

            // What is settled withstands the facts that are not given, too.
            if !found.is_settled() {
                continue;
            }
            let mut sheet = assessed.sheet.clone();
            let missing = framework.fact_indices().filter(|fact| assessed.sheet.fact(*fact).is_empty());
            for (fact, choices) in missing.map(|fact| (fact, framework[fact].choices.as_slice())).collect::<Vec<(FactIx, _)>>() {
                let id = &choices[choice % choices.len()].id;
                sheet.set_fact(fact, framework[fact].find_choice(id).into_iter().collect());
            }
            prop_assert_eq!(verdict(&framework, &sheet, stage), now);
        }
    }

    #[test]
    fn questions_are_all_that_is_open_and_tell_what_they_say(case in case()) {
        let (framework, assessed) = company(&case);
        for stage in framework.stage_indices() {
            let all = questions(&framework, &assessed.assessment, stage);
            let asked: BTreeSet<_> = all.iter().map(|question| question.criterion).collect();
            prop_assert_eq!(asked.len(), all.len());
            for index in open(&assessed, &framework) {
                let gate = framework.gates_of(stage).any(|(_, gate)| gate.member(index).is_some());
                prop_assert_eq!(asked.contains(&index), gate || framework[index].weight(stage) > 0);
            }
            prop_assert!(all.iter().is_sorted_by_key(|question| !question.is_gate));
            for question in all {
                let criterion = &framework[question.criterion];
                let mut settles = 0;
                for high in 0..=criterion.top() {
                    let mut sheet = assessed.sheet.clone();
                    sheet.set_answer(question.criterion, level(high, true));
                    let then = assessed.with_sheet(&framework, sheet);
                    let left = outlook(&framework, &then.sheet, &then.assessment, stage);
                    settles += usize::from(left.worst == left.best);
                    let range = |assessed: &Assessed| {
                        let points = assessed.assessment.stages[stage.get()].points;
                        points.possible - points.score
                    };
                    prop_assert_eq!(range(&assessed) - range(&then), question.points);
                }
                prop_assert_eq!(settles, question.settles);
            }
        }
    }

    #[test]
    fn robustness_is_what_drawing_every_weight_gives_and_no_more(case in case()) {
        let (framework, assessed) = company(&case);
        for result in &assessed.assessment.stages {
            let found = robustness(&framework, result);
            let drawn = drawn_verdicts(&framework, result);
            let count = |verdict: Verdict| drawn.iter().filter(|other| **other == verdict).count();
            prop_assert_eq!(found.holds as usize, count(found.verdict));
            for (other, draws) in &found.others {
                prop_assert_eq!(*draws as usize, count(*other));
            }
            let others: u32 = found.others.iter().map(|(_, draws)| draws).sum();
            prop_assert_eq!(found.holds + others, DRAWS);
            let counting: Vec<_> = result.criteria.iter().filter(|own| own.points.max > 0).collect();
            if counting.len() <= 1 {
                prop_assert_eq!(found.holds, DRAWS, "one weight alone changes no percent");
            }
            // Between half and one and a half, no percent can move farther than threefold odds.
            let odds = |part: u64, most: bool| {
                let (part, rest) = (u128::from(part), u128::from(result.points.max - part));
                let (part, rest) = if most { (part * 3, rest) } else { (part, rest * 3) };
                part * 100 >= u128::from(framework[result.stage].ready_at) * (part + rest)
            };
            if result.points.max > 0 {
                if result.verdict == Verdict::Ready && odds(result.points.proven, false) {
                    prop_assert_eq!(found.holds, DRAWS);
                }
                if result.verdict == Verdict::NotReady && !odds(result.points.possible, true) {
                    prop_assert_eq!(found.holds, DRAWS);
                }
            }
            for hinge in &found.hinges {
                prop_assert!(found.holds < DRAWS);
                prop_assert!(counting.iter().any(|own| own.criterion == hinge.criterion));
            }
        }
    }

    #[test]
    fn without_its_gates_a_stage_is_what_the_obstacles_say(case in case()) {
        let mut without = case.clone();
        without.framework.criteria_mut().for_each(|criterion| criterion.gates.clear());
        without.framework.gates.clear();
        let ((framework, assessed), (_, other)) = (company(&case), company(&without));
        for (result, free) in assessed.assessment.stages.iter().zip(&other.assessment.stages) {
            let found = obstacles(result, framework[result.stage].ready_at);
            prop_assert_eq!(found.without_gates, free.verdict);
            if found.only_gates {
                prop_assert_eq!(free.verdict, Verdict::Ready);
                prop_assert!(found.gates().next().is_some());
            }
        }
    }

    #[test]
    fn what_if_is_what_the_changed_sheet_would_give(case in case(), high in 0..11_u8, which in any::<prop::sample::Index>()) {
        let (framework, assessed) = company(&case);
        let index = framework.criterion_indices().nth(which.index(framework.criteria().len())).expect("in range");
        let criterion = &framework[index];
        let high = high % (criterion.top() + 1);
        let text = |text: String| read_change(&text, &framework).expect("a change that can be read");
        let changes = [text(format!("{}={high}", criterion.id)), text(format!("{}.evidence=a;b", criterion.id))];
        // Nothing would keep a remark.
        let remark = format!("{}={high}: our nurse", criterion.id);
        prop_assert!(read_change(&remark, &framework).is_err());
        let after = what_if(&framework, &assessed, &changes);
        let mut sheet = assessed.sheet.clone();
        sheet.set_answer(index, level(high, true));
        prop_assert_eq!(&after.assessment, &score(&framework, &sheet, AS_OF));
        let back = what_if(&framework, &assessed, &[text(format!("{}=", criterion.id))]);
        let mut sheet = assessed.sheet.clone();
        sheet.set_answer(index, Answer::default());
        prop_assert_eq!(back.assessment, score(&framework, &sheet, AS_OF));
        prop_assert_eq!(what_if(&framework, &assessed, &[]).assessment, assessed.assessment);
    }
}

#[test]
fn the_draws_reach_what_the_laws_speak_of() {
    let wanted = [
        "settled",
        "settled with questions",
        "undecided",
        "may vanish",
        "open facts",
        "settling",
        "shaky",
        "hinges",
    ];
    let missing = never_drawn(wanted, 300, |case| {
        let (framework, assessed) = company(case);
        let mut seen = Vec::new();
        for stage in framework.stage_indices() {
            let found = outlook(&framework, &assessed.sheet, &assessed.assessment, stage);
            let questions = questions(&framework, &assessed.assessment, stage);
            let robust = robustness(&framework, &assessed.assessment.stages[stage.get()]);
            let holds = [
                found.is_settled(),
                found.is_settled() && !questions.is_empty(),
                found.worst < found.best,
                found.may_vanish,
                !found.open_facts.is_empty(),
                questions.iter().any(|question| (1..question.levels).contains(&question.settles)),
                (1..DRAWS).contains(&robust.holds),
                !robust.hinges.is_empty(),
            ];
            seen.extend(
                wanted.iter().zip(holds).filter(|(_, holds)| *holds).map(|(word, _)| (*word).to_owned()),
            );
        }
        seen
    });
    assert!(missing.is_empty(), "never drawn: {missing:?}");
}
