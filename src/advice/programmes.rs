use super::Assessed;
use crate::framework::{Framework, Need, Programme, Verdict};
use crate::scoring::State;
use crate::text::ids;

/// How well one programme fits one company on one day.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fit<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The verdict.
    pub status: FitStatus,
    /// Its needs, and whether each is met.
    pub requirements: Vec<Requirement<'a>>,
}

/// Whether a programme fits a company, in the order of usefulness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FitStatus {
    /// All its needs are met.
    Fits,
    /// It will fit once the unmet needs are met, or once it opens.
    FitsAfter,
    /// It depends on open answers or facts.
    Unknown,
    /// It is meant for others.
    NotForYou,
    /// Its deadline has passed.
    Closed,
}

ids! { FitStatus {
    Self::Fits => "fits",
    Self::FitsAfter => "fits-after",
    Self::Unknown => "unknown",
    Self::NotForYou => "not-for-you",
    Self::Closed => "closed",
} }

/// One need of a programme.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Requirement<'a> {
    /// What is needed.
    pub need: &'a Need,
    /// Whether it is met, by what is proven.
    pub state: NeedState,
}

/// Whether a need is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// It is met, or does not apply.
    Met,
    /// It is not.
    Unmet,
    /// It depends on open answers.
    Open,
}

ids! { NeedState {
    Self::Met => "met",
    Self::Unmet => "unmet",
    Self::Open => "open",
} }

/// How well every programme fits, the most useful first, ties in framework order.
pub fn fits<'a>(framework: &'a Framework, assessed: &Assessed) -> Vec<Fit<'a>> {
    let mut fits: Vec<_> = framework.programmes().iter().map(|one| fit(framework, assessed, one)).collect();
    fits.sort_by_key(|fit| fit.status);
    fits
}

fn fit<'a>(framework: &Framework, assessed: &Assessed, programme: &'a Programme) -> Fit<'a> {
    let requirements: Vec<_> = programme
        .needs
        .iter()
        .map(|need| Requirement { need, state: need_state(framework, assessed, need) })
        .collect();
    let any = |state: NeedState| requirements.iter().any(|requirement| requirement.state == state);
    let sheet = &assessed.sheet;
    let fact_is_open = programme.condition.0.iter().any(|(fact, _)| sheet.fact(*fact).is_empty());
    let status = if programme.closes.is_some_and(|last| last < assessed.as_of) {
        FitStatus::Closed
    } else if !programme.condition.holds(|fact| sheet.fact(fact)) {
        FitStatus::NotForYou
    } else if any(NeedState::Unmet) || programme.opens.is_some_and(|first| first > assessed.as_of) {
        FitStatus::FitsAfter
    } else if fact_is_open || any(NeedState::Open) {
        FitStatus::Unknown
    } else {
        FitStatus::Fits
    };
    Fit { programme, status, requirements }
}

fn need_state(framework: &Framework, assessed: &Assessed, need: &Need) -> NeedState {
    let met = |yes: bool| if yes { NeedState::Met } else { NeedState::Unmet };
    match need {
        Need::Stage(stage, verdict) => {
            let now = assessed.assessment.stages[stage.get()].verdict;
            if now == Verdict::Open && *verdict > now { NeedState::Open } else { met(now >= *verdict) }
        }
        Need::Criterion(criterion, at_least) => match assessed.assessment.states[criterion.get()] {
            State::Skipped | State::NotApplicable => NeedState::Met,
            State::Unknown | State::Unanswered => NeedState::Open,
            State::Level { proven, .. } => {
                debug_assert!(*at_least <= framework[*criterion].top());
                met(proven >= *at_least)
            }
        },
    }
}
