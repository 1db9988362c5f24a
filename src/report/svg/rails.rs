use super::{Caption, across, silent};
use crate::advice::LossReason;
use crate::scoring::Percent;

/// A percent before and after, and the cut: a hollow and a solid dot on a rail, and a line.
pub(in crate::report) struct Dumbbell {
    pub(in crate::report) before: Percent,
    pub(in crate::report) after: Percent,
    pub(in crate::report) needed: Option<u8>,
}

impl Dumbbell {
    pub(in crate::report) fn draw(&self, caption: &Caption) -> String {
        let (before, after) = (across(self.before.tenths()), across(self.after.tenths()));
        let mut body = vec![String::from("<line x1=\"0\" x2=\"100%\" y1=\"11\" y2=\"11\" class=\"rail\"/>")];
        if let Some(needed) = self.needed {
            let at = across(u16::from(needed) * 10);
            body.push(format!("<line x1=\"{at}\" x2=\"{at}\" y1=\"2\" y2=\"20\" class=\"need\"/>"));
        }
        if before != after {
            body.push(format!("<line x1=\"{before}\" x2=\"{after}\" y1=\"11\" y2=\"11\" class=\"bar\"/>"));
        }
        body.push(format!("<circle cx=\"{before}\" cy=\"11\" r=\"5\" class=\"old\"/>"));
        body.push(format!("<circle cx=\"{after}\" cy=\"11\" r=\"5.5\" class=\"new\"/>"));
        caption.picture("dumbbell", "width=\"100%\" height=\"22\"", &body.concat())
    }
}

/// How much one criterion loses, and why.
pub(in crate::report) struct Dot {
    pub(in crate::report) lost: Percent,
    pub(in crate::report) reason: LossReason,
}

/// A dot on a rail that ends at some percent: solid for a low level, hatched for a claim, dashed for an open answer.
pub(in crate::report) fn dots(dot: &Dot, end: u16) -> String {
    let x = across(Percent::of(dot.lost.tenths().into(), u64::from(end) * 10).tenths());
    let dot = match dot.reason {
        LossReason::Level => format!("<circle cx=\"{x}\" cy=\"9\" r=\"5\" class=\"new\"/>"),
        LossReason::Unproven => {
            let circle = |class| format!("<circle cx=\"{x}\" cy=\"9\" r=\"5.5\" class=\"{class}\"/>");
            circle("hatch") + &circle("ring")
        }
        LossReason::Open => format!("<circle cx=\"{x}\" cy=\"9\" r=\"5.5\" class=\"old dash\"/>"),
    };
    let rail = "<line x1=\"0\" x2=\"100%\" y1=\"9\" y2=\"9\" class=\"rail\"/>";
    let stem = format!("<line x1=\"0\" x2=\"{x}\" y1=\"9\" y2=\"9\" class=\"stem\"/>");
    silent("dots", "width=\"100%\" height=\"18\"", &[rail, &stem, &dot].concat())
}

/// A rank, and the range that is equally defensible, in percent of the way from the first to the last rank.
pub(in crate::report) struct RankLine {
    pub(in crate::report) rank: Percent,
    /// Under other weights: a bar.
    pub(in crate::report) weights: Option<[Percent; 2]>,
    /// By open answers: dashes.
    pub(in crate::report) answers: [Percent; 2],
}

impl RankLine {
    pub(in crate::report) fn draw(&self) -> String {
        let line = |class: &str, [from, to]: [Percent; 2]| {
            if from == to {
                return String::new();
            }
            let (from, to) = (across(from.tenths()), across(to.tenths()));
            format!("<line x1=\"{from}\" x2=\"{to}\" y1=\"8\" y2=\"8\" class=\"{class}\"/>")
        };
        let body = [
            "<line x1=\"0\" x2=\"100%\" y1=\"8\" y2=\"8\" class=\"rail\"/>".to_owned(),
            line("stem dash", self.answers),
            self.weights.map_or_else(String::new, |weights| line("bar", weights)),
            format!("<circle cx=\"{}\" cy=\"8\" r=\"4.5\" class=\"new\"/>", across(self.rank.tenths())),
        ];
        silent("interval", "width=\"100%\" height=\"16\"", &body.concat())
    }
}
