use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::texts::{TextLanguages, TextsJson};
use crate::text::Label;

/// How to answer, with examples.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
pub(super) struct AnswerJson<'a> {
    /// What applies to all answers.
    rules: Vec<TextsJson<'a>>,
    /// Possible forms of a value under `facts` of a sheet, its key being the id of the fact.
    facts: Vec<FormOfAnswerJson<'a>>,
    /// Possible forms of a value under `answers` of a sheet, its key being the id of the criterion.
    answers: Vec<FormOfAnswerJson<'a>>,
}

/// One form of an answer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct FormOfAnswerJson<'a> {
    /// An example: keep its keys, replace its values.
    form: Value,
    /// What it means.
    says: TextsJson<'a>,
}

const RULES: [Label; 4] = [
    Label(
        "An answer goes into a sheet in TOML or JSON: facts under `facts`, criteria under `answers`.",
        "回答は TOML または JSON の回答シートに、前提項目は `facts`、評価項目は `answers` の下に書きます。",
    ),
    Label(
        "A level holds only if all that it says is true today, not planned.",
        "レベルの文に書かれていることがすべて、予定ではなく現在あてはまる場合にだけ、そのレベルを選びます。",
    ),
    Label(
        "Cite only a paper that exists, and the place in it; where nothing is found, leave the question out. Facts, `unknown`, \
         `not_applicable` and `evidence` are for whoever answers for the sheet.",
        "引用するのは、実在する資料とその該当箇所だけです。見つからなければ、その質問には答えません。前提項目、`unknown`、\
         `not_applicable`、`evidence` は、回答の責任者が書くものです。",
    ),
    Label(
        "A level that is drafted for somebody else is written as proposed: it counts as claimed, and never as proven until \
         whoever answers for the sheet has confirmed it. What is in the state `proposed` already waits for that person.",
        "ほかの人のために下書きするレベルは、提案として書きます。回答の責任者が確認するまで採点には入りますが、「根拠あり」には\
         数えません。`state` が `proposed` のものは、すでにその確認を待っています。",
    ),
];

impl<'a> AnswerJson<'a> {
    pub(super) fn new(languages: TextLanguages<'a>) -> Self {
        let form = |form, says| FormOfAnswerJson { form, says: languages.own(&says) };
        let unknown = || form(json!("unknown"), Label("Nobody knows yet.", "まだわかりません。"));
        let full =
            json!({ "level": 1, "evidence": ["PAPER, PLACE"], "note": "REMARK", "date": "2026-01-31" });
        let proposed = json!({ "level": 1, "proposed_by": "NAME", "quote": "WORDS OF THE PAPER", "place": "PAPER, PLACE" });
        Self {
            rules: RULES.iter().map(|rule| languages.own(rule)).collect(),
            facts: vec![
                form(json!("CHOICE"), Label("The id of a choice.", "選択肢の id です。")),
                form(
                    json!(["CHOICE"]),
                    Label(
                        "The ids of several choices, where `choose` is `many`.",
                        "選択肢の id の一覧です（`choose` が `many` の場合）。",
                    ),
                ),
                unknown(),
            ],
            answers: vec![
                form(json!(1), Label("A level, without evidence.", "レベルです（根拠資料なし）。")),
                unknown(),
                form(
                    full,
                    Label(
                        "A level with what proves it; `evidence`, `note` and `date` may be left out. `date` is the day of \
                         the answer, if it is not that of the sheet.",
                        "レベルと根拠資料です。`evidence`、`note`、`date` は省略できます。`date` は回答日で、シートの日付と異なる場合に書きます。",
                    ),
                ),
                form(
                    proposed,
                    Label(
                        "A level that is only proposed: who proposes it, the words that it rests on, and where they stand. \
                         Only levels may be proposed; `quote` and `place` may be left out, but convince nobody then.",
                        "提案するレベルです。提案者、根拠となる文の引用、その箇所を書きます。提案できるのはレベルだけです。`quote` と `place` は\
                         省略できますが、確認の手がかりがなくなります。",
                    ),
                ),
                form(
                    json!({ "not_applicable": "REASON" }),
                    Label(
                        "It does not apply, with the reason; only where `may_not_apply` is true.",
                        "該当しない場合とその理由です（`may_not_apply` が true の場合のみ）。",
                    ),
                ),
            ],
        }
    }
}
