use std::sync::Arc;

use jiff::civil::Date;

use super::keys::{Declared, Holds, Keyed, Optional, Readable, Required, Tables, keys};
use super::values::{AnyText, Name, OneOf, OwnId, Title, Word};
use crate::framework::model::CaseOrigin;
use crate::source::{Diagnostic, Fields, SourceFile, Table, Value};
use crate::text::{Bilingual, Label, say};

keys! {
    /// `case.toml`: a described case whose true state judges have settled without seeing the rubrics.
    RawCase {
        /// The case's id, in kebab-case: the name of its directory.
        id: Required<OwnId>,
        /// What the case is called, as one text or as one for each language.
        title: Required<Title>,
        /// Whether it is invented, or its history public.
        origin: Required<OneOf<CaseOrigin>>,
        /// The day that the description is about. Ratings are scored as on this day.
        as_of: Required<Date>,
        /// Whether the case counts nowhere, so that a cut can be tried on cases that it was not made from.
        set_aside: Optional<bool>,
        /// Where a public case can be read.
        source: Tables<RawCaseSource>,
        /// Someone who has settled the true state of the case.
        judge: Tables<RawJudge, 1>,
        /// The answer sheet of someone who saw only the description and the printed framework.
        rating: RatingSheets,
    }
}

keys! {
    /// A source of a public case.
    RawCaseSource {
        /// What the source is called, as one text or as one for each language.
        title: Required<Title>,
        /// Where it can be read.
        url: Required<AnyText>,
        /// When it said so.
        as_of: Required<Date>,
    }
}

keys! {
    /// What one judge says about the case.
    RawJudge {
        /// Who judges: a name, or what kind of expert.
        name: Required<AnyText>,
        /// Every stage of the framework, each on its own: true if ready for it.
        stages: Required<Judgements>,
        /// Why: one text, or one for each stage.
        because: Required<Reasons>,
    }
}

impl RawCase {
    /// Reads a case; what is wrong with it has the codes of a framework's own files.
    pub(in crate::framework) fn read_from(
        table: Table<'_>,
        file: &Arc<SourceFile>,
        languages: &[String],
        sink: &mut Vec<Diagnostic>,
    ) -> Self {
        Self::read_file(Fields::new(table, 0..0, file, sink), languages)
    }
}

/// The sheets, which the reader of answers reads; here they are only checked to be tables.
pub(in crate::framework) struct RatingSheets;

impl Keyed for RatingSheets {
    type Read = ();
    const IS_REQUIRED: bool = false;
    const HOLDS: Holds = Holds::Sheets;

    fn read(fields: &mut Fields<'_>, key: &'static str, _: &[String]) {
        fields.tables(key);
    }
}

pub(in crate::framework) struct Judgements;

impl Readable for Judgements {
    type Read = Option<Vec<(Name, Option<bool>)>>;
    const HOLDS: Holds = Holds::Truths;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Self::Read {
        let table = fields.table(key, value)?;
        let mut read = Vec::new();
        for entry in table.entries() {
            let ready = fields.truth(entry.key, entry.value);
            read.push((Name::new((entry.key, entry.key_span)), ready));
        }
        Some(read)
    }
}

/// The reasons of a judge: one for all stages, or some by stage.
#[derive(Clone, Debug)]
pub(in crate::framework) enum RawReasons {
    One(String),
    ByStage(Vec<(Name, Option<String>)>),
}

pub(in crate::framework) struct Reasons;

impl Readable for Reasons {
    type Read = Option<RawReasons>;
    const HOLDS: Holds = Holds::Reasons;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Self::Read {
        let Some(table) = value.as_table() else {
            if value.as_text().is_none() {
                let wanted = Label("a text or a text for each stage", "文字列、または段階ごとの文字列");
                fields.wrong_type(key, value, wanted);
                return None;
            }
            return fields.text(key, value).map(|text| RawReasons::One(text.trim().to_owned()));
        };
        let mut read = Vec::new();
        for entry in table.entries() {
            let text = fields.text(entry.key, entry.value).map(|text| text.trim().to_owned());
            read.push((Name::new((entry.key, entry.key_span)), text));
        }
        Some(RawReasons::ByStage(read))
    }
}

impl Word for CaseOrigin {
    fn words() -> Vec<(&'static str, Self)> {
        [Self::Invented, Self::Public].map(|origin| (origin.id(), origin)).into()
    }

    fn unknown(other: &str) -> Bilingual {
        say!(
            "`origin` is \"invented\" or \"public\", not \"{other}\"",
            "`origin` は \"invented\" か \"public\" です（\"{other}\" は使えません）"
        )
    }
}
