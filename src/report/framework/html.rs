use super::{Block, Book};
use crate::report::markup::each;
use crate::text::escape_html;

/// The page around the texts, with `{}` for each.
const PAGE: &str = include_str!("../../../templates/book.html");

/// A book as one self-contained HTML page.
pub fn html(book: &Book) -> String {
    let title = escape_html(&book.title);
    let blocks: String = book.blocks.iter().map(|block| written(block, book) + "\n").collect();
    let texts: [&str; 5] = [&escape_html(&book.language), &title, &title, &blocks, ""];
    PAGE.trim_end().split("{}").zip(texts).flat_map(|(around, text)| [around, text]).collect()
}

fn written(block: &Block, book: &Book) -> String {
    match block {
        Block::Heading { level, anchor, text } => {
            let level = if *level == 2 { 2 } else { 3 };
            format!("<h{level} id=\"{}\">{}</h{level}>", escape_html(anchor), escape_html(text))
        }
        Block::Contents(title) => {
            let title = escape_html(title);
            let items = each(book.contents(), |(level, anchor, text)| {
                let text = escape_html(text);
                format!("<li class=\"l{level}\"><a href=\"#{}\">{text}</a></li>\n", escape_html(anchor))
            });
            format!("<nav aria-label=\"{title}\"><p>{title}</p><ul>\n{items}</ul></nav>")
        }
        Block::Paragraph(text) => format!("<p>{}</p>", escape_html(text)),
        Block::Strong(text) => format!("<p><strong>{}</strong></p>", escape_html(text)),
        Block::Aside(text) => format!("<p class=\"aside\">{}</p>", escape_html(text)),
        Block::Fields(fields) => {
            let field = |(name, value): &(String, String)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escape_html(name), escape_html(value))
            };
            format!("<dl>{}</dl>", each(fields, field))
        }
        Block::List(items) => {
            format!("<ul>{}</ul>", each(items, |item| format!("<li>{}</li>\n", escape_html(item))))
        }
        Block::Table { head, rows } => {
            let head = each(head, |cell| format!("<th scope=\"col\">{}</th>", escape_html(cell)));
            let rows = each(rows, |row| {
                let cells = each(row, |cell| format!("<td>{}</td>", escape_html(cell)));
                format!("<tr>{cells}</tr>\n")
            });
            let table = format!("<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>");
            format!("<div class=\"scroll\" tabindex=\"0\">{table}</div>")
        }
    }
}
