use std::ops::Index;

use super::{Criterion, Fact, Framework, Gate, Rubric, Source, Stage};

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            #[expect(clippy::cast_possible_truncation, reason = "a file of 64 MiB holds fewer items")]
            pub(crate) fn new(position: usize) -> Self {
                Self(position as u32)
            }

            /// The position in the list of its framework, from 0.
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indices! {
    /// Which of a framework's languages.
    LanguageIx;
    /// Which of a framework's sources.
    SourceIx;
    /// Which of a framework's facts.
    FactIx;
    /// Which of a fact's choices.
    ChoiceIx;
    /// Which of a framework's stages.
    StageIx;
    /// Which of a framework's rubrics.
    RubricIx;
    /// Which of a framework's criteria.
    CriterionIx;
    /// Which of a framework's gates.
    GateIx;
}

macro_rules! lookup {
    ($($index:ident in $list:ident gives $item:ident;)*) => {$(
        impl Index<$index> for Framework {
            type Output = $item;

            fn index(&self, index: $index) -> &$item {
                &self.$list[index.get()]
            }
        }
    )*};
}

lookup! {
    SourceIx in sources gives Source;
    FactIx in facts gives Fact;
    StageIx in stages gives Stage;
    RubricIx in rubrics gives Rubric;
    CriterionIx in criteria gives Criterion;
    GateIx in gates gives Gate;
}
