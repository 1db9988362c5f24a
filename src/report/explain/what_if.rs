use crate::advice::{Assessed, changed};
use crate::answers::SetAnswer;
use crate::report::{Page, Terminal, View, words};
use crate::scoring::State;
use crate::text::{Bilingual, Label, say};

/// The verdicts after some changes compared with the current ones, ending in a line break. `view` is the current state.
pub fn what_if(view: &View<'_>, changes: &[SetAnswer], after: &Assessed, terminal: Terminal) -> String {
    let (text, now) = (view.text(), view.assessed);
    let mut page = Page::new(view.lang, terminal);
    page.company(now.sheet.subject.as_deref(), text.as_of(now.as_of));
    page.heading(Label("What if", "回答を次のように変えた場合"));
    let (facts, criteria) = changed(changes);
    for fact in facts {
        let [now, then] = [now, after].map(|one| match one.sheet.fact(fact) {
            [] => words::state(State::Unknown).to(view.lang).to_owned(),
            choices => text.choices(fact, choices),
        });
        let question = text.of(&text.framework[fact].question).trim_end_matches('。');
        page.bullet(say!("{question} {now} -> {then}", "{question}：{now} -> {then}"));
    }
    for criterion in criteria {
        let [now, then] = [now, after].map(|one| state(one.assessment.states[criterion.get()]));
        let (name, now, then) = (text.criterion(criterion), now.to(view.lang), then.to(view.lang));
        page.bullet(say!("{name}: {now} -> {then}", "{name}：{now} -> {then}"));
    }
    page.heading(Label("Then", "その場合の判定"));
    page.changes(text, &now.assessment, &after.assessment);
    page.gap();
    page.note(Label("The answer sheet itself was not touched.", "回答シートは書き換えていません。"));
    if let Some(disclaimer) = text.framework.disclaimer() {
        page.note(text.of(disclaimer));
    }
    page.finish()
}

fn state(state: State) -> Bilingual {
    match state {
        State::Level { claimed, proposed: true, .. } => words::proposed(claimed),
        State::Level { claimed, proven, .. } if claimed > proven => {
            say!("level {claimed} ({proven} proven)", "レベル{claimed}（根拠があるのは{proven}まで）")
        }
        State::Level { claimed, .. } => say!("level {claimed}", "レベル{claimed}"),
        other => {
            let Label(en, ja) = words::state(other);
            say!("{en}", "{ja}")
        }
    }
}
