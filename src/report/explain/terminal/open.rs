use super::{Scope, and_more, some, trace};
use crate::advice::{Outlook, Question, outlook, questions};
use crate::framework::{CriterionIx, StageIx};
use crate::report::page::Page;
use crate::report::{View, words};
use crate::say;
use crate::scoring::{Percent, State};
use crate::source::Severity;
use crate::text::Bilingual;

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

/// What is still unknown of one stage: whether it can change the verdict, and what to find out first.
pub(super) fn write_unknown(page: &mut Page, view: &View<'_>, stage: StageIx, scope: Scope) {
    let View { framework, assessed, lang } = *view;
    let open = questions(framework, &assessed.assessment, stage);
    if open.is_empty() {
        return;
    }
    let (count, name) = (open.len(), framework[stage].title.to(view.language()));
    page.heading(
        say!("Still unknown for {name} ({count})", "「{name}」でまだわからないもの（{count}件）").to(lang),
    );
    let found = outlook(framework, &assessed.sheet, &assessed.assessment, stage);
    page.paragraph(prospect(view, &found).to(lang));
    // Where the answers cannot change the verdict, none of them is said to settle it.
    let decides = found.worst != found.best;
    let (open, rest) = some(open, scope);
    for question in open {
        let criterion = &framework[question.criterion];
        let (name, text) = (criterion.name(view.language()), criterion.question.to(view.language()));
        let why = words::state(assessed.assessment.states[question.criterion.get()]).to(lang);
        let line = say!("{name} ({why}): {text}", "{name}（{why}）：{text}");
        page.item("  ? ", line.to(lang), str::to_owned);
        page.aside(&worth(view, stage, question, decides), "    ");
        trace(page, view, question.criterion, "    ");
    }
    and_more(page, view, rest);
}

/// What the open answers can still make of the verdict.
fn prospect(view: &View<'_>, found: &Outlook) -> Bilingual {
    let (worst, best) = (words::verdict(found.worst), words::verdict(found.best));
    let (worst_en, worst_ja, best_en, best_ja) = (worst.0, worst.1, best.0, best.1);
    if found.is_settled() {
        return say!(
            "Whatever the answers are, the verdict stays \"{best_en}\".",
            "どう回答しても、判定「{best_ja}」は変わりません。"
        );
    }
    if found.worst == found.best && !found.open_facts.is_empty() {
        let ids: Vec<_> = found.open_facts.iter().map(|fact| view.framework[*fact].id.as_str()).collect();
        let (en, ja) = (ids.join(", "), ids.join("、"));
        return say!(
            "These answers leave the verdict \"{best_en}\", but facts that are not given can change what applies: {en}.",
            "これらの回答では判定「{best_ja}」は変わりませんが、未回答の前提項目によって対象が変わりえます：{ja}。"
        );
    }
    say!(
        "By the answers the verdict can become anything from \"{worst_en}\" to \"{best_en}\". First what tells most:",
        "回答しだいで判定は「{worst_ja}」から「{best_ja}」まで変わりえます。結果を大きく左右する順に示します。"
    )
}

/// What the answer to a question would tell.
fn worth(view: &View<'_>, stage: StageIx, question: Question, decides: bool) -> String {
    let max = view.assessed.assessment.stages[stage.get()].points.max;
    let mut parts: Vec<Bilingual> = Vec::new();
    if question.is_gate {
        parts.push(say!("a gate", "必須条件"));
    }
    if question.points > 0 {
        let share = Percent::of(question.points, max);
        parts.push(say!("{share} of 100 points", "100点中{share}点分"));
    }
    let (settles, levels) = (question.settles, question.levels);
    if decides && settles > 0 && settles < levels {
        parts.push(say!(
            "{settles} of its {levels} levels would settle the verdict",
            "{levels}レベル中{settles}つで判定が確定"
        ));
    } else if decides && settles == levels {
        parts.push(say!("settles the verdict", "回答すれば判定が確定"));
    }
    let list: Vec<_> = parts.iter().map(|part| part.to(view.lang)).collect();
    list.join(view.lang.of(", ", "、"))
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
