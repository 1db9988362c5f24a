//! What a command shows while it takes long.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::terminal::{Terminal, rows};

const SHEET: &str = "{\"answers\":{}}\n";

/// Scores what comes slowly through a pipe; the number of sheets that came, and what the screen showed meanwhile.
fn score_slowly(lang: &str, size: (u16, u16), sign: &str) -> (usize, Vec<String>) {
    let directory = tempfile::tempdir().expect("a directory");
    let pipe = directory.path().join("sheets.ndjson");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let arguments = ["score", "sheets.ndjson", "--format", "ndjson", "-o", "out.ndjson"];
    let terminal = Terminal::start(directory.path(), lang, size, &arguments);
    let seen = AtomicBool::new(false);
    let (sent, shown) = std::thread::scope(|scope| {
        let feeder = scope.spawn(|| {
            let mut input = OpenOptions::new().write(true).open(&pipe).expect("the pipe");
            let mut sent = 0;
            while !seen.load(Ordering::Relaxed) {
                input.write_all(SHEET.repeat(40).as_bytes()).expect("sheets");
                sent += 40;
                std::thread::sleep(Duration::from_millis(50));
            }
            sent
        });
        // Whatever happens, the feeder must end.
        let shown = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| terminal.see(sign)));
        seen.store(true, Ordering::Relaxed);
        (feeder.join().expect("the feeder"), shown)
    });
    let shown = shown.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    let left = rows(&screen).join("\n");
    assert!(!left.contains(sign), "the bar is gone at the end:\n{left}");
    let out = std::fs::read_to_string(directory.path().join("out.ndjson")).expect("the result");
    assert_eq!(out.lines().count(), sent);
    (sent, shown)
}

#[test]
fn what_takes_long_shows_how_far_it_is() {
    for (lang, size, sign) in [("en", (24, 80), "scoring sheets: "), ("ja", (20, 60), "回答シートを採点中：")]
    {
        let (sent, shown) = score_slowly(lang, size, sign);
        let line = shown.iter().find_map(|line| Some(line.split_once(sign)?.1)).expect("the bar");
        let count: usize = line.trim().replace(',', "").parse().expect("a count");
        assert!((40..=sent).contains(&count), "{line}: {sent} sent");
    }
}
