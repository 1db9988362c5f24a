//! Words for people: languages, width, wrapping, cleaning. Knows nothing of the domain.

mod ascii;
mod bilingual;
mod clean;
mod formula;
mod language;
mod nearest;
mod plural;
mod width;
mod wrap;

pub use bilingual::{Bilingual, Label};
pub(crate) use clean::may_act;
pub use clean::{acts, clean, clean_cell, without_acting};
pub use formula::{guarded, is_formula, unguarded};
pub use language::Lang;
pub use nearest::{Near, nearest, nearest_choice};
pub use plural::{count, grouped};
pub use width::{fit, pad, width};
pub use wrap::{wrap, wrap_hanging};
