use std::borrow::Cow;

use memchr::memchr2;

use crate::answers::UNKNOWN;
use crate::answers::later::is_only_time;
use crate::answers::read::beside::{has_sign, takes_back};
use crate::answers::read::reply::{self, COLONS, LevelTexts, Spoken, said};
use crate::answers::read::said::{is_nothing, is_unknown};
use crate::answers::word_list::WordList;
use crate::framework::{ChoiceIx, Fact};
use crate::source::{Cell, CellKind, Characters, Document, Span, Textual};
use crate::text::{folded, half_width, lowered, squeezed, visible};

/// The separators of the items of a cell that holds several.
pub(in crate::answers::read) const BETWEEN: [char; 2] = [';', '；'];

/// What a form service puts between the choices of check boxes, and people between several choices. Within words it
/// separates nothing.
pub(in crate::answers::read) const COMMAS: [char; 3] = [',', '、', '，'];

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
    /// A level or "unknown", and a remark beside it.
    Remarked(CellValue<'a>, Cow<'a, str>),
    NotApplicable(CellValue<'a>),
}

/// The reply in a cell to the criterion whose levels have these texts.
pub(super) fn reply<'c>(cell: &'c Cell<'_>, texts: impl FnOnce() -> Option<&'c LevelTexts>) -> CellReply<'c> {
    // Most cells hold a level and nothing else.
    if let [level @ b'0'..=b'9'] = cell.text.as_bytes() {
        return CellReply::Value(CellValue::Integer(i64::from(level - b'0')));
    }
    CellReply::Value(match cell.kind {
        CellKind::Date => CellValue::Date(Cow::Borrowed(&cell.text)),
        CellKind::Truth => CellValue::Bool(cell.text == "TRUE"),
        CellKind::Number => number(&cell.text).unwrap_or(CellValue::Float(Cow::Borrowed(&cell.text))),
        CellKind::Text | CellKind::Error | CellKind::Formula => match said(&cell.text, texts) {
            Spoken::Level(number, None) => CellValue::Integer(number),
            Spoken::Level(number, Some(remark)) => {
                return CellReply::Remarked(CellValue::Integer(number), remark);
            }
            Spoken::Number(number) => CellValue::Float(number),
            Spoken::Unknown(None) => CellValue::Text(Cow::Borrowed(UNKNOWN)),
            Spoken::Unknown(Some(remark)) => {
                return CellReply::Remarked(CellValue::Text(Cow::Borrowed(UNKNOWN)), remark);
            }
            Spoken::NotApplicable(reason) => {
                return CellReply::NotApplicable(CellValue::Text(reason));
            }
            Spoken::Against(..) | Spoken::Other => CellValue::Text(Cow::Borrowed(&cell.text)),
        },
    })
}

/// The part before the first colon, in half-width lower case, and the part after it.
fn split(text: &str) -> (Cow<'_, str>, &str) {
    let text = text.trim();
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

/// The number in the cell of a workbook.
pub(super) fn number(text: &str) -> Option<CellValue<'_>> {
    match reply::number(text)? {
        Spoken::Level(number, _) => Some(CellValue::Integer(number)),
        _ => Some(CellValue::Float(Cow::Borrowed(text))),
    }
}

/// Hands on the choices in a cell: ids or words. Between several there is a semicolon; or a comma, a slash, a line break
/// or a blank, if all that is between them are choices. Where their words follow the ids after a colon there may be
/// commas as well, as Google Forms joins check boxes.
pub(super) fn choices(cell: &Cell<'_>, fact: &Fact, mut each: impl FnMut(&str)) {
    let given = visible(&cell.text);
    let given = given.trim();
    if is_bare(given) && items(given).map(plain).all(|id| id.is_empty() || is_id(&id, fact)) {
        items(given).map(plain).filter(|id| !id.is_empty()).for_each(|id| each(&id));
        return;
    }
    if let Some(id) = choice(given, fact) {
        each(id);
        return;
    }
    if is_nothing(given) {
        return;
    }
    if let Some(ids) = joined(given, fact, |c| BETWEEN.contains(&c), &[]) {
        ids.into_iter().for_each(each);
        return;
    }
    // A choice may have separators in its words.
    if let Some(ids) = joined(given, fact, |c| BETWEEN.contains(&c) || is_sign(c), &AND) {
        ids.into_iter().for_each(each);
        return;
    }
    for item in items(given).map(str::trim).filter(|item| !item.is_empty()) {
        let several =
            joined(item, fact, is_sign, &AND).or_else(|| joined(item, fact, char::is_whitespace, &[]));
        match several {
            Some(ids) => ids.into_iter().for_each(&mut each),
            None => with_words(item, fact, &mut each),
        }
    }
}

/// What else than yes says that a choice is taken, in a column of its own.
static TAKEN: WordList = WordList::new(
    "yes|x|t|on|selected|checked|ticked|✔|☑|●|選択|選択済み|選択あり|チェック済み|チェックあり|該当",
);
static NOT_TAKEN: WordList = WordList::new(
    "f|off|notselected|unselected|unchecked|✗|✕|☐|未選択|非選択|選択なし|選択しない|チェックなし|非該当",
);

/// Whether a cell of a check box says that it is ticked, or that it is not; nothing if it says neither. `name` is that of the
/// choice, in any words.
pub(super) fn is_ticked(cell: &Cell<'_>, is_name: impl Fn(&str) -> bool) -> Option<bool> {
    let text = visible(&cell.text);
    let text = text.trim();
    let said = folded(text);
    // "No" may be the choice itself.
    if is_name(text) || YES.has(&said) || TAKEN.has(&said) {
        return Some(true);
    }
    (says_no(text) || NOT_TAKEN.has(&said) || is_nothing(text)).then_some(false)
}

/// Hands on a choice that has a column of its own, if the cell says that it is taken; what says neither as it is.
pub(super) fn pick(cell: &Cell<'_>, fact: &Fact, at: ChoiceIx, each: &mut dyn FnMut(&str)) {
    let own = &fact.choices[at.get()];
    match is_ticked(cell, |text| choice(text, fact) == Some(&own.id)) {
        Some(true) => each(&own.id),
        Some(false) => {}
        None => each(visible(&cell.text).trim()),
    }
}

/// Whether a cell for one choice says what a cell for all choices of the fact says of it.
pub(super) fn agrees(whole: &Cell<'_>, one: &Cell<'_>, fact: &Fact, at: ChoiceIx) -> bool {
    let own = fact.choices[at.get()].id.as_str();
    let (mut is_taken, mut is_picked) = (false, false);
    choices(whole, fact, |id| is_taken |= id == own);
    pick(one, fact, at, &mut |id| is_picked |= id == own);
    is_taken == is_picked
}

/// What else stands between several choices.
const OTHERS: [char; 9] = ['/', '／', '|', '\n', '\r', '・', '&', '＆', '+'];
const AND: [&str; 7] = [" and ", " And ", " AND ", "及び", "および", "並びに", "と"];

fn is_sign(c: char) -> bool {
    COMMAS.contains(&c) || OTHERS.contains(&c)
}

fn is_id(id: &str, fact: &Fact) -> bool {
    id == UNKNOWN || fact.find_choice(id).is_some()
}

/// The id of the one choice that a text is: its id, old ones too, or its words, perhaps numbered; or "we don't know".
pub(in crate::answers::read) fn choice<'f>(text: &str, fact: &'f Fact) -> Option<&'f str> {
    bare_choice(text, fact).or_else(|| {
        let (number, rest) = numbered(text.trim())?;
        // `1: no` may say both.
        let id = bare_choice(rest, fact)?;
        yes_or_no(number, fact).is_none_or(|said| said == id).then_some(id)
    })
}

fn bare_choice<'f>(text: &str, fact: &'f Fact) -> Option<&'f str> {
    let id_of = |choice: ChoiceIx| fact.choices[choice.get()].id.as_str();
    let text = text.trim();
    if let Some(choice) = fact.find_choice(&plain(text)) {
        return Some(id_of(choice));
    }
    if let Some(id) = yes_or_no(text, fact) {
        return Some(id);
    }
    let key = squeezed(text);
    if key.is_empty() {
        return None;
    }
    let mut found = (0..fact.choices.len()).map(ChoiceIx::new).filter(|at| {
        let own = &fact.choices[at.get()];
        let is_label = |sign: &str| own.label.all().any(|label| label.contains(sign));
        if has_sign(text, is_label) {
            return false;
        }
        // Its words may follow its id.
        let after_id = key.strip_prefix(&squeezed(&own.id));
        after_id == Some("")
            || own.label.all().map(squeezed).any(|label| label == key || after_id == Some(&label))
    });
    match (found.next(), found.next()) {
        (Some(one), None) => Some(id_of(one)),
        (None, _) if is_unknown(text) && !has_sign(text, |_| false) => Some(UNKNOWN),
        _ => None,
    }
}

/// The number or letter of a choice in a list, and its words: `1. yes`, `a) yes`, `① yes`.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let first = text.strip_prefix(['(', '（']).unwrap_or(text);
    let sign = first.chars().next()?;
    let length = first.find(|c: char| !c.is_ascii_digit()).filter(|length| *length > 0);
    let (number, rest) = first.split_at(length.unwrap_or(sign.len_utf8()));
    let rest = match sign {
        '①'..='⑳' => rest,
        _ if sign.is_ascii_alphanumeric() => rest.strip_prefix(['.', ')', '）', '．', ':', '：', '、'])?,
        _ => return None,
    };
    Some((number, rest.trim_start()))
}

/// What programs and people write for yes and no, where just these are asked for.
static YES: WordList = WordList::new("y|true|1|1.0|✓|○|◯|はい|あり|有|有り|あります");
static NO: WordList = WordList::new("n|no|false|0|0.0|×|いいえ|なし|無し|無|ありません");

/// Whether a text says no, as far as people and programs do.
pub(in crate::answers::read) fn says_no(text: &str) -> bool {
    NO.has(&folded(&visible(text)))
}

fn yes_or_no<'f>(text: &str, fact: &'f Fact) -> Option<&'f str> {
    let id = |id: &str| fact.find_choice(id).map(|at| fact.choices[at.get()].id.as_str());
    let (yes, no) = (id("yes")?, id("no")?);
    let said = folded(text);
    if YES.has(&said) { Some(yes) } else { NO.has(&said).then_some(no) }
}

/// Where signs and words are that may stand between choices, and the end.
fn ends(text: &str, is_between: impl Fn(char) -> bool, words: &[&str]) -> Vec<(usize, usize)> {
    let signs = text.char_indices().filter(|(_, c)| is_between(*c)).map(|(at, c)| (at, at + c.len_utf8()));
    let words =
        words.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| (at, at + word.len())));
    let mut ends: Vec<_> = signs.chain(words).collect();
    ends.sort_unstable();
    // `, and `
    ends.dedup_by(|later, before| later.0 < before.1);
    ends.push((text.len(), text.len()));
    ends
}

/// The ids of the choices that a text joins; nothing if not all of it is choices. Words may hold what is between choices.
fn joined<'f>(
    text: &str,
    fact: &'f Fact,
    is_between: impl Fn(char) -> bool,
    words: &[&str],
) -> Option<Vec<&'f str>> {
    let ends = ends(text, is_between, words);
    if ends.len() > MOST_JOINED {
        return None;
    }
    let (mut ids, mut start, mut at) = (Vec::new(), 0, 0);
    while at < ends.len() {
        if text[start..ends[at].0].trim().is_empty() {
            (start, at) = (ends[at].1, at + 1);
            continue;
        }
        // The longest text that is a choice.
        let (last, id) = (at..ends.len())
            .rev()
            .find_map(|last| choice(&text[start..ends[last].0], fact).map(|id| (last, id)))?;
        ids.push(id);
        (start, at) = (ends[last].1, last + 1);
    }
    Some(ids)
}

/// A text with more separators is prose.
const MOST_JOINED: usize = 60;

/// The choices of a text that holds ids and their words after colons. Where the words say that it is not so, it is no choice.
fn with_words(item: &str, fact: &Fact, each: &mut impl FnMut(&str)) {
    // `yes (2025)`
    let since = item.strip_suffix([')', '）']).and_then(|item| item.rsplit_once(['(', '（']));
    if let Some(id) = since.filter(|(_, time)| is_bare_time(time)).and_then(|(own, _)| choice(own, fact)) {
        return each(id);
    }
    let (first, words) = split(item);
    let labels =
        || fact.choices.iter().flat_map(|choice| choice.label.all()).map(lowered).collect::<String>();
    if is_id(&first, fact) && first != UNKNOWN && is_against(words, &labels()) {
        return each(item);
    }
    let (mut start, mut further) = (0, Vec::new());
    for (number, (at, next)) in ends(words, is_sign, &AND).into_iter().enumerate() {
        let part = &words[start..at];
        start = next;
        if number == 0 {
            continue;
        }
        match split(part).0 {
            id if part.contains(COLONS) => further.extend(Some(id).filter(|id| is_id(id, fact))),
            // Another choice, without words of its own: what is said of it nobody knows.
            _ if choice(part, fact).is_some() => return each(item),
            _ => {}
        }
    }
    std::iter::once(first).chain(further).filter(|id| !id.is_empty()).for_each(|id| each(&id));
}

/// Whether a text is a year or a day and nothing else: since then something may be so.
fn is_bare_time(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日'))
}

/// Whether words after the id of a choice, which may be its label, say that it is not so.
fn is_against(words: &str, labels: &str) -> bool {
    let words = words.trim();
    // What is so at another time is not so today.
    let is_time = || {
        words.contains(char::is_numeric)
            && is_only_time(words)
            && !is_bare_time(words)
            && !labels.contains(&lowered(words))
    };
    has_sign(words, |sign| labels.contains(sign))
        || words.contains(char::is_alphanumeric) && (takes_back(words, labels) || is_time())
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
    items(&cell.text).map(str::trim).filter(|item| !item.is_empty())
}

/// A text as it is written; true and false are none.
pub(super) fn text<'c>(cell: &'c Cell<'_>) -> CellValue<'c> {
    match cell.kind {
        CellKind::Truth => CellValue::Bool(cell.text == "TRUE"),
        _ => CellValue::Text(Cow::Borrowed(&cell.text)),
    }
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
        for text in [
            "2",
            " 2 ",
            "2.0",
            "＋２",
            "2.",
            "２．０",
            "２：はい",
            "2: yes",
            "2 (済)",
            "2 達成",
            "2達成",
            "２ はい",
            "②",
            "❷",
            "2\u{fe0f}\u{20e3}",
            "②：はい",
            "2点",
            "２点。",
            "2です",
            "レベル２です",
            "レベル2に該当します",
            "(2)",
            "（2）",
            "[2] yes",
            "level 2 achieved",
        ] {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell, || None) else { panic!("{text} is a level") };
            assert_eq!(value, CellValue::Integer(2), "{text}");
        }
        for (text, words) in [
            ("(2) many", "many"),
            ("② 院内", "院内"),
            ("2 after-sales", "after-sales"),
            ("2 達成（院内）", "達成（院内）"),
            ("2: many", "many"),
            ("２：院内", "院内"),
            ("2：院内", "院内"),
            ("2 : a: b", "a: b"),
        ] {
            let cell = cell(text);
            let CellReply::Remarked(CellValue::Integer(2), remark) = reply(&cell, || None) else {
                panic!("{text} is level 2")
            };
            assert_eq!(remark, words, "{text}");
        }
        for text in ["na: not sold", "NA：not sold", "n/a:not sold", "Ｎ／Ａ： not sold"] {
            let cell = cell(text);
            let CellReply::NotApplicable(reason) = reply(&cell, || None) else {
                panic!("{text} does not apply")
            };
            assert_eq!(reason, CellValue::Text("not sold".into()), "{text}");
        }
        let cell_of = cell("0 なし");
        assert!(matches!(reply(&cell_of, || None), CellReply::Value(CellValue::Integer(0))));
        for text in ["unknown", "Unknown", "idk", "unknown:"] {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell, || None) else { panic!("{text} is unknown") };
            assert_eq!(value, CellValue::Text("unknown".into()), "{text}");
        }
        for text in [
            "1.5",
            "99999999999999999999",
            "two",
            "2 levels",
            "2施設",
            "2 施設",
            "2 3",
            "2/4",
            "2%",
            "2 %",
            "2％",
            "2y",
            "2点以上",
            "(2",
            "1e0",
            "inf",
            ":",
            "-",
        ] {
            let cell = cell(text);
            let CellReply::Value(value) = reply(&cell, || None) else { panic!("{text} is a value") };
            assert!(!matches!(value, CellValue::Integer(_)), "{text}");
        }
    }
}
