//! How often verdicts were right, for the report of one company; leaves out the slow statistics.

use super::{Basis, CaseResult, Footing, LeftOut, Proportion, Sorting, StageCases};
use crate::answers::Case;
use crate::framework::{CaseOrigin, Framework, StageIx, Verdict};

/// How well a framework's verdicts agree with the cases that count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrackRecord {
    /// How many cases.
    pub cases: usize,
    /// How many of them are invented.
    pub invented: usize,
    /// Per stage, in order.
    pub stages: Vec<StageRecord>,
}

/// How well the verdicts of one stage agree with the cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StageRecord {
    /// Which cases are ready, and which are called ready.
    pub sorting: Sorting,
    /// How cases are placed by a cut that was computed without them; none if they are too few.
    pub left_out: Option<LeftOut>,
}

/// Compares the verdicts of a framework with the cases that count; `None` if there are none.
pub fn track_record(framework: &Framework, cases: &[&Case]) -> Option<TrackRecord> {
    let counting = || cases.iter().filter(|case| !case.head.set_aside && !case.ratings.is_empty());
    let results: Vec<CaseResult> = counting().filter_map(|case| CaseResult::of(framework, case)).collect();
    let record = |stage: StageIx| {
        let own = StageCases::of(stage, &results);
        let percents = own.percents(&results, Basis::Proven);
        let left_out = (percents.footing() != Footing::NotCalibrated).then(|| percents.left_out());
        StageRecord { sorting: own.sorting(&results, Basis::Proven, framework[stage].ready_at), left_out }
    };
    (!results.is_empty()).then(|| TrackRecord {
        cases: results.len(),
        invented: counting().filter(|case| case.head.origin == CaseOrigin::Invented).count(),
        stages: framework.stage_indices().map(record).collect(),
    })
}

impl StageRecord {
    /// How often such a verdict was right: `ready` for cases that are, any other for cases that are not. `None` if it
    /// never occurred.
    pub fn right(&self, verdict: Verdict) -> Option<Proportion> {
        match verdict {
            Verdict::NotAssessed => None,
            Verdict::Ready => self.sorting.called_ready(),
            _ => self.sorting.called_not_ready(),
        }
    }
}
