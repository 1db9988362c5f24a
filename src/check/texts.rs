use std::sync::Arc;

use super::sight::Sight;
use crate::framework::{FrameworkFile, text_keys};
use crate::source::{Code, Diagnostic, Place, Span, Table, Value, ValueKind};
use crate::text::Bilingual;

/// Every text of a framework's files that a person reads, as it is written.
pub struct Texts<'a> {
    /// The files.
    pub documents: &'a [FrameworkFile],
    /// The texts, in the order of files and places.
    pub all: Vec<TextAt<'a>>,
}

/// One text in one language.
#[derive(Clone)]
pub struct TextAt<'a> {
    /// The file.
    pub document: &'a FrameworkFile,
    /// What it belongs to, such as `criterion`, `level` or `stage`; `""` on the top of a file.
    pub section: &'a str,
    /// The number of the table around the one that it stands in.
    pub parent: usize,
    /// The position of the first of the languages in which it stands.
    first: usize,
    /// Its key, such as `question`.
    pub key: &'a str,
    /// Its language, such as `ja`.
    pub language: &'a str,
    /// The text.
    pub text: &'a str,
    /// The same without the spaces around it.
    pub trimmed: &'a str,
    /// What a quick look at it tells.
    pub(super) sight: Sight,
    /// Where it stands, with its quotation marks.
    pub span: Span,
}

impl<'a> Texts<'a> {
    /// Collects the texts of the files that could be read.
    pub fn collect(documents: &'a [FrameworkFile]) -> Self {
        let bytes: usize = documents.iter().map(|document| document.file.text.len()).sum();
        let mut walk = Walk { all: Vec::with_capacity(bytes / BYTES_OF_TEXT), keys: text_keys(), tables: 0 };
        for document in documents {
            if let Some(table) = document.table() {
                walk.table(document, table, "", 0);
            }
        }
        Self { documents, all: walk.all }
    }

    /// The other languages' versions of a text.
    pub fn siblings(&self, of: &TextAt<'a>) -> impl Iterator<Item = &TextAt<'a>> {
        let (first, language) = (of.first, of.language);
        let versions = self.all[first..].iter().take_while(move |text| text.first == first);
        versions.filter(move |text| text.language != language)
    }

    /// The texts that say the same as others of their group, but for spaces around them, each with those others in the
    /// order of places. Only texts of a kind are looked at.
    pub fn alike<G: Ord>(
        &self,
        of_kind: impl Fn(&TextAt<'a>) -> bool,
        group: impl Fn(&TextAt<'a>) -> G,
    ) -> Vec<Vec<&TextAt<'a>>> {
        let length = |text: &&TextAt<'a>| text.trimmed.len();
        let order = |text: &TextAt<'a>| (group(text), text.trimmed);
        let mut texts: Vec<_> = self.all.iter().filter(|text| of_kind(text)).collect();
        // Few texts are of the same length, and only those need to be compared.
        texts.sort_by_cached_key(length);
        let mut found = Vec::new();
        for texts in texts.chunk_by_mut(|one, other| length(one) == length(other)) {
            texts.sort_by(|one, other| order(one).cmp(&order(other)));
            let alike = texts.chunk_by(|one, other| order(one) == order(other));
            found.extend(alike.filter(|texts| texts.len() > 1).map(<[_]>::to_vec));
        }
        found
    }
}

/// So many bytes a text takes in its file at least, mostly, so that there is room for all of them from the beginning.
const BYTES_OF_TEXT: usize = 128;

impl TextAt<'_> {
    /// A finding at this text.
    pub fn find(&self, code: Code, message: Bilingual) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.document.file, self.span.clone())
    }

    /// A finding at a part of this text, a slice of it; at the whole text if it is written with escapes.
    pub fn find_part(&self, code: Code, from: usize, to: usize, message: Bilingual) -> Diagnostic {
        let written = self.document.file.text.get(self.span.clone()).unwrap_or_default();
        let span = match (written.find(self.text), from < to) {
            (Some(start), true) => self.span.start + start + from..self.span.start + start + to,
            _ => self.span.clone(),
        };
        Diagnostic::new(code, message).at(&self.document.file, span)
    }

    /// Whether it stands in its file as it is, without escapes, so that it holds nothing that the file does not.
    pub fn is_verbatim(&self) -> bool {
        self.span.len() == self.text.len() + 2
    }

    /// Its place.
    pub fn place(&self) -> Place {
        Place { file: Arc::clone(&self.document.file), span: self.span.clone() }
    }
}

struct Walk<'a> {
    all: Vec<TextAt<'a>>,
    /// The keys that hold texts.
    keys: Vec<&'static str>,
    tables: usize,
}

impl<'a> Walk<'a> {
    fn table(&mut self, document: &'a FrameworkFile, table: Table<'a>, section: &'a str, parent: usize) {
        self.tables += 1;
        let number = self.tables;
        for entry in table.entries() {
            match entry.value.kind() {
                ValueKind::Table(languages) if self.keys.contains(&entry.key) => {
                    let first = self.all.len();
                    self.all.extend(languages.entries().filter_map(|language| {
                        let text = language.value.as_text()?;
                        Some(TextAt {
                            document,
                            section,
                            parent,
                            first,
                            key: entry.key,
                            language: language.key,
                            text,
                            trimmed: text.trim(),
                            sight: Sight::of(text),
                            span: language.value.span(),
                        })
                    }));
                }
                ValueKind::Array(items) => {
                    for item in items.items().filter_map(Value::as_table) {
                        self.table(document, item, entry.key, number);
                    }
                }
                _ => {}
            }
        }
    }
}
