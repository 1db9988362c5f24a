use crate::batch::codes;
use crate::batch::page::Piece;
use crate::batch::tally::Tally;
use crate::framework::Framework;

/// What stands before the points of a loss: per criterion first for an open one, then by level.
#[derive(Debug)]
pub(super) struct LossPieces(Vec<Vec<Piece<64>>>);

impl LossPieces {
    /// The pieces, of the id of a criterion and its level.
    pub(super) fn new(framework: &Framework, text: impl Fn(&str, Option<u8>) -> String) -> Self {
        let criteria = framework.criteria().iter().map(|criterion| {
            let levels = std::iter::once(None).chain((0..=criterion.top()).map(Some));
            levels.map(|level| text(&criterion.id, level).into()).collect()
        });
        Self(criteria.collect())
    }

    /// The piece of a criterion as a sheet answers it.
    #[inline]
    pub(super) fn of(&self, criterion: usize, tally: &Tally) -> &Piece<64> {
        let level = codes::level(tally.codes[criterion]).map_or(0, |level| usize::from(level) + 1);
        &self.0[criterion][level]
    }
}
