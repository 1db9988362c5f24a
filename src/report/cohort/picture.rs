use crate::advice::{Quartiles, Share};

/// Cells for 0 to 100 percent; a tenth of them has room for a number of four digits.
const CELLS: usize = 50;

pub(super) const COLUMNS: usize = CELLS + 4;

/// A box plot from 0 to 100 percent: `-` lowest to highest, `=` the middle half, `o` the median, `|` the cut.
pub(super) fn line(quartiles: &Quartiles, ready_at: Option<u8>) -> String {
    // One more cell than steps, because 100 percent has its own.
    let at = |share: Share| usize::from(share.percent().tenths()) * CELLS / 1000;
    let Quartiles { lowest, first, median, third, highest } = *quartiles;
    let mut cells = vec!['.'; CELLS + 1];
    cells[at(lowest)..=at(highest)].fill('-');
    cells[at(first)..=at(third)].fill('=');
    if let Some(ready_at) = ready_at {
        cells[usize::from(ready_at) * CELLS / 100] = '|';
    }
    cells[at(median)] = 'o';
    cells.into_iter().collect()
}

pub(super) fn ruler() -> String {
    columns((0..=10).map(|tenth| (tenth * 10).to_string()))
}

pub(super) fn counts(bins: &[usize; 10]) -> String {
    columns(bins.iter().map(|count| if *count == 0 { ".".to_owned() } else { count.to_string() }))
}

fn columns(words: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for (position, word) in words.enumerate() {
        let column = position * CELLS / 10;
        // A number too wide for its tenth pushes the others to the right.
        let gap = column.saturating_sub(out.len()).max(usize::from(position > 0));
        out.extend(std::iter::repeat_n(' ', gap));
        out += &word;
    }
    out
}

/// A bar for a part of a whole: at least one mark unless the part is 0.
pub(super) fn bar(part: usize, whole: usize, cells: usize) -> String {
    let marks = (part * cells).checked_div(whole).unwrap_or(0).max(usize::from(part > 0));
    "#".repeat(marks)
}

#[cfg(test)]
mod tests {
    use super::{bar, counts, line, ruler};
    use crate::advice::{Quartiles, Share};

    #[test]
    fn a_line_begins_and_ends_where_the_companies_do() {
        let of = |percents: &[u64]| {
            Quartiles::of(percents.iter().map(|percent| Share::of(*percent, 100)).collect()).expect("some")
        };
        assert_eq!(line(&of(&[0, 100]), Some(70)), "o==================================|===============");
        assert_eq!(line(&of(&[20]), Some(100)), "..........o.......................................|");
        assert_eq!(line(&of(&[20]), None), "..........o........................................");
        assert_eq!(
            line(&of(&[10, 20, 30, 50, 60]), Some(70)),
            ".....-----=====o==========-----....|..............."
        );
    }

    #[test]
    fn counts_stand_under_their_tenths() {
        assert!(ruler().starts_with("0    10   20"));
        assert_eq!(
            counts(&[12, 0, 0, 0, 0, 0, 0, 3, 1, 2]),
            "12   .    .    .    .    .    .    3    1    2"
        );
        assert!(counts(&[123_456; 10]).starts_with("123456 123456 "));
        assert_eq!([bar(1, 1000, 10), bar(5, 10, 10), bar(0, 0, 10)], ["#", "#####", ""]);
    }
}
