mod convert;
mod target;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use outside_in::answers::{AnswerSheet, Form, Reading, write};
use outside_in::framework::Framework;
use outside_in::say;
use outside_in::source::{Diagnostic, Severity};

use self::target::Target;
use super::common::Common;
use super::exit::{Exit, Failure};
use super::forms::InputForm;
use super::inputs::{self, Given};
use super::output;

/// Arguments of `template`.
#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    /// Form of the empty sheet [default: by the ending of FILE, else toml]
    #[arg(long, value_name = "FORM", value_enum, conflicts_with = "from")]
    format: Option<EmptyForm>,
    /// Write to this file; several sheets as TOML or JSON go into a directory of this name, a file each
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace files that are already there
    #[arg(long)]
    force: bool,
    /// Fill in what this answer sheet already says
    #[arg(long = "for", value_name = "SHEET", conflicts_with = "from")]
    filled: Option<PathBuf>,
    /// Columns for evidence, a note and a date of every answer (CSV and XLSX)
    #[arg(long)]
    all_columns: bool,
    /// Convert these answer sheets, in any form, instead of writing an empty one
    #[arg(long, value_name = "SHEET", num_args = 1..)]
    from: Vec<PathBuf>,
    /// Form to convert to [default: by the ending of FILE]
    #[arg(long, value_name = "FORM", value_enum, requires = "from")]
    to: Option<InputForm>,
}

/// A form of an empty sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EmptyForm {
    Toml,
    Csv,
    Xlsx,
}

impl From<EmptyForm> for Form {
    fn from(form: EmptyForm) -> Self {
        match form {
            EmptyForm::Toml => Self::Toml,
            EmptyForm::Csv => Self::Csv,
            EmptyForm::Xlsx => Self::Xlsx,
        }
    }
}

/// Runs `template`.
pub(super) fn run(args: &TemplateArgs, common: &Common) -> anyhow::Result<Exit> {
    let target =
        Target { path: args.output.as_deref().filter(|path| *path != Path::new("-")), force: args.force };
    if !args.from.is_empty() {
        let by_ending = || target.path.and_then(Form::of);
        let to = args.to.map(Form::from).or_else(by_ending).ok_or_else(no_form)?;
        return convert::run(args, to, target, common);
    }
    let form = args.format.or_else(|| of_ending(target.path?)).unwrap_or(EmptyForm::Toml);
    if args.all_columns && form == EmptyForm::Toml {
        anyhow::bail!(no_columns());
    }
    target.check_form(form.into())?;
    target.check_file(form == EmptyForm::Xlsx)?;
    let framework = common.load_framework()?;
    let (sheets, exit) = match &args.filled {
        Some(path) => filled(path, form, &framework, common)?,
        None => (Vec::new(), Exit::Good),
    };
    match form {
        EmptyForm::Toml => {
            let empty = AnswerSheet::empty(&framework);
            let sheet = sheets.first().unwrap_or(&empty);
            target.write(write::questionnaire(&framework, sheet, common.lang).as_bytes(), common)?;
        }
        EmptyForm::Csv => {
            let columns = write::columns(&framework, &sheets, args.all_columns);
            let text = write::csv(&framework, &columns, &sheets, Some(common.lang));
            target.write(text.as_bytes(), common)?;
        }
        EmptyForm::Xlsx => {
            let columns = write::columns(&framework, &sheets, args.all_columns);
            let book = write::xlsx(&framework, &columns, &sheets, common.lang);
            target.write(&book.map_err(Failure::new)?, common)?;
        }
    }
    Ok(exit)
}

/// The sheets to fill in: one as TOML, in a table as many as there are. Each is for the questions of now.
fn filled(
    path: &Path,
    form: EmptyForm,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<(Vec<AnswerSheet>, Exit)> {
    let readings = if form == EmptyForm::Toml {
        vec![inputs::one(path, None, framework, common)?.1]
    } else {
        let mut readings = Vec::new();
        for Given { read, .. } in inputs::read(&[path.to_owned()], None, framework, common).given {
            match read {
                Ok(reading) => readings.push(reading),
                Err(reasons) => anyhow::bail!(Failure::from(reasons)),
            }
        }
        readings
    };
    let exit = told(&readings, common);
    let mut sheets: Vec<AnswerSheet> = readings.into_iter().map(|reading| reading.sheet).collect();
    for sheet in &mut sheets {
        sheet.version = Some(framework.version().to_owned());
    }
    Ok((sheets, exit))
}

/// Tells which answers were left out and what was not used.
fn told(readings: &[Reading], common: &Common) -> Exit {
    let notices = || readings.iter().flat_map(|reading| &reading.notices);
    output::diagnostics(common, notices().filter(|notice| notice.code.severity >= Severity::Warning));
    if notices().any(Diagnostic::is_error) { Exit::Found } else { Exit::Good }
}

fn of_ending(path: &Path) -> Option<EmptyForm> {
    match Form::of(path)? {
        Form::Toml => Some(EmptyForm::Toml),
        Form::Csv => Some(EmptyForm::Csv),
        Form::Xlsx => Some(EmptyForm::Xlsx),
        Form::Json | Form::Ndjson => None,
    }
}

fn no_form() -> Failure {
    Failure::new(say!(
        "say what form to convert to: --to FORM, or -o FILE with an ending such as .xlsx",
        "変換先の形式を --to FORM で指定するか、-o FILE に .xlsx などの拡張子を付けてください"
    ))
}

fn no_columns() -> Failure {
    Failure::new(say!(
        "--all-columns goes with CSV and XLSX: the other forms have no columns",
        "--all-columns は CSV と XLSX でのみ使えます（ほかの形式に列はありません）"
    ))
}
