use std::path::PathBuf;

use clap::Args;
use outside_in::advice::Assessed;
use outside_in::answers::{Reading, read_again};
use outside_in::check::diff::{changes, sheet_change};
use outside_in::framework::Framework;
use outside_in::report::framework_diff::{Evolution, SheetLine, SheetRefusal, json, terminal};
use outside_in::source::Diagnostic;

use crate::commands::inputs::{self, Given};
use crate::commands::{Common, Content, Exit, OutputForm, names_of, output};

#[derive(Args, Debug)]
pub(super) struct DiffArgs {
    /// The older framework's directory; `built-in` is the built-in one
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer framework's directory; `built-in` is the built-in one
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Answer sheets to see which verdicts change: files or directories
    #[arg(value_name = "SHEET")]
    sheets: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_name = "FORM", value_parser = names_of(Content::Result), default_value = "text")]
    format: OutputForm,
    /// Fail (exit code 1) if the version bump is too small, or a sheet's verdict gets worse
    #[arg(long)]
    gate: bool,
}

pub(super) fn run(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let load = |path: &PathBuf| {
        let built_in = path.as_os_str() == "built-in" && !path.exists();
        common.load_framework_of((!built_in).then_some(path))
    };
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let changes = changes(&old, &new);
    let before = inputs::read(&args.sheets, None, &old, common);
    let unreadable = before.unreadable;
    let bad: Vec<Diagnostic> = before.given.iter().flat_map(wrong).cloned().collect();
    common.diagnostics(&bad);
    let sheets: Vec<SheetLine> =
        before.given.into_iter().map(|given| line(&old, &new, given, common)).collect();
    let evolution = Evolution { old: &old, new: &new, changes: &changes, sheets: &sheets };
    output::result(&match args.format {
        OutputForm::Json => json(&evolution, common.lang)?,
        _ => terminal(&evolution, common.lang, common.terminal()),
    })?;
    if unreadable {
        return Ok(Exit::Unreadable);
    }
    let held = args.gate && !evolution.passes_gate();
    Ok(if held || !bad.is_empty() { Exit::Found } else { Exit::Good })
}

fn wrong(given: &Given) -> Vec<&Diagnostic> {
    match &given.read {
        Ok(reading) => reading.notices.iter().filter(|notice| notice.is_error()).collect(),
        Err(reasons) => reasons.iter().collect(),
    }
}

fn line(old: &Framework, new: &Framework, given: Given, common: &Common) -> SheetLine {
    let assess = |framework: &Framework, reading: Reading| {
        // As of the same day under both, so that only the framework makes a difference.
        let as_of = reading.sheet.date.unwrap_or(common.as_of);
        Assessed::new(framework, reading, as_of)
    };
    let change = match given.read {
        Err(reasons) => Err(SheetRefusal { reasons, by_new: false }),
        Ok(before) => match read_again(&before.sheet, new) {
            Err(reasons) => Err(SheetRefusal { reasons, by_new: true }),
            Ok(after) => {
                let (before, after) = (assess(old, before), assess(new, after));
                Ok(sheet_change((old, &before), (new, &after)))
            }
        },
    };
    SheetLine { input: given.input, change }
}
