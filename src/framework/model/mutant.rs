use super::{Condition, CriterionIx, Framework, GateIx, StageIx};

/// A small change of a framework, to see whether its tests detect it. The result is good for scoring only: values may
/// fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mutant {
    /// The weight of a criterion on a stage.
    Weight(CriterionIx, StageIx, u32),
    /// A gate is removed.
    NoGate(GateIx),
    /// A gate requires this level of the member at a position.
    GateLevel(GateIx, usize, u8),
    /// A gate requires this many of its members.
    GateCount(GateIx, usize),
    /// A stage is ready from this percent.
    ReadyAt(StageIx, u8),
    /// The values of this level and the next are swapped.
    SwappedValues(CriterionIx, u8),
    /// A criterion applies to everybody.
    NoCondition(CriterionIx),
}

impl Framework {
    pub(crate) fn with(&self, change: Mutant) -> Self {
        let mut changed = self.clone();
        match change {
            Mutant::Weight(criterion, stage, to) => {
                let weights = &mut changed.criteria[criterion.get()].weights;
                weights.iter_mut().filter(|(of, _)| *of == stage).for_each(|(_, weight)| *weight = to);
            }
            Mutant::NoGate(gate) => {
                changed.gates.remove(gate.get());
            }
            Mutant::GateLevel(gate, member, to) => changed.gates[gate.get()].members[member].at_least = to,
            Mutant::GateCount(gate, to) => changed.gates[gate.get()].count = to,
            Mutant::ReadyAt(stage, to) => changed.stages[stage.get()].ready_at = to,
            Mutant::SwappedValues(criterion, level) => {
                let (levels, below) = (&mut changed.criteria[criterion.get()].levels, usize::from(level));
                let value = levels[below].value;
                levels[below].value = levels[below + 1].value;
                levels[below + 1].value = value;
            }
            Mutant::NoCondition(criterion) => {
                changed.criteria[criterion.get()].condition = Condition::default();
            }
        }
        changed
    }
}
