use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{
    Action, Assessed, DRAWS, Explanation, Fit, FitStatus, Hinge, NeedState, Question, Requirement,
    StageExplanation,
};
use crate::framework::{Need, StageIx, Verdict};
use crate::report::assessment::AssessmentJson;
use crate::report::json::{OfCriterion, source_ids, stage_ids};
use crate::report::plan::PlanJson;
use crate::report::{Input, Localized, View};
use crate::text::{Lang, pretty_json};

/// What `explain --format json` writes: the assessment with all its criteria, then plan, actions, programmes, and per
/// stage what binds it, how robust its verdict is and what open answers can still change.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ExplanationJson<'a> {
    #[serde(flatten)]
    assessment: AssessmentJson<'a>,
    /// The plan to the stage asked for, else to the next one; `null` where all are ready.
    plan: Option<PlanJson<'a>>,
    /// Every single step up and every proof, the best first.
    actions: Vec<ActionJson<'a>>,
    /// Every programme, the most useful first.
    programmes: Vec<ProgrammeJson<'a>>,
    /// Per stage what binds it.
    binding: Vec<BindingJson<'a>>,
    /// Per stage how often other weightings give the same verdict.
    robustness: Vec<RobustnessJson<'a>>,
    /// Per stage what open answers can still change.
    outlook: Vec<OutlookJson<'a>>,
    /// The assessment with the changes of `--set`; `null` without them.
    what_if: Option<AssessmentJson<'a>>,
}

/// One action.
#[derive(Serialize, JsonSchema)]
struct ActionJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// The level before.
    from: u8,
    /// The level after; the same for a proof.
    to: u8,
    /// Whether it proves a claim instead of raising a level.
    prove: bool,
    /// Whether the criterion has no answer yet.
    open: bool,
    /// Whether its level is only proposed, and is to be confirmed; that is part of its effort.
    proposed: bool,
    /// Person-weeks.
    effort: u32,
    /// Calendar weeks that no effort shortens: from and to.
    lead_weeks: [u64; 2],
    /// What it adds to each stage.
    gains: Vec<GainJson<'a>>,
    /// The ids of the stages whose gate it opens.
    opens_gates: Vec<&'a str>,
    /// What to do, in the language of the run.
    next: Option<&'a str>,
    /// What the criterion is based on, each as `source` or `source#passage`.
    sources: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct GainJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// Proven points that it adds.
    proven_points: u64,
}

/// How well one programme fits.
#[derive(Serialize, JsonSchema)]
struct ProgrammeJson<'a> {
    /// The id of the programme.
    id: &'a str,
    /// How well it fits on the day of scoring.
    status: FitStatus,
    /// The first day on which one can apply.
    opens: Option<Date>,
    /// The last day on which one can apply.
    closes: Option<Date>,
    /// What it needs, met or not.
    needs: Vec<NeedJson<'a>>,
    /// What this is based on, each as `source` or `source#passage`.
    sources: Vec<String>,
    /// When the sources said so.
    as_of: Date,
}

#[derive(Serialize, JsonSchema)]
struct NeedJson<'a> {
    /// Whether it is met.
    state: NeedState,
    /// The id of the stage that must have a verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    stage: Option<&'a str>,
    /// The lowest verdict of the stage that suffices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Verdict")]
    verdict: Option<Verdict>,
    /// The id of the criterion that must be at a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    criterion: Option<&'a str>,
    /// The lowest level of the criterion that suffices.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u8")]
    at_least: Option<u8>,
}

/// What keeps a stage from being ready.
#[derive(Serialize, JsonSchema)]
struct BindingJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// The gates that are not passed: the id of each, or else of its criterion.
    gates: Vec<&'a str>,
    /// Whether nothing but gates holds it back.
    only_gates: bool,
    /// The verdict that it would have without gates.
    verdict_without_gates: Verdict,
}

/// How robust the verdict of a stage is.
#[derive(Serialize, JsonSchema)]
struct RobustnessJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// The verdict.
    verdict: Verdict,
    /// How many other weightings were tried.
    draws: u32,
    /// In how many of them the verdict stays the same.
    holds: u32,
    /// The other verdicts that occurred.
    others: Vec<OtherJson>,
    /// The criteria whose weight is decisive.
    hinges: Vec<HingeJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct OtherJson {
    /// The verdict.
    verdict: Verdict,
    /// How often it occurred.
    draws: u32,
}

#[derive(Serialize, JsonSchema)]
struct HingeJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// Whether the verdict changes if it is heavier or lighter.
    changes_if: WeightJson,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum WeightJson {
    Heavier,
    Lighter,
}

/// What open answers can still change about a stage, and which to ask first.
#[derive(Serialize, JsonSchema)]
struct OutlookJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// Whether no open answer can change the verdict.
    settled: bool,
    /// The worst verdict that open answers can give.
    worst: Verdict,
    /// The best verdict that open answers can give.
    best: Verdict,
    /// The ids of the facts that are not given and could change what applies.
    open_facts: Vec<&'a str>,
    /// The open criteria, the most decisive first.
    questions: Vec<OfCriterion<'a, Question>>,
}

/// The explanation of one company, as pretty JSON; `what_if` is the company after some changes.
pub fn json(
    explanation: &Explanation<'_>,
    input: &Input,
    what_if: Option<&Assessed>,
    lang: Lang,
) -> serde_json::Result<String> {
    let Explanation { framework, assessed, stages, plan, actions, programmes, .. } = explanation;
    let view = View { framework, assessed, lang };
    let assessment = |assessed| AssessmentJson::new(&View { assessed, ..view }, input, true);
    let text = Localized::new(framework, lang);
    pretty_json(&ExplanationJson {
        assessment: assessment(assessed),
        plan: plan.as_ref().map(|plan| PlanJson::new(&view, input, plan)),
        actions: actions.iter().map(|one| action(text, one)).collect(),
        programmes: programmes.iter().map(|fit| programme(text, fit)).collect(),
        binding: stages.iter().map(|stage| binding(text, stage)).collect(),
        robustness: stages.iter().map(|stage| robustness(text, stage)).collect(),
        outlook: stages.iter().map(|stage| outlook(text, stage)).collect(),
        what_if: what_if.map(assessment),
    })
}

fn action<'a>(text: Localized<'a>, action: &Action) -> ActionJson<'a> {
    let Localized { framework, .. } = text;
    let criterion = &framework[action.criterion];
    let gain =
        |&(stage, proven_points): &(StageIx, u64)| GainJson { stage: &framework[stage].id, proven_points };
    ActionJson {
        criterion: &criterion.id,
        from: action.from,
        to: action.to,
        prove: action.is_proof(),
        open: action.open,
        proposed: action.proposed,
        effort: action.effort,
        lead_weeks: action.lead_weeks.into(),
        gains: action.gains.iter().map(gain).collect(),
        opens_gates: stage_ids(framework, &action.opens),
        next: action.next(framework).map(|next| text.of(next)),
        sources: source_ids(framework, &criterion.sources),
    }
}

fn programme<'a>(text: Localized<'a>, fit: &Fit<'a>) -> ProgrammeJson<'a> {
    let Localized { framework, .. } = text;
    let need = |requirement: &Requirement<'_>| {
        let (stage, verdict, criterion, at_least) = match *requirement.need {
            Need::Stage(stage, verdict) => (Some(&*framework[stage].id), Some(verdict), None, None),
            Need::Criterion(criterion, level) => (None, None, Some(&*framework[criterion].id), Some(level)),
        };
        NeedJson { state: requirement.state, stage, verdict, criterion, at_least }
    };
    let programme = fit.programme;
    ProgrammeJson {
        id: &programme.id,
        status: fit.status,
        opens: programme.opens,
        closes: programme.closes,
        needs: fit.requirements.iter().map(need).collect(),
        sources: source_ids(framework, &programme.sources),
        as_of: programme.as_of,
    }
}

fn binding<'a>(text: Localized<'a>, stage: &StageExplanation<'_>) -> BindingJson<'a> {
    let StageExplanation { result, obstacles, .. } = stage;
    BindingJson {
        stage: &text.framework[result.stage].id,
        gates: obstacles.gates().map(|gate| text.framework[gate.gate].name(text.framework)).collect(),
        only_gates: obstacles.only_gates,
        verdict_without_gates: obstacles.without_gates,
    }
}

fn robustness<'a>(text: Localized<'a>, stage: &StageExplanation<'_>) -> RobustnessJson<'a> {
    let found = &stage.robustness;
    let hinge = |hinge: &Hinge| HingeJson {
        criterion: &text.framework[hinge.criterion].id,
        changes_if: if hinge.heavier { WeightJson::Heavier } else { WeightJson::Lighter },
    };
    RobustnessJson {
        stage: &text.framework[found.stage].id,
        verdict: found.verdict,
        draws: DRAWS,
        holds: found.holds,
        others: found.others.iter().map(|&(verdict, draws)| OtherJson { verdict, draws }).collect(),
        hinges: found.hinges.iter().map(hinge).collect(),
    }
}

fn outlook<'a>(text: Localized<'a>, stage: &'a StageExplanation<'_>) -> OutlookJson<'a> {
    let StageExplanation { result, outlook, questions, .. } = stage;
    OutlookJson {
        stage: &text.framework[result.stage].id,
        settled: outlook.is_settled(),
        worst: outlook.worst,
        best: outlook.best,
        open_facts: outlook.open_facts.iter().map(|fact| &*text.framework[*fact].id).collect(),
        questions: OfCriterion::all(text.framework, questions, |question| question.criterion),
    }
}
