//! Text for people: languages, width, wrapping, cleaning. Knows nothing about the domain.

mod cell;
mod clean;
mod escape;
mod folded;
mod ids;
mod inert;
mod json;
mod language;
mod markdown;
mod nearest;
mod paragraphs;
mod plural;
mod policy;
mod wrap;

pub use crate::say;
#[cfg(feature = "xlsx")]
pub(crate) use cell::unguarded;
pub(crate) use cell::{csv_text, unguarded_in_csv, write_csv_cell};
pub use cell::{guarded, guarded_in_csv};
pub(crate) use clean::{acts, seen, visible};
pub use clean::{clean, clean_lines, half_width};
pub(crate) use escape::escape_html;
pub use folded::folded;
pub(crate) use folded::{lowered, squeezed};
pub(crate) use ids::ids;
pub use inert::inert;
pub(crate) use json::write_json_item;
pub use json::{pretty_json, write_json_line};
pub use language::{Bilingual, Label, Lang};
pub(crate) use language::{is_japanese, is_language_tag};
pub(crate) use markdown::escape_markdown;
pub(crate) use nearest::nearest_choice;
pub use nearest::{Near, nearest};
pub(crate) use paragraphs::paragraphs;
pub use plural::{count, grouped, plural, several};
pub(crate) use policy::{policy_hash, tight_style};
pub use wrap::{fit, pad, width, wrap, wrap_hanging};
