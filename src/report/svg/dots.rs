use super::{across, silent};
use crate::advice::LossReason;
use crate::scoring::Percent;

/// How much one criterion loses, and why.
pub(in crate::report) struct Dot {
    pub(in crate::report) lost: Percent,
    pub(in crate::report) reason: LossReason,
}

/// One dot on a rail that ends at some percent: solid for a low level, hatched for a claim, dashed for an open answer.
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
