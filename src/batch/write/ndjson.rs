use super::losses::LossPieces;
use super::numbers::Numbers;
use crate::batch::page::{Label, Page, Pen, Piece};
use crate::batch::scan::{Head, is_plain};
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;
use crate::framework::{StageIx, Verdict};
use crate::report::Input;
use crate::report::assessment::{FrameworkJson, NoticeJson, head_json};
use crate::scoring::{Percent, band};
use crate::text::Lang;
use serde::ser::Error as _;

/// Writes assessments as lines of JSON from ready-made pieces, byte for byte as
/// [`crate::report::assessment::AssessmentJson`] is written. A piece that is an item of a list ends with the comma.
#[derive(Debug)]
pub(in crate::batch) struct Ndjson {
    /// Up to the input.
    head: Piece<0>,
    stages: Vec<StagePieces>,
    /// By how many stages are reached: from there to the first stage.
    next_stages: Vec<Piece<128>>,
    /// By tenths of a percent.
    percents: Vec<Label>,
    /// Points by themselves.
    numbers: Numbers,
    /// Points with the end of a loss.
    loss_ends: Numbers,
    /// What stands before scores and points, in their order.
    labels: [Piece<32>; 6],
    /// By number.
    notices: Vec<Piece<0>>,
    /// Between the gates and the losses of a stage.
    losses_begin: Piece<16>,
    losses: LossPieces,
    stage_end: Piece<8>,
}

#[derive(Debug)]
struct StagePieces {
    /// By verdict, up to the score.
    verdicts: Vec<Piece<64>>,
    /// By band, first for none: from the greatest points to the first gate.
    bands: Vec<Piece<64>>,
    /// Per gate, by the code of its criterion.
    gates: Vec<Vec<Piece<128>>>,
}

impl Ndjson {
    /// The pieces for a framework.
    pub(in crate::batch) fn new(tables: &Tables<'_>, as_of: &str, lang: Lang) -> serde_json::Result<Self> {
        let framework = tables.framework;
        let stages = framework.stages().iter().map(|stage| Some(stage.id.as_str())).chain([None]);
        let next_stages = stages.enumerate().map(|(reached, id)| {
            let id = serde_json::to_string(&id)?;
            Ok(format!(",\"reached\":{reached},\"next_stage\":{id},\"stages\":[").into())
        });
        let percents = (0..=1000).map(|tenths| {
            let percent = serde_json::to_string(&Percent::of(tenths, 1000).as_f64())?;
            Label::new(&percent).ok_or_else(|| serde_json::Error::custom("a percent that is too long"))
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
            numbers: Numbers::new(tables, ""),
            loss_ends: Numbers::new(tables, "},"),
            labels: labels.map(|label| format!(",\"{label}\":").into()),
            notices: notices.collect::<Result<_, _>>()?,
            losses_begin: Piece::new(b"],\"losses\":["),
            losses: LossPieces::new(framework, loss),
            stage_end: Piece::new(b"]},"),
        })
    }

    /// Writes one assessment.
    pub(in crate::batch) fn write(
        &self,
        tables: &Tables<'_>,
        tally: &Tally,
        head: &Head<'_>,
        input: &Input,
        page: &mut Page,
    ) -> serde_json::Result<()> {
        page.write(|pen| {
            pen.put(&self.head);
            text(Some(&input.path), pen)?;
            pen.all(b",\"line\":");
            match input.line {
                Some(line) => pen.number(line as u64),
                None => pen.all(b"null"),
            }
            pen.all(b"},\"subject\":");
            text(head.subject.as_deref(), pen)?;
            pen.all(b",\"ref\":");
            text(head.reference.as_deref(), pen)?;
            pen.all(b",\"date\":");
            text(head.date, pen)?;
            pen.put(&self.next_stages[tally.reached()]);
            pen.list(self.stages.iter().enumerate(), |pen, (stage, pieces)| {
                self.stage(tables, tally, stage, pieces, pen);
            });
            pen.all(b"],\"notices\":[");
            pen.list(&tally.notices, |pen, notice| pen.put(&self.notices[*notice]));
            pen.all(b"]}\n");
            Ok(())
        })
    }

    fn stage(
        &self,
        tables: &Tables<'_>,
        tally: &Tally,
        stage: usize,
        pieces: &StagePieces,
        pen: &mut Pen<'_>,
    ) {
        let points = tally.points(stage);
        let [proven, possible, own_points, proven_points, possible_points, max_points] = &self.labels;
        let percent = |part| self.percents[usize::from(Percent::of(part, points.max).tenths())];
        pen.put(&pieces.verdicts[tally.verdicts[stage] as usize]);
        pen.word(percent(points.score));
        pen.put(proven);
        pen.word(percent(points.proven));
        pen.put(possible);
        pen.word(percent(points.possible));
        let all = [
            (own_points, points.score),
            (proven_points, points.proven),
            (possible_points, points.possible),
            (max_points, points.max),
        ];
        for (label, points) in all {
            pen.put(label);
            self.numbers.put(points, pen);
        }
        pen.put(&pieces.bands[band(tables.framework, points).map_or(0, |band| band + 1)]);
        pen.list(pieces.gates.iter().zip(&tally.gates[stage]), |pen, (pieces, gate)| {
            pen.put(&pieces[usize::from(tally.codes[gate.criterion.get()])]);
        });
        pen.put(&self.losses_begin);
        pen.list(tally.losses(tables, stage), |pen, loss| {
            pen.put(self.losses.of(loss.criterion(), tally));
            self.loss_ends.put(loss.points, pen);
        });
        pen.put(&self.stage_end);
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

/// The beginning of a loss. Ids are kebab-case and need no escapes.
fn loss(id: &str, level: Option<u8>) -> String {
    let level = level.map_or("null".to_owned(), |level| level.to_string());
    format!("{{\"criterion\":\"{id}\",\"level\":{level},\"points\":")
}

/// Writes a text, or that there is none.
fn text(text: Option<&str>, pen: &mut Pen<'_>) -> serde_json::Result<()> {
    match text {
        Some(text) if is_plain(text) => {
            pen.all(b"\"");
            pen.all(text.as_bytes());
            pen.all(b"\"");
            Ok(())
        }
        text => serde_json::to_writer(pen, &text),
    }
}
