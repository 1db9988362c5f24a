//! What people and programs write for "we don't know", "does not apply" and "nothing is here": known once, for all forms.

use super::reply::{Spoken, said};
use crate::answers::UNKNOWN;
use crate::answers::evidence::names_nothing;
use crate::answers::word_list::WordList;
use crate::text::{folded, visible};

/// The words for "we don't know", as [`key`] has them.
static DONT_KNOW: WordList = WordList::new(
    "unknown|notknown|don'tknow|dontknow|donotknow|idon'tknow|idontknow|idonotknow\
    |wedon'tknow|wedontknow|wedonotknow|unsure|notsure|idk|dunno|noidea|can'tsay|dk|不明|わからない|分からない\
    |わかりません|分かりません|知らない|判断できない",
);

/// The words for "does not apply", before a reason.
static DOES_NOT_APPLY: WordList = WordList::new(
    "na|n/a|n.a.|n.a|notapplicable|doesnotapply|doesn'tapply|該当なし|該当無し\
    |該当しない|該当しません|非該当|対象外|適用外",
);

/// What programs and people put where a cell should be empty. Those that also mean "does not apply" are among them: under
/// a criterion they lack the reason, and everywhere else they say nothing.
static NOTHING: WordList = WordList::new(
    "#n/a|#na|#null!|<na>|nan|nat|null|nil|none|\\n|-|--|---|‐|–|—|―|−|ー|.|…|...|なし|無し|無|特になし\
    |未記入|未回答|無回答",
);

/// None of these is longer, as it is typed: in UTF-8, with full-width letters and blanks.
const LONGEST: usize = 80;

/// A short text as it is compared: what nobody sees, case, width, blanks and the shape of an apostrophe make no difference.
pub(super) fn key(text: &str) -> Option<String> {
    const APOSTROPHES: [char; 4] = ['\u{2019}', '\u{2018}', '`', '\u{b4}'];
    if text.len() > LONGEST {
        return None;
    }
    let key = folded(&visible(text));
    Some(if key.contains(APOSTROPHES) { key.replace(APOSTROPHES, "'") } else { key })
}

/// Whether a text says "we don't know".
pub(super) fn is_unknown(text: &str) -> bool {
    text == UNKNOWN || key(text).is_some_and(|key| DONT_KNOW.has(key.trim_end_matches(['.', '。', '!', '?'])))
}

/// Whether a text says "does not apply", without its reason.
pub(super) fn does_not_apply(text: &str) -> bool {
    key(text).is_some_and(|key| DOES_NOT_APPLY.has(&key))
}

/// Whether a text stands for an empty cell.
pub(in crate::answers) fn is_nothing(text: &str) -> bool {
    // Most cells begin with a letter that no such word begins with, or have a digit, as none of them has.
    let may_begin = |first: &u8| !first.is_ascii_alphabetic() || matches!(first | 0x20, b'd' | b'n');
    if !text.as_bytes().first().is_some_and(may_begin) || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    key(text).is_some_and(|key| NOTHING.has(&key) || DOES_NOT_APPLY.has(&key))
}

/// Whether a text says why something does not apply: it is no level, no doubt, and no word that says nothing.
pub fn says_why(text: &str) -> bool {
    let text = visible(text);
    let text = text.trim();
    if !text.contains(char::is_alphabetic) || names_nothing(text) || is_nothing(text) {
        return false;
    }
    if !matches!(said(text, || None), Spoken::Other | Spoken::Level(_, Some(_)) | Spoken::Against(..)) {
        return false;
    }
    let begins: String = text.chars().take(LONGEST / 4).collect();
    let begins = key(&begins).unwrap_or_default();
    let goes_on = |rest: &str| rest.starts_with(|c: char| ('一'..='鿿').contains(&c));
    let is_none = |word: &str| begins.strip_prefix(word).is_some_and(|rest| !goes_on(rest));
    let whole = key(text).unwrap_or_default();
    let is_alone = |part: &str| {
        let part = part.trim_end_matches(['.', '。']).trim_end_matches("です");
        NO_REASON_ALONE.has(part.trim_end_matches("のため"))
    };
    !(is_unknown(text)
        || NO_REASON.iter().any(is_none)
        || whole.split([',', '、']).all(is_alone)
        || ["tobeconfirmed", "tobedecided"].iter().any(|words| whole.contains(words)))
}

/// How a text begins that says that nobody knows whether it applies, as [`key`] has it.
static NO_REASON: WordList = WordList::new(
    "unknown|tbd|tbc|maybe|perhaps|probably|possibly|unclear|undecided|notdecided\
    |notyetknown|notyetdecided|tobedecided|tobeconfirmed|不明|未定|未確認|たぶん|おそらく|検討中|確認中|要確認\
    |tooearly|notstarted|notdone|willapply|inprogress|nobudget|pending|まだ|未着手|未検討|未実施|時期尚早|来期|来年\
    |notdisclosed|undisclosed|cannotdisclose|cannotshare|can'tshare|notime|lackoftime|toobusy|wewillanswer|answerlater\
    |willanswer|開示できない|開示不可|回答を控え|回答できない|時間がない|時間がなく|時間不足|時間なし|後で|後で回答|後で記入|後で連絡|後日|あとで",
);

/// What is no reason where nothing else is said.
static NO_REASON_ALONE: WordList = WordList::new(
    "skip|forgot|planned|予定|計画中|x|later|notnow|because|seenote|skipped|noidea|今後|secret|private|sensitive\
    |confidential|confidentialinformation|confidentialdata|秘密|秘密保持|秘密情報|機密|機密情報|機密保持|社外秘|非公開|非公開情報\
    |非開示|非開示情報|proprietary|undernda|nda|busy|difficult|complicated|boring|irrelevant|noreason|nocomment|nothingtoadd|企業秘密\
    |部外秘|多忙|難しい|面倒|不要|割愛|省略|特に理由なし|理由なし",
);

/// Whether a text is a number that a spreadsheet has rounded or shortened, such as `1.23457E+12`, so that it is nobody's
/// reference any more. A spreadsheet keeps fifteen digits.
pub(super) fn is_rounded(text: &str) -> bool {
    const KEPT: usize = 15;
    let text = folded(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((number, power)) = text.split_once('e') {
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let raised = power.strip_prefix('+');
        let is_shown =
            if fraction.is_empty() { raised.is_some_and(|power| power.len() >= 2) } else { digits(fraction) };
        return whole.len() == 1 && digits(whole) && digits(raised.unwrap_or(power)) && is_shown;
    }
    text.len() > KEPT && digits(&text) && text[KEPT..].bytes().all(|digit| digit == b'0')
}

#[cfg(test)]
mod tests {
    use super::{does_not_apply, is_nothing, is_rounded, is_unknown};

    #[test]
    fn words_are_known_as_people_type_them() {
        for text in [
            "unknown",
            "Unknown",
            "不明",
            "わからない。",
            "I don’t know",
            "DON'T KNOW",
            "ｕｎｓｕｒｅ",
            "Not sure.",
        ] {
            assert!(is_unknown(text) && !is_nothing(text), "{text}");
        }
        for text in ["N/A", "na", "Ｎ／Ａ", "Does not apply", "doesn’t apply", "該当なし", "対象外"]
        {
            assert!(does_not_apply(text) && is_nothing(text) && !is_unknown(text), "{text}");
        }
        for text in
            ["NaN", "null", "None", "#N/A", "<NA>", "\\N", "-", "–", "—", ".", "－", "…", "なし", "無し"]
        {
            assert!(is_nothing(text) && !does_not_apply(text), "{text}");
        }
        for text in
            ["", "2", "unknown material", "National", "naan", "none of these", "-1", "なし崩し", "不明瞭"]
        {
            assert!(!is_nothing(text) && !is_unknown(text) && !does_not_apply(text), "{text}");
        }
    }

    #[test]
    fn rounded_numbers_are_told_from_references() {
        for text in [
            "1.23457E+12",
            "1,23E+12",
            "1.2345678901e+12",
            "1E+12",
            "１．２３Ｅ＋１２",
            "1234567890123450000",
        ] {
            assert!(is_rounded(text), "{text}");
        }
        for text in [
            "1234567890123",
            "1E5",
            "12E3",
            "E+12",
            "crm-1",
            "1.2",
            "1234567890123456789",
            "9E+1",
            "1.E",
            "100000000000000",
        ] {
            assert!(!is_rounded(text), "{text}");
        }
    }
}
