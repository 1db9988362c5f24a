mod form;

use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::{Assessed, Comparison, Explanation, Side, TrackRecord, compare, track_record};
use outside_in::answers::{Case, Form};
use outside_in::framework::Framework;
use outside_in::report::View;
use outside_in::report::compare::ComparisonView;
use outside_in::report::document::CompanyReport;
use outside_in::source::{SourceFile, codes};
use outside_in::text::say;

use super::args::DEFAULT_SHEET;
use super::{
    Common, Destination, Exit, Failure, IfTaken, calibrate, compare as two_sheets, inputs, sheet_forms,
};

#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// The answer sheet, or `-` for standard input
    #[arg(value_name = "SHEET", default_value = DEFAULT_SHEET)]
    sheets: Vec<PathBuf>,
    /// Write the report to this file (.html, .md or .xlsx), in full or not at all; an input is never overwritten
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Put both languages into the one page (.html), with a switch between them
    #[arg(long)]
    both: bool,
    /// Add what changed since this older sheet, and why
    #[arg(long, value_name = "OLD")]
    since: Option<PathBuf>,
    /// Form of the input, where its name does not tell
    #[arg(long, value_name = "FORM", value_parser = sheet_forms())]
    from: Option<Form>,
}

impl ReportArgs {
    /// The report of one sheet, in the language of the interface.
    pub(super) fn of(sheet: &Path, place: &Path) -> Self {
        let (sheets, output) = (vec![sheet.to_owned()], Some(place.to_owned()));
        Self { sheets, output, both: false, since: None, from: None }
    }
}

pub(super) fn run(args: &ReportArgs, common: &Common) -> anyhow::Result<Exit> {
    let target = Destination::of(args.output.as_deref(), IfTaken::Replace);
    let form = form::choose(&target, args.both)?;
    let [sheet] = args.sheets.as_slice() else {
        let count = args.sheets.len();
        anyhow::bail!(Failure::new(say!(
            "a report is about one company, and {count} sheets are named; to see many together there is \
             `outside-in score --cohort`",
            "レポートにできるのは1社分です（現在{count}件）。複数の企業をまとめて見るには `outside-in score --cohort` を使います"
        )));
    };
    if target.is_terminal() {
        anyhow::bail!(Failure::new(say!(
            "the report is a page for a browser; write it with -o report.html",
            "レポートはブラウザーで開くページです。-o report.html でファイルに書き出してください"
        )));
    }
    let framework = common.load_framework()?;
    let named = [Some(sheet), args.since.as_ref()].into_iter().flatten().map(PathBuf::as_path);
    target.spare(named)?;
    let earlier = args.since.as_ref().map(|path| earlier(path, args.from, &framework, common)).transpose()?;
    let (input, reading) = inputs::one(sheet, args.from, &framework, common)?;
    let assessed = Assessed::new(&framework, reading, common.as_of);
    let explanation = Explanation::new(&framework, &assessed);
    let change = earlier.as_ref().map(|old| compared(&framework, old, &assessed));
    let view = |assessed| View { framework: &framework, assessed, lang: common.lang };
    let since = earlier.as_ref().zip(change.as_ref()).map(|(old, comparison)| ComparisonView {
        old: view(old),
        new: view(&assessed),
        comparison,
        not_carried: &[],
    });
    let record = record(&framework, common);
    let report = CompanyReport {
        explanation: &explanation,
        input: &input,
        record: record.as_ref(),
        since: since.as_ref(),
    };
    target.write(&form::write(form, &report, args.both, common.lang)?)?;
    if let Some(old) = &earlier {
        two_sheets::warn(common, &old.sheet, &assessed.sheet);
        two_sheets::warn_of_version(common, &old.sheet, &framework, false);
        common.diagnostics(old.bad_answers());
    }
    common.diagnostics(assessed.bad_answers());
    let is_bad = assessed.has_bad_answers() || earlier.as_ref().is_some_and(Assessed::has_bad_answers);
    Ok(if is_bad { Exit::Found } else { Exit::Good })
}

/// The older sheet, scored as of its own day as `compare` does it.
fn earlier(
    path: &Path,
    from: Option<Form>,
    framework: &Framework,
    common: &Common,
) -> anyhow::Result<Assessed> {
    let (_, reading) = inputs::one(path, from, framework, common)?;
    let day = reading.sheet.date.unwrap_or(common.as_of);
    Ok(Assessed::new(framework, reading, day))
}

fn compared(framework: &Framework, old: &Assessed, new: &Assessed) -> Comparison {
    let side = |assessed| Side { framework, assessed };
    compare(side(old), &old.sheet, side(new))
}

/// How often verdicts of the framework were right, by its cases. What is wrong with one of them is for `check` to say.
fn record(framework: &Framework, common: &Common) -> Option<TrackRecord> {
    let read = |path: &Path| SourceFile::read(path, codes::CASE_UNREADABLE);
    let found = calibrate::cases(common.framework.as_deref(), framework, read).ok()?;
    let cases: Vec<&Case> = found.cases.iter().filter_map(|case| case.case.as_ref()).collect();
    track_record(framework, &cases)
}
