//! Which texts prove something.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::later::numbers;
use super::word_list::{FirstWords, WordList};
use crate::text::{is_japanese, visible, width};

/// Words that claim and show nothing. Beside a level they say that it is so.
static CLAIMS: WordList = WordList::new(
    "yes|y|ok|okay|done|true|met|achieved|fulfilled|completed|reached|available|exists|confirmed|evidence|はい|あり|有|有り|あります|済|済み\
    |完了|完了済み|終了|達成|達成済み|該当|対応済み|確認済み|資料あり|○|◯|〇|✓|✔|☑",
);

/// Words that stand where evidence should be and name nothing.
static NOTHING: WordList = WordList::new(
    "|x|test|missing|lost|not found|not sure|not written|no evidence|no evidence yet|no document\
    |no documents|nothing|nothing in writing|don't know|/|verbally agreed|agreed verbally|on request|upon request|〃|同左|前回と同じ|前と同じ|gut feeling|assumption|hopefully|verbal commitment|verbal agreement|自己申告|まだない\
    |まだなし|今はない|口頭|口頭のみ|口頭で確認|口頭で合意|口頭説明|口頭合意|no|none|n/a|n.a|na|nil|-|–|—|×|△|unknown|not available|none yet|ditto|same|same as above\
    |same as before|see above|as above|verbal|verbally|verbal only|oral|なし|無し|無|ナシ|特になし\
    |該当なし|同上|同じ|上記|上と同じ|上記と同じ|上記参照|上記のとおり|上記の通り|不明|わからない|未\
    |未定",
);

/// Words for what is still to come.
static TO_COME: WordList = WordList::new(
    "soon|later|next year|wip|draft|being signed|being prepared|in preparation|in progress|not signed\
    |awaiting signature|pending signature|being drafted|being written|under preparation|under negotiation|後送|後で送ります|追って提出|来月送付|今後作成|申請中|交渉中|依頼中|計画中|ドラフト|下書き|案|後で|これから|これから作成|来月作成|来年|tbd|tbc|tba|todo|to follow|to come|coming soon|pending|planned|not yet|後日|準備中|作成中|検討中\
    |確認中|要確認|未確認|追って",
);

/// How a part of a text begins that is about something to come.
static AHEAD: WordList =
    WordList::new("awaiting |expected |scheduled |to follow|to come|planned|not yet|ask |we will |i will ");

/// The same, whatever day is named with it.
static AHEAD_AND_DAY: WordList = WordList::new("to be |will be |will follow|will send|will come|will get");

/// How a text begins that is about a paper that is not valid, unless it names a year.
static UNFINISHED: WordList =
    WordList::new("unsigned |unsent |unpublished |unfiled |未署名|未締結|未送付|未提出|未作成|未取得|未発行");

/// How one begins of which there is only a draft. With anything else beside it, people may have used it.
static DRAFTS: WordList = WordList::new("draft |drafts |ドラフト|素案|草案|原案|下書き");

/// No name of a draft has more words.
const SHORT_NAME: usize = 4;

/// What such a part has in it, or at its end.
static STILL_AHEAD: WordList = WordList::new(
    " to follow| not yet| under negotiation| under preparation| being drafted| to be written| to be signed| to be sent",
);

/// How one ends.
static AHEAD_JA: WordList = WordList::new(
    "予定|予定です|予定あり|未作成|未提出|未取得|未締結|未入手|後日送付|後日提出|作成中|準備中|待ち",
);

/// What hints anywhere at a text that is still to come. A document may be about it, too.
static HINTS: WordList = WordList::new(
    "unsigned|not signed|awaiting|scheduled for|expected in|ドラフト|（案）|to follow|to come|coming soon|will be|not yet|in preparation|TODO|TBD|FIXME|???|作成中|準備中|後日\
    |要確認|○○|〇〇",
);

/// What may stand around a text without saying more, in its compatibility form.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '。'
            | ','
            | '、'
            | '!'
            | '?'
            | ';'
            | ':'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '「'
            | '」'
            | '『'
            | '』'
            | '"'
            | '\''
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
    )
}

/// What parts a text into what is judged alone.
fn parts_text(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '。' | ';' | '；' | '(' | ')' | '（' | '）' | '\n' | ':' | '：')
}

/// No form of a word is longer in UTF-8: letters of four bytes.
const LONGEST: usize = 56;

/// A longer number may be a day or a reference.
const LONGEST_NUMBER: usize = 3;

/// No shorter text names anything that one could look up, in columns of a terminal.
const SHORT: usize = 6;

/// What a text is worth as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// It names something.
    Names,
    /// It counts, but may be about something to come.
    MayCome,
    /// It names nothing.
    Nothing,
    /// It is about something to come.
    ToCome,
}

/// What a text is worth as evidence.
pub(super) fn worth(text: &str) -> Worth {
    let may_come = || {
        HINTS.is_in(text)
            || DRAFTS.begins(without_marks(text))
            || text.split(parts_text).any(|part| part_of(without_marks(part)) == Worth::ToCome)
    };
    if is_dated(text) {
        return Worth::Names;
    }
    match judged(text) {
        Worth::Names if may_come() => Worth::MayCome,
        worth => worth,
    }
}

/// Whether a text has a year or a long number and none of the words above, as most evidence: then it names something,
/// whatever else is looked at.
fn is_dated(text: &str) -> bool {
    static FIRST: FirstWords = FirstWords::of(&[
        &CLAIMS,
        &NOTHING,
        &TO_COME,
        &AHEAD,
        &STILL_AHEAD,
        &AHEAD_AND_DAY,
        &UNFINISHED,
        &DRAFTS,
        &HINTS,
    ]);
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'?');
    numbers(text).any(|(_, digits)| digits.len() > LONGEST_NUMBER)
        && text.as_bytes().iter().all(is_plain)
        && !FIRST.may_be_in(text)
}

/// Whether a text is too short to name anything, or only a word that names nothing.
pub(crate) fn is_thin(text: &str) -> bool {
    part_of(without_marks(text)) == Worth::Nothing || is_short(text)
}

fn is_short(text: &str) -> bool {
    // No column takes more than four bytes.
    text.len() < 4 * SHORT && width(without_marks(text)) < SHORT
}

/// Whether words only say that it is so.
pub(super) fn only_claims(text: &str) -> bool {
    let bare = without_marks(text);
    bare.len() <= LONGEST && CLAIMS.has(&plain(bare))
}

/// Whether a text is only a word that names nothing, or for what is to come.
pub(super) fn names_nothing(text: &str) -> bool {
    let text = visible(text);
    let bare = without_marks(&text);
    part_of(bare) == Worth::Nothing || bare.len() <= LONGEST && TO_COME.has(&plain(bare))
}

/// What a text is worth by what it says for sure.
fn judged(text: &str) -> Worth {
    let text = visible(text);
    let bare = without_marks(&text);
    // A quote is worth what it says, whatever paper it is from.
    if let Some(quote) = quoted(&text) {
        let worth = judged(quote);
        if worth != Worth::Names {
            return worth;
        }
    }
    if is_unfinished(bare) {
        return Worth::ToCome;
    }
    // In Japanese a space parts, too.
    let is_spaced = !bare.is_ascii() && bare.contains(is_japanese);
    let is_between = |c: char| parts_text(c) || is_spaced && c.is_whitespace();
    if !bare.contains(is_between) {
        return whole_part(bare);
    }
    let parts = || bare.split(is_between).map(without_marks).filter(|part| !part.is_empty());
    let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    // What is dated or numbered is there, whatever else is to come.
    if parts().any(|part| has_digit(part) && whole_part(part) == Worth::Names) {
        return Worth::Names;
    }
    let (mut names, mut last) = (false, None);
    for part in parts() {
        let worth = whole_part(part);
        names |= worth == Worth::Names;
        last = Some((part, worth));
    }
    match last {
        Some((part, _)) if NONE_JA.has(part) => Worth::Nothing,
        Some((_, Worth::ToCome)) => Worth::ToCome,
        Some(_) if names => Worth::Names,
        _ => Worth::Nothing,
    }
}

/// Whether a text is about a paper that is not valid, or names a draft and nothing else.
fn is_unfinished(bare: &str) -> bool {
    let is_draft = || {
        let mut parts = bare.split(parts_text).map(without_marks).filter(|part| !part.is_empty());
        let mut next = || parts.next().unwrap_or_default();
        bare.starts_with('案') && next() == "案"
            || DRAFTS.begins(bare) && next().split(' ').count() <= SHORT_NAME && next().is_empty()
    };
    let has_year = || bare.as_bytes().windows(4).any(|year| year.iter().all(u8::is_ascii_digit));
    (UNFINISHED.begins(bare) || is_draft()) && !has_year()
}

/// The quote in `PLACE: "QUOTE"`.
fn quoted(text: &str) -> Option<&str> {
    let (_, quote) = text.trim_end().strip_suffix('"')?.split_once(": \"")?;
    Some(quote)
}

/// What one part of a text is, without marks around it.
fn part_of(bare: &str) -> Worth {
    // None of the words has a digit, which most evidence has.
    let has_digit = bare.bytes().any(|byte| byte.is_ascii_digit());
    if bare.chars().take(LONGEST_NUMBER + 1).all(char::is_numeric) && bare.chars().count() <= LONGEST_NUMBER {
        return Worth::Nothing;
    }
    if bare.len() <= LONGEST && !has_digit {
        let plain = plain(bare);
        if CLAIMS.has(&plain) || NOTHING.has(&plain) {
            return Worth::Nothing;
        }
        if TO_COME.has(&plain) {
            return Worth::ToCome;
        }
    }
    if bare.is_ascii() {
        let is_ahead =
            AHEAD_AND_DAY.begins(bare) || !has_digit && (AHEAD.begins(bare) || STILL_AHEAD.is_in(bare));
        return if is_ahead { Worth::ToCome } else { Worth::Names };
    }
    if AHEAD_JA.ends(bare) {
        return Worth::ToCome;
    }
    Worth::Names
}

/// Words that say that what stands before them is not there.
static NONE_JA: WordList = WordList::new("なし|無し");

/// What a part of a text is that says all about one piece of evidence, without marks around it.
fn whole_part(bare: &str) -> Worth {
    let is_none = || {
        !bare.contains(char::is_whitespace)
            && !bare.bytes().any(|byte| byte.is_ascii_digit())
            && NONE_JA.ends(bare)
    };
    match part_of(bare) {
        Worth::Names if is_none() => Worth::Nothing,
        other => other,
    }
}

/// A short text without marks in half-width small letters.
fn plain(bare: &str) -> Cow<'_, str> {
    if bare.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(bare);
    }
    if bare.is_ascii() {
        return Cow::Owned(bare.to_ascii_lowercase());
    }
    let plain: String = bare.nfkc().flat_map(char::to_lowercase).collect();
    Cow::Owned(without_marks(&plain).to_owned())
}

/// A text without the spaces and the punctuation around it, also in full width.
fn without_marks(text: &str) -> &str {
    let is_wide_mark = |c: char| !c.is_ascii() && c.nfkc().all(is_mark);
    text.trim_matches(|c: char| c.is_whitespace() || is_mark(c) || is_wide_mark(c))
}

#[cfg(test)]
mod tests {
    use super::{CLAIMS, LONGEST, NOTHING, TO_COME, WordList, Worth, is_thin, worth};
    use crate::answers::Evidence;

    fn proves(text: &str) -> bool {
        Evidence::from(text).proves()
    }

    #[test]
    fn words_that_prove_nothing_are_known_in_every_form() {
        for word in [&CLAIMS, &NOTHING, &TO_COME].into_iter().flat_map(WordList::iter) {
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
        for text in ["𝐭𝐨 𝐟𝐨𝐥𝐥𝐨𝐰", "ﾅｼ", "N.A.", "\u{200b}", "T\u{ad}BD", "\u{2066}なし\u{2069}", "1", "１２"]
        {
            assert!(!proves(text), "{text}");
        }
    }

    #[test]
    fn what_is_to_come_or_missing_proves_nothing() {
        for (text, of) in [
            ("letter, to follow", Worth::ToCome),
            ("letter of the hospital to follow", Worth::ToCome),
            ("protocol (not yet signed)", Worth::ToCome),
            ("Will be sent by the clinic", Worth::ToCome),
            ("to be written", Worth::ToCome),
            ("Planned maintenance contract", Worth::ToCome),
            ("ask Sato", Worth::ToCome),
            ("契約書（締結予定）", Worth::ToCome),
            ("2027年3月提出予定", Worth::ToCome),
            ("議事録は後日送付", Worth::ToCome),
            ("申請書 未提出", Worth::ToCome),
            ("TBC; TBD", Worth::ToCome),
            ("\"to follow\"", Worth::ToCome),
            ("“letter, to follow”", Worth::ToCome),
            ("plan.pdf, page 3, 2026-05-02: \"TBD\"", Worth::ToCome),
            ("plan.pdf: \"none\"", Worth::Nothing),
            ("plan.pdf: \"\"", Worth::Nothing),
            ("『なし』", Worth::Nothing),
            ("なし（口頭のみ）", Worth::Nothing),
            ("口頭のみ", Worth::Nothing),
            ("資料 なし", Worth::Nothing),
            ("no evidence yet", Worth::Nothing),
            ("to be signed on 2027-01-15", Worth::ToCome),
            ("先方確認待ち", Worth::ToCome),
            ("契約書（案）", Worth::ToCome),
            ("（案）契約書", Worth::ToCome),
            ("案：契約書", Worth::ToCome),
            ("Unsigned MoU with Kyoto", Worth::ToCome),
            ("未締結の契約書", Worth::ToCome),
            ("添付なし", Worth::Nothing),
            ("yes (ok)", Worth::Nothing),
            ("あり、済み", Worth::Nothing),
        ] {
            assert_eq!(worth(text), of, "{text}");
            assert!(!proves(text), "{text}");
        }
    }

    #[test]
    fn whatever_names_something_may_prove_it() {
        for text in [
            "none of the three letters",
            "plan.pdf, page 3: \"none of the leads moved\"",
            "\"signed by Dr. Sato\"",
            "12\" catheter",
            "planned maintenance contract, signed 2026-05-02",
            "NA-12",
            "n/a/b",
            "準備中の書類",
            "案内状 第3版",
            "drafting guide of the FDA",
            "unsigned contract of 2026-03-01",
            "Draft report tried by 12 US physicians, changed to three bands",
            "draft LCD DL38229: comment of the company, page 3",
            "Proposed rule CMS-1832-P",
            "なし崩し的な運用の記録",
            "ＮＡＳＡ technical memo",
            "2026-05-02",
            "20260502",
            "page of 2026-05-01",
            "臨床試験報告書（有害事象なし）",
            "有害事象なし、2026年5月2日の報告書",
            "contact list of the unit",
            "willingness-to-pay study",
            "Will County hospital contract",
            "口頭発表抄録",
            "口頭発表 第98回学会",
            "査察報告書 指摘事項なし",
            "契約書 2026-05-02 更新予定",
            "予定表 第3版",
            "確認中リスト 12",
            "https://example.com/letter",
        ] {
            assert!(proves(text), "{text}");
        }
        for text in ["a", "(a)", "無菌", "memo"] {
            assert!(proves(text) && is_thin(text), "{text}");
        }
        for text in [
            "letter 3 of 2026-05-02; the next one to follow",
            "覚書 2026-05-02、契約は締結予定",
            "準備中の書類一式",
        ] {
            assert_eq!(worth(text), Worth::MayCome, "{text}");
        }
    }
}
