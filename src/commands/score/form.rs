use std::io::ErrorKind;
use std::path::Path;

use clap::ValueEnum;
use outside_in::answers::Form;
use outside_in::text::{Bilingual, clean};
use outside_in::{batch, say};

use crate::commands::exit::Failure;
use crate::commands::target::{Target, fitting};
use crate::commands::unwritable::cannot_write;

/// The ending of a table as it is shown in a terminal.
const TEXT: &str = "txt";

/// A form of the result of `score`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ResultForm {
    Table,
    Json,
    Ndjson,
    Csv,
    Xlsx,
}

impl ResultForm {
    /// The form of a file by the ending of its name.
    fn of(path: &Path) -> Option<Self> {
        match Form::of(path) {
            Some(Form::Json) => Some(Self::Json),
            Some(Form::Ndjson) => Some(Self::Ndjson),
            Some(Form::Csv) => Some(Self::Csv),
            Some(Form::Xlsx) => Some(Self::Xlsx),
            Some(Form::Toml) => None,
            None => path.extension().is_some_and(|own| own.eq_ignore_ascii_case(TEXT)).then_some(Self::Table),
        }
    }

    /// The endings with which files of this form are written, first the usual one.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &[TEXT],
            Self::Json => Form::Json.endings(),
            Self::Ndjson => Form::Ndjson.endings(),
            Self::Csv => Form::Csv.endings(),
            Self::Xlsx => Form::Xlsx.endings(),
        }
    }

    /// Refuses what this form has no place for.
    pub(super) fn suits(self, detail: bool, losses: bool) -> Result<(), Failure> {
        if detail && !matches!(self, Self::Json | Self::Ndjson) {
            let message = say!(
                "--detail goes with --format json and --format ndjson; a workbook (.xlsx) always has a page of the criteria",
                "--detail は --format json か ndjson でのみ使えます（ブック（.xlsx）には常に評価項目のシートがあります）"
            );
            return Err(Failure::new(message));
        }
        if losses && matches!(self, Self::Table | Self::Xlsx) {
            let message = say!(
                "--losses goes with --format csv; JSON and NDJSON always have the greatest losses",
                "--losses は --format csv でのみ使えます（JSON と NDJSON には常に失点の大きい項目が含まれます）"
            );
            return Err(Failure::new(message));
        }
        Ok(())
    }

    /// The form that can be written while the input is still being read.
    pub(super) fn streamed(self, losses: bool) -> Option<batch::ResultForm> {
        match self {
            Self::Ndjson => Some(batch::ResultForm::Ndjson),
            Self::Csv => Some(batch::ResultForm::Csv { losses }),
            Self::Table | Self::Json | Self::Xlsx => None,
        }
    }
}

/// The form that is asked for, by `--format` or else by the ending of the file.
pub(super) fn choose(format: Option<ResultForm>, target: &Target) -> anyhow::Result<ResultForm> {
    if let Target::File(path) = target
        && path.is_dir()
    {
        return Err(cannot_write(path, ErrorKind::IsADirectory.into()));
    }
    let form = match (format, target) {
        (Some(form), _) => form,
        (None, Target::Stdout) => ResultForm::Table,
        (None, Target::File(path)) => ResultForm::of(path).ok_or_else(|| Failure::new(unknown(path)))?,
    };
    if let Target::File(path) = target {
        fitting(path, form.endings())?;
    }
    if form == ResultForm::Xlsx && target.is_terminal() {
        let message = say!(
            "an XLSX file cannot be shown in a terminal; write it with -o FILE",
            "XLSX ファイルは端末に表示できません。-o FILE でファイルに書き出してください"
        );
        anyhow::bail!(Failure::new(message));
    }
    Ok(form)
}

fn unknown(path: &Path) -> Bilingual {
    let ending = path.extension().map(|ending| clean(&ending.to_string_lossy())).unwrap_or_default();
    say!(
        "the ending `{ending}` tells no form of the result; use .csv, .xlsx, .json, .ndjson or .txt, or say it with \
         --format",
        "拡張子 `{ending}` から結果の形式がわかりません。.csv、.xlsx、.json、.ndjson、.txt のいずれかにするか、\
         --format で指定してください"
    )
}
