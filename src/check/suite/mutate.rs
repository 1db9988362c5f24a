use super::expect::Expected;
use super::{TestOutcome, differences};
use crate::answers::AnswerSheet;
use crate::check::reachability::{Noticing, ResultChange, noticing};
use crate::framework::{Framework, GateIx, GateMember, Mutant};
use crate::text::{Bilingual, say};

/// The result of mutation testing: one small change of the framework at a time.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Mutation {
    /// How many changes were tried.
    pub tried: usize,
    /// How many of them no sheet can detect.
    pub unnoticeable: usize,
    /// The other mutations that no test detected, in framework order.
    pub survivors: Vec<Survivor>,
}

/// A mutation that no test detected.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Survivor {
    /// What is changed.
    pub change: Bilingual,
    /// A minimal sheet that would detect it; `None` if there are too many to search.
    pub sheet: Option<AnswerSheet>,
    /// How the sheet's result differs.
    pub differs: Vec<ResultChange>,
}

impl Mutation {
    /// How many mutations were detected.
    pub fn noticed(&self) -> usize {
        self.tried - self.unnoticeable - self.survivors.len()
    }
}

/// Changes one number, gate or condition at a time, and runs the tests that passed to see whether one fails.
pub fn mutate(framework: &Framework, outcomes: &[TestOutcome]) -> Mutation {
    let tests: Vec<_> = outcomes.iter().filter(|outcome| outcome.passed()).map(|o| &o.test).collect();
    let all = mutants(framework);
    let survives = |change: &&Mutant| {
        let mutant = framework.with(**change);
        // With falling values an action can lose points, which the ranking of actions does not support.
        let falls = matches!(change, Mutant::SwappedValues(..));
        let wanted = |what: &Expected| !(falls && matches!(what, Expected::FirstAction(_)));
        tests.iter().all(|test| differences(&mutant, test, wanted).is_empty())
    };
    let mut mutation = Mutation { tried: all.len(), unnoticeable: 0, survivors: Vec::new() };
    for change in all.iter().filter(survives) {
        let (sheet, differs) = match noticing(framework, *change) {
            Noticing::By(sheet, differs) => (Some(*sheet), differs),
            Noticing::Unknown => (None, Vec::new()),
            Noticing::Nobody => {
                mutation.unnoticeable += 1;
                continue;
            }
        };
        mutation.survivors.push(Survivor { change: describe(framework, *change), sheet, differs });
    }
    mutation
}

/// The framework with each of the mutations, and a description. Good for scoring only: values may fall.
pub fn small_changes(framework: &Framework) -> impl Iterator<Item = (Bilingual, Framework)> {
    let all = mutants(framework).into_iter();
    all.map(|change| (describe(framework, change), framework.with(change)))
}

fn mutants(framework: &Framework) -> Vec<Mutant> {
    let mut all = Vec::new();
    for stage in framework.stage_indices() {
        let at = framework[stage].ready_at;
        let near = [at.saturating_sub(1), at + 1].into_iter().filter(|to| (1..=100).contains(to));
        all.extend(near.map(|to| Mutant::ReadyAt(stage, to)));
    }
    for index in framework.criterion_indices() {
        let criterion = &framework[index];
        for (stage, weight) in &criterion.weights {
            let to = if *weight < 100 { weight + 1 } else { weight - 1 };
            all.push(Mutant::Weight(index, *stage, to));
        }
        let steps =
            (0..criterion.top()).filter(|l| criterion.level(*l).value != criterion.level(l + 1).value);
        all.extend(steps.map(|level| Mutant::SwappedValues(index, level)));
        all.extend((!criterion.condition.0.is_empty()).then_some(Mutant::NoCondition(index)));
    }
    for (index, gate) in framework.indexed_gates() {
        all.push(Mutant::NoGate(index));
        for (member, own) in gate.members.iter().enumerate() {
            let levels = [own.at_least - 1, own.at_least + 1].into_iter();
            let levels = levels.filter(|to| (1..=framework[own.criterion].top()).contains(to));
            all.extend(levels.map(|to| Mutant::GateLevel(index, member, to)));
        }
        let counts = [gate.count - 1, gate.count + 1].into_iter();
        let counts = counts.filter(|to| (1..=gate.members.len()).contains(to));
        all.extend(counts.map(|to| Mutant::GateCount(index, to)));
    }
    all
}

/// How to name a gate, and the id of its stage.
fn named(framework: &Framework, gate: GateIx) -> (&str, &str) {
    (framework[gate].name(framework), &framework[framework[gate].stage].id)
}

fn describe(framework: &Framework, change: Mutant) -> Bilingual {
    match change {
        Mutant::Weight(criterion, stage, to) => {
            let from = framework[criterion].weight(stage);
            let (criterion, stage) = (&framework[criterion].id, &framework[stage].id);
            say!(
                "weight of {criterion} on {stage}: {to} instead of {from}",
                "{criterion} の {stage} での重み：{from} → {to}"
            )
        }
        Mutant::NoGate(gate) => {
            let (name, stage) = named(framework, gate);
            say!("gate {name} on {stage}: dropped", "{stage} の必須条件 {name}：削除")
        }
        Mutant::GateLevel(gate, member, to) => {
            let (name, stage) = named(framework, gate);
            let GateMember { criterion, at_least: from } = framework[gate].members[member];
            // With several criteria each needs its name.
            let of = framework[gate].only().is_none().then(|| format!(" {}", framework[criterion].id));
            let of = of.unwrap_or_default();
            say!(
                "gate {name} on {stage}:{of} level {to} instead of {from}",
                "{stage} の必須条件 {name}：{of}レベル{from} → {to}"
            )
        }
        Mutant::GateCount(gate, to) => {
            let ((name, stage), from) = (named(framework, gate), framework[gate].count);
            say!(
                "gate {name} on {stage}: {to} of its criteria instead of {from}",
                "{stage} の必須条件 {name}：必要な項目数 {from} → {to}"
            )
        }
        Mutant::ReadyAt(stage, to) => {
            let (stage, from) = (&framework[stage].id, framework[stage].ready_at);
            say!("{stage}: ready at {to} instead of {from}", "{stage} の合格基準：{from} → {to}")
        }
        Mutant::SwappedValues(criterion, level) => {
            let (id, next) = (&framework[criterion].id, level + 1);
            say!(
                "{id}: values of levels {level} and {next} swapped",
                "{id}：レベル{level}と{next}の値を入れ替え"
            )
        }
        Mutant::NoCondition(criterion) => {
            let id = &framework[criterion].id;
            say!("{id}: condition dropped", "{id}：適用条件を削除")
        }
    }
}
