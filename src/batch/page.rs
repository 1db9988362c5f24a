use std::io;

/// Pieces up to this length are copied with a few instructions of a fixed size, which is faster than a copy that
/// looks at their length first.
const SHORT: usize = 64;

/// Bytes that are ready to be copied.
#[derive(Debug)]
pub(super) struct Piece {
    short: [u8; SHORT],
    length: usize,
    /// All of them, if they are more than fit in there.
    long: Box<[u8]>,
}

impl Piece {
    /// A piece with these bytes.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut short = [0; SHORT];
        let fits = bytes.len() <= SHORT;
        if fits {
            short[..bytes.len()].copy_from_slice(bytes);
        }
        Self { short, length: bytes.len(), long: if fits { Box::default() } else { bytes.into() } }
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::new(text.as_bytes())
    }
}

/// At most seven bytes that are ready to be copied, and then how many they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word([u8; 8]);

impl Word {
    /// A word with these bytes, if they are few enough.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut word = [0; 8];
        word[..7].get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        word[7] = u8::try_from(text.len()).ok()?;
        Some(Self(word))
    }

    /// A word of a number and what stands after it.
    pub(super) fn of(number: u64, end: &str) -> Option<Self> {
        let mut digits = itoa::Buffer::new();
        let Self(mut word) = Self::new(digits.format(number))?;
        let length = usize::from(word[7]);
        word[..7].get_mut(length..length + end.len())?.copy_from_slice(end.as_bytes());
        word[7] += u8::try_from(end.len()).ok()?;
        Some(Self(word))
    }

    fn length(self) -> usize {
        usize::from(self.0[7])
    }
}

/// Where results are put together. It keeps its memory from one stretch to the next.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Longer than what is written.
    bytes: Vec<u8>,
    length: usize,
}

impl Page {
    /// How many bytes are written.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// Takes back what was written after so many bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// What is written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Writes a piece.
    #[inline]
    pub(super) fn put(&mut self, piece: &Piece) {
        if piece.length <= SHORT {
            self.fixed(piece.short, piece.length);
        } else {
            self.all(&piece.long);
        }
    }

    /// Writes some bytes.
    #[inline]
    pub(super) fn all(&mut self, bytes: &[u8]) {
        self.room(bytes.len())[..bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    /// Writes a word.
    #[inline]
    pub(super) fn word(&mut self, word: Word) {
        self.fixed(word.0, word.length());
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: u64) {
        self.all(itoa::Buffer::new().format(number).as_bytes());
    }

    /// Writes the items of a list, each of which ends with a comma; the last one does not.
    #[inline]
    pub(super) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let before = self.length;
        for item in items {
            write(self, item);
        }
        self.length -= usize::from(self.length > before);
    }

    /// Writes so many of some bytes.
    #[inline]
    fn fixed<const N: usize>(&mut self, bytes: [u8; N], length: usize) {
        if let Some(room) = self.room(N).first_chunk_mut() {
            *room = bytes;
        }
        self.length += length;
    }

    /// Place for at least so many bytes.
    #[inline]
    fn room(&mut self, count: usize) -> &mut [u8] {
        if self.bytes.len() - self.length < count {
            self.grow(count);
        }
        &mut self.bytes[self.length..]
    }

    #[cold]
    fn grow(&mut self, count: usize) {
        self.bytes.resize(2 * (self.length + count), 0);
    }
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Piece, Word};

    #[test]
    fn a_page_has_what_was_written() {
        let (mut page, mut plain) = (Page::default(), String::new());
        for round in 0..2 {
            page.truncate(0);
            plain.clear();
            for length in [0, 1, 63, 64, 65, 500, 0, 3] {
                let text = "x".repeat(length + round);
                page.put(&Piece::from(text.clone()));
                page.all(b"-");
                plain.push_str(&text);
                plain.push('-');
            }
            for (number, end) in [(0, "},"), (99_999, "},"), (7, "")] {
                page.word(Word::of(number, end).expect("few enough"));
                plain += &number.to_string();
                plain += end;
            }
            assert!(Word::of(999_999, "},").is_none() && Word::new("12345678").is_none());
            for number in [0, 9, 10, 9_999_999, u64::MAX] {
                page.number(number);
                if let Some(word) = Word::of(number, "") {
                    page.word(word);
                    plain.push_str(&number.to_string());
                }
                plain.push_str(&number.to_string());
            }
            assert_eq!(page.bytes(), plain.as_bytes());
        }
    }
}
