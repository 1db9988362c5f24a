use crate::batch::codes;
use crate::batch::scan::Head;
use crate::batch::tables::{Loss, Tables};
use crate::batch::tally::{Tally, points};
use crate::framework::{Framework, StageIx, Verdict};
use crate::report::Input;
use crate::report::json::{FrameworkJson, NoticeJson, head_json};
use crate::scoring::{Percent, band};
use crate::text::Lang;

/// A piece of the result that is ready to be copied.
type Piece = Vec<u8>;

/// Writes assessments as lines of JSON from ready-made pieces, byte for byte as
/// [`crate::report::json::AssessmentJson`] is written.
#[derive(Debug)]
pub(in crate::batch) struct Ndjson {
    /// Up to the input.
    head: Piece,
    stages: Vec<StagePieces>,
    /// By the number of the next stage; after the last one there is none.
    next_stages: Vec<Piece>,
    /// By tenths of a percent.
    percents: Vec<Piece>,
    /// By number.
    notices: Vec<Piece>,
    /// Per criterion, up to the points lost: first for an open one, then by level.
    losses: Vec<Vec<Piece>>,
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
        let percents = (0..=1000).map(|tenths| serde_json::to_vec(&Percent::of(tenths, 1000).as_f64()));
        let notices = tables.notices.all.iter();
        Ok(Self {
            head: head_json(&FrameworkJson::new(framework), as_of)?.into_bytes(),
            stages: framework.stage_indices().map(|stage| StagePieces::new(tables, stage)).collect(),
            next_stages: stages.map(|id| serde_json::to_vec(&id)).collect::<Result<_, _>>()?,
            percents: percents.collect::<Result<_, _>>()?,
            notices: notices
                .map(|notice| serde_json::to_vec(&NoticeJson::new(notice, lang)))
                .collect::<Result<_, _>>()?,
            losses: losses.collect(),
        })
    }

    /// Writes one assessment.
    pub(in crate::batch) fn write(
        &self,
        framework: &Framework,
        tally: &Tally,
        head: &Head<'_>,
        input: &Input,
        out: &mut Vec<u8>,
    ) -> serde_json::Result<()> {
        out.extend_from_slice(&self.head);
        serde_json::to_writer(&mut *out, &input.path)?;
        out.extend_from_slice(b",\"line\":");
        match input.line {
            Some(line) => number(line as u64, out),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b"},\"subject\":");
        serde_json::to_writer(&mut *out, &head.subject)?;
        out.extend_from_slice(b",\"ref\":");
        serde_json::to_writer(&mut *out, &head.reference)?;
        out.extend_from_slice(b",\"date\":");
        serde_json::to_writer(&mut *out, &head.date)?;
        let reached = tally.reached();
        out.extend_from_slice(b",\"reached\":");
        number(reached as u64, out);
        out.extend_from_slice(b",\"next_stage\":");
        out.extend_from_slice(&self.next_stages[reached]);
        out.extend_from_slice(b",\"stages\":[");
        for (stage, pieces) in self.stages.iter().enumerate() {
            self.stage(framework, tally, stage, pieces, out);
            out.push(b',');
        }
        out.pop();
        out.extend_from_slice(b"],\"notices\":[");
        join(out, tally.notices.iter(), |notice, out| out.extend_from_slice(&self.notices[*notice]));
        out.extend_from_slice(b"]}");
        Ok(())
    }

    fn stage(
        &self,
        framework: &Framework,
        tally: &Tally,
        stage: usize,
        pieces: &StagePieces,
        out: &mut Vec<u8>,
    ) {
        let points = points(tally.points[stage]);
        let percent = |part, out: &mut Vec<u8>| {
            out.extend_from_slice(&self.percents[usize::from(Percent::of(part, points.max).tenths())]);
        };
        out.extend_from_slice(&pieces.verdicts[tally.verdicts[stage] as usize]);
        percent(points.score, out);
        out.extend_from_slice(b",\"proven\":");
        percent(points.proven, out);
        out.extend_from_slice(b",\"possible\":");
        percent(points.possible, out);
        out.extend_from_slice(b",\"points\":");
        number(points.score, out);
        out.extend_from_slice(b",\"proven_points\":");
        number(points.proven, out);
        out.extend_from_slice(b",\"possible_points\":");
        number(points.possible, out);
        out.extend_from_slice(b",\"max_points\":");
        number(points.max, out);
        let band = band(framework, points).map_or(0, |band| band + 1);
        out.extend_from_slice(&pieces.bands[band]);
        let gates = pieces.gates.iter().zip(&tally.gates[stage]);
        join(out, gates, |(pieces, gate), out| {
            out.extend_from_slice(&pieces[usize::from(tally.codes[gate.criterion.get()])]);
        });
        out.extend_from_slice(b"],\"losses\":[");
        let losses = tally.losses[stage].iter().filter_map(|key| Loss::of(*key));
        join(out, losses, |Loss { criterion, points }, out| {
            let level = codes::level(tally.codes[criterion]).map_or(0, |level| usize::from(level) + 1);
            out.extend_from_slice(&self.losses[criterion][level]);
            number(u64::from(points), out);
            out.push(b'}');
        });
        out.extend_from_slice(b"]}");
    }
}

impl StagePieces {
    fn new(tables: &Tables<'_>, index: StageIx) -> Self {
        let framework = tables.framework;
        let stage = &framework[index];
        let (id, ready_at) = (&stage.id, stage.ready_at);
        let verdict = |verdict: &Verdict| {
            format!("{{\"id\":\"{id}\",\"verdict\":\"{}\",\"score\":", verdict.id()).into_bytes()
        };
        let bands = framework.bands().iter().map(|band| format!("\"{}\"", band.id));
        let band =
            |band: String| format!(",\"ready_at\":{ready_at},\"band\":{band},\"gates\":[").into_bytes();
        let gates = tables.gates[index.get()].iter().map(|gate| {
            let id = &framework.criteria()[gate.criterion].id;
            let piece = gate.results.iter().map(|result| {
                let (status, proven) = (result.status.id(), result.proven_status.id());
                let level = result.at_least;
                let words = format!("\"status\":\"{status}\",\"proven_status\":\"{proven}\"");
                format!("{{\"criterion\":\"{id}\",\"at_least\":{level},{words}}}").into_bytes()
            });
            piece.collect()
        });
        Self {
            verdicts: Verdict::ALL.iter().map(verdict).collect(),
            bands: std::iter::once("null".to_owned()).chain(bands).map(band).collect(),
            gates: gates.collect(),
        }
    }
}

/// The beginning of a loss. Ids are kebab-case and need no escapes.
fn loss(id: &str, level: Option<u8>) -> Piece {
    let level = level.map_or("null".to_owned(), |level| level.to_string());
    format!("{{\"criterion\":\"{id}\",\"level\":{level},\"points\":").into_bytes()
}

fn number(number: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes items with commas between them.
fn join<T>(out: &mut Vec<u8>, items: impl Iterator<Item = T>, mut write: impl FnMut(T, &mut Vec<u8>)) {
    for (position, item) in items.enumerate() {
        if position > 0 {
            out.push(b',');
        }
        write(item, out);
    }
}
