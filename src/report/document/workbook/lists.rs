use super::{WrittenSheet, entries, finished, titled};
use crate::check::find_rule;
use crate::report::document::inline::plain;
use crate::report::document::{Edition, disclaimer};
use crate::report::grid::Formats;
use crate::text::Label;

const NOTICES: [Label; 4] = [
    Label("Code", "コード"),
    Label("Message", "内容"),
    Label("What it means", "意味"),
    Label("What to do", "対処"),
];

const SOURCES: [Label; 4] =
    [Label("No.", "番号"), Label("Source", "出典"), Label("As of", "時点"), Label("Address", "URL")];

const ABOUT: [Label; 2] = [Label("Entry", "項目"), Label("Content", "内容")];

/// All that is odd about the answers.
pub(super) fn notices(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let (lang, notices) = (edition.lang(), &edition.explanation.assessed.notices);
    let mut grid = titled(edition, formats, Label("Notices", "通知"), &NOTICES)?;
    for notice in notices {
        grid.text(notice.code.id)?;
        grid.formatted(notice.message.to(lang), &formats.wrapped)?;
        let means = find_rule(notice.code.id).map(|rule| rule.page().text.into_text(lang));
        grid.formatted(&means.unwrap_or_default(), &formats.wrapped)?;
        let help = notice.help.as_ref().map_or("", |help| help.to(lang));
        grid.formatted(help, &formats.wrapped)?;
        grid.end_row();
    }
    if notices.is_empty() {
        grid.skip();
        grid.text(lang.of("None", "ありません"))?;
        grid.end_row();
    }
    finished(edition, grid, &[10, 60, 60, 40])
}

/// Every source that is cited, by the number that the page gives it.
pub(super) fn sources(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let mut grid = titled(edition, formats, Label("Sources", "出典"), &SOURCES)?;
    for (position, own) in edition.cited.iter().enumerate() {
        let source = &edition.words.framework[*own];
        grid.number(position + 1)?;
        grid.formatted(edition.words.of(&source.title), &formats.wrapped)?;
        match source.as_of {
            Some(day) => grid.date(day)?,
            None => grid.skip(),
        }
        grid.formatted(source.url.as_deref().unwrap_or_default(), &formats.wrapped)?;
        grid.end_row();
    }
    if edition.cited.is_empty() {
        grid.end_row();
    }
    finished(edition, grid, &[7, 70, 13, 60])
}

/// Whom the report is about, and how it was made.
pub(super) fn about(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let lang = edition.lang();
    let mut grid = titled(edition, formats, Label("About", "このレポートについて"), &ABOUT)?;
    let subject = edition.explanation.assessed.sheet.subject.as_deref().unwrap_or_default();
    let lines = [
        (Label("Name", "名称"), subject.to_owned()),
        (Label("Result", "結果"), plain(&edition.answer(), lang)),
        (Label("Please note", "ご注意"), disclaimer(edition).into_text(lang)),
    ];
    let lines = lines.map(|(name, value)| [name.to(lang).to_owned(), value]);
    for [name, value] in lines.into_iter().chain(entries(edition, &[edition.head(), edition.provenance()])) {
        grid.text(&name)?;
        grid.formatted(&value, &formats.wrapped)?;
        grid.end_row();
    }
    finished(edition, grid, &[28, 110])
}
