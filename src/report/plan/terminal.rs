//! A plan as a list of things to do, stage by stage, with what it changes.

use crate::advice::{Plan, PlanStatus, PlanStep};
use crate::framework::StageIx;
use crate::report::View;
use crate::report::explain::terminal::{sources, standing, trace};
use crate::report::page::{Page, Terminal, changes};
use crate::say;
use crate::text::{Bilingual, count};

/// A plan, ending in a line break. `view` is the company as it is now.
pub fn terminal(view: &View<'_>, plan: &Plan, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    standing::write_head(&mut page, view);
    page.heading(title(view, plan).to(view.lang));
    for sentence in summary(view, plan) {
        page.paragraph(sentence.to(view.lang));
    }
    if !plan.steps.is_empty() {
        if let Some(after) = &plan.after {
            let heading = view.lang.of("What it changes", "判定の変化");
            changes(&mut page, view, &after.assessment, heading);
        }
        write_steps(&mut page, view, plan);
        let follow = view.lang.of(
            "To follow it, set each of these levels in the answer sheet with its evidence: scored then, the sheet gives exactly these verdicts.",
            "計画を実行したら、回答シートで各レベルと根拠資料を更新してください。採点結果は上の判定と完全に一致します。",
        );
        page.gap();
        page.aside(follow, "");
    }
    sources::write(&mut page, view);
    if let Some(disclaimer) = view.framework.disclaimer() {
        page.gap();
        page.aside(disclaimer.to(view.language()), "");
    }
    page.finish()
}

fn title(view: &View<'_>, plan: &Plan) -> Bilingual {
    let to = view.framework[plan.goal.to].title.to(view.language());
    match plan.goal.budget {
        Some(budget) => {
            let weeks = count(budget, "person-week");
            say!("As far as {weeks} go, towards {to}", "「{to}」に向けて{budget}人週でできること")
        }
        None => say!("Plan: {to}", "計画：「{to}」まで"),
    }
}

/// What is to be said before the steps, sentence by sentence.
fn summary(view: &View<'_>, plan: &Plan) -> Vec<Bilingual> {
    let name = |stage: StageIx| view.framework[stage].title.to(view.language());
    let to = name(plan.goal.to);
    let mut out = Vec::new();
    match plan.status {
        PlanStatus::AlreadyReady => {
            out.push(say!(
                "{to} and all before it are ready; there is nothing to do.",
                "「{to}」までのすべての段階が準備完了です。することはありません。"
            ));
            return out;
        }
        PlanStatus::Optimal | PlanStatus::BestFound | PlanStatus::Impossible => {}
    }
    if let Some(stage) = plan.blocked_by {
        let blocked = name(stage);
        out.push(say!(
            "{blocked} cannot become ready: by the facts and the answers \"does not apply\" no criterion is left on it, so that nothing can be judged. Look at those first.",
            "「{blocked}」は準備完了にできません。前提項目と「該当しない」の回答により、この段階の評価項目が一つも残っていないためです。まずそれらを見直してください。"
        ));
    }
    let Some(after) = &plan.after else { return out };
    let (steps, effort, lead) = (plan.steps.len(), plan.effort, plan.lead_weeks());
    let (steps_en, effort_en, lead_en) =
        (count(steps, "step"), count(effort, "person-week"), count(lead, "week"));
    if steps == 0 {
        out.push(say!("Nothing that counts can be done within it.", "この範囲でできることはありません。"));
    } else if lead == 0 {
        out.push(say!("{steps_en}, {effort_en}.", "{steps}件、{effort}人週。"));
    } else {
        out.push(say!(
            "{steps_en}, {effort_en}; the longest wait is {lead_en}.",
            "{steps}件、{effort}人週。待ち時間は最長{lead}週です。"
        ));
    }
    if plan.goal.budget.is_some() {
        let (reached, all) = (after.assessment.reached, view.framework.stages().len());
        out.push(say!("It reaches {reached} of {all} stages.", "{all}段階のうち{reached}段階に到達します。"));
    }
    out.push(match (plan.status, plan.goal.budget) {
        (PlanStatus::BestFound, _) => say!(
            "The search was stopped at its limit of steps: there may be a better plan.",
            "探索が手数の上限に達したため打ち切りました。これより良い計画があるかもしれません。"
        ),
        (_, None) => {
            say!("No other way takes less effort.", "これより少ない工数で到達する方法はありません。")
        }
        (_, Some(_)) => say!(
            "Nothing else reaches more stages, or more proven points on the next one, within it.",
            "この工数で、これより多くの段階、または次の段階でこれより高い得点に到達する方法はありません。"
        ),
    });
    let open = plan.steps.iter().filter(|step| step.open).count();
    if open == 1 {
        out.push(say!(
            "1 step starts from an open answer, taken as level 0: answer it first, and the plan may get shorter.",
            "うち1件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。"
        ));
    } else if open > 1 {
        out.push(say!(
            "{open} steps start from open answers, taken as level 0: answer those first, and the plan may get shorter.",
            "うち{open}件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。"
        ));
    }
    out
}

fn write_steps(page: &mut Page, view: &View<'_>, plan: &Plan) {
    let lang = view.lang;
    let mut stage = None;
    for (position, step) in plan.steps.iter().enumerate() {
        if stage != Some(step.stage) {
            stage = Some(step.stage);
            let name = view.framework[step.stage].title.to(view.language());
            let own = plan.steps.iter().filter(|other| other.stage == step.stage);
            let effort: u64 = own.map(|step| step.effort).sum();
            let effort_en = count(effort, "person-week");
            page.heading(say!("For {name}: {effort_en}", "「{name}」のために：{effort}人週").to(lang));
        }
        write_step(page, view, position + 1, step);
    }
}

fn write_step(page: &mut Page, view: &View<'_>, number: usize, step: &PlanStep) {
    let View { framework, lang, .. } = *view;
    let language = view.language();
    let criterion = &framework[step.criterion];
    let name = criterion.name(language);
    let (from, to) = (step.from, step.to);
    let what = if from == to {
        say!("{name}: prove level {to}", "{name}：レベル{to}の根拠資料をそろえる")
    } else if step.open {
        say!("{name}: open, to level {to}", "{name}：未回答・不明からレベル{to}へ")
    } else {
        say!("{name}: level {from} to {to}", "{name}：レベル{from}から{to}へ")
    };
    let paint = page.terminal.paint;
    page.item(&format!("  {number:>2}. "), what.to(lang), |line| paint.bold(line));
    for level in &criterion.levels[usize::from(from)..usize::from(to)] {
        let next = level.next.as_ref().map_or("", |next| next.to(language));
        page.item("      - ", next, str::to_owned);
    }
    if let Some(proof) = criterion.proof.as_ref().filter(|_| step.prove || criterion.needs_evidence(to)) {
        let proof = proof.to(language);
        page.item("      - ", say!("Evidence: {proof}", "根拠資料の例：{proof}").to(lang), str::to_owned);
    }
    page.aside(&cost(view, step), "      ");
    trace(page, view, step.criterion, "      ");
}

fn cost(view: &View<'_>, step: &PlanStep) -> String {
    let mut parts: Vec<Bilingual> = Vec::new();
    for opened in &step.opens {
        let name = view.framework[*opened].title.to(view.language());
        parts.push(say!("opens the gate to {name}", "「{name}」の必須条件を満たす"));
    }
    let (effort, lead) = (step.effort, step.lead_weeks);
    let effort_en = count(effort, "person-week");
    parts.push(say!("{effort_en}", "{effort}人週"));
    if lead > 0 {
        let lead_en = count(lead, "week");
        parts.push(say!("{lead_en} of waiting", "待ち時間{lead}週"));
    }
    let list: Vec<_> = parts.iter().map(|part| part.to(view.lang)).collect();
    list.join(view.lang.of(", ", "、"))
}
