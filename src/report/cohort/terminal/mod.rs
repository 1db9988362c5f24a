//! A cohort on one page: how the companies stand, what holds them back, how they rank, what the criteria tell apart.

mod groups;
mod items;
mod overview;
mod picture;
mod ranks;
mod stage;

use crate::framework::CriterionIx;
use crate::report::cohort::CohortView;
use crate::report::page::{Page, Terminal};
use crate::say;

/// How many entries of a list are shown.
const SHOWN: usize = 5;

/// The page, ending in a line break.
pub fn terminal(view: &CohortView<'_>, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    overview::write(&mut page, view);
    if view.members.is_empty() {
        return page.finish();
    }
    for summary in &view.cohort.stages {
        stage::write(&mut page, view, summary);
    }
    if let Some(groups) = view.groups {
        groups::write(&mut page, view, groups);
    }
    ranks::write(&mut page, view);
    if let Some(items) = view.items {
        items::write(&mut page, view, items);
    }
    if let Some(disclaimer) = view.framework.disclaimer() {
        page.gap();
        page.aside(disclaimer.to(view.language()), "");
    }
    page.finish()
}

fn name<'a>(view: &CohortView<'a>, criterion: CriterionIx) -> &'a str {
    view.framework[criterion].name(view.language())
}

/// Says how many entries of a list are not shown, if any.
fn and_more(page: &mut Page, view: &CohortView<'_>, all: usize, shown: usize) {
    let rest = all.saturating_sub(shown);
    if rest > 0 {
        let text = say!(
            "and {rest} more: --format json has them all",
            "ほかに{rest}件（--format json ですべて出力）"
        );
        page.aside(text.to(view.lang), "  ");
    }
}
