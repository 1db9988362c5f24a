//! The guided questionnaire at a terminal.

mod choosing;
mod closing;
mod ending;
mod events;
mod field;
mod keys;
mod legend;
mod list;
mod look;
mod pace;
mod pager;
mod prompt;
mod question;
mod room;
mod session;
mod terminal;
mod window;
mod writing;

pub(super) use session::ask_first;
pub(super) use terminal::is_too_small;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use outside_in::answers::{Draft, DraftError, Reading};
use outside_in::framework::Framework;
use outside_in::interview::InterviewScope;
use outside_in::text::{Bilingual, clean, say};

use super::args::DEFAULT_SHEET;
use super::destination::unwritable;
use super::{Common, Exit, Failure, args};

/// Any value means `--plain`.
const PLAIN: &str = "OUTSIDE_IN_PLAIN";

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
    /// Asks all questions, in this sheet.
    pub(super) fn of(sheet: PathBuf, plain: bool) -> Self {
        Self { sheet, plain, stage: None, quick: false }
    }
}

pub(super) fn run(args: &AssessArgs, common: &Common) -> anyhow::Result<Exit> {
    let framework = Arc::new(common.load_framework()?);
    let stage = args.stage.as_deref().map(|id| args::stage(&framework, id)).transpose()?;
    let scope = InterviewScope { stage, quick: args.quick };
    let (draft, reading) = open(&args.sheet, &framework)?;
    let path = draft.path().to_owned();
    let setup = session::Setup {
        framework: Arc::clone(&framework),
        sheet: reading.sheet,
        mistakes: reading.notices,
        lang: common.lang,
        as_of: common.as_of,
        scope,
        plain: plain(args, common),
        color: common.color_err,
        columns: terminal::columns().unwrap_or(common.terminal().columns).min(100),
        report: Arc::default(),
    };
    let ended = session::run(setup, draft)?;
    let mut args = args.clone();
    if ended.path != path {
        // The user saved elsewhere.
        args.sheet.clone_from(&ended.path);
    }
    let path = ended.path.clone();
    closing::Closing { args: &args, common, framework: &framework, path, scope }.end(&ended)
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

/// Why the cursor must not move, and how to change that, if the environment says so.
pub(super) fn lines_only() -> Option<Bilingual> {
    if std::env::var_os(PLAIN).is_some_and(|value| !value.is_empty()) {
        return Some(say!(
            "asking in plain lines ({PLAIN} is set); unset it for full screens",
            "1行ずつの表示で質問します（環境変数 {PLAIN}）。1問1画面で表示するには、この変数の設定を解除してください"
        ));
    }
    std::env::var_os("TERM").is_some_and(|term| term == "dumb").then(|| {
        say!(
            "asking in plain lines (TERM=dumb); use another terminal for full screens",
            "1行ずつの表示で質問します（TERM=dumb）。1問1画面で表示するには、別の端末で起動してください"
        )
    })
}

/// Whether to ask in plain lines; a note says why, and how to change that.
fn plain(args: &AssessArgs, common: &Common) -> bool {
    let message = if args.plain {
        say!(
            "asking in plain lines (--plain); without it, every question has its own screen",
            "1行ずつの表示で質問します（--plain）。1問1画面で表示するには、このオプションを外してください"
        )
    } else if let Some(why) = lines_only() {
        why
    } else if !has_terminal() {
        say!(
            "asking in plain lines because there is no terminal; run it in one for full screens",
            "対話できる端末ではないため、1行ずつの表示で質問します。1問1画面で表示するには、端末から直接起動してください"
        )
    } else if terminal::is_too_small() {
        say!(
            "asking in plain lines because the window is too small; enlarge it and start again for full screens",
            "ウィンドウが小さいため、1行ずつの表示で質問します。1問1画面で表示するには、ウィンドウを広げて起動し直してください"
        )
    } else {
        return false;
    };
    common.note(&message);
    true
}
