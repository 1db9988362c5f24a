//! Faults put into the built-in framework, one at a time: each is found where it is, and harmless changes are not.

use jiff::civil::date;
use outside_in::check::{self, Checked};
use outside_in::framework::{built_in_files, load};
use outside_in::source::{Diagnostic, SourceFile, codes};

fn check_with(name: &str, text: &str) -> Checked {
    let loaded = load(|wanted| {
        let known = built_in_files().iter().find(|(known, _)| *known == wanted);
        let known = known.map(|(known, own)| if *known == name { text } else { own });
        known.map(|text| SourceFile::new(wanted, text)).ok_or_else(|| {
            let message = outside_in::say!("{wanted} does not exist", "{wanted} が見つかりません");
            Box::new(Diagnostic::new(codes::UNREADABLE, message))
        })
    });
    check::framework(&loaded, &[], None)
}

fn is_found_at(checked: &Checked, name: &str, lines: std::ops::RangeInclusive<usize>) -> bool {
    let own = checked.diagnostics.iter().filter(|d| d.code.severity > outside_in::source::Severity::Info);
    own.filter_map(|d| d.place.as_ref())
        .any(|place| place.file.name == name && lines.contains(&place.file.position(place.span.start).0))
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
        let (key, _) = line.split_once(" = \"").filter(|(key, _)| !key.starts_with('#'))?;
        Some(format!("{key} = \" \""))
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
                let checked = check_with(name, &changed.join("\n"));
                if !is_found_at(&checked, name, at + 1..=at + 1) {
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
    for (name, text) in built_in_files() {
        let spaced = text.replace("\n[[", "\n\n# a remark\n[[");
        let indented = text.replace("\n[[criterion.level]]\n", "\n  [[criterion.level]]\n");
        let crlf = text.replace('\n', "\r\n");
        let aligned = text.replace("effort = ", "effort   = ");
        for variant in [spaced, indented, crlf, aligned] {
            let checked = check_with(name, &variant);
            let loud =
                checked.diagnostics.iter().filter(|d| d.code.severity > outside_in::source::Severity::Info);
            assert_eq!(loud.count(), 0, "{name}");
        }
    }
    // Looking at dates is a wish of its own.
    let loaded = outside_in::framework::built_in();
    let day = Some(date(2040, 1, 1));
    assert!(check::framework(&loaded, &[], day).diagnostics.iter().any(|d| d.code.slug == "stale-as-of"));
}
