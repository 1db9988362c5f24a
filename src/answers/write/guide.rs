//! What an empty sheet says to the person who fills it in.

use crate::answers::words::HOW_LEVELS_ARE_MEANT;
use crate::framework::{Condition, Criterion, Framework, LanguageIx, Level};
use crate::text::{Bilingual, Label, Lang, say};

pub(super) const REFERENCE: Label = Label("Your own reference (may be left empty)", "管理番号など（空欄可）");
pub(super) const DATE: Label = Label("Date of the answers, such as 2026-11-22", "回答日（例：2026-11-22）");
pub(super) const RESPONDENT: Label = Label("Who answers (a name or a role)", "回答者（氏名または役職）");
/// After the question of a fact that may have several choices.
pub(super) const SEVERAL: Label = Label(" (several: put ; between)", "（複数の場合は ; で区切る）");
pub(super) const MAY_NOT_APPLY: Label =
    Label("May be answered `na: ` with the reason.", "該当しない場合は「na: 」に続けて理由を書けます。");
pub(super) const UNKNOWN: Label = Label("we don't know", "わからない");

/// What the first field asks for.
pub(super) fn subject(framework: &Framework, lang: Lang) -> Bilingual {
    let subject = framework.subject(lang);
    say!("Name of the {subject}", "{subject}の名称")
}

pub(super) const HOW_TO_CHOOSE: [Label; 4] = [
    HOW_LEVELS_ARE_MEANT,
    Label(
        "`unknown` means that you don't know: it counts as level 0 until someone finds out. What is left empty is \
         not answered.",
        "わからない場合は unknown とします（確認できるまでレベル0として扱います）。空欄は未回答になります。",
    ),
    Label(
        "Where evidence is needed, name the documents; a claim without evidence counts in the score, but not as \
         proven.",
        "根拠資料が必要な質問では、資料名を書いてください。根拠資料のない回答も採点には入りますが、「根拠あり」には\
         数えません。",
    ),
    Label(
        "The facts about the product are not scored, but they decide which questions apply.",
        "前提項目は採点の対象ではありませんが、どの質問が該当するかはその回答で決まります。",
    ),
];

/// By which facts a question applies; `None` if it always does.
pub(super) fn applies(framework: &Framework, condition: &Condition, lang: Lang) -> Option<String> {
    let language = framework.language(lang);
    let clauses: Vec<String> = condition
        .0
        .iter()
        .map(|(fact, choices)| {
            let fact = &framework[*fact];
            let labels: Vec<&str> = choices.iter().map(|choice| fact.label(*choice, language)).collect();
            let (id, en, ja) = (&fact.id, fact.choice_ids(choices).join(" / "), labels.join("」または「"));
            say!("{id} = {en}", "{id} が「{ja}」").into_text(lang)
        })
        .collect();
    let list = clauses.join(lang.of("; ", "、かつ "));
    (!list.is_empty()).then(|| say!("Only if {list}", "該当する条件：{list}").into_text(lang))
}

/// From which level evidence is needed, and what counts as such; `None` if neither is known.
pub(crate) fn evidence(criterion: &Criterion, language: LanguageIx, lang: Lang) -> Option<String> {
    let of_level = |(number, level): (usize, &Level)| {
        let proof = level.proof.as_ref()?.to(language);
        Some(say!("For level {number}: {proof}", "レベル{number}の根拠資料：{proof}").into_text(lang))
    };
    let of_levels = criterion.levels.iter().enumerate().filter_map(of_level);
    let all: Vec<String> = evidence_of_all(criterion, language, lang).into_iter().chain(of_levels).collect();
    (!all.is_empty()).then(|| all.join(lang.of(" ", "")))
}

fn evidence_of_all(criterion: &Criterion, language: LanguageIx, lang: Lang) -> Option<String> {
    let proof = criterion.proof.as_ref().map(|proof| proof.to(language));
    let text = match (criterion.evidence_from, proof) {
        (Some(from), Some(proof)) => say!(
            "Evidence is needed from level {from}. What counts: {proof}",
            "レベル{from}以上では根拠資料が必要です。根拠資料の例：{proof}"
        ),
        (Some(from), None) => {
            say!("Evidence is needed from level {from}.", "レベル{from}以上では根拠資料が必要です。")
        }
        (None, Some(proof)) => say!("What counts as evidence: {proof}", "根拠資料の例：{proof}"),
        (None, None) => return None,
    };
    Some(text.into_text(lang))
}
