use jiff::civil::Date;

use super::keys::{Declared, Holds, Keyed, Optional, Required, Tables, each, keys};
use super::values::{List, MAX_LEVEL, OneOf, OwnId, Reference, Whole, Word, wrong_count};
use crate::framework::model::{Citation, Condition, Text, Verdict};
use crate::source::Fields;
use crate::text::{Bilingual, say};

keys! {
    /// A programmes file: the real ways in, with their conditions and dates.
    RawProgrammes checked by has_programmes {
        /// A real way in.
        programme: Tables<RawProgramme, 1>,
    }
}

fn has_programmes(file: &RawProgrammes, fields: &mut Fields<'_>) {
    // Another key in its place is reported separately, and so is a value that is not a list.
    let programme = fields.optional("programme");
    let has_none = programme.map_or(fields.is_empty(), |value| value.as_array().is_some());
    if file.programme.is_empty() && has_none {
        let message = say!("this file has no `[[programme]]`", "このファイルに `[[programme]]` がありません");
        wrong_count(fields, fields.span(), message);
    }
}

keys! {
    /// A programme.
    RawProgramme {
        /// The programme's id, in kebab-case.
        id: Required<OwnId>,
        /// What the programme is called.
        title: Required<Text>,
        /// What it does for those who take part.
        does: Required<Text>,
        /// What this is based on, each as "source" or "source#passage".
        sources: Required<List<Citation>>,
        /// When the sources said so.
        as_of: Required<Date>,
        /// The first day on which one can apply.
        opens: Optional<Date>,
        /// The last day on which one can apply.
        closes: Optional<Date>,
        /// Whom it is for: every fact listed must have one of the choices listed. Left out: for all.
        applies_if: Optional<Condition>,
        /// What it takes: a stage with a verdict, or a criterion at a level; all must hold.
        needs: RawNeed,
        /// Size, length, cost, equity: only what a source says.
        terms: Optional<Text>,
        /// What nobody could confirm.
        unverified: Optional<Text>,
        /// Whom to ask.
        ask: Optional<Text>,
    }
}

#[derive(Clone, Debug)]
pub(in crate::framework) enum RawNeed {
    Stage(RawStageNeed),
    Criterion(RawCriterionNeed),
}

keys! {
    /// A stage with a verdict or better.
    RawStageNeed {
        /// The stage.
        stage: Required<Reference>,
        /// The lowest verdict that suffices.
        verdict: Required<OneOf<Verdict>>,
    }
}

keys! {
    /// A criterion at a level or higher.
    RawCriterionNeed {
        /// The criterion.
        criterion: Required<Reference>,
        /// The lowest level that suffices.
        at_least: Required<Whole<1, MAX_LEVEL>>,
    }
}

impl Keyed for RawNeed {
    type Read = Vec<RawNeed>;
    const IS_REQUIRED: bool = false;
    const HOLDS: Holds =
        Holds::Either("Something that a programme needs.", 0, &[RawStageNeed::KEYS, RawCriterionNeed::KEYS]);

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Vec<RawNeed> {
        each(fields, key, |fields| match fields.optional("criterion") {
            Some(_) => RawNeed::Criterion(<RawCriterionNeed as Declared>::read(fields, languages)),
            None => RawNeed::Stage(RawStageNeed::read(fields, languages)),
        })
    }
}

impl Word for Verdict {
    fn words() -> Vec<(&'static str, Self)> {
        Self::ALL.into_iter().map(|verdict| (verdict.id(), verdict)).collect()
    }

    fn unknown(id: &str) -> Bilingual {
        say!("there is no verdict `{id}`", "`{id}` という判定はありません")
    }
}
