use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::zip_size::unpacked;
use super::{Cell, CellKind, Code, Diagnostic, MAX_LINE, ReadRow, Row, SourceFile};
use crate::text::say;

const BETWEEN: &str = " | ";

/// How every file begins that Excel wrote before 2007, or has locked with a password since.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The most bytes that a workbook may have when unpacked; a small file can hold a great many.
const MAX_UNPACKED: u64 = 512 << 20;

/// A spreadsheet of Excel's present form (`.xlsx`, `.xlsm`).
pub(crate) struct Workbook {
    name: String,
    unfit: Code,
    book: Xlsx<Cursor<Vec<u8>>>,
}

/// What the cells of a row hold, by their columns; nothing once they are too long.
#[derive(Default)]
struct RowCells {
    cells: BTreeMap<u32, (CellKind, String)>,
    length: usize,
}

impl Workbook {
    /// Opens a workbook. One that is too long is a finding of the kind `unreadable`, any other failure one of `unfit`.
    pub(crate) fn open(
        name: &str,
        bytes: Vec<u8>,
        unreadable: Code,
        unfit: Code,
    ) -> Result<Self, Box<Diagnostic>> {
        super::file::not_too_long(name, &bytes, unreadable)?;
        let refuse = |message, help| Err(Box::new(Diagnostic::new(unfit, message).help(help)));
        if bytes.starts_with(COMPOUND) {
            let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            if memchr::memmem::find(&bytes, &mark).is_some() {
                return refuse(
                    say!("{name} is locked with a password", "{name} はパスワードで保護されています"),
                    say!("save it without the password", "パスワードを外して保存し直してください。"),
                );
            }
            return refuse(
                say!("{name} is a spreadsheet of the old form (.xls)", "{name} は古い形式（.xls）の表です"),
                say!("save it as .xlsx", ".xlsx 形式で保存し直してください。"),
            );
        }
        if bytes.is_empty() {
            return refuse(
                say!("{name} is empty", "{name} は空のファイルです"),
                say!("save the workbook again", "ブックを保存し直してください。"),
            );
        }
        if !bytes.starts_with(b"PK") {
            return refuse(
                say!("{name} is not an .xlsx file", "{name} は .xlsx ファイルではありません"),
                say!(
                    "save it as .xlsx, or give its form with --from",
                    ".xlsx 形式で保存し直すか、--from で形式を指定してください。"
                ),
            );
        }
        if unpacked(&bytes) > MAX_UNPACKED {
            return Err(too_large(name, unfit));
        }
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(book) => Ok(Self { name: name.to_owned(), unfit, book }),
            Err(error) => Err(damaged(name, &error, unfit)),
        }
    }

    /// The names of its sheets, in their order; those that are hidden come last.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let mut sheets: Vec<_> = self.book.sheets_metadata().iter().collect();
        sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
        sheets.into_iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// The first row of a sheet that is not blank.
    pub(crate) fn header(&mut self, sheet: &str) -> Result<Option<Row<'static>>, Box<Diagnostic>> {
        self.read(sheet, true)?.into_iter().next().transpose()
    }

    /// The rows of a sheet, without the blank ones; one that is too long is a finding. Formulas have the value that was
    /// last computed.
    pub(crate) fn rows(&mut self, sheet: &str) -> Result<Vec<ReadRow>, Box<Diagnostic>> {
        self.read(sheet, false)
    }

    /// The rows of a sheet, or of its first rows at least one.
    fn read(&mut self, sheet: &str, only_first: bool) -> Result<Vec<ReadRow>, Box<Diagnostic>> {
        let (name, unfit) = (self.name.as_str(), self.unfit);
        let failed = |error: XlsxError| damaged(name, &error, unfit);
        let mut rows: BTreeMap<u32, RowCells> = BTreeMap::new();
        let mut length = 0;
        let mut reader = match self.book.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        while let Some(cell) = reader.next_cell_with_formula().map_err(failed)? {
            let (row, column) = cell.pos;
            // The rows come in their order.
            if only_first && rows.keys().next().is_some_and(|first| *first < row) {
                break;
            }
            let found = value(&cell.value).or_else(|| uncomputed(&cell.formula?));
            if let Some((kind, text)) = found.filter(|(_, text)| !text.trim().is_empty()) {
                let row = rows.entry(row).or_default();
                row.length += BETWEEN.len() + text.len();
                length += text.len() as u64;
                // Cells may share a text, which then is long when unpacked only here.
                if length > MAX_UNPACKED {
                    return Err(too_large(name, unfit));
                }
                if row.length > MAX_LINE {
                    row.cells.clear();
                } else {
                    row.cells.insert(column, (kind, text));
                }
            }
        }
        Ok(rows.into_iter().map(|(number, row)| row_of(name, sheet, number as usize + 1, row)).collect())
    }
}

fn row_of(name: &str, sheet: &str, number: usize, row: RowCells) -> ReadRow {
    if row.length > MAX_LINE {
        return Err(SourceFile::line_too_long(name, number));
    }
    let mut line = String::new();
    let mut cells = Vec::new();
    for (column, (kind, text)) in row.cells {
        if !line.is_empty() {
            line.push_str(BETWEEN);
        }
        let start = line.len();
        line.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        cells.push(Cell { column: column as usize, kind, text: text.into(), span: start..line.len() });
    }
    Ok(Row::of_workbook(name, sheet, number, line, cells))
}

fn value(value: &DataRef<'_>) -> Option<(CellKind, String)> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => (CellKind::Number, number.to_string()),
        DataRef::Float(number) => (CellKind::Number, number_text(*number)),
        DataRef::String(text) => (CellKind::Text, text.clone()),
        DataRef::SharedString(text) => (CellKind::Text, (*text).to_owned()),
        DataRef::Bool(truth) => (CellKind::Truth, if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        // A duration, or what is no day that a spreadsheet knows.
        DataRef::DateTime(day) if !day.is_datetime() || !(1.0..2_958_466.0).contains(&day.as_f64()) => {
            (CellKind::Number, number_text(day.as_f64()))
        }
        DataRef::DateTime(day) => {
            let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            let time = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!(" {hour:02}:{minute:02}:{second:02}")
            };
            (CellKind::Date, date + &time)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (CellKind::Date, text.clone()),
        DataRef::Error(error) => (CellKind::Error, error.to_string()),
    })
}

/// A formula without a value beside it: programs that write workbooks do not compute.
fn uncomputed(formula: &str) -> Option<(CellKind, String)> {
    (!formula.is_empty()).then(|| (CellKind::Formula, format!("={formula}")))
}

/// A number as a person writes it: without a fraction if it is whole.
fn number_text(number: f64) -> String {
    // Beyond 2^53 neighbouring whole numbers become one, so such a number is shown as it is.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    if number.fract() == 0.0 && number.abs() < 9e15 {
        (number as i64).to_string()
    } else {
        number.to_string()
    }
}

fn too_large(name: &str, unfit: Code) -> Box<Diagnostic> {
    let mib = MAX_UNPACKED >> 20;
    let message =
        say!("{name} has more than {mib} MiB when unpacked", "{name} は展開すると {mib} MiB を超えます");
    let help = say!("split it, or save it as CSV", "分割するか、CSV で保存し直してください。");
    Box::new(Diagnostic::new(unfit, message).help(help))
}

fn damaged(name: &str, error: &XlsxError, unreadable: Code) -> Box<Diagnostic> {
    let message = match error {
        // What keeps it from being unpacked tells its owner nothing.
        XlsxError::Zip(_) | XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => say!(
            "{name} is damaged, or not a spreadsheet",
            "{name} は壊れているか、表計算のファイルではありません"
        ),
        _ => say!(
            "{name} is damaged, or not a spreadsheet: {error}",
            "{name} は壊れているか、表計算のファイルではありません（{error}）"
        ),
    };
    let help = say!(
        "open it in the spreadsheet program and save it again",
        "表計算ソフトで開いて保存し直してください。"
    );
    Box::new(Diagnostic::new(unreadable, message).help(help))
}
