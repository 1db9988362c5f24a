//! Every form of input and output, in one list: the values of `--format`, `--from`, `--to` and the endings for `-o`.

use std::path::Path;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use outside_in::answers::Form;

use self::Content::{
    Book, Calibration, Findings, Questionnaire, Questions, Report, Result, Scores, Sheets, Tests,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputForm {
    Text,
    Table,
    Human,
    Short,
    Markdown,
    Html,
    Toml,
    Json,
    Ndjson,
    Csv,
    Xlsx,
    Sarif,
    Junit,
    Github,
    Gitlab,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Sheets,
    Questionnaire,
    Questions,
    Scores,
    Result,
    Report,
    Book,
    Calibration,
    Findings,
    Tests,
}

/// A form, its name, what it is a form of, and the endings of its files, the usual one first.
type FormEntry = (OutputForm, &'static str, &'static [Content], &'static [&'static str]);

/// All forms, in the order of the help.
const FORMS: &[FormEntry] = &[
    (OutputForm::Text, "text", &[Result, Book, Calibration], &[]),
    (OutputForm::Table, "table", &[Scores], &["txt"]),
    (OutputForm::Human, "human", &[Findings, Tests], &[]),
    (OutputForm::Short, "short", &[Findings], &[]),
    (OutputForm::Markdown, "md", &[Book, Report], &["md", "markdown"]),
    (OutputForm::Html, "html", &[Book, Questionnaire, Report, Calibration], &["html", "htm"]),
    (OutputForm::Toml, "toml", &[Sheets, Questionnaire], Form::Toml.endings()),
    (
        OutputForm::Json,
        "json",
        &[Sheets, Questions, Scores, Result, Calibration, Findings, Tests],
        Form::Json.endings(),
    ),
    (OutputForm::Ndjson, "ndjson", &[Sheets, Scores], Form::Ndjson.endings()),
    (OutputForm::Csv, "csv", &[Sheets, Questionnaire, Scores], Form::Csv.endings()),
    (OutputForm::Xlsx, "xlsx", &[Sheets, Questionnaire, Scores, Report], Form::Xlsx.endings()),
    (OutputForm::Sarif, "sarif", &[Findings], &[]),
    (OutputForm::Junit, "junit", &[Findings, Tests], &[]),
    (OutputForm::Github, "github", &[Findings], &[]),
    (OutputForm::Gitlab, "gitlab", &[Findings], &[]),
];

impl OutputForm {
    pub(crate) fn of(path: &Path, content: Content) -> Option<Self> {
        let own = path.extension().unwrap_or_default();
        let fits = |(form, _, _, endings): &FormEntry| match Form::of(path) {
            // More endings are read than written.
            Some(of_sheets) => form.of_sheets() == Some(of_sheets),
            None => endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)),
        };
        of(content).find(|entry| fits(entry)).map(|(form, ..)| *form)
    }

    pub(crate) fn endings(self) -> &'static [&'static str] {
        FORMS.iter().find(|(form, ..)| *form == self).map_or(&[], |(.., endings)| endings)
    }

    fn of_sheets(self) -> Option<Form> {
        match self {
            Self::Toml => Some(Form::Toml),
            Self::Json => Some(Form::Json),
            Self::Ndjson => Some(Form::Ndjson),
            Self::Csv => Some(Form::Csv),
            Self::Xlsx => Some(Form::Xlsx),
            _ => None,
        }
    }
}

fn of(content: Content) -> impl Iterator<Item = &'static FormEntry> {
    FORMS.iter().filter(move |(_, _, of, _)| of.contains(&content))
}

pub(crate) fn names_of(content: Content) -> impl TypedValueParser<Value = OutputForm> {
    one_of(of(content).map(|(form, name, ..)| (*name, *form)))
}

pub(crate) fn read_forms() -> impl TypedValueParser<Value = Form> {
    one_of(written().chain([("ods", Form::Ods)]))
}

pub(crate) fn sheet_forms() -> impl TypedValueParser<Value = Form> {
    one_of(written())
}

fn written() -> impl Iterator<Item = (&'static str, Form)> {
    of(Sheets).filter_map(|(form, name, ..)| Some((*name, form.of_sheets()?)))
}

pub(crate) fn sheet_endings() -> impl Iterator<Item = &'static str> {
    of(Sheets).flat_map(|(.., endings)| *endings).chain(Form::Ods.endings()).copied()
}

pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    names: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let names: Vec<(&str, T)> = names.into_iter().collect();
    PossibleValuesParser::new(names.iter().map(|(name, _)| *name)).map(move |given| {
        let found = names.iter().find(|(name, _)| *name == given);
        found.expect("the parser takes only these names").1
    })
}

/// Form options of commands about a single sheet.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Forms {
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Result), default_value = "text")]
    pub(super) format: OutputForm,
    /// Form of the input, if its name does not tell
    #[arg(long, value_name = "FORM", value_parser = read_forms())]
    pub(super) from: Option<Form>,
}
