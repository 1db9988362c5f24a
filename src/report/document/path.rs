use super::Edition;
use crate::advice::{Certainty, Robustness, StageExplanation};
use crate::report::svg::{self, Bullet, Caption, Swatch};
use crate::report::web::capital;
use crate::report::words;
use crate::text::{Label, say};

impl Edition<'_> {
    /// The stages as a path, with the company's position.
    pub(super) fn path(&self) -> String {
        let title = Label("Where things stand", "現在の位置");
        let steps: String = self.explanation.stages.iter().map(|stage| self.stage_of_path(stage)).collect();
        let end = if self.explanation.stage.is_none() {
            let end = self.say(Label("You are here: the end of the path", "現在地：全段階を完了"));
            format!("<p class=\"pin end\">{end}</p>")
        } else {
            String::new()
        };
        let (legend, target) = (self.legend(), self.target());
        let body = format!("<ol class=\"path\">{steps}</ol>{end}{legend}{target}");
        self.part_of_page_one("path-box", "where", title, &body)
    }

    fn stage_of_path(&self, stage: &StageExplanation<'_>) -> String {
        let own = stage.result.stage;
        let is_here = self.explanation.stage == Some(own);
        let done = if own.get() < self.explanation.assessed.assessment.reached { " done" } else { "" };
        let (here, pin) = if is_here {
            let here = self.say(Label("You are here", "現在地"));
            (" here", format!("<p class=\"pin\">{here}</p>"))
        } else {
            ("", String::new())
        };
        let (number, name) = (own.get() + 1, self.stage(own));
        let (verdict, sign) = (self.verdict(stage.result.verdict), self.sign(&stage.robustness));
        let (bullet, numbers) = (self.bullet(stage), self.numbers_of(stage));
        format!(
            "<li class=\"step{done}{here}\">{pin}<h3><span class=\"no\" aria-hidden=\"true\">{number}</span>{name}</h3>\
             <p class=\"says\">{verdict}{sign}</p><div class=\"bar-box\">{bullet}{numbers}</div></li>"
        )
    }

    fn sign(&self, robustness: &Robustness) -> String {
        let Some(certainty) = robustness.certainty() else { return String::new() };
        let same = Robustness::share(robustness.holds).tenths() / 10;
        let words = match certainty {
            Certainty::Robust => Label("robust verdict", "判定は安定").into(),
            Certainty::Weights => {
                say!("depends on the weights (same in {same}%)", "重みに左右される（同じ判定 {same}%）")
            }
            Certainty::Evidence => Label("evidence decides", "根拠資料しだい").into(),
            Certainty::Answers => Label("open answers decide", "未回答の項目しだい").into(),
        };
        format!(" <span class=\"sign\">{}{}</span>", svg::certainty(certainty), self.say(words))
    }

    fn bullet(&self, stage: &StageExplanation<'_>) -> String {
        let (own, needed) = (stage.result.stage, stage.ready_at);
        let [proven, claimed, possible] = stage.result.points.percents();
        let name = self.words.stage(own);
        let verdict = capital(words::verdict(stage.result.verdict));
        let (en, ja) = (verdict.en, verdict.ja);
        let title = say!("{name}: percent of the points", "{name}：得点率");
        let says = say!(
            "Verdict: {en}. Proven {proven}%, claimed {claimed}%, possible {possible}%; {needed}% is needed.",
            "判定：{ja}。根拠あり {proven}%、回答どおり {claimed}%、最大 {possible}%。基準は{needed}%。"
        );
        let id = self.id(&format!("b-{}", self.words.framework[own].id));
        let caption = Caption { id, title: title.into_text(self.lang()), says: says.into_text(self.lang()) };
        let needs = say!("needs {needed}%", "基準 {needed}%").into_text(self.lang());
        Bullet { proven, claimed, possible, needed, needs }.draw(&caption)
    }

    /// The numbers below a bar; claimed and possible percents only if they are higher.
    fn numbers_of(&self, stage: &StageExplanation<'_>) -> String {
        let [proven, claimed, possible] = stage.result.points.percents();
        let piece = |swatch, words| format!("<span>{}{}</span>", svg::swatch(swatch), self.say(words));
        let mut out = piece(Swatch::Proven, say!("{proven}% proven", "根拠あり {proven}%"));
        if claimed > proven {
            out += &piece(Swatch::Claimed, say!("{claimed}% claimed", "回答どおり {claimed}%"));
        }
        if possible > claimed {
            out += &piece(Swatch::Possible, say!("{possible}% possible", "最大 {possible}%"));
        }
        let (passed, gates) = stage.passed_gates();
        if gates > 0 {
            let words = say!("Gates passed: {passed} of {gates}", "必須条件 {gates}件中{passed}件を充足");
            out += &["<span>", &self.say(words), "</span>"].concat();
        }
        format!("<p class=\"nums\">{out}</p>")
    }

    fn legend(&self) -> String {
        let is_open = self.explanation.stages.iter().any(|stage| {
            let [_, claimed, possible] = stage.result.points.percents();
            possible > claimed
        });
        let points = [
            (
                svg::swatch(Swatch::Proven),
                Label("Proven: backed by evidence that is named", "根拠あり：根拠資料が示された分"),
            ),
            (
                svg::swatch(Swatch::Claimed),
                Label("Claimed: with what still lacks evidence", "回答どおり：根拠資料のない回答も含む"),
            ),
        ];
        let open = (
            svg::swatch(Swatch::Possible),
            Label("Possible: with the best open answers", "最大：未回答・不明がすべて最良の場合"),
        );
        let rules = [
            (svg::swatch(Swatch::Needed), Label("Needed for “ready”", "準備完了の基準")),
            (
                svg::certainty(Certainty::Robust),
                Label(
                    "Robust verdict: the same in at least 95% of 1,000 random weightings",
                    "判定は安定：重みを無作為に変えた1,000通りの95%以上で同じ判定",
                ),
            ),
            (
                String::new(),
                Label("Gate: must be met, whatever the score", "必須条件：得点にかかわらず満たすべき条件"),
            ),
        ];
        let entries: Vec<String> = points
            .into_iter()
            .chain(is_open.then_some(open))
            .chain(rules)
            .map(|(sign, words)| format!("<span>{sign}{}</span>", self.say(words)))
            .collect();
        format!("<p class=\"legend\">{}</p>", entries.join(" "))
    }

    /// What being ready means at the next stage, or the last one if all are ready.
    fn target(&self) -> String {
        let framework = self.words.framework;
        let Some(stage) = self.explanation.stage.or(framework.stage_indices().last()) else {
            return String::new();
        };
        let Some(means) = &framework[stage].ready_means else { return String::new() };
        let name = self.words.stage(stage);
        let head = self.say(say!("{name}, when ready:", "「{name}」の準備完了とは："));
        format!("<p class=\"target\"><b>{head}</b> {}</p>", self.of(means))
    }
}
