//! The changed verdicts of a question "what if", beside those of today.

use super::standing;
use crate::advice::Assessed;
use crate::answers::SetAnswer;
use crate::report::page::{Page, Terminal, changes};
use crate::report::{View, words};
use crate::say;
use crate::scoring::State;
use crate::text::Bilingual;

/// What would change, ending in a line break. `view` is the company as it is now.
pub fn what_if(view: &View<'_>, changed: &[SetAnswer], after: &Assessed, terminal: Terminal) -> String {
    let lang = view.lang;
    let mut page = Page::new(terminal);
    standing::write_head(&mut page, view);
    page.heading(lang.of("What if", "もし次のとおりなら"));
    for line in lines(view, changed, after) {
        page.item("  - ", line.to(lang), str::to_owned);
    }
    changes(&mut page, view, &after.assessment, lang.of("Then", "その場合の判定"));
    page.gap();
    let untouched = lang.of("The answer sheet itself was not touched.", "回答シートは書き換えていません。");
    page.aside(untouched, "");
    if let Some(disclaimer) = view.framework.disclaimer() {
        page.aside(disclaimer.to(view.language()), "");
    }
    page.finish()
}

/// Every fact and criterion that is changed, once, as it is and as it would be.
fn lines(view: &View<'_>, changed: &[SetAnswer], after: &Assessed) -> Vec<Bilingual> {
    let View { framework, assessed, .. } = *view;
    let language = view.language();
    let (mut facts, mut criteria) = (Vec::new(), Vec::new());
    for change in changed {
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
    let of_fact = facts.into_iter().map(|fact| {
        let [now, then] = [assessed, after].map(|one| {
            let given = one.sheet.fact(fact);
            let labels: Vec<_> =
                given.iter().map(|choice| framework[fact].label(*choice, language)).collect();
            if labels.is_empty() {
                words::state(State::Unknown).to(view.lang).to_owned()
            } else {
                labels.join(view.lang.of(", ", "、"))
            }
        });
        let question = framework[fact].question.to(language).trim_end_matches('。');
        say!("{question} {now} -> {then}", "{question}：{now} -> {then}")
    });
    let of_criterion = criteria.into_iter().map(|criterion| {
        let [now, then] = [assessed, after].map(|one| state(one.assessment.states[criterion.get()]));
        let name = framework[criterion].name(language);
        let (now_en, now_ja, then_en, then_ja) = (now.en, now.ja, then.en, then.ja);
        say!("{name}: {now_en} -> {then_en}", "{name}：{now_ja} -> {then_ja}")
    });
    of_fact.chain(of_criterion).collect()
}

fn state(state: State) -> Bilingual {
    match state {
        State::Level { claimed, proven } if claimed > proven => {
            say!("level {claimed} ({proven} proven)", "レベル{claimed}（根拠があるのは{proven}まで）")
        }
        State::Level { claimed, .. } => say!("level {claimed}", "レベル{claimed}"),
        other => {
            let word = words::state(other);
            let (en, ja) = (word.0, word.1);
            say!("{en}", "{ja}")
        }
    }
}
