use super::Edition;
use crate::answers::Reply;
use crate::framework::{CriterionIx, FactIx, RubricIx};
use crate::report::svg::{self, Swatch};
use crate::report::web::{capital, items};
use crate::report::words;
use crate::scoring::State;
use crate::text::{Bilingual, Label, say};

impl Edition<'_> {
    /// Every criterion, folded: answer, evidence, note, next step, and the origin of the question.
    pub(super) fn criteria(&self) -> String {
        let rubrics: String =
            self.words.framework.rubric_indices().map(|rubric| self.rubric(rubric)).collect();
        let intro = self.on_page(Label(
            "Each line opens: answer, evidence, note, what comes next, and where the question comes from.",
            "各行を開くと、回答、根拠資料、メモ、次にすること、質問の由来を表示します。",
        ));
        let facts = self.facts();
        self.section("criteria", Label("Every criterion", "全評価項目"), &intro, &(rubrics + &facts))
    }

    fn rubric(&self, rubric: RubricIx) -> String {
        let own = &self.words.framework[rubric];
        let (skipped, shown): (Vec<CriterionIx>, Vec<CriterionIx>) =
            own.criteria.iter().partition(|own| self.state(**own) == State::Skipped);
        let shown: String = shown.into_iter().map(|own| self.folded(own)).collect();
        let skipped = if skipped.is_empty() {
            String::new()
        } else {
            let names = self.lang().list(skipped.into_iter().map(|own| self.criterion(own)));
            let lead = self
                .say(Label("Not asked, because the facts rule it out:", "前提項目により対象外の評価項目："));
            format!("<p class=\"note\">{lead} {names}{}</p>", self.lang().of(".", "。"))
        };
        let (id, title) = (self.id(&format!("r-{}", own.id)), self.of(&own.title));
        let advice = self.of(&own.advice);
        format!(
            "<section class=\"rubric\" aria-labelledby=\"{id}\"><h3 id=\"{id}\">{title}</h3><p>{advice}</p>{shown}{skipped}</section>"
        )
    }

    fn folded(&self, own: CriterionIx) -> String {
        let criterion = &self.words.framework[own];
        let (mark, chip) = self.chip(own);
        let (id, name) = (self.id(&format!("c-{}", criterion.id)), self.criterion(own));
        let (question, entries) = (self.of(&criterion.question), self.criterion_entries(own));
        format!(
            "<details class=\"c\" id=\"{id}\"><summary>{mark}<span class=\"name\">{name}</span> <span class=\"chip\">{chip}</span></summary>\
             <div class=\"in\"><p class=\"q\">{question}</p><dl>{entries}</dl></div></details>"
        )
    }

    /// The mark and text that stay visible while the rest is folded.
    fn chip(&self, own: CriterionIx) -> (String, String) {
        let State::Level { claimed, .. } = self.state(own) else {
            let is_open = self.state(own).is_open();
            let mark = if is_open { svg::swatch(Swatch::Possible) } else { svg::no_mark() };
            return (mark, self.say(self.open_state(own)));
        };
        let (mark, evidence) = if self.state(own).is_proposed() {
            (Swatch::Claimed, self.lang().of(" · proposed, not confirmed", " · 提案（未確認）"))
        } else if self.state(own).is_unproven() {
            (Swatch::Claimed, self.lang().of(" · evidence missing", " · 根拠資料なし"))
        } else {
            let named = self.answer_of(own).is_backed(self.explanation.assessed.as_of);
            let evidence =
                if named { self.lang().of(" · evidence named", " · 根拠資料あり") } else { "" };
            (if claimed > 0 { Swatch::Proven } else { Swatch::Possible }, evidence)
        };
        (svg::swatch(mark), self.say(self.level_of(own, claimed)) + evidence)
    }

    fn criterion_entries(&self, own: CriterionIx) -> String {
        let framework = self.words.framework;
        let (criterion, answer) = (&framework[own], self.answer_of(own));
        let mut out = self.entry(Label("Answer", "回答"), &self.answered(own));
        if let Some(proposal) = &answer.proposal {
            out += &self.entry(Label("Proposal", "提案"), &self.say(words::proposal(proposal)));
        }
        out += &self.evidence_entry(own);
        if let Some(note) = &answer.note {
            out += &self.entry(Label("Note", "メモ"), &self.own(note));
        }
        if let Some(date) = answer.date {
            out += &self.entry(Label("Answered on", "回答日"), &self.date(date));
        }
        for (gate, _) in framework.gates_on(own) {
            let (stage, asks) = (self.words.stage(gate.stage), gate.asks(framework, self.words.language));
            let because = gate.because.as_ref().map_or("", |because| self.words.of(because));
            let Bilingual { en, ja } = asks;
            let line = say!("{stage} needs {en}. {because}", "「{stage}」には{ja}が必要。{because}");
            out += &self.entry(Label("Gate", "必須条件"), &self.say(line));
        }
        out += &self.next_entry(own);
        if let Some(why) = &criterion.why {
            out += &self.entry(Label("Why it is asked", "質問の理由"), &self.of(why));
        }
        if self.state(own).counts() {
            let weights = criterion.weights.iter();
            let weights = weights.map(|(stage, weight)| format!("{} {weight}", self.words.stage(*stage)));
            out += &self.entry(Label("Weight", "重み"), &self.say(self.lang().list(weights)));
        }
        match criterion.origin {
            Some(origin) => {
                let says = self.say(capital(origin.word()));
                out += &self
                    .entry(Label("Who says it matters", "由来"), &self.sentence(&says, &criterion.sources));
            }
            None if criterion.sources.is_empty() => {}
            None => out += &self.entry(Label("Rests on", "由来"), &self.cite(&criterion.sources)),
        }
        out
    }

    pub(super) fn answered(&self, own: CriterionIx) -> String {
        match (self.state(own), &self.answer_of(own).reply) {
            (State::Level { claimed, .. }, _) => {
                let text = self.level_says(own, claimed);
                self.say(say!("Level {claimed}: {text}", "レベル{claimed}：{text}"))
            }
            (State::NotApplicable, Reply::NotApplicable(reason)) => {
                let lead = self.lang().of("Does not apply: ", "該当しない：");
                lead.to_owned() + &self.own(reason)
            }
            _ => self.say(self.open_state(own)),
        }
    }

    fn evidence_entry(&self, own: CriterionIx) -> String {
        let name = Label("Evidence", "根拠資料");
        let evidence: Vec<String> = self.answer_of(own).evidence.iter().map(|text| self.own(text)).collect();
        match evidence.as_slice() {
            [] => self
                .missing_evidence(own)
                .map_or_else(String::new, |missing| self.entry(name, &self.say(missing))),
            [only] => self.entry(name, only),
            several => self.entry(name, &format!("<ul>{}</ul>", items(several))),
        }
    }

    /// What a claim without evidence counts as.
    pub(super) fn missing_evidence(&self, own: CriterionIx) -> Option<Bilingual> {
        let state = self.state(own);
        let level = state.proven().unwrap_or(0);
        state.lacks_evidence().then(|| {
            say!(
                "None named; counts as level {level} until there is some.",
                "記入なし。記入されるまではレベル{level}とみなします。"
            )
        })
    }

    /// What to do next, and what proves it: the level claimed, else the one above.
    fn next_entry(&self, own: CriterionIx) -> String {
        let (criterion, state) = (&self.words.framework[own], self.state(own));
        if !state.counts() {
            return String::new();
        }
        let level = state.level().unwrap_or(0);
        let mut out = String::new();
        if let Some(next) = &criterion.level(level).next {
            let next = if state.is_open() { self.if_open(&self.of(next)) } else { self.of(next) };
            out += &self.entry(Label("Next step", "次にすること"), &next);
        }
        let shown = if state.is_unproven() { level } else { (level + 1).min(criterion.top()) };
        let proof = self.proof_of(own, shown);
        if !proof.is_empty() {
            out += &self.entry(Label("What proves it", "根拠資料の例"), &proof);
        }
        out
    }
}

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
