use crate::report::View;
use crate::report::page::Page;
use crate::say;

/// The list of what was cited, under the numbers that were used.
pub(in crate::report) fn write(page: &mut Page, view: &View<'_>) {
    let View { framework, lang, .. } = *view;
    if page.cited.is_empty() {
        return;
    }
    page.heading(lang.of("Sources", "出典"));
    let paint = page.terminal.paint;
    for (position, citation) in page.cited.clone().iter().enumerate() {
        let source = &framework[citation.source];
        let mut text = source.title.clone();
        if let Some(passage) = &citation.passage {
            text += say!(", passage {passage}", "、該当箇所 {passage}").to(lang);
        }
        if let Some(day) = source.as_of {
            text += say!(" (as of {day})", "（{day}時点）").to(lang);
        }
        let mark = format!("  {:>2} ", position + 1);
        page.item(&mark, &text, |line| paint.dim(line));
        if let Some(url) = &source.url {
            page.link(url, &" ".repeat(mark.len()));
        }
    }
}
