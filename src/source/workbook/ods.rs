//! `OpenDocument` spreadsheets (ISO/IEC 26300): one part holds all sheets.

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::Fault;
use super::grid::{Budget, COLUMNS, ROWS, Range, SheetGrid};
use super::number_format::{are_words, number_text};
use super::package::{Package, Xml, XmlNode, add, attribute};
use crate::source::CellKind;

pub(super) const CONTENT: &str = "content.xml";

/// Elements between a sheet and its rows and columns.
const GROUPS: [&str; 6] = [
    "table-row-group",
    "table-rows",
    "table-header-rows",
    "table-column-group",
    "table-columns",
    "table-header-columns",
];

/// Elements that enclose parts of a text.
const AROUND_TEXT: [&str; 6] = ["p", "h", "span", "a", "ruby", "ruby-base"];

/// As many spaces as a cell can hold.
const MOST_BLANKS: usize = 32_767;

pub(super) struct OdsTable {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) grid: SheetGrid,
}

/// Whether the package is password-protected.
pub(super) fn is_locked(package: &mut Package) -> Result<bool, Fault> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(false) };
    while let Some(node) = xml.next()? {
        if matches!(node, XmlNode::Start(start) if start.local_name().as_ref() == "encryption-data") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All sheets: one of them with all its rows, the others up to the first row that is not blank.
pub(super) fn tables(
    package: &mut Package,
    budget: &mut Budget,
    whole: Option<usize>,
) -> Result<Vec<OdsTable>, Fault> {
    let mut styles = Styles::default();
    if let Some(mut xml) = package.xml("styles.xml")? {
        while let Some(node) = xml.next()? {
            if let XmlNode::Start(start) = node {
                styles.add(&start, budget)?;
            }
        }
    }
    let mut xml = package.xml(CONTENT)?.ok_or(Fault::PartMissing)?;
    let mut tables = Vec::new();
    while let Some(node) = xml.next()? {
        let XmlNode::Start(start) = node else { continue };
        styles.add(&start, budget)?;
        match start.local_name().as_ref() {
            // The former content of tracked changes.
            "tracked-changes" => xml.leave(1)?,
            "table" => {
                budget.cell()?;
                let name = attribute(&start, "name").unwrap_or_default().into_owned();
                let is_hidden =
                    attribute(&start, "style-name").is_some_and(|style| styles.hidden.contains(&*style));
                let only_first = whole != Some(tables.len());
                let grid = SheetGrid::default();
                let mut reader = OdsReader { xml: &mut xml, budget, grid, strikes: &styles.strikes };
                reader.table(only_first)?;
                tables.push(OdsTable { name, is_hidden, grid: reader.grid });
            }
            _ => {}
        }
    }
    Ok(tables)
}

/// What styles do to what has them, by their names.
#[derive(Default)]
struct Styles {
    /// Those that hide a sheet.
    hidden: BTreeSet<String>,
    /// Those that strike text through.
    strikes: BTreeSet<String>,
    /// The one that is being read.
    current: Option<String>,
}

impl Styles {
    /// Takes in an element, if it begins a style or is a part of one.
    fn add(&mut self, start: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Fault> {
        match start.local_name().as_ref() {
            "style" => {
                self.current = attribute(start, "name").map(Cow::into_owned);
                // What it does not say itself it has from its parent.
                if attribute(start, "parent-style-name").is_some_and(|parent| self.strikes.contains(&*parent))
                {
                    budget.cell()?;
                    self.strikes.extend(self.current.clone());
                }
            }
            "table-properties" if attribute(start, "display").is_some_and(|shown| shown == "false") => {
                budget.cell()?;
                self.hidden.extend(self.current.take());
            }
            "text-properties" => match (attribute(start, "text-line-through-style"), &self.current) {
                (Some(line), Some(current)) if line == "none" => {
                    self.strikes.remove(current);
                }
                (Some(_), Some(current)) => {
                    budget.cell()?;
                    self.strikes.insert(current.clone());
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }
}

struct OdsReader<'r, 'x> {
    xml: &'r mut Xml<'x>,
    budget: &'r mut Budget,
    grid: SheetGrid,
    /// The names of styles that strike text through.
    strikes: &'r BTreeSet<String>,
}

/// A cell as written in the file.
struct RepeatedCell {
    column: u32,
    repeated: u32,
    found: Option<(CellKind, String)>,
    comment: String,
    is_struck: bool,
}

impl OdsReader<'_, '_> {
    fn table(&mut self, only_first: bool) -> Result<(), Fault> {
        let (mut row, mut column, mut open) = (0_u32, 0_u32, 1);
        while open > 0 {
            let start = match self.xml.next()?.ok_or(Fault::Cut)? {
                XmlNode::Start(start) => start,
                XmlNode::End(_) => {
                    open -= 1;
                    continue;
                }
                _ => continue,
            };
            let is_hidden = attribute(&start, "visibility").is_some_and(|shown| shown != "visible");
            match start.local_name().as_ref() {
                "table-column" => {
                    let repeated = times(&start, "number-columns-repeated");
                    if is_hidden {
                        self.budget.cell()?;
                        self.grid.hidden_columns.push((column, column.saturating_add(repeated - 1)));
                    }
                    column = column.saturating_add(repeated);
                    open += 1;
                }
                "table-row" => {
                    let repeated = times(&start, "number-rows-repeated");
                    if is_hidden {
                        self.budget.cell()?;
                        self.grid.hide_rows(row, row.saturating_add(repeated - 1));
                    }
                    self.row(row, repeated)?;
                    row = row.saturating_add(repeated);
                    if only_first && !self.grid.rows.is_empty() {
                        return self.xml.leave(open);
                    }
                }
                name if GROUPS.contains(&name) => open += 1,
                _ => self.xml.leave(1)?,
            }
        }
        Ok(())
    }

    /// Reads the row that has begun, and adds it as often as it is repeated.
    fn row(&mut self, row: u32, repeated: u32) -> Result<(), Fault> {
        let (mut cells, mut column) = (Vec::new(), 0_u32);
        loop {
            let start = match self.xml.next()?.ok_or(Fault::Cut)? {
                XmlNode::Start(start) => start,
                XmlNode::End(_) => break,
                _ => continue,
            };
            if !matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") {
                self.xml.leave(1)?;
                continue;
            }
            self.budget.cell()?;
            let across = times(&start, "number-columns-spanned");
            let down = times(&start, "number-rows-spanned");
            if (across > 1 || down > 1) && row < ROWS && column < COLUMNS {
                let (bottom, right) = (row.saturating_add(down - 1), column.saturating_add(across - 1));
                let range = Range {
                    top: row,
                    left: column,
                    bottom: bottom.min(ROWS - 1),
                    right: right.min(COLUMNS - 1),
                };
                self.grid.merged.push(range);
            }
            let repeated = times(&start, "number-columns-repeated");
            let (begun, is_struck) = (Begun::of(&start), strikes(self.strikes, &start));
            let mut cell = RepeatedCell { column, repeated, found: None, comment: String::new(), is_struck };
            let mut shown = String::new();
            cell.is_struck |= self.texts(&mut shown, Some(&mut cell.comment))?;
            cell.found = begun.shown_as(shown);
            if cell.found.is_some() || !cell.comment.is_empty() {
                cells.push(cell);
            }
            column = column.saturating_add(repeated);
        }
        if cells.is_empty() {
            return Ok(());
        }
        for row in (row..row.saturating_add(repeated)).take_while(|row| *row < ROWS) {
            for cell in &cells {
                let columns = cell.column..cell.column.saturating_add(cell.repeated);
                for column in columns.take_while(|column| *column < COLUMNS) {
                    self.budget.cell()?;
                    if !cell.comment.is_empty() {
                        self.budget.text(cell.comment.len())?;
                        self.grid.comments.insert((row, column), cell.comment.clone());
                    }
                    if cell.is_struck {
                        self.budget.cell()?;
                        self.grid.struck.push((row, column));
                    }
                    if let Some(found) = &cell.found {
                        self.grid.put(self.budget, (row, column), found.clone())?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads the paragraphs of an element that has begun up to its end, and the annotation in it. Returns whether a
    /// part of them is struck through.
    fn texts(&mut self, out: &mut String, mut comment: Option<&mut String>) -> Result<bool, Fault> {
        let (mut open, mut paragraphs, mut is_struck) = (1, 0, false);
        while open > 0 {
            let start = match self.xml.next()?.ok_or(Fault::Cut)? {
                XmlNode::Start(start) => start,
                XmlNode::End(_) => {
                    open -= 1;
                    continue;
                }
                XmlNode::Text(text) => {
                    // Between paragraphs there is only formatting.
                    if open > 1 {
                        add(&text, out)?;
                    }
                    continue;
                }
                XmlNode::Other => continue,
            };
            match start.local_name().as_ref() {
                "s" => {
                    let count = attribute(&start, "c").and_then(|count| count.parse().ok());
                    add(&" ".repeat(count.unwrap_or(1).min(MOST_BLANKS)), out)?;
                    open += 1;
                }
                name @ ("tab" | "line-break") => {
                    out.push(if name == "tab" { '\t' } else { '\n' });
                    open += 1;
                }
                "annotation" => match comment.as_deref_mut() {
                    Some(comment) => drop(self.texts(comment, None)?),
                    None => self.xml.leave(1)?,
                },
                name if AROUND_TEXT.contains(&name) => {
                    if matches!(name, "p" | "h") {
                        paragraphs += 1;
                        if paragraphs > 1 {
                            out.push('\n');
                        }
                    }
                    is_struck |= strikes(self.strikes, &start);
                    open += 1;
                }
                _ => self.xml.leave(1)?,
            }
        }
        Ok(is_struck)
    }
}

/// Whether the style of an element strikes its text through.
fn strikes(styles: &BTreeSet<String>, start: &BytesStart<'_>) -> bool {
    !styles.is_empty() && attribute(start, "style-name").is_some_and(|style| styles.contains(&*style))
}

/// How often an element is repeated: once, unless an attribute says otherwise.
fn times(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

/// The attributes of a cell that describe its value.
#[derive(Default)]
struct Begun {
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    is_error: bool,
}

impl Begun {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut of = Self::default();
        for found in start.attributes().with_checks(false).flatten() {
            let Ok(value) = found.normalized_value(XmlVersion::Implicit1_0) else { continue };
            match found.key.as_ref() {
                "office:value-type" => of.kind = value.into_owned(),
                "calcext:value-type" => of.is_error = value == "error",
                "table:formula" => of.formula = Some(value.into_owned()),
                "office:value" | "office:date-value" | "office:boolean-value" | "office:string-value" => {
                    of.value = Some(value.into_owned());
                }
                _ => {}
            }
        }
        of
    }

    /// The kind and value of the cell, given the text shown in it.
    fn shown_as(self, shown: String) -> Option<(CellKind, String)> {
        let looks_wrong = shown.starts_with('#') || shown.starts_with("Err:");
        if self.is_error || self.formula.is_some() && looks_wrong {
            return Some((CellKind::Error, shown));
        }
        let number = || self.value.as_deref()?.trim().parse::<f64>().ok();
        let found = match (self.kind.as_str(), self.value.as_deref()) {
            ("float" | "currency", _) => {
                let text = number().map(number_text);
                match text {
                    Some(text) if self.kind == "float" && is_worded(&shown, &text) => (CellKind::Text, shown),
                    Some(text) if !is_padded(&shown, &text) => (CellKind::Number, text),
                    Some(_) => (CellKind::Number, shown),
                    None => (CellKind::Text, shown),
                }
            }
            ("percentage", _) if shown.is_empty() => (CellKind::Text, number_text(number()? * 100.0) + "%"),
            ("date", Some(date)) => {
                let (day, time) = date.split_once('T').unwrap_or((date, ""));
                let time = time.split('.').next().unwrap_or_default();
                let at_midnight = time.bytes().all(|sign| matches!(sign, b'0' | b':'));
                (CellKind::Date, if at_midnight { day.to_owned() } else { format!("{day} {time}") })
            }
            ("boolean", Some(truth)) => (CellKind::Truth, truth.to_ascii_uppercase()),
            ("string", Some(text)) if shown.is_empty() => (CellKind::Text, text.to_owned()),
            ("", _) if shown.is_empty() => (CellKind::Formula, format!("={}", self.formula?)),
            _ => (CellKind::Text, shown),
        };
        Some(found).filter(|(_, text)| !text.trim().is_empty())
    }
}

/// Whether a number is shown with leading zeros or separators: `00042`, `100-0001`.
fn is_padded(shown: &str, number: &str) -> bool {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    let parted = digits.len() < shown.len();
    shown.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-')
        && shown.starts_with(|sign: char| sign.is_ascii_digit())
        && (parted || digits.starts_with('0') && digits.len() > 1)
        && digits.trim_start_matches('0') == number.trim_start_matches('0')
}

/// Whether a whole number is shown with words beside it: `3 (planned)`.
fn is_worded(shown: &str, number: &str) -> bool {
    let words = shown.split_once(number).filter(|_| number.bytes().all(|sign| sign.is_ascii_digit()));
    words.is_some_and(|(before, after)| {
        let ends = |text: &str| are_words(text) && !text.contains(|c: char| c.is_ascii_digit());
        let is_free = |text: &str| text.is_empty() || ends(text) || !text.contains(char::is_alphanumeric);
        is_free(before) && is_free(after) && (ends(before) || ends(after))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_padded, is_worded};

    #[test]
    fn words_beside_a_number_are_seen() {
        for (shown, number, is) in [
            ("3 (planned)", "3", true),
            ("レベル3", "3", true),
            ("3", "3", false),
            ("1.00E+02", "100", false),
            ("2.50", "2.5", false),
            ("-3", "-3", false),
            ("3 %", "3", false),
        ] {
            assert_eq!(is_worded(shown, number), is, "{shown}");
        }
    }

    #[test]
    fn digits_that_are_shown_are_kept() {
        for (shown, number, is) in [
            ("00042", "42", true),
            ("100-0001", "1000001", true),
            ("000", "0", true),
            ("42", "42", false),
            ("0", "0", false),
            ("-42", "-42", false),
            ("2.50", "2.5", false),
            ("1,000", "1000", false),
            ("00043", "42", false),
        ] {
            assert_eq!(is_padded(shown, number), is, "{shown}");
        }
    }
}
