use super::{piece, silent};
use crate::scoring::Percent;

/// A small bar of how many of all are proven, how many more claimed and how many more open.
pub(in crate::report) fn mini_of([proven, claimed, open]: [usize; 3], all: usize) -> String {
    let percent = |part: usize| Percent::of(part as u64, all as u64);
    mini([percent(proven), percent(proven + claimed), percent(proven + claimed + open)])
}

/// A small bar of what is proven, claimed and possible, under its number.
pub(in crate::report) fn mini([proven, claimed, possible]: [Percent; 3]) -> String {
    let none = Percent::of(0, 1);
    let bars = [
        "<rect x=\"0\" y=\"0\" width=\"100%\" height=\"6\" class=\"track\"/>".to_owned(),
        piece("possible", claimed, possible, ".5", 5),
        piece("claimed", proven, claimed, ".5", 5),
        piece("proven", none, proven, "0", 6),
    ];
    silent("mini", "width=\"100%\" height=\"6\"", &bars.concat())
}
