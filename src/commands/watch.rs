//! `--watch`: runs a command again whenever one of its inputs changes.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use outside_in::text::{clean, say};

use super::{Common, Exit, Failure, exit, inputs, output, patterns};

/// How long nothing may happen before a change counts as complete: editors write in several steps.
const SETTLED: Duration = Duration::from_millis(100);

/// The longest wait for that, in case something is written all the time.
const LONGEST: Duration = Duration::from_secs(2);

/// The longest separator line between two results.
const LINE: usize = 80;

/// The state of paths: modification time and length of files, nothing for anything else.
type Seen = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Runs a command now and after each change below these paths, which may appear and disappear, until a signal ends it.
/// `writes` says whether the command itself writes there.
pub(crate) fn watch(
    paths: &[PathBuf],
    writes: bool,
    common: &Common,
    mut run: impl FnMut() -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    exit::watch_signals();
    let mut seen: Option<Seen> = None;
    loop {
        // From here on no change is missed: an earlier one is seen below, a later one is reported.
        let all: Vec<PathBuf> = paths.iter().cloned().chain(patterns::expand(paths)).collect();
        let (watcher, events) = begin(&all).map_err(|error| cannot_watch(&error))?;
        let now = look(&all);
        if seen.as_ref() != Some(&now) {
            if seen.is_some() {
                separate(common);
            }
            exit::go_on(run(), common)?;
            // Changes by the command itself don't count; later ones do.
            let after = if writes { look(&all) } else { now };
            if seen.is_none() {
                common.note(&say!(
                    "watching for changes; Ctrl-C ends",
                    "変更を監視しています（終了は Ctrl-C）"
                ));
            }
            seen = Some(after);
        }
        wait(&events);
        drop(watcher);
    }
}

type Told = notify::Result<Event>;

/// Watches the directories in which something may change; for a missing one its nearest existing parent.
fn begin(paths: &[PathBuf]) -> notify::Result<(RecommendedWatcher, Receiver<Told>)> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    for path in paths {
        if path.is_dir() {
            watcher.watch(path, RecursiveMode::Recursive)?;
        }
        // It may be replaced, removed and recreated.
        let there = path
            .ancestors()
            .skip(1)
            .map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
        if let Some(above) = there.into_iter().find(|above| above.is_dir()) {
            watcher.watch(above, RecursiveMode::NonRecursive)?;
        }
    }
    Ok((watcher, events))
}

/// Waits for a change, and then until there has been none for a while.
fn wait(events: &Receiver<Told>) {
    // Reading is not a change.
    let is_change = |told: &Told| told.as_ref().is_ok_and(|event| !event.kind.is_access()) || told.is_err();
    if events.iter().any(|told| is_change(&told)) {
        let end = Instant::now() + LONGEST;
        while Instant::now() < end && events.recv_timeout(SETTLED).is_ok() {}
    }
}

fn look(paths: &[PathBuf]) -> Seen {
    let mut seen = Seen::new();
    for path in paths {
        note_down(path, &mut seen);
    }
    seen
}

fn note_down(path: &Path, seen: &mut Seen) {
    let Ok(there) = path.metadata() else { return };
    let written = there.modified().ok().filter(|_| there.is_file());
    seen.insert(path.to_owned(), written.map(|time| (time, there.len())));
    if !there.is_dir() {
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        // A link to a directory could form a cycle.
        let is_linked = entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir();
        if !inputs::is_hidden(&entry.file_name()) && !is_linked {
            note_down(&entry.path(), seen);
        }
    }
}

/// Separates a result from the previous one, for people.
fn separate(common: &Common) {
    if std::io::stderr().is_terminal() {
        output::say(&"─".repeat(common.messages().columns.min(LINE)));
    }
}

/// Why forms for other programs cannot be combined with `--watch`.
pub(crate) fn for_people() -> Failure {
    Failure::new(say!(
        "--watch shows results to people, again and again; other forms than human and short are for one result",
        "--watch は人が繰り返し見るためのものです。--format は human か short にしてください"
    ))
}

fn cannot_watch(error: &notify::Error) -> Failure {
    let why = clean(&error.to_string());
    Failure::new(say!(
        "changes cannot be watched: {why}; run the command without --watch",
        "変更を監視できません（{why}）。--watch を付けずに実行してください"
    ))
}
