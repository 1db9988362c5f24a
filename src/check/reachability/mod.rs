//! The space of all answer sheets: what can be wrong with a framework although each of its parts is right.
//!
//! The analysis is exact, and never walks through all sheets. Three thoughts make that possible:
//!
//! - Answers to a fact fall into classes that conditions cannot tell apart, and facts that no condition ties together
//!   are independent (`classes`).
//! - A stage reaches its threshold if numbers, one for each criterion that counts, add up to 0 or more; what counts
//!   may vary within one sum (`stage`).
//! - What sums are possible is a set of integers on a grid, kept as bits (`sums`).

mod bands;
mod classes;
mod finding;
mod rules;
mod sheet;
mod shows;
mod stage;
mod sums;
mod words;

pub use finding::{Combination, Finding, FindingKind};

use std::collections::BTreeSet;

use crate::framework::{CriterionIx, Framework, Need, StageIx};
use rules::Shown;
use sheet::ExampleSheet;
use shows::Point;
use stage::StageSpace;
use sums::Reach;

/// How far the analysis goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The share of a stage, in whole percent, above which a criterion carries too much.
    pub share: u32,
    /// How many combinations of facts that are tied together are looked at.
    pub combinations: usize,
    /// How many steps the sums of one stage may take; one is the work on 64 points.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { share: 33, combinations: 20_000, steps: 50_000_000 }
    }
}

/// Everything that is wrong with the space of a framework's sheets: by stage, then by kind, then in framework order.
pub fn space_findings(framework: &Framework) -> Vec<Finding> {
    space_findings_within(framework, &Limits::default())
}

/// The same within other limits.
pub fn space_findings_within(framework: &Framework, limits: &Limits) -> Vec<Finding> {
    let mut search = SpaceSearch {
        framework,
        findings: Vec::new(),
        // What a gate asks for changes that gate, and what a programme needs changes its answer.
        useful: framework.gates().iter().map(|gate| gate.criterion).chain(needed(framework)).collect(),
    };
    let spaces: Vec<_> =
        framework.stage_indices().map(|stage| (stage, StageSpace::new(framework, stage, limits))).collect();
    let mut open = BTreeSet::new();
    for (stage, space) in &spaces {
        search.stage(*stage, space, limits.share);
        let mut steps = limits.steps;
        let complete = search.sums(*stage, space, &mut steps) && !space.capped;
        if !complete {
            open.extend(space.items.iter().map(|item| item.criterion));
            search.add(FindingKind::Capped, Some(*stage), None, None);
        }
    }
    for criterion in framework.criterion_indices() {
        if !search.useful.contains(&criterion) && !open.contains(&criterion) {
            search.add(FindingKind::CriterionWithoutEffect, None, Some(criterion), None);
        }
    }
    search.bands(&spaces, limits);
    search.findings.sort_by_key(|f| (f.stage.is_none(), f.stage, f.kind, f.criterion, f.band));
    search.findings
}

fn needed(framework: &Framework) -> impl Iterator<Item = CriterionIx> {
    framework.programmes().iter().flat_map(|programme| &programme.needs).filter_map(|need| match need {
        Need::Criterion(criterion, _) => Some(*criterion),
        Need::Stage(..) => None,
    })
}

struct SpaceSearch<'f> {
    framework: &'f Framework,
    findings: Vec<Finding>,
    /// Criteria that are known to matter.
    useful: BTreeSet<CriterionIx>,
}

impl<'f> SpaceSearch<'f> {
    /// What needs no sums.
    fn stage(&mut self, stage: StageIx, space: &StageSpace, share: u32) {
        let at = Some(stage);
        if !space.capped && space.is_out_of_reach() {
            let mut example = ExampleSheet::of(self.framework, Vec::new());
            for item in &space.items {
                example.answer(item.criterion, Some(item.top()));
            }
            self.add(FindingKind::StageOutOfReach, at, None, Some(example));
        }
        self.shown(FindingKind::LowestIsReady, stage, None, space, space.lowest_is_ready());
        self.shown(FindingKind::StageLeftEmpty, stage, None, space, space.left_empty());
        self.shown(FindingKind::StageEmptied, stage, None, space, space.emptied());
        for (position, item) in space.items.iter().enumerate() {
            let criterion = Some(item.criterion);
            if item.gate.is_some() {
                if !space.capped && space.gate_never_passes(position) {
                    let mut example = ExampleSheet::of(self.framework, Vec::new());
                    example.answer(item.criterion, Some(item.top()));
                    self.add(FindingKind::GateNeverPasses, at, criterion, Some(example));
                } else if let Some(shown) = space.gate_never_decides(position).filter(|_| !space.capped) {
                    self.shown(FindingKind::GateNeverDecides, stage, criterion, space, Some(shown));
                }
                if item.optional {
                    let shown = space.gate_escaped(position);
                    self.shown(FindingKind::GateEscaped, stage, criterion, space, shown);
                }
            }
            if item.weight > 0
                && let Some((greatest, shown)) = space.greatest_share(position)
                && greatest > share
            {
                let example = self.example(space, &shown);
                let found = self.add(FindingKind::DominantCriterion, at, criterion, None);
                found.share = Some(greatest);
                found.capped = space.capped;
                self.show_last(example);
            }
        }
    }

    /// What needs sums; `false` if they take too long.
    fn sums(&mut self, stage: StageIx, space: &StageSpace, steps: &mut u64) -> bool {
        for (position, item) in space.items.iter().enumerate().filter(|(_, item)| item.weight > 0) {
            let pays = item.optional && item.gate.is_none();
            if !pays && self.useful.contains(&item.criterion) {
                continue;
            }
            let Some(reach) = Reach::new(space, position, steps) else { return false };
            if space.has_effect(position, &reach) {
                self.useful.insert(item.criterion);
            }
            if pays && space.not_applicable_pays(position, &reach) {
                let kind = FindingKind::NotApplicablePays;
                self.add(kind, Some(stage), Some(item.criterion), None).capped = space.capped;
                let first = space.not_applicable(position).map(|shown| self.example(space, &shown));
                if !self.show_less(first)
                    && let Some(shown) = space.not_applicable_at(position, &reach)
                {
                    let example = self.example(space, &shown);
                    self.show_last(example);
                }
            }
        }
        true
    }

    /// The bands that no stage falls into.
    fn bands(&mut self, spaces: &[(StageIx, StageSpace)], limits: &Limits) {
        let bands = self.framework.bands();
        let mut missed: Vec<usize> = (0..bands.len()).collect();
        let below = |band: usize| bands.get(band + 1).map(|next| next.from);
        for (_, space) in spaces {
            let scores = bands::climb(space);
            missed.retain(|band| !bands::any_between(&scores, bands[*band].from, below(*band)));
        }
        // Then the sheets without facts: they nearly always do.
        for whole in [false, true] {
            for (_, space) in spaces {
                if missed.is_empty() {
                    return;
                }
                let mut steps = limits.steps;
                let Some(scores) =
                    bands::scores(space, whole, &mut steps).filter(|_| !whole || !space.capped)
                else {
                    if whole {
                        self.add(FindingKind::Capped, None, None, None);
                        return;
                    }
                    continue;
                };
                missed.retain(|band| !bands::any_between(&scores, bands[*band].from, below(*band)));
            }
        }
        for band in missed {
            self.add(FindingKind::BandOutOfReach, None, None, None).band = Some(band);
        }
    }

    fn shown(
        &mut self,
        kind: FindingKind,
        stage: StageIx,
        criterion: Option<CriterionIx>,
        space: &StageSpace,
        shown: Option<Shown<'_>>,
    ) {
        if let Some(shown) = shown {
            let example = self.example(space, &shown);
            self.add(kind, Some(stage), criterion, Some(example)).capped = space.capped;
        }
    }

    /// The answers of a sheet, the heaviest first, so that shrinking takes the lightest away first.
    fn example(&self, space: &StageSpace, shown: &Shown<'_>) -> ExampleSheet<'f> {
        let facts = shown.alternatives.iter().flat_map(|a| a.facts.clone()).collect();
        let mut example = ExampleSheet::of(self.framework, facts);
        let mut answers = shown.answers.clone();
        answers.sort_by_key(|(item, _)| (std::cmp::Reverse(space.items[*item].weight), *item));
        for (item, level) in answers {
            example.answer(space.items[item].criterion, level);
        }
        example
    }

    fn add(
        &mut self,
        kind: FindingKind,
        stage: Option<StageIx>,
        criterion: Option<CriterionIx>,
        example: Option<ExampleSheet<'_>>,
    ) -> &mut Finding {
        let capped = kind == FindingKind::Capped;
        let (band, facts, share, sheet) = (None, Vec::new(), None, None);
        self.findings.push(Finding { kind, stage, criterion, band, facts, share, sheet, capped });
        if let Some(example) = example {
            self.show_last(example);
        }
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Gives the last finding its sheet if that can be so: of an example as little as is ready.
    fn show_less(&mut self, example: Option<ExampleSheet<'_>>) -> bool {
        let (Some(mut example), Some(finding)) = (example, self.findings.last()) else { return false };
        let point = Point::new(self.framework, finding);
        example.shrink(|smaller| point.is_ready(smaller));
        let good = point.shows(&example);
        if good {
            self.show_last(example);
        }
        good
    }

    /// Gives the last finding its sheet, as small as it can be.
    fn show_last(&mut self, mut example: ExampleSheet<'_>) {
        let Some(finding) = self.findings.last_mut() else { return };
        let extreme = matches!(
            finding.kind,
            FindingKind::StageOutOfReach | FindingKind::GateNeverPasses | FindingKind::GateNeverDecides
        );
        let point = Point::new(self.framework, finding);
        debug_assert!(point.shows(&example), "the sheet shows {finding:?}");
        if !extreme {
            example.shrink(|smaller| point.shows(smaller));
        }
        example.facts.sort();
        finding.sheet = Some(example.sheet());
        finding.facts = example.facts;
    }
}
