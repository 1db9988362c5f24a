//! The columns of a table and the texts in its cells.

use unicode_normalization::UnicodeNormalization;

use super::heading::{self, CriterionColumn, HeadingFault};
use super::table::{CriteriaTable, place_of};
use crate::source::{Cell, CellKind, Diagnostic, Place, Row, codes, column_letters};
use crate::text::{acts, is_japanese, say};

/// The text of a cell, and its place.
#[derive(Clone, Debug)]
pub(super) struct CellText {
    pub(super) text: String,
    pub(super) place: Place,
}

impl CellText {
    pub(super) fn of(row: &Row<'_>, cell: &Cell<'_>) -> Self {
        Self { text: one_line(&cell.text), place: row.place(cell) }
    }

    /// The number in it minus `shift`; anything else is passed on for the reader of frameworks to refuse: a fraction,
    /// or quoted text.
    pub(super) fn number(&self, shift: u8) -> String {
        let text: String = self.text.nfkc().collect();
        match text.strip_suffix(".0").unwrap_or(&text).parse::<i64>() {
            Ok(number) => number.saturating_sub(shift.into()).to_string(),
            Err(_) if is_fraction(&text) => text,
            Err(_) => super::written::quoted(&self.text),
        }
    }
}

fn is_fraction(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_canonical = |whole: &str| whole == "0" || !whole.starts_with('0');
    text.split_once('.')
        .is_some_and(|(whole, part)| is_number(whole) && is_number(part) && is_canonical(whole))
}

/// A text without line breaks and superfluous spaces.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let visible: String =
            line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !acts(*c)).collect();
        let words: Vec<&str> = visible.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        let line = words.join(" ");
        if !(out.is_empty() || out.ends_with(runs_on) && line.starts_with(runs_on)) {
            out.push(' ');
        }
        out += &line;
    }
    out
}

/// Whether a line break beside this character is not a space.
fn runs_on(c: char) -> bool {
    is_japanese(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// What the columns of a table mean.
#[derive(Debug)]
pub(super) struct CriteriaColumns {
    pub(super) all: Vec<(usize, CriterionColumn, Place)>,
    /// The number that headings give to the lowest level.
    pub(super) lowest: u8,
}

impl CriteriaColumns {
    /// Reads the headings of a table.
    pub(super) fn read(table: &CriteriaTable, sink: &mut Vec<Diagnostic>) -> Self {
        let header = &table.header;
        let mut all: Vec<(usize, CriterionColumn, Place)> = Vec::new();
        for cell in header.cells() {
            let place = header.place(cell);
            match heading::parse(&cell.text) {
                Ok(column) => all.push((cell.column, column, place)),
                Err(fault) => sink.push(unread(cell, fault).at(header.file(), cell.span.clone())),
            }
        }
        let says = |column: &CriterionColumn| match column {
            CriterionColumn::LevelText(level, "says", _) => Some(*level),
            _ => None,
        };
        let levels = all.iter().filter_map(|(_, column, place)| Some((says(column)?, place)));
        let (lowest, first) = levels.min_by_key(|(level, _)| *level).unzip();
        let read = Self { lowest: lowest.unwrap_or(0), all: Vec::new() };
        if let Some(place) = first.filter(|_| read.lowest > 0) {
            sink.push(numbered(read.lowest).at(&place.file, place.span.clone()));
        }
        sink.extend(lacking(&all).map(|found| found.at(header.file(), 0..0)));
        Self { all, ..read }
    }

    /// Assigns this language to columns without one, and reports duplicates.
    pub(super) fn settle(&mut self, first: &str, sink: &mut Vec<Diagnostic>) {
        for (_, column, _) in &mut self.all {
            // Without a language, the heading of a rubric's advice may be about its id.
            if let CriterionColumn::Advice(language)
            | CriterionColumn::Text(_, language)
            | CriterionColumn::LevelText(_, _, language) = column
            {
                language.get_or_insert_with(|| first.to_owned());
            }
        }
        for (position, (at, column, place)) in self.all.iter().enumerate() {
            let Some((other, _, before)) =
                self.all[..position].iter().find(|(_, known, _)| known.means(column))
            else {
                continue;
            };
            let (one, two) = (column_letters(*other), column_letters(*at));
            let message =
                say!("columns {one} and {two} mean the same", "{one}列と{two}列は同じ項目の見出しです");
            let help = say!("keep one of them", "どちらか一方だけを残してください。");
            let found = Diagnostic::new(codes::DUPLICATE_KEY, message).help(help);
            sink.push(
                found.at(&place.file, place.span.clone()).label(before.clone(), say!("first here", "1つ目")),
            );
        }
    }

    /// The languages named in headings, one per column.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter_map(|(_, column, _)| match column {
            CriterionColumn::Rubric(language)
            | CriterionColumn::Advice(language)
            | CriterionColumn::Text(_, language)
            | CriterionColumn::LevelText(_, _, language) => language.as_deref(),
            _ => None,
        })
    }

    pub(super) fn cell(&self, row: &Row<'_>, wanted: &CriterionColumn) -> Option<CellText> {
        let (at, ..) = self.all.iter().find(|(_, column, _)| column == wanted)?;
        row.cell(*at).map(|cell| CellText::of(row, cell)).filter(|cell| !cell.text.is_empty())
    }

    /// Reports cells without a value, and cells below no heading.
    pub(super) fn check(&self, table: &CriteriaTable, sink: &mut Vec<Diagnostic>) {
        let mut nameless: Vec<usize> = Vec::new();
        for row in &table.rows {
            for cell in row.cells() {
                let column = column_letters(cell.column);
                if matches!(cell.kind, CellKind::Error | CellKind::Formula)
                    && self.all.iter().any(|(at, ..)| *at == cell.column)
                {
                    let message =
                        say!("the formula in this cell gives no value", "このセルの数式は値になっていません");
                    let help = say!("write the value itself", "値を直接書いてください。");
                    let found = Diagnostic::new(codes::WRONG_TYPE, message).help(help);
                    sink.push(found.at(row.file(), cell.span.clone()));
                }
                if table.header.cell(cell.column).is_none() && !nameless.contains(&cell.column) {
                    nameless.push(cell.column);
                    let message = say!(
                        "column {column} has no heading and was not used",
                        "{column}列には見出しがないため、無視しました"
                    );
                    let found = Diagnostic::new(codes::UNUSED_COLUMN, message);
                    sink.push(found.at(row.file(), cell.span.clone()));
                }
            }
        }
        if table.rows.is_empty() {
            let message =
                say!("there is no criterion below the headings", "見出しの下に評価項目がありません");
            let place = place_of(&table.header);
            sink.push(Diagnostic::new(codes::WRONG_COUNT, message).at(&place.file, place.span));
        }
    }
}

fn unread(cell: &Cell<'_>, fault: HeadingFault) -> Diagnostic {
    let (name, column) = (cell.text.trim(), column_letters(cell.column));
    match fault {
        HeadingFault::Unknown(near) => {
            let message = say!(
                "column {column}, `{name}`, was not used",
                "{column}列の `{name}` は使えない見出しのため、無視しました"
            );
            Diagnostic::new(codes::UNUSED_COLUMN, message).did_you_mean(near)
        }
        HeadingFault::NoStage(word) => {
            let message = say!(
                "column {column}, `{name}`, names no stage",
                "{column}列の `{name}` に段階の指定がありません"
            );
            let help = say!(
                "write the stage behind it, as in `{word}.pilot`",
                "`{word}.pilot` のように、段階を続けて書いてください。"
            );
            Diagnostic::new(codes::MISSING_KEY, message).help(help)
        }
        HeadingFault::NoNumber(word) => {
            let message = say!(
                "column {column}, `{name}`, names no level",
                "{column}列の `{name}` にレベルの番号がありません"
            );
            let help = say!(
                "write the number of the level behind it, as in `{word}.0`",
                "`{word}.0` のように、レベルの番号を続けて書いてください。"
            );
            Diagnostic::new(codes::MISSING_KEY, message).help(help)
        }
    }
    .key(name)
}

/// The finding that an indispensable column is missing.
fn lacking(all: &[(usize, CriterionColumn, Place)]) -> impl Iterator<Item = Diagnostic> {
    let has = |wanted: fn(&CriterionColumn) -> bool| all.iter().any(|(_, column, _)| wanted(column));
    let needed = [
        ("question", has(|column| matches!(column, CriterionColumn::Text("question", _)))),
        ("level.0", has(|column| matches!(column, CriterionColumn::LevelText(_, "says", _)))),
        ("weight.STAGE", has(|column| matches!(column, CriterionColumn::Weight(_)))),
    ];
    needed.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| {
        let message = say!("there is no column `{name}`", "`{name}` の列がありません");
        let help = say!(
            "write headings in one row, each of them whole: `level.0`, `level.1`, `weight.pilot`",
            "見出しは1行に、`level.0`、`level.1`、`weight.pilot` のように省かずに書いてください。"
        );
        Diagnostic::new(codes::MISSING_KEY, message).help(help)
    })
}

/// The finding that levels are not counted from 0.
fn numbered(lowest: u8) -> Diagnostic {
    if lowest == 1 {
        let message = say!(
            "the levels of this table are numbered from 1; in the framework they are counted from 0, and so is every \
             level that the table, or a message here, names",
            "この表のレベルは1から始まっていますが、フレームワークでは0から数えます（表にあるレベルの番号はすべて1ずつ小さくなり、\
             ここでの指摘もその番号を使います）"
        );
        return Diagnostic::new(codes::LEVELS_FROM_ONE, message);
    }
    let message = say!("the lowest level here is {lowest}", "いちばん低いレベルが{lowest}になっています");
    let help = say!("number the levels from 0", "レベルは0から番号を付けてください。");
    Diagnostic::new(codes::MISSING_KEY, message).help(help)
}
