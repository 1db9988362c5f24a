use std::convert::Infallible;

use super::losses::LossPieces;
use super::numbers::Numbers;
use crate::batch::page::{Page, Pen, Piece};
use crate::batch::scan::Head;
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;
use crate::framework::Verdict;
use crate::report::assessment::cells::{self, BETWEEN};
use crate::report::assessment::csv::cell;
use crate::scoring::{GateStatus, Percent, SHOWN_LOSSES};
use crate::text::is_formula;

/// Writes assessments as rows from ready-made pieces, byte for byte as [`crate::report::assessment::csv::row`] writes them.
#[derive(Debug)]
pub(in crate::batch) struct Csv {
    /// By how many stages are reached: that number and the next stage.
    next_stages: Vec<Piece<64>>,
    /// By verdict.
    verdicts: Vec<Piece<16>>,
    /// By tenths of a percent, with the comma after it.
    percents: Vec<Piece<8>>,
    /// Per criterion its id.
    ids: Vec<Piece<32>>,
    /// The codes that notices have, sorted.
    codes: Vec<Piece<8>>,
    /// Per notice the position of its code.
    code_of_notice: Vec<usize>,
    /// None if losses are left out.
    losses: Option<Losses>,
}

impl Csv {
    /// The pieces for a framework; none if it has more kinds of notices than can be told apart here.
    pub(in crate::batch) fn new(tables: &Tables<'_>, losses: bool) -> Option<Self> {
        let framework = tables.framework;
        let notices = &tables.notices.all;
        let codes = cells::codes(notices.iter());
        let position = |id: &str| codes.iter().position(|code| *code == id);
        let ids = framework.stages().iter().map(|stage| stage.id.as_str()).chain([""]);
        let loss = |id: &str, level: Option<u8>| {
            format!(",{id},{},", level.map(|level| level.to_string()).unwrap_or_default())
        };
        (codes.len() <= 64).then_some(())?;
        Some(Self {
            next_stages: ids.enumerate().map(|(reached, id)| format!(",{reached},{id}").into()).collect(),
            verdicts: Verdict::ALL.iter().map(|verdict| format!(",{},", verdict.id()).into()).collect(),
            percents: (0..=1000).map(|tenths| format!("{},", Percent::of(tenths, 1000)).into()).collect(),
            ids: framework.criteria().iter().map(|criterion| criterion.id.clone().into()).collect(),
            code_of_notice: notices.iter().map(|notice| position(notice.code.id)).collect::<Option<_>>()?,
            codes: codes.iter().map(|code| Piece::new(code.as_bytes())).collect(),
            losses: losses.then(|| Losses {
                begins: LossPieces::new(framework, loss),
                points: Numbers::new(tables, ""),
            }),
        })
    }

    /// Writes one assessment.
    pub(in crate::batch) fn write(
        &self,
        tables: &Tables<'_>,
        tally: &Tally,
        head: &Head<'_>,
        page: &mut Page,
    ) {
        let Ok(()) = page.write(|pen| {
            text(head.subject.as_deref().unwrap_or_default(), pen);
            pen.all(b",");
            text(head.reference.as_deref().unwrap_or_default(), pen);
            pen.all(b",");
            pen.all(head.date.unwrap_or_default().as_bytes());
            pen.put(&self.next_stages[tally.reached()]);
            for stage in 0..tally.verdicts.len() {
                self.stage(tally, stage, pen);
            }
            pen.all(b",");
            let found =
                tally.notices.iter().fold(0_u64, |found, notice| found | 1 << self.code_of_notice[*notice]);
            let mut several = Several::default();
            for (position, code) in self.codes.iter().enumerate() {
                if found >> position & 1 == 1 {
                    several.put(code, pen);
                }
            }
            if let Some(losses) = &self.losses {
                for stage in 0..tally.verdicts.len() {
                    losses.write(tables, tally, stage, pen);
                }
            }
            pen.all(b"\n");
            Ok::<_, Infallible>(())
        });
    }

    fn stage(&self, tally: &Tally, stage: usize, pen: &mut Pen<'_>) {
        let points = tally.points(stage);
        pen.put(&self.verdicts[tally.verdicts[stage] as usize]);
        for part in [points.score, points.proven, points.possible] {
            pen.put(&self.percents[usize::from(Percent::of(part, points.max).tenths())]);
        }
        let mut several = Several::default();
        for status in [GateStatus::Failed, GateStatus::Open] {
            for gate in tally.gates[stage].iter().filter(|gate| gate.status == status) {
                several.put(&self.ids[gate.criterion.get()], pen);
            }
        }
    }
}

/// The pieces of losses.
#[derive(Debug)]
struct Losses {
    begins: LossPieces,
    points: Numbers,
}

impl Losses {
    /// Writes the three greatest losses of a stage.
    fn write(&self, tables: &Tables<'_>, tally: &Tally, stage: usize, pen: &mut Pen<'_>) {
        let mut missing = SHOWN_LOSSES;
        for loss in tally.losses(tables, stage) {
            pen.put(self.begins.of(loss.criterion(), tally));
            self.points.put(loss.points, pen);
            missing -= 1;
        }
        for _ in 0..missing {
            pen.all(b",,,");
        }
    }
}

/// What stands in a cell with several ids or codes.
#[derive(Default)]
struct Several {
    begun: bool,
}

impl Several {
    fn put<const N: usize>(&mut self, piece: &Piece<N>, pen: &mut Pen<'_>) {
        if self.begun {
            pen.all(BETWEEN.as_bytes());
        }
        self.begun = true;
        pen.put(piece);
    }
}

/// By byte, what a cell needs that holds it.
const NEEDS: [u8; 256] = {
    let mut needs = [0; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        needs[byte as usize] = match byte {
            b',' => QUOTES,
            // A quotation mark, or what a character that acts on a terminal or breaks a line may begin with.
            b'"' | 0..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef => CARE,
            _ => 0,
        };
        byte += 1;
    }
    needs
};
/// Quotation marks around it.
const QUOTES: u8 = 1;
/// To be looked at character by character.
const CARE: u8 = 2;

/// Writes a text of the user's.
fn text(text: &str, pen: &mut Pen<'_>) {
    let needs = text.bytes().fold(0, |needs, byte| needs | NEEDS[usize::from(byte)]);
    if needs & CARE != 0 || is_formula(text) {
        pen.all(cell(text).as_bytes());
    } else if needs == QUOTES {
        pen.all(b"\"");
        pen.all(text.as_bytes());
        pen.all(b"\"");
    } else {
        pen.all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{Page, cell, text};

    #[test]
    fn every_character_is_written_as_ever() {
        let mut page = Page::default();
        for character in (0..=0x2_1000).filter_map(char::from_u32) {
            for written in [format!("{character}"), format!("a{character}b")] {
                page.clear();
                let Ok(()) = page.write(|pen| {
                    text(&written, pen);
                    Ok::<_, Infallible>(())
                });
                assert_eq!(page.bytes(), cell(&written).as_bytes(), "{written:?}");
            }
        }
    }
}
