use super::cursor::{Cursor, Quoted};
use super::parts::{Parts, Seen, Syntax};
use super::{Head, Scanner};
use crate::batch::keys::Keys;
use crate::batch::tables::Tables;
use crate::batch::tally::Tally;

/// JSON on one line. Keys may stand in any order; answers in that of the framework are the fastest.
struct Json;

impl Syntax for Json {
    fn keys<'t>(tables: &'t Tables<'_>) -> &'t Keys {
        &tables.json
    }

    #[inline]
    fn eat_level(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(br#""level":"#)
    }

    #[inline]
    fn eat_evidence(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(br#""evidence":"#)
    }

    fn key<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
        let key = cursor.quoted()?;
        cursor.space();
        cursor.expect(b':')?;
        cursor.space();
        Some(key)
    }

    #[inline]
    fn usual(cursor: &mut Cursor<'_>) -> Option<(u8, bool)> {
        let mut ahead = *cursor;
        if let Some(level) = level_with_evidence(&mut ahead) {
            *cursor = ahead;
            return Some((level, true));
        }
        ahead = *cursor;
        let (mut level, mut evidence) = (None, false);
        ahead.expect(b'{')?;
        loop {
            ahead.space();
            if level.is_none() && Self::eat_level(&mut ahead) {
                ahead.space();
                level = Some(ahead.digit()?);
            } else if !evidence && Self::eat_evidence(&mut ahead) {
                ahead.space();
                ahead.expect(b'[')?;
                // An empty list is no evidence, and after a comma there must be something.
                ahead.space();
                ahead.pass_said().then_some(())?;
                ahead.space();
                while ahead.eat(b',') {
                    ahead.space();
                    ahead.pass_said().then_some(())?;
                    ahead.space();
                }
                ahead.expect(b']')?;
                evidence = true;
            } else {
                return None;
            }
            ahead.space();
            if !ahead.eat(b',') {
                break;
            }
        }
        ahead.expect(b'}')?;
        *cursor = ahead;
        Some((level?, evidence))
    }

    #[inline]
    fn text<'a>(cursor: &mut Cursor<'a>) -> Option<Quoted<'a>> {
        cursor.escaped(br#""\/bfnrt"#, true)
    }

    #[inline]
    fn pass_said(cursor: &mut Cursor<'_>) -> bool {
        cursor.pass_said()
    }

    fn meaning(escaped: &str) -> Option<String> {
        serde_json::from_str(&format!("\"{escaped}\"")).ok()
    }

    fn quoted<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
        cursor.quoted()
    }

    fn date<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
        cursor.quoted()
    }

    fn nothing(cursor: &mut Cursor<'_>) -> bool {
        cursor.eat_all(b"null")
    }
}

/// The level of an answer that programs write most often: without blanks, with one piece of evidence. It may be passed
/// over in part where it turns out to be another.
#[inline]
fn level_with_evidence(cursor: &mut Cursor<'_>) -> Option<u8> {
    const BEGINNING: &[u8; 24] = br#"{"level":0,"evidence":[""#;
    const LEVEL: usize = 9;
    let chunk = cursor.rest().first_chunk::<{ BEGINNING.len() }>()?;
    let fits = chunk[..LEVEL] == BEGINNING[..LEVEL] && chunk[LEVEL + 1..] == BEGINNING[LEVEL + 1..];
    let level = chunk[LEVEL].wrapping_sub(b'0');
    (fits && level < 10).then_some(())?;
    cursor.skip(BEGINNING.len() - 1);
    (cursor.pass_said() && cursor.eat_all(b"]}")).then_some(level)
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
    let (mut answered, mut next) = (false, 0);
    let mut more = parts.open(b'{', b'}')?;
    while more {
        let key = match parts.expected_head(&mut next) {
            Some(key) => key.as_bytes(),
            None => Json::key(&mut parts.cursor)?,
        };
        match key {
            b"facts" => {
                seen.once(6)?;
                facts(&mut parts)?;
            }
            b"answers" => {
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
    let (mut seen, mut next) = (Seen::default(), 0);
    let mut more = parts.open(b'{', b'}')?;
    while more {
        if !parts.expected_fact(&mut next, &mut seen)? {
            let key = Json::key(&mut parts.cursor)?;
            parts.fact(key, &mut seen)?;
        }
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
