use std::ops::Deref;

use super::CompanyReport;
use crate::advice::Explanation;
use crate::answers::Answer;
use crate::framework::{Citation, CriterionIx, SourceIx, WeekRange};
use crate::report::web::Paper;
use crate::scoring::State;
use crate::text::{Bilingual, Label, Lang, escape_html, plural, say};

pub(super) struct Edition<'a> {
    pub(super) report: &'a CompanyReport<'a>,
    pub(super) explanation: &'a Explanation<'a>,
    paper: Paper<'a>,
    /// The sources, in order of first citation.
    pub(super) cited: Vec<SourceIx>,
}

impl<'a> Deref for Edition<'a> {
    type Target = Paper<'a>;

    fn deref(&self) -> &Paper<'a> {
        &self.paper
    }
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
        Self { report, explanation, paper: Paper::new(framework, lang), cited }
    }

    /// Whether a section is on the page.
    pub(super) fn has(&self, key: &str) -> bool {
        match key {
            "ways" => !self.explanation.programmes.is_empty(),
            "sources" => !self.cited.is_empty(),
            _ => true,
        }
    }

    /// The full text of a level.
    pub(super) fn level_says(&self, criterion: CriterionIx, level: u8) -> &'a str {
        self.words.of(&self.words.framework[criterion].level(level).says)
    }

    pub(super) fn answer_of(&self, criterion: CriterionIx) -> &'a Answer {
        self.explanation.assessed.sheet.answer(criterion)
    }

    pub(super) fn state(&self, criterion: CriterionIx) -> State {
        self.explanation.assessed.assessment.states[criterion.get()]
    }

    /// A link to a criterion further down.
    pub(super) fn link_to(&self, criterion: CriterionIx) -> String {
        let id = self.id(&format!("c-{}", self.words.framework[criterion].id));
        format!("<a href=\"#{id}\">{}</a>", self.criterion(criterion))
    }

    /// The numbers of the sources cited, as links.
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

    /// A statement, which is HTML, followed by its sources.
    pub(super) fn sentence(&self, statement: &str, citations: &[Citation]) -> String {
        let (stop, cited) = (self.lang().of(". ", "。"), self.cite(citations));
        [statement, stop, &cited].concat().trim_end().to_owned()
    }

    pub(super) fn effort(&self, amount: u64) -> String {
        self.words.effort(amount)
    }

    /// The name of the column of efforts.
    pub(super) fn work(&self) -> Bilingual {
        let unit = self.words.framework.effort_unit(self.lang());
        say!("Work, {unit}", "作業量（{unit}）")
    }

    pub(super) fn counts_for(&self, criterion: CriterionIx) -> String {
        let stages = self.explanation.stages.iter().filter(|stage| {
            stage.result.criteria.iter().any(|own| own.criterion == criterion && own.points.max > 0)
        });
        escape_html(&self.lang().list(stages.map(|stage| self.words.stage(stage.result.stage))))
    }

    /// What counts as evidence for a level; empty if the framework does not say.
    pub(super) fn proof_of(&self, criterion: CriterionIx, level: u8) -> String {
        let proof = self.words.framework[criterion].proof_of(level);
        proof.map(|proof| self.of(proof)).unwrap_or_default()
    }
}

/// Weeks without the unit.
pub(super) fn weeks_alone(WeekRange { from, to }: WeekRange) -> Bilingual {
    if from == to { say!("{from}", "{from}") } else { say!("{from}–{to}", "{from}〜{to}") }
}

pub(super) fn weeks(weeks: WeekRange) -> Bilingual {
    let Bilingual { en, ja } = weeks_alone(weeks);
    let unit = plural(weeks.to, "week");
    say!("{en} {unit}", "{ja}週")
}

pub(super) fn of(some: usize, all: usize) -> Bilingual {
    say!("{some} of {all}", "{all}件中{some}件")
}
