//! The laws of scoring, on random frameworks and random sheets: the library says what the oracle says, and
//! both keep what the design promises.

use std::collections::BTreeSet;

use outside_in::answers::{Answer, AnswerSheet, Evidence, Form, Opened, Reply, open};
use outside_in::framework::{self, CriterionIx, Framework, Loaded, Verdict};
use outside_in::scoring::{self, Assessment, RubricPoints, score};
use outside_in::source::{Diagnostic, SourceFile, codes};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::oracle::{self, Files, Numbers, Points, StageNumbers, State};
use crate::random::{
    AS_OF, Askable, Case, FactSpec, FrameworkSpec, Id, SheetSpec, case, cases, config, load, never_drawn,
    random_framework, raw_sheet, usable,
};
use crate::support::{built_in, read_text, try_read};

pub(crate) fn sheet_of(sheet: &SheetSpec, framework: &Framework) -> AnswerSheet {
    read_text(&sheet.to_json(), Form::Json, framework).sheet
}

fn numbers_of(spec: &FrameworkSpec, sheet: &SheetSpec) -> Numbers {
    let framework = usable(spec);
    let sheet = sheet_of(sheet, &framework);
    numbers(&framework, &score(&framework, &sheet, AS_OF))
}

/// What the library says, in the words of the oracle.
pub(crate) fn numbers(framework: &Framework, assessment: &Assessment) -> Numbers {
    let id = |criterion: CriterionIx| framework[criterion].id.clone();
    let wide = |points: scoring::Points| Points {
        proven: points.proven.into(),
        score: points.score.into(),
        possible: points.possible.into(),
        max: points.max.into(),
    };
    let profile = |all: &[RubricPoints]| {
        let rubric = |own: &RubricPoints| (framework[own.rubric].id.clone(), wide(own.points));
        all.iter().map(rubric).collect()
    };
    let state = |state: &scoring::State| match *state {
        scoring::State::Level { claimed, proven, .. } => State::Level(claimed.into(), proven.into()),
        scoring::State::Unknown => State::Unknown,
        scoring::State::Unanswered => State::Unanswered,
        scoring::State::NotApplicable => State::NotApplicable,
        scoring::State::Skipped => State::Skipped,
    };
    let stages = assessment.stages.iter().map(|stage| StageNumbers {
        id: framework[stage.stage].id.clone(),
        verdict: stage.verdict.id().to_owned(),
        points: wide(stage.points),
        tenths: [stage.proven(), stage.score(), stage.possible()].map(|percent| percent.tenths().into()),
        band: stage.band.map(|band| framework.bands()[band].id.clone()),
        gates: stage
            .gates
            .iter()
            .map(|gate| {
                let words = [gate.status, gate.proven_status].map(|status| status.id().to_owned());
                let [status, proven] = words;
                let own = &framework[gate.gate];
                let level = own.only().filter(|_| own.id.is_none()).map_or(0, |only| only.at_least.into());
                (own.name(framework).to_owned(), (level, status, proven))
            })
            .collect(),
        profile: profile(&stage.profile),
        criteria: stage
            .criteria
            .iter()
            .map(|own| (id(own.criterion), (own.weight.into(), wide(own.points))))
            .collect(),
        losses: stage
            .losses(usize::MAX)
            .iter()
            .take(3)
            .map(|own| (id(own.criterion), own.points.lost().into()))
            .collect(),
    });
    Numbers {
        states: framework.criterion_indices().map(id).zip(assessment.states.iter().map(state)).collect(),
        stages: stages.collect(),
        profile: profile(&assessment.profile),
        reached: assessment.reached,
        next_stage: assessment.next_stage.map(|stage| framework[stage].id.clone()),
    }
}

/// The same numbers, with every criterion under another name.
fn renamed(numbers: Numbers, name: impl Fn(&str) -> String) -> Numbers {
    let stage = |stage: StageNumbers| StageNumbers {
        gates: stage
            .gates
            .into_iter()
            .map(|(id, gate)| (if id.starts_with('g') { id } else { name(&id) }, gate))
            .collect(),
        criteria: stage.criteria.into_iter().map(|(id, own)| (name(&id), own)).collect(),
        losses: stage.losses.into_iter().map(|(id, lost)| (name(&id), lost)).collect(),
        ..stage
    };
    Numbers {
        states: numbers.states.into_iter().map(|(id, state)| (name(&id), state)).collect(),
        stages: numbers.stages.into_iter().map(stage).collect(),
        ..numbers
    }
}

/// The same numbers without those of some criteria, which gave nothing.
fn without(mut numbers: Numbers, gone: &BTreeSet<String>) -> Numbers {
    numbers.states.retain(|id, _| !gone.contains(id));
    numbers.profile.retain(|_, points| points.max > 0);
    for stage in &mut numbers.stages {
        stage.profile.retain(|_, points| points.max > 0);
        // A gate that asks for several goes with the last of them.
        stage.gates.retain(
            |id, (_, status, _)| {
                if id.starts_with('g') { status != "waived" } else { !gone.contains(id) }
            },
        );
        stage.criteria.retain(|id, _| !gone.contains(id));
    }
    numbers
}

/// The framework without some criteria; `None` if nothing is left.
fn delete(mut spec: FrameworkSpec, gone: &BTreeSet<String>) -> Option<FrameworkSpec> {
    for rubric in &mut spec.rubrics {
        rubric.criteria.retain(|criterion| !gone.contains(&criterion.id.now));
    }
    spec.rubrics.retain(|rubric| !rubric.criteria.is_empty());
    (!spec.rubrics.is_empty()).then_some(spec)
}

/// An order by drawn keys.
fn shuffle<T>(items: &mut [T], keys: &[u8]) {
    let mut position = 0;
    items.sort_by_cached_key(|_| {
        position += 1;
        keys[(position - 1) % keys.len()]
    });
}

/// Changes bytes: takes some away, puts some in, turns some over.
pub(crate) fn mutate(text: &str, changes: &[(prop::sample::Index, u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, kind, new) in changes {
        let at = at.index(bytes.len() + 1);
        let end = (at + usize::from(kind >> 4)).min(bytes.len());
        match kind % 3 {
            0 => drop(bytes.splice(at..end, [])),
            1 => drop(bytes.splice(at..at, new.iter().copied())),
            _ => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1 << (kind % 8)),
        }
    }
    bytes
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, Vec<u8>)>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 1..=4),
        prop::sample::select(
            &[
                "\"",
                "[",
                "]",
                "{",
                "}",
                "=",
                "\n",
                "null",
                "[[criterion]]\n",
                "= 9223372036854775807",
                "-1",
                "1e400",
                "\u{feff}",
                "\\ud800",
                "'''",
                "#",
                "2026-02-30",
                "value = 100\n",
                "語",
                "unknown",
                ".",
            ][..]
        )
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    vec((any::<prop::sample::Index>(), any::<u8>(), piece), 1..=4)
}

/// Every place of a finding is a stretch of its own file.
pub(crate) fn places_are_sound(diagnostics: &[Diagnostic]) -> Result<(), TestCaseError> {
    for place in diagnostics.iter().flat_map(|d| d.place.iter().chain(d.labels.iter().map(|l| &l.place))) {
        prop_assert!(place.file.text.get(place.span.clone()).is_some(), "{:?}", place.span);
    }
    Ok(())
}

/// The points of every stage, of every rubric at it, and of every rubric over all stages.
fn sums(assessment: &Assessment) -> impl Iterator<Item = scoring::Points> {
    let profile = |all: &'_ [RubricPoints]| all.iter().map(|own| own.points).collect::<Vec<_>>();
    let stages = assessment.stages.iter();
    let stages = stages.flat_map(move |stage| [vec![stage.points], profile(&stage.profile)].concat());
    stages.chain(profile(&assessment.profile))
}

fn added(all: impl Iterator<Item = scoring::Points>) -> scoring::Points {
    let mut sum = scoring::Points::default();
    for points in all {
        sum.proven += points.proven;
        sum.score += points.score;
        sum.possible += points.possible;
        sum.max += points.max;
    }
    sum
}

/// What holds for every assessment.
pub(crate) fn is_sound(assessment: &Assessment) -> Result<(), TestCaseError> {
    let criteria = assessment.stages.iter().flat_map(|stage| &stage.criteria).map(|own| own.points);
    for points in sums(assessment).chain(criteria) {
        prop_assert!(points.proven <= points.score, "{points:?}");
        prop_assert!(points.score <= points.possible, "{points:?}");
        prop_assert!(points.possible <= points.max, "{points:?}");
    }
    let of_stages = added(assessment.stages.iter().map(|stage| stage.points));
    prop_assert_eq!(added(assessment.profile.iter().map(|own| own.points)), of_stages, "the rubrics add up");
    for stage in &assessment.stages {
        let rubrics = added(stage.profile.iter().map(|own| own.points));
        prop_assert_eq!(rubrics, stage.points, "the rubrics add up");
        let criteria = added(stage.criteria.iter().map(|own| own.points));
        prop_assert_eq!(criteria, stage.points, "the parts add up");
        let lost: u64 = stage.losses(usize::MAX).iter().map(|own| own.points.lost()).sum();
        prop_assert_eq!(lost, stage.points.lost(), "the losses add up");
    }
    Ok(())
}

/// Whether nothing fell from one assessment to the next.
fn nothing_fell(before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    prop_assert!(after.reached >= before.reached);
    for (before, after) in sums(before).zip(sums(after)) {
        prop_assert!(after.proven >= before.proven);
        prop_assert!(after.score >= before.score);
        prop_assert!(after.possible >= before.possible);
        prop_assert_eq!(after.max, before.max);
    }
    for (before, after) in before.stages.iter().zip(&after.stages) {
        prop_assert!(after.verdict >= before.verdict, "{:?} fell to {:?}", before.verdict, after.verdict);
        prop_assert!(after.proven() >= before.proven());
        prop_assert!(after.score() >= before.score());
        prop_assert!(after.possible() >= before.possible());
        prop_assert!(after.band >= before.band);
    }
    Ok(())
}

/// Every level up raises.
fn every_level_up_raises(
    framework: &Framework,
    sheet: &AnswerSheet,
    before: &Assessment,
) -> Result<(), TestCaseError> {
    for criterion in framework.criterion_indices() {
        let Some(level) = before.states[criterion.get()].level() else { continue };
        for higher in level..=framework[criterion].top() {
            let mut raised = sheet.clone();
            let answer = sheet.answer(criterion).clone();
            raised.set_answer(criterion, Answer { reply: Reply::Level(higher), ..answer });
            nothing_fell(before, &score(framework, &raised, AS_OF))?;
        }
    }
    Ok(())
}

/// An open answer that is given keeps what was promised of it.
fn an_open_answer_keeps_its_promise(
    framework: &Framework,
    sheet: &AnswerSheet,
    before: &Assessment,
) -> Result<(), TestCaseError> {
    for criterion in framework.criterion_indices().filter(|c| before.states[c.get()].is_open()) {
        for level in 0..=framework[criterion].top() {
            let mut answered = sheet.clone();
            let answer = Answer { date: Some(AS_OF), ..Answer::new(Reply::Level(level)) };
            answered.set_answer(criterion, answer);
            let after = score(framework, &answered, AS_OF);
            for (before, after) in sums(before).zip(sums(&after)) {
                prop_assert_eq!(before.max, after.max);
                prop_assert!(before.score <= after.score);
                prop_assert!(after.possible <= before.possible);
                prop_assert!(before.proven <= after.proven);
            }
            for (before, after) in before.stages.iter().zip(&after.stages) {
                // What cannot become ready any more stays so; what is ready stays ready.
                prop_assert!(before.verdict != Verdict::NotReady || after.verdict == Verdict::NotReady);
                prop_assert!(before.verdict < Verdict::Unproven || after.verdict >= before.verdict);
            }
        }
    }
    Ok(())
}

fn only_proven_rose(before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    nothing_fell(before, after)?;
    for (before, after) in sums(before).zip(sums(after)) {
        prop_assert_eq!(before.score, after.score);
        prop_assert_eq!(before.possible, after.possible);
    }
    for (before, after) in before.stages.iter().zip(&after.stages) {
        prop_assert_eq!(before.band, after.band);
        for (before, after) in before.gates.iter().zip(&after.gates) {
            prop_assert_eq!(before.status, after.status);
        }
    }
    Ok(())
}

/// Evidence moves only what is proven, and so does confirming what is proposed.
fn evidence_moves_only_what_is_proven(
    framework: &Framework,
    sheet: &AnswerSheet,
    before: &Assessment,
) -> Result<(), TestCaseError> {
    let mut all = sheet.clone();
    for criterion in framework.criterion_indices() {
        let mut proven = sheet.clone();
        let backed = Answer { evidence: vec!["letter".into()], ..sheet.answer(criterion).clone() };
        proven.set_answer(criterion, backed.clone());
        only_proven_rose(before, &score(framework, &proven, AS_OF))?;
        let confirmed = Answer { proposal: None, ..sheet.answer(criterion).clone() };
        proven.set_answer(criterion, confirmed);
        only_proven_rose(before, &score(framework, &proven, AS_OF))?;
        all.set_answer(criterion, Answer { proposal: None, ..backed });
    }
    for stage in score(framework, &all, AS_OF).stages {
        prop_assert_eq!(stage.points.proven, stage.points.score, "all is proven");
        prop_assert_ne!(stage.verdict, Verdict::Unproven);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_library_says_what_the_oracle_says(Case { framework, sheet } in case()) {
        let files = framework.files();
        let loaded = load(&files);
        prop_assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
        let framework = loaded.framework.expect("no finding, so a framework");
        let (toml, json, as_of) = (sheet.to_toml(), sheet.to_json(), AS_OF.to_string());

        let from_json = score(&framework, &read_text(&json, Form::Json, &framework).sheet, AS_OF);
        prop_assert_eq!(numbers(&framework, &from_json), oracle::assess_json(&files, &json, &as_of));
        let from_toml = score(&framework, &read_text(&toml, Form::Toml, &framework).sheet, AS_OF);
        prop_assert_eq!(numbers(&framework, &from_toml), oracle::assess_toml(&files, &toml, &as_of));
        prop_assert_eq!(&from_toml, &from_json, "TOML and JSON differ");
        is_sound(&from_json)?;
    }

    #[test]
    fn levels_and_evidence_only_raise(Case { framework, sheet } in case()) {
        let framework = usable(&framework);
        let sheet = sheet_of(&sheet, &framework);
        let before = score(&framework, &sheet, AS_OF);
        every_level_up_raises(&framework, &sheet, &before)?;
        an_open_answer_keeps_its_promise(&framework, &sheet, &before)?;
        evidence_moves_only_what_is_proven(&framework, &sheet, &before)?;
    }

    #[test]
    fn not_applicable_and_skipped_are_as_if_deleted(
        Case { framework: mut spec, sheet } in case(),
        also in any::<prop::sample::Index>(),
    ) {
        // What counts as met has a law of its own.
        spec.criteria_mut().for_each(|criterion| criterion.is_met = false);
        let framework = usable(&spec);
        let mut answers = sheet_of(&sheet, &framework);
        // Besides those that are out already, one more.
        let count = framework.criteria().len();
        let one = framework.criterion_indices().nth(also.index(count)).expect("an index in range");
        let reason = Reply::NotApplicable("not sold there".to_owned());
        answers.set_answer(one, Answer { date: Some(AS_OF), ..Answer::new(reason) });
        let assessment = score(&framework, &answers, AS_OF);
        let out = framework.criterion_indices().filter(|c| !assessment.states[c.get()].counts());
        let gone: BTreeSet<String> = out.map(|criterion| framework[criterion].id.clone()).collect();
        let expected = without(numbers(&framework, &assessment), &gone);
        match delete(spec, &gone) {
            Some(smaller) => prop_assert_eq!(numbers_of(&smaller, &sheet), expected),
            None => for stage in expected.stages {
                prop_assert_eq!(stage.verdict.as_str(), "not-assessed");
                prop_assert_eq!((stage.points, stage.tenths), (Points::default(), [0; 3]));
            }
        }
    }

    #[test]
    fn what_counts_as_met_is_worth_the_top_level(
        Case { framework: mut spec, sheet } in case(),
        which in any::<prop::sample::Index>(),
    ) {
        let position = which.index(spec.criteria().count());
        let own = spec.criteria_mut().nth(position).expect("an index in range");
        (own.may_not_apply, own.is_met) = (true, true);
        // In a gate that asks for several, it drops out, which is not to pass.
        let id = own.id.now.clone();
        spec.gates.retain(|gate| gate.members.iter().all(|(member, _)| *member != id));
        let framework = usable(&spec);
        let one = framework.criterion_indices().nth(position).expect("an index in range");
        let mut answers = sheet_of(&sheet, &framework);
        let mut scored = |reply: Reply, evidence: Vec<Evidence>| {
            answers.set_answer(one, Answer { date: Some(AS_OF), evidence, ..Answer::new(reply) });
            score(&framework, &answers, AS_OF)
        };
        let met = scored(Reply::NotApplicable("not sold there".to_owned()), Vec::new());
        let top = scored(Reply::Level(framework[one].top()), vec!["report".into()]);
        let stages = |all: &Assessment| all.stages.iter().map(|s| (s.points, s.verdict)).collect::<Vec<_>>();
        prop_assert_eq!(stages(&met), stages(&top));
        prop_assert_eq!(&met.profile, &top.profile);
        let is_waived = |stage: &scoring::StageResult| {
            let mut own = stage.gates.iter().filter(|gate| framework[gate.gate].member(one).is_some());
            own.all(|gate| gate.status == scoring::GateStatus::Waived)
        };
        prop_assert!(met.stages.iter().all(is_waived));
    }

    #[test]
    fn order_is_irrelevant(Case { framework, sheet } in case(), keys in vec(any::<u8>(), 16)) {
        // Which of equal losses come first is the one thing that order decides.
        let no_names = |mut numbers: Numbers| {
            numbers.stages.iter_mut().flat_map(|s| &mut s.losses).for_each(|(id, _)| id.clear());
            numbers
        };
        let before = no_names(numbers_of(&framework, &sheet));
        let (mut other, mut answers) = (framework, sheet);
        shuffle(&mut other.rubrics, &keys);
        for rubric in &mut other.rubrics {
            shuffle(&mut rubric.criteria, &keys);
        }
        shuffle(&mut answers.answers, &keys);
        shuffle(&mut answers.facts, &keys[1..]);
        shuffle(&mut answers.header, &keys[2..]);
        prop_assert_eq!(no_names(numbers_of(&other, &answers)), before);
    }

    #[test]
    fn wording_changes_no_number(Case { framework, sheet } in case()) {
        let before = numbers_of(&framework, &sheet);
        let other = FrameworkSpec { wording: "別の言葉 # \\\" = [", ..framework.clone() };
        prop_assert_eq!(numbers_of(&other, &sheet), before.clone());
        let other = FrameworkSpec { languages: &["ja", "pt-br"], ..framework };
        prop_assert_eq!(numbers_of(&other, &sheet), before);
    }

    #[test]
    fn new_ids_read_old_sheets(Case { framework, sheet } in case()) {
        let before = numbers_of(&framework, &sheet);
        let mut other = framework;
        let rename = |id: &mut Id| {
            let new = format!("{}-new", id.now);
            id.old.insert(0, std::mem::replace(&mut id.now, new));
        };
        other.criteria_mut().for_each(|criterion| rename(&mut criterion.id));
        for fact in &mut other.facts {
            rename(&mut fact.id);
            fact.choices.iter_mut().for_each(rename);
        }
        let name = |id: &str| id.strip_suffix("-new").expect("a new id").to_owned();
        prop_assert_eq!(renamed(numbers_of(&other, &sheet), name), before);
    }

    #[test]
    fn ndjson_is_read_line_by_line(Case { framework, sheet } in case(), blanks in vec(0..3_usize, 1..4)) {
        let framework = usable(&framework);
        let line: serde_json::Value = serde_json::from_str(&sheet.to_json()).expect("the sheet is JSON");
        let text: String = blanks.iter().map(|n| format!("{}{line}\n", " \n".repeat(*n))).collect();
        let Opened { found, .. } = open("many", text.into_bytes(), Form::Ndjson, &framework).expect("lines");
        prop_assert_eq!(found.len(), blanks.len());
        let expected = score(&framework, &sheet_of(&sheet, &framework), AS_OF);
        for line in found {
            let reading = line.read(&framework).expect("a random sheet is not refused");
            prop_assert_eq!(&score(&framework, &reading.sheet, AS_OF), &expected);
        }
    }

    #[test]
    fn no_sheet_makes_the_reader_panic(
        Case { framework, sheet } in case(),
        changes in changes(),
        garbage in vec(any::<u8>(), 0..200),
    ) {
        let framework = usable(&framework);
        let texts = [mutate(&sheet.to_toml(), &changes), mutate(&sheet.to_json(), &changes), garbage];
        for bytes in texts {
            for form in [Form::Toml, Form::Json, Form::Ndjson] {
                let Ok(Opened { found, .. }) = open("sheet", bytes.clone(), form, &framework) else { continue };
                for sheet in found {
                    match sheet.read(&framework) {
                        Ok(reading) => {
                            places_are_sound(&reading.notices)?;
                            is_sound(&score(&framework, &reading.sheet, AS_OF))?;
                        }
                        Err(reasons) => {
                            prop_assert!(!reasons.is_empty(), "refused without a reason");
                            places_are_sound(&reasons)?;
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn no_file_makes_the_loader_panic(
        Case { framework: spec, sheet } in case(),
        which in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        let files = spec.files();
        let (broken, text) = files.iter().nth(which.index(files.len())).expect("an index in range");
        let bytes = mutate(text, &changes);
        let loaded = framework::load(|name| match files.get(name) {
            Some(_) if name == broken => SourceFile::decode(name.to_owned(), bytes.clone(), codes::UNREADABLE),
            Some(text) => Ok(SourceFile::new(name, text.as_str())),
            None => Err(Box::new(Diagnostic::new(codes::UNREADABLE, outside_in::say!("no {name}", "no {name}")))),
        });
        places_are_sound(&loaded.diagnostics)?;
        let wrong = loaded.diagnostics.iter().any(Diagnostic::is_error);
        prop_assert_eq!(loaded.framework.is_none(), wrong, "unusable if and only if there is an error");
        if let Some(framework) = loaded.framework
            && let Ok(reading) = try_read(&sheet.to_toml(), Form::Toml, &framework)
        {
            is_sound(&score(&framework, &reading.sheet, AS_OF))?;
        }
    }
}

#[test]
fn the_draws_reach_every_state_and_verdict() {
    let states = ["claimed level", "proven level", "unknown", "unanswered", "not-applicable", "skipped"];
    let gates = [
        "passed passed",
        "passed failed",
        "failed failed",
        "open open",
        "waived waived",
        "passed open",
        "open failed",
    ];
    let wanted = states.map(str::to_owned).into_iter();
    let wanted = wanted.chain(gates.map(|gate| format!("gate {gate}")));
    let wanted = wanted.chain(Verdict::ALL.map(|verdict| format!("stage {}", verdict.id())));
    let wanted = wanted.chain(["reached 0".to_owned(), "reached 1".to_owned()]);
    let missing = never_drawn(wanted, 400, |Case { framework, sheet }| {
        let numbers = numbers_of(framework, sheet);
        let mut seen = vec![format!("reached {}", numbers.reached)];
        seen.extend(numbers.states.values().map(|state| {
            let word = match state {
                State::Level(claimed, proven) if claimed > proven => "claimed level",
                State::Level(..) => "proven level",
                State::Unknown => "unknown",
                State::Unanswered => "unanswered",
                State::NotApplicable => "not-applicable",
                State::Skipped => "skipped",
            };
            word.to_owned()
        }));
        for stage in numbers.stages {
            seen.push(format!("stage {}", stage.verdict));
            seen.extend(stage.gates.values().map(|(_, status, proven)| format!("gate {status} {proven}")));
        }
        seen
    });
    assert!(missing.is_empty(), "never drawn: {missing:?}");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_framework_is_the_same_whatever_ends_its_lines(spec in random_framework()) {
        let files = spec.files();
        let crlf: Files =
            files.iter().map(|(name, text)| (name.clone(), text.replace('\n', "\r\n"))).collect();
        let (one, two) = (load(&files), load(&crlf));
        prop_assert!(two.diagnostics.is_empty(), "{:#?}", two.diagnostics);
        let digest = |loaded: Loaded| loaded.framework.expect("a random framework").digest().to_owned();
        prop_assert_eq!(digest(one), digest(two));
    }
}

proptest! {
    // Its files are long, and the oracle reads them anew every time.
    #![proptest_config(cases(32))]

    #[test]
    fn the_built_in_framework_is_scored_as_the_oracle_scores_it(raw in raw_sheet(64)) {
        let framework = built_in();
        let files: Files = std::fs::read_dir("rubrics/mayo-outside-in")
            .expect("the directory of the built-in framework")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_file())
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read_to_string(&path).expect("a text"))
            })
            .collect();
        let id = |now: &str, old: &[String]| Id { now: now.to_owned(), old: old.to_vec() };
        let facts: Vec<FactSpec> = framework
            .facts()
            .iter()
            .map(|fact| FactSpec {
                id: id(&fact.id, &fact.renamed_from),
                many: fact.choose == framework::Choose::Many,
                choices: fact.choices.iter().map(|choice| id(&choice.id, &choice.renamed_from)).collect(),
            })
            .collect();
        let criteria: Vec<Askable> = framework
            .criteria()
            .iter()
            .map(|c| Askable { id: id(&c.id, &c.renamed_from), top: c.top().into() })
            .collect();
        let mut sheet = raw.fit(&facts, &criteria);
        sheet.header.retain(|(key, _)| *key != "framework");
        let toml = sheet.to_toml();
        let reading = read_text(&toml, Form::Toml, framework);
        let ours = numbers(framework, &score(framework, &reading.sheet, AS_OF));
        prop_assert_eq!(ours, oracle::assess_toml(&files, &toml, &AS_OF.to_string()));
    }
}
