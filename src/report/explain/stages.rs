use super::terminal::ExplanationPage;
use crate::advice::{DRAWS, Hinge, Outlook, Question, Robustness, StageExplanation};
use crate::framework::Verdict;
use crate::report::words;
use crate::scoring::StageResult;
use crate::text::{Bilingual, Label, say};

impl ExplanationPage<'_> {
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
        self.page.detail(say!(
            "Each weight was varied on its own between half and one and a half times, {DRAWS} times; gates stay as they are.",
            "各評価項目の重みを個別に 0.5〜1.5 倍の範囲で{DRAWS}通りに変えて調べました（必須条件はそのまま）。"
        ));
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
        // If no answer can change the verdict, none can settle it.
        let decides = outlook.worst != outlook.best;
        for question in questions {
            let name = self.text.criterion(question.criterion);
            let text = self.text.of(&self.text.framework[question.criterion].question);
            let Bilingual { en, ja } = self.state(question.criterion);
            self.page.item("  ? ", say!("{name} ({en}): {text}", "{name}（{ja}）：{text}"));
            self.page.detail(self.worth(result, *question, decides));
        }
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
