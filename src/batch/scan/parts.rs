#![allow(
    clippy::option_option,
    reason = "outside is whether it was understood, inside whether there is something"
)]

use std::borrow::Cow;

use super::cursor::{Cursor, Quoted};
use super::{Head, Scanner, set_fact};
use crate::batch::codes::{self, NOT_APPLICABLE, UNANSWERED, UNKNOWN};
use crate::batch::tally::Tally;

/// How a form writes what all forms have.
pub(super) trait Syntax {
    /// Passes over this key with what parts it from its value, if it comes next; it need not see every way to write
    /// it, for [`Self::key`] does.
    fn eat_key(cursor: &mut Cursor<'_>, key: &[u8]) -> bool;

    /// A key inside an object, with what parts it from its value.
    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str>;

    /// A text.
    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>>;

    /// What a text means; `None` for escapes that only the full reader knows.
    fn meaning(text: Quoted<'_>) -> Option<Cow<'_, str>>;

    /// A text without escapes.
    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str>;

    /// A date as it is written, a text or not.
    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str>;

    /// Passes over the word for nothing, if it comes next.
    fn nothing(cursor: &mut Cursor<'_>) -> bool;
}

/// Reads the parts of a sheet in one form. Every method gives `None` for what the full reader is to judge.
pub(super) struct Parts<'r, 's, 'f, 'a, S> {
    pub(super) scanner: &'r Scanner<'s, 'f>,
    pub(super) cursor: Cursor<'a>,
    pub(super) tally: &'r mut Tally,
    pub(super) head: Head<'a>,
    syntax: std::marker::PhantomData<S>,
}

/// Which keys of an object have been seen.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen(u64);

impl Seen {
    /// Notes a key by its number; `None` if it had been seen before, or there are too many keys to tell.
    pub(super) fn once(&mut self, number: usize) -> Option<()> {
        let bit = 1_u64.checked_shl(u32::try_from(number).ok()?)?;
        let fresh = self.0 & bit == 0;
        self.0 |= bit;
        fresh.then_some(())
    }
}

/// The code of a criterion that no key has named yet.
const NOT_SEEN: u8 = u8::MAX;

impl<'r, 's, 'f, 'a, S: Syntax> Parts<'r, 's, 'f, 'a, S> {
    /// Begins with a text, on an empty sheet.
    pub(super) fn new(scanner: &'r Scanner<'s, 'f>, text: &'a str, tally: &'r mut Tally) -> Self {
        tally.facts.fill(0);
        tally.ages.clear();
        tally.codes.fill(NOT_SEEN);
        let (cursor, head) = (Cursor::new(text), Head::default());
        Self { scanner, cursor, tally, head, syntax: std::marker::PhantomData }
    }

    /// Ends a sheet that had answers.
    pub(super) fn end(self) -> Head<'a> {
        for code in &mut self.tally.codes {
            if *code == NOT_SEEN {
                *code = UNANSWERED;
            }
        }
        self.head
    }

    /// Reads the value of a key of the sheet itself; its number.
    pub(super) fn head(&mut self, key: &str) -> Option<usize> {
        let framework = self.scanner.tables.framework;
        match key {
            "framework" => (self.text()??.raw == framework.id()).then_some(0),
            "version" => (self.text()??.raw == framework.version()).then_some(1),
            "subject" => {
                self.head.subject = self.meaning()?;
                Some(2)
            }
            "ref" => {
                self.head.reference = self.meaning()?;
                Some(3)
            }
            "date" => {
                (self.head.date, self.head.age) = self.date()?.unzip();
                Some(4)
            }
            "respondent" => {
                self.text()?;
                Some(5)
            }
            _ => None,
        }
    }

    /// Reads the value of a fact.
    pub(super) fn fact(&mut self, key: &str, seen: &mut Seen) -> Option<()> {
        let tables = self.scanner.tables;
        let fact = tables.facts.find(key.as_bytes())?;
        seen.once(fact)?;
        if self.cursor.peek() != Some(b'[') {
            if S::nothing(&mut self.cursor) {
                return Some(());
            }
            let id = S::quoted(&mut self.cursor)?;
            return set_fact(tables, fact, std::iter::once(id), self.tally);
        }
        let mut ids = [""; 16];
        let mut count = 0;
        let mut more = self.open(b'[', b']')?;
        while more {
            *ids.get_mut(count)? = S::quoted(&mut self.cursor)?;
            count += 1;
            more = self.more(b']')?;
        }
        set_fact(tables, fact, ids[..count].iter().copied(), self.tally)
    }

    /// Reads the answer to a criterion; `next` is the position that is expected, and then the one after this.
    pub(super) fn answer(&mut self, key: &str, next: &mut usize) -> Option<()> {
        let names = &self.scanner.tables.criteria;
        let key = key.as_bytes();
        let criterion = if names.is(*next, key) { *next } else { names.find(key)? };
        self.answer_to(criterion, next)
    }

    /// Reads the next answer if it is one to the criterion that is expected; false if another comes.
    pub(super) fn expected_answer(&mut self, next: &mut usize) -> Option<bool> {
        let expected = *next;
        let Some(id) = self.scanner.tables.criteria.id(expected) else { return Some(false) };
        if !S::eat_key(&mut self.cursor, id) {
            return Some(false);
        }
        self.answer_to(expected, next)?;
        Some(true)
    }

    fn answer_to(&mut self, criterion: usize, next: &mut usize) -> Option<()> {
        if self.tally.codes[criterion] != NOT_SEEN {
            return None;
        }
        self.tally.codes[criterion] = match self.cursor.peek()? {
            b'{' => self.full_answer(criterion)?,
            _ if S::nothing(&mut self.cursor) => UNANSWERED,
            _ => self.reply(criterion)?,
        };
        *next = criterion + 1;
        Some(())
    }

    /// A level without evidence, or "unknown".
    fn reply(&mut self, criterion: usize) -> Option<u8> {
        if self.cursor.peek() == Some(b'"') {
            return (S::quoted(&mut self.cursor)? == "unknown").then_some(UNKNOWN);
        }
        let code = codes::of_level(self.cursor.level()?, false);
        (code < self.scanner.tables.code_counts[criterion]).then_some(code)
    }

    fn full_answer(&mut self, criterion: usize) -> Option<u8> {
        let mut seen = Seen::default();
        let mut code = UNANSWERED;
        let mut evidence = false;
        let mut more = self.open(b'{', b'}')?;
        while more {
            let key = match () {
                () if S::eat_key(&mut self.cursor, b"level") => "level",
                () if S::eat_key(&mut self.cursor, b"evidence") => "evidence",
                () => S::key(&mut self.cursor)?,
            };
            match key {
                "level" => {
                    seen.once(0)?;
                    code = self.reply(criterion)?;
                }
                "not_applicable" => {
                    seen.once(0)?;
                    let criterion = &self.scanner.tables.framework.criteria()[criterion];
                    criterion.may_not_apply.then_some(())?;
                    self.text()??;
                    code = NOT_APPLICABLE;
                }
                "evidence" => {
                    seen.once(1)?;
                    evidence = self.evidence()?;
                }
                "note" => {
                    seen.once(2)?;
                    self.text()?;
                }
                "date" => {
                    seen.once(3)?;
                    let date = self.date()?;
                    self.tally.ages.extend(date.map(|(_, age)| (criterion, age)));
                }
                _ => return None,
            }
            more = self.more(b'}')?;
        }
        Some(codes::level(code).map_or(code, |level| codes::of_level(level, evidence)))
    }

    /// Whether there is evidence.
    fn evidence(&mut self) -> Option<bool> {
        if self.cursor.peek() != Some(b'[') {
            return Some(self.text()?.is_some());
        }
        let mut found = false;
        let mut more = self.open(b'[', b']')?;
        while more {
            found |= self.text()?.is_some();
            more = self.more(b']')?;
        }
        Some(found)
    }

    /// A text that says something, or nothing at all.
    fn text(&mut self) -> Option<Option<Quoted<'a>>> {
        if S::nothing(&mut self.cursor) {
            return Some(None);
        }
        let text = S::text(&mut self.cursor)?;
        text.says_something()?;
        Some(Some(text))
    }

    /// The meaning of such a text.
    fn meaning(&mut self) -> Option<Option<Cow<'a, str>>> {
        match self.text()? {
            Some(text) => S::meaning(text).map(Some),
            None => Some(None),
        }
    }

    /// A date with its age in days, or nothing.
    fn date(&mut self) -> Option<Option<(&'a str, i32)>> {
        if S::nothing(&mut self.cursor) {
            return Some(None);
        }
        let date = S::date(&mut self.cursor)?;
        Some(Some((date, self.scanner.day.age(date.as_bytes())?)))
    }

    /// Opens an object or a list; whether anything is in it.
    pub(super) fn open(&mut self, open: u8, close: u8) -> Option<bool> {
        self.cursor.expect(open)?;
        self.cursor.space();
        Some(!self.cursor.eat(close))
    }

    /// Whether another item follows; otherwise it is closed.
    pub(super) fn more(&mut self, close: u8) -> Option<bool> {
        self.cursor.space();
        if self.cursor.eat(b',') {
            self.cursor.space();
            return Some(true);
        }
        self.cursor.expect(close)?;
        Some(false)
    }
}
