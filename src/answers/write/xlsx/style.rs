use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::LONGEST_CELL;
use crate::text::{clean_lines, width};

pub(super) struct Style {
    pub(super) header: Format,
    pub(super) question: Format,
    /// A cell of text, which stays one whatever is typed.
    pub(super) text: Format,
    pub(super) date: Format,
    pub(super) choice: Format,
    /// A cell of the pages that explain.
    pub(super) page: Format,
    /// With a question a row: what the rows below are about.
    pub(super) title: Format,
    pub(super) id: Format,
    pub(super) asked: Format,
    pub(super) bold: Format,
    /// A cell in which nothing is to be written.
    pub(super) closed: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let wrapped = || top().set_text_wrap();
        let fill = |rgb| Color::RGB(rgb);
        Self {
            header: top().set_bold().set_background_color(fill(0x1F_4E_78)).set_font_color(Color::White),
            question: wrapped().set_background_color(fill(0xDD_EB_F7)).set_border_bottom(FormatBorder::Thin),
            text: wrapped().set_num_format("@"),
            date: top().set_num_format("yyyy-mm-dd"),
            choice: wrapped(),
            page: wrapped(),
            title: Format::new()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(fill(0xDD_EB_F7)),
            id: framed(wrapped()).set_font_color(fill(0x59_59_59)),
            asked: framed(wrapped()),
            bold: Format::new().set_bold(),
            closed: framed(Format::new()).set_background_color(fill(0xF2_F2_F2)),
        }
    }
}

/// The same cell with a frame, also on paper.
pub(super) fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xA6_A6_A6))
}

/// A text cut to at most `most` UTF-16 units, as Excel counts, with an ellipsis where it was cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}

/// A text as a cell holds it: cleaned, and no longer than Excel allows.
pub(crate) fn for_cell(text: &str) -> String {
    cut(&clean_lines(text), LONGEST_CELL)
}

/// The height in points of a row with these texts in columns of these widths, in characters.
pub(super) fn height(texts: impl Iterator<Item = (String, usize)>) -> u32 {
    let lines = texts.map(|(text, columns)| {
        text.lines().map(|line| width(line).div_ceil(columns.saturating_sub(2).max(1)).max(1)).sum::<usize>()
    });
    // Excel knows no row higher than 409 points.
    u32::try_from(lines.max().unwrap_or(1)).unwrap_or(u32::MAX).saturating_mul(16).clamp(16, 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        assert_eq!(cut("a😀bcd", 3), "a…");
        assert_eq!(cut("診断支援", 3), "診断…");
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let texts = [("short".to_owned(), 20), ("十字の長い文章をここに書く".to_owned(), 12)];
        assert_eq!(height(texts.into_iter()), 48);
    }
}
