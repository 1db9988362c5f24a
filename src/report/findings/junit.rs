use std::fmt::Write;

use super::{Region, Target};
use crate::source::{Diagnostic, Severity};
use crate::text::{Lang, clean};

/// All findings as `JUnit` XML: a suite per target, a case per finding, and one that passes where there is none.
pub fn junit(targets: &[Target], lang: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for target in targets {
        let failures = target.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        let (name, cases) = (escape(&target.name), target.diagnostics.len().max(1));
        let _ = writeln!(out, "  <testsuite name=\"{name}\" tests=\"{cases}\" failures=\"{failures}\">");
        if target.diagnostics.is_empty() {
            let _ = writeln!(out, "    <testcase classname=\"{name}\" name=\"check\"/>");
        }
        for diagnostic in &target.diagnostics {
            case(&mut out, &target.name, diagnostic, lang);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, target: &str, diagnostic: &Diagnostic, lang: Lang) {
    let (file, at) = match &diagnostic.place {
        Some(place) => {
            let Region { line, column, .. } = Region::of(place);
            (place.file.name.as_str(), format!(" {line}:{column}"))
        }
        None => (target, String::new()),
    };
    let name = format!("{} {}{at}", diagnostic.code.id, diagnostic.code.slug);
    let (file, name) = (escape(file), escape(&name));
    let message = escape(diagnostic.message.to(lang));
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| escape(help.to(lang)));
    let _ = writeln!(out, "    <testcase classname=\"{file}\" name=\"{name}\">");
    let _ = match diagnostic.code.severity {
        Severity::Error => {
            writeln!(
                out,
                "      <failure message=\"{message}\" type=\"{}\">{help}</failure>",
                diagnostic.code.id
            )
        }
        severity => writeln!(out, "      <system-out>{}: {message}\n{help}</system-out>", severity.name()),
    };
    out.push_str("    </testcase>\n");
}

fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
