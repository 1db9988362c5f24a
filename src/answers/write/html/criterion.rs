use std::fmt::Write as _;

use super::question::{Choosable, attribute, fact_number, letter};
use super::{FormPage, PageLanguage, labels};
use crate::answers::words::{self, CHECKS};
use crate::answers::{Evidence, NOT_APPLICABLE, Reply, UNKNOWN};
use crate::framework::{ChoiceIx, Condition, Criterion, CriterionIx, Gate, Text};
use crate::text::{Bilingual, Lang, count, escape_html, say};

const RADIO: &str = "radio";

impl FormPage<'_> {
    pub(super) fn criterion(&self, index: CriterionIx, number: &str) -> String {
        let criterion @ Criterion { id, title, question, condition, .. } = &self.framework[index];
        let answer = self.sheet.answer(index);
        let mut out = format!("<fieldset class=q id=q-{id}>");
        out.push_str(&self.legend(number, title.as_ref(), question));
        out.push_str(&self.gates(index));
        out.push_str(&self.condition(condition));
        if !criterion.checks.is_empty() {
            let points = criterion.checks.iter().map(|point| format!("<li>{}", self.texts.own(point)));
            let head = self.texts.label(CHECKS);
            let _ =
                writeln!(out, "<p class=hint>{head}</p><ul class=checks>{}</ul>", points.collect::<String>());
        }
        out.push_str("<div class=o>\n");
        for (level, says) in criterion.levels.iter().map(|level| &level.says).enumerate() {
            let sign = level.to_string();
            let is_chosen = matches!(answer.reply, Reply::Level(given) if usize::from(given) == level);
            let words = self.texts.own(says);
            let choosable =
                Choosable { kind: RADIO, name: number, value: &sign, sign: Some(&sign), words, is_chosen };
            out.push_str(&choosable.written());
        }
        let is_unknown = answer.reply == Reply::Unknown;
        out.push_str(&self.other(RADIO, number, (UNKNOWN, labels::UNKNOWN), is_unknown));
        let reason = if let Reply::NotApplicable(reason) = &answer.reply { Some(reason) } else { None };
        if criterion.may_not_apply {
            let choice = (NOT_APPLICABLE, labels::NOT_APPLICABLE);
            out.push_str(&self.other(RADIO, number, choice, reason.is_some()));
        }
        out.push_str("</div>\n");
        if criterion.may_not_apply {
            let value = reason.map(|reason| format!(" value=\"{}\"", attribute(reason))).unwrap_or_default();
            let label = self.texts.label(labels::REASON);
            let _ = writeln!(out, "<label class=reason>{label}<input type=text name=reason{value}></label>");
        }
        out.push_str(&self.evidence(criterion, &answer.evidence));
        out.push_str(&self.help(index));
        out + "</fieldset>\n"
    }

    fn gates(&self, index: CriterionIx) -> String {
        let line = |(gate, _): (&Gate, u8)| {
            self.texts.say_block("gate", |language| words::gate(self.framework, gate, language.index))
        };
        self.framework.gates_on(index).map(line).collect()
    }

    /// When the question is asked; for paper, and for a page without its script.
    fn condition(&self, condition: &Condition) -> String {
        if condition.0.is_empty() {
            return String::new();
        }
        self.texts.say_block("only-if", |language| {
            let clauses = condition.0.iter().map(|(fact, choices)| {
                let (number, choices) = (fact_number(*fact), letters(choices, language.lang));
                say!("{number} is {choices}", "{number}が{choices}").into_text(language.lang)
            });
            let list = clauses.collect::<Vec<_>>().join(language.lang.of(", and ", "、かつ"));
            say!("Only if {list}, or not known.", "{list}の場合（わからない場合も）に回答してください。")
        })
    }

    /// The script makes a fold of it, with a field for a note.
    fn evidence(&self, criterion: &Criterion, given: &[Evidence]) -> String {
        let label = match criterion.evidence_from {
            Some(level) => self.texts.say(|_| {
                say!(
                    "Evidence, one per line (needed from level {level})",
                    "根拠資料（1行に1件、レベル{level}以上で必要）"
                )
            }),
            None => self.texts.label(labels::EVIDENCE),
        };
        let mut hint = String::new();
        if let Some(proof) = &criterion.proof {
            hint.push_str(&self.texts.say(|language| {
                let proof = phrase(proof, language);
                say!("Counts as evidence: {proof}.", "例：{proof}。")
            }));
        }
        for (level, proof) in criterion.levels.iter().map(|level| &level.proof).enumerate() {
            let Some(proof) = proof else { continue };
            hint.push(' ');
            hint.push_str(&self.texts.say(|language| {
                let proof = phrase(proof, language);
                say!("For level {level}: {proof}.", "レベル{level}の根拠資料：{proof}。")
            }));
        }
        let hint = if hint.is_empty() { hint } else { format!("<p class=hint>{hint}") };
        let given = escape_html(&given.join("\n"));
        format!(
            "<div class=more><label>{label}<textarea name=evidence>{given}</textarea></label>{hint}</div>\n"
        )
    }

    fn help(&self, index: CriterionIx) -> String {
        let criterion = &self.framework[index];
        let mut out =
            format!("<details class=help><summary>{}</summary>", self.texts.label(labels::WHY_HELP));
        let head = out.len();
        out.extend(criterion.why.as_ref().map(|why| self.texts.own_paragraphs(why)));
        out.extend(criterion.guidance.as_ref().map(|guidance| self.texts.own_paragraphs(guidance)));
        for (gate, _) in self.framework.gates_on(index) {
            let Some(because) = &gate.because else { continue };
            let stage = &self.framework[gate.stage].title;
            out.push_str(&self.texts.say_block("", |language| {
                let (stage, because) = (stage.to(language.index), because.to(language.index));
                say!("Gate for {stage}: {because}", "「{stage}」の必須条件である理由：{because}")
            }));
        }
        out.push_str(&self.small_print(criterion));
        // Nothing to unfold, nothing to click.
        if out.len() == head { String::new() } else { out + "</details>\n" }
    }

    /// Who says that it matters, how long an answer counts, and the sources.
    fn small_print(&self, criterion: &Criterion) -> String {
        let links = self.cited.links(&criterion.sources);
        if criterion.origin.is_none() && criterion.valid_days.is_none() && links.is_empty() {
            return String::new();
        }
        let words = self.texts.say(|PageLanguage { lang, .. }| {
            let mut parts: Vec<Bilingual> = Vec::new();
            if let Some(origin) = criterion.origin {
                let origin = origin.word().to(*lang);
                parts.push(say!("Origin: {origin}.", "由来：{origin}。"));
            }
            if let Some(days) = criterion.valid_days {
                let days_en = count(days, "day");
                parts.push(say!("Counts for {days_en}.", "有効期間：{days}日。"));
            }
            if !links.is_empty() {
                parts.push(say!("Sources:", "出典："));
            }
            let of = |lang: Lang| parts.iter().map(|part| part.to(lang)).collect::<Vec<_>>();
            Bilingual { en: of(Lang::En).join(" "), ja: of(Lang::Ja).concat() }
        });
        format!("<p class=small>{words}{links}")
    }
}

/// A proof is a phrase; one that ends as a sentence gets no second full stop.
fn phrase<'t>(proof: &'t Text, language: &PageLanguage) -> &'t str {
    proof.to(language.index).trim_end_matches(['.', '。'])
}

/// The letters of some choices in their order: `a, b or c`.
fn letters(choices: &[ChoiceIx], lang: Lang) -> String {
    let mut choices = choices.to_vec();
    choices.sort_unstable();
    let letters: Vec<String> = choices.into_iter().map(letter).collect();
    match letters.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            lang.of(format!("{} or {last}", first.join(", ")), letters.join("・"))
        }
        _ => letters.concat(),
    }
}
