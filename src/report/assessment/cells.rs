//! What the forms for spreadsheets have in common.

use crate::framework::Framework;
use crate::scoring::{GateResult, GateStatus};
use crate::source::Code;

pub(crate) const BETWEEN: &str = ";";

/// The gates that hold a stage back on what is claimed, failed ones first; `unproven` says what lacks proof.
pub(crate) fn blocked_by<'a>(
    framework: &'a Framework,
    gates: &'a [GateResult],
) -> impl Iterator<Item = &'a str> {
    let of = |status: GateStatus| gates.iter().filter(move |gate| gate.status == status);
    of(GateStatus::Failed).chain(of(GateStatus::Open)).map(|gate| framework[gate.gate].name(framework))
}

pub(crate) fn codes(codes: impl Iterator<Item = Code>) -> Vec<&'static str> {
    let mut codes: Vec<&str> = codes.map(|code| code.id).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
