use clap::ValueEnum;
use outside_in::text::{Say, clean};
use outside_in::{batch, say};

use crate::commands::common::Common;
use crate::commands::output;
use crate::commands::target::Target;

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
pub(super) fn choose(
    format: Option<ResultForm>,
    target: &Target,
    common: &Common,
) -> anyhow::Result<ResultForm> {
    let form = match (format, target.ending()) {
        (Some(form), _) => form,
        (None, None) => ResultForm::Table,
        (None, Some(ending)) => match ending.as_str() {
            "txt" => ResultForm::Table,
            "json" => ResultForm::Json,
            "ndjson" | "jsonl" => ResultForm::Ndjson,
            "csv" => ResultForm::Csv,
            "xlsx" => ResultForm::Xlsx,
            _ => return Err(output::fail(common, &unknown(&clean(&ending)))),
        },
    };
    if form == ResultForm::Xlsx && target.is_terminal() {
        let message = say!(
            "an XLSX file cannot be shown in a terminal; write it with -o FILE",
            "XLSX ファイルは端末に表示できません。-o FILE でファイルに書き出してください"
        );
        return Err(output::fail(common, &message));
    }
    Ok(form)
}

fn unknown(ending: &str) -> Say {
    say!(
        "the ending `{ending}` tells no form of the result; use .csv, .xlsx, .json, .ndjson or .txt, or say it with \
         --format",
        "拡張子 `{ending}` から結果の形式がわかりません。.csv、.xlsx、.json、.ndjson、.txt のいずれかにするか、\
         --format で指定してください"
    )
}
