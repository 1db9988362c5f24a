//! The guided questionnaire at a terminal.

mod closing;
mod dialog;
mod frame;
mod page;
mod session;
mod terminal;
mod theme;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use outside_in::answers::{Draft, DraftError, Reading};
use outside_in::framework::Framework;
use outside_in::interview::InterviewScope;
use outside_in::source::Severity;
use outside_in::text::{clean, say};

use super::args::DEFAULT_SHEET;
use super::destination::unwritable;
use super::{Common, Exit, Failure, args};

#[derive(Args, Clone, Debug)]
pub(crate) struct AssessArgs {
    /// The answer sheet to write; TOML, or JSON if it ends in .json
    #[arg(value_name = "SHEET", default_value = DEFAULT_SHEET)]
    sheet: PathBuf,
    /// Ask in plain lines, without moving the cursor (for screen readers, pipes and scripts)
    #[arg(long)]
    plain: bool,
    /// Ask only what this stage needs
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Ask the gates and the heaviest criteria first, and say what remains open
    #[arg(long)]
    quick: bool,
}

impl AssessArgs {
    /// All questions, in a sheet.
    pub(super) fn of(sheet: PathBuf, plain: bool) -> Self {
        Self { sheet, plain, stage: None, quick: false }
    }
}

pub(super) fn run(args: &AssessArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = Arc::new(common.load_framework()?);
    let stage = args.stage.as_deref().map(|id| args::stage(&framework, id)).transpose()?;
    let scope = InterviewScope { stage, quick: args.quick };
    let (draft, reading) = open(&args.sheet, &framework)?;
    common.diagnostics(reading.notices.iter().filter(|notice| notice.code.severity != Severity::Info));
    let path = draft.path().to_owned();
    let setup = session::Setup {
        framework: Arc::clone(&framework),
        sheet: reading.sheet,
        lang: common.lang,
        as_of: common.as_of,
        scope,
        plain: plain(args, common),
        color: common.color_err,
        columns: terminal::columns().unwrap_or(common.terminal().columns).min(100),
    };
    let ended = session::run(setup, draft)?;
    closing::Closing { args, common, framework: &framework, path, scope }.end(&ended)
}

pub(super) fn has_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn open(sheet: &Path, framework: &Framework) -> Result<(Draft, Reading), Failure> {
    let path = clean(&sheet.display().to_string());
    let is_written =
        |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("toml") || ending.eq_ignore_ascii_case("json");
    if !sheet.extension().is_none_or(is_written) {
        return Err(Failure::new(say!(
            "{path}: the questionnaire writes answer sheets as .toml or .json",
            "{path}：回答を書き込めるのは .toml または .json の回答シートです"
        )));
    }
    Draft::open(sheet, framework).map_err(|error| match error {
        DraftError::Refused(diagnostics) => diagnostics.into(),
        DraftError::InUse => Failure::new(say!(
            "{path} is open in another `outside-in assess`; finish that one first",
            "{path} は別の `outside-in assess` で使用中です。そちらを終了してから開いてください"
        )),
        DraftError::Io(error) => Failure::new(unwritable(sheet, &error)),
    })
}

/// Whether to ask in plain lines; a note says so where that was not requested.
fn plain(args: &AssessArgs, common: &Common) -> bool {
    if args.plain {
        return true;
    }
    let message = if !has_terminal() {
        say!("no terminal: asking in plain lines", "対話できる端末ではないため、1行ずつの表示で質問します")
    } else if terminal::is_too_small() {
        say!("the window is too small: asking in plain lines", "画面が小さいため、1行ずつの表示で質問します")
    } else {
        return false;
    };
    common.note(&message);
    true
}
