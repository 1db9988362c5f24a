use crate::report::document::inline::{RunningText, anchor, inline, is_hidden};
use crate::report::document::tree::{Element, PageNode, read};
use crate::text::Lang;

/// Paragraphs, headings, lists and tables, each without surrounding blank lines.
pub(super) fn all(nodes: &[PageNode<'_>], lang: Lang) -> Vec<String> {
    let mut blocks = Blocks { lang, done: Vec::new(), running: Vec::new() };
    blocks.nodes(nodes);
    blocks.end_paragraph();
    blocks.done
}

struct Blocks<'n, 'p> {
    lang: Lang,
    done: Vec<String>,
    /// The paragraph so far.
    running: Vec<&'n PageNode<'p>>,
}

impl<'n, 'p> Blocks<'n, 'p> {
    fn nodes(&mut self, nodes: &'n [PageNode<'p>]) {
        for node in nodes {
            match node.element() {
                Some(element) if is_hidden(element) => {}
                Some(element) if is_block(element) => {
                    self.end_paragraph();
                    self.block(element);
                }
                _ => self.running.push(node),
            }
        }
    }

    fn end_paragraph(&mut self) {
        let running: Vec<PageNode<'p>> = self.running.drain(..).cloned().collect();
        self.push(inline(&running, RunningText::Lines, self.lang));
    }

    fn push(&mut self, block: String) {
        if !block.trim().is_empty() {
            self.done.push(block);
        }
    }

    fn block(&mut self, element: &'n Element<'p>) {
        match element.name {
            "p" => self.push(inline(&[PageNode::Element(element.clone())], RunningText::Lines, self.lang)),
            "h1" => self.heading(1, element.attribute("id"), &element.children),
            "h2" => self.heading(2, element.attribute("id"), &element.children),
            "h3" => self.heading(3, element.attribute("id"), &element.children),
            "ul" | "ol" => self.list(element),
            "dl" => self.entries(element),
            "table" => self.table(element),
            "details" => self.folded(element),
            "figure" => self.picture(element),
            "nav" => {
                if let Some(name) = element.attribute("aria-label") {
                    let name = inline(&read(name), RunningText::Lines, self.lang);
                    self.push(format!("**{name}**"));
                }
                self.nodes(&element.children);
            }
            _ => {
                self.nodes(&element.children);
                self.end_paragraph();
            }
        }
    }

    fn heading(&mut self, level: usize, id: Option<&str>, text: &[PageNode<'_>]) {
        let (marks, text) = ("#".repeat(level), inline(text, RunningText::Cell, self.lang));
        let anchor = id.map_or_else(String::new, |id| format!("<a id=\"{}\"></a>\n\n", anchor(id)));
        self.push(format!("{anchor}{marks} {text}"));
    }

    fn list(&mut self, list: &Element<'_>) {
        let items = list.elements().enumerate().map(|(position, own)| {
            let marker = if list.name == "ol" { format!("{}. ", position + 1) } else { "- ".to_owned() };
            let anchor = own.attribute("id").map(anchor);
            let anchor = anchor.map_or_else(String::new, |id| format!("<a id=\"{id}\"></a>"));
            item(&marker, &(anchor + &self.content(own)))
        });
        let items: Vec<String> = items.collect();
        self.push(items.join("\n"));
    }

    fn entries(&mut self, list: &Element<'_>) {
        let entries = list.elements().map(|own| {
            let [name, value] = ["dt", "dd"].map(|name| own.elements().find(|part| part.name == name));
            let name =
                name.map(|name| inline(&name.children, RunningText::Lines, self.lang)).unwrap_or_default();
            let is_list =
                value.and_then(|value| value.elements().next()).is_some_and(|first| first.name == "ul");
            let value = value.map(|value| self.content(value)).unwrap_or_default();
            let colon = if name.ends_with(['?', '？', '。', ':', '：']) { " " } else { self.lang.colon() };
            let between = if is_list { [colon.trim_end(), "\n"].concat() } else { colon.to_owned() };
            item("- ", &format!("**{name}**{between}{value}"))
        });
        let entries: Vec<String> = entries.collect();
        self.push(entries.join("\n"));
    }

    /// The content of an item: lines, or blocks if it contains a list.
    fn content(&self, item: &Element<'_>) -> String {
        if item.find("ul").or_else(|| item.find("ol")).is_some() {
            all(&item.children, self.lang).join("\n\n")
        } else {
            inline(&item.children, RunningText::Lines, self.lang)
        }
    }

    fn table(&mut self, element: &Element<'_>) {
        if let Some(caption) = element.elements().find(|own| own.name == "caption") {
            self.push(format!("**{}**", inline(&caption.children, RunningText::Lines, self.lang)));
        }
        self.push(table(element, self.lang));
    }

    /// Folded content, under a heading.
    fn folded(&mut self, element: &'n Element<'p>) {
        let [summary, rest] = ["summary", "div"].map(|name| element.elements().find(|own| own.name == name));
        match (summary, element.attribute("id")) {
            (Some(summary), Some(id)) => self.heading(4, Some(id), &summary.children),
            (Some(summary), None) => self.push(inline(&summary.children, RunningText::Lines, self.lang)),
            (None, _) => {}
        }
        if let Some(rest) = rest {
            self.block(rest);
        }
    }

    fn picture(&mut self, element: &Element<'_>) {
        if let Some(says) = element.find("desc") {
            self.push(inline(&says.children, RunningText::Lines, self.lang));
        }
    }
}

fn is_block(element: &Element<'_>) -> bool {
    const BLOCKS: [&str; 14] = [
        "section", "header", "nav", "div", "p", "h1", "h2", "h3", "ul", "ol", "dl", "table", "details",
        "figure",
    ];
    BLOCKS.contains(&element.name)
}

/// A list item with its later lines indented.
fn item(marker: &str, content: &str) -> String {
    let mut out = marker.to_owned();
    for (position, line) in content.lines().enumerate() {
        if position > 0 {
            out.push('\n');
            if !line.is_empty() {
                out += &" ".repeat(marker.len());
            }
        }
        out += line;
    }
    out
}

/// A table without its columns of pictures.
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
