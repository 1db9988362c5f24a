use super::{Block, Book};
use crate::text::escape_markdown;

/// A book as Markdown with tables.
pub fn markdown(book: &Book) -> String {
    let mut out = format!("# {}\n", escape(&book.title));
    for block in &book.blocks {
        out.push('\n');
        out += &one(book, block);
    }
    out
}

fn one(book: &Book, block: &Block) -> String {
    match block {
        Block::Heading { level, anchor, text } => {
            let marks = "#".repeat(usize::from(*level));
            format!("<a id=\"{anchor}\"></a>\n\n{marks} {}\n", escape(text))
        }
        Block::Contents(title) => {
            let entry = |(level, anchor, text): (u8, &str, &str)| {
                format!("{}- [{}](#{anchor})", "  ".repeat(usize::from(level - 2)), escape(text))
            };
            format!("**{}**\n\n{}", escape(title), lines(book.contents().map(entry)))
        }
        Block::Paragraph(text) => format!("{}\n", escape(text)),
        Block::Strong(text) => format!("**{}**\n", escape(text)),
        Block::Aside(text) => format!("_{}_\n", escape(text)),
        Block::Fields(fields) => {
            let line = |(name, value): &(String, String)| {
                format!("- **{}**{}{}", escape(name), book.lang().colon(), escape(value))
            };
            lines(fields.iter().map(line))
        }
        Block::List(items) => lines(items.iter().map(|item| format!("- {}", escape(item)))),
        Block::Table { head, rows } => {
            let row = |cells: &[String]| {
                let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
                format!("| {} |", cells.join(" | "))
            };
            let line = format!("|{}", " --- |".repeat(head.len()));
            lines([row(head), line].into_iter().chain(rows.iter().map(|cells| row(cells))))
        }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn escape(text: &str) -> String {
    escape_markdown(text.trim_start())
}
