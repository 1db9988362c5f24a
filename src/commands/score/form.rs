use std::io::ErrorKind;
use std::path::Path;

use outside_in::batch::{self, Line};
use outside_in::framework::Framework;
use outside_in::report::assessment::csv;
use outside_in::report::json::{RefusalJson, ScoresDocument};
use outside_in::text::{Lang, clean, say};

use crate::commands::{Content, Destination, Failure, OutputForm, cannot_write, clock};

pub(super) fn check_options(form: OutputForm, detail: bool, losses: bool) -> Result<(), Failure> {
    if detail && matches!(form, OutputForm::Csv | OutputForm::Xlsx) {
        return Err(Failure::new(say!(
            "--detail goes with --format table, json and ndjson; CSV and workbooks (.xlsx) always have the rubrics, \
             workbooks a page of the criteria too",
            "--detail は --format table、json、ndjson でのみ使えます（CSV とブック（.xlsx）には常にルーブリックごとの\
             得点率があり、ブックには評価項目のシートもあります）"
        )));
    }
    if losses && matches!(form, OutputForm::Table | OutputForm::Xlsx) {
        return Err(Failure::new(say!(
            "--losses goes with --format csv; JSON and NDJSON always have the greatest losses",
            "--losses は --format csv でのみ使えます（JSON と NDJSON には常に失点の大きい項目が含まれます）"
        )));
    }
    Ok(())
}

/// The form in which results can be written while input is still being read.
pub(super) fn streamed(form: OutputForm, losses: bool) -> Option<batch::ResultForm> {
    match form {
        OutputForm::Ndjson => Some(batch::ResultForm::Ndjson),
        OutputForm::Csv => Some(batch::ResultForm::Csv { losses }),
        OutputForm::Json => Some(batch::ResultForm::Json),
        _ => None,
    }
}

/// A result in such a form, written in pieces.
pub(super) struct Pieces {
    form: batch::ResultForm,
    document: ScoresDocument,
}

impl Pieces {
    pub(super) fn of(form: batch::ResultForm) -> Self {
        Self { form, document: ScoresDocument::default() }
    }

    /// What precedes the first sheet.
    pub(super) fn begin(&self, framework: &Framework) -> Vec<u8> {
        match self.form {
            batch::ResultForm::Csv { losses } => csv::header(framework, losses),
            batch::ResultForm::Json => ScoresDocument::BEGIN.into(),
            _ => Vec::new(),
        }
    }

    /// The next sheets, as [`batch::Settings::write`] appends them.
    pub(super) fn next<'b>(&mut self, sheets: &'b [u8]) -> &'b [u8] {
        if self.form == batch::ResultForm::Json { self.document.piece(sheets) } else { sheets }
    }

    /// What follows the last sheet.
    pub(super) fn end<'l>(&self, lines: impl Iterator<Item = &'l Line>, lang: Lang) -> Vec<u8> {
        if self.form != batch::ResultForm::Json {
            return Vec::new();
        }
        let refused = lines.filter_map(Line::refusal);
        let refused = refused.map(|(input, reason)| RefusalJson::new(input, reason, lang));
        self.document.end(&refused.collect::<Vec<_>>()).into_bytes()
    }
}

pub(super) fn choose(format: Option<OutputForm>, destination: &Destination) -> anyhow::Result<OutputForm> {
    if let Some(path) = destination.path().filter(|path| path.is_dir()) {
        return Err(cannot_write(path, ErrorKind::IsADirectory.into()));
    }
    let form = match (format, destination.path()) {
        (Some(form), _) => form,
        (None, None) => OutputForm::Table,
        (None, Some(path)) => OutputForm::of(path, Content::Scores).ok_or_else(|| unknown(path))?,
    };
    destination.check_ending(form.endings())?;
    if form == OutputForm::Xlsx {
        clock::check_for_workbooks()?;
    }
    if form == OutputForm::Xlsx && destination.is_terminal() {
        anyhow::bail!(Failure::new(say!(
            "an XLSX file cannot be shown in a terminal; write it with -o FILE",
            "XLSX ファイルは端末に表示できません。-o FILE でファイルに書き出してください"
        )));
    }
    Ok(form)
}

fn unknown(path: &Path) -> Failure {
    let ending = path.extension().map(|ending| clean(&ending.to_string_lossy())).unwrap_or_default();
    Failure::new(say!(
        "the extension `{ending}` is not one of a result; use .csv, .xlsx, .json, .ndjson or .txt, or give the form \
         with --format",
        "拡張子 `{ending}` から結果の形式がわかりません。.csv、.xlsx、.json、.ndjson、.txt のいずれかにするか、\
         --format で指定してください"
    ))
}
