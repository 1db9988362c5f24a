//! Which texts prove something.

use unicode_normalization::UnicodeNormalization;

use crate::text::visible;

/// Words that stand where evidence should be and prove nothing.
const PROVE_NOTHING: [&str; 22] = [
    "",
    "none",
    "n/a",
    "n.a",
    "na",
    "nil",
    "-",
    "–",
    "—",
    "tbd",
    "tbc",
    "to follow",
    "pending",
    "なし",
    "無し",
    "無",
    "ナシ",
    "特になし",
    "該当なし",
    "未定",
    "後日",
    "準備中",
];

/// What may stand around a text without saying more, in its compatibility form.
const MARKS: [char; 15] = ['.', '。', ',', '、', '!', '?', ';', ':', '…', '(', ')', '[', ']', '「', '」'];

/// No form of such a word is longer in UTF-8: nine letters of four bytes.
const LONGEST: usize = 36;

/// Whether a text names something that can prove a claim: it is not blank, and not only a word such as "none".
pub fn proves(text: &str) -> bool {
    let text = visible(text);
    let bare = without_marks(&text);
    // None of the words has a digit, which most evidence has.
    if bare.len() > LONGEST || bare.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if bare.is_ascii() {
        return !PROVE_NOTHING.iter().any(|word| word.eq_ignore_ascii_case(bare));
    }
    let plain: String = bare.nfkc().flat_map(char::to_lowercase).collect();
    !PROVE_NOTHING.contains(&without_marks(&plain))
}

/// A text without the spaces and the punctuation around it, also in full width.
fn without_marks(text: &str) -> &str {
    let is_wide_mark = |c: char| !c.is_ascii() && c.nfkc().all(|plain| MARKS.contains(&plain));
    text.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c) || is_wide_mark(c))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, PROVE_NOTHING, proves};

    #[test]
    fn words_that_prove_nothing_are_known_in_every_form() {
        for word in PROVE_NOTHING {
            let full_width = word.chars().map(|c| match c {
                ' ' => '\u{3000}',
                '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                _ => c,
            });
            let full_width: String = full_width.collect();
            let long_end = ".".repeat(2 * LONGEST);
            for end in ["", ".", "。", " ！", "...", "…", "．", &long_end] {
                let framed =
                    ["({})", "（{}）", "「{}」", "[{}]", " {}\n"].map(|frame| frame.replace("{}", word));
                for form in [word.to_owned(), word.to_uppercase(), full_width.clone()].iter().chain(&framed) {
                    assert!(!proves(&format!("{form}{end}")), "{form}{end}");
                }
            }
        }
        for text in ["𝐭𝐨 𝐟𝐨𝐥𝐥𝐨𝐰", "ﾅｼ", "N.A.", "\u{200b}", "T\u{ad}BD", "\u{2066}なし\u{2069}"]
        {
            assert!(!proves(text), "{text}");
        }
    }

    #[test]
    fn whatever_names_something_may_prove_it() {
        let texts =
            ["a", "planned", "no", "none of the three letters", "letter, to follow", "NA-12", "n/a/b"];
        for text in texts.into_iter().chain(["準備中の書類", "なし崩し", "1", "ＮＡＳＡ", "無菌", "(a)"])
        {
            assert!(proves(text), "{text}");
        }
    }
}
