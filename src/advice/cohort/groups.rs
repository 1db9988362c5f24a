use super::stage::verdicts;
use super::{FEW, Quartiles, Share, reached};
use crate::advice::Assessed;
use crate::framework::{ChoiceIx, Choose, FactIx, Framework, StageIx, Verdict};

/// A cohort split by one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Groups {
    /// The fact.
    pub fact: FactIx,
    /// Whether a company can be in several groups.
    pub overlap: bool,
    /// The groups that have a company: by choice in framework order, those without the fact last.
    pub groups: Vec<CohortGroup>,
    /// How many groups are hidden because they have fewer than [`FEW`] companies.
    pub hidden: usize,
}

/// The companies with the same answer to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CohortGroup {
    /// The choice; none if the fact is not given or unknown.
    pub choice: Option<ChoiceIx>,
    /// How many companies there are.
    pub companies: usize,
    /// How many of them have reached 0, 1, … stages, up to all of them.
    pub reached: Vec<usize>,
    /// Every stage, in order.
    pub stages: Vec<GroupStage>,
}

/// A group at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupStage {
    /// The stage.
    pub stage: StageIx,
    /// For how many companies it is assessed.
    pub assessed: usize,
    /// How many companies have each verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
    /// The median score of the assessed companies; see [`Quartiles`].
    pub median: Option<Share>,
}

/// Splits a cohort by a fact; with `small`, groups of fewer than [`FEW`] companies are kept.
pub fn groups(framework: &Framework, companies: &[&Assessed], fact: FactIx, small: bool) -> Groups {
    let choices = (0..framework[fact].choices.len()).map(ChoiceIx::new).map(Some).chain([None]);
    let group = |choice: Option<ChoiceIx>| {
        let belongs = |company: &&&Assessed| match choice {
            Some(choice) => company.sheet.fact(fact).contains(&choice),
            None => company.sheet.fact(fact).is_empty(),
        };
        let members: Vec<&Assessed> = companies.iter().filter(belongs).copied().collect();
        CohortGroup {
            choice,
            companies: members.len(),
            reached: reached(framework, &members),
            stages: framework.stage_indices().map(|stage| GroupStage::new(&members, stage)).collect(),
        }
    };
    let mut groups: Vec<CohortGroup> = choices.map(group).filter(|group| group.companies > 0).collect();
    let all = groups.len();
    groups.retain(|group| small || group.companies >= FEW);
    let overlap = framework[fact].choose == Choose::Many;
    Groups { fact, overlap, hidden: all - groups.len(), groups }
}

impl GroupStage {
    fn new(members: &[&Assessed], stage: StageIx) -> Self {
        let all = || members.iter().map(|company| &company.assessment.stages[stage.get()]);
        let scores: Vec<Share> = all()
            .filter(|one| one.verdict != Verdict::NotAssessed)
            .map(|one| Share::of(one.points.score, one.points.max))
            .collect();
        Self {
            stage,
            assessed: scores.len(),
            verdicts: verdicts(all()),
            median: Quartiles::of(scores).map(|quartiles| quartiles.median),
        }
    }
}
