use outside_in::check::{RULES, find_rule};
use outside_in::say;
use outside_in::text::{Bilingual, clean, nearest, wrap_hanging};

use crate::commands::common::Common;
use crate::commands::exit::{Exit, Failure};
use crate::commands::output;

/// What stands for all rules in the place of one.
pub(super) const LIST: &str = "list";

/// Prints the page of a rule, or a line for each of them.
pub(super) fn run(name: &str, common: &Common) -> anyhow::Result<Exit> {
    let page = match find_rule(name) {
        Some(rule) => rule.page().to_text(common.lang, common.terminal().columns),
        None if name == LIST => list(common),
        None => anyhow::bail!(Failure::new(unknown(&clean(name)))),
    };
    output::result(&page)?;
    Ok(Exit::Good)
}

/// Code, slug and what is found. In a pipe a rule has one line, so that rules can be searched.
fn list(common: &Common) -> String {
    let longest = RULES.iter().map(|rule| rule.code.slug.len()).max().unwrap_or(0);
    let columns = common.findings().columns;
    let mut out = String::new();
    for rule in RULES.iter() {
        let first = format!("{} {:longest$}  ", rule.code.id, rule.code.slug);
        for line in wrap_hanging(rule.page().summary(common.lang), columns, &first, "     ") {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// Says that there is no such rule, and what was perhaps meant.
pub(super) fn unknown(name: &str) -> Bilingual {
    let known = RULES.iter().flat_map(|rule| [rule.code.id, rule.code.slug]);
    match nearest(name, known) {
        Some(near) => say!(
            "there is no rule `{name}`; did you mean `{near}`?",
            "`{name}` という規則はありません。`{near}` のことではありませんか。"
        ),
        None => say!(
            "there is no rule `{name}`; `outside-in check --explain list` lists them",
            "`{name}` という規則はありません。規則の一覧は `outside-in check --explain list` で表示できます"
        ),
    }
}
