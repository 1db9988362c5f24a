//! The words of questions and answers that every way of asking shares.

use super::Proposal;
use crate::framework::{Framework, Gate, LanguageIx};
use crate::text::{Bilingual, Label, say};

pub(crate) const HEAD: Label = Label("To begin with", "はじめに");
pub(crate) const FACTS: Label = Label("Facts", "前提項目");
pub(crate) const UNKNOWN: Label = Label("Don't know", "わからない");
pub(crate) const NOT_APPLICABLE: Label = Label("Does not apply", "該当しない");
pub(crate) const EVIDENCE: Label = Label("Evidence", "根拠資料");
pub(crate) const NOTE: Label = Label("Note", "メモ");
pub(crate) const HELP: Label = Label("Help", "ヘルプ");
pub(crate) const SOURCES: Label = Label("Sources", "出典");

/// How the levels of every question are meant.
pub(crate) const HOW_LEVELS_ARE_MEANT: Label = Label(
    "Read each level by its own sentence, and choose the highest that is fully true today and that you could show to a \
     third person. A higher proof implies a lower one unless something contradicts it.",
    "各レベルはそれぞれの文だけで判断し、現時点ですべて当てはまり、第三者に示せるもののうち、最も高いものを選んでください。上のレベルを\
     証明できれば、矛盾する事実がない限り、下のレベルも満たすとみなします。",
);
pub(crate) const HOW_UNKNOWN: Label = Label(
    "Don't know: counts as level 0 until someone finds out; the result shows what it could still change.",
    "わからない：確認できるまでレベル0として扱います。結果には、判明した場合の上限も示します。",
);
pub(crate) const HOW_NOT_APPLICABLE: Label = Label(
    "Does not apply: with a reason; the criterion is then left out of the score.",
    "該当しない：理由の入力が必要です。その評価項目は採点から除外されます。",
);
pub(crate) const HOW_NOT_APPLICABLE_IS_MET: Label = Label(
    "Does not apply: with a reason; the criterion then counts as met.",
    "該当しない：理由の入力が必要です。その評価項目は、満たしたものとして数えます。",
);
pub(crate) const HOW_EVIDENCE: Label = Label(
    "Evidence: a claim without evidence counts in the score, but not as proven.",
    "根拠資料：根拠資料のない回答も採点には入りますが、「根拠あり」には数えません。",
);

/// Before the points to look at before a level is chosen.
pub(crate) const CHECKS: Label = Label("Look at this first:", "レベルを選ぶ前に確認すること：");

/// Who proposes an answer, and by what.
pub(crate) fn proposal(proposal: &Proposal) -> Bilingual {
    let by = &proposal.by;
    match proposal.citation() {
        Some(cited) => {
            let ja = match (&proposal.place, &proposal.quote) {
                (Some(place), Some(quote)) => format!("{place}：「{quote}」"),
                (None, Some(quote)) => format!("「{quote}」"),
                (place, None) => place.clone().unwrap_or_default(),
            };
            say!("Proposed by {by}, not confirmed: {cited}", "「{by}」による提案（未確認）：{ja}")
        }
        None => say!("Proposed by {by}, not confirmed", "「{by}」による提案（未確認）"),
    }
}

/// For which stage a gate is, and what it asks for.
pub(crate) fn gate(framework: &Framework, gate: &Gate, language: LanguageIx) -> Bilingual {
    let (stage, Bilingual { en, ja }) =
        (framework[gate.stage].title.to(language), gate.asks(framework, language));
    say!("Gate for {stage}: {en}.", "「{stage}」の必須条件：{ja}。")
}
