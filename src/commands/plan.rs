use std::path::PathBuf;

use clap::Args;
use outside_in::advice::{Assessed, Goal, PLAN_LIMIT, plan};
use outside_in::framework::StageIx;
use outside_in::report::{View, plan as written};
use outside_in::text::say;

use super::args::DEFAULT_SHEET;
use super::{Common, Exit, Failure, Forms, OutputForm, args, inputs, output};

#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// The answer sheet, or `-` for standard input
    #[arg(value_name = "SHEET", default_value = DEFAULT_SHEET)]
    sheet: PathBuf,
    /// Make this stage ready, and all before it [default: the next one; with --budget: the last one]
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// Go as far as this many person-weeks allow
    #[arg(long, value_name = "WEEKS", value_parser = args::weeks)]
    budget: Option<u32>,
    /// Show the sources too
    #[arg(long)]
    sources: bool,
    #[command(flatten)]
    forms: Forms,
}

pub(super) fn run(args: &PlanArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = common.load_framework()?;
    let to = args.to.as_deref().map(|id| args::stage(&framework, id)).transpose()?;
    let (input, reading) = inputs::one(&args.sheet, args.forms.from, &framework, common)?;
    let assessed = Assessed::new(&framework, reading, common.as_of);
    let last = framework.stage_indices().last();
    let next = assessed.assessment.next_stage.filter(|_| args.budget.is_none());
    let Some(to): Option<StageIx> = to.or(next).or(last) else {
        anyhow::bail!(Failure::new(say!("the framework has no stages", "フレームワークに段階がありません")));
    };
    let goal = Goal { to, budget: args.budget.map(u64::from), limit: PLAN_LIMIT };
    let found = plan(&framework, &assessed, goal);
    let view = View { framework: &framework, assessed: &assessed, lang: common.lang };
    output::result(&match args.forms.format {
        OutputForm::Json => written::json(&view, &input, &found)?,
        _ => written::terminal(&view, &found, args.sources, common.terminal()),
    })?;
    common.diagnostics(assessed.told_answers());
    Ok(if found.after.is_some() && !assessed.has_bad_answers() { Exit::Good } else { Exit::Found })
}
