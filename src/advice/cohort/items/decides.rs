use crate::framework::{CriterionIx, Framework};
use crate::scoring::{Assessment, GateStatus, Points, StageResult, verdict};

/// Per criterion whether some verdict of a company would be another if its answer alone were the lowest level, or
/// the top level with proof.
pub(super) fn decides(framework: &Framework, assessment: &Assessment) -> Vec<bool> {
    let mut decides = vec![false; framework.criteria().len()];
    for result in &assessment.stages {
        let gated = result.gates.iter().map(|gate| gate.criterion);
        let weighed = result.criteria.iter().map(|own| own.criterion);
        for criterion in weighed.chain(gated) {
            let found = &mut decides[criterion.get()];
            *found = *found
                || (assessment.states[criterion.get()].counts() && moves(framework, result, criterion));
        }
    }
    decides
}

/// Whether the verdict of a stage hangs on a criterion that counts.
fn moves(framework: &Framework, result: &StageResult, criterion: CriterionIx) -> bool {
    let own = result.criteria.iter().find(|own| own.criterion == criterion);
    let own = own.map_or(Points::default(), |own| own.points);
    [GateStatus::Failed, GateStatus::Passed].into_iter().any(|status| {
        let gained = if status == GateStatus::Passed { own.max } else { 0 };
        let points = Points {
            proven: result.points.proven - own.proven + gained,
            score: result.points.score - own.score + gained,
            possible: result.points.possible - own.possible + gained,
            max: result.points.max,
        };
        let mut gates = result.gates.clone();
        for gate in gates.iter_mut().filter(|gate| gate.criterion == criterion) {
            (gate.status, gate.proven_status) = (status, status);
        }
        verdict(points, &gates, framework[result.stage].ready_at) != result.verdict
    })
}
