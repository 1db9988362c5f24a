//! JSON Schema of every file that people write and of what programs read, for editors and for other tools.
//!
//! The files of a framework are read by hand-written readers, which tell more than a derived reader could. Their
//! shape is said once more here, in small types that are only described and never filled; tests hold the two
//! together, key by key and mutation by mutation. What is written as JSON is described by its own types.

mod answers;
mod framework;
mod parts;
mod programmes;
mod rubric;
mod tidy;

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::Value;

use crate::framework::Framework;
use crate::report::json::Output;
use crate::text::Lang;

/// What there is a schema of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `framework.toml`.
    Framework,
    /// A rubric file.
    Rubric,
    /// A programmes file.
    Programmes,
    /// An answer sheet of any framework.
    Answers,
    /// What commands write with `--format json`.
    Assessment,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Framework, Self::Rubric, Self::Programmes, Self::Answers, Self::Assessment];

    /// Its name on the command line and, with `.json`, as a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Rubric => "rubric",
            Self::Programmes => "programmes",
            Self::Answers => "answers",
            Self::Assessment => "assessment",
        }
    }
}

/// The schemas that stand in a framework's directory, by their names there: its files point to them in their first
/// line, `#:schema schemas/rubric.json`, so that editors find them wherever the directory is copied.
pub fn beside_framework() -> serde_json::Result<Vec<(String, String)>> {
    let kinds = [Kind::Framework, Kind::Rubric, Kind::Programmes];
    let file = |kind: Kind| Ok((format!("schemas/{}.json", kind.name()), to_text(&schema(kind))?));
    kinds.into_iter().map(file).collect()
}

/// The schema of a kind, the same in every run.
pub fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Framework => written::<framework::FrameworkFile>(),
        Kind::Rubric => written::<rubric::RubricFile>(),
        Kind::Programmes => written::<programmes::ProgrammesFile>(),
        Kind::Answers => answers::any(),
        Kind::Assessment => output(),
    }
}

/// The schema of answer sheets to one framework: its facts, its criteria, their questions and levels.
pub fn exact_answers(framework: &Framework, lang: Lang) -> Value {
    answers::of(framework, lang)
}

/// A schema as text that ends in a line break.
pub fn to_text(schema: &Value) -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(schema)? + "\n")
}

/// The schema of a file that people write.
///
/// Draft 7 with everything in its place, for the sake of TOML editors: taplo, which is behind most of them, knows
/// no later draft, shows no description beside a `$ref`, and finds no definition below the root.
fn written<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = generate::<T>(settings.for_deserialize().into_generator());
    tidy::without_null(&mut schema);
    tidy::readable(&mut schema);
    tidy::refuse_keys_where_they_are(&mut schema);
    schema
}

/// The schema of what programs read.
fn output() -> Value {
    let mut schema = generate::<Output>(SchemaSettings::draft07().for_serialize().into_generator());
    tidy::readable(&mut schema);
    schema
}

fn generate<T: JsonSchema>(generator: SchemaGenerator) -> Value {
    generator.into_root_schema_for::<T>().to_value()
}
