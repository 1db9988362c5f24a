use super::Scope;
use crate::advice::{DRAWS, Hinge, Robustness, robustness};
use crate::framework::{StageIx, Verdict};
use crate::report::page::Page;
use crate::report::{View, words};
use crate::say;
use crate::scoring::Percent;
use crate::text::Bilingual;

/// How far the verdicts can be trusted, as the weights are only somebody's judgement.
pub(super) fn write(page: &mut Page, view: &View<'_>, stages: &[StageIx], scope: Scope) {
    let View { framework, assessed, lang } = *view;
    let results = stages.iter().map(|stage| &assessed.assessment.stages[stage.get()]);
    let judged: Vec<_> = results.filter(|result| result.verdict != Verdict::NotAssessed).collect();
    if judged.is_empty() {
        return;
    }
    page.heading(lang.of("How far it can be trusted", "判定の確かさ"));
    for result in judged {
        let found = robustness(framework, result);
        page.item("  - ", &sentences(view, &found), str::to_owned);
    }
    if scope == Scope::All || stages.len() == 1 {
        let how = say!(
            "Each weight was varied on its own between half and one and a half times, {DRAWS} times; gates stay as they are.",
            "各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{DRAWS}通りに変えて調べました（必須条件はそのまま）。"
        );
        page.aside(how.to(lang), "    ");
    }
}

fn sentences(view: &View<'_>, found: &Robustness) -> String {
    let View { framework, lang, .. } = *view;
    let name = framework[found.stage].title.to(view.language());
    let verdict = words::verdict(found.verdict);
    let (en, ja) = (verdict.0, verdict.1);
    let mut all: Vec<Bilingual> = Vec::new();
    if found.holds == DRAWS {
        all.push(say!(
            "{name}: the verdict \"{en}\" holds in every weighting tried.",
            "{name}：判定「{ja}」は、試したどの重みでも変わりません。"
        ));
    } else {
        let share = Percent::of(found.holds.into(), DRAWS.into());
        all.push(say!(
            "{name}: the verdict \"{en}\" holds in {share} % of weightings.",
            "{name}：判定「{ja}」は、重みを変えても {share}% の場合に変わりません。"
        ));
        for (other, draws) in &found.others {
            let word = words::verdict(*other);
            let (en, ja) = (word.0, word.1);
            let share = Percent::of((*draws).into(), DRAWS.into());
            all.push(say!("In {share} % it is \"{en}\".", "{share}% では「{ja}」になります。"));
        }
    }
    if !found.hinges.is_empty() {
        let list = |pick: fn(Bilingual) -> String, between: &str| {
            let hinges = found.hinges.iter().map(|one| pick(hinge(view, *one)));
            hinges.collect::<Vec<_>>().join(between)
        };
        let (en, ja) = (list(|say| say.en, ", "), list(|say| say.ja, "、"));
        all.push(say!("It hangs most on the weight of: {en}.", "特に次の重みに左右されます：{ja}。"));
    }
    let texts: Vec<_> = all.iter().map(|sentence| sentence.to(lang)).collect();
    texts.join(lang.of(" ", ""))
}

fn hinge(view: &View<'_>, hinge: Hinge) -> Bilingual {
    let name = view.framework[hinge.criterion].name(view.language());
    if hinge.heavier {
        say!("{name} (changes it if heavier)", "{name}（重くすると変わる）")
    } else {
        say!("{name} (changes it if lighter)", "{name}（軽くすると変わる）")
    }
}
