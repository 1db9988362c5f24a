//! The analysis of the score space against brute force: every sheet of a tiny framework is scored, and what that
//! shows must be what the analysis says, no more and no less.

use std::collections::{BTreeMap, BTreeSet};

use outside_in::answers::{Answer, AnswerSheet, Form, Reply, write};
use outside_in::check::reachability::{Finding, FindingKind, Limits, space_findings, space_findings_within};
use outside_in::framework::{ChoiceIx, CriterionIx, Framework, GateIx, Need, StageIx, Verdict};
use outside_in::scoring::{Assessment, GateStatus, State, score};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::random::{
    AS_OF, CriterionSpec, FactSpec, FrameworkSpec, GateSpec, Id, RubricSpec, load, random_framework, usable,
};
use crate::support::{built_in, read_text, small};

/// Fewer cases than usual, or `PROPTEST_CASES`: each scores thousands of sheets.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let cases = if usual.cases == 256 { 60 } else { usual.cases };
    ProptestConfig { failure_persistence: None, cases, ..usual }
}

/// What a finding is about, as numbers.
type About = (FindingKind, Option<usize>, Option<usize>, Option<usize>, Option<usize>, Option<u32>);

fn about(finding: &Finding) -> About {
    let Finding { kind, stage, gate, criterion, band, share, .. } = finding;
    // A gate is enough to say which criteria it is about.
    let criterion = criterion.filter(|_| gate.is_none());
    let (gate, criterion) = (gate.map(GateIx::get), criterion.map(CriterionIx::get));
    (*kind, stage.map(StageIx::get), gate, criterion, *band, *share)
}

/// Few criteria, levels and choices, so that all sheets can be scored.
fn tiny(mut spec: FrameworkSpec) -> FrameworkSpec {
    let mut left = 3;
    for rubric in &mut spec.rubrics {
        rubric.criteria.truncate(left);
        left -= rubric.criteria.len();
        for criterion in &mut rubric.criteria {
            let keep = criterion.values.len().min(3);
            // The last value is 100, which keeps the others rising.
            criterion.values.drain(keep - 1..criterion.values.len() - 1);
            if criterion.values.iter().any(Option::is_none) {
                criterion.values = vec![None; keep];
            }
            criterion.evidence_from = criterion.evidence_from.map(|level| level.min(keep - 1));
            criterion.gates.iter_mut().for_each(|gate| gate.1 = gate.1.min(keep - 1));
        }
    }
    spec.rubrics.retain(|rubric| !rubric.criteria.is_empty());
    // What counts as met drops out of such gates, which sheets of all levels do not show.
    let is_asked = |id: &String| spec.gates.iter().any(|gate| gate.members.iter().any(|(own, _)| own == id));
    let criteria = spec.rubrics.iter_mut().flat_map(|rubric| &mut rubric.criteria);
    criteria.filter(|own| is_asked(&own.id.now)).for_each(|own| own.is_met = false);
    spec.programmes = None;
    spec
}

/// All there is to give for a fact: nothing, a choice, or for many any set of them.
fn givens(framework: &Framework) -> Vec<Vec<Vec<ChoiceIx>>> {
    use outside_in::framework::Choose;
    let choices = |of: usize| -> Vec<ChoiceIx> {
        let fact = &framework.facts()[of];
        fact.choices.iter().map(|choice| fact.find_choice(&choice.id).expect("its own choice")).collect()
    };
    let sets = |of: usize| {
        let all = choices(of);
        let set = |mask: usize| -> Vec<ChoiceIx> {
            (0..all.len()).filter(|c| mask >> c & 1 == 1).map(|c| all[c]).collect()
        };
        let many = framework.facts()[of].choose == Choose::Many;
        (0..1_usize << all.len()).filter(|mask| many || mask.count_ones() < 2).map(set).collect()
    };
    (0..framework.facts().len()).map(sets).collect()
}

/// All that can be told apart of answers to a criterion: nothing, a level with or without evidence, "does not apply".
fn answers(framework: &Framework, criterion: CriterionIx) -> Vec<Answer> {
    let own = &framework[criterion];
    let level = |level| Answer::new(Reply::Level(level));
    let proven = |level: u8| Answer { evidence: vec!["paper".into()], ..Answer::new(Reply::Level(level)) };
    let mut all = vec![Answer::default()];
    all.extend((0..=own.top()).map(proven));
    all.extend((0..=own.top()).filter(|l| own.needs_evidence(*l)).map(level));
    // What counts as met is the top level again.
    if own.may_not_apply && !own.met_if_not_applicable {
        all.push(Answer::new(Reply::NotApplicable("no".to_owned())));
    }
    all
}

/// Every way to choose one position of each of some sizes.
fn product(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![Vec::new()], |all, size| {
        let longer =
            |one: &Vec<usize>| (0..*size).map(|n| [one.as_slice(), &[n]].concat()).collect::<Vec<_>>();
        all.iter().flat_map(longer).collect()
    })
}

/// A sheet with its assessment, keyed by the position of each answer.
type Scored = BTreeMap<Vec<usize>, (AnswerSheet, Assessment)>;

/// All sheets, by combination of facts.
fn all_sheets(framework: &Framework) -> Vec<Scored> {
    let givens = givens(framework);
    let answers: Vec<_> = framework.criterion_indices().map(|c| answers(framework, c)).collect();
    let sizes: Vec<usize> = answers.iter().map(Vec::len).collect();
    let combinations = product(&givens.iter().map(Vec::len).collect::<Vec<_>>());
    let of = |combination: &Vec<usize>| -> Scored {
        let sheet_of = |key: Vec<usize>| {
            let mut sheet = AnswerSheet::empty(framework);
            for (fact, (sets, n)) in framework.fact_indices().zip(givens.iter().zip(combination)) {
                if !sets[*n].is_empty() {
                    sheet.set_fact(fact, sets[*n].clone());
                }
            }
            for (criterion, (own, n)) in framework.criterion_indices().zip(answers.iter().zip(&key)) {
                sheet.set_answer(criterion, own[*n].clone());
            }
            let assessment = score(framework, &sheet, AS_OF);
            (key, (sheet, assessment))
        };
        product(&sizes).into_iter().map(sheet_of).collect()
    };
    combinations.iter().map(of).collect()
}

/// What all sheets together show, by the words of each kind's definition.
fn by_brute_force(framework: &Framework, share: u32) -> BTreeSet<About> {
    let all = all_sheets(framework);
    let assessments: Vec<&Assessment> =
        all.iter().flat_map(|scored| scored.values()).map(|(_, a)| a).collect();
    let mut found = BTreeSet::new();
    for stage in framework.stage_indices() {
        let s = stage.get();
        let verdicts = || assessments.iter().map(|a| (a, a.stages[s].verdict));
        let mut add_about = |kind, gate: Option<GateIx>, criterion: Option<CriterionIx>, share| {
            let (gate, criterion) = (gate.map(GateIx::get), criterion.map(CriterionIx::get));
            found.insert((kind, Some(s), gate, criterion, None, share));
        };
        let mut add = |kind| add_about(kind, None, None, None);
        if verdicts().all(|(_, verdict)| verdict != Verdict::Ready) {
            add(FindingKind::StageOutOfReach);
        }
        let lowest = |a: &Assessment| a.states.iter().all(|s| !s.counts() || s.level() == Some(0));
        if verdicts().any(|(a, verdict)| verdict == Verdict::Ready && lowest(a)) {
            add(FindingKind::LowestIsReady);
        }
        let weighs = |c: &CriterionIx| framework[*c].weight(stage) > 0;
        let said = |a: &Assessment| {
            framework.criterion_indices().filter(weighs).any(|c| a.states[c.get()] == State::NotApplicable)
        };
        let empty = |na: bool| verdicts().any(|(a, v)| v == Verdict::NotAssessed && said(a) == na);
        if framework.criterion_indices().any(|c| weighs(&c)) && empty(false) {
            add(FindingKind::StageLeftEmpty);
        }
        if empty(true) {
            add(FindingKind::StageEmptied);
        }
        // Where all points are needed, each criterion is a must, and "does not apply" the only exemption.
        let needs_all = framework[stage].ready_at == 100;
        for (index, gate) in framework.gates_of(stage) {
            let mut add = |kind| add_about(kind, Some(index), None, None);
            let status = |a: &Assessment| {
                a.stages[s].gates.iter().find(|own| own.gate == index).expect("its gate").status
            };
            let enough = |a: &Assessment| {
                let points = a.stages[s].points;
                points.max > 0 && points.score * 100 >= u64::from(framework[stage].ready_at) * points.max
            };
            if !assessments.iter().any(|a| status(a) == GateStatus::Passed) {
                add(FindingKind::GateNeverPasses);
            } else if !needs_all && !assessments.iter().any(|a| status(a) == GateStatus::Failed && enough(a))
            {
                add(FindingKind::GateNeverDecides);
            }
            let said = |a: &Assessment| {
                gate.members.iter().any(|own| a.states[own.criterion.get()] == State::NotApplicable)
            };
            let escapes =
                |a: &Assessment, v| v == Verdict::Ready && status(a) == GateStatus::Waived && said(a);
            if !needs_all && verdicts().any(|(a, v)| escapes(a, v)) {
                add(FindingKind::GateEscaped);
            }
        }
        let mut add = |kind, criterion, share| add_about(kind, None, criterion, share);
        for c in framework.criterion_indices().filter(weighs) {
            let own = |a: &Assessment| {
                let points = a.stages[s].criteria.iter().find(|p| p.criterion == c).expect("it weighs");
                (points.points.max * 100).checked_div(a.stages[s].points.max).unwrap_or(0)
            };
            // "Does not apply" to others is no part of the definition.
            let plain = |a: &&&Assessment| !a.states.contains(&State::NotApplicable);
            let greatest = assessments.iter().filter(plain).map(|a| own(a)).max().unwrap_or(0);
            if greatest > u64::from(share) {
                add(FindingKind::DominantCriterion, Some(c), u32::try_from(greatest).ok());
            }
            let gated = framework.gates_of(stage).any(|(_, gate)| gate.member(c).is_some());
            let at_lowest = |scored: &Scored, key: &[usize]| {
                // The second answer is level 0.
                let mut key = key.to_vec();
                key[c.get()] = 1;
                scored[&key].1.stages[s].verdict
            };
            let pays = |scored: &Scored| {
                scored.iter().any(|(key, (_, a))| {
                    a.stages[s].verdict == Verdict::Ready
                        && a.states[c.get()] == State::NotApplicable
                        && at_lowest(scored, key) != Verdict::Ready
                })
            };
            if !gated && !needs_all && all.iter().any(pays) {
                add(FindingKind::NotApplicablePays, Some(c), None);
            }
        }
    }
    found.extend(without_a_stage(framework, &all));
    found
}

/// The part of [`by_brute_force`] that is about no single stage.
fn without_a_stage(framework: &Framework, all: &[Scored]) -> BTreeSet<About> {
    let mut found = BTreeSet::new();
    for c in framework.criterion_indices() {
        let gated = framework.gates_on(c).next().is_some();
        let needs = framework.programmes().iter().flat_map(|programme| &programme.needs);
        let needed = needs.into_iter().any(|need| matches!(need, Need::Criterion(of, _) if *of == c));
        // Two sheets that differ in this one criterion, where it has a level or is open, and the verdicts differ.
        let matters = all.iter().any(|scored| {
            let mut verdicts: BTreeMap<Vec<usize>, BTreeSet<Vec<Verdict>>> = BTreeMap::new();
            for (key, (_, a)) in scored {
                if a.states[c.get()].counts() {
                    let mut rest = key.clone();
                    rest.remove(c.get());
                    let own = a.stages.iter().map(|stage| stage.verdict).collect();
                    verdicts.entry(rest).or_default().insert(own);
                }
            }
            verdicts.values().any(|different| different.len() > 1)
        });
        if !gated && !needed && !matters {
            found.insert((FindingKind::CriterionWithoutEffect, None, None, Some(c.get()), None, None));
        }
    }
    for band in 0..framework.bands().len() {
        let falls = |a: &Assessment| a.stages.iter().any(|stage| stage.band == Some(band));
        if !all.iter().any(|scored| scored.values().any(|(_, a)| falls(a))) {
            found.insert((FindingKind::BandOutOfReach, None, None, None, Some(band), None));
        }
    }
    found
}

/// Reads the sheet of a finding back from its text, and says whether it shows it.
fn is_shown(framework: &Framework, finding: &Finding) -> bool {
    let sheet = finding.sheet.as_ref().expect("a sheet");
    let reading = read_text(&write::short_toml(framework, sheet), Form::Toml, framework);
    assert!(reading.notices.is_empty(), "{:#?}", reading.notices);
    let assessment = score(framework, &reading.sheet, AS_OF);
    assert_eq!(assessment, score(framework, sheet, AS_OF), "the text says what the sheet says");
    let stage = finding.stage.expect("a stage");
    let result = &assessment.stages[stage.get()];
    let gate = result.gates.iter().find(|gate| Some(gate.gate) == finding.gate);
    let na = |c: CriterionIx| assessment.states[c.get()] == State::NotApplicable;
    match finding.kind {
        FindingKind::StageOutOfReach => result.verdict != Verdict::Ready,
        FindingKind::GateNeverDecides => {
            let short = result.points.score * 100 < u64::from(framework[stage].ready_at) * result.points.max;
            gate.expect("a gate").status == GateStatus::Failed && (short || result.points.max == 0)
        }
        FindingKind::StageLeftEmpty | FindingKind::StageEmptied => result.verdict == Verdict::NotAssessed,
        FindingKind::DominantCriterion => {
            let own = result.criteria.iter().find(|own| Some(own.criterion) == finding.criterion);
            let full = own.expect("it weighs").points.max;
            let tenths = u32::from(result.score().tenths());
            result.points.score == full && Some(tenths / 10) == finding.share
        }
        FindingKind::GateEscaped => {
            result.verdict == Verdict::Ready && gate.expect("a gate").status == GateStatus::Waived
        }
        FindingKind::NotApplicablePays => {
            let criterion = finding.criterion.expect("a criterion");
            let mut low = sheet.clone();
            low.set_answer(criterion, Answer::new(Reply::Level(0)));
            let low = score(framework, &low, AS_OF).stages[stage.get()].verdict;
            result.verdict == Verdict::Ready && na(criterion) && low != Verdict::Ready
        }
        kind => panic!("{kind:?} has no sheet"),
    }
}

/// Every sheet that says a little less than that of a finding.
fn smaller(framework: &Framework, sheet: &AnswerSheet) -> Vec<AnswerSheet> {
    let mut all = Vec::new();
    let mut add = |change: &dyn Fn(&mut AnswerSheet)| {
        let mut other = sheet.clone();
        change(&mut other);
        all.push(other);
    };
    for fact in framework.fact_indices().filter(|fact| !sheet.fact(*fact).is_empty()) {
        add(&|other| other.set_fact(fact, Vec::new()));
    }
    for c in framework.criterion_indices().filter(|c| sheet.answer(*c).reply != Reply::Unanswered) {
        let answer = sheet.answer(c);
        add(&|other| other.set_answer(c, Answer::default()));
        if !answer.evidence.is_empty() {
            add(&|other| other.set_answer(c, Answer::new(answer.reply.clone())));
        }
        if let Reply::Level(level @ 1..) = answer.reply {
            add(&|other| {
                other.set_answer(c, Answer { reply: Reply::Level(level - 1), ..answer.clone() });
            });
        }
    }
    all
}

/// Frameworks that are drawn the same in every run.
fn some_frameworks(count: usize) -> Vec<FrameworkSpec> {
    let mut runner = TestRunner::deterministic();
    let strategy = random_framework().prop_map(tiny);
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a framework").current()).collect()
}

#[test]
fn random_frameworks_have_every_fault_that_loading_lets_through() {
    let load = |spec: &FrameworkSpec| load(&spec.files()).framework.expect("a framework that can be used");
    let kinds: BTreeSet<FindingKind> =
        some_frameworks(300).iter().flat_map(|spec| space_findings(&load(spec))).map(|f| f.kind).collect();
    let expected = [
        FindingKind::StageOutOfReach,
        FindingKind::GateNeverDecides,
        FindingKind::StageLeftEmpty,
        FindingKind::BandOutOfReach,
        FindingKind::CriterionWithoutEffect,
        FindingKind::DominantCriterion,
        FindingKind::GateEscaped,
        FindingKind::StageEmptied,
        FindingKind::NotApplicablePays,
    ];
    assert_eq!(kinds, BTreeSet::from(expected));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn brute_force_finds_the_same(spec in random_framework().prop_map(tiny)) {
        let framework = load(&spec.files()).framework.expect("a tiny framework can be used");
        let sheets: usize = givens(&framework).iter().map(Vec::len).product::<usize>()
            * framework.criterion_indices().map(|c| answers(&framework, c).len()).product::<usize>();
        // A case with more sheets would take long without being another one.
        if sheets <= 8_000 {
            let findings = space_findings(&framework);
            let found: BTreeSet<About> = findings.iter().map(about).collect();
            prop_assert_eq!(found.len(), findings.len(), "a finding stands twice");
            prop_assert_eq!(found, by_brute_force(&framework, Limits::default().share));
        }
    }

    #[test]
    fn every_sheet_shows_its_finding(spec in random_framework()) {
        let framework = usable(&spec);
        for finding in space_findings(&framework) {
            let sheetless = [FindingKind::BandOutOfReach, FindingKind::CriterionWithoutEffect, FindingKind::Capped];
            prop_assert_eq!(finding.sheet.is_none(), sheetless.contains(&finding.kind), "{:?}", finding);
            if finding.sheet.is_some() {
                prop_assert!(is_shown(&framework, &finding), "{:#?}", finding);
                let extreme = [FindingKind::StageOutOfReach, FindingKind::GateNeverPasses, FindingKind::GateNeverDecides];
                let sheet = finding.sheet.clone().filter(|_| !extreme.contains(&finding.kind));
                for sheet in sheet.iter().flat_map(|sheet| smaller(&framework, sheet)) {
                    let mut less = finding.clone();
                    less.sheet = Some(sheet);
                    prop_assert!(!is_shown(&framework, &less), "{:#?}", less);
                }
            }
            for said in [finding.message(&framework), finding.help()] {
                prop_assert!(!said.en.is_empty() && !said.ja.is_empty());
            }
        }
    }

    #[test]
    fn what_is_capped_claims_nothing_more(spec in random_framework(), steps in 0..3_000_u64, combinations in 1..6_usize) {
        let framework = usable(&spec);
        let whole: BTreeSet<_> = space_findings(&framework).iter().map(|f| (f.kind, f.stage, f.gate, f.criterion, f.band)).collect();
        let limits = Limits { steps, combinations, ..Limits::default() };
        for finding in space_findings_within(&framework, &limits) {
            let known = whole.contains(&(finding.kind, finding.stage, finding.gate, finding.criterion, finding.band));
            prop_assert!(known || finding.kind == FindingKind::Capped, "{:#?}", finding);
        }
    }
}

#[test]
fn the_built_in_framework_can_be_looked_at_whole() {
    let framework = built_in();
    let findings = space_findings(framework);
    assert!(findings.iter().all(|finding| !finding.capped), "{findings:#?}");
    let errors: Vec<_> = findings.iter().filter(|f| f.kind <= FindingKind::LowestIsReady).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_small_framework_has_sheets_that_show_what_is_found() {
    let framework = small();
    for finding in space_findings(&framework).iter().filter(|finding| finding.sheet.is_some()) {
        assert!(is_shown(&framework, finding), "{finding:#?}");
    }
}

#[test]
fn a_framework_of_any_size_is_looked_at_within_limits() {
    let spec = huge();
    let framework = load(&spec.files()).framework.expect("a huge framework can be used");
    let limits = Limits { combinations: 500, steps: 20_000, ..Limits::default() };
    let findings = space_findings_within(&framework, &limits);
    assert!(findings.iter().any(|finding| finding.kind == FindingKind::Capped), "{findings:#?}");
    assert!(findings.iter().all(|finding| finding.sheet.is_none() || is_shown(&framework, finding)));
}

/// Many criteria of all weights, and conditions that tie twelve facts together.
fn huge() -> FrameworkSpec {
    let mut spec =
        some_frameworks(40).into_iter().find(|spec| !spec.facts.is_empty()).expect("one with facts");
    let fact = |n: usize| FactSpec {
        id: Id { now: format!("f{n}"), old: Vec::new() },
        many: n.is_multiple_of(2),
        choices: (0..4).map(|c| Id { now: format!("x{c}"), old: Vec::new() }).collect(),
    };
    spec.facts = (0..12).map(fact).collect();
    let criterion = |n: usize| CriterionSpec {
        id: Id { now: format!("c{n}"), old: Vec::new() },
        weights: (0..spec.stages.len())
            .map(|s| (s, u8::try_from((n * 37 + s) % 100 + 1).expect("small")))
            .collect(),
        values: vec![None; 4 + n % 3],
        condition: vec![(n % 12, vec![n % 4]), ((n + 1) % 12, vec![(n + 1) % 4])],
        may_not_apply: n.is_multiple_of(5),
        is_met: n.is_multiple_of(10),
        evidence_from: None,
        valid_days: None,
        gates: Vec::new(),
    };
    let criteria = (0..150).map(criterion).collect();
    spec.rubrics = vec![RubricSpec { id: "r0".to_owned(), criteria }];
    spec.gates = vec![GateSpec {
        id: "g0".to_owned(),
        stage: 0,
        members: (0..5).map(|n| (format!("c{n}"), 2)).collect(),
        count: 2,
    }];
    spec.programmes = None;
    spec
}
