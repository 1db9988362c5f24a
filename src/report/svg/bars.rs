use super::{Caption, across, piece, silent};
use crate::scoring::Percent;
use crate::text::escape_html;

/// The state of a stage: a bar of what is proven, claimed and possible, and a line at the cut.
pub(in crate::report) struct Bullet {
    pub(in crate::report) proven: Percent,
    pub(in crate::report) claimed: Percent,
    pub(in crate::report) possible: Percent,
    pub(in crate::report) needed: u8,
    /// The label of the cut, such as "needs 60%".
    pub(in crate::report) needs: String,
}

impl Bullet {
    pub(in crate::report) fn draw(&self, caption: &Caption) -> String {
        let Self { proven, claimed, possible, needed, needs } = self;
        let (none, at) = (Percent::of(0, 1), across(u16::from(*needed) * 10));
        let mut body =
            vec![String::from("<rect x=\"0\" y=\"5\" width=\"100%\" height=\"16\" class=\"track\"/>")];
        if possible > claimed {
            body.push(piece("possible", none, *possible, "5.5", 15));
        }
        body.push(piece("claimed", *proven, *claimed, "5.5", 15));
        body.push(piece("proven", none, *proven, "5", 16));
        // A halo in the color of the page sets the line apart from any bar.
        for class in ["need-halo", "need"] {
            body.push(format!("<line x1=\"{at}\" x2=\"{at}\" y1=\"0\" y2=\"26\" class=\"{class}\"/>"));
        }
        let anchor = match needed {
            0..6 => " text-anchor=\"start\"",
            95.. => " text-anchor=\"end\"",
            _ => "",
        };
        let needs = escape_html(needs);
        body.push(format!("<text x=\"{at}\" y=\"37\" class=\"need-text\"{anchor}>{needs}</text>"));
        // The ends of the axis make room for the label of the cut.
        if *needed > 15 {
            body.push("<text x=\"0\" y=\"37\" class=\"axis\" text-anchor=\"start\">0</text>".to_owned());
        }
        if *needed < 85 {
            body.push("<text x=\"100%\" y=\"37\" class=\"axis\" text-anchor=\"end\">100%</text>".to_owned());
        }
        caption.picture("bullet", "width=\"100%\" height=\"40\"", &body.concat())
    }
}

/// A small bar of how many of all are proven, additionally claimed, and additionally open.
pub(in crate::report) fn mini_of([proven, claimed, open]: [usize; 3], all: usize) -> String {
    let percent = |part: usize| Percent::of(part as u64, all as u64);
    mini([percent(proven), percent(proven + claimed), percent(proven + claimed + open)])
}

/// A small bar of what is proven, claimed and possible, below its number.
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
