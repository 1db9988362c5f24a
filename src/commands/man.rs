use clap::{Args, Command};
use outside_in::text::{Label, clean, say};

use super::{Exit, Failure, args, help, help_examples, output};

#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// The command whose page is printed, such as `score` or `framework new` [default: the whole program]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(super) fn run(args: &ManArgs, program: Command) -> anyhow::Result<Exit> {
    let mut all = without_help(program.disable_help_subcommand(true));
    all.build();
    let mut command = &all;
    for name in &args.command {
        command = command.find_subcommand(name).ok_or_else(|| unknown(name, command))?;
    }
    let mut page = Vec::new();
    let version = format!("{} {}", all.get_name(), all.get_version().unwrap_or_default());
    clap_mangen::Man::new(command.clone()).source(version).render(&mut page)?;
    output::exactly(&headed(&help::unmarked(&String::from_utf8(page)?)))
}

/// Renames the heading "Extra", under which clap puts the examples, and in Japanese the other English headings. Japanese lines
/// are not justified: they have too few spaces to widen.
fn headed(page: &str) -> String {
    let Label(en, ja) = help_examples::HEADING;
    let (english, japanese) = (format!(".SH EXTRA\n{en}\n"), format!(".SH EXTRA\n{ja}\n"));
    if !page.contains(&japanese) {
        return page.replace(&english, ".SH EXAMPLES\n");
    }
    let heads = [("SYNOPSIS", "書式"), ("DESCRIPTION", "説明"), ("VERSION", "バージョン")];
    let page = page.replace(&japanese, ".SH 例\n").replacen(".SH NAME\n", ".ad l\n.SH 名前\n", 1);
    heads.iter().fold(page, |page, (en, ja)| page.replacen(&format!(".SH {en}\n"), &format!(".SH {ja}\n"), 1))
}

fn without_help(command: Command) -> Command {
    let has_help = command.find_subcommand("help").is_some();
    let command = if has_help { command.mut_subcommand("help", |help| help.hide(true)) } else { command };
    command.mut_subcommands(|sub| if sub.has_subcommands() { without_help(sub) } else { sub })
}

fn unknown(name: &str, within: &Command) -> Failure {
    let shown = within.get_subcommands().filter(|sub| !sub.is_hide_set());
    let known: Vec<&str> = shown.map(Command::get_name).collect();
    if known.is_empty() {
        let (name, above) = (clean(name), within.get_name());
        return Failure::new(say!(
            "there is no command `{name}`: `{above}` has none of its own",
            "`{name}` というコマンドはありません（`{above}` に下位のコマンドはありません）"
        ));
    }
    let (en, ja) = (known.join(", "), known.join("、"));
    let all = say!("the commands are: {en}", "コマンドは次のとおりです：{ja}");
    args::unknown(Label("command", "コマンド"), name, known, &all)
}
