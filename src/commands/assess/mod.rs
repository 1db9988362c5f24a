use std::path::PathBuf;

use clap::Args;

use super::common::Common;
use super::exit::Exit;

/// Arguments of `assess`.
#[derive(Args, Debug)]
pub(crate) struct AssessArgs {
    /// The answer sheet to write; TOML, or JSON if it ends in .json
    #[arg(value_name = "SHEET", default_value = "answers.toml")]
    sheet: PathBuf,
    /// Ask in plain lines, without moving the cursor (for screen readers, pipes and scripts)
    #[arg(long)]
    plain: bool,
    /// Ask only what this stage needs
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Ask the gates and the heaviest criteria first, and say what remains open
    #[arg(long)]
    quick: bool,
}

/// Runs `assess`.
pub(super) fn run(_args: &AssessArgs, _common: &Common) -> anyhow::Result<Exit> {
    Ok(Exit::Good)
}

/// Runs the program without any argument: `assess` in a terminal, else the help.
pub(super) fn run_without_arguments(_common: &Common) -> anyhow::Result<Exit> {
    Ok(Exit::Good)
}
