//! The layout of a framework's files: the order of keys and languages, and no stray spaces.

use std::sync::Arc;

use crate::framework::{FrameworkFile, Loaded, key_order};
use crate::source::{Array, Document, SourceFile, Span, SyntaxCodes, Table, Value, ValueKind, parse_toml};

/// A file of a framework to be laid out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FileLayout {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The languages of its framework; empty if unknown.
    languages: Vec<String>,
}

impl FileLayout {
    /// The files of a framework, as far as they could be read.
    pub fn of(loaded: &Loaded) -> Vec<Self> {
        let main = loaded.files.first().and_then(FrameworkFile::table);
        let tags = main.and_then(|table| table.get("languages")).and_then(Value::as_array);
        let tags = tags.into_iter().flat_map(Array::items).filter_map(Value::as_text);
        let languages: Vec<String> = tags.map(str::to_owned).collect();
        let layout = |file: &Arc<SourceFile>| Self { file: Arc::clone(file), languages: languages.clone() };
        loaded.files.iter().map(|document| layout(&document.file)).collect()
    }

    /// Lays out a text of this file; `None` if it is laid out already, or if its syntax is broken. Keys are sorted
    /// within their tables along with their comments, and needless spaces and blank lines are removed; the meaning of
    /// the text does not change.
    pub fn tidy(&self, text: &str) -> Option<String> {
        let before = parse(text)?;
        let mut lines = LayoutLines { text, languages: &self.languages, out: Vec::new(), units: Vec::new() };
        let before = before.root_table()?;
        lines.read(before);
        let tidied = lines.join();
        let means_the_same = || text.parse::<toml::Table>().ok() == tidied.parse::<toml::Table>().ok();
        (tidied != text && means_the_same()).then_some(tidied)
    }
}

fn parse(text: &str) -> Option<Document> {
    let mut sink = Vec::new();
    let document = parse_toml(&Arc::new(SourceFile::new("", text)), SyntaxCodes::FRAMEWORK, &mut sink);
    sink.is_empty().then_some(document)
}

struct Unit<'a> {
    above: Vec<&'a str>,
    statement: String,
    rank: (usize, usize),
}

struct LayoutLines<'a> {
    text: &'a str,
    languages: &'a [String],
    /// Lines, and statements over one or more of them.
    out: Vec<String>,
    units: Vec<Unit<'a>>,
}

impl<'a> LayoutLines<'a> {
    fn read(&mut self, table: Table<'_>) {
        let text = self.text;
        let (mut section, mut at) = ("", 0);
        for (position, item) in items(text, table) {
            let start = text[..position].rfind('\n').map_or(0, |newline| newline + 1);
            let above: Vec<&str> = text[at..start].lines().map(str::trim).collect();
            let end = match &item {
                TomlStatement::Header(_) => self.line_end(position),
                TomlStatement::Statement(_, value) => self.line_end(value.end),
            };
            match item {
                TomlStatement::Header(name) => {
                    self.end_table();
                    self.out.extend(above.into_iter().map(str::to_owned));
                    self.out.push(text[start..end].trim().to_owned());
                    section = name;
                }
                TomlStatement::Statement(path, value) => {
                    let above = if at == 0 { self.without_head(above) } else { above };
                    let key =
                        text[start..value.start].trim_end().strip_suffix('=').unwrap_or_default().trim();
                    let statement = format!("{key} = {}", text[value.start..end].trim_end());
                    let rank = self.rank(section, &path);
                    self.units.push(Unit { above, statement, rank });
                }
            }
            at = end;
        }
        self.end_table();
        self.out.extend(text[at..].lines().map(|line| line.trim().to_owned()));
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// Writes the lines that belong to the file, and returns those that belong to its first key.
    fn without_head(&mut self, mut lines: Vec<&'a str>) -> Vec<&'a str> {
        let blank = lines.iter().rposition(|line| line.is_empty()).map(|blank| blank + 1);
        let allow = lines.iter().position(|line| line.trim_start_matches(['#', ' ']).starts_with("allow("));
        let own = lines.split_off(blank.or(allow).unwrap_or(lines.len()));
        self.out.extend(lines.into_iter().map(str::to_owned));
        own
    }

    fn rank(&self, section: &str, path: &[&str]) -> (usize, usize) {
        let known = key_order(section).position(|key| path.first() == Some(&key));
        let language = path.get(1).and_then(|tag| self.languages.iter().position(|known| known == tag));
        match (known, self.units.last()) {
            (Some(key), _) => (key, language.unwrap_or(self.languages.len())),
            (None, Some(last)) => last.rank,
            (None, None) => (0, 0),
        }
    }

    fn end_table(&mut self) {
        let mut units = std::mem::take(&mut self.units);
        if !units.is_sorted_by_key(|unit| unit.rank) {
            units.sort_by_key(|unit| unit.rank);
            // No blank line between a header and its first key.
            if let Some(first) = units.first_mut() {
                let blank = first.above.iter().take_while(|line| line.is_empty()).count();
                first.above.drain(..blank);
            }
        }
        for unit in units {
            self.out.extend(unit.above.into_iter().map(str::to_owned));
            self.out.push(unit.statement);
        }
    }

    fn join(&self) -> String {
        let line_break = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut text = String::with_capacity(self.text.len());
        let mut blank = false;
        for line in &self.out {
            if line.is_empty() {
                blank = true;
                continue;
            }
            if blank && !text.is_empty() {
                text.push_str(line_break);
            }
            blank = false;
            text.push_str(line);
            text.push_str(line_break);
        }
        text
    }
}

/// What takes whole lines of a TOML file, apart from comments.
enum TomlStatement<'a> {
    /// `[[criterion]]`, with the last of its names.
    Header(&'a str),
    /// `question.en = "…"`: its key without the part in the header, and the place of its value.
    Statement(Vec<&'a str>, Span),
}

fn items<'a>(text: &str, table: Table<'a>) -> Vec<(usize, TomlStatement<'a>)> {
    let mut items = Vec::new();
    collect(text, table, &[], &mut items);
    items.sort_by_key(|(at, _)| *at);
    items
}

fn collect<'a>(text: &str, table: Table<'a>, path: &[&'a str], items: &mut Vec<(usize, TomlStatement<'a>)>) {
    let is_header = |span: &Span| text[span.start..].starts_with('[');
    for entry in table.entries() {
        let (key, span) = (entry.key, &entry.value.span());
        match entry.value.kind() {
            ValueKind::Table(inner) if is_header(span) => {
                items.push((span.start, TomlStatement::Header(key)));
                collect(text, inner, &[], items);
            }
            // The span of dotted keys is that of the first key; an inline table is an ordinary value.
            ValueKind::Table(inner) if !text[span.start..].starts_with('{') => {
                collect(text, inner, &[path, &[key]].concat(), items);
            }
            ValueKind::Array(all)
                if all.first().is_some_and(|one| one.as_table().is_some() && is_header(&one.span())) =>
            {
                for item in all.items() {
                    items.push((item.span().start, TomlStatement::Header(key)));
                    if let Some(inner) = item.as_table() {
                        collect(text, inner, &[], items);
                    }
                }
            }
            _ => {
                let path = [path, &[key]].concat();
                items.push((entry.key_span.start, TomlStatement::Statement(path, span.clone())));
            }
        }
    }
}
