//! Small signs beside words: for verdicts, for their certainty, and for the pieces of bars.

use super::silent;
use crate::advice::Certainty;
use crate::framework::Verdict;
use crate::report::markup::each;

/// The hatching pattern; once per page, before anything that uses it.
pub(in crate::report) const HATCHING: &str = "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>\
    <pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <rect width=\"5\" height=\"5\" class=\"hatch-paper\"/><rect width=\"2\" height=\"5\" class=\"hatch-ink\"/></pattern></defs></svg>";

const HATCHED: &str =
    "<circle cx=\"7\" cy=\"7\" r=\"6\" class=\"hatch\"/><circle cx=\"7\" cy=\"7\" r=\"6\" class=\"ring\"/>";
const DASHED: &str = "<circle cx=\"7\" cy=\"7\" r=\"6\" class=\"ring dash\"/>";
const SIZE: &str = "width=\"14\" height=\"14\" viewBox=\"0 0 14 14\"";

/// A piece of a bar, as in a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Swatch {
    Proven,
    Claimed,
    Possible,
    Needed,
    Empty,
}

pub(in crate::report) fn verdict(verdict: Verdict) -> String {
    mark(of_verdict(verdict))
}

/// The hatching, and the signs of verdicts for a page with many of them.
pub(in crate::report) fn definitions() -> String {
    let symbol = |verdict: Verdict| {
        let (id, body) = (verdict.id(), of_verdict(verdict));
        format!("<symbol id=\"v-{id}\" viewBox=\"0 0 14 14\">{body}</symbol>")
    };
    HATCHING.replace("</defs>", &(each(Verdict::ALL, symbol) + "</defs>"))
}

/// The sign of a verdict, by reference to the definitions of the page.
pub(in crate::report) fn defined(verdict: Verdict) -> String {
    format!("<svg class=\"mark\" aria-hidden=\"true\"><use href=\"#v-{}\"/></svg>", verdict.id())
}

fn of_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => {
            "<circle cx=\"7\" cy=\"7\" r=\"7\" class=\"fill\"/><path d=\"M3.5 7.2 6 9.7 10.6 4.6\" class=\"cut\"/>"
        }
        Verdict::Unproven => HATCHED,
        Verdict::Open => DASHED,
        Verdict::NotReady => {
            "<circle cx=\"7\" cy=\"7\" r=\"6\" class=\"ring\"/><path d=\"M4 7h6\" class=\"ring\"/>"
        }
        Verdict::NotAssessed => "<path d=\"M2 7h10\" class=\"ring\"/>",
    }
}

pub(in crate::report) fn certainty(certainty: Certainty) -> String {
    mark(match certainty {
        Certainty::Robust => "<circle cx=\"7\" cy=\"7\" r=\"6\" class=\"fill\"/>",
        Certainty::Weights => {
            "<circle cx=\"7\" cy=\"7\" r=\"6\" class=\"ring\"/><path d=\"M7 1a6 6 0 0 1 0 12z\" class=\"fill\"/>"
        }
        Certainty::Evidence => HATCHED,
        Certainty::Answers => DASHED,
    })
}

pub(in crate::report) fn swatch(swatch: Swatch) -> String {
    let body = match swatch {
        Swatch::Proven => "<rect x=\"0\" y=\"3\" width=\"14\" height=\"8\" class=\"proven\"/>",
        Swatch::Claimed => "<rect x=\".5\" y=\"3.5\" width=\"13\" height=\"7\" class=\"claimed\"/>",
        Swatch::Possible => "<rect x=\".5\" y=\"3.5\" width=\"13\" height=\"7\" class=\"possible\"/>",
        Swatch::Empty => "<rect x=\"0\" y=\"3\" width=\"14\" height=\"8\" class=\"track\"/>",
        Swatch::Needed => "<path d=\"M7 0v14\" class=\"need\"/>",
    };
    silent("swatch", SIZE, body)
}

/// The space of a sign, to keep what follows aligned.
pub(in crate::report) fn no_mark() -> String {
    silent("swatch", SIZE, "")
}

fn mark(body: &str) -> String {
    silent("mark", SIZE, body)
}
