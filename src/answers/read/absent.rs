//! What is good when it is not there: words such as "no objections" and 不備なし speak for a level.

use crate::answers::word_list::WordList;

/// What may stand before such a word, and after it.
static BEFORE_ABSENT: WordList = WordList::new("adverse|further|open|major|critical|serious");
static AFTER_ABSENT: WordList = WordList::new(
    "found|reported|raised|observed|seen|left|remaining|remain|remained|known|open|from|so|since|to|of|in|at|with|by|and|or|after|during",
);

/// What is good when it is not there: `no objections`, `不備なし`.
static ABSENT: WordList = WordList::new(
    "change|changes|comment|comments|complaint|complaints|concern|concerns|deficiency|deficiencies\
    |deviation|deviations|event|events|failure|failures|finding|findings|gap|gaps|issue|issues|limitation|limitations|objection\
    |objections|problem|problems|question|questions|restriction|restrictions|risk|risks",
);
static ABSENT_JA: WordList = WordList::new(
    "問題|異常|不備|不足|不具合|不明点|不良|不適合|指摘|指摘事項|懸念|異論|副作用|変更|漏れ|遅れ|遅延|支障|有害事象\
    |残件|課題|欠陥|反対|間違い|違反|条件|未解決事項|未対応事項",
);

static GONE: WordList =
    WordList::new("なし|無し|無い|ない|無く|なく|ゼロ|0件|ありません|解消|解決|対応済|是正済|修正済");

/// Whether words after "no" or "without" begin with what is good when it is not there: `further questions from the FDA`, and
/// not `risk assessment`.
pub(super) fn are_absent(words: &[&str]) -> bool {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let what = usize::from(BEFORE_ABSENT.has(word(0)));
    ABSENT.has(word(what)) && (word(what + 1).is_empty() || AFTER_ABSENT.has(word(what + 1)))
}

/// Words in which what is good when it is not there is said to be there no more are gone.
pub(super) fn without_absent(mut plain: String) -> String {
    if plain.is_ascii() {
        return plain;
    }
    for what in ABSENT_JA.iter() {
        let mut from = 0;
        while let Some(at) = plain[from..].find(what).map(|at| from + at) {
            from = at + what.len();
            let rest = plain[from..].trim_start_matches(['は', 'も', 'が', '等', ' ', ':', '、']);
            if let Some(gone) = GONE.iter().find_map(|gone| rest.strip_prefix(gone)) {
                plain.replace_range(at..plain.len() - gone.len(), " . ");
                from = at;
            }
        }
    }
    plain
}
