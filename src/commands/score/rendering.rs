use outside_in::batch::{Line, ResultForm, Settings};
use outside_in::framework::Framework;
use outside_in::report::assessment::xlsx::{ScoresView, workbook};
use outside_in::report::assessment::{Fragments, ScoreRow, table};
use outside_in::report::{Input, View};
use outside_in::source::Diagnostic;
use outside_in::text::{clean, inert, say, wrap};

use super::form::{self, Pieces};
use super::{ScoreArgs, cohort};
use crate::commands::{Common, Destination, Failure, OutputForm};

pub(super) struct Rendering<'a> {
    pub(super) framework: &'a Framework,
    pub(super) lines: &'a [&'a Line],
    pub(super) settings: Settings,
    pub(super) args: &'a ScoreArgs,
    pub(super) target: &'a Destination,
    pub(super) common: &'a Common,
}

impl<'a> Rendering<'a> {
    pub(super) fn bytes(
        &self,
        form: OutputForm,
        together: Option<&cohort::Asked>,
    ) -> anyhow::Result<Vec<u8>> {
        if let Some(asked) = together {
            return Ok(inert(&cohort::text(self, asked)?).into_owned().into_bytes());
        }
        if let Some(form) = form::streamed(form, self.args.losses) {
            return Ok(self.streamed(form));
        }
        Ok(match form {
            OutputForm::Xlsx => self.xlsx()?,
            _ => inert(&self.table()).into_owned().into_bytes(),
        })
    }

    pub(super) fn scored(&self) -> impl Iterator<Item = (&'a Input, View<'a>)> {
        let (framework, lang) = (self.framework, self.common.lang);
        self.lines.iter().filter_map(move |line| match line {
            Line::Scored(input, assessed) => Some((input, View { framework, assessed, lang })),
            Line::Refused(..) => None,
        })
    }

    pub(super) fn refused(&self) -> impl Iterator<Item = (&'a Input, &'a Diagnostic)> {
        self.lines.iter().filter_map(|line| line.refusal())
    }

    fn streamed(&self, form: ResultForm) -> Vec<u8> {
        let settings = Settings { form, ..self.settings };
        let mut fragments = Fragments::new(self.framework, settings.lang);
        let mut pieces = Pieces::of(form);
        let (mut result, mut bytes) = (pieces.begin(self.framework), Vec::new());
        for line in self.lines {
            let (input, sheet) = match line {
                Line::Scored(input, assessed) => (input, Ok(&**assessed)),
                Line::Refused(input, reasons) => (input, Err(reasons.as_slice())),
            };
            settings.write(self.framework, input, sheet, &mut fragments, &mut bytes);
            result.extend_from_slice(pieces.next(&bytes));
            bytes.clear();
        }
        result.extend(pieces.end(self.lines.iter().copied(), settings.lang));
        result
    }

    fn xlsx(&self) -> Result<Vec<u8>, Failure> {
        let (as_of, lang) = (self.common.as_of, self.common.lang);
        let assessed: Vec<_> = self.scored().map(|(input, view)| (input, view.assessed)).collect();
        let refused: Vec<_> = self.refused().collect();
        let scores =
            ScoresView { framework: self.framework, assessed: &assessed, refused: &refused, as_of, lang };
        workbook(&scores).map_err(|error| Failure::new(error.say()))
    }

    fn table(&self) -> String {
        let (framework, lang) = (self.framework, self.common.lang);
        let terminal = self.target.terminal(self.common);
        let row = |(input, view): (&'a Input, View<'a>)| ScoreRow {
            name: input.name_of(&view.assessed.sheet),
            assessment: &view.assessed.assessment,
            notices: view.assessed.notices.len(),
        };
        let rows: Vec<ScoreRow<'_>> = self.scored().map(row).collect();
        let mut text = table(framework, &rows, self.args.detail, lang, terminal);
        let notices = say!(
            "Notices: points to check in the answers; --format json lists them.",
            "通知：回答の中で確認が必要な点の数です。内容は --format json で表示できます。"
        );
        let notices = rows.iter().any(|row| row.notices > 0).then(|| notices.into_text(lang));
        let disclaimer = framework.disclaimer().filter(|_| !rows.is_empty());
        let disclaimer = disclaimer.map(|text| clean(text.to(framework.language(lang))));
        for line in notices.into_iter().chain(disclaimer).flat_map(|text| wrap(&text, terminal.columns)) {
            text.extend([&terminal.paint.dim(&line), "\n"]);
        }
        text
    }
}
