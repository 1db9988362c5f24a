use crate::answers::Reply;
use crate::text::ids;

/// Whether the raters agree on one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Some say that it does not apply, others that it does.
    DisputedScope,
    /// They give different values.
    DisputedValue,
    /// Some give a value, others say that it is not known.
    DisputedKnowledge,
    /// Two or more answer, all the same.
    Agreed,
    /// Only one answers.
    Single,
    /// Nobody answers.
    Open,
}

ids! { Status {
    Self::Agreed => "agreed",
    Self::DisputedScope | Self::DisputedValue | Self::DisputedKnowledge => "disputed",
    Self::Single => "single",
    Self::Open => "open",
} }

impl Status {
    /// Whether it must be settled.
    pub fn is_disputed(self) -> bool {
        self.rank() < 3
    }

    /// Its place in a list; everything that is not disputed is equal.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::DisputedScope => 0,
            Self::DisputedValue => 1,
            Self::DisputedKnowledge => 2,
            Self::Agreed | Self::Single | Self::Open => 3,
        }
    }
}

/// What an answer says, as far as raters can differ in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OpinionKind<T> {
    Value(T),
    Unknown,
    NotApplicable,
}

/// What a reply says. Reasons for "does not apply" may differ.
pub(super) fn kind(reply: &Reply) -> OpinionKind<u8> {
    match reply {
        Reply::Level(level) => OpinionKind::Value(*level),
        Reply::Unknown | Reply::Unanswered => OpinionKind::Unknown,
        Reply::NotApplicable(_) => OpinionKind::NotApplicable,
    }
}

pub(super) fn status<'a, G: 'a, T: PartialEq>(
    given: impl Iterator<Item = &'a G>,
    kind: impl Fn(&'a G) -> OpinionKind<T>,
) -> Status {
    let kinds: Vec<OpinionKind<T>> = given.map(kind).collect();
    let Some((first, others)) = kinds.split_first() else { return Status::Open };
    if others.is_empty() {
        return Status::Single;
    }
    if others.iter().all(|other| other == first) {
        return Status::Agreed;
    }
    if kinds.contains(&OpinionKind::NotApplicable) {
        return Status::DisputedScope;
    }
    let mut values = kinds.iter().filter(|kind| **kind != OpinionKind::Unknown);
    let one = values.next();
    if values.all(|other| Some(other) == one) { Status::DisputedKnowledge } else { Status::DisputedValue }
}
