use crate::report::document::inline::{RunningText, inline, is_hidden};
use crate::report::document::tree::Element;
use crate::text::Lang;

/// A table with its columns of pictures left out.
pub(super) fn table(table: &Element<'_>, lang: Lang) -> String {
    let part = |name| table.elements().find(move |own| own.name == name).into_iter();
    let rows = |name| part(name).flat_map(Element::elements);
    let mut lines = Vec::new();
    for head in rows("thead") {
        lines.push(row(head, lang));
        let marks = cells(head).map(|cell| if cell.has_class("num") { " ---: |" } else { " --- |" });
        lines.push("|".to_owned() + &marks.collect::<String>());
    }
    lines.extend(rows("tbody").map(|own| row(own, lang)));
    lines.join("\n")
}

fn row(row: &Element<'_>, lang: Lang) -> String {
    let texts = cells(row).map(|cell| inline(&cell.children, RunningText::Cell, lang));
    let texts: Vec<String> = texts.collect();
    format!("| {} |", texts.join(" | "))
}

fn cells<'e, 'p>(row: &'e Element<'p>) -> impl Iterator<Item = &'e Element<'p>> {
    row.elements().filter(|cell| !is_hidden(cell))
}
