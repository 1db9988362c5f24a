use jiff::civil::Date;

use super::CompanyReport;
use crate::advice::Explanation;
use crate::answers::Answer;
use crate::framework::{Citation, CriterionIx, SourceIx, StageIx, Text, Verdict, WeekRange};
use crate::report::markup::escaped;
use crate::report::words::Words;
use crate::report::{Localized, svg, words};
use crate::scoring::State;
use crate::text::{Bilingual, Label, Lang, count, say};

/// The report in one language.
pub(super) struct Edition<'a> {
    pub(super) report: &'a CompanyReport<'a>,
    pub(super) explanation: &'a Explanation<'a>,
    pub(super) words: Localized<'a>,
    /// The sources, in the order in which they are first cited.
    pub(super) cited: Vec<SourceIx>,
}

impl<'a> Edition<'a> {
    pub(super) fn new(report: &'a CompanyReport<'a>, lang: Lang) -> Self {
        let explanation = report.explanation;
        let framework = explanation.framework;
        let states = &explanation.assessed.assessment.states;
        let shown = framework.criterion_indices().filter(|own| states[own.get()] != State::Skipped);
        let of_criteria = shown.flat_map(|own| &framework[own].sources);
        let of_programmes = explanation.programmes.iter().flat_map(|fit| &fit.programme.sources);
        let mut cited = Vec::new();
        for citation in of_criteria.chain(of_programmes) {
            if !cited.contains(&citation.source) {
                cited.push(citation.source);
            }
        }
        Self { report, explanation, words: Localized::new(framework, lang), cited }
    }

    pub(super) fn lang(&self) -> Lang {
        self.words.lang
    }

    /// An id on the page: editions in two languages may stand in one file.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}-{}", self.lang().tag(), escaped(name))
    }

    /// Whether a section is on the page.
    pub(super) fn has(&self, key: &str) -> bool {
        match key {
            "ways" => !self.explanation.programmes.is_empty(),
            "sources" => !self.cited.is_empty(),
            _ => true,
        }
    }

    /// Words in the language of the edition, as HTML.
    pub(super) fn say(&self, words: impl Words) -> String {
        escaped(words.to(self.lang()))
    }

    /// A text of the framework, as HTML.
    pub(super) fn of(&self, text: &Text) -> String {
        escaped(self.words.of(text))
    }

    /// What the company wrote, as HTML; marked where its script is not that of the edition.
    pub(super) fn own(&self, text: &str) -> String {
        let is_japanese =
            text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
        let (own, text) = (if is_japanese { Lang::Ja } else { Lang::En }, escaped(text));
        if own == self.lang() { text } else { format!("<span lang=\"{}\">{text}</span>", own.tag()) }
    }

    pub(super) fn stage(&self, stage: StageIx) -> String {
        escaped(self.words.stage(stage))
    }

    /// A stage with its number, which it does not part from.
    pub(super) fn numbered(&self, stage: StageIx) -> String {
        format!("{}&nbsp;{}", stage.get() + 1, self.stage(stage))
    }

    pub(super) fn criterion(&self, criterion: CriterionIx) -> String {
        escaped(self.words.criterion(criterion))
    }

    /// What a level says, in full.
    pub(super) fn level_says(&self, criterion: CriterionIx, level: u8) -> &'a str {
        self.words.of(&self.words.framework[criterion].level(level).says)
    }

    pub(super) fn answer_of(&self, criterion: CriterionIx) -> &'a Answer {
        self.explanation.assessed.sheet.answer(criterion)
    }

    pub(super) fn state(&self, criterion: CriterionIx) -> State {
        self.explanation.assessed.assessment.states[criterion.get()]
    }

    pub(super) fn verdict(&self, verdict: Verdict) -> String {
        let (class, mark) = (verdict.id(), svg::verdict(verdict));
        format!("<b class=\"v v-{class}\">{mark}{}</b>", self.say(capital(words::verdict(verdict))))
    }

    pub(super) fn date(&self, date: Date) -> String {
        format!("<time datetime=\"{date}\">{}</time>", self.say(day(date)))
    }

    /// A link to the part of a criterion further down.
    pub(super) fn link_to(&self, criterion: CriterionIx) -> String {
        let id = self.id(&format!("c-{}", self.words.framework[criterion].id));
        format!("<a href=\"#{id}\">{}</a>", self.criterion(criterion))
    }

    /// The numbers of the sources that something cites.
    pub(super) fn cite(&self, citations: &[Citation]) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for citation in citations {
            let Some(position) = self.cited.iter().position(|source| *source == citation.source) else {
                continue;
            };
            let id = self.id(&format!("s-{}", self.words.framework[citation.source].id));
            let link = format!("<a href=\"#{id}\">{}</a>", position + 1);
            if !numbers.contains(&link) {
                numbers.push(link);
            }
        }
        if numbers.is_empty() {
            return String::new();
        }
        let (name, numbers) = (self.say(Label("Sources", "出典")), numbers.join(", "));
        format!("<span class=\"cite\">{name} {numbers}</span>")
    }

    /// A statement, which is HTML, and then the sources that say so.
    pub(super) fn sentence(&self, statement: &str, citations: &[Citation]) -> String {
        let (stop, cited) = (self.lang().of(". ", "。"), self.cite(citations));
        [statement, stop, &cited].concat().trim_end().to_owned()
    }

    /// The stages on which a criterion counts.
    pub(super) fn counts_for(&self, criterion: CriterionIx) -> String {
        let stages = self.explanation.stages.iter().filter(|stage| {
            stage.result.criteria.iter().any(|own| own.criterion == criterion && own.points.max > 0)
        });
        escaped(&self.lang().list(stages.map(|stage| self.words.stage(stage.result.stage))))
    }

    /// What counts as evidence of a level; empty where the framework does not say.
    pub(super) fn proof_of(&self, criterion: CriterionIx, level: u8) -> String {
        let proof = self.words.framework[criterion].proof_of(level);
        proof.map(|proof| self.of(proof)).unwrap_or_default()
    }
}

/// The first letter as at the beginning of a sentence.
pub(super) fn capital(label: Label) -> Bilingual {
    let Label(en, ja) = label;
    let mut letters = en.chars();
    let en = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.clone()).collect();
    Bilingual { en, ja: ja.to_owned() }
}

/// A day in words; month and day stay together.
pub(super) fn day(date: Date) -> Bilingual {
    let (name, year, month, day) = (date.strftime("%B"), date.year(), date.month(), date.day());
    say!("{name}\u{a0}{day}, {year}", "{year}年{month}月{day}日")
}

/// Weeks without their unit.
pub(super) fn weeks_alone(WeekRange { from, to }: WeekRange) -> Bilingual {
    if from == to { say!("{from}", "{from}") } else { say!("{from}–{to}", "{from}〜{to}") }
}

pub(super) fn weeks(weeks: WeekRange) -> Bilingual {
    let Bilingual { en, ja } = weeks_alone(weeks);
    let unit = if weeks.to == 1 { "week" } else { "weeks" };
    say!("{en} {unit}", "{ja}週")
}

pub(super) fn effort(weeks: u64) -> Bilingual {
    let en = count(weeks, "person-week");
    say!("{en}", "{weeks}人週")
}

/// Some of a number of things.
pub(super) fn of(some: usize, all: usize) -> Bilingual {
    say!("{some} of {all}", "{all}件中{some}件")
}
