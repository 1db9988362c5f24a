use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::BookContext;
use super::style::for_cell;
use crate::answers::{Column, UNKNOWN};
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx};

const NAME: &str = "lists";

/// What the cells of each column offer, on a sheet of their own: the validation itself holds only 255 characters.
pub(super) struct Lists {
    /// The columns of the answers with their entries; the position is the column on the sheet of the lists.
    lists: Vec<(Column, Vec<String>)>,
}

impl Lists {
    pub(super) fn new(cx: BookContext<'_>, columns: &[Column]) -> Self {
        let lists = columns.iter().filter_map(|column| {
            let mut entries: Vec<String> = match *column {
                Column::Fact(fact) if cx.framework[fact].choose == Choose::One => {
                    let choices = (0..cx.framework[fact].choices.len()).map(ChoiceIx::new);
                    choices.map(|choice| choice_entry(cx, fact, choice)).collect()
                }
                Column::Reply(criterion) => (0..=cx.framework[criterion].top())
                    .map(|level| level_entry(cx, criterion, level))
                    .collect(),
                _ => return None,
            };
            entries.push(UNKNOWN.to_owned());
            Some((*column, entries))
        });
        Self { lists: lists.collect() }
    }

    pub(super) fn range(&self, column: Column) -> Option<String> {
        let position = self.lists.iter().position(|(of, _)| *of == column)?;
        let name = column_number_to_name(u16::try_from(position).ok()?);
        let last = self.lists[position].1.len();
        Some(format!("={NAME}!${name}$1:${name}${last}"))
    }

    /// Writes the sheet, which nobody needs to see.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(NAME)?.set_hidden(true);
        for (column, (_, entries)) in (0_u16..).zip(&self.lists) {
            for (row, entry) in (0_u32..).zip(entries) {
                sheet.write_string(row, column, entry)?;
            }
        }
        Ok(())
    }
}

/// A level as it is chosen: `2: what it says`.
pub(super) fn level_entry(cx: BookContext<'_>, criterion: CriterionIx, level: u8) -> String {
    for_cell(&format!("{level}: {}", cx.framework[criterion].level(level).says.to(cx.language)))
}

/// A choice as it is chosen: `id: what it means`.
pub(super) fn choice_entry(cx: BookContext<'_>, fact: FactIx, choice: ChoiceIx) -> String {
    let (fact, id) = (&cx.framework[fact], &cx.framework[fact].choices[choice.get()].id);
    for_cell(&format!("{id}: {}", fact.label(choice, cx.language)))
}
