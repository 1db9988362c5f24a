//! JSON Schema of every file that people write and of all JSON output: framework files from the keys that their readers
//! declare, answer sheets as written here, JSON output from its types.

mod answers;
mod framework;
mod test;
mod tidy;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::framework::{CASE_KEYS, Framework, MANIFEST_KEYS, PROGRAMMES_KEYS, RUBRIC_KEYS};
use crate::report::json::Output;
use crate::report::questions::QuestionsJson;
use crate::text::{Lang, pretty_json};

/// What there is a schema for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaKind {
    /// `framework.toml`.
    Framework,
    /// A rubric file.
    Rubric,
    /// A programmes file.
    Programmes,
    /// A case of a framework's calibration.
    Case,
    /// A test of a framework.
    Test,
    /// An answer sheet of any framework.
    Answers,
    /// What commands write with `--format json`.
    Assessment,
    /// What `questions` writes.
    Questions,
}

impl SchemaKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Framework,
        Self::Rubric,
        Self::Programmes,
        Self::Case,
        Self::Test,
        Self::Answers,
        Self::Assessment,
        Self::Questions,
    ];

    /// Its name on the command line and, with `.json`, as a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Rubric => "rubric",
            Self::Programmes => "programmes",
            Self::Case => "case",
            Self::Test => "test",
            Self::Answers => "answers",
            Self::Assessment => "assessment",
            Self::Questions => "questions",
        }
    }
}

/// The schemas in a framework's directory, by their names there; the first line of each of its files refers to one.
pub fn beside_framework() -> serde_json::Result<Vec<(String, String)>> {
    let own = |kind: &SchemaKind| {
        !matches!(kind, SchemaKind::Answers | SchemaKind::Assessment | SchemaKind::Questions)
    };
    let kinds = SchemaKind::ALL.into_iter().filter(own);
    let file = |kind: SchemaKind| Ok((format!("schemas/{}.json", kind.name()), to_text(&schema(kind))?));
    kinds.map(file).collect()
}

/// The schema of a kind, the same in every run.
pub fn schema(kind: SchemaKind) -> Value {
    match kind {
        SchemaKind::Framework => framework::file("framework.toml of an outside-in framework", MANIFEST_KEYS),
        SchemaKind::Rubric => framework::file("A rubric of an outside-in framework", RUBRIC_KEYS),
        SchemaKind::Programmes => {
            framework::file("The programmes of an outside-in framework", PROGRAMMES_KEYS)
        }
        SchemaKind::Case => framework::file("A case of an outside-in framework", CASE_KEYS),
        SchemaKind::Test => test::file(),
        SchemaKind::Answers => answers::any(),
        SchemaKind::Assessment => written::<Output<'_>>(),
        SchemaKind::Questions => written::<QuestionsJson<'_>>(),
    }
}

/// The schema of answer sheets to one framework: its facts, its criteria, their questions and levels.
pub fn exact_answers(framework: &Framework, lang: Lang) -> Value {
    answers::of(framework, lang)
}

/// A schema as text that ends in a line break.
pub fn to_text(schema: &Value) -> serde_json::Result<String> {
    pretty_json(schema)
}

/// The schema of a type's JSON.
fn written<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    tidy::closed(&mut schema);
    tidy::readable(&mut schema);
    schema
}

/// A date such as 2026-11-22. Many editors treat `format` as a mere annotation.
const DAY: &str = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$";

/// Matches no further key. For a plain `false`, taplo, which most TOML editors use, underlines the whole table.
fn no_other_key() -> Value {
    json!({ "description": "There is no such key.", "not": { "title": "unknown key" } })
}

fn described(description: &str, schema: Value) -> Value {
    let mut out = Map::new();
    out.insert("description".to_owned(), json!(description));
    if let Value::Object(keys) = schema {
        out.extend(keys.into_iter().filter(|(key, _)| key != "description"));
    }
    Value::Object(out)
}
