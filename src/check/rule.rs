use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use super::{FrameworkPart, Locator, RulePage, TextAt, Texts};
use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, Framework};
use crate::scoring::State;
use crate::source::{Code, Diagnostic};
use crate::text::Bilingual;

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/rules");

/// One kind of finding: its code, and how it is found. Its page is `docs/rules/CODE.md`.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its code and slug, and its severity.
    pub code: Code,
    pub(super) detect: Detect,
}

#[derive(Clone, Copy)]
pub(super) enum Detect {
    /// The readers of frameworks, sheets and tests report it.
    Reading,
    /// Examines each text of a framework's files, even if the framework has errors.
    Text(fn(Code, &TextAt<'_>) -> Option<Diagnostic>),
    /// Examines all these texts together.
    Texts(fn(Code, &Texts<'_>, &mut Vec<Diagnostic>)),
    /// Examines a framework without errors.
    Framework(fn(Code, &FrameworkCheck<'_>, &mut Vec<Diagnostic>)),
    /// Reports results of the reachability analysis.
    Reachability,
    /// Examines a framework without errors on a given day; skipped without one.
    Dated(fn(Code, &FrameworkCheck<'_>, Date, &mut Vec<Diagnostic>)),
    /// Examines an answer sheet that could be read.
    Sheet(fn(Code, &SheetCheck<'_>, &mut Vec<Diagnostic>)),
}

impl Rule {
    pub(super) const fn error(id: &'static str, slug: &'static str, detect: Detect) -> Self {
        Self { code: Code::error(id, slug), detect }
    }

    pub(super) const fn warning(id: &'static str, slug: &'static str, detect: Detect) -> Self {
        Self { code: Code::warning(id, slug), detect }
    }

    pub(super) const fn info(id: &'static str, slug: &'static str, detect: Detect) -> Self {
        Self { code: Code::info(id, slug), detect }
    }

    /// Whether it depends on the date, and is skipped without one.
    pub fn needs_day(&self) -> bool {
        matches!(self.detect, Detect::Dated(_))
    }

    /// Its page, parsed.
    pub fn page(&self) -> RulePage<'static> {
        let file = PAGES.get_file(format!("{}.md", self.code.id));
        RulePage::parse(file.and_then(|file| file.contents_utf8()).unwrap_or_default())
    }
}

pub(super) struct FrameworkCheck<'a> {
    pub(super) framework: &'a Framework,
    pub(super) at: Locator<'a>,
}

impl FrameworkCheck<'_> {
    pub(super) fn find(
        &self,
        code: Code,
        part: FrameworkPart,
        path: &str,
        message: Bilingual,
        help: Bilingual,
    ) -> Diagnostic {
        let found = Diagnostic::new(code, message).help(help);
        Diagnostic { place: self.at.place(part, path), ..found }
    }
}

pub(super) struct SheetCheck<'a> {
    pub(super) framework: &'a Framework,
    pub(super) sheet: &'a AnswerSheet,
    pub(super) states: &'a [State],
}

impl SheetCheck<'_> {
    pub(super) fn find(&self, code: Code, of: CriterionIx, text: Bilingual, help: Bilingual) -> Diagnostic {
        let key = format!("answers.{}", self.framework[of].id);
        let diagnostic = Diagnostic::new(code, text).help(help).key(key);
        match (self.sheet.file(), &self.sheet.answer(of).span) {
            (Some(file), Some(span)) => diagnostic.at(file, span.clone()),
            _ => diagnostic,
        }
    }
}
