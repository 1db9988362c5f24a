use super::common::Common;
use super::exit::Exit;
use super::{cli, output};

/// Runs `man`.
pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(cli::command(common.lang)).render(&mut page)?;
    output::result(&String::from_utf8(page)?)?;
    Ok(Exit::Good)
}
