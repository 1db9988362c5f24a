use super::{Scope, and_more, some, trace};
use crate::advice::{Obstacles, obstacles};
use crate::framework::{StageIx, Verdict};
use crate::report::page::Page;
use crate::report::{View, words};
use crate::say;
use crate::scoring::{GateResult, Percent, StageResult};
use crate::text::count;

/// What keeps one stage from ready: gates first, then where the points are lost.
pub(super) fn write(page: &mut Page, view: &View<'_>, stage: StageIx, scope: Scope) {
    let View { framework, assessed, lang } = *view;
    let result = &assessed.assessment.stages[stage.get()];
    let found = obstacles(result, framework[stage].ready_at);
    let name = framework[stage].title.to(view.language());
    if result.verdict == Verdict::Ready {
        page.heading(say!("{name}: ready", "{name}：準備完了").to(lang));
    } else {
        page.heading(say!("What holds back: {name}", "「{name}」の妨げになっているもの").to(lang));
        page.paragraph(&summary(view, result, &found));
    }
    let paint = page.terminal.paint;
    for gate in &found.failed {
        write_gate(page, view, stage, **gate, |line| paint.bad(line));
    }
    for gate in found.open.iter().chain(&found.unproven) {
        write_gate(page, view, stage, **gate, |line| paint.warn(line));
    }
    write_losses(page, view, result, found, scope);
}

fn summary(view: &View<'_>, result: &StageResult, found: &Obstacles<'_>) -> String {
    let lang = view.lang;
    let (proven, score, needed) = (result.proven(), result.score(), view.framework[result.stage].ready_at);
    let gates = found.failed.len() + found.open.len() + found.unproven.len();
    let gates_en = count(gates, "gate");
    let text = match result.verdict {
        Verdict::NotAssessed => say!("No criterion applies to it.", "該当する評価項目がありません。"),
        _ if found.only_gates => {
            let (en, ja) = names(view, found);
            say!(
                "Only {gates_en} in the way: without {en} it would be ready (proven {proven}, needed {needed}).",
                "妨げは必須条件だけです。{ja}を満たせば準備完了です（根拠あり {proven}、基準 {needed}）。"
            )
        }
        Verdict::Unproven => say!(
            "With {score} claimed it would be ready; {proven} is proven, and {needed} is needed. Prove what is claimed.",
            "回答どおりなら {score} で準備完了ですが、根拠があるのは {proven}、基準は {needed} です。回答の根拠資料をそろえてください。"
        ),
        _ if gates == 0 => say!(
            "It has {proven} proven and {score} claimed, and needs {needed}. No gate holds it back.",
            "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。妨げとなる必須条件はありません。"
        ),
        verdict if found.without_gates > verdict => {
            let word = words::verdict(found.without_gates);
            let (would, would_ja) = (word.0, word.1);
            let (en, ja) = names(view, found);
            say!(
                "It has {proven} proven and {score} claimed, and needs {needed}. Gates come first: without {en} it would be \"{would}\".",
                "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。まず必須条件です。{ja}を満たせば判定は「{would_ja}」になります。"
            )
        }
        _ => say!(
            "It has {proven} proven and {score} claimed, and needs {needed}; held back first by {gates_en}.",
            "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。まず必須条件{gates}件が妨げになっています。"
        ),
    };
    text.to(lang).to_owned()
}

/// The gates in the way by name, in English and in Japanese.
fn names(view: &View<'_>, found: &Obstacles<'_>) -> (String, String) {
    let names: Vec<_> =
        found.gates().map(|gate| view.framework[gate.criterion].name(view.language())).collect();
    (format!("\"{}\"", names.join("\", \"")), format!("「{}」", names.join("」「")))
}

fn write_gate(
    page: &mut Page,
    view: &View<'_>,
    stage: StageIx,
    gate: GateResult,
    style: impl Fn(&str) -> String,
) {
    let View { framework, assessed, lang } = *view;
    let language = view.language();
    let criterion = &framework[gate.criterion];
    let state = assessed.assessment.states[gate.criterion.get()];
    let (name, must) = (criterion.name(language), gate.at_least);
    let text = match (state.level(), state.proven()) {
        (Some(level), Some(proven)) if level != proven => say!(
            "{name}: level {level} is claimed but only {proven} is proven; must be {must}",
            "{name}：回答はレベル{level}ですが、根拠があるのはレベル{proven}までです（{must}が必要）"
        ),
        (Some(level), _) => {
            say!("{name}: level {level}, must be {must}", "{name}：レベル{level}（{must}が必要）")
        }
        _ => {
            let why = words::state(state);
            let (en, ja) = (why.0, why.1);
            say!("{name}: {en}, must be level {must}", "{name}：{ja}（レベル{must}が必要）")
        }
    };
    page.item("  ! ", text.to(lang), style);
    if let Some(level) = state.level() {
        let says = criterion.level(level).says.to(language);
        page.aside(say!("Now: {says}", "現在：{says}").to(lang), "    ");
    }
    let needed = criterion.level(must).says.to(language);
    page.aside(say!("Needed: {needed}", "必要：{needed}").to(lang), "    ");
    if let Some(gate) = framework.gates_of(stage).find(|other| other.criterion == gate.criterion) {
        let because = gate.because.to(language);
        page.aside(say!("Why: {because}", "理由：{because}").to(lang), "    ");
    }
    trace(page, view, gate.criterion, "    ");
}

fn write_losses(page: &mut Page, view: &View<'_>, result: &StageResult, found: Obstacles<'_>, scope: Scope) {
    let lang = view.lang;
    if found.losses.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(lang.of("Where the points are lost, of 100:", "失点の内訳（100点満点）："));
    let (losses, rest) = some(found.losses, scope);
    for loss in losses {
        let criterion = &view.framework[loss.criterion];
        let state = view.assessed.assessment.states[loss.criterion.get()];
        let share = Percent::of(loss.points.lost(), result.points.max);
        let name = criterion.name(view.language());
        let words = if let Some(level) = state.level() {
            let says = criterion.level(level).says.to(view.language());
            say!("{name} - level {level}: {says}", "{name}（レベル{level}）：{says}")
        } else {
            let why = words::state(state);
            let (en, ja) = (why.0, why.1);
            say!("{name} - {en}", "{name}（{ja}）")
        };
        page.item(&format!("  {:>5} ", share.to_string()), words.to(lang), str::to_owned);
        trace(page, view, loss.criterion, "        ");
    }
    and_more(page, view, rest);
}
