use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::say;
use crate::source::Code;
use crate::text::{Bilingual, grouped};

/// How many findings there are beside those that are shown, and of which codes, the most frequent first; nothing
/// where there are none. A code may come several times, each time with a number of findings.
pub fn summary(rest: impl IntoIterator<Item = (Code, usize)>) -> Option<Bilingual> {
    let mut counts: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (code, count) in rest {
        counts.entry(code.id).or_insert((0, code.slug)).0 += count;
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
