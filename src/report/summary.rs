use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::say;
use crate::source::Diagnostic;
use crate::text::{Say, grouped};

/// How many findings there are beside those that are shown, and of which codes, the most frequent first; nothing
/// where there are none.
pub fn summary<'a>(rest: impl IntoIterator<Item = &'a Diagnostic>) -> Option<Say> {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for diagnostic in rest {
        counts.entry(diagnostic.code.id).or_insert((0, diagnostic.code.slug)).0 += 1;
    }
    let all: usize = counts.values().map(|(count, _)| count).sum();
    if all == 0 {
        return None;
    }
    let mut codes: Vec<(usize, &str, &str)> =
        counts.into_iter().map(|(code, (count, slug))| (count, code, slug)).collect();
    codes.sort_by_key(|(count, ..)| Reverse(*count));
    let list = |between: &str, one: fn(String, &str, &str) -> String| {
        codes
            .iter()
            .map(|(count, code, slug)| one(grouped(*count), code, slug))
            .collect::<Vec<_>>()
            .join(between)
    };
    let en = list(", ", |count, code, slug| format!("{count} × {code} {slug}"));
    let ja = list("、", |count, code, slug| format!("{code} {slug} {count}件"));
    let all = grouped(all);
    Some(say!("and {all} more: {en}", "ほかに{all}件：{ja}"))
}
