//! A second, naive scorer, written from the design alone. It reads the same texts as the library, with plain
//! maps and wide integers, and shares no line of code with it. What it says must be what the library says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The files of a framework by name, in any order.
pub(crate) type Files = BTreeMap<String, String>;

/// An assessment as plain numbers and words, keyed by id, so that two of them compare whatever the order of
/// files was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Per criterion its state.
    pub(crate) states: BTreeMap<String, State>,
    /// Per stage, in order.
    pub(crate) stages: Vec<StageNumbers>,
    /// Per rubric its points over all stages.
    pub(crate) profile: BTreeMap<String, Points>,
    /// How many stages from the first on are ready.
    pub(crate) reached: usize,
    /// The first stage that is not.
    pub(crate) next_stage: Option<String>,
}

/// The state of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// A level as claimed and as proven.
    Level(i128, i128),
    /// Not known, or stale.
    Unknown,
    /// No answer.
    Unanswered,
    /// Does not apply.
    NotApplicable,
    /// Its condition does not hold.
    Skipped,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StageNumbers {
    /// Its id.
    pub(crate) id: String,
    /// The word of the verdict.
    pub(crate) verdict: String,
    /// Its points.
    pub(crate) points: Points,
    /// Proven, score and possible in tenths of a percent.
    pub(crate) tenths: [i128; 3],
    /// The id of the band of the score.
    pub(crate) band: Option<String>,
    /// Per gate, by its id or that of its criterion: the level (0 if it asks for several criteria), the status, and the
    /// status on proven levels.
    pub(crate) gates: BTreeMap<String, (i128, String, String)>,
    /// Per rubric with weight its points here.
    pub(crate) profile: BTreeMap<String, Points>,
    /// Per criterion with weight: that weight and the points.
    pub(crate) criteria: BTreeMap<String, (i128, Points)>,
    /// The three that lost most.
    pub(crate) losses: Vec<(String, i128)>,
}

/// Points of a stage, or of a rubric or one criterion on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Points {
    /// By proven levels.
    pub(crate) proven: i128,
    /// By claimed levels.
    pub(crate) score: i128,
    /// With every open answer at the top.
    pub(crate) possible: i128,
    /// With every answer at the top.
    pub(crate) max: i128,
}

/// A criterion as far as scoring needs it.
struct Criterion {
    id: String,
    rubric: String,
    old_ids: Vec<String>,
    weights: BTreeMap<String, i128>,
    values: Vec<i128>,
    condition: BTreeMap<String, BTreeSet<String>>,
    may_not_apply: bool,
    is_met: bool,
    evidence_from: Option<i128>,
    valid_days: Option<i128>,
}

/// What was answered to a criterion, before its age is looked at.
enum Reply {
    Nothing,
    Unknown,
    Level(i128),
    NotApplicable,
}

/// Scores a sheet that is written in TOML.
pub(crate) fn assess_toml(files: &Files, sheet: &str, as_of: &str) -> Numbers {
    assess(files, &from_toml(sheet), as_of)
}

/// Scores a sheet that is written in JSON.
pub(crate) fn assess_json(files: &Files, sheet: &str, as_of: &str) -> Numbers {
    assess(files, &serde_json::from_str(sheet).expect("the sheet is JSON"), as_of)
}

fn from_toml(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("the text is TOML");
    plain(toml::Value::Table(table))
}

/// TOML as the values of JSON; a date becomes its text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::from(truth),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
    }
}

fn assess(files: &Files, sheet: &Value, as_of: &str) -> Numbers {
    let manifest = from_toml(&files["framework.toml"]);
    let rubrics: Vec<Value> =
        texts(&manifest["rubrics"]).iter().map(|name| from_toml(&files[name])).collect();
    let criteria: Vec<Criterion> = rubrics
        .iter()
        .flat_map(|rubric| list(&rubric["criterion"]).iter().map(|raw| criterion(raw, text(&rubric["id"]))))
        .collect();
    let facts = given_facts(&manifest, sheet);
    let states: BTreeMap<String, State> =
        criteria.iter().map(|c| (c.id.clone(), state(c, sheet, &facts, as_of))).collect();
    let bands: Vec<(String, i128)> =
        list(&manifest["band"]).iter().map(|band| (text(&band["id"]), integer(&band["from"]))).collect();
    let gates: Vec<&Value> = rubrics.iter().flat_map(|rubric| list(&rubric["gate"])).collect();
    let stages: Vec<StageNumbers> = list(&manifest["stage"])
        .iter()
        .map(|stage| stage_numbers(stage, &criteria, &states, &gates, &bands))
        .collect();
    let reached = stages.iter().take_while(|stage| stage.verdict == "ready").count();
    let next_stage = stages.get(reached).map(|stage| stage.id.clone());
    let profile = profile(&criteria, &states, |criterion| criterion.weights.values().sum());
    Numbers { states, stages, profile, reached, next_stage }
}

fn criterion(raw: &Value, rubric: String) -> Criterion {
    let levels = list(&raw["level"]);
    let top = i128::try_from(levels.len()).expect("few levels") - 1;
    let values = (0..).zip(levels).map(|(level, raw)| match raw.get("value") {
        Some(value) => integer(value),
        None => 100 * level / top,
    });
    Criterion {
        id: text(&raw["id"]),
        rubric,
        old_ids: texts(&raw["renamed_from"]),
        weights: entries(&raw["weight"]).map(|(stage, weight)| (stage.clone(), integer(weight))).collect(),
        values: values.collect(),
        condition: entries(&raw["applies_if"])
            .map(|(fact, choices)| (fact.clone(), texts(choices).into_iter().collect()))
            .collect(),
        may_not_apply: raw["may_not_apply"] == Value::Bool(true),
        is_met: raw["not_applicable"] == "met",
        evidence_from: raw.get("evidence_from").map(integer),
        valid_days: raw.get("valid_days").map(integer),
    }
}

/// Per fact that is given, the ids of its choices as the framework calls them now.
fn given_facts(manifest: &Value, sheet: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut given = BTreeMap::new();
    for fact in list(&manifest["fact"]) {
        let Some(value) = under_any_id(&sheet["facts"], &text(&fact["id"]), &texts(&fact["renamed_from"]))
        else {
            continue;
        };
        let named: Vec<String> = match value {
            Value::String(one) => vec![one.clone()],
            Value::Array(_) => texts(value),
            _ => continue,
        };
        if named.iter().any(|id| id == "unknown") {
            continue;
        }
        let known: Option<BTreeSet<String>> = named.iter().map(|id| choice(fact, id)).collect();
        // An unknown choice, and more than one where one is asked, are bad answers: as if not given.
        if let Some(known) = known
            && !known.is_empty()
            && (known.len() == 1 || fact["choose"] == "many")
        {
            given.insert(text(&fact["id"]), known);
        }
    }
    given
}

fn choice(fact: &Value, id: &str) -> Option<String> {
    let choices = list(&fact["choice"]);
    let found = choices.iter().find(|choice| choice["id"] == id);
    let found = found.or_else(|| choices.iter().find(|c| texts(&c["renamed_from"]).iter().any(|o| o == id)));
    found.map(|choice| text(&choice["id"]))
}

/// What stands under an id, or else under the first of its old ids that is there; `null` is nothing.
fn under_any_id<'a>(table: &'a Value, id: &str, old_ids: &[String]) -> Option<&'a Value> {
    let ids = std::iter::once(id).chain(old_ids.iter().map(String::as_str));
    ids.filter_map(|id| table.get(id)).find(|value| !value.is_null())
}

fn state(
    criterion: &Criterion,
    sheet: &Value,
    facts: &BTreeMap<String, BTreeSet<String>>,
    as_of: &str,
) -> State {
    let applies = criterion.condition.iter().all(|(fact, allowed)| match facts.get(fact) {
        Some(given) => !given.is_disjoint(allowed),
        None => true,
    });
    if !applies {
        return State::Skipped;
    }
    let Some(answer) = under_any_id(&sheet["answers"], &criterion.id, &criterion.old_ids) else {
        return State::Unanswered;
    };
    let reply = reply(criterion, answer);
    let date = answer.get("date").and_then(Value::as_str).or_else(|| sheet["date"].as_str());
    let stale = match (criterion.valid_days, date) {
        (Some(valid), Some(date)) => day_number(as_of) - day_number(date) > valid,
        _ => false,
    };
    let is_proposed =
        answer.get("proposed_by").and_then(Value::as_str).is_some_and(|by| !by.trim().is_empty());
    // Nobody knows whether an answer with a quote is confirmed where nobody proposes it.
    let cites =
        |key: &str| answer.get(key).and_then(Value::as_str).is_some_and(|said| !said.trim().is_empty());
    match reply {
        Reply::Nothing => State::Unanswered,
        _ if !is_proposed && (cites("quote") || cites("place")) => State::Unanswered,
        // Only levels may be proposed.
        Reply::Unknown | Reply::NotApplicable if is_proposed => State::Unanswered,
        _ if stale => State::Unknown,
        Reply::Unknown => State::Unknown,
        Reply::NotApplicable => State::NotApplicable,
        Reply::Level(claimed) if is_proposed => State::Level(claimed, 0),
        Reply::Level(claimed) => {
            let from = criterion.evidence_from.filter(|from| claimed >= *from && !has_evidence(answer));
            State::Level(claimed, from.map_or(claimed, |from| from - 1))
        }
    }
}

fn reply(criterion: &Criterion, answer: &Value) -> Reply {
    let (level, reason) = match answer {
        Value::Object(_) => (&answer["level"], &answer["not_applicable"]),
        bare => (bare, &Value::Null),
    };
    if let Value::String(reason) = reason {
        let good = criterion.may_not_apply && !reason.trim().is_empty();
        return if good { Reply::NotApplicable } else { Reply::Nothing };
    }
    let top = i128::try_from(criterion.values.len()).expect("few levels") - 1;
    match level {
        Value::String(word) if word == "unknown" => Reply::Unknown,
        Value::Number(number) => match (0..=top).find(|level| same_number(number, *level)) {
            Some(level) => Reply::Level(level),
            None => Reply::Nothing,
        },
        _ => Reply::Nothing,
    }
}

/// Whether a number of JSON is a level, also if it is written `2.0`.
fn same_number(number: &serde_json::Number, level: i128) -> bool {
    let written = number.to_string();
    written == level.to_string() || written == format!("{level}.0")
}

fn has_evidence(answer: &Value) -> bool {
    match answer.get("evidence") {
        Some(Value::String(one)) => proves(one),
        Some(many @ Value::Array(_)) => texts(many).iter().any(|one| proves(one)),
        _ => false,
    }
}

/// Whether a text is none of the random sheets' texts that prove nothing.
fn proves(evidence: &str) -> bool {
    !["", "TBD", "準備中。"].contains(&evidence.trim())
}

fn stage_numbers(
    stage: &Value,
    all: &[Criterion],
    states: &BTreeMap<String, State>,
    gates: &[&Value],
    bands: &[(String, i128)],
) -> StageNumbers {
    let id = text(&stage["id"]);
    let mut sum = Points::default();
    let mut criteria = BTreeMap::new();
    let mut losses = Vec::new();
    for criterion in all {
        let Some(weight) = criterion.weights.get(&id).copied() else { continue };
        let points = criterion_points(criterion, states[&criterion.id], weight);
        sum.proven += points.proven;
        sum.score += points.score;
        sum.possible += points.possible;
        sum.max += points.max;
        if points.max > points.score {
            losses.push((criterion.id.clone(), points.max - points.score));
        }
        criteria.insert(criterion.id.clone(), (weight, points));
    }
    losses.sort_by_key(|(_, lost)| -lost);
    losses.truncate(3);

    let mut here = BTreeMap::new();
    for gate in gates.iter().filter(|gate| gate["stage"] == id.as_str()) {
        if let Some(any_of) = gate.get("any_of") {
            let (status, proven) = of_several(list(any_of), gate.get("count").map_or(1, integer), states);
            here.insert(text(&gate["id"]), (0, status.to_owned(), proven.to_owned()));
            continue;
        }
        let (criterion, at_least) = (text(&gate["criterion"]), integer(&gate["at_least"]));
        let (status, proven) = match states[&criterion] {
            State::NotApplicable | State::Skipped => ("waived", "waived"),
            State::Unknown | State::Unanswered => ("open", "open"),
            State::Level(claimed, proven) => (passes(claimed, at_least), passes(proven, at_least)),
        };
        here.insert(criterion, (at_least, status.to_owned(), proven.to_owned()));
    }

    let ready_at = integer(&stage["ready_at"]);
    let reaches = |points: i128, percent: i128| points * 100 >= percent * sum.max;
    let good = |status: &String| status == "passed" || status == "waived";
    let verdict = if criteria.values().all(|(_, points)| points.max == 0) {
        "not-assessed"
    } else if reaches(sum.proven, ready_at) && here.values().all(|(_, _, proven)| good(proven)) {
        "ready"
    } else if reaches(sum.score, ready_at) && here.values().all(|(_, claimed, _)| good(claimed)) {
        "unproven"
    } else if reaches(sum.possible, ready_at) && here.values().all(|(_, claimed, _)| claimed != "failed") {
        "open"
    } else {
        "not-ready"
    };
    // Where nothing is assessed all numbers are 0, so the first band it is.
    let in_band = |from: i128| if sum.max == 0 { from == 0 } else { reaches(sum.score, from) };
    let band = bands.iter().rev().find(|(_, from)| in_band(*from)).map(|(id, _)| id.clone());
    let tenths = [sum.proven, sum.score, sum.possible]
        .map(|points| if sum.max == 0 { 0 } else { (points * 1000).div_euclid(sum.max) });
    let profile = profile(all, states, |criterion| criterion.weights.get(&id).copied().unwrap_or(0));
    let verdict = verdict.to_owned();
    StageNumbers { id, verdict, points: sum, tenths, band, gates: here, profile, criteria, losses }
}

/// The points of every rubric that has a criterion with weight.
fn profile(
    all: &[Criterion],
    states: &BTreeMap<String, State>,
    weight: impl Fn(&Criterion) -> i128,
) -> BTreeMap<String, Points> {
    let mut profile = BTreeMap::new();
    for criterion in all.iter().filter(|criterion| weight(criterion) > 0) {
        let points = criterion_points(criterion, states[&criterion.id], weight(criterion));
        let sum: &mut Points = profile.entry(criterion.rubric.clone()).or_default();
        sum.proven += points.proven;
        sum.score += points.score;
        sum.possible += points.possible;
        sum.max += points.max;
    }
    profile
}

fn criterion_points(criterion: &Criterion, state: State, weight: i128) -> Points {
    let value = |level: i128| criterion.values[usize::try_from(level).expect("a level")] * weight;
    let max = 100 * weight;
    match state {
        State::NotApplicable if criterion.is_met => Points { proven: max, score: max, possible: max, max },
        State::NotApplicable | State::Skipped => Points::default(),
        State::Unknown | State::Unanswered => Points { proven: 0, score: 0, possible: max, max },
        State::Level(claimed, proven) => {
            Points { proven: value(proven), score: value(claimed), possible: value(claimed), max }
        }
    }
}

/// The status of a gate that asks for so many of several criteria, by what is claimed and by what is proven.
fn of_several(
    any_of: &[Value],
    count: i128,
    states: &BTreeMap<String, State>,
) -> (&'static str, &'static str) {
    // Every way to fill in what is open: which of them pass?
    let (mut claims, mut proofs, mut left) = (vec![0], vec![0], 0);
    for member in any_of {
        let at_least = integer(&member["at_least"]);
        let (claimed, proven): (&[i128], &[i128]) = match states[&text(&member["criterion"])] {
            State::NotApplicable | State::Skipped => continue,
            State::Unknown | State::Unanswered => (&[0, 1], &[0, 1]),
            State::Level(claimed, proven) => {
                let one = |level: i128| if level >= at_least { &[1][..] } else { &[0] };
                (one(claimed), one(proven))
            }
        };
        left += 1;
        let with = |sums: &[i128], own: &[i128]| -> Vec<i128> {
            sums.iter().flat_map(|sum| own.iter().map(move |own| sum + own)).collect()
        };
        (claims, proofs) = (with(&claims, claimed), with(&proofs, proven));
    }
    let status = |sums: &[i128]| {
        let passing = sums.iter().filter(|sum| **sum >= count.min(left)).count();
        match passing {
            _ if left == 0 => "waived",
            0 => "failed",
            all if all == sums.len() => "passed",
            _ => "open",
        }
    };
    (status(&claims), status(&proofs))
}

fn passes(level: i128, at_least: i128) -> &'static str {
    if level >= at_least { "passed" } else { "failed" }
}

/// The days from a fixed day to a date `2026-11-22`, by counting years and months.
fn day_number(date: &str) -> i128 {
    let part = |range: std::ops::Range<usize>| -> i128 { date[range].parse().expect("a date") };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let leap = |year: i128| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let years: i128 = (1900..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months: i128 = (1..month)
        .map(|month| match month {
            2 if leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        })
        .sum();
    years + months + day
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The texts of a list; anything else in it, such as `null`, is none.
fn texts(value: &Value) -> Vec<String> {
    list(value).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn integer(value: &Value) -> i128 {
    i128::from(value.as_i64().expect("a whole number"))
}
