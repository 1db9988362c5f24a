use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::framework::Verdict;

/// How cells look.
pub(super) struct Formats {
    /// A title.
    pub(super) head: Format,
    /// A title under a title.
    pub(super) subhead: Format,
    /// Anything.
    pub(super) plain: Format,
    /// A text over several lines.
    pub(super) wrapped: Format,
    /// A day.
    pub(super) date: Format,
    /// A percent with one decimal.
    pub(super) percent: Format,
    /// A level, or a word in its place.
    pub(super) level: Format,
    verdicts: [(Verdict, Format); 5],
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::Top);
        let head = || {
            let format = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
            format.set_background_color(0x00DD_E6F0).set_border_bottom(FormatBorder::Thin)
        };
        Self {
            head: head().set_bold(),
            subhead: head(),
            plain: plain(),
            wrapped: plain().set_text_wrap(),
            date: plain().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            percent: plain().set_num_format("0.0%"),
            level: plain().set_align(FormatAlign::Center),
            verdicts: Verdict::ALL.map(|verdict| (verdict, of_verdict(verdict))),
        }
    }

    /// A verdict, in its colour.
    pub(super) fn verdict(&self, wanted: Verdict) -> &Format {
        let found = self.verdicts.iter().find(|(verdict, _)| *verdict == wanted);
        found.map_or(&self.plain, |(_, format)| format)
    }
}

/// The colours differ in lightness too, so that they are told apart without seeing red and green.
fn of_verdict(verdict: Verdict) -> Format {
    let (ground, ink) = match verdict {
        Verdict::Ready => (0x00C6_E7CE, 0x0000_5A1B),
        Verdict::Unproven => (0x00FF_F2CC, 0x006B_5200),
        Verdict::Open => (0x00FF_E3C2, 0x0075_3C00),
        Verdict::NotReady => (0x00F4_B8B8, 0x0078_0A0A),
        Verdict::NotAssessed => (0x00E7_E7E7, 0x0050_5050),
    };
    Format::new().set_align(FormatAlign::Top).set_background_color(ground).set_font_color(ink)
}
