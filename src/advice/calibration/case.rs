use super::Basis;
use crate::advice::{Alpha, Share, alpha, units};
use crate::answers::{AnswerSheet, Case};
use crate::framework::{CriterionIx, Framework, StageIx, Text, Verdict};
use crate::scoring::{Assessment, StageResult, State, reaches, score, verdict};

/// A case with its true state and the result of its ratings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The majority judgment for each stage; `None` for a tie.
    pub truth: Vec<Option<bool>>,
    /// The result of the ratings for each stage.
    pub stages: Vec<CaseStage>,
    /// How well its raters agree.
    pub agreement: Alpha,
    /// How many ratings it has.
    pub ratings: usize,
    /// How many of them were made with another version of the framework.
    pub other_versions: usize,
    assessments: Vec<Assessment>,
    /// The levels that its raters gave to each criterion, on the common scale of all criteria.
    pub(super) units: Vec<Vec<u32>>,
}

/// The result of a case's ratings for one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseStage {
    /// The lower median of the proven percentages.
    pub proven: Share,
    /// The lower median of the claimed percentages.
    pub claimed: Share,
    /// The majority verdict.
    pub verdict: Verdict,
}

impl CaseStage {
    /// The percent on a basis.
    pub fn percent(&self, basis: Basis) -> Share {
        match basis {
            Basis::Proven => self.proven,
            Basis::Claimed => self.claimed,
        }
    }
}

impl CaseResult {
    /// Scores the ratings of a case on its own day; `None` if it has none.
    pub(super) fn of(framework: &Framework, case: &Case) -> Option<Self> {
        let Case { head, ratings } = case;
        let sheets: Vec<&AnswerSheet> = ratings.iter().map(|reading| &reading.sheet).collect();
        let assessments: Vec<Assessment> =
            sheets.iter().map(|sheet| score(framework, sheet, head.as_of)).collect();
        if assessments.is_empty() {
            return None;
        }
        let units = units(framework, &sheets);
        let is_other = |sheet: &&&AnswerSheet| {
            sheet.version.as_ref().is_some_and(|version| version != framework.version())
        };
        let mut case = Self {
            id: head.id.clone(),
            title: head.title.clone(),
            truth: framework.stage_indices().map(|stage| head.is_ready(stage)).collect(),
            stages: Vec::new(),
            agreement: alpha(&units).0,
            ratings: sheets.len(),
            other_versions: sheets.iter().filter(is_other).count(),
            assessments,
            units,
        };
        case.stages = framework.stage_indices().map(|stage| case.stage(framework, stage)).collect();
        Some(case)
    }

    fn stage(&self, framework: &Framework, stage: StageIx) -> CaseStage {
        let percent = |points: fn(&StageResult) -> u64| {
            let of = self.results(stage).map(|result| Share::of(points(result), result.points.max));
            lower_median(of.collect()).unwrap_or_default()
        };
        CaseStage {
            proven: percent(|result| result.points.proven),
            claimed: percent(|result| result.points.score),
            verdict: self.verdict_at(stage, framework[stage].ready_at),
        }
    }

    fn results(&self, stage: StageIx) -> impl Iterator<Item = &StageResult> {
        self.assessments.iter().filter_map(move |one| one.stages.get(stage.get()))
    }

    /// The majority verdict if another percentage made the stage ready. It is ready only if more than half of the
    /// ratings are; of other verdicts that are equally frequent, the lowest is taken.
    pub(super) fn verdict_at(&self, stage: StageIx, cut: u8) -> Verdict {
        let all: Vec<Verdict> =
            self.results(stage).map(|result| verdict(result.points, &result.gates, cut)).collect();
        let count = |wanted: Verdict| all.iter().filter(|one| **one == wanted).count();
        if count(Verdict::Ready) * 2 > all.len() {
            return Verdict::Ready;
        }
        let others = Verdict::ALL.into_iter().filter(|one| *one != Verdict::Ready && count(*one) > 0);
        // The first of equal ones is the lowest; if there is no other, half are ready, which is no majority.
        let most = others.rev().max_by_key(|one| count(*one));
        most.unwrap_or(Verdict::NotReady)
    }

    /// Whether most ratings are ready at a stage when one of its gates, given by position, is ignored.
    pub(super) fn is_ready(&self, stage: StageIx, basis: Basis, cut: u8, without: Option<usize>) -> bool {
        self.most(stage, |result| {
            let mut gates = result.gates.iter().enumerate().filter(|(at, _)| Some(*at) != without);
            reaches(basis.points(result), result.points.max, cut)
                && gates.all(|(_, gate)| basis.gate(*gate).lets_pass())
        })
    }

    /// Whether most ratings fail a gate of a stage, given by its position.
    pub(super) fn is_stopped(&self, stage: StageIx, gate: usize) -> bool {
        let passes = |result: &StageResult| {
            result.gates.get(gate).is_none_or(|gate| Basis::Proven.gate(*gate).lets_pass())
        };
        !self.most(stage, passes)
    }

    fn most(&self, stage: StageIx, holds: impl Fn(&StageResult) -> bool) -> bool {
        self.results(stage).filter(|result| holds(result)).count() * 2 > self.assessments.len()
    }

    /// The lower median of the levels of a criterion; an open answer counts as the lowest level. `None` where it does
    /// not count.
    pub(super) fn level(&self, criterion: CriterionIx, basis: Basis) -> Option<u8> {
        let level = |one: &Assessment| match one.states[criterion.get()] {
            State::Level { claimed, proven, .. } => Some(match basis {
                Basis::Proven => proven,
                Basis::Claimed => claimed,
            }),
            State::Unknown | State::Unanswered => Some(0),
            State::NotApplicable | State::Skipped => None,
        };
        lower_median(self.assessments.iter().filter_map(level).collect())
    }

    /// How many stages, counted from the first, are ready without a gap according to the judges; `None` with a tie at
    /// any stage.
    pub fn truly_reached(&self) -> Option<usize> {
        let truth: Vec<bool> = self.truth.iter().copied().collect::<Option<_>>()?;
        Some(truth.into_iter().take_while(|ready| *ready).count())
    }
}

fn lower_median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}
