use super::{Caption, across, silent};
use crate::framework::Verdict;
use crate::report::markup::each;
use crate::scoring::Percent;
use crate::text::escape_html;

/// Many companies on one axis of percents, and what is needed there.
pub(in crate::report) struct Strip {
    pub(in crate::report) needed: u8,
    /// The words at the threshold, such as "needs 60%".
    pub(in crate::report) needs: String,
}

/// One company.
#[derive(Clone, Copy)]
pub(in crate::report) struct StripDot {
    pub(in crate::report) proven: Percent,
    pub(in crate::report) verdict: Verdict,
}

/// The most dots that are drawn large.
const LARGE: usize = 60;

/// How tall the highest of the bars is.
const BARS: u64 = 64;

impl Strip {
    /// A dot a company, at its place; those that would cover each other lie one above the other.
    pub(in crate::report) fn dots(&self, dots: &[StripDot], caption: &Caption) -> String {
        // Their size, the tenths of a percent that two of a row are apart, and from one row to the next: also on a phone
        // no dot covers another.
        let (radius, apart, row) = if dots.len() <= LARGE { ("5", 32, 12) } else { ("3.2", 20, 8) };
        let mut dots = dots.to_vec();
        dots.sort_by_key(|dot| (dot.proven.tenths(), std::cmp::Reverse(dot.verdict)));
        let mut ends: Vec<u16> = Vec::new();
        let mut placed = Vec::new();
        for dot in dots {
            let x = dot.proven.tenths();
            let free = ends.iter().position(|end| x >= *end).unwrap_or(ends.len());
            match ends.get_mut(free) {
                Some(end) => *end = x + apart,
                None => ends.push(x + apart),
            }
            placed.push((dot, free));
        }
        let height = ends.len().max(3) * row + 6;
        let circle = |(dot, above): (StripDot, usize)| {
            let (x, y, class) =
                (across(dot.proven.tenths()), height - 8 - above * row, class_of(dot.verdict));
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>")
        };
        self.draw(&each(placed, circle), height, caption)
    }

    /// A bar for each percent, where there are too many companies for dots; `highest` says how many the highest has.
    pub(in crate::report) fn bars(
        &self,
        percents: &[usize; 100],
        highest: &str,
        caption: &Caption,
    ) -> String {
        let (most, height) = (percents.iter().copied().max().unwrap_or(0).max(1) as u64, 72);
        let shown = percents.iter().enumerate().filter(|(_, companies)| **companies > 0);
        let bar = |(x, companies): (usize, &usize)| {
            let tall = (*companies as u64 * BARS / most).max(1);
            let y = height as u64 - tall;
            format!("<rect x=\"{x}%\" y=\"{y}\" width=\".8%\" height=\"{tall}\" class=\"proven\"/>")
        };
        let highest = escape_html(highest);
        let words = format!("<text x=\"100%\" y=\"10\" class=\"axis\" text-anchor=\"end\">{highest}</text>");
        self.draw(&(each(shown, bar) + &words), height, caption)
    }

    fn draw(&self, companies: &str, height: usize, caption: &Caption) -> String {
        let (needed, below, words) = (self.needed, height + 6, height + 18);
        let mut body: Vec<String> = Vec::new();
        for x in ["0", "25%", "50%", "75%", "100%"] {
            body.push(format!("<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{height}\" class=\"rule\"/>"));
        }
        body.push(format!("<line x1=\"0\" x2=\"100%\" y1=\"{height}\" y2=\"{height}\" class=\"axes\"/>"));
        body.push(format!(
            "<line x1=\"{needed}%\" x2=\"{needed}%\" y1=\"0\" y2=\"{below}\" class=\"need\"/>"
        ));
        body.push(companies.to_owned());
        let anchor = match needed {
            0..6 => " text-anchor=\"start\"",
            95.. => " text-anchor=\"end\"",
            _ => "",
        };
        let needs = escape_html(&self.needs);
        body.push(format!("<text x=\"{needed}%\" y=\"{words}\" class=\"need-text\"{anchor}>{needs}</text>"));
        // The ends of the axis give way to the words at the threshold.
        if needed > 15 {
            body.push(format!("<text x=\"0\" y=\"{words}\" class=\"axis\" text-anchor=\"start\">0</text>"));
        }
        if needed < 85 {
            body.push(format!(
                "<text x=\"100%\" y=\"{words}\" class=\"axis\" text-anchor=\"end\">100%</text>"
            ));
        }
        let all = height + 22;
        caption.picture("strip", &format!("width=\"100%\" height=\"{all}\""), &body.concat())
    }
}

/// The dot of a verdict, as a legend shows it.
pub(in crate::report) fn dot_of(verdict: Verdict) -> String {
    let circle = format!("<circle cx=\"7\" cy=\"7\" r=\"5\" class=\"{}\"/>", class_of(verdict));
    silent("swatch", "width=\"14\" height=\"14\" viewBox=\"0 0 14 14\"", &circle)
}

fn class_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => "new",
        Verdict::Unproven => "claimed",
        Verdict::Open => "old dash",
        Verdict::NotReady | Verdict::NotAssessed => "old",
    }
}
