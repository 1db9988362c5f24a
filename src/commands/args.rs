//! Arguments of all commands, and parsers of values whose errors come in both languages.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use outside_in::framework::{FactIx, Framework, StageIx};
use outside_in::source::is_id;
use outside_in::text::{Bilingual, Label, Lang, clean, nearest, say};

use super::Failure;

/// The sheet of commands about a single sheet, unless another is named.
pub(super) const DEFAULT_SHEET: &str = "answers.toml";

/// Options of every command.
#[derive(Args, Debug)]
pub(super) struct CommonArgs {
    /// Use the framework in this directory instead of the built-in one
    #[arg(long, global = true, help_heading = "Common options", value_name = "DIR")]
    pub(super) framework: Option<PathBuf>,
    /// Language: en, ja, or another one of the framework [default: from the locale]
    #[arg(long, global = true, help_heading = "Common options", value_name = "LANG", value_parser = language_tag)]
    pub(super) lang: Option<String>,
    /// When to use colors
    #[arg(long, global = true, help_heading = "Common options", value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Score as of this day [default: today]
    #[arg(long, global = true, help_heading = "Common options", value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// The language asked for, needed before the arguments are parsed: help and errors about arguments are in it, too.
pub(super) fn language(args: &[OsString]) -> Lang {
    if let Some(value) = value_of("--lang", args) {
        // Of several languages the first.
        return Lang::of_tag(value.split(',').next().unwrap_or_default());
    }
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    Lang::from_locale(&locale.unwrap_or_default())
}

pub(super) fn color(args: &[OsString]) -> Color {
    value_of("--color", args).and_then(|value| Color::from_str(&value, false).ok()).unwrap_or(Color::Auto)
}

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

fn date(text: &str) -> Result<Date, Failure> {
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    // Other dates could be parsed, but not be displayed in the same way.
    parsed(if is_day && !text.starts_with("0000") { text } else { "" }, || {
        if is_day {
            say!("there is no such day", "存在しない日付です")
        } else {
            say!(
                "a date is written as year-month-day, such as 2026-11-22",
                "日付は 2026-11-22 のように年-月-日で書いてください"
            )
        }
    })
}

/// An id for something new.
pub(super) fn id(text: &str) -> Result<String, Failure> {
    if is_id(text) {
        return Ok(text.to_owned());
    }
    let text = clean(text);
    Err(Failure::new(say!(
        "`{text}` is not an id: use lower-case letters, digits and single hyphens, as in `our-hospital`",
        "`{text}` は id として使えません。`our-hospital` のように、英小文字・数字・単独のハイフンで指定してください"
    )))
}

/// A language tag; whether the framework has that language is checked once it is loaded.
fn language_tag(text: &str) -> Result<String, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::new(say!(
            "a language is named by its tag, such as en",
            "言語は en のようなタグで指定してください"
        )));
    }
    Ok(text.to_owned())
}

pub(super) fn threads(text: &str) -> Result<NonZero<usize>, Failure> {
    parsed(text, || say!("it must be a whole number, 1 or more", "1以上の整数で指定してください"))
}

pub(super) fn weeks(text: &str) -> Result<u32, Failure> {
    parsed(text, || {
        say!(
            "it must be a whole number, in the unit of effort (usually person-weeks)",
            "工数（通常は人週）を整数で指定してください"
        )
    })
}

pub(super) fn percent(text: &str) -> Result<u8, Failure> {
    let wrong = || say!("it must be a whole number from 0 to 100", "0から100までの整数で指定してください");
    parsed(text, wrong)
        .and_then(|percent| if percent <= 100 { Ok(percent) } else { Err(Failure::new(wrong())) })
}

fn parsed<T: FromStr>(text: &str, wrong: impl FnOnce() -> Bilingual) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(wrong()))
}

/// The stage with this number, id or title.
pub(super) fn stage(framework: &Framework, name: &str) -> Result<StageIx, Failure> {
    framework.stage_named(name).map_err(|wrong| Failure::new(wrong.say()))
}

/// The fact with this id or question.
pub(super) fn fact(framework: &Framework, name: &str) -> Result<FactIx, Failure> {
    framework.fact_named(name).map_err(|wrong| Failure::new(wrong.say()))
}

/// Reports an unknown name with the closest known one, or else with all there are.
pub(super) fn unknown<'a>(
    kind: Label,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    all: &Bilingual,
) -> Failure {
    let (name, Label(en, ja), Bilingual { en: all_en, ja: all_ja }) = (clean(name), kind, all);
    Failure::new(match nearest(&name, known) {
        Some(near) => say!(
            "there is no {en} `{name}`; did you mean `{near}`?",
            "`{name}` という{ja}はありません。`{near}` のことではありませんか。"
        ),
        None => say!("there is no {en} `{name}`; {all_en}", "`{name}` という{ja}はありません。{all_ja}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_before_the_arguments_are_read() {
        let args = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let value = |line: &str| value_of("--color", &args(line));
        assert_eq!(value("outside-in --color never score").as_deref(), Some("never"));
        assert_eq!(value("outside-in score --color=always").as_deref(), Some("always"));
        assert_eq!(value("outside-in score --colors never"), None);
        assert_eq!(value("outside-in score -- --color never"), None);
    }
}
