mod convert;

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::TypedValueParser;
use outside_in::answers::write::{self, Layout, PageLanguages};
use outside_in::answers::{AnswerSheet, Form, Reading};
use outside_in::framework::Framework;
use outside_in::source::{Diagnostic, Severity};
use outside_in::text::say;

use super::forms::one_of;
use super::inputs::{self, Given};
use super::{Common, Content, Destination, Exit, Failure, IfTaken, OutputForm, clock, names_of, sheet_forms};

#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    /// Form of the empty sheet [default: by the ending of FILE, else toml]
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Questionnaire), conflicts_with = "from")]
    format: Option<OutputForm>,
    /// Write to this file; several sheets as TOML or JSON go into a directory of this name, a file each
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace existing files
    #[arg(long)]
    force: bool,
    /// Fill in what this answer sheet already says
    #[arg(long = "for", value_name = "SHEET", conflicts_with = "from")]
    filled: Option<PathBuf>,
    /// What a row of CSV or XLSX holds: a company, or a question to one company
    #[arg(long, value_name = "ROWS", value_parser = layouts(), default_value = "companies")]
    layout: Layout,
    /// Columns for evidence, a note and a date of every answer (CSV and XLSX)
    #[arg(long)]
    all_columns: bool,
    /// A name for this form, to tell it from others in the same browser (HTML) [default: random]
    #[arg(long, value_name = "TEXT", conflicts_with = "from")]
    form_id: Option<String>,
    /// Convert these answer sheets, in any form, instead of writing an empty one
    #[arg(long, value_name = "SHEET", num_args = 1..)]
    from: Vec<PathBuf>,
    /// Form to convert to [default: by the ending of FILE]
    #[arg(long, value_name = "FORM", value_parser = sheet_forms(), requires = "from")]
    to: Option<Form>,
}

pub(super) fn run(args: &TemplateArgs, common: &Common) -> anyhow::Result<Exit> {
    let if_taken = if args.force { IfTaken::Replace } else { IfTaken::NeedForce };
    let destination = Destination::of(args.output.as_deref(), if_taken);
    if !args.from.is_empty() {
        return convert::run(args, &destination, common);
    }
    let by_ending = || OutputForm::of(destination.path()?, Content::Questionnaire);
    let form = args.format.or_else(by_ending).unwrap_or(OutputForm::Toml);
    let tabular = matches!(form, OutputForm::Csv | OutputForm::Xlsx);
    args.check_table(tabular)?;
    let by_question = args.layout == Layout::Questions;
    if args.form_id.is_some() && form != OutputForm::Html {
        anyhow::bail!(Failure::new(say!(
            "--form-id goes with HTML: browsers tell forms apart by it",
            "--form-id は HTML でのみ使えます（ブラウザーで質問票を区別するためのものです）"
        )));
    }
    destination.check_ending(form.endings())?;
    check_place(&destination, form == OutputForm::Xlsx)?;
    let framework = common.load_framework()?;
    let (sheets, exit) = match &args.filled {
        Some(path) => filled(path, tabular && !by_question, &framework, common)?,
        None => (Vec::new(), Exit::Good),
    };
    let columns = || write::columns(&framework, &sheets, args.all_columns);
    let one = || {
        let mut sheet = sheets.first().cloned().unwrap_or_else(|| AnswerSheet::empty(&framework));
        sheet.version = Some(framework.version().to_owned());
        sheet
    };
    let bytes = match form {
        OutputForm::Csv if by_question => write::upright_csv(&framework, &one(), common.lang).into_bytes(),
        OutputForm::Xlsx if by_question => {
            write::upright_xlsx(&framework, &one(), common.lang).map_err(Failure::new)?
        }
        OutputForm::Csv => write::csv(&framework, &columns(), &sheets, Some(common.lang)).into_bytes(),
        OutputForm::Xlsx => {
            write::xlsx(&framework, &columns(), &sheets, common.lang).map_err(Failure::new)?
        }
        OutputForm::Html => {
            let languages =
                if common.lang_asked.is_some() { PageLanguages::Only } else { PageLanguages::All }(
                    common.lang,
                );
            let form_id = args.form_id.clone().unwrap_or_else(random_id);
            write::html(&framework, sheets.first(), languages, &form_id).into_bytes()
        }
        _ => {
            let empty = AnswerSheet::empty(&framework);
            write::questionnaire(&framework, sheets.first().unwrap_or(&empty), common.lang).into_bytes()
        }
    };
    deliver(&destination, &bytes, common)?;
    Ok(exit)
}

impl TemplateArgs {
    /// Fails if an option for tables was given without one, or does not fit its layout.
    fn check_table(&self, tabular: bool) -> Result<(), Failure> {
        let by_question = self.layout == Layout::Questions;
        if by_question && !tabular {
            return Err(Failure::new(say!(
                "--layout goes with CSV and XLSX: the other forms have no rows",
                "--layout は CSV と XLSX でのみ使えます（ほかの形式に行はありません）"
            )));
        }
        if self.all_columns && by_question {
            return Err(Failure::new(say!(
                "--all-columns goes with --layout companies: with a question a row there is room for everything",
                "--all-columns は --layout companies でのみ使えます（1行に1問の表には、最初からすべての列があります）"
            )));
        }
        if self.all_columns && !tabular {
            return Err(Failure::new(say!(
                "--all-columns goes with CSV and XLSX: the other forms have no columns",
                "--all-columns は CSV と XLSX でのみ使えます（ほかの形式に列はありません）"
            )));
        }
        Ok(())
    }
}

fn layouts() -> impl TypedValueParser<Value = Layout> {
    one_of([("companies", Layout::Companies), ("questions", Layout::Questions)])
}

/// A random id, by which browsers keep drafts of forms apart.
fn random_id() -> String {
    format!("{:016x}", RandomState::new().hash_one(std::process::id()))
}

fn check_place(destination: &Destination, is_workbook: bool) -> Result<(), Failure> {
    if is_workbook && destination.is_terminal() {
        return Err(Failure::new(say!(
            "a workbook cannot be shown in a terminal; write it with -o FILE",
            "ブックは端末に表示できません。-o FILE で書き出し先を指定してください"
        )));
    }
    if is_workbook {
        clock::check_for_workbooks()?;
    }
    destination.check_free()
}

fn deliver(destination: &Destination, bytes: &[u8], common: &Common) -> anyhow::Result<()> {
    destination.write(bytes)?;
    if let Some(path) = destination.path() {
        let name = path.display();
        common.note(&say!("written to {name}", "{name} に書き込みました"));
    }
    Ok(())
}

/// The sheets to fill in: one as TOML or HTML, any number in a table; all for the current version of the framework.
fn filled(
    path: &Path,
    tabular: bool,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<(Vec<AnswerSheet>, Exit)> {
    let readings: Vec<Reading> = if tabular {
        let given = inputs::read(&[path.to_owned()], None, framework, common).given;
        given.into_iter().map(|Given { read, .. }| read.map_err(Failure::from)).collect::<Result<_, _>>()?
    } else {
        vec![inputs::one(path, None, framework, common)?.1]
    };
    let exit = show_notices(&readings, common);
    let mut sheets: Vec<AnswerSheet> = readings.into_iter().map(|reading| reading.sheet).collect();
    for sheet in &mut sheets {
        sheet.version = Some(framework.version().to_owned());
    }
    Ok((sheets, exit))
}

fn show_notices(readings: &[Reading], common: &Common) -> Exit {
    let notices = || readings.iter().flat_map(|reading| &reading.notices);
    common.diagnostics(notices().filter(|notice| notice.code.severity >= Severity::Warning));
    if notices().any(Diagnostic::is_error) { Exit::Found } else { Exit::Good }
}
