use super::{Region, Target, plain_path};
use crate::report::junit::{JunitCase, JunitFailure, JunitSuite, document};
use crate::source::{Diagnostic, Severity};
use crate::text::Lang;

/// All findings as `JUnit` XML: a suite per target, a case per finding, and a passing case if there is none.
pub fn junit(targets: &[Target], lang: Lang) -> String {
    let suite = |target: &Target| {
        let Target { name, diagnostics } = target;
        let mut cases: Vec<_> = diagnostics.iter().map(|diagnostic| case(name, diagnostic, lang)).collect();
        if cases.is_empty() {
            let (class, name) = (name.clone(), "check".to_owned());
            cases.push(JunitCase { class, name, failure: None, notes: Vec::new() });
        }
        JunitSuite { name: name.clone(), cases }
    };
    document(&targets.iter().map(suite).collect::<Vec<_>>(), "")
}

pub(in crate::report) fn case(target: &str, diagnostic: &Diagnostic, lang: Lang) -> JunitCase {
    let (class, at) = match &diagnostic.place {
        Some(place) => {
            let Region { line, column, .. } = Region::of(place);
            (plain_path(&place.file.name), format!(" {line}:{column}"))
        }
        None => (target.to_owned(), String::new()),
    };
    let message = diagnostic.message.to(lang).to_owned();
    let name = format!("{} {}{at}: {message}", diagnostic.code.id, diagnostic.code.slug);
    let help = diagnostic.help.as_ref().map_or("", |help| help.to(lang)).to_owned();
    if diagnostic.code.severity == Severity::Error {
        let failure = JunitFailure { message, kind: Some(diagnostic.code.id), text: vec![help] };
        return JunitCase { class, name, failure: Some(failure), notes: Vec::new() };
    }
    let notes = vec![format!("{}: {message}", diagnostic.code.severity.id()), help];
    JunitCase { class, name, failure: None, notes }
}
