use super::CalibrationView;
use super::picture::{DotPlot, INDENT, cells};
use super::said::{CalibrationBlock, blocks};
use crate::framework::StageIx;
use crate::report::page::{Page, Terminal, lines, right, table};
use crate::text::Label;

/// A calibration for a terminal, ending in a line break.
pub fn terminal(view: &CalibrationView<'_>, terminal: Terminal) -> String {
    let mut page = Page::new(view.lang, terminal);
    for block in blocks(view) {
        match block {
            CalibrationBlock::Heading(text) => page.heading(text),
            CalibrationBlock::Key => page.note(Label(
                "o a case that is ready by most judges, x one that is not, on the axis of what its ratings prove, in percent \
                 (lower median); | the present cut.",
                "o は過半数の判断で準備完了の事例、x はそうでない事例（横軸は根拠あり得点率（%）、回答の下側中央値）。| は現在の基準。",
            )),
            CalibrationBlock::Plot(stage) => page.raw(&plot(view, stage, terminal)),
            CalibrationBlock::Paragraph(text) => page.paragraph(text),
            CalibrationBlock::Note(text) => page.note(text),
            CalibrationBlock::Bullet(text) => page.bullet(text),
            CalibrationBlock::Table { heads, rows } => {
                let mut cells = table(terminal, heads);
                for (name, counts) in rows {
                    cells.add_row(std::iter::once(name.into()).chain(counts.into_iter().map(right)));
                }
                page.raw(&lines(cells));
            }
        }
    }
    page.finish()
}

fn plot(view: &CalibrationView<'_>, stage: StageIx, terminal: Terminal) -> String {
    let own = &view.calibration.stages[stage.get()];
    let [ready, not] = [&own.ready, &own.not_ready]
        .map(|group| view.of_stage(stage, group).map(|(_, case)| case.proven).collect::<Vec<_>>());
    let plot = DotPlot::new(&ready, &not, own.ready_at, cells(terminal.columns));
    let paint = terminal.paint;
    let above = plot.above.iter().map(|row| paint.good(row));
    let below = plot.below.iter().map(|row| paint.bad(row));
    let rows = above.chain([plot.axis.clone()]).chain(below).chain([paint.dim(&plot.ruler)]);
    rows.map(|row| [INDENT, &row].concat()).collect::<Vec<_>>().join("\n")
}
