//! The rubrics of a table, and the rows of each.

use super::ReadTable;
use super::cells::{CellText, CriteriaColumns};
use super::heading::CriterionColumn;
use super::names::{MadeNames, readable, slug};
use super::table::place_of;
use super::written::WrittenFile;
use crate::framework::MANIFEST;
use crate::source::{Diagnostic, Place, Row, codes, is_id};
use crate::text::{folded, say};

/// The rubrics, in order of first occurrence.
pub(super) struct ImportedRubrics {
    pub(super) all: Vec<ImportedRubric>,
}

/// A rubric, and the table and row of each of its criteria.
pub(super) struct ImportedRubric {
    id: String,
    /// Its name in the table, by which its rows are found.
    called: String,
    /// Its titles and advice, by language.
    titles: Vec<Option<CellText>>,
    advice: Vec<Option<CellText>>,
    pub(super) place: Place,
    pub(super) rows: Vec<(usize, usize)>,
}

impl ImportedRubrics {
    /// Finds the rubric of each row: the one named there, or else that of the row above, as in spreadsheets.
    pub(super) fn of(
        framework: &str,
        tables: &[ReadTable],
        languages: &[String],
        names: &mut MadeNames,
        sink: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut rubrics = Self { all: Vec::new() };
        for (at, ReadTable { table, columns }) in tables.iter().enumerate() {
            let mut current = None;
            for (position, row) in table.rows.iter().enumerate() {
                let named = called(columns, row, languages);
                let is_criterion = columns.is_criterion(row);
                if columns.is_sum(row) {
                    sink.push(sum(row));
                    continue;
                }
                if named.is_none() && !is_criterion {
                    continue;
                }
                let place = named.as_ref().map_or_else(|| place_of(row), |cell| cell.place.clone());
                let name = match (named, current) {
                    (Some(cell), _) => cell.text,
                    (None, Some(rubric)) => {
                        rubrics.add(rubric, (at, position), columns, row, languages, is_criterion, sink);
                        continue;
                    }
                    (None, None) => table.sheet.clone().unwrap_or_else(|| framework.to_owned()),
                };
                let rubric = rubrics.find(&name, &place, languages, names);
                current = Some(rubric);
                rubrics.add(rubric, (at, position), columns, row, languages, is_criterion, sink);
            }
        }
        // A heading above nothing is not a rubric.
        rubrics.all.retain(|rubric| !rubric.rows.is_empty());
        rubrics
    }

    fn find(&mut self, name: &str, place: &Place, languages: &[String], names: &mut MadeNames) -> usize {
        if let Some(known) = self.all.iter().position(|rubric| folded(&rubric.called) == folded(name)) {
            return known;
        }
        let id = if is_id(name) {
            name.to_owned()
        } else {
            names.make(slug(name, usize::MAX).as_deref(), "rubric")
        };
        let none = || languages.iter().map(|_| None).collect();
        self.all.push(ImportedRubric {
            id,
            called: name.to_owned(),
            titles: none(),
            advice: none(),
            place: place.clone(),
            rows: Vec::new(),
        });
        self.all.len() - 1
    }

    #[expect(clippy::too_many_arguments, reason = "a row with all that it belongs to")]
    fn add(
        &mut self,
        rubric: usize,
        at: (usize, usize),
        columns: &CriteriaColumns,
        row: &Row<'_>,
        languages: &[String],
        is_criterion: bool,
        sink: &mut Vec<Diagnostic>,
    ) {
        let rubric = &mut self.all[rubric];
        for (place, language) in languages.iter().enumerate() {
            let tag = Some(language.clone());
            let title = columns.cell(row, &CriterionColumn::Rubric(tag.clone()));
            set_once(&mut rubric.titles[place], title, sink);
            set_once(&mut rubric.advice[place], columns.cell(row, &CriterionColumn::Advice(tag)), sink);
        }
        if is_criterion {
            rubric.rows.push(at);
        }
    }
}

fn sum(row: &Row<'_>) -> Diagnostic {
    let message = say!(
        "this row has weights, but neither a question nor levels",
        "この行には重みがありますが、質問もレベルもありません"
    );
    let help = say!(
        "remove it if it is a sum; else write its question and its levels",
        "合計の行であれば削除し、評価項目であれば質問とレベルを書いてください。"
    );
    let place = place_of(row);
    Diagnostic::new(codes::MISSING_KEY, message).help(help).at(&place.file, place.span)
}

/// What a row calls its rubric: by the column without a language, or else the first title.
fn called(columns: &CriteriaColumns, row: &Row<'_>, languages: &[String]) -> Option<CellText> {
    let titles = languages.iter().map(|language| CriterionColumn::Rubric(Some(language.clone())));
    std::iter::once(CriterionColumn::Rubric(None)).chain(titles).find_map(|column| columns.cell(row, &column))
}

/// A rubric has one title and one advice, which may be repeated in each of its rows.
fn set_once(own: &mut Option<CellText>, found: Option<CellText>, sink: &mut Vec<Diagnostic>) {
    match (own.as_ref(), found) {
        (None, found) => *own = found,
        (Some(known), Some(found)) if known.text != found.text => {
            let message = say!(
                "the rubric of this row says something else above",
                "このルーブリックについて、上の行と内容が異なります"
            );
            let help = say!(
                "write the same text in all of its rows, or in the first alone",
                "すべての行に同じ内容を書くか、最初の行だけに書いてください。"
            );
            let problem = Diagnostic::new(codes::DUPLICATE_KEY, message).help(help);
            let problem = problem.at(&found.place.file, found.place.span.clone());
            sink.push(problem.label(known.place.clone(), say!("first here", "1つ目")));
        }
        _ => {}
    }
}

impl ImportedRubric {
    /// The name of its file, which is never that of the manifest.
    pub(super) fn file_name(&self) -> String {
        let own = format!("{}.toml", self.id);
        if own == MANIFEST { format!("rubric-{own}") } else { own }
    }

    pub(super) fn write(&self, file: &mut WrittenFile, languages: &[String]) {
        file.from(&self.place).text("id", &self.id);
        for (language, title) in languages.iter().zip(&self.titles) {
            let key = format!("title.{language}");
            match title {
                Some(title) => file.cell(&key, title),
                None => file.from(&self.place).text(&key, &readable(&self.called)),
            }
        }
        for (language, advice) in languages.iter().zip(&self.advice) {
            let key = format!("advice.{language}");
            let made = if language == "ja" {
                "ここに記入：助言を1文で。"
            } else {
                "TODO: the advice in one sentence."
            };
            match advice {
                Some(advice) => file.cell(&key, advice),
                None => file.from(&self.place).text(&key, made),
            }
        }
    }
}
