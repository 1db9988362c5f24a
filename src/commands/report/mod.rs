mod cohort;
mod company;
mod form;
mod target;

use std::path::{Path, PathBuf};

use clap::Args;
use outside_in::advice::{Assessed, TrackRecord, track_record};
use outside_in::answers::{Case, Form};
use outside_in::framework::Framework;
use outside_in::report::Input;
use outside_in::report::cohort::anonymous_name;
use outside_in::text::{Lang, say};

use self::target::ReportTarget;
use super::args::{self, DEFAULT_SHEET};
use super::{Common, Exit, Failure, calibrate, inputs, read_forms};

#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// Answer sheets: files, directories, or `-` for standard input; several make a cohort's report
    #[arg(value_name = "INPUT", default_value = DEFAULT_SHEET)]
    inputs: Vec<PathBuf>,
    /// Write the report to this file (.html, .md or .xlsx), or into this new directory (DIR/) with that of each sheet
    /// beside it; in full or not at all; an input is never overwritten
    #[arg(long, short, value_name = "FILE|DIR/")]
    output: Option<PathBuf>,
    /// Put both languages into the one page (.html), with a switch between them
    #[arg(long)]
    both: bool,
    /// Add what changed since this older sheet, and why (one sheet)
    #[arg(long, value_name = "OLD", conflicts_with_all = ["cohort", "by"])]
    since: Option<PathBuf>,
    /// Score that older sheet with the framework in this directory
    #[arg(long, value_name = "DIR", requires = "since")]
    old_framework: Option<PathBuf>,
    #[command(flatten)]
    together: TogetherArgs,
    /// Replace names with numbers, and leave out references, respondents, evidence, notes and reasons
    #[arg(long)]
    anonymous: bool,
    /// Form of the input, if its name does not tell
    #[arg(long, value_name = "FORM", value_parser = read_forms())]
    from: Option<Form>,
}

/// Arguments of `report` about all companies together.
#[derive(Args, Debug, Default)]
struct TogetherArgs {
    /// Report on all sheets together, even if there is only one
    #[arg(long)]
    cohort: bool,
    /// In a cohort's report: group them by this fact
    #[arg(long, value_name = "FACT")]
    by: Option<String>,
    /// With --by: also show groups of fewer than five
    #[arg(long, requires = "by")]
    small_groups: bool,
}

impl ReportArgs {
    /// The report of one sheet, in the language of the interface.
    pub(super) fn of(sheet: &Path, place: &Path) -> Self {
        Self {
            inputs: vec![sheet.to_owned()],
            output: Some(place.to_owned()),
            both: false,
            since: None,
            old_framework: None,
            together: TogetherArgs::default(),
            anonymous: false,
            from: None,
        }
    }
}

/// What all reports of a run share.
#[derive(Clone, Copy)]
struct Making<'a> {
    framework: &'a Framework,
    record: Option<&'a TrackRecord>,
    languages: &'a [Lang],
    args: &'a ReportArgs,
    common: &'a Common,
}

pub(super) fn run(args: &ReportArgs, common: &Common) -> anyhow::Result<Exit> {
    let target = ReportTarget::of(args.output.as_deref(), args.both)?;
    let framework = common.load_framework()?;
    let by = args.together.by.as_deref().map(|id| args::fact(&framework, id)).transpose()?;
    let inputs = inputs::read_quietly(&args.inputs, args.from, &framework, common);
    let named = args.inputs.iter().chain(&args.since).map(PathBuf::as_path);
    target.spare(named.chain(inputs.given.iter().map(|given| Path::new(&given.input.path))))?;
    let record = record(&framework, common);
    let languages = form::languages(args.both, common.lang);
    let making =
        Making { framework: &framework, record: record.as_ref(), languages: &languages, args, common };
    let is_one = args.inputs.len() == 1 && inputs.given.len() < 2 && !args.together.cohort && by.is_none();
    match (target, args.inputs.as_slice()) {
        (ReportTarget::File(file, form), [path]) if is_one => {
            company::write(&making, inputs::only(path, inputs, common)?, &file, form)
        }
        _ if args.since.is_some() => Err(Failure::new(say!(
            "--since is for the report of one sheet, in one file",
            "--since は、1件の回答シートのレポートを1つのファイルに書き出すときに使います"
        ))
        .into()),
        (target, _) => cohort::write(&making, by, inputs, &target),
    }
}

/// A company with everything that identifies it removed, in the languages of its report.
fn anonymous(number: usize, assessed: &Assessed, languages: &[Lang]) -> (Input, Assessed) {
    let name = anonymous_name(number);
    let hidden: Vec<&str> = languages.iter().map(|lang| lang.of("(not shown)", "（非表示）")).collect();
    let assessed = assessed.anonymous(&name, &hidden.join(" / "));
    (Input::whole(name), assessed)
}

/// How often verdicts of the framework were right, by its cases. Problems with cases are left to `check`.
fn record(framework: &Framework, common: &Common) -> Option<TrackRecord> {
    let found = calibrate::cases(common.framework.as_deref(), framework, calibrate::read_case).ok()?;
    let cases: Vec<&Case> = found.cases.iter().filter_map(|case| case.case.as_ref()).collect();
    track_record(framework, &cases)
}
