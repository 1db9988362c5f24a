//! HTML elements that sections share.

use super::Paper;
use crate::report::markup::each;
use crate::report::words::Words;
use crate::text::{Label, say};

/// A column of a table; the class decides on its alignment.
#[derive(Clone, Copy)]
pub(in crate::report) struct ColumnHead {
    pub(in crate::report) name: Label,
    class: &'static str,
    is_effort: bool,
}

impl ColumnHead {
    pub(in crate::report) const fn text(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: "", is_effort: false }
    }

    pub(in crate::report) const fn number(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: " class=\"num\"", is_effort: false }
    }

    /// For numbers in the framework's unit of effort, which is appended to the name.
    pub(in crate::report) const fn effort(en: &'static str, ja: &'static str) -> Self {
        Self { is_effort: true, ..Self::number(en, ja) }
    }

    pub(in crate::report) const fn to_fill_in(en: &'static str, ja: &'static str) -> Self {
        Self { name: Label(en, ja), class: " class=\"fill-in\"", is_effort: false }
    }
}

impl Paper<'_> {
    /// A section of the page with its heading and key.
    pub(in crate::report) fn section(&self, key: &str, title: impl Words, intro: &str, body: &str) -> String {
        let (id, title) = (self.id(key), self.say(title));
        let intro = if intro.is_empty() { String::new() } else { format!("<p>{intro}</p>") };
        format!(
            "<section class=\"s-{key}\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>{intro}{body}</section>"
        )
    }

    /// A box of the first page, with its heading.
    pub(in crate::report) fn part_of_page_one(
        &self,
        class: &str,
        key: &str,
        title: impl Words,
        body: &str,
    ) -> String {
        let (id, title) = (self.id(key), self.say(title));
        format!(
            "<section class=\"{class}\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>{body}</section>"
        )
    }

    /// A link to the section that shows the rest.
    pub(in crate::report) fn more(&self, key: &str, words: impl Words) -> String {
        format!("<p class=\"more\"><a href=\"#{}\">{}</a></p>", self.id(key), self.say(words))
    }

    /// Links to these sections.
    pub(in crate::report) fn contents(
        &self,
        sections: impl Iterator<Item = (&'static str, Label)>,
    ) -> String {
        let links = each(sections, |(key, label)| {
            format!("<li><a href=\"#{}\">{}</a></li>", self.id(key), self.say(label))
        });
        let name = self.say(Label("Contents", "目次"));
        format!("<nav class=\"toc\" aria-label=\"{name}\"><ul>{links}</ul></nav>")
    }

    /// A section that only says why it is empty.
    pub(in crate::report) fn empty_section(&self, key: &str, title: impl Words, why: impl Words) -> String {
        self.section(key, title, "", &format!("<p class=\"empty\">{}</p>", self.say(why)))
    }

    /// Text that only the page needs: how to read its pictures and how to use it.
    pub(in crate::report) fn on_page(&self, says: Label) -> String {
        format!("<span class=\"on-page\">{}</span>", self.say(says))
    }

    /// What a section shows, and how to read its pictures.
    pub(in crate::report) fn with_key(&self, says: Label, key: Label) -> String {
        self.say(says) + self.lang().of(" ", "") + &self.on_page(key)
    }

    pub(in crate::report) fn table_head(&self, columns: &[ColumnHead]) -> String {
        let cell = |head: &ColumnHead| format!("<th scope=\"col\"{}>{}</th>", head.class, self.column(*head));
        format!("<thead><tr>{}</tr></thead>", columns.iter().map(cell).collect::<String>())
    }

    /// The name of a column, with the unit of effort if it counts effort.
    pub(in crate::report) fn column(&self, head: ColumnHead) -> String {
        if !head.is_effort {
            return self.say(head.name);
        }
        let (Label(en, ja), unit) = (head.name, self.words.framework.effort_unit(self.lang()));
        self.say(say!("{en}, {unit}", "{ja}（{unit}）"))
    }

    /// A cell, which names its own column where the page is too narrow for columns. The content is HTML.
    pub(in crate::report) fn cell(&self, head: ColumnHead, content: &str) -> String {
        format!("<td{} data-l=\"{}\">{content}</td>", head.class, self.column(head))
    }

    /// An entry of a definition list. The value is HTML.
    pub(in crate::report) fn entry(&self, name: impl Words, value: &str) -> String {
        format!("<div><dt>{}</dt><dd>{value}</dd></div>", self.say(name))
    }
}

pub(in crate::report) fn sub_steps(texts: &[String]) -> String {
    format!("<ol class=\"sub-steps\">{}</ol>", items(texts))
}

/// HTML texts as list items.
pub(in crate::report) fn items(texts: &[String]) -> String {
    each(texts, |text| format!("<li>{text}</li>"))
}
