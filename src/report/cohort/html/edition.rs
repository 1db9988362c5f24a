use std::ops::Deref;

use super::{CohortReport, MOST, anonymous_name};
use crate::framework::Framework;
use crate::report::cohort::CohortView;
use crate::report::web::Paper;
use crate::text::{Label, Lang, escape_html, fit, grouped, say};

/// The width of a name; a longer one would push the numbers off the page.
const NAME: usize = 100;

pub(super) struct CohortEdition<'a> {
    paper: Paper<'a>,
    pub(super) view: &'a CohortView<'a>,
    links: Option<&'a [String]>,
    is_anonymous: bool,
    /// The companies with a row of their own, by rank.
    pub(super) shown: Vec<usize>,
}

impl<'a> Deref for CohortEdition<'a> {
    type Target = Paper<'a>;

    fn deref(&self) -> &Paper<'a> {
        &self.paper
    }
}

impl<'a> CohortEdition<'a> {
    pub(super) fn new(report: &CohortReport<'a>, lang: Lang) -> Self {
        let CohortReport { view, links, is_anonymous } = *report;
        let mut shown = view.ranks.order();
        shown.truncate(MOST);
        Self { paper: Paper::new(view.framework, lang), view, links, is_anonymous, shown }
    }

    pub(super) fn framework(&self) -> &'a Framework {
        self.view.framework
    }

    pub(super) fn framework_title(&self) -> &'a str {
        self.words.of(self.framework().title())
    }

    fn name(&self, position: usize) -> String {
        if self.is_anonymous {
            return self.own(&anonymous_name(position + 1));
        }
        let member = &self.view.members[position];
        self.own(&fit(&member.input.name_of(&member.assessed.sheet), NAME))
    }

    /// The name, linked to the company's own report if there is one.
    pub(super) fn linked_name(&self, position: usize) -> String {
        let name = self.name(position);
        match self.links.and_then(|links| links.get(position)) {
            Some(link) => format!("<a href=\"{}\">{name}</a>", escape_html(link)),
            None => name,
        }
    }

    /// What the tables leave out, and where to find it; empty if nothing is left out.
    pub(super) fn left_out(&self) -> String {
        let (all, shown) = (self.view.members.len(), self.shown.len());
        if all == shown {
            return String::new();
        }
        let counted = |number| self.framework().subjects(self.lang(), number);
        let [of_all, some, others] = [all, shown, all - shown].map(counted);
        let [shown, left] = [shown, all - shown].map(grouped);
        let text = self.say(say!(
            "Shown are the first {shown} of {of_all} by rank; {left} are not shown. A workbook has all of them, with every number:",
            "順位の上位{some}を表示しています（全{of_all}、非表示{others}）。すべての数値は、ブックに書き出せます："
        ));
        format!("<p class=\"left-out\">{text} <code>outside-in score … -o results.xlsx</code></p>")
    }

    /// The head of a sortable column.
    pub(super) fn column(&self, class: &str, name: Label) -> String {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        format!("<th scope=\"col\"{class}>{}</th>", self.say(name))
    }

    /// A table wider than a phone, which scrolls in its own frame, also by keyboard.
    pub(super) fn scrolling(&self, name: Label, table: &str) -> String {
        let name = self.say(name);
        format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">{table}</div>")
    }
}
