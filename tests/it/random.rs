//! Random frameworks and random answer sheets, as the texts of files.
//!
//! Both are drawn as raw numbers that know nothing of each other, and are then made to fit by remainders: so
//! they shrink piece by piece, and no draw is ever thrown away.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use outside_in::framework::{self, Framework, Loaded, StageIx};
use outside_in::say;
use outside_in::source::{Diagnostic, SourceFile, codes};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

use crate::oracle::Files;

/// The day on which all random sheets are scored.
pub(crate) const AS_OF: Date = date(2026, 11, 22);

/// `SplitMix64`: numbers that the seed alone decides, for what is drawn within one case.
pub(crate) struct SplitMix(pub(crate) u64);

impl SplitMix {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    pub(crate) fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).expect("below a usize")
    }

    /// The numbers behind the weightings of a stage, as the advice draws them too.
    pub(crate) fn of_stage(stage: StageIx) -> Self {
        Self(0x6f75_7473_6964_6569 + stage.get() as u64)
    }

    /// The factor of one weight, in thousandths.
    pub(crate) fn factor(&mut self) -> u64 {
        500 + self.below(1001)
    }
}

/// A framework that can be changed before it is written.
#[derive(Clone, Debug)]
pub(crate) struct FrameworkSpec {
    /// Tags of its languages.
    pub(crate) languages: &'static [&'static str],
    /// A word that stands in every text.
    pub(crate) wording: &'static str,
    /// Per stage its `ready_at`.
    pub(crate) stages: Vec<u8>,
    /// Where the bands start.
    pub(crate) bands: Vec<u8>,
    /// The facts.
    pub(crate) facts: Vec<FactSpec>,
    /// The rubrics.
    pub(crate) rubrics: Vec<RubricSpec>,
    /// The gates that ask for several criteria.
    pub(crate) gates: Vec<GateSpec>,
    /// How many programmes there are; `None` for no such file.
    pub(crate) programmes: Option<usize>,
}

/// An id with its old ones.
#[derive(Clone, Debug)]
pub(crate) struct Id {
    /// The id of now.
    pub(crate) now: String,
    /// The ids of before, the ones that count first before the others.
    pub(crate) old: Vec<String>,
}

/// A fact.
#[derive(Clone, Debug)]
pub(crate) struct FactSpec {
    /// Its id.
    pub(crate) id: Id,
    /// Whether it takes many choices.
    pub(crate) many: bool,
    /// The ids of its choices.
    pub(crate) choices: Vec<Id>,
}

/// A rubric.
#[derive(Clone, Debug)]
pub(crate) struct RubricSpec {
    /// Its id.
    pub(crate) id: String,
    /// Its criteria.
    pub(crate) criteria: Vec<CriterionSpec>,
}

/// A criterion with its gates.
#[derive(Clone, Debug)]
pub(crate) struct CriterionSpec {
    /// Its id.
    pub(crate) id: Id,
    /// Its weight per stage.
    pub(crate) weights: Vec<(usize, u8)>,
    /// Per level its value, if that is written.
    pub(crate) values: Vec<Option<u8>>,
    /// Facts, and the choices that let it apply.
    pub(crate) condition: Vec<(usize, Vec<usize>)>,
    /// Whether "does not apply" may be said.
    pub(crate) may_not_apply: bool,
    /// Whether that counts as met.
    pub(crate) is_met: bool,
    /// From where evidence is needed.
    pub(crate) evidence_from: Option<usize>,
    /// How long an answer lasts.
    pub(crate) valid_days: Option<u16>,
    /// Stages and the levels that they ask for.
    pub(crate) gates: Vec<(usize, usize)>,
}

/// A gate that asks for several criteria.
#[derive(Clone, Debug)]
pub(crate) struct GateSpec {
    /// Its id, which begins with a `g`.
    pub(crate) id: String,
    /// Its stage.
    pub(crate) stage: usize,
    /// Ids of criteria, also old ones, and the levels that it asks for, down to the top; what is not there is left out.
    pub(crate) members: Vec<(String, usize)>,
    /// How many of them it asks for; all that are there if they are fewer.
    pub(crate) count: usize,
}

/// A stage, criteria with levels, and how many of them.
type RawGate = (usize, Vec<(usize, usize)>, usize);

/// An answer sheet that can be changed before it is written.
#[derive(Clone, Debug)]
pub(crate) struct SheetSpec {
    /// What stands before the tables.
    pub(crate) header: Vec<(&'static str, Value)>,
    /// The facts.
    pub(crate) facts: Vec<(String, Value)>,
    /// The answers.
    pub(crate) answers: Vec<(String, Value)>,
}

/// A framework and a sheet for it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The framework.
    pub(crate) framework: FrameworkSpec,
    /// The sheet.
    pub(crate) sheet: SheetSpec,
}

/// Loads a framework from the texts of its files.
pub(crate) fn load(files: &Files) -> Loaded {
    framework::load(|name| {
        let missing = || Box::new(Diagnostic::new(codes::UNREADABLE, say!("no {name}", "no {name}")));
        files.get(name).map(|text| SourceFile::new(name, text.as_str())).ok_or_else(missing)
    })
}

/// The framework of a spec; every random one can be used.
pub(crate) fn usable(spec: &FrameworkSpec) -> Framework {
    load(&spec.files()).framework.expect("a random framework can be used")
}

/// The usual number of cases, or `PROPTEST_CASES`; a failure prints its own smallest case.
pub(crate) fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Another number of cases, for laws that cost much.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..config() }
}

/// A random framework with a random sheet.
pub(crate) fn case() -> impl Strategy<Value = Case> {
    (random_framework(), raw_sheet(12)).prop_map(|(framework, raw)| {
        let sheet = framework.fit(raw);
        Case { framework, sheet }
    })
}

/// What has not been seen in so many cases, the same ones in every run. Laws hold of dull draws too, so each set of them
/// names what its draws must reach.
pub(crate) fn never_drawn<W: Into<String>>(
    wanted: impl IntoIterator<Item = W>,
    cases: usize,
    seen_in: impl Fn(&Case) -> Vec<String>,
) -> BTreeSet<String> {
    let mut runner = TestRunner::deterministic();
    let mut missing: BTreeSet<String> = wanted.into_iter().map(Into::into).collect();
    for _ in 0..cases {
        if missing.is_empty() {
            break;
        }
        let drawn = case().new_tree(&mut runner).expect("nothing is thrown away").current();
        for word in seen_in(&drawn) {
            missing.remove(&word);
        }
    }
    missing
}

/// Languages of random frameworks; the interface speaks some of them.
const LANGUAGES: &[&[&str]] = &[&["en"], &["de"], &["en", "ja"], &["fr", "en"]];

/// Percents that scores of few criteria often have.
const ROUND: &[u8] = &[50, 75, 25, 60, 40, 66, 33, 100];

/// A random framework.
pub(crate) fn random_framework() -> impl Strategy<Value = FrameworkSpec> {
    let languages = prop::sample::select(LANGUAGES);
    // Round numbers, for scores often lie on them exactly.
    let percent = || prop_oneof![3 => prop::sample::select(ROUND), 1 => 1..=100_u8];
    let stages = vec(percent(), 1..=3);
    let bands = option::of(vec(percent(), 0..=3));
    let facts = vec((any::<bool>(), 1..=3_usize, 0..4_usize), 0..=3);
    let criteria = vec(raw_criterion(), 1..=12);
    let programmes = option::weighted(0.3, 1..=2_usize);
    let gate = (0..3_usize, vec((0..12_usize, 1..=4_usize), 1..=4), 1..=4_usize);
    let gates = prop_oneof![1 => Just(Vec::new()), 1 => vec(gate, 1..=2)];
    (languages, stages, bands, facts, criteria, gates, programmes).prop_map(
        |(languages, stages, bands, facts, criteria, gates, programmes)| {
            let facts: Vec<_> = facts.into_iter().enumerate().map(fact).collect();
            let bands = bands.map_or(Vec::new(), |mut rest| {
                rest.push(0);
                rest.sort_unstable();
                rest.dedup();
                rest
            });
            let gate = |(position, (stage, raw, count)): (usize, RawGate)| {
                let mut members: Vec<(String, usize)> = Vec::new();
                for (criterion, level) in raw {
                    let id = format!("c{}", criterion % criteria.len());
                    if members.iter().all(|(other, _)| *other != id) {
                        members.push((id, level));
                    }
                }
                GateSpec { id: format!("g{position}"), stage: stage % stages.len(), members, count }
            };
            let gates = gates.into_iter().enumerate().map(gate).collect();
            let mut rubrics: Vec<RubricSpec> = Vec::new();
            for (position, raw) in criteria.into_iter().enumerate() {
                let id = format!("r{}", raw.rubric);
                let criterion = raw.fit(position, stages.len(), &facts);
                match rubrics.iter_mut().find(|rubric| rubric.id == id) {
                    Some(rubric) => rubric.criteria.push(criterion),
                    None => rubrics.push(RubricSpec { id, criteria: vec![criterion] }),
                }
            }
            FrameworkSpec { languages, wording: "Words", stages, bands, facts, rubrics, gates, programmes }
        },
    )
}

fn fact((position, (many, choices, old)): (usize, (bool, usize, usize))) -> FactSpec {
    let choice = |n: usize| Id::with_old(format!("x{n}"), usize::from(old == 3 && n == 0));
    FactSpec {
        id: Id::with_old(format!("f{position}"), old.min(2)),
        many,
        choices: (0..choices).map(choice).collect(),
    }
}

#[derive(Clone, Debug)]
struct RawCriterion {
    rubric: u8,
    weights: [u8; 3],
    levels: usize,
    values: Option<(Vec<u8>, u16)>,
    condition: Vec<(usize, u8)>,
    may_not_apply: bool,
    is_met: bool,
    evidence_from: Option<usize>,
    valid_days: Option<u16>,
    old: usize,
    gates: Vec<(usize, usize)>,
}

fn raw_criterion() -> impl Strategy<Value = RawCriterion> {
    let weight = || prop_oneof![2 => Just(0), 3 => 1..=5_u8, 1 => 6..=100_u8];
    // Default values are rounded for 4, 7, 8, 9 and 10 levels.
    let levels = prop_oneof![8 => 2..=6_usize, 1 => Just(9), 1 => Just(11)];
    let values = option::weighted(0.4, (vec(0..=100_u8, 9), any::<u16>()));
    let condition = prop_oneof![2 => Just(Vec::new()), 1 => vec((0..3_usize, any::<u8>()), 1..=2)];
    let valid = option::of(prop::sample::select(&[1, 30, 365, 36_500][..]));
    let old = prop_oneof![3 => Just(0), 1 => 1..=2_usize];
    let gates = prop_oneof![3 => Just(Vec::new()), 1 => vec((0..3_usize, 0..10_usize), 1..=2)];
    let rubric = 0..3_u8;
    let weights = [weight(), weight(), weight()];
    let evidence = option::of(0..10_usize);
    (rubric, weights, levels, values, condition, 0..4_u8, evidence, valid, old, gates).prop_map(
        |(rubric, weights, levels, values, condition, may, evidence_from, valid_days, old, gates)| {
            let (may_not_apply, is_met) = (may >= 2, may == 3);
            RawCriterion {
                rubric,
                weights,
                levels,
                values,
                condition,
                may_not_apply,
                is_met,
                evidence_from,
                valid_days,
                old,
                gates,
            }
        },
    )
}

impl RawCriterion {
    fn fit(self, position: usize, stages: usize, facts: &[FactSpec]) -> CriterionSpec {
        let mut weights: Vec<(usize, u8)> =
            self.weights.into_iter().enumerate().filter(|(stage, w)| *stage < stages && *w > 0).collect();
        if weights.is_empty() {
            weights.push((0, 1));
        }
        let mut condition: Vec<(usize, Vec<usize>)> = Vec::new();
        for (fact, mask) in self.condition.into_iter().filter(|_| !facts.is_empty()) {
            let fact = fact % facts.len();
            let mut choices: Vec<usize> =
                (0..facts[fact].choices.len()).filter(|choice| mask >> choice & 1 == 1).collect();
            if choices.is_empty() {
                choices.push(0);
            }
            if condition.iter().all(|(other, _)| *other != fact) {
                condition.push((fact, choices));
            }
        }
        let top = self.levels - 1;
        let mut gates: Vec<(usize, usize)> = Vec::new();
        for (stage, level) in self.gates {
            let stage = stage % stages;
            if gates.iter().all(|(other, _)| *other != stage) {
                gates.push((stage, level % top + 1));
            }
        }
        CriterionSpec {
            id: Id::with_old(format!("c{position}"), self.old),
            weights,
            values: values(self.levels, self.values),
            condition,
            may_not_apply: self.may_not_apply,
            is_met: self.is_met,
            evidence_from: self.evidence_from.map(|level| level % top + 1),
            valid_days: self.valid_days,
            gates,
        }
    }
}

/// Values from 0 to 100 that never fall. Those that the mask leaves out are not written, unless the default
/// that then counts would fall.
fn values(levels: usize, raw: Option<(Vec<u8>, u16)>) -> Vec<Option<u8>> {
    let Some((mut between, mask)) = raw else { return vec![None; levels] };
    between.truncate(levels - 2);
    between.sort_unstable();
    let all: Vec<u8> = [0].into_iter().chain(between).chain([100]).collect();
    let written: Vec<Option<u8>> =
        all.iter().enumerate().map(|(level, value)| (mask >> level & 1 == 1).then_some(*value)).collect();
    let even = |level: usize| f64::from(u8::try_from(level).expect("few levels")) * 100.0;
    let top = f64::from(u8::try_from(levels - 1).expect("few levels"));
    let counts = |(level, value): (usize, &Option<u8>)| value.map_or((even(level) / top).floor(), f64::from);
    let all_of: Vec<f64> = written.iter().enumerate().map(counts).collect();
    if all_of.is_sorted() { written } else { all.into_iter().map(Some).collect() }
}

impl Id {
    fn with_old(now: String, old: usize) -> Self {
        let old = (1..=old).map(|n| format!("{now}-old{n}")).collect();
        Self { now, old }
    }

    /// One of the ids, the id of now for 0.
    fn any(&self, n: usize) -> &str {
        match n % (self.old.len() + 1) {
            0 => &self.now,
            n => &self.old[n - 1],
        }
    }
}

/// What a sheet may answer.
#[derive(Clone, Debug)]
pub(crate) struct Askable {
    /// The id.
    pub(crate) id: Id,
    /// The top level.
    pub(crate) top: usize,
}

/// A sheet before it knows its framework.
#[derive(Clone, Debug)]
pub(crate) struct RawSheet {
    header: [usize; 4],
    facts: Vec<RawFact>,
    answers: Vec<RawAnswer>,
}

#[derive(Clone, Debug)]
struct RawFact {
    kind: u8,
    choices: Vec<usize>,
    id: usize,
    both: bool,
}

#[derive(Clone, Debug)]
struct RawAnswer {
    kind: u8,
    level: usize,
    evidence: u8,
    note: bool,
    date: Option<usize>,
    proposal: u8,
    id: usize,
    both: u8,
}

/// Ages in days around the validity of answers, and one of the future.
const AGES: [i32; 12] = [0, 1, 2, 29, 30, 31, 364, 365, 366, 2_000, -5, 36_501];

/// A random sheet that answers up to so many criteria.
pub(crate) fn raw_sheet(answers: usize) -> impl Strategy<Value = RawSheet> {
    let fact = (0..10_u8, vec(0..4_usize, 0..=3), 0..3_usize, any::<bool>())
        .prop_map(|(kind, choices, id, both)| RawFact { kind, choices, id, both });
    let date = option::of(0..AGES.len());
    let answer = (0..24_u8, 0..12_usize, 0..7_u8, any::<bool>(), date, 0..12_u8, 0..9_usize, 0..6_u8)
        .prop_map(|(kind, level, evidence, note, date, proposal, id, both)| RawAnswer {
            kind,
            level,
            evidence,
            note,
            date,
            proposal,
            id,
            both,
        });
    let header = [0..3_usize, 0..3, 0..3, 0..2 * AGES.len()];
    (header, vec(fact, 0..=4), vec(answer, 0..=answers)).prop_map(|(header, facts, answers)| RawSheet {
        header,
        facts,
        answers,
    })
}

impl RawSheet {
    /// Makes it a sheet about these facts and criteria.
    pub(crate) fn fit(self, facts: &[FactSpec], criteria: &[Askable]) -> SheetSpec {
        let mut header = Vec::new();
        if self.header[0] > 0 {
            header.push(("framework", json!("random")));
        }
        match self.header[1] {
            0 => {}
            1 => header.push(("version", json!("1.0.0"))),
            _ => header.push(("version", json!("0.9.0"))),
        }
        if self.header[2] > 0 {
            header.push(("subject", json!("雲 \"Kumo\" \\ K.K.")));
            header.push(("ref", json!("crm-4711")));
        }
        if let Some(age) = AGES.get(self.header[3]) {
            header.push(("date", json!(day(*age).to_string())));
        }
        let mut sheet = SheetSpec { header, facts: Vec::new(), answers: Vec::new() };
        for (fact, raw) in facts.iter().zip(&self.facts) {
            if raw.kind > 0 {
                let id = fact.id.any(raw.id);
                if raw.both && id != fact.id.now {
                    sheet.facts.push((fact.id.now.clone(), Value::Null));
                }
                sheet.facts.push((id.to_owned(), fact_value(fact, raw)));
                if raw.both && id == fact.id.now {
                    let other = fact_value(fact, &RawFact { kind: 1, choices: vec![raw.id], ..raw.clone() });
                    sheet.facts.extend(fact.id.old.first().map(|old| (old.clone(), other)));
                }
            }
        }
        if self.facts.len() > facts.len() {
            sheet.facts.push(("no-such-fact".to_owned(), json!("x0")));
        }
        for (criterion, raw) in criteria.iter().zip(&self.answers) {
            let id = criterion.id.any(raw.id);
            let value = answer_value(criterion, raw);
            let other = |level: usize| json!(level % (criterion.top + 1));
            // Two ids of one criterion: the old one before or after, the new one open or not.
            match (id == criterion.id.now, criterion.id.old.as_slice(), raw.both) {
                (true, [old, ..], 1) if is_good(&value) => {
                    sheet.answers.push((old.clone(), other(raw.level + 1)));
                    sheet.answers.push((id.to_owned(), value));
                }
                (true, [old, ..], 2) if is_good(&value) => {
                    sheet.answers.push((id.to_owned(), value));
                    sheet.answers.push((old.clone(), other(raw.level + 1)));
                }
                (true, [older @ .., last], 3) if !older.is_empty() => {
                    sheet.answers.push((last.clone(), other(raw.level)));
                    sheet.answers.push((older[0].clone(), other(raw.level + 1)));
                }
                (true, [older @ .., last], 4) if !older.is_empty() => {
                    sheet.answers.push((older[0].clone(), other(raw.level)));
                    sheet.answers.push((last.clone(), other(raw.level + 1)));
                }
                (false, _, 1) => {
                    sheet.answers.push((id.to_owned(), value));
                    sheet.answers.push((criterion.id.now.clone(), Value::Null));
                }
                _ => sheet.answers.push((id.to_owned(), value)),
            }
        }
        if self.answers.len() > criteria.len() {
            sheet.answers.push(("no-such-criterion".to_owned(), json!(1)));
        }
        sheet
    }
}

/// The day that is so many days before the day of scoring.
fn day(age: i32) -> Date {
    AS_OF.checked_sub(age.days()).expect("a near date")
}

fn fact_value(fact: &FactSpec, raw: &RawFact) -> Value {
    let ids: Vec<&str> = raw
        .choices
        .iter()
        .map(|n| {
            let choice = &fact.choices[n % fact.choices.len()];
            choice.any(n / fact.choices.len())
        })
        .collect();
    match raw.kind {
        1 => json!("unknown"),
        2 => json!(["unknown"]),
        3 => json!("no-such-choice"),
        4 => Value::Null,
        5 => json!(ids),
        _ if fact.many => json!(ids),
        _ => json!(ids.first()),
    }
}

/// Whether an answer is one that counts, and not a slip.
fn is_good(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Object(answer) => !answer["level"].is_null(),
        _ => true,
    }
}

/// Kinds from 0: a level for half of them, then what is open, then what is wrong.
fn answer_value(criterion: &Askable, raw: &RawAnswer) -> Value {
    let level = raw.level % (criterion.top + 1);
    let reply = match raw.kind {
        0..=11 => json!(level),
        12 => json!(f64::from(u8::try_from(level).expect("few levels"))),
        13 | 14 => json!("unknown"),
        15 => Value::Null,
        16..=18 => {
            let reason = if raw.level == 0 { " \t" } else { "not sold there" };
            return table(raw, "not_applicable", json!(reason));
        }
        19 => json!(criterion.top + 1),
        20 => json!(-1),
        21 => json!(0.5),
        22 => json!(true),
        _ => json!("2"),
    };
    if raw.kind.is_multiple_of(4) && raw.kind > 0 { reply } else { table(raw, "level", reply) }
}

fn table(raw: &RawAnswer, key: &str, value: Value) -> Value {
    let mut answer = Map::new();
    answer.insert(key.to_owned(), value);
    if key != "level" {
        answer.insert("level".to_owned(), Value::Null);
    }
    match raw.evidence {
        0 => {}
        1 => drop(answer.insert("evidence".to_owned(), json!("payer letter"))),
        2 => drop(answer.insert("evidence".to_owned(), json!(["one", null, "二"]))),
        3 => drop(answer.insert("evidence".to_owned(), json!(" "))),
        4 => drop(answer.insert("evidence".to_owned(), json!(["", "\u{3000}"]))),
        5 => drop(answer.insert("evidence".to_owned(), json!(["TBD", "準備中。"]))),
        _ => drop(answer.insert("evidence".to_owned(), Value::Null)),
    }
    let proposal: &[(&str, Value)] = match raw.proposal {
        0 => &[
            ("proposed_by", json!("A \"colleague\"")),
            ("quote", json!("二 says so")),
            ("place", json!("p. 3")),
        ],
        1 => &[("proposed_by", json!("an assistant")), ("quote", Value::Null)],
        2 => &[("proposed_by", json!(" \u{3000}")), ("place", json!(""))],
        3 => &[("quote", json!("nobody's"))],
        _ => &[],
    };
    answer.extend(proposal.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    if raw.note {
        answer.insert("note".to_owned(), json!("said \"so\""));
    }
    match raw.date {
        Some(age) => drop(answer.insert("date".to_owned(), json!(day(AGES[age]).to_string()))),
        None if raw.note => drop(answer.insert("date".to_owned(), Value::Null)),
        None => {}
    }
    Value::Object(answer)
}

impl SheetSpec {
    /// The sheet as JSON.
    pub(crate) fn to_json(&self) -> String {
        let table = |entries: &[(String, Value)]| entries.iter().cloned().collect::<Map<_, _>>();
        let mut sheet: Map<String, Value> =
            self.header.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        sheet.insert("facts".to_owned(), Value::Object(table(&self.facts)));
        sheet.insert("answers".to_owned(), Value::Object(table(&self.answers)));
        serde_json::to_string_pretty(&sheet).expect("a value of JSON")
    }

    /// The same as TOML, which has no `null`.
    pub(crate) fn to_toml(&self) -> String {
        let mut out = String::new();
        for (key, value) in &self.header {
            line(&mut out, key, value);
        }
        for (name, entries) in [("facts", &self.facts), ("answers", &self.answers)] {
            let _ = writeln!(out, "\n[{name}]");
            for (key, value) in entries {
                line(&mut out, key, value);
            }
        }
        out
    }
}

fn line(out: &mut String, key: &str, value: &Value) {
    if !value.is_null() {
        let _ = writeln!(out, "{key} = {}", toml_value(key, value));
    }
}

/// A value on one line of TOML.
pub(crate) fn toml_value(key: &str, value: &Value) -> String {
    match value {
        Value::String(date) if key == "date" => date.clone(),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null()).map(|item| toml_value("", item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Object(table) => {
            let entries = table.iter().filter(|(_, value)| !value.is_null());
            let entries = entries.map(|(key, value)| format!("{key} = {}", toml_value(key, value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

impl FrameworkSpec {
    /// All criteria.
    pub(crate) fn criteria(&self) -> impl Iterator<Item = &CriterionSpec> {
        self.rubrics.iter().flat_map(|rubric| &rubric.criteria)
    }

    /// All criteria, to change them.
    pub(crate) fn criteria_mut(&mut self) -> impl Iterator<Item = &mut CriterionSpec> {
        self.rubrics.iter_mut().flat_map(|rubric| &mut rubric.criteria)
    }

    /// Makes a sheet one about this framework.
    pub(crate) fn fit(&self, raw: RawSheet) -> SheetSpec {
        raw.fit(&self.facts, &self.askable())
    }

    fn askable(&self) -> Vec<Askable> {
        let one = |c: &CriterionSpec| Askable { id: c.id.clone(), top: c.values.len() - 1 };
        self.criteria().map(one).collect()
    }

    /// The texts of its files.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        files.insert("framework.toml".to_owned(), self.manifest());
        for rubric in &self.rubrics {
            files.insert(format!("{}.toml", rubric.id), self.rubric(rubric));
        }
        if let Some(count) = self.programmes {
            files.insert("ways.toml".to_owned(), self.programmes(count));
        }
        files
    }

    fn text(&self, out: &mut String, key: &str) {
        for language in self.languages {
            let _ = writeln!(out, "{key}.{language} = \"{} ({key}, {language}).\"", self.wording);
        }
    }

    fn manifest(&self) -> String {
        let mut out = String::from("format = 1\nid = \"random\"\nversion = \"1.0.0\"\n");
        let files: Vec<String> = self.rubrics.iter().map(|rubric| format!("{}.toml", rubric.id)).collect();
        let _ = writeln!(out, "languages = {}\nrubrics = {}", json!(self.languages), json!(files));
        if self.programmes.is_some() {
            out.push_str("programmes = \"ways.toml\"\n");
        }
        self.text(&mut out, "title");
        out.push_str("\n[[source]]\nid = \"s\"\ntitle = \"S\"\nas_of = 2025-08-25\npassages = [\"p\"]\n");
        for fact in &self.facts {
            let choose = if fact.many { "many" } else { "one" };
            let _ = writeln!(out, "\n[[fact]]\nchoose = \"{choose}\"");
            id(&mut out, &fact.id);
            self.text(&mut out, "question");
            for choice in &fact.choices {
                out.push_str("[[fact.choice]]\n");
                id(&mut out, choice);
                self.text(&mut out, "label");
            }
        }
        for (position, ready_at) in self.stages.iter().enumerate() {
            let _ = writeln!(out, "\n[[stage]]\nid = \"stage-{position}\"\nready_at = {ready_at}");
            self.text(&mut out, "title");
            self.text(&mut out, "point");
        }
        for (position, from) in self.bands.iter().enumerate() {
            let _ = writeln!(out, "\n[[band]]\nid = \"band-{position}\"\nfrom = {from}");
            self.text(&mut out, "label");
        }
        out
    }

    fn rubric(&self, rubric: &RubricSpec) -> String {
        let mut out = format!("id = \"{}\"\n", rubric.id);
        self.text(&mut out, "title");
        self.text(&mut out, "advice");
        for criterion in &rubric.criteria {
            self.criterion(&mut out, criterion);
        }
        for criterion in &rubric.criteria {
            for (stage, at_least) in &criterion.gates {
                let name = &criterion.id.now;
                let _ = writeln!(
                    out,
                    "\n[[gate]]\ncriterion = \"{name}\"\nstage = \"stage-{stage}\"\nat_least = {at_least}"
                );
                self.text(&mut out, "because");
            }
        }
        for gate in &self.gates {
            self.gate(&mut out, gate, rubric);
        }
        if let [one, two, ..] = rubric.criteria.as_slice() {
            let _ =
                writeln!(out, "\n[[conflict]]\nwhen = {{ {} = [0], {} = [0, 1] }}", one.id.now, two.id.now);
            self.text(&mut out, "says");
        }
        out
    }

    /// Writes a gate beside the first of its criteria that is there.
    fn gate(&self, out: &mut String, gate: &GateSpec, rubric: &RubricSpec) {
        let found = |id: &String| self.criteria().find(|own| own.id.now == *id || own.id.old.contains(id));
        let members = gate.members.iter().filter_map(|(id, level)| Some((found(id)?, level)));
        let members: Vec<_> = members.collect();
        let Some((first, _)) = members.first() else { return };
        if !rubric.criteria.iter().any(|own| own.id.now == first.id.now) {
            return;
        }
        let any_of = members.iter().map(|(own, level)| {
            let level = (own.values.len() - 1).min(**level);
            format!("{{ criterion = \"{}\", at_least = {level} }}", own.id.now)
        });
        let any_of = any_of.collect::<Vec<_>>().join(", ");
        let GateSpec { id, stage, count, .. } = gate;
        let _ = writeln!(out, "\n[[gate]]\nid = \"{id}\"\nstage = \"stage-{stage}\"\nany_of = [ {any_of} ]");
        let count = *count.min(&members.len());
        if count > 1 {
            let _ = writeln!(out, "count = {count}");
        }
        self.text(out, "because");
    }

    fn criterion(&self, out: &mut String, criterion: &CriterionSpec) {
        out.push_str("\n[[criterion]]\nsources = [\"s#p\"]\norigin = \"proposal\"\n");
        id(out, &criterion.id);
        self.text(out, "question");
        self.text(out, "why");
        let weights = criterion.weights.iter().map(|(stage, weight)| format!("stage-{stage} = {weight}"));
        let _ = writeln!(out, "weight = {{ {} }}", weights.collect::<Vec<_>>().join(", "));
        self.applies_if(out, &criterion.condition);
        if criterion.may_not_apply {
            out.push_str("may_not_apply = true\n");
        }
        if criterion.is_met {
            out.push_str("not_applicable = \"met\"\n");
        }
        if let Some(level) = criterion.evidence_from {
            let _ = writeln!(out, "evidence_from = {level}");
        }
        if let Some(days) = criterion.valid_days {
            let _ = writeln!(out, "valid_days = {days}");
        }
        let top = criterion.values.len() - 1;
        for (level, value) in criterion.values.iter().enumerate() {
            out.push_str("[[criterion.level]]\n");
            self.text(out, "says");
            if level < top {
                self.text(out, "next");
                let _ = writeln!(out, "effort = {}", level % 3);
            }
            if let Some(value) = value {
                let _ = writeln!(out, "value = {value}");
            }
        }
    }

    fn applies_if(&self, out: &mut String, condition: &[(usize, Vec<usize>)]) {
        if condition.is_empty() {
            return;
        }
        let clause = |(fact, choices): &(usize, Vec<usize>)| {
            let fact = &self.facts[*fact];
            let ids: Vec<&str> = choices.iter().map(|n| fact.choices[*n].now.as_str()).collect();
            format!("{} = {}", fact.id.now, json!(ids))
        };
        let clauses: Vec<String> = condition.iter().map(clause).collect();
        let _ = writeln!(out, "applies_if = {{ {} }}", clauses.join(", "));
    }

    fn programmes(&self, count: usize) -> String {
        let mut out = String::from("# Ways in.\n");
        for position in 0..count {
            let _ = writeln!(out, "\n[[programme]]\nid = \"way-{position}\"\nsources = [\"s\"]");
            let needs = self.criteria().next().map_or(String::new(), |criterion| {
                format!(", {{ criterion = \"{}\", at_least = 1 }}", criterion.id.now)
            });
            let _ = writeln!(
                out,
                "as_of = 2025-08-25\nneeds = [ {{ stage = \"stage-0\", verdict = \"ready\" }}{needs} ]"
            );
            if !self.facts.is_empty() {
                self.applies_if(&mut out, &[(0, vec![0])]);
            }
            for key in ["title", "does", "terms"] {
                self.text(&mut out, key);
            }
        }
        out
    }
}

fn id(out: &mut String, id: &Id) {
    let _ = writeln!(out, "id = \"{}\"", id.now);
    if !id.old.is_empty() {
        let _ = writeln!(out, "renamed_from = {}", json!(id.old));
    }
}
