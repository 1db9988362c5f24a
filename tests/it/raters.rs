//! The laws of `compare --raters`.

use std::collections::{BTreeMap, BTreeSet};

use outside_in::advice::{Alpha, Status, agreement, alpha, merge};
use outside_in::answers::{Answer, AnswerSheet, Form, Reading};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::report::raters::{Rater, RatersView, merged_sheet};
use outside_in::scoring::score;
use outside_in::source::Diagnostic;
use outside_in::text::Lang;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random::{AS_OF, FrameworkSpec, RawSheet, config, random_framework, raw_sheet, usable};
use crate::support::read_text;

fn sheets(spec: &FrameworkSpec, raw: Vec<RawSheet>) -> (Framework, Vec<AnswerSheet>) {
    let framework = usable(spec);
    let fit = |raw: RawSheet| read_text(&spec.fit(raw).to_json(), Form::Json, &framework).sheet;
    let sheets = raw.into_iter().map(fit).collect();
    (framework, sheets)
}

fn merged_text(framework: &Framework, sheets: &[&AnswerSheet]) -> String {
    let rater = |(position, sheet): (usize, &&AnswerSheet)| Rater {
        name: format!("\"r{position}\"\n = x"),
        input: Input::whole(format!("{position}.json")),
        sheet: (*sheet).clone(),
    };
    let raters: Vec<Rater> = sheets.iter().enumerate().map(rater).collect();
    let agreement = agreement(framework, sheets);
    let view = RatersView { framework, raters: &raters, agreement: &agreement, lang: Lang::En };
    merged_sheet(&view, &merge(framework, sheets, &agreement))
}

fn float(number: impl TryInto<i32>) -> f64 {
    f64::from(number.try_into().unwrap_or(i32::MAX))
}

/// Alpha after the formulas of the paper, by the matrix of coincidences, in floating point.
fn by_the_book(units: &[Vec<u32>]) -> f64 {
    let values: BTreeSet<u32> = units.iter().flatten().copied().collect();
    let mut coincidences: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        for (i, c) in unit.iter().enumerate() {
            for (_, k) in unit.iter().enumerate().filter(|(j, _)| *j != i) {
                *coincidences.entry((*c, *k)).or_default() += 1.0 / (float(unit.len()) - 1.0);
            }
        }
    }
    let count = |c: u32| values.iter().filter_map(|k| coincidences.get(&(c, *k))).sum::<f64>();
    let metric = |c: u32, k: u32| {
        let (low, high) = (c.min(k), c.max(k));
        let between: f64 = values.range(low..=high).map(|g| count(*g)).sum();
        (between - f64::midpoint(count(c), count(k))).powi(2)
    };
    let n: f64 = values.iter().map(|c| count(*c)).sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for c in &values {
        for k in values.iter().filter(|k| *k > c) {
            observed += coincidences.get(&(*c, *k)).copied().unwrap_or_default() * metric(*c, *k);
            expected += count(*c) * count(*k) * metric(*c, *k);
        }
    }
    1.0 - (n - 1.0) * observed / expected
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn alpha_is_what_the_paper_defines(units in vec(vec(0..6_u32, 0..6), 0..12)) {
        let pairable: Vec<&Vec<u32>> = units.iter().filter(|unit| unit.len() > 1).collect();
        let values: BTreeSet<u32> = pairable.iter().copied().flatten().copied().collect();
        let (all, own) = alpha(&units);
        match (&all, values.len()) {
            (Alpha::NoPairs, 0) | (Alpha::NoVariation, 1) => prop_assert!(own.iter().all(Option::is_none)),
            (Alpha::Defined { thousandths, values }, 2..) => {
                let book = by_the_book(&units) * 1000.0;
                let found = float(*thousandths);
                prop_assert!(found <= book + 1e-6 && book < found + 1.0 + 1e-6, "{} {}", found, book);
                // Alpha is the mean of the units by their values; each is rounded down on its own.
                let weighted: i64 = units.iter().zip(&own).filter_map(|(u, own)| Some(i64::try_from(u.len()).ok()? * (*own)?)).sum();
                let mean = float(weighted) / float(*values);
                prop_assert!((found - mean).abs() <= 1.0, "{} {}", found, mean);
            }
            other => prop_assert!(false, "{:?}", other),
        }
        let mut turned: Vec<Vec<u32>> = units.iter().map(|unit| unit.iter().rev().copied().collect()).collect();
        turned.reverse();
        turned.push(vec![9]);
        prop_assert_eq!(alpha(&turned).0, all, "order and lone values are irrelevant");
    }

    #[test]
    fn full_agreement_is_one(units in vec((0..4_u32, 2..5_usize), 1..9)) {
        let all: Vec<Vec<u32>> = units.iter().map(|(value, count)| vec![*value; *count]).collect();
        let varied = units.iter().any(|(value, _)| *value != units[0].0);
        let (found, own) = alpha(&all);
        prop_assert_eq!(found.thousandths(), varied.then_some(1000));
        prop_assert!(own.iter().all(|own| *own == varied.then_some(1000)));
    }

    #[test]
    fn swapping_raters_changes_nothing(spec in random_framework(), raw in vec(raw_sheet(12), 2..=4), turn in 1..4_usize) {
        let (framework, sheets) = sheets(&spec, raw);
        let one: Vec<&AnswerSheet> = sheets.iter().collect();
        let mut other = one.clone();
        other.rotate_left(turn % sheets.len());
        other.swap(0, 1);
        let (first, second) = (agreement(&framework, &one), agreement(&framework, &other));
        prop_assert_eq!(&first.alpha, &second.alpha);
        let plain = |agreement: &outside_in::advice::Agreement| {
            let facts: Vec<_> = agreement.facts.iter().map(|one| (one.fact, one.status)).collect();
            let criteria: Vec<_> = agreement.criteria.iter().map(|one| (one.criterion, one.status, one.agreement)).collect();
            (facts, criteria)
        };
        prop_assert_eq!(plain(&first), plain(&second));
        let kept = |sheets: &[&AnswerSheet], agreement| {
            let merge = merge(&framework, sheets, agreement);
            let answers: Vec<_> = merge.answers.iter().map(|kept| {
                let evidence: BTreeSet<_> = kept.answer.evidence.iter().cloned().collect();
                (kept.criterion, std::mem::discriminant(&kept.answer.reply), kept.answer.date, evidence)
            }).collect();
            (merge.subject, merge.reference, merge.date, answers)
        };
        prop_assert_eq!(kept(&one, &first), kept(&other, &second));
    }

    #[test]
    fn disputes_stand_first_and_stay_open(spec in random_framework(), raw in vec(raw_sheet(12), 2..=4)) {
        let (framework, sheets) = sheets(&spec, raw);
        let sheets: Vec<&AnswerSheet> = sheets.iter().collect();
        let agreement = agreement(&framework, &sheets);
        prop_assert_eq!(agreement.criteria.len(), framework.criteria().len());
        prop_assert!(agreement.criteria.is_sorted_by_key(|one| !one.status.is_disputed()));
        let text = merged_text(&framework, &sheets);
        let Reading { sheet, notices } = read_text(&text, Form::Toml, &framework);
        prop_assert!(!notices.iter().any(Diagnostic::is_error), "{:?}\n{}", notices, text);
        for one in &agreement.criteria {
            let answer = sheet.answer(one.criterion);
            let given: Vec<_> = one.given.iter().flatten().collect();
            prop_assert_eq!(one.status == Status::Open, given.is_empty());
            if one.status.is_disputed() || given.is_empty() {
                prop_assert_eq!(answer, &outside_in::answers::Answer::default());
                continue;
            }
            let evidence = |own: &Answer| own.evidence.iter().cloned().collect::<BTreeSet<_>>();
            let confirmed: Vec<_> = given.iter().filter(|answer| answer.proposal.is_none()).collect();
            if confirmed.is_empty() {
                let says = |own: &Answer| (evidence(own), own.proposal.clone());
                prop_assert!(given.iter().any(|own| says(own) == says(answer)), "one proposal is kept as it is");
            } else {
                let of_all: BTreeSet<_> = confirmed.iter().flat_map(|answer| evidence(answer)).collect();
                prop_assert_eq!(evidence(answer), of_all);
                prop_assert!(answer.proposal.is_none());
            }
            for other in given {
                let same = std::mem::discriminant(&answer.reply) == std::mem::discriminant(&other.reply);
                let level = |reply: &outside_in::answers::Reply| match reply {
                    outside_in::answers::Reply::Level(level) => Some(*level),
                    _ => None,
                };
                prop_assert!(same && level(&answer.reply) == level(&other.reply));
            }
        }
    }

    #[test]
    fn a_sheet_merged_with_itself_scores_the_same(spec in random_framework(), raw in raw_sheet(12)) {
        let (framework, sheets) = sheets(&spec, vec![raw]);
        let text = merged_text(&framework, &[&sheets[0], &sheets[0]]);
        let merged = read_text(&text, Form::Toml, &framework).sheet;
        prop_assert_eq!(score(&framework, &merged, AS_OF), score(&framework, &sheets[0], AS_OF), "{}", text);
    }
}

/// The four observers of "Computing Krippendorff's Alpha-Reliability" (2011), unit by unit.
fn published() -> Vec<Vec<u32>> {
    let observers: [&[u32; 12]; 4] = [
        &[1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        &[1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        &[0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        &[1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    let unit = |u: usize| observers.iter().map(|row| row[u]).filter(|value| *value > 0).collect();
    (0..12).map(unit).collect()
}

#[test]
fn the_published_example_comes_out() {
    let (all, own) = alpha(&published());
    assert_eq!(all, Alpha::Defined { thousandths: 815, values: 40 });
    assert_eq!(own[2], Some(1000));
    assert_eq!(own[11], None, "one value cannot be paired");
}

#[test]
fn two_raters_by_hand() {
    // Values 0 0 | 0 1: three zeros, one one; places 3 and 7, so a pair of them is 16 apart (four times 4).
    // Observed: 16 in one of two units; expected: 3 pairs of 16. alpha = 1 - 3·16/48 = 0.
    let (all, own) = alpha(&[vec![0, 0], vec![0, 1]]);
    assert_eq!(all.thousandths(), Some(0));
    // The units: 1 - 0, and 1 - 16·12/(48·2) = -1; their mean is 0.
    assert_eq!(own, [Some(1000), Some(-1000)]);
    // In both units each rater gives the other's value: worse than chance.
    // Places 2 and 6; observed 2·16, expected 4·16; 1 - 3·32/64 = -0.5.
    assert_eq!(alpha(&[vec![0, 1], vec![1, 0]]).0.thousandths(), Some(-500));
}

#[test]
fn many_raters_are_computed_exactly_or_not_at_all() {
    for raters in 2..=120_usize {
        let value = |u: usize, r: usize| u32::try_from((u * r + r / 3) % 5).expect("small");
        let units: Vec<Vec<u32>> =
            (0..60).map(|u| (0..2 + u % (raters - 1)).map(|r| value(u, r)).collect()).collect();
        match alpha(&units).0 {
            Alpha::Defined { thousandths, .. } => assert!((-1000..=1000).contains(&thousandths)),
            Alpha::TooLarge => assert!(raters > 40, "{raters} raters are not too many"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_undefined_alpha_has_its_reason() {
    assert_eq!(alpha(&[]).0, Alpha::NoPairs);
    assert_eq!(alpha(&[vec![1], vec![]]), (Alpha::NoPairs, vec![None, None]));
    assert_eq!(alpha(&[vec![2, 2], vec![2, 2, 2], vec![3]]).0, Alpha::NoVariation);
}
