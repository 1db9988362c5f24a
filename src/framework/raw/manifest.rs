use jiff::civil::Date;

use super::languages::as_written;
use super::{
    At, Name, number, optional_text, renamed_from, required_names, required_number, required_text,
    wrong_count,
};
use crate::framework::model::{Choose, Text, version_numbers};
use crate::say;
use crate::source::{Diagnostic, Fields, Span, Table, Value, ValueKind, codes};

/// The version of the format that this program reads.
const FORMAT: i64 = 1;

/// `framework.toml`.
#[derive(Debug, Default)]
pub(in crate::framework) struct Manifest {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) version: Option<String>,
    pub(in crate::framework) languages: Vec<String>,
    pub(in crate::framework) title: Option<Text>,
    pub(in crate::framework) disclaimer: Option<Text>,
    pub(in crate::framework) rubrics: Vec<Name>,
    pub(in crate::framework) programmes: Option<Name>,
    pub(in crate::framework) sources: Vec<RawSource>,
    pub(in crate::framework) facts: Vec<RawFact>,
    pub(in crate::framework) stages: Vec<RawStage>,
    pub(in crate::framework) bands: Vec<RawBand>,
}

/// `[[source]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawSource {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) title: Option<String>,
    pub(in crate::framework) url: Option<String>,
    pub(in crate::framework) as_of: Option<Date>,
    pub(in crate::framework) passages: Vec<String>,
}

/// `[[fact]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawFact {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) renamed_from: Vec<Name>,
    pub(in crate::framework) question: Option<Text>,
    pub(in crate::framework) choose: Option<Choose>,
    pub(in crate::framework) choices: Vec<RawChoice>,
}

/// `[[fact.choice]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawChoice {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) renamed_from: Vec<Name>,
    pub(in crate::framework) label: Option<Text>,
}

/// `[[stage]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawStage {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) title: Option<Text>,
    pub(in crate::framework) point: Option<Text>,
    pub(in crate::framework) ready_at: Option<At<i64>>,
}

/// `[[band]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawBand {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) from: Option<At<i64>>,
    pub(in crate::framework) label: Option<Text>,
}

impl Manifest {
    /// Reads the keys of `framework.toml`.
    pub(in crate::framework) fn read(fields: Fields<'_>) -> Self {
        let mut fields = fields.with_below(&["fact.choice"]);
        format(&mut fields);
        let languages = languages(&mut fields);
        let manifest = Self {
            id: fields.id().map(Name::new),
            version: version(&mut fields),
            title: required_text(&mut fields, "title", &languages),
            disclaimer: optional_text(&mut fields, "disclaimer", &languages),
            rubrics: file_names(&mut fields),
            programmes: fields
                .optional("programmes")
                .and_then(|value| Some(Name::new((fields.text("programmes", value)?, value.span())))),
            sources: each(&mut fields, "source", source),
            facts: each(&mut fields, "fact", |fields| fact(fields, &languages)),
            stages: each(&mut fields, "stage", |fields| stage(fields, &languages)),
            bands: each(&mut fields, "band", |fields| band(fields, &languages)),
            languages: languages.clone(),
        };
        if manifest.stages.is_empty() {
            let message = say!("there is no `[[stage]]`", "`[[stage]]` がありません");
            wrong_count(&mut fields, 0..0, message);
        }
        fields.finish();
        manifest
    }
}

/// Reads every table of a list, and says what it does not know in each.
pub(super) fn each<T>(
    outer: &mut Fields<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut Fields<'_>) -> T,
) -> Vec<T> {
    let tables: Vec<(Table<'_>, Span)> = outer.tables(key);
    let mut out = Vec::new();
    for (table, span) in tables {
        let mut fields = outer.inside(table, span);
        out.push(read(&mut fields));
        fields.finish();
    }
    out
}

fn format(fields: &mut Fields<'_>) {
    if let Some(format) = number(fields, "format", 0..=i64::MAX)
        && format.it != FORMAT
    {
        let number = format.it;
        let message = say!("format {number} is not known", "形式 {number} には対応していません");
        let help =
            say!("this program reads format {FORMAT}", "このプログラムが読めるのは形式 {FORMAT} です。");
        let diagnostic = Diagnostic::new(codes::UNKNOWN_FORMAT, message).help(help);
        fields.report(diagnostic.at(fields.file(), format.span));
    }
}

fn version(fields: &mut Fields<'_>) -> Option<String> {
    let value = fields.required("version")?;
    let version = fields.text("version", value)?;
    if version_numbers(version).is_none() {
        let message = say!(
            "the version \"{version}\" is not made of numbers",
            "バージョン \"{version}\" は数字を点で区切った形ではありません"
        );
        let help = say!(
            "write it as \"1.0.0\": else nobody can tell by which step it rises",
            "\"1.0.0\" の形で書いてください。数字でないと、改訂の大きさを判断できません。"
        );
        let diagnostic = Diagnostic::new(codes::VERSION_FORM, message).help(help);
        fields.report(diagnostic.at(fields.file(), value.span()));
    }
    Some(version.to_owned())
}

fn languages(fields: &mut Fields<'_>) -> Vec<String> {
    // Where the list cannot be read, the languages of the title keep every text from being told for that.
    let title = fields.optional("title").and_then(Value::as_table);
    let title = title.into_iter().flat_map(|title| title.entries().map(|entry| entry.key.to_owned()));
    let title: Vec<String> = title.collect();
    let Some(value) = fields.required("languages") else { return title };
    let tags: Vec<String> =
        fields.texts("languages", value).into_iter().map(|(tag, _)| tag.to_owned()).collect();
    if tags.is_empty() {
        let message = say!("a framework needs at least one language", "言語が1つ以上必要です");
        wrong_count(fields, value.span(), message);
    }
    match value.kind() {
        ValueKind::Array(items) => as_written(fields, (tags, items), &value.span()),
        _ if title.is_empty() => tags,
        _ => title,
    }
}

fn file_names(fields: &mut Fields<'_>) -> Vec<Name> {
    let names = required_names(fields, "rubrics");
    if names.is_empty()
        && let Some(value) = fields.optional("rubrics")
    {
        let message = say!("a framework needs at least one rubric", "ルーブリックが1つ以上必要です");
        wrong_count(fields, value.span(), message);
    }
    names
}

fn source(fields: &mut Fields<'_>) -> RawSource {
    let mut passages = Vec::new();
    if let Some(value) = fields.optional("passages") {
        passages = fields.texts("passages", value).into_iter().map(|(id, _)| id.to_owned()).collect();
    }
    RawSource {
        id: fields.id().map(Name::new),
        title: fields.required_text("title").map(str::to_owned),
        url: fields.optional("url").and_then(|value| fields.text("url", value)).map(str::to_owned),
        as_of: fields.date("as_of"),
        passages,
    }
}

fn fact(fields: &mut Fields<'_>, languages: &[String]) -> RawFact {
    let fact = RawFact {
        id: fields.id().map(Name::new),
        renamed_from: renamed_from(fields),
        question: required_text(fields, "question", languages),
        choose: choose(fields),
        choices: each(fields, "choice", |fields| RawChoice {
            id: fields.id().map(Name::new),
            renamed_from: renamed_from(fields),
            label: required_text(fields, "label", languages),
        }),
    };
    if fact.choices.is_empty() {
        let message =
            say!("this fact has no `[[fact.choice]]`", "この前提項目に `[[fact.choice]]` がありません");
        wrong_count(fields, fields.span(), message);
    }
    fact
}

fn choose(fields: &mut Fields<'_>) -> Option<Choose> {
    let value = fields.required("choose")?;
    fields.one_of("choose", value, [("one", Choose::One), ("many", Choose::Many)], |other| {
        say!(
            "`choose` is \"one\" or \"many\", not \"{other}\"",
            "`choose` は \"one\" か \"many\" です（\"{other}\" は使えません）"
        )
    })
}

fn stage(fields: &mut Fields<'_>, languages: &[String]) -> RawStage {
    RawStage {
        id: fields.id().map(Name::new),
        title: required_text(fields, "title", languages),
        point: required_text(fields, "point", languages),
        ready_at: required_number(fields, "ready_at", 1..=100),
    }
}

fn band(fields: &mut Fields<'_>, languages: &[String]) -> RawBand {
    RawBand {
        id: fields.id().map(Name::new),
        from: required_number(fields, "from", 0..=100),
        label: required_text(fields, "label", languages),
    }
}
