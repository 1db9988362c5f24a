//! Words for people: languages, width, wrapping, cleaning. Knows nothing of the domain.

mod clean;
mod formula;
mod ids;
mod language;
mod nearest;
mod plural;
mod wrap;

pub(crate) use clean::half_width;
pub use clean::{acts, clean, clean_cell, without_acting};
pub use formula::{guarded, is_formula, unguarded};
pub(crate) use ids::ids;
pub use language::{Bilingual, Label, Lang};
pub use nearest::{Near, nearest, nearest_choice};
pub use plural::{count, grouped};
pub use wrap::{fit, pad, width, wrap, wrap_hanging};
