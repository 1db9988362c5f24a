use super::terminal::{ExplanationPage, Scope};
use crate::advice::{Action, DRAWS, Hinge, Outlook, Question, Robustness, StageExplanation};
use crate::framework::{StageIx, Verdict};
use crate::report::page::cost;
use crate::report::words;
use crate::scoring::{GateResult, StageResult};
use crate::text::{Bilingual, Label, count, say};

impl ExplanationPage<'_> {
    pub(super) fn obstacles(&mut self, stage: &StageExplanation<'_>) {
        let StageExplanation { result, obstacles, .. } = stage;
        let name = self.text.stage(result.stage);
        if result.verdict == Verdict::Ready {
            self.page.heading(say!("{name}: ready", "{name}：準備完了"));
        } else {
            self.page.heading(say!("What holds back: {name}", "「{name}」の妨げになっているもの"));
            self.page.paragraph(self.obstacles_in_short(stage));
        }
        if let Some(means) = &self.text.framework[result.stage].ready_means {
            self.page.paragraph(words::ready_means(self.text.of(means)));
        }
        let paint = self.page.terminal.paint;
        obstacles.failed.iter().for_each(|gate| self.gate(result.stage, **gate, |line| paint.bad(line)));
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
            self.page.detail(say!("Now: {says}", "現在：{says}"));
        }
        let needed = self.text.level(gate.criterion, must);
        self.page.detail(say!("Needed: {needed}", "必要：{needed}"));
        let reason = self.text.framework.gates_of(stage).find(|other| other.criterion == gate.criterion);
        if let Some(because) = reason.map(|gate| self.text.of(&gate.because)) {
            self.page.detail(say!("Why: {because}", "理由：{because}"));
        }
        self.page.trace(self.text, gate.criterion, "    ");
    }

    fn losses(&mut self, stage: &StageExplanation<'_>) {
        let StageExplanation { result, obstacles, .. } = stage;
        if obstacles.losses.is_empty() {
            return;
        }
        self.page.lead(Label("Where the points are lost, of 100:", "失点の内訳（100点満点）："));
        let (losses, rest) = self.few(&obstacles.losses);
        for loss in losses {
            let state = self.explanation.assessed.assessment.states[loss.criterion.get()];
            let share = result.percent(loss.points.lost());
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

    pub(super) fn robustness(&mut self, stages: &[&StageExplanation<'_>]) {
        let mut judged =
            stages.iter().filter(|stage| stage.result.verdict != Verdict::NotAssessed).peekable();
        if judged.peek().is_none() {
            return;
        }
        self.page.heading(Label("How far it can be trusted", "判定の確かさ"));
        for stage in judged {
            self.page.bullet(self.robustness_in_words(&stage.robustness));
        }
        if self.scope == Scope::All || stages.len() == 1 {
            self.page.detail(say!(
                "Each weight was varied on its own between half and one and a half times, {DRAWS} times; gates stay as they are.",
                "各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{DRAWS}通りに変えて調べました（必須条件はそのまま）。"
            ));
        }
    }

    fn robustness_in_words(&self, found: &Robustness) -> String {
        let name = self.text.stage(found.stage);
        let Label(en, ja) = words::verdict(found.verdict);
        let holds = Robustness::share(found.holds);
        let mut sentences = vec![if found.holds == DRAWS {
            say!(
                "{name}: the verdict \"{en}\" holds in every weighting tried.",
                "{name}：判定「{ja}」は、試したどの重みでも変わりません。"
            )
        } else {
            say!(
                "{name}: the verdict \"{en}\" holds in {holds} % of weightings.",
                "{name}：判定「{ja}」は、重みを変えても {holds}% の場合に変わりません。"
            )
        }];
        for (other, draws) in &found.others {
            let (share, Label(en, ja)) = (Robustness::share(*draws), words::verdict(*other));
            sentences.push(say!("In {share} % it is \"{en}\".", "{share}% では「{ja}」になります。"));
        }
        if !found.hinges.is_empty() {
            let list = self.text.lang.list(found.hinges.iter().map(|hinge| self.hinge(*hinge)));
            sentences.push(say!(
                "It depends most on the weight of: {list}.",
                "特に次の重みに左右されます：{list}。"
            ));
        }
        let sentences: Vec<_> = sentences.iter().map(|sentence| sentence.to(self.text.lang)).collect();
        sentences.join(self.text.lang.of(" ", ""))
    }

    fn hinge(&self, hinge: Hinge) -> String {
        let name = self.text.criterion(hinge.criterion);
        let Label(en, ja) =
            if hinge.heavier { Label("heavier", "重く") } else { Label("lighter", "軽く") };
        say!("{name} (changes it if {en})", "{name}（{ja}すると変わる）").into_text(self.text.lang)
    }

    pub(super) fn next_steps(&mut self, stage: Option<StageIx>) {
        let all = self.explanation.actions_for(stage);
        if all.is_empty() {
            return;
        }
        self.page.heading(match stage.map(|stage| self.text.stage(stage)) {
            Some(name) => say!("What to do next, for {name}", "次にすること（{name}に向けて）"),
            None => say!("What would make it stronger", "さらに強くするには"),
        });
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
            let (share, name) = (stages[of.get()].percent(*gain), self.text.stage(*of));
            say!("+{share} on {name}", "{name} +{share}")
        });
        cost(self.text, &action.opens, gains, action.effort.into(), action.lead_weeks)
    }

    pub(super) fn unproven(&mut self, stages: &[&StageExplanation<'_>]) {
        let claims = self.explanation.unproven(stages);
        if claims.is_empty() {
            return;
        }
        self.page.heading(Label("Claimed, but not proven", "回答はあるが、根拠資料がないもの"));
        let (few, rest) = self.few(&claims);
        for criterion in few {
            let state = self.explanation.assessed.assessment.states[criterion.get()];
            let (level, proven) = (state.level().unwrap_or(0), state.proven().unwrap_or(0));
            let (name, proof) = (self.text.criterion(*criterion), self.text.proof(*criterion, level));
            self.page.bullet(say!(
                "{name}: level {level} counts as {proven}. Proof: {proof}",
                "{name}：レベル{level}は{proven}として採点。根拠資料の例：{proof}"
            ));
            self.page.trace(self.text, *criterion, "    ");
        }
        self.more(rest);
    }

    pub(super) fn unknown(&mut self, stage: &StageExplanation<'_>) {
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
        // Where no answer can change the verdict, none can settle it.
        let decides = outlook.worst != outlook.best;
        let (few, rest) = self.few(questions);
        for question in few {
            let name = self.text.criterion(question.criterion);
            let text = self.text.of(&self.text.framework[question.criterion].question);
            let Label(en, ja) =
                words::state(self.explanation.assessed.assessment.states[question.criterion.get()]);
            self.page.item("  ? ", say!("{name} ({en}): {text}", "{name}（{ja}）：{text}"));
            self.page.detail(self.worth(result, *question, decides));
            self.page.trace(self.text, question.criterion, "    ");
        }
        self.more(rest);
    }

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
            "Depending on the answers, the verdict can become anything from \"{worst}\" to \"{best}\". The most decisive first:",
            "回答しだいで判定は「{worst_ja}」から「{best_ja}」まで変わりえます。結果を大きく左右する順に示します。"
        )
    }

    fn worth(&self, result: &StageResult, question: Question, decides: bool) -> String {
        let share = result.percent(question.points);
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
}
