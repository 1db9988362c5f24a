use clap::Args;

use super::common::Common;
use super::exit::Exit;

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {}

/// Runs `explain`.
pub(super) fn run(_args: &ExplainArgs, _common: &Common) -> anyhow::Result<Exit> {
    Ok(Exit::Good)
}

/// Shows the explanation of a sheet on stdout.
pub(crate) fn show(
    _framework: &outside_in::framework::Framework,
    _reading: &outside_in::answers::Reading,
    _common: &Common,
) -> anyhow::Result<()> {
    Ok(())
}
