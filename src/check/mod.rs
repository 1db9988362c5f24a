//! Checks for authors of frameworks and sheets: problems beyond those found while loading, results of tests, changes
//! between two versions. [`RULES`] lists everything that can be found; a [`Checked`] holds what one pass has found.

mod allow;
pub mod diff;
mod fix;
mod kind;
mod layout;
mod locate;
mod page;
mod policy;
pub mod reachability;
mod rule;
mod rules;
mod run;
mod sheet;
pub mod suite;
mod texts;

pub use fix::fix;
pub use kind::{Beside, FileKind, kind_of};
pub use layout::FileLayout;
pub use locate::cut_places;
pub use page::{PageExample, RulePage};
pub use policy::{LintLevel, Policy, UnknownName};
pub use rule::Rule;
pub use rules::RULES;
pub use run::{Checked, Counterexample, counterexamples, framework, framework_case, framework_test, part};
pub use sheet::{row, sheet};

use locate::{FrameworkPart, Locator};
use rule::{Detect, FrameworkCheck, SheetCheck};
use texts::{TextAt, Texts};

/// The rule with a code such as `R003`, or a slug.
pub fn find_rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.id.eq_ignore_ascii_case(name) || rule.code.slug == name)
}
