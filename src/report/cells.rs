//! What the forms for spreadsheets have in common.

use crate::framework::Framework;
use crate::report::View;
use crate::scoring::{GateStatus, StageResult};

/// What stands between several ids in one cell.
pub(super) const BETWEEN: &str = ";";

/// The ids of the criteria whose gates keep a stage from its verdict on what is claimed: the failed ones first,
/// then the open ones, each in framework order. Gates that only lack proof are none of them: of those the verdict
/// `unproven` speaks.
pub(super) fn blocked_by(framework: &Framework, result: &StageResult) -> String {
    let of = |status: GateStatus| result.gates.iter().filter(move |gate| gate.status == status);
    let ids: Vec<&str> = of(GateStatus::Failed)
        .chain(of(GateStatus::Open))
        .map(|gate| framework[gate.criterion].id.as_str())
        .collect();
    ids.join(BETWEEN)
}

/// The codes of all notices, each once, sorted.
pub(super) fn notice_codes(view: &View<'_>) -> String {
    let mut codes: Vec<&str> = view.assessed.notices.iter().map(|notice| notice.code.id).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(BETWEEN)
}
