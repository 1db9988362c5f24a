use std::borrow::Cow;

use crate::answers::read::facts::UNKNOWN;
use crate::framework::Fact;
use crate::source::{Cell, CellKind, Span, Value, ValueKind};

use crate::text::{half_width, unguarded};

/// What stands between the items of a cell that holds several.
const BETWEEN: [char; 2] = [';', '；'];

/// What a form service puts between the choices of check boxes. Within words it parts nothing.
const COMMAS: [char; 3] = [',', '、', '，'];

/// What stands between an id or a level and its words.
const COLONS: [char; 2] = [':', '：'];

/// The words for "does not apply", in small letters.
const NOT_APPLICABLE: [&str; 2] = ["na", "n/a"];

/// A reply as a cell holds it.
pub(super) enum Reply {
    /// A level, "unknown", or something that is no reply.
    Value(Value),
    /// The reason why the criterion does not apply.
    NotApplicable(Value),
}

/// The reply in a cell: `2`, `2: its words`, `unknown`, `na: REASON`.
pub(super) fn reply(cell: &Cell) -> Reply {
    let (head, words) = split(&cell.text);
    let kind = match cell.kind {
        CellKind::Date => ValueKind::Date(cell.text.clone()),
        CellKind::Truth => ValueKind::Bool(cell.text == "TRUE"),
        CellKind::Number => number(&cell.text).unwrap_or(ValueKind::Float(cell.text.clone())),
        CellKind::Text | CellKind::Error | CellKind::Formula => match number(&head) {
            Some(number) => number,
            None if head == UNKNOWN => ValueKind::Text(UNKNOWN.to_owned()),
            None if NOT_APPLICABLE.contains(&head.as_str()) => {
                // What guards a formula stands in front of the cell; the reason is as it is.
                let kind = ValueKind::Text(words.trim().to_owned());
                return Reply::NotApplicable(Value { kind, span: cell.span.clone() });
            }
            None => ValueKind::Text(cell.text.clone()),
        },
    };
    Reply::Value(Value { kind, span: cell.span.clone() })
}

/// Whether a text could be a reply, right or wrong.
pub(super) fn is_reply(text: &str) -> bool {
    let (head, _) = split(text);
    number(&head).is_some() || head == UNKNOWN || NOT_APPLICABLE.contains(&head.as_str())
}

/// What stands before the first colon, in plain small letters, and what after it.
fn split(text: &str) -> (String, &str) {
    let text = unguarded(text.trim());
    let (head, words) = text.split_once(COLONS).unwrap_or((text, ""));
    (plain(head), words)
}

/// A text in half-width small letters, without white space around it.
pub(in crate::answers::read) fn plain(text: &str) -> String {
    text.chars().map(half_width).collect::<String>().trim().to_ascii_lowercase()
}

/// A number in plain digits: whole, also as `2.0`, or not.
pub(super) fn number(text: &str) -> Option<ValueKind> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = &text[..text.len() - digits.len() + whole.len()];
    match whole.parse() {
        Ok(number) if fraction.bytes().all(|digit| digit == b'0') => Some(ValueKind::Integer(number)),
        _ => Some(ValueKind::Float(text.to_owned())),
    }
}

/// The choices in a cell: ids, each with its words after a colon or without them. Between choices with their words a
/// comma may stand as well, as Google Forms joins check boxes.
pub(super) fn choices(cell: &Cell, fact: &Fact) -> Value {
    let mut given = Cow::Borrowed(unguarded(cell.text.trim()));
    // Words that hold a separator are not several choices.
    let parts = |c: char| BETWEEN.contains(&c) || COMMAS.contains(&c);
    for choice in &fact.choices {
        for label in choice.label.all().filter(|label| label.contains(parts)) {
            for colon in COLONS {
                let id = &choice.id;
                for written in [format!("{id}{colon} {label}"), format!("{id}{colon}{label}")] {
                    given = Cow::Owned(given.replace(&written, &format!("{id}:")));
                }
            }
        }
    }
    let items = given.split(BETWEEN).flat_map(|item| ids(item, fact)).filter(|id| !id.is_empty());
    list(items, &cell.span)
}

/// The id of a choice that may have its words behind it, and those of further ones after commas in these words.
fn ids(item: &str, fact: &Fact) -> Vec<String> {
    let (first, words) = split(item);
    let mut ids = vec![first];
    let further = words.split(COMMAS).skip(1).filter(|part| part.contains(COLONS)).map(|part| split(part).0);
    ids.extend(further.filter(|id| id == UNKNOWN || fact.find_choice(id).is_some()));
    ids
}

/// The texts in a cell.
pub(super) fn texts(cell: &Cell) -> Value {
    let items = unguarded(&cell.text).split(BETWEEN).map(str::trim).filter(|item| !item.is_empty());
    list(items.map(str::to_owned), &cell.span)
}

/// A text as it is written.
pub(super) fn text(text: &str, span: &Span) -> Value {
    Value { kind: ValueKind::Text(unguarded(text).to_owned()), span: span.clone() }
}

fn list(items: impl Iterator<Item = String>, span: &Span) -> Value {
    let text = |item| Value { kind: ValueKind::Text(item), span: span.clone() };
    Value { kind: ValueKind::Array(items.map(text).collect()), span: span.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Reply, reply};
    use crate::source::{Cell, CellKind};

    fn cell(text: &str) -> Cell {
        Cell { column: 0, kind: CellKind::Text, text: text.to_owned(), span: 0..text.len() }
    }

    #[test]
    fn replies_are_taken_as_people_write_them() {
        for text in ["2", " 2 ", "2.0", "2: many", "２：はい", "2：はい", "＋２", "2.", "２．０", "2 : a: b"]
        {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is a level") };
            assert_eq!(value.as_integer(), Some(2), "{text}");
        }
        for text in ["na: not sold", "NA：not sold", "n/a:not sold", "Ｎ／Ａ： not sold"] {
            let Reply::NotApplicable(reason) = reply(&cell(text)) else { panic!("{text} does not apply") };
            assert_eq!(reason.as_text(), Some("not sold"), "{text}");
        }
        for text in ["unknown", "Unknown", "unknown: we don't know"] {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is unknown") };
            assert_eq!(value.as_text(), Some("unknown"), "{text}");
        }
        for text in ["1.5", "99999999999999999999", "two", "2 levels", "1e0", "inf", ":", "-"] {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is a value") };
            assert_eq!(value.as_integer(), None, "{text}");
        }
    }
}
