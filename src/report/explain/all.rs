use super::terminal::ExplanationPage;
use crate::advice::{Fit, FitStatus, NeedState};
use crate::answers::{Answer, Reply};
use crate::framework::{CriterionIx, Need, RubricIx};
use crate::report::page::cost;
use crate::report::words;
use crate::scoring::State;
use crate::source::Severity;
use crate::text::{Bilingual, Label, clean, say};

impl ExplanationPage<'_> {
    /// Everything, below the stages.
    pub(super) fn everything(&mut self) {
        let stages: Vec<_> = self.explanation.stages.iter().collect();
        self.profile();
        for stage in &stages {
            self.holds_back(stage, usize::MAX);
        }
        self.robustness(&stages);
        self.next_steps(usize::MAX);
        for stage in &stages {
            self.unknown(stage);
        }
        self.strengths(usize::MAX);
        self.facts();
        let framework = self.text.framework;
        framework.rubric_indices().for_each(|rubric| self.answers(rubric));
        self.programmes();
        self.notices();
    }

    fn facts(&mut self) {
        if self.text.framework.facts().is_empty() {
            return;
        }
        self.page.heading(Label("Facts", "前提項目"));
        let sheet = &self.explanation.assessed.sheet;
        for fact in self.text.framework.fact_indices() {
            let question = self.text.of(&self.text.framework[fact].question);
            let given = match sheet.fact(fact) {
                [] => words::state(State::Unanswered).to(self.text.lang).to_owned(),
                choices => self.text.choices(fact, choices),
            };
            self.page.bullet(say!("{question} {given}", "{question}{given}"));
        }
    }

    fn answers(&mut self, rubric: RubricIx) {
        let rubric = &self.text.framework[rubric];
        let title = self.text.of(&rubric.title);
        self.page.heading(say!("Every answer: {title}", "すべての回答：{title}"));
        rubric.criteria.iter().for_each(|own| self.answer(*own));
    }

    /// One criterion: answer, evidence, note, and what leads on.
    fn answer(&mut self, criterion: CriterionIx) {
        let (name, Bilingual { en, ja }) = (self.text.criterion(criterion), self.state(criterion));
        let paint = self.page.terminal.paint;
        self.page.styled_item("  - ", say!("{name}: {en}", "{name}：{ja}"), |line| paint.bold(line));
        let assessed = self.explanation.assessed;
        let Answer { reply, evidence, note, date, proposal, .. } = assessed.sheet.answer(criterion);
        match reply {
            Reply::Level(level) => {
                let says = &self.text.framework[criterion].level(*level).says;
                self.page.item("    ", self.text.of(says));
            }
            Reply::NotApplicable(reason) => {
                self.page.item("    ", say!("Reason: {reason}", "理由：{reason}"));
            }
            Reply::Unknown | Reply::Unanswered => {}
        }
        if let Some(proposal) = proposal {
            self.page.item("    ", words::proposal(&proposal.in_short()));
        }
        for text in evidence {
            self.page.item("    ", say!("Evidence: {text}", "根拠資料：{text}"));
        }
        if let Some(note) = note {
            self.page.item("    ", say!("Note: {note}", "メモ：{note}"));
        }
        if let Some(date) = date {
            self.page.detail(say!("Answered on {date}", "回答日：{date}"));
        }
        self.actions(criterion);
        self.page.trace(self.text, criterion, "    ");
    }

    /// What can be done about a criterion, with gains and costs.
    fn actions(&mut self, criterion: CriterionIx) {
        let stages = &self.explanation.assessed.assessment.stages;
        for action in self.explanation.actions.iter().filter(|action| action.criterion == criterion) {
            let (to, next) = (action.to, action.next(self.text.framework));
            // If the framework does not say how, show the level itself.
            let next = next.map_or_else(|| self.text.level(criterion, to), |next| self.text.of(next));
            self.page.item(
                "    > ",
                if action.is_confirmation() {
                    say!("To confirm level {to}: {next}", "レベル{to}の確認：{next}")
                } else if action.is_proof() {
                    say!("To prove level {to}: {next}", "レベル{to}の根拠資料：{next}")
                } else {
                    say!("To level {to}: {next}", "レベル{to}へ：{next}")
                },
            );
            let gains = action.gains.iter().filter(|(_, gain)| *gain > 0).map(|(of, gain)| {
                let (share, name) = (stages[of.get()].percent(*gain), self.text.stage(*of));
                say!("+{share} on {name}", "{name} +{share}")
            });
            let cost = cost(self.text, &action.opens, gains, action.effort.into(), action.lead_weeks);
            self.page.aside("      ", cost);
        }
    }

    fn notices(&mut self) {
        let notices = &self.explanation.assessed.notices;
        if notices.is_empty() {
            return;
        }
        let paint = self.page.terminal.paint;
        self.page.heading(Label("About the answer sheet", "回答シートについて"));
        for notice in notices {
            let text =
                format!("{} [{}]", clean(&notice.message_with_position(self.text.lang)), notice.code.id);
            self.page.styled_item("  * ", text, |line| match notice.code.severity {
                Severity::Error => paint.bad(line),
                Severity::Warning => paint.warn(line),
                Severity::Info => paint.dim(line),
            });
        }
    }
}

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
