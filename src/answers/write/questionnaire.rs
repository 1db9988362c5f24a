use std::fmt::Write as _;

use super::{answer_toml, fact_toml, guide, text_toml};
use crate::answers::draft::{SheetValue, value_toml};
use crate::answers::words::CHECKS;
use crate::answers::{AnswerSheet, HeaderKey, UNKNOWN};
use crate::framework::{Choose, CriterionIx, FactIx, Framework, LanguageIx, RubricIx};
use crate::text::{Lang, clean, say, width, wrap_hanging};

const COLUMNS: usize = 80;

/// A sheet in TOML to fill in with any editor: every question with its levels as a comment, and under it the answer
/// of `sheet`, or a line that needs only its `#` removed and an answer.
pub fn questionnaire(framework: &Framework, sheet: &AnswerSheet, lang: Lang) -> String {
    let mut page = Questionnaire { out: String::new(), framework, language: framework.language(lang), lang };
    page.head(sheet);
    page.out.push_str("\n[facts]\n");
    framework.fact_indices().for_each(|fact| page.fact(fact, sheet));
    page.out.push_str("\n[answers]\n");
    for rubric in framework.rubric_indices() {
        page.rubric(rubric);
        framework[rubric].criteria.iter().for_each(|criterion| page.criterion(*criterion, sheet));
    }
    page.out
}

struct Questionnaire<'a> {
    out: String,
    framework: &'a Framework,
    language: LanguageIx,
    lang: Lang,
}

impl Questionnaire<'_> {
    fn head(&mut self, sheet: &AnswerSheet) {
        let framework = self.framework;
        self.comment(framework.title().to(self.language));
        if let Some(disclaimer) = framework.disclaimer() {
            self.comment(disclaimer.to(self.language));
        }
        self.out.push_str("#\n");
        for text in guide::HOW_TO_CHOOSE {
            self.item("- ", text.to(self.lang));
        }
        let text = self.lang.of(
            "To answer, take the `#` before an id away and write after the `=`: a number; \"unknown\"; with evidence \
             { level = 3, evidence = [\"…\", \"…\"] }; or, where it says so, { not_applicable = \"the reason\" }. \
             note = \"…\" and date = 2026-11-22 may be in the braces too.",
            "回答するには、id の前の `#` を消し、`=` の後に書いてください。レベルの数字、\"unknown\"、根拠資料がある場合は \
             { level = 3, evidence = [\"…\", \"…\"] }、「該当しない」を選べる質問では { not_applicable = \"理由\" } と書きます。\
             { } の中には note = \"…\"（メモ）と date = 2026-11-22（回答日）も書けます。",
        );
        self.item("- ", text);
        let text = self
            .lang
            .of("See the result with: outside-in explain FILE", "結果の確認：outside-in explain ファイル名");
        self.item("- ", text);
        self.out.push('\n');
        self.line(HeaderKey::Framework.name(), &text_toml(framework.id()));
        self.line(HeaderKey::Version.name(), &text_toml(framework.version()));
        let subject = guide::subject(self.framework, self.lang);
        self.header(sheet, HeaderKey::Subject, subject.to(self.lang), "\"\"");
        self.header(sheet, HeaderKey::Reference, guide::REFERENCE.to(self.lang), "\"\"");
        self.header(sheet, HeaderKey::Date, guide::DATE.to(self.lang), "");
        self.header(sheet, HeaderKey::Respondent, guide::RESPONDENT.to(self.lang), "\"\"");
    }

    fn header(&mut self, sheet: &AnswerSheet, key: HeaderKey, question: &str, blank: &str) {
        self.comment(question);
        match SheetValue::of_header(self.framework, sheet, key) {
            Some(value) => self.line(key.name(), &value_toml(&value)),
            None => self.open(key.name(), blank),
        }
    }

    fn fact(&mut self, index: FactIx, sheet: &AnswerSheet) {
        let (fact, language) = (&self.framework[index], self.language);
        self.out.push('\n');
        self.comment(fact.question.to(language));
        for choice in &fact.choices {
            self.choice(&choice.id, choice.label.to(language));
        }
        self.choice(UNKNOWN, guide::UNKNOWN.to(self.lang));
        let blank = match fact.choose {
            Choose::One => "\"\"",
            Choose::Many => {
                let text =
                    self.lang.of("Several may be given: [\"…\", \"…\"]", "複数選べます：[\"…\", \"…\"]");
                self.comment(text);
                "[]"
            }
        };
        if sheet.fact_is_answered(index) {
            self.line(&fact.id, &fact_toml(self.framework, index, sheet.fact(index)));
        } else {
            self.open(&fact.id, blank);
        }
    }

    fn choice(&mut self, id: &str, label: &str) {
        self.hanging("  ", "      ", &format!("\"{id}\"{}{label}", self.lang.colon()));
    }

    fn rubric(&mut self, index: RubricIx) {
        let (rubric, language) = (&self.framework[index], self.language);
        self.out.push('\n');
        self.comment(&format!("=== {} ===", rubric.title.to(language)));
        self.comment(rubric.advice.to(language));
    }

    fn criterion(&mut self, index: CriterionIx, sheet: &AnswerSheet) {
        let (framework, language, lang) = (self.framework, self.language, self.lang);
        let criterion = &framework[index];
        self.out.push('\n');
        self.comment(&format!("--- {} ---", criterion.name(language)));
        self.comment(criterion.question.to(language));
        if let Some(why) = criterion.why.as_ref().map(|why| why.to(language)) {
            self.comment(say!("Why: {why}", "質問の理由：{why}").to(lang));
        }
        if !criterion.checks.is_empty() {
            self.comment(CHECKS.to(lang));
            criterion.checks.iter().for_each(|point| self.item("- ", point.to(language)));
        }
        for (number, level) in criterion.levels.iter().enumerate() {
            self.item(&format!("  {number:>2}: "), level.says.to(language));
        }
        if let Some(text) = guide::evidence(criterion, language, lang) {
            self.comment(&text);
        }
        if criterion.may_not_apply {
            self.comment(lang.of(
                "If it does not apply: { not_applicable = \"the reason\" }",
                "該当しない場合：{ not_applicable = \"理由\" }",
            ));
        }
        if let Some(text) = guide::applies(framework, &criterion.condition, lang) {
            self.comment(&text);
        }
        match answer_toml(sheet.answer(index)) {
            Some(value) => self.line(&criterion.id, &value),
            None => self.open(&criterion.id, ""),
        }
    }

    /// A text of the framework in comment lines, which it cannot break out of.
    fn comment(&mut self, text: &str) {
        self.item("", text);
    }

    /// The same after a sign, with the lines after the first indented to its width.
    fn item(&mut self, sign: &str, text: &str) {
        self.hanging(sign, &" ".repeat(width(sign)), text);
    }

    fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        for line in wrap_hanging(&clean(text), COLUMNS, &format!("# {first}"), &format!("# {rest}")) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.out, "{key} = {value}");
    }

    fn open(&mut self, key: &str, blank: &str) {
        let _ = writeln!(self.out, "# {key} = {blank}");
    }
}
