use crate::advice::Share;

/// The most dots in a stack; a plus replaces any further ones.
const HIGHEST: usize = 5;

pub(super) const INDENT: &str = "  ";

/// Cases as dots on an axis from 0 to 100 percent.
pub(super) struct DotPlot {
    /// The rows above the axis, from the top: `o` for each ready case.
    pub(super) above: Vec<String>,
    /// The axis, with `|` where the cut is.
    pub(super) axis: String,
    /// The rows below it: `x` for each case that is not ready.
    pub(super) below: Vec<String>,
    /// The percents below it.
    pub(super) ruler: String,
}

/// The widest axis that fits, of a few with whole tenths.
pub(super) fn cells(columns: usize) -> usize {
    // The last number of the ruler begins below the last cell.
    let room = columns.saturating_sub(INDENT.len() + "100".len());
    [70, 50, 30].into_iter().find(|cells| *cells <= room).unwrap_or(20)
}

impl DotPlot {
    pub(super) fn new(ready: &[Share], not: &[Share], cut: u8, cells: usize) -> Self {
        let mut axis: Vec<char> = vec!['-'; cells + 1];
        axis[usize::from(cut) * cells / 100] = '|';
        let mut above = rows(ready, 'o', cells);
        above.reverse();
        let step = cells / 10;
        // If the numbers would collide, every other one is left out.
        let every = if step > 2 { 1 } else { 2 };
        let mut ruler = String::new();
        for tenth in (0..=10).step_by(every) {
            ruler.push_str(&" ".repeat((tenth * step).saturating_sub(ruler.len())));
            ruler.push_str(&(tenth * 10).to_string());
        }
        Self { above, axis: axis.into_iter().collect(), below: rows(not, 'x', cells), ruler }
    }
}

/// The rows of dots, from the axis outwards.
fn rows(percents: &[Share], dot: char, cells: usize) -> Vec<String> {
    let mut counts = vec![0_usize; cells + 1];
    for percent in percents {
        counts[usize::from(percent.percent().tenths()) * cells / 1000] += 1;
    }
    let height = counts.iter().copied().max().unwrap_or(0).min(HIGHEST);
    let row = |level: usize| {
        let sign = |count: &usize| match *count {
            count if count <= level => ' ',
            count if level + 1 == HIGHEST && count > HIGHEST => '+',
            _ => dot,
        };
        counts.iter().map(sign).collect::<String>().trim_end().to_owned()
    };
    (0..height).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{DotPlot, cells};
    use crate::advice::Share;

    #[test]
    fn dots_are_stacked_over_and_under_the_axis() {
        let of = |percents: &[u64]| percents.iter().map(|one| Share::of(*one, 100)).collect::<Vec<_>>();
        let plot = DotPlot::new(&of(&[50, 50, 100]), &of(&[0, 0, 0, 0, 0, 0, 45]), 70, 20);
        assert_eq!(plot.above, ["          o", "          o         o"]);
        assert_eq!(plot.axis, "--------------|------");
        assert_eq!(plot.below, ["x        x", "x", "x", "x", "+"]);
        assert_eq!(plot.ruler, "0   20  40  60  80  100");
        assert_eq!([80, 60, 40, 30].map(cells), [70, 50, 30, 20]);
    }
}
