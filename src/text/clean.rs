/// `text` made safe to print on one line of a terminal.
///
/// Line breaks and tabs become one space; every other control character, and the characters that reorder
/// or hide text (bidirectional controls, zero-width marks, a byte order mark), are dropped. What a user
/// typed can so neither move the cursor nor pass for something else.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escapes_and_reordering_are_dropped() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\u{9b}c"), "a[31mbc");
        assert_eq!(clean("x\u{202e}y\u{2066}z"), "xyz");
        assert_eq!(clean("one\r\ntwo\tthree"), "one two three");
        assert_eq!(clean("雲内視鏡、株式会社"), "雲内視鏡、株式会社");
    }
}
