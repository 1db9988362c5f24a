use std::path::Path;

use outside_in::advice::{Assessed, cohort, groups, ranks};
use outside_in::batch::{KnownCompanies, NamedCompany, Problems};
use outside_in::framework::FactIx;
use outside_in::report::Input;
use outside_in::report::cohort::{CohortReport, CohortView, Member, html, page_name};
use outside_in::source::{Diagnostic, NewDirectory};
use outside_in::text::say;

use super::target::ReportTarget;
use super::{Making, company, form};
use crate::commands::inputs::{Given, Inputs};
use crate::commands::progress::Progress;
use crate::commands::{Exit, OutputForm, cannot_write, exit};

/// Writes the report of all companies and, into a directory, one of each of them.
pub(super) fn write(
    making: &Making<'_>,
    by: Option<FactIx>,
    inputs: Inputs,
    target: &ReportTarget,
) -> anyhow::Result<Exit> {
    let common = making.common;
    if let ReportTarget::File(_, form) = target {
        form::check_cohort(*form)?;
    }
    common.diagnostics(&inputs.notices);
    let unreadable = inputs.unreadable;
    let (companies, refused) = assessed(making, inputs.given);
    if companies.is_empty() {
        common.note(&say!(
            "no report was written: there is no sheet that could be scored",
            "採点できる回答シートがないため、レポートは書き出しませんでした"
        ));
    } else {
        let members: Vec<Member<'_>> =
            companies.iter().map(|(input, assessed)| Member { input, assessed }).collect();
        let (mut known, mut again) = (KnownCompanies::default(), Problems::default());
        let named = members.iter().filter_map(|one| NamedCompany::of(&one.assessed.sheet, one.input));
        again.extend(named.filter_map(|company| known.add(company)));
        common.problems(&again);
        let reasons: Vec<(&Input, &Diagnostic)> =
            refused.iter().filter_map(|(input, reasons)| Some((input, reasons.first()?))).collect();
        deliver(making, by, &members, &reasons, target)?;
    }
    let refusals = refused.iter().flat_map(|(_, reasons)| reasons);
    let wrong = companies.iter().flat_map(|(_, assessed)| assessed.told_answers());
    common.diagnostics(refusals.chain(wrong));
    if unreadable {
        return Ok(Exit::Unreadable);
    }
    let is_bad = companies.is_empty()
        || !refused.is_empty()
        || companies.iter().any(|(_, assessed)| assessed.has_bad_answers());
    Ok(if is_bad { Exit::Found } else { Exit::Good })
}

/// The page of all companies in a directory of reports.
const INDEX: &str = "index.html";

type Companies = Vec<(Input, Assessed)>;
type Refused = Vec<(Input, Vec<Diagnostic>)>;

fn assessed(making: &Making<'_>, given: Vec<Given>) -> (Companies, Refused) {
    let (mut companies, mut refused) = (Vec::new(), Vec::new());
    for Given { input, read } in given {
        match read {
            Ok(reading) => {
                companies.push((input, Assessed::new(making.framework, reading, making.common.as_of)));
            }
            Err(reasons) => refused.push((input, reasons)),
        }
    }
    (companies, refused)
}

fn deliver(
    making: &Making<'_>,
    by: Option<FactIx>,
    members: &[Member<'_>],
    refused: &[(&Input, &Diagnostic)],
    target: &ReportTarget,
) -> anyhow::Result<()> {
    let Making { framework, args, common, languages, .. } = *making;
    let companies: Vec<&Assessed> = members.iter().map(|member| member.assessed).collect();
    let groups = by.map(|fact| groups(framework, &companies, fact, args.together.small_groups));
    let view = CohortView {
        framework,
        as_of: common.as_of,
        members,
        refused,
        cohort: &cohort(framework, &companies),
        groups: groups.as_ref(),
        ranks: &ranks(framework, &companies),
        items: None,
        lang: common.lang,
    };
    let report = CohortReport { view: &view, links: None, is_anonymous: args.anonymous };
    match target {
        ReportTarget::File(file, _) => file.write(html(&report, languages).as_bytes()),
        ReportTarget::Directory(directory) => write_all(making, &report, directory),
    }
}

/// Writes all reports, or none: the directory appears only when it is complete.
fn write_all(making: &Making<'_>, report: &CohortReport<'_>, directory: &Path) -> anyhow::Result<()> {
    let members = report.view.members;
    let failed = |error| cannot_write(directory, error);
    exit::watch_signals();
    let written = NewDirectory::begin(directory).map_err(failed)?;
    let mut progress = Progress::new(making.common.lang, |count| {
        say!("writing reports: {count}", "レポートを書き出し中：{count}")
    });
    let name = |(position, member): (usize, &Member<'_>)| {
        let given = member.assessed.sheet.subject.as_deref().unwrap_or_default();
        let given = if making.args.anonymous { "" } else { given };
        page_name(position + 1, members.len(), given)
    };
    let names: Vec<String> = members.iter().enumerate().map(name).collect();
    for (position, (Member { input, assessed }, name)) in members.iter().zip(&names).enumerate() {
        let company = (position + 1, *input, *assessed);
        let page = company::document(making, OutputForm::Html, company, None, Some(INDEX))?;
        written.write(name, &page).map_err(failed)?;
        progress.steps(1);
    }
    progress.clear();
    let index = html(&CohortReport { links: Some(&names), ..*report }, making.languages);
    written.write(INDEX, index.as_bytes()).map_err(failed)?;
    written.finish().map_err(failed)?;
    let (place, count) = (directory.display(), members.len());
    making.common.note(&say!(
        "written to {place}: index.html and a report of each: {count}",
        "{place} に index.html と個別のレポート{count}件を書き出しました"
    ));
    Ok(())
}
