//! Words about a cohort, shared by all forms.

use crate::advice::FEW;
use crate::report::Localized;
use crate::text::{Bilingual, Label, say};

pub(super) const NO_BENCHMARK: Label = Label(
    "These are just the sheets given, not a representative sample or a benchmark.",
    "指定された回答シートだけの集計です。全体を代表する標本ではなく、水準を示すものでもありません。",
);

pub(super) const TOO_FEW: Label = Label(
    "With so few, quartiles and ranks say little.",
    "件数が少ないため、四分位数や順位は参考程度にとどめてください。",
);

pub(super) const RANKED_BY: Label = Label(
    "By the stages reached; among equals by the score of the first stage that is not ready.",
    "到達した段階の数の順です。同数の場合は、準備完了でない最初の段階の得点率（回答どおり）で比べます。",
);

pub(super) const IN_SEVERAL: Label = Label(
    "A sheet that gives several choices is in several groups.",
    "複数の選択肢を選んだ回答シートは、それぞれのグループに含まれます。",
);

pub(super) const NO_CHOICE: Label = Label("(not given)", "（未記入・不明）");

pub(super) fn all_together(text: Localized<'_>, number: usize) -> Bilingual {
    let subjects = text.framework.subjects(text.lang, number);
    match number {
        0 => say!("Nothing to sum up", "集計できる回答シートがありません"),
        1 => say!("{subjects}", "{subjects}の集計"),
        _ => say!("{subjects} together", "{subjects}の集計"),
    }
}

pub(super) fn hidden_groups(hidden: usize) -> Bilingual {
    let (are, plural) = if hidden == 1 { ("is", "") } else { ("are", "s") };
    say!(
        "{hidden} group{plural} of fewer than {FEW} {are} not shown (--small-groups shows all).",
        "{FEW}件に満たないグループ（{hidden}グループ）は表示していません（--small-groups ですべて表示）。"
    )
}

/// How ranks under other weights were computed, or why they were not.
pub(super) fn weights(draws: u32) -> Bilingual {
    match draws {
        0 => say!(
            "Ranks under other weights are left out: there are too many to rank.",
            "件数が多いため、重みを変えた場合の順位は求めていません。"
        ),
        _ => say!(
            "Weights: 5th to 95th percentile of the rank when each weight is varied between half and one and a half times, {draws} times, alike for all.",
            "重み：各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{draws}通りに（すべて同じように）変えたときの順位の5〜95パーセンタイル。"
        ),
    }
}
