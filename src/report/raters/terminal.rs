use super::RatersView;
use crate::advice::{Alpha, FactOpinions, Opinions, Status};
use crate::answers::{Answer, Reply};
use crate::framework::ChoiceIx;
use crate::report::page::{Page, Terminal};
use crate::report::words;
use crate::say;
use crate::text::{Bilingual, Lang, clean, fit, pad, width};

/// How far raters agree, the disputed questions first, ending in a line break.
pub fn terminal(view: &RatersView<'_>, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    head(&mut page, view);
    disputed(&mut page, view);
    others(&mut page, view);
    page.finish()
}

fn head(page: &mut Page, view: &RatersView<'_>) {
    let RatersView { framework, raters, agreement, lang } = *view;
    let nobody = lang.of("(no name)", "（名称未記入）");
    let subject = raters.iter().find_map(|rater| rater.sheet.subject.as_deref()).unwrap_or(nobody);
    page.heading(subject);
    let (title, version) = (framework.title().to(view.language()), framework.version());
    let names: Vec<_> = raters.iter().map(|rater| rater.name.as_str()).collect();
    let names = names.join(lang.of(", ", "、"));
    page.aside(say!("{title} {version}; raters: {names}", "{title} {version}、回答者：{names}").to(lang), "");
    page.heading(lang.of("Agreement", "一致の度合い"));
    page.paragraph(alpha(&agreement.alpha).to(lang));
    let count = |wanted: fn(Status) -> bool| agreement.count(wanted);
    let (agreed, disputed) = (count(|one| one == Status::Agreed), count(Status::is_disputed));
    let (single, open) = (count(|one| one == Status::Single), count(|one| one == Status::Open));
    let counts = say!(
        "{agreed} agreed, {disputed} disputed, {single} answered by one only, {open} by nobody.",
        "一致{agreed}件、不一致{disputed}件、1人だけが回答{single}件、全員未回答{open}件。"
    );
    page.paragraph(counts.to(lang));
    if agreement.criteria.iter().any(|one| one.status.is_disputed() && one.agreement.is_some()) {
        let text = lang.of(
            "The agreement of a question is measured like alpha; alpha is the mean over all answers.",
            "質問ごとの一致度も α と同じ尺度で、α はその平均です（回答数による加重）。",
        );
        page.aside(text, "");
    }
}

fn alpha(alpha: &Alpha) -> Bilingual {
    match alpha {
        Alpha::Defined { thousandths, .. } => {
            let alpha = decimal(*thousandths);
            say!(
                "Krippendorff's alpha (ordinal): {alpha}. 1 is full agreement, 0 is chance; below 0.667 it is too \
                 little to rely on.",
                "クリッペンドルフの α（順序尺度）：{alpha}。1 は完全な一致、0 は偶然と同程度です。0.667 未満では結果を信頼できません。"
            )
        }
        Alpha::NoPairs => say!(
            "Krippendorff's alpha is not defined: no question has levels from two raters.",
            "クリッペンドルフの α は計算できません：2人以上がレベルで答えた質問がありません。"
        ),
        Alpha::NoVariation => say!(
            "Krippendorff's alpha is not defined: all levels are the same, so agreement cannot be told from chance.",
            "クリッペンドルフの α は計算できません：レベルがすべて同じため、一致と偶然を区別できません。"
        ),
        Alpha::TooLarge => say!(
            "Krippendorff's alpha is not shown: there are too many raters to compute it exactly.",
            "クリッペンドルフの α は表示できません：回答者が多すぎて、正確に計算できません。"
        ),
    }
}

fn disputed(page: &mut Page, view: &RatersView<'_>) {
    let RatersView { framework, agreement, lang, .. } = *view;
    let facts: Vec<_> = agreement.facts.iter().filter(|one| one.status.is_disputed()).collect();
    let criteria: Vec<_> = agreement.criteria.iter().filter(|one| one.status.is_disputed()).collect();
    if facts.is_empty() && criteria.is_empty() {
        return;
    }
    page.heading(lang.of("To settle, the most disputed first", "話し合うべき質問（不一致の大きい順）"));
    for FactOpinions { fact, given, .. } in facts {
        let fact = &framework[*fact];
        let (id, question) = (&fact.id, fact.question.to(view.language()));
        page.item("  - ", question, str::to_owned);
        let label = |choice: &ChoiceIx| fact.label(*choice, view.language());
        let said = |choices: &Vec<ChoiceIx>| match choices.as_slice() {
            [] => words::state(crate::scoring::State::Unknown).to(lang).to_owned(),
            choices => choices.iter().map(label).collect::<Vec<_>>().join(lang.of(", ", "、")),
        };
        answers(page, view, given.iter().map(|choices| choices.as_ref().map(said)));
        page.aside(&format!("[{id}]"), "    ");
    }
    for opinions in criteria {
        let criterion = &framework[opinions.criterion];
        page.item("  - ", criterion.name(view.language()), str::to_owned);
        let said = |answer: &Answer| said(view, opinions, answer);
        answers(page, view, opinions.given.iter().map(|answer| answer.as_ref().map(said)));
        let id = &criterion.id;
        let trace = match opinions.agreement {
            Some(own) => {
                let own = decimal(own);
                say!("[{id}; agreement {own}]", "[{id}; 一致度 {own}]")
            }
            None => say!("[{id}]", "[{id}]"),
        };
        page.aside(trace.to(lang), "    ");
    }
}

/// One line per rater, the answers under each other.
fn answers(page: &mut Page, view: &RatersView<'_>, said: impl Iterator<Item = Option<String>>) {
    let names = || view.raters.iter().map(|rater| clean(&rater.name));
    let most = page.terminal.columns / 2;
    let columns = names().map(|name| width(&name)).max().unwrap_or_default().min(most);
    for (name, said) in names().zip(said) {
        let said = said.unwrap_or_else(|| view.lang.of("(no answer)", "（回答なし）").to_owned());
        page.item(&format!("    {}  ", pad(&fit(&name, most), columns)), &said, str::to_owned);
    }
}

fn said(view: &RatersView<'_>, opinions: &Opinions, answer: &Answer) -> String {
    let criterion = &view.framework[opinions.criterion];
    match &answer.reply {
        Reply::Level(level) => {
            let says = criterion.level(*level).says.to(view.language());
            say!("level {level}: {says}", "レベル{level}：{says}").to(view.lang).to_owned()
        }
        Reply::NotApplicable(reason) => {
            say!("does not apply: {reason}", "該当しない：{reason}").to(view.lang).to_owned()
        }
        Reply::Unknown | Reply::Unanswered => {
            words::state(crate::scoring::State::Unknown).to(view.lang).to_owned()
        }
    }
}

fn others(page: &mut Page, view: &RatersView<'_>) {
    let RatersView { framework, agreement, lang, .. } = *view;
    let of = |status: Status| agreement.criteria.iter().filter(move |one| one.status == status);
    let parts = [
        (Status::Agreed, lang.of("Agreed", "一致した評価項目")),
        (Status::Single, lang.of("Answered by one only", "1人だけが回答した評価項目")),
        (Status::Open, lang.of("Answered by nobody", "全員が未回答の評価項目")),
    ];
    for (status, head) in parts {
        let names: Vec<_> = of(status).map(|one| framework[one.criterion].name(view.language())).collect();
        if !names.is_empty() {
            page.heading(head);
            page.paragraph(&names.join(lang.of("; ", "、")));
        }
    }
}

/// Thousandths as a decimal number.
fn decimal(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let digits = thousandths.unsigned_abs();
    let (whole, rest) = (digits / 1000, digits % 1000);
    format!("{sign}{whole}.{rest:03}")
}

/// A rater's answer in a few words, for comments in a file.
pub(super) fn brief(answer: &Answer, lang: Lang) -> String {
    match &answer.reply {
        Reply::Level(level) => say!("level {level}", "レベル{level}").to(lang).to_owned(),
        Reply::NotApplicable(reason) => {
            say!("does not apply: {reason}", "該当しない：{reason}").to(lang).to_owned()
        }
        Reply::Unknown | Reply::Unanswered => {
            words::state(crate::scoring::State::Unknown).to(lang).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_keep_their_sign_and_zeros() {
        assert_eq!(decimal(815), "0.815");
        assert_eq!(decimal(-5), "-0.005");
        assert_eq!(decimal(1000), "1.000");
    }
}
