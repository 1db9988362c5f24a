use crate::advice::Assessed;
use crate::answers::{Answer, Reply};
use crate::framework::Framework;

/// What stands for the evidence that a plan will bring; it is never shown.
const EVIDENCE: &str = "planned";

/// The company after a plan: every level reached and proven on the day of the assessment, scored as any sheet.
pub(super) fn apply(framework: &Framework, assessed: &Assessed, levels: &[Option<u8>]) -> Assessed {
    let mut sheet = assessed.sheet.clone();
    for (criterion, level) in framework.criterion_indices().zip(levels) {
        if let Some(level) = level {
            let (evidence, date) = (vec![EVIDENCE.to_owned()], Some(assessed.as_of));
            sheet.set_answer(criterion, Answer { evidence, date, ..Answer::new(Reply::Level(*level)) });
        }
    }
    assessed.with_sheet(framework, sheet)
}
