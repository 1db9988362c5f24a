//! How much CPU time it takes to start and to explain one sheet, beside a program that has nothing but its
//! arguments to read: `cargo bench --bench startup`.
//!
//! The figures are means of many processes, the programs in turn, in one run, as Linux counts them. They are shown,
//! not judged: a busy machine would make any limit fail by chance. `benches/peers/run.py` measures the program that is
//! built for others.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::path::Path;
use std::process::{Command, Stdio};

use clap::Parser;

const ROUNDS: u32 = 4;
const RUNS: u32 = 150;

/// A program that does nothing: this very one, when it is asked for its version.
#[derive(Parser)]
#[command(name = "bare", version, about)]
struct Bare {
    /// Given by `cargo bench`
    #[arg(long)]
    bench: bool,
    /// Names of benchmarks, not used
    names: Vec<String>,
}

fn main() {
    Bare::parse();
    let this = std::env::current_exe().expect("a program knows where it is");
    let program = Path::new(env!("CARGO_BIN_EXE_outside-in"));
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/kumo-endoscopy.toml");
    let commands: [(&str, &Path, &[&str]); 5] = [
        ("bare clap --version", &this, &["--version"]),
        ("--version", program, &["--version"]),
        ("explain", program, &["explain", sheet]),
        ("explain --lang ja", program, &["explain", sheet, "--lang", "ja"]),
        ("explain --format json", program, &["explain", sheet, "--format", "json"]),
    ];
    let mut sums = [0.0; 5];
    for _ in 0..ROUNDS {
        for ((_, program, arguments), sum) in commands.iter().zip(&mut sums) {
            *sum += cpu_ms(program, arguments);
        }
    }
    for ((name, ..), sum) in commands.iter().zip(sums) {
        let (ms, times) = (sum / f64::from(ROUNDS), sum / sums[0]);
        println!("{name}: {ms:.2} ms of CPU, {times:.1} times the bare program");
    }
}

/// User and system time of one run of a program in milliseconds, the mean of many.
fn cpu_ms(program: &Path, arguments: &[&str]) -> f64 {
    let before = children_ms();
    for _ in 0..RUNS {
        let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
        assert!(status.expect("the program runs").success());
    }
    (children_ms() - before) / f64::from(RUNS)
}

/// User and system time of all processes that this one started, in milliseconds.
fn children_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux counts the time of processes");
    let after_name = stat.rsplit(')').next().expect("there is a name");
    // From the name on they are the 14th and the 15th field, in hundredths of a second.
    let fields = after_name.split_whitespace().skip(13).take(2);
    fields.map(|ticks| ticks.parse::<f64>().expect("a number") * 10.0).sum()
}
