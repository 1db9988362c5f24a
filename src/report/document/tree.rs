//! The page's own HTML as a tree, from which its other forms are derived, so that content and order are decided once.
//! It parses what this program writes, which is always well formed, and no other HTML.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PageNode<'p> {
    Text(String),
    Element(Element<'p>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element<'p> {
    pub(super) name: &'p str,
    attributes: &'p str,
    pub(super) children: Vec<PageNode<'p>>,
}

impl<'p> Element<'p> {
    pub(super) fn attribute(&self, name: &str) -> Option<&'p str> {
        let mut rest = self.attributes;
        while let Some((key, value)) = rest.split_once("=\"") {
            let (value, next) = value.split_once('"')?;
            if key.trim() == name {
                return Some(value);
            }
            rest = next;
        }
        None
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'p>> {
        self.children.iter().filter_map(PageNode::element)
    }

    /// The first descendant with a name.
    pub(super) fn find(&self, name: &str) -> Option<&Element<'p>> {
        self.elements().find_map(|own| if own.name == name { Some(own) } else { own.find(name) })
    }
}

impl<'p> PageNode<'p> {
    pub(super) fn element(&self) -> Option<&Element<'p>> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// Parses a page, or a part of it.
pub(super) fn read(html: &str) -> Vec<PageNode<'_>> {
    let mut open = vec![Element::default()];
    let mut parts = html.split('<');
    push_text(&mut open, parts.next().unwrap_or_default());
    for part in parts {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if tag.starts_with('/') {
            close(&mut open);
        } else {
            let is_empty = tag.ends_with('/');
            let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
            open.push(Element { name, attributes, children: Vec::new() });
            if is_empty {
                close(&mut open);
            }
        }
        push_text(&mut open, text);
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}

fn close(open: &mut Vec<Element<'_>>) {
    // The root stays open.
    if open.len() > 1
        && let Some(closed) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(PageNode::Element(closed));
    }
}

fn push_text(open: &mut [Element<'_>], text: &str) {
    if let Some(parent) = open.last_mut()
        && !text.is_empty()
    {
        parent.children.push(PageNode::Text(unescaped(text)));
    }
}

/// Undoes [`crate::text::escape_html`]; `&` last, because all others begin with it.
fn unescaped(text: &str) -> String {
    let signs = [("&nbsp;", "\u{a0}"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#38;", "&")];
    signs.into_iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

#[cfg(test)]
mod tests {
    use super::{PageNode, read};
    use crate::text::escape_html;

    #[test]
    fn a_page_is_read_as_it_was_written() {
        let text = "<b>\"&nbsp;&#60;";
        let page = format!(
            "<p class=\"a b\" id=\"x\">{}<svg><path d=\"M0\"/></svg><i></i></p>end",
            escape_html(text)
        );
        let tree = read(&page);
        let p = tree[0].element().expect("an element");
        assert_eq!((p.name, p.attribute("id"), p.attribute("d")), ("p", Some("x"), None));
        assert!(p.has_class("b") && !p.has_class("x"));
        assert_eq!(p.children[0], PageNode::Text(text.to_owned()));
        assert_eq!(p.elements().map(|own| own.name).collect::<Vec<_>>(), ["svg", "i"]);
        assert_eq!(p.find("path").and_then(|path| path.attribute("d")), Some("M0"));
        assert_eq!(tree[1], PageNode::Text("end".to_owned()));
    }
}
