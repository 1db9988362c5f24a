/// Finds the position of an id from its bytes: a table of slots with linear probing, at most a quarter full.
#[derive(Debug)]
pub(super) struct Names {
    ids: Vec<Id>,
    /// Per slot the position of an id and 1; 0 is empty.
    slots: Vec<u32>,
}

#[derive(Debug)]
struct Id {
    ends: Ends,
    bytes: Box<[u8]>,
}

impl Id {
    #[inline]
    fn is(&self, ends: Ends, bytes: &[u8]) -> bool {
        self.ends == ends && (ends.length <= 32 || *self.bytes == *bytes)
    }
}

/// Among so few, looking at each is faster than a table.
const FEW: usize = 8;

impl Names {
    /// The names of a list of ids, each of which stands there once.
    pub(super) fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let id = |id: &str| Id { ends: Ends::of(id.as_bytes()), bytes: id.as_bytes().into() };
        let ids: Vec<Id> = ids.map(id).collect();
        let mut names = Self { slots: vec![0; (ids.len() * 4).next_power_of_two()], ids };
        for (id, number) in names.ids.iter().zip(1..) {
            let mut slot = id.ends.hash() & (names.slots.len() - 1);
            while names.slots[slot] != 0 {
                slot = (slot + 1) & (names.slots.len() - 1);
            }
            names.slots[slot] = number;
        }
        names
    }

    /// The position of an id in the list.
    #[inline]
    pub(super) fn find(&self, id: &[u8]) -> Option<usize> {
        let ends = Ends::of(id);
        if self.ids.len() <= FEW {
            return self.ids.iter().position(|own| own.is(ends, id));
        }
        let mut slot = ends.hash() & (self.slots.len() - 1);
        loop {
            let position = (self.slots[slot] as usize).checked_sub(1)?;
            if self.ids[position].is(ends, id) {
                return Some(position);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The length of some bytes with the first and the last of them: all of them, where they are no more than 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ends {
    length: usize,
    first: u64,
    last: u64,
    /// The eight bytes after the first and those before the last, where there are so many.
    inner: [u64; 2],
}

impl Ends {
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        let length = bytes.len();
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let mut inner = [0; 2];
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            if let (Some(front), Some(back)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) {
                inner = [word(&front.as_chunks().0[1]), word(&back.as_chunks().0[0])];
            }
            (word(first), word(last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
        } else if let ([first, ..], [.., last]) = (bytes, bytes) {
            (u64::from(*first) << 8 | u64::from(bytes[length / 2]), u64::from(*last))
        } else {
            (0, 0)
        };
        Self { length, first, last, inner }
    }

    /// Any number that differs for most others: ids of one framework seldom agree at both ends.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
    fn hash(self) -> usize {
        let mixed = self.first ^ self.last.rotate_left(23) ^ self.length as u64;
        let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) as usize >> 17
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn every_id_is_found_and_nothing_else() {
        let middling = "twenty-one-characters".to_owned();
        let long = "a-very-long-id-that-differs-in-the-middle";
        let other_long = "a-very-long-id-THAT-differs-in-the-middle";
        let short = ["a", "ab", "abc", "abcd", "abcde", "abcdefg", "abcdefgh", long].map(str::to_owned);
        let lengths = (16..=34).map(|length| middling.repeat(2)[..length].to_owned());
        let ids: Vec<String> =
            (0..500).map(|n| format!("criterion-{n}")).chain(short).chain(lengths).collect();
        let names = Names::new(ids.iter().map(String::as_str));
        for (position, id) in ids.iter().enumerate() {
            assert_eq!(names.find(id.as_bytes()), Some(position));
            for place in 0..id.len() {
                let mut other = id.clone().into_bytes();
                other[place] ^= 0x20;
                assert_eq!(names.find(&other), None, "{id} at {place}");
            }
        }
        for other in ["", "b", "ac", "aac", "criterion-500", "criterion-", "criterion-1 ", other_long] {
            assert_eq!(names.find(other.as_bytes()), None);
        }
        let few = Names::new(["yes", "no", long].into_iter());
        assert_eq!(
            [b"no" as &[u8], long.as_bytes(), other_long.as_bytes()].map(|id| few.find(id)),
            [Some(1), Some(2), None]
        );
        assert_eq!(Names::new(std::iter::empty()).find(b"a"), None);
        assert_eq!(Names::new([""].into_iter()).find(b""), Some(0));
    }
}
