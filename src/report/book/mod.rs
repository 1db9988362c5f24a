//! A whole framework to read or to print: one document, written as terminal text, Markdown or HTML.

mod block;
mod criterion;
mod framework;
mod html;
mod markdown;
mod programmes;
mod terminal;

pub use block::{Block, Book};
pub use framework::framework_book;
pub use html::html;
pub use markdown::markdown;
pub use terminal::terminal;
