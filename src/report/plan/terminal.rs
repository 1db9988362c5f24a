use crate::advice::{Plan, PlanStatus, PlanStep};
use crate::report::page::{Page, Terminal, cost};
use crate::report::{Localized, View, words};
use crate::text::{Bilingual, Label, count, say};

/// A plan as a list of things to do, stage by stage, with its effect on the verdicts and, with `sources`, what each
/// step is based on. `view` is the current state of the company.
pub fn terminal(view: &View<'_>, plan: &Plan, sources: bool, terminal: Terminal) -> String {
    let (text, assessed) = (view.text(), view.assessed);
    let mut page = Page::new(view.lang, terminal);
    page.company(assessed.sheet.subject.as_deref(), text.as_of(assessed.as_of));
    page.heading(title(text, plan));
    for sentence in summary(text, plan) {
        page.paragraph(sentence);
    }
    if !plan.steps.is_empty() {
        if let Some(after) = &plan.after {
            page.heading(Label("What it changes", "判定の変化"));
            page.changes(text, &assessed.assessment, &after.assessment);
        }
        write_steps(&mut page, text, plan, sources);
        page.gap();
        page.note(Label(
                "Once it is done, enter these levels and their evidence in the answer sheet: scored again, it gives exactly these verdicts.",
                "計画を実行したら、回答シートに各レベルと根拠資料を記入してください。採点し直すと、上の判定とまったく同じ結果になります。",
            ),
        );
    }
    page.sources(text);
    page.finish_with_disclaimer(text.framework)
}

fn title(text: Localized<'_>, plan: &Plan) -> Bilingual {
    let to = text.stage(plan.goal.to);
    match plan.goal.budget {
        Some(budget) => {
            let budget = text.effort(budget);
            say!("What {budget} can do toward {to}", "「{to}」に向けて{budget}でできること")
        }
        None => say!("Plan: {to}", "計画：「{to}」まで"),
    }
}

fn summary(text: Localized<'_>, plan: &Plan) -> Vec<Bilingual> {
    if plan.status == PlanStatus::AlreadyReady {
        let to = text.stage(plan.goal.to);
        return vec![say!(
            "{to} and all before it are ready; there is nothing to do.",
            "「{to}」までのすべての段階が準備完了です。することはありません。"
        )];
    }
    let mut out = Vec::new();
    if let Some(blocked) = plan.blocked_by.map(|stage| text.stage(stage)) {
        out.push(say!(
            "{blocked} cannot become ready: by the facts and the answers \"does not apply\" no criterion is left on it, so that nothing can be judged. Look at those first.",
            "「{blocked}」は準備完了にできません。前提項目と「該当しない」の回答により、この段階の評価項目が一つも残っていないためです。まずそれらを見直してください。"
        ));
    }
    let Some(after) = &plan.after else { return out };
    let (steps, effort) = (plan.steps.len(), plan.effort);
    let (steps_en, effort) = (count(steps, "step"), text.effort(effort));
    let sum = if words::is_counted_by_steps(text.framework, plan) {
        say!("{effort}", "{effort}")
    } else {
        say!("{steps_en}, {effort}", "{steps}件、{effort}")
    };
    if steps == 0 {
        out.push(say!(
            "Nothing that counts can be done within this effort.",
            "この工数でできることはありません。"
        ));
    } else {
        let (Bilingual { en: sum, ja: ja_sum }, Bilingual { en, ja }) = (sum, words::span(plan.weeks()));
        out.push(if plan.is_in_weeks {
            say!("{sum}; with waiting {en}.", "{ja_sum}。待ち時間を含めて{ja}です。")
        } else {
            say!("{sum}.", "{ja_sum}です。")
        });
        out.extend(words::counted(text.framework));
        out.extend(words::side_by_side(plan));
        out.extend(waits(text, plan));
    }
    if plan.goal.budget.is_some() {
        let (reached, all) = (after.assessment.reached, text.framework.stages().len());
        out.push(say!("It reaches {reached} of {all} stages.", "{all}段階のうち{reached}段階に到達します。"));
    }
    out.push(match (plan.status, plan.goal.budget) {
        (PlanStatus::BestFound, _) => words::BEST_FOUND.into(),
        (_, None) if text.framework.counts_steps() => {
            say!("No other plan takes fewer of them.", "これより少ない計画はありません。")
        }
        (_, None) => say!(
            "By the framework’s estimates of effort, no other plan takes less work.",
            "フレームワークの工数見積もりでは、これより少ない計画はありません。"
        ),
        (_, Some(_)) => say!(
            "Within this effort, nothing else reaches more stages, or more proven points on the next one.",
            "この工数で、これより多くの段階、または次の段階でこれより高い得点に到達する方法はありません。"
        ),
    });
    let open = plan.open_steps();
    if open > 0 {
        let start = match open {
            1 => "1 step starts from an open answer, taken as level 0: answer it first".to_owned(),
            _ => format!("{open} steps start from open answers, taken as level 0: answer those first"),
        };
        out.push(say!(
            "{start}, and the plan may get shorter.",
            "うち{open}件は未回答・不明のためレベル0から数えています。先に回答すれば、計画は短くなるかもしれません。"
        ));
    }
    out
}

/// Waiting times that no effort shortens.
fn waits(text: Localized<'_>, plan: &Plan) -> Option<Bilingual> {
    let waiting = plan.steps.iter().filter(|step| !step.lead_weeks.is_none());
    let waits = waiting.map(|step| {
        let (name, Bilingual { en, ja }) = (text.criterion(step.criterion), words::weeks(step.lead_weeks));
        say!("{name} {en}", "{name} {ja}")
    });
    let waits: Vec<Bilingual> = waits.collect();
    let list = text.lang.list(waits.iter().map(|wait| wait.to(text.lang)));
    (!waits.is_empty()).then(|| {
        say!("Waiting that no effort shortens: {list}.", "工数をかけても短縮できない待ち時間：{list}。")
    })
}

fn write_steps(page: &mut Page, text: Localized<'_>, plan: &Plan, sources: bool) {
    let mut number = 0;
    for (stage, effort, steps) in plan.by_stage() {
        let (name, effort) = (text.stage(stage), text.effort(effort));
        page.heading(say!("For {name}: {effort}", "「{name}」のために：{effort}"));
        for step in steps {
            number += 1;
            write_step(page, text, number, step);
            if sources {
                page.trace(text, step.criterion, "      ");
            }
        }
    }
}

fn write_step(page: &mut Page, text: Localized<'_>, number: usize, step: &PlanStep) {
    let name = text.criterion(step.criterion);
    let (from, to) = (step.from, step.to);
    let what = if step.is_confirmation() {
        say!("{name}: confirm level {to}", "{name}：レベル{to}の提案を確認する")
    } else if step.is_proof() {
        say!("{name}: prove level {to}", "{name}：レベル{to}の根拠資料をそろえる")
    } else if step.open {
        say!("{name}: open, to level {to}", "{name}：未回答・不明からレベル{to}へ")
    } else if step.proposed {
        say!("{name}: confirm level {from}, then to {to}", "{name}：レベル{from}の提案を確認し、{to}へ")
    } else {
        say!("{name}: level {from} to {to}", "{name}：レベル{from}から{to}へ")
    };
    let cost = cost(text, &step.opens, std::iter::empty(), step.effort, step.lead_weeks);
    let Bilingual { en, ja } = what;
    let paint = page.terminal.paint;
    let head = say!("{en} ({cost})", "{ja}（{cost}）");
    page.styled_item(&format!("  {number:>2}. "), head, |line| paint.bold(line));
    let criterion = &text.framework[step.criterion];
    if !step.is_proof() {
        let target = text.level(step.criterion, to);
        page.line("      ", say!("Level {to}: {target}", "レベル{to}：{target}"));
        step.next(text.framework).for_each(|next| page.item("      - ", text.of(next)));
    }
    if let Some(proof) = criterion.proof_of(to).filter(|_| step.prove || criterion.needs_evidence(to)) {
        let proof = text.of(proof);
        page.item("      - ", say!("Evidence: {proof}", "根拠資料の例：{proof}"));
    }
}
