use crate::batch::page::Page;
use crate::batch::scan::Head;
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;
use crate::report::cells::{blocked_by, codes};
use crate::report::csv::Row;
use crate::scoring::Percent;

/// Writes assessments as rows, byte for byte as [`crate::report::csv::row`] writes them.
#[derive(Debug)]
pub(in crate::batch) struct Csv {
    /// By tenths of a percent.
    percents: Vec<String>,
}

impl Csv {
    /// What all rows share.
    pub(in crate::batch) fn new() -> Self {
        Self { percents: (0..=1000).map(|tenths| Percent::of(tenths, 1000).to_string()).collect() }
    }

    /// Writes one assessment.
    pub(in crate::batch) fn write(
        &self,
        tables: &Tables<'_>,
        tally: &Tally,
        head: &Head<'_>,
        page: &mut Page,
    ) {
        let framework = tables.framework;
        let mut row = Row::default();
        row.push(head.subject.as_deref().unwrap_or_default());
        row.push(head.reference.as_deref().unwrap_or_default());
        row.push_plain(head.date.unwrap_or_default());
        let reached = tally.reached();
        row.push_plain(itoa::Buffer::new().format(reached));
        row.push_plain(framework.stages().get(reached).map_or("", |stage| &stage.id));
        for (stage, verdict) in tally.verdicts.iter().enumerate() {
            let points = tally.points(stage);
            row.push_plain(verdict.id());
            for part in [points.score, points.proven, points.possible] {
                row.push_plain(&self.percents[usize::from(Percent::of(part, points.max).tenths())]);
            }
            row.push_several(blocked_by(framework, &tally.gates[stage]));
        }
        row.push_several(codes(tally.notices.iter().map(|notice| &tables.notices.all[*notice])));
        page.all(row.end().as_bytes());
    }
}
