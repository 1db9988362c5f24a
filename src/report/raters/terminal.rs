use super::alpha::{alpha_words, decimal};
use super::{RatersView, reply};
use crate::advice::{FactOpinions, Opinions, Status};
use crate::answers::{Answer, Reply};
use crate::framework::ChoiceIx;
use crate::report::{Localized, Page, Terminal, words};
use crate::scoring::State;
use crate::text::{Label, clean, fit, pad, say, width};

/// The agreement of raters, disputed questions first, ending in a line break.
pub fn terminal(view: &RatersView<'_>, terminal: Terminal) -> String {
    let text = Localized::new(view.framework, view.lang);
    let mut page = Page::new(view.lang, terminal);
    head(&mut page, text, view);
    disputed(&mut page, text, view);
    others(&mut page, text, view);
    page.finish()
}

fn head(page: &mut Page, text: Localized<'_>, view: &RatersView<'_>) {
    let RatersView { framework, raters, agreement, lang } = *view;
    let (title, version) = (text.of(framework.title()), framework.version());
    let names = lang.list(raters.iter().map(|rater| &rater.name));
    page.company(
        raters.iter().find_map(|rater| rater.sheet.subject.as_deref()),
        &say!("{title} {version}; raters: {names}", "{title} {version}、回答者：{names}"),
    );
    page.heading(Label("Agreement", "一致の度合い"));
    page.paragraph(alpha_words(agreement.alpha));
    let count = |wanted: fn(Status) -> bool| agreement.count(wanted);
    let (agreed, disputed) = (count(|one| one == Status::Agreed), count(Status::is_disputed));
    let (single, open) = (count(|one| one == Status::Single), count(|one| one == Status::Open));
    page.paragraph(say!(
        "{agreed} agreed, {disputed} disputed, {single} answered by one only, {open} by nobody.",
        "一致{agreed}件、不一致{disputed}件、1人だけが回答{single}件、全員未回答{open}件。"
    ));
    let proposed = agreement.criteria.iter().filter(|one| one.is_proposed()).count();
    if proposed > 0 {
        page.paragraph(say!(
            "{proposed} of the answers that are not disputed are only proposed: nobody has confirmed them.",
            "不一致のない回答のうち{proposed}件は、まだ誰も確認していない提案です。"
        ));
    }
    if agreement.criteria.iter().any(|one| one.status.is_disputed() && one.agreement.is_some()) {
        page.note(Label(
            "The agreement of a question is measured like alpha; alpha is the mean over all answers.",
            "質問ごとの一致度も α と同じ尺度で、α はその平均です（回答数による加重）。",
        ));
    }
}

fn disputed(page: &mut Page, text: Localized<'_>, view: &RatersView<'_>) {
    let RatersView { framework, agreement, lang, .. } = *view;
    let facts: Vec<_> = agreement.facts.iter().filter(|one| one.status.is_disputed()).collect();
    let criteria: Vec<_> = agreement.criteria.iter().filter(|one| one.status.is_disputed()).collect();
    if facts.is_empty() && criteria.is_empty() {
        return;
    }
    page.heading(Label("To settle, the most disputed first", "話し合うべき質問（不一致の大きい順）"));
    for FactOpinions { fact, given, .. } in facts {
        page.bullet(text.of(&framework[*fact].question));
        let said = |choices: &Vec<ChoiceIx>| match choices.as_slice() {
            [] => words::state(State::Unknown).to(lang).to_owned(),
            choices => text.choices(*fact, choices),
        };
        answers(page, view, given.iter().map(|choices| choices.as_ref().map(said)));
        page.detail(format!("[{}]", framework[*fact].id));
    }
    for opinions in criteria {
        page.bullet(text.criterion(opinions.criterion));
        let said = |answer: &Answer| said(text, opinions, answer);
        answers(page, view, opinions.given.iter().map(|answer| answer.as_ref().map(said)));
        let id = &framework[opinions.criterion].id;
        page.detail(match opinions.agreement.map(decimal) {
            Some(own) => say!("[{id}; agreement {own}]", "[{id}; 一致度 {own}]"),
            None => say!("[{id}]", "[{id}]"),
        });
    }
}

fn answers(page: &mut Page, view: &RatersView<'_>, said: impl Iterator<Item = Option<String>>) {
    let names = || view.raters.iter().map(|rater| clean(&rater.name));
    let most = page.terminal.columns / 2;
    let columns = names().map(|name| width(&name)).max().unwrap_or_default().min(most);
    for (name, said) in names().zip(said) {
        let said = said.unwrap_or_else(|| view.lang.of("(no answer)", "（回答なし）").to_owned());
        page.item(&format!("    {}  ", pad(&fit(&name, most), columns)), said);
    }
}

fn said(text: Localized<'_>, opinions: &Opinions, answer: &Answer) -> String {
    let Reply::Level(level) = answer.reply else { return reply(answer, text.lang) };
    let says = text.of(&text.framework[opinions.criterion].level(level).says);
    say!("level {level}: {says}", "レベル{level}：{says}").into_text(text.lang)
}

fn others(page: &mut Page, text: Localized<'_>, view: &RatersView<'_>) {
    let parts = [
        (Status::Agreed, Label("Agreed", "一致した評価項目")),
        (Status::Single, Label("Answered by one only", "1人だけが回答した評価項目")),
        (Status::Open, Label("Answered by nobody", "全員が未回答の評価項目")),
    ];
    for (status, head) in parts {
        let of = view.agreement.criteria.iter().filter(|one| one.status == status);
        let names: Vec<_> = of.map(|one| text.criterion(one.criterion)).collect();
        if !names.is_empty() {
            page.heading(head);
            page.paragraph(names.join(text.lang.of("; ", "、")));
        }
    }
}
