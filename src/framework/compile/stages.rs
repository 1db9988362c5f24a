use std::sync::Arc;

use super::facts::ids;
use crate::framework::model::{Band, Source, Stage};
use crate::framework::raw::{RawBand, RawSource, RawStage};
use crate::say;
use crate::source::{Diagnostic, SourceFile, codes};

/// Makes the sources.
pub(super) fn sources(raw: Vec<RawSource>) -> Option<Vec<Source>> {
    let source = |raw: RawSource| {
        Some(Source {
            id: raw.id?.it,
            title: raw.title?.it,
            url: raw.url.map(|url| url.it),
            as_of: raw.as_of,
            passages: ids(raw.passages),
        })
    };
    raw.into_iter().map(source).collect()
}

/// Makes the stages.
pub(super) fn stages(raw: Vec<RawStage>) -> Option<Vec<Stage>> {
    let stage = |raw: RawStage| {
        let ready_at = u8::try_from(raw.ready_at?.it).ok()?;
        Some(Stage { id: raw.id?.it, title: raw.title?, point: raw.point?, ready_at })
    };
    raw.into_iter().map(stage).collect()
}

/// Makes the bands; the first must start at 0, the others must rise.
pub(super) fn bands(
    file: &Arc<SourceFile>,
    raw: Vec<RawBand>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Vec<Band>> {
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
            sink.push(Diagnostic::new(codes::OUT_OF_RANGE, message).key("from").at(file, from.span.clone()));
        }
        last = Some(from.it);
    }
    let band = |raw: RawBand| {
        Some(Band { id: raw.id?.it, from: u8::try_from(raw.from?.it).ok()?, label: raw.label? })
    };
    raw.into_iter().map(band).collect()
}
