use comfy_table::{Cell, ColumnConstraint};

use super::words::{programme_status, verdict_of};
use crate::advice::{
    Action, DRAWS, Explanation, Fit, FitStatus, Hinge, NeedState, Outlook, Question, Robustness,
    StageExplanation,
};
use crate::framework::{Need, StageIx, Verdict};
use crate::report::page::{Page, Terminal, bar, cost, lines, longest_word, right, room, table, verdict_cell};
use crate::report::{Localized, words};
use crate::say;
use crate::scoring::{GateResult, Percent, StageResult};
use crate::source::Severity;
use crate::text::{Bilingual, Label, Lang, clean, count, width};

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

/// The explanation of one company, ending in a line break: where it stands, what holds it back, what to do next, what is
/// claimed but not proven, what is unknown, which programmes fit.
pub fn terminal(explanation: &Explanation<'_>, scope: Scope, lang: Lang, terminal: Terminal) -> String {
    let text = Localized::new(explanation.framework, lang);
    let mut out = ExplanationPage { page: Page::new(lang, terminal), text, explanation, scope };
    out.standing();
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

/// How many entries of a list to show unless all are asked for.
const FEW: usize = 5;

/// Columns of a stage's bar.
const BAR: usize = 20;

/// Columns of a percent: `100.0`.
const PERCENT: usize = 5;

struct ExplanationPage<'a> {
    page: Page,
    text: Localized<'a>,
    explanation: &'a Explanation<'a>,
    scope: Scope,
}

impl<'a> ExplanationPage<'a> {
    /// Who it is about, how far it got, and every stage in numbers.
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
        self.page.aside(
            "",
            Label(
                "Percent of the points. Bar: # proven, + claimed only, - still possible, | ready from here.",
                "数値は得点率（%）。バー：# 根拠あり、+ 回答のみ、- 到達の余地、| 準備完了の基準。",
            ),
        );
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
                Cell::new(bar(result.points, self.ready_at(result), BAR)),
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
            self.page.raw(&format!("  {}", bar(result.points, self.ready_at(result), BAR)));
        }
    }

    fn ready_at(&self, result: &StageResult) -> u8 {
        self.text.framework[result.stage].ready_at
    }

    /// What keeps one stage from ready: gates first, then where the points are lost.
    fn obstacles(&mut self, stage: &StageExplanation<'_>) {
        let StageExplanation { result, obstacles, .. } = stage;
        let name = self.text.stage(result.stage);
        if result.verdict == Verdict::Ready {
            self.page.heading(say!("{name}: ready", "{name}：準備完了"));
        } else {
            self.page.heading(say!("What holds back: {name}", "「{name}」の妨げになっているもの"));
            self.page.paragraph(self.obstacles_in_short(stage));
        }
        let paint = self.page.terminal.paint;
        for gate in &obstacles.failed {
            self.gate(result.stage, **gate, |line| paint.bad(line));
        }
        for gate in obstacles.open.iter().chain(&obstacles.unproven) {
            self.gate(result.stage, **gate, |line| paint.warn(line));
        }
        self.losses(stage);
    }

    fn obstacles_in_short(&self, stage: &StageExplanation<'_>) -> Bilingual {
        let StageExplanation { result, obstacles, .. } = stage;
        let (proven, score, needed) = (result.proven(), result.score(), self.ready_at(result));
        let names: Vec<_> = obstacles.gates().map(|gate| self.text.criterion(gate.criterion)).collect();
        let (en, ja) = (names.join("\", \""), names.join("」「"));
        let gates = names.len();
        let gates_en = count(gates, "gate");
        match result.verdict {
            Verdict::NotAssessed => say!("No criterion applies to it.", "該当する評価項目がありません。"),
            _ if obstacles.only_gates => say!(
                "Only {gates_en} in the way: without \"{en}\" it would be ready (proven {proven}, needed {needed}).",
                "妨げは必須条件だけです。「{ja}」を満たせば準備完了です（根拠あり {proven}、基準 {needed}）。"
            ),
            Verdict::Unproven => say!(
                "With {score} claimed it would be ready; {proven} is proven, and {needed} is needed. Prove what is claimed.",
                "回答どおりなら {score} で準備完了ですが、根拠があるのは {proven}、基準は {needed} です。回答の根拠資料をそろえてください。"
            ),
            _ if gates == 0 => say!(
                "It has {proven} proven and {score} claimed, and needs {needed}. No gate holds it back.",
                "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。妨げとなる必須条件はありません。"
            ),
            verdict if obstacles.without_gates > verdict => {
                let Label(would, would_ja) = words::verdict(obstacles.without_gates);
                say!(
                    "It has {proven} proven and {score} claimed, and needs {needed}. Gates come first: without \"{en}\" it would be \"{would}\".",
                    "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。まず必須条件です。「{ja}」を満たせば判定は「{would_ja}」になります。"
                )
            }
            _ => say!(
                "It has {proven} proven and {score} claimed, and needs {needed}; held back first by {gates_en}.",
                "根拠あり {proven}、回答どおり {score} で、基準は {needed} です。まず必須条件{gates}件が妨げになっています。"
            ),
        }
    }

    fn gate(&mut self, stage: StageIx, gate: GateResult, style: impl Fn(&str) -> String) {
        let state = self.explanation.assessed.assessment.states[gate.criterion.get()];
        let (name, must) = (self.text.criterion(gate.criterion), gate.at_least);
        let text = match (state.level(), state.proven()) {
            (Some(level), Some(proven)) if level != proven => say!(
                "{name}: level {level} is claimed but only {proven} is proven; must be {must}",
                "{name}：回答はレベル{level}ですが、根拠があるのはレベル{proven}までです（{must}が必要）"
            ),
            (Some(level), _) => {
                say!("{name}: level {level}, must be {must}", "{name}：レベル{level}（{must}が必要）")
            }
            _ => {
                let Label(en, ja) = words::state(state);
                say!("{name}: {en}, must be level {must}", "{name}：{ja}（レベル{must}が必要）")
            }
        };
        self.page.styled_item("  ! ", text, style);
        if let Some(level) = state.level() {
            let says = self.text.level(gate.criterion, level);
            self.page.aside("    ", say!("Now: {says}", "現在：{says}"));
        }
        let needed = self.text.level(gate.criterion, must);
        self.page.aside("    ", say!("Needed: {needed}", "必要：{needed}"));
        let reason = self.text.framework.gates_of(stage).find(|other| other.criterion == gate.criterion);
        if let Some(because) = reason.map(|gate| self.text.of(&gate.because)) {
            self.page.aside("    ", say!("Why: {because}", "理由：{because}"));
        }
        self.page.trace(self.text, gate.criterion, "    ");
    }

    fn losses(&mut self, stage: &StageExplanation<'_>) {
        let StageExplanation { result, obstacles, .. } = stage;
        if obstacles.losses.is_empty() {
            return;
        }
        self.page.gap();
        self.page.paragraph(Label("Where the points are lost, of 100:", "失点の内訳（100点満点）："));
        let (losses, rest) = self.few(&obstacles.losses);
        for loss in losses {
            let state = self.explanation.assessed.assessment.states[loss.criterion.get()];
            let share = Percent::of(loss.points.lost(), result.points.max);
            let name = self.text.criterion(loss.criterion);
            let text = if let Some(level) = state.level() {
                let says = self.text.level(loss.criterion, level);
                say!("{name} - level {level}: {says}", "{name}（レベル{level}）：{says}")
            } else {
                let Label(en, ja) = words::state(state);
                say!("{name} - {en}", "{name}（{ja}）")
            };
            self.page.item(&format!("  {:>5} ", share.to_string()), text);
            self.page.trace(self.text, loss.criterion, "        ");
        }
        self.more(rest);
    }

    /// How far the verdicts can be trusted, as the weights are only somebody's judgement.
    fn robustness(&mut self, stages: &[&StageExplanation<'_>]) {
        let judged: Vec<_> =
            stages.iter().filter(|stage| stage.result.verdict != Verdict::NotAssessed).collect();
        if judged.is_empty() {
            return;
        }
        self.page.heading(Label("How far it can be trusted", "判定の確かさ"));
        for stage in judged {
            self.page.item("  - ", self.robustness_in_words(&stage.robustness));
        }
        if self.scope == Scope::All || stages.len() == 1 {
            let how = say!(
                "Each weight was varied on its own between half and one and a half times, {DRAWS} times; gates stay as they are.",
                "各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{DRAWS}通りに変えて調べました（必須条件はそのまま）。"
            );
            self.page.aside("    ", how);
        }
    }

    fn robustness_in_words(&self, found: &Robustness) -> String {
        let share = |draws: u32| Percent::of(draws.into(), DRAWS.into());
        let name = self.text.stage(found.stage);
        let Label(en, ja) = words::verdict(found.verdict);
        let mut sentences = Vec::new();
        if found.holds == DRAWS {
            sentences.push(say!(
                "{name}: the verdict \"{en}\" holds in every weighting tried.",
                "{name}：判定「{ja}」は、試したどの重みでも変わりません。"
            ));
        } else {
            let holds = share(found.holds);
            sentences.push(say!(
                "{name}: the verdict \"{en}\" holds in {holds} % of weightings.",
                "{name}：判定「{ja}」は、重みを変えても {holds}% の場合に変わりません。"
            ));
        }
        for (other, draws) in &found.others {
            let (share, Label(en, ja)) = (share(*draws), words::verdict(*other));
            sentences.push(say!("In {share} % it is \"{en}\".", "{share}% では「{ja}」になります。"));
        }
        if !found.hinges.is_empty() {
            let list = self.text.lang.list(found.hinges.iter().map(|hinge| self.hinge(*hinge)));
            sentences.push(say!(
                "It hangs most on the weight of: {list}.",
                "特に次の重みに左右されます：{list}。"
            ));
        }
        let sentences: Vec<_> = sentences.iter().map(|sentence| sentence.to(self.text.lang)).collect();
        sentences.join(self.text.lang.of(" ", ""))
    }

    fn hinge(&self, hinge: Hinge) -> String {
        let name = self.text.criterion(hinge.criterion);
        let text = if hinge.heavier {
            say!("{name} (changes it if heavier)", "{name}（重くすると変わる）")
        } else {
            say!("{name} (changes it if lighter)", "{name}（軽くすると変わる）")
        };
        text.to(self.text.lang).to_owned()
    }

    /// The best steps for a stage, with what they bring and cost.
    fn next_steps(&mut self, stage: Option<StageIx>) {
        let all = self.explanation.actions_for(stage);
        if all.is_empty() {
            return;
        }
        if let Some(stage) = stage {
            let name = self.text.stage(stage);
            self.page.heading(say!("What to do next, for {name}", "次にすること（{name}に向けて）"));
        } else {
            self.page.heading(Label("What would make it stronger", "さらに強くするには"));
        }
        let (few, rest) = self.few(&all);
        for (position, action) in few.iter().enumerate() {
            self.page.item(&format!("  {:>2}. ", position + 1), self.action(action));
            self.page.aside("      ", self.action_cost(stage, action));
            self.page.trace(self.text, action.criterion, "      ");
        }
        self.more(rest);
    }

    fn action(&self, action: &Action) -> Bilingual {
        let name = self.text.criterion(action.criterion);
        let (from, to) = (action.from, action.to);
        let next = action.next(self.text.framework).map_or("", |next| self.text.of(next));
        if action.is_proof() {
            say!("{name}: prove level {to}. {next}", "{name}：レベル{to}の根拠資料をそろえる。{next}")
        } else if action.open {
            say!(
                "{name}: not known yet. If level {from} is true: {next}",
                "{name}：まだ不明。レベル{from}の場合：{next}"
            )
        } else {
            say!("{name}, level {from} to {to}: {next}", "{name}（レベル{from}から{to}へ）：{next}")
        }
    }

    fn action_cost(&self, stage: Option<StageIx>, action: &Action) -> String {
        let stages = &self.explanation.assessed.assessment.stages;
        let wanted =
            action.gains.iter().filter(|(of, gain)| stage.is_none_or(|stage| stage == *of) && *gain > 0);
        let gains = wanted.map(|(of, gain)| {
            let (share, name) = (Percent::of(*gain, stages[of.get()].points.max), self.text.stage(*of));
            say!("+{share} on {name}", "{name} +{share}")
        });
        cost(self.text, &action.opens, gains, action.effort.into(), action.lead_weeks.into())
    }

    /// What is claimed but not proven.
    fn unproven(&mut self, stages: &[&StageExplanation<'_>]) {
        let claims = self.explanation.unproven(stages);
        if claims.is_empty() {
            return;
        }
        self.page.heading(Label("Claimed, but not proven", "回答はあるが、根拠資料がないもの"));
        let (few, rest) = self.few(&claims);
        for criterion in few {
            let (name, proof) = (self.text.criterion(*criterion), self.text.proof(*criterion));
            let state = self.explanation.assessed.assessment.states[criterion.get()];
            let (level, proven) = (state.level().unwrap_or(0), state.proven().unwrap_or(0));
            let text = say!(
                "{name}: level {level} counts as {proven}. Proof: {proof}",
                "{name}：レベル{level}は{proven}として採点。根拠資料の例：{proof}"
            );
            self.page.item("  - ", text);
            self.page.trace(self.text, *criterion, "    ");
        }
        self.more(rest);
    }

    /// What is still unknown of one stage: whether it can change the verdict, and what to find out first.
    fn unknown(&mut self, stage: &StageExplanation<'_>) {
        let StageExplanation { result, outlook, questions, .. } = stage;
        if questions.is_empty() {
            return;
        }
        let (count, name) = (questions.len(), self.text.stage(result.stage));
        self.page.heading(say!(
            "Still unknown for {name} ({count})",
            "「{name}」でまだわからないもの（{count}件）"
        ));
        self.page.paragraph(self.prospect(outlook));
        // Where the answers cannot change the verdict, none of them is said to settle it.
        let decides = outlook.worst != outlook.best;
        let (few, rest) = self.few(questions);
        for question in few {
            let name = self.text.criterion(question.criterion);
            let text = self.text.of(&self.text.framework[question.criterion].question);
            let Label(en, ja) =
                words::state(self.explanation.assessed.assessment.states[question.criterion.get()]);
            self.page.item("  ? ", say!("{name} ({en}): {text}", "{name}（{ja}）：{text}"));
            self.page.aside("    ", self.worth(result, *question, decides));
            self.page.trace(self.text, question.criterion, "    ");
        }
        self.more(rest);
    }

    /// What the open answers can still make of the verdict.
    fn prospect(&self, found: &Outlook) -> Bilingual {
        let (Label(worst, worst_ja), Label(best, best_ja)) =
            (words::verdict(found.worst), words::verdict(found.best));
        if found.is_settled() {
            return say!(
                "Whatever the answers are, the verdict stays \"{best}\".",
                "どう回答しても、判定「{best_ja}」は変わりません。"
            );
        }
        if found.worst == found.best && !found.open_facts.is_empty() {
            let ids = found.open_facts.iter().map(|fact| &self.text.framework[*fact].id);
            let ids = self.text.lang.list(ids);
            return say!(
                "These answers leave the verdict \"{best}\", but facts that are not given can change what applies: {ids}.",
                "これらの回答では判定「{best_ja}」は変わりませんが、未回答の前提項目によって対象が変わりえます：{ids}。"
            );
        }
        say!(
            "By the answers the verdict can become anything from \"{worst}\" to \"{best}\". First what tells most:",
            "回答しだいで判定は「{worst_ja}」から「{best_ja}」まで変わりえます。結果を大きく左右する順に示します。"
        )
    }

    /// What the answer to a question would tell.
    fn worth(&self, result: &StageResult, question: Question, decides: bool) -> String {
        let share = Percent::of(question.points, result.points.max);
        let (settles, levels) = (question.settles, question.levels);
        let parts = [
            (question.is_gate, say!("a gate", "必須条件")),
            (question.points > 0, say!("{share} of 100 points", "100点中{share}点分")),
            (
                decides && settles > 0 && settles < levels,
                say!(
                    "{settles} of its {levels} levels would settle the verdict",
                    "{levels}レベル中{settles}つで判定が確定"
                ),
            ),
            (decides && settles == levels, say!("settles the verdict", "回答すれば判定が確定")),
        ];
        self.text.lang.list(parts.iter().filter(|(holds, _)| *holds).map(|(_, part)| part.to(self.text.lang)))
    }

    /// The programmes, the most useful first; those that have ended or are for others in one line each.
    fn programmes(&mut self) {
        if self.explanation.programmes.is_empty() {
            return;
        }
        self.page.heading(Label("Ways in", "入口となるプログラム・窓口"));
        for fit in &self.explanation.programmes {
            self.programme(fit);
        }
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
                let Label(en, ja) = match requirement.state {
                    NeedState::Open => Label(" (not known yet)", "（まだ不明）"),
                    _ => Label("", ""),
                };
                self.page.aside("    ", Bilingual { en: need.en + en, ja: need.ja + ja });
            }
        }
        let (does, ask) = (Some(&programme.does), programme.ask.as_ref());
        let texts = match self.scope {
            Scope::All => [does, programme.terms.as_ref(), programme.unverified.as_ref(), ask],
            _ if fit.status == FitStatus::NotForYou => [None; 4],
            _ => [None, None, None, ask],
        };
        for text in texts.into_iter().flatten() {
            self.page.aside("    ", self.text.of(text));
        }
        let (id, numbers, day) = (&programme.id, self.page.cite(&programme.sources), programme.as_of);
        self.page.aside("    ", say!("[{id}, as of {day}: {numbers}]", "[{id}、{day}時点：{numbers}]"));
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

    /// What was not used of the sheet, or is odd about it.
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

    /// The first few of a list, or all; and how many are left out.
    fn few<'l, T>(&self, list: &'l [T]) -> (&'l [T], usize) {
        let shown = if self.scope == Scope::All { list.len() } else { list.len().min(FEW) };
        (&list[..shown], list.len() - shown)
    }

    fn more(&mut self, rest: usize) {
        self.page
            .more(rest, |rest| say!("and {rest} more: --all shows them", "ほかに{rest}件（--all で表示）"));
    }
}
