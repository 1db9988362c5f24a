use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use console::Term;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use outside_in::framework::{Framework, Loaded, StageIx, built_in_framework, load_directory};
use outside_in::report::{Paint, Terminal};
use outside_in::say;
use outside_in::text::{Lang, nearest};

use super::cli::CommonArgs;
use super::exit::Failure;
use super::{output, surroundings};

/// The columns of a page where there is no terminal.
const PAGE_COLUMNS: usize = 100;

/// What every command needs to know of the world.
pub(crate) struct Common {
    /// The language of the interface.
    pub(crate) lang: Lang,
    /// The day to score at.
    pub(crate) as_of: Date,
    /// Whether results on stdout are coloured.
    pub(crate) color: bool,
    /// Whether messages on stderr are coloured.
    pub(crate) color_err: bool,
    /// Columns of the terminal, where there is one or the environment names them.
    columns: Option<usize>,
    /// The same, of what messages go to.
    columns_err: Option<usize>,
    framework: Option<PathBuf>,
    /// The day, if it was given by an option.
    as_of_given: Option<Date>,
    /// Whether the language was asked for by an option.
    lang_given: bool,
}

impl Common {
    /// Asks the clock, the terminal and the environment.
    pub(super) fn new(args: &CommonArgs, lang: Lang) -> Self {
        let (stdout, stderr) = (Term::stdout(), Term::stderr());
        let coloured = |terminal: bool| surroundings::is_coloured(args.color, terminal);
        Self {
            lang,
            as_of: args.as_of.unwrap_or_else(today),
            color: coloured(std::io::stdout().is_terminal()),
            color_err: coloured(std::io::stderr().is_terminal()),
            columns: surroundings::columns(&stdout),
            columns_err: surroundings::columns(&stderr),
            framework: args.framework.clone(),
            as_of_given: args.as_of,
            lang_given: args.lang.is_some(),
        }
    }

    /// Loads the framework that was asked for. Whatever is wrong with it is shown; an unusable one ends the command.
    pub(crate) fn load_framework(&self) -> anyhow::Result<Framework> {
        self.load_framework_of(self.framework_directory())
    }

    /// As [`Self::load_framework`], of a directory, or the built-in one.
    pub(crate) fn load_framework_of(&self, directory: Option<&Path>) -> anyhow::Result<Framework> {
        let Some(directory) = directory else { return Ok(built_in_framework()) };
        let Loaded { framework, diagnostics, .. } = load_directory(directory);
        let Some(framework) = framework else { return Err(Failure::from(diagnostics).into()) };
        output::diagnostics(self, &diagnostics);
        Ok(framework)
    }

    /// The directory of the framework that was asked for; `None` stands for the built-in one.
    pub(crate) fn framework_directory(&self) -> Option<&Path> {
        self.framework.as_deref()
    }

    /// The day, if the user named one.
    pub(crate) fn as_of_if_given(&self) -> Option<Date> {
        self.as_of_given
    }

    /// How to write pages for this terminal, or for none.
    pub(crate) fn terminal(&self) -> Terminal {
        Terminal { columns: self.columns.unwrap_or(PAGE_COLUMNS), paint: Paint::new(self.color) }
    }

    /// How to write findings as a result. In a pipe their sentences stay whole, so that they can be searched.
    pub(crate) fn findings(&self) -> Terminal {
        Terminal { columns: self.columns.unwrap_or(Terminal::BOUNDLESS), paint: Paint::new(self.color) }
    }

    /// How to write messages on stderr.
    pub(crate) fn messages(&self) -> Terminal {
        Terminal {
            columns: self.columns_err.unwrap_or(Terminal::BOUNDLESS),
            paint: Paint::new(self.color_err),
        }
    }

    /// The stage of an id; an unknown one ends the command.
    pub(crate) fn stage(framework: &Framework, id: &str) -> anyhow::Result<StageIx> {
        if let Some(stage) = framework.find_stage(id) {
            return Ok(stage);
        }
        let known: Vec<&str> = framework.stages().iter().map(|stage| stage.id.as_str()).collect();
        let list = known.join(", ");
        let id = outside_in::text::clean(id);
        let message = match nearest(&id, known.iter().copied()) {
            Some(near) => say!(
                "there is no stage `{id}`; did you mean `{near}`?",
                "`{id}` という段階はありません。`{near}` のことではありませんか。"
            ),
            None => say!(
                "there is no stage `{id}`; the stages are: {list}",
                "`{id}` という段階はありません。段階は次のとおりです：{list}"
            ),
        };
        anyhow::bail!(Failure::new(message))
    }

    /// Options that a command of ours needs to be run again in the same way, such as ` --lang ja`.
    pub(crate) fn options_to_repeat(&self) -> String {
        let lang = if self.lang_given { format!(" --lang {}", self.lang.tag()) } else { String::new() };
        let framework = self.framework.as_ref().map(|path| format!(" --framework {}", path.display()));
        format!("{lang}{}", framework.unwrap_or_default())
    }
}

/// The day at this place.
///
/// Where no variable says otherwise, the file of the machine's own time zone is all that is needed; to ask for it by
/// its name would first list all time zones of the world, which takes longer than to explain a sheet.
fn today() -> Date {
    let own = || {
        let file = std::fs::read("/etc/localtime").ok()?;
        TimeZone::tzif("local", &file).ok()
    };
    let zone = if std::env::var_os("TZ").is_none() { own() } else { None };
    Timestamp::now().to_zoned(zone.unwrap_or_else(TimeZone::system)).date()
}
