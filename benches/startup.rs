//! How much CPU time it takes to start and to explain one sheet: `cargo bench --bench startup`.
//!
//! The figures are means of many processes, measured by the shell, in one run. They are shown, not judged: a busy
//! machine would make any limit fail by chance. What to aim at: 10 ms for the first, 30 ms for the second.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::process::Command;

const RUNS: u32 = 200;

fn main() {
    let program = env!("CARGO_BIN_EXE_outside-in");
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/poem.toml");
    let nothing = cpu_ms("true");
    for (name, arguments) in
        [("--version", "--version".to_owned()), ("explain one sheet", format!("explain {sheet}"))]
    {
        let ms = cpu_ms(&format!("{program} {arguments}")) - nothing;
        println!("{name}: {ms:.1} ms of CPU");
    }
}

/// User and system time of one run of a command in milliseconds, the mean of many.
fn cpu_ms(command: &str) -> f64 {
    let script = format!("for ((i = 0; i < {RUNS}; i++)); do /usr/bin/env {command} >/dev/null; done; times");
    let output = Command::new("bash").args(["-c", &script]).output().expect("bash runs");
    let text = String::from_utf8(output.stdout).expect("times are text");
    // The second line of `times` is that of the children: user, then system, each as 0m1.234s.
    let children = text.lines().nth(1).expect("times has two lines");
    let seconds = children.split_whitespace().map(|part| {
        let (minutes, seconds) = part.trim_end_matches('s').split_once('m').expect("minutes and seconds");
        minutes.parse::<f64>().expect("minutes") * 60.0 + seconds.parse::<f64>().expect("seconds")
    });
    seconds.sum::<f64>() * 1000.0 / f64::from(RUNS)
}
