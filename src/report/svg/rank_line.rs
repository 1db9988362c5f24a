use super::{across, silent};
use crate::scoring::Percent;

/// A rank among all, and the ranks that would be as defensible. All of it in percent of the way from the first to the
/// last rank.
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
