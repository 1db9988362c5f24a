//! What `check --fix` may change: what is certainly wrong, and nothing else.

use std::sync::Arc;

use outside_in::check::fix;
use proptest::prelude::*;

use crate::rules::{base, check};

const PLACE: &str = "next.ja = \"看護師3人に文書を見せる。\"";

/// The text in a framework as `check --fix` leaves it, round after round; `None` if that never ends.
fn fixed(text: &str) -> Option<String> {
    let mut files = base();
    let rubric = files.iter_mut().find(|(name, _)| *name == "need.toml").expect("a rubric");
    let before = String::from_utf8(rubric.1.clone()).expect("a text");
    assert!(before.contains(PLACE), "{PLACE} is there");
    let (start, end) = before.split_once(PLACE).expect("the place is there");
    let mut now = text.to_owned();
    for _ in 0..10 {
        let written = format!("{start}next.ja = \"{now}\"{end}");
        let rubric = files.iter_mut().find(|(name, _)| *name == "need.toml").expect("a rubric");
        rubric.1 = written.into_bytes();
        let found = check(&files, None).diagnostics;
        let own = |one: &&outside_in::source::Diagnostic| {
            one.place.as_ref().is_some_and(|place| place.file.name == "need.toml")
        };
        let own: Vec<_> = found.iter().filter(own).collect();
        let Some(first) = own.first() else { return Some(now) };
        let file = Arc::clone(&first.place.as_ref().expect("a place").file);
        let Some((changed, _)) = fix(&file, own) else { return Some(now) };
        let inner =
            changed.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).expect("one line changes");
        let value = inner.trim().strip_prefix("next.ja = \"").and_then(|rest| rest.strip_suffix('"'));
        value.expect("one text").clone_into(&mut now);
    }
    None
}

#[test]
fn only_what_is_certainly_wrong_is_changed() {
    let cases = [
        ("看護師3人に見せる.", "看護師3人に見せる。"),
        ("静的解析(FindBugsを含む)、単体試験を行う。", "静的解析（FindBugsを含む）、単体試験を行う。"),
        ("SpotBugs(FindBugsを含む)、単体試験を行う。", "SpotBugs(FindBugsを含む)、単体試験を行う。"),
        ("山田著.を読み,要点を書く。", "山田著.を読み、要点を書く。"),
        ("規格(例:e.g. を含む)とv2.を読む。", "規格（例:e.g. を含む）とv2.を読む。"),
        ("510(k)と治験(第1相(初期)を含む)を比べる!?", "510(k)と治験（第1相（初期）を含む）を比べる！？"),
        ("詳細は https://example.jp/資料(案),次 を読む。", "詳細は https://example.jp/資料(案),次 を読む。"),
        ("列 `患者,年齢(歳)` を書く。", "列 `患者,年齢(歳)` を書く。"),
        ("約3,000人、10:30に集まる。", "約3,000人、10:30に集まる。"),
        ("試験 (治験) を行う。", "試験 (治験) を行う。"),
        ("対象:患者;家族", "対象：患者；家族"),
        ("範囲（第1章)を読む。", "範囲（第1章)を読む。"),
        ("a)測る、1)書く(まず", "a)測る、1)書く(まず"),
        ("窓口 山田@例.jp,電話", "窓口 山田@例.jp,電話"),
        ("文書   を  見せる。", "文書 を 見せる。"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed(before).as_deref(), Some(after), "{before}");
    }
}

/// Brackets that close each other in order, by width.
fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    text.chars().all(|c| match c {
        '(' | '（' | '「' => {
            open.push(c);
            true
        }
        ')' => open.pop() == Some('('),
        '）' => open.pop() == Some('（'),
        '」' => open.pop() == Some('「'),
        _ => true,
    }) && open.is_empty()
}

/// A text without what the rules for spaces and widths may change.
fn plain(text: &str) -> String {
    let half = text.chars().map(|c| match c {
        '、' => ',',
        '。' => '.',
        c => outside_in::text::half_width(c),
    });
    half.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

const TOKENS: [&str; 6] = ["e.g.", "v2.1", "3,000", "510(k)", "https://a.jp/案(甲),乙", "`列,(案)`"];

fn mixed() -> impl Strategy<Value = String> {
    let words = ["看護師", "を", "山田著", "です", "FindBugs", "IRB", "1"];
    let marks = ["(", ")", "(", ")", "（", "）", "「", "」", ".", ",", ":", ";", "!", "?", "、", "。"];
    let piece = prop_oneof![
        3 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        3 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(TOKENS.to_vec()).prop_map(|token| format!(" {token} ")),
        1 => Just("(看護師を含む)".to_owned()),
        1 => " {1,3}",
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..crate::random::config() })]

    #[test]
    fn a_fix_ends_keeps_brackets_and_changes_widths_and_spaces_alone(text in mixed()) {
        prop_assume!(!text.trim().is_empty());
        let after = fixed(&text);
        prop_assert!(after.is_some(), "never ends");
        let after = after.unwrap_or_default();
        prop_assert_eq!(fixed(&after), Some(after.clone()), "a second run changes nothing");
        prop_assert_eq!(plain(&text), plain(&after));
        prop_assert!(!is_balanced(&text) || is_balanced(&after), "{}", after);
        for token in TOKENS {
            prop_assert_eq!(text.matches(token).count(), after.matches(token).count(), "{} in {}", token, after);
        }
    }
}
