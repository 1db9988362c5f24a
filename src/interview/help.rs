use super::{InfoPage, Interview, words};
use crate::framework::{CriterionIx, FactIx, Text};
use crate::text::{clean, paragraphs, say};

impl Interview<'_> {
    pub(super) fn criterion_help(&self, index: CriterionIx) -> InfoPage {
        let criterion = &self.framework[index];
        let why = criterion.why.as_ref();
        let why = why.map(|why| clean(&format!("{}{}", words::WHY.to(self.lang), why.to(self.language))));
        let mut paragraphs: Vec<String> = self.proposal(index).into_iter().collect();
        if !paragraphs.is_empty() {
            paragraphs.extend(words::HOW_PROPOSED.iter().map(|word| format!("- {}", word.to(self.lang))));
        }
        paragraphs.extend(why);
        paragraphs.extend(self.guidance(criterion.guidance.as_ref()));
        paragraphs.extend(self.checks(index));
        if let Some(proof) = &criterion.proof {
            paragraphs.push(clean(&format!("{}{}", words::PROOF.to(self.lang), proof.to(self.language))));
        }
        for (number, level) in criterion.levels.iter().enumerate() {
            if let Some(proof) = level.proof.as_ref().map(|proof| proof.to(self.language)) {
                let line = say!("- For level {number}: {proof}", "- レベル{number}の根拠資料：{proof}");
                paragraphs.push(clean(line.to(self.lang)));
            }
        }
        if let Some(from) = criterion.evidence_from {
            paragraphs.push(self.say(say!(
                "From level {from} up, a claim counts as proven only with evidence.",
                "レベル{from}以上は、根拠資料があって初めて「根拠あり」に数えます。"
            )));
        }
        for (gate, _) in self.framework.gates_on(index) {
            let because = gate.because.as_ref();
            let because =
                because.map(|text| self.lang.of(" ", "").to_owned() + &clean(text.to(self.language)));
            paragraphs.push(self.gate(gate) + &because.unwrap_or_default());
        }
        paragraphs.push(String::new());
        paragraphs.extend(self.sources(index));
        paragraphs.push(String::new());
        paragraphs.push(self.label(words::ANSWERS));
        let not_applicable = criterion.may_not_apply.then_some(if criterion.met_if_not_applicable {
            words::HOW_NOT_APPLICABLE_IS_MET
        } else {
            words::HOW_NOT_APPLICABLE
        });
        let meanings = words::MEANINGS.into_iter().chain(not_applicable);
        paragraphs.extend(meanings.map(|word| format!("- {}", word.to(self.lang))));
        InfoPage { title: clean(criterion.question.to(self.language)), paragraphs }
    }

    pub(super) fn fact_help(&self, index: FactIx) -> InfoPage {
        let framework = self.framework;
        let uses = |criterion: &CriterionIx| framework[*criterion].condition.uses(index);
        let used = framework.criterion_indices().filter(uses).count();
        let first = match used {
            0 => say!("This is a fact: it is not scored.", "これは前提項目で、採点の対象ではありません。"),
            1 => say!(
                "This is a fact: it is not scored. It decides whether one criterion applies.",
                "これは前提項目で、採点の対象ではありません。この回答で、1つの評価項目を質問するかどうかが決まります。"
            ),
            _ => say!(
                "This is a fact: it is not scored. It decides whether {used} criteria apply.",
                "これは前提項目で、採点の対象ではありません。この回答で、{used}個の評価項目を質問するかどうかが決まります。"
            ),
        };
        let second = say!(
            "If you choose \"don't know\", every criterion that depends on it is asked. You can change it later; answers to criteria that no longer apply are kept.",
            "「わからない」を選ぶと、この前提項目に関係する評価項目をすべて質問します。後から変更でき、対象外になった評価項目の回答も残ります。"
        );
        let fact = &framework[index];
        let mut paragraphs = self.guidance(fact.guidance.as_ref());
        paragraphs.extend([self.say(first), self.say(second)]);
        InfoPage { title: clean(fact.question.to(self.language)), paragraphs }
    }

    pub(super) fn guidance(&self, guidance: Option<&Text>) -> Vec<String> {
        let written = guidance.map_or("", |guidance| guidance.to(self.language));
        paragraphs(written).iter().map(|paragraph| clean(paragraph)).collect()
    }

    fn sources(&self, index: CriterionIx) -> Vec<String> {
        let criterion = &self.framework[index];
        let head = words::SOURCES.to(self.lang);
        let mut lines = vec![match criterion.origin.map(|origin| origin.word().to(self.lang)) {
            Some(origin) => self.say(say!(
                "{head} (that it matters: {origin}; the levels are the framework's own)",
                "{head}（項目の由来：{origin}、レベルの設定は本フレームワーク独自）"
            )),
            None => head.to_owned(),
        }];
        for citation in &criterion.sources {
            let source = &self.framework[citation.source];
            let as_of = source.as_of.map(|date| self.say(say!(" (as of {date})", "（{date}時点）")));
            lines.push(format!("- {}{}", self.citation(citation), as_of.unwrap_or_default()));
            lines.extend(source.url.as_deref().map(|url| format!("  {}", clean(url))));
        }
        lines
    }
}
