use std::collections::BTreeMap;

use clap::Args;
use outside_in::advice::{Assessed, cohort, groups, items, ranks};
use outside_in::framework::{FactIx, Framework};
use outside_in::report::cohort::{CohortView, Member, json, terminal};
use outside_in::text::{clean, fit, say};

use super::Rendering;
use crate::commands::{Common, Failure, OutputForm, args};

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
    show_repeated(&members, common);
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

const NAMED: usize = 5;
const NAME: usize = 40;

/// Names companies with more than one sheet, by their reference or else their name: each counts, maybe unintended.
pub(crate) fn show_repeated(members: &[Member<'_>], common: &Common) {
    let mut sheets: BTreeMap<_, (String, usize)> = BTreeMap::new();
    for Member { assessed, .. } in members {
        let given = |text: &'_ Option<String>| {
            text.as_deref().map(|text| fit(clean(text).trim(), NAME)).filter(|text| !text.is_empty())
        };
        let (subject, reference) = (given(&assessed.sheet.subject), given(&assessed.sheet.reference));
        let name = match (&subject, &reference) {
            (None, None) => continue,
            (Some(subject), Some(reference)) => format!("{subject} [{reference}]"),
            (Some(name), None) | (None, Some(name)) => name.clone(),
        };
        let company = match (&assessed.sheet.reference, &assessed.sheet.subject) {
            (Some(reference), _) if !reference.trim().is_empty() => (true, reference.trim()),
            (_, subject) => (false, subject.as_deref().unwrap_or_default().trim()),
        };
        sheets.entry(company).or_insert((name, 0)).1 += 1;
    }
    let repeated: Vec<_> = sheets.into_values().filter(|(_, count)| *count > 1).collect();
    if repeated.is_empty() {
        return;
    }
    let shown = repeated.iter().take(NAMED);
    let en: Vec<String> = shown.clone().map(|(name, count)| format!("{name} ({count})")).collect();
    let ja: Vec<String> = shown.map(|(name, count)| format!("{name}（{count}件）")).collect();
    let (en, ja) = (en.join(", "), ja.join("、"));
    let (more_en, more_ja) = match repeated.len().saturating_sub(NAMED) {
        0 => Default::default(),
        more => (format!(" and {more} more"), format!("、ほか{more}件")),
    };
    common.tell(&say!(
        "names with more than one answer sheet, each of which counts: {en}{more_en}",
        "回答シートが複数ある名称（それぞれ1件として集計しています）：{ja}{more_ja}"
    ));
}
