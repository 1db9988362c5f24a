//! The report as Markdown with tables: everything on the page, in order, without pictures.

mod blocks;

use super::tree::read;
use super::{CompanyReport, Edition, edition};
use crate::text::Lang;

/// The report in one language. Headings have the same ids in every language.
pub fn markdown(report: &CompanyReport<'_>, lang: Lang) -> String {
    let page = edition(&Edition::new(report, lang));
    blocks::all(&read(&page), lang).join("\n\n") + "\n"
}
