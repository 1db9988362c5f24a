use std::borrow::Cow;

use super::cursor::{Cursor, Quoted};
use super::parts::{Parts, Seen, Syntax};
use super::{Head, Scanner};
use crate::batch::tally::Tally;

/// JSON on one line. Keys may stand in any order; answers in that of the framework are the fastest.
struct Json;

impl Syntax for Json {
    fn eat_key(cursor: &mut Cursor<'_>, key: &[u8]) -> bool {
        let length = key.len();
        let rest = cursor.rest();
        let comes = rest.len() > length + 2
            && rest[0] == b'"'
            && rest[length + 1] == b'"'
            && rest[length + 2] == b':'
            && rest[1..=length] == *key;
        if comes {
            cursor.skip(length + 3);
            cursor.space();
        }
        comes
    }

    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        let key = cursor.quoted()?;
        cursor.space();
        cursor.expect(b':')?;
        cursor.space();
        Some(key)
    }

    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>> {
        cursor.escaped(br#""\/bfnrt"#, true)
    }

    fn meaning(text: Quoted<'_>) -> Option<Cow<'_, str>> {
        if !text.escaped {
            return Some(Cow::Borrowed(text.raw));
        }
        serde_json::from_str(&format!("\"{}\"", text.raw)).ok().map(Cow::Owned)
    }

    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        cursor.quoted()
    }

    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        cursor.quoted()
    }

    fn nothing(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(b"null")
    }
}

/// Reads one sheet.
pub(in crate::batch) fn scan<'a>(
    scanner: &Scanner<'_, '_>,
    text: &'a str,
    tally: &mut Tally,
) -> Option<Head<'a>> {
    let mut parts: Parts<'_, '_, '_, '_, Json> = Parts::new(scanner, text, tally);
    let mut seen = Seen::default();
    parts.cursor.space();
    let mut answered = false;
    let mut more = parts.open(b'{', b'}')?;
    while more {
        match Json::key(&mut parts.cursor)? {
            "facts" => {
                seen.once(6)?;
                facts(&mut parts)?;
            }
            "answers" => {
                seen.once(7)?;
                answered = true;
                answers(&mut parts)?;
            }
            key => seen.once(parts.head(key)?)?,
        }
        more = parts.more(b'}')?;
    }
    parts.cursor.space();
    (answered && parts.cursor.rest().is_empty()).then(|| parts.end())
}

fn facts(parts: &mut Parts<'_, '_, '_, '_, Json>) -> Option<()> {
    let mut seen = Seen::default();
    let mut more = parts.open(b'{', b'}')?;
    while more {
        let key = Json::key(&mut parts.cursor)?;
        parts.fact(key, &mut seen)?;
        more = parts.more(b'}')?;
    }
    Some(())
}

fn answers(parts: &mut Parts<'_, '_, '_, '_, Json>) -> Option<()> {
    let mut next = 0;
    let mut more = parts.open(b'{', b'}')?;
    while more {
        if !parts.expected_answer(&mut next)? {
            let key = Json::key(&mut parts.cursor)?;
            parts.answer(key, &mut next)?;
        }
        more = parts.more(b'}')?;
    }
    Some(())
}
