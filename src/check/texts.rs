use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::framework::{FrameworkFile, Holds, text_keys};
use crate::source::{Code, Diagnostic, Place, Span, Table, Value, ValueKind};
use crate::text::Bilingual;

/// Every text in a framework's files that is meant for people, as written.
pub(super) struct Texts<'a> {
    pub(super) documents: &'a [FrameworkFile],
    pub(super) all: Vec<TextAt<'a>>,
}

#[derive(Clone)]
pub(super) struct TextAt<'a> {
    pub(super) document: &'a FrameworkFile,
    /// What it belongs to, such as `criterion`, `level` or `stage`; `""` at the top of a file.
    pub(super) section: &'a str,
    pub(super) parent: usize,
    /// The position of its first language in [`Texts::all`].
    first: usize,
    pub(super) key: &'a str,
    /// Whether it may have several paragraphs.
    pub(super) is_long: bool,
    pub(super) language: &'a str,
    pub(super) text: &'a str,
    pub(super) trimmed: &'a str,
    pub(super) span: Span,
}

impl<'a> Texts<'a> {
    pub(super) fn collect(documents: &'a [FrameworkFile]) -> Self {
        let mut collector = Collector { all: Vec::new(), keys: text_keys(), tables: 0 };
        for document in documents {
            if let Some(table) = document.table() {
                collector.table(document, table, "", 0);
            }
        }
        Self { documents, all: collector.all }
    }

    pub(super) fn siblings(&self, of: &TextAt<'a>) -> impl Iterator<Item = &TextAt<'a>> {
        let (first, language) = (of.first, of.language);
        let versions = self.all[first..].iter().take_while(move |text| text.first == first);
        versions.filter(move |text| text.language != language)
    }

    /// The texts that equal another one of their group apart from spaces, in order of places.
    pub(super) fn alike<G: Ord>(&self, group: impl Fn(&TextAt<'a>) -> Option<G>) -> Vec<Vec<&TextAt<'a>>> {
        let mut groups: BTreeMap<(G, &str), Vec<&TextAt<'a>>> = BTreeMap::new();
        for text in &self.all {
            if let Some(group) = group(text) {
                groups.entry((group, text.trimmed)).or_default().push(text);
            }
        }
        groups.into_values().filter(|texts| texts.len() > 1).collect()
    }
}

impl TextAt<'_> {
    pub(super) fn find(&self, code: Code, message: Bilingual, help: Bilingual) -> Diagnostic {
        Diagnostic::new(code, message).help(help).at(&self.document.file, self.span.clone())
    }

    /// A finding at some bytes of this text, or at all of it if it is not written literally.
    pub(super) fn find_part(
        &self,
        code: Code,
        part: Range<usize>,
        message: Bilingual,
        help: Bilingual,
    ) -> Diagnostic {
        let written = self.document.file.text.get(self.span.clone()).unwrap_or_default();
        let found = match written.find(self.text) {
            Some(start) if !part.is_empty() => Some(start + part.start..start + part.end),
            _ => escaped(written, &part),
        };
        let span = found.map_or_else(
            || self.span.clone(),
            |found| self.span.start + found.start..self.span.start + found.end,
        );
        Diagnostic::new(code, message).help(help).at(&self.document.file, span)
    }

    pub(super) fn place(&self) -> Place {
        Place { file: Arc::clone(&self.document.file), span: self.span.clone() }
    }
}

/// The span of some bytes of a text within a one-line string that has escapes.
fn escaped(written: &str, part: &Range<usize>) -> Option<Range<usize>> {
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    if inner.starts_with('"') || inner.contains('\n') || part.is_empty() {
        return None;
    }
    let (mut read, mut at, mut start) = (0, 0, None);
    while read < part.end {
        let rest = inner.get(at..)?;
        let (character, length) = if let Some(escape) = rest.strip_prefix('\\') {
            let code = |digits: usize| {
                let code = u32::from_str_radix(escape.get(1..=digits)?, 16).ok()?;
                Some((char::from_u32(code)?, 2 + digits))
            };
            match escape.chars().next()? {
                'u' => code(4)?,
                'U' => code(8)?,
                // Other escapes stand for one byte.
                _ => ('\n', 2),
            }
        } else {
            let own = rest.chars().next()?;
            (own, own.len_utf8())
        };
        if read == part.start {
            start = Some(1 + at);
        }
        read += character.len_utf8();
        at += length;
    }
    Some(start?..1 + at)
}

struct Collector<'a> {
    all: Vec<TextAt<'a>>,
    keys: Vec<(&'static str, &'static Holds)>,
    tables: usize,
}

impl<'a> Collector<'a> {
    fn table(&mut self, document: &'a FrameworkFile, table: Table<'a>, section: &'a str, parent: usize) {
        self.tables += 1;
        let number = self.tables;
        for entry in table.entries() {
            let text = self.keys.iter().find(|(key, _)| *key == entry.key).map(|(_, holds)| *holds);
            let is_long = matches!(text, Some(Holds::Paragraphs));
            let mut collect = |languages: Table<'a>| {
                let first = self.all.len();
                self.all.extend(languages.entries().filter_map(|language| {
                    let text = language.value.as_text()?;
                    Some(TextAt {
                        document,
                        section,
                        parent,
                        first,
                        key: entry.key,
                        is_long,
                        language: language.key,
                        text,
                        trimmed: text.trim(),
                        span: language.value.span(),
                    })
                }));
            };
            match (entry.value.kind(), text) {
                (ValueKind::Array(items), Some(Holds::Texts)) => {
                    items.items().filter_map(Value::as_table).for_each(collect);
                }
                (ValueKind::Table(languages), Some(_)) => collect(languages),
                (ValueKind::Table(inner), None) => self.table(document, inner, entry.key, number),
                (ValueKind::Array(items), _) => {
                    for item in items.items().filter_map(Value::as_table) {
                        self.table(document, item, entry.key, number);
                    }
                }
                _ => {}
            }
        }
    }
}
