use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::codes;
use super::{SourceFile, Span};
use crate::text::{Bilingual, Lang, Near, clean, ids, say};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information only.
    Info,
    /// Probably a mistake; the result is still valid.
    Warning,
    /// An error; the value concerned was not used.
    Error,
}

ids! { Severity {
    Self::Error => "error",
    Self::Warning => "warning",
    Self::Info => "info",
} }

/// One kind of finding, listed in [`super::codes`]. It never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// Group letter and number, such as `R103`.
    pub id: &'static str,
    /// The same in words, such as `unknown-stage`.
    pub slug: &'static str,
    /// How serious it is.
    pub severity: Severity,
}

impl Severity {
    /// The word before a finding: `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        if self == Self::Info { "note" } else { self.id() }
    }
}

impl Code {
    pub(crate) const fn error(id: &'static str, slug: &'static str) -> Self {
        Self { id, slug, severity: Severity::Error }
    }

    pub(crate) const fn warning(id: &'static str, slug: &'static str) -> Self {
        Self { id, slug, severity: Severity::Warning }
    }

    pub(crate) const fn info(id: &'static str, slug: &'static str) -> Self {
        Self { id, slug, severity: Severity::Info }
    }
}

/// A range of bytes in a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes, half open.
    pub span: Span,
}

/// A second place that helps to understand a finding.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// Where.
    pub place: Place,
    /// What is there.
    pub text: Bilingual,
}

/// One finding about something that came from outside.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// What is wrong, without a full stop.
    pub message: Bilingual,
    /// Where it is wrong; `None` where there is no place, as for a file that cannot be opened.
    pub place: Option<Place>,
    /// Other places that explain it.
    pub labels: Vec<Annotation>,
    /// What to do.
    pub help: Option<Bilingual>,
    /// The dotted key that it is about, such as `answers.coding`.
    pub key: Option<String>,
    /// The known name closest to the one given.
    pub meant: Option<String>,
    /// What to write instead, if it can hardly be wrong.
    pub replacement: Option<String>,
    /// The number of findings it represents: 1, or more if it counts unlisted ones of its kind.
    pub stands_for: usize,
}

impl Diagnostic {
    /// A finding without a place. As in all its texts, names from outside are cleaned.
    pub fn new(code: Code, message: Bilingual) -> Self {
        let message = cleaned(message);
        let (place, help, key, meant, replacement) = (None, None, None, None, None);
        Self { code, message, place, labels: Vec::new(), help, key, meant, replacement, stands_for: 1 }
    }

    /// At a place.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: Span) -> Self {
        self.place = Some(Place { file: Arc::clone(file), span });
        self
    }

    /// With a second place, if there is one.
    #[must_use]
    pub fn label(mut self, place: impl Into<Option<Place>>, text: Bilingual) -> Self {
        self.labels.extend(place.into().map(|place| Annotation { place, text: cleaned(text) }));
        self
    }

    /// With advice, if there is any.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<Bilingual>>) -> Self {
        self.help = help.into().map(cleaned).or(self.help);
        self
    }

    /// Suggests the nearest known name, if there is one. Only a sure one becomes the replacement.
    #[must_use]
    pub fn did_you_mean(self, near: Option<Near<'_>>) -> Self {
        match near {
            Some(near) => {
                let meant = Some(near.to_string());
                let replacement = meant.clone().filter(|_| near.sure);
                let help = say!("did you mean `{near}`?", "`{near}` のことではありませんか。");
                Self { meant, replacement, ..self.help(help) }
            }
            None => self,
        }
    }

    /// Sets what to write instead of `old`, if exactly that is at its place.
    #[must_use]
    pub fn replacing(mut self, old: &str, new: &str) -> Self {
        let place = self.place.as_ref();
        if place.and_then(|place| place.file.text.get(place.span.clone())) == Some(old) {
            self.replacement = Some(new.to_owned());
        }
        self
    }

    /// About a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The message with its line and column, for outputs without source lines.
    pub fn message_with_position(&self, lang: Lang) -> String {
        let message = self.message.to(lang);
        let Some(Place { file, span }) = &self.place else { return message.to_owned() };
        let place = match file.cell_at(span) {
            Some((_, cell)) if file.row.as_ref().is_some_and(super::RowPlaces::is_of_workbook) => cell,
            Some((line, Bilingual { en, ja })) => say!("line {line}, {en}", "{line}行目、{ja}"),
            None => {
                let (line, column) = file.position(span.start);
                say!("line {line}, column {column}", "{line}行目、{column}文字目")
            }
        };
        let place = place.to(lang);
        lang.of(format!("{message} ({place})"), format!("{message}（{place}）"))
    }

    /// Everything but the advice on one line: `file:line:column: severity[code slug]: message`.
    pub fn on_one_line(&self, lang: Lang) -> String {
        let (code, message) = (self.code, self.message.to(lang));
        let finding = format!("{}[{} {}]: {message}", code.severity.word(), code.id, code.slug);
        match &self.place {
            Some(Place { file, span }) => {
                let (line, column) = file.position(span.start);
                format!("{}:{line}:{column}: {finding}", clean(&file.name))
            }
            None => finding,
        }
    }

    /// Whether the value concerned was not used.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }

    /// Whether every command that shows a result of the sheet reports it: an error, or an answer that may count for
    /// something else than was meant.
    pub fn is_told(&self) -> bool {
        const TOLD: [Code; 10] = [
            codes::FORM_GROUPS,
            codes::REMARK,
            codes::EMPTY_EVIDENCE,
            codes::EVIDENCE_TO_COME,
            codes::THIN_EVIDENCE,
            codes::GUIDANCE_AS_EVIDENCE,
            codes::FUTURE_DATE,
            codes::ROUNDED_REFERENCE,
            codes::NOTHING_ANSWERED,
            codes::NO_COMPANY,
        ];
        self.is_error() || TOLD.contains(&self.code)
    }
}

/// On one line, in English.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.on_one_line(Lang::En))
    }
}

impl Error for Diagnostic {}

fn cleaned(text: Bilingual) -> Bilingual {
    let Bilingual { en, ja } = text;
    Bilingual { en: clean(&en), ja: clean(&ja) }
}
