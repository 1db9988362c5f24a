use std::path::Path;
use std::sync::Arc;

use super::sheet::parse;
use crate::answers::Form;
use crate::source::{Diagnostic, SourceFile, codes};

/// Applies the fixes of all findings that have exactly one. Returns the new text and the number of findings fixed;
/// `None` if there are none.
pub fn fix<'a>(file: &SourceFile, all: impl IntoIterator<Item = &'a Diagnostic>) -> Option<(String, usize)> {
    let mut edits: Vec<_> = all.into_iter().filter_map(|diagnostic| edit(file, diagnostic)).collect();
    edits.sort_by_key(|(span, _)| span.start);
    let (mut text, mut count, mut next) = (file.text.clone(), 0, usize::MAX);
    // Backwards, so that earlier places stay valid.
    for (span, new) in edits.into_iter().rev() {
        // Of overlapping findings one is fixed; the next run sees the rest.
        if span.end > next {
            continue;
        }
        let mut changed = text.clone();
        changed.replace_range(span.clone(), &new);
        // A fix must not duplicate an existing name.
        if problems(&file.name, &changed) <= problems(&file.name, &text) {
            (text, count, next) = (changed, count + 1, span.start);
        }
    }
    (count > 0).then_some((text, count))
}

fn problems(name: &str, text: &str) -> usize {
    let file = Arc::new(SourceFile::new(name, text));
    let mut sink = Vec::new();
    parse(Form::of(Path::new(name)).unwrap_or(Form::Toml), &file, &mut sink);
    sink.len()
}

fn edit(file: &SourceFile, diagnostic: &Diagnostic) -> Option<(crate::source::Span, String)> {
    let place = diagnostic.place.as_ref()?;
    let new = diagnostic.replacement.as_deref()?;
    let written = file.text.get(place.span.clone())?;
    let inner = ['"', '\''].iter().find_map(|quote| {
        let inner = written.strip_prefix(*quote)?.strip_suffix(*quote)?;
        let plain = !inner.contains(['\\', '"', '\'', '\n']);
        plain.then_some((*quote, inner))
    });
    let Some((quote, inner)) = inner else {
        let quoted = written.starts_with(['"', '\'']);
        return (!quoted && !written.contains('\n')).then(|| (place.span.clone(), new.to_owned()));
    };
    let new = match inner.split_once('#') {
        Some((source, _)) if diagnostic.code == codes::UNKNOWN_PASSAGE => format!("{source}#{new}"),
        Some((_, passage)) if diagnostic.code == codes::UNKNOWN_SOURCE => format!("{new}#{passage}"),
        _ => new.to_owned(),
    };
    Some((place.span.clone(), format!("{quote}{new}{quote}")))
}
