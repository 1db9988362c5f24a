use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use super::cursor::Cursor;
use super::ends::Ends;
use super::{Head, Scanner, set_fact};
use crate::answers::{Column as Content, Columns, HeaderKey};
use crate::batch::codes::{self, NOT_APPLICABLE, UNANSWERED, UNKNOWN};
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;
use crate::source::line_breaks;

/// By its first byte, whether a text surely says something, guards nothing and does not begin with a semicolon of any
/// width. Beyond ASCII, white space and a full-width semicolon begin with other bytes than these.
const SAYS_SOMETHING: [bool; 256] = {
    let mut says = [false; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        says[byte as usize] =
            matches!(byte, b'!'..=b'~' | 0xe4..=0xee) && !matches!(byte, b'"' | b'\'' | b';');
        byte += 1;
    }
    says
};

/// What to do with the cells of each column, decided once by the header.
#[derive(Debug)]
pub(in crate::batch) struct Plan {
    columns: Vec<Column>,
    pub(in crate::batch) separator: u8,
}

#[derive(Clone, Copy, Debug)]
enum Column {
    /// Nothing is used, but what stands there matters no more than a note.
    Unused,
    /// Nothing stands above it, so that something in it has to be told.
    Nameless,
    Sheet(HeaderKey),
    Fact(usize),
    Reply(usize),
    Evidence(usize),
    Note(usize),
    Date(usize),
}

/// A row that was read.
pub(in crate::batch) struct Row<'a> {
    /// Its sheet; none if nothing stands in it.
    pub(in crate::batch) head: Option<Head<'a>>,
    /// Where it ends, after its line break.
    pub(in crate::batch) end: usize,
    /// Over how many lines it goes.
    pub(in crate::batch) lines: usize,
}

impl Plan {
    /// The plan for a header; none if it has old ids, which mean that two columns may answer one criterion.
    pub(in crate::batch) fn new(tables: &Tables<'_>, columns: &Columns, separator: char) -> Option<Self> {
        let framework = tables.framework;
        let column = |number: usize| {
            let id = columns.id(number);
            let now = |criterion: usize| (framework.criteria()[criterion].id == id).then_some(criterion);
            Some(match columns.content(number) {
                None if columns.is_nameless(number) => Column::Nameless,
                None => Column::Unused,
                Some(Content::Header(key)) => Column::Sheet(key),
                Some(Content::Fact(fact)) => Column::Fact((framework[fact].id == id).then_some(fact.get())?),
                Some(Content::Reply(criterion)) => Column::Reply(now(criterion.get())?),
                Some(Content::Evidence(criterion)) => Column::Evidence(now(criterion.get())?),
                Some(Content::Note(criterion)) => Column::Note(now(criterion.get())?),
                Some(Content::ReplyDate(criterion)) => Column::Date(now(criterion.get())?),
            })
        };
        let columns = (0..columns.width()).map(column).collect::<Option<_>>()?;
        Some(Self { columns, separator: u8::try_from(separator).ok()? })
    }
}

/// Reads the row of a text that begins at a byte, where the ends of cells go on too.
pub(in crate::batch) fn scan<'a>(
    scanner: &Scanner<'_, '_>,
    plan: &Plan,
    text: &'a str,
    row: usize,
    ends: &mut Ends<'a>,
    tally: &mut Tally,
) -> Option<Row<'a>> {
    tally.facts.fill(0);
    tally.ages.clear();
    tally.codes.fill(UNANSWERED);
    tally.proofs.clear();
    let head = Head::default();
    let mut reader = Reader { scanner, tally, head, filled: false, unused: false, notes: Vec::new() };
    let bytes = text.as_bytes();
    let (mut column, mut start, mut end) = (0, row, row);
    loop {
        let run = ends.next()?;
        let ends_row = run.ends_row;
        for cell_end in run {
            if start != cell_end {
                let column = plan.columns.get(column)?;
                if !reader.common(column, bytes.get(start..cell_end)?)? {
                    reader.cell(*column, text.get(start..cell_end)?)?;
                }
            }
            column += 1;
            end = cell_end;
            start = cell_end + 1;
        }
        if ends_row {
            break;
        }
    }
    if reader.unused && !reader.filled {
        // Notes alone, or nothing that is used, which has to be told.
        return None;
    }
    if bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') {
        end = ends.next()?.next()?;
    }
    end += usize::from(end < bytes.len());
    let lines = if ends.may_break_after(row) { line_breaks(&bytes[row..end]) } else { 1 };
    Some(Row { head: reader.end()?, end, lines })
}

struct Reader<'r, 's, 'f, 'a> {
    scanner: &'r Scanner<'s, 'f>,
    tally: &'r mut Tally,
    head: Head<'a>,
    filled: bool,
    /// Whether something stands in a column that is not used.
    unused: bool,
    /// Criteria with a note before their reply.
    notes: Vec<usize>,
}

impl<'a> Reader<'_, '_, '_, 'a> {
    /// Takes a cell as most are that are not empty; false leaves it to [`Self::cell`].
    #[inline]
    fn common(&mut self, column: &Column, written: &[u8]) -> Option<bool> {
        match (column, written) {
            (&Column::Reply(criterion), &[digit @ b'0'..=b'9']) => {
                let code = codes::of_level(digit - b'0', false);
                (code < *self.scanner.tables.code_counts.get(criterion)?).then_some(())?;
                *self.tally.codes.get_mut(criterion)? = code;
            }
            // A first byte such as these is no white space, and guards nothing.
            (&Column::Evidence(criterion), [first, ..] | [b'"', first, ..])
                if SAYS_SOMETHING[usize::from(*first)] =>
            {
                self.proof(criterion);
            }
            _ => return Some(false),
        }
        self.filled = true;
        Some(true)
    }

    /// Takes a cell that is not empty, as it is written.
    // Kept apart, so that the loop over the commonest cells keeps its registers.
    #[inline(never)]
    fn cell(&mut self, column: Column, written: &'a str) -> Option<()> {
        let quoted = written.starts_with('"');
        let text = if quoted { written.get(1..written.len() - 1)? } else { written };
        let Some(&first) = text.as_bytes().first() else { return Some(()) };
        // White space in front may be all there is, and an apostrophe may guard a formula.
        if first == b'\'' || !first.is_ascii_graphic() && text.starts_with(char::is_whitespace) {
            return None;
        }
        self.filled |= !matches!(column, Column::Unused | Column::Note(_));
        match column {
            Column::Unused => self.unused = true,
            Column::Note(criterion) => {
                self.unused = true;
                if self.tally.codes[criterion] == UNANSWERED {
                    self.notes.push(criterion);
                }
            }
            Column::Evidence(criterion) => {
                (first != b';' && !text.starts_with('；')).then_some(())?;
                self.proof(criterion);
            }
            _ if quoted && text.contains('"') => return None,
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

    /// Notes that there is evidence. It mostly stands after the reply.
    fn proof(&mut self, criterion: usize) {
        let code = &mut self.tally.codes[criterion];
        if codes::level(*code).is_some() {
            *code = codes::with_evidence(*code);
        } else {
            self.tally.proofs.push(criterion);
        }
    }

    fn sheet(&mut self, key: HeaderKey, text: &'a str) -> Option<()> {
        let framework = self.scanner.tables.framework;
        match key {
            HeaderKey::Subject => self.head.subject = Some(Cow::Borrowed(text)),
            HeaderKey::Reference => self.head.reference = Some(Cow::Borrowed(text)),
            HeaderKey::Date => {
                self.head.age = Some(self.scanner.day.age(text.as_bytes())?);
                self.head.date = Some(text);
            }
            HeaderKey::Framework => (text == framework.id()).then_some(())?,
            HeaderKey::Version => (text == framework.version()).then_some(())?,
            HeaderKey::Respondent => {}
        }
        Some(())
    }

    fn fact(&mut self, fact: usize, text: &str) -> Option<()> {
        let tables = self.scanner.tables;
        if let Some(choice) = tables.choices[fact].find(text.as_bytes()) {
            self.tally.facts[fact] = 1 << choice;
            return Some(());
        }
        let Some(end) = memchr(b':', text.as_bytes()) else {
            let mut start = 0;
            let ids = memchr_iter(b';', text.as_bytes()).chain([text.len()]).map(|end| {
                let id = &text.as_bytes()[start..end];
                start = end + 1;
                id
            });
            return set_fact(tables, fact, ids, self.tally);
        };
        let (id, words) = (text.get(..end)?, text.get(end..)?);
        // The words of a choice may hold what stands between choices, and commas with further ids after them.
        let has_further = words.contains([',', '、', '，']) && words.matches([':', '：']).count() > 1;
        (!text.contains([';', '；']) && !has_further)
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

    /// Puts replies and evidence before them together; no head if the row is blank. What stands beside no answer has to
    /// be told, so then there is nothing at all.
    #[expect(clippy::option_option, reason = "outside is whether it was understood")]
    fn end(self) -> Option<Option<Head<'a>>> {
        let ages = self.tally.ages.iter().map(|(criterion, _)| criterion);
        let mut beside = self.tally.proofs.iter().chain(ages).chain(&self.notes);
        if beside.any(|criterion| self.tally.codes[*criterion] == UNANSWERED) {
            return None;
        }
        for criterion in self.tally.proofs.drain(..) {
            let code = &mut self.tally.codes[criterion];
            *code = codes::with_evidence(*code);
        }
        Some(self.filled.then_some(self.head))
    }
}
