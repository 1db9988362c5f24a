use super::{Block, Book};
use crate::report::{Page, Terminal};
use crate::text::width;

/// A book as text for a terminal. Tables become lists, because their cells are whole sentences.
pub fn terminal(book: &Book, terminal: Terminal) -> String {
    let mut page = Page::new(book.lang(), terminal);
    page.heading(&book.title);
    for block in &book.blocks {
        write(&mut page, book, block);
    }
    page.finish()
}

fn write(page: &mut Page, book: &Book, block: &Block) {
    match block {
        Block::Heading { level: 2, text, .. } => {
            page.gap();
            page.heading(format!("== {text}"));
        }
        Block::Heading { text, .. } => page.heading(text),
        Block::Contents(title) => {
            page.heading(title);
            for (level, _, text) in book.contents() {
                page.item(if level == 2 { "- " } else { "    - " }, text);
            }
        }
        Block::Paragraph(text) | Block::Strong(text) => page.paragraph(text),
        Block::Aside(text) => page.note(text),
        Block::Fields(fields) => {
            for (name, value) in fields {
                page.item("  ", [name.as_str(), value].join(page.lang.colon()));
            }
        }
        Block::List(items) => items.iter().for_each(|item| page.bullet(item)),
        Block::Table { head, rows } => rows.iter().for_each(|row| table_row(page, head, row)),
    }
}

fn table_row(page: &mut Page, head: &[String], row: &[String]) {
    let mut cells = row.iter();
    let first = cells.next().map_or("", String::as_str);
    let second = cells.next().map_or("", String::as_str);
    // The first two cells say what the row is about; the others follow with the names of their columns.
    let mark = format!("  {first} | ");
    let columns = page.terminal.columns;
    // Beside a long first cell a long second one would be squeezed into a narrow column.
    if width(&mark) > columns / 3 && width(&mark) + width(second) > columns {
        page.styled(first, "  ", str::to_owned);
        page.styled(second, "      ", str::to_owned);
    } else {
        page.item(&mark, second);
    }
    for (name, cell) in head.iter().skip(2).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        page.aside("      ", [name.as_str(), cell].join(page.lang.colon()));
    }
}
