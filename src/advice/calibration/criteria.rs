use super::{Above, Basis, CaseResult, rounded};
use crate::advice::COMMON_TOP;
use crate::framework::{CriterionIx, Framework, StageIx};

/// How well one criterion distinguishes cases whose true state is known, and how reliably it is rated.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CriterionCalibration {
    /// The criterion.
    pub criterion: CriterionIx,
    /// How well it distinguishes ready cases from others, for each stage on which it has weight or a gate.
    pub stages: Vec<Discrimination>,
    /// The average distance between two raters of a case, in levels, to two decimals; none if no case has two raters.
    pub disagreement: Option<f64>,
}

/// How well the levels of a criterion distinguish the ready cases of a stage from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Discrimination {
    /// The stage.
    pub stage: StageIx,
    /// How often a ready case has the higher level; none if no case, or every case, is ready.
    pub above: Option<Above>,
    /// Its probability by chance, adjusted for the number of criteria examined (Holm), to six decimals.
    pub adjusted: Option<f64>,
}

/// All criteria, in framework order, by proven or claimed levels.
pub(super) fn criteria(
    framework: &Framework,
    cases: &[CaseResult],
    basis: Basis,
) -> Vec<CriterionCalibration> {
    let mut all: Vec<CriterionCalibration> = framework
        .criterion_indices()
        .map(|criterion| CriterionCalibration {
            criterion,
            stages: (framework.stage_indices())
                .filter(|stage| framework.bears_on(criterion, *stage))
                .map(|stage| discrimination(cases, criterion, stage, basis))
                .collect(),
            disagreement: disagreement(framework, cases, criterion),
        })
        .collect();
    holm(all.iter_mut().flat_map(|one| &mut one.stages).collect());
    all
}

fn discrimination(
    cases: &[CaseResult],
    criterion: CriterionIx,
    stage: StageIx,
    basis: Basis,
) -> Discrimination {
    let levels = |ready: bool| {
        let own = cases.iter().filter(|case| case.truth[stage.get()] == Some(ready));
        own.filter_map(|case| case.level(criterion, basis)).collect::<Vec<u8>>()
    };
    Discrimination { stage, above: Above::of(&levels(true), &levels(false)), adjusted: None }
}

/// Adjusts the probabilities of a family (S. Holm, 1979): the smallest is multiplied by the size of the family, the
/// next by one less, and so on; none may be below the one before.
#[expect(clippy::cast_precision_loss, reason = "numbers of criteria")]
fn holm(mut family: Vec<&mut Discrimination>) {
    family.retain(|one| one.above.is_some());
    let p = |one: &Discrimination| one.above.map_or(1.0, |above| above.splits.probability(above.as_well));
    family.sort_by(|one, other| p(one).total_cmp(&p(other)));
    let (count, mut before) = (family.len(), 0.0_f64);
    for (position, one) in family.into_iter().enumerate() {
        before = before.max((p(one) * (count - position) as f64).min(1.0));
        one.adjusted = Some(rounded(before, 6));
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of distances of levels")]
fn disagreement(framework: &Framework, cases: &[CaseResult], criterion: CriterionIx) -> Option<f64> {
    let (mut apart, mut pairs) = (0_u64, 0_u64);
    for case in cases {
        let unit = &case.units[criterion.get()];
        for (position, one) in unit.iter().enumerate() {
            for other in &unit[position + 1..] {
                apart += u64::from(one.abs_diff(*other));
                pairs += 1;
            }
        }
    }
    let levels = u64::from(framework[criterion].top()) * apart;
    (pairs > 0).then(|| rounded(levels as f64 / (pairs * u64::from(COMMON_TOP)) as f64, 2))
}

#[cfg(test)]
mod tests {
    use super::{Above, Discrimination, holm};
    use crate::advice::Splits;
    use crate::framework::StageIx;

    /// From R: `p.adjust(c(0.04, 0.01, 0.03, 0.5), "holm")`.
    #[test]
    fn holm_is_that_of_the_literature() {
        let of = |as_well: u64| Discrimination {
            stage: StageIx::new(0),
            above: Some(Above { share: 0.5, p: 0.0, as_well, splits: Splits::All(100) }),
            adjusted: None,
        };
        let mut family = [of(4), of(1), of(3), of(50)];
        holm(family.iter_mut().collect());
        let adjusted = family.map(|one| one.adjusted);
        assert_eq!(adjusted, [Some(0.09), Some(0.04), Some(0.09), Some(0.5)]);
    }
}
