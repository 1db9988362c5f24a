use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes on a terminal; a Japanese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` followed by as many spaces as make it `columns` wide; unchanged if it is wider.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = text.to_owned();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(text))));
    out
}

/// `text` cut to at most `columns`, the last of them an ellipsis where something was cut.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        out.push(c);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{fit, pad, width};

    #[test]
    fn a_wide_character_is_never_halved() {
        assert_eq!(fit("保険償還", 5), "保険…");
        assert_eq!(fit("保険償還", 4), "保…");
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(width(&pad("保険", 6)), 6);
    }
}
