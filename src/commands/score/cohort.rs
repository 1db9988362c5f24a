use clap::Args;
use outside_in::advice::{Assessed, cohort, groups, items, ranks};
use outside_in::framework::{FactIx, Framework};
use outside_in::report::cohort::{CohortView, Member, json, terminal};
use outside_in::text::say;

use super::Rendering;
use crate::commands::{Failure, OutputForm, args};

/// Arguments of `score` about all companies together.
#[derive(Args, Debug)]
pub(super) struct CohortArgs {
    /// Sum up all sheets together: distributions, what holds them back, ranks (table and JSON)
    #[arg(long, conflicts_with = "detail")]
    cohort: bool,
    /// With --cohort: group them by this fact
    #[arg(long, value_name = "FACT", requires = "cohort")]
    by: Option<String>,
    /// With --by: also show groups of fewer than five
    #[arg(long, requires = "by")]
    small_groups: bool,
    /// With --cohort: what the answers say about the criteria, for the owner of the rubric
    #[arg(long, requires = "cohort")]
    items: bool,
}

pub(super) struct Asked {
    by: Option<FactIx>,
    is_json: bool,
}

pub(super) fn asked(
    args: &CohortArgs,
    form: OutputForm,
    framework: &Framework,
) -> Result<Option<Asked>, Failure> {
    if !args.cohort {
        return Ok(None);
    }
    if !matches!(form, OutputForm::Table | OutputForm::Json) {
        return Err(Failure::new(say!(
            "--cohort is one page or one document: use it with --format table or --format json",
            "--cohort の結果は1つの集計です。--format には table か json を指定してください"
        )));
    }
    let by = args.by.as_deref().map(|id| args::fact(framework, id)).transpose()?;
    Ok(Some(Asked { by, is_json: form == OutputForm::Json }))
}

pub(super) fn text(kept: &Rendering<'_>, asked: &Asked) -> anyhow::Result<String> {
    let (framework, common, args) = (kept.framework, kept.common, &kept.args.cohort);
    let members: Vec<Member<'_>> =
        kept.scored().map(|(input, view)| Member { input, assessed: view.assessed }).collect();
    let refused: Vec<_> = kept.refused().collect();
    let companies: Vec<&Assessed> = members.iter().map(|member| member.assessed).collect();
    let groups = asked.by.map(|fact| groups(framework, &companies, fact, args.small_groups));
    let items = args.items.then(|| items(framework, &companies));
    let view = CohortView {
        framework,
        as_of: common.as_of,
        members: &members,
        refused: &refused,
        cohort: &cohort(framework, &companies),
        groups: groups.as_ref(),
        ranks: &ranks(framework, &companies),
        items: items.as_ref(),
        lang: common.lang,
    };
    Ok(if asked.is_json { json(&view)? } else { terminal(&view, kept.target.terminal(common)) })
}
