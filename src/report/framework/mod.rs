//! A whole framework to read or to print: one document, written as terminal text, Markdown or HTML.

mod content;
mod criterion;
mod document;
mod html;
mod markdown;
mod programmes;
mod terminal;

pub use content::framework_book;
pub use document::{Block, Book};
pub use html::html;
pub use markdown::markdown;
pub use terminal::terminal;
