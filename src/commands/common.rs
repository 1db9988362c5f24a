use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use console::Term;
use jiff::civil::Date;
use outside_in::framework::{Framework, FrameworkFile, Loaded, built_in, load_directory};
use outside_in::report::{Paint, Terminal};
use outside_in::source::{Diagnostic, codes};
use outside_in::text::{Lang, clean, say};

use super::args::{Color, CommonArgs};
use super::{Failure, clock};

/// The width of a page that does not go to a terminal.
pub(super) const PAGE_COLUMNS: usize = 100;

pub(crate) struct Common {
    pub(crate) lang: Lang,
    pub(crate) as_of: Date,
    pub(crate) color: bool,
    pub(crate) color_err: bool,
    /// The columns of the terminal, or those set by the environment.
    columns: Option<usize>,
    columns_err: Option<usize>,
    /// A directory; `None` for the built-in framework.
    pub(crate) framework: Option<PathBuf>,
    pub(crate) as_of_given: Option<Date>,
    pub(crate) lang_asked: Option<String>,
}

impl Common {
    pub(super) fn new(args: &CommonArgs, lang: Lang) -> Self {
        Self {
            lang,
            as_of: args.as_of.or(clock::today()).unwrap_or_default(),
            color: is_colored(args.color, std::io::stdout().is_terminal()),
            color_err: is_colored(args.color, std::io::stderr().is_terminal()),
            columns: columns(&Term::stdout()),
            columns_err: columns(&Term::stderr()),
            framework: args.framework.clone(),
            as_of_given: args.as_of,
            lang_asked: args.lang.clone(),
        }
    }

    /// Fails if no day was given and the clock gives none.
    pub(crate) fn check_day(&self) -> Result<(), Failure> {
        if self.as_of_given.is_some() { Ok(()) } else { clock::check() }
    }

    /// Loads the selected framework. Problems are shown; an unusable framework ends the command.
    pub(crate) fn load_framework(&self) -> anyhow::Result<Framework> {
        self.load_framework_of(self.framework.as_deref())
    }

    pub(crate) fn load_framework_of(&self, directory: Option<&Path>) -> anyhow::Result<Framework> {
        Ok(self.load_with_files(directory)?.0)
    }

    /// Loads a framework with its files, for commands that refer to places in them.
    pub(crate) fn load_with_files(
        &self,
        directory: Option<&Path>,
    ) -> anyhow::Result<(Framework, Vec<FrameworkFile>)> {
        let Loaded { framework, diagnostics, files, .. } = directory.map_or_else(built_in, load_directory);
        let Some(framework) = framework else { return Err(Failure::from(diagnostics).into()) };
        self.diagnostics(diagnostics.iter().filter(|found| is_told(found)));
        self.speaks(&framework)?;
        Ok((framework, files))
    }

    /// Refuses a language that neither the interface nor the framework has.
    fn speaks(&self, framework: &Framework) -> Result<(), Failure> {
        let Lang::Other(tag) = self.lang else { return Ok(()) };
        let own = framework.languages();
        if own.iter().any(|known| known == tag) {
            return Ok(());
        }
        let (tag, list, id) = (clean(tag), own.join(", "), framework.id());
        Err(Failure::new(say!(
            "--lang {tag}: the framework {id} has no such language; it has: {list}",
            "--lang {tag}：フレームワーク {id} にこの言語はありません。使える言語：{list}"
        )))
    }

    pub(crate) fn terminal(&self) -> Terminal {
        Terminal { columns: self.columns.unwrap_or(PAGE_COLUMNS), paint: Paint::new(self.color) }
    }

    /// How to print findings as a result. In a pipe their sentences are not wrapped, so that they can be searched.
    pub(crate) fn findings(&self) -> Terminal {
        Terminal { columns: self.columns.unwrap_or(Terminal::BOUNDLESS), paint: Paint::new(self.color) }
    }

    pub(crate) fn messages(&self) -> Terminal {
        Terminal {
            columns: self.columns_err.unwrap_or(Terminal::BOUNDLESS),
            paint: Paint::new(self.color_err),
        }
    }

    /// The options to repeat in a suggested command, such as ` --lang ja`.
    pub(crate) fn options_to_repeat(&self) -> String {
        let lang =
            self.lang_asked.as_ref().map(|_| format!(" --lang {}", self.lang.wanted())).unwrap_or_default();
        let framework = self.framework.as_ref().map(|path| format!(" --framework {}", path.display()));
        format!("{lang}{}", framework.unwrap_or_default())
    }
}

/// Whether commands that use a framework report this finding about its files. Missing translations are left to `check`:
/// a translation may be unfinished for a long time.
pub(super) fn is_told(found: &Diagnostic) -> bool {
    found.code != codes::MISSING_TRANSLATION
}

fn is_colored(wanted: Color, is_terminal: bool) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && allows_color(|name| std::env::var_os(name)),
    }
}

fn allows_color(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    !refused && !dumb
}

/// The columns of a terminal, within a readable range; without a terminal those of `COLUMNS`.
pub(super) fn columns(terminal: &Term) -> Option<usize> {
    let named = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0);
    let columns = terminal.size_checked().map(|(_, columns)| usize::from(columns)).or_else(named)?;
    Some(columns.clamp(30, 120))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dumb_terminal_and_one_without_colors_are_left_plain() {
        let with = |set: &'static str, to: &'static str| {
            allows_color(|name| (name == set).then(|| OsString::from(to)))
        };
        assert!(with("TERM", "xterm-256color") && with("NO_COLOR", "") && with("LANG", "C"));
        assert!(!with("TERM", "dumb") && !with("NO_COLOR", "1"));
    }
}
