use unicode_normalization::UnicodeNormalization;

/// A name as it is compared with what somebody typed: case, width and spaces make no difference.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

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
