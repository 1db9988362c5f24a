//! The types of values: how to read them, and their JSON Schema.

use std::marker::PhantomData;

use jiff::civil::Date;

use super::keys::{Holds, Readable};
use crate::framework::model::{Citation, Noun, Text, WeekRange};
use crate::source::{Diagnostic, Entry, Fields, Span, Value, codes};
use crate::text::{Bilingual, Label, Lang, nearest, say, several};

/// Lower-case letters and digits in parts joined by single hyphens.
pub(crate) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

pub(crate) const NOT_BLANK: &str = r"\S";

pub(crate) const MAX_LEVEL: i64 = 10;

#[derive(Clone, Debug)]
pub(in crate::framework) struct At<T> {
    pub(in crate::framework) it: T,
    pub(in crate::framework) span: Span,
}

pub(in crate::framework) type Name = At<String>;

impl Name {
    pub(super) fn new((text, span): (&str, Span)) -> Self {
        Self { it: text.to_owned(), span }
    }
}

/// A text that is not translated, such as an id.
pub(in crate::framework) trait Untranslated {
    const PATTERN: &'static str;

    /// Reports problems with one, and returns whether it can be used.
    fn check(_fields: &mut Fields<'_>, _name: &Name) -> bool {
        true
    }
}

impl<N: Untranslated> Readable for N {
    type Read = Option<Name>;
    const HOLDS: Holds = Holds::Name(N::PATTERN);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Option<Name> {
        let name = Name::new((fields.text(key, value)?, value.span()));
        N::check(fields, &name).then_some(name)
    }
}

/// Untranslated texts, at least `MIN` of them. Too few are reported by whoever processes them.
pub(in crate::framework) struct List<N, const MIN: usize = 0>(PhantomData<N>);

impl<N: Untranslated, const MIN: usize> Readable for List<N, MIN> {
    type Read = Vec<Name>;
    const HOLDS: Holds = Holds::Names(N::PATTERN, MIN);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Vec<Name> {
        let names: Vec<Name> = fields.texts(key, value).into_iter().map(Name::new).collect();
        names.into_iter().filter(|name| N::check(fields, name)).collect()
    }
}

pub(in crate::framework) struct OwnId;

impl Untranslated for OwnId {
    const PATTERN: &'static str = ID;

    fn check(fields: &mut Fields<'_>, name: &Name) -> bool {
        fields.check_id(&name.it, &name.span)
    }
}

pub(in crate::framework) struct Reference;

impl Untranslated for Reference {
    const PATTERN: &'static str = ID;
}

impl Untranslated for Citation {
    const PATTERN: &'static str = "^[a-z0-9]+(-[a-z0-9]+)*(#.+)?$";
}

pub(in crate::framework) struct AnyText;

impl Untranslated for AnyText {
    const PATTERN: &'static str = NOT_BLANK;
}

pub(in crate::framework) struct FileName;

impl Untranslated for FileName {
    const PATTERN: &'static str = r"^[^\\:/]*[^\\:/\s][^\\:/]*(/[^\\:/]+)*$";
}

pub(in crate::framework) struct Whole<const LOW: i64, const HIGH: i64>;

impl<const LOW: i64, const HIGH: i64> Readable for Whole<LOW, HIGH> {
    type Read = Option<At<i64>>;
    const HOLDS: Holds = Holds::Whole(LOW, HIGH);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Option<At<i64>> {
        let it = fields.integer_value(key, value, LOW..=HIGH)?;
        Some(At { it, span: value.span() })
    }
}

/// A century: no step takes longer, and sums of steps stay far below any limit.
pub(super) const MAX_WEEKS: i64 = 5_200;

impl Readable for WeekRange {
    type Read = Option<At<WeekRange>>;
    const HOLDS: Holds = Holds::Range(0, MAX_WEEKS);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Self::Read {
        let mut week = |value| u64::try_from(fields.integer_value(key, value, 0..=MAX_WEEKS)?).ok();
        let Some(list) = value.as_array() else {
            let both = week(value)?;
            return Some(At { it: WeekRange { from: both, to: both }, span: value.span() });
        };
        if list.len() != 2 {
            let count = list.len();
            let message = say!(
                "`{key}` is one number or two, from and to, not {count}",
                "`{key}` には1つの数か、下限と上限の2つの数を書きます（現在{count}個）"
            );
            wrong_count(fields, value.span(), message);
            return None;
        }
        let weeks: Vec<u64> = list.items().filter_map(&mut week).collect();
        let &[from, to] = weeks.as_slice() else { return None };
        if from > to {
            let message = say!(
                "`{key}` falls: from {from} to {to}",
                "`{key}` の上限 {to} が下限 {from} を下回っています"
            );
            fields.report(Diagnostic::new(codes::OUT_OF_RANGE, message).key(key), value.span());
            return None;
        }
        Some(At { it: WeekRange { from, to }, span: value.span() })
    }
}

impl Readable for bool {
    type Read = bool;
    const HOLDS: Holds = Holds::Truth;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> bool {
        fields.truth(key, value).unwrap_or(false)
    }
}

impl Readable for Date {
    type Read = Option<Date>;
    const HOLDS: Holds = Holds::Day;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Option<Date> {
        fields.date(key, value)
    }
}

pub(in crate::framework) trait Word: Copy {
    fn words() -> Vec<(&'static str, Self)>;

    fn unknown(word: &str) -> Bilingual;
}

pub(in crate::framework) struct OneOf<W>(PhantomData<W>);

impl<W: Word> Readable for OneOf<W> {
    type Read = Option<W>;
    const HOLDS: Holds = Holds::OneOf(|| W::words().into_iter().map(|(word, _)| word).collect());

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Option<W> {
        fields.one_of(key, value, &W::words(), W::unknown)
    }
}

pub(in crate::framework) struct WithKey<K>(PhantomData<K>);

/// A value with the place of its key, which is known even if the value cannot be used.
#[derive(Clone, Debug, Default)]
pub(in crate::framework) struct KeyedValue<R> {
    pub(in crate::framework) key_span: Option<Span>,
    pub(in crate::framework) it: R,
}

impl<K: Readable> Readable for WithKey<K> {
    type Read = KeyedValue<K::Read>;
    const HOLDS: Holds = K::HOLDS;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Self::Read {
        KeyedValue { key_span: fields.key_span(key), it: K::read(fields, key, value, tags) }
    }
}

impl Readable for Text {
    type Read = Option<Text>;
    const HOLDS: Holds = Holds::Text;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Option<Text> {
        if let (Some(_), Some(language)) = (value.as_text(), tags.first()) {
            let message = say!("`{key}` does not say its language", "`{key}` に言語の指定がありません");
            let help = say!(
                "write it once for each language: `{key}.{language} = \"…\"`",
                "`{key}.{language} = \"…\"` のように、言語ごとに書いてください。"
            );
            fields.report(Diagnostic::new(codes::WRONG_TYPE, message).help(help).key(key), value.span());
            return None;
        }
        let table = fields.table(key, value)?;
        for Entry { key: language, key_span, .. } in table.entries() {
            if !tags.iter().any(|own| own == language) {
                let message = say!(
                    "`{key}.{language}`: the framework has no language `{language}`",
                    "`{key}.{language}`：このフレームワークに言語 `{language}` はありません"
                );
                let near = nearest(language, tags.iter().map(String::as_str));
                fields.report(Diagnostic::new(codes::UNKNOWN_KEY, message).did_you_mean(near), key_span);
            }
        }
        // For a text written with dotted keys, the first key is the best place.
        let place = table.entries().next().map_or_else(|| value.span(), |entry| entry.key_span);
        let mut by_language: Vec<Option<&str>> = Vec::with_capacity(tags.len());
        for (position, language) in tags.iter().enumerate() {
            let value = table.get(language);
            if let Some(value) = value.filter(|value| value.as_text().is_none()) {
                fields.wrong_type(key, value, Label("a text", "文字列"));
                return None;
            }
            let text = value.and_then(Value::as_text).map(str::trim).filter(|text| !text.is_empty());
            if text.is_none() {
                let span = value.map_or_else(|| place.clone(), Value::span);
                // A blank text is not a pending translation.
                let is_needed = position == 0 || value.is_some();
                missing_text(fields, key, language, is_needed, span);
            }
            by_language.push(text);
        }
        // The only place where a missing translation is replaced by the first language.
        let first = (*by_language.first()?)?;
        Some(Text::new(by_language.into_iter().map(|text| text.unwrap_or(first).to_owned()).collect()))
    }
}

/// A text whose paragraphs are separated by blank lines.
pub(in crate::framework) struct Paragraphs;

impl Readable for Paragraphs {
    type Read = Option<Text>;
    const HOLDS: Holds = Holds::Paragraphs;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Option<Text> {
        Text::read(fields, key, value, tags)
    }
}

/// A title as published, for all languages or for each.
pub(in crate::framework) struct Title;

impl Readable for Title {
    type Read = Option<Text>;
    const HOLDS: Holds = Holds::Title;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Option<Text> {
        if value.as_table().is_some() {
            return Text::read(fields, key, value, tags);
        }
        let title = fields.text(key, value)?;
        Some(Text::new(vec![title.to_owned(); tags.len()]))
    }
}

/// Texts, each in every language of the framework.
pub(in crate::framework) struct TextList;

impl Readable for TextList {
    type Read = Vec<Text>;
    const HOLDS: Holds = Holds::Texts;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Vec<Text> {
        let Some(items) = value.as_array() else {
            fields.wrong_type(key, value, Label("a list of texts by language", "言語ごとの文のリスト"));
            return Vec::new();
        };
        if items.is_empty() {
            let message = say!("`{key}` is an empty list", "`{key}` が空のリストです");
            wrong_count(fields, value.span(), message);
        }
        items.items().filter_map(|item| Text::read(fields, key, item, tags)).collect()
    }
}

impl Readable for Noun {
    type Read = Option<Noun>;
    const HOLDS: Holds = Holds::Text;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Option<Noun> {
        let text = Text::read(fields, key, value, tags)?;
        let forms: Vec<Vec<&str>> = text.all().map(|text| text.split('|').map(str::trim).collect()).collect();
        if forms.iter().any(|forms| forms.len() > 2 || forms.contains(&"")) {
            let message = say!(
                "`{key}` is a word, or two with `|` between them: for one and for several",
                "`{key}` は1語、または「単数形 | 複数形」の2語で書きます"
            );
            fields.report(Diagnostic::new(codes::OUT_OF_RANGE, message).key(key), value.span());
            return None;
        }
        let one = forms.iter().map(|forms| forms.first().map(|word| (*word).to_owned()));
        let many = forms.iter().zip(tags).map(|(forms, tag)| match forms.as_slice() {
            [_, many] => Some((*many).to_owned()),
            [one] if tag == Lang::En.tag() => Some(several(one)),
            _ => forms.first().map(|word| (*word).to_owned()),
        });
        Some(Noun {
            one: Text::new(one.collect::<Option<_>>()?),
            many: Text::new(many.collect::<Option<_>>()?),
        })
    }
}

/// Reports a text that is missing in a language; unless it is needed, the first language replaces it.
fn missing_text(fields: &mut Fields<'_>, key: &str, language: &str, is_needed: bool, span: Span) {
    let message = say!("`{key}.{language}` is missing or blank", "`{key}.{language}` がないか、空です");
    let help = say!("write the text in `{language}` too", "`{language}` の文も書いてください。");
    let code = if is_needed { codes::MISSING_TEXT } else { codes::MISSING_TRANSLATION };
    let diagnostic = Diagnostic::new(code, message).help(help);
    fields.report(diagnostic.key(format!("{key}.{language}")), span);
}

pub(super) fn wrong_count(fields: &mut Fields<'_>, span: Span, message: Bilingual) {
    fields.report(Diagnostic::new(codes::WRONG_COUNT, message), span);
}
