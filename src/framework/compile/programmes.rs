use super::conditions::condition;
use super::names::Context;
use crate::framework::model::{Need, Programme};
use crate::framework::raw::{RawNeed, RawProgramme};

pub(super) fn programme(raw: RawProgramme, cx: &mut Context<'_>) -> Option<Programme> {
    let sources = raw.sources.iter().filter_map(|name| cx.citation(name)).collect();
    let condition = condition(raw.applies_if, cx);
    let needs = raw.needs.into_iter().filter_map(|raw| need(raw, cx)).collect();
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

fn need(raw: RawNeed, cx: &mut Context<'_>) -> Option<Need> {
    match raw {
        RawNeed::Stage(raw) => {
            let stage = cx.stage(&raw.stage?);
            Some(Need::Stage(stage?, raw.verdict?))
        }
        RawNeed::Criterion(raw) => {
            let criterion = cx.criterion(&raw.criterion?)?;
            Some(Need::Criterion(criterion, cx.level(criterion, &raw.at_least?)?))
        }
    }
}
