//! The stages in the headings.

use super::ReadTable;
use super::heading::CriterionColumn;
use super::names::{MadeNames, readable, slug};
use super::written::WrittenFile;
use crate::source::{Place, is_id};
use crate::text::folded;

/// The percent at which imported stages are ready, which a table does not contain.
const READY_AT: u8 = 70;

/// The stages, in the order of their columns.
pub(super) struct ImportedStages {
    all: Vec<ImportedStage>,
}

struct ImportedStage {
    heading: String,
    id: String,
    place: Place,
}

impl ImportedStages {
    pub(super) fn of(tables: &[ReadTable], names: &mut MadeNames) -> Self {
        let mut all: Vec<ImportedStage> = Vec::new();
        for (_, column, place) in tables.iter().flat_map(|read| &read.columns.all) {
            let CriterionColumn::Weight(heading) = column else { continue };
            if all.iter().any(|known| folded(&known.heading) == folded(heading)) {
                continue;
            }
            let id = if is_id(heading) {
                heading.clone()
            } else {
                names.make(slug(heading, usize::MAX).as_deref(), "stage")
            };
            all.push(ImportedStage { heading: heading.clone(), id, place: place.clone() });
        }
        Self { all }
    }

    /// The id of the stage in a heading; for a stage without a column of weights the name itself, which is then
    /// reported as unknown.
    pub(super) fn id<'a>(&'a self, heading: &'a str) -> &'a str {
        let known = self.all.iter().find(|known| folded(&known.heading) == folded(heading));
        known.map_or(heading, |known| &known.id)
    }

    pub(super) fn write(&self, file: &mut WrittenFile, languages: &[String]) {
        for stage in &self.all {
            file.from(&stage.place).header("stage");
            file.text("id", &stage.id);
            let title = readable(&stage.heading);
            for language in languages {
                file.text(&format!("title.{language}"), &title);
            }
            for language in languages {
                let point = if language == "ja" {
                    "ここに記入：この段階で見ること。"
                } else {
                    "TODO: what this stage looks at."
                };
                file.text(&format!("point.{language}"), point);
            }
            file.value("ready_at", &READY_AT.to_string());
        }
    }
}
