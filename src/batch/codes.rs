use crate::framework::Criterion;
use crate::scoring::{State, claim};

/// Not answered.
pub(super) const UNANSWERED: u8 = 0;
/// "We don't know."
pub(super) const UNKNOWN: u8 = 1;
/// Does not apply, for a reason.
pub(super) const NOT_APPLICABLE: u8 = 2;
/// The first code of a level; each level has two, without evidence and with it.
const FIRST_LEVEL: u8 = 3;

/// The code of a level.
pub(super) fn of_level(level: u8, evidence: bool) -> u8 {
    FIRST_LEVEL + 2 * level + u8::from(evidence)
}

/// The code of an answer for which there is evidence after all; of one without a level it stays.
pub(super) fn with_evidence(code: u8) -> u8 {
    level(code).map_or(code, |level| of_level(level, true))
}

/// How many codes a criterion has.
pub(super) fn count(criterion: &Criterion) -> u8 {
    of_level(criterion.top(), true) + 1
}

/// Puts one code in the place of another.
pub(super) fn replace(codes: &mut [u8], old: u8, new: u8) {
    for code in codes {
        // Written in any case, so that many are compared at once.
        *code = if *code == old { new } else { *code };
    }
}

/// The level of a code.
pub(super) fn level(code: u8) -> Option<u8> {
    code.checked_sub(FIRST_LEVEL).map(|code| code / 2)
}

/// The state that a code stands for while the answer is valid and the criterion applies.
pub(super) fn state(criterion: &Criterion, code: u8) -> State {
    match (code, level(code)) {
        (UNANSWERED, _) => State::Unanswered,
        (UNKNOWN, _) => State::Unknown,
        (_, None) => State::NotApplicable,
        (_, Some(level)) => claim(criterion, level, (code - FIRST_LEVEL) % 2 == 1),
    }
}
