//! What the terminal, the environment and the arguments say before anything is parsed.

use std::ffi::OsString;

use clap::ValueEnum;
use console::Term;
use outside_in::text::Lang;

use super::cli::Color;

/// The language that the arguments or the environment ask for. It must be known before the arguments are
/// parsed, for the help texts and what is said of wrong arguments are in that language too.
pub(super) fn language(args: &[OsString]) -> Lang {
    if let Some(value) = value_of("--lang", args) {
        return Lang::from_locale(&value);
    }
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    Lang::from_locale(&locale.unwrap_or_default())
}

/// The colours that the arguments ask for, for what is said before they are parsed.
pub(super) fn color(args: &[OsString]) -> Color {
    value_of("--color", args).and_then(|value| Color::from_str(&value, false).ok()).unwrap_or(Color::Auto)
}

/// The value of an option, the first time that it is given.
fn value_of(option: &str, args: &[OsString]) -> Option<String> {
    let mut args = args.iter().skip(1).map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        let Some(rest) = arg.strip_prefix(option) else { continue };
        match rest.strip_prefix('=') {
            Some(value) => return Some(value.to_owned()),
            None if rest.is_empty() => return args.next().map(std::borrow::Cow::into_owned),
            None => {}
        }
    }
    None
}

/// Whether to colour what goes to a place that is a terminal or is not.
pub(super) fn is_coloured(wanted: Color, is_terminal: bool) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && allow_colour(|name| std::env::var_os(name)),
    }
}

/// Whether the environment lets a terminal be coloured.
fn allow_colour(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let refused = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|value| value == "dumb");
    !refused && !dumb
}

/// The columns of a terminal, as far as lines are good to read; where it is none, those that `COLUMNS` names.
pub(super) fn columns(terminal: &Term) -> Option<usize> {
    let named = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0);
    let columns = terminal.size_checked().map(|(_, columns)| usize::from(columns)).or_else(named)?;
    Some(columns.clamp(30, 120))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dumb_terminal_and_one_without_colours_are_left_plain() {
        let with = |set: &'static str, to: &'static str| {
            allow_colour(|name| (name == set).then(|| OsString::from(to)))
        };
        assert!(with("TERM", "xterm-256color") && with("NO_COLOR", "") && with("LANG", "C"));
        assert!(!with("TERM", "dumb") && !with("NO_COLOR", "1"));
    }

    #[test]
    fn an_option_is_found_before_the_arguments_are_read() {
        let value = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            value_of("--color", &args)
        };
        assert_eq!(value("outside-in --color never score").as_deref(), Some("never"));
        assert_eq!(value("outside-in score --color=always").as_deref(), Some("always"));
        assert_eq!(value("outside-in score --colors never"), None);
        assert_eq!(value("outside-in score -- --color never"), None);
    }
}
