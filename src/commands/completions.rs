use clap::{Args, Command};
use clap_complete::Shell;

use super::{Exit, help, output};

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, mut program: Command) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "outside-in", &mut script);
    output::result(&with_one_name(&help::unmarked(&String::from_utf8(script)?)))?;
    Ok(Exit::Good)
}

/// The script with the program called the same throughout. For bash, `clap_complete` 4.6 looks a command up as
/// `outside__in…` and lists it as `outside__subcmd__in…`, the hyphen of a program's name being taken for a subcommand
/// (clap#6421), so that nothing after the first word would be completed.
fn with_one_name(script: &str) -> String {
    script.replace("outside__subcmd__in", "outside__in")
}
