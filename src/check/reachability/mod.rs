//! What the answer sheets of a framework can reach: flaws of a framework whose parts are all valid.
//!
//! The analysis is exact without enumerating sheets: answers that conditions cannot distinguish form one class, and
//! unrelated facts are independent (`classes`); a stage is ready if the lifts of what counts add up to at least 0
//! (`stage`), computed on a grid (`sums`).

mod analysis;
mod bands;
mod classes;
mod example;
mod failing;
mod finding;
mod noticing;
mod stage;
mod steps;
mod sums;
mod totals;

pub(super) use finding::CODES;
pub use finding::{Combination, Finding, FindingKind};
pub use noticing::ResultChange;
pub(super) use noticing::{Noticing, noticing};

use std::collections::BTreeSet;

use crate::framework::{CriterionIx, Framework, Need};
use analysis::Shown;
use example::{ExampleSheet, Point};
use stage::{StageGate, StageSpace};
use steps::Steps;
use sums::Reach;

/// How far the analysis goes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The share of a stage, in whole percent, above which a criterion is dominant.
    pub share: u32,
    /// The most combinations of related facts to consider.
    pub combinations: usize,
    /// The steps of the whole search; one is the work on 64 points, or on one case of one criterion. Each stage gets an
    /// equal part, and what it does not use goes to later ones.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { share: 33, combinations: 20_000, steps: 100_000_000 }
    }
}

/// Flaws in what a framework's sheets can reach: by stage, then by kind, then in framework order.
pub fn space_findings(framework: &Framework) -> Vec<Finding> {
    space_findings_within(framework, &Limits::default())
}

/// As [`space_findings`], with other limits.
pub fn space_findings_within(framework: &Framework, limits: &Limits) -> Vec<Finding> {
    let mut search = SpaceSearch {
        framework,
        findings: Vec::new(),
        // The level of a criterion matters to its gates, and to the programmes that need it.
        useful: asked(framework).chain(needed(framework)).collect(),
    };
    let all = Steps::new(limits.steps);
    let count = framework.stages().len();
    let (mut spaces, mut open) = (Vec::new(), BTreeSet::new());
    for (before, stage) in framework.stage_indices().enumerate() {
        // The bands come last, as if they were another stage.
        let steps = all.part(count - before + 1);
        let space = StageSpace::new(framework, stage, limits.combinations, &steps);
        let complete = search.without_sums(&space, limits.share, &steps)
            && search.with_sums(&space, &steps)
            && !space.capped;
        all.add(&steps);
        if !complete {
            open.extend(space.items.iter().map(|item| item.criterion));
            search.add(
                Finding { stage: Some(space.stage), ..Finding::of(FindingKind::Capped) },
                None,
                &steps,
            );
        }
        spaces.push(space);
    }
    for criterion in framework.criterion_indices() {
        if !search.useful.contains(&criterion) && !open.contains(&criterion) {
            let criterion = Some(criterion);
            search.add(Finding { criterion, ..Finding::of(FindingKind::CriterionWithoutEffect) }, None, &all);
        }
    }
    search.bands(&spaces, &all);
    search.findings.sort_by_key(|f| (f.stage.is_none(), f.stage, f.kind, f.criterion, f.gate, f.band));
    search.findings
}

fn asked(framework: &Framework) -> impl Iterator<Item = CriterionIx> {
    framework.gates().iter().flat_map(|gate| &gate.members).map(|member| member.criterion)
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
    useful: BTreeSet<CriterionIx>,
}

impl SpaceSearch<'_> {
    /// `false` if it takes too many steps.
    fn without_sums(&mut self, space: &StageSpace, share: u32, steps: &Steps) -> bool {
        if !steps.take(8 * space.size()) {
            return false;
        }
        if !space.capped && space.is_out_of_reach() {
            let mut example = ExampleSheet::of(self.framework, Vec::new());
            for item in &space.items {
                example.answer(item.criterion, Some(item.top()));
            }
            self.add(space.finding(FindingKind::StageOutOfReach, None), Some(example), steps);
        }
        self.add_shown(
            space,
            space.finding(FindingKind::LowestIsReady, None),
            space.lowest_is_ready(),
            steps,
        );
        self.add_shown(space, space.finding(FindingKind::StageLeftEmpty, None), space.left_empty(), steps);
        self.add_shown(space, space.finding(FindingKind::StageEmptied, None), space.emptied(), steps);
        for gate in &space.gates {
            if !steps.take(8 * gate.members.len() * gate.count * space.alternatives()) {
                return false;
            }
            self.gate(space, gate, steps);
        }
        for (position, item) in space.items.iter().enumerate() {
            if !steps.take(8 * space.alternatives()) {
                return false;
            }
            let criterion = Some(item.criterion);
            if item.weight > 0
                && let Some((greatest, shown)) = space.greatest_share(position)
                && greatest > share
            {
                let finding = space.finding(FindingKind::DominantCriterion, criterion);
                let example = ExampleSheet::showing(self.framework, space, &shown);
                self.add(Finding { share: Some(greatest), ..finding }, Some(example), steps);
            }
        }
        true
    }

    fn gate(&mut self, space: &StageSpace, gate: &StageGate, steps: &Steps) {
        let only = self.framework[gate.index].only().map(|only| only.criterion);
        let finding = |kind| Finding { gate: Some(gate.index), ..space.finding(kind, only) };
        if !space.capped && space.gate_never_passes(gate) {
            let mut example = ExampleSheet::of(self.framework, Vec::new());
            for (item, _) in &gate.members {
                example.answer(space.items[*item].criterion, Some(space.items[*item].top()));
            }
            self.add(finding(FindingKind::GateNeverPasses), Some(example), steps);
        } else if !space.capped && !space.needs_all() {
            let shown = space.gate_never_decides(gate);
            self.add_shown(space, finding(FindingKind::GateNeverDecides), shown, steps);
        }
        if !space.needs_all() {
            let shown = space.gate_escaped(gate);
            self.add_shown(space, finding(FindingKind::GateEscaped), shown, steps);
        }
    }

    /// `false` if the sums take too many steps.
    fn with_sums(&mut self, space: &StageSpace, steps: &Steps) -> bool {
        let Some(ways) = space.ways() else { return false };
        for (position, item) in space.items.iter().enumerate().filter(|(_, item)| item.weight > 0) {
            let pays = item.optional && !space.is_gated(position) && !space.needs_all();
            if !pays && self.useful.contains(&item.criterion) {
                continue;
            }
            let reaches: Option<Vec<Reach<'_>>> =
                ways.iter().map(|way| Reach::new(space, way, position, steps)).collect();
            let Some(reaches) = reaches else { return false };
            if reaches.iter().any(|reach| space.has_effect(position, reach)) {
                self.useful.insert(item.criterion);
            }
            if pays && reaches.iter().any(|reach| space.not_applicable_pays(position, reach)) {
                let finding = space.finding(FindingKind::NotApplicablePays, Some(item.criterion));
                let point = Point::new(self.framework, &finding);
                // A sheet without facts is the smallest example, if there is one.
                let guess = space.not_applicable(position).map(|shown| {
                    let mut example = ExampleSheet::showing(self.framework, space, &shown);
                    example.shrink(steps, |smaller| point.is_ready(smaller));
                    example
                });
                let exact = || {
                    let mut shown = reaches.iter().map(|reach| space.not_applicable_at(position, reach));
                    Some(ExampleSheet::showing(self.framework, space, &shown.find_map(|shown| shown)?))
                };
                let example = guess.filter(|example| point.shows(example)).or_else(exact);
                self.add(finding.clone(), example, steps);
            }
        }
        true
    }

    fn bands(&mut self, spaces: &[StageSpace], all: &Steps) {
        let bands = self.framework.bands();
        let mut missed: Vec<usize> = (0..bands.len()).collect();
        let below = |band: usize| bands.get(band + 1).map(|next| next.from);
        for space in spaces {
            let scores = bands::some_scores(space);
            missed.retain(|band| !bands::any_between(&scores, bands[*band].from, below(*band)));
        }
        // First the sheets without facts, which nearly always suffice.
        for whole in [false, true] {
            for space in spaces {
                if missed.is_empty() {
                    return;
                }
                let steps = all.part(spaces.len());
                let scores = bands::scores(space, whole, &steps).filter(|_| !whole || !space.capped);
                all.add(&steps);
                match scores {
                    Some(scores) => {
                        missed.retain(|band| !bands::any_between(&scores, bands[*band].from, below(*band)));
                    }
                    None if whole => return self.add(Finding::of(FindingKind::Capped), None, all),
                    None => {}
                }
            }
        }
        for band in missed {
            let band = Some(band);
            self.add(Finding { band, ..Finding::of(FindingKind::BandOutOfReach) }, None, all);
        }
    }

    fn add_shown(&mut self, space: &StageSpace, finding: Finding, shown: Option<Shown<'_>>, steps: &Steps) {
        if let Some(shown) = shown {
            let example = ExampleSheet::showing(self.framework, space, &shown);
            self.add(finding, Some(example), steps);
        }
    }

    fn add(&mut self, mut finding: Finding, example: Option<ExampleSheet<'_>>, steps: &Steps) {
        if let Some(mut example) = example {
            let point = Point::new(self.framework, &finding);
            debug_assert!(point.shows(&example), "the sheet shows {finding:?}");
            let is_extreme = matches!(
                finding.kind,
                FindingKind::StageOutOfReach | FindingKind::GateNeverPasses | FindingKind::GateNeverDecides
            );
            if !is_extreme {
                example.shrink(steps, |smaller| point.shows(smaller));
            }
            finding.sheet = Some(example.sheet());
            finding.facts = example.combination();
        }
        self.findings.push(finding);
    }
}

impl StageSpace {
    fn finding(&self, kind: FindingKind, criterion: Option<CriterionIx>) -> Finding {
        let capped = self.capped;
        Finding { stage: Some(self.stage), criterion, capped, ..Finding::of(kind) }
    }
}
