#![allow(
    clippy::option_option,
    reason = "outside is whether it was understood, inside whether there is something"
)]

use std::borrow::Cow;

use super::cursor::{Cursor, Quoted};
use super::{Head, Scanner, set_fact};
use crate::batch::codes::{self, NOT_APPLICABLE, UNANSWERED, UNKNOWN};
use crate::batch::keys::{Expected, HEAD, Keys};
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;

/// How a form writes what all forms have.
pub(super) trait Syntax {
    /// The keys of criteria and facts as this form writes them.
    fn keys<'t>(tables: &'t Tables<'_>) -> &'t Keys;

    /// Passes over the key `level`, if it comes next in the most usual way; [`Self::key`] knows all others.
    fn eat_level(cursor: &mut Cursor<'_>) -> bool;

    /// The same of the key `evidence`.
    fn eat_evidence(cursor: &mut Cursor<'_>) -> bool;

    /// A key inside an object, with what parts it from its value.
    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]>;

    /// An answer with a level in its most usual form: the level, and whether there is evidence. None leaves it where
    /// it is; [`Parts`] knows every form.
    fn usual(cursor: &mut Cursor<'_>) -> Option<(u8, bool)>;

    /// A text.
    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>>;

    /// Passes over a text that surely says something; false leaves it where it is.
    fn pass_said(cursor: &mut Cursor<'_>) -> bool;

    /// What a text with escapes means; `None` for those that only the full reader knows.
    fn meaning(escaped: &str) -> Option<String>;

    /// A text without escapes.
    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]>;

    /// A date as it is written, a text or not.
    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]>;

    /// Passes over the word for nothing, if it comes next.
    fn nothing(cursor: &mut Cursor<'_>) -> bool;
}

/// Reads the parts of a sheet in one form. Every method gives `None` for what the full reader is to judge.
pub(super) struct Parts<'r, 's, 'f, 'a, S> {
    pub(super) scanner: &'r Scanner<'s, 'f>,
    whole: &'a str,
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

/// The keys of an answer.
enum Key {
    Level,
    NotApplicable,
    Evidence,
    Note,
    Date,
}

/// Among so many keys the next one is looked for where it is expected: some are left out.
const AHEAD: usize = 3;

/// The code of a criterion that no key has named yet.
const NOT_SEEN: u8 = u8::MAX;

impl<'r, 's, 'f, 'a, S: Syntax> Parts<'r, 's, 'f, 'a, S> {
    /// Begins with a text, on an empty sheet.
    pub(super) fn new(scanner: &'r Scanner<'s, 'f>, text: &'a str, tally: &'r mut Tally) -> Self {
        tally.facts.fill(0);
        tally.ages.clear();
        tally.codes.fill(NOT_SEEN);
        let (cursor, head) = (Cursor::new(text.as_bytes()), Head::default());
        Self { scanner, whole: text, cursor, tally, head, syntax: std::marker::PhantomData }
    }

    /// Ends a sheet that had answers.
    pub(super) fn end(self) -> Head<'a> {
        codes::replace(&mut self.tally.codes, NOT_SEEN, UNANSWERED);
        self.head
    }

    /// Reads the value of a key of the sheet itself; its number.
    pub(super) fn head(&mut self, key: &[u8]) -> Option<usize> {
        let framework = self.scanner.tables.framework;
        match key {
            b"framework" => (self.text()??.raw == framework.id().as_bytes()).then_some(0),
            b"version" => (self.text()??.raw == framework.version().as_bytes()).then_some(1),
            b"subject" => {
                self.head.subject = self.meaning()?;
                Some(2)
            }
            b"ref" => {
                self.head.reference = self.meaning()?;
                Some(3)
            }
            b"date" => {
                (self.head.date, self.head.age) = self.date()?.unzip();
                Some(4)
            }
            b"respondent" => {
                self.text()?;
                Some(5)
            }
            _ => None,
        }
    }

    /// Passes over the next key of the sheet itself, if one comes that stands further on in the usual order.
    pub(super) fn expected_head(&mut self, next: &mut usize) -> Option<&'static str> {
        let place = self.ahead(&S::keys(self.scanner.tables).head, *next)?;
        *next = place + 1;
        HEAD.get(place).copied()
    }

    /// Reads the value of a fact.
    pub(super) fn fact(&mut self, key: &[u8], seen: &mut Seen) -> Option<()> {
        let fact = self.scanner.tables.facts.find(key)?;
        self.value_of(fact, seen)
    }

    /// Reads the fact that is expected if it comes; false if another one does.
    pub(super) fn expected_fact(&mut self, next: &mut usize, seen: &mut Seen) -> Option<bool> {
        let Some(fact) = self.ahead(&S::keys(self.scanner.tables).facts, *next) else { return Some(false) };
        *next = fact + 1;
        self.value_of(fact, seen)?;
        Some(true)
    }

    /// Passes over the key that is expected or one of those soon after it, and gives its position, if one of them comes.
    #[inline]
    fn ahead(&mut self, keys: &[Expected], expected: usize) -> Option<usize> {
        if self.is_next(keys.get(expected)?) {
            return Some(expected);
        }
        let further = keys.get(expected + 1..)?;
        Some(expected + 1 + self.comes(further.get(..AHEAD).unwrap_or(further))?)
    }

    /// Passes over a key, if it is the one that comes next.
    #[inline]
    fn is_next(&mut self, key: &Expected) -> bool {
        let is_next = key.comes(self.cursor.rest());
        if is_next {
            self.cursor.skip(key.length());
            self.cursor.space();
        }
        is_next
    }

    /// Passes over the one of these that comes next, and gives its position.
    fn comes(&mut self, expected: &[Expected]) -> Option<usize> {
        expected.iter().position(|expected| self.is_next(expected))
    }

    fn value_of(&mut self, fact: usize, seen: &mut Seen) -> Option<()> {
        let tables = self.scanner.tables;
        seen.once(fact)?;
        if let Some(choice) = self.comes(&tables.quoted_choices[fact]) {
            self.tally.facts[fact] = 1 << choice;
            return Some(());
        }
        if self.cursor.peek() != Some(b'[') {
            if S::nothing(&mut self.cursor) {
                return Some(());
            }
            let id = S::quoted(&mut self.cursor)?;
            return set_fact(tables, fact, std::iter::once(id), self.tally);
        }
        let mut ids: [&[u8]; 16] = [&[]; 16];
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
    pub(super) fn answer(&mut self, key: &[u8], next: &mut usize) -> Option<()> {
        let criterion = self.scanner.tables.criteria.find(key)?;
        let in_order = criterion >= *next;
        self.answer_to(criterion)?;
        // Where answers come in any order, nothing is expected.
        *next = if in_order { criterion + 1 } else { usize::MAX };
        Some(())
    }

    /// Reads the next answer if it is one to the criterion that is expected, or to one soon after it; false if another
    /// comes.
    pub(super) fn expected_answer(&mut self, next: &mut usize) -> Option<bool> {
        let keys = &S::keys(self.scanner.tables).criteria;
        let Some(criterion) = self.ahead(keys, *next) else { return Some(false) };
        self.answer_to(criterion)?;
        *next = criterion + 1;
        Some(true)
    }

    #[inline]
    fn answer_to(&mut self, criterion: usize) -> Option<()> {
        if self.tally.codes[criterion] != NOT_SEEN {
            return None;
        }
        self.tally.codes[criterion] = match self.cursor.peek()? {
            b'0'..=b'9' => self.level(criterion)?,
            _ => self.longer_answer(criterion)?,
        };
        Some(())
    }

    // Kept apart, so that the usual digit is read without the cost of entering a large function.
    #[inline(never)]
    fn longer_answer(&mut self, criterion: usize) -> Option<u8> {
        if self.cursor.peek() != Some(b'{') {
            return if S::nothing(&mut self.cursor) { Some(UNANSWERED) } else { self.reply(criterion) };
        }
        match S::usual(&mut self.cursor) {
            Some((level, evidence)) => self.code(criterion, level, evidence),
            None => self.full_answer(criterion),
        }
    }

    /// A level without evidence, or "unknown".
    fn reply(&mut self, criterion: usize) -> Option<u8> {
        if self.cursor.peek() == Some(b'"') {
            return (S::quoted(&mut self.cursor)? == b"unknown").then_some(UNKNOWN);
        }
        self.level(criterion)
    }

    #[inline]
    fn level(&mut self, criterion: usize) -> Option<u8> {
        let level = self.cursor.level()?;
        self.code(criterion, level, false)
    }

    /// The code of a level that the criterion has.
    #[inline]
    fn code(&self, criterion: usize, level: u8, evidence: bool) -> Option<u8> {
        let code = codes::of_level(level, evidence);
        (code < self.scanner.tables.code_counts[criterion]).then_some(code)
    }

    fn full_answer(&mut self, criterion: usize) -> Option<u8> {
        let mut seen = Seen::default();
        let mut code = UNANSWERED;
        let (mut evidence, mut beside) = (false, false);
        let mut more = self.open(b'{', b'}')?;
        while more {
            let key = match () {
                () if S::eat_level(&mut self.cursor) => Key::Level,
                () if S::eat_evidence(&mut self.cursor) => Key::Evidence,
                () => match S::key(&mut self.cursor)? {
                    b"level" => Key::Level,
                    b"not_applicable" => Key::NotApplicable,
                    b"evidence" => Key::Evidence,
                    b"note" => Key::Note,
                    b"date" => Key::Date,
                    _ => return None,
                },
            };
            self.cursor.space();
            match key {
                Key::Level => {
                    seen.once(0)?;
                    code = self.reply(criterion)?;
                }
                Key::NotApplicable => {
                    seen.once(0)?;
                    let criterion = &self.scanner.tables.framework.criteria()[criterion];
                    criterion.may_not_apply.then_some(())?;
                    self.text()??;
                    code = NOT_APPLICABLE;
                }
                Key::Evidence => {
                    seen.once(1)?;
                    evidence = self.evidence()?;
                }
                Key::Note => {
                    seen.once(2)?;
                    beside |= self.text()?.is_some();
                }
                Key::Date => {
                    seen.once(3)?;
                    let date = self.date()?;
                    beside |= date.is_some();
                    self.tally.ages.extend(date.map(|(_, age)| (criterion, age)));
                }
            }
            more = self.more(b'}')?;
        }
        // What stands beside no answer has to be told.
        (code != UNANSWERED || !evidence && !beside).then_some(())?;
        Some(if evidence { codes::with_evidence(code) } else { code })
    }

    /// Whether there is evidence.
    fn evidence(&mut self) -> Option<bool> {
        if self.cursor.peek() != Some(b'[') {
            return self.said();
        }
        let mut found = false;
        let mut more = self.open(b'[', b']')?;
        while more {
            found |= self.said()?;
            more = self.more(b']')?;
        }
        Some(found)
    }

    /// The same as [`Self::text`], where only matters whether there is one.
    #[inline]
    fn said(&mut self) -> Option<bool> {
        if S::pass_said(&mut self.cursor) {
            return Some(true);
        }
        Some(self.text()?.is_some())
    }

    /// A text that says something, or nothing at all.
    fn text(&mut self) -> Option<Option<Quoted<'a>>> {
        if self.cursor.peek() != Some(b'"') && S::nothing(&mut self.cursor) {
            return Some(None);
        }
        let text = S::text(&mut self.cursor)?;
        text.says_something()?;
        Some(Some(text))
    }

    /// The meaning of such a text.
    fn meaning(&mut self) -> Option<Option<Cow<'a, str>>> {
        let Some(text) = self.text()? else { return Some(None) };
        let raw = self.just_read(text.raw)?;
        Some(Some(if text.escaped { Cow::Owned(S::meaning(raw)?) } else { Cow::Borrowed(raw) }))
    }

    /// The text that stands between the quotes that were just passed.
    fn just_read(&self, raw: &[u8]) -> Option<&'a str> {
        let end = (self.whole.len() - self.cursor.rest().len()).checked_sub(1)?;
        self.whole.get(end.checked_sub(raw.len())?..end)
    }

    /// A date with its age in days, or nothing.
    fn date(&mut self) -> Option<Option<(&'a str, i32)>> {
        if S::nothing(&mut self.cursor) {
            return Some(None);
        }
        let date = S::date(&mut self.cursor)?;
        let age = self.scanner.day.age(date)?;
        Some(Some((std::str::from_utf8(date).ok()?, age)))
    }

    /// Opens an object or a list; whether anything is in it.
    pub(super) fn open(&mut self, open: u8, close: u8) -> Option<bool> {
        self.cursor.expect(open)?;
        self.cursor.space();
        Some(!self.cursor.eat(close))
    }

    /// Whether another item follows; otherwise it is closed.
    #[inline]
    pub(super) fn more(&mut self, close: u8) -> Option<bool> {
        if let [b',', b'"', ..] = self.cursor.rest() {
            self.cursor.skip(1);
            return Some(true);
        }
        self.cursor.space();
        if self.cursor.eat(b',') {
            self.cursor.space();
            return Some(true);
        }
        self.cursor.expect(close)?;
        Some(false)
    }
}
