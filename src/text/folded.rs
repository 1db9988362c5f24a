use unicode_normalization::UnicodeNormalization;

/// Normalizes a name for comparison with user input: case, width and spaces are ignored.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        let seen = text.chars().filter(|c| !c.is_whitespace());
        return seen.map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A text in half-width small letters.
pub(crate) fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).map(|c| if c == '\u{2019}' { '\'' } else { c }).collect()
}

/// As [`folded`], keeping letters and digits only: punctuation is ignored as well.
pub(crate) fn squeezed(text: &str) -> String {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
    }
    // Composed and decomposed letters are the same.
    text.nfkc().filter(|c| c.is_alphanumeric() || is_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a character is part of the letter before it, such as an accent.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{folded, squeezed};

    #[test]
    fn what_stands_between_letters_makes_no_difference() {
        for name in [
            "us-interviews",
            "US_Interviews",
            "us.interviews",
            "Us\u{a0}Interviews",
            "\u{feff}ｕｓ－interviews*",
        ] {
            assert_eq!(squeezed(name), "usinterviews", "{name}");
        }
        assert_eq!(squeezed("か\u{3099}い"), squeezed("がい"));
        assert_eq!(squeezed("ﾆｰｽﾞ"), squeezed("ニーズ"));
        assert_ne!(squeezed("ハハ"), squeezed("パパ"));
    }

    #[test]
    fn case_width_and_spaces_make_no_difference() {
        for (one, other) in
            [("２", "2"), ("FDA　Pathway ", "fda pathway"), ("ﾒｲﾖｰ", "メイヨー"), ("ＩＲＢ", "irb")]
        {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("課題"), folded("課題提起"));
    }
}
