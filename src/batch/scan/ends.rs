use crate::source::{BLOCK, are, found_in};

/// Where the cells of a table end: at separators, line breaks and the end of the text, outside of quotes. Told only
/// as far as all quotes stand where they may: around a cell, and inside of it twice.
pub(in crate::batch) struct Ends<'a> {
    bytes: &'a [u8],
    separator: u8,
    /// Where the present block begins.
    block: usize,
    /// The ends in it that are yet to come.
    left: u64,
    /// Those of them that are no separators.
    last: u64,
    /// Where the next block begins; beyond the bytes if there is none.
    next: usize,
    /// All ones if the present block ends inside quotes.
    inside: u64,
    /// Whether quotes may begin after the last byte of the present block, as the lowest bit.
    may_open: u64,
    /// Whether the last byte of the present block is a quote that closes, as the lowest bit.
    closed: u64,
    /// The last line break inside quotes.
    last_break: Option<usize>,
}

impl<'a> Ends<'a> {
    /// The ends of the cells from a byte on, at which a row begins.
    pub(in crate::batch) fn new(text: &'a str, from: usize, separator: u8) -> Self {
        Self {
            bytes: text.as_bytes(),
            separator,
            block: from,
            left: 0,
            last: 0,
            next: from,
            inside: 0,
            may_open: 1,
            closed: 0,
            last_break: None,
        }
    }

    /// The next cells of a row that end close to each other; `None` after the last, or where a quote does not fit.
    #[inline]
    pub(in crate::batch) fn next(&mut self) -> Option<Run> {
        while self.left == 0 {
            self.load()?;
        }
        // Everything up to the end of the row.
        let ends = self.left & (self.last ^ self.last.wrapping_sub(1));
        self.left ^= ends;
        let ends_row = ends & self.last != 0;
        self.last &= self.left;
        Some(Run { block: self.block, ends, ends_row })
    }

    /// Whether a line break inside quotes may stand after this byte; false if surely not.
    pub(in crate::batch) fn may_break_after(&self, byte: usize) -> bool {
        self.last_break.is_some_and(|last| last >= byte)
    }

    /// Goes to the next block; `None` if there is none.
    fn load(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.next..)?;
        let mut padded;
        let (chunk, end) = if let Some(chunk) = rest.first_chunk() {
            (chunk, 0)
        } else {
            padded = [0; BLOCK];
            padded[..rest.len()].copy_from_slice(rest);
            (&padded, 1 << rest.len())
        };
        let found = Found::new(chunk, self.separator);
        self.block = self.next;
        self.next += BLOCK;
        self.last = found.breaks | end;
        self.left = found.separators | self.last;
        if found.quotes | self.inside | self.closed != 0 {
            self.quotes(&found);
        } else {
            self.may_open = self.left >> (BLOCK - 1);
        }
        Some(())
    }

    /// Takes out what stands in quotes, and everything from a quote on that does not fit.
    fn quotes(&mut self, found: &Found) {
        // Each bit is turned by all quotes up to it: from one that opens on up to the one that closes.
        let mut inside = found.quotes;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        inside ^= self.inside;
        self.left &= !inside;
        let (open, close) = (found.quotes & inside, found.quotes & !inside);
        // A quote between two others may close and open again: then it stands there twice.
        let around = self.left | found.quotes;
        let wrong = open & !(around << 1 | self.may_open) | (close << 1 | self.closed) & !around;
        if wrong != 0 {
            self.left &= (wrong & wrong.wrapping_neg()) - 1;
            self.next = usize::MAX;
        }
        self.last &= self.left;
        if found.breaks & inside != 0 {
            self.last_break = Some(self.block + BLOCK);
        }
        self.inside = if inside >> (BLOCK - 1) == 1 { u64::MAX } else { 0 };
        self.may_open = around >> (BLOCK - 1);
        self.closed = close >> (BLOCK - 1);
    }
}

/// Cells that end in the same block.
pub(in crate::batch) struct Run {
    block: usize,
    ends: u64,
    /// Whether the last of them is the last of its row.
    pub(in crate::batch) ends_row: bool,
}

impl Iterator for Run {
    type Item = usize;

    /// Where the next of them ends.
    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.ends == 0 {
            return None;
        }
        let end = self.block + self.ends.trailing_zeros() as usize;
        self.ends &= self.ends - 1;
        Some(end)
    }
}

/// What was found in a block, as bits, the first byte the lowest.
struct Found {
    separators: u64,
    breaks: u64,
    quotes: u64,
}

impl Found {
    #[inline]
    fn new(block: &[u8; BLOCK], separator: u8) -> Self {
        Self {
            separators: found_in(block, |part| are(part, separator)),
            breaks: found_in(block, |part| are(part, b'\n') | are(part, b'\r')),
            quotes: found_in(block, |part| are(part, b'"')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ends;

    /// The same byte by byte: where each cell ends, and whether its row does.
    fn expected(bytes: &[u8]) -> Vec<(usize, bool)> {
        let is_end = |at: usize| bytes.get(at).is_none_or(|byte| b",\n\r".contains(byte));
        let (mut all, mut at) = (Vec::new(), 0);
        loop {
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                while bytes.get(at) != Some(&b'"') || bytes.get(at + 1) == Some(&b'"') {
                    if at >= bytes.len() {
                        return all;
                    }
                    at += if bytes[at] == b'"' { 2 } else { 1 };
                }
                at += 1;
            }
            while !is_end(at) && bytes[at] != b'"' && (at == 0 || bytes[at - 1] != b'"') {
                at += 1;
            }
            if !is_end(at) {
                return all;
            }
            all.push((at, bytes.get(at) != Some(&b',')));
            if at >= bytes.len() {
                return all;
            }
            at += 1;
        }
    }

    #[test]
    fn the_ends_are_those_of_the_cells() {
        let pieces = [
            "a",
            ",",
            "\n",
            "\r\n",
            "\r",
            ",\"x\",",
            ",\"y,\n\"\"\",",
            "long and longer",
            "語",
            "bc",
            ",,",
            "\"",
        ];
        let mut number = 1_u64;
        let mut next = |below: usize| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) as usize % below
        };
        for length in 0..6_000 {
            // Quotes alone seldom fit, so that there are few of them.
            let lone = [next(40), next(40)];
            let text: String =
                (0..length % 60).map(|at| pieces[if lone.contains(&at) { 11 } else { next(11) }]).collect();
            let mut ends = Ends::new(&text, 0, b',');
            let mut found = Vec::new();
            while let Some(run) = ends.next() {
                let ends_row = run.ends_row;
                found.extend(run.map(|end| (end, false)));
                if let Some((_, last)) = found.last_mut() {
                    *last = ends_row;
                }
            }
            assert_eq!(found, expected(text.as_bytes()), "{text:?}");
            if let (Some(quoted), Some((last, _))) = (text.find(",\"y,\n"), found.last()) {
                assert!(ends.may_break_after(quoted) || *last < quoted + 4, "{text:?}");
            }
        }
    }
}
