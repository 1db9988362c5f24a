//! Findings for people: the message, the place, the line underlined, and what to do.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::source::{Diagnostic, Place, Severity, Span};
use crate::text::{Lang, clean};

use super::Paint;

/// Longer lines are shown from near the place on, so that a file of one long line stays readable.
const MAX_LINE: usize = 200;

/// One finding over several lines, ending in a line break.
pub fn human(diagnostic: &Diagnostic, lang: Lang, paint: Paint) -> String {
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR.with_name(lang.of("error", "エラー")),
        Severity::Warning => Level::WARNING.with_name(lang.of("warning", "警告")),
        Severity::Info => Level::INFO.with_name(lang.of("note", "参考")),
    };
    let message = clean(diagnostic.message.to(lang));
    let code = format!("{} {}", diagnostic.code.id, diagnostic.code.slug);
    let mut group = level.primary_title(message).id(code).elements(Vec::<Element<'_>>::new());
    if let Some(place) = &diagnostic.place {
        let cell = place.file.row.as_ref().and_then(|row| row.cell_at(&place.span, place.file.first_line));
        let cell = cell.as_ref().map(|cell| cell.to(lang));
        group = group.element(snippet(place, AnnotationKind::Primary, cell));
    }
    for label in &diagnostic.labels {
        group = group.element(snippet(&label.place, AnnotationKind::Context, Some(label.text.to(lang))));
    }
    if let Some(help) = &diagnostic.help {
        let level = Level::HELP.with_name(lang.of("help", "対処"));
        group = group.element(level.message(clean(help.to(lang))));
    }
    let renderer = if paint.is_on() { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n", renderer.render(&[group]))
}

/// One finding on one line: `file:line:column: severity[code slug]: message`.
pub fn short(diagnostic: &Diagnostic, lang: Lang) -> String {
    let message = clean(diagnostic.message.to(lang));
    let code = diagnostic.code;
    let finding = format!("{}[{} {}]: {message}", code.severity.name(), code.id, code.slug);
    match &diagnostic.place {
        Some(Place { file, span }) => {
            let (line, column) = file.position(span.start);
            format!("{}:{line}:{column}: {finding}", clean(&file.name))
        }
        None => finding,
    }
}

fn snippet<'a>(
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = &place.file.text;
    let (span, (from, to)) = (whole(text, &place.span), lines_around(text, &place.span));
    let (line, _) = place.file.position(from);
    // Tabs and control characters would shift the underline or act on the terminal; each becomes a space.
    let shown: String = text[from..to].chars().map(printable).collect();
    let offset = |at: usize| text[from..at].chars().map(|c| printable(c).len_utf8()).sum::<usize>();
    let (start, end) = (offset(span.start.clamp(from, to)), offset(span.end.clamp(from, to)));
    let mut annotation = kind.span(start..end.max(start));
    if let Some(label) = label {
        annotation = annotation.label(clean(label));
    }
    Snippet::source(shown).path(clean(&place.file.name)).line_start(line).annotation(annotation)
}

fn printable(c: char) -> char {
    let plain = c == '\n' || c == ' ' || c.is_ascii_graphic();
    if !plain && (c.is_control() || clean(&c.to_string()).is_empty()) { ' ' } else { c }
}

/// A span on character boundaries, inside the text.
fn whole(text: &str, span: &Span) -> Span {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The bytes of the line in which a span begins, or of a part of it if it is very long.
fn lines_around(text: &str, span: &Span) -> (usize, usize) {
    let span = whole(text, span);
    let from = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[span.start..].find('\n').map_or(text.len(), |newline| span.start + newline);
    let to = if text[from..to].ends_with('\r') { to - 1 } else { to };
    if to - from <= MAX_LINE {
        return (from, to.max(span.start));
    }
    let near = whole(text, &(span.start.saturating_sub(MAX_LINE / 4)..span.start + MAX_LINE));
    (near.start.max(from), near.end.min(to))
}
