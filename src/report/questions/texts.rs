use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::framework::{Framework, LanguageIx, Text};
use crate::text::{Label, Lang};

/// The languages of texts: all of a framework, or one.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLanguages<'a> {
    framework: &'a Framework,
    only: Option<Lang>,
}

/// A text by language tag.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
pub(super) struct TextsJson<'a>(#[schemars(with = "BTreeMap<String, String>")] Vec<(&'a str, &'a str)>);

impl Serialize for TextsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'a> TextLanguages<'a> {
    /// All languages of a framework, or the one that it uses for a reader of `only`.
    pub(super) fn new(framework: &'a Framework, only: Option<Lang>) -> Self {
        Self { framework, only }
    }

    /// Their tags, in the framework's order.
    pub(super) fn tags(self) -> Vec<&'a str> {
        self.each().map(|(_, tag)| tag).collect()
    }

    pub(super) fn of(self, text: &'a Text) -> TextsJson<'a> {
        TextsJson(self.each().map(|(language, tag)| (tag, text.to(language))).collect())
    }

    pub(super) fn of_some(self, text: Option<&'a Text>) -> Option<TextsJson<'a>> {
        text.map(|text| self.of(text))
    }

    /// A text of the program itself, which exists in English and Japanese.
    pub(super) fn own(self, text: &Label) -> TextsJson<'a> {
        let all = [Lang::En, Lang::Ja].into_iter();
        let wanted = all.filter(|lang| self.only.is_none_or(|only| only.tag() == lang.tag()));
        TextsJson(wanted.map(|lang| (lang.tag(), text.to(lang))).collect())
    }

    fn each(self) -> impl Iterator<Item = (LanguageIx, &'a str)> {
        let only = self.only.map(|lang| self.framework.language(lang));
        let all = self.framework.languages().iter().enumerate();
        let all = all.map(|(position, tag)| (LanguageIx::new(position), tag.as_str()));
        all.filter(move |(language, _)| only.is_none_or(|only| only == *language))
    }
}
