//! `test --mutate` lists a small change of a framework exactly if some sheet gets another result from it.

use outside_in::answers::{Answer, AnswerSheet, Reply};
use outside_in::check::suite::{mutate, small_changes};
use outside_in::framework::{Choice, ChoiceIx, Choose, FactIx, Framework};
use outside_in::scoring::score;
use proptest::prelude::*;

use crate::oracle::Files;
use crate::random::load;
use crate::support::TODAY;

/// One criterion of a tiny framework.
#[derive(Clone, Debug)]
struct Tiny {
    weights: [u8; 2],
    middle: Option<u8>,
    /// Which of three choices it applies to.
    applies_to: [bool; 3],
    may_not_apply: bool,
    met: bool,
    gate: Option<bool>,
}

fn tiny() -> impl Strategy<Value = Tiny> {
    let weights = prop_oneof![Just([1, 0]), Just([0, 2]), Just([3, 1]), Just([7, 90])];
    let middle = prop::option::of(prop_oneof![Just(0_u8), Just(33), Just(50), Just(100)]);
    let applies_to = prop_oneof![
        Just([false; 3]),
        Just([true; 3]),
        Just([true, false, false]),
        Just([false, true, false]),
        Just([false, true, true])
    ];
    let rest = (any::<bool>(), any::<bool>(), prop::option::of(any::<bool>()));
    (weights, middle, applies_to, rest).prop_map(|(weights, middle, applies_to, rest)| Tiny {
        weights,
        middle,
        applies_to,
        may_not_apply: rest.0,
        met: rest.0 && rest.1,
        gate: rest.2,
    })
}

/// A framework of these criteria, with a gate over all of them of which so many must be at their top level.
fn files(criteria: &[Tiny], ready_at: [u8; 2], many: bool, joint: Option<usize>) -> Files {
    let stages = ["near", "far"];
    let choices: String =
        (0..3).map(|at| format!("[[fact.choice]]\nid = \"c{at}\"\nlabel.en = \"C\"\n")).collect();
    let mut manifest = format!(
        "id = \"tiny\"\nversion = \"1\"\nlanguages = [\"en\"]\ntitle.en = \"Tiny\"\nrubrics = [\"all.toml\"]\n\
         [[fact]]\nid = \"kind\"\nquestion.en = \"Which?\"\nchoose = \"{}\"\n{choices}",
        if many { "many" } else { "one" }
    );
    for (stage, ready_at) in stages.iter().zip(ready_at) {
        manifest += &format!(
            "[[stage]]\nid = \"{stage}\"\ntitle.en = \"S\"\npoint.en = \"P\"\nready_at = {ready_at}\n"
        );
    }
    let mut rubric = "id = \"all\"\ntitle.en = \"All\"\nadvice.en = \"Do.\"\n".to_owned();
    for (at, own) in criteria.iter().enumerate() {
        let weights = stages.iter().zip(own.weights).filter(|(_, weight)| *weight > 0);
        let weights: Vec<String> = weights.map(|(stage, weight)| format!("{stage} = {weight}")).collect();
        rubric += &format!(
            "[[criterion]]\nid = \"q{at}\"\nquestion.en = \"Q?\"\nsources = []\nweight = {{ {} }}\nevidence_from = 1\n",
            weights.join(", ")
        );
        let choices: Vec<String> =
            (0..3).filter(|c| own.applies_to[*c]).map(|c| format!("\"c{c}\"")).collect();
        if !choices.is_empty() {
            rubric += &format!("applies_if = {{ kind = [{}] }}\n", choices.join(", "));
        }
        if own.may_not_apply {
            rubric += "may_not_apply = true\n";
        }
        if own.met {
            rubric += "not_applicable = \"met\"\n";
        }
        let middle =
            own.middle.map(|value| format!("[[criterion.level]]\nsays.en = \"M\"\nvalue = {value}\n"));
        rubric += &format!("[[criterion.level]]\nsays.en = \"L\"\n{}", middle.unwrap_or_default());
        rubric += "[[criterion.level]]\nsays.en = \"T\"\n";
    }
    for (at, own) in criteria.iter().enumerate() {
        if let Some(far) = own.gate {
            let (stage, top) = (stages[usize::from(far)], 1 + u8::from(own.middle.is_some()));
            rubric += &format!("[[gate]]\ncriterion = \"q{at}\"\nstage = \"{stage}\"\nat_least = {top}\n");
        }
    }
    if let Some(count) = joint.filter(|_| criteria.len() > 1) {
        let member = |(at, own): (usize, &Tiny)| {
            let top = 1 + u8::from(own.middle.is_some());
            format!("{{ criterion = \"q{at}\", at_least = {top} }}")
        };
        let members: Vec<String> = criteria.iter().enumerate().map(member).collect();
        rubric += &format!(
            "[[gate]]\nid = \"some\"\nstage = \"far\"\nany_of = [{}]\ncount = {}\n",
            members.join(", "),
            count.clamp(1, criteria.len())
        );
    }
    Files::from([("framework.toml".to_owned(), manifest), ("all.toml".to_owned(), rubric)])
}

/// Every sheet that there is, up to what is the same for scoring.
fn sheets(framework: &Framework) -> Vec<AnswerSheet> {
    let mut all = vec![AnswerSheet::empty(framework)];
    for fact in framework.fact_indices() {
        all = all.iter().flat_map(|sheet| with_facts(framework, sheet, fact)).collect();
    }
    for criterion in framework.criterion_indices() {
        let own = &framework[criterion];
        let mut answers = vec![Answer::new(Reply::Unanswered)];
        for level in 0..=own.top() {
            let bare = Answer::new(Reply::Level(level));
            answers.push(Answer { evidence: vec!["a page".into()], ..bare.clone() });
            answers.push(bare);
        }
        if own.may_not_apply {
            answers.push(Answer::new(Reply::NotApplicable("so it is".to_owned())));
        }
        let answered = |sheet: &AnswerSheet| {
            let set = |answer: &Answer| {
                let mut sheet = sheet.clone();
                sheet.set_answer(criterion, answer.clone());
                sheet
            };
            answers.iter().map(set).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(answered).collect();
    }
    all
}

fn with_facts(framework: &Framework, sheet: &AnswerSheet, fact: FactIx) -> Vec<AnswerSheet> {
    let choices: &[Choice] = &framework[fact].choices;
    let sets = (0_u32..1 << choices.len())
        .filter(|set| framework[fact].choose == Choose::Many || set.count_ones() < 2);
    let given = sets.map(|set| {
        let mut sheet = sheet.clone();
        let all = choices.iter().map(|choice| framework[fact].find_choice(&choice.id).expect("a choice"));
        let chosen: Vec<ChoiceIx> = all.filter(|choice| set >> choice.get() & 1 == 1).collect();
        sheet.set_fact(fact, chosen);
        sheet
    });
    given.collect()
}

/// What of a result a test can expect.
fn seen(framework: &Framework, sheet: &AnswerSheet) -> String {
    let result = score(framework, sheet, TODAY);
    let stage = |stage: &outside_in::scoring::StageResult| {
        let gates = stage.gates.iter().map(|gate| (framework[gate.gate].name(framework), gate.status));
        format!("{:?} {} {:?}", stage.verdict, stage.score(), gates.collect::<Vec<_>>())
    };
    result.stages.iter().map(stage).collect::<Vec<_>>().join("\n")
}

/// Holds what is said of every small change against all sheets, giving how many changes some sheet notices and how many none.
fn all_is_so(framework: &Framework, sheets: &[AnswerSheet]) -> (usize, usize) {
    let mutation = mutate(framework, &[]);
    let (mut listed, mut left_out) = (0, 0);
    for (change, changed) in small_changes(framework) {
        let differs = |sheet: &AnswerSheet| seen(framework, sheet) != seen(&changed, sheet);
        if let Some(survivor) = mutation.survivors.iter().find(|survivor| survivor.change == change) {
            let sheet = survivor.sheet.as_ref().expect("a sheet");
            assert!(differs(sheet) && !survivor.differs.is_empty(), "{}", change.en);
            listed += 1;
        } else {
            assert!(!sheets.iter().any(differs), "{} can be noticed", change.en);
            left_out += 1;
        }
    }
    assert_eq!((mutation.survivors.len(), mutation.unnoticeable), (listed, left_out));
    assert_eq!(mutation.tried, listed + left_out);
    (listed, left_out)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_listed_can_be_noticed_and_nothing_else(
        criteria in prop::collection::vec(tiny(), 1..4),
        ready_at in [1_u8..=100, 1_u8..=100],
        many: bool,
        joint in prop::option::of(1_usize..4),
    ) {
        let loaded = load(&files(&criteria, ready_at, many, joint));
        // A stage may be left without a criterion.
        prop_assume!(loaded.framework.is_some());
        let framework = loaded.framework.expect("usable");
        all_is_so(&framework, &sheets(&framework));
    }
}

#[test]
fn changes_that_no_sheet_notices_are_left_out() {
    let one = |weights, applies_to| Tiny {
        weights,
        middle: None,
        applies_to,
        may_not_apply: false,
        met: false,
        gate: None,
    };
    // Alone on its stage a weight means nothing, a condition on all choices holds always, and of two levels worth 0 and
    // 100 any threshold makes the same.
    let loaded = load(&files(&[one([1, 0], [true; 3]), one([0, 2], [false; 3])], [50, 70], false, None));
    let framework = loaded.framework.expect("usable");
    assert_eq!(all_is_so(&framework, &sheets(&framework)), (2, 7));
}
