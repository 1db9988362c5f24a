//! The questionnaire as one page for a browser. It needs nothing else, asks and checks, and saves a sheet in JSON; it
//! scores nothing. Every text is cleaned and escaped where it is written.

mod criterion;
mod data;
mod frame;
mod labels;
mod languages;
mod policy;
mod question;
mod script_texts;
mod sources;

use self::languages::{PageLanguage, PageTexts};
use self::sources::Cited;
use crate::answers::AnswerSheet;
use crate::framework::Framework;
use crate::text::{Lang, say};

/// The languages of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageLanguages {
    /// One: that of the reader, or the framework's first if it lacks that.
    Only(Lang),
    /// All that the framework has, that of the reader first.
    All(Lang),
}

/// The questionnaire as one page, with the answers of `sheet` filled in. The same arguments give the same bytes;
/// `form_id` keeps apart what a browser remembers of one page and of another.
pub fn html(
    framework: &Framework,
    sheet: Option<&AnswerSheet>,
    languages: PageLanguages,
    form_id: &str,
) -> String {
    let empty = AnswerSheet::empty(framework);
    let page = FormPage {
        framework,
        texts: PageTexts::new(framework, languages),
        sheet: sheet.unwrap_or(&empty),
        is_filled: sheet.is_some(),
        cited: Cited::new(framework),
        form_id,
    };
    frame::page(&page)
}

struct FormPage<'a> {
    framework: &'a Framework,
    texts: PageTexts,
    sheet: &'a AnswerSheet,
    is_filled: bool,
    cited: Cited,
    form_id: &'a str,
}

impl FormPage<'_> {
    fn title(&self, language: &PageLanguage) -> String {
        let title = self.framework.title().to(language.index);
        say!("{title}: questionnaire", "{title}：質問票").into_text(language.lang)
    }
}
