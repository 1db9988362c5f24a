use std::borrow::Cow;

use memchr::{memchr, memchr3};

use super::cursor::Cursor;
use super::{Head, Scanner, set_fact};
use crate::answers::{Columns, Target};
use crate::batch::codes::{self, NOT_APPLICABLE, UNANSWERED, UNKNOWN};
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;

/// What to do with the cells of each column, decided once by the header.
#[derive(Debug)]
pub(in crate::batch) struct Plan {
    columns: Vec<Column>,
    separator: u8,
}

#[derive(Clone, Copy, Debug)]
enum Column {
    /// Nothing is used, but what stands there matters no more than a note.
    Unused,
    /// Nothing stands above it, so that something in it has to be told.
    Nameless,
    Sheet(&'static str),
    Fact(usize),
    Reply(usize),
    Evidence(usize),
    Date(usize),
}

/// A row that was read.
pub(in crate::batch) struct Row<'a> {
    /// Its sheet; none if nothing stands in it.
    pub(in crate::batch) head: Option<Head<'a>>,
    /// Its bytes, with the line break.
    pub(in crate::batch) length: usize,
}

impl Plan {
    /// The plan for a header; none if it has old ids, which mean that two columns may answer one criterion.
    pub(in crate::batch) fn new(tables: &Tables<'_>, columns: &Columns, separator: char) -> Option<Self> {
        let framework = tables.framework;
        let column = |number: usize| {
            let id = columns.id(number);
            let now = |criterion: usize| (framework.criteria()[criterion].id == id).then_some(criterion);
            Some(match columns.target(number) {
                Target::Nothing if columns.is_nameless(number) => Column::Nameless,
                Target::Nothing => Column::Unused,
                Target::Sheet(key) => Column::Sheet(key),
                Target::Fact(fact) => Column::Fact((framework[fact].id == id).then_some(fact.get())?),
                Target::Reply(criterion) => Column::Reply(now(criterion.get())?),
                Target::Evidence(criterion) => Column::Evidence(now(criterion.get())?),
                Target::Note(criterion) => now(criterion.get()).map(|_| Column::Unused)?,
                Target::Date(criterion) => Column::Date(now(criterion.get())?),
            })
        };
        let columns = (0..columns.width()).map(column).collect::<Option<_>>()?;
        Some(Self { columns, separator: u8::try_from(separator).ok()? })
    }
}

/// Reads the first row of a text.
pub(in crate::batch) fn scan<'a>(
    scanner: &Scanner<'_, '_>,
    plan: &Plan,
    text: &'a str,
    tally: &mut Tally,
) -> Option<Row<'a>> {
    tally.facts.fill(0);
    tally.ages.clear();
    tally.codes.fill(UNANSWERED);
    tally.proofs.clear();
    let mut reader = Reader { scanner, tally, head: Head::default(), filled: false };
    let mut rest = text.as_bytes();
    let mut columns = plan.columns.iter();
    loop {
        let column = columns.next();
        // The commonest cells have nothing or a level in them.
        match *rest {
            [byte, ref after @ ..] if byte == plan.separator => {
                rest = after;
                continue;
            }
            [digit @ b'0'..=b'9', byte, ref after @ ..] if byte == plan.separator => {
                if let Some(&Column::Reply(criterion)) = column {
                    let code = codes::of_level(digit - b'0', false);
                    (code < scanner.tables.code_counts[criterion]).then_some(())?;
                    reader.tally.codes[criterion] = code;
                    reader.filled = true;
                    rest = after;
                    continue;
                }
            }
            _ => {}
        }
        let cell = cell(text, text.len() - rest.len(), plan.separator)?;
        rest = &text.as_bytes()[cell.end..];
        if !cell.text.is_empty() {
            reader.cell(*column?, &cell)?;
        }
        match *rest {
            [byte, ref after @ ..] if byte == plan.separator => rest = after,
            [b'\r', b'\n', ref after @ ..] | [b'\r' | b'\n', ref after @ ..] => {
                rest = after;
                break;
            }
            [_, ..] => return None,
            [] => break,
        }
    }
    let length = text.len() - rest.len();
    Some(Row { head: reader.end(), length })
}

/// A cell as it is written, without the quotes around it.
struct Cell<'a> {
    text: &'a str,
    /// Whether quotes stand in it, twice as they must.
    doubled: bool,
    end: usize,
}

/// The cell that begins at a byte.
fn cell(text: &str, start: usize, separator: u8) -> Option<Cell<'_>> {
    let bytes = text.as_bytes();
    let rest = &bytes[start..];
    if rest.first() != Some(&b'"') {
        let end = start + memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len());
        return Some(Cell { text: text.get(start..end)?, doubled: false, end });
    }
    let mut quote = start + 1 + memchr(b'"', &rest[1..])?;
    let mut doubled = false;
    while bytes.get(quote + 1) == Some(&b'"') {
        doubled = true;
        quote += 2 + memchr(b'"', &bytes[quote + 2..])?;
    }
    Some(Cell { text: text.get(start + 1..quote)?, doubled, end: quote + 1 })
}

struct Reader<'r, 's, 'f, 'a> {
    scanner: &'r Scanner<'s, 'f>,
    tally: &'r mut Tally,
    head: Head<'a>,
    filled: bool,
}

impl<'a> Reader<'_, '_, '_, 'a> {
    /// Takes a cell with something in it.
    fn cell(&mut self, column: Column, cell: &Cell<'a>) -> Option<()> {
        let text = cell.text;
        // White space in front may be all there is, and an apostrophe may guard a formula.
        let first = *text.as_bytes().first()?;
        if first == b'\'' || !first.is_ascii_graphic() && text.starts_with(char::is_whitespace) {
            return None;
        }
        self.filled = true;
        match column {
            Column::Unused => {}
            Column::Evidence(criterion) => {
                (first != b';' && !text.starts_with('；')).then_some(())?;
                self.tally.proofs.push(criterion);
            }
            _ if cell.doubled => return None,
            Column::Nameless => return None,
            Column::Sheet(key) => self.sheet(key, text)?,
            Column::Fact(fact) => self.fact(fact, text)?,
            Column::Reply(criterion) => self.tally.codes[criterion] = self.reply(criterion, text)?,
            Column::Date(criterion) => {
                self.tally.ages.push((criterion, self.scanner.day.age(text.as_bytes())?));
            }
        }
        Some(())
    }

    fn sheet(&mut self, key: &str, text: &'a str) -> Option<()> {
        let framework = self.scanner.tables.framework;
        match key {
            "subject" => self.head.subject = Some(Cow::Borrowed(text)),
            "ref" => self.head.reference = Some(Cow::Borrowed(text)),
            "date" => {
                self.head.age = Some(self.scanner.day.age(text.as_bytes())?);
                self.head.date = Some(text);
            }
            "framework" => (text == framework.id()).then_some(())?,
            "version" => (text == framework.version()).then_some(())?,
            _ => {}
        }
        Some(())
    }

    fn fact(&mut self, fact: usize, text: &str) -> Option<()> {
        let tables = self.scanner.tables;
        let Some(end) = text.bytes().position(|byte| matches!(byte, b':' | b';')) else {
            return set_fact(tables, fact, std::iter::once(text.as_bytes()), self.tally);
        };
        let (id, words) = (text.get(..end)?, text.get(end..)?);
        if !words.contains(':') {
            return set_fact(tables, fact, text.as_bytes().split(|byte| *byte == b';'), self.tally);
        }
        // The words of a choice may hold what stands between choices.
        (!words.contains([';', '；']))
            .then(|| set_fact(tables, fact, std::iter::once(id.as_bytes()), self.tally))?
    }

    fn reply(&self, criterion: usize, text: &str) -> Option<u8> {
        let tables = self.scanner.tables;
        if text == "unknown" {
            return Some(UNKNOWN);
        }
        if let Some(reason) = text.strip_prefix("na:") {
            let may = tables.framework.criteria()[criterion].may_not_apply;
            return (may && !reason.trim().is_empty()).then_some(NOT_APPLICABLE);
        }
        let mut cursor = Cursor::new(text.as_bytes());
        let code = codes::of_level(cursor.level()?, false);
        let ends = matches!(cursor.peek(), None | Some(b':'));
        (ends && code < tables.code_counts[criterion]).then_some(code)
    }

    /// Puts replies and evidence together; none if the row is blank.
    fn end(self) -> Option<Head<'a>> {
        for criterion in self.tally.proofs.drain(..) {
            let code = &mut self.tally.codes[criterion];
            if let Some(level) = codes::level(*code) {
                *code = codes::of_level(level, true);
            }
        }
        self.filled.then_some(self.head)
    }
}
