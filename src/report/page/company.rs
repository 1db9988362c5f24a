use jiff::civil::Date;

use super::Page;
use crate::framework::{ChoiceIx, Citation, CriterionIx, FactIx, StageIx, WeekRange};
use crate::report::words::Words;
use crate::report::{Localized, words};
use crate::scoring::Assessment;
use crate::text::{Bilingual, Label, clean, pad, say, width};

impl Page {
    pub(in crate::report) fn company(&mut self, subject: Option<&str>, judged: impl Words) {
        self.heading(self.name(subject));
        self.note(judged);
    }

    /// The name of a company on a page.
    pub(in crate::report) fn name<'s>(&self, subject: Option<&'s str>) -> &'s str {
        subject.unwrap_or(self.lang.of("(no name)", "（名称未記入）"))
    }

    /// The origin of a statement about a criterion: its id, who says that it matters, and the numbers of its sources.
    pub(in crate::report) fn trace(&mut self, text: Localized<'_>, criterion: CriterionIx, indent: &str) {
        let criterion = &text.framework[criterion];
        let id = &criterion.id;
        let mut parts = vec![say!("{id}", "{id}")];
        parts.extend(criterion.origin.map(|origin| {
            let Label(en, ja) = origin.word();
            say!("origin: {en}", "由来：{ja}")
        }));
        let numbers = self.cite(&criterion.sources);
        if !numbers.is_empty() {
            parts.push(say!("sources: {numbers}", "出典：{numbers}"));
        }
        let parts: Vec<&str> = parts.iter().map(|part| part.to(self.lang)).collect();
        let line = parts.join(self.lang.of("; ", "、"));
        self.aside(indent, format!("[{line}]"));
    }

    /// The numbers of the sources cited, without duplicates.
    pub(in crate::report) fn cite(&mut self, citations: &[Citation]) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for citation in citations {
            let known = self.cited.iter().position(|(source, _)| *source == citation.source);
            let position = known.unwrap_or_else(|| {
                self.cited.push((citation.source, Vec::new()));
                self.cited.len() - 1
            });
            let passages = &mut self.cited[position].1;
            passages.extend(
                citation.passage.iter().filter(|one| !passages.contains(one)).cloned().collect::<Vec<_>>(),
            );
            let number = (position + 1).to_string();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.join(", ")
    }

    pub(in crate::report) fn sources(&mut self, text: Localized<'_>) {
        if self.cited.is_empty() {
            return;
        }
        self.heading(Label("Sources", "出典"));
        let paint = self.terminal.paint;
        for (position, (source, passages)) in std::mem::take(&mut self.cited).into_iter().enumerate() {
            let source = &text.framework[source];
            let mut line = text.of(&source.title).to_owned();
            if let Some(day) = source.as_of {
                line += say!(" (as of {day})", "（{day}時点）").to(self.lang);
            }
            if !passages.is_empty() {
                let list = self.lang.list(passages);
                line += say!("; passages: {list}", "、該当箇所：{list}").to(self.lang);
            }
            let mark = format!("  {:>2} ", position + 1);
            self.styled_item(&mark, line, |line| paint.dim(line));
            if let Some(url) = &source.url {
                // On a line of its own and never broken, because half a link leads elsewhere.
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

/// The gains and costs of a step on one line: gates opened, other gains, effort and waiting.
pub(in crate::report) fn cost(
    text: Localized<'_>,
    opens: &[StageIx],
    gains: impl Iterator<Item = Bilingual>,
    effort: u64,
    lead: WeekRange,
) -> String {
    let opened = opens.iter().map(|stage| {
        let name = text.stage(*stage);
        say!("gate to {name}", "「{name}」の必須条件")
    });
    let effort = effort_and_wait(text, effort, lead);
    text.lang.list(opened.chain(gains).chain([effort]).map(|part| part.to(text.lang).to_owned()))
}

/// The effort, and the calendar weeks that it does not shorten.
pub(in crate::report) fn effort_and_wait(text: Localized<'_>, effort: u64, lead: WeekRange) -> Bilingual {
    let effort = text.effort(effort);
    if lead.is_none() {
        return say!("{effort}", "{effort}");
    }
    let Bilingual { en, ja } = words::weeks(lead);
    say!("{effort}, wait {en}", "{effort}、待ち{ja}")
}

impl<'a> Localized<'a> {
    pub(in crate::report) fn numbered_stage(self, stage: StageIx) -> String {
        format!("{} {}", stage.get() + 1, clean(self.stage(stage)))
    }

    pub(in crate::report) fn choices(self, fact: FactIx, choices: &[ChoiceIx]) -> String {
        self.lang.list(choices.iter().map(|choice| self.framework[fact].label(*choice, self.language)))
    }

    /// What counts as evidence for a level; empty if the framework does not say.
    pub(in crate::report) fn proof(self, criterion: CriterionIx, level: u8) -> &'a str {
        self.framework[criterion].proof_of(level).map_or("", |proof| self.of(proof))
    }

    pub(in crate::report) fn as_of(self, day: Date) -> Bilingual {
        let (title, version) = (self.of(self.framework.title()), self.framework.version());
        say!("{title} {version}, as of {day}", "{title} {version}、{day}時点")
    }
}
