//! A framework once everything in it is known to be valid.

mod case;
mod criterion;
mod fact;
mod index;
mod mutant;
mod programme;
mod stage;
mod words;

pub use case::{CaseHead, CaseOrigin, CaseSource, Judge};
pub use criterion::{Citation, Criterion, Level, MonthRange, Origin, WeekRange};
pub use fact::{Choice, Choose, Clause, Condition, Conflict, Fact};
pub use index::{ChoiceIx, CriterionIx, FactIx, GateIx, LanguageIx, RubricIx, SourceIx, StageIx};
pub(crate) use mutant::Mutant;
pub use programme::{Need, Programme, Source};
pub use stage::{Band, Gate, GateMember, Stage, Verdict};
pub use words::{FrameworkWords, Noun, Text};

use crate::text::Lang;

/// A rubric: the criteria about one piece of advice.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rubric {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// The advice in one sentence.
    pub advice: Text,
    /// Its criteria, in the order in which they are asked.
    pub criteria: Vec<CriterionIx>,
}

/// A kind of finding that `check` does not report about a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedCode {
    /// Its code or slug.
    pub code: String,
    /// Why it is not a fault there.
    pub reason: String,
}

/// A valid framework: all references are resolved, all numbers are in range, every text exists in every language. Only
/// [`crate::framework::load`] creates one, and it never changes.
#[derive(Clone, Debug)]
pub struct Framework {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) digest: String,
    pub(super) languages: Vec<String>,
    pub(super) title: Text,
    pub(super) disclaimer: Option<Text>,
    pub(super) sources: Vec<Source>,
    pub(super) facts: Vec<Fact>,
    pub(super) stages: Vec<Stage>,
    pub(super) bands: Vec<Band>,
    pub(super) rubrics: Vec<Rubric>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) gates: Vec<Gate>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) programmes: Vec<Programme>,
    pub(super) retired: Vec<String>,
    pub(super) words: FrameworkWords,
    pub(super) level_sets: Vec<String>,
    pub(super) allowed: Vec<AllowedCode>,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => {
        impl Framework {$(
            $(#[$doc])*
            pub fn $name(&self) -> &$type {
                &self.$name
            }
        )*}
    };
}

parts! {
    /// Its id, such as `mayo-outside-in`.
    id: str;
    /// Its own version, such as `1.0.0`.
    version: str;
    /// SHA-256 of its files in lower-case hexadecimal; equal digests mean equal frameworks.
    digest: str;
    /// Its languages; the first is the reference.
    languages: [String];
    /// Its name.
    title: Text;
    /// What criteria and programmes cite.
    sources: [Source];
    /// Its facts, in the order in which they are asked.
    facts: [Fact];
    /// Its stages, in order; at least one.
    stages: [Stage];
    /// Names for score ranges, ascending from 0; may be empty.
    bands: [Band];
    /// Its rubrics, in the order in which they are asked.
    rubrics: [Rubric];
    /// All criteria, rubric by rubric.
    criteria: [Criterion];
    /// All gates, rubric by rubric.
    gates: [Gate];
    /// Conflicts between answers.
    conflicts: [Conflict];
    /// Its ways in.
    programmes: [Programme];
    /// Retired ids of criteria, facts and choices.
    retired: [String];
    /// Its own words for common things.
    words: FrameworkWords;
    /// The ids of shared sets of levels.
    level_sets: [String];
    /// Kinds of findings that `check` does not report.
    allowed: [AllowedCode];
}

impl Framework {
    /// The language to use for a reader of `lang`: that one, or else its first.
    pub fn language(&self, lang: Lang) -> LanguageIx {
        LanguageIx::new(self.languages.iter().position(|tag| tag == lang.wanted()).unwrap_or(0))
    }

    /// Who has not endorsed it; shown with every result.
    pub fn disclaimer(&self) -> Option<&Text> {
        self.disclaimer.as_ref()
    }

    /// Every criterion's index, in framework order.
    pub fn criterion_indices(&self) -> impl Iterator<Item = CriterionIx> + use<> {
        (0..self.criteria.len()).map(CriterionIx::new)
    }

    /// Every stage's index, in order.
    pub fn stage_indices(&self) -> impl Iterator<Item = StageIx> + use<> {
        (0..self.stages.len()).map(StageIx::new)
    }

    /// Every rubric's index, in order.
    pub fn rubric_indices(&self) -> impl Iterator<Item = RubricIx> + use<> {
        (0..self.rubrics.len()).map(RubricIx::new)
    }

    /// Every fact's index, in order.
    pub fn fact_indices(&self) -> impl Iterator<Item = FactIx> + use<> {
        (0..self.facts.len()).map(FactIx::new)
    }

    /// Every gate with its index, in framework order.
    pub fn indexed_gates(&self) -> impl Iterator<Item = (GateIx, &Gate)> + Clone {
        self.gates.iter().enumerate().map(|(position, gate)| (GateIx::new(position), gate))
    }

    /// The gates of a stage, in framework order.
    pub fn gates_of(&self, stage: StageIx) -> impl Iterator<Item = (GateIx, &Gate)> + Clone {
        self.indexed_gates().filter(move |(_, gate)| gate.stage == stage)
    }

    /// The gates that require a criterion, each with the level required.
    pub fn gates_on(&self, criterion: CriterionIx) -> impl Iterator<Item = (&Gate, u8)> {
        self.gates.iter().filter_map(move |gate| Some((gate, gate.member(criterion)?.at_least)))
    }

    pub(crate) fn bears_on(&self, criterion: CriterionIx, stage: StageIx) -> bool {
        self[criterion].weight(stage) > 0 || self.gates_on(criterion).any(|(gate, _)| gate.stage == stage)
    }

    /// Whether a fact decides if a criterion applies that matters to a stage.
    pub(crate) fn fact_bears_on(&self, fact: FactIx, stage: StageIx) -> bool {
        let mut bearing = self.criterion_indices().filter(|criterion| self.bears_on(*criterion, stage));
        bearing.any(|criterion| self[criterion].condition.uses(fact))
    }

    /// The criterion with an id, or an old id.
    pub fn find_criterion(&self, id: &str) -> Option<CriterionIx> {
        let names = self.criteria.iter().map(|criterion| (&criterion.id, &criterion.renamed_from));
        position(names, id).map(CriterionIx::new)
    }

    /// The fact with an id, or an old id.
    pub fn find_fact(&self, id: &str) -> Option<FactIx> {
        position(self.facts.iter().map(|fact| (&fact.id, &fact.renamed_from)), id).map(FactIx::new)
    }

    /// Whether an id of a criterion, fact or choice is retired.
    pub fn is_retired(&self, id: &str) -> bool {
        self.retired.iter().any(|retired| retired == id)
    }

    /// The rubric with an id.
    pub fn find_rubric(&self, id: &str) -> Option<RubricIx> {
        self.rubrics.iter().position(|rubric| rubric.id == id).map(RubricIx::new)
    }

    /// The stage with an id.
    pub fn find_stage(&self, id: &str) -> Option<StageIx> {
        self.stages.iter().position(|stage| stage.id == id).map(StageIx::new)
    }
}

/// The position of an id among items with their old ids.
fn position<'a>(
    mut names: impl Iterator<Item = (&'a String, &'a Vec<String>)> + Clone,
    id: &str,
) -> Option<usize> {
    let found = names.clone().position(|(name, _)| name == id);
    found.or_else(|| names.position(|(_, old)| old.iter().any(|old| old == id)))
}

/// The numbers of a version such as `1.2.0`, or `1.2` for the same; `None` for other formats.
pub fn version_numbers(version: &str) -> Option<[u64; 3]> {
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?;
    let mut parts: Vec<u64> = version.split('.').map(number).collect::<Option<_>>()?;
    parts.resize(parts.len().max(3), 0);
    parts.try_into().ok()
}
