use super::super::page::Page;
use super::{Scope, and_more, some, trace};
use crate::framework::{CriterionIx, StageIx};
use crate::report::{View, words};
use crate::say;
use crate::scoring::State;
use crate::source::Severity;

/// What is claimed but not proven.
pub(super) fn write_unproven(page: &mut Page, view: &View<'_>, stages: &[StageIx], scope: Scope) {
    let claims = criteria(view, stages, |state| state.level() > state.proven());
    if claims.is_empty() {
        return;
    }
    page.heading(view.lang.of("Claimed, but not proven", "回答はあるが、根拠資料がないもの"));
    let (claims, rest) = some(claims, scope);
    for (index, state) in claims {
        let criterion = &view.framework[index];
        let name = criterion.name(view.language());
        let (level, proven) = (state.level().unwrap_or(0), state.proven().unwrap_or(0));
        let proof = criterion.proof.as_ref().map_or("", |proof| proof.to(view.language()));
        let text = say!(
            "{name}: level {level} counts as {proven}. Proof: {proof}",
            "{name}：レベル{level}は{proven}として採点。根拠資料の例：{proof}"
        );
        page.item("  - ", text.to(view.lang), str::to_owned);
        trace(page, view, index, "    ");
    }
    and_more(page, view, rest);
}

/// What is still unknown.
pub(super) fn write_unknown(page: &mut Page, view: &View<'_>, stages: &[StageIx], scope: Scope) {
    let open = criteria(view, stages, State::is_open);
    if open.is_empty() {
        return;
    }
    let count = open.len();
    page.heading(say!("Still unknown ({count})", "まだわからないもの（{count}件）").to(view.lang));
    let (open, rest) = some(open, scope);
    for (index, state) in open {
        let criterion = &view.framework[index];
        let (name, question) = (criterion.name(view.language()), criterion.question.to(view.language()));
        let (en, ja) = (words::state(state).0, words::state(state).1);
        let text = say!("{name} ({en}): {question}", "{name}（{ja}）：{question}");
        page.item("  ? ", text.to(view.lang), str::to_owned);
        trace(page, view, index, "    ");
    }
    and_more(page, view, rest);
}

/// What was not used of the sheet, or is odd about it.
pub(super) fn write_notices(page: &mut Page, view: &View<'_>) {
    let notices = &view.assessed.notices;
    if notices.is_empty() {
        return;
    }
    let paint = page.terminal.paint;
    page.heading(view.lang.of("About the answer sheet", "回答シートについて"));
    for notice in notices {
        let text = notice.message_with_position(view.lang);
        page.item("  * ", &format!("{text} [{}]", notice.code.id), |line| match notice.code.severity {
            Severity::Error => paint.bad(line),
            Severity::Warning => paint.warn(line),
            Severity::Info => paint.dim(line),
        });
    }
}

/// The criteria that bear on one of the stages by weight or gate and whose state is wanted.
fn criteria(
    view: &View<'_>,
    stages: &[StageIx],
    wanted: impl Fn(State) -> bool,
) -> Vec<(CriterionIx, State)> {
    let View { framework, assessed, .. } = *view;
    let bears = |criterion: CriterionIx| {
        stages.iter().any(|stage| {
            framework[criterion].weight(*stage) > 0
                || framework.gates_of(*stage).any(|gate| gate.criterion == criterion)
        })
    };
    let state = |criterion: CriterionIx| assessed.assessment.states[criterion.get()];
    let found =
        framework.criterion_indices().filter(|criterion| bears(*criterion) && wanted(state(*criterion)));
    found.map(|criterion| (criterion, state(criterion))).collect()
}
