//! What HTML reports share: the frame of the page with its policy, and common elements.

mod paper;
mod shapes;
mod style;

pub(super) use paper::{Paper, capital, day};
pub(super) use shapes::{ColumnHead, items, sub_steps};

use super::assessment::TOOL;
use crate::text::{Lang, escape_html};

/// A self-contained page.
pub(super) struct WebPage<'a> {
    /// The languages of its editions; the first one is shown.
    pub(super) languages: &'a [Lang],
    /// Its title, as plain text.
    pub(super) title: &'a str,
    /// SVG definitions for its pictures.
    pub(super) definitions: &'a str,
    /// Its editions, as HTML.
    pub(super) body: &'a str,
    /// Whether it is about a cohort, with sortable tables.
    pub(super) for_cohort: bool,
}

impl WebPage<'_> {
    pub(super) fn html(&self) -> String {
        let Self { languages, definitions, body, for_cohort, .. } = *self;
        let first = languages.first().copied().unwrap_or_default();
        let (lang, title, tool) = (first.tag(), escape_html(self.title), escape_html(TOOL));
        let (sheet, script) =
            if for_cohort { (style::of_cohort(), Some(style::SORTING)) } else { (style::of_company(), None) };
        let policy = style::policy(sheet, script);
        let script = script.map_or_else(String::new, |script| format!("<script>{script}</script>"));
        let switch = if languages.len() > 1 { switch(languages) } else { String::new() };
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">\
             <meta name=\"generator\" content=\"{tool}\"><title>{title}</title><style>{sheet}</style></head>\n\
             <body>{definitions}{switch}<main>{body}</main>{script}</body></html>\n"
        )
    }
}

/// Switches between editions without a script: the style sheet hides the other one.
fn switch(languages: &[Lang]) -> String {
    let choice = |(position, lang): (usize, &Lang)| {
        let (tag, name) = (lang.tag(), lang.of("English", "日本語"));
        let checked = if position == 0 { " checked" } else { "" };
        format!(
            "<input type=\"radio\" name=\"lang\" id=\"lang-{tag}\"{checked}><label for=\"lang-{tag}\" lang=\"{tag}\">{name}</label>"
        )
    };
    let choices: String = languages.iter().enumerate().map(choice).collect();
    format!(
        "<header class=\"switch\"><fieldset><legend><span lang=\"en\">Language</span> / <span lang=\"ja\">言語</span></legend>\
         {choices}</fieldset></header>"
    )
}
