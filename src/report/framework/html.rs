use askama::Template;

use super::{Block, Book};

/// The page; its texts are escaped by the template.
#[derive(Template)]
#[template(path = "book.html")]
struct Page<'a> {
    book: &'a Book,
    contents: Vec<(u8, &'a str, &'a str)>,
}

/// A book as one HTML page that needs nothing else: no script, no font, no picture from outside.
pub fn html(book: &Book) -> Result<String, askama::Error> {
    Page { book, contents: book.contents().collect() }.render()
}
