use super::{Block, Book};

/// What stands around the texts; `{}` is the place of each.
const PAGE: &str = include_str!("../../../templates/book.html");

/// A book as one HTML page that needs nothing else: no script, no font, no picture from outside.
pub fn html(book: &Book) -> String {
    let title = escape(&book.title);
    let blocks: String = book.blocks.iter().map(|block| written(block, book) + "\n").collect();
    let texts: [&str; 5] = [&escape(&book.language), &title, &title, &blocks, ""];
    PAGE.trim_end().split("{}").zip(texts).flat_map(|(around, text)| [around, text]).collect()
}

fn written(block: &Block, book: &Book) -> String {
    match block {
        Block::Heading { level, anchor, text } => {
            let level = if *level == 2 { 2 } else { 3 };
            format!("<h{level} id=\"{}\">{}</h{level}>", escape(anchor), escape(text))
        }
        Block::Contents(title) => {
            let title = escape(title);
            let items = each(book.contents(), |(level, anchor, text)| {
                let text = escape(text);
                format!("<li class=\"l{level}\"><a href=\"#{}\">{text}</a></li>\n", escape(anchor))
            });
            format!("<nav aria-label=\"{title}\"><p>{title}</p><ul>\n{items}</ul></nav>")
        }
        Block::Paragraph(text) => format!("<p>{}</p>", escape(text)),
        Block::Strong(text) => format!("<p><strong>{}</strong></p>", escape(text)),
        Block::Aside(text) => format!("<p class=\"aside\">{}</p>", escape(text)),
        Block::Fields(fields) => {
            let field = |(name, value): &(String, String)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value))
            };
            format!("<dl>{}</dl>", each(fields, field))
        }
        Block::List(items) => {
            format!("<ul>{}</ul>", each(items, |item| format!("<li>{}</li>\n", escape(item))))
        }
        Block::Table { head, rows } => {
            let head = each(head, |cell| format!("<th scope=\"col\">{}</th>", escape(cell)));
            let rows = each(rows, |row| {
                let cells = each(row, |cell| format!("<td>{}</td>", escape(cell)));
                format!("<tr>{cells}</tr>\n")
            });
            let table = format!("<table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table>");
            format!("<div class=\"scroll\" tabindex=\"0\">{table}</div>")
        }
    }
}

fn each<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> String) -> String {
    items.into_iter().map(write).collect()
}

/// No text may begin an element or end an attribute.
fn escape(text: &str) -> String {
    let escaped = text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;");
    escaped.replace('"', "&#34;").replace('\'', "&#39;")
}
