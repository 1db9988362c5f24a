//! `JUnit` XML for CI systems.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::text::clean;

pub(super) struct JunitSuite {
    pub(super) name: String,
    pub(super) cases: Vec<JunitCase>,
}

pub(super) struct JunitCase {
    pub(super) class: String,
    pub(super) name: String,
    pub(super) failure: Option<JunitFailure>,
    /// Remarks on a case that passes, line by line.
    pub(super) notes: Vec<String>,
}

pub(super) struct JunitFailure {
    pub(super) message: String,
    pub(super) kind: Option<&'static str>,
    pub(super) text: Vec<String>,
}

impl JunitSuite {
    pub(super) fn failures(&self) -> usize {
        self.cases.iter().filter(|case| case.failure.is_some()).count()
    }
}

/// A document; `totals` are the attributes of its root. Further cases of the same class and name are numbered, because
/// GitLab would show only the first.
pub(super) fn document(suites: &[JunitSuite], totals: &str) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites{totals}>\n");
    let mut seen: BTreeMap<[&str; 2], usize> = BTreeMap::new();
    for suite in suites {
        let (name, cases, failures) = (escape(&suite.name), suite.cases.len(), suite.failures());
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{cases}\" failures=\"{failures}\">");
        for case in &suite.cases {
            let number = seen.entry([&case.class, &case.name]).or_default();
            *number += 1;
            out += &case.to_xml(*number);
        }
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

impl JunitCase {
    fn to_xml(&self, number: usize) -> String {
        let mut inside = String::new();
        if let Some(JunitFailure { message, kind, text }) = &self.failure {
            let kind = kind.map(|kind| format!(" type=\"{kind}\"")).unwrap_or_default();
            let (message, text) = (escape(message), lines(text));
            let _ = writeln!(inside, "      <failure message=\"{message}\"{kind}>{text}</failure>");
        }
        if !self.notes.is_empty() {
            let _ = writeln!(inside, "      <system-out>{}</system-out>", lines(&self.notes));
        }
        let (class, name) = (escape(&self.class), escape(&self.name));
        let more = if number > 1 { format!(" ({number})") } else { String::new() };
        let head = format!("    <testcase classname=\"{class}\" name=\"{name}{more}\"");
        if inside.is_empty() { head + "/>\n" } else { format!("{head}>\n{inside}    </testcase>\n") }
    }
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n")
}

fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
