//! Words for people: languages, width, wrapping, cleaning. Knows nothing of the domain.

mod clean;
mod escape;
mod folded;
mod formula;
mod ids;
mod language;
mod markdown;
mod nearest;
mod paragraphs;
mod plural;
mod policy;
mod wrap;

pub use crate::say;
pub(crate) use clean::{acts, clean_cell};
pub use clean::{clean, half_width, without_acting};
pub(crate) use escape::escape_html;
pub use folded::folded;
pub(crate) use folded::squeezed;
pub use formula::guarded;
pub(crate) use formula::{is_formula, unguarded};
pub(crate) use ids::ids;
pub use language::{Bilingual, Label, Lang};
pub(crate) use markdown::escape_markdown;
pub(crate) use nearest::nearest_choice;
pub use nearest::{Near, nearest};
pub(crate) use paragraphs::paragraphs;
pub use plural::{count, grouped, plural};
pub(crate) use policy::{policy_hash, tight_style};
pub use wrap::{fit, pad, width, wrap, wrap_hanging};
