//! Converts inline HTML of the page to other forms.

use super::tree::{Element, PageNode, read};
use crate::text::{Lang, escape_markdown};

/// The target form of inline text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunningText {
    /// Markdown, possibly of several lines.
    Lines,
    /// Markdown in a table cell, on one line.
    Cell,
    /// Plain text.
    Plain,
}

/// Separates parts on one line.
const BETWEEN: &str = " · ";

/// Classes of elements that the page sets apart within a line.
const APART: [&str; 4] = ["tag", "chip", "sign", "cost"];

/// Classes of elements that the page shows on their own line.
const OWN_LINE: [&str; 2] = ["say", "ev"];

/// A part of the page as plain text, with its line breaks.
#[cfg(feature = "xlsx")]
pub(super) fn plain(html: &str, lang: Lang) -> String {
    text(&read(html), lang)
}

/// Nodes as plain text.
#[cfg(feature = "xlsx")]
pub(super) fn text(nodes: &[PageNode<'_>], lang: Lang) -> String {
    inline(nodes, RunningText::Plain, lang)
}

pub(super) fn inline(nodes: &[PageNode<'_>], style: RunningText, lang: Lang) -> String {
    let mut text = Inline { out: String::new(), style, lang };
    text.nodes(nodes);
    text.trim();
    text.out.trim_start().to_owned()
}

/// Whether an element is invisible, a picture, or only explains how to read or use the page.
pub(super) fn is_hidden(element: &Element<'_>) -> bool {
    element.name == "svg"
        || element.attribute("aria-hidden") == Some("true")
        || element.has_class("wide")
        || element.has_class("on-page")
}

struct Inline {
    out: String,
    style: RunningText,
    lang: Lang,
}

impl Inline {
    fn nodes(&mut self, nodes: &[PageNode<'_>]) {
        for (position, node) in nodes.iter().enumerate() {
            match node {
                PageNode::Text(text) if self.style == RunningText::Plain => self.out += text,
                PageNode::Text(text) => self.out += &escape_markdown(text),
                PageNode::Element(element) if is_hidden(element) => {}
                // Text for screen readers is a label of what follows.
                PageNode::Element(element) if element.has_class("sr") => {
                    self.nodes(&element.children);
                    let follows = |node: &PageNode<'_>| node.element().is_none_or(|own| !is_hidden(own));
                    if nodes[position + 1..].iter().any(follows) {
                        self.out += self.lang.colon();
                    }
                }
                PageNode::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        let is = |classes: &[&str]| classes.iter().any(|class| element.has_class(class));
        match element.name {
            "b" | "h3" if self.style != RunningText::Plain => self.bold(element),
            "a" if self.style != RunningText::Plain => self.link(element),
            "ul" | "ol" => self.list(element),
            "small" | "p" | "div" | "h3" => self.own_line(element),
            "dt" => {
                self.nodes(&element.children);
                self.out += self.lang.colon();
            }
            "span" if is(&OWN_LINE) => self.own_line(element),
            "span" if is(&APART) => self.apart(element),
            _ => self.nodes(&element.children),
        }
    }

    fn bold(&mut self, element: &Element<'_>) {
        let text = inline(&element.children, self.style, self.lang);
        if !text.is_empty() {
            self.out.extend(["**", &text, "**"]);
        }
    }

    fn own_line(&mut self, element: &Element<'_>) {
        self.end_line();
        if element.has_class("nums") || element.has_class("legend") {
            element.elements().for_each(|own| self.apart(own));
        } else {
            self.nodes(&element.children);
        }
        self.end_line();
    }

    fn apart(&mut self, element: &Element<'_>) {
        self.trim();
        if !self.out.is_empty() && !self.out.ends_with(self.line_end()) {
            self.out += BETWEEN;
        }
        self.nodes(&element.children);
    }

    fn list(&mut self, element: &Element<'_>) {
        for (position, item) in element.elements().enumerate() {
            self.end_line();
            match element.name {
                "ol" => self.out.extend([&(position + 1).to_string(), ". "]),
                _ => self.out += "• ",
            }
            self.nodes(&item.children);
        }
        self.end_line();
    }

    /// Links within the page, and addresses that the page shows.
    fn link(&mut self, element: &Element<'_>) {
        let Some(target) = element.attribute("href") else { return };
        let text = inline(&element.children, self.style, self.lang);
        match target.strip_prefix('#') {
            Some(id) => self.out.extend(["[", &text, "](#", anchor(id), ")"]),
            None => match read(target).first() {
                Some(PageNode::Text(address)) if is_plain_address(address) => {
                    self.out.extend(["<", address, ">"]);
                }
                _ => self.out += &text,
            },
        }
    }

    fn line_end(&self) -> &'static str {
        match self.style {
            RunningText::Lines => "\\\n",
            RunningText::Cell => "<br>",
            RunningText::Plain => "\n",
        }
    }

    fn end_line(&mut self) {
        self.trim();
        if !self.out.is_empty() {
            self.out += self.line_end();
        }
    }

    /// Removes spaces and line ends from the end.
    fn trim(&mut self) {
        let end = self.line_end();
        let mut kept = self.out.trim_end_matches(' ');
        while let Some(shorter) = kept.strip_suffix(end) {
            kept = shorter.trim_end_matches(' ');
        }
        self.out.truncate(kept.len());
    }
}

/// The id of an element without its language.
pub(super) fn anchor(id: &str) -> &str {
    id.split_once('-').map_or(id, |(_, name)| name)
}

fn is_plain_address(address: &str) -> bool {
    address.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>|\\`".contains(&byte))
}
