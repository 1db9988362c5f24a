//! The end of the questionnaire: the result on one screen, with more behind single keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;
use outside_in::advice::{Assessed, Explanation};
use outside_in::answers::{AnswerSheet, Reading};
use outside_in::framework::Framework;
use outside_in::interview::{AfterResult, Stop};
use outside_in::report::explain::{self, Extent};
use outside_in::report::page::Terminal;
use outside_in::report::{Paint, View, plan};
use outside_in::text::Label;

use super::pager::{Foot, PageEnd};
use super::window::Window;

/// What the result is made of, besides the answers.
#[derive(Clone)]
pub(super) struct Ending {
    pub(super) framework: Arc<Framework>,
    pub(super) as_of: Date,
    /// Whether to write a report once the questionnaire is left.
    pub(super) report: Arc<AtomicBool>,
}

/// The pages, by key.
const DETAILS: (char, Label) = ('d', Label("Details", "詳細"));
const PLAN: (char, Label) = ('p', Label("Plan", "計画"));
const EVERYTHING: (char, Label) = ('a', Label("Everything", "すべて"));
const REPORT: (char, Label) = ('r', Label("Write a report and leave", "レポートを書き出して終了"));
const REVIEW: (char, Label) = ('v', Label("Back to the answers", "回答に戻る"));

const LEAVE: Label = Label("leave", "終了");
const GO_BACK: Label = Label("back", "戻る");

impl Ending {
    /// Shows the result until the user leaves, or returns to the answers.
    pub(super) fn show(&self, window: &mut Window, sheet: &AnswerSheet) -> Result<AfterResult, Stop> {
        let framework = self.framework.as_ref();
        let reading = Reading { sheet: sheet.clone(), notices: Vec::new() };
        let assessed = Assessed::new(framework, reading, self.as_of);
        let explanation = Explanation::new(framework, &assessed);
        let mut letters = vec![DETAILS];
        letters.extend(explanation.plan.is_some().then_some(PLAN));
        letters.extend([EVERYTHING, REPORT, REVIEW]);
        let (lang, paint) = (window.lang, Paint::new(window.look.color));
        let write = |letter: Option<char>, columns: usize| {
            let terminal = Terminal { columns, paint };
            let text = match (letter, &explanation.plan) {
                (Some('p'), Some(found)) => {
                    let view = View { framework, assessed: &assessed, lang };
                    plan::terminal(&view, found, false, terminal)
                }
                (Some('d'), _) => explain::terminal(&explanation, Extent::default(), lang, terminal),
                (Some('a'), _) => {
                    explain::terminal(&explanation, Extent { all: true, sources: true }, lang, terminal)
                }
                _ => explain::summary(&explanation, lang, terminal),
            };
            text.lines().map(str::to_owned).collect()
        };
        let mut page = None;
        loop {
            let foot = Foot { enter: Some(if page.is_some() { GO_BACK } else { LEAVE }), letters: &letters };
            page = match window.page(&|columns| write(page, columns), foot)? {
                PageEnd::Letter(letter) if letter == REVIEW.0 => return Ok(AfterResult::Review),
                PageEnd::Letter(letter) if letter == REPORT.0 => {
                    self.report.store(true, Ordering::Relaxed);
                    return Ok(AfterResult::Leave);
                }
                PageEnd::Letter(letter) => Some(letter),
                PageEnd::Enter | PageEnd::Esc if page.is_some() => None,
                PageEnd::Enter => return Ok(AfterResult::Leave),
                PageEnd::Esc => return Ok(AfterResult::Review),
            };
        }
    }
}
