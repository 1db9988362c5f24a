//! The few shapes of HTML that sections share.

use super::Edition;
use crate::report::markup::each;
use crate::report::words::Words;
use crate::text::Label;

/// A column of a table; the class says how its cells are set.
#[derive(Clone, Copy)]
pub(super) struct ColumnHead {
    pub(super) name: Label,
    class: &'static str,
}

impl ColumnHead {
    pub(super) const fn text(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: "" }
    }

    pub(super) const fn number(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: " class=\"num\"" }
    }

    pub(super) const fn to_fill_in(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: " class=\"fill-in\"" }
    }
}

impl Edition<'_> {
    /// A section of the page, found by its key, with its heading.
    pub(super) fn section(&self, key: &str, title: impl Words, intro: &str, body: &str) -> String {
        let (id, title) = (self.id(key), self.say(title));
        let intro = if intro.is_empty() { String::new() } else { format!("<p>{intro}</p>") };
        format!(
            "<section class=\"s-{key}\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>{intro}{body}</section>"
        )
    }

    /// The same where there is nothing to show but why.
    pub(super) fn empty_section(&self, key: &str, title: impl Words, why: impl Words) -> String {
        self.section(key, title, "", &format!("<p class=\"empty\">{}</p>", self.say(why)))
    }

    /// What only the page needs: how to read its pictures and how to use it.
    pub(super) fn on_page(&self, says: Label) -> String {
        format!("<span class=\"on-page\">{}</span>", self.say(says))
    }

    /// What a section shows, and how to read its pictures.
    pub(super) fn with_key(&self, says: Label, key: Label) -> String {
        self.say(says) + self.lang().of(" ", "") + &self.on_page(key)
    }

    pub(super) fn table_head(&self, columns: &[ColumnHead]) -> String {
        let cell =
            |head: &ColumnHead| format!("<th scope=\"col\"{}>{}</th>", head.class, self.say(head.name));
        format!("<thead><tr>{}</tr></thead>", columns.iter().map(cell).collect::<String>())
    }

    /// A cell that names its column itself where the page is too narrow for columns. The content is HTML.
    pub(super) fn cell(&self, head: ColumnHead, content: &str) -> String {
        format!("<td{} data-l=\"{}\">{content}</td>", head.class, self.say(head.name))
    }

    /// One entry of a list of names and values. The value is HTML.
    pub(super) fn entry(&self, name: impl Words, value: &str) -> String {
        format!("<div><dt>{}</dt><dd>{value}</dd></div>", self.say(name))
    }
}

/// An ordered list of steps.
pub(super) fn sub_steps(texts: &[String]) -> String {
    format!("<ol class=\"sub-steps\">{}</ol>", items(texts))
}

/// Texts as the items of a list. They are HTML.
pub(super) fn items(texts: &[String]) -> String {
    each(texts, |text| format!("<li>{text}</li>"))
}
