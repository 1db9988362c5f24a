use std::borrow::Cow;

use super::cursor::{Cursor, Quoted};
use super::parts::{Parts, Seen, Syntax};
use super::{Head, Scanner};
use crate::batch::tally::Tally;

/// TOML with one key a line, the tables `[facts]` and `[answers]`, and plain texts in double quotes.
struct Toml;

impl Syntax for Toml {
    fn eat_key(cursor: &mut Cursor<'_>, key: &[u8]) -> bool {
        let rest = cursor.rest();
        let comes = rest.starts_with(key) && rest[key.len()..].starts_with(b" = ");
        if comes {
            cursor.skip(key.len() + 3);
            cursor.space();
        }
        comes
    }

    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        let key = cursor.word()?;
        cursor.space();
        cursor.expect(b'=')?;
        cursor.space();
        Some(key)
    }

    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>> {
        // Two quotes may begin a text of several lines, and DEL is a control character to TOML alone.
        let text = cursor.escaped(br#""\bfnrt"#, false)?;
        (!text.raw.is_empty() && !text.raw.contains('\u{7f}')).then_some(text)
    }

    fn meaning(text: Quoted<'_>) -> Option<Cow<'_, str>> {
        (!text.escaped).then_some(Cow::Borrowed(text.raw))
    }

    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        cursor.quoted().filter(|text| !text.is_empty() && !text.contains('\u{7f}'))
    }

    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        if cursor.peek() == Some(b'"') {
            return Self::quoted(cursor);
        }
        // What follows must not make a time of it.
        let date = cursor.word()?;
        let mut after = *cursor;
        after.space();
        matches!(after.peek(), None | Some(b'\n' | b'\r' | b'#' | b',' | b'}')).then_some(date)
    }

    fn nothing(_: &mut Cursor<'_>) -> bool {
        false
    }
}

/// Where a key stands.
#[derive(Clone, Copy)]
enum Part {
    Head,
    Facts,
    Answers,
}

/// Reads one sheet.
pub(in crate::batch) fn scan<'a>(
    scanner: &Scanner<'_, '_>,
    text: &'a str,
    tally: &mut Tally,
) -> Option<Head<'a>> {
    let mut parts: Parts<'_, '_, '_, '_, Toml> = Parts::new(scanner, text, tally);
    let (mut seen, mut facts, mut answered) = (Seen::default(), Seen::default(), false);
    let (mut part, mut next) = (Part::Head, 0);
    while parts.cursor.peek().is_some() {
        parts.cursor.space();
        match parts.cursor.peek() {
            None | Some(b'\n' | b'\r' | b'#') => {}
            Some(b'[') if parts.cursor.eat_all(b"[facts]") => {
                seen.once(6)?;
                part = Part::Facts;
            }
            Some(b'[') if parts.cursor.eat_all(b"[answers]") => {
                seen.once(7)?;
                answered = true;
                part = Part::Answers;
            }
            _ if matches!(part, Part::Answers) && parts.expected_answer(&mut next)? => {}
            _ => {
                let key = Toml::key(&mut parts.cursor)?;
                match part {
                    Part::Head => seen.once(parts.head(key)?)?,
                    Part::Facts => parts.fact(key, &mut facts)?,
                    Part::Answers => parts.answer(key, &mut next)?,
                }
            }
        }
        parts.cursor.end_of_line()?;
    }
    answered.then(|| parts.end())
}
