use crate::framework::Framework;

/// The keys of criteria and facts as a form writes them, in the order of the framework: where a sheet keeps to it,
/// each is compared with what comes, and nothing is looked for.
#[derive(Debug)]
pub(super) struct Keys {
    /// Per criterion.
    pub(super) criteria: Vec<Expected>,
    /// Per fact.
    pub(super) facts: Vec<Expected>,
    /// The keys of the sheet itself, in the order of [`HEAD`].
    pub(super) head: Vec<Expected>,
}

/// The keys of a sheet in their usual order.
pub(super) const HEAD: [&str; 8] =
    ["framework", "version", "subject", "ref", "date", "respondent", "facts", "answers"];

impl Keys {
    /// The keys of a framework, with what stands before and after an id.
    pub(super) fn new(framework: &Framework, before: &str, after: &str) -> Self {
        let key = |id: &str| Expected::new(&format!("{before}{id}{after}"));
        Self {
            criteria: framework.criteria().iter().map(|criterion| key(&criterion.id)).collect(),
            facts: framework.facts().iter().map(|fact| key(&fact.id)).collect(),
            head: HEAD.iter().map(|id| key(id)).collect(),
        }
    }
}

/// So many bytes are compared at once.
const AT_ONCE: usize = 32;

/// Bytes that are likely to come next.
#[derive(Debug)]
pub(super) struct Expected {
    bytes: Box<[u8]>,
    /// The first bytes as numbers, with ones where a bit counts.
    words: [(u64, u64); AT_ONCE / 8],
}

impl Expected {
    /// A text that may come.
    pub(super) fn new(text: &str) -> Self {
        let word = |number: usize| {
            let byte = |place: usize| text.as_bytes().get(8 * number + place).copied();
            let eight =
                |of: fn(u8) -> u8| u64::from_le_bytes(std::array::from_fn(|place| byte(place).map_or(0, of)));
            (eight(|byte| byte), eight(|_| u8::MAX))
        };
        Self { bytes: text.as_bytes().into(), words: std::array::from_fn(word) }
    }

    /// How many bytes it has.
    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// Whether a text begins with it.
    #[inline]
    pub(super) fn comes(&self, rest: &[u8]) -> bool {
        match rest.first_chunk::<AT_ONCE>() {
            Some(chunk) if self.bytes.len() <= AT_ONCE => {
                let (words, _) = chunk.as_chunks::<8>();
                let differs = |number: usize| {
                    let (own, counts) = self.words[number];
                    (u64::from_le_bytes(words[number]) & counts) ^ own
                };
                // What is something else mostly differs in the first bytes.
                differs(0) == 0 && differs(1) | differs(2) | differs(3) == 0
            }
            _ => rest.starts_with(&self.bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Expected;

    #[test]
    fn what_comes_is_compared_to_its_last_byte() {
        for length in 1..40 {
            let text: String = ('a'..='z').cycle().take(length).collect();
            let expected = Expected::new(&text);
            for after in ["", "x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] {
                let comes = format!("{text}{after}");
                assert!(expected.comes(comes.as_bytes()), "{comes}");
                for place in 0..length {
                    let mut other = comes.clone().into_bytes();
                    other[place] ^= 0x80;
                    assert!(!expected.comes(&other), "{comes} at {place}");
                }
                assert!(!expected.comes(&comes.as_bytes()[..length - 1]));
            }
        }
    }
}
