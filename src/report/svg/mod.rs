//! Pictures drawn from numbers. Colors and strokes come from the page's style sheet, by class; coordinates are whole
//! numbers, or percents with one decimal, so that a picture follows the width of its page.
//!
//! One visual language: solid is proven, hatched is claimed, an outline is open.

mod bars;
mod marks;
mod rails;
mod scatter;
mod strip;

pub(super) use bars::{Bullet, mini, mini_of};
pub(super) use marks::{HATCHING, Swatch, certainty, defined, definitions, no_mark, swatch, verdict};
pub(super) use rails::{Dot, Dumbbell, RankLine, dots};
pub(super) use scatter::{Scatter, ScatterPoint};
pub(super) use strip::{Strip, StripDot, dot_of};

use crate::scoring::Percent;
use crate::text::escape_html;

/// The title and description of a picture, and the id by which the page refers to both. All of it plain text.
pub(super) struct Caption {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) says: String,
}

impl Caption {
    /// A picture with title and description for screen readers.
    fn picture(&self, class: &str, size: &str, body: &str) -> String {
        let (id, title, says) = (&self.id, escape_html(&self.title), escape_html(&self.says));
        format!(
            "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" {size}><title id=\"{id}-t\">{title}</title>\
             <desc id=\"{id}-d\">{says}</desc>{body}</svg>"
        )
    }
}

/// A picture that only repeats the number beside it.
fn silent(class: &str, size: &str, body: &str) -> String {
    format!("<svg class=\"{class}\" {size} aria-hidden=\"true\" focusable=\"false\">{body}</svg>")
}

/// Tenths of a percent as a coordinate, without a redundant decimal.
fn across(tenths: u16) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    if tenth == 0 { format!("{whole}%") } else { format!("{whole}.{tenth}%") }
}

/// A piece of a bar between two percents; empty if they are equal.
fn piece(class: &str, from: Percent, to: Percent, y: &str, height: u8) -> String {
    let (from, to) = (from.tenths(), to.tenths());
    if from >= to {
        return String::new();
    }
    let (x, width) = (if from == 0 { "0".to_owned() } else { across(from) }, across(to - from));
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>")
}
