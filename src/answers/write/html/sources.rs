use std::fmt::Write as _;

use super::question::attribute;
use super::{FormPage, labels};
use crate::framework::{Citation, Framework, Source, SourceIx};

/// The sources that criteria cite, in the order in which they first do; a source's number is its place from 1.
pub(super) struct Cited(Vec<SourceIx>);

impl Cited {
    pub(super) fn new(framework: &Framework) -> Self {
        let mut cited = Vec::new();
        for citation in framework.criteria().iter().flat_map(|criterion| &criterion.sources) {
            if !cited.contains(&citation.source) {
                cited.push(citation.source);
            }
        }
        Self(cited)
    }

    /// Links to the sources of a criterion, each once.
    pub(super) fn links(&self, citations: &[Citation]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for citation in citations {
            let place = self.0.iter().position(|source| *source == citation.source);
            numbers.extend(place.map(|place| place + 1).filter(|number| !numbers.contains(number)));
        }
        numbers
            .iter()
            .flat_map(|number| [" ".to_owned(), format!("<a href=#s-{number}>[{number}]</a>")])
            .collect()
    }
}

pub(super) fn list(page: &FormPage<'_>) -> String {
    if page.cited.0.is_empty() {
        return String::new();
    }
    let mut items = String::new();
    for (position, source) in page.cited.0.iter().enumerate() {
        let source = &page.framework[*source];
        let as_of = source.as_of.map(|day| format!(" ({day})")).unwrap_or_default();
        let _ = writeln!(items, "<li id=s-{}>{}{as_of}", position + 1, titled(page, source));
    }
    let (title, as_of) =
        (page.texts.label(labels::SOURCES), page.texts.label_block("p", "hint", labels::AS_OF));
    format!(
        "<details class=\"part sources\" id=\"sources\"><summary><h2>{title}</h2></summary>{as_of}<ol>\n{items}</ol></details>\n"
    )
}

/// Only an address of the web is a link: anything else could act when it is followed.
fn titled(page: &FormPage<'_>, source: &Source) -> String {
    let title = page.texts.own(&source.title);
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    match source.url.as_ref().filter(is_web) {
        Some(url) => format!("<a href=\"{}\">{title}</a>", attribute(url)),
        None => title,
    }
}
