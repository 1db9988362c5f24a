//! A whole framework to read or print: one document, rendered for terminals, as Markdown or as HTML.

mod content;
mod html;
mod markdown;
#[cfg(feature = "cli")]
mod terminal;

pub use content::book;
pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use crate::text::{Lang, clean};

/// A document of plain blocks in reading order.
#[derive(Clone, Debug, Default)]
pub struct Book {
    language: String,
    title: String,
    blocks: Vec<Block>,
}

/// One block. All texts are plain; renderers escape them.
#[derive(Clone, Debug)]
enum Block {
    /// A heading; levels 2 and 3 make up the table of contents.
    Heading {
        level: u8,
        anchor: String,
        text: String,
    },
    Contents(String),
    Paragraph(String),
    /// The most important paragraph of its section.
    Strong(String),
    Aside(String),
    Fields(Vec<(String, String)>),
    List(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
}

impl Book {
    /// With harmless texts; ids have no special characters.
    fn cleaned(self) -> Self {
        let one = |text: String| clean(&text);
        let all = |texts: Vec<String>| texts.into_iter().map(one).collect();
        let block = |block| match block {
            Block::Heading { level, anchor, text } => Block::Heading { level, anchor, text: clean(&text) },
            Block::Contents(text) => Block::Contents(one(text)),
            Block::Paragraph(text) => Block::Paragraph(one(text)),
            Block::Strong(text) => Block::Strong(one(text)),
            Block::Aside(text) => Block::Aside(one(text)),
            Block::Fields(fields) => {
                Block::Fields(fields.into_iter().map(|(name, value)| (name, one(value))).collect())
            }
            Block::List(items) => Block::List(all(items)),
            Block::Table { head, rows } => Block::Table { head, rows: rows.into_iter().map(all).collect() },
        };
        let blocks = self.blocks.into_iter().map(block).collect();
        Self { title: clean(&self.title), blocks, ..self }
    }

    fn heading(&mut self, level: u8, anchor: &str, text: &str) {
        self.blocks.push(Block::Heading { level, anchor: anchor.to_owned(), text: text.to_owned() });
    }

    fn paragraph(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph(text.to_owned()));
    }

    fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { head: head.iter().map(|&cell| cell.to_owned()).collect(), rows });
        }
    }

    fn lang(&self) -> Lang {
        Lang::from_locale(&self.language)
    }

    fn contents(&self) -> impl Iterator<Item = (u8, &str, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: level @ (2 | 3), anchor, text } => {
                Some((*level, anchor.as_str(), text.as_str()))
            }
            _ => None,
        })
    }
}
