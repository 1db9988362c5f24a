use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::codes;
use super::keys::{Expected, Keys};
use super::names::Names;
use super::notices::Notices;
use crate::framework::{ChoiceIx, Criterion, Framework, StageIx};
use crate::scoring::{GateResult, Points, SHOWN_LOSSES, State, criterion_points, gate_result};

/// So many stages are added up at once, which is what the vector registers of every processor hold.
const LANES: usize = 4;

/// Losses are compared in whole vector registers, though some of their lanes stay empty.
const LOSS_LANES: usize = 8;

/// Points of some stages: proven, score, possible, all that can be had.
type Lanes = [[u32; LANES]; 4];

/// A framework as numbers in rows: what every answer gives to every stage, worked out once by the ordinary
/// scoring of one criterion, so that scoring a sheet is adding up rows.
#[derive(Debug)]
pub(super) struct Tables<'f> {
    pub(super) framework: &'f Framework,
    /// The keys as JSON writes them.
    pub(super) json: Keys,
    /// The keys as TOML writes them.
    pub(super) toml: Keys,
    /// Finds criteria by their present ids.
    pub(super) criteria: Names,
    /// Finds facts by their present ids.
    pub(super) facts: Names,
    /// Per fact, finds its choices.
    pub(super) choices: Vec<Names>,
    /// Per fact its choices in quotes, as all forms write them.
    pub(super) quoted_choices: Vec<Vec<Expected>>,
    /// Per criterion the codes that its answers may have: below this.
    pub(super) code_counts: Vec<u8>,
    /// Per criterion its first row; the row of an answer is as many further as its code.
    first_rows: Vec<usize>,
    /// For every [`LANES`] stages the rows.
    rows: Vec<Vec<Row>>,
    /// Per stage all losses that there can be, the smallest first.
    losses: Vec<Vec<Loss>>,
    /// The criteria that do not always apply, each with a fact and its choices that let them; one with several facts
    /// stands there for each of them.
    pub(super) conditions: Vec<(usize, usize, u64)>,
    /// The criteria whose answers age, with the days that they are valid.
    pub(super) valid_days: Vec<(usize, i32)>,
    /// The fewest days that an answer is valid.
    pub(super) least_valid: i32,
    /// Per stage its gates.
    pub(super) gates: Vec<Vec<GateRows>>,
    /// Everything that can be said of a sheet without reading it in full.
    pub(super) notices: Notices,
}

/// What an answer gives to some stages.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    points: Lanes,
    losses: Ranks,
}

/// Losses by their rank among all that a stage can have, from 1; 0 is none.
type Ranks = [i16; LOSS_LANES];

/// What all answers together give to some stages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    points: Lanes,
    /// The greatest losses that are written out.
    losses: [Ranks; SHOWN_LOSSES],
}

/// A gate: how it stands for every code of its criterion.
#[derive(Debug)]
pub(super) struct GateRows {
    pub(super) criterion: usize,
    pub(super) results: Vec<GateResult>,
}

/// What one criterion lost on one stage. The more points the greater, and of equal ones the earlier criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub(super) points: u64,
    criterion: Reverse<usize>,
}

impl Loss {
    /// The position of the criterion.
    pub(super) fn criterion(self) -> usize {
        self.criterion.0
    }
}

impl<'f> Tables<'f> {
    /// The tables of a framework; none for one so large that its numbers would not fit.
    pub(super) fn new(framework: &'f Framework) -> Option<Self> {
        if framework.facts().iter().any(|fact| fact.choices.len() > 64) {
            return None;
        }
        let mut tables = Self {
            framework,
            json: Keys::new(framework, "\"", "\":"),
            toml: Keys::new(framework, "", " = "),
            criteria: Names::new(framework.criteria().iter().map(|criterion| criterion.id.as_str())),
            facts: Names::new(framework.facts().iter().map(|fact| fact.id.as_str())),
            choices: framework
                .facts()
                .iter()
                .map(|fact| Names::new(fact.choices.iter().map(|choice| choice.id.as_str())))
                .collect(),
            quoted_choices: framework
                .facts()
                .iter()
                .map(|fact| fact.choices.iter().map(|c| Expected::new(&format!("\"{}\"", c.id))).collect())
                .collect(),
            code_counts: framework.criteria().iter().map(codes::count).collect(),
            first_rows: Vec::new(),
            rows: vec![Vec::new(); framework.stages().len().div_ceil(LANES)],
            losses: framework.stage_indices().map(|stage| losses(framework, stage)).collect(),
            conditions: conditions(framework),
            valid_days: Vec::new(),
            least_valid: i32::MAX,
            gates: framework.stage_indices().map(|_| Vec::new()).collect(),
            notices: Notices::new(framework)?,
        };
        for index in framework.criterion_indices() {
            let criterion = &framework[index];
            tables.first_rows.push(tables.rows[0].len());
            for code in 0..codes::count(criterion) {
                tables.add_row(index.get(), codes::state(criterion, code))?;
            }
            if let Some(days) = criterion.valid_days {
                let days = i32::try_from(days).unwrap_or(i32::MAX);
                tables.valid_days.push((index.get(), days));
                tables.least_valid = tables.least_valid.min(days);
            }
        }
        for gate in framework.gates() {
            let criterion = &framework[gate.criterion];
            let result = |code| gate_result(gate, codes::state(criterion, code));
            let results = (0..codes::count(criterion)).map(result).collect();
            tables.gates[gate.stage.get()].push(GateRows { criterion: gate.criterion.get(), results });
        }
        Some(tables)
    }

    /// Adds what an answer gives; `None` if a number would not fit.
    fn add_row(&mut self, position: usize, state: State) -> Option<()> {
        let criterion = &self.framework.criteria()[position];
        for rows in &mut self.rows {
            rows.push(Row::default());
        }
        for stage in self.framework.stage_indices() {
            let points = points(criterion, state, stage);
            let (group, lane) = (stage.get() / LANES, stage.get() % LANES);
            let row = self.rows[group].last_mut()?;
            if let Some(loss) = loss(points, position) {
                let rank = self.losses[stage.get()].partition_point(|other| *other <= loss);
                row.losses[lane] = i16::try_from(rank).ok()?;
            }
            let Points { proven, score, possible, max } = points;
            for (kind, number) in [proven, score, possible, max].into_iter().enumerate() {
                row.points[kind][lane] = u32::try_from(number).ok()?;
            }
        }
        Some(())
    }

    /// The three greatest losses of a stage.
    pub(super) fn losses(&self, sums: &[Sums], stage: usize) -> impl Iterator<Item = Loss> {
        let ranks = sums[stage / LANES].losses.map(|ranks| ranks[stage % LANES]);
        let all = &self.losses[stage];
        ranks.into_iter().filter_map(|rank| usize::try_from(rank).ok()?.checked_sub(1)).map(|at| all[at])
    }

    /// Adds up the rows of all answers.
    pub(super) fn add_up(&self, codes: &[u8], sums: &mut Vec<Sums>) {
        sums.clear();
        sums.extend(self.rows.iter().map(|rows| {
            let mut sum = Sums::default();
            for (first, code) in self.first_rows.iter().zip(codes) {
                sum.add(&rows[first + usize::from(*code)]);
            }
            sum
        }));
    }
}

impl Sums {
    #[inline]
    fn add(&mut self, row: &Row) {
        for (sums, numbers) in self.points.iter_mut().zip(&row.points) {
            *sums = std::array::from_fn(|lane| sums[lane] + numbers[lane]);
        }
        let mut ranks = row.losses;
        for greatest in &mut self.losses {
            let smaller = std::array::from_fn(|lane| ranks[lane].min(greatest[lane]));
            *greatest = std::array::from_fn(|lane| ranks[lane].max(greatest[lane]));
            ranks = smaller;
        }
    }

    /// The points of a stage.
    pub(super) fn points(sums: &[Self], stage: usize) -> Points {
        let [proven, score, possible, max] =
            sums[stage / LANES].points.map(|numbers| u64::from(numbers[stage % LANES]));
        Points { proven, score, possible, max }
    }
}

/// What a criterion gives to a stage.
fn points(criterion: &Criterion, state: State, stage: StageIx) -> Points {
    match criterion.weight(stage) {
        0 => Points::default(),
        weight => criterion_points(criterion, state, weight),
    }
}

/// What was lost of these points, if anything was.
fn loss(points: Points, criterion: usize) -> Option<Loss> {
    let lost = points.lost();
    (lost > 0).then_some(Loss { points: lost, criterion: Reverse(criterion) })
}

/// All losses that a stage can have, the smallest first.
fn losses(framework: &Framework, stage: StageIx) -> Vec<Loss> {
    let all = framework.criteria().iter().enumerate().flat_map(|(position, criterion)| {
        let states = (0..codes::count(criterion)).map(|code| codes::state(criterion, code));
        states.filter_map(move |state| loss(points(criterion, state, stage), position))
    });
    let all: BTreeSet<Loss> = all.collect();
    all.into_iter().collect()
}

/// The choices of a fact as bits.
pub(super) fn mask(choices: &[ChoiceIx]) -> u64 {
    choices.iter().fold(0, |mask, choice| mask | 1 << choice.get())
}

fn conditions(framework: &Framework) -> Vec<(usize, usize, u64)> {
    let all = framework.criteria().iter().enumerate();
    all.flat_map(|(position, criterion)| {
        let clauses = criterion.condition.0.iter();
        clauses.map(move |(fact, allowed)| (position, fact.get(), mask(allowed)))
    })
    .collect()
}
