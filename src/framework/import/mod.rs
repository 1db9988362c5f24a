//! Converts a table of criteria, as in a spreadsheet, to the files of a framework.
//!
//! The files are written from the cells, remembering the place of each part, and then loaded like any others: the usual
//! reader finds the problems, which are reported at their cells.

mod cells;
mod citing;
mod criterion;
mod heading;
mod names;
mod rubrics;
mod stages;
mod table;
mod written;

use std::sync::Arc;

use self::cells::CriteriaColumns;
use self::citing::Sources;
use self::names::MadeNames;
use self::rubrics::ImportedRubrics;
use self::stages::ImportedStages;
use self::table::{CriteriaTable, place_of};
use self::written::{WrittenFile, in_table, quoted_list};
use super::{Framework, MANIFEST, load};
use crate::source::{Diagnostic, Place, Row, SourceFile, codes};
use crate::text::{is_japanese, say};

/// Information about the new framework that a table does not contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSettings {
    /// Its id in kebab-case; `None` to derive it from the file name.
    pub id: Option<String>,
    /// The order of its languages; other languages of the table follow in the table's order. The first one also applies
    /// to headings without a language, if the table names none.
    pub languages: Vec<String>,
}

/// The result of importing a table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The id of the framework.
    pub id: String,
    /// The framework; `None` if anything is an error.
    pub framework: Option<Framework>,
    /// Its files by name, `framework.toml` first; empty without a framework.
    pub files: Vec<(String, String)>,
    /// Findings about the table, at its cells.
    pub diagnostics: Vec<Diagnostic>,
}

/// A table with the meaning of its columns.
struct ReadTable {
    table: CriteriaTable,
    columns: CriteriaColumns,
}

/// Converts a table, CSV or a workbook, to a framework. `name` is that of the file.
pub fn import(name: &str, bytes: Vec<u8>, settings: &ImportSettings) -> Imported {
    let mut diagnostics = Vec::new();
    let named = names::title_of(name);
    let id = settings.id.clone().or_else(|| names::slug(&named, usize::MAX));
    let id = id.unwrap_or_else(|| "framework".to_owned());
    let files = read(name, bytes, settings, &mut diagnostics).map(|(tables, languages)| {
        write(&id, &names::readable(&named), &tables, &languages, &mut diagnostics)
    });
    let files = files.unwrap_or_default();
    let mut framework = None;
    if !files.is_empty() {
        let loaded = load(|name| {
            let file = files.iter().find(|file| file.name == name);
            let missing =
                || Diagnostic::new(codes::UNREADABLE, say!("{name} is missing", "{name} がありません"));
            file.map(|file| SourceFile::new(name, file.text.as_str())).ok_or_else(|| Box::new(missing()))
        });
        let found = loaded.diagnostics.into_iter().map(|found| in_table(&files, found));
        // A cell without a value is reported once.
        let told = diagnostics.iter().filter(|told| told.code == codes::WRONG_TYPE);
        let told: Vec<Place> = told.filter_map(|told| told.place.clone()).collect();
        let is_told =
            |at: &Place| told.iter().any(|told| Arc::ptr_eq(&told.file, &at.file) && told.span == at.span);
        diagnostics.extend(found.filter(|found| !found.place.as_ref().is_some_and(is_told)));
        framework = loaded.framework;
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        framework = None;
    }
    // In the order of rows, whoever found them.
    diagnostics.sort_by_key(|found| found.place.as_ref().map(|place| place.file.first_line));
    let files =
        files.into_iter().filter(|_| framework.is_some()).map(|file| (file.name, file.text)).collect();
    Imported { id, framework, files, diagnostics }
}

/// The tables and languages of the framework; `None` if nothing can be written.
fn read(
    name: &str,
    bytes: Vec<u8>,
    settings: &ImportSettings,
    sink: &mut Vec<Diagnostic>,
) -> Option<(Vec<ReadTable>, Vec<String>)> {
    let mut tables = Vec::new();
    for table in table::read(name, bytes, sink) {
        let columns = CriteriaColumns::read(&table, sink);
        tables.push(ReadTable { table, columns });
    }
    let languages = languages(&tables, settings);
    for ReadTable { table, columns } in &mut tables {
        columns.settle(languages.first()?, sink);
        columns.check(table, sink);
    }
    // Without a required column, every row would be reported.
    let is_whole = sink.iter().all(|found| !found.is_error() || found.code == codes::WRONG_TYPE);
    (is_whole && !tables.is_empty()).then_some((tables, languages))
}

/// The languages of a framework: as requested, then in the order of headings.
fn languages(tables: &[ReadTable], settings: &ImportSettings) -> Vec<String> {
    let mut found: Vec<&str> = Vec::new();
    for tag in tables.iter().flat_map(|read| read.columns.languages()) {
        if !found.contains(&tag) {
            found.push(tag);
        }
    }
    if found.is_empty() {
        let all = tables.iter().flat_map(|read| &read.table.rows).flat_map(Row::cells);
        let written = if all.into_iter().any(|cell| cell.text.contains(is_japanese)) { "ja" } else { "en" };
        return vec![settings.languages.first().map_or(written, String::as_str).to_owned()];
    }
    let asked = settings.languages.iter().map(String::as_str).filter(|tag| found.contains(tag));
    let mut all: Vec<String> = Vec::new();
    for tag in asked.chain(found.iter().copied()) {
        if !all.iter().any(|known| known == tag) {
            all.push(tag.to_owned());
        }
    }
    all
}

fn write(
    id: &str,
    title: &str,
    tables: &[ReadTable],
    languages: &[String],
    sink: &mut Vec<Diagnostic>,
) -> Vec<WrittenFile> {
    let Some(first) = tables.first() else { return Vec::new() };
    let place = place_of(&first.table.header);
    let mut names = MadeNames::new(tables);
    let stages = ImportedStages::of(tables, &mut names);
    let rubrics = ImportedRubrics::of(id, tables, languages, &mut names, sink);
    let mut sources = Sources::default();
    let mut files: Vec<WrittenFile> = Vec::new();
    for rubric in &rubrics.all {
        let mut file = WrittenFile::new(rubric.file_name(), "rubric", &rubric.place);
        rubric.write(&mut file, languages);
        for (table, row) in &rubric.rows {
            criterion::write(
                &mut file,
                (*table, &tables[*table]),
                *row,
                &stages,
                &mut sources,
                &mut names,
                languages,
                sink,
            );
        }
        for (table, row) in &rubric.rows {
            criterion::write_gates(&mut file, (*table, &tables[*table]), *row, &stages, &names);
        }
        files.push(file);
    }
    files.insert(0, manifest(id, title, &files, &stages, &sources, languages, &place));
    files
}

fn manifest(
    id: &str,
    title: &str,
    rubrics: &[WrittenFile],
    stages: &ImportedStages,
    sources: &Sources,
    languages: &[String],
    place: &Place,
) -> WrittenFile {
    let mut file = WrittenFile::new(MANIFEST.to_owned(), "framework", place);
    file.value("format", "1");
    file.text("id", id);
    file.text("version", "1.0.0");
    file.value("languages", &quoted_list(languages.iter().map(String::as_str)));
    for language in languages {
        file.text(&format!("title.{language}"), title);
    }
    file.value("rubrics", &quoted_list(rubrics.iter().map(|file| file.name.as_str())));
    sources.write(&mut file);
    stages.write(&mut file, languages);
    file
}
