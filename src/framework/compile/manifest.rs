use super::names::Context;
use crate::framework::model::{AllowedCode, Band, Choice, Fact, FrameworkWords, Source, Stage};
use crate::framework::raw::{Name, RawAllow, RawBand, RawFact, RawSource, RawStage, RawWords};
use crate::source::{Diagnostic, codes};
use crate::text::say;

pub(super) fn ids(names: Vec<Name>) -> Vec<String> {
    names.into_iter().map(|name| name.it).collect()
}

pub(super) fn source(raw: RawSource) -> Option<Source> {
    Some(Source {
        id: raw.id?.it,
        title: raw.title?,
        url: raw.url.map(|url| url.it),
        as_of: raw.as_of,
        passages: ids(raw.passages),
    })
}

pub(super) fn fact(raw: RawFact) -> Option<Fact> {
    let choices = raw
        .choice
        .into_iter()
        .map(|choice| Some(Choice::new(choice.id?.it, ids(choice.renamed_from), choice.label?)));
    Some(Fact {
        id: raw.id?.it,
        renamed_from: ids(raw.renamed_from),
        question: raw.question?,
        guidance: raw.guidance,
        choose: raw.choose?,
        choices: choices.collect::<Option<_>>()?,
    })
}

pub(super) fn words(raw: RawWords) -> FrameworkWords {
    FrameworkWords { subject: raw.subject, effort: raw.effort }
}

pub(super) fn allowed_code(raw: RawAllow) -> Option<AllowedCode> {
    Some(AllowedCode { code: raw.code?.it, reason: raw.reason?.it })
}

pub(super) fn stage(raw: RawStage) -> Option<Stage> {
    let ready_at = u8::try_from(raw.ready_at?.it).ok()?;
    Some(Stage {
        id: raw.id?.it,
        title: raw.title?,
        point: raw.point?,
        ready_means: raw.ready_means,
        ready_at,
    })
}

pub(super) fn bands(raw: Vec<RawBand>, cx: &mut Context<'_>) -> Option<Vec<Band>> {
    let mut last: Option<i64> = None;
    for from in raw.iter().filter_map(|band| band.from.as_ref()) {
        let problem = match last {
            None if from.it != 0 => Some(say!("the first band starts at 0", "最初の区分は 0 から始めます")),
            Some(last) if from.it <= last => Some(say!(
                "bands must rise: the one before starts at {last}",
                "区分は昇順に書きます（直前の区分は {last} から）"
            )),
            _ => None,
        };
        if let Some(message) = problem {
            cx.report(Diagnostic::new(codes::OUT_OF_RANGE, message).key("from"), &from.span);
        }
        last = Some(from.it);
    }
    let band = |raw: RawBand| {
        Some(Band { id: raw.id?.it, from: u8::try_from(raw.from?.it).ok()?, label: raw.label? })
    };
    raw.into_iter().map(band).collect()
}
