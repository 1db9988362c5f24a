use super::{Region, Target, all, message_with_help};
use crate::source::{Diagnostic, Severity};
use crate::text::Lang;

/// All findings as workflow commands of GitHub Actions, one a line.
pub fn github(targets: &[Target], lang: Lang) -> String {
    all(targets).map(|diagnostic| line(diagnostic, lang)).collect()
}

fn line(diagnostic: &Diagnostic, lang: Lang) -> String {
    let command = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        let Region { line, column, end_line, end_column } = Region::of(place);
        properties.push(format!("file={}", property(&place.file.name)));
        properties.push(format!("line={line},endLine={end_line}"));
        // Columns count only on one line.
        if line == end_line {
            properties.push(format!("col={column},endColumn={end_column}"));
        }
    }
    properties.push(format!("title={} {}", diagnostic.code.id, diagnostic.code.slug));
    let message = data(&message_with_help(diagnostic, lang));
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
