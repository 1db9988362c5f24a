//! The report as a workbook with a sheet for each view, each as wide as an A4 page.

mod plan;
mod sheets;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::tree::{Element, PageNode, read};
use super::{CompanyReport, Edition, inline};
use crate::report::assessment::xlsx::WorkbookError;
use crate::report::grid::{Formats, Grid, saved};
use crate::report::words::Words;
use crate::text::{Label, Lang};

type WrittenSheet = Result<Worksheet, XlsxError>;

/// The report as the bytes of a file. Texts are never formulas; those that are too long for a cell are cut.
pub fn workbook(report: &CompanyReport<'_>, lang: Lang) -> Result<Vec<u8>, WorkbookError> {
    let (edition, formats) = (Edition::new(report, lang), Formats::new());
    let sheets =
        [sheets::summary, plan::sheet, sheets::criteria, sheets::notices, sheets::sources, sheets::about];
    let sheets = sheets.into_iter().map(|sheet| sheet(&edition, &formats)).collect::<Result<_, _>>();
    let saved = sheets.and_then(|sheets| saved(report.explanation.assessed.as_of, sheets));
    saved.map_err(WorkbookError::Other)
}

fn titled<'f>(
    edition: &Edition<'_>,
    formats: &'f Formats,
    name: Label,
    titles: &[impl Words],
) -> Result<Grid<'f>, XlsxError> {
    let mut grid = Grid::new(name.to(edition.lang()), formats)?;
    grid.titles(titles.iter().map(|title| title.to(edition.lang())), &formats.head)?;
    Ok(grid)
}

/// Finishes a sheet and sets it up for printing.
fn finished(edition: &Edition<'_>, mut grid: Grid<'_>, widest: &[u32]) -> WrittenSheet {
    let subject = edition.explanation.assessed.sheet.subject.as_deref().unwrap_or_default();
    grid.for_paper(subject, 0)?;
    let mut sheet = grid.finish_table(0, 0)?;
    for (column, width) in (0..).zip(widest) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(sheet)
}

/// The names and values in some parts of the page, without duplicates.
fn entries(edition: &Edition<'_>, parts: &[String]) -> Vec<[String; 2]> {
    fn collect(edition: &Edition<'_>, element: &Element<'_>, found: &mut Vec<[String; 2]>) {
        let part = |name| element.elements().find(|own| own.name == name);
        if let (Some(name), Some(value)) = (part("dt"), part("dd")) {
            let entry = [name, value].map(|part| inline::text(&part.children, edition.lang()));
            if !found.contains(&entry) {
                found.push(entry);
            }
        }
        element.elements().for_each(|own| collect(edition, own, found));
    }
    let mut found = Vec::new();
    for part in parts {
        read(part).iter().filter_map(PageNode::element).for_each(|own| collect(edition, own, &mut found));
    }
    found
}
