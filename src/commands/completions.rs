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
    let script = help::unmarked(&String::from_utf8(script)?);
    // For bash, `clap_complete` 4.6 looks a command up by the second name and lists it by the first (clap#6421).
    output::exactly(&script.replace("outside__subcmd__in", "outside__in"))
}
