use super::content::Cx;
use super::criterion::{condition, list};
use super::{Block, Book};
use crate::framework::{Need, Programme};
use crate::report::words;
use crate::say;
use crate::text::Label;

/// A programme: what it is, whom it is for, what it needs, and what could not be confirmed.
pub(super) fn programme(book: &mut Book, cx: Cx<'_>, programme: &Programme) {
    let Cx { framework, lang, language } = cx;
    book.heading(3, &format!("programme-{}", programme.id), programme.title.to(language));
    book.paragraph(programme.does.to(language));
    let mut fields = Vec::new();
    let mut add = |en: &str, ja: &str, value: String| fields.push((lang.of(en, ja).to_owned(), value));
    if !programme.condition.0.is_empty() {
        add("For", "対象", condition(cx, &programme.condition));
    }
    let needs = programme.needs.iter().map(|one| need(cx, one));
    let needs = list(lang, needs);
    if !needs.is_empty() {
        add("Should have reached", "求められる状態", needs);
    }
    for (en, ja, day) in [("Opens", "開始日", programme.opens), ("Closes", "終了日", programme.closes)]
    {
        if let Some(day) = day {
            add(en, ja, day.to_string());
        }
    }
    let texts = [
        ("Terms", "条件", &programme.terms),
        ("Not confirmed", "未確認の点", &programme.unverified),
        ("Whom to ask", "問い合わせ先", &programme.ask),
    ];
    for (en, ja, text) in texts {
        if let Some(text) = text {
            add(en, ja, text.to(language).to_owned());
        }
    }
    add("Sources", "出典", list(lang, programme.sources.iter().map(|citation| citation.id(framework))));
    add("As of", "時点", programme.as_of.to_string());
    book.blocks.push(Block::Fields(fields));
}

fn need(cx: Cx<'_>, need: &Need) -> String {
    let Cx { framework, lang, language } = cx;
    let text = match need {
        Need::Stage(stage, verdict) => {
            let (stage, Label(en, ja)) = (framework[*stage].title.to(language), words::verdict(*verdict));
            say!("{stage} {en}", "「{stage}」が{ja}")
        }
        Need::Criterion(criterion, at_least) => {
            let name = framework[*criterion].name(language);
            say!("{name} at level {at_least}", "{name}がレベル{at_least}以上")
        }
    };
    text.to(lang).to_owned()
}
