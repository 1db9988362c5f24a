use std::convert::Infallible;
use std::io;

/// Bytes that are ready to be copied. Up to `N` of them are copied with a few instructions of a fixed size, which is
/// faster than a copy that looks at their length first.
#[derive(Debug)]
pub(super) struct Piece<const N: usize> {
    short: [u8; N],
    length: usize,
    /// All of them, if they are more than fit in there.
    long: Box<[u8]>,
}

impl<const N: usize> Piece<N> {
    /// A piece with these bytes.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut short = [0; N];
        let fits = bytes.len() <= N;
        if fits {
            short[..bytes.len()].copy_from_slice(bytes);
        }
        Self { short, length: bytes.len(), long: if fits { Box::default() } else { bytes.into() } }
    }
}

impl<const N: usize> From<String> for Piece<N> {
    fn from(text: String) -> Self {
        Self::new(text.as_bytes())
    }
}

/// At most seven bytes that are ready to be copied, and then how many they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label([u8; 8]);

impl Label {
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

/// So much stays free behind what is written, since copies of a fixed size go beyond the end of a piece.
const SLACK: usize = 128;

impl Page {
    /// What is written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Takes back everything.
    pub(super) fn clear(&mut self) {
        self.length = 0;
    }

    /// Writes with a pen. Where the room does not do, there is more of it and all is written anew; so nothing has to be
    /// looked after in between. An error takes back what was written.
    pub(super) fn write<E>(&mut self, write: impl Fn(&mut Pen<'_>) -> Result<(), E>) -> Result<(), E> {
        loop {
            let mut pen = Pen { room: &mut self.bytes, at: self.length };
            write(&mut pen)?;
            let at = pen.at;
            if at + SLACK <= self.bytes.len() {
                self.length = at;
                return Ok(());
            }
            // Pages of stretches of one length come so to be of one size, and stay.
            self.bytes.resize((at + SLACK).next_power_of_two(), 0);
        }
    }

    /// Writes some bytes.
    pub(super) fn all(&mut self, bytes: &[u8]) {
        let Ok(()) = self.write(|pen| {
            pen.all(bytes);
            Ok::<_, Infallible>(())
        });
    }
}

/// Writes onto a page. What the page has no room for is only counted.
pub(super) struct Pen<'p> {
    room: &'p mut [u8],
    at: usize,
}

impl Pen<'_> {
    /// Writes a piece.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, piece: &Piece<N>) {
        if piece.length <= N {
            self.fixed(&piece.short, piece.length);
        } else {
            self.all(&piece.long);
        }
    }

    /// Writes some bytes.
    #[inline]
    pub(super) fn all(&mut self, bytes: &[u8]) {
        let end = self.at + bytes.len();
        if let Some(place) = self.room.get_mut(self.at..end) {
            place.copy_from_slice(bytes);
        }
        self.at = end;
    }

    /// Writes a word.
    #[inline]
    pub(super) fn word(&mut self, word: Label) {
        self.fixed(&word.0, word.length());
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
        let before = self.at;
        for item in items {
            write(self, item);
        }
        self.at -= usize::from(self.at > before);
    }

    /// Writes so many of some bytes, at most [`SLACK`].
    #[inline]
    fn fixed<const N: usize>(&mut self, bytes: &[u8; N], length: usize) {
        const { assert!(N <= SLACK) };
        if let Some(place) = self.room.get_mut(self.at..).and_then(<[u8]>::first_chunk_mut) {
            *place = *bytes;
        }
        self.at += length;
    }
}

impl io::Write for Pen<'_> {
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
    use super::{Infallible, Label, Page, Pen, Piece};

    #[test]
    fn a_page_has_what_was_written() {
        let (mut page, mut plain) = (Page::default(), String::new());
        for round in 0..2 {
            page.clear();
            plain.clear();
            for length in [0, 1, 63, 64, 65, 500, 0, 3] {
                let text = "x".repeat(length + round);
                let written = page.write::<Infallible>(|pen| {
                    pen.put(&Piece::<64>::from(text.clone()));
                    pen.all(b"-");
                    pen.word(Label::of(99_999, "},").expect("few enough"));
                    pen.list(0..3, |pen, number| {
                        pen.number(number);
                        pen.all(b",");
                    });
                    pen.list(0..0, Pen::number);
                    Ok(())
                });
                assert_eq!(written, Ok(()));
                plain += &text;
                plain += "-99999},0,1,2";
                page.all(b"+");
                plain.push('+');
            }
            let failed = page.write(|pen| {
                pen.all(b"no");
                Err(())
            });
            assert_eq!(failed, Err(()));
            assert_eq!(page.bytes(), plain.as_bytes());
        }
    }

    #[test]
    fn words_are_short() {
        assert!(Label::of(999_999, "},").is_none() && Label::new("12345678").is_none());
        for number in [0, 9, 10, 9_999_999] {
            let Label(word) = Label::of(number, "").expect("few enough");
            let digits = number.to_string();
            assert_eq!((usize::from(word[7]), &word[..digits.len()]), (digits.len(), digits.as_bytes()));
        }
    }
}
