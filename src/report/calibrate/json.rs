use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::CalibrationView;
use crate::advice::{
    Above, CaseResult, CriterionCalibration, CutInterval, Discrimination, Footing, GateCalibration, LeftOut,
    Proportion, ReachedTable, Share, Sorting, Splits, StageBasis, StageCalibration,
};
use crate::framework::{StageIx, Verdict};
use crate::report::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::report::json::GateNameJson;
use crate::report::raters::AlphaJson;
use crate::text::pretty_json;

/// What `calibrate --format json` writes. Cases are named by their ids.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CalibrationJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that was used.
    framework: FrameworkJson<'a>,
    /// Every stage, in order.
    stages: Vec<CalibratedStageJson<'a>>,
    /// How many stages the cases reach.
    reached: CaseReachJson<'a>,
    /// How well raters agree, over every criterion of every case.
    alpha: AlphaJson,
    /// Every criterion, in framework order.
    criteria: Vec<CalibratedCriterionJson<'a>>,
    /// The same for claims, as if each were proven.
    claimed: ClaimedJson<'a>,
    /// The cases, by id.
    cases: Vec<CaseJson<'a>>,
    /// Whether these are the cases that were set aside.
    set_aside: bool,
    /// Cases that nobody has rated.
    unrated: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct CalibratedStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// The current cut, in percent.
    ready_at: u8,
    /// The cases that are ready, from the lowest percent.
    ready: Vec<CaseAtStageJson<'a>>,
    /// The cases that are not.
    not_ready: Vec<CaseAtStageJson<'a>>,
    /// How the cut and its gates sort them.
    table: SortingJson,
    /// How often a ready case is above one that is not.
    above: Option<AboveJson>,
    /// The gates of the stage.
    gates: Vec<CalibratedGateJson<'a>>,
    /// The cuts that misplace the fewest cases, by their percentages alone.
    best: Option<&'a CutInterval>,
    /// The cut by the method of contrasting groups, in percent.
    contrasting: Option<f64>,
    /// What happens to each case under a cut that was set without it.
    left_out: Option<LeftOut>,
    /// Cases on which judges are tied; they are not counted here.
    tied: Vec<&'a str>,
    /// What the number of cases allows to conclude about a cut.
    footing: Footing,
    /// How many cases the current cut misplaces, by their percentages alone.
    misplaced: usize,
    /// The cuts that misplace the fewest cases as verdicts, with the gates as they are.
    best_with_gates: Option<&'a CutInterval>,
    /// The cut to use instead, if the current one misplaces more cases than the best one.
    proposed: Option<ProposedJson<'a>>,
    /// The cases whose verdict this would change.
    changes: Vec<CaseChangeJson<'a>>,
    /// The same for claims, as if each were proven.
    claimed: ClaimedStageJson<'a>,
}

#[derive(Serialize, JsonSchema)]
struct CaseAtStageJson<'a> {
    /// The id of the case.
    id: &'a str,
    /// The lower median of what its ratings prove, in percent.
    percent: Share,
    /// The verdict of most of them.
    verdict: Verdict,
}

#[derive(Serialize, JsonSchema)]
struct SortingJson {
    /// The cases that are ready.
    ready: SortedJson,
    /// The cases that are not.
    not_ready: SortedJson,
}

#[derive(Serialize, JsonSchema)]
struct SortedJson {
    /// How many are called ready.
    called_ready: usize,
    /// How many are not.
    called_not_ready: usize,
    /// The share of them that is called correctly; `null` if there are none.
    right: Option<ProportionJson>,
}

#[derive(Serialize, JsonSchema)]
struct ProportionJson {
    /// In percent.
    percent: Share,
    /// The lower end of its interval (Clopper and Pearson, 95 %).
    low: f64,
    /// The upper end.
    high: f64,
}

#[derive(Serialize, JsonSchema)]
struct AboveJson {
    /// The share of pairs, from 0 to 1, ties half.
    share: f64,
    /// The probability of this or a better result by chance.
    p: f64,
    /// In how many divisions of the cases into such groups the result is as good.
    as_well: u64,
    /// Of how many.
    splits: u64,
    /// Whether these were drawn; else they are all.
    drawn: bool,
}

#[derive(Serialize, JsonSchema)]
struct CalibratedGateJson<'a> {
    #[serde(flatten)]
    gate: GateNameJson<'a>,
    /// Cases that are ready, which it stops.
    stops_ready: Vec<&'a str>,
    /// Those of them that would be called ready without it.
    alone_stops_ready: Vec<&'a str>,
    /// Cases that are not ready, and that would be called ready without it.
    alone_stops_not_ready: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct ProposedJson<'a> {
    /// The cut, in percent.
    ready_at: u8,
    /// The file with the current cut.
    file: Option<&'a str>,
    /// Its line.
    line: Option<usize>,
}

#[derive(Serialize, JsonSchema)]
struct CaseChangeJson<'a> {
    /// The id of the case.
    id: &'a str,
    /// Its verdict by the current cut.
    from: Verdict,
    /// Its verdict by the proposed cut.
    to: Verdict,
}

#[derive(Serialize, JsonSchema)]
struct ClaimedStageJson<'a> {
    /// How the cut and its gates sort the cases.
    table: SortingJson,
    /// How often a ready case is above one that is not.
    above: Option<AboveJson>,
    /// The cuts that misplace the fewest.
    best: Option<&'a CutInterval>,
    /// How many cases the current cut misplaces, by their percentages alone.
    misplaced: usize,
}

#[derive(Serialize, JsonSchema)]
struct CaseReachJson<'a> {
    /// The number of cases: a list for each number of stages by the judges, in it one number for each by the framework.
    counts: &'a [Vec<usize>],
    /// How many cases these are in total.
    cases: usize,
    /// In how many both are the same.
    exact: usize,
    /// In how many they differ by at most one.
    within_one: usize,
    /// Cohen's kappa with quadratic weights.
    kappa: Option<f64>,
    /// Cases left out because judges are tied at a stage.
    tied: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct CalibratedCriterionJson<'a> {
    /// The id of the criterion.
    id: &'a str,
    /// How well its levels separate ready cases from others, at each stage that it counts for.
    stages: Vec<DiscriminationJson<'a>>,
    /// The average distance between two raters of a case, in levels.
    disagreement: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct DiscriminationJson<'a> {
    /// The id of the stage.
    stage: &'a str,
    /// How often a ready case has the higher level.
    above: Option<AboveJson>,
    /// The probability of that by chance, corrected for the number of criteria (Holm).
    adjusted_p: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct ClaimedJson<'a> {
    /// How many stages the cases reach.
    reached: CaseReachJson<'a>,
    /// Every criterion, in framework order.
    criteria: Vec<CalibratedCriterionJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CaseJson<'a> {
    /// Its id.
    id: &'a str,
    /// What it is called.
    title: &'a str,
    /// By stage whether most judges say that it is ready; `null` for a tie.
    truth: BTreeMap<&'a str, Option<bool>>,
    /// How many ratings it has.
    ratings: usize,
    /// How many of them were made against another version.
    other_versions: usize,
    /// How well its raters agree.
    alpha: AlphaJson,
}

/// A calibration as pretty JSON that ends in a line break.
pub fn json(view: &CalibrationView<'_>) -> serde_json::Result<String> {
    let CalibrationView { framework, calibration, .. } = *view;
    pretty_json(&CalibrationJson {
        format: FORMAT,
        tool: TOOL,
        framework: FrameworkJson::new(framework),
        stages: calibration.stages.iter().map(|own| stage(view, own)).collect(),
        reached: reached(view, &calibration.proven.reached),
        alpha: calibration.alpha.into(),
        criteria: criteria(view, &calibration.proven.criteria),
        claimed: ClaimedJson {
            reached: reached(view, &calibration.claimed.reached),
            criteria: criteria(view, &calibration.claimed.criteria),
        },
        cases: calibration.cases.iter().map(|own| case(view, own)).collect(),
        set_aside: calibration.set_aside,
        unrated: &calibration.unrated,
    })
}

fn stage<'a>(view: &CalibrationView<'a>, own: &'a StageCalibration) -> CalibratedStageJson<'a> {
    let cases = |group: &[usize]| {
        let case = |position: &usize| {
            let case = &view.calibration.cases[*position];
            let at = &case.stages[own.stage.get()];
            CaseAtStageJson { id: &case.id, percent: at.proven, verdict: at.verdict }
        };
        group.iter().map(case).collect()
    };
    let gate = |gate: &GateCalibration| CalibratedGateJson {
        gate: GateNameJson::new(view.framework, &view.framework[gate.gate]),
        stops_ready: view.ids(&gate.stops_ready),
        alone_stops_ready: view.ids(&gate.alone_stops_ready),
        alone_stops_not_ready: view.ids(&gate.alone_stops_not_ready),
    };
    let place = view.place(own.stage);
    let proposed = |ready_at: u8| ProposedJson {
        ready_at,
        file: place.map(|place| place.file.name.as_str()),
        line: place.map(|place| place.file.position(place.span.start).0),
    };
    let changes = own.changes.iter().map(|change| CaseChangeJson {
        id: &view.calibration.cases[change.case].id,
        from: change.from,
        to: change.to,
    });
    let StageBasis { sorting, above, misplaced, best } = &own.proven;
    CalibratedStageJson {
        id: id(view, own.stage),
        ready_at: own.ready_at,
        ready: cases(&own.ready),
        not_ready: cases(&own.not_ready),
        table: sorting.into(),
        above: above.map(Into::into),
        gates: own.gates.iter().map(gate).collect(),
        best: best.as_ref(),
        contrasting: own.contrasting,
        left_out: own.left_out,
        tied: view.ids(&own.tied),
        footing: own.footing,
        misplaced: *misplaced,
        best_with_gates: own.best_with_gates.as_ref(),
        proposed: own.proposed.map(proposed),
        changes: changes.collect(),
        claimed: ClaimedStageJson {
            table: (&own.claimed.sorting).into(),
            above: own.claimed.above.map(Into::into),
            best: own.claimed.best.as_ref(),
            misplaced: own.claimed.misplaced,
        },
    }
}

fn id<'a>(view: &CalibrationView<'a>, stage: StageIx) -> &'a str {
    &view.framework[stage].id
}

fn reached<'a>(view: &CalibrationView<'a>, table: &'a ReachedTable) -> CaseReachJson<'a> {
    let ReachedTable { counts, cases, exact, within_one, kappa, tied } = table;
    let (cases, exact, within_one, kappa) = (*cases, *exact, *within_one, *kappa);
    CaseReachJson { counts, cases, exact, within_one, kappa, tied: view.ids(tied) }
}

fn criteria<'a>(
    view: &CalibrationView<'a>,
    all: &[CriterionCalibration],
) -> Vec<CalibratedCriterionJson<'a>> {
    let stage = |one: &Discrimination| DiscriminationJson {
        stage: id(view, one.stage),
        above: one.above.map(Into::into),
        adjusted_p: one.adjusted,
    };
    let criterion = |one: &CriterionCalibration| CalibratedCriterionJson {
        id: &view.framework[one.criterion].id,
        stages: one.stages.iter().map(stage).collect(),
        disagreement: one.disagreement,
    };
    all.iter().map(criterion).collect()
}

fn case<'a>(view: &CalibrationView<'a>, case: &'a CaseResult) -> CaseJson<'a> {
    let ids = view.framework.stages().iter().map(|stage| stage.id.as_str());
    CaseJson {
        id: &case.id,
        title: case.title.to(view.framework.language(view.lang)),
        truth: ids.zip(case.truth.iter().copied()).collect(),
        ratings: case.ratings,
        other_versions: case.other_versions,
        alpha: case.agreement.into(),
    }
}

impl From<&Sorting> for SortingJson {
    fn from(sorting: &Sorting) -> Self {
        let right = |found: Option<Proportion>| found.map(Into::into);
        Self {
            ready: SortedJson {
                called_ready: sorting.ready_as_ready,
                called_not_ready: sorting.ready_as_not,
                right: right(sorting.of_ready()),
            },
            not_ready: SortedJson {
                called_ready: sorting.not_as_ready,
                called_not_ready: sorting.not_as_not,
                right: right(sorting.of_not_ready()),
            },
        }
    }
}

impl From<Proportion> for ProportionJson {
    fn from(proportion: Proportion) -> Self {
        let Proportion { low, high, .. } = proportion;
        Self { percent: proportion.share(), low, high }
    }
}

impl From<Above> for AboveJson {
    fn from(Above { share, p, as_well, splits }: Above) -> Self {
        let (splits, drawn) = match splits {
            Splits::All(splits) => (splits, false),
            Splits::Drawn(splits) => (splits, true),
        };
        Self { share, p, as_well, splits, drawn }
    }
}
