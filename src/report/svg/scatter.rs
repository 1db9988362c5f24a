use super::Caption;
use crate::text::escape_html;

/// Effect against effort: the steps of a plan as numbered discs, other possible actions as small rings.
pub(in crate::report) struct Scatter {
    pub(in crate::report) steps: Vec<ScatterPoint>,
    pub(in crate::report) others: Vec<ScatterPoint>,
    /// The names of the lower and the left axis.
    pub(in crate::report) axes: [String; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct ScatterPoint {
    /// Person-weeks.
    pub(in crate::report) effort: u64,
    /// What it gains, in tenths of a percent.
    pub(in crate::report) gain: u64,
}

/// The plot area within the picture; like everything in it, in whole units.
const LEFT: u64 = 40;
const RIGHT: u64 = 348;
const TOP: u64 = 16;
const BOTTOM: u64 = 176;

/// Ends of the axes with round quarters.
const EFFORTS: [u64; 16] = [4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 60, 80, 120, 200, 400, 1000];
const GAINS: [u64; 15] = [20, 40, 60, 80, 100, 120, 160, 200, 250, 300, 400, 500, 600, 800, 1000];

/// The minimum distance between the centers of two discs.
const APART: i64 = 20;

/// Where a disc moves if its place is taken: right, up, down, left, then diagonally.
const WAYS: [(i64, i64); 8] = [(1, 0), (0, -1), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1)];

impl Scatter {
    pub(in crate::report) fn draw(&self, caption: &Caption) -> String {
        let ends = self.ends();
        let mut body = axes(ends, &self.axes);
        let mut drawn: Vec<ScatterPoint> = Vec::new();
        for other in self.others.iter().filter(|other| ends.holds(other)) {
            if !drawn.contains(other) {
                drawn.push(*other);
                let (x, y) = ends.place(other);
                body.push(format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" class=\"other\"/>"));
            }
        }
        let (mut placed, mut discs) = (Vec::new(), Vec::new());
        for (number, step) in self.steps.iter().enumerate() {
            let (own, number) = (ends.place(step), number + 1);
            let (x, y) = free_place(own, &placed);
            placed.push((x, y));
            if (x, y) != own {
                let (true_x, true_y) = own;
                body.push(format!(
                    "<line x1=\"{true_x}\" y1=\"{true_y}\" x2=\"{x}\" y2=\"{y}\" class=\"lead-line\"/>"
                ));
                body.push(format!("<circle cx=\"{true_x}\" cy=\"{true_y}\" r=\"3\" class=\"spot\"/>"));
            }
            let baseline = y + 4;
            discs.push(format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"9\" class=\"dot\"/>"));
            discs.push(format!("<text x=\"{x}\" y=\"{baseline}\" class=\"dot-no\">{number}</text>"));
        }
        let size = "viewBox=\"0 0 360 216\" width=\"360\" height=\"216\"";
        caption.picture("scatter", size, &(body.concat() + &discs.concat()))
    }

    /// How many of the others are beyond the axes.
    pub(in crate::report) fn outside(&self) -> usize {
        let ends = self.ends();
        self.others.iter().filter(|other| !ends.holds(other)).count()
    }

    /// The smallest axes that contain every step of the plan.
    fn ends(&self) -> Axes {
        let end = |ends: &[u64], most: u64| ends.iter().copied().find(|end| *end >= most).unwrap_or(most);
        let most = |of: fn(&ScatterPoint) -> u64| self.steps.iter().map(of).max().unwrap_or(0);
        Axes { effort: end(&EFFORTS, most(|step| step.effort)), gain: end(&GAINS, most(|step| step.gain)) }
    }
}

/// The ends of both axes.
#[derive(Clone, Copy)]
struct Axes {
    effort: u64,
    gain: u64,
}

impl Axes {
    fn holds(self, point: &ScatterPoint) -> bool {
        point.effort <= self.effort && point.gain <= self.gain
    }

    fn place(self, point: &ScatterPoint) -> (i64, i64) {
        let x = LEFT + point.effort * (RIGHT - LEFT) / self.effort;
        let y = BOTTOM - point.gain * (BOTTOM - TOP) / self.gain;
        (x.cast_signed(), y.cast_signed())
    }
}

fn axes(ends: Axes, names: &[String; 2]) -> Vec<String> {
    let mut out = Vec::new();
    for quarter in 0..5 {
        let (x, y) = (LEFT + 77 * quarter, BOTTOM - 40 * quarter);
        out.push(format!("<line x1=\"{x}\" x2=\"{x}\" y1=\"16\" y2=\"176\" class=\"rule\"/>"));
        out.push(format!("<line x1=\"40\" x2=\"348\" y1=\"{y}\" y2=\"{y}\" class=\"rule\"/>"));
        let anchor = if quarter == 4 { " text-anchor=\"end\"" } else { "" };
        let (effort, gain) = (shown(ends.effort * quarter * 25), shown(ends.gain * quarter * 5 / 2));
        out.push(format!("<text x=\"{x}\" y=\"190\" class=\"axis\"{anchor}>{effort}</text>"));
        let baseline = y + 4;
        out.push(format!("<text x=\"34\" y=\"{baseline}\" class=\"axis\" text-anchor=\"end\">{gain}</text>"));
    }
    let [lower, left] = names.each_ref().map(|name| escape_html(name));
    out.push("<path d=\"M40 16V176H348\" class=\"axes\"/>".to_owned());
    out.push(format!("<text x=\"194\" y=\"208\" class=\"axis-name\">{lower}</text>"));
    out.push(format!("<text x=\"40\" y=\"9\" class=\"axis-name\" text-anchor=\"start\">{left}</text>"));
    out
}

/// Hundredths without redundant decimals.
fn shown(hundredths: u64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The place of a disc: its own or the nearest free one; its own as well if there is none.
fn free_place(own: (i64, i64), placed: &[(i64, i64)]) -> (i64, i64) {
    let is_free =
        |(x, y): &(i64, i64)| placed.iter().all(|(a, b)| (x - a).pow(2) + (y - b).pow(2) >= APART.pow(2));
    if is_free(&own) {
        return own;
    }
    let around =
        (1..=4).flat_map(|ring| WAYS.map(|(x, y)| (own.0 + x * ring * APART, own.1 + y * ring * APART)));
    let mut inside = around.filter(|(x, y)| (50..=340).contains(x) && (24..=168).contains(y));
    inside.find(is_free).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::{ScatterPoint, free_place, shown};

    #[test]
    fn a_disc_gives_way_to_those_before_it() {
        assert_eq!(free_place((100, 100), &[]), (100, 100));
        assert_eq!(free_place((100, 100), &[(100, 100)]), (120, 100));
        assert_eq!(free_place((100, 100), &[(100, 100), (120, 100)]), (100, 80));
    }

    #[test]
    fn quarters_are_short() {
        assert_eq!([shown(0), shown(150), shown(125), shown(2000)], ["0", "1.5", "1.25", "20"]);
    }

    #[test]
    fn a_plan_sets_the_axes() {
        let steps = vec![ScatterPoint { effort: 13, gain: 61 }];
        let others = vec![ScatterPoint { effort: 17, gain: 10 }, ScatterPoint { effort: 2, gain: 80 }];
        let scatter = super::Scatter { steps, others, axes: [String::new(), String::new()] };
        assert_eq!(scatter.outside(), 1);
        assert_eq!((scatter.ends().effort, scatter.ends().gain), (16, 80));
    }
}
