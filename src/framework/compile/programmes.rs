use super::conditions::condition;
use super::names::Context;
use crate::framework::model::{Need, Programme};
use crate::framework::raw::{RawNeed, RawProgramme};
use crate::source::Diagnostic;

/// Resolves the programmes.
pub(super) fn programmes(
    raw: Vec<RawProgramme>,
    cx: &Context<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Programme> {
    raw.into_iter().filter_map(|programme| one(programme, cx, sink)).collect()
}

fn one(raw: RawProgramme, cx: &Context<'_>, sink: &mut Vec<Diagnostic>) -> Option<Programme> {
    let sources = raw.sources.iter().filter_map(|name| cx.citation(name, sink)).collect();
    let condition = condition(raw.applies_if, cx, sink);
    let needs = raw.needs.into_iter().filter_map(|raw| need(raw, cx, sink)).collect();
    Some(Programme {
        id: raw.id?.it,
        title: raw.title?,
        does: raw.does?,
        sources,
        as_of: raw.as_of?,
        opens: raw.opens,
        closes: raw.closes,
        condition,
        needs,
        terms: raw.terms,
        unverified: raw.unverified,
        ask: raw.ask,
    })
}

fn need(raw: RawNeed, cx: &Context<'_>, sink: &mut Vec<Diagnostic>) -> Option<Need> {
    match raw {
        RawNeed::Stage(raw) => {
            let stage = cx.stage(&raw.stage?, sink);
            Some(Need::Stage(stage?, raw.verdict?))
        }
        RawNeed::Criterion(raw) => {
            let criterion = cx.criterion(&raw.criterion?, sink)?;
            Some(Need::Criterion(criterion, cx.level(criterion, &raw.at_least?, sink)?))
        }
    }
}
