//! Writes a row as a criterion with its gates.

use unicode_normalization::UnicodeNormalization;

use super::ReadTable;
use super::cells::{CellText, CriteriaColumns};
use super::citing::Sources;
use super::heading::CriterionColumn;
use super::names::{MadeNames, slug};
use super::stages::ImportedStages;
use super::table::place_of;
use super::written::{WrittenFile, quoted};
use crate::framework::Origin;
use crate::source::{Diagnostic, Place, Row, codes};
use crate::text::say;

/// The most words of a title or question in an id.
const WORDS: usize = 5;

/// Texts that stand for no weight.
const NOTHING: [&str; 5] = ["0", "-", "–", "—", "ー"];

impl CriteriaColumns {
    /// Whether a row describes a criterion, as opposed to a group heading.
    pub(super) fn is_criterion(&self, row: &Row<'_>) -> bool {
        let of_rubric = |column: &CriterionColumn| {
            matches!(column, CriterionColumn::Rubric(_) | CriterionColumn::Advice(_))
        };
        self.all.iter().any(|(at, column, _)| !of_rubric(column) && row.cell(*at).is_some())
    }

    /// Whether a row has weights but no question.
    pub(super) fn is_sum(&self, row: &Row<'_>) -> bool {
        let mut columns =
            self.all.iter().filter(|(at, ..)| row.cell(*at).is_some()).map(|(_, column, _)| column);
        let is_asked = |column: &CriterionColumn| {
            matches!(column, CriterionColumn::Text("question", _) | CriterionColumn::LevelText(..))
        };
        let mut has_weights = false;
        !columns.any(|column| {
            has_weights |= matches!(column, CriterionColumn::Weight(_));
            is_asked(column)
        }) && has_weights
    }

    /// The texts of a row for one key, by language, each with its full key.
    fn texts<'a>(
        &'a self,
        row: &'a Row<'_>,
        key: &'a str,
        languages: &'a [String],
        column: impl Fn(String) -> CriterionColumn + 'a,
    ) -> impl Iterator<Item = (String, CellText)> + 'a {
        languages.iter().filter_map(move |language| {
            Some((format!("{key}.{language}"), self.cell(row, &column(language.clone()))?))
        })
    }
}

#[expect(clippy::too_many_arguments, reason = "a criterion draws on all that a table has")]
pub(super) fn write(
    file: &mut WrittenFile,
    (at, read): (usize, &ReadTable),
    position: usize,
    stages: &ImportedStages,
    sources: &mut Sources,
    names: &mut MadeNames,
    languages: &[String],
    sink: &mut Vec<Diagnostic>,
) {
    let (row, columns) = (&read.table.rows[position], &read.columns);
    let place = place_of(row);
    file.from(&place).header("criterion");
    let given = columns.cell(row, &CriterionColumn::Id);
    let id = given.as_ref().map_or_else(|| made_id(columns, row, languages, names), |cell| cell.text.clone());
    file.from(given.as_ref().map_or(&place, |cell| &cell.place)).text("id", &id);
    names.keep(at, position, id);
    for key in ["title", "question", "why", "guidance", "proof"] {
        for (key, cell) in columns.texts(row, key, languages, |tag| CriterionColumn::Text(key, Some(tag))) {
            file.cell(&key, &cell);
        }
    }
    let plain = |key| columns.cell(row, &CriterionColumn::Plain(key));
    if let Some(cell) = plain("origin") {
        file.from(&cell.place).text("origin", origin(&cell.text));
    }
    let cited = plain("sources");
    file.from(cited.as_ref().map_or(&place, |cell| &cell.place))
        .value("sources", &sources.cite(cited.as_ref()));
    file.braces("weight", &weights(columns, row, stages), &place);
    if let Some(cell) = plain("may_not_apply") {
        let value = truth(&cell.text).map_or_else(|| quoted(&cell.text), |truth| truth.to_string());
        file.from(&cell.place).value("may_not_apply", &value);
    }
    for (key, shift) in [("evidence_from", columns.lowest), ("valid_days", 0)] {
        if let Some(cell) = plain(key) {
            file.from(&cell.place).value(key, &cell.number(shift));
        }
    }
    file.from(&place);
    levels(file, columns, row, languages, sink);
}

fn made_id(columns: &CriteriaColumns, row: &Row<'_>, languages: &[String], names: &mut MadeNames) -> String {
    let english = languages.iter().filter(|tag| *tag == "en").chain(languages).cloned();
    let text = |key: &'static str| {
        let mut texts =
            english.clone().filter_map(|tag| columns.cell(row, &CriterionColumn::Text(key, Some(tag))));
        texts.find_map(|cell| slug(&cell.text, WORDS))
    };
    names.make(text("title").or_else(|| text("question")).as_deref(), "criterion")
}

fn weights(
    columns: &CriteriaColumns,
    row: &Row<'_>,
    stages: &ImportedStages,
) -> Vec<(String, String, Place)> {
    let weight = |(_, column, _): &(usize, CriterionColumn, Place)| {
        let CriterionColumn::Weight(stage) = column else { return None };
        let cell = columns.cell(row, column)?;
        let plain: String = cell.text.nfkc().collect();
        let is_none = NOTHING.contains(&plain.as_str());
        (!is_none).then(|| (stages.id(stage).to_owned(), cell.number(0), cell.place))
    };
    columns.all.iter().filter_map(weight).collect()
}

fn levels(
    file: &mut WrittenFile,
    columns: &CriteriaColumns,
    row: &Row<'_>,
    languages: &[String],
    sink: &mut Vec<Diagnostic>,
) {
    let of_level = |(at, column, _): &(usize, CriterionColumn, Place)| {
        let (CriterionColumn::LevelText(level, ..) | CriterionColumn::LevelNumber(level, _)) = column else {
            return None;
        };
        row.cell(*at).map(|cell| (*level, CellText::of(row, cell).place))
    };
    let mut filled: Vec<(u8, Place)> = columns.all.iter().filter_map(of_level).collect();
    filled.sort_by_key(|(level, _)| *level);
    let Some(top) = filled.last().map(|(level, _)| *level) else { return };
    for level in columns.lowest..=top {
        let Some((_, place)) = filled.iter().find(|(other, _)| *other >= level) else { continue };
        if filled.iter().all(|(other, _)| *other != level) {
            let message = say!(
                "level {level} is empty, but there is something for a higher one here",
                "レベル{level}が空ですが、それより高いレベルに記載があります"
            );
            let help = say!("fill in the levels without a gap", "レベルは間を空けずに記入してください。");
            let found = Diagnostic::new(codes::MISSING_KEY, message).help(help);
            sink.push(found.at(&place.file, place.span.clone()));
            continue;
        }
        file.from(place).header("criterion.level");
        for key in ["says", "short", "proof", "next"] {
            let column = |tag| CriterionColumn::LevelText(level, key, Some(tag));
            for (key, cell) in columns.texts(row, key, languages, column) {
                file.cell(&key, &cell);
            }
        }
        for key in ["effort", "lead_weeks", "value"] {
            if let Some(cell) = columns.cell(row, &CriterionColumn::LevelNumber(level, key)) {
                file.from(&cell.place).value(key, &cell.number(0));
            }
        }
        file.from(place);
    }
}

/// Writes the gates of a criterion, which follow all criteria of the rubric.
pub(super) fn write_gates(
    file: &mut WrittenFile,
    (at, read): (usize, &ReadTable),
    position: usize,
    stages: &ImportedStages,
    names: &MadeNames,
) {
    let row = &read.table.rows[position];
    for (_, column, heading) in &read.columns.all {
        let CriterionColumn::Gate(stage) = column else { continue };
        let Some(cell) = read.columns.cell(row, column) else { continue };
        file.from(&cell.place).header("gate");
        file.text("criterion", names.kept(at, position).unwrap_or_default());
        file.from(heading).text("stage", stages.id(stage));
        file.from(&cell.place).value("at_least", &cell.number(read.columns.lowest));
    }
}

/// The id of an origin, which may be written in words.
fn origin(text: &str) -> &str {
    let all = [Origin::Article, Origin::Source, Origin::Proposal];
    let meant = all.into_iter().find(|origin| {
        let word = origin.word();
        [origin.id(), word.0, word.1].iter().any(|known| known.eq_ignore_ascii_case(text))
    });
    meant.map_or(text, |origin| origin.id())
}

fn truth(text: &str) -> Option<bool> {
    let text = text.nfkc().collect::<String>().to_lowercase();
    match text.as_str() {
        "yes" | "y" | "true" | "1" | "x" | "✓" | "○" | "〇" | "はい" | "可" => Some(true),
        "no" | "n" | "false" | "0" | "-" | "×" | "いいえ" | "不可" => Some(false),
        _ => None,
    }
}
