//! Which texts prove something.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::empty_words::{CLAIMS, DENIALS, EmptyWords, PAPERS, TO_COME};
use super::later::numbers;
use super::word_list::{FirstWords, WordList};
use crate::text::{is_japanese, lowered, visible, width};

/// How a part of a text begins that is about something to come.
static AHEAD: WordList = WordList::new(
    "awaiting |expected |scheduled |to follow|to come|planned|not yet|ask |we will |i will |todo |fixme |tbd |tbc ",
);

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
static ENDS_AHEAD: WordList = WordList::new(
    " approval pending| signature pending| awaited|予定|予定あり|見込み|見込|未作成|未提出|未取得|未締結|未入手|後日送付|後日提出|作成中|準備中|依頼中|調整中|手配中|待ち",
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

/// A longer text in UTF-8 says more than words that say nothing.
const LONGEST: usize = 160;

/// A longer number may be a day or a reference.
const LONGEST_NUMBER: usize = 3;

/// No shorter text names anything that one could look up, in columns of a terminal.
const SHORT: usize = 6;

/// What a text is worth as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// It names something.
    Names,
    /// It counts, but is too short to name anything that one could look up.
    Short,
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
            || DRAFTS.begins(without_marks(text)) && !has_year(text)
            || text.split(parts_text).any(|part| part_of(without_marks(part)) == Worth::ToCome)
    };
    if is_dated(text) {
        return Worth::Names;
    }
    match judged(text) {
        Worth::Names if may_come() => Worth::MayCome,
        Worth::Names if is_short(text) => Worth::Short,
        worth => worth,
    }
}

/// Whether a text has a year or a long number and nothing of what is to come, as most evidence: then it names something,
/// whatever else is looked at.
fn is_dated(text: &str) -> bool {
    static FIRST: FirstWords = FirstWords::of(&[
        &TO_COME,
        &AHEAD,
        &STILL_AHEAD,
        &ENDS_AHEAD,
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

/// Whether no word of a text says anything by itself, or names a paper.
pub(super) fn names_nothing(text: &str) -> bool {
    let text = visible(text);
    let bare = without_marks(&text);
    is_short_number(bare) || words_of(bare).is_some_and(|words| !words.has(&PAPERS))
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
    // In Japanese a space parts, too, unless the number of something follows.
    let is_spaced = !bare.is_ascii() && bare.contains(is_japanese);
    let parts_at = |(at, c): (usize, char)| {
        parts_text(c)
            || is_spaced && c.is_whitespace() && !bare[at + c.len_utf8()..].starts_with(char::is_numeric)
    };
    if !bare.char_indices().any(parts_at) {
        return whole_part(bare);
    }
    let parts = || {
        let ends = bare.char_indices().filter(|own| parts_at(*own)).map(|(at, _)| at).chain([bare.len()]);
        let parts = ends.scan(0, |start, end| Some(&bare[std::mem::replace(start, end)..end]));
        parts.map(without_marks).filter(|part| !part.is_empty())
    };
    // What is dated or numbered is there, whatever else is to come.
    if parts().any(|part| has_digit(part) && whole_part(part) == Worth::Names) {
        return Worth::Names;
    }
    let is = |worth| parts().any(|part| whole_part(part) == worth);
    match parts().last().map(|part| (whole_part(part), NONE.has(&plain(part)))) {
        Some((_, true)) => Worth::Nothing,
        Some((Worth::ToCome, _)) => Worth::ToCome,
        _ if is(Worth::Names) => Worth::Names,
        _ if is(Worth::ToCome) => Worth::ToCome,
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
    (UNFINISHED.begins(bare) || is_draft()) && !has_year(bare)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|year| year.iter().all(u8::is_ascii_digit))
}

/// The quote in `PLACE: "QUOTE"`.
fn quoted(text: &str) -> Option<&str> {
    let (_, quote) = text.trim_end().strip_suffix('"')?.split_once(": \"")?;
    Some(quote)
}

/// What one part of a text is, without marks around it.
fn part_of(bare: &str) -> Worth {
    let is_ahead =
        || AHEAD_AND_DAY.begins(bare) || !has_digit(bare) && (AHEAD.begins(bare) || STILL_AHEAD.is_in(bare));
    if is_short_number(bare) {
        return Worth::Nothing;
    }
    if bare.is_ascii() && is_ahead() {
        return Worth::ToCome;
    }
    if ENDS_AHEAD.ends(without_polite_end(bare)) && !(bare.is_ascii() && has_digit(bare)) {
        return Worth::ToCome;
    }
    match words_of(bare) {
        Some(words) if words.has(&TO_COME) => Worth::ToCome,
        Some(words) if words.has(&PAPERS) && !words.has(&DENIALS) => Worth::Names,
        Some(_) => Worth::Nothing,
        None => Worth::Names,
    }
}

fn words_of(bare: &str) -> Option<EmptyWords> {
    (bare.len() <= LONGEST).then(|| EmptyWords::of(&plain(bare))).flatten()
}

fn is_short_number(bare: &str) -> bool {
    let digits = bare.trim_start_matches(['-', '+']);
    digits.chars().all(char::is_numeric) && digits.chars().count() <= LONGEST_NUMBER
}

fn without_polite_end(bare: &str) -> &str {
    bare.trim_end_matches("です").trim_end_matches("でした")
}

/// Words that say that what stands before them is not there.
static NONE: WordList = WordList::new("none|n/a|なし|無し|ありません|はない|がない");

/// What a part of a text is that says all about one piece of evidence, without marks around it.
fn whole_part(bare: &str) -> Worth {
    let is_none =
        || !bare.contains(char::is_whitespace) && !has_digit(bare) && NONE.ends(without_polite_end(bare));
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
    Cow::Owned(without_marks(&lowered(bare)).to_owned())
}

/// A text without the spaces and the punctuation around it, also in full width.
fn without_marks(text: &str) -> &str {
    let is_wide_mark = |c: char| !c.is_ascii() && c.nfkc().all(is_mark);
    text.trim_matches(|c: char| c.is_whitespace() || is_mark(c) || is_wide_mark(c))
}

#[cfg(test)]
mod tests {
    use super::{CLAIMS, DENIALS, LONGEST, PAPERS, TO_COME, WordList, Worth, worth};
    use crate::answers::Evidence;
    use crate::answers::empty_words::EMPTY;

    fn proves(text: &str) -> bool {
        Evidence::from(text).proves()
    }

    #[test]
    fn words_that_prove_nothing_are_known_in_every_form() {
        for word in [&CLAIMS, &EMPTY, &DENIALS, &TO_COME].into_iter().flat_map(WordList::iter) {
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
    fn words_that_say_nothing_say_nothing_together() {
        for (text, of) in [
            ("no documents yet", Worth::Nothing),
            ("none - pending", Worth::ToCome),
            ("<none>", Worth::Nothing),
            ("n/a (see note)", Worth::Nothing),
            ("not available at this time", Worth::Nothing),
            ("Available on request", Worth::Nothing),
            ("no‑ne", Worth::Nothing),
            ("#N/A", Worth::Nothing),
            ("-99", Worth::Nothing),
            ("\u{2800}", Worth::Nothing),
            ("== ※", Worth::Nothing),
            ("a document", Worth::Nothing),
            ("CEO says so", Worth::Nothing),
            ("TBD (Q1)", Worth::ToCome),
            ("letter next month", Worth::ToCome),
            ("まだありません", Worth::Nothing),
            ("別紙参照", Worth::Nothing),
            ("要請があれば提出", Worth::Nothing),
            ("資料は準備中です", Worth::ToCome),
            ("準備中の書類", Worth::ToCome),
            ("3月提出", Worth::Nothing),
            ("来月提出します", Worth::ToCome),
            ("社内で確認済み", Worth::Nothing),
            ("暂无", Worth::Nothing),
            ("nicht vorhanden", Worth::Nothing),
        ] {
            assert_eq!(worth(text), of, "{text}");
        }
        // A paper is named, unless it is denied or put off.
        for paper in PAPERS.iter() {
            let (is_english, proves) = (paper.is_ascii(), |text: String| proves(&text));
            let [none, to_come] = if is_english {
                [format!("no {paper} yet"), format!("{paper} requested")]
            } else {
                [format!("{paper}はまだありません"), format!("{paper}は準備中です")]
            };
            assert!(proves(paper.to_owned()) && !proves(none) && !proves(to_come), "{paper}");
        }
    }

    #[test]
    fn whatever_names_something_may_prove_it() {
        for text in [
            "document 3",
            "資料 3",
            "添付文書",
            "approval letter, FDA",
            "510(k) K123456",
            "QMS cert",
            "protocol v2",
            "paper 1",
            "signed letter",
            "progress report",
            "ongoing trial",
            "patent pending",
            "non-disclosure agreement",
            "no-objection letter",
            "US data",
            "検討結果",
            "今年度報告書",
            "前田",
            "none of the three letters",
            "plan.pdf, page 3: \"none of the leads moved\"",
            "\"signed by Dr. Sato\"",
            "12\" catheter",
            "planned maintenance contract, signed 2026-05-02",
            "NA-12",
            "n/a/b",
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
        for text in ["a", "(a)", "無菌", "memo", "LOI", "IRB", "x.pdf", "patent", "資料1"] {
            let is_short = text != "patent";
            assert_eq!(worth(text), if is_short { Worth::Short } else { Worth::Names }, "{text}");
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
