use super::tables::WITH_NUMBERS;
use crate::advice::Explanation;
use crate::framework::CriterionIx;
use crate::report::Localized;
use crate::report::page::{Page, Terminal};
use crate::text::{Bilingual, Lang, clean, fit, say, width};

/// How much of an explanation to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Everything, instead of what fits a screen and a half.
    pub all: bool,
    /// The sources of each statement.
    pub sources: bool,
}

/// The explanation of one company, ending in a line break.
pub fn terminal(explanation: &Explanation<'_>, extent: Extent, lang: Lang, terminal: Terminal) -> String {
    if extent.all {
        let mut out = ExplanationPage::new(explanation, extent, lang, terminal);
        out.head();
        out.everything();
        out.page.sources(out.text);
        return out.page.finish_with_disclaimer(out.text.framework);
    }
    within(LINES, |allotted| {
        let mut out =
            ExplanationPage { allotted, ..ExplanationPage::new(explanation, extent, lang, terminal) };
        out.head();
        out.in_short();
        out.page.sources(out.text);
        out.finish_in_short()
    })
}

/// The lines of a screen and a half.
const LINES: usize = 40;

/// How the lines of a short page are divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allotment {
    /// The lines per next step.
    pub(super) step: usize,
    /// The lines for obstacles, strengths and counts together.
    pub(super) rest: usize,
}

/// From roomy to tight: next steps are cut last.
const ALLOTMENTS: [Allotment; 4] = [
    Allotment { step: 3, rest: 10 },
    Allotment { step: 2, rest: 10 },
    Allotment { step: 2, rest: 7 },
    Allotment { step: 1, rest: 10 },
];

const TIGHT: Allotment = ALLOTMENTS[ALLOTMENTS.len() - 1];

/// The roomiest page with at most this many lines, or else the tightest one.
pub(super) fn within(lines: usize, page: impl Fn(Allotment) -> String) -> String {
    let mut pages = ALLOTMENTS.iter().map(|one| page(*one));
    pages.find(|page| page.lines().count() <= lines).unwrap_or_else(|| page(TIGHT))
}

pub(super) const PERCENT: usize = 5;

pub(super) struct ExplanationPage<'a> {
    pub(super) page: Page,
    pub(super) text: Localized<'a>,
    pub(super) explanation: &'a Explanation<'a>,
    pub(super) extent: Extent,
    /// How lines are divided, unless everything is shown.
    pub(super) allotted: Allotment,
}

impl<'a> ExplanationPage<'a> {
    pub(super) fn new(
        explanation: &'a Explanation<'a>,
        extent: Extent,
        lang: Lang,
        terminal: Terminal,
    ) -> Self {
        let text = Localized::new(explanation.framework, lang);
        Self { page: Page::new(lang, terminal), text, explanation, extent, allotted: TIGHT }
    }

    /// Whose explanation it is, its date and respondent, and the stages.
    fn head(&mut self) {
        let assessed = self.explanation.assessed;
        let Bilingual { en, ja } = self.text.as_of(assessed.as_of);
        let subject = assessed.sheet.subject.as_deref();
        let (lang, columns, paint) = (self.text.lang, self.page.terminal.columns, self.page.terminal.paint);
        let by = assessed.sheet.respondent.as_ref().map(|who| say!("; answered by {who}", "、回答者：{who}"));
        let by = by.map_or_else(String::new, |by| clean(by.to(lang)));
        let as_of = lang.of(en, ja);
        if self.extent.all {
            self.page.company(subject, format!("{as_of}{by}"));
        } else {
            self.page.styled_line("", self.page.name(subject), |line| paint.bold(line));
            self.page.note(format!("{as_of}{}", fit(&by, columns.saturating_sub(width(&as_of)))));
        }
        let Bilingual { en, ja } = self.reached();
        self.page.heading(say!("Where it stands: {en}", "現在の位置：{ja}"));
        self.stages(WITH_NUMBERS);
        self.legend();
    }

    pub(super) fn reached(&self) -> Bilingual {
        let Explanation { framework, assessed, .. } = self.explanation;
        let (reached, all) = (assessed.assessment.reached, framework.stages().len());
        say!("{reached} of {all} stages reached", "{all}段階のうち{reached}段階に到達")
    }

    /// A text cut to its line, unless everything is shown.
    pub(super) fn tell(&mut self, mark: &str, text: Bilingual) {
        self.tell_styled(mark, text, str::to_owned);
    }

    pub(super) fn tell_styled(&mut self, mark: &str, text: Bilingual, style: impl Fn(&str) -> String) {
        if self.extent.all {
            self.page.styled_item(mark, text, style);
        } else {
            self.page.styled_line(mark, text, style);
        }
    }

    /// The sources of a statement, if asked for; where everything is shown, they come with the answer.
    pub(super) fn trace_if_asked(&mut self, criterion: CriterionIx) {
        if self.extent.sources && !self.extent.all {
            self.page.trace(self.text, criterion, "     ");
        }
    }

    pub(super) fn names(&self, criteria: impl IntoIterator<Item = CriterionIx>) -> String {
        self.text.lang.list(criteria.into_iter().map(|own| self.text.criterion(own)))
    }
}
