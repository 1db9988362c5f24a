//! A program that does nothing but read its arguments with clap: a helper of `benches/peers/run.py`, which holds the
//! start of `outside-in` against `bare_clap --version`.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Reads its arguments, and does nothing.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// What `cargo bench` gives to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum Command {
    /// A command with one argument
    Explain {
        /// An answer sheet
        sheet: PathBuf,
    },
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(Command::Explain { sheet }) = arguments.command {
        println!("{}", sheet.display());
    }
    if arguments.bench {
        println!("bare_clap: run by benches/peers/run.py");
    }
}
