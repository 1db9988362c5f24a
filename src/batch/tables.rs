use super::codes;
use super::names::Names;
use super::notices::Notices;
use crate::framework::{ChoiceIx, Framework};
use crate::scoring::{GateResult, Points, State, criterion_points, gate_result};

/// More criteria than this are left to the full reader: the key of a loss has 16 bits for its criterion.
const MOST_CRITERIA: usize = 1 << 16;

/// A framework as numbers in rows: what every answer gives to every stage, worked out once by the ordinary
/// scoring of one criterion, so that scoring a sheet is adding up rows.
#[derive(Debug)]
pub(super) struct Tables<'f> {
    pub(super) framework: &'f Framework,
    /// Finds criteria by their present ids.
    pub(super) criteria: Names,
    /// Finds facts by their present ids.
    pub(super) facts: Names,
    /// Per criterion the codes that its answers may have: below this.
    pub(super) code_counts: Vec<u8>,
    /// Per criterion its first row; the row of an answer is as many further as its code.
    first_rows: Vec<usize>,
    /// Per row and stage the points: proven, score, possible, all that can be had.
    points: Vec<[u32; 4]>,
    /// Per row and stage the key of the loss; see [`Loss`].
    losses: Vec<i32>,
    /// The criteria that do not always apply, with the choices of each fact that let them.
    pub(super) conditions: Vec<(usize, Vec<(usize, u64)>)>,
    /// The criteria whose answers age, with the days that they are valid.
    pub(super) valid_days: Vec<(usize, i32)>,
    /// Per stage its gates.
    pub(super) gates: Vec<Vec<GateRows>>,
    /// Everything that can be said of a sheet without reading it in full.
    pub(super) notices: Notices,
}

/// A gate: how it stands for every code of its criterion.
#[derive(Debug)]
pub(super) struct GateRows {
    pub(super) criterion: usize,
    pub(super) results: Vec<GateResult>,
}

/// What one criterion lost on one stage, as one number: the more points the greater, and of equal ones the earlier
/// criterion; 0 is no loss.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loss {
    pub(super) criterion: usize,
    pub(super) points: u32,
}

impl Loss {
    fn key(points: u64, criterion: usize) -> i32 {
        if points == 0 {
            return 0;
        }
        // At most 100 · 100 points, which take 14 bits.
        i32::try_from(points << 16 | (MOST_CRITERIA - 1 - criterion) as u64).unwrap_or(i32::MAX)
    }

    /// The loss of a key.
    pub(super) fn of(key: i32) -> Option<Self> {
        let key = usize::try_from(key).ok().filter(|key| *key > 0)?;
        let points = u32::try_from(key >> 16).ok()?;
        Some(Self { criterion: MOST_CRITERIA - 1 - key % MOST_CRITERIA, points })
    }
}

impl<'f> Tables<'f> {
    /// The tables of a framework; none for one so large that its numbers would not fit.
    pub(super) fn new(framework: &'f Framework) -> Option<Self> {
        let many_choices = framework.facts().iter().any(|fact| fact.choices.len() > 64);
        if framework.criteria().len() > MOST_CRITERIA || many_choices {
            return None;
        }
        let mut tables = Self {
            framework,
            criteria: Names::new(framework.criteria().iter().map(|criterion| criterion.id.as_str())),
            facts: Names::new(framework.facts().iter().map(|fact| fact.id.as_str())),
            code_counts: framework.criteria().iter().map(codes::count).collect(),
            first_rows: Vec::new(),
            points: Vec::new(),
            losses: Vec::new(),
            conditions: conditions(framework),
            valid_days: Vec::new(),
            gates: framework.stage_indices().map(|_| Vec::new()).collect(),
            notices: Notices::new(framework)?,
        };
        for index in framework.criterion_indices() {
            let criterion = &framework[index];
            tables.first_rows.push(tables.points.len());
            for code in 0..codes::count(criterion) {
                tables.add_row(index.get(), codes::state(criterion, code));
            }
            if let Some(days) = criterion.valid_days {
                tables.valid_days.push((index.get(), i32::try_from(days).unwrap_or(i32::MAX)));
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

    fn add_row(&mut self, position: usize, state: State) {
        let criterion = &self.framework.criteria()[position];
        for stage in self.framework.stage_indices() {
            let points = match criterion.weight(stage) {
                0 => Points::default(),
                weight => criterion_points(criterion, state, weight),
            };
            let Points { proven, score, possible, max } = points;
            let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
            self.points.push([small(proven), small(score), small(possible), small(max)]);
            self.losses.push(Loss::key(points.lost(), position));
        }
    }

    /// Adds up the rows of all answers: per stage the points, and the keys of the three greatest losses.
    pub(super) fn add_up(&self, codes: &[u8], points: &mut [[u32; 4]], losses: &mut [[i32; 3]]) {
        let stages = self.gates.len();
        points.fill([0; 4]);
        losses.fill([0; 3]);
        for (first, code) in self.first_rows.iter().zip(codes) {
            let start = first + usize::from(*code) * stages;
            let rows = self.points[start..start + stages].iter().zip(&self.losses[start..start + stages]);
            for ((sum, three), (row, key)) in points.iter_mut().zip(losses.iter_mut()).zip(rows) {
                for (sum, number) in sum.iter_mut().zip(row) {
                    *sum += number;
                }
                let [first, second, third] = *three;
                let (first, key) = (first.max(*key), first.min(*key));
                let (second, key) = (second.max(key), second.min(key));
                *three = [first, second, third.max(key)];
            }
        }
    }
}

/// The choices of a fact as bits.
pub(super) fn mask(choices: &[ChoiceIx]) -> u64 {
    choices.iter().fold(0, |mask, choice| mask | 1 << choice.get())
}

fn conditions(framework: &Framework) -> Vec<(usize, Vec<(usize, u64)>)> {
    let all = framework.criteria().iter().enumerate();
    all.filter(|(_, criterion)| !criterion.condition.0.is_empty())
        .map(|(position, criterion)| {
            let clauses = &criterion.condition.0;
            (position, clauses.iter().map(|(fact, allowed)| (fact.get(), mask(allowed))).collect())
        })
        .collect()
}
