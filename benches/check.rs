//! How long checking the built-in framework takes, beside reading and parsing its files with the `toml` crate and doing
//! nothing else: `cargo bench --bench check`.
//!
//! All are measured in turn in one run, and shown as medians and ratios, not judged. The aim: without the reachability
//! analysis at most twice the time of parsing, with it less than a second.

#![allow(clippy::print_stdout, reason = "a benchmark shows its figures")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use outside_in::check;
use outside_in::check::reachability::space_findings;
use outside_in::framework::load_directory;

const ROUNDS: usize = 31;

fn main() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/mayo-outside-in");
    let files: Vec<PathBuf> = fs::read_dir(&directory)
        .expect("the built-in framework")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    let (mut parse, mut load, mut whole, mut analysis) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        parse.push(ms(|| {
            for path in &files {
                let text = fs::read_to_string(path).expect("a file");
                black_box(text.parse::<toml::Table>().expect("TOML"));
            }
        }));
        load.push(ms(|| {
            black_box(load_directory(&directory));
        }));
        let loaded = load_directory(&directory);
        whole.push(ms(|| {
            black_box(check::framework(&loaded, &[], None));
        }));
        let framework = loaded.framework.expect("the built-in framework loads");
        analysis.push(ms(|| {
            black_box(space_findings(&framework));
        }));
    }
    let [parse, load, whole, analysis] = [parse, load, whole, analysis].map(median);
    let rules = load + whole - analysis;
    println!("read and parse with toml: {parse:.2} ms");
    println!("load: {load:.2} ms, {:.2} x", load / parse);
    println!("load and check without reachability: {rules:.2} ms, {:.2} x", rules / parse);
    println!("load and check with it: {:.2} ms, {:.2} x", load + whole, (load + whole) / parse);
}

fn ms(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
