use super::Assessed;
use crate::answers::{Answer, SetAnswer};
use crate::framework::{CriterionIx, FactIx, Framework};

/// The same company with some facts and answers changed, dated this day; the evidence of answers stays.
pub fn what_if(framework: &Framework, assessed: &Assessed, changes: &[SetAnswer]) -> Assessed {
    let mut sheet = assessed.sheet.clone();
    for change in changes {
        match change.clone() {
            SetAnswer::Fact(fact, choices) => sheet.set_fact(fact, choices),
            SetAnswer::Reply(criterion, reply) => {
                let old = sheet.answer(criterion).clone();
                let date = Some(assessed.as_of);
                sheet.set_answer(criterion, Answer { reply, date, proposal: None, span: None, ..old });
            }
            SetAnswer::Evidence(criterion, evidence) => {
                let old = sheet.answer(criterion).clone();
                sheet.set_answer(criterion, Answer { evidence, span: None, ..old });
            }
        }
    }
    assessed.with_sheet(framework, sheet)
}

/// The facts and criteria that the changes concern, each once, in order of appearance.
pub fn changed(changes: &[SetAnswer]) -> (Vec<FactIx>, Vec<CriterionIx>) {
    let (mut facts, mut criteria) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            SetAnswer::Fact(fact, _) if !facts.contains(fact) => facts.push(*fact),
            SetAnswer::Reply(criterion, _) | SetAnswer::Evidence(criterion, _)
                if !criteria.contains(criterion) =>
            {
                criteria.push(*criterion);
            }
            _ => {}
        }
    }
    (facts, criteria)
}
