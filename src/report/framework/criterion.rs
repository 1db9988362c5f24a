use super::content::Cx;
use super::{Block, Book};
use crate::framework::{Condition, Criterion, CriterionIx};
use crate::report::words;
use crate::say;
use crate::text::{Lang, count};

/// A criterion: its question, why it is asked, its levels, and everything that decides how it counts.
pub(super) fn criterion(book: &mut Book, cx: Cx<'_>, index: CriterionIx) {
    let Cx { framework, language, .. } = cx;
    let criterion = &framework[index];
    book.heading(3, &format!("criterion-{}", criterion.id), criterion.name(language));
    book.blocks.push(Block::Strong(criterion.question.to(language).to_owned()));
    book.paragraph(criterion.why.to(language));
    levels(book, cx, criterion);
    book.blocks.push(Block::Fields(fields(cx, index, criterion)));
}

fn levels(book: &mut Book, cx: Cx<'_>, criterion: &Criterion) {
    let Cx { lang, language, .. } = cx;
    let rows = criterion.levels.iter().enumerate().map(|(number, level)| {
        let cost = level.next.as_ref().map(|_| {
            let (effort, lead) = (level.effort, level.lead_weeks);
            let (effort_en, lead_en) = (count(effort, "person-week"), count(lead, "week"));
            let text = if lead > 0 {
                say!("{effort_en}, {lead_en} of waiting", "{effort}人週、待ち時間{lead}週")
            } else {
                say!("{effort_en}", "{effort}人週")
            };
            text.to(lang).to_owned()
        });
        vec![
            number.to_string(),
            level.says.to(language).to_owned(),
            level.next.as_ref().map(|next| next.to(language).to_owned()).unwrap_or_default(),
            cost.unwrap_or_default(),
        ]
    });
    let head = match lang {
        Lang::En => ["Level", "What is there", "To get to the next level", "Effort"],
        Lang::Ja => ["レベル", "現状", "次のレベルに進むには", "工数"],
    };
    book.table(&head, rows.collect());
}

fn fields(cx: Cx<'_>, index: CriterionIx, criterion: &Criterion) -> Vec<(String, String)> {
    let Cx { framework, lang, language } = cx;
    let mut fields = Vec::new();
    let mut add = |en: &str, ja: &str, value: String| fields.push((lang.of(en, ja).to_owned(), value));
    if let Some(proof) = &criterion.proof {
        add("What counts as evidence", "根拠資料の例", proof.to(language).to_owned());
    }
    if let Some(from) = criterion.evidence_from {
        let text = say!("from level {from}", "レベル{from}以上");
        add("Evidence is needed", "根拠資料が必要", text.to(lang).to_owned());
    }
    let weights = criterion
        .weights
        .iter()
        .map(|(stage, weight)| format!("{} {weight}", framework[*stage].title.to(language)));
    add("Weight", "重み", list(lang, weights));
    let gates = framework.gates().iter().filter(|gate| gate.criterion == index).map(|gate| {
        let (stage, level) = (framework[gate.stage].title.to(language), gate.at_least);
        say!("{stage}: at least level {level}", "{stage}：レベル{level}以上").to(lang).to_owned()
    });
    let gates = list(lang, gates);
    if !gates.is_empty() {
        add("Gate", "必須条件", gates);
    }
    if !criterion.condition.0.is_empty() {
        add("Applies if", "該当する条件", condition(cx, &criterion.condition));
    }
    if criterion.may_not_apply {
        let text = lang.of("yes, with a reason", "可（理由が必要）");
        add("May be answered \"does not apply\"", "「該当しない」の回答", text.to_owned());
    }
    if let Some(days) = criterion.valid_days {
        let days_en = count(days, "day");
        add("An answer holds for", "回答の有効期間", say!("{days_en}", "{days}日").to(lang).to_owned());
    }
    let origin = words::origin(criterion.origin).to(lang);
    add("Who says that it matters", "重要とする根拠", origin.to_owned());
    add("Sources", "出典", list(lang, criterion.sources.iter().map(|citation| citation.id(framework))));
    add("Id", "id", criterion.id.clone());
    fields
}

/// A condition in words: the facts and the choices that let something apply.
pub(super) fn condition(cx: Cx<'_>, condition: &Condition) -> String {
    let clauses = condition.0.iter().map(|(fact, choices)| {
        let fact = &cx.framework[*fact];
        let labels: Vec<_> = choices.iter().map(|choice| fact.label(*choice, cx.language)).collect();
        let (id, en, ja) = (&fact.id, labels.join(" / "), labels.join("」または「"));
        say!("{id} = {en}", "{id} が「{ja}」").to(cx.lang).to_owned()
    });
    let clauses: Vec<String> = clauses.collect();
    clauses.join(cx.lang.of("; ", "、かつ "))
}

/// Words in a row, as the language joins them.
pub(super) fn list<S: AsRef<str>>(lang: Lang, items: impl IntoIterator<Item = S>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    items.join(lang.of(", ", "、"))
}
