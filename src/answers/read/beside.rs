//! What words beside a level, or beside the id of a choice, say against it: known once, for all forms.

use super::reply::LevelTexts;
use super::said::{does_not_apply, is_nothing, is_unknown, key};
use crate::answers::proves;
use crate::text::half_width;

/// What words beside a level are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum BesideLevel {
    /// The text of the level, or nothing that says anything.
    Its,
    /// A remark of somebody's own.
    Remark,
    /// What the level cannot be believed with.
    Against(Against),
}

/// Why a level is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// Beside it is the text of this level.
    OtherLevel(u8),
    /// Beside it is another number.
    Number,
    /// The words say that there is no answer, or that it is not so.
    NoAnswer,
    /// It is planned, not reached.
    Planned,
}

/// Words that say that something is not so, as [`key`] has them.
const NOT_SO: [&str; 35] = [
    "?",
    "no",
    "not",
    "false",
    "notyet",
    "notmet",
    "notreached",
    "notachieved",
    "notdone",
    "notstarted",
    "notcompleted",
    "notfinished",
    "incomplete",
    "unmet",
    "×",
    "✗",
    "✕",
    "☐",
    "未",
    "未達",
    "未達成",
    "未実施",
    "未完了",
    "未完",
    "未着手",
    "未対応",
    "未確認",
    "未取得",
    "まだ",
    "いいえ",
    "ない",
    "ありません",
    "未了",
    "未済",
    "できていない",
];

/// Longer words are prose, in which nothing is looked for.
const LONGEST: usize = 240;

/// What words beside a level are, held against the texts of all levels.
pub(super) fn beside(level: i64, words: &str, texts: Option<&LevelTexts>) -> BesideLevel {
    let levels = texts.map(|texts| texts.levels(words)).unwrap_or_default();
    if levels.iter().any(|one| i64::from(*one) == level) {
        return BesideLevel::Its;
    }
    if let [other] = levels.as_slice() {
        return BesideLevel::Against(Against::OtherLevel(*other));
    }
    if says_no_answer(words) {
        return BesideLevel::Against(Against::NoAnswer);
    }
    if !words.contains(char::is_alphanumeric) {
        return BesideLevel::Its;
    }
    if is_number(words) {
        return BesideLevel::Against(Against::Number);
    }
    let is_of_plans = |texts: &LevelTexts| u8::try_from(level).is_ok_and(|level| texts.is_of_plans(level));
    if is_planned(words) && !texts.is_some_and(is_of_plans) {
        return BesideLevel::Against(Against::Planned);
    }
    match texts.and_then(|texts| texts.resembles(words, level)) {
        Some(other) if i64::from(other) == level => BesideLevel::Its,
        Some(other) => BesideLevel::Against(Against::OtherLevel(other)),
        None => BesideLevel::Remark,
    }
}

/// Whether words say that nobody knows, that nothing is there, or that it is not so.
pub(super) fn says_no_answer(words: &str) -> bool {
    let is_not_so = |words: &str| {
        let bare = |key: String| key.trim_end_matches(['.', '。', '!']).to_owned();
        key(words).map(bare).is_some_and(|key| NOT_SO.contains(&key.as_str()))
    };
    let says = |words: &str| {
        is_unknown(words) || is_nothing(words) || does_not_apply(words) || is_not_so(words) || !proves(words)
    };
    words.contains(|c: char| !BETWEEN.contains(&c) && !c.is_whitespace()) && says(words)
}

/// Whether words are a number again; a year or a day is none.
fn is_number(words: &str) -> bool {
    let is_of_number = |c: char| c.is_numeric() || c.is_whitespace() || BETWEEN.contains(&c);
    let has_year = words.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() >= 4);
    words.chars().all(is_of_number) && !has_year
}

/// What stands between numbers, and alone says nothing.
const BETWEEN: [char; 18] =
    ['.', ',', ':', '-', '/', '~', '〜', '～', '–', '—', '―', '−', 'ー', '：', '、', ';', ')', '…'];

/// What ends a clause about something to come.
const PLANNED_JA: [&str; 14] = [
    "予定",
    "見込み",
    "見込",
    "見通し",
    "計画",
    "計画中",
    "計画段階",
    "目標",
    "想定",
    "検討中",
    "準備中",
    "調整中",
    "までに",
    "これから",
];
/// What begins one.
const AHEAD_JA: [&str; 8] = ["来年", "来期", "来月", "来春", "来秋", "今後", "将来", "これから"];
/// What may follow at the very end.
const ENDS_JA: [&str; 9] =
    ["です", "あり", "がある", "があります", "している", "しています", "だ", "する", "とする"];
/// What ends a clause about something that is so.
const DONE_JA: [&str; 10] =
    ["済", "済み", "ずみ", "完了", "終了", "達成", "した", "しました", "確定", "取得"];

/// Words that say that something is to come, wherever they stand.
const PLANNED: [&str; 13] = [
    "planned",
    "planning",
    "plans",
    "scheduled",
    "upcoming",
    "intended",
    "envisaged",
    "foreseen",
    "forecast",
    "projected",
    "tbd",
    "tbc",
    "eventually",
];
/// Words that say so at the beginning, alone or before a time.
const BEFORE_TIME: [&str; 9] =
    ["plan", "target", "targeted", "goal", "expected", "aim", "due", "future", "soon"];
/// Two words that say so.
const PAIRS: [(&str, &str); 20] = [
    ("will", "be"),
    ("will", "have"),
    ("will", "start"),
    ("we", "will"),
    ("to", "be"),
    ("going", "to"),
    ("expected", "to"),
    ("expected", "by"),
    ("expected", "in"),
    ("aim", "to"),
    ("aiming", "for"),
    ("hope", "to"),
    ("want", "to"),
    ("intend", "to"),
    ("not", "yet"),
    ("next", "year"),
    ("next", "quarter"),
    ("next", "month"),
    ("in", "future"),
    ("due", "in"),
];
/// Words of what is so.
const DONE: [&str; 19] = [
    "done",
    "completed",
    "complete",
    "finished",
    "achieved",
    "approved",
    "signed",
    "confirmed",
    "held",
    "received",
    "published",
    "submitted",
    "granted",
    "obtained",
    "passed",
    "implemented",
    "executed",
    "ran",
    "met",
];
/// Before one of them it is not yet so.
const NOT_DONE: [&str; 7] = ["be", "get", "not", "to", "yet", "have", "being"];

/// Whether words say that something is planned and not yet so.
pub(super) fn is_planned(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let plain: String = words.chars().map(half_width).flat_map(char::to_lowercase).collect();
    if !plain.is_ascii() {
        let clauses = || plain.split(['、', '。', ',', ';', '・', '(', ')', '\n']).map(str::trim);
        if clauses().any(|clause| DONE_JA.iter().any(|end| clause.ends_with(end))) {
            return false;
        }
        let is_ahead = |clause: &str| {
            let bare = ENDS_JA.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause).trim_end();
            PLANNED_JA.iter().any(|end| clause.ends_with(end) || bare.ends_with(end))
                || AHEAD_JA.iter().any(|start| clause.starts_with(start))
                || clause.ends_with("まで") && clause.contains(|c: char| c.is_ascii_digit())
                || ["目標", "予定"].iter().any(|word| {
                    clause.strip_prefix(word).is_some_and(|rest| {
                        rest.starts_with([':', ' ']) || rest.starts_with(|c: char| c.is_ascii_digit())
                    })
                })
        };
        if clauses().any(is_ahead) {
            return true;
        }
    }
    let tokens: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let pairs = || tokens.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
    let before = |at: usize| at.checked_sub(1).and_then(|at| tokens.get(at)).copied().unwrap_or_default();
    let is_done = |(at, token): (usize, &&str)| DONE.contains(token) && !NOT_DONE.contains(&before(at));
    if tokens.iter().enumerate().any(is_done) {
        return false;
    }
    let is_time = |token: &str| {
        token.starts_with(|c: char| c.is_ascii_digit())
            || ["end", "next", "q1", "q2", "q3", "q4", "spring", "summer", "autumn", "fall", "winter"]
                .contains(&token)
            || token.starts_with("fy")
    };
    let is_planned = |(at, token): (usize, &&str)| PLANNED.contains(token) && before(at) != "as";
    let is_first = match tokens.as_slice() {
        [only] => BEFORE_TIME.contains(only),
        [first, second, ..] => {
            BEFORE_TIME.contains(first)
                && (["for", "by", "in", "is", "date", "year", "level"].contains(second) || is_time(second))
        }
        [] => false,
    };
    is_first
        || tokens.iter().enumerate().any(is_planned)
        || pairs().any(|pair| PAIRS.contains(&pair))
        || pairs()
            .any(|(one, two)| ["by", "until", "before"].contains(&one) && is_time(two) && two.len() != 1)
}

#[cfg(test)]
mod tests {
    use super::{is_planned, says_no_answer};

    #[test]
    fn plans_are_told_from_what_is_so() {
        for words in [
            "planned",
            "Planned for 2027",
            "by 2027",
            "by end of FY26",
            "to be completed by March",
            "will be signed",
            "target",
            "Target: 2027",
            "goal for next year",
            "expected Q3",
            "pilot planned with Kyoto",
            "not yet signed",
            "scheduled",
            "TBD",
            "予定",
            "2027年に実施予定",
            "来年度予定です",
            "目標",
            "目標：2027年",
            "2027年度中に達成見込み",
            "計画中",
            "検討中です",
            "2027年3月までに",
            "これから",
            "実施予定（2027年）",
            "ＰＬＡＮＮＥＤ",
        ] {
            assert!(is_planned(words), "{words}");
        }
        for words in [
            "see memo",
            "as planned",
            "plan approved by IRB",
            "unplanned",
            "by CEO",
            "done, renewal planned",
            "Kyoto University",
            "target customers interviewed",
            "予定通り実施",
            "実施済み、次回は来年予定",
            "目標顧客に聞き取りした",
            "計画書を提出した",
            "メモ参照",
            "2025年に取得",
            "expectedly",
            "",
        ] {
            assert!(!is_planned(words), "{words}");
        }
    }

    #[test]
    fn words_for_no_answer_are_known() {
        for words in ["unknown", "未達", "n/a", "?", "？", "TBD", "なし", "Not yet.", "pending", "不明", "×"]
        {
            assert!(says_no_answer(words), "{words}");
        }
        for words in ["", " - ", "note", "unknown partner asked", "未達だった項目を解消"] {
            assert!(!says_no_answer(words), "{words}");
        }
    }
}
