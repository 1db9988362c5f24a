//! Spreadsheets, read within limits: the sizes that a file declares are not trusted.

mod fault;
mod grid;
mod number_format;
mod ods;
mod package;
mod thread;
mod told;
mod xlsx;

use self::fault::Fault;
use self::grid::{BETWEEN, Budget, GridRow, cell_name};
use self::ods::OdsTable;
use self::package::Package;
use self::thread::without_frame;
use self::xlsx::Xlsx;
use super::{Cell, Code, Diagnostic, Foreign, ReadRow, Row, SheetRows, SourceFile};
use crate::text::{say, unguarded};

/// A spreadsheet of Excel (`.xlsx`, `.xlsm`) or `OpenDocument` (`.ods`), told apart by its content.
pub(crate) struct Workbook {
    name: String,
    unfit: Code,
    package: Package,
    budget: Budget,
    content: BookContent,
}

enum BookContent {
    Xlsx(Xlsx),
    Ods(Vec<OdsTable>),
}

impl Workbook {
    /// Opens a workbook. One that is too long is a finding with the code `unreadable`, any other failure one with
    /// `unfit`.
    pub(crate) fn open(
        name: &str,
        bytes: Vec<u8>,
        unreadable: Code,
        unfit: Code,
    ) -> Result<Self, Box<Diagnostic>> {
        super::file::not_too_long(name, &bytes, unreadable)?;
        if let Some(foreign) = Foreign::of_bytes(&bytes) {
            return Err(foreign.told(name, unfit));
        }
        let refuse = |message, help| Err(Box::new(Diagnostic::new(unfit, message).help(help)));
        if bytes.is_empty() {
            return refuse(
                say!("{name} is empty", "{name} は空のファイルです"),
                say!("save the workbook again", "ブックを保存し直してください。"),
            );
        }
        if !bytes.starts_with(b"PK") {
            return refuse(
                say!("{name} is not a workbook", "{name} はブックではありません"),
                say!(
                    "save it as .xlsx, or give its form with --from",
                    ".xlsx 形式で保存し直すか、--from で形式を指定してください。"
                ),
            );
        }
        let failed = |fault: Fault| fault.told(name, unfit);
        let mut package = Package::open(bytes).map_err(failed)?;
        let mut budget = Budget::new();
        let content = match foreign(&mut package).map_err(failed)? {
            Some(foreign) => return Err(foreign.told(name, unfit)),
            None if package.has(ods::CONTENT) => {
                ods::tables(&mut package, &mut budget, None).map(BookContent::Ods).map_err(failed)?
            }
            None => Xlsx::open(&mut package, &mut budget).map(BookContent::Xlsx).map_err(failed)?,
        };
        Ok(Self { name: name.to_owned(), unfit, package, budget, content })
    }

    /// The names of its sheets in order, hidden ones last.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let mut sheets = self.all();
        sheets.sort_by_key(|(_, is_hidden)| *is_hidden);
        sheets.into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    pub(crate) fn is_hidden(&self, sheet: &str) -> bool {
        self.all().iter().any(|(name, is_hidden)| *name == sheet && *is_hidden)
    }

    /// The first row of a sheet that is not blank.
    pub(crate) fn header(&mut self, sheet: &str) -> Result<Option<Row<'static>>, Box<Diagnostic>> {
        let Some(index) = self.index(sheet) else { return Ok(None) };
        let mut grid = match &mut self.content {
            BookContent::Xlsx(book) => {
                let grid = book.grid(&mut self.package, &mut self.budget, index, true);
                grid.map_err(|fault| fault.told(&self.name, self.unfit))?
            }
            BookContent::Ods(tables) => std::mem::take(&mut tables[index].grid),
        };
        grid.sort();
        grid.rows.into_iter().next().map(|row| row_of(&self.name, sheet, row, Vec::new())).transpose()
    }

    /// The rows of a sheet. Formulas have the value last computed; merged cells have theirs in each of their rows,
    /// except in the header, which the caller finds among the first `most` rows.
    pub(crate) fn rows(
        &mut self,
        sheet: &str,
        first: usize,
        find_header: impl FnOnce(&[ReadRow]) -> Option<usize>,
    ) -> Result<SheetRows, Box<Diagnostic>> {
        let Some(index) = self.index(sheet) else {
            let (rows, notices, comments) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(SheetRows { rows, header: None, notices, comments });
        };
        let is_hidden = self.all()[index].1;
        // The budget spent on looking at all sheets is restored.
        self.package.count_anew();
        self.budget = Budget::new();
        let (package, budget) = (&mut self.package, &mut self.budget);
        let grid = match &self.content {
            BookContent::Xlsx(book) => book.grid(package, budget, index, false),
            BookContent::Ods(_) => ods::tables(package, budget, Some(index))
                .map(|tables| tables.into_iter().nth(index).map(|table| table.grid).unwrap_or_default()),
        };
        let spread = grid.and_then(|mut grid| {
            grid.sort();
            let row = |row: &GridRow| row_of(&self.name, sheet, row.clone(), Vec::new());
            let header = find_header(&grid.rows.iter().take(first).map(row).collect::<Vec<_>>());
            let spread = grid.spread(header.unwrap_or(0), budget)?;
            grid.leave_totals(header.unwrap_or(0));
            Ok((grid, header, spread))
        });
        let (mut grid, header, spread) = spread.map_err(|fault| fault.told(&self.name, self.unfit))?;
        let notices = told::layout(&self.name, sheet, is_hidden, &grid, header.unwrap_or(0), &spread);
        let mut comments = std::mem::take(&mut grid.comments).into_iter().peekable();
        let (mut rows, mut beside) = (Vec::with_capacity(grid.rows.len()), Vec::new());
        for row in grid.rows {
            while let Some(((at, column), _)) = comments.next_if(|((at, _), _)| *at < row.number) {
                beside.push(cell_name(at, column));
            }
            let own = std::iter::from_fn(|| comments.next_if(|((at, _), _)| *at == row.number));
            let own =
                own.map(|((_, column), text)| (column as usize, without_frame(&text).into_owned())).collect();
            rows.push(row_of(&self.name, sheet, row, own));
        }
        beside.extend(comments.map(|((at, column), _)| cell_name(at, column)));
        Ok(SheetRows { rows, header, notices, comments: beside })
    }

    /// The names of all sheets, and whether they are hidden.
    fn all(&self) -> Vec<(&str, bool)> {
        match &self.content {
            BookContent::Xlsx(book) => {
                book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_hidden)).collect()
            }
            BookContent::Ods(tables) => {
                tables.iter().map(|table| (table.name.as_str(), table.is_hidden)).collect()
            }
        }
    }

    fn index(&self, sheet: &str) -> Option<usize> {
        self.all().iter().position(|(name, _)| *name == sheet)
    }
}

/// What an archive is that is no readable workbook.
fn foreign(package: &mut Package) -> Result<Option<Foreign>, Fault> {
    let kind = package.beginning("mimetype", 128)?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    Ok(if kind.contains("opendocument") {
        if ods::is_locked(package)? {
            Some(Foreign::Locked)
        } else {
            (!kind.contains("spreadsheet")).then_some(Foreign::Document)
        }
    } else if package.has("xl/workbook.bin") {
        Some(Foreign::BinaryWorkbook)
    } else if package.has("word/document.xml") || package.has("ppt/presentation.xml") {
        Some(Foreign::Document)
    } else if package.has("Index/Document.iwa") || package.has("Index.zip") {
        Some(Foreign::Numbers)
    } else {
        (!package.has("[Content_Types].xml")
            && !package.has("_rels/.rels")
            && !package.has("xl/workbook.xml"))
        .then_some(Foreign::Archive)
    })
}

fn row_of(name: &str, sheet: &str, row: GridRow, comments: Vec<(usize, String)>) -> ReadRow {
    let number = row.number as usize + 1;
    if row.is_too_long() {
        return Err(SourceFile::line_too_long(name, number));
    }
    let mut line = String::with_capacity(row.length);
    let mut cells = Vec::with_capacity(row.cells.len());
    for cell in row.cells {
        if !line.is_empty() {
            line.push_str(BETWEEN);
        }
        let start = line.len();
        line.extend(cell.text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        let (column, text) = (cell.column as usize, unguarded(String::from(cell.text).into()));
        cells.push(Cell { column, kind: cell.kind, text, span: start..line.len() });
    }
    Ok(Row::of_workbook(name, sheet, number, line, cells, comments))
}
