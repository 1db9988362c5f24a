use jiff::civil::Date;

use super::Page;
use crate::framework::{ChoiceIx, Citation, CriterionIx, FactIx, StageIx, WeekRange};
use crate::report::{Localized, words};
use crate::scoring::Assessment;
use crate::text::{Bilingual, Label, clean, count, pad, say, width};

impl Page {
    pub(in crate::report) fn company(&mut self, subject: Option<&str>, judged: &Bilingual) {
        let nobody = self.lang.of("(no name)", "（名称未記入）");
        self.heading(subject.unwrap_or(nobody));
        self.note(judged);
    }

    /// Where a sentence about a criterion comes from: its id, who says that it matters, and the numbers of its sources.
    pub(in crate::report) fn trace(&mut self, text: Localized<'_>, criterion: CriterionIx, indent: &str) {
        let criterion = &text.framework[criterion];
        let origin = words::origin(criterion.origin).to(self.lang);
        let (id, numbers) = (&criterion.id, self.cite(&criterion.sources));
        let line = if numbers.is_empty() {
            say!("[{id}; origin: {origin}]", "[{id}、由来：{origin}]")
        } else {
            say!("[{id}; origin: {origin}; sources: {numbers}]", "[{id}、由来：{origin}、出典：{numbers}]")
        };
        self.aside(indent, line);
    }

    pub(in crate::report) fn cite(&mut self, citations: &[Citation]) -> String {
        let number = |citation: &Citation| {
            let known = self.cited.iter().position(|other| other == citation);
            let position = known.unwrap_or_else(|| {
                self.cited.push(citation.clone());
                self.cited.len() - 1
            });
            (position + 1).to_string()
        };
        citations.iter().map(number).collect::<Vec<_>>().join(", ")
    }

    pub(in crate::report) fn sources(&mut self, text: Localized<'_>) {
        if self.cited.is_empty() {
            return;
        }
        self.heading(Label("Sources", "出典"));
        let paint = self.terminal.paint;
        for (position, citation) in std::mem::take(&mut self.cited).iter().enumerate() {
            let source = &text.framework[citation.source];
            let mut line = text.of(&source.title).to_owned();
            if let Some(passage) = &citation.passage {
                line += say!(", passage {passage}", "、該当箇所 {passage}").to(self.lang);
            }
            if let Some(day) = source.as_of {
                line += say!(" (as of {day})", "（{day}時点）").to(self.lang);
            }
            let mark = format!("  {:>2} ", position + 1);
            self.styled_item(&mark, line, |line| paint.dim(line));
            if let Some(url) = &source.url {
                // On a line of its own, never broken: half a link leads elsewhere.
                self.push(&paint.dim(&[" ".repeat(mark.len()).as_str(), &clean(url)].concat()));
            }
        }
    }

    pub(in crate::report) fn changes(&mut self, text: Localized<'_>, now: &Assessment, then: &Assessment) {
        let lang = self.lang;
        let names: Vec<_> = now.stages.iter().map(|result| text.numbered_stage(result.stage)).collect();
        let columns = names.iter().map(|name| width(name)).max().unwrap_or(0);
        let paint = self.terminal.paint;
        for (name, (now, then)) in names.iter().zip(now.stages.iter().zip(&then.stages)) {
            let [one, two] = [now, then]
                .map(|result| format!("{} {}", words::verdict(result.verdict).to(lang), result.proven()));
            let moves = one != two;
            let change = if moves { format!("{one} -> {two}") } else { one };
            let style = |line: &str| if moves { line.to_owned() } else { paint.dim(line) };
            self.styled_item(&format!("  {}  ", pad(name, columns)), change, style);
        }
        self.aside("  ", Label("Verdict and proven percent.", "判定と、根拠のある得点率（%）。"));
    }
}

/// What a step brings and costs, in a line: the gates that it opens, its gains, its effort and its waiting.
pub(in crate::report) fn cost(
    text: Localized<'_>,
    opens: &[StageIx],
    gains: impl Iterator<Item = Bilingual>,
    effort: u64,
    lead: WeekRange,
) -> String {
    let opened = opens.iter().map(|stage| {
        let name = text.stage(*stage);
        say!("opens the gate to {name}", "「{name}」の必須条件を満たす")
    });
    let (effort_en, Bilingual { en, ja }) = (count(effort, "person-week"), words::weeks(lead));
    let effort = say!("{effort_en}", "{effort}人週");
    let waiting = (!lead.is_none()).then(|| say!("{en} of waiting", "待ち時間{ja}"));
    text.lang
        .list(opened.chain(gains).chain([effort]).chain(waiting).map(|part| part.to(text.lang).to_owned()))
}

impl<'a> Localized<'a> {
    pub(in crate::report) fn numbered_stage(self, stage: StageIx) -> String {
        format!("{} {}", stage.get() + 1, clean(self.stage(stage)))
    }

    pub(in crate::report) fn choices(self, fact: FactIx, choices: &[ChoiceIx]) -> String {
        self.lang.list(choices.iter().map(|choice| self.framework[fact].label(*choice, self.language)))
    }

    /// What counts as evidence of a level; empty where the framework does not say.
    pub(in crate::report) fn proof(self, criterion: CriterionIx, level: u8) -> &'a str {
        self.framework[criterion].proof_of(level).map_or("", |proof| self.of(proof))
    }

    pub(in crate::report) fn as_of(self, day: Date) -> Bilingual {
        let (title, version) = (self.of(self.framework.title()), self.framework.version());
        say!("{title} {version}, as of {day}", "{title} {version}、{day}時点")
    }
}
