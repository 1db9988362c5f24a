use clap::{Args, ValueEnum};
use outside_in::answers::Form;

/// The forms of what a command about single sheets reads and writes.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Forms {
    /// Form of the result
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ResultForm::Text)]
    pub(super) format: ResultForm,
    /// Form of the input, where its name does not tell
    #[arg(long, value_name = "FORM", value_enum)]
    pub(super) from: Option<InputForm>,
}

/// A form of a result for one reader: a person or a program.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ResultForm {
    Text,
    Json,
}

/// A form in which answers are read and converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputForm {
    Toml,
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

impl From<InputForm> for Form {
    fn from(form: InputForm) -> Self {
        match form {
            InputForm::Toml => Self::Toml,
            InputForm::Json => Self::Json,
            InputForm::Ndjson => Self::Ndjson,
            InputForm::Csv => Self::Csv,
            InputForm::Xlsx => Self::Xlsx,
        }
    }
}
