use crate::advice::Assessed;
use crate::answers::{Answer, Reply};
use crate::framework::{CriterionIx, Framework};

/// What stands for the evidence that a plan will bring; it is never shown.
const EVIDENCE: &str = "planned";

/// The company after a plan: every level reached and proven on the day of the assessment, scored as any sheet.
pub(super) fn apply(framework: &Framework, assessed: &Assessed, levels: &[Option<u8>]) -> Assessed {
    let answer = |(criterion, level): (CriterionIx, &Option<u8>)| {
        let reply = Reply::Level((*level)?);
        let date = Some(assessed.as_of);
        Some((criterion, Answer { evidence: vec![EVIDENCE.to_owned()], date, ..Answer::new(reply) }))
    };
    let answers = framework.criterion_indices().zip(levels).filter_map(answer).collect();
    assessed.with_answers(framework, answers)
}
