use outside_in::check::{RULES, find_rule};
use outside_in::say;
use outside_in::text::{Label, wrap_hanging};

use crate::commands::common::Common;
use crate::commands::exit::{Exit, Failure};
use crate::commands::{args, output};

/// What stands for all rules in the place of one.
pub(super) const LIST: &str = "list";

/// Prints the page of a rule, or a line for each of them.
pub(super) fn run(name: &str, common: &Common) -> anyhow::Result<Exit> {
    let page = match find_rule(name) {
        Some(rule) => rule.page().to_text(common.lang, common.terminal().columns),
        None if name == LIST => list(common),
        None => return Err(unknown(name).into()),
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

/// That there is no such rule, and what was perhaps meant.
pub(super) fn unknown(name: &str) -> Failure {
    let known = RULES.iter().flat_map(|rule| [rule.code.id, rule.code.slug]);
    let all = say!(
        "`outside-in check --explain list` lists them",
        "規則の一覧は `outside-in check --explain list` で表示できます"
    );
    args::unknown(Label("rule", "規則"), name, known, &all)
}
