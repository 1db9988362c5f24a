mod earlier;
mod raters;

pub(super) use earlier::Earlier;

use std::path::PathBuf;

use clap::Args;
use outside_in::advice::{Assessed, Side};
use outside_in::report::View;
use outside_in::report::compare::{self, ComparisonView};
use outside_in::text::say;

use super::{Common, Exit, Failure, Forms, OutputForm, inputs, output};

#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    /// The old and the new sheet; with --raters, two or more by different people
    #[arg(value_name = "SHEET", required = true)]
    sheets: Vec<PathBuf>,
    /// Score the old sheet with the framework in this directory
    #[arg(long, value_name = "DIR", conflicts_with = "raters")]
    old_framework: Option<PathBuf>,
    /// Fail (exit code 1) if fewer stages are reached, or a stage's verdict got worse
    #[arg(long, conflicts_with = "raters")]
    fail_on_regression: bool,
    /// Compare what different people answered about the same
    #[arg(long)]
    raters: bool,
    /// Write a merged sheet to settle, with what is agreed (TOML; the file must not exist yet)
    #[arg(long, short, value_name = "FILE", requires = "raters")]
    output: Option<PathBuf>,
    #[command(flatten)]
    forms: Forms,
}

pub(super) fn run(args: &CompareArgs, common: &Common) -> anyhow::Result<Exit> {
    if args.raters {
        return raters::run(args, common);
    }
    let [old, new] = args.sheets.as_slice() else {
        let count = args.sheets.len();
        anyhow::bail!(Failure::new(say!(
            "compare takes two sheets, the old and the new one, not {count}; for several raters there is --raters",
            "compare に渡すのは前回と今回の2件です（現在{count}件）。複数の回答者を比べるには --raters を使います"
        )));
    };
    let framework = common.load_framework()?;
    let form = args.forms.from;
    let old = Earlier::read(old, args.old_framework.as_deref(), form, &framework, common)?;
    let (new_input, new_reading) = inputs::one(new, form, &framework, common)?;
    let new = Assessed::new(&framework, new_reading, common.as_of);
    let change = old.against(Side { framework: &framework, assessed: &new });
    let not_carried = old.not_carried();

    let view = |framework, assessed| View { framework, assessed, lang: common.lang };
    let view = ComparisonView {
        old: view(old.framework(&framework), &old.assessed),
        new: view(&framework, &new),
        comparison: &change,
        not_carried: &not_carried,
    };
    output::result(&match args.forms.format {
        OutputForm::Json => compare::json(&view, &old.input, &new_input)?,
        _ => compare::terminal(&view, common.terminal()),
    })?;
    old.warn(&framework, &new.sheet, common);
    let sides = [&old.assessed, &new];
    common.diagnostics(sides.into_iter().flat_map(Assessed::told_answers));
    let is_bad = sides.into_iter().any(Assessed::has_bad_answers);
    let failed = args.fail_on_regression && change.is_regression();
    Ok(if failed || is_bad { Exit::Found } else { Exit::Good })
}
