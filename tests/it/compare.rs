//! The laws of `compare OLD NEW`: causes add up, and what alone changed is the cause.

use jiff::ToSpan;
use outside_in::advice::{Assessed, Cause, Comparison, Side, StageChange, StandingChange, compare};
use outside_in::answers::{Answer, AnswerSheet, Form, Reading, Reply};
use outside_in::framework::{ChoiceIx, Framework};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random::{
    AS_OF, Case, FrameworkSpec, RawSheet, case, config, random_framework, raw_sheet, usable,
};
use crate::support::read_text;

fn read(text: &str, framework: &Framework) -> AnswerSheet {
    read_text(text, Form::Json, framework).sheet
}

/// A sheet about a framework that some other drew.
fn fitted(raw: RawSheet, spec: &FrameworkSpec, framework: &Framework) -> AnswerSheet {
    read(&spec.fit(raw).to_json(), framework)
}

fn assessed(framework: &Framework, sheet: &AnswerSheet, age: i64) -> Assessed {
    let day = AS_OF.checked_sub(age.days()).expect("a near date");
    Assessed::new(framework, Reading { sheet: sheet.clone(), notices: Vec::new() }, day)
}

fn compared(framework: &Framework, old: &Assessed, new: &Assessed) -> Comparison {
    let side = |assessed| Side { framework, assessed };
    compare(side(old), &old.sheet, side(new))
}

/// Whether no cause but these moved anything.
fn only(comparison: &Comparison, causes: &[Cause]) -> Result<(), TestCaseError> {
    for stage in &comparison.stages {
        for cause in Cause::ALL.into_iter().filter(|cause| !causes.contains(cause)) {
            prop_assert_eq!(stage.part(cause), StandingChange::default(), "{:?} moved {:?}", cause, stage);
        }
    }
    for criterion in &comparison.criteria {
        prop_assert!(criterion.causes.iter().all(|cause| causes.contains(cause)), "{:?}", criterion);
    }
    Ok(())
}

/// All numbers of a change.
fn numbers(change: &StandingChange) -> [i64; 7] {
    let StandingChange { points, proven, score, possible } = *change;
    [points.proven, points.score, points.possible, points.max, proven.into(), score.into(), possible.into()]
}

fn sum(all: impl Iterator<Item = [i64; 7]>) -> [i64; 7] {
    all.fold([0; 7], |sum, one| std::array::from_fn(|n| sum[n] + one[n]))
}

/// What two assessments say of a stage, computed apart from the comparison.
fn difference(old: &Assessed, new: &Assessed, stage: &StageChange) -> [i64; 7] {
    let numbers = |assessed: &Assessed, stage: Option<outside_in::framework::StageIx>| {
        let Some(stage) = stage else { return [0; 7] };
        let result = &assessed.assessment.stages[stage.get()];
        let points = result.points;
        let wide = |points: u64| i64::try_from(points).expect("few points");
        [
            wide(points.proven),
            wide(points.score),
            wide(points.possible),
            wide(points.max),
            result.proven().tenths().into(),
            result.score().tenths().into(),
            result.possible().tenths().into(),
        ]
    };
    let (before, now) = (numbers(old, stage.old), numbers(new, stage.new));
    std::array::from_fn(|n| now[n] - before[n])
}

fn adds_up(comparison: &Comparison, old: &Assessed, new: &Assessed) -> Result<(), TestCaseError> {
    for (position, stage) in comparison.stages.iter().enumerate() {
        let whole = difference(old, new, stage);
        prop_assert_eq!(numbers(&stage.whole()), whole);
        prop_assert_eq!(sum(Cause::ALL.iter().map(|cause| numbers(&stage.part(*cause)))), whole);
        let evidence = numbers(&stage.part(Cause::Evidence));
        prop_assert_eq!(
            [evidence[1], evidence[2], evidence[3]],
            [0; 3],
            "evidence moves only what is proven"
        );
        // The criteria are parts of the whole too.
        let of_criteria = comparison.criteria.iter().flat_map(|criterion| &criterion.stages);
        let of_criteria = of_criteria.filter(|one| one.stage == position).map(|one| one.change);
        let [proven, score, possible, max] = of_criteria
            .fold([0; 4], |[a, b, c, d], one| [a + one.proven, b + one.score, c + one.possible, d + one.max]);
        prop_assert_eq!([proven, score, possible, max], [whole[0], whole[1], whole[2], whole[3]]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn causes_add_up_and_turn_around(Case { framework: spec, sheet } in case(), other in raw_sheet(12), ages in [0..400_i64, 0..400]) {
        let framework = usable(&spec);
        let old = assessed(&framework, &read(&sheet.to_json(), &framework), ages[0]);
        let new = assessed(&framework, &fitted(other, &spec, &framework), ages[1]);
        let comparison = compared(&framework, &old, &new);
        adds_up(&comparison, &old, &new)?;
        for stage in &comparison.stages {
            prop_assert_eq!(stage.part(Cause::Framework), StandingChange::default());
        }

        // A sheet compared with itself changed nothing.
        let comparison = compared(&framework, &old, &old);
        prop_assert!(comparison.criteria.is_empty() && comparison.facts.is_empty(), "{:?}", comparison);
        prop_assert!(comparison.stages.iter().all(|stage| !stage.moved()));
        prop_assert!(!comparison.is_regression());

        // Back and forth, on one day, are opposites.
        let new = assessed(&framework, &new.sheet, ages[0]);
        let (there, back) = (compared(&framework, &old, &new), compared(&framework, &new, &old));
        for (there, back) in there.stages.iter().zip(&back.stages) {
            prop_assert_eq!(numbers(&there.whole()), numbers(&back.whole()).map(|number| -number));
        }
        let verdicts = there.stages.iter().all(|stage| stage.before().verdict == stage.current().verdict);
        let better = |comparison: &Comparison| comparison.is_regression();
        prop_assert!(!(verdicts && (better(&there) || better(&back))));
        prop_assert!(verdicts || better(&there) || better(&back), "one way it got worse");
    }

    #[test]
    fn causes_add_up_across_frameworks(
        Case { framework: before, sheet } in case(),
        now in random_framework(),
        other in raw_sheet(12),
        ages in [0..400_i64, 0..400],
    ) {
        let text = sheet.to_json();
        let (before, spec) = (usable(&before), now);
        let now = usable(&spec);
        let old = assessed(&before, &read(&text, &before), ages[0]);
        let carried = read(&text, &now);
        let new = assessed(&now, &fitted(other, &spec, &now), ages[1]);
        let sides = [(&before, &old), (&now, &new)].map(|(framework, assessed)| Side { framework, assessed });
        let comparison = compare(sides[0], &carried, sides[1]);
        adds_up(&comparison, &old, &new)?;
        let stages = before.stages().iter().chain(now.stages()).map(|stage| &stage.id);
        let stages: std::collections::BTreeSet<_> = stages.collect();
        prop_assert_eq!(comparison.stages.len(), stages.len(), "every stage stands once");
        // The same file on the same day: whatever moves is the framework.
        let same_day = assessed(&now, &carried, ages[0]);
        only(&compare(sides[0], &carried, Side { framework: &now, assessed: &same_day }), &[Cause::Framework])?;
    }

    #[test]
    fn what_alone_changed_is_the_cause(
        Case { framework, sheet } in case(),
        keys in vec((any::<bool>(), 0..11_u8, 0..4_usize), 12),
        ages in [0..400_i64, 0..400],
    ) {
        let framework = usable(&framework);
        let sheet = read(&sheet.to_json(), &framework);
        let old = assessed(&framework, &sheet, ages[0]);
        let with = |sheet: &AnswerSheet| compared(&framework, &old, &assessed(&framework, sheet, ages[0]));
        let changed = |change: &dyn Fn(&mut Answer, u8, u8)| {
            let mut other = sheet.clone();
            for (criterion, (hit, level, _)) in framework.criterion_indices().zip(&keys) {
                let mut answer = other.answer(criterion).clone();
                if *hit && matches!(answer.reply, Reply::Level(_)) {
                    change(&mut answer, *level, framework[criterion].top());
                }
                other.set_answer(criterion, answer);
            }
            other
        };
        only(&compared(&framework, &old, &assessed(&framework, &sheet, ages[1])), &[Cause::Age])?;
        let levels = changed(&|answer, level, top| answer.reply = Reply::Level(level % (top + 1)));
        only(&with(&levels), &[Cause::Answers])?;
        let evidence = changed(&|answer, level, _| {
            answer.evidence = if level % 2 == 0 { Vec::new() } else { vec!["letter".into()] };
        });
        only(&with(&evidence), &[Cause::Evidence])?;
        let mut facts = sheet.clone();
        for (fact, (hit, _, choice)) in framework.fact_indices().zip(&keys) {
            let all = &framework[fact].choices;
            let choices: Vec<ChoiceIx> =
                all.iter().skip(choice % all.len()).take(1).filter_map(|one| framework[fact].find_choice(&one.id)).collect();
            if *hit {
                facts.set_fact(fact, choices);
            }
        }
        only(&with(&facts), &[Cause::Facts])?;
    }
}
