use clap::Args;
use clap_complete::Shell;

use super::common::Common;
use super::exit::Exit;
use super::{cli, output};

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Runs `completions`.
pub(super) fn run(args: &CompletionsArgs, common: &Common) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(common.lang), "outside-in", &mut script);
    output::result(&String::from_utf8(script)?)?;
    Ok(Exit::Good)
}
