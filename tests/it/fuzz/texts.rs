//! Any text: wrapped, cut, cleaned and guarded, and tidied where it stands in a rubric.

use arbitrary::Unstructured;
use outside_in::check::{self, fix};
use outside_in::framework::load_part;
use outside_in::source::{Severity, SourceFile};
use outside_in::text::{clean, clean_lines, fit, guarded, guarded_in_csv, pad, width, wrap, wrap_hanging};

use super::ground::{acts, below, findings_are_sound, harmless};

/// The first byte is a width.
pub(super) fn law(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let columns = usize::from(below(&mut u, 100));
    let text = String::from_utf8_lossy(u.take_rest()).into_owned();
    cut(&text, columns);
    wrapped(&text, columns);
    cleaned(&text);
    fixed(&text);
}

fn cut(text: &str, columns: usize) {
    let line = clean(text);
    assert!(width(&fit(&line, columns)) <= columns, "{line:?} in {columns}");
    if width(&line) <= columns {
        assert_eq!(fit(&line, columns), line);
        assert_eq!(width(&pad(&line, columns)), columns);
    }
}

/// Everything but blanks and line breaks.
fn signs(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn wrapped(text: &str, columns: usize) {
    let text = clean(text);
    let lines = wrap(&text, columns);
    assert_eq!(signs(&lines.concat()), signs(&text), "a sign is lost or twice");
    for line in &lines {
        // What cannot be cut: a sign of its own width.
        assert!(width(line) <= columns.max(4), "{line:?} in {columns}");
    }
    let hanging = wrap_hanging(&text, columns.max(10), "- ", "  ");
    for line in &hanging {
        assert!(width(line) <= columns.max(10) && !line.ends_with(' '), "{line:?} in {columns}");
    }
}

fn cleaned(text: &str) {
    let once = clean(text);
    harmless(&once);
    assert_eq!(clean(&once), once, "clean stays clean");
    let lines = clean_lines(text);
    assert!(lines.chars().all(|c| !acts(c) || matches!(c, '\n' | '\t')));
    assert_eq!(clean_lines(&lines), lines, "cleaned lines stay so");
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!is_formula(&guarded(text)), "{text:?}");
    let in_csv = guarded_in_csv(text);
    assert!(!in_csv.split([';', '\n', '\r']).any(is_formula), "{in_csv:?}");
}

/// Puts the text into a rubric, fixes that until nothing is left to fix, and looks at what became of it.
fn fixed(text: &str) {
    let quoted = toml_edit::Value::from(text).to_string();
    let mut now = format!(
        "id = \"x\"\ntitle.en = \"A title\"\ntitle.ja = {quoted}\nadvice.en = {quoted}\nadvice.ja = \"助言。\"\n"
    );
    let before = errors(&now);
    for round in 0.. {
        assert!(round < 20, "fixing never ends: {now}");
        let file = SourceFile::new("x.toml", now.as_str());
        let loaded = load_part(file);
        let checked = check::part(&loaded);
        findings_are_sound(&checked.diagnostics);
        let Some((next, count)) = fix(&loaded.files[0].file, &checked.diagnostics) else { break };
        assert!(count > 0 && next != now, "a fix that changes nothing: {now}");
        now = next;
    }
    assert!(errors(&now) <= before, "a fix made it worse: {now}");
}

fn errors(text: &str) -> usize {
    let checked = check::part(&load_part(SourceFile::new("x.toml", text)));
    checked.diagnostics.iter().filter(|one| one.code.severity == Severity::Error).count()
}
