use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::Fault;

/// The most bytes that the parts of a workbook may have when unpacked: a small archive can expand enormously.
pub(super) const MAX_UNPACKED: u64 = 512 << 20;

/// The most parts of a workbook; each takes memory before it is looked at.
pub(super) const MAX_PARTS: usize = 10_000;

/// The most XML events in a workbook: a cell has several, and each takes time.
const MAX_PIECES: u64 = 20_000_000;

/// The most bytes of a single XML event, which is held in memory: more than a row may have.
const MAX_PIECE: u64 = 16 << 20;

/// The parts of a ZIP archive. Unpacked bytes are counted as they come, whatever the directory says.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The index of each part by its name in lower case.
    parts: BTreeMap<String, usize>,
    left: Left,
}

/// What may still be read.
#[derive(Clone, Copy)]
struct Left {
    bytes: u64,
    pieces: u64,
}

impl Left {
    const ALL: Self = Self { bytes: MAX_UNPACKED, pieces: MAX_PIECES };
}

impl Package {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        if memchr::memmem::find_iter(&bytes, b"PK\x01\x02").nth(MAX_PARTS).is_some() {
            return Err(Fault::TooManyParts);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NoDirectory)?;
        let name = |index| Some((plain(&archive.name_for_index(index)?.ok()?), index));
        let parts = (0..archive.len()).filter_map(name).collect();
        Ok(Self { archive, parts, left: Left::ALL })
    }

    /// Restores the budget to what it was at the beginning.
    pub(super) fn count_anew(&mut self) {
        self.left = Left::ALL;
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&plain(name))
    }

    /// A part as XML, if it exists.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>, Fault> {
        let Some(part) = self.part(name)? else { return Ok(None) };
        let mut reader = Reader::from_reader(BufReader::with_capacity(32 << 10, part));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // Checking them would keep the names of all open elements.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Ok(Some(Xml { reader, piece: Vec::new() }))
    }

    /// The beginning of a part, if it exists.
    pub(super) fn beginning(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(part) = self.part(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(length).read_to_end(&mut bytes).map_err(|error| Fault::Damaged(error.to_string()))?;
        Ok(Some(bytes))
    }

    fn part(&mut self, name: &str) -> Result<Option<Measured<'_>>, Fault> {
        let Some(index) = self.parts.get(&plain(name)) else { return Ok(None) };
        let part = self.archive.by_index(*index).map_err(|error| Fault::Damaged(error.to_string()))?;
        Ok(Some(Measured { part, left: &mut self.left, room: MAX_PIECE, over: None }))
    }
}

/// A normalized part name: programs differ in case, slashes and a leading slash.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A part whose bytes are counted.
struct Measured<'p> {
    part: ZipFile<'p, Cursor<Vec<u8>>>,
    left: &'p mut Left,
    /// How many bytes the next XML event may have.
    room: u64,
    /// The limit that was exceeded.
    over: Option<Fault>,
}

impl Read for Measured<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        let over = match (self.left.bytes.checked_sub(read as u64), self.room.checked_sub(read as u64)) {
            (None, _) => Fault::TooLarge,
            (_, None) => Fault::TooLong,
            (Some(left), Some(room)) => {
                (self.left.bytes, self.room) = (left, room);
                return Ok(read);
            }
        };
        self.over = Some(over);
        Err(io::Error::other("over a limit"))
    }
}

/// The elements and texts of a part in order.
pub(super) struct Xml<'p> {
    reader: Reader<BufReader<Measured<'p>>>,
    piece: Vec<u8>,
}

/// The start or end of an element, or a text. Names come without a prefix; an empty element starts and ends.
pub(super) enum XmlNode<'x> {
    Start(BytesStart<'x>),
    End(BytesEnd<'x>),
    Text(Cow<'x, str>),
    Other,
}

impl Xml<'_> {
    /// The next node; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<XmlNode<'_>>, Fault> {
        self.piece.clear();
        let part = self.reader.get_mut().get_mut();
        part.room = MAX_PIECE;
        part.left.pieces = part.left.pieces.checked_sub(1).ok_or(Fault::TooManyPieces)?;
        let event = match self.reader.read_event_into(&mut self.piece) {
            Ok(event) => event,
            Err(error) => {
                let over = self.reader.get_mut().get_mut().over.take();
                return Err(over.unwrap_or_else(|| Fault::Damaged(error.to_string())));
            }
        };
        Ok(Some(match event {
            Event::Start(start) | Event::Empty(start) => XmlNode::Start(start),
            Event::End(end) => XmlNode::End(end),
            Event::Text(text) => XmlNode::Text(text.xml10_content()),
            Event::CData(text) => XmlNode::Text(text.xml10_content()),
            Event::GeneralRef(entity) => {
                let sign = entity.resolve_char_ref().map_err(|error| Fault::Damaged(error.to_string()))?;
                XmlNode::Text(match (sign, resolve_predefined_entity(&entity)) {
                    (Some(sign), _) => Cow::Owned(sign.to_string()),
                    (None, Some(text)) => Cow::Borrowed(text),
                    (None, None) => return Err(Fault::Damaged(format!("&{};", &*entity))),
                })
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => XmlNode::Other,
            Event::Eof => return Ok(None),
        }))
    }

    /// Reads to the end of this many enclosing elements.
    pub(super) fn leave(&mut self, mut elements: usize) -> Result<(), Fault> {
        while elements > 0 {
            match self.next()? {
                Some(XmlNode::Start(_)) => elements += 1,
                Some(XmlNode::End(_)) => elements -= 1,
                Some(_) => {}
                None => return Err(Fault::Cut),
            }
        }
        Ok(())
    }

    /// Appends the text in the element that has begun and in its descendants, except in those named. Returns whether a
    /// part of it is struck through.
    pub(super) fn text(&mut self, but: &[&str], out: &mut String) -> Result<bool, Fault> {
        let (mut open, mut is_struck) = (1, false);
        while open > 0 {
            match self.next()?.ok_or(Fault::Cut)? {
                XmlNode::Start(start) if but.contains(&start.local_name().as_ref()) => self.leave(1)?,
                XmlNode::Start(start) => {
                    is_struck |= strikes(&start);
                    open += 1;
                }
                XmlNode::End(_) => open -= 1,
                XmlNode::Text(text) => add(&text, out)?,
                XmlNode::Other => {}
            }
        }
        Ok(is_struck)
    }
}

/// Whether a font element strikes text through.
pub(super) fn strikes(start: &BytesStart<'_>) -> bool {
    start.local_name().as_ref() == "strike"
        && attribute(start, "val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
}

/// Appends to a text, which as a whole may be no longer than a single event.
pub(super) fn add(part: &str, out: &mut String) -> Result<(), Fault> {
    if (out.len() + part.len()) as u64 > MAX_PIECE {
        return Err(Fault::TooLong);
    }
    out.push_str(part);
    Ok(())
}

/// An attribute by its name without a prefix.
pub(super) fn attribute<'s>(start: &'s BytesStart<'_>, name: &str) -> Option<Cow<'s, str>> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name);
    found?.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Whether a boolean attribute is true.
pub(super) fn is_set(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
}
