//! Which assessments to show, and in which order: `--filter` and `--sort`.

mod error;
mod field;
mod filter;
mod sort;
mod value;

pub use error::SelectError;

use std::cmp::Ordering;

use self::filter::Filter;
use self::sort::SortKey;
use super::Input;
use super::cohort::Member;
use crate::advice::Assessed;
use crate::framework::Framework;

/// A validated selection: every name is known to the framework, every value fits its name.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    filters: Vec<Filter>,
    keys: Vec<SortKey>,
}

impl Selection {
    /// Parses filters such as `reached<2`, `STAGE.verdict=open`, `STAGE.score>=50` or `facts.FACT=CHOICE`, all of which
    /// must hold, and sort keys such as `-reached,STAGE.score`, where `-` means descending.
    ///
    /// # Errors
    ///
    /// The first problem, with its position.
    pub fn read(filters: &[String], sort: Option<&str>, framework: &Framework) -> Result<Self, SelectError> {
        let filter =
            |text: &String| filter::read(text, framework).map_err(|wrong| wrong.of("--filter", text));
        let filters = filters.iter().map(filter).collect::<Result<_, _>>()?;
        let keys = |text| sort::read(text, framework).map_err(|wrong| wrong.of("--sort", text));
        let keys = sort.map_or(Ok(Vec::new()), keys)?;
        Ok(Self { filters, keys })
    }

    /// Whether everything is shown in the original order.
    pub fn is_everything(&self) -> bool {
        self.filters.is_empty() && self.keys.is_empty()
    }

    /// Whether there is a key to sort by.
    pub fn sorts(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Whether all filters hold for an assessment.
    pub fn keeps(&self, input: &Input, assessed: &Assessed) -> bool {
        self.filters.iter().all(|filter| filter.holds(Member { input, assessed }))
    }

    /// Which of two assessments comes first; a missing value comes last in either direction.
    pub fn order(&self, one: (&Input, &Assessed), other: (&Input, &Assessed)) -> Ordering {
        let [one, other] = [one, other].map(|(input, assessed)| Member { input, assessed });
        let mut orders = self.keys.iter().map(|key| key.order(one, other));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}
