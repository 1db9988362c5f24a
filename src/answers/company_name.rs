//! What is left of a company's name without its legal form.

use super::word_list::WordList;
use crate::text::lowered;

/// What stands behind a name, without dots.
static FORMS: WordList = WordList::new(
    "kk|gk|yk|inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|gmbh|ag|kg|ug|sa|sas|sarl\
    |srl|spa|bv|nv|ab|as|aps|oy|oyj|pty|pte|株|有|同",
);

/// What stands before or behind one.
static FORMS_JA: WordList =
    WordList::new("株式会社|有限会社|合同会社|合資会社|合名会社|カブシキガイシャ|(株)|(有)|(同)");

/// A name in small letters and figures alone, of any width, without its legal form; empty if that is all of it.
pub(crate) fn bare_name(name: &str) -> String {
    let mut plain = lowered(name);
    plain.retain(|c| c != '.');
    for form in FORMS_JA.iter().filter(|_| !name.is_ascii()) {
        if plain.contains(form) {
            plain = plain.replace(form, " ");
        }
    }
    let mut words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
    words.retain(|word| !word.is_empty());
    loop {
        match words.as_slice() {
            [.., "k", "k"] => words.truncate(words.len() - 2),
            [.., last] if FORMS.has(last) => words.truncate(words.len() - 1),
            _ => break,
        }
    }
    words.concat()
}

#[cfg(test)]
mod tests {
    use super::bare_name;

    #[test]
    fn a_name_is_the_same_with_any_legal_form() {
        for name in [
            "KUMO K.K.",
            "Kumo",
            "Kumo, Inc.",
            "ＫＵＭＯ　Co., Ltd.",
            "kumo K. K.",
            "株式会社Kumo",
            "Kumo㈱",
            "(株) KUMO",
        ] {
            assert_eq!(bare_name(name), "kumo", "{name}");
        }
        assert_eq!(bare_name("クモ株式会社"), bare_name("㈱ｸﾓ"));
        for name in ["Kumo 2", "Kumo Osaka", "Kumo Medical, Inc."] {
            assert_ne!(bare_name(name), "kumo", "{name}");
        }
        for form in ["株式会社", "K.K.", "Ltd."] {
            assert_eq!(bare_name(form), "", "{form}");
        }
    }
}
