use super::{Scope, and_more, some, trace};
use crate::advice::{Action, actions};
use crate::framework::StageIx;
use crate::report::View;
use crate::report::page::Page;
use crate::say;
use crate::scoring::Percent;
use crate::text::{Bilingual, count};

/// The best steps for the next stage, with what they bring and cost.
pub(super) fn write(page: &mut Page, view: &View<'_>, scope: Scope) {
    let View { framework, assessed, lang } = *view;
    let stage = match scope {
        Scope::Stage(stage) => Some(stage),
        _ => assessed.assessment.next_stage,
    };
    let helps = |action: &Action| match stage {
        Some(stage) => action.gain(stage) > 0 || action.opens.contains(&stage),
        None => true,
    };
    let all: Vec<Action> = actions(framework, &assessed.assessment).into_iter().filter(helps).collect();
    if all.is_empty() {
        return;
    }
    match stage {
        Some(stage) => {
            let name = framework[stage].title.to(view.language());
            page.heading(say!("What to do next, for {name}", "次にすること（{name}に向けて）").to(lang));
        }
        None => page.heading(lang.of("What would make it stronger", "さらに強くするには")),
    }
    let (few, rest) = some(all, scope);
    for (position, action) in few.iter().enumerate() {
        write_action(page, view, stage, position + 1, action);
    }
    and_more(page, view, rest);
}

fn write_action(page: &mut Page, view: &View<'_>, stage: Option<StageIx>, number: usize, action: &Action) {
    let View { framework, lang, .. } = *view;
    let language = view.language();
    let criterion = &framework[action.criterion];
    let name = criterion.name(language);
    let (from, to) = (action.from, action.to);
    let what = if action.is_proof() {
        let proof = criterion.proof.as_ref().map_or("", |proof| proof.to(language));
        say!("{name}: prove level {to}. {proof}", "{name}：レベル{to}の根拠資料をそろえる。{proof}")
    } else {
        let next = criterion.level(from).next.as_ref().map_or("", |next| next.to(language));
        if action.open {
            say!(
                "{name}: not known yet. If level {from} is true: {next}",
                "{name}：まだ不明。レベル{from}の場合：{next}"
            )
        } else {
            say!("{name}, level {from} to {to}: {next}", "{name}（レベル{from}から{to}へ）：{next}")
        }
    };
    page.item(&format!("  {number:>2}. "), what.to(lang), str::to_owned);
    page.aside(&cost(view, stage, action), "      ");
    trace(page, view, action.criterion, "      ");
}

fn cost(view: &View<'_>, stage: Option<StageIx>, action: &Action) -> String {
    let View { framework, assessed, lang } = *view;
    let mut parts: Vec<Bilingual> = Vec::new();
    for opened in &action.opens {
        let name = framework[*opened].title.to(view.language());
        parts.push(say!("opens the gate to {name}", "「{name}」の必須条件を満たす"));
    }
    for (of, gain) in &action.gains {
        if stage.is_some_and(|stage| stage != *of) || *gain == 0 {
            continue;
        }
        let share = Percent::of(*gain, assessed.assessment.stages[of.get()].points.max);
        let name = framework[*of].title.to(view.language());
        parts.push(say!("+{share} on {name}", "{name} +{share}"));
    }
    let (effort, lead) = (action.effort, action.lead_weeks);
    let effort_en = count(effort, "person-week");
    parts.push(say!("{effort_en}", "{effort}人週"));
    if lead > 0 {
        let lead_en = count(lead, "week");
        parts.push(say!("{lead_en} of waiting", "待ち時間{lead}週"));
    }
    let list: Vec<_> = parts.iter().map(|part| part.to(lang)).collect();
    list.join(lang.of(", ", "、"))
}
