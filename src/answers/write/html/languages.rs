//! Every text of the page, once for each of its languages.

use std::fmt::Write as _;

use super::PageLanguages;
use crate::framework::{Framework, LanguageIx, Text};
use crate::text::{Bilingual, Label, Lang, clean, escape_html, paragraphs};

/// A language of the page.
pub(super) struct PageLanguage {
    /// In which to take the texts of the framework.
    pub(super) index: LanguageIx,
    /// In which to take our own words.
    pub(super) lang: Lang,
    /// What the page calls it, safe in an attribute and in a style.
    pub(super) tag: String,
    name: String,
}

/// Writes texts once per language, side by side; the style shows one of them.
pub(super) struct PageTexts {
    /// At least one; the first is the one in which the page opens.
    pub(super) languages: Vec<PageLanguage>,
}

impl PageTexts {
    pub(super) fn new(framework: &Framework, wanted: PageLanguages) -> Self {
        let (PageLanguages::Only(lang) | PageLanguages::All(lang)) = wanted;
        let first = framework.language(lang);
        let mut languages = vec![PageLanguage::new(framework, first, lang)];
        if matches!(wanted, PageLanguages::All(_)) {
            let all = (0..framework.languages().len()).map(LanguageIx::new);
            let others = all.filter(|index| *index != first);
            languages.extend(others.map(|index| PageLanguage::new(framework, index, lang)));
        }
        Self { languages }
    }

    pub(super) fn are_several(&self) -> bool {
        self.languages.len() > 1
    }

    /// A text of the framework within a line.
    pub(super) fn own(&self, text: &Text) -> String {
        self.each("i", "", |language| (text.to(language.index).to_owned(), false))
    }

    /// A text of the framework as a block of a class.
    pub(super) fn own_block(&self, class: &str, text: &Text) -> String {
        self.each("p", class, |language| (text.to(language.index).to_owned(), false))
    }

    /// A long text of the framework, paragraph by paragraph.
    pub(super) fn own_paragraphs(&self, text: &Text) -> String {
        let mut out = String::new();
        for (position, language) in self.languages.iter().enumerate() {
            let start = if position == 0 { "<p>".to_owned() } else { format!("<p lang={}>", language.tag) };
            for paragraph in paragraphs(text.to(language.index)) {
                out.push_str(&start);
                out.push_str(&escape_html(&clean(&paragraph)));
            }
        }
        out
    }

    /// A fixed text within a line.
    pub(super) fn label(&self, label: Label) -> String {
        self.say(|_| label.into())
    }

    /// A fixed text as a block.
    pub(super) fn label_block(&self, tag: &str, class: &str, label: Label) -> String {
        self.each(tag, class, |language| (label.to(language.lang).to_owned(), !language.is_ours()))
    }

    /// What we say in a language, with texts of the framework filled in, within a line.
    pub(super) fn say(&self, words: impl Fn(&PageLanguage) -> Bilingual) -> String {
        self.each("i", "", |language| (words(language).into_text(language.lang), !language.is_ours()))
    }

    /// The same as a block of a class.
    pub(super) fn say_block(&self, class: &str, words: impl Fn(&PageLanguage) -> Bilingual) -> String {
        self.each("p", class, |language| (words(language).into_text(language.lang), !language.is_ours()))
    }

    /// A paragraph is left open: it ends where the next begins, or with what holds it.
    fn each(&self, tag: &str, class: &str, words: impl Fn(&PageLanguage) -> (String, bool)) -> String {
        let end = if tag == "p" { String::new() } else { format!("</{tag}>") };
        let class = if class.is_empty() { String::new() } else { format!(" class={class}") };
        let mut out = String::new();
        for (position, language) in self.languages.iter().enumerate() {
            let (words, is_foreign) = words(language);
            let mut body = escape_html(&clean(&words));
            if is_foreign {
                body = format!("<i lang={} class=any>{body}</i>", language.lang.tag());
            }
            // The first language is that of the page: a short text of it needs no mark.
            let lang = if self.are_several() && (tag != "i" || position > 0) {
                format!(" lang={}", language.tag)
            } else {
                String::new()
            };
            if self.are_several() || tag != "i" {
                body = format!("<{tag}{lang}{class}>{body}{end}");
            }
            out.push_str(&body);
        }
        out
    }

    /// The switch between the languages; it works without a script too.
    pub(super) fn switch(&self) -> String {
        if !self.are_several() {
            return String::new();
        }
        let mut radios = String::new();
        for (position, PageLanguage { tag, name, .. }) in self.languages.iter().enumerate() {
            let checked = if position == 0 { " checked" } else { "" };
            let name = format!("<i lang=\"{tag}\" class=\"any\">{}</i>", escape_html(name));
            radios.push_str("<label><input type=\"radio\" name=\"page-language\" ");
            let _ = writeln!(radios, "id=\"lang-{tag}\" value=\"{tag}\"{checked}>{name}</label>");
        }
        let legend = self.label(super::labels::LANGUAGE);
        format!(
            "<fieldset class=\"switch\" id=\"switch\"><legend class=\"vh\">{legend}</legend>{radios}</fieldset>\n"
        )
    }

    /// Which texts show: with a script by the page's `data-lang`, without by the switch alone.
    pub(super) fn style(&self) -> String {
        let [first, others @ ..] = self.languages.as_slice() else { return String::new() };
        if others.is_empty() {
            return String::new();
        }
        let first = &first.tag;
        let unmarked = "i:not([lang]),.help p:not([class],[lang])";
        let mut out = format!(
            "html:is(:not([data-lang]),[data-lang=\"{first}\"]) body \
             [lang]:not(.any,[lang=\"{first}\"]){{display:none}}\n"
        );
        for PageLanguage { tag, .. } in others {
            let switched = format!("html:not([data-lang]):has(#lang-{tag}:checked) body ");
            let _ = write!(
                out,
                "html[data-lang=\"{tag}\"] body :is([lang]:not(.any,[lang=\"{tag}\"]),{unmarked}){{display:none}}\n\
                 {switched}:is([lang=\"{first}\"],{unmarked}):not(.any){{display:none}}\n\
                 {switched}[lang=\"{tag}\"]:not(.any){{display:revert}}\n"
            );
        }
        out
    }
}

impl PageLanguage {
    fn new(framework: &Framework, index: LanguageIx, reader: Lang) -> Self {
        let given = framework.languages()[index.get()].as_str();
        let ours = [Lang::En, Lang::Ja].into_iter().find(|lang| lang.tag() == given);
        let name = ours.map_or_else(|| clean(given), |lang| lang.of("English", "日本語").to_owned());
        let is_word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        // A framework may call its languages anything.
        let tag =
            if given.split('-').all(is_word) { given.to_owned() } else { format!("x-{}", index.get() + 1) };
        Self { index, lang: ours.unwrap_or(reader), tag, name }
    }

    /// Whether our own words are in this very language.
    fn is_ours(&self) -> bool {
        self.tag == self.lang.tag()
    }
}
