use super::{Finding, FindingKind};
use crate::framework::{CriterionIx, Framework};
use crate::say;
use crate::text::Bilingual;

impl Finding {
    /// What is wrong, without a full stop.
    pub fn message(&self, framework: &Framework) -> Bilingual {
        let stage = self.stage.map_or("", |stage| &framework[stage].id);
        let criterion = self.criterion.map_or("", |criterion: CriterionIx| &framework[criterion].id);
        let band = self.band.map_or("", |band| &framework.bands()[band].id);
        let facts = self.facts_text(framework);
        let (with, with_ja) = if facts.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(" with {facts}"), format!("（{facts} の場合）"))
        };
        let share = self.share.unwrap_or(0);
        match self.kind {
            FindingKind::StageOutOfReach => say!(
                "no answers make the stage `{stage}` ready",
                "どのように回答しても、段階 `{stage}` は準備完了になりません"
            ),
            FindingKind::GateNeverPasses => say!(
                "no answers pass the gate of `{criterion}` for `{stage}`",
                "どのように回答しても、段階 `{stage}` の必須条件 `{criterion}` を満たせません"
            ),
            FindingKind::LowestIsReady => say!(
                "the stage `{stage}` is ready with every answer at the lowest level{with}",
                "すべての回答が最低レベルでも、段階 `{stage}` が準備完了になります{with_ja}"
            ),
            FindingKind::GateNeverDecides => say!(
                "the gate of `{criterion}` for `{stage}` never decides: who fails it is short of points anyway",
                "段階 `{stage}` の必須条件 `{criterion}` は判定に影響しません。満たさない場合は点数も必ず不足します"
            ),
            FindingKind::StageLeftEmpty => say!(
                "no criterion is left for the stage `{stage}`{with}",
                "段階 `{stage}` の評価項目が1つも残りません{with_ja}"
            ),
            FindingKind::BandOutOfReach => {
                say!("no score falls into the band `{band}`", "区分 `{band}` に入る点数がありません")
            }
            FindingKind::CriterionWithoutEffect => say!(
                "the criterion `{criterion}` can change no verdict and no gate",
                "評価項目 `{criterion}` は、どの判定にも必須条件にも影響しません"
            ),
            FindingKind::DominantCriterion => say!(
                "`{criterion}` alone carries {share} % of the stage `{stage}`{with}",
                "`{criterion}` だけで段階 `{stage}` の {share} % を占めます{with_ja}"
            ),
            FindingKind::GateEscaped => say!(
                "\"does not apply\" escapes the gate of `{criterion}` for `{stage}`",
                "「該当しない」と答えると、段階 `{stage}` の必須条件 `{criterion}` を免れます"
            ),
            FindingKind::StageEmptied => say!(
                "\"does not apply\" can leave the stage `{stage}` without a criterion{with}",
                "「該当しない」と答えるだけで、段階 `{stage}` の評価項目がなくなります{with_ja}"
            ),
            FindingKind::NotApplicablePays => say!(
                "\"does not apply\" to `{criterion}` can make `{stage}` ready where the lowest level does not",
                "`{criterion}` を「該当しない」とすると、最低レベルでは届かない段階 `{stage}` が準備完了になり得ます"
            ),
            FindingKind::Capped => {
                say!(
                    "there are too many cases to look at all of them",
                    "場合の数が多すぎるため、一部だけを調べました"
                )
            }
        }
    }

    /// What to do.
    pub fn help(&self) -> Bilingual {
        match self.kind {
            FindingKind::StageOutOfReach => {
                say!("give criteria a weight on it", "この段階に重みを持つ評価項目を加えてください。")
            }
            FindingKind::GateNeverPasses => {
                say!(
                    "lower `at_least`, or remove the gate",
                    "`at_least` を下げるか、必須条件を外してください。"
                )
            }
            FindingKind::LowestIsReady => say!(
                "raise `ready_at`, or let the lowest level be worth 0",
                "`ready_at` を上げるか、最低レベルの値を 0 にしてください。"
            ),
            FindingKind::GateNeverDecides => say!(
                "raise `at_least`, lower the weight of the criterion, or remove the gate",
                "`at_least` を上げるか、評価項目の重みを下げるか、必須条件を外してください。"
            ),
            FindingKind::StageLeftEmpty => say!(
                "let a criterion of the stage apply to everyone; a stage that is not assessed ends what is reached",
                "条件のない評価項目を1つは置いてください。評価されない段階があると、その先に到達できません。"
            ),
            FindingKind::BandOutOfReach => say!(
                "move or remove the band, or use more levels or criteria",
                "区分の境を動かすか外す、またはレベルや評価項目を増やしてください。"
            ),
            FindingKind::CriterionWithoutEffect => say!(
                "raise its weight, give it a gate, or remove it",
                "重みを上げるか、必須条件にするか、評価項目を外してください。"
            ),
            FindingKind::DominantCriterion => say!(
                "lower its weight, or let more criteria apply there",
                "重みを下げるか、その場合に当てはまる評価項目を増やしてください。"
            ),
            FindingKind::GateEscaped => say!(
                "say with `applies_if` whom it concerns instead of `may_not_apply`",
                "`may_not_apply` ではなく、対象を `applies_if` で定めてください。"
            ),
            FindingKind::StageEmptied => say!(
                "leave the stage a criterion that everyone must answer",
                "必ず回答する評価項目を、この段階に残してください。"
            ),
            FindingKind::NotApplicablePays => say!(
                "use `applies_if` where facts can tell whom it concerns",
                "対象を前提項目で判断できる場合は、`applies_if` を使ってください。"
            ),
            FindingKind::Capped => say!(
                "findings may be missing; fewer facts tied together in conditions help",
                "見つからなかった問題があるかもしれません。条件で組み合わせる前提項目を減らしてください。"
            ),
        }
    }

    /// The facts as conditions write them, such as `ai = "yes"`.
    fn facts_text(&self, framework: &Framework) -> String {
        let fact = |(fact, choices): &(crate::framework::FactIx, Vec<crate::framework::ChoiceIx>)| {
            let fact = &framework[*fact];
            let ids: Vec<_> = choices.iter().map(|c| format!("\"{}\"", fact.choices[c.get()].id)).collect();
            format!("{} = [{}]", fact.id, ids.join(", "))
        };
        self.facts.iter().map(fact).collect::<Vec<_>>().join(", ")
    }
}
