//! The shape of `framework.toml`. The doc comments are what editors show.
#![allow(dead_code, reason = "the fields are only described")]

use schemars::JsonSchema;

use super::parts::{Day, FileName, Id, Text, Version, Words};

/// `framework.toml`: what a framework is made of: its rubrics, sources, facts, stages and bands.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "framework.toml of an outside-in framework")]
pub(super) struct FrameworkFile {
    /// The version of the file format. There is only 1, which may be left out.
    #[schemars(range(min = 1, max = 1))]
    format: Option<u8>,
    /// The framework's id, in kebab-case. Answer sheets name it, so it never changes.
    id: Id,
    /// The framework's own version, such as "1.0.0". Answer sheets name the version they answer.
    version: Version,
    /// Tags of the languages that every text is written in, such as "en" and "ja". The first is the reference.
    #[schemars(length(min = 1))]
    languages: Vec<Words>,
    /// What the framework is called.
    title: Text,
    /// Who has not endorsed it and what it is not; shown with every result.
    disclaimer: Option<Text>,
    /// The rubric files, in the order in which they are asked.
    #[schemars(length(min = 1))]
    rubrics: Vec<FileName>,
    /// The file with the programmes, the real ways in.
    programmes: Option<FileName>,
    /// A source that criteria and programmes cite.
    source: Option<Vec<Source>>,
    /// Something about the product or company that is asked but not scored; conditions look at facts.
    fact: Option<Vec<Fact>>,
    /// A step of intake. The order in the file is the order of the stages.
    #[schemars(length(min = 1))]
    stage: Vec<Stage>,
    /// A name for a range of scores. The first starts at 0, the others rise.
    band: Option<Vec<Band>>,
}

/// A source.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// The source's id, in kebab-case; cited as "id" or "id#passage".
    id: Id,
    /// What the source is called.
    title: Words,
    /// Where it can be read.
    url: Option<Words>,
    /// When it said so.
    as_of: Option<Day>,
    /// Every point that the source makes, one id each; cited after a "#".
    passages: Option<Vec<Words>>,
}

/// A fact.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Fact {
    /// The fact's id, in kebab-case. Facts and criteria share one namespace.
    id: Id,
    /// Ids that it had before, so that old answer sheets stay readable.
    renamed_from: Option<Vec<Id>>,
    /// How it is asked.
    question: Text,
    /// Whether one choice is given or many. "None of these" is a choice of its own.
    choose: Choose,
    /// A choice that can be given.
    #[schemars(length(min = 1))]
    choice: Vec<Choice>,
}

/// How many choices may be given.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Choose {
    // Without doc comments the schema is one plain `enum`, which editors complete best.
    One,
    Many,
}

/// A choice of a fact.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Choice {
    /// The choice's id, in kebab-case, as answer sheets and conditions name it.
    id: Id,
    /// Ids that it had before, so that old answer sheets stay readable.
    renamed_from: Option<Vec<Id>>,
    /// What a person reads.
    label: Text,
}

/// A stage.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stage {
    /// The stage's id, in kebab-case.
    id: Id,
    /// What the stage is called.
    title: Text,
    /// What this stage looks at.
    point: Text,
    /// The percent of its points that makes a company ready.
    #[schemars(range(min = 1, max = 100))]
    ready_at: u8,
}

/// A band.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Band {
    /// The band's id, in kebab-case.
    id: Id,
    /// The percent from which on a score is in this band.
    #[schemars(range(min = 0, max = 100))]
    from: u8,
    /// What a person reads.
    label: Text,
}
