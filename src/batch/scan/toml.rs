use super::cursor::{Cursor, Quoted};
use super::parts::{Parts, Seen, Syntax};
use super::{Head, Scanner};
use crate::batch::keys::Keys;
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;

/// TOML with one key a line, the tables `[facts]` and `[answers]`, and plain texts in double quotes.
struct Toml;

impl Syntax for Toml {
    fn keys<'t>(tables: &'t Tables<'_>) -> &'t Keys {
        &tables.toml
    }

    fn eat_level(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(b"level = ")
    }

    fn eat_evidence(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(b"evidence = ")
    }

    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
        let key = cursor.word()?;
        cursor.space();
        cursor.expect(b'=')?;
        cursor.space();
        Some(key)
    }

    fn usual(_: &mut Cursor<'_>) -> Option<(u8, bool)> {
        None
    }

    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>> {
        // Two quotes may begin a text of several lines, and DEL is a control character to TOML alone.
        let text = cursor.escaped(br#""\bfnrt"#, false)?;
        (!text.raw.is_empty() && !has_delete(text.raw)).then_some(text)
    }

    fn pass_said(_: &mut Cursor<'_>) -> bool {
        false
    }

    fn meaning(_: &str) -> Option<String> {
        None
    }

    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
        cursor.quoted().filter(|text| !text.is_empty() && !has_delete(text))
    }

    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
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

fn has_delete(text: &[u8]) -> bool {
    memchr::memchr(0x7f, text).is_some()
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
