use crate::advice::actions::{PROOF_EFFORT, StartingPoint};
use crate::advice::solver::{Cover, CoverChoice};
use crate::framework::{Criterion, CriterionIx, Framework, Gate, GateMember, StageIx};
use crate::scoring::{Assessment, State, worth};

#[derive(Clone, Debug)]
pub(super) struct Targets {
    /// For each criterion, in framework order, the proven level afterwards if it changes.
    pub(super) levels: Vec<Option<u8>>,
    pub(super) effort: u64,
    pub(super) is_optimal: bool,
}

pub(super) struct PlanSearch<'a> {
    pub(super) framework: &'a Framework,
    pub(super) assessment: &'a Assessment,
    pub(super) limit: usize,
}

struct Ladder<'a> {
    index: CriterionIx,
    criterion: &'a Criterion,
    now: u8,
    /// The possible levels, ascending; the first is the current one unless a gate asks for more.
    rungs: Vec<Rung>,
}

/// A proven level, and the person-weeks to get there.
#[derive(Clone, Copy)]
struct Rung {
    level: u8,
    effort: u64,
}

impl PlanSearch<'_> {
    pub(super) fn stay(&self) -> Targets {
        Targets { levels: vec![None; self.framework.criteria().len()], effort: 0, is_optimal: true }
    }

    pub(super) fn reach(&self, count: usize) -> Targets {
        let (ladders, gates) = (self.ladders(count), self.gates(count));
        let scale = scale(&ladders);
        let groups = ladders.iter().map(|ladder| {
            let choice = |rung: &Rung| {
                let cost = i128::from(rung.effort) * scale + i128::from(ladder.moves(*rung));
                CoverChoice { cost, ..ladder.choice(*rung, count, &gates) }
            };
            ladder.rungs.iter().map(choice).collect()
        });
        let cover = Cover { groups: groups.collect(), needs: self.needs(count, &gates) };
        // With every criterion at the top, everything is ready.
        let known = ladders.iter().map(|ladder| ladder.rungs.len() - 1).collect();
        self.targets(&ladders, &cover, known)
    }

    /// Within a budget: the first `count` stages ready as with `base`, and the most proven points of the next one.
    pub(super) fn fill(&self, count: usize, budget: u64, base: &Targets) -> Targets {
        let (ladders, gates) = (self.ladders(count), self.gates(count));
        let dearest = |ladder: &Ladder<'_>| ladder.rungs.iter().map(|rung| rung.effort).max().unwrap_or(0);
        let all: u64 = ladders.iter().map(dearest).sum();
        // One point outweighs all effort.
        let (scale, point) = (scale(&ladders), (i128::from(all) + 1) * scale(&ladders));
        let groups = ladders.iter().map(|ladder| {
            let most = ladder.rungs.iter().map(|rung| ladder.points(*rung, count)).max().unwrap_or(0);
            let choice = |rung: &Rung| {
                let missing = i128::from(most - ladder.points(*rung, count));
                let effort = i128::from(rung.effort) * scale + i128::from(ladder.moves(*rung));
                let mut choice = ladder.choice(*rung, count, &gates);
                // Saved effort is a gain too; the need for it keeps the plan within the budget.
                choice.gains.push(dearest(ladder) - rung.effort);
                CoverChoice { cost: missing * point + effort, ..choice }
            };
            ladder.rungs.iter().map(choice).collect()
        });
        let mut needs = self.needs(count, &gates);
        needs.push(all.saturating_sub(budget));
        let cover = Cover { groups: groups.collect(), needs };
        let known = ladders.iter().map(|ladder| ladder.find(base.levels[ladder.index.get()])).collect();
        self.targets(&ladders, &cover, known)
    }

    fn targets(&self, ladders: &[Ladder<'_>], cover: &Cover, known: Vec<usize>) -> Targets {
        let solution = cover.solve(known, self.limit);
        let mut targets = Targets { is_optimal: solution.is_optimal, ..self.stay() };
        for (ladder, pick) in ladders.iter().zip(solution.picks) {
            let rung = ladder.rungs[pick];
            targets.effort += rung.effort;
            if ladder.moves(rung) {
                targets.levels[ladder.index.get()] = Some(rung.level);
            }
        }
        targets
    }

    /// The ladder of every criterion that counts, without levels that leave a gate of the first `count` stages shut.
    fn ladders(&self, count: usize) -> Vec<Ladder<'_>> {
        let ladder = |index: CriterionIx| {
            let state = self.assessment.states[index.get()];
            let gates = self.framework.gates_on(index).filter(|(gate, _)| gate.stage.get() < count);
            let needs_it = gates.filter(|(gate, _)| self.needed(gate) == self.left(gate));
            let least = needs_it.map(|(_, at_least)| at_least).max().unwrap_or(0);
            Ladder::new(index, &self.framework[index], state, least)
        };
        self.framework.criterion_indices().filter_map(ladder).collect()
    }

    /// The gates of the first `count` stages that leave a choice, because not all of their criteria that count are
    /// needed.
    fn gates(&self, count: usize) -> Vec<&Gate> {
        let all = self.framework.gates().iter().filter(|gate| gate.stage.get() < count);
        all.filter(|gate| self.needed(gate) < self.left(gate)).collect()
    }

    /// How many criteria of a gate count.
    fn left(&self, gate: &Gate) -> usize {
        let counts = |member: &&GateMember| self.assessment.states[member.criterion.get()].counts();
        gate.members.iter().filter(counts).count()
    }

    /// How many of them must be at their level.
    fn needed(&self, gate: &Gate) -> usize {
        gate.count.min(self.left(gate))
    }

    /// The points of the first `count` stages, then the criteria of the gates that leave a choice.
    fn needs(&self, count: usize, gates: &[&Gate]) -> Vec<u64> {
        let need = |stage: StageIx| {
            let result = &self.assessment.stages[stage.get()];
            let needed = (u64::from(self.framework[stage].ready_at) * result.points.max).div_ceil(100);
            // A criterion that does not apply and counts as met needs no step.
            let states = &self.assessment.states;
            let met = result.criteria.iter().filter(|own| !states[own.criterion.get()].counts());
            needed.saturating_sub(met.map(|own| own.points.proven).sum())
        };
        let stages = self.framework.stage_indices().take(count).map(need);
        stages.chain(gates.iter().map(|gate| self.needed(gate) as u64)).collect()
    }
}

impl<'a> Ladder<'a> {
    /// None for a criterion that does not count.
    fn new(index: CriterionIx, criterion: &'a Criterion, state: State, least: u8) -> Option<Self> {
        let StartingPoint { claimed, proven, .. } = StartingPoint::of(state)?;
        let mut rungs = vec![Rung { level: proven, effort: 0 }];
        let mut effort = 0;
        if claimed > proven {
            effort = u64::from(PROOF_EFFORT);
            rungs.push(Rung { level: claimed, effort });
        }
        for level in claimed..criterion.top() {
            effort += u64::from(criterion.level(level).cost());
            rungs.push(Rung { level: level + 1, effort });
        }
        rungs.retain(|rung| rung.level >= least);
        Some(Self { index, criterion, now: proven, rungs })
    }

    fn moves(&self, rung: Rung) -> bool {
        rung.level > self.now
    }

    fn points(&self, rung: Rung, stage: usize) -> u64 {
        worth(self.criterion, rung.level, self.criterion.weight(StageIx::new(stage)))
    }

    fn find(&self, level: Option<u8>) -> usize {
        let level = level.unwrap_or(self.now);
        self.rungs.iter().position(|rung| rung.level == level).unwrap_or(0)
    }

    /// A rung as a choice, its cost still to be set; its gains are its points at the first `count` stages, and one for
    /// each gate whose level it reaches.
    fn choice(&self, rung: Rung, count: usize, gates: &[&Gate]) -> CoverChoice {
        let reaches = |gate: &&Gate| gate.member(self.index).is_some_and(|own| rung.level >= own.at_least);
        let points = (0..count).map(|stage| self.points(rung, stage));
        let gains = points.chain(gates.iter().map(|gate| u64::from(reaches(gate)))).collect();
        CoverChoice { rank: rung.level, moves: self.moves(rung), cost: 0, gains }
    }
}

/// The factor for efforts that makes the number of criteria decide only between equal efforts.
fn scale(ladders: &[Ladder<'_>]) -> i128 {
    i128::try_from(ladders.len()).unwrap_or(i128::MAX) + 1
}
