use std::path::Path;

use outside_in::report::document::{CompanyReport, html, markdown, workbook};
use outside_in::text::{Lang, clean, say};

use crate::commands::{Content, Destination, Failure, OutputForm, clock};

/// The form that a file name asks for.
pub(super) fn choose(page: &Destination) -> Result<OutputForm, Failure> {
    match page.path() {
        None => Ok(OutputForm::Html),
        Some(path) => OutputForm::of(path, Content::Report).ok_or_else(|| unknown(path)),
    }
}

/// Only a page can be in two languages.
pub(super) fn check_both(form: OutputForm, both: bool) -> Result<(), Failure> {
    if !both || form == OutputForm::Html {
        return Ok(());
    }
    Err(Failure::new(say!(
        "--both goes with .html only; write the other forms once for each language, with --lang",
        "--both は .html でのみ使えます。ほかの形式は --lang で言語ごとに書き出してください"
    )))
}

/// Only a page has room for many companies.
pub(super) fn check_cohort(form: OutputForm) -> Result<(), Failure> {
    if form == OutputForm::Html {
        return Ok(());
    }
    Err(Failure::new(say!(
        "a cohort's report is written as .html; all numbers go into a workbook with `outside-in score \
         -o results.xlsx`",
        "集計レポートは .html で書き出します。すべての数値は `outside-in score -o results.xlsx` でブックに書き出せます"
    )))
}

pub(super) fn write(
    form: OutputForm,
    report: &CompanyReport<'_>,
    languages: &[Lang],
) -> anyhow::Result<Vec<u8>> {
    let lang = languages.first().copied().unwrap_or_default();
    Ok(match form {
        OutputForm::Markdown => markdown(report, lang).into_bytes(),
        OutputForm::Xlsx => {
            clock::check_for_workbooks()?;
            workbook(report, lang).map_err(|error| Failure::new(error.say()))?
        }
        _ => html(report, languages).into_bytes(),
    })
}

/// The language of the interface comes first.
pub(super) fn languages(both: bool, lang: Lang) -> Vec<Lang> {
    match lang {
        own if !both => vec![own],
        Lang::Ja => vec![Lang::Ja, Lang::En],
        own => vec![own, Lang::Ja],
    }
}

fn unknown(path: &Path) -> Failure {
    let ending = path.extension().map(|ending| clean(&ending.to_string_lossy())).unwrap_or_default();
    Failure::new(match ending.to_ascii_lowercase().as_str() {
        "" => say!(
            "a report is written as .html, .md or .xlsx, such as report.html, or into a directory, such as reports/",
            "レポートは .html、.md、.xlsx のいずれか（report.html など）か、ディレクトリ（reports/ など）に書き出します"
        ),
        "pdf" => say!(
            "a report is not written as .pdf; write it as .html, which is set up for A4, and choose “Save as PDF” when \
             printing it in a browser",
            "PDF は直接書き出せません。A4 での印刷に合わせた .html を書き出し、ブラウザーの印刷画面で「PDF に保存」を選んでください"
        ),
        _ => say!(
            "a report cannot be written as .{ending}, only as .html, .md or .xlsx",
            "レポートを .{ending} で書き出すことはできません（.html、.md、.xlsx のみ）"
        ),
    })
}
