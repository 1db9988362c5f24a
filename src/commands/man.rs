use clap::Args;
use outside_in::say;
use outside_in::text::{clean, nearest};

use super::common::Common;
use super::exit::{Exit, Failure};
use super::{cli, help, output};

/// Arguments of `man`.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// The command whose page is printed, such as `score` or `framework new` [default: the whole program]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// Runs `man`.
pub(super) fn run(args: &ManArgs, common: &Common) -> anyhow::Result<Exit> {
    let mut all = without_help(cli::command(common.lang).disable_help_subcommand(true));
    all.build();
    let mut command = &all;
    for name in &args.command {
        command = command.find_subcommand(name).ok_or_else(|| unknown(name, command))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    output::result(&help::unmarked(&String::from_utf8(page)?))?;
    Ok(Exit::Good)
}

/// The commands without `help`, which has no page of its own.
fn without_help(command: clap::Command) -> clap::Command {
    let has_help = command.find_subcommand("help").is_some();
    let command = if has_help { command.mut_subcommand("help", |help| help.hide(true)) } else { command };
    command.mut_subcommands(|sub| if sub.has_subcommands() { without_help(sub) } else { sub })
}

fn unknown(name: &str, within: &clap::Command) -> Failure {
    let (name, above) = (clean(name), within.get_name());
    let shown = within.get_subcommands().filter(|sub| !sub.is_hide_set());
    let known: Vec<&str> = shown.map(clap::Command::get_name).collect();
    let (en, ja) = (known.join(", "), known.join("、"));
    Failure::new(match nearest(&name, known) {
        Some(near) => say!(
            "there is no command `{name}`; did you mean `{near}`?",
            "`{name}` というコマンドはありません。`{near}` のことではありませんか。"
        ),
        None if en.is_empty() => say!(
            "there is no command `{name}`: `{above}` has none of its own",
            "`{name}` というコマンドはありません（`{above}` に下位のコマンドはありません）"
        ),
        None => say!(
            "there is no command `{name}`; the commands are: {en}",
            "`{name}` というコマンドはありません。コマンドは次のとおりです：{ja}"
        ),
    })
}
