use super::{Caption, across, silent};
use crate::framework::Verdict;
use crate::report::markup::each;
use crate::scoring::Percent;
use crate::text::escape_html;

/// Many companies on one axis of percents, with the cut.
pub(in crate::report) struct Strip {
    pub(in crate::report) needed: u8,
    /// The label of the cut, such as "needs 60%".
    pub(in crate::report) needs: String,
}

#[derive(Clone, Copy)]
pub(in crate::report) struct StripDot {
    pub(in crate::report) proven: Percent,
    pub(in crate::report) verdict: Verdict,
}

/// Up to this many dots are drawn large.
const LARGE: usize = 60;

/// The size and spacing of dots: even on a phone none covers another.
#[derive(Clone, Copy)]
struct Grain {
    radius: &'static str,
    /// Between two in a row, in tenths of a percent.
    apart: u16,
    /// From one row to the next.
    row: usize,
}

impl Grain {
    fn of(dots: usize) -> Self {
        if dots <= LARGE {
            Self { radius: "5", apart: 32, row: 12 }
        } else {
            Self { radius: "3.2", apart: 20, row: 8 }
        }
    }
}

/// Dots in rows, the first row at the axis.
struct Stack {
    grain: Grain,
    placed: Vec<(StripDot, usize)>,
    rows: usize,
}

impl Stack {
    fn of(dots: &[StripDot], grain: Grain) -> Self {
        let mut dots = dots.to_vec();
        dots.sort_by_key(|dot| (dot.proven.tenths(), std::cmp::Reverse(dot.verdict)));
        let mut ends: Vec<u16> = Vec::new();
        let mut place = |dot: StripDot| {
            let x = dot.proven.tenths();
            let free = ends.iter().position(|end| x >= *end).unwrap_or(ends.len());
            match ends.get_mut(free) {
                Some(end) => *end = x + grain.apart,
                None => ends.push(x + grain.apart),
            }
            (dot, free)
        };
        let placed = dots.into_iter().map(&mut place).collect();
        Self { grain, placed, rows: ends.len() }
    }

    /// The height of the rows, or of at least this many.
    fn height(&self, least: usize) -> usize {
        self.rows.max(least) * self.grain.row + 6
    }

    /// The dots; `down` gives the vertical position of a distance from the axis.
    fn circles(&self, down: impl Fn(usize) -> usize) -> String {
        let Grain { radius, row, .. } = self.grain;
        each(&self.placed, |(dot, off)| {
            let (x, y, class) = (across(dot.proven.tenths()), down(8 + off * row), class_of(dot.verdict));
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>")
        })
    }
}

/// The height of the highest bar.
const BARS: u64 = 64;

impl Strip {
    /// A dot for each company; dots that would overlap are stacked.
    pub(in crate::report) fn dots(&self, dots: &[StripDot], caption: &Caption) -> String {
        let dots = Stack::of(dots, Grain::of(dots.len()));
        let axis = dots.height(3);
        self.draw(&dots.circles(|off| axis - off), axis, axis, caption)
    }

    /// Two groups of dots: one above the axis, the other below it.
    pub(in crate::report) fn groups(
        &self,
        above: &[StripDot],
        below: &[StripDot],
        caption: &Caption,
    ) -> String {
        let grain = Grain::of(above.len() + below.len());
        let [above, below] = [above, below].map(|group| Stack::of(group, grain));
        let axis = above.height(1);
        let circles = above.circles(|off| axis - off) + &below.circles(|off| axis + off);
        self.draw(&circles, axis, axis + below.height(1), caption)
    }

    /// A bar for each percent, if there are too many companies for dots; `highest` describes the highest bar.
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
        self.draw(&(each(shown, bar) + &words), height, height, caption)
    }

    /// The axis at some distance from the top, with what is above and below it.
    fn draw(&self, companies: &str, axis: usize, height: usize, caption: &Caption) -> String {
        let (needed, below, words) = (self.needed, height + 6, height + 18);
        let mut body: Vec<String> = Vec::new();
        for x in ["0", "25%", "50%", "75%", "100%"] {
            body.push(format!("<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{height}\" class=\"rule\"/>"));
        }
        body.push(format!("<line x1=\"0\" x2=\"100%\" y1=\"{axis}\" y2=\"{axis}\" class=\"axes\"/>"));
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
        // The ends of the axis make room for the label of the cut.
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

/// The dot of a verdict, as in a legend.
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
