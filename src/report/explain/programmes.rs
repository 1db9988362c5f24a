use super::terminal::ExplanationPage;
use crate::advice::{Fit, FitStatus, NeedState};
use crate::framework::Need;
use crate::report::words;
use crate::text::{Bilingual, Label, say};

impl ExplanationPage<'_> {
    pub(super) fn programmes(&mut self) {
        if self.explanation.programmes.is_empty() {
            return;
        }
        self.page.heading(Label("Ways in", "入口となるプログラム・窓口"));
        self.explanation.programmes.iter().for_each(|fit| self.programme(fit));
    }

    fn programme(&mut self, fit: &Fit<'_>) {
        let programme = fit.programme;
        let (name, status) =
            (self.text.of(&programme.title), words::programme_status(fit.status).to(self.text.lang));
        let mut line = [name, status].join(self.text.lang.colon());
        if let (FitStatus::Closed, Some(last)) = (fit.status, programme.closes) {
            line += say!(" (last day {last})", "（最終日 {last}）").to(self.text.lang);
        }
        let paint = self.page.terminal.paint;
        self.page.styled_item("  - ", line, |line| match fit.status {
            FitStatus::Fits => paint.good(line),
            FitStatus::FitsAfter | FitStatus::Unknown => paint.warn(line),
            FitStatus::NotForYou | FitStatus::Closed => paint.dim(line),
        });
        if !matches!(fit.status, FitStatus::Closed | FitStatus::NotForYou) {
            for requirement in fit.requirements.iter().filter(|one| one.state != NeedState::Met) {
                let need = self.need(requirement.need);
                let open = requirement.state == NeedState::Open;
                let Label(en, ja) =
                    if open { Label(" (not known yet)", "（まだ不明）") } else { Label("", "") };
                self.page.detail(Bilingual { en: need.en + en, ja: need.ja + ja });
            }
        }
        let (does, ask) = (Some(&programme.does), programme.ask.as_ref());
        let texts = [does, programme.terms.as_ref(), programme.unverified.as_ref(), ask];
        for text in texts.into_iter().flatten() {
            self.page.detail(self.text.of(text));
        }
        let (id, numbers, day) = (&programme.id, self.page.cite(&programme.sources), programme.as_of);
        self.page.detail(say!("[{id}, as of {day}: {numbers}]", "[{id}、{day}時点：{numbers}]"));
    }

    fn need(&self, need: &Need) -> Bilingual {
        match need {
            Need::Stage(stage, verdict) => {
                let (stage, Label(en, ja)) = (self.text.stage(*stage), words::verdict(*verdict));
                say!("{stage} must be {en}", "「{stage}」が{ja}であること")
            }
            Need::Criterion(criterion, at_least) => {
                let (name, says) = (self.text.criterion(*criterion), self.text.level(*criterion, *at_least));
                say!("{name} at level {at_least}: {says}", "{name}がレベル{at_least}以上：{says}")
            }
        }
    }
}
