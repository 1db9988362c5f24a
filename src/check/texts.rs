use std::sync::Arc;

use crate::framework::Document;
use crate::source::{Code, Diagnostic, Place, Span, Table, ValueKind};
use crate::text::Say;

/// The keys under which a text stands in several languages.
const KEYS: [&str; 15] = [
    "title",
    "disclaimer",
    "question",
    "label",
    "point",
    "advice",
    "why",
    "proof",
    "says",
    "next",
    "because",
    "does",
    "terms",
    "unverified",
    "ask",
];

/// Every text of a framework's files that a person reads, as it is written.
pub struct Texts<'a> {
    /// The files.
    pub documents: &'a [Document],
    /// The texts, in the order of files and places.
    pub all: Vec<TextAt<'a>>,
    by_table: Index,
    by_parent: Index,
}

/// The numbers of tables, each with the position of one of its texts, in this order.
type Index = Vec<(usize, usize)>;

/// One text in one language.
#[derive(Clone, Copy)]
pub struct TextAt<'a> {
    /// The file.
    pub document: &'a Document,
    /// What it belongs to, such as `criterion`, `level` or `stage`; `""` on the top of a file.
    pub section: &'a str,
    /// The number of the table that it stands in; texts of one table share it.
    pub table: usize,
    /// The number of the table around that one.
    pub parent: usize,
    /// Its key, such as `question`.
    pub key: &'a str,
    /// Its language, such as `ja`.
    pub language: &'a str,
    /// The text.
    pub text: &'a str,
    /// Where it stands, with its quotation marks.
    pub span: &'a Span,
}

impl<'a> Texts<'a> {
    /// Collects the texts of the files that could be read.
    pub fn collect(documents: &'a [Document]) -> Self {
        let mut walk = Walk { all: Vec::new(), tables: 0 };
        for document in documents {
            if let Some(table) = &document.table {
                walk.table(document, table, "", 0);
            }
        }
        let index = |number: fn(&TextAt<'_>) -> usize| -> Index {
            let all = walk.all.iter().enumerate();
            let mut index: Index = all.map(|(position, text)| (number(text), position)).collect();
            index.sort_unstable();
            index
        };
        let (by_table, by_parent) = (index(|text| text.table), index(|text| text.parent));
        Self { documents, all: walk.all, by_table, by_parent }
    }

    /// The other languages' versions of a text.
    pub fn siblings(&self, of: &TextAt<'a>) -> impl Iterator<Item = &TextAt<'a>> {
        let (key, language) = (of.key, of.language);
        self.at(&self.by_table, of.table).filter(move |text| text.key == key && text.language != language)
    }

    /// The texts of all tables inside of the same one, such as those of all levels of a criterion.
    pub fn beside(&self, of: &TextAt<'a>) -> impl Iterator<Item = &TextAt<'a>> {
        self.at(&self.by_parent, of.parent)
    }

    fn at<'t>(&'t self, index: &'t Index, table: usize) -> impl Iterator<Item = &'t TextAt<'a>> {
        let own = &index[index.partition_point(|(number, _)| *number < table)..];
        own.iter().take_while(move |(number, _)| *number == table).map(|(_, position)| &self.all[*position])
    }
}

impl TextAt<'_> {
    /// A finding at this text.
    pub fn find(&self, code: Code, message: Say) -> Diagnostic {
        Diagnostic::new(code, message).at(&self.document.file, self.span.clone())
    }

    /// A finding at a part of this text, a slice of it; at the whole text if it is written with escapes.
    pub fn find_part(&self, code: Code, from: usize, to: usize, message: Say) -> Diagnostic {
        let written = self.document.file.text.get(self.span.clone()).unwrap_or_default();
        let span = match (written.find(self.text), from < to) {
            (Some(start), true) => self.span.start + start + from..self.span.start + start + to,
            _ => self.span.clone(),
        };
        Diagnostic::new(code, message).at(&self.document.file, span)
    }

    /// Its place.
    pub fn place(&self) -> Place {
        Place { file: Arc::clone(&self.document.file), span: self.span.clone() }
    }
}

struct Walk<'a> {
    all: Vec<TextAt<'a>>,
    tables: usize,
}

impl<'a> Walk<'a> {
    fn table(&mut self, document: &'a Document, table: &'a Table, section: &'a str, parent: usize) {
        self.tables += 1;
        let number = self.tables;
        for entry in &table.entries {
            match &entry.value.kind {
                ValueKind::Table(languages) if KEYS.contains(&entry.key.as_str()) => {
                    self.all.extend(languages.entries.iter().filter_map(|language| {
                        let text = language.value.as_text()?;
                        Some(TextAt {
                            document,
                            section,
                            table: number,
                            parent,
                            key: &entry.key,
                            language: &language.key,
                            text,
                            span: &language.value.span,
                        })
                    }));
                }
                ValueKind::Array(items) => {
                    for item in items.iter().filter_map(|item| item.as_table()) {
                        self.table(document, item, &entry.key, number);
                    }
                }
                _ => {}
            }
        }
    }
}
