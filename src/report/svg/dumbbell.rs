use super::{Caption, across};
use crate::scoring::Percent;

/// A percent before and after, and what is needed: a hollow and a solid dot on a rail, and a line at the threshold.
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
