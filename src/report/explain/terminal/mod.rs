//! The explanation of one company: where it stands, what holds it back, what to do next, what is claimed but
//! not proven, what is unknown, which doors fit.

mod doors;
mod next;
mod obstacles;
mod open;
pub(in crate::report) mod sources;
pub(in crate::report) mod standing;
mod trust;
mod what_if;

pub use what_if::what_if;

use crate::framework::{CriterionIx, StageIx};
use crate::report::page::{Page, Terminal};
use crate::report::{View, words};

/// Which stages to explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The next one.
    Next,
    /// One of them.
    Stage(StageIx),
    /// All of them, with every action, claim and open answer.
    All,
}

/// The explanation, ending in a line break.
pub fn terminal(view: &View<'_>, scope: Scope, terminal: Terminal) -> String {
    let mut page = Page::new(terminal);
    standing::write(&mut page, view);
    let stages: Vec<StageIx> = match scope {
        Scope::Next => view.assessed.assessment.next_stage.into_iter().collect(),
        Scope::Stage(stage) => vec![stage],
        Scope::All => view.framework.stage_indices().collect(),
    };
    for stage in &stages {
        obstacles::write(&mut page, view, *stage, scope);
    }
    trust::write(&mut page, view, &stages, scope);
    next::write(&mut page, view, scope);
    open::write_unproven(&mut page, view, &stages, scope);
    for stage in &stages {
        open::write_unknown(&mut page, view, *stage, scope);
    }
    doors::write(&mut page, view, scope);
    open::write_notices(&mut page, view);
    sources::write(&mut page, view);
    if let Some(disclaimer) = view.framework.disclaimer() {
        page.gap();
        page.aside(disclaimer.to(view.language()), "");
    }
    page.finish()
}

/// Writes where a sentence about a criterion comes from: its id, who says that it matters, and the numbers of
/// its sources.
pub(in crate::report) fn trace(page: &mut Page, view: &View<'_>, criterion: CriterionIx, indent: &str) {
    let criterion = &view.framework[criterion];
    let origin = words::origin(criterion.origin).to(view.lang);
    let (id, numbers) = (&criterion.id, page.cite(&criterion.sources));
    let text = if numbers.is_empty() {
        crate::say!("[{id}; origin: {origin}]", "[{id}、由来：{origin}]")
    } else {
        crate::say!("[{id}; origin: {origin}; sources: {numbers}]", "[{id}、由来：{origin}、出典：{numbers}]")
    };
    page.aside(text.to(view.lang), indent);
}

/// How many of a list to show unless all are asked for.
const FEW: usize = 5;

/// The first few of a list, or all; and how many are left out.
fn some<T>(list: Vec<T>, scope: Scope) -> (Vec<T>, usize) {
    let mut list = list;
    let shown = if scope == Scope::All { list.len() } else { list.len().min(FEW) };
    let rest = list.len() - shown;
    list.truncate(shown);
    (list, rest)
}

/// Says how many entries were left out, if any.
fn and_more(page: &mut Page, view: &View<'_>, rest: usize) {
    if rest > 0 {
        let text = crate::say!("and {rest} more: --all shows them", "ほかに{rest}件（--all で表示）");
        page.aside(text.to(view.lang), "  ");
    }
}
