//! The report of a cohort: one self-contained HTML page. A small script sorts its tables, which are complete without
//! it. Everything is computed beforehand; here it is laid out, a file per section.

mod blocks;
mod companies;
mod edition;
mod groups;
mod head;
mod most;
mod ranks;
mod stages;

use edition::CohortEdition;

use super::CohortView;
use super::words::all_together;
use crate::report::svg;
use crate::report::web::WebPage;
use crate::text::{Bilingual, Label, Lang, grouped, say};

/// The most companies with rows of their own: a page of ten thousand rows is too long to read and too slow to open.
const MOST: usize = 500;

/// What the report of a cohort is made of.
#[derive(Clone, Copy, Debug)]
pub struct CohortReport<'a> {
    /// The companies together; its language is not used.
    pub view: &'a CohortView<'a>,
    /// The file of each company's report beside this one, in the order of the companies; `None` if this one is alone.
    pub links: Option<&'a [String]>,
    /// Whether companies are called by number only.
    pub is_anonymous: bool,
}

/// The page, with an edition per language, the first one shown. The same report gives the same bytes.
pub fn html(report: &CohortReport<'_>, languages: &[Lang]) -> String {
    let first = languages.first().copied().unwrap_or_default();
    let editions = languages.iter().map(|lang| CohortEdition::new(report, *lang));
    let (mut title, mut bodies) = (String::new(), Vec::new());
    for edition in editions {
        if bodies.is_empty() {
            let framework = edition.framework_title();
            let together = all_together(edition.words, report.view.members.len()).into_text(first);
            title = format!("{together} – {framework}");
        }
        bodies.push(edition.body());
    }
    WebPage {
        languages,
        title: &title,
        definitions: &svg::definitions(),
        body: &(bodies.join("\n") + &companies::links(report, languages)),
        for_cohort: true,
    }
    .html()
}

/// The name of a company in an anonymous report, in every language.
pub fn anonymous_name(number: usize) -> String {
    format!("No. {number}")
}

impl CohortEdition<'_> {
    /// The whole report in one language.
    fn body(&self) -> String {
        let (lang, one) = (self.lang().tag(), self.page_one());
        if self.view.members.is_empty() {
            return format!("<div class=\"edition cohort\" id=\"{lang}\" lang=\"{lang}\">{one}</div>");
        }
        let two = [self.stages(), self.companies(), self.ranks(), self.blocks(), self.groups()].concat();
        let (contents, annex) = (self.links_to_sections(), self.means() + &self.how_made());
        format!(
            "<div class=\"edition cohort\" id=\"{lang}\" lang=\"{lang}\">{one}{contents}<div class=\"two\">{two}</div>\
             <div class=\"annex\">{annex}</div></div>"
        )
    }

    /// The part to be read in a minute.
    fn page_one(&self) -> String {
        let disclaimer = self.say(self.disclaimer());
        let (id, head) = (self.id("top"), self.head());
        if self.view.members.is_empty() {
            return format!("<section class=\"one\" aria-labelledby=\"{id}\">{head}</section>");
        }
        let (answer, reached, most) = (self.answer(), self.reached(), self.most());
        format!(
            "<section class=\"one\" aria-labelledby=\"{id}\">{head}{answer}{reached}<div class=\"todo\">{most}</div>\
             <p class=\"disclaimer\">{disclaimer}</p></section>"
        )
    }

    fn links_to_sections(&self) -> String {
        const CONTENTS: [(&str, Label); 7] = [
            ("stages", stages::TITLE),
            ("each", companies::TITLE),
            ("ranks", ranks::TITLE),
            ("blocks", blocks::TITLE),
            ("groups", groups::TITLE),
            ("means", Label("What the stages mean", "各段階の意味")),
            ("prov", Label("How this report was made", "このレポートの作成方法")),
        ];
        let has = |(key, _): &(&str, Label)| *key != "groups" || self.view.groups.is_some();
        self.contents(CONTENTS.into_iter().filter(has))
    }
}

fn of(some: usize, all: usize) -> Bilingual {
    let [some, all] = [some, all].map(grouped);
    say!("{some} of {all}", "{all}件中{some}件")
}

/// A table cell with a number of companies.
fn number_cell(number: usize) -> String {
    format!("<td class=\"num\">{}</td>", grouped(number))
}
