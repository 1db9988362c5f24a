//! Workbooks of Excel since 2007 (ECMA-376): XML parts that refer to each other.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::Fault;
use super::grid::{Budget, COLUMNS, ROWS, Range, SheetGrid, cell_at};
use super::number_format::{NumberFormat, hides};
use super::package::{Package, Xml, XmlNode, attribute, is_set, strikes};
use crate::source::CellKind;

/// The parts of a workbook that all sheets need, and its sheets.
pub(super) struct Xlsx {
    pub(super) sheets: Vec<SheetPart>,
    strings: Strings,
    styles: Vec<CellStyle>,
    from_1904: bool,
}

pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    part: Option<String>,
}

struct CellStyle {
    format: NumberFormat,
    is_struck: bool,
    /// Whether numbers above zero, and zero, are not shown.
    hides: [bool; 2],
}

/// The shared strings, concatenated.
#[derive(Default)]
struct Strings {
    text: String,
    /// Where each ends, and whether some of it is struck through.
    ends: Vec<(usize, bool)>,
}

impl Strings {
    fn get(&self, index: usize) -> Option<(&str, bool)> {
        let start = index.checked_sub(1).map_or(Some(0), |before| Some(self.ends.get(before)?.0))?;
        let (end, is_struck) = *self.ends.get(index)?;
        Some((self.text.get(start..end)?, is_struck))
    }
}

/// The relationships of a part by their ids: the end of the type, such as `styles`, and the name of the target.
type Related = BTreeMap<String, (String, String)>;

impl Xlsx {
    pub(super) fn open(package: &mut Package, budget: &mut Budget) -> Result<Self, Fault> {
        let root = related(package, "", budget)?;
        let book = of_kind(&root, "officeDocument").unwrap_or("xl/workbook.xml").to_owned();
        let related = related(package, &book, budget)?;
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        let mut xml = package.xml(&book)?.ok_or(Fault::PartMissing)?;
        while let Some(node) = xml.next()? {
            let XmlNode::Start(start) = node else { continue };
            match start.local_name().as_ref() {
                "workbookPr" => from_1904 = is_set(&start, "date1904"),
                "sheet" => {
                    budget.cell()?;
                    let is_hidden = attribute(&start, "state").is_some_and(|state| state != "visible");
                    let part = attribute(&start, "id").and_then(|id| related.get(&*id));
                    let part = part.map(|(_, part)| part.clone());
                    let name = attribute(&start, "name").unwrap_or_default().into_owned();
                    sheets.push(SheetPart { name, is_hidden, part });
                }
                _ => {}
            }
        }
        drop(xml);
        let styles = match of_kind(&related, "styles") {
            Some(part) => styles(package, part, budget)?,
            None => Vec::new(),
        };
        let strings = match of_kind(&related, "sharedStrings") {
            Some(part) => strings(package, part)?,
            None => Strings::default(),
        };
        Ok(Self { sheets, strings, styles, from_1904 })
    }

    /// The content of a sheet, or its rows up to the first that is not blank.
    pub(super) fn grid(
        &self,
        package: &mut Package,
        budget: &mut Budget,
        sheet: usize,
        only_first: bool,
    ) -> Result<SheetGrid, Fault> {
        let mut grid = SheetGrid::default();
        let Some(part) = self.sheets.get(sheet).and_then(|sheet| sheet.part.as_deref()) else {
            return Ok(grid);
        };
        let Some(xml) = package.xml(part)? else { return Ok(grid) };
        let (mut place, mut in_rows) = ((0_u32, 0_u32), false);
        let mut reader =
            CellReader { book: self, xml, formula: String::new(), is_struck: false, is_unseen: false };
        while let Some(node) = reader.xml.next()? {
            let start = match node {
                XmlNode::Start(start) => start,
                XmlNode::End(end) if end.local_name().as_ref() == "row" => {
                    if only_first && !grid.rows.is_empty() {
                        break;
                    }
                    place = (place.0.saturating_add(1), 0);
                    continue;
                }
                XmlNode::End(end) if end.local_name().as_ref() == "sheetData" => {
                    in_rows = false;
                    continue;
                }
                _ => continue,
            };
            match start.local_name().as_ref() {
                "sheetData" => in_rows = true,
                "col" if is_set(&start, "hidden") => {
                    let number = |name| attribute(&start, name)?.parse::<u32>().ok()?.checked_sub(1);
                    if let (Some(first), Some(last)) = (number("min"), number("max")) {
                        budget.cell()?;
                        grid.hidden_columns.push((first, last));
                    }
                }
                "row" if in_rows => {
                    let number =
                        attribute(&start, "r").and_then(|number| number.parse::<u32>().ok()?.checked_sub(1));
                    place = (number.unwrap_or(place.0), 0);
                    if is_set(&start, "hidden") {
                        budget.cell()?;
                        grid.hide_rows(place.0, place.0);
                    }
                }
                "c" if in_rows => {
                    budget.cell()?;
                    let cell = CellStart::of(&start);
                    // A cell without a reference follows the one before it.
                    let at = cell.at.unwrap_or(place);
                    place.1 = at.1 + 1;
                    let found = reader.cell(&cell)?;
                    // A cell with an impossible reference is ignored.
                    if let Some(found) = found.filter(|_| !cell.is_misnamed && at.0 < ROWS && at.1 < COLUMNS)
                    {
                        if reader.is_struck {
                            budget.cell()?;
                            grid.struck.push(at);
                        }
                        if reader.is_unseen {
                            budget.cell()?;
                            grid.unseen.push(at);
                        }
                        grid.put(budget, at, found)?;
                    }
                }
                "mergeCell" => {
                    budget.cell()?;
                    grid.merged.extend(attribute(&start, "ref").and_then(|name| range(&name)));
                }
                _ => {}
            }
        }
        drop(reader);
        if !only_first {
            let related = related(package, part, budget)?;
            grid.comments = comments(package, &related, budget)?;
            grid.totals = totals(package, &related, budget)?;
        }
        Ok(grid)
    }
}

struct CellStart {
    at: Option<(u32, u32)>,
    is_misnamed: bool,
    style: usize,
    kind: String,
}

impl CellStart {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut cell = Self { at: None, is_misnamed: false, style: 0, kind: String::new() };
        for found in start.attributes().with_checks(false).flatten() {
            match found.key.as_ref() {
                "r" => {
                    cell.at = cell_at(&found.value);
                    cell.is_misnamed = cell.at.is_none();
                }
                "s" => cell.style = found.value.parse().unwrap_or(0),
                "t" => cell.kind = found.value.into_owned(),
                _ => {}
            }
        }
        cell
    }
}

struct CellReader<'x> {
    book: &'x Xlsx,
    xml: Xml<'x>,
    formula: String,
    /// Whether the last cell, or a part of it, is struck through.
    is_struck: bool,
    /// Whether the last cell is a number that is not shown.
    is_unseen: bool,
}

impl CellReader<'_> {
    /// Reads the kind and value of the cell that has begun.
    fn cell(&mut self, cell: &CellStart) -> Result<Option<(CellKind, String)>, Fault> {
        let (mut value, mut has_formula) = (String::new(), false);
        let style = self.book.styles.get(cell.style);
        self.is_struck = style.is_some_and(|style| style.is_struck);
        self.is_unseen = false;
        loop {
            match self.xml.next()?.ok_or(Fault::Cut)? {
                XmlNode::Start(start) => match start.local_name().as_ref() {
                    "v" | "is" => self.is_struck |= self.xml.text(&["rPh"], &mut value)?,
                    "f" => {
                        has_formula = true;
                        self.formula.clear();
                        self.xml.text(&[], &mut self.formula)?;
                    }
                    _ => self.xml.leave(1)?,
                },
                XmlNode::End(_) => break,
                XmlNode::Text(_) | XmlNode::Other => {}
            }
        }
        if value.is_empty() {
            // Programs that generate workbooks do not compute formulas.
            let never_computed = has_formula && cell.kind != "str";
            return Ok(never_computed.then(|| (CellKind::Formula, format!("={}", self.formula))));
        }
        Ok(Some(match cell.kind.as_str() {
            "s" => {
                let text = value.trim().parse().ok().and_then(|index| self.book.strings.get(index));
                let (text, is_struck) =
                    text.ok_or_else(|| Fault::Damaged(format!("shared string {value}")))?;
                self.is_struck |= is_struck;
                (CellKind::Text, text.to_owned())
            }
            "b" => (CellKind::Truth, if truth(&value) { "TRUE" } else { "FALSE" }.to_owned()),
            "d" => (CellKind::Date, value),
            "e" => (CellKind::Error, value),
            "n" | "" => match value.trim().parse() {
                Ok(number) => {
                    let format = style.map_or(&NumberFormat::Plain, |style| &style.format);
                    self.is_unseen = style.is_some_and(|style| style.hides[usize::from(number == 0.0)]);
                    format.cell(number, self.book.from_1904)
                }
                Err(_) => (CellKind::Text, value),
            },
            _ => (CellKind::Text, unescaped(value)),
        }))
    }
}

fn truth(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "TRUE")
}

fn range(name: &str) -> Option<Range> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell_at(first)?, cell_at(last)?);
    (top <= bottom && left <= right).then_some(Range { top, left, bottom, right })
}

fn of_kind<'r>(related: &'r Related, kind: &str) -> Option<&'r str> {
    related.values().find(|(found, _)| found == kind).map(|(_, part)| part.as_str())
}

/// The relationships of a part; of the archive itself if the part is empty.
fn related(package: &mut Package, part: &str, budget: &mut Budget) -> Result<Related, Fault> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut related = BTreeMap::new();
    let Some(mut xml) = package.xml(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(related) };
    while let Some(node) = xml.next()? {
        let XmlNode::Start(start) = node else { continue };
        let (id, kind, target) = ["Id", "Type", "Target"].map(|name| attribute(&start, name)).into();
        if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
            budget.cell()?;
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            related.insert(id.into_owned(), (kind, resolved(folder, &target)));
        }
    }
    Ok(related)
}

/// The full name of a part, relative to a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn styles(package: &mut Package, part: &str, budget: &mut Budget) -> Result<Vec<CellStyle>, Fault> {
    let (mut own, mut styles, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    // Whether each font strikes text through.
    let (mut fonts, mut in_fonts) = (Vec::new(), false);
    let Some(mut xml) = package.xml(part)? else { return Ok(styles) };
    while let Some(node) = xml.next()? {
        let start = match node {
            XmlNode::Start(start) => start,
            XmlNode::End(end) if end.local_name().as_ref() == "cellXfs" => {
                in_cells = false;
                continue;
            }
            XmlNode::End(end) if end.local_name().as_ref() == "fonts" => {
                in_fonts = false;
                continue;
            }
            _ => continue,
        };
        let id = || attribute(&start, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        match start.local_name().as_ref() {
            "numFmt" => {
                budget.cell()?;
                if let (Some(id), Some(code)) = (id(), attribute(&start, "formatCode")) {
                    own.insert(id, (NumberFormat::of(&code), hides(&code)));
                }
            }
            "fonts" => in_fonts = true,
            "font" if in_fonts => {
                budget.cell()?;
                fonts.push(false);
            }
            "strike" if in_fonts => fonts.last_mut().into_iter().for_each(|is| *is = strikes(&start)),
            "cellXfs" => in_cells = true,
            "xf" if in_cells => {
                budget.cell()?;
                let id = id().unwrap_or(0);
                let built_in = || (NumberFormat::built_in(id), [false; 2]);
                let (format, hides) = own.get(&id).cloned().unwrap_or_else(built_in);
                let font = attribute(&start, "fontId").and_then(|id| id.parse::<usize>().ok());
                let is_struck = font.and_then(|font| fonts.get(font)).copied().unwrap_or_default();
                styles.push(CellStyle { format, is_struck, hides });
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// Reads the shared strings, within the same budget as cells.
fn strings(package: &mut Package, part: &str) -> Result<Strings, Fault> {
    let (mut strings, mut budget) = (Strings::default(), Budget::new());
    let Some(mut xml) = package.xml(part)? else { return Ok(strings) };
    while let Some(node) = xml.next()? {
        let XmlNode::Start(start) = node else { continue };
        if start.local_name().as_ref() == "si" {
            budget.cell()?;
            let mut text = String::new();
            // Phonetic guides may accompany the text.
            let is_struck = xml.text(&["rPh"], &mut text)?;
            let text = unescaped(text);
            budget.text(text.len())?;
            strings.text.push_str(&text);
            strings.ends.push((strings.text.len(), is_struck));
        }
    }
    Ok(strings)
}

/// The comments beside the cells of a sheet: notes, and threaded comments of newer programs.
fn comments(
    package: &mut Package,
    related: &Related,
    budget: &mut Budget,
) -> Result<BTreeMap<(u32, u32), String>, Fault> {
    let mut all = BTreeMap::new();
    for (kind, name) in [("comments", "comment"), ("threadedComment", "threadedComment")] {
        let mut found: BTreeMap<(u32, u32), String> = BTreeMap::new();
        let Some(mut xml) = of_kind(related, kind).map(|part| package.xml(part)).transpose()?.flatten()
        else {
            continue;
        };
        let mut at = None;
        while let Some(node) = xml.next()? {
            let XmlNode::Start(start) = node else { continue };
            match start.local_name().as_ref() {
                start_name if start_name == name => {
                    budget.cell()?;
                    at = attribute(&start, "ref").and_then(|name| cell_at(&name));
                }
                "text" => {
                    let mut text = String::new();
                    xml.text(&["rPh"], &mut text)?;
                    budget.text(text.len())?;
                    if let Some(at) = at.filter(|_| !text.trim().is_empty()) {
                        let before = found.entry(at).or_default();
                        if !before.is_empty() {
                            before.push('\n');
                        }
                        before.push_str(text.trim());
                    }
                }
                _ => {}
            }
        }
        // Where there is a thread, the note only says that older programs cannot show it.
        all.append(&mut found);
    }
    Ok(all)
}

/// The rows in which the tables of a sheet have their totals.
fn totals(package: &mut Package, related: &Related, budget: &mut Budget) -> Result<Vec<u32>, Fault> {
    let mut rows = Vec::new();
    for (_, part) in related.values().filter(|(kind, _)| kind == "table") {
        let Some(mut xml) = package.xml(part)? else { continue };
        while let Some(node) = xml.next()? {
            let XmlNode::Start(start) = node else { continue };
            if start.local_name().as_ref() == "table" {
                budget.cell()?;
                let range = attribute(&start, "ref").and_then(|name| range(&name));
                let has_totals = attribute(&start, "totalsRowCount").is_some_and(|count| count.trim() != "0");
                rows.extend(range.filter(|_| has_totals).map(|range| range.bottom));
            }
        }
    }
    Ok(rows)
}

/// Decodes characters that XML cannot represent, such as `_x000D_`.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let digits =
            rest.get(at + 2..at + 6).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let digits = digits.filter(|_| rest[at + 6..].starts_with('_'));
        let sign = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        let (end, written) = sign.map_or((at + 2, None), |sign| (at + 7, Some(sign)));
        out.push_str(if written.is_some() { &rest[..at] } else { &rest[..end] });
        out.extend(written);
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{resolved, unescaped};

    #[test]
    fn escaped_characters_are_read() {
        let cases = [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("my_xml", "my_xml"),
            ("_x00", "_x00"),
            ("_xD800_", "_xD800_"),
            ("_x雲000_", "_x雲000_"),
            ("_x_x0041_", "_xA"),
        ];
        for (written, read) in cases {
            assert_eq!(unescaped(written.to_owned()), read);
        }
    }

    #[test]
    fn parts_are_named_from_where_they_are_named() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("", "./xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolved(folder, target).trim_start_matches('/'), part);
        }
    }
}
