//! Faults put into the built-in framework, one at a time: each is found where it is, and harmless changes are not.

use jiff::civil::date;
use outside_in::check;
use outside_in::framework::built_in_files;
use outside_in::source::{Diagnostic, Severity};

use crate::random::load;
use crate::support::built_in_texts;

/// What is wrong and not merely worth a note.
fn loud(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|found| found.code.severity > Severity::Info)
}

/// Whether a fault in a line of a file is found there: as the framework is loaded or, if that finds nothing, by a rule.
fn is_found(name: &str, text: &str, line: usize) -> bool {
    let loaded = load(&built_in_texts().into_iter().chain([(name.to_owned(), text.to_owned())]).collect());
    let here = |found: &Diagnostic| {
        let place = found.place.as_ref();
        place.is_some_and(|place| place.file.name == name && place.file.position(place.span.start).0 == line)
    };
    loud(&loaded.diagnostics).any(here) || loud(&check::framework(&loaded, &[], None).diagnostics).any(here)
}

/// A fault: what it does to a line; `None` where the line has no such thing.
type Fault = fn(&str) -> Option<String>;

const FAULTS: [(&str, Fault); 6] = [
    ("a misspelt key", |line| {
        let (key, rest) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#'))?;
        let (first, language) = key.split_once('.').unwrap_or((key, ""));
        let dot = if language.is_empty() { "" } else { "." };
        Some(format!("{first}z{dot}{language} = {rest}"))
    }),
    ("a value of the wrong type", |line| {
        let (key, _) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#'))?;
        Some(format!("{key} = -1.5"))
    }),
    ("a blank text", |line| {
        // A text over several lines is not blanked: the rest of it would be what is found.
        let (key, rest) = line.split_once(" = \"").filter(|(key, _)| !key.starts_with('#'))?;
        (rest != "\"\"").then(|| format!("{key} = \" \""))
    }),
    ("a broken line", |line| line.contains(" = ").then(|| line.replacen(" = ", " == ", 1))),
    ("a reference that leads nowhere", |line| {
        let key = ["sources = [\"", "criterion = \"", "stage = \""]
            .into_iter()
            .find(|key| line.starts_with(key))?;
        Some(line.replacen(key, &format!("{key}no-"), 1))
    }),
    ("a number beyond its range", |line| {
        let key = ["ready_at", "at_least", "evidence_from", "from", "effort"]
            .into_iter()
            .find(|key| line.starts_with(&format!("{key} = ")))?;
        Some(format!("{key} = 100000"))
    }),
];

#[test]
fn every_fault_is_found_on_its_line() {
    let mut tried = 0;
    let mut missed = String::new();
    for (name, text) in built_in_files() {
        let lines: Vec<&str> = text.lines().collect();
        for (kind, (what, fault)) in FAULTS.iter().enumerate() {
            let faulty = lines.iter().enumerate().filter_map(|(at, line)| Some((at, fault(line)?)));
            // A sample, another one for every kind of fault, keeps the test short.
            for (at, line) in faulty.skip(kind).step_by(31) {
                let mut changed: Vec<&str> = lines.clone();
                changed[at] = &line;
                tried += 1;
                if !is_found(name, &changed.join("\n"), at + 1) {
                    missed += &format!("{name}:{}: {what}: {line}\n", at + 1);
                }
            }
        }
    }
    assert!(tried > 200, "{tried} faults were tried");
    assert!(missed.is_empty(), "of {tried} faults these were not found on their line:\n{missed}");
}

#[test]
fn changes_that_mean_nothing_are_not_reported() {
    let changes: [fn(&str) -> String; 4] = [
        |text| text.replace("\n[[", "\n\n# a remark\n[["),
        |text| text.replace("\n[[criterion.level]]\n", "\n  [[criterion.level]]\n"),
        |text| text.replace("effort = ", "effort   = "),
        |text| text.replace('\n', "\r\n"),
    ];
    let mut files = built_in_texts();
    for change in changes {
        // One on top of the other, in all files.
        for text in files.values_mut() {
            *text = change(text);
        }
        let checked = check::framework(&load(&files), &[], None);
        let found: Vec<_> = loud(&checked.diagnostics).collect();
        assert!(found.is_empty(), "{found:#?}");
    }
    // Looking at dates is a wish of its own.
    let loaded = outside_in::framework::built_in();
    let day = Some(date(2040, 1, 1));
    assert!(check::framework(&loaded, &[], day).diagnostics.iter().any(|d| d.code.slug == "stale-as-of"));
}
