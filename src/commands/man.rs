use super::common::Common;
use super::exit::Exit;
use super::{cli, help, output};

/// Runs `man`.
pub(super) fn run(common: &Common) -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(cli::command(common.lang)).render(&mut page)?;
    output::result(&help::unmarked(&String::from_utf8(page)?))?;
    Ok(Exit::Good)
}
