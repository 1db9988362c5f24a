//! Declares every key of a framework's files once, with [`keys!`]: its name, its type, whether it is required, and what
//! it means. The reader, the JSON Schema and the order of keys are all derived from that.

use std::marker::PhantomData;

use crate::source::{Fields, Value};

/// The keys of a kind of table, in their canonical order.
#[derive(Debug)]
pub(crate) struct TableKeys {
    /// What the table is: its doc comment.
    pub(crate) about: &'static str,
    pub(crate) keys: &'static [DeclaredKey],
    /// Two keys of which exactly one must be present.
    pub(crate) one_of: Option<[&'static str; 2]>,
    /// Pairs of keys of which the second requires the first.
    pub(crate) needing: &'static [(&'static str, &'static str)],
}

#[derive(Debug)]
pub(crate) struct DeclaredKey {
    pub(crate) name: &'static str,
    /// What it means: its doc comment.
    pub(crate) about: &'static str,
    pub(crate) is_required: bool,
    pub(crate) holds: Holds,
}

#[derive(Debug)]
pub(crate) enum Holds {
    /// A text that matches this pattern, the same in all languages.
    Name(&'static str),
    /// Such texts, at least this many.
    Names(&'static str, usize),
    /// A text in every language of the framework.
    Text,
    /// A text in every language, in paragraphs separated by blank lines.
    Paragraphs,
    /// A text in every language, or one for all languages.
    Title,
    /// A whole number in this range.
    Whole(i64, i64),
    /// Two such numbers, the second not below the first, or one for both.
    Range(i64, i64),
    Truth,
    Day,
    OneOf(fn() -> Vec<&'static str>),
    /// Facts with the choices that match.
    Condition,
    /// Stages with weights, whole numbers in this range.
    Weights(i64, i64),
    /// Criteria at levels and facts at choices.
    Clauses,
    /// Tables, each under a header of its own; at least the first number of them, at most the second.
    Tables(&'static TableKeys, usize, usize),
    /// One table, under a header of its own.
    Table(&'static TableKeys),
    /// Texts in every language of the framework, each a table.
    Texts,
    /// Every stage with true or false.
    Truths,
    /// A text, or texts by stages.
    Reasons,
    /// Answer sheets, each under a header of its own.
    Sheets,
    /// Tables in a list, each of one of these kinds; what each of them is, and how many there are at least.
    Either(&'static str, usize, &'static [&'static TableKeys]),
}

impl TableKeys {
    /// The tables that are under headers in this one, directly or not, by the last name in their header.
    pub(crate) fn tables(&'static self) -> Vec<(&'static str, &'static TableKeys)> {
        let inner = self.keys.iter().filter_map(|key| match key.holds {
            Holds::Tables(table, ..) | Holds::Table(table) => Some((key.name, table)),
            _ => None,
        });
        inner.flat_map(|(name, table)| std::iter::once((name, table)).chain(table.tables())).collect()
    }
}

impl Holds {
    /// Whether it may be a text in every language of the framework.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Texts | Self::Paragraphs | Self::Title)
    }
}

impl DeclaredKey {
    pub(super) const fn new<K: Keyed>(name: &'static str, about: &'static str) -> Self {
        Self { name, about, is_required: K::IS_REQUIRED, holds: K::HOLDS }
    }
}

pub(super) const fn one_of(keys: &[&'static str]) -> Option<[&'static str; 2]> {
    match keys {
        [one, other] => Some([one, other]),
        _ => None,
    }
}

/// Whether a key must be there, and a kind of value.
pub(in crate::framework) trait Keyed {
    type Read;
    const IS_REQUIRED: bool;
    const HOLDS: Holds;

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Self::Read;
}

pub(in crate::framework) trait Readable {
    /// What is read; the default if the key is absent or its value cannot be used.
    type Read: Default;
    const HOLDS: Holds;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, tags: &[String]) -> Self::Read;
}

pub(in crate::framework) struct ValueOf<K, const REQUIRED: bool>(PhantomData<K>);

pub(super) type Required<K> = ValueOf<K, true>;
pub(super) type Optional<K> = ValueOf<K, false>;

impl<K: Readable, const REQUIRED: bool> Keyed for ValueOf<K, REQUIRED> {
    type Read = K::Read;
    const IS_REQUIRED: bool = REQUIRED;
    const HOLDS: Holds = K::HOLDS;

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> K::Read {
        let value = if REQUIRED { fields.required(key) } else { fields.optional(key) };
        value.map(|value| K::read(fields, key, value, languages)).unwrap_or_default()
    }
}

/// Tables under headers such as `[[level]]`, `MIN` to `MAX` of them; the table around them reports another number.
pub(in crate::framework) struct Tables<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(
    PhantomData<T>,
);

impl<T: Declared, const MIN: usize, const MAX: usize> Keyed for Tables<T, MIN, MAX> {
    type Read = Vec<T>;
    const IS_REQUIRED: bool = MIN > 0;
    const HOLDS: Holds = Holds::Tables(T::KEYS, MIN, MAX);

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Vec<T> {
        each(fields, key, |fields| T::read(fields, languages))
    }
}

/// The same, where they may be left out altogether.
pub(in crate::framework) struct TablesIfAny<T, const MIN: usize, const MAX: usize>(PhantomData<T>);

impl<T: Declared, const MIN: usize, const MAX: usize> Keyed for TablesIfAny<T, MIN, MAX> {
    type Read = Vec<T>;
    const IS_REQUIRED: bool = false;
    const HOLDS: Holds = Holds::Tables(T::KEYS, MIN, MAX);

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Vec<T> {
        Tables::<T>::read(fields, key, languages)
    }
}

/// Reads every table of a list, and reports the keys that it does not have.
pub(super) fn each<T>(
    outer: &mut Fields<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut Fields<'_>) -> T,
) -> Vec<T> {
    let mut out = Vec::new();
    for (table, span) in outer.tables(key) {
        let mut fields = outer.inside(table, span);
        out.push(read(&mut fields));
        fields.finish();
    }
    out
}

/// One table under a header such as `[words]`, which may be left out.
pub(in crate::framework) struct OneTable<T>(PhantomData<T>);

impl<T: Declared> Keyed for OneTable<T> {
    type Read = Option<T>;
    const IS_REQUIRED: bool = false;
    const HOLDS: Holds = Holds::Table(T::KEYS);

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Option<T> {
        let value = fields.optional(key)?;
        let table = fields.table(key, value)?;
        let mut inner = fields.inside(table, value.span());
        let read = T::read(&mut inner, languages);
        inner.finish();
        Some(read)
    }
}

pub(in crate::framework) trait Declared: Sized {
    const KEYS: &'static TableKeys;

    fn read(fields: &mut Fields<'_>, languages: &[String]) -> Self;

    /// Reads a whole file, and reports the keys that it does not have.
    fn read_file(fields: Fields<'_>, languages: &[String]) -> Self {
        let below = |(outer, table): (&str, &'static TableKeys)| {
            table.tables().into_iter().map(move |(inner, _)| format!("{outer}.{inner}")).collect::<Vec<_>>()
        };
        let mut fields = fields.with_below(Self::KEYS.tables().into_iter().flat_map(below).collect());
        let read = Self::read(&mut fields, languages);
        fields.finish();
        read
    }
}

/// Declares the keys of a kind of table and the struct that they are read into. `checked by` names what looks at the
/// whole table once its keys are read. Editors show the doc comments, through the JSON Schema.
macro_rules! keys {
    (
        $(#[doc = $about:literal])+
        $table:ident $(checked by $check:path)? $(, one of $one:ident and $other:ident)?
            $(, needing $($needed:ident for $with:ident),+)? {
            $($(#[doc = $doc:literal])+ $key:ident: $holds:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default)]
        #[allow(dead_code, reason = "some keys are only checked, and not every table's place is needed")]
        pub(in crate::framework) struct $table {
            $($(#[doc = $doc])+ pub(in crate::framework) $key: <$holds as super::keys::Keyed>::Read,)+
            /// Where the table is.
            pub(in crate::framework) span: crate::source::Span,
        }

        impl super::keys::Declared for $table {
            const KEYS: &'static super::keys::TableKeys = &super::keys::TableKeys {
                about: concat!($($about),+),
                keys: &[$(super::keys::DeclaredKey::new::<$holds>(stringify!($key), concat!($($doc),+))),+],
                one_of: super::keys::one_of(&[$(stringify!($one), stringify!($other))?]),
                needing: &[$($((stringify!($needed), stringify!($with))),+)?],
            };

            fn read(fields: &mut crate::source::Fields<'_>, languages: &[String]) -> Self {
                let read = Self {
                    $($key: <$holds as super::keys::Keyed>::read(fields, stringify!($key), languages),)+
                    span: fields.span(),
                };
                $($check(&read, fields);)?
                read
            }
        }
    };
}
pub(super) use keys;
