//! Help, version and errors about arguments: in clap's own English, or in Japanese.

use std::error::Error as _;

use clap::Error;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use outside_in::report::Terminal;
use outside_in::text::{Lang, clean, wrap_hanging};

use super::{Common, Exit, Failure, help, output};

pub(super) fn page(error: Error, common: &Common) -> anyhow::Result<Exit> {
    if error.use_stderr() { Err(error.into()) } else { print_page(&error.render(), common) }
}

pub(super) fn print_page(page: &StyledStr, common: &Common) -> anyhow::Result<Exit> {
    output::result(&help::page(page, common.color))
}

pub(super) fn show(error: &Error, common: &Common) {
    let text = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => help::page(&error.render(), common.color_err),
        _ if common.lang == Lang::Ja => japanese(error, common.messages()),
        _ if common.color_err => error.render().ansi().to_string(),
        _ => error.render().to_string(),
    };
    output::say(text.trim_end());
}

fn japanese(error: &Error, Terminal { columns, paint }: Terminal) -> String {
    let wrong = wrap_hanging(&sentence(error), columns, "エラー: ", "  ").join("\n");
    let mut lines = vec![wrong.replacen("エラー", &paint.bad("エラー"), 1), String::new()];
    let hints = hints(error);
    for hint in &hints {
        let hint = wrap_hanging(hint, columns, "  ヒント：", "    ").join("\n");
        lines.push(hint.replacen("ヒント：", &paint.good("ヒント："), 1));
    }
    if !hints.is_empty() {
        lines.push(String::new());
    }
    if let Some(usage) = value(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim();
        lines.extend([format!("{}{usage}", paint.bold("使い方：")), String::new()]);
    }
    lines.push("詳しい使い方は --help で表示できます。".to_owned());
    lines.join("\n")
}

fn sentence(error: &Error) -> String {
    let of = |kind| value(error, kind).unwrap_or_default();
    let arg = of(ContextKind::InvalidArg);
    let wrong = of(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("オプション `{arg}` はありません"),
        ErrorKind::UnknownArgument => format!("余分な引数 `{arg}` があります"),
        ErrorKind::InvalidSubcommand => {
            format!("コマンド `{}` はありません", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "コマンドを指定してください".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("指定が必要なものがありません：{arg}"),
        ErrorKind::InvalidValue if wrong.is_empty() => format!("`{arg}` の値が指定されていません"),
        ErrorKind::InvalidValue => format!("`{arg}` に `{wrong}` は指定できません"),
        ErrorKind::ValueValidation => {
            let why = error.source().and_then(|source| source.downcast_ref::<Failure>());
            let why = why.and_then(|why| why.message.as_ref()).map(|why| format!("：{}", why.ja));
            format!("`{arg}` の値 `{wrong}` が正しくありません{}", why.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior == arg || prior.is_empty() => format!("`{arg}` は1回しか指定できません"),
            prior => format!("`{arg}` は `{prior}` と同時に指定できません"),
        },
        ErrorKind::TooManyValues => format!("`{arg}` の値 `{wrong}` は余分です"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{arg}` の値の数が正しくありません")
        }
        ErrorKind::NoEquals => format!("`{arg}` の値は `=` に続けて書いてください"),
        ErrorKind::InvalidUtf8 => "引数に UTF-8 として読めない文字があります".to_owned(),
        _ => format!("引数が正しくありません（{}）", error.kind()),
    }
}

fn hints(error: &Error) -> Vec<String> {
    let mut hints = Vec::new();
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        if let Some(near) = value(error, kind) {
            hints.push(format!("`{}` のことではありませんか。", near.replace('、', "`、`")));
        }
    }
    for kind in [ContextKind::ValidValue, ContextKind::ValidSubcommand] {
        if let Some(list) = value(error, kind) {
            hints.push(format!("指定できるのは次のとおりです：{list}"));
        }
    }
    if error.kind() == ErrorKind::UnknownArgument && error.get(ContextKind::Suggested).is_some() {
        hints.push("`-` で始まる名前を指定するときは、その前に `--` を置いてください。".to_owned());
    }
    hints
}

fn value(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    };
    Some(clean(&text)).filter(|text| !text.is_empty())
}
