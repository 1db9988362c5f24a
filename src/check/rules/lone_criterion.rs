use crate::check::{Detect, FrameworkCheck, FrameworkPart, Rule};
use crate::say;
use crate::source::Diagnostic;

/// A rubric with only one criterion.
pub(super) const RULE: Rule = Rule::info("R112", "lone-criterion", Detect::Framework(run));

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let rubrics = cx.framework.rubrics();
    for rubric in rubrics.iter().filter(|rubric| rubric.criteria.len() == 1 && rubrics.len() > 1) {
        let (index, id) = (rubric.criteria[0], &rubric.id);
        let message = say!("`{id}` has only one criterion", "`{id}` の評価項目は1つだけです");
        let help = say!(
            "one answer decides the whole rubric; ask it in parts",
            "1つの回答でルーブリック全体が決まります。質問を分けてください。"
        );
        sink.push(cx.find(RULE, FrameworkPart::Criterion(index), "id", message, help));
    }
}
