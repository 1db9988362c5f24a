/// Finds the position of an id from its bytes: a table of slots with linear probing, at most a quarter full.
#[derive(Debug)]
pub(super) struct Names {
    ids: Vec<Box<[u8]>>,
    /// Per slot the position of an id and 1; 0 is empty.
    slots: Vec<u32>,
}

impl Names {
    /// The names of a list of ids, each of which stands there once.
    pub(super) fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let ids: Vec<Box<[u8]>> = ids.map(|id| id.as_bytes().into()).collect();
        let mut names = Self { slots: vec![0; (ids.len() * 4).next_power_of_two()], ids };
        for (id, number) in names.ids.iter().zip(1..) {
            let mut slot = hash(id) & (names.slots.len() - 1);
            while names.slots[slot] != 0 {
                slot = (slot + 1) & (names.slots.len() - 1);
            }
            names.slots[slot] = number;
        }
        names
    }

    /// The id at a position.
    pub(super) fn id(&self, position: usize) -> Option<&[u8]> {
        self.ids.get(position).map(|id| &**id)
    }

    /// Whether this id stands at a position.
    pub(super) fn is(&self, position: usize, id: &[u8]) -> bool {
        self.ids.get(position).is_some_and(|own| **own == *id)
    }

    /// The position of an id in the list.
    pub(super) fn find(&self, id: &[u8]) -> Option<usize> {
        let mut slot = hash(id) & (self.slots.len() - 1);
        loop {
            let position = (self.slots[slot] as usize).checked_sub(1)?;
            if *self.ids[position] == *id {
                return Some(position);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// Mixes the length, the first and the last eight bytes: ids of one framework seldom agree in all of them.
#[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
fn hash(id: &[u8]) -> usize {
    let word = |part: Option<&[u8; 8]>| part.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let (first, last) = if id.len() < 8 {
        (id.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0)
    } else {
        (word(id.first_chunk()), word(id.last_chunk()))
    };
    let mixed = (first ^ last.rotate_left(23) ^ id.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) as usize >> 17
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn every_id_is_found_and_nothing_else() {
        let ids: Vec<String> = (0..500).map(|n| format!("criterion-{n}")).chain(["a".into()]).collect();
        let names = Names::new(ids.iter().map(String::as_str));
        for (position, id) in ids.iter().enumerate() {
            assert_eq!(names.find(id.as_bytes()), Some(position));
        }
        for other in ["", "b", "criterion-500", "criterion-", "criterion-1 "] {
            assert_eq!(names.find(other.as_bytes()), None);
        }
        assert_eq!(Names::new(std::iter::empty()).find(b"a"), None);
    }
}
