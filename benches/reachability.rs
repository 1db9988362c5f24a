//! How much CPU time the reachability analysis of the built-in framework takes: `cargo bench --bench reachability`.
//!
//! The figure is shown, not judged: a busy machine would make any limit fail by chance. The aim: less than a second.
//! With `--sheets` it also prints what is found, each with its sheet.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::hint::black_box;
use std::time::Instant;

use outside_in::answers::write::short_toml;
use outside_in::check::reachability::space_findings;
use outside_in::framework::built_in;

const RUNS: u32 = 20;

fn main() {
    let framework = built_in().framework.expect("the built-in framework loads");
    let findings = space_findings(&framework);
    for finding in &findings {
        let code = finding.kind.code();
        println!("{} {}: {}", code.id, code.slug, finding.message(&framework).en);
        if let Some(sheet) = finding.sheet.as_ref().filter(|_| std::env::args().any(|a| a == "--sheets")) {
            println!("{}", short_toml(&framework, sheet));
        }
    }
    // One thread that never waits, so wall time is CPU time or more.
    let start = Instant::now();
    for _ in 0..RUNS {
        black_box(space_findings(black_box(&framework)));
    }
    let ms = start.elapsed().as_secs_f64() * 1000.0 / f64::from(RUNS);
    println!("reachability of the built-in framework: {ms:.1} ms");
}
