use super::Edition;
use crate::framework::FactIx;
use crate::text::Label;

impl Edition<'_> {
    /// The facts that decide which questions apply, folded.
    pub(super) fn facts(&self) -> String {
        let framework = self.words.framework;
        if framework.facts().is_empty() {
            return String::new();
        }
        let entry = |own: FactIx| {
            let question = self.of(&framework[own].question);
            format!("<div><dt>{question}</dt><dd>{}</dd></div>", self.choices(own))
        };
        let entries: String = framework.fact_indices().map(entry).collect();
        let (id, title) = (self.id("facts"), self.say(Label("Facts", "前提項目")));
        let summary = self.say(Label(
            "They decide which questions apply; they are not scored",
            "該当する質問を決めるもので、採点はしません",
        ));
        format!(
            "<section class=\"rubric\" aria-labelledby=\"{id}\"><h3 id=\"{id}\">{title}</h3><details class=\"c\"><summary>\
             <span class=\"name\">{summary}</span></summary><div class=\"in\"><dl class=\"facts\">{entries}</dl></div></details></section>"
        )
    }

    fn choices(&self, own: FactIx) -> String {
        let choices = self.explanation.assessed.sheet.fact(own);
        if choices.is_empty() {
            return self.say(Label("not stated", "記載なし"));
        }
        let fact = &self.words.framework[own];
        let labels: Vec<&str> =
            choices.iter().map(|choice| fact.label(*choice, self.words.language)).collect();
        self.say(labels.join(self.lang().of("; ", "；")))
    }
}
