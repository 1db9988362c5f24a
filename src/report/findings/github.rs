use super::{Artifact, Region, Target, all, message_with_help};
use crate::source::{Diagnostic, Severity};
use crate::text::{Lang, clean};

/// All findings as workflow commands of GitHub Actions, one per line; `working` is the directory that paths are
/// relative to. The log shows only the message, and only ten findings per severity are annotated, so the message
/// contains the place as well.
pub fn github(targets: &[Target], working: &str, lang: Lang) -> String {
    all(targets).map(|diagnostic| line(diagnostic, working, lang)).collect()
}

fn line(diagnostic: &Diagnostic, working: &str, lang: Lang) -> String {
    let command = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (mut properties, mut at) = (Vec::new(), String::new());
    if let Some(place) = &diagnostic.place {
        let Region { line, column, end_line, end_column } = Region::of(place);
        let path = clean(&Artifact::of(&place.file.name, working).path);
        properties.push(format!("file={}", property(&path)));
        properties.push(format!("line={line},endLine={end_line}"));
        // Columns are used only within one line.
        if line == end_line {
            properties.push(format!("col={column},endColumn={end_column}"));
        }
        at = format!("{path}:{line}:{column}: ");
    }
    let title = format!("{} {}", diagnostic.code.id, diagnostic.code.slug);
    properties.push(format!("title={title}"));
    let message = data(&format!("{at}{title}: {}", message_with_help(diagnostic, lang)));
    format!("::{command} {}::{message}\n", properties.join(","))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %\nnext: a, b"), "100 %25%0Anext: a, b");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
