use std::borrow::Cow;

use memchr::memchr2;

use crate::answers::UNKNOWN;
use crate::framework::Fact;
use crate::source::{Cell, CellKind, Characters, Document, Span, Textual};

use crate::text::{half_width, unguarded};

/// The separators of the items of a cell that holds several.
pub(in crate::answers::read) const BETWEEN: [char; 2] = [';', '；'];

/// What a form service puts between the choices of check boxes, and people between several choices. Within words it
/// separates nothing.
pub(in crate::answers::read) const COMMAS: [char; 3] = [',', '、', '，'];

/// The separators of an id or a level and its words.
const COLONS: [char; 2] = [':', '：'];

/// The words for "does not apply", in small letters.
const NOT_APPLICABLE: [&str; 2] = ["na", "n/a"];

/// What a cell says, in the terms of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue<'a> {
    Bool(bool),
    Integer(i64),
    Float(Cow<'a, str>),
    Date(Cow<'a, str>),
    Text(Cow<'a, str>),
}

impl CellValue<'_> {
    /// Adds it to a document, at the place of its cell.
    pub(super) fn push(&self, document: &mut Document, source: &str, span: &Span) {
        let text = |document: &mut Document, what, text: &str| {
            document.push_text(what, Characters::of(source, text), span.clone());
        };
        match self {
            Self::Bool(truth) => document.push_bool(*truth, span.clone()),
            Self::Integer(number) => document.push_integer(*number, span.clone()),
            Self::Float(written) => text(document, Textual::Float, written),
            Self::Date(written) => text(document, Textual::Date, written),
            Self::Text(written) => text(document, Textual::Text, written),
        }
    }
}

pub(super) enum CellReply<'a> {
    /// A level, "unknown", or something that is no reply.
    Value(CellValue<'a>),
    NotApplicable(CellValue<'a>),
}

/// The reply in a cell: `2`, `2: its words`, `unknown`, `na: REASON`.
pub(super) fn reply<'c>(cell: &'c Cell<'_>) -> CellReply<'c> {
    // Most cells hold a level and nothing else.
    if let [level @ b'0'..=b'9'] = cell.text.as_bytes() {
        return CellReply::Value(CellValue::Integer(i64::from(level - b'0')));
    }
    let written = || CellValue::Text(Cow::Borrowed(&cell.text));
    CellReply::Value(match cell.kind {
        CellKind::Date => CellValue::Date(Cow::Borrowed(&cell.text)),
        CellKind::Truth => CellValue::Bool(cell.text == "TRUE"),
        CellKind::Number => number(&cell.text).unwrap_or(CellValue::Float(Cow::Borrowed(&cell.text))),
        CellKind::Text | CellKind::Error | CellKind::Formula => {
            let (head, words) = split(&cell.text);
            match number(&head) {
                Some(CellValue::Integer(number)) => CellValue::Integer(number),
                Some(_) => CellValue::Float(Cow::Owned(head.into_owned())),
                None if head == UNKNOWN => CellValue::Text(Cow::Borrowed(UNKNOWN)),
                // What guards a formula is in front of the cell; the reason is as it is.
                None if NOT_APPLICABLE.contains(&&*head) => {
                    return CellReply::NotApplicable(CellValue::Text(Cow::Borrowed(words.trim())));
                }
                None => written(),
            }
        }
    })
}

/// Whether a text could be a reply, right or wrong.
pub(super) fn is_reply(text: &str) -> bool {
    let (head, _) = split(text);
    number(&head).is_some() || head == UNKNOWN || NOT_APPLICABLE.contains(&&*head)
}

/// The part before the first colon, in half-width lower case, and the part after it.
fn split(text: &str) -> (Cow<'_, str>, &str) {
    let text = unguarded(text.trim());
    let (head, words) = text.split_once(COLONS).unwrap_or((text, ""));
    (plain(head), words)
}

/// A text in half-width small letters, without white space around it.
pub(in crate::answers::read) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(half_width).collect::<String>().trim().to_ascii_lowercase())
}

/// A number in plain digits: whole, also as `2.0`, or not.
pub(super) fn number(text: &str) -> Option<CellValue<'_>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = &text[..text.len() - digits.len() + whole.len()];
    match whole.parse() {
        Ok(number) if fraction.bytes().all(|digit| digit == b'0') => Some(CellValue::Integer(number)),
        _ => Some(CellValue::Float(Cow::Borrowed(text))),
    }
}

/// Hands on the choices in a cell: ids, each with its words after a colon or without them. Between choices with their
/// words there may be a comma as well, as Google Forms joins check boxes.
pub(super) fn choices(cell: &Cell<'_>, fact: &Fact, mut each: impl FnMut(&str)) {
    let given = unguarded(cell.text.trim());
    if is_bare(given) {
        items(given).map(plain).filter(|id| !id.is_empty()).for_each(|id| each(&id));
        return;
    }
    let mut given = given.to_owned();
    // Words that hold a separator are not several choices.
    let parts = |c: char| BETWEEN.contains(&c) || COMMAS.contains(&c);
    for choice in &fact.choices {
        for label in choice.label.all().filter(|label| label.contains(parts)) {
            for colon in COLONS {
                let id = &choice.id;
                for written in [format!("{id}{colon} {label}"), format!("{id}{colon}{label}")] {
                    given = given.replace(&written, &format!("{id}:"));
                }
            }
        }
    }
    for item in items(&given) {
        let (first, words) = split(item);
        let further =
            words.split(COMMAS).skip(1).filter(|part| part.contains(COLONS)).map(|part| split(part).0);
        let further = further.filter(|id| id == UNKNOWN || fact.find_choice(id).is_some());
        std::iter::once(first).chain(further).filter(|id| !id.is_empty()).for_each(|id| each(&id));
    }
}

/// What is between the separators. Most texts have none; that is seen quickly by the bytes with which they begin.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let is_one = memchr2(b';', 0xef, text.as_bytes()).is_none();
    let several = (!is_one).then(|| text.split(BETWEEN));
    is_one.then_some(text).into_iter().chain(several.into_iter().flatten())
}

/// Whether nothing but ids and what is between them can be in a text: no colon, no full-width sign.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && byte != b':')
}

pub(super) fn texts<'c>(cell: &'c Cell<'_>) -> impl Iterator<Item = &'c str> {
    items(unguarded(&cell.text)).map(str::trim).filter(|item| !item.is_empty())
}

/// A text as it is written.
pub(super) fn text<'c>(cell: &'c Cell<'_>) -> CellValue<'c> {
    CellValue::Text(Cow::Borrowed(unguarded(&cell.text)))
}

#[cfg(test)]
mod tests {
    use super::{CellReply, CellValue, reply};
    use crate::source::{Cell, CellKind};

    fn cell(text: &str) -> Cell<'_> {
        Cell { column: 0, kind: CellKind::Text, text: text.into(), span: 0..text.len() }
    }

    #[test]
    fn replies_are_taken_as_people_write_them() {
        for text in ["2", " 2 ", "2.0", "2: many", "２：はい", "2：はい", "＋２", "2.", "２．０", "2 : a: b"]
        {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell) else { panic!("{text} is a level") };
            assert_eq!(value, CellValue::Integer(2), "{text}");
        }
        for text in ["na: not sold", "NA：not sold", "n/a:not sold", "Ｎ／Ａ： not sold"] {
            let cell = cell(text);
            let CellReply::NotApplicable(reason) = reply(&cell) else { panic!("{text} does not apply") };
            assert_eq!(reason, CellValue::Text("not sold".into()), "{text}");
        }
        for text in ["unknown", "Unknown", "unknown: we don't know"] {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell) else { panic!("{text} is unknown") };
            assert_eq!(value, CellValue::Text("unknown".into()), "{text}");
        }
        for text in ["1.5", "99999999999999999999", "two", "2 levels", "1e0", "inf", ":", "-"] {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell) else { panic!("{text} is a value") };
            assert!(!matches!(value, CellValue::Integer(_)), "{text}");
        }
    }
}
