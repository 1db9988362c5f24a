use wide::u8x16;

/// So many bytes are looked at together.
pub(crate) const BLOCK: usize = 64;

/// Which bytes of a block are found, as bits, the first byte the lowest. The search marks them in sixteen bytes at once.
#[inline]
pub(crate) fn found_in(block: &[u8; BLOCK], search: impl Fn(u8x16) -> u8x16) -> u64 {
    let (parts, _) = block.as_chunks::<16>();
    let bits = |part: &[u8; 16]| u64::from(search(u8x16::from(*part)).to_bitmask());
    parts.iter().rev().fold(0, |found, part| found << 16 | bits(part))
}

/// Which of sixteen bytes are this one.
#[inline]
pub(crate) fn are(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Where a byte stands among others, from front to back. Where it stands often this is faster than to look for the next
/// one again and again.
pub(crate) fn positions(bytes: &[u8], byte: u8) -> impl Iterator<Item = usize> {
    positions_of(bytes, move |part| are(part, byte))
}

/// The same of all bytes that a search marks, in sixteen at once.
pub(crate) fn positions_of(bytes: &[u8], search: impl Fn(u8x16) -> u8x16) -> impl Iterator<Item = usize> {
    let (blocks, rest) = bytes.as_chunks();
    Positions { blocks: blocks.iter(), rest, search, block: 0, next: 0, found: 0 }
}

struct Positions<'a, S> {
    blocks: std::slice::Iter<'a, [u8; BLOCK]>,
    /// What is left after all blocks.
    rest: &'a [u8],
    search: S,
    /// Where the present block begins.
    block: usize,
    /// Where the next block begins.
    next: usize,
    /// What was found in the present block and not told yet, as bits, the first byte the lowest.
    found: u64,
}

impl<S: Fn(u8x16) -> u8x16> Iterator for Positions<'_, S> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.block = self.next;
            if let Some(block) = self.blocks.next() {
                self.found = found_in(block, &self.search);
                self.next += BLOCK;
            } else {
                let rest = std::mem::take(&mut self.rest);
                if rest.is_empty() {
                    return None;
                }
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                let inside = (1 << rest.len()) - 1;
                self.found = found_in(&block, &self.search) & inside;
            }
        }
        let position = self.block + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn every_position_is_found() {
        let mut bytes = Vec::new();
        let mut number = 1_u64;
        for length in 0..400 {
            for byte in [0, b'"', b'a'] {
                let expected = bytes.iter().enumerate().filter(|(_, other)| **other == byte);
                let expected: Vec<usize> = expected.map(|(position, _)| position).collect();
                assert_eq!(positions(&bytes, byte).collect::<Vec<_>>(), expected, "{length} bytes");
            }
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.push([b'"', b'a', b'b', 0][(number >> 33) as usize % 4]);
        }
    }
}
