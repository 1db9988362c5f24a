use std::io::ErrorKind;
use std::path::Path;

use outside_in::report::document::{CompanyReport, html, markdown, workbook};
use outside_in::text::{Lang, clean, say};

use crate::commands::{Content, Destination, Failure, OutputForm, cannot_write};

/// The form that a name asks for: only what can be written is promised by it.
pub(super) fn choose(target: &Destination, both: bool) -> anyhow::Result<OutputForm> {
    let form = match target.path() {
        None => OutputForm::Html,
        Some(path) if path.is_dir() => return Err(cannot_write(path, ErrorKind::IsADirectory.into())),
        Some(path) => OutputForm::of(path, Content::Report).ok_or_else(|| unknown(path))?,
    };
    if both && form != OutputForm::Html {
        anyhow::bail!(Failure::new(say!(
            "--both goes with .html only; write the other forms once for each language, with --lang",
            "--both は .html でのみ使えます。ほかの形式は --lang で言語ごとに書き出してください"
        )));
    }
    Ok(form)
}

/// The report as the bytes of a file.
pub(super) fn write(
    form: OutputForm,
    report: &CompanyReport<'_>,
    both: bool,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    Ok(match form {
        OutputForm::Markdown => markdown(report, lang).into_bytes(),
        OutputForm::Xlsx => workbook(report, lang).map_err(|error| Failure::new(error.say()))?,
        _ => html(report, languages(both, lang)).into_bytes(),
    })
}

/// The language of the interface comes first.
fn languages(both: bool, lang: Lang) -> &'static [Lang] {
    match (both, lang) {
        (false, Lang::En) => &[Lang::En],
        (false, Lang::Ja) => &[Lang::Ja],
        (true, Lang::En) => &[Lang::En, Lang::Ja],
        (true, Lang::Ja) => &[Lang::Ja, Lang::En],
    }
}

fn unknown(path: &Path) -> Failure {
    let ending = path.extension().map(|ending| clean(&ending.to_string_lossy())).unwrap_or_default();
    Failure::new(match ending.to_ascii_lowercase().as_str() {
        "" => say!(
            "a report is written as .html, .md or .xlsx; name the file so, such as report.html",
            "レポートは .html、.md、.xlsx のいずれかで書き出します。report.html のような名前にしてください"
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
