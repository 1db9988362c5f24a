use comfy_table::{Cell, ColumnConstraint};

use crate::advice::{Explanation, Fit, FitStatus, NeedState, StageExplanation};
use crate::framework::{Need, StageIx, Verdict};
use crate::report::page::{Page, Terminal, bar, lines, longest_word, right, room, table, verdict_cell};
use crate::report::{Localized, words};
use crate::scoring::StageResult;
use crate::source::Severity;
use crate::text::{Bilingual, Label, Lang, clean, say, width};

/// Which stages to explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The next one.
    Next,
    /// One of them.
    Stage(StageIx),
    /// All of them, with every action, claim and open answer.
    All,
}

/// The explanation of one company, ending in a line break.
pub fn terminal(explanation: &Explanation<'_>, scope: Scope, lang: Lang, terminal: Terminal) -> String {
    let text = Localized::new(explanation.framework, lang);
    let mut out = ExplanationPage { page: Page::new(lang, terminal), text, explanation, scope };
    out.standing();
    out.profile();
    let next = explanation.assessed.assessment.next_stage;
    let stages: Vec<_> = match scope {
        Scope::Next => next.map(|stage| &explanation.stages[stage.get()]).into_iter().collect(),
        Scope::Stage(stage) => vec![&explanation.stages[stage.get()]],
        Scope::All => explanation.stages.iter().collect(),
    };
    for stage in &stages {
        out.obstacles(stage);
    }
    out.robustness(&stages);
    out.next_steps(if let Scope::Stage(stage) = scope { Some(stage) } else { next });
    out.unproven(&stages);
    for stage in &stages {
        out.unknown(stage);
    }
    out.programmes();
    out.notices();
    out.page.sources(text);
    out.page.finish_with_disclaimer(text.framework)
}

const FEW: usize = 5;
const BAR: usize = 20;
pub(super) const PERCENT: usize = 5;

pub(super) struct ExplanationPage<'a> {
    pub(super) page: Page,
    pub(super) text: Localized<'a>,
    pub(super) explanation: &'a Explanation<'a>,
    pub(super) scope: Scope,
}

impl<'a> ExplanationPage<'a> {
    fn standing(&mut self) {
        let Explanation { framework, assessed, stages, .. } = self.explanation;
        let as_of = self.text.as_of(assessed.as_of);
        self.page.company(assessed.sheet.subject.as_deref(), &as_of);
        self.page.heading(Label("Where it stands", "現在の位置"));
        let (reached, all) = (assessed.assessment.reached, framework.stages().len());
        self.page.paragraph(match assessed.assessment.next_stage {
            Some(next) => {
                let StageExplanation { result, obstacles, .. } = &stages[next.get()];
                let name = self.text.stage(next);
                let Label(en, ja) = verdict_of(result, obstacles.without_gates);
                say!(
                    "{reached} of {all} stages reached. Next: {name} - {en}.",
                    "{all}段階のうち{reached}段階に到達。次は「{name}」です（{ja}）。"
                )
            }
            None => say!("All {all} stages reached.", "{all}段階すべてに到達しています。"),
        });
        self.page.gap();
        if room(self.page.terminal, &self.least()).is_some() {
            self.stage_table();
        } else {
            self.stage_list();
        }
        self.page.note(Label(
            "Percent of the points. Bar: # proven, + claimed only, - still possible, | ready from here.",
            "数値は得点率（%）。バー：# 根拠あり、+ 回答のみ、- 到達の余地、| 準備完了の基準。",
        ));
    }

    fn results(&self) -> impl Iterator<Item = &'a StageResult> + use<'a> {
        self.explanation.assessed.assessment.stages.iter()
    }

    fn heads(&self) -> [&'static str; 6] {
        self.text.lang.of(
            ["Stage", "Verdict", "Proven", "Score", "Possible", ""],
            ["段階", "判定", "根拠あり", "回答どおり", "最大", ""],
        )
    }

    /// What every column needs at the least: no word of a name, no number and no bar is broken.
    fn least(&self) -> [usize; 6] {
        let name = self.results().map(|result| longest_word(&clean(self.text.stage(result.stage))));
        let verdict = self.results().map(|result| width(words::verdict(result.verdict).to(self.text.lang)));
        let [_, _, numbers @ .., _] = self.heads();
        let [proven, score, possible] = numbers.map(|head| width(head).max(PERCENT));
        // The mark takes one more column of the bar.
        [name.max().unwrap_or(0), verdict.max().unwrap_or(0), proven, score, possible, BAR + 1]
    }

    fn stage_table(&mut self) {
        let mut table = table(self.page.terminal, self.heads().map(str::to_owned));
        for result in self.results() {
            let verdict = words::verdict(result.verdict).to(self.text.lang);
            table.add_row([
                Cell::new(self.text.numbered_stage(result.stage)),
                verdict_cell(self.page.terminal, result.verdict, verdict),
                right(result.proven()),
                right(result.score()),
                right(result.possible()),
                Cell::new(bar(result.points, Some(self.ready_at(result)), BAR)),
            ]);
        }
        // Numbers and bars are never broken; names are.
        for column in table.column_iter_mut().skip(2) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        self.page.raw(&lines(table));
    }

    fn stage_list(&mut self) {
        let paint = self.page.terminal.paint;
        for result in self.results() {
            let verdict = words::verdict(result.verdict).to(self.text.lang);
            let name = [&self.text.numbered_stage(result.stage), verdict].join(self.text.lang.colon());
            self.page.styled(name, "", |line| paint.verdict(result.verdict, line));
            let (proven, score, possible) = (result.proven(), result.score(), result.possible());
            self.page.paragraph(say!(
                "  proven {proven}, score {score}, possible {possible}",
                "  根拠あり {proven}、回答どおり {score}、最大 {possible}"
            ));
            self.page.raw(&format!("  {}", bar(result.points, Some(self.ready_at(result)), BAR)));
        }
    }

    pub(super) fn ready_at(&self, result: &StageResult) -> u8 {
        self.text.framework[result.stage].ready_at
    }

    fn programmes(&mut self) {
        if self.explanation.programmes.is_empty() {
            return;
        }
        self.page.heading(Label("Ways in", "入口となるプログラム・窓口"));
        self.explanation.programmes.iter().for_each(|fit| self.programme(fit));
    }

    fn programme(&mut self, fit: &Fit<'_>) {
        let programme = fit.programme;
        let (name, status) =
            (self.text.of(&programme.title), programme_status(fit.status).to(self.text.lang));
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
        let texts = match self.scope {
            Scope::All => [does, programme.terms.as_ref(), programme.unverified.as_ref(), ask],
            _ if fit.status == FitStatus::NotForYou => [None; 4],
            _ => [None, None, None, ask],
        };
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

    fn notices(&mut self) {
        let notices = &self.explanation.assessed.notices;
        if notices.is_empty() {
            return;
        }
        let paint = self.page.terminal.paint;
        self.page.heading(Label("About the answer sheet", "回答シートについて"));
        for notice in notices {
            let text = format!("{} [{}]", notice.message_with_position(self.text.lang), notice.code.id);
            self.page.styled_item("  * ", text, |line| match notice.code.severity {
                Severity::Error => paint.bad(line),
                Severity::Warning => paint.warn(line),
                Severity::Info => paint.dim(line),
            });
        }
    }

    pub(super) fn few<'l, T>(&self, list: &'l [T]) -> (&'l [T], usize) {
        let shown = if self.scope == Scope::All { list.len() } else { list.len().min(FEW) };
        (&list[..shown], list.len() - shown)
    }

    pub(super) fn more(&mut self, rest: usize) {
        self.page
            .more(rest, |rest| say!("and {rest} more: --all shows them", "ほかに{rest}件（--all で表示）"));
    }
}

/// What a verdict means for this stage: "not ready" can be for lack of points, or because of a gate alone.
fn verdict_of(result: &StageResult, without_gates: Verdict) -> Label {
    match result.verdict {
        Verdict::NotReady if without_gates != Verdict::NotReady => {
            Label("not ready because a gate is not met", "必須条件を満たしていません")
        }
        Verdict::NotReady if result.points.score == result.points.possible => {
            Label("not ready, the points fall short", "得点が基準に届きません")
        }
        Verdict::NotReady => Label(
            "not ready, even with the best open answers",
            "未回答・不明の項目がすべて最良でも、得点が基準に届きません",
        ),
        verdict => words::verdict_meaning(verdict),
    }
}

fn programme_status(status: FitStatus) -> Label {
    match status {
        FitStatus::Fits => Label("fits now", "現時点で対象"),
        FitStatus::FitsAfter => Label("fits later", "条件を満たせば対象"),
        FitStatus::Unknown => Label("not clear yet", "まだ判断できない"),
        FitStatus::NotForYou => Label("is for others", "対象外"),
        FitStatus::Closed => Label("has ended", "終了"),
    }
}
