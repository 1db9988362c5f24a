//! What the forms for spreadsheets have in common.

use crate::framework::Framework;
use crate::scoring::{GateResult, GateStatus};
use crate::source::Code;

/// Separates several ids in one cell.
pub(crate) const BETWEEN: &str = ";";

/// The ids of the criteria whose gates keep a stage from its verdict on what is claimed: the failed ones first,
/// then the open ones, each in framework order. Gates that only lack proof are not among them: the verdict `unproven`
/// covers those.
pub(crate) fn blocked_by<'a>(
    framework: &'a Framework,
    gates: &'a [GateResult],
) -> impl Iterator<Item = &'a str> {
    let of = |status: GateStatus| gates.iter().filter(move |gate| gate.status == status);
    of(GateStatus::Failed).chain(of(GateStatus::Open)).map(|gate| framework[gate.criterion].id.as_str())
}

pub(crate) fn codes(codes: impl Iterator<Item = Code>) -> Vec<&'static str> {
    let mut codes: Vec<&str> = codes.map(|code| code.id).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
