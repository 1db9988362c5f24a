mod raters;

use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::{Assessed, Side, compare};
use outside_in::answers::{AnswerSheet, Reading};
use outside_in::framework::Framework;
use outside_in::report::View;
use outside_in::report::compare::{self, ComparisonView};
use outside_in::source::Diagnostic;
use outside_in::text::{clean, say};

use super::{Common, Exit, Failure, Forms, OutputForm, inputs, output};

#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    /// The old and the new sheet of one company; with --raters, two or more of different people
    #[arg(value_name = "SHEET", required = true)]
    sheets: Vec<PathBuf>,
    /// Score the old sheet with the framework in this directory
    #[arg(long, value_name = "DIR", conflicts_with = "raters")]
    old_framework: Option<PathBuf>,
    /// Fail (exit code 1) if fewer stages are reached, or a stage's verdict got worse
    #[arg(long, conflicts_with = "raters")]
    fail_on_regression: bool,
    /// Compare what different people answered about one company
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
    let old_directory = args.old_framework.as_deref();
    let before = old_directory.map(|path| common.load_framework_of(Some(path))).transpose()?;
    if let Some(before) = &before {
        if before.id() != framework.id() {
            let (before, now) = (clean(before.id()), clean(framework.id()));
            anyhow::bail!(Failure::new(say!(
                "`{before}` and `{now}` are two frameworks, not two versions of one: their numbers cannot be compared",
                "`{before}` と `{now}` は別のフレームワークです（同じフレームワークの版どうしでなければ比較できません）"
            )));
        }
        if old.as_os_str() == "-" {
            anyhow::bail!(Failure::new(say!(
                "with --old-framework the old sheet is read twice: give it as a file, not as `-`",
                "--old-framework を使うと前回の回答シートを2回読むため、`-` ではなくファイルで指定してください"
            )));
        }
    }
    let form = args.forms.from;
    let sheet = |path: &Path, framework: &Framework| inputs::one(path, form, framework, common);
    let (old_input, old_reading) = sheet(old, before.as_ref().unwrap_or(&framework))?;
    let carried = before.as_ref().map(|_| sheet(old, &framework)).transpose()?.map(|(_, reading)| reading);
    let (new_input, new_reading) = sheet(new, &framework)?;

    let day = old_reading.sheet.date.unwrap_or(common.as_of);
    let before = before.as_ref().unwrap_or(&framework);
    let old = Assessed::new(before, old_reading, day);
    let new = Assessed::new(&framework, new_reading, common.as_of);
    let not_carried = lost(carried.as_ref(), &old);
    let carried = carried.as_ref().map_or(&old.sheet, |reading| &reading.sheet);
    let sides =
        [(before, &old), (&framework, &new)].map(|(framework, assessed)| Side { framework, assessed });
    let change = compare(sides[0], carried, sides[1]);

    let views = sides.map(|Side { framework, assessed }| View { framework, assessed, lang: common.lang });
    let view =
        ComparisonView { old: views[0], new: views[1], comparison: &change, not_carried: &not_carried };
    output::result(&match args.forms.format {
        OutputForm::Json => compare::json(&view, &old_input, &new_input)?,
        _ => compare::terminal(&view, common.terminal()),
    })?;
    warn(common, &old.sheet, &new.sheet);
    warn_of_version(common, &old.sheet, before, args.old_framework.is_some());
    let bad = |assessed: &Assessed| assessed.has_bad_answers();
    for assessed in [&old, &new] {
        common.diagnostics(assessed.bad_answers());
    }
    let failed = args.fail_on_regression && change.is_regression();
    Ok(if failed || bad(&old) || bad(&new) { Exit::Found } else { Exit::Good })
}

fn lost(carried: Option<&Reading>, old: &Assessed) -> Vec<Diagnostic> {
    let Some(carried) = carried else { return Vec::new() };
    let known = |one: &Diagnostic| old.notices.iter().any(|other| other.is_error() && other.key == one.key);
    carried.notices.iter().filter(|one| one.is_error() && !known(one)).cloned().collect()
}

pub(in crate::commands) fn warn(common: &Common, old: &AnswerSheet, new: &AnswerSheet) {
    let same_reference = old.reference.is_some() && old.reference == new.reference;
    if let (Some(one), Some(other)) = (&old.subject, &new.subject)
        && one != other
        && !same_reference
    {
        common.warning(&say!(
            "the sheets name different companies: {one}, {other}",
            "回答シートの企業・製品名が異なります：{one}、{other}"
        ));
    }
    if let (Some(before), Some(now)) = (old.date, new.date)
        && now < before
    {
        common.warning(&say!(
            "the new sheet ({now}) is older than the old one ({before})",
            "今回の回答シート（{now}）が前回（{before}）より前の日付です"
        ));
    }
}

pub(in crate::commands) fn warn_of_version(
    common: &Common,
    old: &AnswerSheet,
    framework: &Framework,
    given: bool,
) {
    let version = framework.version();
    let Some(before) = old.version.as_deref().filter(|before| *before != version) else { return };
    common.warning(&if given {
        say!(
            "the old sheet was answered against version {before}, but --old-framework is {version}",
            "前回の回答シートはバージョン {before} に対するものですが、--old-framework は {version} です"
        )
    } else {
        say!(
            "the old sheet was answered against version {before} and is scored with {version}; to see what the \
             framework itself changed, there is `outside-in compare --old-framework DIR`",
            "前回の回答シートはバージョン {before} に対するものですが、{version} で採点しました。フレームワークの変更による影響は、`outside-in compare --old-framework DIR` で前回のものを指定すると確認できます"
        )
    });
}
