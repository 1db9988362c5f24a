use crate::batch::codes;
use crate::batch::page::{Page, Piece, Word};
use crate::batch::scan::{Head, is_plain};
use crate::batch::tables::{Loss, Tables};
use crate::batch::tally::Tally;
use crate::framework::{Framework, StageIx, Verdict};
use crate::report::Input;
use crate::report::json::{FrameworkJson, NoticeJson, head_json};
use crate::scoring::{Percent, band};
use crate::text::Lang;
use serde::ser::Error as _;

/// Writes assessments as lines of JSON from ready-made pieces, byte for byte as
/// [`crate::report::json::AssessmentJson`] is written. A piece that is an item of a list ends with the comma.
#[derive(Debug)]
pub(in crate::batch) struct Ndjson {
    /// Up to the input.
    head: Piece,
    stages: Vec<StagePieces>,
    /// By how many stages are reached: from there to the first stage.
    next_stages: Vec<Piece>,
    /// By tenths of a percent.
    percents: Vec<Word>,
    /// By themselves, up to the points that a stage is likely to have.
    numbers: Vec<Word>,
    /// The same with the end of a loss.
    loss_ends: Vec<Word>,
    /// What stands before scores and points, in their order.
    labels: [Piece; 6],
    /// By number.
    notices: Vec<Piece>,
    /// Between the gates and the losses of a stage.
    losses_begin: Piece,
    /// Per criterion, up to the points lost: first for an open one, then by level.
    losses: Vec<Vec<Piece>>,
    stage_end: Piece,
}

#[derive(Debug)]
struct StagePieces {
    /// By verdict, up to the score.
    verdicts: Vec<Piece>,
    /// By band, first for none: from the greatest points to the first gate.
    bands: Vec<Piece>,
    /// Per gate, by the code of its criterion.
    gates: Vec<Vec<Piece>>,
}

impl Ndjson {
    /// The pieces for a framework.
    pub(in crate::batch) fn new(tables: &Tables<'_>, as_of: &str, lang: Lang) -> serde_json::Result<Self> {
        let framework = tables.framework;
        let criteria = framework.criteria().iter();
        let losses = criteria.map(|criterion| {
            let levels = std::iter::once(None).chain((0..=criterion.top()).map(Some));
            levels.map(|level| loss(&criterion.id, level)).collect()
        });
        let stages = framework.stages().iter().map(|stage| Some(stage.id.as_str())).chain([None]);
        let next_stages = stages.enumerate().map(|(reached, id)| {
            let id = serde_json::to_string(&id)?;
            Ok(format!(",\"reached\":{reached},\"next_stage\":{id},\"stages\":[").into())
        });
        let percents = (0..=1000).map(|tenths| {
            let percent = serde_json::to_string(&Percent::of(tenths, 1000).as_f64())?;
            Word::new(&percent).ok_or_else(|| serde_json::Error::custom("a percent that is too long"))
        });
        let notices = tables.notices.all.iter().map(|notice| {
            serde_json::to_string(&NoticeJson::new(notice, lang)).map(|notice| Piece::from(notice + ","))
        });
        let labels = ["proven", "possible", "points", "proven_points", "possible_points", "max_points"];
        Ok(Self {
            head: head_json(&FrameworkJson::new(framework), as_of)?.into(),
            stages: framework.stage_indices().map(|stage| StagePieces::new(tables, stage)).collect(),
            next_stages: next_stages.collect::<serde_json::Result<_>>()?,
            percents: percents.collect::<Result<_, _>>()?,
            numbers: numbers(framework, ""),
            loss_ends: numbers(framework, LOSS_END),
            labels: labels.map(|label| format!(",\"{label}\":").into()),
            notices: notices.collect::<Result<_, _>>()?,
            losses_begin: Piece::new(b"],\"losses\":["),
            losses: losses.collect(),
            stage_end: Piece::new(b"]},"),
        })
    }

    /// Writes one assessment.
    pub(in crate::batch) fn write(
        &self,
        framework: &Framework,
        tally: &Tally,
        head: &Head<'_>,
        input: &Input,
        page: &mut Page,
    ) -> serde_json::Result<()> {
        page.put(&self.head);
        text(Some(&input.path), page)?;
        page.all(b",\"line\":");
        match input.line {
            Some(line) => page.number(line as u64),
            None => page.all(b"null"),
        }
        page.all(b"},\"subject\":");
        text(head.subject.as_deref(), page)?;
        page.all(b",\"ref\":");
        text(head.reference.as_deref(), page)?;
        page.all(b",\"date\":");
        text(head.date, page)?;
        page.put(&self.next_stages[tally.reached()]);
        page.list(self.stages.iter().enumerate(), |page, (stage, pieces)| {
            self.stage(framework, tally, stage, pieces, page);
        });
        page.all(b"],\"notices\":[");
        page.list(&tally.notices, |page, notice| page.put(&self.notices[*notice]));
        page.all(b"]}\n");
        Ok(())
    }

    fn stage(
        &self,
        framework: &Framework,
        tally: &Tally,
        stage: usize,
        pieces: &StagePieces,
        page: &mut Page,
    ) {
        let points = tally.points(stage);
        let [proven, possible, own_points, proven_points, possible_points, max_points] = &self.labels;
        let percent = |part| self.percents[usize::from(Percent::of(part, points.max).tenths())];
        page.put(&pieces.verdicts[tally.verdicts[stage] as usize]);
        page.word(percent(points.score));
        page.put(proven);
        page.word(percent(points.proven));
        page.put(possible);
        page.word(percent(points.possible));
        let all = [
            (own_points, points.score),
            (proven_points, points.proven),
            (possible_points, points.possible),
            (max_points, points.max),
        ];
        for (label, points) in all {
            page.put(label);
            self.number(points, page);
        }
        page.put(&pieces.bands[band(framework, points).map_or(0, |band| band + 1)]);
        page.list(pieces.gates.iter().zip(&tally.gates[stage]), |page, (pieces, gate)| {
            page.put(&pieces[usize::from(tally.codes[gate.criterion.get()])]);
        });
        page.put(&self.losses_begin);
        page.list(tally.losses(stage), |page, Loss { criterion, points }| {
            let level = codes::level(tally.codes[criterion]).map_or(0, |level| usize::from(level) + 1);
            page.put(&self.losses[criterion][level]);
            if let Some(word) = self.loss_ends.get(points as usize) {
                page.word(*word);
            } else {
                page.number(points.into());
                page.all(LOSS_END.as_bytes());
            }
        });
        page.put(&self.stage_end);
    }

    #[inline]
    fn number(&self, number: u64, page: &mut Page) {
        match usize::try_from(number).ok().and_then(|number| self.numbers.get(number)) {
            Some(word) => page.word(*word),
            None => page.number(number),
        }
    }
}

impl StagePieces {
    fn new(tables: &Tables<'_>, index: StageIx) -> Self {
        let framework = tables.framework;
        let stage = &framework[index];
        let (id, ready_at) = (&stage.id, stage.ready_at);
        let verdict =
            |verdict: &Verdict| format!("{{\"id\":\"{id}\",\"verdict\":\"{}\",\"score\":", verdict.id());
        let bands = framework.bands().iter().map(|band| format!("\"{}\"", band.id));
        let bands = std::iter::once("null".to_owned()).chain(bands);
        let gates = tables.gates[index.get()].iter().map(|gate| {
            let id = &framework.criteria()[gate.criterion].id;
            let piece = gate.results.iter().map(|result| {
                let (status, proven) = (result.status.id(), result.proven_status.id());
                let level = result.at_least;
                let words = format!("\"status\":\"{status}\",\"proven_status\":\"{proven}\"");
                format!("{{\"criterion\":\"{id}\",\"at_least\":{level},{words}}},").into()
            });
            piece.collect()
        });
        Self {
            verdicts: Verdict::ALL.iter().map(verdict).map(Piece::from).collect(),
            bands: bands
                .map(|band| format!(",\"ready_at\":{ready_at},\"band\":{band},\"gates\":[").into())
                .collect(),
            gates: gates.collect(),
        }
    }
}

/// What stands after the points of a loss.
const LOSS_END: &str = "},";

/// All points that a stage is likely to have, with something after them.
fn numbers(framework: &Framework, end: &str) -> Vec<Word> {
    (0..=most_points(framework)).map_while(|number| Word::of(number, end)).collect()
}

/// The most points that a stage can have, or so many that more are not worth their memory.
fn most_points(framework: &Framework) -> u64 {
    let points =
        |stage| framework.criteria().iter().map(|criterion| 100 * u64::from(criterion.weight(stage))).sum();
    framework.stage_indices().map(points).max().unwrap_or(0).min(10_000)
}

/// The beginning of a loss. Ids are kebab-case and need no escapes.
fn loss(id: &str, level: Option<u8>) -> Piece {
    let level = level.map_or("null".to_owned(), |level| level.to_string());
    format!("{{\"criterion\":\"{id}\",\"level\":{level},\"points\":").into()
}

/// Writes a text, or that there is none.
fn text(text: Option<&str>, page: &mut Page) -> serde_json::Result<()> {
    match text {
        Some(text) if is_plain(text) => {
            page.all(b"\"");
            page.all(text.as_bytes());
            page.all(b"\"");
            Ok(())
        }
        text => serde_json::to_writer(page, &text),
    }
}
